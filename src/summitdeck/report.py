"""How problems are shown: to a person, to a program, to a code host. Each function makes text; none prints it.

Part of the first layer: knows problems, and nothing of decks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from summitdeck.problems import Problem, Severity, Span

WINDOW = 96
"""Terminal cells of a source line that are shown; longer lines are cut around the mark."""
STYLES = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
GITHUB = {Severity.NOTE: "notice"}
"""What GitHub calls a severity, where not as we do."""
BOLD, DIM, RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"

LineOf = Callable[[Span], str | None]
"""Gives the source line a span lies in, without its end; None when it cannot be had."""


def problem_to_text(problem: Problem, line_of: LineOf, color: bool = False) -> str:
    """A problem for a person: place, message, code; the source line with a mark under it; the hint.

    A note is one line, and its hint: nothing need be looked for in the source.
    """
    style, bold, dim, reset = (STYLES[problem.severity], BOLD, DIM, RESET) if color else ("", "", "", "")
    where = f"{bold}{problem.span}:{reset} " if problem.span else ""
    rows = [f"{where}{style}{problem.severity}:{reset} {clean(problem.message)} {dim}[{problem.code}]{reset}"]
    if not problem.is_note:
        rows += _excerpt(problem.span, line_of, style, dim, reset)
    for label, span in problem.related:
        rows.append(f"  {dim}{span}: {clean(label)}{reset}")
    if problem.hint:
        first, *more = problem.hint.split("\n")
        rows.append(f"  hint: {clean(first)}")
        rows += [f"        {clean(row)}" for row in more]
    return "\n".join(rows)


def _excerpt(span: Span | None, line_of: LineOf, style: str, dim: str, reset: str) -> list[str]:
    line = line_of(span) if span else None
    if span is None or line is None:
        return []
    before, marked = line[: span.column - 1], line[span.column - 1 : span.column - 1 + span.length]
    after = line[span.column - 1 + span.length :]
    before = _tail(before, WINDOW // 2)
    marked = _head(marked, WINDOW // 2)
    after = _head(after, max(0, WINDOW - width(before) - width(marked)))
    mark = " " * width(clean(before)) + style + "^" * max(1, width(clean(marked))) + reset
    number = str(span.line)
    return [
        f"  {dim}{number} |{reset} {clean(before + marked + after)}",
        f"  {dim}{' ' * len(number)} |{reset} {mark}",
    ]


def _head(text: str, cells: int) -> str:
    """The beginning of a text, at most `cells` wide, with an ellipsis when it is cut."""
    taken, fits = 0, 0
    for place, character in enumerate(text):
        taken += _cells(character)
        if taken > cells:
            return text[:fits] + "…"
        if taken <= cells - 1:
            fits = place + 1
    return text


_LONGEST = 4096
"""Characters of a line's end that are looked at: combining ones take no cell, and a line may hold millions."""


def _tail(text: str, cells: int) -> str:
    return _head(text[-_LONGEST:][::-1], cells)[::-1]


def width(text: str) -> int:
    """Terminal cells of a text: two for East Asian wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clean(text: str) -> str:
    """The text without what could steer a terminal: each control character becomes one replacement character."""
    if text.isprintable():
        return text
    return "".join(
        " " if character == "\t" else "�" if unicodedata.category(character) in ("Cc", "Cs") else character
        for character in text
    )


def problems_to_json(problems: Sequence[Problem]) -> str:
    """All problems as a JSON list of objects with `file line column length severity code message hint related`."""
    import json

    return json.dumps([_to_object(problem) for problem in problems], ensure_ascii=False, indent=2)


def _to_object(problem: Problem) -> dict[str, object]:
    span = problem.span
    return {
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "length": span.length if span else None,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "related": [
            {"message": label, "file": at.file, "line": at.line, "column": at.column} for label, at in problem.related
        ],
    }


def problem_to_github(problem: Problem) -> str:
    """A problem as a workflow command of GitHub Actions, which shows it beside the line."""
    text = problem.message + (f"\n{problem.hint}" if problem.hint else "")
    span = problem.span
    place = f"file={_property(span.file)},line={span.line},col={span.column}," if span else ""
    end = f"endColumn={span.column + span.length}," if span else ""
    level = GITHUB.get(problem.severity, str(problem.severity))
    return f"::{level} {place}{end}title={_property(problem.code)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Sequence[Problem]) -> str:
    """`2 errors, 1 warning, 3 notes`, or the empty text when there is nothing."""
    found = [problem.severity for problem in problems]
    counts = ((found.count(severity), severity) for severity in Severity)
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
