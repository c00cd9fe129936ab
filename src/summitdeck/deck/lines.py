"""One line of a slide as a person sees it: its indentation, its dashes, its key and its value; and how to mend it."""

from __future__ import annotations

import re

from summitdeck.deck.nodes import Reading, one_line
from summitdeck.deck.source import line_start
from summitdeck.frozen import dataclass

# Patterns, compiled when something is wrong in a line.
_DASHES = r"((?:-[ \t]+)*)(?:-\Z)?"
_QUOTED_KEY = r"""(?:"(?:\\.|[^"\\])*+"|'(?:''|[^'])*+')[ \t]*+:(?=[ \t]|\Z)"""
_COLON = r":(?=[ \t]|\Z)"
_NO_KEY = tuple("[]{}*&!|>%@`#:\u3000")
_LINE_END = r"[\r\n]"
_SHOWN = 60
"""Characters of the author's text that a message quotes."""
_LINE_SHOWN = 160
"""Characters of a mended line that a hint shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, cut into its parts; all offsets are into the file's text."""

    start: int
    end: int
    """Behind the last character, before the line end and the blanks before it."""
    indent: str
    dashes: str
    """`- `, or several of them, with their blanks."""
    key: str | None
    """The key without its colon, quotes and all."""
    value: str
    """What follows the key, or all that follows the dashes."""

    @property
    def text(self) -> str:
        """The line without its indentation."""
        return self.dashes + (f"{self.key}: " if self.key is not None else "") + self.value

    @property
    def value_start(self) -> int:
        """Offset of the value."""
        return self.end - len(self.value)

    @property
    def body_start(self) -> int:
        """Offset of what follows the indentation and the dashes."""
        return self.start + len(self.indent) + len(self.dashes)

    @property
    def is_blank(self) -> bool:
        """Whether nothing but a comment stands in it."""
        return not self.dashes and self.key is None and (not self.value or self.value.startswith("#"))

    @property
    def is_bullet(self) -> bool:
        """Whether it begins with a dash and a space."""
        return bool(self.dashes)


def line_at(text: str, at: int) -> Line:
    """The line that holds the character at an offset."""
    start = line_start(text, at)
    found = re.compile(_LINE_END).search(text, at)
    end = found.start() if found else len(text)
    bare = text[start:end].rstrip(" \t")
    rest = bare.lstrip(" ")
    marked = re.match(_DASHES, rest)
    dashes = marked[0] if marked else ""
    body = rest[len(dashes) :]
    colon = _key_end(body)
    key = None if colon is None else body[:colon].rstrip()
    value = body if colon is None else body[colon + 1 :].lstrip(" \t")
    return Line(start, start + len(bare), bare[: len(bare) - len(rest)], dashes, key, value)


def _key_end(body: str) -> int | None:
    """The offset of the colon behind a key; None when the text has no key."""
    if body.startswith(("'", '"')):
        quoted = re.match(_QUOTED_KEY, body)
        return quoted.end() - 1 if quoted else None
    colon = None if body.startswith(_NO_KEY) else re.search(_COLON, body)
    return colon.start() if colon else None


def line_above(text: str, line: Line, first: int) -> Line | None:
    """The nearest line above that is neither blank nor a comment, from the offset `first` on."""
    at = line.start
    while at > first:
        found = line_at(text, at - 1 if text[at - 2 : at] != "\r\n" else at - 2)
        if not found.is_blank:
            return found
        at = found.start
    return None


def quote(words: str) -> str:
    """The words in quotes, as YAML wants them."""
    words = one_line(words)
    if '"' in words or "\\" in words:
        doubled = words.replace("'", "''")
        return f"'{doubled}'"
    return f'"{words}"'


def mend(line: Line, words: str | None = None) -> str:
    """The line with its value, or other words, in quotes; what is no key is all value."""
    key = f"{line.key}: " if line.key is not None else ""
    return line.dashes + key + quote(line.value if words is None else words)


def as_in(advice: str, line: str) -> str:
    """A hint with the line as it should be, on a line of its own."""
    return f"{advice}:\n  {shorten(line, _LINE_SHOWN)}"


def shorten(text: str, limit: int = _SHOWN) -> str:
    """The author's text on one line, no longer than a message wants it."""
    text = one_line(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def column(reading: Reading, at: int) -> int:
    """The column of an offset, one-based."""
    return reading.source.span(at).column
