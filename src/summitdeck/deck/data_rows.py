"""Tables and charts filled with the rows of a file: those that `where` leaves, in the order of `sort`.

What stands in a file is text and nothing else: marks and braces in it mean nothing. Numbers are sorted as numbers, and
before texts; texts by their characters' numbers in Unicode, in every language alike; what is empty comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble
from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.core import kind_of
from summitdeck.deck.data_files import DataFile, DataFiles, DataRow, Datum
from summitdeck.deck.data_reader import VALUE
from summitdeck.deck.expressions import Fault
from summitdeck.deck.file_vars import RowVar
from summitdeck.deck.model import Align, Cell, Chart, Column, Data, Name, Run, Table, Var, Words
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.scope import Scope
from summitdeck.deck.source import Place
from summitdeck.deck.tables import MAX_CELLS, MAX_ROWS
from summitdeck.deck.value_text import clean_value
from summitdeck.frozen import NamedTuple, replace
from summitdeck.problems import Problem, Span, did_you_mean, error, warning

MAX_LOOKED = 1_000_000
"""Rows that all tables, charts and values of a deck may look at, some ten seconds' worth: a loop over a file of
100,000 rows would take hours."""
TEXT_LIMIT = 100_000
"""Characters of a table or a chart from a file: as many as a slide may have that is written out."""
ROW = "row"
"""The name of all of a row in `where`: `row["Unit price"]` is a column whose name is no word."""

_Rows = tuple[tuple[Cell, ...], ...]


class _Chosen(NamedTuple):
    """A column of a file that is shown."""

    at: int
    """Its index in the file."""
    column: Column | None
    """What is said of it; None where all columns are shown."""


class DataRows:
    """Fills tables and charts; lives as long as one call of `resolve`."""

    def __init__(self, scope: Scope, files: DataFiles, folder: Path, words: Callable[[Words], Words]) -> None:
        self.scope = scope
        self.files = files
        self.folder = folder
        """Where paths are seen from that stand in no file."""
        self.words = words
        """Puts values into words."""
        self.looked = 0
        """Rows so far."""

    def table(self, table: Table) -> Table:
        """A table with its file's rows; with one empty cell where there are none to be had, which is told then."""
        data = table.data
        assert data is not None
        file = self._open(data)
        chosen = self._choose(file, data.columns) if file else None
        rows = self._rows(file, data, table.total) if file else None
        if file is None or chosen is None or rows is None or not self._is_fit(data, rows, chosen, MAX_ROWS):
            return replace(table, data=None, rows=((Cell(()),),), header=0, align=(), widths=(), total=False)
        made = self._cells(file, data, rows, chosen)
        if table.header:
            made = (tuple(self._title(file, each) for each in chosen), *made)
        align = self._align(table, chosen)
        widths = table.widths if self._has_width(table, "widths", len(table.widths), len(chosen)) else ()
        return replace(table, data=None, rows=made, align=align, widths=widths)

    def chart(self, chart: Chart) -> Chart:
        """A chart with its file's rows; with one number where there are none to be had, which is told then."""
        data = chart.data
        assert data is not None
        file = self._open(data)
        chosen = self._choose_series(file, data) if file else None
        rows = self._rows(file, data) if file else None
        if file is None or chosen is None or rows is None or not self._is_fit(data, rows, chosen, MAX_CELLS):
            return replace(chart, data=None, rows=((Cell(()), Cell(())), (Cell(()), Cell((Run("1"),)))))
        header = tuple(self._title(file, each) for each in chosen)
        return replace(chart, data=None, rows=(header, *self._cells(file, data, rows, chosen)))

    def variable(self, data: Data) -> tuple[RowVar, ...]:
        """The rows of a file as a list of values; empty where there are none to be had, which is told then."""
        file = self._open(data)
        rows = self._rows(file, data, may_be_empty=True) if file else None
        return tuple([RowVar(file.values(row), file.row_place(row)) for row in rows]) if file and rows else ()

    def _tell(self, code: str, message: str, place: Place | None, hint: str | None = None, *related: _Note) -> None:
        self.scope.tell(error(code, message, place.span() if place else None, hint, related))

    # The file

    def _open(self, data: Data) -> DataFile | None:
        path = words_to_text(self.words(data.path))
        if "{{" in path and any(run.is_value for run in data.path):
            return None  # the value was told
        folder = data.place.source.path.parent if data.place else self.folder
        file = self.files.open(folder, path, data.kind)
        if isinstance(file, Trouble):
            self._tell(file.code, file.message, data.place, file.hint)
            return None
        return file

    # The columns

    def _choose(self, file: DataFile, columns: Sequence[Column]) -> list[_Chosen] | None:
        """The columns that are named, or all; None when one of them is not there."""
        if not columns:
            return [_Chosen(index, None) for index in range(len(file.names))]
        found = [(self._find(file, column.name), column) for column in columns]
        chosen = [_Chosen(index, column) for index, column in found if index is not None]
        return chosen if len(chosen) == len(columns) else None

    def _choose_series(self, file: DataFile, data: Data) -> list[_Chosen] | None:
        """A chart's categories and its series."""
        from summitdeck.deck.chart_reader import MAX_SERIES

        first = self._find(file, data.categories) if data.categories else 0
        series = self._choose(file, data.columns)
        if first is None or series is None:
            return None
        if not data.columns:
            series = [each for each in series if each.at != first]
        if not series:
            hint = "the first column names the categories; write numbers into others"
            self._tell("missing-value", f"'{file.source.path.name}' has no column of numbers", data.place, hint)
        elif len(series) > MAX_SERIES:
            self._tell("too-large", f"a chart has at most {MAX_SERIES} series", data.place)
        else:
            return [_Chosen(first, None), *series]
        return None

    def _find(self, file: DataFile, name: Name) -> int | None:
        if name.text in file.names:
            return file.names.index(name.text)
        names = [known for known in file.names if known]
        hint = did_you_mean(name.text, names, "its columns are")
        message = f"'{file.source.path.name}' has no column '{name.text}'"
        self._tell("unknown-column", message, name.place, hint, ("its columns", file.header()))
        return None

    def _title(self, file: DataFile, chosen: _Chosen) -> Cell:
        """The cell of the header."""
        column = chosen.column
        if column and column.title:
            return Cell(column.title, place=column.name.place)
        start, end = file.places[chosen.at]
        return _cell(file.names[chosen.at], Place(file.source, start, max(end, start + 1)))

    def _align(self, table: Table, chosen: Sequence[_Chosen]) -> tuple[Align | None, ...]:
        """How the columns stand: as each says, else as the table does."""
        width = len(chosen)
        align = table.align * width if len(table.align) == 1 else table.align
        align = align if self._has_width(table, "align", len(align), width) else ()
        own = [each.column.align if each.column else None for each in chosen]
        if not any(own):
            return align
        return tuple([said or (align[at] if align else None) for at, said in enumerate(own)])

    def _has_width(self, table: Table, key: str, count: int, width: int) -> bool:
        if count not in (0, width):
            message = f"'{key}' has {count} values, but the table has {width} columns"
            self._tell("bad-value", message, table.place, "write one for each column")
        return count == width

    # The rows

    def _rows(
        self, file: DataFile, data: Data, has_total: bool = False, may_be_empty: bool = False
    ) -> list[DataRow] | None:
        """The rows that are shown, in their order; a total stays, and stays last. None when there is none."""
        self.looked += len(file.rows)
        if self.looked > raised(MAX_LOOKED):
            if self.looked - len(file.rows) <= raised(MAX_LOOKED):  # told once
                message = f"the tables and charts of this deck look at more than {raised(MAX_LOOKED):,} rows"
                self._tell("too-large", message, data.place, how_to_raise(self.looked, MAX_LOOKED))
            return None
        rows = list(file.rows)
        last = [rows.pop()] if has_total else []
        left = self._left(file, rows, data.where) if data.where else rows
        if last and len(left) < len(rows):
            message = "the last row, the total, also counts the rows that 'where' leaves out"
            self.scope.tell(warning("stale-total", message, file.span(last[0])))
        if not left and not may_be_empty:
            place = data.where.place if data.where and data.where.place else data.place
            hint = "give the table or the chart a `when`, or change the condition"
            self._tell("empty-table", f"no row of '{file.source.path.name}' is left", place, hint)
            return None
        for name in reversed(data.sort):
            found = self._sorted(file, left, name)
            if found is None:
                return None
            left = found
        return [*left, *last]

    def _left(self, file: DataFile, rows: Sequence[DataRow], where: Name) -> list[DataRow]:
        """The rows that meet a condition."""

        def note(index: int) -> tuple[_Note, ...]:
            return (f"row {rows[index].number}", file.span(rows[index])), ("the columns", file.header())

        all_values = map(file.values, rows)
        met = self.scope.rows_met(where, ({**values, ROW: values} for values in all_values), note)
        return [row for row, is_met in zip(rows, met, strict=True) if is_met]

    def _sorted(self, file: DataFile, rows: list[DataRow], name: Name) -> list[DataRow] | None:
        is_down = name.text not in file.names and name.text.startswith("-")
        index = self._find(file, replace(name, text=name.text[1:].strip()) if is_down else name)
        if index is None:
            return None
        keyed = [(_order(row.cells[index]), row) for row in rows]
        filled = [(key, row) for key, row in keyed if key is not None]
        filled.sort(key=lambda pair: pair[0], reverse=is_down)
        return [*(row for _, row in filled), *(row for key, row in keyed if key is None)]

    def _is_fit(self, data: Data, rows: Sequence[DataRow], chosen: Sequence[_Chosen], most_rows: int) -> bool:
        """Whether this is not more than a slide can hold."""
        cells, most = len(rows) * len(chosen), raised(MAX_CELLS)
        if cells <= most and len(rows) <= most_rows:
            return True
        message = f"these are {len(rows):,} rows of {len(chosen)} columns; at most {most:,} cells are shown"
        if cells <= most:
            message = f"these are {len(rows):,} rows; at most {most_rows:,} are shown"
        self._tell("too-large", message, data.place, "choose among them with `where:`, or among the columns")
        return False

    def _cells(self, file: DataFile, data: Data, rows: Sequence[DataRow], chosen: Sequence[_Chosen]) -> _Rows:
        made = tuple([tuple([self._cell(file, row, each) for each in chosen]) for row in rows])
        size = sum(len(run.text) for row in made for cell in row for run in cell.words)
        if size > raised(TEXT_LIMIT):
            message = f"these are {size:,} characters; at most {raised(TEXT_LIMIT):,} are shown"
            self._tell("too-large", message, data.place, how_to_raise(size, TEXT_LIMIT))
            return tuple([tuple([Cell(()) for _ in chosen]) for _ in rows[:1]])
        return made

    def _cell(self, file: DataFile, row: DataRow, chosen: _Chosen) -> Cell:
        cell = row.cells[chosen.at]
        if cell is None:
            return Cell((), place=Place(file.source, row.end, row.end + 1))
        column = chosen.column
        value: Var | Fault = cell.value
        if column and column.filter and value != "":
            value = self.scope.value_among(f"{VALUE} | {column.filter.text}", {VALUE: cell.value})
        if isinstance(value, str):
            return _cell(value, file.place(cell))
        self.scope.tell(_no_text(value, file, cell, column))
        return Cell((), place=file.place(cell))


_Note = tuple[str, Span]


def _no_text(value: Var | Fault, file: DataFile, cell: Datum, column: Column | None) -> Problem:
    """Why a value cannot stand in a cell."""
    place = column.filter.place if column and column.filter else None
    related = (("what it goes through", place.span()),) if place else ()
    if isinstance(value, Fault) and value.code == "unknown-filter" and place:
        return error(value.code, value.message, place.span(), value.hint)  # once, not for each cell
    if isinstance(value, Fault):
        return error(value.code, value.message, file.span(cell), value.hint, related)
    return error("value-not-text", f"this is {kind_of(value)}, and a cell holds a text", file.span(cell), None, related)


def _cell(text: str, place: Place) -> Cell:
    text = clean_value(str(text))
    return Cell((Run(text, place=place),) if text else (), place=place)


def _order(cell: Datum | None) -> tuple[int, float, str] | None:
    """What a value is sorted by; None for nothing."""
    from summitdeck.deck.charts import read_number

    text = cell.value if cell else ""
    if not isinstance(text, str):
        return (2, 0, "")
    text = str(text).strip()
    if not text:
        return None
    number = read_number(text)
    return (0, number.value, "") if number else (1, 0, text)
