"""Pens: the advance of each character in one look, computed when first met and then a look-up in a dict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import floor
from operator import add

from summitdeck.frozen import NamedTuple
from summitdeck.typeset.asian import is_hangul
from summitdeck.typeset.faces import FaceMetrics, Faces, resolve_face
from summitdeck.typeset.model import Face
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import (
    COMPLEX,
    EAST_ASIAN,
    PICTOGRAPH,
    SIGN,
    is_east_asian,
    is_sign,
    is_weak,
    script_of,
)

EMU_PER_HUNDREDTH = 127
"""EMU of 1/100 pt."""
EIGHTH = 1587.5
"""EMU of 1/8 pt, to which PowerPoint rounds each Latin advance (office2pdf #661, #988)."""
DOT = 1524
"""EMU of 1/600 inch: LibreOffice lays slides out for a printer of 600 dpi, where an em and an advance are whole
dots (found in its PDFs: the model leaves 0.07 % of spread in the widths of lines, against 0.19 % without)."""
STAND_IN = resolve_face("Noto Sans CJK JP")
"""What LibreOffice draws Japanese with where the face is missing: the usual case on Linux."""
HANGUL_STAND_IN = 0.92
"""Em of a Hangul syllable in Noto Sans CJK, which LibreOffice draws where the face is missing; in Malgun Gothic and
other Korean faces it is about as wide, and PowerPoint's profile stays with one em."""


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


class Trust(NamedTuple):
    """What may be taken for granted of the widths of a run's faces before any is asked for."""

    shipped: bool
    """Whether all are shipped, or made of what is shipped: of these the widest characters are known."""
    alike: bool
    """Whether LibreOffice draws Latin text with faces as wide as PowerPoint does."""


@lru_cache(maxsize=256)
def trust_of(face: Face, faces: Faces) -> Trust:
    """What may be taken for granted of these faces."""
    drawn = [faces(name) for name in (face.latin, face.complex) if name]
    asian = [faces(face.east_asian, True)] if face.east_asian else []
    shipped = not any(metrics.path for metrics in [*drawn, *asian])
    return Trust(shipped, not any(metrics.libreoffice for metrics in drawn))


class Pen(dict[str, float]):
    """EMU each character takes in one look, letter spacing included.

    A face is asked for when a character that it draws is first met: it may have to be looked for.
    """

    __slots__ = ("_asian", "_faces", "_known", "_look", "_pairs", "_profile", "_spacing", "em")

    def __init__(self, look: Look, faces: Faces, profile: Profile) -> None:
        super().__init__()
        self._look, self._faces, self._profile = look, faces, profile
        self.em = look.size * EMU_PER_HUNDREDTH
        if profile is Profile.LIBREOFFICE:
            self.em = floor(self.em / DOT + 0.5) * DOT
        self._spacing = look.spacing * EMU_PER_HUNDREDTH
        self._known: dict[str, FaceMetrics] = {}
        self._asian: tuple[FaceMetrics | None] | None = None
        self._pairs: dict[str, float] | None = None

    def __missing__(self, character: str) -> float:
        advance = sum(map(self._advance, character.upper())) if self._look.caps else self._advance(character)
        advance = self[character] = max(0.0, advance + self._spacing)
        return advance

    @property
    def is_guess(self) -> bool:
        """Whether the widths of its Latin characters are only estimates, at least of what PowerPoint draws."""
        return self._faces(self._look.face.latin).is_guess

    def east_asian(self, character: str) -> float:
        """EMU of a character without a script of its own, drawn in the East Asian face."""
        return max(0.0, self._rounded(self._wide(character)) + self._spacing)

    def kern(self, text: str, advances: list[float]) -> None:
        """Put what each pair of characters adds into the advance of its first."""
        pairs = self._kerns()
        if pairs:
            for index, pair in enumerate(map(add, text, text[1:])):
                if pair in pairs:
                    advances[index] = max(0.0, advances[index] + pairs[pair])

    def spread(self) -> dict[str, float]:
        """EMU that a character may take more because of the next one; empty for faces that are shipped and drawn
        everywhere, of which it is known that pairs add less than 3 % to any text."""
        most: dict[str, float] = {}
        if trust_of(self._look.face, self._faces) != (True, True):
            for pair, value in self._kerns().items():
                most[pair[0]] = max(value, most.get(pair[0], 0.0))
        return most

    def _kerns(self) -> dict[str, float]:
        if self._pairs is None:
            self._pairs = self._read_pairs()
        return self._pairs

    def _read_pairs(self) -> dict[str, float]:
        """EMU that pairs add: in PowerPoint by the legacy `kern` table (office2pdf #1116), in LibreOffice as shaped.

        LibreOffice kerns kana too, if the face does. Where that is not known, only what makes a line longer counts.
        """
        shaped = self._profile is Profile.LIBREOFFICE
        units, em = self._drawn(self._look.face.latin).pairs(self._look.bold, self._look.italic, shaped=shaped)
        pairs = {pair: self._rounded(value / em) for pair, value in units.items()}
        if shaped and self._look.mixed:
            known = self._east_asian_face()
            kana, em = (known or STAND_IN).pairs(self._look.bold, self._look.italic, shaped=True)
            kerns = {pair: self._rounded(value / em) for pair, value in kana.items() if known or value > 0}
            pairs |= {pair: value for pair, value in kerns.items() if is_east_asian(pair[0])}
        return pairs

    def _drawn(self, name: str) -> FaceMetrics:
        """The widths of the face that the profile's program draws where this one is named; Latin or complex text."""
        found = self._faces(name)
        if found.libreoffice and self._profile is Profile.LIBREOFFICE:
            found = resolve_face(found.libreoffice)
        self._known[name] = found
        return found

    def _east_asian_face(self) -> FaceMetrics | None:
        """The East Asian face if its own widths are known, and the profile's program has it."""
        if self._asian is None:
            name = self._look.face.east_asian
            face = self._faces(name, True) if name else None
            if face and (face.is_guess or face.pitch is not None):
                face = None
            missing = face is not None and face.libreoffice and self._profile is Profile.LIBREOFFICE
            self._asian = (None if missing else face,)
        return self._asian[0]

    def _advance(self, character: str) -> float:
        script = script_of(character)
        if script == EAST_ASIAN:
            face = self._asian[0] if self._asian else self._east_asian_face()
            em = east_asian_width(character)
            if face is None and self._profile is Profile.LIBREOFFICE and is_hangul(character):
                em *= HANGUL_STAND_IN
            return em * self.em if face is None or not em else self._own_advance(face, character, em)
        em = self._latin_width(character, script)
        if self._look.mixed and self._profile is Profile.POWERPOINT and script in (SIGN, PICTOGRAPH):
            em = max(em, self._wide(character))
        return self._rounded(em)

    def _own_advance(self, face: FaceMetrics, character: str, designed: float) -> float:
        """EMU of an East Asian character in a known face: kana of proportional faces are narrower than by design."""
        own = face.own_width(character, self._look.bold, self._look.italic)
        return designed * self.em if own is None or own == designed else self._rounded(own)

    def _rounded(self, em: float) -> float:
        unit = EIGHTH if self._profile is Profile.POWERPOINT else DOT
        return floor(em * self.em / unit + 0.5) * unit

    def _latin_width(self, character: str, script: str) -> float:
        face = self._look.face
        name = face.complex if script == COMPLEX and face.complex else face.latin
        metrics = self._known.get(name) or self._drawn(name)
        return metrics.width(character, self._look.bold, self._look.italic)

    def _wide(self, character: str) -> float:
        """Em of a sign in the East Asian face: its own where that is known, else a sign is one and a space Latin."""
        face = self._east_asian_face()
        if face:
            return face.width(character, self._look.bold, self._look.italic)
        return 1.0 if is_sign(character) else self._latin_width(character, script_of(character))


def east_asian_width(character: str) -> float:
    """Em of an East Asian character: one, half of one for half-width forms, none for marks that combine."""
    if "\uff61" <= character <= "\uffdc" or "\uffe8" <= character <= "\uffee":
        return 0.5
    return 0.0 if "\u3099" <= character <= "\u309a" or "\u302a" <= character <= "\u302f" else 1.0


class Widest(dict[str, float]):
    """EMU each character takes at the most in any of some pens, whatever stands beside it."""

    __slots__ = ("_pens",)

    def __init__(self, pens: Sequence[Pen]) -> None:
        super().__init__()
        self._pens = [(pen, pen.spread()) for pen in pens]

    def __missing__(self, character: str) -> float:
        weak = is_weak(character)
        widths = [
            max(pen[character], pen.east_asian(character) if weak else 0.0) + spread.get(character, 0.0)
            for pen, spread in self._pens
        ]
        found = self[character] = max(widths)
        return found


@lru_cache(maxsize=1024)
def pen_of(look: Look, faces: Faces, profile: Profile) -> Pen:
    """The pen of a look; the same one each time, so that it knows its characters."""
    return Pen(look, faces, profile)
