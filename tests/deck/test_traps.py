"""YAML's traps, told in plain words: `traps.txt` has each with its message and hint."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from described import Row, describe_problems_fully, describe_stream, read_rows, source_of
from summitdeck.deck import events, libyaml
from summitdeck.deck.reader import read_slides

ROWS = read_rows(Path(__file__).parent / "traps.txt")

JARGON = re.compile(
    r"\b(mapping|scalar|sequence|collection|node|token|anchor|alias|tag|flow|indicator|simple key|context|stream"
    r"|document|expected '|block (?!on the line below))",
    re.IGNORECASE,
)
"""YAML's own words, which no author has to know."""


def described(text: str) -> str:
    slides, settings, problems = read_slides(source_of(text))
    return "\n".join([*describe_stream(slides, settings), *describe_problems_fully(problems)])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_traps(row: Row) -> None:
    assert described(row.source) == row.expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_pyyamls_own_parser_falls_into_the_same(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "EventParser", libyaml.python_parser())
    assert described(row.source) == row.expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_message_speaks_of_yamls_own_things(row: Row) -> None:
    _, _, problems = read_slides(source_of(row.source))
    assert problems
    for problem in problems:
        assert not JARGON.search(problem.message), problem.message


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_mended_line_reads(row: Row) -> None:
    """What a hint shows in place of an error's line is no error itself."""
    _, _, problems = read_slides(source_of(row.source))
    for problem in problems:
        mended = (problem.hint or "").partition("\n  ")[2]
        if not problem.is_error or not mended:
            continue
        is_parent = mended.endswith(":")
        source = f"body:\n  {mended}\n" if mended.startswith("- ") else f"{mended}\n"
        source = source if re.search(r"[\w\"'}]:(\s|$)", mended) or mended.startswith("- ") else f"title: {mended}\n"
        source += "      - child\n" if is_parent else ""
        _, _, told = read_slides(source_of(source))
        assert {problem.code for problem in told if problem.is_error} <= {"stray-option"}, source


def test_a_folded_bullet_keeps_the_places_of_its_words() -> None:
    _, _, problems = read_slides(source_of("body:\n  - Parent\n    - child {{ }}\n      and {{ }}\n"))
    spans = [problem.span for problem in problems if problem.code == "empty-value"]
    assert [(span.line, span.column, span.length) for span in spans if span] == [(3, 13, 5), (4, 11, 5)]


def test_hints_survive_the_authors_line_ends_and_controls() -> None:
    for text in ('title: "a\n\n  b" c\n', "body:\n  - a\n\n    b #1\n", "title: a\x1b[31m: b: c\n"):
        _, _, problems = read_slides(source_of(text))
        for problem in problems:
            assert problem.message.isprintable()
            assert all(line.isprintable() for line in (problem.hint or "").split("\n"))
