"""Tables: how columns stand, how wide they are, how high rows, and at which size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import BASE, POINT, content, web
from summitdeck.deck.model import Cell, Run, Table
from summitdeck.scene.tables import MARGINS, SIZES, SizedTable, column_aligns, cut_table, size_table, table_grid

STYLE = replace(BASE.text[0], size=SIZES[0])


def table(text: str) -> Table:
    """A table, written as in a slide."""
    (found,) = content(f"body:\n  table:\n{text}").blocks
    assert isinstance(found, Table)
    return found


def sized(text: str, width: int = 900, height: int | None = 300, **options: object) -> SizedTable:
    """The table in a room of so many points."""
    room = None if height is None else height * POINT
    return size_table(replace(table(text), **options), STYLE, width * POINT, room, web)  # type: ignore[arg-type]


def points(lengths: tuple[int, ...]) -> list[int]:
    return [round(length / POINT) for length in lengths]


@pytest.mark.parametrize(
    ("column", "align"),
    [
        (["120", "1,430"], "right"),
        (["12 %", "-3.5％", "¥1,200"], "right"),
        (["4.10", "", "5"], "right"),  # an empty cell says nothing
        (["○", "×", "–"], "center"),
        (["1979", "–", "1,989"], "right"),
        (["–", "−"], "center"),
        (["49,528 km", "1.5 GB", "9 h", "25 °C"], "right"),
        (["9 lives"], "left"),
        (["OK", "NG", "○"], "center"),
        (["東京", "大阪"], "left"),  # words, however short
        (["12", "about 12"], "left"),
        (["", ""], "left"),
    ],
)
def test_a_column_stands_as_its_contents_ask(column: list[str], align: str) -> None:
    rows = tuple((Cell((Run(text),) if text else ()),) for text in ["Head", *column])
    own = Table(rows)
    assert [str(found) for found in column_aligns(own, table_grid(own))] == [align]


def test_what_the_author_says_of_a_column_goes_before() -> None:
    own = table("    rows: [[a, b], [1, 2]]\n    align: [left, center]")
    assert [str(found) for found in column_aligns(own, table_grid(own))] == ["left", "center"]


SPANS = """
    rows:
      - [{text: a, columns: 2}, {text: b, rows: 2}]
      - [c, d]
      - [e, f, g]
"""


def test_spans_fill_the_grid() -> None:
    def mark(cell: object) -> str:
        return ("<" if cell.covered_across else "") + ("^" if cell.covered_down else "") or cell.paragraphs[0].runs[
            0
        ].text  # type: ignore[attr-defined]

    assert [" ".join(map(mark, row)) for row in sized(SPANS).cells] == ["a < b", "c d ^", "e f g"]


def test_a_heading_over_several_columns_stands_in_their_middle() -> None:
    first, second, third = sized(SPANS).cells
    assert (first[0].columns, first[0].paragraphs[0].align, second[0].paragraphs[0].align) == (2, "ctr", None)
    assert (first[2].rows, third[0].columns) == (2, 1)


LINE = 18 * 1.455
"""Points of a line of Japanese in a cell at 18 pt, in LibreOffice, where it is higher."""
AROUND = 0.16 * 72
"""Points above and below the text of a cell."""


@pytest.mark.parametrize(("characters", "lines"), [(9, 1), (10, 2), (18, 2), (19, 3)])
def test_a_row_is_as_high_as_its_lines_between_the_cells_margins(characters: int, lines: int) -> None:
    """A column of 190 pt has 172.7 between its margins: nine characters of 18 pt."""
    found = sized(f"    rows: [[h], [{'あ' * characters}]]\n    widths: [1]\n", width=190)
    assert found.size == 1800
    assert found.rows[1] / POINT == pytest.approx(lines * LINE + AROUND, abs=0.2)


def test_a_row_is_as_high_as_the_program_needs_that_takes_more_lines() -> None:
    """PowerPoint kerns nothing where the template states no size to do so from; LibreOffice sets these on one line."""
    found = sized("    rows: [[h], [AVAVAVAVAV AVAVAVAVAV]]\n    widths: [1]\n", width=250)
    assert found.rows[1] / POINT == pytest.approx(2 * 18 * 1.2 + AROUND, abs=0.2)


def test_what_a_cell_over_several_rows_lacks_its_last_row_gets() -> None:
    """As LibreOffice and PowerPoint draw it: five lines beside two rows of one."""
    text = f"    rows:\n      - [h, i]\n      - [{{text: {'あ' * 45}, rows: 2}}, x]\n      - [x]\n    widths: [1, 1]\n"
    _, first, last = sized(text, width=380).rows
    assert first / POINT == pytest.approx(18 * 1.2 + AROUND, abs=0.2)
    assert (first + last) / POINT == pytest.approx(5 * LINE + AROUND, abs=0.2)


def test_a_table_is_as_wide_as_it_needs_and_no_wider() -> None:
    small = sized("    - [Name, Years]\n    - [Kilo, 1]\n")
    assert small.width < 250 * POINT and small.size == 1800 and small.fits


def test_columns_of_signs_and_of_numbers_have_one_width_each() -> None:
    found = points(sized('    - ["", 11月3日, 4日, 1, 1000]\n    - [Summit, ○, ○, "1", "1000000"]\n').columns)
    assert found[1] == found[2] and found[3] == found[4] and found[1] != found[3]


def test_in_a_narrow_room_the_same_columns_go_as_near_to_it_as_they_can() -> None:
    text = '    - ["", 11月3日, 4日, 5日, 6日]\n    - [Design Summit, ○, ○, ○, ○]\n'
    found = sized(text, width=390)
    assert found.size == 1800 and found.width == 390 * POINT  # not broken, though not even
    assert len(set(found.rows)) <= 2 and max(found.rows) < 40 * POINT


def test_a_smaller_size_is_better_than_a_broken_line() -> None:
    text = "    - [one two three, four five six]\n    - [seven eight nine, ten eleven]\n"
    wide, narrow = sized(text, width=400), sized(text, width=225)
    assert (wide.size, narrow.size) == (1800, 1400)
    assert len(set(narrow.rows)) == 1  # each on one line


def test_long_words_are_broken_into_lines_at_full_size() -> None:
    text = "    - [Name, Text]\n    - [a, これは長い文章なので一行には収まらない。それでも字は小さくしない。]\n"
    found = sized(text, width=300)
    assert found.size == 1800 and found.width == 300 * POINT and found.rows[1] > 2 * found.rows[0]


def test_said_widths_fill_the_room() -> None:
    assert points(sized("    - [a, b]\n    - [c, d]\n", widths=(2.0, 1.0)).columns) == [600, 300]


def test_text_becomes_smaller_until_all_rows_fit() -> None:
    text = "".join(f"    - [row {n}, {n}]\n" for n in range(9))
    assert [sized(text, height=height).size for height in (400, 280, 255, 240)] == [1800, 1600, 1400, 1200]
    least = sized(text, height=100)
    assert (least.size, least.fits, least.is_whole) == (1000, False, True)


def test_a_word_too_long_for_its_column_is_told() -> None:
    found = sized(f"    - [{'a' * 40}, {'b' * 40}]\n    - [c, d]\n", width=200)
    assert (found.size, found.fits, found.is_whole) == (1000, False, False)


def test_a_header_is_measured_bold() -> None:
    text = "    - [illustrative heading]\n    - [x]\n"
    assert sized(text).columns > sized(text, header=0).columns


cells = st.builds(
    lambda text, columns, rows: (text, columns, rows),
    st.text("ab 漢字1,○", max_size=20),
    st.integers(1, 3),
    st.integers(1, 2),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A full grid with spans that do not leave it."""
    width, height = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    rows = []
    for row in range(height):
        own = []
        for column in range(width):
            if (row, column) in taken:
                continue
            text, columns, down = draw(cells)
            free = next((c for c in range(column, width) if (row, c) in taken), width) - column
            columns, down = min(columns, free), min(down, height - row)
            taken |= {(row + r, column + c) for r in range(down) for c in range(columns)}
            own.append(Cell((Run(text),) if text else (), columns, down))
        rows.append(tuple(own))
    return Table(tuple(rows), header=draw(st.integers(0, min(2, height))), total=draw(st.booleans()))


@given(tables(), st.integers(60, 900), st.integers(20, 400))
@settings(max_examples=60)
def test_lengths_are_whole_and_hold_together(own: Table, width: int, height: int) -> None:
    found = size_table(own, STYLE, width * POINT, height * POINT, web)
    count = len(table_grid(own)[0])
    assert len(found.columns) == count and all(len(row) == count for row in found.cells)
    assert len(found.rows) == len(found.cells) == len(own.rows)
    assert min(found.columns) > 0 and min(found.rows) > 0
    assert found.width <= width * POINT
    assert not found.fits or found.height <= height * POINT
    assert all(row >= found.size * 12 * POINT // 1000 + MARGINS[1] + MARGINS[3] - 1 for row in found.rows)


def test_a_part_of_a_table_keeps_its_header_and_its_lengths() -> None:
    whole = sized("".join(f"    - [row {n}, {n}]\n" for n in range(6)))
    part = cut_table(whole, 1, 3, 5)
    texts = [row[0].paragraphs[0].runs[0].text for row in part.cells]
    assert texts == ["row 0", "row 3", "row 4"]
    assert part.columns == whole.columns and part.height == sum(whole.rows[i] for i in (0, 3, 4))
