"""Content that goes on on another page: cut between paragraphs, blocks or rows, into pages that are evenly full.

Text keeps its size. A parent keeps its first child, a list goes on counting, a table repeats its header.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Paragraph, ParagraphKind, Table
from summitdeck.frozen import NamedTuple, replace
from summitdeck.scene.blocks import sized_table
from summitdeck.scene.captions import caption_height
from summitdeck.scene.desk import Desk
from summitdeck.scene.flow import natural_height
from summitdeck.scene.groups import Piece, TablePart
from summitdeck.scene.setting import Setting, text_room
from summitdeck.scene.tables import cut_table, table_grid
from summitdeck.scene.text import SLACK, height_of, place_words

DEEP_CUT = 0.06
"""What a page that begins with a nested bullet is worse by: about as one that stays a quarter empty."""


class Unit(NamedTuple):
    """What is never cut, and how it hangs on the unit before it."""

    height: int
    """EMU."""
    gap: int = 0
    """EMU between it and the one before it, when both are on one page."""
    cut: float | None = 0.0
    """How bad a page is that begins with it; None: none may."""


def split_pieces(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> tuple[tuple[Piece, ...], ...]:
    """The pieces page by page; all on one when they fit, or when nothing can be cut."""
    aside = desk.aside()
    if natural_height(pieces, setting, aside) <= setting.frame.height:
        return (tuple(pieces),)
    cut = [part for piece in pieces for part in _cut_rows(piece, setting, aside)]
    units = [_unit(cut, index, setting, aside) for index in range(len(cut))]
    room = setting.frame.height - _around_text(setting)
    pages = evenly(units, room) or evenly([unit._replace(cut=unit.cut or 0.0) for unit in units], room)
    return tuple(_counting_on(cut, first, last) for first, last in pages or [(0, len(cut))])


def _around_text(setting: Setting) -> int:
    """EMU that a box of text takes beside its lines."""
    _, top, _, bottom = setting.look.insets
    return top + bottom + SLACK


def _unit(pieces: Sequence[Piece], index: int, setting: Setting, desk: Desk) -> Unit:
    """A piece as a unit; one that is higher than a page is made smaller later, on a page of its own."""
    piece, before = pieces[index], pieces[index - 1] if index else None
    room = setting.frame.height - _around_text(setting)
    if not isinstance(piece, Paragraph):
        return Unit(min(room, natural_height([piece], setting, desk)), desk.gap)
    height = height_of(place_words([piece], setting, desk), text_room(setting).width, desk.faces, first_last=True)
    if not isinstance(before, Paragraph):
        return Unit(min(room, height), desk.gap + _around_text(setting))
    return Unit(min(room, height), 0, None if piece.level > before.level else DEEP_CUT * piece.level)


def _cut_rows(piece: Piece, setting: Setting, desk: Desk) -> tuple[Piece, ...]:
    """A table that is higher than a page, in parts that are not; anything else as it is."""
    if not isinstance(piece, Table):
        return (piece,)
    sized = sized_table(piece, None, setting, desk)
    header = piece.header
    caption = caption_height(piece.caption, setting.frame.width, setting, desk)
    room = setting.frame.height - _around_text(setting) - caption - sum(sized.rows[:header])
    units = _row_units(piece, sized.rows)
    if not sized.is_whole or sum(unit.height for unit in units) <= room:
        return (piece,)
    parts = []
    for first, last in evenly(units, room):
        is_last = last == len(units)
        table = replace(piece, total=piece.total and is_last)
        first, last = header + first, header + last
        parts.append(TablePart(table, cut_table(sized, header, first, last), piece, first, last))
    return tuple(parts) or (piece,)


def _row_units(table: Table, heights: Sequence[int]) -> list[Unit]:
    """The rows below the header: none is cut off inside a span, and no total stands alone."""
    grid = table_grid(table)
    units = []
    for number in range(table.header, len(grid)):
        is_total = table.total and number == len(grid) - 1
        is_spanned = any(cell.down for cell in grid[number])
        units.append(Unit(heights[number], 0, None if is_spanned or is_total else 0.0))
    return units


class _Cut(NamedTuple):
    """The best way to put the first units onto pages; the least one is the best, the later its last page begins."""

    pages: int
    badness: float
    minus_start: int
    """Where its last page begins, less than 0."""


def evenly(units: Sequence[Unit], room: int) -> list[tuple[int, int]]:
    """Pages, each from which unit up to which, as few as can be and as evenly full; empty when there is no way.

    Least squares of the room left empty, by dynamic programming, as Knuth and Plass break paragraphs into lines.
    """
    best: list[_Cut | None] = [_Cut(0, 0.0, 0)]
    for end in range(1, len(units) + 1):
        found: _Cut | None = None
        height = 0
        for start in range(end - 1, -1, -1):
            height += units[start].height + (units[start + 1].gap if start + 1 < end else 0)
            if height > room:
                break
            before, cut = best[start], units[start].cut if start else 0.0
            if before is None or cut is None:
                continue
            badness = before.badness + ((room - height) / room) ** 2 + cut
            candidate = _Cut(before.pages + 1, round(badness, 9), -start)
            found = candidate if found is None else min(found, candidate)
        best.append(found)
    pages: list[tuple[int, int]] = []
    end = len(units)
    while end and (last := best[end]):
        pages.append((-last.minus_start, end))
        end = -last.minus_start
    return pages[::-1]


def _counting_on(pieces: Sequence[Piece], first: int, last: int) -> tuple[Piece, ...]:
    """The pieces of one page; a numbered list that began before it goes on counting."""
    wanted = _numbers(pieces)
    page = list(pieces[first:last])
    for index, piece in enumerate(page):
        number = wanted[first + index]
        if number and isinstance(piece, Paragraph) and _numbers(page[: index + 1])[-1] != number:
            page[index] = replace(piece, start=number)
    return tuple(page)


def _numbers(pieces: Sequence[Piece]) -> list[int]:
    """The number before each piece, 0 for none. A shallower paragraph ends a list, and one of another kind does."""
    numbers = []
    counts: dict[int, int] = {}
    for piece in pieces:
        if not isinstance(piece, Paragraph):
            counts.clear()
            numbers.append(0)
            continue
        numbered = piece.kind is ParagraphKind.NUMBER
        counts = {n: count for n, count in counts.items() if n < piece.level or (n == piece.level and numbered)}
        if numbered:
            counts[piece.level] = piece.start if piece.start is not None else counts.get(piece.level, 0) + 1
        numbers.append(counts[piece.level] if numbered else 0)
    return numbers
