"""Charts on a page: where they stand, how large their words are, what they say to who does not see them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stage import BASE, BODY, CONTENT, PALETTE, desk_on, frame, frames, read_slide, show, stage
from summitdeck.deck.charts import read_figures
from summitdeck.deck.figures import Labels, Legend
from summitdeck.deck.model import Chart
from summitdeck.scene.charts import chart_alt, chart_shapes
from summitdeck.scene.model import ChartShape
from summitdeck.scene.setting import Setting
from summitdeck.scene.sizes import leasts_of

MARKUP = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'
COLUMN = "chart: {kind: column, rows: [['', a], [b, 1]]}"


def block(options: str) -> Chart:
    """The chart of `chart: {…}`."""
    (found,) = read_slide(f"chart: {{{options}}}\n").fields["chart"].content.blocks
    assert isinstance(found, Chart)
    return found


def placed(options: str, width: float = 900, height: float = 300, **changes: object) -> ChartShape:
    """A chart in a frame of points, on a desk with a shelf so changed."""
    desk = desk_on()
    desk = replace(desk, shelf=replace(desk.shelf, **changes))  # type: ignore[arg-type]
    setting = Setting(frame(50, 125, width, height), desk.body_look())
    (shape,) = chart_shapes(block(options), setting, desk)
    assert isinstance(shape, ChartShape)
    return shape


def test_a_chart_alone_fills_the_slot_that_takes_charts() -> None:
    staged = stage(MARKUP, f"title: T\nbody:\n  - {COLUMN}\n")
    chart = staged.shapes[1]
    assert isinstance(chart, ChartShape)
    assert (chart.slot, chart.frame) == (BODY, BODY.frame)


def test_a_chart_gets_what_words_around_it_leave() -> None:
    assert frames(show(MARKUP, f"title: T\nbody:\n  - one\n  - {COLUMN}\n  - two\n")) == (
        "title 5.0 5.0 90.0 15.0\nbody 5.0 25.0 90.0 5.2\nchart 5.0 33.4 90.0 43.2\nbody 5.0 79.8 90.0 5.2"
    )


def test_two_charts_share_their_room() -> None:
    first, second = frames(show(MARKUP, f"title: T\nbody:\n  - {COLUMN}\n  - {COLUMN}\n")).split("\n")[1:]
    assert first.split()[3:] == second.split()[3:]
    assert float(first.split()[4]) > 28


def test_a_caption_stands_below() -> None:
    text = show(MARKUP, f"title: T\nbody:\n  - {COLUMN}\n    caption: As counted\n")
    assert frames(text).split("\n")[1:] == ["chart 5.0 25.0 90.0 54.7", "caption 5.0 80.9 90.0 4.1"]


def test_an_element_of_its_own() -> None:
    markup = '<slide base="titleOnly"><row><text>{title}</text><chart share="3">{chart}</chart></row></slide>'
    assert "chart " in frames(show(markup, f"title: T\n{COLUMN}\n"))


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(900, 300, 14), (324, 216, 14), (323, 216, 12), (324, 215, 12), (216, 144, 12), (215, 144, 10), (80, 80, 10)],
)
def test_words_are_smaller_in_a_small_frame(width: float, height: float, size: int) -> None:
    assert placed("kind: bar, rows: [['', a], [b, 1]]", width, height).size == size * 100


def test_words_are_never_below_the_decks_least_size() -> None:
    from summitdeck.deck.model import Minimum

    least = leasts_of(Minimum(table=1300))
    assert placed("kind: bar, rows: [['', a], [b, 1]]", 100, 100, leasts=least).size == 1300


def test_less_than_an_inch_is_no_room() -> None:
    desk = desk_on()
    assert (
        chart_shapes(block("kind: bar, rows: [['', a], [b, 1]]"), Setting(frame(0, 0, 71, 300), desk.body_look()), desk)
        == []
    )
    assert [problem.code for problem in desk.problems] == ["overflow"]


def test_what_is_no_number_is_told_once_placed() -> None:
    staged = stage(MARKUP, "title: T\nbody:\n  - chart: {kind: bar, rows: [['', a], [b, many]]}\n")
    assert [problem.code for problem in staged.problems] == ["bad-number"]
    assert len(staged.shapes) == 1


@pytest.mark.parametrize(
    ("options", "legend", "labels"),
    [
        ("kind: column, rows: [['', a], [b, 1]]", Legend.NONE, Labels.NONE),
        ("kind: column, rows: [['', a, c], [b, 1, 2]]", Legend.BOTTOM, Labels.NONE),
        ("kind: column, legend: none, labels: true, rows: [['', a, c], [b, 1, 2]]", Legend.NONE, Labels.VALUES),
        ("kind: column, legend: top, rows: [['', a], [b, 1]]", Legend.TOP, Labels.NONE),
        ("kind: pie, rows: [['', a], [b, 1]]", Legend.RIGHT, Labels.PERCENT),
        ("kind: doughnut, labels: true, rows: [['', a], [b, 1]]", Legend.RIGHT, Labels.PERCENT),
        ("kind: pie, labels: values, rows: [['', a], [b, 1]]", Legend.RIGHT, Labels.VALUES),
        ("kind: pie, labels: false, legend: left, rows: [['', a], [b, 1]]", Legend.LEFT, Labels.NONE),
    ],
)
def test_what_is_not_said_is_what_is_usual(options: str, legend: Legend, labels: Labels) -> None:
    shape = placed(options)
    assert (shape.legend, shape.labels) == (legend, labels)


def test_in_a_high_frame_the_names_of_slices_stand_below() -> None:
    assert placed("kind: pie, rows: [['', a], [b, 1]]", 300, 400).legend is Legend.BOTTOM


def test_words_on_an_accent_have_the_colour_that_is_read_best_there() -> None:
    palette = {**PALETTE, "accent1": "FFFF00", "accent2": "000080"}
    desk = desk_on(replace(BASE, palette=palette), CONTENT)
    (shape,) = chart_shapes(block("kind: pie, rows: [['', a], [b, 1]]"), Setting(BODY.frame, desk.body_look()), desk)
    assert isinstance(shape, ChartShape)
    assert shape.words_on[:2] == (shape.color, "bg1")
    assert shape.words_on[6:8] == (shape.color, "bg1")
    grey = desk_on(replace(BASE, palette={**palette, "accent1": "909090"}), CONTENT)  # its shade is dark
    (shape,) = chart_shapes(block("kind: pie, rows: [['', a], [b, 1]]"), Setting(BODY.frame, grey.body_look()), grey)
    assert isinstance(shape, ChartShape)
    assert (shape.words_on[0], shape.words_on[6]) == (shape.color, "bg1")


@pytest.mark.parametrize(
    ("options", "english", "japanese"),
    [
        (
            "kind: column, rows: [['', 2013, 2014], [Paris, '3,500', 4.10], [香港, '', 7]]",
            "Column chart. 2013: Paris 3,500. 2014: Paris 4.10, 香港 7.",
            "縦棒グラフ。2013: Paris 3,500。2014: Paris 4.10、香港 7。",
        ),
        (
            "kind: pie, title: Votes, rows: [['', Votes], [yes, 61%], [no, 39%]]",
            "Pie chart “Votes”. yes 61%, no 39%.",
            "円グラフ「Votes」。yes 61%、no 39%。",
        ),
        (
            "kind: scatter, rows: [[x, ''], [1, 2], [3, 4]]",
            "Scatter chart. (1, 2), (3, 4).",
            "散布図。(1, 2)、(3, 4)。",
        ),
        (
            "kind: line, rows: [['', a, b], [c, 1, '']]",
            "Line chart. a: c 1. b: no numbers.",
            "折れ線グラフ。a: c 1。b: 値なし。",
        ),
    ],
)
def test_who_does_not_see_a_chart_is_told_its_numbers(options: str, english: str, japanese: str) -> None:
    chart = block(options)
    figures, _ = read_figures(chart)
    assert figures
    assert chart_alt(chart, figures, "en-US") == chart_alt(chart, figures, "") == english
    assert chart_alt(chart, figures, "ja-JP") == japanese


def test_of_many_numbers_it_is_told_how_they_run() -> None:
    rows = ", ".join(f"[d{day}, {abs(day - 20) * 10}]" for day in range(1, 31))
    chart = block(f"kind: line, title: Load, rows: [['', ms], {rows}]")
    figures, _ = read_figures(chart)
    assert figures
    assert (
        chart_alt(chart, figures, "en-US")
        == "Line chart “Load”. ms: 30 numbers from d1 190 to d30 100, least 0, most 190."
    )
    assert chart_alt(chart, figures, "ja-JP") == "折れ線グラフ「Load」。ms: d1 190からd30 100まで30件、最小0、最大190。"


def test_the_authors_own_words_go_before() -> None:
    staged = stage(MARKUP, f"title: T\nbody:\n  - {COLUMN}\n    alt: It grows\n")
    assert isinstance(staged.shapes[1], ChartShape)
    assert staged.shapes[1].alt == "It grows"
