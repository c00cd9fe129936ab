"""Rules of the self-check on tables: rows as long as the grid, spans marked, lengths that add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitdeck.frozen import TYPE_CHECKING, dataclass, field

if TYPE_CHECKING:
    from typing import Final


@dataclass(slots=True)
class Table:
    """A table as it is read. Lengths are EMU."""

    extent: tuple[int, int]
    """Width and height of the frame around it."""
    columns: list[int] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    rows: list[list[Mapping[str, str]]] = field(default_factory=list)
    """The attributes of each cell."""


TABLE_STARTS: Final = frozenset({"p:xfrm", "a:ext", "a:tbl", "a:gridCol", "a:tr", "a:tc"})
"""The elements whose beginning TableFacts is to be told of."""
TABLE_ENDS: Final = frozenset({"p:xfrm", "a:tbl"})
"""Those whose end it is to be told of."""


class TableFacts:
    """Gathers the tables of a part from its elements."""

    def __init__(self) -> None:
        self.done: list[Table] = []
        """Tables, each once its end has been met."""
        self._open: list[Table] = []
        self._in_frame = False
        self._extent = (0, 0)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        match tag:
            case "p:xfrm":
                self._in_frame = True
            case "a:ext" if self._in_frame:
                self._extent = (number(attributes, "cx"), number(attributes, "cy"))
            case "a:tbl":
                self._open.append(Table(self._extent))
            case "a:gridCol" if self._open:
                self._open[-1].columns.append(number(attributes, "w"))
            case "a:tr" if self._open:
                self._open[-1].heights.append(number(attributes, "h"))
                self._open[-1].rows.append([])
            case "a:tc" if self._open and self._open[-1].rows:
                self._open[-1].rows[-1].append(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "p:xfrm":
            self._in_frame = False
        elif tag == "a:tbl":
            self.done.append(self._open.pop())


def number(attributes: Mapping[str, str], name: str) -> int:
    """An attribute as a whole number; 0 when it is none."""
    written = attributes.get(name, "0")
    return int(written) if written.removeprefix("-").isdecimal() else 0


def size_faults(table: Table) -> Iterator[str]:
    """The table is as large as its frame."""
    if (sum(table.columns), sum(table.heights)) != table.extent:
        yield "a:tbl is not as large as its frame"


def table_faults(table: Table) -> Iterator[str]:
    """Rows are as long as the grid, spans stay within it, what they cover says so and nothing else does
    (PptxGenJS #180)."""
    for row, cells in enumerate(table.rows, 1):
        if len(cells) != len(table.columns):
            yield f"a:tr {row} has {len(cells)} cells, the grid has {len(table.columns)} columns"
            return
    if not any(any(cells) for cells in table.rows):
        return  # no cell says anything of spans
    covered: dict[tuple[int, int], tuple[bool, bool]] = {}
    for row, column, cell in _cells(table):
        if marks(cell) == (False, False):
            yield from _span_faults(table, row, column, covered)
    for row, column, cell in _cells(table):
        if marks(cell) != covered.get((row, column), (False, False)):
            yield f"a:tc in row {row + 1}, column {column + 1} has other merge marks than the spans around it say"


def _cells(table: Table) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            yield row, column, cell


def marks(cell: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether a cell says that it is covered from the left, and from above."""
    return cell.get("hMerge") in ("1", "true"), cell.get("vMerge") in ("1", "true")


def _span_faults(
    table: Table, row: int, column: int, covered: dict[tuple[int, int], tuple[bool, bool]]
) -> Iterator[str]:
    """The span of one cell; what it covers is entered in `covered`: from the left, from above."""
    cell = table.rows[row][column]
    across, down = number(cell, "gridSpan") or 1, number(cell, "rowSpan") or 1
    if row + down > len(table.rows) or column + across > len(table.columns):
        yield f"a:tc in row {row + 1}, column {column + 1} spans beyond the table"
        return
    for r in range(down):
        for c in range(across):
            if (r or c) and covered.setdefault((row + r, column + c), (c > 0, r > 0)) != (c > 0, r > 0):
                yield f"a:tc in row {row + 1}, column {column + 1} covers a cell that another one covers"
