"""Tables: a row of the test is a table's source and what is read from it, or what is told."""

from __future__ import annotations

import pytest

from described import describe_block, describe_problems, source_of
from summitdeck.deck.reader import read_slides

GOOD = {
    "[[a, b], [1, 2]]": "table header=1 [a|b] [1|2]",
    "[[4.10, Yes, ~, null], [1e3, 0x1F, 12:30, 2014-12-01]]": (
        "table header=1 [4.10|Yes|~|null] [1e3|0x1F|12:30|2014-12-01]"
    ),
    '[["", ○], ["", ""]]': "table header=1 [|○] [|]",
    '[["**b**", "`c`"], ["[t](https://x.y)", {{ v }}]]': ("table header=1 [**b**|`c`] [[t](https://x.y)|{{ v }}]"),
    "[[a: b, c]]": "table header=1 [a: b|c]",
    "{rows: [[a, b]], header: 0}": "table header=0 [a|b]",
    "{rows: [[a], [b], [c]], header: 2}": "table header=2 [a] [b] [c]",
    "{rows: [[a, b]], align: center}": "table header=1 [a|b] align='center,center'",
    "{rows: [[a, b, c]], align: [left, auto, right]}": "table header=1 [a|b|c] align='left,auto,right'",
    "{rows: [[a, b]], widths: [2, .5]}": "table header=1 [a|b] widths='2,0.5'",
    "{rows: [[a], [b]], total: true}": "table header=1 [a] [b] total=True",
    '{rows: [[a]], caption: "The *c*", alt: A table}': "table header=1 [a] caption='The *c*' alt='A table'",
    "[[{text: a, columns: 2}], [b, c]]": "table header=1 [a<2x1>] [b|c]",
    "[[{text: a, rows: 2}, b], [c]]": "table header=1 [a<1x2>|b] [c]",
    "[[a, {text: b, rows: 2, columns: 2}, c], [d, e], [f, g, h, i]]": ("table header=1 [a|b<2x2>|c] [d|e] [f|g|h|i]"),
    "[[{text: a, rows: 3}], [], []]": "table header=1 [a<1x3>] [] []",
    '[[{text: ""}, {text: {{ v }}}]]': "table header=1 [|{{ v }}]",
}


@pytest.mark.parametrize("source", GOOD)
def test_tables(source: str) -> None:
    slides, _, problems = read_slides(source_of(f"data: {{table: {source}}}\n"))
    assert list(describe_problems(problems)) == []
    assert [describe_block(block) for block in slides[0].fields["data"].content.blocks] == [GOOD[source]]


# Each row: the rows of a table, one a line, and the problem with the line (from 1) it stands in.
BAD = {
    ("[a, b]", "[c]"): "error 2:5 ragged-row: this row has 1 cell; expected 2",
    ("[a]", "[b, c]"): "error 2:5 ragged-row: this row has 2 cells; expected 1",
    ("[a, b]", "[{text: c, columns: 3}]"): (
        "error 2:5 ragged-row: this row has 1 cell, which span 3 columns; expected 2"
    ),
    ("[{text: a, rows: 2}, b]", "[c, d]"): (
        "error 2:5 ragged-row: this row has 2 cells; expected 1 (2 columns, 1 covered from above)"
    ),
    ("[]",): "error 1:5 ragged-row: the first row has no cells",
    ("[{text: a, rows: 2}]",): "error 1:6 bad-span: the cell spans 2 rows, more than are left (1)",
    ("[a, {text: b, rows: 2}, c]", "[{text: d, columns: 2}]"): (
        "error 2:6 bad-span: the cell spans 2 columns, but a cell from above stands among them"
    ),
    ("[{text: a, columns: 0}]",): "error 1:25 bad-value: 'columns' is a whole number from 1 to 200, not '0'",
    ("[{text: a, columns: 1000000000}]",): (
        "error 1:25 bad-value: 'columns' is a whole number from 1 to 200, not '1000000000'"
    ),
    ("[{columns: 2}]",): "error 1:6 missing-value: the cell has no 'text'",
    ("[{text: a, colums: 2}]",): "error 1:16 unknown-key: 'colums' is no key of a cell",
    ("[{text: a, when: b}]",): "error 1:16 unknown-key: 'when' is no key of a cell",
    ("[[a]]",): "error 1:6 bad-value: a cell holds words, not a list",
    ("a | b",): "error 1:5 bad-value: a row is a list of cells",
    ("[a, b,]",): ("warning 1:10 trailing-comma: YAML counts nothing behind the last comma: this row has 2 cells"),
}


@pytest.mark.parametrize("rows", BAD, ids=" / ".join)
def test_tables_that_are_none(rows: tuple[str, ...]) -> None:
    source = "table:\n" + "".join(f"  - {row}\n" for row in rows)
    _, _, problems = read_slides(source_of(source))
    found = [
        f"{problem.severity} {problem.span.line - 1}:{problem.span.column} {problem.code}: {problem.message}"
        for problem in problems
        if problem.span
    ]
    assert found == [BAD[rows]]


OPTIONS = {
    "header: 3": "3:11 bad-value",
    "header: true": "3:11 bad-value",
    "align: centre": "3:10 bad-value",
    "align: [left]": "3:10 bad-value",
    "align: [left, rihgt]": "3:17 bad-value",
    "align: {a: b}": "3:10 bad-value",
    "widths: [1, 0]": "3:15 bad-value",
    "widths: [1, -2]": "3:15 bad-value",
    "widths: [1]": "3:11 bad-value",
    "widths: wide": "3:11 bad-value",
    "total: yes": "3:10 bad-value",
    "caption:": "3:3 missing-value",
    "colour: red": "3:3 unknown-key",
    "csv: a.csv": "3:3 two-contents",
    "where: a": "3:3 stray-option",
}


@pytest.mark.parametrize("option", OPTIONS)
def test_options_that_will_not_do(option: str) -> None:
    slides, _, problems = read_slides(source_of(f"table:\n  rows: [[a, b]]\n  {option}\n"))
    assert list(describe_problems(problems)) == [f"error {OPTIONS[option]}"]
    assert slides[0].fields["table"].content.blocks, "what can be read of the table is kept"


def test_an_option_within_and_beside_the_table() -> None:
    _, _, problems = read_slides(source_of("table: {rows: [[a]], header: 0}\nheader: 1\n"))
    assert list(describe_problems(problems)) == ["error 2:1 duplicate-key"]


@pytest.mark.parametrize("source", ["table:", "table: []", "table: {header: 1}", 'table: ""', "rows: x", "table: {}"])
def test_a_table_without_rows(source: str) -> None:
    slides, _, problems = read_slides(source_of(source))
    assert [problem.code in ("missing-value", "bad-value") for problem in problems] == [True]
    assert slides[0].fields["table"].content.blocks == ()


def test_a_ragged_table_is_still_a_grid() -> None:
    """So that who lays it out, to tell of more, need not ask."""
    rows = "[[a, b, c], [d], [e, f, g, h], [{text: i, columns: 2, rows: 5}, j], [k, l]]"
    slides, _, _ = read_slides(source_of(f"table: {rows}"))
    table = slides[0].fields["table"].content.blocks[0]
    covered = [0, 0, 0]
    for row in table.rows:
        free = [column for column in range(3) if not covered[column]]
        covered = [max(0, rows - 1) for rows in covered]
        assert sum(cell.columns for cell in row) == len(free)
        for cell in row:
            for _ in range(cell.columns):
                covered[free.pop(0)] = cell.rows - 1
    assert covered == [0, 0, 0]
