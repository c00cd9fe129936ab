"""The shapes of a slide but tables: filled slots, text boxes, pictures, rules, furniture.

Each function gives the XML of one shape. `number` is its id on the page, from 2 on; its name is what it is and
that number less one, as PowerPoint counts ("Title 1", "Content Placeholder 2").
"""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.assets.images import Image
from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.ooxml.drawing import Look, Pen, field_to_xml, fill_to_xml, link_to_xml, text_to_xml
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.ooxml.relations import IMAGE
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.model import (
    Crop,
    FurnitureShape,
    PictureShape,
    RuleShape,
    SceneParagraph,
    SceneRun,
    TextBody,
    TextShape,
)

if TYPE_CHECKING:
    from typing import Final


DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_FURNITURE_NAMES: Final = {
    "dt": "Date Placeholder",
    "ftr": "Footer Placeholder",
    "sldNum": "Slide Number Placeholder",
    "hdr": "Header Placeholder",
}
_DEFAULT_INSETS: Final = (91440, 45720, 91440, 45720)


@dataclass(frozen=True, slots=True)
class Embedded:
    """Where a picture lies in the package."""

    part: str
    """The part a viewer without SVG draws: the picture itself, or its PNG."""
    vector: str | None = None
    """The SVG's part."""


Media = Mapping[str, Embedded]
"""Where each picture lies, by its digest."""


def shape_name(name: str, number: int, description: str = "", children: str = "") -> str:
    """`p:cNvPr`: the shape's id, name and alt text."""
    attributes = f'id="{number}" name="{escape_attribute(name)} {number - 1}"'
    if description:
        attributes += f' descr="{escape_attribute(description)}"'
    return f"<p:cNvPr {attributes}>{children}</p:cNvPr>" if children else f"<p:cNvPr {attributes}/>"


def placeholder(slot: Slot) -> str:
    """`p:ph`: the very attributes by which PowerPoint finds the slot in the layout."""
    attributes = "" if slot.kind == "obj" else f' type="{slot.kind}"'
    if slot.orient:
        attributes += f' orient="{slot.orient}"'
    if slot.size:
        attributes += f' sz="{slot.size}"'
    return f'<p:ph{attributes} idx="{slot.idx}"/>' if slot.idx else f"<p:ph{attributes}/>"


def transform(frame: Frame, tag: str = "a:xfrm") -> str:
    """Position and size; PowerPoint offers a repair for a negative one."""
    extent = f'<a:ext cx="{max(0, frame.width)}" cy="{max(0, frame.height)}"/>'
    return f'<{tag}><a:off x="{frame.x}" y="{frame.y}"/>{extent}</{tag}>'


def text_shape_to_xml(shape: TextShape, number: int, pen: Pen) -> str:
    """A filled slot, or a text box."""
    return _box(shape, number, pen) if shape.slot is None else _filled(shape, shape.slot, number, pen)


def _filled(shape: TextShape, slot: Slot, number: int, pen: Pen) -> str:
    inside = transform(shape.frame) if shape.moved else ""
    if shape.fill is not None:
        inside += fill_to_xml(shape.fill)
    return (
        f'<p:sp><p:nvSpPr>{shape_name(shape.name, number)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(slot)}</p:nvPr></p:nvSpPr>{f'<p:spPr>{inside}</p:spPr>' if inside else '<p:spPr/>'}"
        f"{text_to_xml(shape.body, _slot_body(shape), Look(slot.levels), pen)}</p:sp>"
    )


def _slot_body(shape: TextShape) -> str:
    attributes = _insets(shape.insets) if shape.insets is not None else ""
    if shape.anchor is not None:
        attributes += f' anchor="{shape.anchor}"'
    fitting = _fitting(shape.body)
    return f"<a:bodyPr{attributes}>{fitting}</a:bodyPr>" if fitting else f"<a:bodyPr{attributes}/>"


def _box(shape: TextShape, number: int, pen: Pen) -> str:
    insets = _insets(shape.insets or _DEFAULT_INSETS)
    properties = (
        f'<a:bodyPr vert="horz" wrap="square"{insets} rtlCol="0" anchor="{shape.anchor or "t"}">'
        f"{_fitting(shape.body) or '<a:noAutofit/>'}</a:bodyPr>"
    )
    return (
        f'<p:sp><p:nvSpPr>{shape_name(shape.name, number)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{transform(shape.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill_to_xml(shape.fill)}'
        f"</p:spPr>{text_to_xml(shape.body, properties, Look(shape.levels, explicit=True), pen)}</p:sp>"
    )


def _insets(insets: tuple[int, int, int, int]) -> str:
    left, top, right, bottom = insets
    return f' lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}"'


def _fitting(body: TextBody) -> str:
    match body.autofit:
        case "normal":
            scale = f' fontScale="{body.font_scale}"' if body.font_scale not in (None, 100000) else ""
            if body.spacing_reduction:
                scale += f' lnSpcReduction="{body.spacing_reduction}"'
            return f"<a:normAutofit{scale}/>"
        case "none":
            return "<a:noAutofit/>"
        case _:
            return ""


def picture_to_xml(shape: PictureShape, number: int, pen: Pen, media: Media) -> str:
    """A picture, in a slot or free; an SVG stands beside its PNG, as PowerPoint writes it."""
    slot = shape.slot
    children = link_to_xml(shape.link, pen) + (DECORATIVE if shape.decorative else "")
    name = shape_name(shape.name, number, "" if shape.decorative else shape.alt, children)
    locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if slot else '<a:picLocks noChangeAspect="1"/>'
    return (
        f"<p:pic><p:nvPicPr>{name}<p:cNvPicPr>{locks}</p:cNvPicPr>"
        f"{f'<p:nvPr>{placeholder(slot)}</p:nvPr>' if slot else '<p:nvPr/>'}</p:nvPicPr>"
        f"<p:blipFill>{_blip(shape.image, pen, media)}{_crop(shape.crop)}"
        f"<a:stretch><a:fillRect/></a:stretch></p:blipFill>{_picture_place(shape.frame, slot)}</p:pic>"
    )


def _picture_place(frame: Frame, slot: Slot | None) -> str:
    """A picture slot that the picture fills keeps the template's place and outline."""
    if slot is not None and slot.kind == "pic" and slot.frame == frame:
        return "<p:spPr/>"
    return f'<p:spPr>{transform(frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'


def _blip(image: Image, pen: Pen, media: Media) -> str:
    embedded = media[image.digest]
    drawn = pen.relations.add(IMAGE, embedded.part)
    if embedded.vector is None:
        return f'<a:blip r:embed="{drawn}"/>'
    vector = pen.relations.add(IMAGE, embedded.vector)
    return (
        f'<a:blip r:embed="{drawn}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
        ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
        f' r:embed="{vector}"/></a:ext></a:extLst></a:blip>'
    )


def _crop(crop: Crop) -> str:
    sides = {"l": crop.left, "t": crop.top, "r": crop.right, "b": crop.bottom}
    attributes = "".join(f' {side}="{share}"' for side, share in sides.items() if share)
    return f"<a:srcRect{attributes}/>" if attributes else ""


def rule_to_xml(shape: RuleShape, number: int) -> str:
    """A thin filled bar, marked as decorative."""
    return (
        f"<p:sp><p:nvSpPr>{shape_name(shape.name, number, children=DECORATIVE)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{transform(shape.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill_to_xml(shape.fill)}'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def furniture_to_xml(shape: FurnitureShape, number: int, pen: Pen) -> str:
    """A footer, a date or a slide number: the layout's own, with a real field where it is one."""
    slot = shape.slot
    name = shape_name(_FURNITURE_NAMES.get(slot.kind, "Placeholder"), number)
    if shape.field_type is not None:
        paragraphs = field_to_xml(shape.field_type, shape.text, pen)
        text = f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody>"
    else:
        body = TextBody((SceneParagraph((SceneRun(shape.text),)),))
        # LibreOffice 7.4 draws a footer black and in its own face unless its paragraph has properties, be they empty
        text = text_to_xml(body, "<a:bodyPr/>", Look(), pen).replace("<a:p>", "<a:p><a:pPr/>", 1)
    return (
        f'<p:sp><p:nvSpPr>{name}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder(slot)}</p:nvPr>'
        f"</p:nvSpPr><p:spPr/>{text}</p:sp>"
    )
