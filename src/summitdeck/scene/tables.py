"""Tables: the full grid, column widths by content, row heights computed, the largest size at which all fits.

PowerPoint has no autofit in cells and draws a row as high as its text needs, whatever the file says; so every
length is computed here and written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import ceil

from summitdeck.deck.model import Align, Cell, Table
from summitdeck.deck.plain import words_to_text
from summitdeck.frozen import NamedTuple, dataclass, replace
from summitdeck.scene.frames import exact_parts
from summitdeck.scene.model import SceneCell, SceneParagraph
from summitdeck.scene.paragraphs import LinkTarget, runs_to_direction, runs_to_measured, words_to_runs
from summitdeck.scene.sizes import SIZES as SIZES
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.height import longest_unit_width, natural_width, planned_width, spared_width, text_height
from summitdeck.typeset.model import LevelStyle, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile

STYLE_COLOR = "tx1"
"""The role of text in the built-in table styles: what need not be written."""
MARGINS = (109728, 73152, 109728, 73152)
"""Left, top, right, bottom of a cell, EMU: 0.12 and 0.08 inch, so that light rules have air."""
PADDING = MARGINS[0] + MARGINS[2]
SLACK = 6350
"""EMU a column gets beyond its longest text: half a point. LibreOffice counts lengths in 1/100 mm, and each of the
column, its margins and its text may be rounded against the others."""
COMFORT = 228600
"""EMU a column gets beyond its longest text when there is room: a quarter of an inch."""
NARROWEST = 731520
"""EMU of the narrowest column when there is room: 0.8 inch, so that columns of one sign stand apart."""
_ALIKE = dict.fromkeys("−±+", "-") | dict.fromkeys("¥€", "$") | dict.fromkeys("％円人件社回枚分秒x倍", "%")
_SIGNS_AND_UNITS = str.maketrans(_ALIKE)
_NUMBER = r"-?[\d.,\s]*\d[\d.,\s]*(?:[%$]|([A-Za-z°]+))?|\$\s?[\d.,]+"
"""A number whose sign and unit are as `_SIGNS_AND_UNITS` has them: a set of them all takes 0.5 ms to compile."""
_UNITS = frozenset(["s", "ms", "min", "h", "m", "mm", "cm", "km", "g", "kg", "t", "kB", "MB", "GB", "TB", "°", "°C"])
_DASHES = "-–—―−"
"""What stands in a column of numbers where there is none."""
NUMBER_LENGTH = 40
"""Characters of the longest text that is looked at as a number."""
LEAST_UNBROKEN = 1400
"""1/100 pt: down to here text is made smaller so that no cell is broken; below, broken lines are read more easily."""
SIGN = re.compile(r"[^\w\s]{1,2}|〇|OK|NG|[xXvVyYnN]|[yY]es|[nN]o")
"""What counts as a sign (○, △, ×, –, OK), which stands in the middle of its column."""
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


Grid = tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class SizedTable:
    """A table with every length, not yet placed."""

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    cells: tuple[tuple[SceneCell, ...], ...]
    size: int
    fits: bool
    """Whether it fits the room it was given, at the least size if need be."""
    is_whole: bool = True
    """Whether no word had to be broken: else the columns are too narrow, however high the room is."""
    is_unbroken: bool = True
    """Whether each cell is one line."""
    least_width: int = 0
    """EMU it would have to be wide for no word to be broken, when one had to be."""

    @property
    def width(self) -> int:
        """EMU."""
        return sum(self.columns)

    @property
    def height(self) -> int:
        """EMU."""
        return sum(self.rows)


def table_grid(table: Table) -> Grid:
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
    width = 1 + max((column for _, column in taken), default=0)
    empty = GridCell(Cell(()))
    return tuple(tuple(taken.get((row, column), empty) for column in range(width)) for row in range(len(table.rows)))


def column_aligns(table: Table, grid: Grid) -> tuple[Align, ...]:
    """How each column stands: as told, else numbers right, signs in the middle, words left."""
    aligns = []
    for column in range(len(grid[0])):
        told = table.align[column] if column < len(table.align) else None
        texts = [words_to_text(row[column].cell.words).strip() for row in grid[table.header :] if row[column].is_origin]
        aligns.append(told or _align_of([text for text in texts if text]))
    return tuple(aligns)


def _is_number(text: str) -> bool:
    if len(text) > NUMBER_LENGTH:
        return False
    found = re.fullmatch(_NUMBER, text.translate(_SIGNS_AND_UNITS))
    return found is not None and (found[1] is None or found[1] in _UNITS)


def _align_of(texts: Sequence[str]) -> Align:
    numbers = [text for text in texts if text.strip(_DASHES)]
    if numbers and all(map(_is_number, numbers)):
        return Align.RIGHT
    if texts and all(SIGN.fullmatch(text) for text in texts):
        return Align.CENTER
    return Align.LEFT


def size_table(
    table: Table,
    style: LevelStyle,
    width: int,
    height: int | None,
    target: LinkTarget,
    largest: int | None = None,
    faces: Faces = resolve_face,
    ladder: Sequence[int] = SIZES,
) -> SizedTable:
    """The table at the largest size up to `largest` at which it fits `width` and `height` (EMU; None: any height).

    A size that leaves every cell on one line is better than a larger one, as long as it is not too small. When the
    table fits at none it comes back at the least size with `fits` False.
    """
    grid = table_grid(table)
    aligns = column_aligns(table, grid)
    cells = tuple(
        tuple(
            [
                _scene_cell(cell, _align(cell, align, number < table.header), style, number < table.header, target)
                for cell, align in zip(row, aligns, strict=True)
            ]
        )
        for number, row in enumerate(grid)
    )
    runs = _measured_runs(table, cells)
    sizes = [size for size in ladder if largest is None or size <= largest] or [ladder[-1]]
    first: SizedTable | None = None
    for size in sizes:
        sized = _at_size(table, grid, cells, runs, aligns, replace(style, size=size), width, height, faces)
        if sized.fits and (sized.is_unbroken or table.widths):
            return sized
        first = first or (sized if sized.fits else None)
        if first and size <= LEAST_UNBROKEN:
            break
    return first or sized


def _align(cell: GridCell, align: Align, is_header: bool) -> str:
    """A heading over several columns stands in their middle; all else as its column does."""
    return "ctr" if is_header and cell.cell.columns > 1 else ALIGNS[align]


def _scene_cell(cell: GridCell, align: str, style: LevelStyle, is_header: bool, target: LinkTarget) -> SceneCell:
    if not cell.is_origin:
        return SceneCell((SceneParagraph(()),), 1, 1, cell.across, cell.down)
    runs = words_to_runs(cell.cell.words, target)
    if is_header or style.color != STYLE_COLOR:  # LibreOffice gives a header the accent's colour, PowerPoint does not
        runs = tuple([replace(run, color=style.color) if run.link is None else run for run in runs])
    told = None if align == style.align else align
    paragraph = SceneParagraph(runs, align=told, direction=runs_to_direction(runs, style))
    return SceneCell((paragraph,), cell.cell.columns, cell.cell.rows)


_Runs = list[list[tuple[SetRun, ...]]]
_Measured = list[list[SetParagraph]]


def _measured_runs(table: Table, cells: Sequence[Sequence[SceneCell]]) -> _Runs:
    """Each cell's runs for typesetting; header and total are bold."""
    rows = []
    for number, row in enumerate(cells):
        bold = number < table.header or (table.total and number == len(cells) - 1)
        rows.append([_bold(runs_to_measured(cell.paragraphs[0].runs), bold) for cell in row])
    return rows


def _bold(runs: tuple[SetRun, ...], bold: bool) -> tuple[SetRun, ...]:
    return tuple([replace(run, bold=True) for run in runs]) if bold else runs


def _at_size(
    table: Table,
    grid: Grid,
    cells: tuple[tuple[SceneCell, ...], ...],
    runs: _Runs,
    aligns: Sequence[Align],
    style: LevelStyle,
    width: int,
    height: int | None,
    faces: Faces,
) -> SizedTable:
    measured = [[SetParagraph(own, style) for own in row] for row in runs]
    widths = _column_widths(table, grid, measured, aligns, width, faces)
    rows = _row_heights(grid, measured, widths.columns, _cell_height(SetParagraph((), style), width, faces), faces)
    fits = widths.is_whole and (height is None or sum(rows) <= height)
    whole, unbroken = widths.is_whole, widths.is_unbroken
    return SizedTable(widths.columns, rows, cells, style.size, fits, whole, unbroken, widths.least)


class _Widths(NamedTuple):
    columns: tuple[int, ...]
    is_whole: bool
    is_unbroken: bool = False
    least: int = 0


def _column_widths(
    table: Table, grid: Grid, measured: _Measured, aligns: Sequence[Align], room: int, faces: Faces
) -> _Widths:
    """Widths of the columns, and whether no word and no line had to be broken."""
    if table.widths:
        widths = exact_parts(room, table.widths)
        filled = _fullest(grid, measured, widths, faces)
        return _Widths(tuple(widths), filled <= 1, least=ceil(room * filled))
    least = _needed_widths(grid, measured, partial(longest_unit_width, faces=faces))
    natural = _needed_widths(grid, measured, partial(natural_width, faces=faces))
    most = [max(wide, low) for wide, low in zip(natural, least, strict=True)]
    return _by_content(least, most, _even(most, aligns), room)


def _origins(grid: Grid, measured: _Measured) -> Iterator[tuple[int, int, Cell, SetParagraph]]:
    """Row, column, cell and text of each cell that stands for itself."""
    for number, (row, paragraphs) in enumerate(zip(grid, measured, strict=True)):
        for column, (cell, paragraph) in enumerate(zip(row, paragraphs, strict=True)):
            if cell.is_origin:
                yield number, column, cell.cell, paragraph


def _needed_widths(grid: Grid, measured: _Measured, width_of: Callable[[SetParagraph], int]) -> list[int]:
    """EMU each column needs for its own cells, then for those that span several, which share out what they lack."""
    widths = [PADDING] * len(grid[0])
    spanning = []
    for _, column, cell, paragraph in _origins(grid, measured):
        needed = spared_width(width_of(paragraph)) + PADDING + SLACK if paragraph.runs else PADDING
        if cell.columns == 1:
            widths[column] = max(widths[column], needed)
        else:
            spanning.append((column, cell.columns, needed))
    for column, count, needed in spanning:
        own = widths[column : column + count]
        if needed > sum(own):
            more = exact_parts(needed - sum(own), [1.0] * count)
            widths[column : column + count] = [width + extra for width, extra in zip(own, more, strict=True)]
    return widths


def _fullest(grid: Grid, measured: _Measured, widths: Sequence[int], faces: Faces) -> float:
    """How much of its columns the longest word takes: more than 1 when it is broken."""
    return max(
        (
            (spared_width(longest_unit_width(paragraph, faces=faces)) + PADDING + SLACK)
            / max(1, sum(widths[column : column + cell.columns]))
            for _, column, cell, paragraph in _origins(grid, measured)
            if paragraph.runs
        ),
        default=0.0,
    )


def one_long_word(table: Table, sized: SizedTable, style: LevelStyle, room: int, faces: Faces) -> Cell | None:
    """The cell whose longest word alone makes a table too wide for `room` EMU: were it as long as the next one, no word
    would have to be broken. None where more than one word is too long, or where other `widths` would do."""
    grid, runs, style = table_grid(table), _measured_runs(table, sized.cells), replace(style, size=sized.size)
    measured = [[SetParagraph(own, style) for own in row] for row in runs]
    width_of = partial(longest_unit_width, faces=faces)
    found = [(width_of(own), cell) for _, _, cell, own in _origins(grid, measured) if own.runs]
    widest = max(found, key=lambda each: each[0], default=(0, None))[1]
    if widest is None:
        return None
    words = words_to_text(widest.words)
    least = max((width for width, cell in found if words_to_text(cell.words) != words), default=0)

    def shortened(paragraph: SetParagraph) -> int:
        return min(least, width_of(paragraph))

    by_content, with_it = (sum(_needed_widths(grid, measured, each)) for each in (shortened, width_of))
    return widest if by_content <= room < with_it else None


def _even(most: Sequence[int], aligns: Sequence[Align]) -> list[int]:
    """The same widths, but all columns of signs, and all of numbers, as wide as their widest: a calm grid."""
    widest = {align: max((w for w, a in zip(most, aligns, strict=True) if a is align), default=0) for align in Align}
    return [w if a is Align.LEFT else widest[a] for w, a in zip(most, aligns, strict=True)]


def _by_content(least: Sequence[int], most: Sequence[int], even: Sequence[int], room: int) -> _Widths:
    """Columns of the room they need: with air, else even, else as near to it as can be, else with broken lines."""
    for wanted in ([max(width + COMFORT, NARROWEST) for width in even], even):
        if sum(wanted) <= room:
            return _Widths(tuple(wanted), True, True)
    if sum(most) <= room:
        return _Widths(_between(most, even, room), True, True)
    if sum(least) <= room:
        return _Widths(_between(least, most, room), True)
    return _Widths(tuple(exact_parts(room, least)), False, least=sum(least))


def _between(low: Sequence[int], high: Sequence[int], room: int) -> tuple[int, ...]:
    """Widths that fill the room, each as far from `low` to `high` as the others."""
    more = exact_parts(room - sum(low), [most - least for least, most in zip(low, high, strict=True)])
    return tuple([least + extra for least, extra in zip(low, more, strict=True)])


def _row_heights(grid: Grid, measured: _Measured, columns: Sequence[int], least: int, faces: Faces) -> tuple[int, ...]:
    """The height each row needs in PowerPoint and in LibreOffice, whichever is more; that of an empty line at least."""
    heights = [least] * len(grid)
    spanning = []
    for number, column, cell, paragraph in _origins(grid, measured):
        needed = _cell_height(paragraph, sum(columns[column : column + cell.columns]) - PADDING, faces)
        if cell.rows == 1:
            heights[number] = max(heights[number], needed)
        else:
            spanning.append((number, cell.rows, needed))
    for number, rows, needed in spanning:
        missing = needed - sum(heights[number : number + rows])
        if missing > 0:
            heights[min(number + rows, len(heights)) - 1] += missing
    return tuple(heights)


def _cell_height(paragraph: SetParagraph, width: int, faces: Faces) -> int:
    room = max(1, planned_width(width))
    text = max(text_height((paragraph,), room, profile, cell=True, faces=faces) for profile in Profile)
    return text + MARGINS[1] + MARGINS[3]


def cut_table(sized: SizedTable, header: int, first: int, last: int) -> SizedTable:
    """The rows from `first` up to `last` of a table, below its header rows: a part of it on a page of its own."""
    return replace(
        sized,
        rows=sized.rows[:header] + sized.rows[first:last],
        cells=sized.cells[:header] + sized.cells[first:last],
    )
