"""Tables: the grid, the least height of each row, and the text of each cell with its margins."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import pairwise

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.inheritance import Inherited, under
from summitdeck.ooxml.proof.frames import SIDEWAYS
from summitdeck.ooxml.proof.model import At, Box, Cell, Doubt, Table, Text
from summitdeck.ooxml.proof.text_reader import Read, read_text
from summitdeck.ooxml.xml import Element
from summitdeck.scene.base import Frame

_MARGINS = (("marL", 91_440), ("marT", 45_720), ("marR", 91_440), ("marB", 45_720))
"""The attributes of a cell's margins with their defaults, EMU (ECMA-376-1, 21.1.3.17)."""
_PLAIN_STYLES = frozenset({"{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"})
"""PowerPoint's built-in "No Style" styles, with and without a grid: the only ones whose header is not bold."""
_NO_STYLE = ""
_FLAGS = ("firstRow", "lastRow", "firstCol", "lastCol")
_MOST_CELLS = 100_000
"""Cells of one table that are looked at: PowerPoint's own dialog makes at most 75 × 75."""
_MOST_KINDS = 4_096
"""Kinds of cells that are kept in mind: what a file of many cells, all different, may cost in memory."""

Bold = Mapping[str, bool]
"""By part of a table (`wholeTbl`, `firstRow`, …): whether a style makes it bold."""
TableStyles = Mapping[str, Bold]
"""The styles that the file itself defines, by their ids."""


def read_table_styles(tree: Element) -> TableStyles:
    """What of the styles in `ppt/tableStyles.xml` reaches widths: boldness."""
    return {
        (style.get("styleId") or "").upper(): {
            part.tag.removeprefix("a:"): True
            for part in style.children
            if (words := part.child("a:tcTxStyle")) is not None and words.get("b") == "on"
        }
        for style in tree.children
        if style.tag == "a:tblStyle"
    }


class _Look(NamedTuple):
    """Which cells of one table its style makes bold."""

    flags: frozenset[str]
    bold: Bold | None
    """None: a built-in style that the file does not define; it makes every flagged part bold."""

    def is_bold(self, row: int, column: int, rows: int, columns: int) -> bool:
        """Whether the cell is."""
        places = (("firstRow", row == 0), ("lastRow", row == rows - 1), ("firstCol", column == 0))
        parts = [name for name, here in (*places, ("lastCol", column == columns - 1)) if here and name in self.flags]
        if self.bold is None:
            return bool(parts)
        return self.bold.get("wholeTbl", False) or any(self.bold.get(part, False) for part in parts)


def read_table(table: Element, at: At, frame: Frame, inherited: Inherited, styles: TableStyles) -> Table:
    """A table in its frame. Its cells inherit the presentation's default text style, and boldness from its style."""
    grid = table.child("a:tblGrid")
    columns = tuple([max(0, each.integer("w") or 0) for each in grid.all("a:gridCol")]) if grid else ()
    rows = table.all("a:tr")
    look = _look(table.child("a:tblPr"), styles)
    known: dict[Hashable, _Kind] = {}
    cells: list[Cell] = []
    tops = _sums([max(0, row.integer("h") or 0) for row in rows])
    lefts = _sums(columns)
    for number, row in enumerate(rows):
        for column, element in enumerate(row.all("a:tc")[: len(columns)]):
            if len(cells) < _MOST_CELLS and not (element.flag("hMerge") or element.flag("vMerge")):
                bold = look.is_bold(number, column, len(rows), len(columns))
                kind = _kind(element, inherited, bold, known)
                cells.append(_cell(kind, at, number, column, (lefts, tops, frame)))
    heights = tuple([below - above for above, below in pairwise(tops)])
    return Table(at, frame, columns, heights, tuple(cells))


def _look(properties: Element | None, styles: TableStyles) -> _Look:
    if properties is None:
        return _Look(frozenset(), {})
    flags = frozenset(name for name in _FLAGS if properties.flag(name))
    named = properties.child("a:tableStyleId")
    style = named.text.strip().upper() if named else _NO_STYLE
    if style in styles:
        return _Look(flags, styles[style])
    return _Look(flags, {} if style in _PLAIN_STYLES or style == _NO_STYLE else None)


def _sums(lengths: list[int] | tuple[int, ...]) -> list[int]:
    found = [0]
    for length in lengths:
        found.append(found[-1] + length)
    return found


class _Kind(NamedTuple):
    """What cells that are written alike have in common."""

    read: Read
    doubts: tuple[Doubt, ...]
    rows: int
    columns: int
    vertical: str
    margins: tuple[int, int, int, int]
    """Left, top, right, bottom."""


def _kind(element: Element, inherited: Inherited, bold: bool, known: dict[Hashable, _Kind]) -> _Kind:
    """The kind of a cell; a table has many cells of few kinds, each of which is read once."""
    key = element.key(), bold
    kind = known.get(key)
    if kind is None:
        if len(known) >= _MOST_KINDS:
            known.clear()
        kind = known[key] = _read_kind(element, inherited, bold)
    return kind


def _read_kind(element: Element, inherited: Inherited, bold: bool) -> _Kind:
    properties = element.child("a:tcPr")
    left, top, right, bottom = (_margin(properties, name, usual) for name, usual in _MARGINS)
    vertical = (properties.get("vert") or "horz") if properties else "horz"
    body = element.child("a:txBody") or Element("a:txBody", {})
    read = read_text(body, under(inherited, body.child("a:lstStyle"), inherited.look), bold=bold)
    doubts = read.doubts
    if vertical in SIDEWAYS:
        doubts = () if read.is_empty else (*doubts, Doubt.SIDEWAYS)
    rows, columns = (max(1, element.integer(name) or 1) for name in ("rowSpan", "gridSpan"))
    return _Kind(read, doubts, rows, columns, vertical, (left, top, right, bottom))


def _cell(kind: _Kind, at: At, row: int, column: int, places: tuple[list[int], list[int], Frame]) -> Cell:
    """A cell that stands for itself."""
    lefts, tops, frame = places
    columns = min(kind.columns, len(lefts) - 1 - column)
    rows = min(kind.rows, len(tops) - 1 - row)
    left, top, right, bottom = kind.margins
    width, height = lefts[column + columns] - lefts[column], tops[row + rows] - tops[row]
    room_width, room_height = width - left - right, height - top - bottom
    area = Frame(frame.x + lefts[column], frame.y + tops[row], width, height)
    inside = Frame(area.x + left, area.y + top, max(0, room_width), max(0, room_height))
    if kind.vertical in SIDEWAYS:
        room_width, room_height = room_height, room_width
    box = Box(at, area, inside, max(1, room_width), room_height, vertical=kind.vertical)
    text = Text(box, kind.read.paragraphs, kind.read.margins_right, doubts=kind.doubts)
    return Cell(row, column, rows, columns, text, top + bottom)


def _margin(properties: Element | None, name: str, usual: int) -> int:
    stated = properties.integer(name) if properties else None
    return usual if stated is None else max(0, stated)
