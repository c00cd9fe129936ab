"""Tables: the height each row is drawn with, which is never less than its text needs, whatever the file says.

PowerPoint takes `a:tr/@h` for a minimum as soon as it opens the file (72 of 72 tables, TEXT.md 5.1), and so does
LibreOffice, which moreover sets East Asian lines in cells at their face's own pitch.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.ooxml.proof.lines import BEYOND, findings_of
from summitdeck.ooxml.proof.model import Cell, CellProof, Doubt, RowProof, Table, TableProof
from summitdeck.ooxml.proof.proving import Allowance, SetText, faces_of, line_widths, set_text
from summitdeck.scene.base import Frame
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.height import text_height
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import largest_size


def prove_table(table: Table, page: Frame, faces: Faces, allowance: Allowance) -> TableProof:
    """Everything that can be computed of a table; `page` is its slide."""
    cells = tuple([_prove_cell(cell, faces, allowance) for cell in table.cells])
    powerpoint = _row_heights(table, [cell.powerpoint_height for cell in cells])
    libreoffice = _row_heights(table, [cell.libreoffice_height for cell in cells])
    rows = tuple([RowProof(*heights) for heights in zip(table.rows, powerpoint, libreoffice, strict=True)])
    told = tuple([cell for cell in cells if cell.sizes or cell.doubts])
    return TableProof(table.at, table.frame, table.columns, rows, told, _off_page(table, rows, page))


def _prove_cell(cell: Cell, faces: Faces, allowance: Allowance) -> CellProof:
    text = cell.text
    paragraphs, doubts = text.paragraphs, text.doubts
    unmeasured = Doubt.SIDEWAYS in doubts or Doubt.EQUATION in doubts
    if not unmeasured and not allowance.take(paragraphs):
        unmeasured, doubts = True, tuple(dict.fromkeys((*doubts, Doubt.CUT)))
    if unmeasured:
        return CellProof(cell.row, cell.column, cell.rows, cell.columns, text.box.width, doubts=doubts)
    widths = line_widths(text)
    made = {profile: set_text(paragraphs, widths, profile, faces) for profile in Profile}
    narrowest = min(widths, default=text.box.width)
    heights = {p: text_height(paragraphs, narrowest, p, cell=True, faces=faces) for p in Profile}
    is_empty = not any(run.text.strip() for paragraph in paragraphs for run in paragraph.runs)
    return CellProof(
        cell.row,
        cell.column,
        cell.rows,
        cell.columns,
        text.box.width,
        () if is_empty else tuple([largest_size(paragraph) for paragraph in paragraphs]),
        faces_of(paragraphs, faces),
        _counts(made[Profile.POWERPOINT]),
        _counts(made[Profile.LIBREOFFICE]),
        heights[Profile.POWERPOINT],
        heights[Profile.LIBREOFFICE],
        findings_of(text, paragraphs, {profile: each.lines for profile, each in made.items()}),
        doubts,
    )


def _counts(made: SetText) -> tuple[int, ...]:
    return tuple([len(sizes) for sizes in made.sizes])


def _row_heights(table: Table, heights: Sequence[int]) -> list[int]:
    """The height each row is drawn with; a cell over several rows makes the last of them higher."""
    found = list(table.rows)
    spanning = []
    for cell, height in zip(table.cells, heights, strict=True):
        needed = height + cell.margins if height else 0
        if cell.rows == 1:
            found[cell.row] = max(found[cell.row], needed)
        else:
            spanning.append((cell.row, cell.row + cell.rows, needed))
    for first, last, needed in spanning:
        found[last - 1] += max(0, needed - sum(found[first:last]))
    return found


def _off_page(table: Table, rows: Sequence[RowProof], page: Frame) -> int:
    """EMU by which the table reaches beyond the page, as it is drawn."""
    frame = table.frame
    height = max(sum(row.powerpoint for row in rows), sum(row.libreoffice for row in rows))
    right = frame.x + sum(table.columns)
    beyond = max(0, frame.y + height - page.bottom, right - page.right, page.x - frame.x, page.y - frame.y)
    return beyond if beyond > BEYOND else 0
