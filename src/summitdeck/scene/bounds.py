"""Whether a text fits without being set: no character is wider than its bound, so no text is either.

Most texts of a deck are far from filling their box. Bounding them costs a tenth of setting them, and a text that is
not certain to fit is set, in both profiles, as ever.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import NamedTuple

from summitdeck.typeset.model import BulletKind, LevelStyle, Spacing

MARGIN = 1.05
"""On top of the bounds: advances are rounded to 1/8 pt or 1/600 inch, and a few pairs are kerned apart."""
SEAM = 0.25
"""Em: a little more than LibreOffice puts between Asian and other text."""
OTHER = 1.75
"""Em of any character not told below: the widest of Cyrillic and of the signs have 1.66."""
LINE = 152.4
"""EMU of a line of text of 1/100 pt: 1.2 em (see `typeset/height.py`)."""
EM = 127.0
"""EMU of the em of text of 1/100 pt."""
_STRETCHES = re.compile("[^\u2e80-\uffff]+").findall
"""Stretches of other than Asian text: each has a seam at either end, at the most."""


class Widest(dict[str, float]):
    """Em that a character takes at the most in any face that `typeset/faces.py` knows or guesses."""

    def __missing__(self, character: str) -> float:
        return 1.0 if "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uff9f" else OTHER


WIDEST = Widest(
    dict.fromkeys(string.ascii_lowercase + string.digits + string.punctuation + " ", 0.8)
    | dict.fromkeys(string.ascii_uppercase, 1.0)
    | dict.fromkeys("mwMW%@", 1.3)
)


class Bound(NamedTuple):
    """What bounds paragraphs of one look, EMU."""

    em: float
    line: float
    space: float
    """Before and after a paragraph."""
    left: float
    """Where the text of any line starts at the latest."""


def bound_of(style: LevelStyle) -> Bound | None:
    """The bound of a look; None for what is not bounded: spaced letters, capitals, odd bullets."""
    if style.spacing > 0 or style.caps or style.bullet.size_percent > 100_000:
        return None
    em = style.size * EM * MARGIN
    bullet = {BulletKind.NONE: 0.0, BulletKind.NUMBER: 4.0}.get(style.bullet.kind, OTHER) * em
    if style.bullet.kind is BulletKind.CHARACTER:
        bullet = sum(map(WIDEST.__getitem__, style.bullet.character)) * em
    left = max(style.margin_left, -style.indent, max(0, style.margin_left + style.indent) + bullet)
    space = _emu(style.before, style.size) + _emu(style.after, style.size)
    return Bound(em, _emu(style.line_spacing, style.size) + 1, space, left)


def _emu(spacing: Spacing, size: int) -> float:
    if spacing.points is not None:
        return spacing.points * EM
    return size * LINE * ((spacing.percent or 0) + 500) / 100_000


def height_bound(texts: Sequence[tuple[str, Bound | None]], width: int) -> float | None:
    """EMU that paragraphs take at the most in a box of `width` EMU; None when it cannot be told."""
    total = 0.0
    for text, bound in texts:
        if bound is None:
            return None
        room = width - bound.left
        if room <= 4 * bound.em:
            return None
        lines = 0
        for segment in text.split("\n") if "\n" in text else (text,):
            if "\t" in segment:
                return None
            ems = sum(map(WIDEST.__getitem__, segment))
            if not segment.isascii():
                ems += 2 * SEAM * len(_STRETCHES(segment))
            taken = ems * bound.em
            # Two lines together are wider than the room, or the second would have begun in the first.
            lines += 1 if taken <= room else 2 * int(taken / (room - 2 * bound.em)) + 1
        total += lines * bound.line + bound.space
    return total
