"""What is set one below the other: neighbouring paragraphs, tables, pictures, charts, code; how high each is at a
size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summitdeck.deck.model import Block, Chart, Code, Paragraph, Picture, Table
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple, dataclass
from summitdeck.scene.blocks import sized_table
from summitdeck.scene.captions import caption_height
from summitdeck.scene.code import SizedCode, size_code
from summitdeck.scene.desk import Desk
from summitdeck.scene.overflow import (
    NO_SHRINKING,
)
from summitdeck.scene.paragraphs import Placed
from summitdeck.scene.setting import Setting
from summitdeck.scene.sizes import SIZES
from summitdeck.scene.slots import CHART, CODE, PICTURE, TABLE, TEXT
from summitdeck.scene.tables import LEAST_UNBROKEN, SizedTable, cut_table
from summitdeck.scene.text import box_height, place_words, shrunk
from summitdeck.typeset.fitting import LADDER, least_rung, text_sizes

PICTURE_LEAST = 4
"""A picture among other blocks gets at least one part in this many of the frame's height."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """Some rows of a table that goes on on another page: its lengths are those of the whole table."""

    table: Table
    """The whole table, but for its last row's being a total."""
    sized: SizedTable
    whole: Table
    first: int
    """The first of its rows in the whole table; its header rows stand above."""
    last: int
    """The row behind its last one."""


Piece = Block | TablePart
"""What is set one below the other."""
Group = tuple[Paragraph, ...] | Table | TablePart | Picture | Chart | Code
"""Neighbouring paragraphs are one text."""
Step = tuple[int, int]
"""A rung for the texts, and the largest size of tables and code, 1/100 pt."""


@lru_cache(maxsize=8)
def steps(ladder: tuple[int, ...] = SIZES) -> tuple[Step, ...]:
    """The ladder of a frame with several things, when tables have this one.

    Tables and code become smaller first, as long as they can be read from anywhere.
    """
    first = [(0, size) for size in ladder if size >= LEAST_UNBROKEN] or [(0, ladder[0])]
    least = first[-1][1]
    later = []
    for rung, (scale, _) in enumerate(LADDER[1:], 1):
        size = max((size for size in ladder if size * 100_000 <= SIZES[0] * scale), default=ladder[-1])
        later.append((rung, min(size, least)))
    return (*first, *later)


STEPS = steps()


@dataclass(frozen=True, slots=True)
class Item:
    """One group with its height, EMU, at one step of the ladder."""

    group: Group
    height: int
    placed: tuple[Placed, ...] = ()
    table: SizedTable | None = None
    code: SizedCode | None = None
    is_whole: bool = True
    """Whether no word had to be broken."""


def groups_of(pieces: Sequence[Piece]) -> tuple[Group, ...]:
    """The pieces, neighbouring paragraphs taken together."""
    groups: list[Group] = []
    text: list[Paragraph] = []
    for piece in pieces:
        if isinstance(piece, Paragraph):
            text.append(piece)
            continue
        groups += [tuple(text), piece] if text else [piece]
        text = []
    return (*groups, tuple(text)) if text else tuple(groups)


def kind_of_contents(pieces: Sequence[Piece]) -> str:
    """The kind of content that a slot for all of this must hold: text if there is any."""
    kinds = {type(piece) for piece in pieces}
    if Paragraph in kinds:
        return TEXT
    return next((name for kind, name in _NAMES if kind in kinds), CODE if kinds else TEXT)


_NAMES = ((Table, TABLE), (Picture, PICTURE), (Chart, CHART))


def kind_of_group(group: Group) -> str:
    """`text`, `table`, `picture`, `chart` or `code`."""
    match group:
        case tuple():
            return TEXT
        case Table() | TablePart():
            return TABLE
        case Picture():
            return PICTURE
        case Chart():
            return CHART
    return CODE


def part_at(part: TablePart, largest: int, setting: Setting, desk: Desk) -> SizedTable:
    """A part of a table at the size it has, or at a smaller one that others have."""
    if part.sized.size <= largest:
        return part.sized
    return cut_table(sized_table(part.whole, None, setting, desk, largest), part.whole.header, part.first, part.last)


class Most(NamedTuple):
    """The largest sizes of tables and code, 1/100 pt."""

    table: int
    code: int


def item_of(group: Group, rung: int, most: Most, setting: Setting, desk: Desk, part_most: int | None = None) -> Item:
    """A group at a rung, tables and code at the sizes told at most; `part_most`: so the part of a table."""
    width, minimum = setting.frame.width, setting.look.minimum
    match group:
        case tuple():
            placed = place_words(group, setting, desk)
            scaled = [shrunk(paragraph, LADDER[rung], minimum) for paragraph in placed] if rung else placed
            return Item(group, box_height(scaled, setting, desk.faces), placed)
        case Table():
            table = sized_table(group, None, setting, desk, most.table)
            height = table.height + caption_height(group.caption, width, setting, desk)
            return Item(group, height, table=table, is_whole=table.is_whole)
        case TablePart():
            sized = part_at(group, part_most, setting, desk) if part_most else group.sized
            return Item(group, sized.height + caption_height(group.table.caption, width, setting, desk), table=sized)
        case Picture() | Chart():
            return Item(group, 0)
    code = size_code(group, width, None, desk, most.code)
    height = code.height + caption_height(group.caption, width, setting, desk)
    return Item(group, height, code=code, is_whole=code.fits)


def last_rung(groups: Sequence[Group], setting: Setting, desk: Desk) -> int:
    """The last rung that brings no text below the least size; without text, the last one of all."""
    if desk.overflow in NO_SHRINKING:
        return 0
    texts = [place_words(group, setting, desk) for group in groups if isinstance(group, tuple)]
    if not texts:
        return len(LADDER) - 1
    return least_rung(text_sizes([p.measured for placed in texts for p in placed]), setting.look.minimum)


def place_of(group: Group) -> Place | None:
    """Where a group begins."""
    match group:
        case tuple():
            return group[0].place
        case TablePart():
            return group.table.place
    return group.place
