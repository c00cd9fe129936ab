"""What stands for a face when its widths are needed: its own metrics, a face as wide, or an estimate.

Free fonts made to the widths of Microsoft's are known as such to fontconfig (its list of metric aliases). The
factors are mean widths relative to Arial: measured on a corpus of Japanese and English slides where the font is
free, else the mean letter widths that the capsize project publishes for the font, whichever is greater. A face
that is estimated gets a margin of 3 % on top; one that is unknown is taken for the widest in common use.
East Asian characters need none of this: they are one em wide by design.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache

from summitdeck.frozen import dataclass
from summitdeck.typeset.advances import Advances, read_shipped


class FaceKind(StrEnum):
    """How far the widths of a face can be trusted."""

    EXACT = "exact"
    """They are the face's own."""
    COMPATIBLE = "compatible"
    """They are those of a face made to be as wide, or fixed by the face's design."""
    ESTIMATED = "estimated"
    """Another face's, by a known factor and a margin."""
    UNKNOWN = "unknown"
    """Nothing is known of the face; taken for a wide one."""


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
    fallback_pitch: float | None = None
    """Em of the fixed-pitch face that stands in where this one is not installed, if that is wider."""

    @property
    def is_guess(self) -> bool:
        """Whether a text's width in this face is only an estimate."""
        return self.kind in {FaceKind.ESTIMATED, FaceKind.UNKNOWN}

    def width(self, character: str, bold: bool, italic: bool) -> float:
        """Em of a character that is not East Asian; of a substitute where the face lacks it."""
        if self.pitch is not None and character < "\u0300" and character != SOFT_HYPHEN:
            return self.pitch
        widths = self.read(bold, italic)
        units = widths.width(_SAME_WIDTH.get(character, character))
        return substitute_width(character) if units is None else self.factor * units / widths.em

    def pairs(self, bold: bool, italic: bool, *, shaped: bool) -> tuple[Mapping[str, int], int]:
        """The units by which pairs differ from their characters, and those of one em.

        None for a face that is guessed: they would be noise.
        """
        if self.is_guess or self.pitch is not None:
            return {}, 1
        widths = self.read(bold, italic)
        return (widths.shaped() if shaped else widths.kern()), widths.em


Faces = Callable[[str], FaceMetrics]
"""Where metrics come from: gives those of the face of this name. `resolve_face` knows what is shipped; another
may look at installed fonts first. It is a key of caches, so it must be one object for the whole run."""

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
COMPLEX_WIDTH = 0.7
"""Em of a letter of a complex script, taken wide: shaped text is narrower than its letters."""
LETTER_WIDTH = 0.8
"""Em of any other letter that no shipped face has (Armenian, Georgian, Cherokee …)."""

ESTIMATE_MARGIN = 1.03
UNKNOWN_FACTOR = 1.13
"""DejaVu Sans, the widest of the faces in common use, is 1.127 of Arial."""
WIDEST_FIXED_PITCH = 0.602
"""Em of DejaVu Sans Mono, which stands in for a fixed-pitch face on Linux."""

_SHIPPED = {
    "carlito": ("Carlito", 4),
    "caladea": ("Caladea", 4),
    "gelasio": ("Gelasio", 4),
    "liberationsans": ("Liberation Sans", 4),
    "liberationserif": ("Liberation Serif", 4),
    "liberationmono": ("Liberation Mono", 4),
    "notosanscjkjp": ("Noto Sans CJK JP", 2),
}
_COMPATIBLE = {
    **dict.fromkeys(("calibri",), "carlito"),
    **dict.fromkeys(("cambria",), "caladea"),
    **dict.fromkeys(("georgia",), "gelasio"),
    **dict.fromkeys(("arial", "helvetica", "arimo", "arialmt", "nimbussans"), "liberationsans"),
    **dict.fromkeys(("timesnewroman", "times", "tinos", "timesnewromanpsmt"), "liberationserif"),
    **dict.fromkeys(("couriernew", "courier", "cousine"), "liberationmono"),
    **dict.fromkeys(("notosansjp", "sourcehansans", "sourcehansansjp", "源ノ角ゴシック"), "notosanscjkjp"),
}
_PITCHES = {
    **dict.fromkeys(("consolas",), 1126 / 2048),
    **dict.fromkeys(("lucidaconsole", "menlo", "monaco", "sfmono", "dejavusansmono"), 0.6025),
    **dict.fromkeys(("sourcecodepro", "firacode", "firamono", "jetbrainsmono", "robotomono"), 0.6001),
    **dict.fromkeys(("cascadiacode", "cascadiamono"), 1200 / 2048),
    **dict.fromkeys(("msgothic", "msゴシック", "msmincho", "ms明朝", "bizudgothic", "bizudゴシック"), 0.5),
    **dict.fromkeys(("bizudmincho", "bizud明朝", "ipagothic", "ipaゴシック", "ipamincho", "ipa明朝"), 0.5),
    **dict.fromkeys(("simsun", "宋体", "nsimsun", "新宋体", "simhei", "黑体", "mingliu", "細明體"), 0.5),
}
_SYMBOL_FACES = {"wingdings", "wingdings2", "wingdings3", "webdings", "symbol"}
SYMBOL_WIDTH = 0.9
"""Em of a sign of a symbol face, taken wide."""
_FACTORS = {  # of Arial
    "aptos": 1.0,
    "aptosdisplay": 1.0,
    "verdana": 1.149,
    "tahoma": 1.005,
    "trebuchetms": 1.023,
    "segoeui": 0.995,
    "helveticaneue": 1.009,
    "lucidagrande": 1.103,
    "roboto": 0.998,
    "robotoslab": 1.065,
    "lato": 0.989,
    "opensans": 1.051,
    "notosans": 1.063,
    "notoserif": 1.079,
    "inter": 1.071,
    "montserrat": 1.128,
    "poppins": 1.122,
    "raleway": 1.039,
    "sourcesans3": 0.938,
    "sourcesanspro": 0.938,
    "ibmplexsans": 1.012,
    "firasans": 1.027,
    "ubuntu": 1.021,
    "nunito": 1.014,
    "worksans": 1.119,
    "merriweather": 1.088,
    "playfairdisplay": 1.014,
    "lora": 1.05,
    "ptsans": 0.967,
    "publicsans": 1.049,
    "dmsans": 1.045,
    "dejavusans": 1.127,
    **dict.fromkeys(("meiryo", "メイリオ", "meiryoui"), 1.15),
    **dict.fromkeys(("yugothic", "游ゴシック", "yugothicui", "yumincho", "游明朝", "游ゴシック体", "游明朝体"), 1.06),
    **dict.fromkeys(("hiraginosans", "ヒラギノ角ゴシック", "hiraginokakugothicpron", "hiraginokakugothicpro"), 1.06),
    **dict.fromkeys(("ヒラギノ角ゴpron", "ヒラギノ角ゴpro", "hiraginominchopron", "ヒラギノ明朝pron"), 1.06),
    **dict.fromkeys(
        ("ipaexgothic", "ipaexゴシック", "ipaexmincho", "ipaex明朝", "bizudpgothic", "bizudpゴシック"), 1.06
    ),
    **dict.fromkeys(("mspgothic", "mspゴシック", "mspmincho", "msp明朝", "msuigothic", "ipapgothic"), 0.95),
}
_WEIGHTS = (  # those that end as others do come first
    "thin", "extralight", "ultralight", "semilight", "light", "regular", "book", "medium", "semibold", "demibold",
)  # fmt: skip
_HEAVIER = {"medium": 1.02, "semibold": 1.05, "demibold": 1.05}
_STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bolditalic"}


@lru_cache(maxsize=256)
def resolve_face(name: str) -> FaceMetrics:
    """The metrics that stand for the face of this name, in English or in Japanese; never fails."""
    key = _face_key(name)
    if key in _SHIPPED:
        return FaceMetrics(name, FaceKind.EXACT, name, _reader(key))
    if key in _COMPATIBLE:
        stem = _COMPATIBLE[key]
        return FaceMetrics(name, FaceKind.COMPATIBLE, _SHIPPED[stem][0], _reader(stem))
    if key in _PITCHES:
        return _fixed(name, _PITCHES[key])
    if key in _FACTORS:
        return _estimated(name, "liberationsans", _FACTORS[key])
    if key in _SYMBOL_FACES:
        return FaceMetrics(name, FaceKind.ESTIMATED, name, _reader("liberationsans"), 1.0, SYMBOL_WIDTH)
    weight = next(filter(key.endswith, _WEIGHTS), None)
    if weight:
        return _weighted(name, key.removesuffix(weight), _HEAVIER.get(weight, 1.0))
    return FaceMetrics(name, FaceKind.UNKNOWN, "Arial", _reader("liberationsans"), UNKNOWN_FACTOR)


def _weighted(name: str, family: str, heavier: float) -> FaceMetrics:
    """A weight of a family that is known in its regular weight, as `Calibri Light`."""
    if family in _PITCHES:
        return _fixed(name, _PITCHES[family])
    if family in _FACTORS:
        return _estimated(name, "liberationsans", _FACTORS[family] * heavier)
    stem = _COMPATIBLE.get(family, family)
    if stem in _SHIPPED:
        return _estimated(name, stem, heavier)
    return FaceMetrics(name, FaceKind.UNKNOWN, "Arial", _reader("liberationsans"), UNKNOWN_FACTOR)


def _estimated(name: str, stem: str, factor: float) -> FaceMetrics:
    return FaceMetrics(name, FaceKind.ESTIMATED, _SHIPPED[stem][0], _reader(stem), factor * ESTIMATE_MARGIN)


def _fixed(name: str, pitch: float) -> FaceMetrics:
    """A face whose Latin characters all have one width. Half-width ones have no wider stand-in."""
    if pitch <= 0.5:
        return FaceMetrics(name, FaceKind.COMPATIBLE, name, _reader("notosanscjkjp"), 1.0, pitch)
    fallback = max(pitch, WIDEST_FIXED_PITCH)
    return FaceMetrics(name, FaceKind.COMPATIBLE, name, _reader("liberationmono"), 1.0, pitch, fallback)


@lru_cache(maxsize=16)
def _reader(stem: str) -> Callable[[bool, bool], Advances]:
    styles = _SHIPPED[stem][1]

    @lru_cache(maxsize=4)  # asked for each character that a pen meets
    def read(bold: bool, italic: bool) -> Advances:
        return read_shipped(f"{stem}-{_STYLES[bold, italic and styles > 2]}")

    return read


def _face_key(name: str) -> str:
    """A face's name for comparison: full-width letters, case, spaces and hyphens do not count."""
    words = "".join(unicodedata.normalize("NFKC", name).split())
    return words.replace("_", "").replace("-", "").casefold()


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
        return COMPLEX_WIDTH
    return 1.0 if character >= "\u2000" else LETTER_WIDTH
