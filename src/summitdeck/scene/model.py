"""The scene: where everything goes. Pages of placed shapes that hold typeset text, colours by role, links by
slide id. Preview, checks and the writer all read it, so they cannot disagree.
"""

from __future__ import annotations

from summitdeck.assets.images import Image
from summitdeck.deck.figures import ChartData, ChartKind, Labels, Legend
from summitdeck.deck.source import Place
from summitdeck.frozen import dataclass, field
from summitdeck.problems import Span
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.matching import Match
from summitdeck.scene.slots import Choice
from summitdeck.typeset.model import Face, LevelStyle, SetParagraph, Spacing


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link out of the deck: `http`, `https` or `mailto`."""

    url: str


@dataclass(frozen=True, slots=True)
class SlideLink:
    """A link to a page of this deck."""

    page: int
    """Its index in the scene's pages."""


Target = WebLink | SlideLink


@dataclass(frozen=True, slots=True)
class SceneRun:
    """A stretch of text. What is None or False follows the slot's level: nothing is written for it."""

    text: str
    """`\\n` breaks the line."""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    """Set in the fixed-pitch face, not proofread."""
    color: str | None = None
    """A role of the palette, or six hex digits."""
    link: Target | None = None


@dataclass(frozen=True, slots=True)
class SceneParagraph:
    """A paragraph as it is written: its level, and only what differs from the slot's own level."""

    runs: tuple[SceneRun, ...]
    level: int = 0
    bullet: str | None = None
    """None: as the level has it. `none`: no bullet and no indent. `number`: numbered. `bullet`: one although the level
    has none."""
    start: int | None = None
    """Of a numbered paragraph that starts a list: its number."""
    align: str | None = None
    """DrawingML's `l`, `ctr`, `r`; None as the level has it."""
    size: int | None = None
    """Explicit size, 1/100 pt, baked by fitting."""
    line_spacing: Spacing | None = None
    """Explicit line spacing, baked by fitting."""
    before: Spacing | None = None
    direction: str | None = None
    """`rtl` where the text runs from right to left and its level does not; None as the level has it."""


@dataclass(frozen=True, slots=True)
class TextBody:
    """The paragraphs of a shape and how they are fitted."""

    paragraphs: tuple[SceneParagraph, ...]
    autofit: str | None = None
    """`normal`, `none`; None: nothing is written and the slot's own holds."""
    font_scale: int | None = None
    """For `overflow: scale`: 1/1000 %."""
    spacing_reduction: int | None = None
    """For `overflow: scale`: 1/1000 %."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a text came to its size: for checks and explanations; nothing of it is written as it stands."""

    paragraphs: tuple[SetParagraph, ...]
    """As measured before any shrinking, in the look of their levels."""
    width: int
    """EMU for each line: between the insets, of one column."""
    height: int
    """EMU for all lines, of all columns together."""
    first_last: bool = False
    """Whether space before the first and after the last paragraph counts."""
    rung: int = 0
    """Step of the ladder (`typeset/fitting.py`); 0: as the template has it."""
    font_scale: int = 100_000
    """1/1000 %."""
    spacing_reduction: int = 0
    """1/1000 %, taken from the line spacing."""
    natural: int | None = None
    """EMU the text takes at its own size; None when it was not set, since it surely fits."""
    minimum: int = 0
    """1/100 pt: no size was brought below it, whatever the scale; text that is smaller by design kept its size."""


@dataclass(frozen=True, slots=True)
class TextShape:
    """Text in a slot, or in a text box of its own."""

    name: str
    frame: Frame
    body: TextBody
    slot: Slot | None = None
    moved: bool = False
    """Whether `frame` differs from the slot's and must be written. Always true without a slot."""
    levels: tuple[LevelStyle, ...] = ()
    """Without a slot: the look of each level used, all of it to be written. With a slot: empty."""
    anchor: str | None = None
    """Without a slot, or where it differs from the slot: `t`, `ctr`, `b`."""
    fill: str | None = None
    """Ground of a text box: a palette role or six hex digits."""
    insets: tuple[int, int, int, int] | None = None
    """Left, top, right, bottom, EMU; None: the slot's, or PowerPoint's defaults."""
    role: str = ""
    """What it is for: `title`, `body`, `caption`, `code`, `quote`, …"""
    plain: str = ""
    """Of a title that was given a line break: its words without it. Empty for all others."""
    fitted: Fitted | None = field(default=None, compare=False, repr=False)
    """None for code, which is sized by its longest line."""
    place: Place | None = field(default=None, compare=False, repr=False)
    template: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SceneCell:
    """One cell of the full grid."""

    paragraphs: tuple[SceneParagraph, ...]
    columns: int = 1
    rows: int = 1
    covered_across: bool = False
    """Covered by a cell to its left (hMerge)."""
    covered_down: bool = False
    """Covered by a cell above (vMerge)."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table: the full grid, every length computed. Sums of columns and rows equal the frame."""

    name: str
    frame: Frame
    columns: tuple[int, ...]
    """Widths, EMU."""
    rows: tuple[int, ...]
    """Heights, EMU."""
    cells: tuple[tuple[SceneCell, ...], ...]
    size: int
    """Text size, 1/100 pt, written on every run."""
    header: int = 1
    total: bool = False
    alt: str = ""
    margins: tuple[int, int, int, int] = (91440, 45720, 91440, 45720)
    """Left, top, right, bottom of each cell, EMU."""
    slot: Slot | None = None
    place: Place | None = field(default=None, compare=False, repr=False)
    template: Span | None = field(default=None, compare=False, repr=False)
    color: str | None = None
    """Of its rules and its tint, a role or six hex digits; None as the table's style has it. Words say their own."""


@dataclass(frozen=True, slots=True)
class ChartShape:
    """A chart, with the numbers it shows. What it draws within its frame is PowerPoint's to place."""

    name: str
    frame: Frame
    kind: ChartKind
    data: ChartData
    size: int
    """Of its texts, 1/100 pt; its title is a sixth larger."""
    face: Face
    title: str = ""
    legend: Legend = Legend.NONE
    labels: Labels = Labels.NONE
    """Never `OWN`."""
    number_format: str = "General"
    """Of the numbers, on their axis and in labels: as Excel writes it."""
    across_format: str = "General"
    """Of the numbers across in a scatter chart."""
    stacked: bool = False
    axes: tuple[str, str] = ("", "")
    """Titles of the axes: of the categories (or across), of the numbers."""
    alt: str = ""
    color: str = "tx1"
    """Of its words, a role or six hex digits; lines are a faint shade of it."""
    words_on: tuple[str, ...] = ()
    """By series or slice: the colour, a role or six hex digits, of words that stand on it and can be read there."""
    ground: str = "bg1"
    """What it stands on, a role or six hex digits: the lines between slices have this colour."""
    slot: Slot | None = None
    place: Place | None = field(default=None, compare=False, repr=False)
    template: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Crop:
    """What is cut away from each side of a picture, 1/1000 %."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class PictureShape:
    """A picture, never stretched: its frame has the aspect of what the crop leaves."""

    name: str
    frame: Frame
    image: Image
    crop: Crop = Crop()
    alt: str = ""
    decorative: bool = False
    link: Target | None = None
    slot: Slot | None = None
    place: Place | None = field(default=None, compare=False, repr=False)
    template: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RuleShape:
    """A thin filled bar, for layouts that want a line or a block of colour. Decorative."""

    name: str
    frame: Frame
    fill: str
    """A palette role or six hex digits."""


Shape = TextShape | TableShape | PictureShape | ChartShape | RuleShape


@dataclass(frozen=True, slots=True)
class FurnitureShape:
    """A footer, a date or a slide number, cloned from the base layout's slot."""

    slot: Slot
    text: str
    """The footer's or the date's words, the page's number, or what a date field shows at first."""
    field_type: str | None = None
    """`slidenum`, or a date field as `datetime1`; None for plain words."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: shapes in reading order."""

    base: BaseLayout
    shapes: tuple[Shape, ...]
    id: str
    """Unique in the deck and stable: the slide's own id, or one derived from file and title."""
    furniture: tuple[FurnitureShape, ...] = ()
    notes: tuple[SceneParagraph, ...] | None = None
    """Paragraphs of the notes page; None for no notes."""
    hidden: bool = False
    section: str | None = None
    """The name of the section that begins here."""
    layout: str = ""
    """The layout's name."""
    title: str = ""
    """Plain text of the title, for contents and messages."""
    slide: int = 0
    """Index of the deck's slide this page comes from."""
    match: Match | None = field(default=None, compare=False, repr=False)
    """By which rule the base layout was found."""
    choices: tuple[Choice, ...] = field(default=(), compare=False, repr=False)
    """By which rule each slot was filled."""
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole deck, placed."""

    base: Base
    pages: tuple[Page, ...]
    language: str
    """The deck's language, a BCP 47 tag."""
    title: str = ""
    author: str = ""
