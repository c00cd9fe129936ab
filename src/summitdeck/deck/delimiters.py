"""Which stars, underscores and tildes are marks: CommonMark's delimiter runs, made to work in East Asian text.

The algorithm is that of the CommonMark specification 0.31, section 6.2 and its appendix "An algorithm for parsing
nested emphasis and links", with GitHub's `~~` beside it. Two amendments, as proposed for CommonMark by those
who write without spaces (commonmark-spec issue 650): East Asian punctuation counts as a letter, and other
punctuation does not keep a mark from opening or closing when an East Asian character stands on the mark's other
side. Where no such character is near, nothing differs from CommonMark.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from unicodedata import category

from summitdeck.deck.model import Link
from summitdeck.deck.plain import is_east_asian


class Kind(Enum):
    """What a piece of the value is."""

    TEXT = auto()
    CODE = auto()
    VALUE = auto()
    DELIMITER = auto()
    OPEN = auto()


class Piece:
    """A stretch of the value while its marks are being matched; internal to the inline reader.

    `opens` and `closes` say which marks begin behind and end before what is left of the piece's text.
    """

    __slots__ = (
        "can_close", "can_open", "closes", "closes_link", "count", "end",
        "kind", "length", "link", "opens", "start", "text",
    )  # fmt: skip

    def __init__(self, kind: Kind, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.opens = ""
        self.closes = ""
        self.link: Link | None = None
        self.closes_link = False
        self.length = self.count = 0
        self.can_open = self.can_close = False


def delimiter_piece(text: str, start: int, before: str, after: str) -> Piece:
    """A run of `*`, `_` or `~` with what it can do; `before` and `after` are its neighbours, empty at the ends."""
    piece = Piece(Kind.DELIMITER, text, start, start + len(text))
    piece.length = piece.count = len(text)
    opens, closes = _flanking(before, after)
    match text[0]:
        case "_":
            piece.can_open = opens and (not closes or _is_punctuation(before))
            piece.can_close = closes and (not opens or _is_punctuation(after))
        case "~":
            piece.can_open, piece.can_close = (opens, closes) if len(text) == 2 else (False, False)
        case _:
            piece.can_open, piece.can_close = opens, closes
    return piece


def match_marks(delimiters: Sequence[Piece]) -> None:
    """Pair the delimiter runs, closers from left to right, each with the nearest opener that fits it."""
    openers: list[Piece] = []
    barren: dict[tuple[str, bool, int], int] = {}
    for piece in delimiters:
        if piece.can_close:
            _close(piece, openers, barren)
        if piece.can_open and piece.count:
            openers.append(piece)


def _close(closer: Piece, openers: list[Piece], barren: dict[tuple[str, bool, int], int]) -> None:
    """Use up a closer as far as openers match; `barren` keeps, for each kind of closer, how far searching is vain."""
    char = closer.text[0]
    key = (char, closer.can_open, closer.length % 3)
    while closer.count:
        at = len(openers) - 1
        floor = barren.get(key, -1)
        while at >= 0 and openers[at].start > floor and not _fits(openers[at], closer, char):
            at -= 1
        if at < 0 or openers[at].start <= floor:
            barren[key] = openers[-1].start if openers else floor
            return
        _pair(openers[at], closer)
        del openers[at + bool(openers[at].count) :]


def _fits(opener: Piece, closer: Piece, char: str) -> bool:
    """Rules 9 and 10 of the specification: the rule of three; the lengths are those before anything was used."""
    if opener.text[0] != char:
        return False
    if char == "~" or not (opener.can_close or closer.can_open):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _pair(opener: Piece, closer: Piece) -> None:
    used = 2 if opener.count >= 2 and closer.count >= 2 else 1
    mark = "~" if opener.text[0] == "~" else "b" if used == 2 else "i"
    opener.opens += mark
    closer.closes += mark
    opener.count -= used
    opener.end -= used
    closer.count -= used
    closer.start += used


@lru_cache(maxsize=4096)
def _flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run between these neighbours is left-flanking, and whether right-flanking, East Asian text heeded."""
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    wide_before, wide_after = is_east_asian(before[:1]), is_east_asian(after)
    hard_before = not wide_before and _is_punctuation(before)
    hard_after = not wide_after and _is_punctuation(after)
    left = not space_after and (not hard_after or space_before or hard_before or wide_before)
    right = not space_before and (not hard_before or space_after or hard_after or wide_after)
    return left, right


def _is_punctuation(char: str) -> bool:
    """Unicode punctuation as CommonMark 0.31 has it: the general categories P and S; the empty text is none."""
    return bool(char) and (category(char[0])[0] in "PS")
