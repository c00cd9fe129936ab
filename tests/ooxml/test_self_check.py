"""The self-check: one planted fault after the other, each found, and nothing found in a sound deck.

The faults are those that made PowerPoint offer a repair of somebody's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from ooxml.scenes import R, everything, page, scene, template, title
from summitdeck.ooxml import deck_rules, package_rules
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.self_check import RULES, check_foreign_package, check_package

TEMPLATE = template()
SOUND = scene_to_package(everything(), TEMPLATE)
MAIN, CORE = "/ppt/presentation.xml", "/docProps/core.xml"
ONE, TWO, THREE, FOUR, FIVE = (f"/ppt/slides/slide{n}.xml" for n in range(1, 6))
NOTES, NOTES_MASTER = "/ppt/notesSlides/notesSlide1.xml", "/ppt/notesMasters/notesMaster1.xml"
PNG = "/ppt/media/image1.png"
Fault = Callable[[Package], Package]
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CONNECTOR = (
    '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="97" name="c"/><p:cNvCxnSpPr><a:stCxn id="98" idx="0"/></p:cNvCxnSpPr><p:nvPr/>'
    "</p:nvCxnSpPr><p:spPr/></p:cxnSp>"
)
CREATED = '<a16:creationId xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{A}"/>'


def put(package: Package, *parts: Part) -> Package:
    return replace(package, parts={**package.parts, **{part.name: part for part in parts}})


def text(name: str, old: str, new: str) -> Fault:
    """The first `old` in a part becomes `new`."""

    def plant(package: Package) -> Package:
        part = package.parts[name]
        assert old.encode() in part.data, f"{old} is not in {name}"
        return put(package, replace(part, content=part.data.replace(old.encode(), new.encode(), 1)))

    return plant


def relations(name: str, change: Callable[[tuple[Relation, ...]], Iterable[Relation]]) -> Fault:
    """A part has other relationships."""
    return lambda package: put(
        package, replace(package.parts[name], relations=tuple(change(package.parts[name].relations)))
    )


def pointing(name: str, kind: str, target: str) -> Fault:
    """A part's relationships of a kind lead elsewhere."""
    return relations(name, lambda old: [replace(r, target=target) if r.kind == kind else r for r in old])


def added(name: str, kind: str, target: str, *, external: bool = False, identity: str = "rId77") -> Fault:
    """A part has one more relationship."""
    return relations(name, lambda old: [*old, Relation(identity, f"{R}/{kind}", target, external)])


def without(name: str, kind: str) -> Fault:
    """A part has no relationship of a kind any more."""
    return relations(name, lambda old: [r for r in old if r.kind != kind])


def content(name: str, data: bytes) -> Fault:
    """A part holds other bytes."""
    return lambda package: put(package, replace(package.parts[name], content=data))


def typed(name: str, content_type: str) -> Fault:
    """A part says that it is something else."""
    return lambda package: put(package, replace(package.parts[name], content_type=content_type))


def removed(name: str) -> Fault:
    """A part is not there."""
    return lambda package: replace(package, parts={n: part for n, part in package.parts.items() if n != name})


def copied(name: str, other: str) -> Fault:
    """A part is there twice, under two names."""
    return lambda package: put(package, replace(package.parts[name], name=other))


def own_relations(change: Callable[[tuple[Relation, ...]], Iterable[Relation]]) -> Fault:
    """The package has other relationships."""
    return lambda package: replace(package, relations=tuple(change(package.relations)))


FAULTS: dict[str, tuple[Fault, str]] = {
    # the package
    "a part is missing": (removed(PNG), "leads to /ppt/media/image1.png, which is not there"),
    "a part nothing leads to": (copied(PNG, "/ppt/media/image9.png"), "is reached by no relationship"),
    "two names that differ in case": (copied(ONE, "/ppt/Slides/slide1.xml"), "has the same name as"),
    "a name out of the package": (copied(PNG, "/ppt/../image.png"), "is no name a part may have"),
    "no main part": (own_relations(lambda old: old[1:]), "has 0 main parts"),
    "the main part of a template": (
        typed(MAIN, "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"),
        "has the type",
    ),
    "two core properties": (
        own_relations(lambda old: [*old, replace(old[1], id="rId99")]),
        "more than one relationship to core-properties",
    ),
    "a part without a type": (typed(PNG, ""), "has no content type"),
    "a PNG called a text": (typed(PNG, "text/plain"), "is a picture of type text/plain"),
    "a JPEG called a PNG": (content(PNG, b"\xff\xd8\xff\xe0"), "is no image/png"),
    "a bitmap called a JPEG": (typed(PNG, "image/jpeg"), "is no image/jpeg"),
    "a web page called a PNG": (content(PNG, b"<html>"), "is no image/png"),
    "a slide that says it is a layout": (
        typed(ONE, "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"),
        "is a p:sld, and its content type says p:sldLayout",
    ),
    # relationships
    "a relationship id twice": (added(ONE, "image", PNG, identity="rId1"), "2 relationships with the id rId1"),
    "a relationship id that is no name": (added(ONE, "image", PNG, identity="1 d"), "'1 d', which is no name"),
    "a relationship to nothing": (added(ONE, "image", "/ppt/media/gone.png"), "gone.png, which is not there"),
    "a relationship to NULL": (added(ONE, "image", "NULL"), "leads to NULL"),
    "a link that is no URI": (added(ONE, "hyperlink", "https://e.com/a b", external=True), "which is no address"),
    "a link without a host": (added(ONE, "hyperlink", "https://", external=True), "which is no address"),
    "a link to a program": (added(ONE, "hyperlink", "file:///bin/sh", external=True), "which is no address"),
    "a link with a port in words": (
        added(ONE, "hyperlink", "http://e.com:port/", external=True),
        "which is no address",
    ),
    "two layouts": (
        added(ONE, "slideLayout", "/ppt/slideLayouts/slideLayout2.xml"),
        "2 relationships to a slideLayout",
    ),
    "no layout": (without(TWO, "slideLayout"), "has 0 relationships to a slideLayout"),
    "a layout on the presentation": (
        added(MAIN, "slideLayout", "/ppt/slideLayouts/slideLayout1.xml"),
        "0 to 0 are allowed",
    ),
    "a layout that is a slide": (pointing(ONE, "slideLayout", TWO), "is a slideLayout relationship to"),
    "an image that is a slide": (added(ONE, "image", TWO), "is an image relationship to"),
    "no view properties": (without(MAIN, "viewProps"), "has 0 relationships to a viewProps"),
    "a relationship that XML names and nobody made": (
        text(ONE, 'r:id="rId3"', 'r:id="rIdundefined"'),
        "'rIdundefined'",
    ),
    "a link that is a picture's": (
        relations(ONE, lambda old: [Relation(r.id, f"{R}/image", PNG) if r.kind == "hyperlink" else r for r in old]),
        "which is a relationship to a image",
    ),
    "an SVG drawn directly": (pointing(FOUR, "image", "/ppt/media/image2.svg"), "a:blip draws image/svg+xml"),
    # lists
    "a slide id twice": (text(MAIN, 'id="257"', 'id="256"'), "lists 256 2 times"),
    "a slide id too small": (text(MAIN, 'id="256"', 'id="25"'), "lists a slide under the id '25'"),
    "a slide id too large": (text(MAIN, 'id="256"', 'id="2147483648"'), "under the id '2147483648'"),
    "a slide listed twice": (text(MAIN, 'r:id="rId4"', 'r:id="rId3"'), "lists rId3 2 times"),
    "a slide in no list": (copied(TWO, "/ppt/slides/slide9.xml"), "does not list /ppt/slides/slide9.xml"),
    "a slide related and not listed": (added(MAIN, "slide", TWO), "which it does not list"),
    "lists out of order": (
        text(MAIN, "</p:presentation>", '<p:notesSz cx="1" cy="1"/></p:presentation>'),
        "p:notesSz stands in p:presentation out of order",
    ),
    "a dead slide in a section": (
        text(MAIN, 'p14:sldId id="257"', 'p14:sldId id="999"'),
        "has a slide 999 in a section",
    ),
    "a slide in two sections": (text(MAIN, 'p14:sldId id="257"', 'p14:sldId id="256"'), "has slide 256 in 2 sections"),
    "a slide in no section": (text(MAIN, '<p14:sldId id="257"/>', ""), "has slide 257 in no section"),
    "a master's id used by a layout": (
        text("/ppt/slideMasters/slideMaster1.xml", 'id="2147483649"', 'id="2147483648"'),
        "uses 2147483648 as the id of 2",
    ),
    "a layout's id too small": (
        text("/ppt/slideMasters/slideMaster1.xml", 'id="2147483649"', 'id="7"'),
        "has the id '7'",
    ),
    # notes
    "notes that two slides share": (added(TWO, "notesSlide", NOTES), "belongs to"),
    "notes that point to another slide": (pointing(NOTES, "slide", THREE), "points back to"),
    "notes without a master": (without(NOTES, "notesMaster"), "has 0 relationships to a notesMaster"),
    "notes, and no list of masters": (text(MAIN, "<p:notesMasterId ", "<p:notesMasterX "), "no list of notes masters"),
    "a theme for two masters": (pointing(NOTES_MASTER, "theme", "/ppt/theme/theme1.xml"), "is the theme of 2 masters"),
    # shapes
    "a shape id twice": (text(ONE, 'id="3"', 'id="2"'), "has 2 shapes with the id 2"),
    "a shape id of 0": (text(ONE, 'id="3"', 'id="0"'), "has a shape with the id '0'"),
    "a placeholder the layout has not": (
        text(ONE, 'type="ftr" sz="quarter" idx="11"', 'idx="99"'),
        "has a placeholder obj 99",
    ),
    "a placeholder twice": (
        text(ONE, '<p:ph type="dt" sz="half" idx="10"/>', '<p:ph type="title"/>'),
        "title 0 2 times",
    ),
    "an animation of a shape that is gone": (
        text(
            ONE,
            "</p:clrMapOvr>",
            '</p:clrMapOvr><p:timing><p:tnLst><p:par><p:cTn><p:spTgt spid="99"/></p:cTn></p:par></p:tnLst></p:timing>',
        ),
        "an animation names the shape 99, which is not there",
    ),
    "animations twice": (
        text(
            ONE,
            "</p:clrMapOvr>",
            f"</p:clrMapOvr><p:timing/><mc:AlternateContent xmlns:mc='{MC}'><mc:Choice Requires='p'><p:timing/>"
            "</mc:Choice></mc:AlternateContent>",
        ),
        "has p:timing in an alternative and in the slide",
    ),
    "a connector to a shape that is gone": (
        text(ONE, "</p:spTree>", f"{CONNECTOR}</p:spTree>"),
        "a connector names the shape 98, which is not there",
    ),
    "a creation's id twice": (
        text(ONE, "</p:spTree>", f"{CREATED * 2}</p:spTree>"),
        "2 shapes with the creation id {A}",
    ),
    "mathematics that older programs meet": (
        text(ONE, "<a:lstStyle/><a:p>", f'<a:lstStyle/><a:p><a14:m xmlns:a14="{A14}"/>'),
        "a14:m stands outside of mc:AlternateContent",
    ),
    "an extension under a prefix that is not declared": (
        text(ONE, "<p:sld ", f'<p:sld xmlns:mc="{MC}" mc:Ignorable="p14 p99" xmlns:p14="x" '),
        "names the prefix 'p99', which is not declared",
    ),
    "a page too small": (text(MAIN, 'cx="12192000"', 'cx="914399"'), "p:sldSz has cx='914399'"),
    "a page that is not what it is called": (
        text(MAIN, '<p:sldSz cx="12192000"', '<p:sldSz type="screen4x3" cx="12192000"'),
        "is called screen4x3 and is",
    ),
    "a negative width": (text(FOUR, 'cx="5486400"', 'cx="-5486400"'), "a:ext has cx='-5486400'"),
    "a fraction of an EMU": (text(FOUR, 'x="609600"', 'x="609600.5"'), "a:off has x='609600.5'"),
    "NaN": (text(FOUR, 'x="609600"', 'x="NaN"'), "a:off has x='NaN'"),
    "a colour in words": (text(FOUR, 'val="accent1"', 'val="blue"'), "a:schemeClr has val='blue'"),
    "a picture cropped away": (text(FOUR, '<a:srcRect l="10000"', '<a:srcRect l="90000"'), "crops all of the picture"),
    "an anchor in words": (text(TWO, 'anchor="t"', 'anchor="mid"'), "a:bodyPr has anchor='mid'"),
    # text
    "broken XML": (text(ONE, "</p:sld>", "</p:slide>"), "is not well-formed"),
    "a bare ampersand": (text(ONE, "参加者多い", "R&D"), "is not well-formed"),
    "a control character": (text(ONE, "参加者多い", "a\x0bb"), "is not well-formed"),
    "a body without a paragraph": (
        text(
            FIVE,
            '<a:p><a:r><a:rPr lang="en-US" altLang="ja-JP" dirty="0"/><a:t>"Slot"</a:t></a:r>'
            '<a:endParaRPr lang="en-US" altLang="ja-JP" dirty="0"/></a:p>',
            "",
        ),
        "p:txBody has no a:p",
    ),
    "properties after the run": (
        text(ONE, "</a:r><a:endParaRPr", "</a:r><a:pPr/><a:endParaRPr"),
        "a:pPr stands in a:p out of order",
    ),
    "a face after a link": (
        text(ONE, '<a:hlinkClick r:id="rId3"/>', '<a:hlinkClick r:id="rId3"/><a:latin typeface="x"/>'),
        "a:latin stands in a:rPr out of order",
    ),
    "an element nobody knows": (text(ONE, "<a:lstStyle/>", "<a:lstStyle/><a:style/>"), "p:txBody may hold no a:style"),
    "a bullet's face drawing numbers": (text(ONE, '<a:buFont typeface="+mj-lt"/>', ""), "a:buAutoNum has no a:buFont"),
    "a list that starts at 0": (text(ONE, 'startAt="3"', 'startAt="0"'), "a:buAutoNum has startAt='0'"),
    "a level of 9": (text(ONE, 'lvl="1"', 'lvl="9"'), "a:pPr has lvl='9'"),
    "a run without a language": (text(ONE, '<a:rPr lang="ja-JP" altLang="en-US"', "<a:rPr"), "is no language"),
    "a field without a GUID": (text(ONE, '<a:fld id="{', '<a:fld id="'), "which is no GUID"),
    # tables
    "a cell without a paragraph": (
        text(TWO, "<a:tc><a:txBody>", "<a:tc><a:txBody/></a:tc><a:tc><a:txBody>"),
        "a:txBody has no a:p",
    ),
    "a row shorter than the grid": (
        text(TWO, "<a:gridCol ", '<a:gridCol w="0"/><a:gridCol '),
        "has 3 cells, the grid has 4",
    ),
    "a span beyond the table": (text(THREE, 'gridSpan="2"', 'gridSpan="4"'), "spans beyond the table"),
    "a merge without its mark": (text(THREE, ' hMerge="1"', ""), "has other merge marks"),
    "a mark without a merge": (text(TWO, "<a:tc>", '<a:tc vMerge="1">'), "has other merge marks"),
    "a table larger than its frame": (
        text(TWO, '<a:tr h="457200">', '<a:tr h="457201">'),
        "is not as large as its frame",
    ),
    "a row without a height": (text(TWO, '<a:tr h="457200">', "<a:tr>"), "a:tr has no h"),
}


def messages(package: Package, of: Package | None = None) -> list[str]:
    return [problem.message for problem in check_package(package, of)]


def test_a_sound_deck_has_no_findings() -> None:
    assert messages(SOUND) == []
    assert messages(SOUND, TEMPLATE) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    plant, told = FAULTS[name]
    found = messages(plant(SOUND))
    assert any(told in message for message in found), found


def test_a_finding_names_the_part_and_is_no_fault_of_the_authors() -> None:
    plant, _ = FAULTS["a level of 9"]
    (problem,) = check_package(plant(SOUND), TEMPLATE)
    assert problem.code == "self-check"
    assert problem.is_error
    assert problem.message == (
        "the deck would not be sound: ppt/slides/slide1.xml: a:pPr has lvl='9', which is no whole number from 0 to 8 "
        "(rule structure)"
    )


def codes(package: Package) -> list[tuple[str, str]]:
    return [(str(problem.severity), problem.code) for problem in check_foreign_package(package)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a slide listed twice", [("error", "package-slide-list")]),
        ("a relationship id twice", [("error", "package-relation-ids")]),
        ("a web page called a PNG", [("error", "package-media")]),
        ("a bitmap called a JPEG", [("warning", "package-media-kinds")]),
        ("a link to a program", [("warning", "package-links")]),
        ("a connector to a shape that is gone", [("warning", "package-connectors")]),
        ("a run without a language", []),
        ("the main part of a template", []),
        ("no view properties", [("warning", "package-reachable")]),
    ],
)
def test_in_a_file_of_another_program_it_matters_what_powerpoint_insists_on(
    name: str, expected: list[tuple[str, str]]
) -> None:
    assert codes(SOUND) == []
    assert list(dict.fromkeys(codes(FAULTS[name][0](SOUND)))) == expected


def test_shapes_for_older_programs_may_have_the_ids_of_those_they_stand_for() -> None:
    shape = '<p:sp><p:nvSpPr><p:cNvPr id="90" name="s"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'
    choice = (
        f'<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="p">{shape}</mc:Choice>'
        f"<mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    )
    assert messages(text(ONE, "</p:spTree>", f"{choice}</p:spTree>")(SOUND)) == []


def test_a_slide_of_a_custom_show_is_not_held_to_be_one() -> None:
    show = '<p:custShow name="s" id="0"><p:sldLst><p:sld r:id="rId3"/></p:sldLst></p:custShow>'
    plant = text(MAIN, "<p:defaultTextStyle", f"<p:custShowLst>{show}</p:custShowLst><p:defaultTextStyle")
    assert codes(plant(SOUND)) == []


def test_a_part_of_too_many_tags_is_not_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summitdeck.ooxml.facts.ELEMENT_LIMIT", 50)
    assert any(
        "too many to be looked at" in message for message in messages(content(NOTES, b"<x>" + b"<y/>" * 100)(SOUND))
    )


def test_what_the_template_brought_is_not_blamed_on_us() -> None:
    broken = replace(
        TEMPLATE,
        parts={
            name: replace(part, content=part.data.replace(b'lang="en-US"', b'lang="?"'))
            if "slideLayout" in name
            else part
            for name, part in TEMPLATE.parts.items()
        },
    )
    package = scene_to_package(scene(page(title())), broken)
    assert messages(package, broken) == []
    assert messages(package) != []


def test_a_fault_in_one_of_many_like_paragraphs_is_found() -> None:
    """Paragraphs and frames that are alike are read once; one that differs is not alike."""
    pages = [page(title(f"{n}"), replace(everything().pages[0].shapes[1])) for n in range(30)]
    package = scene_to_package(scene(*pages), TEMPLATE)
    assert messages(package, TEMPLATE) == []
    plant = text("/ppt/slides/slide23.xml", 'startAt="3"', 'startAt="three"')
    (found,) = messages(plant(package), TEMPLATE)
    assert "slide23.xml" in found


def test_every_rule_is_run_and_has_its_manual() -> None:
    written = {
        rule
        for module in (package_rules, deck_rules)
        for name, rule in vars(module).items()
        if name.startswith("check_")
    }
    assert written == {rule.check for rule in RULES}
    assert all(rule.manual for rule in RULES)


def test_pictures_may_start_with_a_declaration() -> None:
    svg = next(name for name in SOUND.parts if name.endswith(".svg"))
    assert messages(content(svg, b"\xef\xbb\xbf<?xml version='1.0'?><svg/>")(SOUND)) == []
