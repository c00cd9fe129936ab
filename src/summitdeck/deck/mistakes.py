"""A place that YAML cannot read: what the readers of mistakes are given, and what they give."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.deck.lines import Line, as_in, mend
from summitdeck.deck.nodes import Reading, one_line
from summitdeck.frozen import dataclass
from summitdeck.problems import Problem, error

INSTEAD = "quote the text, or use a text block (`|`)"
"""What to do where nothing better can be said."""

Found = Iterator[Problem]
"""What one reader of mistakes has to say: its first problem, or nothing."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place that YAML cannot read, with what it says about it."""

    reading: Reading
    first: int
    """Offset where the slide begins."""
    at: int
    """Offset of the place."""
    context: int | None
    """Offset where what is being read began."""
    says: str
    """The parser's own words."""
    line: Line

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.reading.source.text

    def problem(self, code: str, message: str, start: int, end: int | None = None, hint: str | None = None) -> Problem:
        """An error about the characters between two offsets, or at one."""
        span = self.reading.source.span(start, end)
        return error(code, one_line(message), span, hint)

    def value_problem(self, code: str, message: str, line: Line, why: str = "quote it") -> Problem:
        """An error about the value of a line, whose hint shows the line with its value in quotes."""
        return self.problem(code, message, line.value_start, line.end, as_in(why, mend(line)))


def cannot_start(sign: str) -> str:
    """The message about a text whose first character is a sign of YAML's."""
    return f"a text may not start with '{sign}'"
