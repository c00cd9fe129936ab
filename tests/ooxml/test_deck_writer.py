"""The deck as a package: lists, sections, pictures, properties; and as other programs read it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ooxml.scenes import (
    CONTENT,
    PICTURED,
    R,
    drawing,
    everything,
    find,
    image,
    page,
    picture,
    scene,
    template,
    text,
    title,
    words,
)
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.package_writer import write_file, write_package
from summitdeck.ooxml.presentation import SECTIONS_URI
from summitdeck.scene.model import Page, Scene, TableShape, TextShape
from validators import findings

MAIN = "/ppt/presentation.xml"


def build(*pages: Page, on: Package | None = None) -> Package:
    return scene_to_package(scene(*pages), on or template())


def with_main(change: Callable[[str], str], *added: tuple[Part, str]) -> Package:
    """The template with another presentation part, and parts it is related to by a kind."""
    package = template()
    main = package.parts[MAIN]
    relations = [Relation(f"rId{n}", f"{R}/{kind}", part.name) for n, (part, kind) in enumerate(added, 50)]
    changed = replace(main, content=change(main.data.decode()).encode(), relations=(*main.relations, *relations))
    return replace(package, parts={**package.parts, MAIN: changed, **{part.name: part for part, _ in added}})


def lists(package: Package) -> list[str]:
    """The children of the presentation, in order."""
    return [
        str(name) for name in find(package.parts[MAIN], "/p:presentation/*") for name in [name.tag.rpartition("}")[2]]
    ]  # type: ignore[union-attr]


NOTED = replace(page(title()), notes=(words("n"),))


def test_slides_are_listed_in_order_under_ids_of_their_own() -> None:
    package = build(page(title("a")), page(title("b")), page(title("c")))
    main = package.parts[MAIN]
    assert find(main, "//p:sldId/@id") == ["256", "257", "258"]
    targets = {r.id: r.target for r in main.relations}
    listed = [targets[str(name)] for name in find(main, "//p:sldId/@r:id")]
    assert listed == ["/ppt/slides/slide1.xml", "/ppt/slides/slide2.xml", "/ppt/slides/slide3.xml"]
    assert [find(package.parts[name], "//a:t/text()") for name in listed] == [["a"], ["b"], ["c"]]


def test_the_presentation_keeps_all_it_had_and_its_lists_stand_in_the_schemas_order() -> None:
    handout = Part("/ppt/handoutMasters/handoutMaster1.xml", "application/xml", b"<a/>")
    on = with_main(
        lambda xml: xml.replace(
            "</p:sldMasterIdLst>",
            '</p:sldMasterIdLst><p:handoutMasterIdLst><p:handoutMasterId r:id="rId50"/></p:handoutMasterIdLst>',
        ),
        (handout, "handoutMaster"),
    )
    assert lists(build(NOTED, on=on)) == [
        "sldMasterIdLst",
        "notesMasterIdLst",
        "handoutMasterIdLst",
        "sldIdLst",
        "sldSz",
        "notesSz",
        "defaultTextStyle",
    ]
    assert lists(build(NOTED))[:3] == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst"]
    assert find(build(page(title()), on=on).parts[MAIN], "/p:presentation/@saveSubsetFonts") == ["1"]


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda xml: xml.replace("<p:", "<").replace("</p:", "</").replace("xmlns:p=", "xmlns="),
        lambda xml: xml.replace("<p:", "<pml:").replace("</p:", "</pml:").replace("xmlns:p=", "xmlns:pml="),
    ],
    ids=["no prefix", "another prefix"],
)
def test_a_presentation_under_other_prefixes(rewrite: Callable[[str], str]) -> None:
    package = build(replace(NOTED, section="s"), on=with_main(rewrite))
    assert find(package.parts[MAIN], "//p:sldId/@id") == ["256"]
    assert len(find(package.parts[MAIN], "//p14:sectionLst/p14:section")) == 1


def test_a_presentation_in_utf_16() -> None:
    package = template()
    main = package.parts[MAIN]
    wide = main.data.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    package = replace(package, parts={**package.parts, MAIN: replace(main, content=wide)})
    assert find(build(page(title()), on=package).parts[MAIN], "//p:sldId/@id") == ["256"]


def sections(*pages: Page, on: Package | None = None) -> dict[str, list[str]]:
    main = build(*pages, on=on).parts[MAIN]
    names = [str(name) for name in find(main, "//p14:section/@name")]
    return {
        name: [str(slide) for slide in find(main, f"//p14:section[{n}]//p14:sldId/@id")]
        for n, name in enumerate(names, 1)
    }


A, B, C = page(title("a")), page(title("b")), page(title("c"))


def test_every_slide_stands_in_a_section_as_soon_as_there_is_one() -> None:
    assert sections(A, B, C) == {}
    assert sections(replace(A, section="はじめ & <1>"), B, replace(C, section="終")) == {
        "はじめ & <1>": ["256", "257"],
        "終": ["258"],
    }
    assert sections(A, replace(B, section="s"), C) == {"既定のセクション": ["256"], "s": ["257", "258"]}


def test_a_section_has_an_identity_that_does_not_change() -> None:
    deck = [replace(A, section="one", id="x"), replace(B, section="two", id="y")]
    found = find(build(*deck).parts[MAIN], "//p14:section/@id")
    assert len(set(found)) == 2
    assert find(build(*reversed(deck)).parts[MAIN], "//p14:section/@id") == found[::-1]


OTHER = '<p:ext uri="{EFAFB233-063F-42B5-8137-9DF3F51BA10A}"/>'
STALE = f'<p:ext uri="{SECTIONS_URI}"><x:sectionLst xmlns:x="http://schemas.microsoft.com/office/powerpoint/2010/main"/></p:ext>'


@pytest.mark.parametrize(
    ("extensions", "uris"),
    [
        ("", [SECTIONS_URI]),
        (OTHER, [OTHER[12:50], SECTIONS_URI]),
        (STALE, [SECTIONS_URI]),
        (STALE + OTHER, [OTHER[12:50], SECTIONS_URI]),
    ],
    ids=["empty", "another", "stale sections", "both"],
)
def test_sections_join_the_extensions_there_are(extensions: str, uris: list[str]) -> None:
    on = with_main(lambda xml: xml.replace("</p:presentation>", f"<p:extLst>{extensions}</p:extLst></p:presentation>"))
    main = build(replace(A, section="s"), on=on).parts[MAIN]
    assert find(main, "/p:presentation/p:extLst/p:ext/@uri") == uris
    assert len(find(main, "/p:presentation/p:extLst")) == 1


def test_what_powerpoint_wants_beside_a_presentation_is_there_once() -> None:
    styles = Part(
        "/ppt/tableStyles.xml", "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml", b"<a/>"
    )
    package = build(A, on=with_main(lambda xml: xml, (styles, "tableStyles")))
    assert package.parts["/ppt/tableStyles.xml"].data == b"<a/>"
    assert {"/ppt/presProps.xml", "/ppt/viewProps.xml"} < set(package.parts)
    kinds = [r.kind for r in package.parts[MAIN].relations]
    assert [kinds.count(kind) for kind in ("presProps", "viewProps", "tableStyles")] == [1, 1, 1]


def test_a_notes_master_is_made_where_notes_are_and_none_is_there() -> None:
    assert not any("notes" in name for name in build(A).parts)
    package = build(A, NOTED, B)
    assert {name for name in package.parts if "notes" in name} == {
        "/ppt/notesMasters/notesMaster1.xml",
        "/ppt/notesSlides/notesSlide1.xml",
    }
    theme = package.parts["/ppt/theme/theme2.xml"]
    assert theme.data == package.parts["/ppt/theme/theme1.xml"].data
    assert [r.target for r in package.parts["/ppt/notesSlides/notesSlide1.xml"].relations][
        1
    ] == "/ppt/slides/slide2.xml"


def test_a_templates_own_notes_master_is_used() -> None:
    once = build(NOTED)
    own = once.parts["/ppt/notesMasters/notesMaster1.xml"]
    on = with_main(lambda xml: xml, (own, "notesMaster"), (once.parts["/ppt/theme/theme2.xml"], "theme"))
    package = build(NOTED, on=on)
    assert package.parts[own.name] is own
    assert len(find(package.parts[MAIN], "//p:notesMasterId")) == 1


def test_a_picture_is_embedded_once_however_often_it_is_shown() -> None:
    package = build(page(picture(image()), picture(image())), page(picture(image()), picture(drawing())))
    media = {name: part.content_type for name, part in package.parts.items() if "/media/" in name}
    assert media == {
        "/ppt/media/image1.png": "image/png",
        "/ppt/media/image2.png": "image/png",
        "/ppt/media/image3.svg": "image/svg+xml",
    }
    assert package.parts["/ppt/media/image1.png"].data == image().data
    assert package.parts["/ppt/media/image3.svg"].data == drawing().data


def test_nothing_of_the_template_is_overwritten() -> None:
    taken = [
        Part("/ppt/media/image7.emf", "image/x-emf", b"7"),
        Part("/ppt/slides/slide2.xml", "application/xml", b"<a/>"),
    ]
    package = template()
    package = replace(package, parts={**package.parts, **{part.name: part for part in taken}})
    built = build(page(picture(image())), on=package)
    assert "/ppt/media/image8.png" in built.parts
    assert "/ppt/slides/slide3.xml" in built.parts
    assert all(built.parts[part.name] is part for part in taken)


def test_a_layout_with_colours_of_its_own_gives_them_to_its_slides() -> None:
    package = template()
    dark = package.parts[CONTENT.part]
    override = (
        "<a:overrideClrMapping "
        + " ".join(f'{role}="{role}"' for role in ("accent1", "hlink"))
        + ' bg1="dk1" tx1="lt1"/>'
    )
    changed = replace(dark, content=dark.data.replace(b"<a:masterClrMapping/>", override.encode()))
    package = replace(package, parts={**package.parts, CONTENT.part: changed})
    own = replace(CONTENT, palette={"tx1": "FFFFFF"})
    built = build(page(title(), base=own), page(title(), base=PICTURED), on=package)
    assert find(built.parts["/ppt/slides/slide1.xml"], "//a:overrideClrMapping/@bg1") == ["dk1"]
    assert find(built.parts["/ppt/slides/slide2.xml"], "//a:overrideClrMapping") == []


def test_properties_are_the_decks_and_not_the_templates() -> None:
    package = template()
    old = Part("/docProps/core.xml", "application/x", b"<by-somebody-else/>")
    thumbnail = Part("/docProps/thumbnail.jpeg", "image/jpeg", b"\xff\xd8\xff")
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
    package = Package(
        {**package.parts, old.name: old, thumbnail.name: thumbnail},
        (
            *package.relations,
            Relation("rId2", kind + "core-properties", old.name),
            Relation("rId3", kind + "thumbnail", thumbnail.name),
        ),
    )
    built = scene_to_package(everything(), package)
    assert thumbnail.name not in built.parts
    assert [r.kind for r in built.relations] == ["officeDocument", "core-properties", "extended-properties"]
    core = built.parts["/docProps/core.xml"].data.decode()
    assert "<dc:title>Kilo &lt;報告&gt;</dc:title><dc:creator>岩本 &amp; Co</dc:creator>" in core
    assert "<dc:language>ja-JP</dc:language>" in core
    assert "dcterms:created" not in core
    app = built.parts["/docProps/app.xml"].data.decode()
    assert (
        "<PresentationFormat>Widescreen</PresentationFormat><Slides>6</Slides><Notes>2</Notes><HiddenSlides>1<" in app
    )


def test_a_time_that_was_told_is_when_it_was_made() -> None:
    tokyo = datetime(2014, 12, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    core = scene_to_package(scene(A), template(), created=tokyo).parts["/docProps/core.xml"].data.decode()
    assert core.count(">2014-12-01T00:00:00Z<") == 2
    assert scene_to_package(scene(A), template(), created=datetime(2014, 12, 1, tzinfo=UTC)).parts == {
        **scene_to_package(scene(A), template(), created=tokyo).parts
    }


def test_an_empty_scene_is_a_deck_without_slides() -> None:
    package = build()
    assert lists(package)[:2] == ["sldMasterIdLst", "sldSz"]


def test_the_same_scene_is_the_same_bytes() -> None:
    def packed() -> bytes:
        out = io.BytesIO()
        write_package(scene_to_package(everything(), template()), out)
        return out.getvalue()

    assert packed() == packed()


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck with one of each, as a file."""
    path = tmp_path_factory.mktemp("deck") / "everything.pptx"
    assert write_file(scene_to_package(everything(), template()), path) is None
    return path


def test_the_validators_find_nothing(deck: Path) -> None:
    assert findings(deck) == []


def _texts(shown: Scene) -> list[list[str]]:
    """The words of each page, shape by shape, as the scene has them."""

    def of(paragraphs: object) -> str:
        return "\n".join("".join(run.text for run in paragraph.runs) for paragraph in paragraphs)  # type: ignore[attr-defined]

    pages = []
    for each in shown.pages:
        words_of: list[str] = []
        for shape in each.shapes:
            match shape:
                case TextShape():
                    words_of.append(of(shape.body.paragraphs))
                case TableShape():
                    words_of += [of(cell.paragraphs) for row in shape.cells for cell in row]
        pages.append(words_of + [piece.text for piece in each.furniture])
    return pages


def test_python_pptx_reads_the_same_words(deck: Path) -> None:
    from pptx import Presentation

    read = Presentation(str(deck))
    pages = []
    for slide in read.slides:
        texts: list[str] = []
        for shape in slide.shapes:
            if shape.has_text_frame and not (shape.name.startswith("Rule")):
                texts.append(shape.text_frame.text.replace("\v", "\n"))
            elif shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
        pages.append(texts)
    assert pages == _texts(everything())
    notes = [slide.notes_slide.notes_text_frame.text for slide in read.slides if slide.has_notes_slide]
    assert notes == ["ここで一息。\npoint\nweb", ""]


def test_python_pptx_finds_titles_layouts_pictures_and_links(deck: Path) -> None:
    from pptx import Presentation

    read = Presentation(str(deck))
    slides = list(read.slides)
    assert [slide.shapes.title.text_frame.text for slide in slides][1:4] == ["Schedule", "Merged", "Pictures"]
    assert [slide.slide_layout.name for slide in slides][-2:] == ["Picture", "Title and Content"]
    pictures = [shape for slide in slides for shape in slide.shapes if hasattr(shape, "image")]
    assert len(pictures) == 4
    assert len({shape.image.sha1 for shape in pictures}) == 3
    linked = [shape.click_action for shape in slides[3].shapes if hasattr(shape, "click_action")]
    assert [action.target_slide for action in linked if action.target_slide] == [slides[0]]
    assert read.core_properties.author == "岩本 & Co"


@pytest.mark.needs("soffice", "pdftotext")
def test_libreoffice_shows_every_slide_that_is_not_hidden(
    deck: Path, soffice_pdf: Callable[[Path], Path], pages: Callable[[Path], list[str]]
) -> None:
    shown = pages(soffice_pdf(deck))
    assert len(shown) == 5
    first = shown[0].replace(" ", "")  # LibreOffice draws a gap between scripts, which the PDF calls a space
    assert all(word in first for word in ("参加者多い", "が作った", "3.", "4.", "2014.12.1", "R&Dセンター"))
    assert "1,200" in shown[1]


def test_the_words_of_the_body_are_the_scenes() -> None:
    package = build(page(title("a"), text("一", words("two", level=1))))
    assert find(package.parts["/ppt/slides/slide1.xml"], "//p:sp[2]//a:t/text()") == ["一", "two"]
