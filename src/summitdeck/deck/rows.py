"""Rows of values, for many decks of one source: from CSV, from JSON or YAML, or handed over.

A row's columns are names of values; a dot in a name nests: `summit.city` is `{{ summit.city }}`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, read_text
from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.data_files import DataFile, kind_of_file, nodes_to_data, read_data
from summitdeck.deck.lines import shorten
from summitdeck.deck.model import Var
from summitdeck.deck.nodes import Node, Reading
from summitdeck.deck.source import Source
from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.problems import Problem, Span, error

if TYPE_CHECKING:
    from typing import Any


MAX_ROWS = 10_000
"""Rows of one file: each is a deck of its own, and nobody sends out more of them at once."""
_SHOWN = 3
"""Values that name a row to a person."""

Named = tuple[str, Var, Span | None]
"""A column's name, the value of a row in it, and where the name stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one deck."""

    number: int
    """One-based; a header does not count."""
    values: Mapping[str, Var]
    """Nested."""
    columns: tuple[str, ...]
    """The names as written, dots included."""
    span: Span | None = None
    """Where it begins; None for a row that stands in no file."""
    end: Span | None = None
    """Where another column of it would stand."""

    def describe(self) -> str:
        """`row 2 (slug: paris, summit.city: Paris)`."""
        named = ((name, look_up(self.values, name)) for name in self.columns)
        shown = [f"{name}: {shorten(value)}" for name, value in named if isinstance(value, str)][:_SHOWN]
        return f"row {self.number} ({', '.join(shown)})" if shown else f"row {self.number}"


def look_up(values: Mapping[str, Var], name: str) -> Var | None:
    """The value of a dotted name; None when there is none."""
    value: Var = values
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value


def read_rows(
    path: Path, *, text_of: Callable[[Path], str | Trouble] = read_text
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of a `.csv` file with a header, or of a `.json` or `.yaml` file that is a list of rows.

    UTF-8, a byte order mark is skipped. Errors: those of files, `bad-csv`, `ragged-row`, `bad-column`, `no-rows`,
    `too-large`, and YAML's own.
    """
    text = text_of(path)
    if isinstance(text, Trouble):
        return (), (error(text.code, text.message, None, text.hint),)
    source = Source(path, display_name(path), text)
    kind = kind_of_file(path)
    if kind is None:
        message = f"'{path.name}' is no kind of table that is known"
        return (), (error("bad-value", message, None, "a table of values ends in .csv, .json or .yaml"),)
    file, problems = read_data(source, kind)
    rows = _rows(file, problems) if file else []
    if not rows and not problems:
        problems.append(error("no-rows", f"there is no row in '{path.name}'", Span(source.name, 1, 1)))
    if len(rows) > raised(MAX_ROWS):
        hint = how_to_raise(len(rows), MAX_ROWS)
        message = f"'{path.name}' has {len(rows):,} rows; at most {raised(MAX_ROWS):,} are read"
        return (), (error("too-large", message, rows[raised(MAX_ROWS)].span, hint),)
    return tuple(rows), tuple(problems)


def make_rows(given: Iterable[Mapping[str, Var]]) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Rows that stand in no file: each a mapping of names to texts, lists or mappings."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, values in enumerate(given, 1):
        named = [(name, value, None) for name, value in values.items()]
        rows.append(Row(number, _nest(named, problems, set()), tuple(values)))
    return tuple(rows), tuple(problems)


def node_to_rows(reading: Reading, node: Node) -> list[Row]:
    """The rows of a list of mappings; what is wrong is told to `reading`."""
    file = nodes_to_data(reading, node)
    return _rows(file, reading.problems) if file else []


def _rows(file: DataFile, problems: list[Problem]) -> list[Row]:
    """The rows of a file of data, each with the columns that it says something in."""
    spans = [file.source.span(start, max(end, start + 1)) for start, end in file.places]
    told: set[str] = set()
    rows = []
    for row in file.rows:
        named = [
            (name, cell.value, span) for name, cell, span in zip(file.names, row.cells, spans, strict=True) if cell
        ]
        values = _nest(named, problems, told)
        end = file.source.span(row.end)
        rows.append(Row(row.number, values, tuple(name for name, _, _ in named), file.span(row), end))
    return rows


def _nest(named: Sequence[Named], problems: list[Problem], told: set[str]) -> dict[str, Var]:
    """Values by their names, dots nested; what is wrong with a name is told once."""
    values: dict[str, Any] = {}
    for name, value, span in named:
        *groups, last = name.split(".")
        fault = None if all(map(str.isidentifier, (*groups, last))) else f"'{name}' cannot be the name of a value"
        target = values
        for group in groups if not fault else ():
            target = target.setdefault(group, {})
            if not isinstance(target, dict):
                fault = f"'{group}' has a value already, so it cannot hold '{name}'"
                break
        if not fault and last in target:
            fault = f"the column '{name}' has a value already"
        if not fault:
            target[last] = dict(value) if isinstance(value, Mapping) else value
        elif name not in told:
            told.add(name)
            hint = "a name holds letters, digits and _, a letter first; a dot nests: summit.city"
            problems.append(error("bad-column", fault, span, hint))
    return values
