"""The numbers of a chart, read from its cells once values stand in them, and how numbers are shown.

A number keeps the spelling of its author in the deck; here it becomes one. What the first row and the first column say
are names, whatever they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from summitdeck.deck.figures import ChartData, ChartKind, Series
from summitdeck.deck.lines import shorten
from summitdeck.deck.model import Cell, Chart
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, error

GENERAL = "General"
"""The number format of a spreadsheet that shows a number as it is."""
LONGEST_FORMAT = 200
"""Characters of a number format; Excel takes 255, and signs put in quotes here count there."""
ROUND = (ChartKind.PIE, ChartKind.DOUGHNUT)
_NUMBER = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d{1,20})?(\.\d{1,20})?([eE][-+]?\d{1,3})?\s?(%?)")
_MINUS = str.maketrans("\u2212\u2010\u2011\u2012\u2013", "-----")
_LARGEST = 1e300


class Figures(NamedTuple):
    """What a chart shows."""

    data: ChartData
    number_format: str
    """As Excel writes it."""
    across_format: str
    """Of the first column of a scatter chart."""


class Number(NamedTuple):
    """A number, and what its spelling shows."""

    value: float
    decimals: int
    has_groups: bool
    is_percent: bool
    is_plain: bool
    """Whether it is written without an exponent."""


def read_number(text: str) -> Number | None:
    """The number that a text is: `4600`, `4,600`, `4.5`, `45 %`, `１２`, `-3e-2`; None for any other text."""
    text = text.strip()
    if not text.isascii():
        text = normalize("NFKC", text.translate(_MINUS))
    found = _NUMBER.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return None
    sign, whole, decimals, exponent, percent = found.groups()
    power = int(exponent[1:]) if exponent else 0
    digits = f"{sign}{(whole or '0').replace(',', '')}{decimals or ''}"
    value = float(f"{digits}e{power - 2 if percent else power}")  # the nearest to what is written, 28.9 % too
    if abs(value) > _LARGEST:
        return None
    return Number(value, max(0, len(decimals or "") - 1), "," in (whole or ""), bool(percent), not exponent)


def read_figures(chart: Chart) -> tuple[Figures | None, tuple[Problem, ...]]:
    """The numbers of a chart; None with at least one problem when it cannot be drawn.

    Errors: `bad-number` for a cell that is none, `no-numbers` for a chart without any, `bad-value` for numbers that
    this kind of chart cannot show.
    """
    problems: list[Problem] = []
    columns = list(zip(*chart.rows[1:], strict=True)) or [() for _ in chart.rows[0]]
    series = [_read_column(cells, problems) for cells in columns[1:]]
    is_scatter = chart.kind is ChartKind.SCATTER
    across = _read_column(columns[0], problems) if is_scatter else []
    problems += _check(chart, series)
    if problems:
        return None, tuple(problems)
    names = [_text(cell) for cell in chart.rows[0]]
    data = ChartData(
        tuple(_text(cell) for cell in columns[0]),
        tuple(Series(name, _values(numbers)) for name, numbers in zip(names[1:], series, strict=True)),
        _values(across),
        names[0],
    )
    told = format_to_code(chart.format.text) if chart.format else None
    return Figures(data, told or usual_format([n for column in series for n in column]), usual_format(across)), ()


def _text(cell: Cell) -> str:
    return words_to_text(cell.words).strip()


def _values(numbers: Sequence[Number | None]) -> tuple[float | None, ...]:
    return tuple(number.value if number else None for number in numbers)


def _read_column(cells: Sequence[Cell], problems: list[Problem]) -> list[Number | None]:
    """The numbers of a column; None where a cell is empty."""
    numbers: list[Number | None] = []
    for cell in cells:
        text = _text(cell)
        number = read_number(text) if text else None
        if text and number is None:
            problems.append(_no_number(text, cell.place))
        numbers.append(number)
    return numbers


def _no_number(text: str, place: Place | None) -> Problem:
    inner = re.search(r"[-+]?\d[\d,]*(?:\.\d+)?", normalize("NFKC", text))
    if inner and read_number(inner[0]):
        hint = f"write {inner[0]} alone; what belongs to all numbers is said by `format:`, as '#,##0 km'"
    else:
        hint = 'write a number as 4600, 4,600, 4.5 or 45%; "" leaves a gap'
    return error("bad-number", f"'{shorten(text)}' is no number", place.span() if place else None, hint)


def _check(chart: Chart, series: Sequence[Sequence[Number | None]]) -> Iterator[Problem]:
    """What this kind of chart cannot show."""
    span = chart.place.span() if chart.place else None
    cells = [cell for row in chart.rows[1:] for cell in row[1:]]
    if all(not _text(cell) for cell in cells):
        hint = "the first row names the series, the first column the categories: numbers stand below and beside them"
        yield error("no-numbers", "the chart has no numbers", span, hint)
    if chart.kind is ChartKind.PIE and len(series) > 1:
        message = f"a pie shows one series of numbers, and this has {len(series)}"
        place = chart.rows[0][2].place
        yield error("bad-value", message, place.span() if place else span, "take `doughnut`, `column` or `bar`")
    if chart.kind in ROUND:
        for number, row in enumerate(chart.rows[1:]):
            for cell, numbers in zip(row[1:], series, strict=True):
                found = numbers[number]
                if found and found.value < 0:
                    message = f"a {chart.kind} has no place for a number below 0"
                    place = cell.place
                    yield error("bad-value", message, place.span() if place else span, "take `column` or `bar`")


def usual_format(numbers: Sequence[Number | None]) -> str:
    """The number format that shows numbers as they are spelt: with as many decimals, groups of digits, percent."""
    known = [number for number in numbers if number]
    if not known or not all(number.is_plain for number in known):
        return GENERAL
    decimals = max(number.decimals for number in known)
    has_groups = any(number.has_groups for number in known)
    percent = all(number.is_percent for number in known)
    if not (decimals or has_groups or percent):
        return GENERAL
    return ("#,##0" if has_groups else "0") + ("." + "0" * decimals if decimals else "") + ("%" if percent else "")


_TOKEN = re.compile(
    r'(?P<kept>"[^"]*"|\\.|_.|General|[#0?.,%; $¥€£+():-]|/(?![^\W\d_])|E[+-](?=0))'
    r"|(?P<words>(?:[^\"#0?.,%; $¥€£+/():\\\[\]_-]|/(?=[^\W\d_]))+|_)"
)


def format_to_code(text: str) -> str | None:
    """A number format as an author writes it, ready for Excel: words and signs that mean nothing to it stand in quotes.

    `0 人` is `0 "人"`, and the `m` of `0 m` is no month. A slash before a letter, as in `0 km/s`, is no fraction:
    LibreOffice drops a format with such a one outside quotes. None for what is none: no place for a digit, an open
    quote, a condition or a colour, more than three parts.
    """
    if len(text) > LONGEST_FORMAT or "\n" in text:
        return None
    code, at = "", 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            return None
        code += found["kept"] or f'"{found["words"]}"'
        at = found.end()
    parts = re.sub(r'"[^"]*"|\\.|_.', "", code).split(";")
    if len(parts) > 3 or not re.search("[#0?]|General", parts[0]):
        return None
    return code
