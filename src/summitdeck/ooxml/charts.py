"""Charts as PowerPoint's own: a graphic frame, the chart's part, and the workbook that its numbers come from.

Every text and number stands twice, in the workbook and beside the formula that names its cell, where PowerPoint reads
it until somebody edits the data. Children stand in the order of the schema (ECMA-376-1, section 21.2): PowerPoint
offers a repair otherwise, and for a label in a place that a kind of chart does not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.figures import ChartKind, Labels, Legend, Series
from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.ooxml.chart_axes import AXES, axes_to_xml
from summitdeck.ooxml.chart_looks import (
    NO_LINE,
    STROKE,
    Ink,
    color_of_words,
    line_to_xml,
    series_color,
    shape_properties,
)
from summitdeck.ooxml.drawing import Pen, color_to_xml
from summitdeck.ooxml.escape import escape_attribute, escape_text
from summitdeck.ooxml.language import Language
from summitdeck.ooxml.model import Part, Relation
from summitdeck.ooxml.relations import CHART, PACKAGE
from summitdeck.ooxml.shapes import placeholder, shape_name, transform
from summitdeck.ooxml.slides import XML_HEAD
from summitdeck.ooxml.workbook import WORKBOOK_TYPE, Value, cell_text, make_workbook, number_text, reference
from summitdeck.scene.base import Base
from summitdeck.scene.model import ChartShape

if TYPE_CHECKING:
    from typing import Final


CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAMESPACES: Final = (
    f'xmlns:c="{_URI}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_AREA_ALPHA: Final = 25_000
"""1/1000 %: of areas that stand before one another, so that what is behind is seen; lines tell them apart."""
_GAP, _GAP_OF_ONE = 70, 60  # percent of a column's width between categories
_MARKED: Final = 24
"""Points of a line up to which each has a mark."""
_SEPARATOR: Final = 19_050
"""EMU between slices: 1.5 pt."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One chart while it is written."""

    shape: ChartShape
    ink: Ink
    last: int
    """The last row of the workbook, counted from 0."""


def chart_frame_to_xml(shape: ChartShape, number: int, part: str, pen: Pen) -> str:
    """The frame on the slide that shows the chart of `part`, with its alt text."""
    slot = f"<p:nvPr>{placeholder(shape.slot)}</p:nvPr>" if shape.slot is not None else "<p:nvPr/>"
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{shape_name(shape.name, number, shape.alt)}"
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{slot}</p:nvGraphicFramePr>'
        f'{transform(shape.frame, "p:xfrm")}<a:graphic><a:graphicData uri="{_URI}">'
        f'<c:chart xmlns:c="{_URI}" r:id="{pen.relations.add(CHART, part)}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def chart_to_parts(shape: ChartShape, name: str, workbook: str, base: Base, language: Language) -> tuple[Part, Part]:
    """The chart's part called `name`, and that of its workbook."""
    ink = Ink(base, language, shape.face, shape.size, shape.color)
    relations = (Relation("rId1", PACKAGE, workbook),)
    xml = _chart_space(_Drawn(shape, ink, len(shape.data.categories)))
    return (
        Part(name, CHART_TYPE, xml.encode(), relations),
        Part(workbook, WORKBOOK_TYPE, make_workbook(workbook_rows(shape), _formats(shape))),
    )


def workbook_rows(shape: ChartShape) -> list[list[Value]]:
    """The cells of the workbook: series across, categories (in a scatter chart, places) down."""
    data = shape.data
    first: Sequence[Value] = data.across if shape.kind is ChartKind.SCATTER else data.categories
    head: list[Value] = [data.corner, *(series.name for series in data.series)]
    return [head, *([cell, *(series.values[row] for series in data.series)] for row, cell in enumerate(first))]


def _formats(shape: ChartShape) -> list[str]:
    first = shape.across_format if shape.kind is ChartKind.SCATTER else "General"
    return [first, *[shape.number_format] * len(shape.data.series)]


def _chart_space(drawn: _Drawn) -> str:
    shape, ink = drawn.shape, drawn.ink
    title = ink.title(shape.title, shape.size * 7 // 600 * 100, bold=True) if shape.title else ""
    return (
        f'{XML_HEAD}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{ink.language.tag}"/><c:roundedCorners val="0"/>'
        f'<c:chart>{title}<c:autoTitleDeleted val="{0 if title else 1}"/>'
        f"<c:plotArea><c:layout/>{_plot(drawn)}{axes_to_xml(shape, ink)}"
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>{_legend(drawn)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{ink.text()}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _legend(drawn: _Drawn) -> str:
    place = drawn.shape.legend
    if place is Legend.NONE:
        return ""
    return f'<c:legend><c:legendPos val="{place.value[0]}"/><c:overlay val="0"/></c:legend>'


def _plot(drawn: _Drawn) -> str:
    """The series in the element of their kind."""
    shape = drawn.shape
    series = "".join(_series(drawn, index, each) for index, each in enumerate(shape.data.series))
    axes = '<c:axId val="{}"/><c:axId val="{}"/>'.format(*AXES)
    grouping = f'<c:grouping val="{"stacked" if shape.stacked else "standard"}"/><c:varyColors val="0"/>'
    match shape.kind:
        case ChartKind.BAR | ChartKind.COLUMN:
            direction = "bar" if shape.kind is ChartKind.BAR else "col"
            gap = _GAP if len(shape.data.series) > 1 and not shape.stacked else _GAP_OF_ONE
            how = "stacked" if shape.stacked else "clustered"
            return (
                f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{how}"/><c:varyColors val="0"/>{series}'
                f'<c:gapWidth val="{gap}"/><c:overlap val="{100 if shape.stacked else 0}"/>{axes}</c:barChart>'
            )
        case ChartKind.LINE:
            return f'<c:lineChart>{grouping}{series}<c:marker val="1"/>{axes}</c:lineChart>'
        case ChartKind.AREA:
            return f"<c:areaChart>{grouping}{series}{axes}</c:areaChart>"
        case ChartKind.SCATTER:
            return (
                '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
                f"{series}{axes}</c:scatterChart>"
            )
        case ChartKind.PIE:
            return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
        case ChartKind.DOUGHNUT:
            return (
                f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/>'
                '<c:holeSize val="58"/></c:doughnutChart>'
            )


def _series(drawn: _Drawn, index: int, series: Series) -> str:
    """`c:ser`: its name, look, labels, categories and numbers."""
    shape, column = drawn.shape, index + 1
    name = f"<c:tx>{_texts((series.name,), reference(0, column))}</c:tx>" if series.name else ""
    values = _numbers(series.values, reference(1, column, drawn.last), shape.number_format)
    categories = reference(1, 0, drawn.last)
    if shape.kind is ChartKind.SCATTER:
        across = _numbers(shape.data.across, categories, shape.across_format)
        data = f'<c:xVal>{across}</c:xVal><c:yVal>{values}</c:yVal><c:smooth val="0"/>'
    else:
        data = f"<c:cat>{_texts(shape.data.categories, categories)}</c:cat><c:val>{values}</c:val>"
        data += '<c:smooth val="0"/>' if shape.kind is ChartKind.LINE else ""
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name}{_look(drawn, index)}'
        f"{_labels(drawn, index)}{data}</c:ser>"
    )


def _look(drawn: _Drawn, index: int) -> str:
    """The colours of a series; of a round one, those of its slices."""
    shape, color = drawn.shape, series_color(index)
    match shape.kind:
        case ChartKind.BAR | ChartKind.COLUMN:
            return f'{shape_properties(color, NO_LINE)}<c:invertIfNegative val="0"/>'
        case ChartKind.AREA:
            if shape.stacked or len(shape.data.series) == 1:
                return shape_properties(color, NO_LINE)
            return shape_properties(series_color(index, _AREA_ALPHA), line_to_xml(color, STROKE))
        case ChartKind.LINE:
            marker = _marker(color, 7) if len(shape.data.categories) <= _MARKED else _NO_MARKER
            return f"<c:spPr>{line_to_xml(color, STROKE)}</c:spPr>{marker}"
        case ChartKind.SCATTER:
            return f"<c:spPr>{NO_LINE}</c:spPr>{_marker(color, 9)}"
    between = line_to_xml(color_to_xml(shape.ground), _SEPARATOR)
    return f"<c:spPr>{between}</c:spPr>" + "".join(
        f'<c:dPt><c:idx val="{point}"/><c:bubble3D val="0"/>{shape_properties(series_color(point), between)}</c:dPt>'
        for point in range(len(shape.data.categories))
    )


_NO_MARKER: Final = '<c:marker><c:symbol val="none"/></c:marker>'


def _marker(color: str, size: int) -> str:
    return f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>{shape_properties(color, NO_LINE)}</c:marker>'


def _labels(drawn: _Drawn, index: int) -> str:
    """`c:dLbls`: the numbers at the points of a series; on slices of a ring each in a colour that can be read there."""
    shape = drawn.shape
    if shape.labels is Labels.NONE:
        return ""
    words_on = shape.words_on
    if shape.kind is ChartKind.DOUGHNUT:
        points = range(len(shape.data.categories))
        own = [
            f'<c:dLbl><c:idx val="{point}"/>{_label(drawn, color_of_words(words_on, point, shape.color))}</c:dLbl>'
            for point in points
        ]
        return f'<c:dLbls>{"".join(own)}{_label(drawn, shape.color)}<c:showLeaderLines val="0"/></c:dLbls>'
    is_on = shape.stacked or shape.kind is ChartKind.AREA
    leaders = '<c:showLeaderLines val="0"/>' if shape.kind is ChartKind.PIE else ""
    color = color_of_words(words_on, index, shape.color) if is_on else shape.color
    return f"<c:dLbls>{_label(drawn, color)}{leaders}</c:dLbls>"


_ONE_LINE: Final = '<a:bodyPr wrap="none" anchor="ctr"/>'
"""LibreOffice breaks a label beside a slice otherwise, between a number and its sign."""


def _label(drawn: _Drawn, color: str) -> str:
    """What a label says, where, and how."""
    shape = drawn.shape
    percent = shape.labels is Labels.PERCENT
    code = "0%" if percent else shape.number_format
    place = _label_place(shape)
    where = f'<c:dLblPos val="{place}"/>' if place else ""
    return (
        f'<c:numFmt formatCode="{escape_attribute(code)}" sourceLinked="0"/><c:spPr><a:noFill/>{NO_LINE}</c:spPr>'
        f"{drawn.ink.text(color, _ONE_LINE)}{where}"
        f'<c:showLegendKey val="0"/><c:showVal val="{int(not percent)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="0"/><c:showPercent val="{int(percent)}"/><c:showBubbleSize val="0"/>'
    )


def _label_place(shape: ChartShape) -> str:
    """Where labels stand. A ring and an area know no places, stacked columns none outside (21.2.2.48)."""
    match shape.kind:
        case ChartKind.BAR | ChartKind.COLUMN:
            return "ctr" if shape.stacked else "outEnd"
        case ChartKind.PIE:
            return "outEnd"
        case ChartKind.LINE | ChartKind.SCATTER:
            return "t"
    return ""


def _texts(texts: Sequence[str], formula: str) -> str:
    """Texts of the workbook, and where they stand there."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{cell_text(text)}</c:v></c:pt>' for index, text in enumerate(texts) if text
    )
    cache = f'<c:ptCount val="{len(texts)}"/>{points}'
    return f"<c:strRef><c:f>{formula}</c:f><c:strCache>{cache}</c:strCache></c:strRef>"


def _numbers(numbers: Sequence[float | None], formula: str, code: str) -> str:
    """Numbers of the workbook, and where they stand there; a missing one has no point."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{number_text(number)}</c:v></c:pt>'
        for index, number in enumerate(numbers)
        if number is not None
    )
    cache = f'<c:formatCode>{escape_text(code)}</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}'
    return f"<c:numRef><c:f>{formula}</c:f><c:numCache>{cache}</c:numCache></c:numRef>"
