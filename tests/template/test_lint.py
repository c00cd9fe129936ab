"""Each rule: what it must find in a template that is sound otherwise, and what is so near that it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ooxml.packages import Files, layout, level, presentation, relations, shape, theme, write_zip
from summitdeck.problems import Severity
from summitdeck.template.lint import RULES, lint_template
from template.samples import (
    BODY,
    LEFT,
    RIGHT,
    STYLES,
    body,
    findings,
    furniture,
    masters_shapes,
    sound,
    sound_layouts,
    sound_master,
    title,
    with_slides,
    write,
)

SUMMIT = Path(__file__).parents[2] / "templates" / "summit"
TEAL = '<a:solidFill><a:srgbClr val="0097A7"/></a:solidFill>'
WHITE = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
LIGHT = '<a:solidFill><a:srgbClr val="DDDDDD"/></a:solidFill>'
DARK = '<a:solidFill><a:srgbClr val="222222"/></a:solidFill>'


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def one(kind: str, shapes: str, name: str = "Own page", **more: str) -> Files:
    """The sound template with one more layout."""
    return sound(extra=(layout(shapes, kind=kind, name=name, **more),))


def drawing(fill: str, frame: tuple[int, int, int, int], geometry: str = "rect") -> str:
    """A shape of a master or layout that is no placeholder."""
    x, y, width, height = frame
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="Band"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="{geometry}"/>{fill}</p:spPr></p:sp>'
    )


def colored(fill: str, size: int = 1600) -> str:
    """A body whose text has this colour."""
    return body(BODY, levels=level(1, run=f'sz="{size}"', faces=fill))


def in_face(name: str) -> str:
    return body(levels=level(1, faces=f'<a:latin typeface="{name}"/>'))


KINSOKU = '<p:kinsoku lang="{}" invalStChars="x" invalEndChars="y"/>'


def with_kinsoku(language: str, strict: str) -> Files:
    part = presentation(rest=KINSOKU.format(language))
    return sound(presentation_part=part.replace("<p:presentation", f"<p:presentation {strict}"))


def with_linked_logo() -> Files:
    names = "ppt/slideLayouts/_rels/slideLayout5.xml.rels"
    linked = relations(
        ("slideMaster", "../slideMasters/slideMaster1.xml"), ("image", "file:///srv/logo.png", "External")
    )
    return sound(more={names: linked})


def with_picture(size: int, magic: bytes = b"\x89PNG\r\n\x1a\n") -> Files:
    names = "ppt/slideLayouts/_rels/slideLayout5.xml.rels"
    related = relations(("slideMaster", "../slideMasters/slideMaster1.xml"), ("image", "../media/image1.png"))
    return sound(more={names: related, "ppt/media/image1.png": magic + bytes(size)})


def second_master(names: tuple[str, ...]) -> Files:
    """The sound template and another master whose layouts have these names."""
    numbers = range(21, 21 + len(names))
    main = presentation().replace(
        '<p:sldMasterId id="2147483648" r:id="rId1"/>',
        '<p:sldMasterId id="2147483648" r:id="rId1"/><p:sldMasterId id="2147483660" r:id="rId2"/>',
    )
    to_master = relations(("slideMaster", "../slideMasters/slideMaster2.xml"))
    blank = {
        f"ppt/slideLayouts/slideLayout{n}.xml": layout(furniture(), kind="blank", name=name)
        for n, name in zip(numbers, names, strict=True)
    }
    return sound(
        presentation_part=main,
        more={
            **blank,
            **{f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels": to_master for n in numbers},
            "ppt/_rels/presentation.xml.rels": relations(
                ("slideMaster", "slideMasters/slideMaster1.xml"), ("slideMaster", "slideMasters/slideMaster2.xml")
            ),
            "ppt/slideMasters/slideMaster2.xml": sound_master(layouts=len(names)),
            "ppt/slideMasters/_rels/slideMaster2.xml.rels": relations(
                *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in numbers),
                ("theme", "../theme/theme2.xml"),
            ),
            "ppt/theme/theme2.xml": theme(east_asian="游ゴシック"),
        },
    )


def with_macros() -> Files:
    related = relations(("slideMaster", "slideMasters/slideMaster1.xml"), ("vbaProject", "vbaProject.bin"))
    return sound(more={"ppt/_rels/presentation.xml.rels": related, "ppt/vbaProject.bin": b"macro"})


FOUND = {
    "no section page": (
        sound({"secHead": None}),
        "template-missing-layout: no layout for the first page of a part ('Section Header')",
    ),
    "a page for bullets without a title": (
        one("cust", body(BODY) + furniture()),
        "template-no-title: layout 'Own page' has no slot for a title",
    ),
    "a page without the slide number": (
        one("cust", title() + furniture(numbered=False)),
        "template-missing-furniture: layout 'Own page' has no number, which the master has",
    ),
    "one name for two layouts": (
        one("cust", title() + furniture(), name="Title Only"),
        "template-same-name: 'Title Only' (2 times)",
    ),
    "a bare placeholder": (
        one("cust", title() + body(LEFT) + body(RIGHT, "", "Bare 3") + furniture()),
        "template-untyped-slot: slot 'Bare 3' of layout 'Own page' states neither a type nor a number",
    ),
    "a type that there is not": (
        one("cust", title() + body(BODY, 'type="wordart" idx="7"', "Odd 3") + furniture()),
        "template-untyped-slot: slot 'Odd 3'",
    ),
    "a master's placeholder without a type": (
        sound(master_part=sound_master(masters_shapes() + body(BODY))),
        "template-untyped-slot: a placeholder of master 1 ('T') states no type",
    ),
    "two with one number": (
        one("cust", title() + body(LEFT) + body(RIGHT, name="Content 3") + furniture()),
        "template-shared-number: layout 'Own page': placeholders share a number",
    ),
    "a slot without a size": (
        one("cust", title() + body((0, 0, 5, 0)) + furniture()),
        "template-empty-slot: slot 'Content 2' of layout 'Own page' has no size",
    ),
    "over the edge": (
        one("cust", title() + body((9_000_000, 1_500_000, 4_000_000, 4_000_000)) + furniture()),
        "template-outside-page: slot 'Content 2' of layout 'Own page' reaches over the edge",
    ),
    "beside the page": (
        one("cust", title() + body((13_000_000, 1_500_000, 4_000_000, 4_000_000)) + furniture()),
        "template-outside-page: slot 'Content 2' of layout 'Own page' lies beside the page",
    ),
    "words upon words": (
        one("cust", title() + body((600_000, 900_000, 11_000_000, 4_000_000)) + furniture()),
        "template-slot-overlap: slot 'Content 2' lies upon slot 'Title 1' on layout 'Own page'",
    ),
    "margins that leave a strip": (
        one("cust", title() + body(LEFT, body='<a:bodyPr lIns="2000000" rIns="2000000"/>') + furniture()),
        "template-insets: the inner margins of slot 'Content 2' of layout 'Own page'",
    ),
    "a low title": (
        one("cust", title((600_000, 300_000, 11_000_000, 400_000)) + furniture()),
        "template-low-title: slot 'Title 1' of layout 'Own page' is too low for one line of 32 pt: it takes 38 pt, "
        "and there are 24 pt",
    ),
    "small bullets": (
        one("cust", title() + body(levels=level(1, run='sz="1050"')) + furniture()),
        "template-small-text: slot 'Content 2' of layout 'Own page' has text of 10.5 pt",
    ),
    "bullets that run over": (
        one("cust", title() + body(body="<a:bodyPr><a:noAutofit/></a:bodyPr>") + furniture()),
        "template-no-autofit: slot 'Content 2' of layout 'Own page' does not fit",
    ),
    "no text styles": (
        sound(master_part=sound_master(styles=None)),
        "template-no-text-styles: master 1 ('T') has no text styles",
    ),
    "no East Asian face": (
        sound(theme_part=theme()),
        "template-no-east-asian-face: theme 'T': there is no East Asian face for headings and text",
    ),
    "a face of Windows": (
        one("cust", title() + in_face("Segoe UI Light") + furniture()),
        "template-uncommon-face: the face 'Segoe UI Light' comes with Windows only",
    ),
    "pale text": (
        one("cust", title() + colored(LIGHT) + furniture()),
        "template-low-contrast: layout 'Own page': the text is #DDDDDD on #FFFFFF, a contrast of 1.4:1",
    ),
    "dark text on a dark band": (
        one("cust", drawing(DARK, BODY) + title() + body(BODY) + furniture()),
        "template-low-contrast: layout 'Own page': the text is #111111 on #222222",
    ),
    "hanging punctuation": (
        sound(master_part=sound_master(styles=STYLES.replace("<a:lvl1pPr ", '<a:lvl1pPr hangingPunct="0" '))),
        "template-no-hanging-punctuation: hanging punctuation is switched off in 'master 1'",
    ),
    "broken words": (
        sound(master_part=sound_master(styles=STYLES.replace("<a:lvl1pPr ", '<a:lvl1pPr latinLnBrk="1" '))),
        "template-broken-words: Latin words may be broken anywhere in 'master 1'",
    ),
    "its own kinsoku": (
        with_kinsoku("ja-JP", 'strictFirstAndLastChars="0"'),
        "template-kinsoku: the file has its own list of signs",
    ),
    "prompts in two languages": (
        one("cust", title(text="マスター タイトルの書式設定") + body(text="Click to edit text") + furniture()),
        "template-mixed-prompts: 1 of 2 prompts are in Asian characters, as 'マスター",
    ),
    "slides": (with_slides(2), "template-sample-slides: the file holds 2 slides"),
    "macros": (with_macros(), "template-macros: the file holds macros"),
    "a linked logo": (
        with_linked_logo(),
        "template-external-link: base' points out of itself, to 'file:///srv/logo.png'",
    ),
    "a heavy picture": (
        with_picture(2 * 2**20),
        "template-heavy-picture: a picture of layout 'Title Only' has 2.0 MB",
    ),
    "a web page called a picture": (
        with_picture(10, b"<html>"),
        "template-unsound: ppt/media/image1.png: is no image/png",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_fault_is_found_and_no_other(tmp_path: Path, name: str) -> None:
    files, expected = FOUND[name]
    code, _, words = expected.partition(": ")
    found = findings(tmp_path, files)
    assert [problem.code for problem in found] == [code], [problem.message for problem in found]
    assert words in found[0].message
    assert found[0].hint and found[0].hint.count("\n") == 1  # why it matters, and what to do


PASSED = {
    "the sound template": sound(),
    "a layout under another name": sound(
        {"twoObj": sound_layouts()["twoObj"].replace("Two Content", "Zwei Spalten").replace('type="twoObj"', "")}
    ),
    "a page for one picture": one("cust", shape('type="pic" idx="14"', name="Picture", frame=BODY) + furniture()),
    "a picture that bleeds": one(
        "cust", title() + shape('type="pic" idx="14"', frame=(-50_000, 1_500_000, 12_300_000, 4_000_000)) + furniture()
    ),
    "words upon a picture": one(
        "cust", shape('type="pic" idx="14"', frame=(0, 0, 12_192_000, 6_858_000)) + title() + furniture()
    ),
    "frames that touch": one("cust", title((600_000, 300_000, 11_000_000, 1_300_000)) + body() + furniture()),
    "a small caption": one(
        "cust",
        title()
        + shape('type="pic" idx="14"', frame=LEFT)
        + shape('type="body" idx="2"', frame=RIGHT, levels=level(1, run='sz="1000"'))
        + furniture(),
    ),
    "deeper levels that nobody uses": one("cust", title() + body(levels=level(2, run='sz="900"')) + furniture()),
    "white words upon a dark band": one(
        "cust",
        drawing(DARK, BODY) + title() + colored(WHITE) + furniture(),
    ),
    "white words where half a shape lies": one(
        "cust",
        drawing(DARK, LEFT) + title() + colored(WHITE) + furniture(),
    ),
    "white words upon a round shape": one(
        "cust",
        drawing(DARK, BODY, "ellipse") + title() + colored(WHITE) + furniture(),
    ),
    "large words in a colour": one(
        "cust", title() + colored('<a:solidFill><a:srgbClr val="0097A7"/></a:solidFill>', 2400) + furniture()
    ),
    "a second master with names of its own": second_master(("Own page",)),
    "kinsoku without effect": with_kinsoku("ja-JP", ""),
    "a logo": with_picture(1000),
    "a word on a slot": one("cust", title(text="タイトル") + body(text="Logo") + furniture()),
    "insets of zero": one("cust", title() + body(body='<a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0"/>') + furniture()),
    "a frame that grows": one("cust", title() + body(body="<a:bodyPr><a:spAutoFit/></a:bodyPr>") + furniture()),
}


@pytest.mark.parametrize("name", PASSED)
def test_what_is_near_a_fault_passes(tmp_path: Path, name: str) -> None:
    assert [f"{problem.code} {problem.message}" for problem in findings(tmp_path, PASSED[name])] == []


def test_a_copied_master_is_out_of_reach(tmp_path: Path) -> None:
    names, unused = findings(tmp_path, second_master(("Title Only", "Blank")))
    assert names.message == "several layouts are called 'Title Only' and 'Blank'"
    assert unused.message == "master 2 ('T') has no layout but those whose name an earlier one has"


def test_some_rules_are_for_east_asian_decks_only(tmp_path: Path) -> None:
    hanging = sound_master(styles=STYLES.replace("<a:lvl1pPr ", '<a:lvl1pPr hangingPunct="0" '))
    files = sound(theme_part=theme(), master_part=hanging)
    assert findings(tmp_path / "a", files, "en-US") == ()
    assert len(findings(tmp_path / "b", files, "ko-KR")) == 2


def test_kinsoku_for_another_language_is_an_error(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, with_kinsoku("en-US", ""))
    assert (found.severity, found.code) == (Severity.ERROR, "template-kinsoku")
    assert "PowerPoint refuses" in (found.hint or "")


def test_slides_are_a_note_and_all_else_a_warning(tmp_path: Path) -> None:
    assert {problem.severity for problem in findings(tmp_path / "a", with_slides(1))} == {Severity.NOTE}
    assert {problem.severity for problem in findings(tmp_path / "b", with_macros())} == {Severity.WARNING}


def test_an_unknown_face_is_told_where_it_draws_latin_letters(tmp_path: Path) -> None:
    found = findings(tmp_path, one("cust", title() + in_face("Acme Sans") + furniture()))
    assert [problem.code for problem in found] == ["template-uncommon-face", "template-unknown-face"]


def test_a_face_in_the_file_is_not_uncommon(tmp_path: Path) -> None:
    fonts = '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Acme Sans"/></p:embeddedFont></p:embeddedFontLst>'
    files = one("cust", title() + in_face("Acme Sans") + furniture())
    files["ppt/presentation.xml"] = presentation(rest=fonts)
    assert [problem.code for problem in findings(tmp_path, files)] == ["template-unknown-face"]


def test_layouts_with_one_fault_are_told_together(tmp_path: Path) -> None:
    pages = tuple(layout(title() + furniture(numbered=False), kind="cust", name=f"Page {n}") for n in range(1, 6))
    (found,) = findings(tmp_path, sound(extra=pages))
    assert found.message == "layouts 'Page 1', 'Page 2', 'Page 3' and 2 more have no number, which the master has"


def test_a_name_over_two_lines_is_told_on_one(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, one("cust", body(BODY) + furniture(), name="Abschnitts-&#10;überschrift"))
    assert found.message == "layout 'Abschnitts- überschrift' has no slot for a title"


def test_what_is_no_template_is_one_error(tmp_path: Path) -> None:
    (found,) = lint_template(tmp_path / "none.potx")
    assert (found.severity, found.code) == (Severity.ERROR, "missing-file")
    (tmp_path / "page.potx").write_text("<html>", "utf-8")
    (found,) = lint_template(tmp_path / "page.potx")
    assert (found.severity, found.code) == (Severity.ERROR, "not-a-presentation")


def test_a_zipped_and_an_unzipped_template_are_told_alike(tmp_path: Path) -> None:
    files = sound({"secHead": None, "blank": None})
    zipped = lint_template(write_zip(tmp_path / "base", files))
    assert zipped == lint_template(write(tmp_path / "folder", files)) != ()


def test_our_own_template_is_clean() -> None:
    for language in ("ja-JP", "en-US", "zh-CN"):
        assert lint_template(SUMMIT, language) == ()


def test_every_rule_has_its_manual_page() -> None:
    for rule in RULES:
        page = rule.__doc__ or ""
        assert page.startswith("`template-"), rule
        assert "Passes: " in page and "Fails: " in page, rule


@pytest.mark.needs("shared")
def test_every_template_of_the_corpus_is_told_about(shared: Path) -> None:
    files = sorted((shared / "corpus" / "templates").iterdir())
    assert len(files) > 50
    for file in files:
        found = lint_template(file)
        assert all(problem.code.startswith("template-") and "\n" not in problem.message for problem in found), file
        assert len(found) < 20, file  # a template is told about, not each of its slots


@pytest.mark.needs("shared")
def test_no_hostile_file_does_harm(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "hostile" / "pptx").iterdir()):
        if file.name != "many_members_30k.pptx":
            assert lint_template(file), file
