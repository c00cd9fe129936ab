"""Charts: their frame, the size of their words, the colours these need, and what they say to who does not see them."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.charts import ROUND, Figures, read_figures, read_number
from summitdeck.deck.figures import ChartKind, Labels, Legend
from summitdeck.deck.model import Chart
from summitdeck.deck.plain import words_to_text
from summitdeck.frozen import replace
from summitdeck.problems import Problem, error
from summitdeck.scene.base import Frame
from summitdeck.scene.captions import caption_height, caption_shapes
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import ChartShape, Shape
from summitdeck.scene.setting import Setting
from summitdeck.scene.slots import CHART, holds
from summitdeck.scene.styles import contrast

SIZES = ((1400, 4_114_800, 2_743_200), (1200, 2_743_200, 1_828_800), (1000, 0, 0))
"""Of a chart's words, 1/100 pt, and the least width and height, EMU, of a frame for it: 4.5 × 3 and 3 × 2 inches."""
LEAST_SIDE = 914_400
"""EMU: in a frame that is narrower or lower than an inch a chart shows nothing."""
TOLD = 24
"""Numbers up to which an alt text names each; of more it says how they begin and end."""
ACCENTS = 6


def chart_shapes(chart: Chart, setting: Setting, desk: Desk) -> list[Shape]:
    """A chart in the whole of its frame, and its caption under it."""
    figures, problems = read_figures(chart)
    desk.problems.extend(problems)
    if figures is None:
        return []
    whole = setting.frame
    frame = replace(whole, height=whole.height - caption_height(chart.caption, whole.width, setting, desk))
    if min(frame.width, frame.height) < LEAST_SIDE:
        desk.problems.append(_no_room(chart))
        return []
    words = desk.body_look().levels[0]
    shape = ChartShape(
        "Chart",
        frame,
        chart.kind,
        figures.data,
        _size(frame, desk),
        words.face,
        words_to_text(chart.title).strip(),
        _legend(chart, frame),
        _labels(chart),
        figures.number_format,
        figures.across_format,
        chart.stacked,
        (words_to_text(chart.axes[0]).strip(), words_to_text(chart.axes[1]).strip()),
        words_to_text(chart.alt) or chart_alt(chart, figures, desk.shelf.language),
        words.color,
        _words_on(words.color, desk),
        desk.ground if desk.ground != desk.palette.get("bg1") else "bg1",
        setting.slot if setting.slot and holds(setting.slot, CHART) else None,
        chart.place,
        setting.template,
    )
    return [shape, *caption_shapes(chart.caption, frame, whole.width, setting, desk)]


def _no_room(chart: Chart) -> Problem:
    span = chart.place.span() if chart.place else None
    hint = "shorten what stands beside it, or show it on a slide of its own"
    return error("overflow", "the chart has less than an inch of room", span, hint)


def _size(frame: Frame, desk: Desk) -> int:
    """The size of a chart's words in a frame: never below the deck's least one for tables."""
    fitting = next(size for size, width, height in SIZES if frame.width >= width and frame.height >= height)
    return max(fitting, desk.shelf.leasts.small)


def _legend(chart: Chart, frame: Frame) -> Legend:
    """Where the names stand: below several series; of slices beside them, or below where that leaves too little."""
    if chart.legend is not None:
        return chart.legend
    if chart.kind in ROUND:
        return Legend.RIGHT if frame.width > frame.height else Legend.BOTTOM
    return Legend.BOTTOM if len(chart.rows[0]) > 2 else Legend.NONE


def _labels(chart: Chart) -> Labels:
    if chart.labels not in (None, Labels.OWN):
        return chart.labels
    if chart.kind in ROUND:
        return Labels.PERCENT
    return Labels.VALUES if chart.labels else Labels.NONE


def _words_on(usual: str, desk: Desk) -> tuple[str, ...]:
    """By accent, then by the darker shade of each that a seventh to twelfth slice has: what can be read on it best, the
    ground's colour or that of words."""
    palette = desk.palette
    accents = [palette.get(f"accent{number}", "808080") for number in range(1, ACCENTS + 1)]
    return tuple(
        max(("bg1", usual), key=lambda color: contrast(palette.get(color, color), ground))
        for ground in (*accents, *map(_darker, accents))
    )


def _darker(color: str) -> str:
    """Six hex digits at 60 % of their light."""
    return "".join(f"{int(color[at : at + 2], 16) * 6 // 10:02X}" for at in (0, 2, 4))


_JAPANESE = {
    ChartKind.BAR: "横棒グラフ",
    ChartKind.COLUMN: "縦棒グラフ",
    ChartKind.LINE: "折れ線グラフ",
    ChartKind.PIE: "円グラフ",
    ChartKind.DOUGHNUT: "ドーナツグラフ",
    ChartKind.AREA: "面グラフ",
    ChartKind.SCATTER: "散布図",
}


def chart_alt(chart: Chart, figures: Figures, language: str) -> str:
    """What a chart says, for who does not see it, when its author does not tell: in Japanese in a Japanese deck, else
    in English. Numbers are spelt as their author spelt them."""
    japanese = language.partition("-")[0] == "ja"
    title = words_to_text(chart.title).strip().replace("\n", " ")
    if japanese:
        head = _JAPANESE[chart.kind] + (f"「{title}」" if title else "")
    else:
        head = f"{chart.kind.value.capitalize()} chart" + (f" “{title}”" if title else "")
    rows = [[words_to_text(cell.words).strip().replace("\n", " ") for cell in row] for row in chart.rows]
    if rows[0][1:] == [title]:  # said already
        rows[0][1] = ""
    told = [_series_words(rows, column, figures, japanese) for column in range(1, len(rows[0]))]
    return f"{head}。{'。'.join(told)}。" if japanese else f"{head}. {'. '.join(told)}."


def _series_words(rows: Sequence[Sequence[str]], column: int, figures: Figures, japanese: bool) -> str:
    """One series: its name, and its numbers or how they run."""
    name = rows[0][column]
    head = f"{name}: " if name else ""
    points = [(row[0], row[column]) for row in rows[1:] if row[column]]
    shape = "({}, {})" if figures.data.across else "{} {}"
    spelt = [shape.format(*point).strip() for point in points]
    comma = "、" if japanese else ", "
    if not points:
        return f"{head}{'値なし' if japanese else 'no numbers'}"
    if len(points) * len(figures.data.series) <= TOLD:
        return head + comma.join(spelt)
    values = sorted((number.value, text) for _, text in points if (number := read_number(text)))
    least, most = values[0][1], values[-1][1]
    if japanese:
        return f"{head}{spelt[0]}から{spelt[-1]}まで{len(points)}件、最小{least}、最大{most}"
    return f"{head}{len(points)} numbers from {spelt[0]} to {spelt[-1]}, least {least}, most {most}"
