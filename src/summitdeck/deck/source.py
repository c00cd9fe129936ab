"""Source files and places in them: how a value finds its way back to file, line and column.

A place is cheap to make and to carry (a file and two offsets); only a problem turns it into a span.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from summitdeck.frozen import dataclass
from summitdeck.problems import Span

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_start(text: str, at: int) -> int:
    """The offset of the first character of the line that holds the character at `at`."""
    first = text.rfind("\n", 0, at) + 1
    return text.rfind("\r", first, at) + 1 or first


class Source:
    """One file of the deck, read as text."""

    __slots__ = ("_decoded", "_starts", "is_data", "name", "path", "text")

    def __init__(self, path: Path, name: str, text: str, is_data: bool = False) -> None:
        self.path = path
        """Where the file is; paths written in it are relative to its folder."""
        self.name = name
        """The file as problems show it."""
        self.text = text
        """The whole text, line ends as they stand, without a byte order mark."""
        self.is_data = is_data
        """Whether it is a file of data, whose rows slides show."""
        self._starts: list[int] | None = None
        self._decoded: tuple[tuple[int, int, str], list[int]] = ((0, 0, ""), [0])

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    def span(self, start: int, end: int | None = None) -> Span:
        """The span of the characters from offset `start` up to `end`, cut at the end of its first line."""
        line = bisect_right(self._line_starts(), start)
        first, last = self._line(line)
        length = max(1, min(end if end is not None else start + 1, last) - start)
        return Span(self.name, line, start - first + 1, length)

    def edges(self, start: int, end: int, style: str) -> list[int]:
        """The offset of each character of a scalar's value, and of what follows; the last answer is kept.

        A text block of a thousand lines may have a thousand mistakes, each with its place.
        """
        from summitdeck.deck.scalars import decode

        if self._decoded[0] != (start, end, style):
            self._decoded = (start, end, style), decode(self.text, start, end, style)[1]
        return self._decoded[1]

    def line(self, number: int) -> str:
        """Line `number` (one-based) without its line end; empty when there is none."""
        if not 0 < number <= len(self._line_starts()):
            return ""
        first, last = self._line(number)
        return self.text[first:last]

    def _line_starts(self) -> list[int]:
        """Offsets of the lines. Only YAML's own line ends count: U+2028 and its like stand within a line."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in _LINE_END.finditer(self.text))]
        return self._starts

    def _line(self, number: int) -> tuple[int, int]:
        """Offsets of a line's first character and of what stands behind its last one."""
        starts = self._line_starts()
        first = starts[number - 1]
        stop = starts[number] if number < len(starts) else len(self.text)
        return first, first + len(self.text[first:stop].rstrip("\r\n"))


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source; for a scalar it also knows how YAML wrote it, so that each character is found."""

    source: Source
    start: int
    """Offset of the first character, including a quote or a block's `|`."""
    end: int
    """Offset behind the last character."""
    style: str | None = None
    """How a scalar is written: `'`, `"`, `|`, `>` or `` (plain), `:` for a pair `key: words` that is read as one
    text; None when this is no scalar."""
    index: int = 0
    """The character of the scalar's value that is meant."""
    length: int | None = None
    """How many characters of the value are meant; None for all that follow."""
    turn: str = ""
    """What the loops around stand at, as `track = Neutron`; empty outside of them, and until values are resolved."""

    def at(self, index: int, length: int | None = None) -> Place:
        """The place of `length` characters of the value from `index` on, counted from this place's own index."""
        return Place(self.source, self.start, self.end, self.style, self.index + index, length, self.turn)

    def span(self) -> Span:
        """File, line and column: the one costly step, taken only when a problem is told."""
        return self._span().in_turn(self.turn)

    def _span(self) -> Span:
        if self.style is None:
            return self.source.span(self.start, self.end)
        edges = self.source.edges(self.start, self.end, self.style)
        if len(edges) == 1:  # an empty text
            return self.source.span(self.start, self.end)
        first = min(self.index, len(edges) - 1)
        last = len(edges) - 1 if self.length is None else min(self.index + self.length, len(edges) - 1)
        return self.source.span(edges[first], edges[last] if last > first else None)
