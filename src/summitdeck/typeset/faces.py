"""What stands for a face when its widths are needed: its own metrics, a face as wide, or an estimate.

Free fonts made to the widths of Microsoft's are known as such to fontconfig. What is known of faces by their names, and
where that comes from, is in `typeset/face_tables.py`. A face that is estimated gets a margin of 3 % on top; one that is
unknown is taken for the widest in common use. `typeset/face_finder.py` knows more faces: those of font files.

PowerPoint draws a missing face with others than LibreOffice does: the widths here are the face's own, or an estimate of
them, and `libreoffice` names what LibreOffice draws instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import display_name
from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.typeset.advances import Advances, read_shipped
from summitdeck.typeset.face_tables import (
    COMPATIBLE,
    ESTIMATE_MARGIN,
    FACTORS,
    FULL_WIDTH,
    HEAVIER,
    PITCHES,
    SHIPPED,
    SYMBOL_FACES,
    SYMBOL_WIDTH,
    UNKNOWN_FACTOR,
    drawn_by_libreoffice,
    split_weight,
)

if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object  # a build imports nothing of `typing`


class FaceKind(StrEnum):
    """How far the widths of a face can be trusted."""

    EXACT = "exact"
    """They are the face's own."""
    COMPATIBLE = "compatible"
    """They are those of a face made to be as wide, or fixed by the face's design."""
    ESTIMATED = "estimated"
    """Another face's, by a known factor and a margin; or another weight's."""
    UNKNOWN = "unknown"
    """Nothing is known of the face; taken for a wide one."""


class FaceSource(StrEnum):
    """Where the widths of a face come from."""

    FOLDER = "fonts folder"
    """A font file beside the deck or its template."""
    METRICS = "metrics file"
    """Numbers that were taken from the font where it is installed, beside the deck or its template."""
    SHIPPED = "shipped"
    """Numbers that come with summitdeck."""
    INSTALLED = "installed"
    """A font of this machine."""
    NONE = "none"
    """Nowhere: they are a guess."""


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """The widths that stand for a face."""

    name: str
    """As asked for."""
    kind: FaceKind
    stand_in: str
    """The face whose numbers are used; the face itself where they are its own."""
    read: Callable[[bool, bool], Advances]
    """Gives the widths of a style: (bold, italic)."""
    factor: float = 1.0
    """What to multiply them by, margin included."""
    pitch: float | None = None
    """Em of every Latin character of a fixed-pitch face."""
    source: FaceSource = FaceSource.SHIPPED
    path: str | None = None
    """The file the numbers are from, where they are not shipped."""
    libreoffice: str | None = None
    """The shipped face that LibreOffice draws instead where this one is missing; None: it is there, or one as wide."""

    @property
    def is_guess(self) -> bool:
        """Whether a text's width in this face is only an estimate."""
        return self.kind is FaceKind.ESTIMATED or self.kind is FaceKind.UNKNOWN

    def width(self, character: str, bold: bool, italic: bool) -> float:
        """Em of a character that is not East Asian; of a substitute where the face lacks it."""
        if self.pitch is not None and character < "\u0300" and character != SOFT_HYPHEN:
            return self.pitch
        widths = self.read(bold, italic)
        units = widths.width(_SAME_WIDTH.get(character, character))
        return substitute_width(character) if units is None else self.factor * units / widths.em

    def own_width(self, character: str, bold: bool, italic: bool) -> float | None:
        """Em of a character in the numbers that are used; None where they have it not."""
        widths = self.read(bold, italic)
        units = widths.width(character)
        return None if units is None else units / widths.em

    def pairs(self, bold: bool, italic: bool, *, shaped: bool) -> tuple[Mapping[str, int], int]:
        """The units by which pairs differ from their characters, and those of one em.

        None for a face that is guessed: they would be noise.
        """
        if self.is_guess or self.pitch is not None:
            return {}, 1
        widths = self.read(bold, italic)
        return (widths.shaped() if shaped else widths.kern()), widths.em

    def describe(self) -> str:
        """What the widths are, in a few words, as `Carlito, which is as wide`."""
        where = f", from {display_name(Path(self.path))}" if self.path else ""
        match self.kind:
            case FaceKind.EXACT:
                return f"its own widths{where}"
            case FaceKind.COMPATIBLE if self.pitch is not None:
                return f"{self.pitch:.3g} em for each letter, by its design"
            case FaceKind.COMPATIBLE:
                return f"{self.stand_in}, which is as wide"
            case FaceKind.ESTIMATED if self.path:
                return f"its own widths at the weight that its name says{where}: an estimate"
            case FaceKind.ESTIMATED if self.pitch is not None:
                return f"{self.pitch:.3g} em for each sign: an estimate"
            case FaceKind.ESTIMATED:
                return f"{_as_written(self.stand_in)}{_times(self.factor / ESTIMATE_MARGIN)} and 3 % more: an estimate"
        return f"unknown: {self.stand_in}{_times(self.factor)}, as wide as common faces get"


def _as_written(shipped: str) -> str:
    """The name under which people know a face that is as wide as a shipped one."""
    return "Arial" if shipped == "Liberation Sans" else shipped


def _times(factor: float) -> str:
    return "" if round(factor, 3) == 1 else f" × {factor:.4g}"


class Faces(Protocol):
    """Where metrics come from: gives those of the face of this name. `resolve_face` knows what is shipped,
    `face_finder.find_faces` font files too. It is a key of caches, so it must be one object for the whole run.

    `east_asian`: the face is to draw East Asian text; where such is one em wide by the face's design, no more need be
    known of it, and this machine is not asked.
    """

    def __call__(self, name: str, east_asian: bool = False) -> FaceMetrics:
        """The metrics that stand for the face."""

    def __hash__(self) -> int:
        """By identity."""


SOFT_HYPHEN = "\u00ad"
_SAME_WIDTH = {"\u00a0": " ", "\u2011": "-", "\u2010": "-", SOFT_HYPHEN: "\u200b"}
_FIXED_WIDTHS = {  # em; the spaces of General Punctuation by their names, and what draws nothing
    **dict.fromkeys("\u2000\u2002", 0.5),
    **dict.fromkeys("\u2001\u2003", 1.0),
    "\u2004": 0.334,
    "\u2005": 0.25,
    "\u2006": 0.167,
    "\u2007": 0.56,
    "\u2008": 0.28,
    "\u2009": 0.2,
    "\u200a": 0.1,
    "\u202f": 0.2,
    "\u205f": 0.23,
}
EMOJI_WIDTH = 1.4
"""Em: Segoe UI Emoji draws 1.37, Apple's and Noto's less."""
BURMESE_WIDTH = 1.0
"""Em of a letter of Burmese: with 0.7, 29 of 100 boxes had a line more in LibreOffice than computed."""
COMPLEX_WIDTH = 0.7
"""Em of a letter of a complex script, taken wide: shaped text is narrower than its letters."""
LETTER_WIDTH = 0.8
"""Em of any other letter that no shipped face has (Armenian, Georgian, Cherokee …)."""

_STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bolditalic"}


@lru_cache(maxsize=256)
def resolve_face(name: str, east_asian: bool = False) -> FaceMetrics:
    """The metrics that stand for the face of this name, in English or in Japanese; never fails.

    Knows what is shipped, so it gives the same on every machine, whatever the face is to draw.
    """
    key = face_key(name)
    if key in SHIPPED:
        return _shipped(name, FaceKind.EXACT, key, name)
    if key in COMPATIBLE:
        return _shipped(name, FaceKind.COMPATIBLE, COMPATIBLE[key], SHIPPED[COMPATIBLE[key]][0])
    if key in PITCHES:
        return _fixed(name, PITCHES[key])
    if key in FACTORS:
        return _estimated(name, "liberationsans", FACTORS[key])
    if key in SYMBOL_FACES:
        reader = _reader("liberationsans")
        return FaceMetrics(name, FaceKind.ESTIMATED, name, reader, 1.0, SYMBOL_WIDTH, FaceSource.NONE)
    family, weight = split_weight(key)
    return _weighted(name, family, HEAVIER.get(weight, 1.0)) if weight else _unknown(name)


def is_settled(metrics: FaceMetrics, east_asian: bool = False) -> bool:
    """Whether no font need be looked for: what is shipped is as good, or good enough, and the same everywhere."""
    if not metrics.is_guess:
        return True
    key = face_key(metrics.name)
    return key in SYMBOL_FACES or (east_asian and bool(FULL_WIDTH.intersection((key, split_weight(key)[0]))))


def _weighted(name: str, family: str, heavier: float) -> FaceMetrics:
    """A weight of a family that is known in its regular weight, as `Calibri Light`."""
    if family in PITCHES:
        return _fixed(name, PITCHES[family])
    if family in FACTORS:
        return _estimated(name, "liberationsans", FACTORS[family] * heavier)
    stem = COMPATIBLE.get(family, family)
    return _estimated(name, stem, heavier) if stem in SHIPPED else _unknown(name)


def _shipped(name: str, kind: FaceKind, stem: str, stand_in: str) -> FaceMetrics:
    return FaceMetrics(name, kind, stand_in, _reader(stem), libreoffice=_elsewhere(name, SHIPPED[stem][0]))


def _estimated(name: str, stem: str, factor: float) -> FaceMetrics:
    return _guess(name, FaceKind.ESTIMATED, SHIPPED[stem][0], _reader(stem), factor * ESTIMATE_MARGIN)


def _unknown(name: str) -> FaceMetrics:
    return _guess(name, FaceKind.UNKNOWN, "Arial", _reader("liberationsans"), UNKNOWN_FACTOR)


def _guess(
    name: str, kind: FaceKind, stand_in: str, read: Callable[[bool, bool], Advances], factor: float
) -> FaceMetrics:
    return FaceMetrics(
        name, kind, stand_in, read, factor, source=FaceSource.NONE, libreoffice=drawn_by_libreoffice(face_key(name))
    )


def _fixed(name: str, pitch: float) -> FaceMetrics:
    """A face whose Latin characters all have one width; what else it has is that of a face like it."""
    reader = _reader("notosanscjkjp" if pitch <= 0.5 else "liberationmono")
    return FaceMetrics(name, FaceKind.COMPATIBLE, name, reader, 1.0, pitch, libreoffice=_elsewhere(name, name))


def _elsewhere(name: str, stand_in: str) -> str | None:
    """What LibreOffice draws, where that is not as wide as the face whose numbers are used."""
    drawn = drawn_by_libreoffice(face_key(name))
    return None if drawn == stand_in else drawn


@lru_cache(maxsize=16)
def _reader(stem: str) -> Callable[[bool, bool], Advances]:
    styles = SHIPPED[stem][1]

    @lru_cache(maxsize=4)  # asked for each character that a pen meets
    def read(bold: bool, italic: bool) -> Advances:
        return read_shipped(f"{stem}-{_STYLES[bold, italic and styles > 2]}")

    return read


@lru_cache(maxsize=4096)
def substitute_width(character: str) -> float:
    """Em of a character that its face lacks: what another face, chosen by the viewer, is likely to draw."""
    if character in _FIXED_WIDTHS:
        return _FIXED_WIDTHS[character]
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if character >= "\U0001f000" or unicodedata.east_asian_width(character) in "WF":
        return EMOJI_WIDTH
    found = []
    for stem in ("liberationsans-regular", "notosanscjkjp-regular"):
        widths = read_shipped(stem)
        units = widths.width(character)
        if units is not None:
            found.append(units / widths.em)
    if found:
        return max(found)
    if "\u0590" <= character <= "\u10ff" or "\u1780" <= character <= "\u1cff":
        return BURMESE_WIDTH if "\u1000" <= character <= "\u109f" else COMPLEX_WIDTH
    return 1.0 if character >= "\u2000" else LETTER_WIDTH
