"""How high and how wide a text is, in EMU.

A line is 1.2 em times its spacing, whatever the face: measured on PowerPoint by three projects, and in LibreOffice
on imported files; only LibreOffice's table cells take the face's own pitch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from summitdeck.frozen import NamedTuple
from summitdeck.typeset.bullets import numbers, text_left
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import SetParagraph, Spacing
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import is_surely_one_line, largest_size
from summitdeck.typeset.scripts import has_east_asian
from summitdeck.typeset.setting import Measured, Span, line_sizes, set_paragraph

LINE = 1524
"""1/10 EMU of a line of text of 1/100 pt: 1.2 em."""
EM = 1270
"""1/10 EMU of the em of text of 1/100 pt."""
CELL_EAST_ASIAN = 1848
"""1/10 EMU of an East Asian line in a LibreOffice table cell: 1.448 em, the pitch of Noto Sans CJK, and what
rounding to dots adds to it (1.455 measured at 20 pt). Other lines take less there than 1.2 em."""
SPARE = 800
"""Of a line's width one part in so many stays free where room is planned. LibreOffice 25.2 draws some sizes up to 0.1 %
wider than is computed (0.07 % is the spread in 7.4), and breaks a line that would just fit."""


class Columns(NamedTuple):
    """The columns of a box that has several."""

    height: int
    """Of each, EMU; more than nothing."""
    number: int


Dimensions = tuple[tuple[int, ...], ...]
"""Size of each line of each paragraph, 1/100 pt."""
CellLines = tuple[tuple[str, ...], tuple[int, ...]]
"""The texts of a paragraph's lines, and their sizes, 1/100 pt."""


def text_height(
    paragraphs: Sequence[SetParagraph],
    width: int,
    profile: Profile,
    *,
    first_last: bool = False,
    cell: bool = False,
    faces: Faces = resolve_face,
) -> int:
    """Height of a text in a box of `width` EMU between its insets; the insets are not in it.

    `first_last`: whether space before the first and after the last paragraph counts (spcFirstLastPara).
    `cell`: whether the text stands in a table cell, where LibreOffice takes the faces' own line pitch.
    """
    if cell and profile is Profile.LIBREOFFICE:
        return _cell_height(paragraphs, width, first_last, faces)
    lines = text_lines(paragraphs, width, profile, faces)
    return lines_to_height(paragraphs, lines, profile, [p.style.line_spacing for p in paragraphs], first_last)


def text_lines(paragraphs: Sequence[SetParagraph], width: int, profile: Profile, faces: Faces) -> Dimensions:
    """The lines of a text, as far as its height needs them."""
    counted = zip(paragraphs, numbers(paragraphs), strict=True)
    return tuple(
        [
            (largest_size(paragraph),)
            if is_surely_one_line(paragraph, width, number, faces)
            else line_sizes(paragraph, width, profile, number=number, faces=faces)
            for paragraph, number in counted
        ]
    )


def text_lines_everywhere(
    paragraphs: Sequence[SetParagraph], width: int, faces: Faces
) -> tuple[tuple[Profile, Dimensions], ...]:
    """The same in each profile; what is surely one line is not set at all."""
    lines: tuple[list[tuple[int, ...]], ...] = tuple([[] for _ in Profile])
    for paragraph, number in zip(paragraphs, numbers(paragraphs), strict=True):
        if is_surely_one_line(paragraph, width, number, faces):
            size = largest_size(paragraph)
            for found in lines:
                found.append((size,))
        else:
            for found, profile in zip(lines, Profile, strict=True):
                found.append(line_sizes(paragraph, width, profile, number=number, faces=faces))
    return tuple([(profile, tuple(found)) for profile, found in zip(Profile, lines, strict=True)])


def lines_to_height(
    paragraphs: Sequence[SetParagraph],
    lines: Dimensions,
    profile: Profile,
    spacings: Sequence[Spacing],
    first_last: bool,
    columns: Columns | None = None,
) -> int:
    """EMU of lines that have been set, with the line spacing of each paragraph given (it may be a reduced one).

    `columns`: of a box of several. What stays empty at a column's end, since no line is cut between two, counts as
    taken.
    """
    if columns:
        return _columns_height(paragraphs, lines, profile, spacings, first_last, columns)
    total = 0
    for sizes, spacing in zip(lines, spacings, strict=True):
        total += sum([_line_height(size, LINE, spacing) for size in sizes])
    total += _space_between(paragraphs, lines, profile, first_last)
    return -(-total // 1000)


def _columns_height(
    paragraphs: Sequence[SetParagraph],
    lines: Dimensions,
    profile: Profile,
    spacings: Sequence[Spacing],
    first_last: bool,
    columns: Columns,
) -> int:
    """EMU of all columns up to the last line; a line that is higher than a column stands in it all the same."""
    unit = LINE if profile is Profile.POWERPOINT else EM
    total, last, column = 0, len(paragraphs) - 1, 1000 * columns.height
    last_column = column * (columns.number - 1)
    for index, (paragraph, sizes, spacing) in enumerate(zip(paragraphs, lines, spacings, strict=True)):
        if index or first_last:
            total += _within(_space(paragraph.style.before, max(sizes), unit), total, column, last_column)
        for size in sizes:
            height = _line_height(size, LINE, spacing)
            left = -total % column if total < last_column else 0
            total += height + (left if left < height <= column else 0)
        if index < last or first_last:
            total += _within(_space(paragraph.style.after, max(sizes), unit), total, column, last_column)
    return -(-total // 1000)


def _within(space: int, total: int, column: int, last_column: int) -> int:
    """Space between paragraphs as far as it is in the column that is being filled: none of it stands above the first
    line of the next one, as measured in LibreOffice 7.4 and 25.2."""
    return min(space, -total % column) if 0 < total <= last_column else space


def whole_percent(thousandths: int) -> int:
    """A percentage in 1/1000 % as the whole percent, at least 1, that PowerPoint takes it for: halves go up."""
    return max(1, (thousandths + 500) // 1000)


def _line_height(size: int, pitch: int, spacing: Spacing) -> int:
    """1/1000 EMU."""
    if spacing.points is not None:
        return spacing.points * 127000
    return size * pitch * whole_percent(spacing.percent or 0)


def _space_between(paragraphs: Sequence[SetParagraph], lines: Dimensions, profile: Profile, first_last: bool) -> int:
    """1/1000 EMU before and after the paragraphs."""
    unit = LINE if profile is Profile.POWERPOINT else EM
    total, last = 0, len(paragraphs) - 1
    for index, (paragraph, sizes) in enumerate(zip(paragraphs, lines, strict=True)):
        if index or first_last:
            total += _space(paragraph.style.before, max(sizes), unit)
        if index < last or first_last:
            total += _space(paragraph.style.after, max(sizes), unit)
    return total


def _space(spacing: Spacing, size: int, unit: int) -> int:
    """1/1000 EMU. A share is one of the paragraph's line in PowerPoint, of its em in LibreOffice."""
    if spacing.points is not None:
        return spacing.points * 127000
    return (spacing.percent or 0) * size * unit // 1000


def _cell_height(paragraphs: Sequence[SetParagraph], width: int, first_last: bool, faces: Faces) -> int:
    counted = zip(paragraphs, numbers(paragraphs), strict=True)
    lines = [_cell_lines(paragraph, width, number, faces) for paragraph, number in counted]
    return cell_lines_to_height(paragraphs, lines, first_last)


def cell_lines_to_height(paragraphs: Sequence[SetParagraph], lines: Sequence[CellLines], first_last: bool) -> int:
    """EMU of lines that have been set in a table cell, as LibreOffice draws them."""
    total = 0
    for paragraph, (texts, sizes) in zip(paragraphs, lines, strict=True):
        for text, size in zip(texts, sizes, strict=True):
            pitch = CELL_EAST_ASIAN if has_east_asian(text) else LINE
            total += _line_height(size, pitch, paragraph.style.line_spacing)
    dimensions = tuple([sizes for _, sizes in lines])
    return -(-(total + _space_between(paragraphs, dimensions, Profile.LIBREOFFICE, first_last)) // 1000)


def _cell_lines(paragraph: SetParagraph, width: int, number: int, faces: Faces) -> CellLines:
    if is_surely_one_line(paragraph, width, number, faces):
        return ("".join([run.text for run in paragraph.runs]),), (largest_size(paragraph),)
    found = set_paragraph(paragraph, width, Profile.LIBREOFFICE, number=number, faces=faces)
    return found.texts, found.sizes


def planned_width(width: int) -> int:
    """EMU of a line of `width` that may be filled where room is planned: what is set so has no more lines anywhere."""
    return width - width // SPARE


def spared_width(width: int) -> int:
    """EMU of the least line of which `planned_width` leaves `width`."""
    return width + width // (SPARE - 1)


def natural_width(paragraph: SetParagraph, *, number: int = 0, faces: Faces = resolve_face) -> int:
    """EMU the box must be wide between its insets for the paragraph to break nowhere, in both profiles."""
    return _content_widths(paragraph, number, faces)[1]


def longest_unit_width(paragraph: SetParagraph, *, number: int = 0, faces: Faces = resolve_face) -> int:
    """EMU the box must be wide between its insets for no word to be broken, in both profiles."""
    return _content_widths(paragraph, number, faces)[0]


@lru_cache(maxsize=4096)
def _content_widths(paragraph: SetParagraph, number: int, faces: Faces) -> tuple[int, int]:
    """The least and the natural width. Kept, since both are asked for, and since tables repeat their cells."""
    least = natural = 0
    for profile in Profile:
        measured = Measured(paragraph, profile, faces)
        first, left = text_left(paragraph, profile, faces, number), paragraph.style.margin_left

        least = max(least, _widest(measured, measured.units(), first, left))
        natural = max(natural, _widest(measured, measured.segments(), first, left))
    return least, natural


def _widest(measured: Measured, spans: Sequence[Span], first_left: int, left: int) -> int:
    return max([ceil(measured.width(start, end)) + (left if start else max(first_left, left)) for start, end in spans])
