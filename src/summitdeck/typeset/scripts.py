"""Which script a character belongs to: what decides the face that draws it and where a line may end.

A text is turned into a string of class letters, one for each character; questions about it are then questions
about a short alphabet. (Sets of East Asian characters inside regular expressions take milliseconds to compile.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import groupby
from unicodedata import bidirectional, category

EAST_ASIAN = "E"
"""Kana, kanji, hangul, bopomofo, their punctuation, full-width and half-width forms: what PowerPoint draws in the
East Asian face and breaks between (CJK punctuation and the width forms were measured there too)."""
COMPLEX = "c"
"""Hebrew, Arabic, the scripts of India and South East Asia: drawn in the complex face, shaped."""
SIGN = "w"
"""Dashes, quotes, dots, currency, arrows, signs: the Latin or the East Asian face may draw them beside Japanese."""
PICTOGRAPH = "e"
"""Signs of which some are emoji."""
SPACE = "s"
"""Spaces, and what draws nothing: tabs, line breaks, format characters."""
LATIN = "L"
"""ASCII and the Latin letters of Europe: none is much wider than an em."""
OTHER = "o"

_STARTS = (  # first code point of a range, and the class of its characters
    (0x0000, SPACE),
    (0x0021, LATIN),
    (0x00A0, SPACE),
    (0x00A1, LATIN),
    (0x01C4, OTHER),
    (0x01CD, LATIN),
    (0x0250, OTHER),
    (0x0590, COMPLEX),
    (0x10A0, OTHER),
    (0x1100, EAST_ASIAN),
    (0x1200, COMPLEX),
    (0x1380, OTHER),
    (0x1780, COMPLEX),
    (0x18B0, OTHER),
    (0x1900, COMPLEX),
    (0x1D00, OTHER),
    (0x2000, SPACE),
    (0x2010, SIGN),
    (0x2028, SPACE),
    (0x2030, SIGN),
    (0x205F, SPACE),
    (0x2070, SIGN),
    (0x2600, PICTOGRAPH),
    (0x27C0, SIGN),
    (0x2C00, OTHER),
    (0x2E80, EAST_ASIAN),
    (0xA4D0, OTHER),
    (0xA800, COMPLEX),
    (0xA960, EAST_ASIAN),
    (0xA980, COMPLEX),
    (0xAC00, EAST_ASIAN),
    (0xD800, OTHER),
    (0xF900, EAST_ASIAN),
    (0xFB00, OTHER),
    (0xFB1D, COMPLEX),
    (0xFE00, OTHER),
    (0xFE30, EAST_ASIAN),
    (0xFE50, OTHER),
    (0xFE70, COMPLEX),
    (0xFEFF, OTHER),
    (0xFF00, EAST_ASIAN),
    (0xFFF0, OTHER),
    (0x1AFF0, EAST_ASIAN),
    (0x1B170, OTHER),
    (0x1F000, PICTOGRAPH),
    (0x1F200, EAST_ASIAN),
    (0x1F300, PICTOGRAPH),
    (0x20000, EAST_ASIAN),
    (0x40000, OTHER),
)
_POINTS = [point for point, _ in _STARTS]
_WEAK_CLASSES = SPACE + SIGN + PICTOGRAPH
_WEAK = f"[{_WEAK_CLASSES}]"
_STRONG = f"[{LATIN}{OTHER}{COMPLEX}]"
_SEAM = re.compile(f"{EAST_ASIAN}{_WEAK}*(?={_STRONG})|(?:{_STRONG}{_WEAK}*|^{_WEAK}+)(?={EAST_ASIAN})")
_WEAK_BESIDE_EAST_ASIAN = re.compile(f"(?<={EAST_ASIAN}){_WEAK}+|^{_WEAK}+(?={EAST_ASIAN})")


class Classes(dict[int, str]):
    """A table for `str.translate` that finds the class letter of a character when it is first met."""

    __slots__ = ("_class_of",)

    def __init__(self, class_of: Callable[[str], str]) -> None:
        super().__init__()
        self._class_of = class_of

    def __missing__(self, point: int) -> str:
        letter = self[point] = self._class_of(chr(point))
        return letter


def _script_of(character: str) -> str:
    return _STARTS[bisect_right(_POINTS, ord(character)) - 1][1]


_SCRIPTS = Classes(_script_of)


def text_to_scripts(text: str) -> str:
    """The class letter of each character."""
    return text.translate(_SCRIPTS)


def script_of(character: str) -> str:
    """The class letter of a character."""
    return _SCRIPTS[ord(character)]


def is_east_asian(character: str) -> bool:
    """Whether the East Asian face draws the character."""
    return _SCRIPTS[ord(character)] == EAST_ASIAN


def is_sign(character: str) -> bool:
    """Whether the character has no script of its own, and is drawn: either face may do it."""
    return _SCRIPTS[ord(character)] in (SIGN, PICTOGRAPH)


def is_weak(character: str) -> bool:
    """Whether the character has no script of its own: LibreOffice gives it that of the one before."""
    return _SCRIPTS[ord(character)] in (SPACE, SIGN, PICTOGRAPH)


def has_east_asian(text: str) -> bool:
    """Whether the East Asian face draws any of the text."""
    return not text.isascii() and EAST_ASIAN in text.translate(_SCRIPTS)


def script_seams(scripts: str) -> list[int]:
    """Where LibreOffice puts its space between Asian and other text: the index of the character after it."""
    return [match.end() for match in _SEAM.finditer(scripts)]


def weak_spans(scripts: str) -> list[tuple[int, int]]:
    """Stretches without a script of their own that LibreOffice draws in the East Asian face."""
    return [match.span() for match in _WEAK_BESIDE_EAST_ASIAN.finditer(scripts)]


def follows_east_asian(text: str, index: int) -> bool:
    """Whether LibreOffice counts the character before `index` to East Asian text: it is such a one, or has no script
    of its own and follows one, or stands before one at the text's start."""
    at = index
    while at > 0:
        at -= 1
        script = _SCRIPTS[ord(text[at])]
        if script not in _WEAK_CLASSES:
            return script == EAST_ASIAN
    scripts = text_to_scripts(text[index:]).lstrip(_WEAK_CLASSES)
    return scripts.startswith(EAST_ASIAN)


_WORDLESS = (  # scripts without spaces between words: first, last and the name
    ("\u0e01", "\u0e3a", "Thai"),
    ("\u0e40", "\u0e5b", "Thai"),
    ("\u0e81", "\u0edf", "Lao"),
    ("\u1000", "\u109f", "Burmese"),
    ("\u1780", "\u17f9", "Khmer"),
    ("\ua9e0", "\ua9fe", "Burmese"),
    ("\uaa60", "\uaa7f", "Burmese"),
)
_FIRST_WORDLESS, _LAST_WORDLESS = "\u0e01", "\uaa7f"
PSEUDO_WORD = 4
"""Letters that are taken for a word where a dictionary would tell: Thai words have four and a half on average, with
marks that take no room left out."""
_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Vowels that are written before their consonant."""
_AFTER = frozenset("\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6")
"""Vowels and signs that start no syllable."""


def _wordless(character: str) -> str:
    if not _FIRST_WORDLESS <= character <= _LAST_WORDLESS:
        return ""
    return next((name for first, last, name in _WORDLESS if first <= character <= last), "")


def unmeasured_scripts(text: str) -> tuple[str, ...]:
    """The scripts of the text, by their English names, whose lines end where only a dictionary tells: what is computed
    for them is meant to be too much. Khmer, Lao, Thai, Burmese."""
    if text.isascii():
        return ()
    return tuple(sorted({_wordless(character) for character in set(text)} - {""}))


def pseudo_word_ends(text: str) -> list[int]:
    """Where lines may end inside text of such scripts: each few letters, never before a mark."""
    ends, at = [], 0
    for is_wordless, stretch in groupby(text, lambda character: bool(_wordless(character))):
        letters = 0
        for character in stretch:
            if is_wordless and category(character)[0] != "M":
                if letters >= PSEUDO_WORD and character not in _AFTER and text[at - 1] not in _BEFORE:
                    ends.append(at)
                    letters = 0
                letters += 1
            at += 1
    return ends


def is_right_to_left(text: str) -> bool:
    """Whether the first character with a direction of its own is Hebrew, Arabic or another that runs to the left."""
    if text.isascii() or max(text) < "\u0590":
        return False
    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
