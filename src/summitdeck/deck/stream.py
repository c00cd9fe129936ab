"""A file's text before YAML sees it: divided into slides, and free of characters that no text may hold.

The text is divided first and each slide parsed by itself, so that one mistake hides no other slide. A divider
stands at the left edge, where nothing that belongs to a text or a block can stand.
"""

from __future__ import annotations

import re
import sys
from itertools import chain

from summitdeck.deck.scalars import SOFT_BREAKS, find_forbidden, find_special, is_ordinary, mask_special
from summitdeck.deck.source import Source
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, error

STAND_IN = "\ufdd0"
"""Stands, for the YAML parser alone, for a character that breaks a line of text but not of the file."""
_UNREADABLE = "\ufffd"
_MOST = 20
"""Forbidden characters told of one file; one with more of them is no text."""

_MARK = r"(?:---|\.\.\.)(?![^ \t\r\n])([^\r\n]*)"
_FIRST_DIVIDER = re.compile(_MARK).match
_DIVIDERS = re.compile(rf"[\r\n]{_MARK}").finditer
_ESCAPE = r"(?s)\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0abefrv])|.)"
_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "r": "\r", "v": "\v"}
_WORTHLESS = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n])*+[ \t]*+(?:#[^\r\n]*+)?\Z")  # possessive: never twice


class Part(NamedTuple):
    """What stands between two dividers."""

    start: int
    end: int
    is_new: bool = True
    """Whether `---` opens it, not the file's beginning or the `...` that ends a part."""
    tail: tuple[int, int] | None = None
    """Something other than a comment behind the divider above it, as offsets."""


def divide(text: str, most: int = sys.maxsize) -> list[Part]:
    """The parts of a file's text, from divider to divider; the one before the first divider comes first.

    Beyond `most` of them the text is not divided further.
    """
    parts: list[Part] = []
    start, tail, is_new = 0, None, False
    first = _FIRST_DIVIDER(text)
    for found in chain([first] if first else [], _DIVIDERS(text)):
        if len(parts) > most:
            break
        parts.append(Part(start, found.start(1) - 3, is_new, tail))
        start = found.end()
        is_new = text[found.start(1) - 1] == "-"
        rest = found[1].strip()
        at = found.start(1) + len(found[1]) - len(found[1].lstrip())
        tail = None if not rest or rest.startswith("#") else (at, at + len(rest))
    return [*parts, Part(start, len(text), is_new, tail)]


def is_worthless(text: str, part: Part) -> bool:
    """Whether a part holds nothing but blank lines and comments."""
    return _WORTHLESS.match(text, part.start, part.end) is not None


def clean(source: Source) -> tuple[str, list[Problem]]:
    """The text as the YAML parser may have it, with as many characters as before, and what was wrong in it.

    U+000B, U+0085, U+2028 and U+2029 break a line of text: they must not break a line of the file.
    """
    text = source.text
    if is_ordinary(text):
        return text, []
    problems: list[Problem] = []
    at = find_special(text)
    while at is not None and len(problems) < _MOST:
        if at[0] not in SOFT_BREAKS:
            problems.append(_forbidden(source, at[0], at.start(), at.end()))
        at = find_special(text, at.end())
    return mask_special(text, _UNREADABLE, STAND_IN), problems


def check_escapes(source: Source, start: int, end: int) -> list[Problem]:
    """Errors for the characters that a double-quoted text names by an escape, but may not hold."""
    problems = []
    for found in re.compile(_ESCAPE).finditer(source.text, start, end):
        digits = found[1] or found[2] or found[3]
        char = chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(found[4], "")
        if char and (char == "\r" or find_forbidden(char)):
            problems.append(_forbidden(source, char, *found.span()))
    return problems


def _forbidden(source: Source, char: str, start: int, end: int) -> Problem:
    hint = "delete it: it is invisible, and no PowerPoint file may hold it"
    return error(
        "forbidden-character", f"no text may hold the character U+{ord(char):04X}", source.span(start, end), hint
    )
