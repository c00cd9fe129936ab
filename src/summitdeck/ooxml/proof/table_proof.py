"""Tables: the height each row is drawn with, which is never less than its text needs, whatever the file says.

PowerPoint takes `a:tr/@h` for a minimum as soon as it opens the file (72 of 72 tables, TEXT.md 5.1), and so does
LibreOffice, which moreover sets East Asian lines in cells at their face's own pitch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.proof.lines import BEYOND, findings_of
from summitdeck.ooxml.proof.model import Cell, CellProof, Doubt, FaceUse, Finding, RowProof, Table, TableProof, Text
from summitdeck.ooxml.proof.proving import Allowance, SetText, faces_of, line_widths, set_text_everywhere
from summitdeck.scene.base import Frame
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.height import cell_lines_to_height, lines_to_height, text_height
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import largest_size


def prove_table(table: Table, page: Frame, faces: Faces, allowance: Allowance) -> TableProof:
    """Everything that can be computed of a table; `page` is its slide."""
    proven: dict[tuple[int, int, tuple[Doubt, ...]], _Proven] = {}
    cells = [_prove_cell(cell, faces, allowance, proven) for cell in table.cells]
    powerpoint = _row_heights(table, [cell.powerpoint_height for cell in cells])
    libreoffice = _row_heights(table, [cell.libreoffice_height for cell in cells])
    rows = tuple([RowProof(*heights) for heights in zip(table.rows, powerpoint, libreoffice, strict=True)])
    told = [(cell, each) for cell, each in zip(table.cells, cells, strict=True) if each.sizes or each.doubts]
    proofs = tuple([CellProof(c.row, c.column, c.rows, c.columns, c.text.box.width, *each) for c, each in told])
    return TableProof(table.at, table.frame, table.columns, rows, proofs, _off_page(table, rows, page))


class _Proven(NamedTuple):
    """What is computed of a cell's text wherever it stands: fields of CellProof, in its order."""

    sizes: tuple[int, ...] = ()
    faces: tuple[FaceUse, ...] = ()
    powerpoint: tuple[int, ...] = ()
    libreoffice: tuple[int, ...] = ()
    powerpoint_height: int = 0
    libreoffice_height: int = 0
    findings: tuple[Finding, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def _prove_cell(
    cell: Cell, faces: Faces, allowance: Allowance, proven: dict[tuple[int, int, tuple[Doubt, ...]], _Proven]
) -> _Proven:
    """The proof of a cell. Those written alike share their paragraphs, and among them those as wide share a proof."""
    text = cell.text
    if Doubt.SIDEWAYS in text.doubts or Doubt.EQUATION in text.doubts:
        return _Proven(doubts=text.doubts)
    if not allowance.take(text.paragraphs):
        return _Proven(doubts=tuple(dict.fromkeys((*text.doubts, Doubt.CUT))))
    key = id(text.paragraphs), text.box.width, text.doubts
    if key not in proven:
        proven[key] = _prove(text, faces)
    return proven[key]


def _prove(text: Text, faces: Faces) -> _Proven:
    paragraphs, doubts = text.paragraphs, text.doubts
    made = set_text_everywhere(paragraphs, line_widths(text), faces)
    heights = _heights(text, made, faces)
    is_empty = not any(run.text.strip() for paragraph in paragraphs for run in paragraph.runs)
    return _Proven(
        () if is_empty else tuple([largest_size(paragraph) for paragraph in paragraphs]),
        faces_of(paragraphs, faces),
        _counts(made[Profile.POWERPOINT]),
        _counts(made[Profile.LIBREOFFICE]),
        heights[Profile.POWERPOINT],
        heights[Profile.LIBREOFFICE],
        findings_of(text, paragraphs, {profile: each.lines for profile, each in made.items()}),
        doubts,
    )


def _heights(text: Text, made: Mapping[Profile, SetText], faces: Faces) -> dict[Profile, int]:
    """Of the text as it is set; where paragraphs have right margins, as if all had the widest."""
    paragraphs = text.paragraphs
    if text.margins_right:
        narrowest = min(line_widths(text))
        return {each: text_height(paragraphs, narrowest, each, cell=True, faces=faces) for each in Profile}
    spacings = [paragraph.style.line_spacing for paragraph in paragraphs]
    lines, sizes = made[Profile.LIBREOFFICE].lines, made[Profile.LIBREOFFICE].sizes
    texts = [
        found.texts if found else ("".join([run.text for run in paragraph.runs]),)
        for paragraph, found in zip(paragraphs, lines, strict=True)
    ]
    return {
        Profile.POWERPOINT: lines_to_height(
            paragraphs, made[Profile.POWERPOINT].sizes, Profile.POWERPOINT, spacings, False
        ),
        Profile.LIBREOFFICE: cell_lines_to_height(paragraphs, list(zip(texts, sizes, strict=True)), False),
    }


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
