"""Slides with their expected problems as comments: `cases/deck/` is read, `cases/layout/` goes through the whole check.

Above a slide, each problem it must have stands in a comment of its own:

    # error 2:5 missing-colon - Parent:
    body:
      - Parent
        - child: x

That is severity, line and column, code, and a part of the message or the hint. Lines are counted from the first
one below these comments, so that slides may be moved. A slide has these problems and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

import summitdeck
from summitdeck.deck.reader import read_deck
from summitdeck.problems import Problem

CASES = Path(__file__).parent / "cases"
EXPECTATION = re.compile(r"# (error|warning|note) (\d+):(\d+) ([a-z0-9-]+)(?: (.+))?\Z")


class Expected(NamedTuple):
    """A problem that a slide must have."""

    line: int
    column: int
    severity: str
    code: str
    part: str = ""


def read_expected(text: str) -> list[Expected]:
    """The problems that the comments of a file announce, with the file's own lines."""
    expected: list[Expected] = []
    waiting: list[re.Match[str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if found := EXPECTATION.match(line):
            waiting.append(found)
            continue
        for match in waiting:
            severity, row, column, code, part = match.groups("")
            expected.append(Expected(number + int(row) - 1, int(column), severity, code, part))
        waiting = []
    return sorted(expected)


def as_expected(problem: Problem) -> Expected:
    line, column = (problem.span.line, problem.span.column) if problem.span else (0, 0)
    return Expected(line, column, problem.severity.value, problem.code)


def compare(path: Path, problems: Iterable[Problem]) -> None:
    """The file has the problems that it expects, and no other, and they say what is expected."""
    problems = list(problems)
    expected = read_expected(path.read_text("utf-8"))
    assert sorted(map(show, map(as_expected, problems))) == sorted(map(show, expected))
    assert {Path(problem.span.file).name for problem in problems if problem.span} <= {path.name}
    for each in expected:
        there = [problem for problem in problems if as_expected(problem) == each._replace(part="")]
        said = [f"{problem.message}\n{problem.hint or ''}" for problem in there]
        assert any(each.part in text for text in said), f"'{each.part}' is not in: {said}"


def show(expected: Expected) -> str:
    return f"{expected.line:4}:{expected.column}: {expected.severity} {expected.code}"


@pytest.mark.parametrize("path", sorted((CASES / "deck").glob("*.yaml")), ids=lambda path: path.stem)
def test_reading(path: Path) -> None:
    _, problems = read_deck(path)
    compare(path, problems)


@pytest.mark.parametrize("path", sorted((CASES / "layout").glob("*.yaml")), ids=lambda path: path.stem)
def test_checking(path: Path) -> None:
    compare(path, summitdeck.check(path))


def test_there_are_enough_of_them() -> None:
    """Issue 2: at least 40 expected problems."""
    count = sum(len(read_expected(path.read_text("utf-8"))) for path in (CASES / "deck").glob("*.yaml"))
    assert count >= 40


def test_no_comment_is_an_expectation_that_nobody_reads() -> None:
    """A typing mistake in `# error …` would make a case that cannot fail."""
    for path in CASES.rglob("*.yaml"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.match(r"\s*#\s*(error|warning|note)\b", line, re.IGNORECASE):
                assert EXPECTATION.match(line), f"{path.name}:{number}: {line}"
