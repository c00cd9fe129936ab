"""The axes of a chart: categories on a fine line, numbers beside lines that are barely seen."""

from __future__ import annotations

from summitdeck.deck.figures import ChartKind, Labels
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.chart_looks import AXIS_ALPHA, GRID_ALPHA, NO_LINE, Ink, faint_line
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.scene.model import ChartShape

if TYPE_CHECKING:
    from typing import Final


AXES: Final = (111111101, 111111102)
"""Ids of the axes across and up. They need only differ within a chart, and be positive: python-pptx's negative ones
are no unsigned numbers, and validators refuse them."""
_FROM_ZERO: Final = (ChartKind.BAR, ChartKind.COLUMN, ChartKind.AREA)
"""Kinds whose sizes are read as lengths: their axis begins at 0, which PowerPoint by itself does not always do."""


def axes_to_xml(shape: ChartShape, ink: Ink) -> str:
    """Both axes; nothing for what is round."""
    match shape.kind:
        case ChartKind.PIE | ChartKind.DOUGHNUT:
            return ""
        case ChartKind.SCATTER:
            return _numbers_across(shape, ink) + _numbers_up(shape, ink)
    return _categories(shape, ink) + _numbers_up(shape, ink)


def _scaling(limits: str = "", *, reversed_order: bool = False) -> str:
    order = "maxMin" if reversed_order else "minMax"
    return f'<c:scaling><c:orientation val="{order}"/>{limits}</c:scaling>'


def _limits(shape: ChartShape) -> str:
    """Where an axis of lengths begins; it ends at 100 % where the parts of a whole stand on one another."""
    numbers = [value for series in shape.data.series for value in series.values if value is not None]
    if shape.kind not in _FROM_ZERO or not any(numbers):
        return ""
    if min(numbers) < 0:
        return '<c:max val="0"/>' if max(numbers) <= 0 else ""
    rows = zip(*(series.values for series in shape.data.series), strict=True)
    most = max(sum(value or 0 for value in row) for row in rows)
    is_whole = shape.stacked and shape.number_format.endswith("%") and round(most, 6) == 1
    return '<c:max val="1"/><c:min val="0"/>' if is_whole else '<c:min val="0"/>'


def _ticks(labels: str) -> str:
    return f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'


def _number_format(code: str) -> str:
    return f'<c:numFmt formatCode="{escape_attribute(code)}" sourceLinked="0"/>'


def _title(words: str, ink: Ink, *, turned: bool) -> str:
    return ink.title(words, ink.size, bold=False, turned=turned) if words else ""


def _categories(shape: ChartShape, ink: Ink) -> str:
    """The axis of the categories: below, of bars at the left, the first of them on top."""
    is_bar = shape.kind is ChartKind.BAR
    return (
        f'<c:catAx><c:axId val="{AXES[0]}"/>{_scaling(reversed_order=is_bar)}<c:delete val="0"/>'
        f'<c:axPos val="{"l" if is_bar else "b"}"/>{_title(shape.axes[0], ink, turned=is_bar)}'
        f"{_number_format('General')}{_ticks('low')}{faint_line(shape.color, AXIS_ALPHA)}"
        f'<c:crossAx val="{AXES[1]}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _numbers_up(shape: ChartShape, ink: Ink) -> str:
    """The axis of the numbers. Where each column says its own number, the axis would say it twice."""
    is_bar = shape.kind is ChartKind.BAR
    labelled = shape.labels is not Labels.NONE and shape.kind in (ChartKind.BAR, ChartKind.COLUMN)
    is_silent = labelled and not shape.stacked
    grid = "" if is_silent else f"<c:majorGridlines>{faint_line(shape.color, GRID_ALPHA)}</c:majorGridlines>"
    is_between = shape.kind not in (ChartKind.SCATTER, ChartKind.AREA)
    return (
        f'<c:valAx><c:axId val="{AXES[1]}"/>{_scaling(_limits(shape))}<c:delete val="{int(is_silent)}"/>'
        f'<c:axPos val="{"b" if is_bar else "l"}"/>{grid}{_title(shape.axes[1], ink, turned=not is_bar)}'
        f"{_number_format(shape.number_format)}{_ticks('nextTo' if is_bar else 'low')}"
        f"<c:spPr>{NO_LINE}</c:spPr>"
        f'<c:crossAx val="{AXES[0]}"/><c:crosses val="{"max" if is_bar else "autoZero"}"/>'
        f'<c:crossBetween val="{"between" if is_between else "midCat"}"/></c:valAx>'
    )


def _numbers_across(shape: ChartShape, ink: Ink) -> str:
    """The lower axis of a scatter chart."""
    return (
        f'<c:valAx><c:axId val="{AXES[0]}"/>{_scaling()}<c:delete val="0"/><c:axPos val="b"/>'
        f"{_title(shape.axes[0], ink, turned=False)}{_number_format(shape.across_format)}{_ticks('low')}"
        f"{faint_line(shape.color, AXIS_ALPHA)}"
        f'<c:crossAx val="{AXES[1]}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/></c:valAx>'
    )
