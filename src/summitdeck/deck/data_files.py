"""Files of data: CSV with a header, JSON and YAML, read as rows whose values know their places.

The first line, or the first list, names the columns; rows that are mappings name their own. A value keeps its
spelling, and a column is found by its name as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, find_file
from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.core import plain_value
from summitdeck.deck.csv_reader import Entry, read_csv
from summitdeck.deck.events import read_nodes
from summitdeck.deck.figures import DataKind
from summitdeck.deck.json_reader import read_json
from summitdeck.deck.keys import kind_of_path
from summitdeck.deck.model import Var
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.source import Place, Source
from summitdeck.deck.stream import clean, divide, is_worthless
from summitdeck.frozen import NamedTuple, dataclass
from summitdeck.problems import Problem, Span, error, has_errors

MAX_ROWS = 100_000
"""Rows of a file of data that a deck may read: a few seconds' worth."""
DATA_LIMIT = 32 * 2**20
"""Characters of all files of data of a deck: two of the largest files."""

_UNUSUAL = {";": "semicolons", "\t": "tabs"}


class Datum(NamedTuple):
    """One value of a row."""

    value: Var
    start: int
    """Offset in the file of its first character, a quote included."""
    end: int


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of a file."""

    number: int
    """One-based; a header does not count."""
    cells: tuple[Datum | None, ...]
    """As many as the file has columns; None where the row says nothing, or `null`."""
    start: int
    end: int
    """Offset where another column of it would stand."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """The rows of a file."""

    source: Source
    names: tuple[str, ...]
    """Of the columns, in the order in which they are first met."""
    places: tuple[tuple[int, int], ...]
    """Where each name is first written: offsets."""
    rows: tuple[DataRow, ...]

    def span(self, cell: Datum | DataRow) -> Span:
        """Where a value stands, or where a row begins."""
        return self.source.span(cell.start, max(cell.end, cell.start + 1))

    def header(self) -> Span:
        """Where the names of the columns stand: all of the first line, or the first of them."""
        if not self.places:
            return self.source.span(0)
        return self.source.span(self.places[0][0], max(end for _, end in self.places))

    def place(self, cell: Datum) -> Place:
        """The place of a value."""
        return Place(self.source, cell.start, max(cell.end, cell.start + 1))

    def row_place(self, row: DataRow) -> Place:
        """The place of a row."""
        return Place(self.source, row.start, max(row.end, row.start + 1))

    def values(self, row: DataRow) -> dict[str, Var]:
        """A row as names with values; what it does not say is an empty text."""
        return {name: cell.value if cell else "" for name, cell in zip(self.names, row.cells, strict=True)}


def kind_of_file(path: Path) -> DataKind | None:
    """What a file holds, by its ending; None when that says nothing."""
    kind = kind_of_path(path.name)
    return DataKind(kind) if kind else None


def read_data(source: Source, kind: DataKind) -> tuple[DataFile | None, list[Problem]]:
    """The rows of a file of data, of a broken one as far as they could be read, and what is wrong.

    None when nothing could be read. Errors: `bad-csv`, `ragged-row`, `bad-json`, `bad-value`, `duplicate-key`,
    `too-large`, and YAML's own.
    """
    if kind is DataKind.CSV:
        return _csv_data(source)
    text, problems = clean(source) if kind is DataKind.YAML else (source.text, [])
    reading = Reading(source, text, problems)
    node = read_json(reading) if kind is DataKind.JSON else _one_node(reading)
    return (nodes_to_data(reading, node) if node is not None else None), reading.problems


def _one_node(reading: Reading) -> Node | None:
    """What a YAML file of one part holds."""
    parts = [part for part in divide(reading.text) if not is_worthless(reading.text, part)]
    if len(parts) > 1:
        span = reading.source.span(parts[0].end, parts[0].end + 3)
        reading.error("bad-value", "a file of data has one part", span, "take the `---` out")
    return read_nodes(reading, parts[0].start, parts[0].end) if parts else None


def _csv_data(source: Source) -> tuple[DataFile | None, list[Problem]]:
    lines, problems = read_csv(source)
    if not lines:
        return None, problems
    header, *body = lines
    names = tuple(entry.text.strip() for entry in header)
    unusual = next((words for sign, words in _UNUSUAL.items() if len(header) == 1 and sign in names[0]), None)
    if unusual and body:
        message = f"the columns of '{source.path.name}' are parted by {unusual}, not by commas"
        return None, [error("bad-csv", message, header[0].span(source), "save it as CSV with commas")]
    rows = []
    for number, line in enumerate(body, 1):
        if len(line) == len(header):
            cells = tuple([_datum(source, entry) for entry in line])
            rows.append(DataRow(number, cells, line[0].start, line[-1].end))
        else:
            problems.append(_ragged(source, number, names, line))
    return DataFile(source, names, tuple((entry.start, entry.end) for entry in header), tuple(rows)), problems


def _datum(source: Source, entry: Entry) -> Datum:
    """A value; blanks around one without quotes are none of it."""
    text, start, end = entry
    if start < end and source.text[start] != '"' and (text[0].isspace() or text[-1].isspace()):
        start += len(text) - len(text.lstrip())
        text = text.strip()
        end = start + len(text)
    return Datum(plain_value(text), start, end)


def _ragged(source: Source, number: int, names: Sequence[str], line: Sequence[Entry]) -> Problem:
    if len(line) < len(names):
        message = f"row {number} of '{source.path.name}' ends before its column '{names[len(line)]}'"
        return error("ragged-row", message, source.span(line[-1].end), "an empty value is written as nothing: `a,,c`")
    message = f"row {number} of '{source.path.name}' has {len(line)} values for {len(names)} columns"
    return error("ragged-row", message, line[len(names)].span(source), "a value with a comma in it stands in quotes")


def nodes_to_data(reading: Reading, node: Node) -> DataFile | None:
    """The rows of a list of mappings, or of a list of lists whose first names the columns."""
    if not isinstance(node, Items):
        reading.error("bad-value", "rows are a list, each with names and values", node, "as `- {city: Paris}`")
        return None
    if node.items and isinstance(node.items[0], Items):
        return _lists_to_data(reading, node)
    places: dict[str, tuple[int, int]] = {}
    found: list[tuple[int, Pairs, dict[str, Datum]]] = []
    for number, item in enumerate(node.items, 1):
        if not isinstance(item, Pairs):
            reading.error("bad-value", f"row {number} is no mapping of names to values", item, "as `- {city: Paris}`")
            continue
        for key, _ in item.pairs:
            places.setdefault(key.value, (key.start, key.end))
        cells = {key.value: made for key, value in item.pairs if (made := _node_datum(value)) is not None}
        found.append((number, item, cells))
    rows = [
        DataRow(number, tuple([cells.get(name) for name in places]), item.start, _end(item))
        for number, item, cells in found
    ]
    return DataFile(reading.source, tuple(places), tuple(places.values()), tuple(rows))


def _lists_to_data(reading: Reading, node: Items) -> DataFile | None:
    header, *body = node.items
    assert isinstance(header, Items)
    scalars = [item for item in header.items if isinstance(item, Scalar)]
    if len(scalars) < len(header.items):
        reading.error("bad-value", "the first row names the columns, each with a text", header, "as [City, People]")
        return None
    rows: list[DataRow] = []
    for number, item in enumerate(body, 1):
        if not isinstance(item, Items):
            reading.error("bad-value", f"row {number} is no list, as the first row is", item, "as [Paris, 4600]")
        elif len(item.items) != len(scalars):
            message = f"row {number} has {len(item.items)} values for {len(scalars)} columns"
            related = [("the columns", reading.span(header))]
            reading.error("ragged-row", message, item, 'write "" where there is no value', related)
        else:
            rows.append(DataRow(number, tuple(map(_node_datum, item.items)), item.start, _end(item)))
    names = tuple(scalar.value.strip() for scalar in scalars)
    places = tuple((scalar.start, scalar.end) for scalar in scalars)
    return DataFile(reading.source, names, places, tuple(rows))


def _end(node: Items | Pairs) -> int:
    return max(node.start, node.end - node.is_flow)


def _node_datum(node: Node) -> Datum | None:
    """A value; None for nothing, and for JSON's `null`."""
    if isinstance(node, Scalar) and node.style == "" and node.value in ("", "null"):
        return None
    return Datum(node_to_value(node), node.start, node.end)


def node_to_value(node: Node) -> Var:
    """A value as written: a text, a list, or names with values."""
    match node:
        case Scalar():
            if node.style in ("|", ">"):
                return node.value.rstrip("\n")
            return plain_value(node.value) if node.style == "" else node.value
        case Items():
            return tuple([node_to_value(item) for item in node.items])
        case Pairs():
            return {key.value: node_to_value(value) for key, value in node.pairs}


class DataFiles:
    """The files of data that a deck names, each read once; lives as long as one call of `resolve`."""

    def __init__(self, roots: Sequence[Path], text_of: Callable[[Path], str | Trouble]) -> None:
        self.roots = roots
        self.text_of = text_of
        self.sources: list[Source] = []
        self.problems: list[Problem] = []
        """What is wrong in the files themselves."""
        self._found: dict[tuple[Path, str], Path | Trouble] = {}
        self._read: dict[tuple[Path, DataKind], DataFile | Trouble | None] = {}
        self._size = 0

    def open(self, folder: Path, written: str, kind: DataKind) -> DataFile | Trouble | None:
        """A file named by a path seen from `folder`; None for one with mistakes, which are told then."""
        named = folder, written
        path = self._found.get(named)
        if path is None:
            path = self._found[named] = find_file(folder, written, self.roots)
        if isinstance(path, Trouble):
            return path
        key = path.resolve(), kind
        if key not in self._read:
            self._read[key] = self._open(path, kind)
        return self._read[key]

    def _open(self, path: Path, kind: DataKind) -> DataFile | Trouble | None:
        text = self.text_of(path)
        if isinstance(text, Trouble):
            return text
        self._size += len(text)
        if self._size > raised(DATA_LIMIT):
            message = f"the files of data of this deck hold more than {raised(DATA_LIMIT) // 2**20} million characters"
            return Trouble("file-too-large", message, how_to_raise(self._size, DATA_LIMIT))
        source = Source(path, display_name(path), text, is_data=True)
        self.sources.append(source)
        file, problems = read_data(source, kind)
        problems += _check(source, file) if not has_errors(problems) else ()
        self.problems += problems
        return None if has_errors(problems) else file


def _check(source: Source, file: DataFile | None) -> Iterator[Problem]:
    """No column stands twice, and there are rows, but not too many."""
    if file is None or not file.rows:
        yield error("no-rows", f"there is no row in '{source.path.name}'", Span(source.name, 1, 1))
        return
    if len(file.rows) > raised(MAX_ROWS):
        message = f"'{source.path.name}' has {len(file.rows):,} rows; at most {raised(MAX_ROWS):,} are read"
        span = file.span(file.rows[raised(MAX_ROWS)])
        yield error("too-large", message, span, how_to_raise(len(file.rows), MAX_ROWS))
    first: dict[str, int] = {}
    for index, name in enumerate(file.names):
        there = first.setdefault(name, index)
        if there != index:
            related = (("the first", source.span(*file.places[there])),)
            words = f"are called '{name}'" if name else "have no name"
            start, end = file.places[index]
            span = source.span(start, max(end, start + 1))
            yield error("bad-column", f"two columns {words}", span, "give each a name of its own", related)
