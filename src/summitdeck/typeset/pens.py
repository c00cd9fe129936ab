"""Pens: the advance of each character in one look, computed when first met and then a look-up in a dict."""

from __future__ import annotations

from functools import lru_cache
from math import floor
from operator import add
from typing import NamedTuple

from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import Face
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import COMPLEX, EAST_ASIAN, PICTOGRAPH, SIGN, is_east_asian, is_sign, script_of

EMU_PER_HUNDREDTH = 127
"""EMU of 1/100 pt."""
EIGHTH = 1587.5
"""EMU of 1/8 pt, to which PowerPoint rounds each Latin advance (office2pdf #661, #988)."""
DOT = 1524
"""EMU of 1/600 inch: LibreOffice lays slides out for a printer of 600 dpi, where an em and an advance are whole
dots (found in its PDFs: the model leaves 0.07 % of spread in the widths of lines, against 0.19 % without)."""
STAND_IN = resolve_face("Noto Sans CJK JP")
"""What LibreOffice draws Japanese with where the face is missing: the usual case on Linux."""


class Look(NamedTuple):
    """What decides how wide a character is."""

    face: Face
    size: int
    """1/100 pt."""
    bold: bool = False
    italic: bool = False
    spacing: int = 0
    """1/100 pt after each character."""
    caps: bool = False
    mixed: bool = False
    """Whether the paragraph holds East Asian text, so that signs may be drawn in either face."""


class Pen(dict[str, float]):
    """EMU each character takes in one look, letter spacing included."""

    __slots__ = (
        "_bold",
        "_caps",
        "_complex",
        "_east_asian",
        "_italic",
        "_latin",
        "_mixed",
        "_pairs",
        "_profile",
        "_spacing",
        "em",
    )

    def __init__(self, look: Look, faces: Faces, profile: Profile) -> None:
        super().__init__()
        face = look.face
        self._latin = faces(face.latin)
        self._east_asian = faces(face.east_asian) if face.east_asian else None
        self._complex = faces(face.complex) if face.complex else self._latin
        self._profile = profile
        self.em = look.size * EMU_PER_HUNDREDTH
        if profile is Profile.LIBREOFFICE:
            self.em = floor(self.em / DOT + 0.5) * DOT
        self._bold, self._italic = look.bold, look.italic
        self._spacing = look.spacing * EMU_PER_HUNDREDTH
        self._caps, self._mixed = look.caps, look.mixed
        self._pairs: dict[str, float] | None = None

    def __missing__(self, character: str) -> float:
        advance = sum(map(self._advance, character.upper())) if self._caps else self._advance(character)
        advance = self[character] = max(0.0, advance + self._spacing)
        return advance

    @property
    def is_guess(self) -> bool:
        """Whether the widths of its Latin characters are only estimates."""
        return self._latin.is_guess

    @property
    def replaced_by(self) -> float:
        """How much wider the face is that LibreOffice has for it; 1 if it has this one, or one as wide."""
        latin = self._latin
        return latin.fallback_pitch / latin.pitch if latin.fallback_pitch and latin.pitch else 1.0

    def east_asian(self, character: str) -> float:
        """EMU of a character without a script of its own, drawn in the East Asian face."""
        return max(0.0, self._rounded(self._wide(character)) + self._spacing)

    def kern(self, text: str, advances: list[float]) -> None:
        """Put what each pair of characters adds into the advance of its first."""
        pairs = self._pairs
        if pairs is None:
            pairs = self._pairs = self._read_pairs()
        if pairs:
            for index, pair in enumerate(map(add, text, text[1:])):
                if pair in pairs:
                    advances[index] = max(0.0, advances[index] + pairs[pair])

    def _read_pairs(self) -> dict[str, float]:
        """EMU that pairs add: in PowerPoint by the legacy `kern` table (office2pdf #1116), in LibreOffice as shaped.

        LibreOffice kerns kana too, if the face does. Where that is not known, only what makes a line longer counts.
        """
        shaped = self._profile is Profile.LIBREOFFICE
        units, em = self._latin.pairs(self._bold, self._italic, shaped=shaped)
        pairs = {pair: self._rounded(value / em) for pair, value in units.items()}
        if shaped and self._mixed:
            known = self._east_asian is not None and not self._east_asian.is_guess
            kana, em = STAND_IN.pairs(self._bold, False, shaped=True)
            kerns = {pair: self._rounded(value / em) for pair, value in kana.items() if known or value > 0}
            pairs |= {pair: value for pair, value in kerns.items() if is_east_asian(pair[0])}
        return pairs

    def _advance(self, character: str) -> float:
        script = script_of(character)
        if script == EAST_ASIAN:
            return east_asian_width(character) * self.em
        em = self._latin_width(character, script)
        if self._mixed and self._profile is Profile.POWERPOINT and script in (SIGN, PICTOGRAPH):
            em = max(em, self._wide(character))
        return self._rounded(em)

    def _rounded(self, em: float) -> float:
        unit = EIGHTH if self._profile is Profile.POWERPOINT else DOT
        return floor(em * self.em / unit + 0.5) * unit

    def _latin_width(self, character: str, script: str) -> float:
        metrics = self._complex if script == COMPLEX else self._latin
        em = metrics.width(character, self._bold, self._italic)
        if self._profile is Profile.LIBREOFFICE and metrics.fallback_pitch is not None:
            return max(metrics.fallback_pitch, em)
        return em

    def _wide(self, character: str) -> float:
        """Em of a sign in the East Asian face: its own where that is known, else a sign is one and a space Latin."""
        face = self._east_asian
        if face and face.pitch is None and not face.is_guess:
            return face.width(character, self._bold, self._italic)
        return 1.0 if is_sign(character) else self._latin_width(character, script_of(character))


def east_asian_width(character: str) -> float:
    """Em of an East Asian character: one, half of one for half-width forms, none for marks that combine."""
    if "\uff61" <= character <= "\uffdc" or "\uffe8" <= character <= "\uffee":
        return 0.5
    return 0.0 if "\u3099" <= character <= "\u309a" or "\u302a" <= character <= "\u302f" else 1.0


@lru_cache(maxsize=1024)
def pen_of(look: Look, faces: Faces, profile: Profile) -> Pen:
    """The pen of a look; the same one each time, so that it knows its characters."""
    return Pen(look, faces, profile)
