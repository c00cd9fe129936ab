"""Rows of values: what is read of CSV, JSON and YAML, and what is told of mistakes, at file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.core import Core
from summitdeck.deck.csv_reader import read_csv
from summitdeck.deck.rows import make_rows, read_rows
from summitdeck.deck.source import Source

PARIS = {"slug": "paris", "summit": {"city": "Paris", "count": Core("4600")}}
TOKYO = {"slug": "tokyo", "summit": {"city": "東京, 港区", "count": Core("4.10")}}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'slug,summit.city,summit.count\nparis,Paris,4600\ntokyo,"東京, 港区",4.10\n'),
        ("bom.csv", '\ufeffslug,summit.city,summit.count\r\nparis,Paris,4600\r\n\r\ntokyo,"東京, 港区",4.10'),
        ("old.csv", 'slug, summit.city ,summit.count\rparis,Paris,"4600"\rtokyo,"東京, 港区",4.10\r'),
        (
            "a.json",
            '[{"slug": "paris", "summit": {"city": "Paris", "count": 4600}},\n'
            '\t{"slug": "tokyo", "summit.city": "東京, 港区", "summit.count": 4.10, "more": null}]\n',
        ),
        (
            "a.yaml",
            "- slug: paris\n  summit: {city: Paris, count: 4600}\n"
            '- {slug: tokyo, summit: {city: "東京, 港区", count: 4.10}}\n',
        ),
    ],
)
def test_rows_are_the_same_in_every_form(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    rows, problems = read_rows(tmp_path / name)
    assert problems == ()
    assert [row.values for row in rows] == [PARIS, TOKYO]
    assert [row.number for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "a,b\n1,2\n3\n", "3:2 row 2 of 'a.csv' ends before its column 'b' [ragged-row]"),
        ("a.csv", "a,b\n1,2,3\n", "2:5 row 1 of 'a.csv' has 3 values for 2 columns [ragged-row]"),
        ("a.csv", 'a,b\n1,"2\n', "2:3 the quote that opens here is not closed [bad-csv]"),
        ("a.csv", 'a,b\n1,"2"3\n', "2:6 something stands behind a closing quote [bad-csv]"),
        ("a.csv", "a,my b\n1,2\n3,4\n", "1:3 'my b' cannot be the name of a value [bad-column]"),
        ("a.csv", "a,a.b\n1,2\n", "1:3 'a' has a value already, so it cannot hold 'a.b' [bad-column]"),
        ("a.csv", "a,b,a\n1,2,3\n", "1:5 the column 'a' has a value already [bad-column]"),
        ("a.csv", "a,b\n", "1:1 there is no row in 'a.csv' [no-rows]"),
        ("a.csv", "", "1:1 there is no row in 'a.csv' [no-rows]"),
        ("a.json", '{"a": 1}', "1:1 rows are a list, each with names and values [bad-value]"),
        ("a.json", '[{"a": 1}, 2]', "1:12 row 2 is no mapping of names to values [bad-value]"),
        ("a.yaml", "- a: 1\n- a: &x 2\n", "2:6 a text may not start with '&' [yaml-feature]"),
        ("a.txt", "a\n1\n", "'a.txt' is no kind of table that is known [bad-value]"),
        ("a.csv", None, "there is no file 'a.csv' [missing-file]"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, name: str, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    _, problems = read_rows(tmp_path / name)
    places = [f"{problem.span.line}:{problem.span.column} " if problem.span else "" for problem in problems]
    assert [f"{at}{each.message} [{each.code}]" for at, each in zip(places, problems, strict=True)] == [told]


def test_a_table_in_shift_jis_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("city\n東京の会場\n".encode("cp932"))
    assert [problem.message for problem in read_rows(tmp_path / "a.csv")[1]] == ["'a.csv' is written in Shift_JIS"]


def test_rows_handed_over_nest_as_well() -> None:
    rows, problems = make_rows([{"a.b": "1", "c": "2"}, {"no name": "3"}])
    assert (rows[0].values, rows[0].describe()) == ({"a": {"b": "1"}, "c": "2"}, "row 1 (a.b: 1, c: 2)")
    assert [problem.code for problem in problems] == ["bad-column"]


@given(st.lists(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=2, max_size=4), max_size=4))
def test_what_is_written_in_quotes_is_read_as_it_was(table: list[list[str]]) -> None:
    text = "\r\n".join(",".join('"' + entry.replace('"', '""') + '"' for entry in line) for line in table)
    lines, problems = read_csv(Source(Path("a.csv"), "a.csv", text))
    assert problems == []
    assert [[entry.text for entry in line] for line in lines] == table
    for line in lines:
        for entry in line:
            assert text[entry.start : entry.end].strip('"').replace('""', '"') == entry.text.strip('"')
