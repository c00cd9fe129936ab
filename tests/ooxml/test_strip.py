"""A presentation without its slides: nothing of them is left, and nothing points to what went."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ooxml.packages import DECLARED, Files, deck, layout, page, presentation, relations, shape, write_folder, write_zip
from summitdeck.assets.files import Trouble
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import open_package, read_package
from summitdeck.ooxml.strip import strip_slides, stripped_package

LAYOUT = "/ppt/slideLayouts/slideLayout1.xml"
MAIN = "/ppt/presentation.xml"
SLIDES = '<p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId3"/></p:sldIdLst>'
SHOWS = (
    '<p:custShowLst><p:custShow name="s" id="0"><p:sldLst><p:sld r:id="rId2"/></p:sldLst></p:custShow></p:custShowLst>'
)
SECTIONS = (
    '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><s/></p:ext>'
    '<p:ext uri="{EFAFB233-063F-42B5-8137-9DF3F51BA10A}"><guides/></p:ext></p:extLst>'
)


def full_deck() -> Files:
    """Two slides with notes, a jump, media, a show, sections, and what hangs on the package."""
    main = presentation(rest=SLIDES).replace("</p:presentation>", f"{SHOWS}{SECTIONS}</p:presentation>")
    notes = relations(("slide", "../slides/slide1.xml"))
    return deck(
        presentation_part=main,
        more={
            "_rels/.rels": relations(
                ("officeDocument", "ppt/presentation.xml"),
                ("extended-properties", "docProps/app.xml"),
                ("thumbnail", "docProps/thumbnail.png"),
            ),
            "docProps/app.xml": "<x/>",
            "docProps/thumbnail.png": b"png",
            "ppt/_rels/presentation.xml.rels": relations(
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("slide", "slides/slide1.xml"),
                ("slide", "slides/slide2.xml"),
                ("viewProps", "viewProps.xml"),
                ("presProps", "presProps.xml"),
            ),
            "ppt/viewProps.xml": "<x/>",
            "ppt/presProps.xml": f'<p:presentationPr {DECLARED}><p:showPr><p:sldRg st="1" end="2"/></p:showPr>'
            "</p:presentationPr>",
            "ppt/slides/slide1.xml": page("sld", ""),
            "ppt/slides/slide2.xml": page("sld", ""),
            "ppt/slides/_rels/slide1.xml.rels": relations(
                ("slideLayout", "../slideLayouts/slideLayout1.xml"),
                ("notesSlide", "../notesSlides/notesSlide1.xml"),
                ("slide", "slide2.xml"),
                ("image", "../media/only-on-a-slide.png"),
            ),
            "ppt/notesSlides/notesSlide1.xml": page("notes", ""),
            "ppt/notesSlides/_rels/notesSlide1.xml.rels": notes,
            "ppt/media/only-on-a-slide.png": b"1",
            "ppt/media/of-the-layout.png": b"2",
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
                ("slideMaster", "../slideMasters/slideMaster1.xml"), ("image", "../media/of-the-layout.png")
            ),
        },
    )


def stripped(path: Path) -> Package:
    package = read_package(path)
    assert isinstance(package, Package)
    return strip_slides(package)


def test_masters_layouts_theme_and_their_pictures_stay_and_nothing_else(tmp_path: Path) -> None:
    package = stripped(write_zip(tmp_path / "a.pptx", full_deck()))
    assert sorted(package.parts) == [
        "/ppt/media/of-the-layout.png",
        "/ppt/presProps.xml",
        "/ppt/presentation.xml",
        LAYOUT,
        "/ppt/slideMasters/slideMaster1.xml",
        "/ppt/theme/theme1.xml",
    ]
    assert [r.kind for r in package.relations] == ["officeDocument"]


def test_the_presentation_names_no_slide_show_or_section(tmp_path: Path) -> None:
    package = stripped(write_zip(tmp_path / "a.pptx", full_deck()))
    xml = package.parts[MAIN].data.decode()
    assert [r.kind for r in package.parts[MAIN].relations] == ["slideMaster", "presProps"]
    assert re.findall("sldIdLst|custShow|521415D9|guides", xml) == ["guides"]
    assert b"sldRg" not in package.parts["/ppt/presProps.xml"].data


def test_every_kept_relation_leads_to_a_part(tmp_path: Path) -> None:
    package = stripped(write_zip(tmp_path / "a.pptx", full_deck()))
    targets = [r.target for part in package.parts.values() for r in part.relations if not r.external]
    assert set(targets) <= set(package.parts)


def test_the_main_part_becomes_that_of_a_presentation(tmp_path: Path) -> None:
    files = full_deck()
    files["[Content_Types].xml"] = str(files["[Content_Types].xml"]).replace("presentation.main", "template.main")
    package = stripped(write_zip(tmp_path / "a.potx", files))
    assert package.parts[MAIN].content_type.endswith("presentationml.presentation.main+xml")


def test_what_does_not_change_keeps_its_packed_bytes(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.pptx", full_deck())
    before, after = read_package(path), stripped(path)
    assert isinstance(before, Package)
    kept = before.parts[LAYOUT].deflated
    assert kept is not None
    assert after.parts[LAYOUT].deflated == kept
    assert after.parts[MAIN].deflated is None


def test_stripping_again_changes_nothing(tmp_path: Path) -> None:
    once = stripped(write_zip(tmp_path / "a.pptx", full_deck()))
    assert strip_slides(once) == once


def on_layout(tmp_path: Path, xml: str, *targets: tuple[str, str] | tuple[str, str, str]) -> Package:
    """A layout with this XML on it, related to a slide and to these targets from rId3 on."""
    files = deck(
        layout(shape("") + xml),
        more={
            "ppt/slides/slide1.xml": page("sld", ""),
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
                ("slideMaster", "../slideMasters/slideMaster1.xml"), ("slide", "../slides/slide1.xml"), *targets
            ),
        },
    )
    return stripped(write_folder(tmp_path / "base", files))


@pytest.mark.parametrize(
    ("xml", "left"),
    [
        ('<a:hlinkClick r:id="rId2" action="ppaction://hlinksldjump"/>', ""),
        ('<a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/>',) * 2,
        ('<a:hlinkClick r:id="" action="ppaction://macro?name=evil"/>', ""),
        ('<a:hlinkHover r:id="rId3" action="ppaction://program"/>', ""),
        ('<a:hlinkClick r:id="" action="ppaction://customshow?id=0"/>', ""),
        ('<a:hlinkClick r:id="rId4"/>',) * 2,
        ('<a:hlinkClick r:id="rId3"/>', ""),
        ('<p:pic><a:blip r:embed="rId5" r:link="rId3"/></p:pic>', "<p:pic><a:blip/></p:pic>"),
        ('<p:custData r:id="rId5"/>', ""),
    ],
    ids=["jump", "next", "macro", "program", "show", "web", "file", "picture", "data"],
)
def test_links_to_what_went_go_too(tmp_path: Path, xml: str, left: str) -> None:
    package = on_layout(
        tmp_path,
        f"<mark>{xml}</mark>",
        ("hyperlink", "file:///C:/calc.exe", "External"),
        ("hyperlink", "https://example.org/", "External"),
        ("image", "NULL"),
    )
    part = package.parts[LAYOUT]
    assert f"<mark>{left}</mark>" in part.data.decode()
    assert [r.id for r in part.relations] == ["rId1", "rId4"]
    assert sorted(p.code for p in package.remarks) == ["linked-file", "missing-part"]


@pytest.mark.parametrize(
    ("kind", "address", "kept"),
    [
        ("hyperlink", "https://example.org", True),
        ("hyperlink", "HTTP://example.org", True),
        ("hyperlink", "mailto:a@example.org", True),
        ("hyperlink", "javascript:alert(1)", False),
        ("hyperlink", "ms-msdt:/id", False),
        ("image", "https://example.org/a.png", False),
        ("image", r"\\server\share\a.png", False),
        ("oleObject", "file:///a.xlsx", False),
    ],
)
def test_only_harmless_links_lead_out(tmp_path: Path, kind: str, address: str, kept: bool) -> None:
    relations_left = on_layout(tmp_path, "", (kind, address, "External")).parts[LAYOUT].relations
    assert (address in [r.target for r in relations_left]) is kept


def test_of_a_package_that_is_damaged_only_what_stays_matters(tmp_path: Path) -> None:
    for name, code in (("ppt/slides/slide1.xml", None), ("ppt/theme/theme1.xml", "damaged-file")):
        path = write_zip(tmp_path / "a.pptx", full_deck())
        data = path.read_bytes()
        entry = data.rindex(name.encode()) - 46
        path.write_bytes(data[: entry + 16] + b"\0\0\0\0" + data[entry + 20 :])
        package = open_package(path)
        assert isinstance(package, Package)
        found = stripped_package(package, "a.pptx")
        assert (found.code if isinstance(found, Trouble) else None) == code
