"""Tables: rows of cells that stay as written, proved to make a full grid, and what may be said about them."""

from __future__ import annotations

from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.keys import CELL_KEYS, CONTENT_KEYS, PATH_KEYS, ROW_KEYS, available, kind_of_path
from summitdeck.deck.lines import as_in
from summitdeck.deck.model import Align, Cell, Data, Table, Terms
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import (
    missing_value,
    read_choice,
    read_count,
    read_numbers,
    read_switch,
    read_text,
    refuse_later,
    text_words,
    unknown_key,
)
from summitdeck.deck.pairs import pair_to_text
from summitdeck.deck.source import Place
from summitdeck.deck.terms import TERMS, read_terms
from summitdeck.frozen import NamedTuple, replace
from summitdeck.problems import Span, did_you_mean

MAX_COLUMNS = 200
"""Columns of a table. PowerPoint itself offers 75; the bound keeps a span from asking for the machine's memory."""
MAX_ROWS = 2000
"""Rows of a table, and rows that a cell may span."""

MAX_CELLS = 5_000
"""Cells of a table: each is set and measured, at several sizes."""

_Said = dict[str, tuple[Scalar, Node]]
_ALIGNS = tuple(align.value for align in Align)
_CHOICES = ("columns", "where", "sort")
_TABLE_OPTIONS = ("rows", *PATH_KEYS, *_CHOICES, "header", "align", "widths", "total", "caption", "alt")


def read_table(reading: Reading, key: Scalar, options: Pairs) -> Table | None:
    """A table from its options, among them `table` or `rows`; None when there are no rows to speak of.

    Errors: `missing-value`, `bad-value`, `ragged-row`, `bad-span`, `duplicate-key`, `unknown-key`.
    """
    count = len(reading.problems)
    said = _said(reading, options)
    if not said.keys().isdisjoint((*PATH_KEYS, *_CHOICES)):
        from summitdeck.deck.data_reader import read_data_options, refuse_without_file  # few tables come from files

        if not said.keys().isdisjoint(PATH_KEYS):
            data = read_data_options(reading, said)
            return None if data is None else _file_table(reading, said, data, reading.stretch(options))
        refuse_without_file(reading, said, _CHOICES)
    named = next((said[name] for name in ("rows", "table") if name in said), None)
    if named is None:
        if len(reading.problems) == count:  # else it is the table of a later version
            reading.error("missing-value", f"'{key.value}' has no rows", key, "write them as `rows: […]`")
        return None
    rows = _read_rows(reading, *named)
    if not rows:
        return None
    grid = _Grid(reading, rows)
    grid.prove()
    table = _table(reading, said, tuple(grid.rows), grid.width, reading.stretch(options))
    terms = tuple([row.terms for row in rows])
    return replace(table, terms=terms) if any(terms) else table


def _file_table(reading: Reading, said: _Said, data: Data, place: Place) -> Table:
    """A table whose rows come from a file; how wide it is may be known only then."""
    return replace(_table(reading, said, (), len(data.columns) or None, place), data=data)


def _said(reading: Reading, options: Pairs) -> _Said:
    """What is said about a table, in `table: {rows: …, header: 1}` and beside `table:`."""
    pairs: list[tuple[Scalar, Node]] = []
    for name, node in options.pairs:
        pairs += node.pairs if name.value == "table" and isinstance(node, Pairs) else [(name, node)]
    said: _Said = {}
    for name, node in pairs:
        if name.value in TERMS:
            continue  # of the whole table, read with what it stands in
        if name.value in CONTENT_KEYS and CONTENT_KEYS[name.value].is_later:
            refuse_later(reading, name)
        elif name.value not in _TABLE_OPTIONS and name.value != "table":
            unknown_key(reading, name, list(_TABLE_OPTIONS), "a table")
        elif name.value in said:
            related = [("first here", reading.span(said[name.value][0]))]
            reading.error("duplicate-key", f"'{name.value}' is written twice", name, "leave one of them", related)
        else:
            said[name.value] = (name, node)
    return said


class _Row(NamedTuple):
    """One row as written."""

    node: Items
    cells: list[Cell]
    terms: Terms | None


def _read_rows(reading: Reading, key: Scalar, node: Node) -> list[_Row]:
    if not isinstance(node, Items):
        if isinstance(node, Scalar) and not node.value.strip():
            missing_value(reading, key, node)
        else:
            hint = as_in("write each row as", "- [cell, cell]")
            if isinstance(node, Scalar) and (kind := kind_of_path(node.value)):
                hint = f"rows from a file: `{key.value}: {{{kind}: {node.value}}}`"
            reading.error("bad-value", f"'{key.value}' takes a list of rows", node, hint)
        return []
    if not node.items:
        missing_value(reading, key, node)
    rows: list[_Row] = []
    cells = 0
    for item in node.items[:MAX_ROWS]:
        terms = None
        if isinstance(item, Pairs) and any(name.value in ROW_KEYS for name, _ in item.pairs):
            item, terms = _read_row_options(reading, item)
        if not isinstance(item, Items):
            hint = as_in("write it as", "- [cell, cell]")
            reading.error("bad-value", "a row is a list of cells", item if item.end > item.start else key, hint)
            continue
        cells += len(item.items)
        if cells > raised(MAX_CELLS):
            count = sum(len(row.items) for row in node.items if isinstance(row, Items))
            message = f"a table has at most {raised(MAX_CELLS):,} cells"
            reading.error("too-large", message, item, how_to_raise(count, MAX_CELLS))
            break
        rows.append(_Row(item, [_read_cell(reading, cell) for cell in item.items], terms))
    if len(node.items) > MAX_ROWS:
        reading.error("too-large", f"a table has at most {MAX_ROWS} rows", node.items[MAX_ROWS])
    return rows


def _read_row_options(reading: Reading, node: Pairs) -> tuple[Node, Terms | None]:
    """The cells and the terms of `{row: […], for: …}`; the mapping itself when it has no cells."""
    terms = [(key, value) for key, value in node.pairs if key.value in TERMS]
    for key, _ in node.pairs:
        if key.value not in ROW_KEYS:
            unknown_key(reading, key, available(ROW_KEYS), "a row")
    return node.get("row") or node, read_terms(reading, terms)


def _read_cell(reading: Reading, node: Node) -> Cell:
    """A cell: its text as written, or a mapping of `text`, `columns` and `rows`; nothing at all is an empty cell."""
    place = reading.stretch(node)
    if isinstance(node, Scalar):
        return Cell(text_words(reading, node), 1, 1, place)
    if isinstance(node, Items):
        hint = 'quote it when the brackets are text: "[…]"'
        reading.error("bad-value", "a cell holds words, not a list", node, hint)
        return Cell((), place=place)
    if len(node.pairs) == 1 and node.pairs[0][0].value not in CELL_KEYS:
        key, value = node.pairs[0]
        if isinstance(value, Scalar):
            return Cell(reading.words(pair_to_text(reading, key, value)), 1, 1, place)
    return _read_cell_options(reading, node)


def _read_cell_options(reading: Reading, node: Pairs) -> Cell:
    spans = {"columns": 1, "rows": 1}
    words = None
    for key, value in node.pairs:
        if key.value in spans:
            limit = MAX_COLUMNS if key.value == "columns" else MAX_ROWS
            spans[key.value] = read_count(reading, key, value, 1, limit) or 1
        elif key.value == "text":
            empty = isinstance(value, Scalar) and not value.value
            words = () if empty else read_text(reading, key, value)
        elif key.value in CONTENT_KEYS and CONTENT_KEYS[key.value].is_later:
            refuse_later(reading, key)
        else:
            unknown_key(reading, key, available(CELL_KEYS), "a cell")
    if words is None:
        reading.error("missing-value", "the cell has no 'text'", node, 'write text: "" for an empty one')
    return Cell(words or (), spans["columns"], spans["rows"], reading.stretch(node))


class _Grid:
    """The cells of a table on their grid, as HTML counts them: what a span covers is not written."""

    def __init__(self, reading: Reading, rows: list[_Row]) -> None:
        self.reading = reading
        self.written = rows
        self.rows: list[tuple[Cell, ...]] = []
        self.width = sum(cell.columns for cell in rows[0].cells)
        if self.width > MAX_COLUMNS:
            reading.error("too-large", f"a table has at most {MAX_COLUMNS} columns", rows[0].node)
            self.width = MAX_COLUMNS
        self.covered = [0] * self.width
        """For each column, how many rows from here on a cell above covers."""

    def prove(self) -> None:
        """Tell of rows that do not fill the grid, and fill or cut them, so that who reads on finds a grid."""
        for number, (node, cells, terms) in enumerate(self.written):
            left = len(self.written) - number
            if terms is not None:
                self.check_terms(node, cells)
            self.rows.append(self.row(node, cells, left))
        if not self.width:
            self.reading.error("ragged-row", "the first row has no cells", self.written[0].node)

    def check_terms(self, node: Items, cells: list[Cell]) -> None:
        """A row that may be left out, or be there many times, shares no cell with another."""
        if any(self.covered) or any(cell.rows > 1 for cell in cells):
            message = "a cell that spans rows stands in a row with 'when' or 'for'"
            self.reading.error("bad-span", message, node, "write such a row without cells that span rows")

    def row(self, node: Items, cells: list[Cell], left: int) -> tuple[Cell, ...]:
        """One row as it fits the grid."""
        free = [column for column in range(self.width) if not self.covered[column]]
        self.covered = [max(0, rows - 1) for rows in self.covered]
        found = sum(cell.columns for cell in cells)
        comma = self.last_comma(node)
        if found != len(free):
            self.tell_ragged(node, cells, len(free), found, comma is not None)
        elif comma is not None:
            message = f"YAML counts nothing behind the last comma: this row has {_count(len(cells))}"
            hint = 'write "" for an empty cell, or leave the comma out'
            self.reading.warning("trailing-comma", message, self.reading.source.span(comma), hint)
        at, fitted = 0, []
        for cell in cells:
            if at + cell.columns > len(free):
                break
            columns = free[at : at + cell.columns]
            if columns[-1] - columns[0] >= cell.columns:
                message = f"the cell spans {cell.columns} columns, but a cell from above stands among them"
                self.reading.error("bad-span", message, self.span(cell, node))
                cell = Cell(cell.words, 1, 1, cell.place)
                columns = columns[:1]
            rows = min(cell.rows, left)
            if rows < cell.rows:
                message = f"the cell spans {cell.rows} rows, more than are left ({left})"
                self.reading.error("bad-span", message, self.span(cell, node))
                cell = Cell(cell.words, cell.columns, rows, cell.place)
            for column in columns:
                self.covered[column] = rows - 1
            at += cell.columns
            fitted.append(cell)
        return (*fitted, *(Cell(()) for _ in range(len(free) - at)))

    def span(self, cell: Cell, node: Items) -> Span | Items:
        """Where to point for a cell: at it, or at its row."""
        return cell.place.span() if cell.place is not None else node

    def last_comma(self, node: Items) -> int | None:
        """Offset of a comma at a row's end, None without: a person counts a cell behind it, YAML does not."""
        text = self.reading.source.text
        if not node.is_flow or not text[node.start : node.end - 1].rstrip().endswith(","):
            return None
        return text.rindex(",", node.start, node.end)

    def tell_ragged(self, node: Items, cells: list[Cell], free: int, found: int, has_comma: bool) -> None:
        """Tell of a row that has more or fewer cells than there are free columns."""
        first = self.written[0].node
        spanned = f", which span {found} columns" if found != len(cells) else ""
        covered = f" ({self.width} columns, {self.width - free} covered from above)" if free != self.width else ""
        message = f"this row has {_count(len(cells))}{spanned}; expected {free}{covered}"
        related = [] if node is first else [("the first row", self.reading.span(first))]
        hint = 'write "" for an empty cell' + ("; YAML counts nothing behind the last comma" if has_comma else "")
        self.reading.error("ragged-row", message, node, hint, related)


def _count(cells: int) -> str:
    return f"{cells} cell" if cells == 1 else f"{cells} cells"


def _table(reading: Reading, said: _Said, rows: tuple[tuple[Cell, ...], ...], width: int | None, place: Place) -> Table:
    """The table with what is said about it; without rows where they come from a file, and then of unknown width."""
    most = len(rows) if rows else 1
    header = read_count(reading, *said["header"], 0, most) if "header" in said else min(1, most)
    return Table(
        rows=rows,
        header=1 if header is None else header,
        align=_read_align(reading, *said["align"], width) if "align" in said else (),
        widths=_read_widths(reading, *said["widths"], width) if "widths" in said else (),
        total=bool(read_switch(reading, *said["total"])) if "total" in said else False,
        caption=read_text(reading, *said["caption"]) if "caption" in said else (),
        alt=read_text(reading, *said["alt"]) if "alt" in said else (),
        place=place,
    )


def _read_align(reading: Reading, key: Scalar, node: Node, width: int | None) -> tuple[Align | None, ...]:
    """One word for all columns, or one for each; `auto` leaves a column to the layout."""
    if isinstance(node, Scalar):
        align = read_choice(reading, key, node, Align)
        return () if align is None else (align,) * (width or 1)
    if not isinstance(node, Items):
        reading.error("bad-value", "'align' takes a word, or a list of words", node, "as [left, center, right]")
        return ()
    if not _has_width(reading, key, node, len(node.items), width):
        return ()
    aligns: list[Align | None] = []
    for item in node.items:
        word = item.value if isinstance(item, Scalar) else "a list"
        aligns.append(Align(word) if word in _ALIGNS else None)
        if word not in _ALIGNS and word != "auto":
            hint = did_you_mean(word, [*_ALIGNS, "auto"], "a column stands")
            reading.error("bad-value", f"a column does not stand '{word}'", item, hint)
    return tuple(aligns)


def _read_widths(reading: Reading, key: Scalar, node: Node, width: int | None) -> tuple[float, ...]:
    numbers = read_numbers(reading, key, node, "[2, 1, 1]")
    if numbers is None or not _has_width(reading, key, node, len(numbers), width):
        return ()
    for number, item in numbers:
        if not number:
            reading.error("bad-value", "a column cannot be 0 wide", item, "shares count from above 0")
            return ()
    return tuple(number for number, _ in numbers)


def _has_width(reading: Reading, key: Scalar, node: Node, count: int, width: int | None) -> bool:
    if width is not None and count != width:
        message = f"'{key.value}' has {count} values, but the table has {width} columns"
        reading.error("bad-value", message, node, "write one for each column")
    return width is None or count == width
