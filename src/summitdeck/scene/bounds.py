"""Whether a text fits without being set: no character is wider than its bound, so no text is either.

Most texts of a deck are far from filling their box. Bounding one costs a tenth of setting it in both profiles, and
what is not certain to fit is set as ever. (`typeset/quick.py` settles single lines; this settles a whole text.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from summitdeck.frozen import NamedTuple
from summitdeck.typeset.bullets import text_left
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import Face, LevelStyle, SetParagraph, SetRun, Spacing
from summitdeck.typeset.pens import Look, Widest, pen_of
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import is_east_asian

MARGIN = 1.03
"""On top of the widest advance: a few pairs of characters are kerned apart."""
SEAM = 0.25
"""Em: a little more than LibreOffice puts between Asian and other text."""
ROUNDING = 1588.0
"""EMU a character may be widened by rounding: an eighth of a point (see `typeset/pens.py`)."""
HIGHEST_NUMBER = 888
"""What a numbered paragraph is taken to count at the most."""
LINE = 152.4
"""EMU of a line of text of 1/100 pt: 1.2 em (see `typeset/height.py`)."""
EM = 127.0
"""EMU of the em of text of 1/100 pt."""
NOMINAL = 10_000
"""1/100 pt: the size at which characters are measured, once for all sizes."""


FIRST_ASIAN = "\u2e80"
"""From here on characters are East Asian; before, each that is not ASCII counts as a stretch of its own."""
_ASCII = re.compile("[\0-\x7f]+")  # a class of all that is not Asian takes 3 ms to compile


class Ems(dict[str, float]):
    """Em that a character takes at the most in one face: in either profile, upright or in italics."""

    def __init__(self, face: Face, bold: bool, caps: bool, faces: Faces) -> None:
        super().__init__()
        styles = [(italic, mixed) for italic in (False, True) for mixed in (False, True)]
        looks = [Look(face, NOMINAL, bold, italic, 0, caps, mixed) for italic, mixed in styles]
        self._widest = Widest([pen_of(look, faces, profile) for look in looks for profile in Profile])
        # What East Asian characters take does not depend on what the paragraph mixes, and pairs of kana count there.
        mixed_looks = [look for look in looks if look.mixed]
        self._widest_asian = Widest([pen_of(look, faces, profile) for look in mixed_looks for profile in Profile])

    def __missing__(self, character: str) -> float:
        widest = self._widest_asian if is_east_asian(character) else self._widest
        self[character] = found = widest[character] * MARGIN / (NOMINAL * EM)
        return found


@lru_cache(maxsize=64)
def _ems(face: Face, bold: bool, caps: bool, faces: Faces) -> Ems:
    """One table of widths for all levels and slots in a face."""
    return Ems(face, bold, caps, faces)


class Bound(NamedTuple):
    """What bounds paragraphs of one look, EMU."""

    regular: Ems
    bold: Ems
    em: float
    each: float
    """On top of each character's share of the em: rounding, and spacing between characters."""
    line: float
    space: float
    """Before and after a paragraph."""
    left: int
    """Where the text of any line starts at the latest."""


def bound_of(style: LevelStyle, faces: Faces = resolve_face) -> Bound:
    """The bound of paragraphs in this look."""
    marks = [SetParagraph((SetRun("x", bold),), style) for bold in (False, True)]
    lefts = [text_left(mark, profile, faces, HIGHEST_NUMBER) for mark in marks for profile in Profile]
    return Bound(
        _ems(style.face, style.bold, style.caps, faces),
        _ems(style.face, True, style.caps, faces),
        style.size * EM,
        ROUNDING + max(0, style.spacing) * EM,
        _emu(style.line_spacing, style.size) + 1,
        _emu(style.before, style.size) + _emu(style.after, style.size),
        max(style.margin_left, *lefts),
    )


def _emu(spacing: Spacing, size: int) -> float:
    if spacing.points is not None:
        return spacing.points * EM
    return size * LINE * ((spacing.percent or 0) + 500) / 100_000


def _stretches(text: str) -> int:
    """Stretches of other than Asian text, at the most: each has a seam at either end."""
    rest = _ASCII.split(text)
    others = "".join(rest)
    if not others or min(others) >= FIRST_ASIAN:
        return len(rest) - 1
    return len(rest) - 1 + sum(character < FIRST_ASIAN for character in others)


def height_bound(paragraphs: Iterable[tuple[SetParagraph, Bound | None]], width: int) -> float | None:
    """EMU that paragraphs take at the most in a box of `width` EMU; None when only setting them tells."""
    total = 0.0
    for paragraph, bound in paragraphs:
        if bound is None:
            return None
        room = width - bound.left
        text, bold = "", False
        for run in paragraph.runs:
            if run.face or run.size:
                return None
            text += run.text
            bold = bold or run.bold
        if room < 4 * bound.em or "\t" in text:
            return None
        widest = bound.bold if bold else bound.regular
        lines = 0
        for segment in text.split("\n") if "\n" in text else (text,):
            taken = sum(map(widest.__getitem__, segment)) * bound.em + len(segment) * bound.each
            if not segment.isascii():
                seams = 2 * SEAM * bound.em
                if taken + seams * len(segment) / 2 > room - seams:  # else it fits were each second one a stretch
                    taken += seams * _stretches(segment)
            # Two lines together are wider than the room, or the second would have begun in the first.
            lines += 1 if taken <= room else 2 * int(taken / (room - 2 * bound.em)) + 1
        total += lines * bound.line + bound.space
    return total
