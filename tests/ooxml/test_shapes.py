"""Filled slots, text boxes, pictures, rules and furniture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ooxml.scenes import (
    BASE,
    BODY,
    FOOTER,
    NUMBER,
    PICTURE,
    TITLE,
    box,
    drawing,
    find,
    image,
    picture,
    text,
    title,
    words,
)
from summitdeck.ooxml.drawing import Pen
from summitdeck.ooxml.language import read_language
from summitdeck.ooxml.relations import Relations
from summitdeck.ooxml.shapes import (
    Embedded,
    Media,
    furniture_to_xml,
    picture_to_xml,
    placeholder,
    rule_to_xml,
    text_shape_to_xml,
)
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.model import Crop, FurnitureShape, PictureShape, RuleShape, TextBody, TextShape, WebLink

IMAGE, DRAWING = image(), drawing()
MEDIA: Media = {
    IMAGE.digest: Embedded("/ppt/media/image1.png"),
    DRAWING.digest: Embedded("/ppt/media/image2.png", "/ppt/media/image3.svg"),
}


def pen() -> Pen:
    return Pen(read_language("ja-JP"), Relations(), (), BASE)


def shape(written: TextShape) -> str:
    return text_shape_to_xml(written, 3, pen())


def shown(written: PictureShape) -> str:
    return picture_to_xml(written, 3, pen(), MEDIA)


@pytest.mark.parametrize(
    ("slot", "written"),
    [
        (TITLE, '<p:ph type="title"/>'),
        (BODY, '<p:ph idx="1"/>'),
        (PICTURE, '<p:ph type="pic" sz="half" idx="13"/>'),
        (replace(BODY, kind="body", orient="vert", idx=10), '<p:ph type="body" orient="vert" idx="10"/>'),
    ],
)
def test_a_placeholder_is_matched_by_the_layouts_own_attributes(slot: Slot, written: str) -> None:
    assert placeholder(slot) == written


def test_a_filled_slot_takes_its_place_from_the_layout() -> None:
    xml = shape(text("a"))
    assert xml.startswith('<p:sp><p:nvSpPr><p:cNvPr id="3" name="Content Placeholder 2"/>')
    assert '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>' in xml


def test_a_slot_that_was_moved_says_where() -> None:
    moved = replace(text("a"), moved=True, frame=Frame(1, 2, 3, 4))
    assert '<p:spPr><a:xfrm><a:off x="1" y="2"/><a:ext cx="3" cy="4"/></a:xfrm></p:spPr>' in shape(moved)


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (TextBody(()), "<a:bodyPr/>"),
        (TextBody((), "normal"), "<a:bodyPr><a:normAutofit/></a:bodyPr>"),
        (TextBody((), "none"), "<a:bodyPr><a:noAutofit/></a:bodyPr>"),
        (
            TextBody((), "normal", 92500, 10000),
            '<a:bodyPr><a:normAutofit fontScale="92500" lnSpcReduction="10000"/></a:bodyPr>',
        ),
        (TextBody((), "normal", 100000, 10000), '<a:bodyPr><a:normAutofit lnSpcReduction="10000"/></a:bodyPr>'),
    ],
)
def test_a_slots_text_is_fitted_as_told(body: TextBody, written: str) -> None:
    assert f"<p:txBody>{written}<a:lstStyle/>" in shape(replace(text(), body=body))


def test_a_slot_may_be_anchored_and_inset_otherwise() -> None:
    xml = shape(replace(title(), anchor="b", insets=(0, 0, 0, 0), fill="bg2"))
    assert '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:normAutofit/></a:bodyPr>' in xml
    assert '<p:spPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></p:spPr>' in xml


def test_a_text_box_has_its_place_its_ground_and_its_fitting() -> None:
    xml = shape(box("説明", fill="bg2", anchor="ctr", insets=(1, 2, 3, 4)))
    assert '<p:cNvPr id="3" name="TextBox 2"/><p:cNvSpPr txBox="1"/><p:nvPr/>' in xml
    assert '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="bg2"/></a:solidFill>' in xml
    assert (
        '<a:bodyPr vert="horz" wrap="square" lIns="1" tIns="2" rIns="3" bIns="4" rtlCol="0" anchor="ctr">'
        "<a:noAutofit/></a:bodyPr>"
    ) in xml
    assert "<a:noFill/>" in shape(box("説明"))


def test_a_negative_length_is_never_written() -> None:
    assert '<a:ext cx="0" cy="0"/>' in shape(box("a", frame=Frame(-5, 0, -1, -2)))


def test_a_picture_keeps_its_proportions_and_tells_what_it_shows() -> None:
    xml = shown(picture(IMAGE, alt='She said "hi" <&>', crop=Crop(1000, 0, 2500, 0)))
    assert find(xml, "//p:cNvPr/@descr") == ['She said "hi" <&>']
    assert '<a:blip r:embed="rId1"/><a:srcRect l="1000" r="2500"/><a:stretch><a:fillRect/></a:stretch>' in xml
    assert '<a:picLocks noChangeAspect="1"/>' in xml


def test_a_decorative_picture_has_a_mark_instead_of_words() -> None:
    xml = shown(picture(IMAGE, alt="not read", decorative=True, link=WebLink("https://example.com/")))
    assert find(xml, "//p:cNvPr/@descr") == []
    assert [element.tag.rpartition("}")[2] for element in find(xml, "//p:cNvPr/*")] == ["hlinkClick", "extLst"]  # type: ignore[union-attr]
    assert find(xml, "//adec:decorative/@val") == ["1"]


def test_a_drawing_stands_beside_its_raster() -> None:
    xml = shown(picture(DRAWING))
    assert find(xml, "//a:blip/@r:embed") == ["rId1"]
    assert find(xml, "//a:blip/a:extLst/a:ext/asvg:svgBlip/@r:embed") == ["rId2"]


def test_a_picture_that_fills_its_slot_leaves_the_place_to_the_layout() -> None:
    filling = picture(IMAGE, PICTURE.frame, slot=PICTURE)
    assert shown(filling).endswith("</p:blipFill><p:spPr/></p:pic>")
    assert '<p:nvPr><p:ph type="pic" sz="half" idx="13"/></p:nvPr>' in shown(filling)
    assert "<a:xfrm>" in shown(replace(filling, frame=Frame(0, 0, 9, 9)))
    assert "<a:xfrm>" in shown(replace(filling, slot=BODY, frame=BODY.frame))  # no picture slot: PowerPoint writes it


def test_a_rule_is_a_filled_bar_for_the_eye_only() -> None:
    xml = rule_to_xml(RuleShape("Rule", Frame(0, 0, 100, 10), "accent1"), 7)
    assert find(xml, "//p:cNvPr/@name") == ["Rule 6"]
    assert find(xml, "//adec:decorative/@val") == ["1"]
    assert '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>' in xml


def test_a_slide_number_is_a_field() -> None:
    xml = furniture_to_xml(FurnitureShape(NUMBER, "7", "slidenum"), 4, pen())
    assert '<p:cNvPr id="4" name="Slide Number Placeholder 3"/>' in xml
    assert '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr>' in xml
    assert find(xml, "//a:fld/@type") == ["slidenum"]
    assert find(xml, "//a:fld/a:t/text()") == ["7"]


def test_a_footer_is_words() -> None:
    xml = furniture_to_xml(FurnitureShape(FOOTER, "R&Dセンター"), 4, pen())
    assert find(xml, "//a:r/a:t/text()") == ["R&Dセンター"]
    assert find(xml, "//a:fld") == []


def test_words_of_a_box_take_the_faces_of_the_theme() -> None:
    assert find(shape(box(words("a"))), "//a:rPr/a:latin/@typeface") == ["+mn-lt"]
