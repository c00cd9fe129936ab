"""The values of a proof: the texts of a deck as they are read, and what measuring each of them gave.

Lengths are EMU, sizes 1/100 pt, shares 1/1000 %.
"""

from __future__ import annotations

from enum import StrEnum

from summitdeck.frozen import dataclass
from summitdeck.problems import Problem
from summitdeck.scene.base import Frame
from summitdeck.typeset.faces import FaceKind
from summitdeck.typeset.model import SetParagraph

WHOLE = 100_000
"""100 % in 1/1000 %."""


class Doubt(StrEnum):
    """What of a text is measured only roughly, or not at all: the words a report says it with."""

    DICTIONARY = "a script whose words only a dictionary tells"
    EQUATION = "an equation"
    WARPED = "WordArt that is bent to its shape"
    TABS = "tab stops of its own"
    SPACING = "letter spacing that changes within a paragraph"
    SIDEWAYS = "a table cell set sideways"
    CUT = "more text than is measured"
    NO_PLACE = "a shape without a size"


class Verdict(StrEnum):
    """Whether a text fits as one program draws it."""

    FITS = "fits"
    OVERFLOWS = "overflows"
    REFITS = "refits on load"
    """It does not fit at its full size, but LibreOffice makes such a text smaller by itself when it opens the file."""
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class At:
    """Where in a deck something stands."""

    slide: int
    """One-based, in the order of the presentation; hidden slides count."""
    part: str
    """The slide's part, as `/ppt/slides/slide7.xml`."""
    shape_id: int
    shape: str
    """The shape's name in the selection pane."""
    placeholder: str | None = None
    """PowerPoint's type of it, as `title` or `obj`; None for what is no placeholder."""
    hidden: bool = False
    """Whether the slide is."""


@dataclass(frozen=True, slots=True)
class Autofit:
    """What a shape says of fitting its text, with what it inherits."""

    kind: str = "none"
    """`none`, `normal` (the text gets smaller) or `shape` (the shape grows)."""
    own: bool = False
    """Whether the shape on the slide says so itself: only then does LibreOffice refit it."""
    font_scale: int = WHOLE
    spacing_reduction: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """The box of a text, with all it inherits."""

    at: At
    frame: Frame
    """The shape's on the page, groups applied, before rotation."""
    area: Frame
    """The part of it that is inside the insets."""
    width: int
    """Of a line, in one column; lines that run down the page take it from the area's height."""
    height: int
    """For lines, all columns together; not positive when the insets leave nothing."""
    autofit: Autofit = Autofit()
    anchor: str = "t"
    wrap: bool = True
    vertical: str = "horz"
    columns: int = 1
    rotation: int = 0
    """Clockwise, 1/60000°, groups included."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is read: everything resolved, nothing measured."""

    box: Box
    paragraphs: tuple[SetParagraph, ...]
    """At their full size: a stored scale is not applied."""
    margins_right: tuple[int, ...] = ()
    """Of each paragraph; empty when none has any."""
    first_last: bool = False
    """Whether space before the first and after the last paragraph counts."""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as it is read; covered cells are none."""

    row: int
    """Zero-based, as is the column."""
    column: int
    rows: int
    columns: int
    text: Text
    """Its box is the cell as the file has it, less its margins."""
    margins: int
    """Above and below the text, together."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is read."""

    at: At
    frame: Frame
    columns: tuple[int, ...]
    rows: tuple[int, ...]
    """Least heights, as the file has them."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A slide as it is read."""

    number: int
    part: str
    hidden: bool
    texts: tuple[Text, ...]
    tables: tuple[Table, ...]
    unmeasured: tuple[str, ...]
    """A word for each object whose text is not looked at: `chart`, `SmartArt`, …"""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class FaceUse:
    """A face that draws characters of a text, and what its widths are taken from."""

    name: str
    script: str
    """`latin`, `east-asian` or `complex`."""
    kind: FaceKind
    stand_in: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as one program draws it."""

    lines: tuple[int, ...]
    """Of each paragraph."""
    height: int
    """What the lines and the space between the paragraphs take."""
    slack: int
    """What is left of the box; negative when the text is higher."""
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about single lines of a text."""

    code: str
    """A problem's code: `orphan`, `long-word` or `wide-text`."""
    words: str
    """The words that are meant, shortened."""
    programs: tuple[str, ...]
    """The profiles in which it is so."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that was computed of a text."""

    box: Box
    sizes: tuple[int, ...]
    """Of each paragraph as PowerPoint draws it: that of its largest run."""
    faces: tuple[FaceUse, ...]
    powerpoint: Drawn
    libreoffice: Drawn
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    fits_at: tuple[int, int] | None = None
    """Of a text that does not fit: the rung of PowerPoint's ladder, font scale and reduction of line spacing, at which
    it would fit in both programs; None: at none."""
    is_certain: bool = True
    """Of a text that does not fit: whether it would not either if those of its faces that are guessed were narrow."""
    lines_over: int = 0
    """Of a text that does not fit in PowerPoint: how many of its lines stand beyond the box."""
    off_page: int = 0
    """How far the drawn text reaches beyond the page, EMU."""

    @property
    def fits(self) -> bool:
        """Whether it fits in both programs; one that LibreOffice refits does."""
        return Verdict.OVERFLOWS not in (self.powerpoint.verdict, self.libreoffice.verdict)

    @property
    def is_estimated(self) -> bool:
        """Whether a face had to be guessed."""
        return any(is_guessed(face) for face in self.faces)


def is_guessed(face: FaceUse) -> bool:
    """Whether the widths of a face are only estimates. East Asian characters are one em wide by design."""
    return face.script != "east-asian" and face.kind in (FaceKind.ESTIMATED, FaceKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class RowProof:
    """A row of a table: what the file says, and what its cells need."""

    stated: int
    powerpoint: int
    """The height it is drawn with: at least what is stated."""
    libreoffice: int


@dataclass(frozen=True, slots=True)
class CellProof:
    """What was computed of a cell's text; of one that is not measured, only where it is."""

    row: int
    """Zero-based, as is the column."""
    column: int
    rows: int
    columns: int
    width: int
    """Inside the margins."""
    sizes: tuple[int, ...] = ()
    """Of each paragraph; none in an empty cell."""
    faces: tuple[FaceUse, ...] = ()
    powerpoint: tuple[int, ...] = ()
    """Lines of each paragraph."""
    libreoffice: tuple[int, ...] = ()
    powerpoint_height: int = 0
    """Of the text, without the cell's margins."""
    libreoffice_height: int = 0
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class TableProof:
    """Everything that was computed of a table."""

    at: At
    frame: Frame
    columns: tuple[int, ...]
    rows: tuple[RowProof, ...]
    cells: tuple[CellProof, ...]
    off_page: int = 0
    """How far it reaches below the page in the program that draws it higher, EMU."""
