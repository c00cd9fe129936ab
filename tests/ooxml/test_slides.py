"""Slides as parts: order, ids, what they are related to."""

from __future__ import annotations

from dataclasses import replace

from ooxml.scenes import BASE, CONTENT, box, drawing, find, furniture, image, page, picture, table, text, title, words
from summitdeck.ooxml.language import read_language
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.shapes import Embedded
from summitdeck.ooxml.slides import Surroundings, slide_to_part
from summitdeck.scene.base import Frame
from summitdeck.scene.model import Page, RuleShape, SlideLink, WebLink

NAME = "/ppt/slides/slide1.xml"
IMAGE, DRAWING = image(), drawing()
MEDIA = {
    IMAGE.digest: Embedded("/ppt/media/image1.png"),
    DRAWING.digest: Embedded("/ppt/media/image2.png", "/ppt/media/image3.svg"),
}


def slide(shown: Page, notes: str | None = None, color_maps: dict[str, str] | None = None) -> Part:
    around = Surroundings(BASE, read_language("ja-JP"), (NAME, "/ppt/slides/slide2.xml"), MEDIA, color_maps or {})
    return slide_to_part(shown, NAME, around, notes)


FULL = page(
    title(),
    RuleShape("Rule", Frame(0, 0, 9, 9), "accent1"),
    text(words("web", link=WebLink("https://example.com/")), words("there", link=SlideLink(1))),
    table([["a"], ["b"]], slot=None),
    picture(IMAGE, link=WebLink("https://example.com/")),
    picture(DRAWING),
    picture(IMAGE),
    box("caption"),
    furniture=furniture(),
)


def test_shapes_stand_in_reading_order_with_ids_of_their_own() -> None:
    part = slide(FULL)
    numbered = find(part, "//p:cNvPr/@name")
    assert numbered == [
        "",
        "Title 1",
        "Rule 2",
        "Content Placeholder 3",
        "Table 4",
        "Picture 5",
        "Picture 6",
        "Picture 7",
        "TextBox 8",
        "Date Placeholder 9",
        "Footer Placeholder 10",
        "Slide Number Placeholder 11",
    ]
    assert find(part, "//p:cNvPr/@id") == [str(number) for number in range(1, 13)]


def test_a_slide_names_each_thing_it_uses_once() -> None:
    told = [(r.kind, r.target) for r in slide(FULL, "/ppt/notesSlides/notesSlide1.xml").relations]
    assert told == [
        ("slideLayout", CONTENT.part),
        ("notesSlide", "/ppt/notesSlides/notesSlide1.xml"),
        ("hyperlink", "https://example.com/"),
        ("slide", "/ppt/slides/slide2.xml"),
        ("image", "/ppt/media/image1.png"),
        ("image", "/ppt/media/image2.png"),
        ("image", "/ppt/media/image3.svg"),
    ]
    assert len({r.id for r in slide(FULL).relations}) == len(slide(FULL).relations)


def test_a_slide_uses_its_masters_colours_unless_its_layout_does_not() -> None:
    assert find(slide(page()), "/p:sld/p:clrMapOvr/a:masterClrMapping")
    own = {CONTENT.part: '<p:clrMapOvr><a:overrideClrMapping bg1="dk1"/></p:clrMapOvr>'}
    assert find(slide(page(), color_maps=own), "/p:sld/p:clrMapOvr/a:overrideClrMapping/@bg1") == ["dk1"]


def test_a_hidden_slide_says_so_and_a_shown_one_nothing() -> None:
    assert find(slide(page(title())), "/p:sld/@show") == []
    assert find(slide(replace(page(title()), hidden=True)), "/p:sld/@show") == ["0"]


def test_a_slide_has_neither_transition_nor_timing_nor_ground_of_its_own() -> None:
    assert find(slide(FULL), "/p:sld/p:transition | /p:sld/p:timing | /p:sld/p:cSld/p:bg") == []
