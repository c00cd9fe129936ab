"""The values of typesetting: how a paragraph looks, and what it is made of. Lengths are EMU, sizes 1/100 pt."""

from __future__ import annotations

from enum import StrEnum

from summitdeck.frozen import dataclass

EMU_PER_POINT = 12700
EMU_PER_INCH = 914400
EMU_PER_CENTIMETRE = 360000


@dataclass(frozen=True, slots=True)
class Face:
    """The faces that draw a run, one per script, by their names."""

    latin: str
    east_asian: str
    """Empty when the theme names none; the viewer then chooses."""
    complex: str = ""


@dataclass(frozen=True, slots=True)
class Spacing:
    """A distance between lines or paragraphs: a share of the line, or points. One of the two is not None."""

    percent: int | None = None
    """1/1000 %: 100000 is one line of 1.2 em."""
    points: int | None = None
    """1/100 pt."""


SINGLE = Spacing(percent=100000)
NO_SPACE = Spacing(points=0)


class BulletKind(StrEnum):
    """What stands before a paragraph in the base."""

    NONE = "none"
    CHARACTER = "character"
    NUMBER = "number"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Bullet:
    """The mark before a paragraph, resolved."""

    kind: BulletKind = BulletKind.NONE
    character: str = ""
    face: str | None = None
    """The bullet's own face; None: it follows the text."""
    size_percent: int = 100000
    """1/1000 % of the text's size."""
    scheme: str = "arabicPeriod"
    """DrawingML's name of a numbering scheme, for NUMBER."""
    start: int = 1
    color: str | None = None
    """A role of the palette or six hex digits; None: the text's."""


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """How the paragraphs of one level look once all inheritance is resolved."""

    size: int = 1800
    """1/100 pt."""
    face: Face = Face("Calibri", "")
    bold: bool = False
    italic: bool = False
    color: str = "tx1"
    """A role of the palette (`tx1`, `bg1`, `accent1`, …) or six hex digits."""
    margin_left: int = 0
    indent: int = 0
    """Of the first line, relative to the margin; negative hangs."""
    align: str = "l"
    """DrawingML's `l`, `ctr`, `r`, `just`, `dist`."""
    line_spacing: Spacing = SINGLE
    before: Spacing = NO_SPACE
    after: Spacing = NO_SPACE
    bullet: Bullet = Bullet()
    right_to_left: bool = False
    kern: int | None = None
    """Size from which pairs are kerned, 1/100 pt; None or 0: never (PowerPoint reads `kern="0"` so)."""
    spacing: int = 0
    """Added after each character, 1/100 pt."""
    caps: bool = False
    """Whether letters are drawn as capitals."""
    language: str = ""
    """The deck's, BCP 47: the language of East Asian text that shows none of its own, since it holds neither kana nor
    hangul. Empty: Japanese."""


@dataclass(frozen=True, slots=True)
class SetRun:
    """A stretch of text in one look, to be measured."""

    text: str
    """`\\n` breaks the line."""
    bold: bool = False
    italic: bool = False
    face: Face | None = None
    """None: the level's face. Code runs name their own."""
    size: int | None = None
    """1/100 pt; None: the level's."""
    language: str = ""
    """BCP 47, where a file states it; empty: what the characters show, else the level's."""


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph to be measured: its runs and the resolved look of its level."""

    runs: tuple[SetRun, ...]
    style: LevelStyle


@dataclass(frozen=True, slots=True)
class Lines:
    """What measuring a paragraph gives, for one profile."""

    texts: tuple[str, ...]
    """The text of each line, trailing spaces stripped; at least one."""
    widths: tuple[int, ...]
    """EMU of each line, without trailing spaces."""
    estimated: bool = False
    """Whether a face had to be guessed."""
    forced: bool = False
    """Whether a word was broken because it is longer than the line."""
    starts: tuple[int, ...] = (0,)
    """Where each line begins in the text of all runs together."""
    sizes: tuple[int, ...] = ()
    """1/100 pt of the largest run on each line."""


CODE_FACE = Face("Consolas", "", "Consolas")
"""The fixed-pitch face of code: Office has it on Windows and on the Mac. Its East Asian part follows the theme."""
