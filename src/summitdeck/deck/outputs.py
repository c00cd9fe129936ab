"""The files that many decks are written to: a pattern as `build/{{ slug }}.pptx`, filled with the values of a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from summitdeck.deck.model import Var
from summitdeck.deck.rows import Row, look_up
from summitdeck.frozen import replace
from summitdeck.problems import Problem, did_you_mean, error

_VALUE = re.compile(r"\{\{([^{}]*)\}\}")
_UNFIT = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
"""What no part of a file's name may hold, on one system or another."""
LONGEST = 200
"""Characters of a value in a file's name: Windows, macOS and Linux take 255 for the whole name."""


def name_outputs(
    rows: Sequence[Row], pattern: str, values: Mapping[str, Var]
) -> tuple[list[str | None], list[Problem]]:
    """The file of each row by a pattern as `build/{{ slug }}.pptx`, and what is wrong with them.

    Errors: `missing-column`, `bad-output` for a value that cannot be part of a file's name, `same-output`.
    """
    names: list[str | None] = []
    problems: list[Problem] = []
    if not pattern_names(pattern) and len(rows) > 1:
        hint = "put a column into the name, as -o 'build/{{ slug }}.pptx'"
        return names, [error("same-output", f"all {len(rows)} decks would be written to '{pattern}'", None, hint)]
    first: dict[str, Row] = {}
    for row in rows:
        named = _output(row, pattern, values)
        if isinstance(named, Problem):
            problems.append(named)
            continue
        names.append(named)
        other = first.setdefault(normalize("NFC", named).casefold(), row)
        if other is not row:
            problems.append(_same_output(row, other, named))
    return names, _told_once(problems)


def pattern_names(pattern: str) -> list[str]:
    """The names of values in a pattern, in order."""
    return [found[1].strip() for found in _VALUE.finditer(pattern)]


def _output(row: Row, pattern: str, values: Mapping[str, Var]) -> str | Problem:
    """The file of one row. A value is part of a name: it cannot bring in folders, or lead out of them."""
    parts = {}
    for name in pattern_names(pattern):
        value = look_up(row.values, name)
        value = look_up(values, name) if value is None else value
        if not isinstance(value, str):
            message = f"{_where(row)} has no column '{name}', which the output's name uses"
            return error("missing-column", message, row.end, did_you_mean(name, row.columns, "its columns are"))
        text = normalize("NFC", value.strip())
        unfit = _UNFIT.search(text)
        if unfit or text in ("", ".", "..") or len(text) > LONGEST:
            why = f"'{value}' cannot be part of a file's name" if text else "nothing cannot be a file's name"
            return error(
                "bad-output", f"{_where(row)}, column '{name}': {why}", row.span, "give it a column of its own"
            )
        parts[name] = text
    named = _VALUE.sub(lambda found: parts[found[1].strip()], pattern)
    if ".." in [part.strip(" ") for part in re.split(r"[/\\]", named[_fixed(pattern) :])]:
        return error("bad-output", f"{_where(row)}: '{named}' leads out of its folder", row.span)
    return named


def _fixed(pattern: str) -> int:
    """How much of a pattern is the folder that all files go to, or lie below."""
    return pattern[: pattern.find("{{")].rfind("/") + 1


def _where(row: Row) -> str:
    return f"row {row.number} of '{row.span.file}'" if row.span else f"row {row.number}"


def _same_output(row: Row, other: Row, named: str) -> Problem:
    message = f"{row.describe()} and {other.describe()} would both be written to '{named}'"
    related = (("the other row", other.span),) if other.span else ()
    return error("same-output", message, row.span, "put a column that tells them apart into the output's name", related)


def _told_once(problems: list[Problem]) -> list[Problem]:
    """A column that all rows lack is told of the first, and counted."""
    lacking = [problem for problem in problems if problem.code == "missing-column"]
    if len(lacking) < 2:
        return problems
    others = [problem for problem in problems if problem.code != "missing-column"]
    first = replace(lacking[0], message=f"{lacking[0].message}; so have {len(lacking) - 1} other rows")
    return [first, *others]
