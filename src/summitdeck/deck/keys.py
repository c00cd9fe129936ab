"""The closed table of our keys: what each is called, where it stands, what it takes and what it means.

Readers, messages, the schema and the manual all take the keys from here. Every other key of a slide is a field,
and whether there is a place for it is the layout's to say.
"""

from __future__ import annotations

from enum import StrEnum

from summitdeck.frozen import NamedTuple


class Where(StrEnum):
    """What a key belongs to."""

    SETTINGS = "settings"
    """Below `deck:`."""
    SLIDE = "slide"
    CONTENT = "content"
    """A field's value, a block of it, or a bullet with options."""
    CELL = "cell"
    """A table's cell with options."""
    CHART = "chart"
    """Below `chart:`."""
    ROW = "row"
    """A table's row with options."""
    DATA = "data"
    """Below `table:`, where its rows come from a file."""
    COLUMN = "column"
    """A column of such a table, with options."""
    LISTED = "listed"
    """An entry of `slides:` with options."""


class Kind(StrEnum):
    """What a key takes, in the author's words."""

    TEXT = "text"
    OUTLINE = "text, a list or a block"
    LIST = "a list"
    ROWS = "rows of cells"
    NAME = "a name"
    PATH = "a path"
    SWITCH = "true or false"
    COUNT = "a whole number"
    NUMBERS = "a list of numbers"
    ALIGNS = "left, center or right, or a list of these"
    FIT = "contain or cover"
    OVERFLOW = "shrink, scale, off, error or split"
    SIZES = "own, section or deck"
    TITLES = "plain or balanced"
    POINTS = "a size in points, or text, table and title with one each"
    FURNITURE = "text, true or false"
    DATE = "text, auto, true or false"
    LINK = "an address, or #id of a slide"
    VARS = "names with values"
    CHART = "kind, rows and options"
    CHART_KIND = "bar, column, line, pie, doughnut, area or scatter"
    LEGEND = "top, bottom, left, right or none"
    LABELS = "true, false, values or percent"
    FORMAT = "a number format of a spreadsheet, as '#,##0'"
    VALUES = "names with values, or files of these"
    CONDITION = "a condition, as `summit.ops and days > 3`"
    LOOP = "a name in a list, as `track in tracks`"
    COLUMNS = "a list of columns, each a name or `name` with options"
    SORT = "a column or a list of columns, `-` before one that begins with the largest"
    FILTER = "a filter, as `number(1)`"
    MATRIX = "a file, or rows of values, or `rows` and `output`"
    SLIDES = "a list of files, folders and `FILE#id`"
    DEFAULTS = "layout, section, hidden, overflow, footer, number and date, as on a slide"


class Key(NamedTuple):
    """One key in one place."""

    name: str
    where: Where
    kind: Kind
    meaning: str
    is_later: bool = False
    """Whether the key is kept for a later version, and refused by its name until then."""


_SETTINGS, _SLIDE, _CONTENT = Where.SETTINGS, Where.SLIDE, Where.CONTENT
_CELL, _ROW, _CHART, _LISTED = Where.CELL, Where.ROW, Where.CHART, Where.LISTED
_DATA, _COLUMN = Where.DATA, Where.COLUMN

KEYS: tuple[Key, ...] = (
    Key("title", _SETTINGS, Kind.TEXT, "the deck's title, in the file's properties"),
    Key("author", _SETTINGS, Kind.TEXT, "who wrote it, in the file's properties"),
    Key("date", _SETTINGS, Kind.DATE, "printed as it stands; `auto` is PowerPoint's own date field"),
    Key("language", _SETTINGS, Kind.NAME, "the language of the text, as `ja-JP`"),
    Key("template", _SETTINGS, Kind.NAME, "a folder of `templates/`, or the path of a `.pptx` or `.potx`"),
    Key("footer", _SETTINGS, Kind.TEXT, "the footer of every slide"),
    Key("number", _SETTINGS, Kind.SWITCH, "whether slides show their number"),
    Key("overflow", _SETTINGS, Kind.OVERFLOW, "what becomes of text that does not fit its box"),
    Key("sizes", _SETTINGS, Kind.SIZES, "whether slides of one layout share a size of text: own, section or deck"),
    Key("minimum", _SETTINGS, Kind.POINTS, "the least size of text, 12 pt when not said; of tables and captions, 10"),
    Key("titles", _SETTINGS, Kind.TITLES, "where titles of two lines are broken: as they come, or balanced"),
    Key("prune", _SETTINGS, Kind.SWITCH, "whether the template's layouts that no slide stands on are left out"),
    Key("vars", _SETTINGS, Kind.VALUES, "the values that `{{ name }}` stands for"),
    Key("slides", _SETTINGS, Kind.SLIDES, "the deck's files in their order, also folders and `FILE#id` of others"),
    Key("folders", _SETTINGS, Kind.LIST, "folders and files outside the project that may be read, as `../common`"),
    Key("matrix", _SETTINGS, Kind.MATRIX, "a deck for each row of a table: `rows` and `output`"),
    Key("defaults", _SETTINGS, Kind.DEFAULTS, "what every slide says unless it says otherwise"),
    Key("fonts", _SETTINGS, Kind.LIST, "fonts to measure with", True),
    Key("layout", _SLIDE, Kind.NAME, "the layout; `content` when not said"),
    Key("notes", _SLIDE, Kind.OUTLINE, "what the speaker reads"),
    Key("id", _SLIDE, Kind.NAME, "the name that links lead to: `[text](#id)`"),
    Key("section", _SLIDE, Kind.TEXT, "the name of the section that begins here"),
    Key("hidden", _SLIDE, Kind.SWITCH, "whether the slide is left out of the show"),
    Key("when", _SLIDE, Kind.CONDITION, "the condition under which the slide is in the deck"),
    Key("for", _SLIDE, Kind.LOOP, "a slide for each of several values"),
    Key("overflow", _SLIDE, Kind.OVERFLOW, "what becomes of text that does not fit its box"),
    Key("footer", _SLIDE, Kind.FURNITURE, "this slide's footer, or false for none"),
    Key("number", _SLIDE, Kind.SWITCH, "whether this slide shows its number"),
    Key("date", _SLIDE, Kind.DATE, "this slide's date, or false for none"),
    Key("text", _CONTENT, Kind.TEXT, "words; in a list, a bullet that has options or children"),
    Key("items", _CONTENT, Kind.LIST, "bullets; beside `text`, its children"),
    Key("numbered", _CONTENT, Kind.LIST, "a numbered list; beside `text`, its children"),
    Key("start", _CONTENT, Kind.COUNT, "the first number of `numbered`"),
    Key("picture", _CONTENT, Kind.PATH, "a picture's file, seen from the file that names it"),
    Key("alt", _CONTENT, Kind.TEXT, "what a picture, a table or a chart says, for who does not see it"),
    Key("decorative", _CONTENT, Kind.SWITCH, "whether a picture says nothing, so that it needs no `alt`"),
    Key("caption", _CONTENT, Kind.TEXT, "words near a picture, a table, a chart or code"),
    Key("fit", _CONTENT, Kind.FIT, "whether a picture is whole in its frame or fills it"),
    Key("focus", _CONTENT, Kind.NUMBERS, "the point of a picture that cropping keeps: `[0.5, 0.3]` from the top left"),
    Key("link", _CONTENT, Kind.LINK, "where a picture leads"),
    Key("table", _CONTENT, Kind.ROWS, "a table: its rows, or `rows` with options"),
    Key("rows", _CONTENT, Kind.ROWS, "the rows of a table"),
    Key("header", _CONTENT, Kind.COUNT, "how many rows at a table's top are its header; 1 when not said"),
    Key("align", _CONTENT, Kind.ALIGNS, "how the columns of a table stand"),
    Key("widths", _CONTENT, Kind.NUMBERS, "how the columns of a table share its width"),
    Key("total", _CONTENT, Kind.SWITCH, "whether the last row of a table is a total"),
    Key("csv", _CONTENT, Kind.PATH, "a table from a file of data: CSV, whose first line names the columns"),
    Key("json", _CONTENT, Kind.PATH, "the same from JSON: a list of objects, or of lists, the first the names"),
    Key("yaml", _CONTENT, Kind.PATH, "the same from YAML"),
    Key("code", _CONTENT, Kind.TEXT, "source text, in a fixed pitch, as it stands"),
    Key("language", _CONTENT, Kind.NAME, "the language of `code`, for its colours"),
    Key("chart", _CONTENT, Kind.CHART, "a chart that PowerPoint can edit"),
    Key("quote", _CONTENT, Kind.OUTLINE, "somebody else's words"),
    Key("when", _CONTENT, Kind.CONDITION, "the condition under which this is in the deck"),
    Key("for", _CONTENT, Kind.LOOP, "this for each of several values"),
    Key("text", _CELL, Kind.TEXT, "the words of the cell"),
    Key("columns", _CELL, Kind.COUNT, "how many columns the cell spans"),
    Key("rows", _CELL, Kind.COUNT, "how many rows the cell spans"),
    Key("kind", _CHART, Kind.CHART_KIND, "what shows the numbers"),
    Key("rows", _CHART, Kind.ROWS, "the numbers: series named in the first row, categories in the first column"),
    Key("csv", _CHART, Kind.PATH, "the numbers from a file of data, instead of `rows`"),
    Key("json", _CHART, Kind.PATH, "the same from JSON"),
    Key("yaml", _CHART, Kind.PATH, "the same from YAML"),
    Key("categories", _CHART, Kind.NAME, "the column that names the categories; the file's first when not said"),
    Key("series", _CHART, Kind.COLUMNS, "the columns of numbers, in their order; all others when not said"),
    Key("where", _CHART, Kind.CONDITION, "which rows are shown"),
    Key("sort", _CHART, Kind.SORT, "in which order"),
    Key("title", _CHART, Kind.TEXT, "words above the chart"),
    Key("axes", _CHART, Kind.LIST, "the titles of the axes: `[Year, People]`"),
    Key("format", _CHART, Kind.FORMAT, "how numbers are shown; as they are written when not said"),
    Key("legend", _CHART, Kind.LEGEND, "where the names of several series, or of slices, stand"),
    Key("labels", _CHART, Kind.LABELS, "what stands at each point; at slices percentages when not said"),
    Key("stacked", _CHART, Kind.SWITCH, "whether the series stand on one another"),
    Key("caption", _CHART, Kind.TEXT, "words near the chart"),
    Key("alt", _CHART, Kind.TEXT, "what it says; made from its numbers when not said"),
    Key("row", _ROW, Kind.LIST, "the cells of a row that has options"),
    Key("when", _ROW, Kind.CONDITION, "the condition under which the row is in the table"),
    Key("for", _ROW, Kind.LOOP, "a row for each of several values"),
    Key("columns", _DATA, Kind.COLUMNS, "the columns that are shown, in their order; all when not said"),
    Key("where", _DATA, Kind.CONDITION, 'which rows are shown, by their columns, as `Day == 1 and Room != ""`'),
    Key("sort", _DATA, Kind.SORT, "in which order, as `[-People, City]`"),
    Key("name", _COLUMN, Kind.NAME, "the column's name in the file"),
    Key("title", _COLUMN, Kind.TEXT, "what stands in the header; its name when not said"),
    Key("align", _COLUMN, Kind.ALIGNS, "how it stands: left, center or right"),
    Key("filter", _COLUMN, Kind.FILTER, 'what each value goes through, as `number(1)` or `date("M/d")`'),
    Key("from", _LISTED, Kind.PATH, "a file, a folder or `FILE#id`"),
    Key("defaults", _LISTED, Kind.DEFAULTS, "what its slides say unless they say otherwise"),
)
"""All of our keys, in the order of the manual."""


def keys_of(where: Where) -> dict[str, Key]:
    """The keys of one place by their names, those of a later version too."""
    return {key.name: key for key in KEYS if key.where is where}


SETTINGS_KEYS = keys_of(Where.SETTINGS)
SLIDE_KEYS = keys_of(Where.SLIDE)
CONTENT_KEYS = keys_of(Where.CONTENT)
CELL_KEYS = keys_of(Where.CELL)
CHART_KEYS = keys_of(Where.CHART)
ROW_KEYS = keys_of(Where.ROW)
DATA_KEYS = keys_of(Where.DATA)
COLUMN_KEYS = keys_of(Where.COLUMN)
LISTED_KEYS = keys_of(Where.LISTED)

DEFAULT_KEYS = ("layout", "section", "hidden", "overflow", "footer", "number", "date")
"""The keys of a slide that `defaults` may hold: what several slides can say alike."""

PATH_KEYS = ("csv", "json", "yaml")
"""The keys that name a file of data."""
MAIN_KEYS = ("text", "items", "numbered", "picture", "table", "rows", *PATH_KEYS, "chart", "code", "quote")
"""The content keys that say what a content is; the others are options of one of them."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "start": ("numbered",),
    "alt": ("picture", "table", "chart"),
    "decorative": ("picture",),
    "caption": ("picture", "table", "chart", "code"),
    "fit": ("picture",),
    "focus": ("picture",),
    "link": ("picture",),
    "header": ("table",),
    "align": ("table",),
    "widths": ("table",),
    "total": ("table",),
    "language": ("code",),
    "when": MAIN_KEYS,
    "for": MAIN_KEYS,
}
"""For each option the main keys it may belong to; see `owner`."""

SLIDE_FIELDS: dict[str, str] = {
    "picture": "picture",
    "table": "table",
    "rows": "table",
    **dict.fromkeys(PATH_KEYS, "table"),
    "chart": "chart",
    "code": "code",
    "quote": "quote",
    "text": "text",
    "items": "body",
    "numbered": "body",
}
"""The field that a content written at slide level fills, by its main key: `picture: a.png` fills `picture`, a list
of items or numbers is the body."""


def owner(main: str) -> str:
    """The main key whose options one has: those of `rows` and of a file of data are a table's."""
    return "table" if main == "rows" or main in PATH_KEYS else main


def kind_of_path(path: str) -> str | None:
    """The key for a file of data with this ending; None when it says nothing."""
    ending = path.rpartition(".")[2].lower().replace("yml", "yaml")
    return ending if ending in PATH_KEYS else None


def available(keys: dict[str, Key]) -> list[str]:
    """The names an author may use now, for `did you mean`."""
    return [key.name for key in keys.values() if not key.is_later]
