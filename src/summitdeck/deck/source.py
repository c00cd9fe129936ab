"""Source files and places in them: how a value finds its way back to file, line and column.

A place is cheap to make and to carry (a file and two offsets); only a problem turns it into a span.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from summitdeck.problems import Span


class Source:
    """One file of the deck, read as text."""

    __slots__ = ("_starts", "name", "path", "text")

    def __init__(self, path: Path, name: str, text: str) -> None:
        self.path = path
        """Where the file is; paths written in it are relative to its folder."""
        self.name = name
        """The file as problems show it."""
        self.text = text
        """The whole text, line ends as they stand, without a byte order mark."""
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    def span(self, start: int, end: int | None = None) -> Span:
        """The span of the characters from offset `start` up to `end`, cut at the end of its first line."""
        if self._starts is None:
            text = self.text
            self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n" or (c == "\r" and text[i + 1 : i + 2] != "\n"))]
        line = bisect_right(self._starts, start)
        first = self._starts[line - 1]
        stop = self._starts[line] if line < len(self._starts) else len(self.text)
        last = first + len(self.text[first:stop].rstrip("\r\n"))
        length = max(1, min(end if end is not None else start + 1, last) - start)
        return Span(self.name, line, start - first + 1, length)

    def line(self, number: int) -> str:
        """Line `number` (one-based) without its line end; empty when there is none."""
        lines = self.text.splitlines() if number > 0 else []
        return lines[number - 1] if number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a source; for a scalar it also knows how YAML wrote it, so that each character is found."""

    source: Source
    start: int
    """Offset of the first character, including a quote or a block's `|`."""
    end: int
    """Offset behind the last character."""
    style: str | None = None
    """How a scalar is written: `'`, `"`, `|`, `>` or `` (plain); None when this is no scalar."""
    index: int = 0
    """The character of the scalar's value that is meant."""
    length: int | None = None
    """How many characters of the value are meant; None for all that follow."""

    def at(self, index: int, length: int | None = None) -> Place:
        """The place of `length` characters of the value from `index` on, counted from this place's own index."""
        return Place(self.source, self.start, self.end, self.style, self.index + index, length)

    def span(self) -> Span:
        """File, line and column: the one costly step, taken only when a problem is told."""
        if self.style is None:
            return self.source.span(self.start, self.end)
        from summitdeck.deck.scalars import value_offsets

        offsets = value_offsets(self.source.text, self.start, self.end, self.style)
        if not offsets:
            return self.source.span(self.start, self.end)
        first = offsets[min(self.index, len(offsets) - 1)]
        last = len(offsets) - 1 if self.length is None else self.index + self.length - 1
        return self.source.span(first, offsets[max(self.index, min(last, len(offsets) - 1))] + 1 if self.index < len(offsets) else None)
