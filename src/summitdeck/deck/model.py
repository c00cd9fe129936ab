"""The deck: what the author says, and nothing else. No geometry, no XML.

Everything is frozen and compares by what it says; where it was said (`place`) does not count, so that what is
read, printed and read again is equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from summitdeck.deck.choices import Overflow as Overflow
from summitdeck.deck.choices import Sizes as Sizes
from summitdeck.deck.choices import Titles as Titles
from summitdeck.deck.figures import ChartKind, DataKind, Labels, Legend
from summitdeck.deck.source import Place, Source
from summitdeck.frozen import dataclass, field


@dataclass(frozen=True, slots=True)
class Name:
    """A word the author chose among names: a layout, an id, a file."""

    text: str
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a text or a picture leads."""

    target: str
    """`https://…`, `http://…`, `mailto:…`, or `#id` for a slide; may hold `{{ expression }}` until resolved."""
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one set of marks. A line break is `\\n` in the text."""

    text: str
    """The text; of a value that is not yet resolved, its expression without the braces, stripped."""
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    link: Link | None = None
    is_value: bool = False
    """Whether `text` is an expression, written `{{ text }}`, that still has to be resolved."""
    place: Place | None = field(default=None, compare=False, repr=False)


Words = tuple[Run, ...]
"""A text with its marks. Neighbours with the same marks are one run; the empty text is the empty tuple."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whether and how often something is in the deck. Both stand as written, and are gone once values are resolved."""

    when: Name | None = None
    """A condition; within a loop it is asked in each turn."""
    loop: Name | None = None
    """`track in tracks`, what `for:` says."""


class ParagraphKind(StrEnum):
    """What stands before a paragraph."""

    PLAIN = "plain"
    """Nothing: a sentence that stands alone, a paragraph of a text block."""
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    """Nothing; the words are somebody else's."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of an outline. Outlines are flat: depth is a number, as in PowerPoint itself."""

    words: Words
    level: int = 0
    """Depth, 0 to 8."""
    kind: ParagraphKind = ParagraphKind.BULLET
    start: int | None = None
    """The number of the first item of a numbered list, on that item only, when it is not 1."""
    place: Place | None = field(default=None, compare=False, repr=False)


class Align(StrEnum):
    """How text stands in a cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as written; what a span covers is not written."""

    words: Words
    columns: int = 1
    """Columns it spans."""
    rows: int = 1
    """Rows it spans."""
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file of data, as it is shown."""

    name: Name
    """As in the file."""
    title: Words = ()
    """Empty: its name."""
    align: Align | None = None
    filter: Name | None = None
    """What each value goes through, as `number(1)`."""


@dataclass(frozen=True, slots=True)
class Data:
    """The file that a table's or a chart's rows come from, and which of them in which order."""

    kind: DataKind
    path: Words
    """Plain text and values, relative to the folder of the file that names it."""
    columns: tuple[Column, ...] = ()
    """Those shown, in this order; empty: all. In a chart the series."""
    categories: Name | None = None
    """A chart's first column; None: the first of the file."""
    where: Name | None = None
    """A condition among the values of a row."""
    sort: tuple[Name, ...] = ()
    """Columns, the first one first; `-` before a name begins with the largest."""
    place: Place | None = field(default=None, compare=False, repr=False)
    """Of the path."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows as written, spans and all. Reading has proved that the rows make a full grid."""

    rows: tuple[tuple[Cell, ...], ...]
    """Empty until values are resolved where they come from a file."""
    header: int = 1
    """How many rows at the top are the header; 0 for none."""
    align: tuple[Align | None, ...] = ()
    """One per column, or empty: then the layout decides by what stands in the column. Of a file's
    columns, one may be for all."""
    widths: tuple[float, ...] = ()
    """Shares, one per column, or empty: then by content."""
    total: bool = False
    """Whether the last row is a total."""
    caption: Words = ()
    alt: Words = ()
    """Text for who does not see it; empty when none was given."""
    terms: tuple[Terms | None, ...] = ()
    """Of each row, or empty when no row has any."""
    data: Data | None = None
    """None once values are resolved."""
    place: Place | None = field(default=None, compare=False, repr=False)


class Fit(StrEnum):
    """How a picture meets its frame."""

    CONTAIN = "contain"
    """Whole, as large as it may be."""
    COVER = "cover"
    """Fills the frame; what is over is cropped around the focus."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its path; the file itself is opened when the deck is laid out."""

    path: Words
    """As written: plain text and values, without marks. Relative to the folder of the file that names it."""
    alt: Words = ()
    decorative: bool = False
    """Whether it says nothing, so that it needs no alt text."""
    caption: Words = ()
    fit: Fit | None = None
    focus: tuple[float, float] | None = None
    """The point that cropping must keep, as shares of width and height from the top left, each 0 to 1."""
    link: Link | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Source text, set in a fixed pitch, as written. Values and marks are not looked for in it."""

    text: str
    language: Name | None = None
    """A name Pygments knows, checked when it is laid out; None for no colours."""
    caption: Words = ()
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its numbers as a table, and what is said of them."""

    kind: ChartKind
    rows: tuple[tuple[Cell, ...], ...]
    """As many cells in each. The first row names the series, the first column the categories; texts without marks.
    Empty until values are resolved where they come from a file."""
    title: Words = ()
    """Without marks, as all words within a chart."""
    format: Name | None = None
    """How numbers are shown, as in a spreadsheet (`#,##0`); None: as they are written."""
    legend: Legend | None = None
    """None: below several series, beside a pie or a doughnut, else none."""
    labels: Labels | None = None
    """None: at a pie or a doughnut, else none."""
    stacked: bool = False
    axes: tuple[Words, Words] = ((), ())
    """The titles of the axes: of the categories (in a scatter chart across), of the numbers."""
    caption: Words = ()
    alt: Words = ()
    """Text for who does not see it; empty: it is made from the numbers."""
    data: Data | None = None
    """None once values are resolved."""
    place: Place | None = field(default=None, compare=False, repr=False)


Block = Paragraph | Table | Picture | Code | Chart
"""What a body is made of, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Blocks of a content that have terms: a bullet with its children, a table, a list."""

    first: int
    """Index of the first block."""
    end: int
    """Index behind the last one."""
    terms: Terms


@dataclass(frozen=True, slots=True)
class Content:
    """What a field holds: blocks in the order they were written."""

    blocks: tuple[Block, ...]
    place: Place | None = field(default=None, compare=False, repr=False)
    extents: tuple[Extent, ...] = ()
    """Which of the blocks have terms; outer ones before those within them. None once values are resolved."""


@dataclass(frozen=True, slots=True)
class Field:
    """A named content of a slide."""

    content: Content
    key: Place | None = field(default=None, compare=False, repr=False)
    """Where the field's name stands."""


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least sizes that fitting may come to, 1/100 pt; None for what the deck does not say."""

    text: int | None = None
    table: int | None = None
    """Of tables, code, captions and notes on the slide."""
    title: int | None = None
    """None: a title is never smaller than 90 % of its own size."""


Furniture = Words | bool | None
"""Footer, number or date: its words, switched on or off, or None for what the deck says."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide as the author said it."""

    fields: Mapping[str, Field]
    """In the order written. Which names there may be is the layout's to say."""
    layout: Name | None = None
    """None when not said: then it is `content`."""
    notes: Content | None = None
    id: Name | None = None
    """May hold `{{ expression }}` until resolved."""
    section: Words | None = None
    """The section that begins with this slide."""
    hidden: bool | None = None
    overflow: Overflow | None = None
    footer: Furniture = None
    number: bool | None = None
    date: Furniture = None
    terms: Terms | None = None
    """None once values are resolved."""
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What slides say of themselves unless they say otherwise; None for what is left to the deck."""

    layout: Name | None = None
    section: Words | None = None
    """The section that begins with the first of them."""
    hidden: bool | None = None
    overflow: Overflow | None = None
    footer: Furniture = None
    number: bool | None = None
    date: Furniture = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of `slides:`."""

    name: Name
    """A file, a folder, or a slide of either as `FILE#id`, seen from the deck's folder."""
    defaults: Defaults | None = None
    """What its slides say unless they say otherwise."""


Var = str | tuple["Var", ...] | Mapping[str, "Var"]
"""A value of `vars`: text as written, a list, or a mapping. Numbers keep their spelling (`core.Core`)."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Many decks of one source: a deck for each row of a table."""

    rows: Name | tuple[Mapping[str, Var], ...]
    """A file, seen from the deck's folder; or the rows themselves, each names with values."""
    output: Name | None = None
    """The files' names below the project's folder, as `build/{{ slug }}.pptx`; None when not said."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `deck:` says."""

    title: Words = ()
    author: Words = ()
    date: Furniture = None
    """Its words as written; True for `auto`, PowerPoint's own date field; None when not said."""
    language: Name | None = None
    """A BCP 47 tag as `ja-JP`; None when not said: then it is ja-JP when the deck holds kana or Han, else en-US."""
    template: Name | None = None
    """A folder of `templates/`, or a path to a `.pptx` or `.potx`; None when not said: then it is `summit`."""
    footer: Words = ()
    number: bool = True
    overflow: Overflow | None = None
    sizes: Sizes | None = None
    titles: Titles | None = None
    minimum: Minimum | None = None
    prune: bool = False
    """Whether base layouts that no slide stands on are left out of the written deck."""
    vars: Mapping[str, Var] = field(default_factory=dict)
    var_files: tuple[Name, ...] = ()
    """Files with more values, relative to the deck's folder; later ones go before earlier ones, `vars` before all."""
    slides: tuple[Listed, ...] = ()
    """The order of files when it is not the natural one."""
    defaults: Defaults | None = None
    """Of all slides, also where another deck takes in this one's folder. Slides that were read have them already."""
    folders: tuple[Name, ...] = ()
    """Folders and files outside the project that may be read, relative to the deck's folder."""
    matrix: Matrix | None = None
    place: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Deck:
    """Settings and slides, in order."""

    settings: Settings
    slides: tuple[Slide, ...]
    name: str = ""
    """The folder's or file's name without ending: the output's name."""
    folder: Path = field(default=Path(), compare=False)
    """Where the deck lies: its own `templates/` and `fonts/` are looked for there."""
    sources: tuple[Source, ...] = field(default=(), compare=False, repr=False)
    """The files it was read from, in reading order, so that problems can show their lines."""
    values: Mapping[str, Var] = field(default_factory=dict, compare=False, repr=False)
    """What the files of `settings.var_files` hold."""
