"""Slides: a page of the scene as a part of the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summitdeck.frozen import TYPE_CHECKING, dataclass, field
from summitdeck.ooxml.drawing import Pen
from summitdeck.ooxml.language import Language
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.names import SLIDE_TYPE
from summitdeck.ooxml.relations import NOTES_SLIDE, SLIDE_LAYOUT, Relations
from summitdeck.ooxml.shapes import (
    Media,
    furniture_to_xml,
    picture_to_xml,
    rule_to_xml,
    text_shape_to_xml,
)
from summitdeck.ooxml.tables import table_to_xml
from summitdeck.scene.base import Base
from summitdeck.scene.model import ChartShape, Page, PictureShape, RuleShape, Shape, TableShape, TextShape

if TYPE_CHECKING:
    from typing import Final


XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
TREE_HEAD: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MASTER_COLORS: Final = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all slides of a deck share."""

    base: Base
    language: Language
    slides: Sequence[str]
    """The part name of each page."""
    media: Media
    color_maps: Mapping[str, str]
    """`p:clrMapOvr` of slides on layouts that override their master's colours, by the layout's part."""
    charts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The parts of a slide's charts as they stand on it, by the slide's part."""


def slide_to_part(page: Page, name: str, around: Surroundings, notes: str | None) -> Part:
    """The slide called `name`; `notes` is the part of its notes, when it has any."""
    relations = Relations()
    relations.add(SLIDE_LAYOUT, page.base.part)
    if notes is not None:
        relations.add(NOTES_SLIDE, notes)
    pen = Pen(around.language, relations, around.slides, around.base)
    charts = iter(around.charts.get(name, ()))
    shapes = [shape_to_xml(shape, n, pen, around.media, charts) for n, shape in enumerate(page.shapes, 2)]
    shapes += [furniture_to_xml(f, n, pen) for n, f in enumerate(page.furniture, 2 + len(page.shapes))]
    hidden = ' show="0"' if page.hidden else ""
    xml = (
        f"{XML_HEAD}<p:sld {NAMESPACES}{hidden}><p:cSld><p:spTree>{TREE_HEAD}{''.join(shapes)}</p:spTree></p:cSld>"
        f"{around.color_maps.get(page.base.part, MASTER_COLORS)}</p:sld>"
    )
    return Part(name, SLIDE_TYPE, xml.encode(), relations.done())


def shape_to_xml(shape: Shape, number: int, pen: Pen, media: Media, charts: Iterator[str]) -> str:
    """One shape; `number` is its id on the page, `charts` gives the part of the next chart."""
    match shape:
        case TextShape():
            return text_shape_to_xml(shape, number, pen)
        case TableShape():
            return table_to_xml(shape, number, pen)
        case PictureShape():
            return picture_to_xml(shape, number, pen, media)
        case ChartShape():
            from summitdeck.ooxml.charts import chart_frame_to_xml  # few decks have charts

            return chart_frame_to_xml(shape, number, next(charts), pen)
        case RuleShape():
            return rule_to_xml(shape, number)
