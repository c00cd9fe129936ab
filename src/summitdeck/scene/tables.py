"""Tables: the full grid, column widths by content, row heights computed, the largest size at which all fits.

PowerPoint has no autofit in cells and draws a row as high as its text needs, whatever the file says; so every
length is computed here and written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitdeck.deck.model import Align, Cell, Table, Words
from summitdeck.scene.model import SceneCell, SceneParagraph
from summitdeck.scene.paragraphs import LinkTarget, runs_to_measured, words_to_runs
from summitdeck.typeset.height import longest_unit_width, natural_width, text_height
from summitdeck.typeset.model import LevelStyle, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile

SIZES = (1800, 1600, 1400, 1200, 1100, 1000)
"""The ladder of a table's text, 1/100 pt; the last is the least that is read from the last row of a room."""
MARGINS = (109728, 73152, 109728, 73152)
"""Left, top, right, bottom of a cell, EMU: 0.12 and 0.08 inch, so that light rules have air."""
COMFORT = 228600
"""EMU a column gets beyond its longest text when there is room: a quarter of an inch."""
NARROWEST = 731520
"""EMU of the narrowest column when there is room: 0.8 inch, so that columns of one sign stand apart."""
NUMBER = re.compile(r"[-+−±]?[\d.,\s]*\d[\d.,\s]*\s?(?:%|％|円|€|\$|¥|人|件|社|回|枚|分|秒|ms|s|x|倍)?|[¥$€]\s?[\d.,]+")
SIGN_LENGTH = 2
"""Characters of what counts as a sign (○, △, ×, –, OK), which stands in the middle of its column."""
ALIGNS = {Align.LEFT: "l", Align.CENTER: "ctr", Align.RIGHT: "r"}


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the full grid: a written one, or one that a span covers."""

    cell: Cell
    across: bool = False
    """Covered from the left."""
    down: bool = False
    """Covered from above."""

    @property
    def is_origin(self) -> bool:
        """Whether the cell stands here itself."""
        return not (self.across or self.down)


@dataclass(frozen=True, slots=True)
class SizedTable:
    """A table with every length, not yet placed."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[SceneCell, ...], ...]
    size: int
    fits: bool
    """Whether it fits the room it was given, at the least size if need be."""

    @property
    def width(self) -> int:
        """EMU."""
        return sum(self.columns)

    @property
    def height(self) -> int:
        """EMU."""
        return sum(self.rows)


def table_grid(table: Table) -> tuple[tuple[GridCell, ...], ...]:
    """The full grid of a table: what a span covers is filled in. Reading has proved that the rows match."""
    taken: dict[tuple[int, int], GridCell] = {}
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            for down in range(cell.rows):
                for across in range(cell.columns):
                    taken[row + down, column + across] = GridCell(cell, across > 0, down > 0)
            column += cell.columns
    width = 1 + max(column for _, column in taken)
    empty = GridCell(Cell(()))
    return tuple(tuple(taken.get((row, column), empty) for column in range(width)) for row in range(len(table.rows)))


def column_aligns(table: Table, grid: Sequence[Sequence[GridCell]]) -> tuple[Align, ...]:
    """How each column stands: as told, else numbers right, signs in the middle, words left."""
    aligns = []
    for column in range(len(grid[0])):
        told = table.align[column] if column < len(table.align) else None
        texts = [_text(row[column].cell.words) for row in grid[table.header :] if row[column].is_origin]
        aligns.append(told or _align_of([text for text in texts if text]))
    return tuple(aligns)


def _align_of(texts: Sequence[str]) -> Align:
    if texts and all(NUMBER.fullmatch(text) for text in texts):
        return Align.RIGHT
    if texts and all(len(text) <= SIGN_LENGTH for text in texts):
        return Align.CENTER
    return Align.LEFT


def _text(words: Words) -> str:
    return "".join(run.text for run in words).strip()


def size_table(
    table: Table, style: LevelStyle, width: int, height: int, target: LinkTarget, minimum: int = SIZES[-1]
) -> SizedTable:
    """The table at the largest size of the ladder at which it fits `width` and `height` (EMU).

    When it fits at none it comes back at the least size with `fits` False.
    """
    grid = table_grid(table)
    aligns = column_aligns(table, grid)
    cells = tuple(
        tuple(_scene_cell(cell, ALIGNS[align], target) for cell, align in zip(row, aligns, strict=True)) for row in grid
    )
    sizes = [size for size in SIZES if size >= minimum] or [minimum]
    sized = None
    for size in sizes:
        measured = _measured(table, cells, replace(style, size=size))
        columns, whole = _column_widths(table, grid, measured, aligns, width)
        rows = _row_heights(grid, measured, columns)
        sized = SizedTable(columns, rows, cells, size, whole and sum(rows) <= height)
        if sized.fits:
            break
    assert sized is not None
    return sized


def _scene_cell(cell: GridCell, align: str, target: LinkTarget) -> SceneCell:
    if not cell.is_origin:
        return SceneCell((SceneParagraph(()),), 1, 1, cell.across, cell.down)
    runs = words_to_runs(cell.cell.words, target)
    paragraph = SceneParagraph(runs, align=None if align == "l" else align)
    return SceneCell((paragraph,), cell.cell.columns, cell.cell.rows)


Measured = tuple[tuple[SetParagraph, ...], ...]


def _measured(table: Table, cells: Sequence[Sequence[SceneCell]], style: LevelStyle) -> Measured:
    """Each cell's paragraph for typesetting; header and total are bold."""
    rows = []
    for number, row in enumerate(cells):
        bold = number < table.header or (table.total and number == len(cells) - 1)
        rows.append(tuple(SetParagraph(_bold(cell.paragraphs[0], bold), style) for cell in row))
    return tuple(rows)


def _bold(paragraph: SceneParagraph, bold: bool) -> tuple[SetRun, ...]:
    runs = runs_to_measured(paragraph.runs)
    return tuple(replace(run, bold=True) for run in runs) if bold else runs


def _column_widths(
    table: Table, grid: Sequence[Sequence[GridCell]], measured: Measured, aligns: Sequence[Align], room: int
) -> tuple[tuple[int, ...], bool]:
    """Widths of the columns, and whether no word had to be broken."""
    count = len(grid[0])
    least, most = [0] * count, [0] * count
    for row, paragraphs in zip(grid, measured, strict=True):
        for column, (cell, paragraph) in enumerate(zip(row, paragraphs, strict=True)):
            if cell.is_origin and cell.cell.columns == 1:
                least[column] = max(least[column], longest_unit_width(paragraph))
                most[column] = max(most[column], natural_width(paragraph))
    padding = MARGINS[0] + MARGINS[2]
    least = [width + padding for width in least]
    most = [max(width + padding, low) for width, low in zip(most, least, strict=True)]
    if table.widths:
        shares = [round(room * share / sum(table.widths)) for share in table.widths]
        return _exact(shares, room), all(have >= need for have, need in zip(shares, least, strict=True))
    return _by_content(least, _even(most, aligns), room)


def _even(most: Sequence[int], aligns: Sequence[Align]) -> list[int]:
    """The same widths, but all columns of signs, and all of numbers, as wide as their widest: a calm grid."""
    widest = {align: max((w for w, a in zip(most, aligns, strict=True) if a is align), default=0) for align in Align}
    return [w if a is Align.LEFT else widest[a] for w, a in zip(most, aligns, strict=True)]


def _by_content(least: Sequence[int], most: Sequence[int], room: int) -> tuple[tuple[int, ...], bool]:
    comfortable = [max(width + COMFORT, NARROWEST) for width in most]
    for wanted in (comfortable, most):
        if sum(wanted) <= room:
            return tuple(wanted), True
    slack = room - sum(least)
    if slack < 0:
        return _exact([round(room * width / sum(least)) for width in least], room), False
    stretch = sum(most) - sum(least)
    widths = [low + slack * (high - low) // max(1, stretch) for low, high in zip(least, most, strict=True)]
    return _exact(widths, room), True


def _exact(widths: Sequence[int], total: int) -> tuple[int, ...]:
    """The same widths with their rounding put on the last one, so that they sum up exactly."""
    return (*widths[:-1], total - sum(widths[:-1]))


def _row_heights(grid: Sequence[Sequence[GridCell]], measured: Measured, columns: Sequence[int]) -> tuple[int, ...]:
    """The height each row needs in PowerPoint and in LibreOffice, whichever is more."""
    heights = [0] * len(grid)
    spanning = []
    for number, (row, paragraphs) in enumerate(zip(grid, measured, strict=True)):
        for column, (cell, paragraph) in enumerate(zip(row, paragraphs, strict=True)):
            if not cell.is_origin:
                continue
            width = sum(columns[column : column + cell.cell.columns]) - MARGINS[0] - MARGINS[2]
            needed = _cell_height(paragraph, width)
            if cell.cell.rows == 1:
                heights[number] = max(heights[number], needed)
            else:
                spanning.append((number, cell.cell.rows, needed))
    for number, rows, needed in spanning:
        missing = needed - sum(heights[number : number + rows])
        if missing > 0:
            heights[min(number + rows, len(heights)) - 1] += missing
    return tuple(heights)


def _cell_height(paragraph: SetParagraph, width: int) -> int:
    text = max(text_height((paragraph,), width, profile, cell=True) for profile in Profile)
    return text + MARGINS[1] + MARGINS[3]
