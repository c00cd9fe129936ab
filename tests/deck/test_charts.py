"""The numbers of a chart: what is one, what a spelling shows, which formats there are, and what a chart cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.charts import format_to_code, read_figures, read_number, usual_format
from summitdeck.deck.model import Chart, Deck, Settings
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Source
from summitdeck.deck.values import resolve


def chart(text: str, **values: str) -> Chart:
    """The chart that `chart: {…}` says, its values resolved."""
    slides, _, problems = read_slides(Source(Path("deck.yaml"), "deck.yaml", f"chart: {text}\n"))
    assert not problems
    deck, _ = resolve(Deck(Settings(), slides), values)
    (block,) = deck.slides[0].fields["chart"].content.blocks
    assert isinstance(block, Chart)
    return block


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4600", 4600),
        ("4,600", 4600),
        ("1,234,567.5", 1234567.5),
        (" 4.10 ", 4.1),
        (".5", 0.5),
        ("+3", 3),
        ("-3", -3),
        ("−3", -3),
        ("１，２３４", 1234),
        ("4５％", 0.45),
        ("45 %", 0.45),
        ("28.9%", 0.289),
        ("-3e-2", -0.03),
        ("1E3", 1000),
        ("", None),
        ("-", None),
        (".", None),
        ("4600.", None),
        ("4,60", None),
        ("46,00", None),
        ("1,5", None),
        ("1 000", None),
        ("¥3,500", None),
        ("12人", None),
        ("1/2", None),
        ("0x10", None),
        ("1_000", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("9" * 21, None),
        ("2014-12-01", None),
    ],
)
def test_what_is_a_number(text: str, number: float | None) -> None:
    found = read_number(text)
    assert (found and found.value) == number


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_is_the_one_that_is_written(number: float) -> None:
    found = read_number(f"{number!r}")
    assert found
    assert found.value == number


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (["1", "20"], "General"),
        (["3,500", "400"], "#,##0"),
        (["1.5", "2", "3.25"], "0.00"),
        (["1,000.5", "2"], "#,##0.0"),
        (["45%", "5%"], "0%"),
        (["45%", "5.5%"], "0.0%"),
        (["45%", "5"], "General"),
        (["1e3", "2.5"], "General"),
        ([], "General"),
    ],
)
def test_numbers_are_shown_as_they_are_written(numbers: list[str], code: str) -> None:
    assert usual_format([None, *map(read_number, numbers)]) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#,##0", "#,##0"),
        ("0.0%", "0.0%"),
        ("General", "General"),
        ("0.00E+00", "0.00E+00"),
        ("0;-0;–", '0;-0;"–"'),
        ("#,##0_);(#,##0)", "#,##0_);(#,##0)"),
        ("¥#,##0", "¥#,##0"),
        ("0 人", '0 "人"'),
        ("0 km", '0 "km"'),
        ("0.0 km/s", '0.0 "km/s"'),
        ("0 /日", '0 "/日"'),
        ("# ?/?", "# ?/?"),
        ('0" days"', '0" days"'),
        (r"0\m", r"0\m"),
        ("0 *", '0 "*"'),
        ("約0人", '"約"0"人"'),
        # none
        ("", None),
        ("人", None),
        ("abc", None),
        ('0"', None),
        ("[Red]0", None),
        ("[>5]0", None),
        ("0\\", None),
        ("0;0;0;0", None),
        ("0\n0", None),
        ("0" * 201, None),
        (";0", None),
    ],
)
def test_formats(text: str, code: str | None) -> None:
    assert format_to_code(text) == code


def test_the_first_row_and_the_first_column_are_names_whatever_they_look_like() -> None:
    figures, problems = read_figures(
        chart('{kind: line, rows: [[x, 2013, 4.10], [01, 1, ""], [1e3, "{{ n }}", 2.5]]}', n="7")
    )
    assert figures and not problems
    data = figures.data
    assert (data.corner, data.categories, data.across) == ("x", ("01", "1e3"), ())
    assert [(series.name, series.values) for series in data.series] == [("2013", (1, 7)), ("4.10", (None, 2.5))]


def test_points_stand_where_the_first_column_says() -> None:
    figures, _ = read_figures(chart("{kind: scatter, rows: [[Size, Time], [1.5, 10%], ['', 20%], [3, 5%]]}"))
    assert figures
    assert figures.data.across == (1.5, None, 3)
    assert (figures.number_format, figures.across_format) == ("0%", "0.0")


def test_a_format_goes_before_the_spelling() -> None:
    figures, _ = read_figures(chart("{kind: bar, rows: [['', a], [b, '1,000']], format: 0 人}"))
    assert figures
    assert figures.number_format == '0 "人"'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{kind: bar, rows: [['', a], [b, many]]}", ["«many» bad-number: 'many' is no number"]),
        ("{kind: bar, rows: [['', a], [b, x], [c, y]]}", ["«x» bad-number: 'x' is", "«y» bad-number: 'y' is"]),
        ("{kind: bar, rows: [['', a], [b, '1,5']]}", ["«1,5» bad-number: '1,5' is no number"]),
        ("{kind: scatter, rows: [[x, y], [b, 1]]}", ["«b» bad-number: 'b' is no number"]),
        (
            "{kind: bar, rows: [['', a], [b, '']]}",
            ["«{kind: bar, rows: [['', a], [b, '']]}» no-numbers: the chart has"],
        ),
        (
            "{kind: pie, rows: [['', a, b], [c, 1, 2]]}",
            ["«b» bad-value: a pie shows one series of numbers, and this has 2"],
        ),
        ("{kind: doughnut, rows: [['', a, b], [c, 1, -2]]}", ["«-2» bad-value: a doughnut has no place for a number"]),
        ("{kind: bar, rows: [['', a], [b, '{{ n }}']]}", ["«{{ n }}» bad-number: 'many' is no number"]),
    ],
)
def test_what_a_chart_cannot_show(text: str, found: list[str]) -> None:
    figures, problems = read_figures(chart(text, n="many"))
    assert figures is None
    line = f"chart: {text}"
    spans = [problem.span for problem in problems if problem.span]
    places = [line[span.column - 1 : span.column - 1 + span.length] for span in spans]
    told = [f"«{place}» {p.code}: {p.message}" for place, p in zip(places, problems, strict=True)]
    assert [said[: len(start)] for said, start in zip(told, found, strict=True)] == found


def test_a_number_with_its_unit_is_told_how_to_write_it() -> None:
    _, (problem,) = read_figures(chart("{kind: bar, rows: [['', a], [b, '3,500人']]}"))
    assert problem.hint == "write 3,500 alone; what belongs to all numbers is said by `format:`, as '#,##0 km'"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["", "a"], *[[str(n), "1"] for n in range(2499)]], []),
        ([["", "a"], *[[str(n), "1"] for n in range(2500)]], ["too-large"]),
        ([["x"] * 256, ["1"] * 256], []),
        ([["x"] * 257, ["1"] * 257], ["too-large"]),
    ],
)
def test_a_chart_has_an_end(rows: list[list[str]], codes: list[str]) -> None:
    lines = "".join(f"    - [{', '.join(cell or chr(34) * 2 for cell in row)}]\n" for row in rows)
    text = f"chart:\n  kind: bar\n  rows:\n{lines}"
    _, _, problems = read_slides(Source(Path("deck.yaml"), "deck.yaml", text))
    assert [problem.code for problem in problems] == codes
