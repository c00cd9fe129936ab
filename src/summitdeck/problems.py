"""What is wrong, where, and what to do: the one kind of value in which every stage speaks to the author.

A problem is a value: it is gathered, sorted by place and shown, never raised or logged. This module knows
no files but the ones it is told the lines of, and imports nothing of summitdeck.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from summitdeck.frozen import NamedTuple, dataclass, replace


class Severity(StrEnum):
    """How much a problem matters: an error stops the file from being written, a warning only a strict build, a
    note nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of one line of a file, as an editor counts it."""

    file: str
    """The file as the author would type it: relative to where the command runs when it lies below, with `/`."""
    line: int
    """One-based."""
    column: int
    """One-based, in characters (code points), not bytes and not terminal cells."""
    length: int = 1
    """Characters to mark; at least 1, and never past the end of the line but for a mark behind its last one."""
    turn: str = ""
    """What the loops around stood at, as `track = Neutron`, where the place is met many times; see `name_turns`."""

    def in_turn(self, turn: str) -> Span:
        """The same place in a turn of a loop, unless it knows its turn already."""
        return self._replace(turn=turn) if turn and not self.turn else self

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the author should know."""

    severity: Severity
    code: str
    """A short stable name in kebab case, as `unknown-key`; the manual lists every code."""
    message: str
    """What is wrong, in the author's words, on one line and without a full stop."""
    span: Span | None = None
    """Where; None only when no file is to blame (a missing deck, a full disk)."""
    hint: str | None = None
    """What to do about it; may have several lines."""
    related: tuple[tuple[str, Span], ...] = ()
    """Other places that have a part in it, each with a word on it: (`placed here by the layout`, span)."""

    @property
    def is_error(self) -> bool:
        """Whether this stops the file from being written."""
        return self.severity is Severity.ERROR

    @property
    def is_note(self) -> bool:
        """Whether nothing is wrong: it only says what was done."""
        return self.severity is Severity.NOTE


def error(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    related: tuple[tuple[str, Span], ...] = (),
) -> Problem:
    """A problem that stops the file from being written."""
    return Problem(Severity.ERROR, code, _one_line(message), span, hint, related)


def warning(
    code: str,
    message: str,
    span: Span | None = None,
    hint: str | None = None,
    related: tuple[tuple[str, Span], ...] = (),
) -> Problem:
    """A problem the author should see, and may leave."""
    return Problem(Severity.WARNING, code, _one_line(message), span, hint, related)


def note(code: str, message: str, span: Span | None = None, hint: str | None = None) -> Problem:
    """Something the author may like to know; nothing is wrong."""
    return Problem(Severity.NOTE, code, _one_line(message), span, hint)


def _one_line(message: str) -> str:
    """A message may name what an author wrote, and that may go over lines."""
    return " ".join(message.split()) if "\n" in message or "\r" in message else message


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, line and column, those without a place first, each only once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=_order)) if len(unique) > 1 else tuple(unique)


def _order(problem: Problem) -> tuple[bool, list[tuple[str, int]], tuple[int, int], str]:
    """Files as people count them, 2 before 10, as decks are read."""
    span = problem.span or Span("", 0, 0)
    parts = re.findall(r"(\D*)(\d*)", span.file)
    return (
        problem.span is not None,
        [(text, int(number or -1)) for text, number in parts],
        (span.line, span.column),
        problem.code,
    )


def name_turns(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of which those met in a turn of a loop say so; each is told once, whatever the number of its turns."""
    found: dict[Problem, list[str]] = {}
    for problem in problems:
        span = problem.span
        turn = span.turn if span else ""
        if span and turn:
            problem = replace(problem, span=span._replace(turn=""))
        found.setdefault(problem, []).append(turn)
    return [_in_turns(problem, list(dict.fromkeys(turns))) for problem, turns in found.items()]


def _in_turns(problem: Problem, turns: Sequence[str]) -> Problem:
    if turns == [""]:
        return problem
    others = len(turns) - 1
    more = f" and in {others} more turn{'s' if others > 1 else ''}" if others else ""
    return replace(problem, message=f"{problem.message} ({turns[0]}{more})")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the file from being written."""
    return any(problem.is_error for problem in problems)


def warnings_as_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems as a strict build takes them: each warning is an error. Notes stay."""
    return tuple(
        [
            replace(problem, severity=Severity.ERROR) if problem.severity is Severity.WARNING else problem
            for problem in problems
        ]
    )


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The candidate the author most likely meant by `word`, or None when none is near."""
    import difflib  # only when something is wrong: 5 ms

    lowered = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    if word.casefold() in lowered:
        return lowered[word.casefold()]
    close = difflib.get_close_matches(word.casefold(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def did_you_mean(word: str, candidates: Sequence[str], what: str = "") -> str | None:
    """The hint for an unknown name: the nearest candidate, or the whole list when it is short."""
    near = nearest(word, candidates)
    if near is not None:
        return f"did you mean '{near}'?"
    if candidates and len(candidates) <= 16:
        return f"{what or 'there are'}: {', '.join(candidates)}"
    return None
