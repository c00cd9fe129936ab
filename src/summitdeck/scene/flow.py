"""Blocks into one frame, from top to bottom in the order they were written: texts, tables, pictures, code.

Neighbouring paragraphs are one text. A frame that holds one thing only lets it have all the room. Several things
each take what they need, and pictures share what is left; when it is too much all go down one ladder together, tables
and code first, so that a slide has one measure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Block, Code, Overflow, Paragraph, Picture, Table
from summitdeck.deck.source import Place
from summitdeck.frozen import dataclass, replace
from summitdeck.scene.base import Frame
from summitdeck.scene.blocks import picture_height, picture_shapes, sized_table, table_shapes
from summitdeck.scene.captions import caption_height
from summitdeck.scene.code import SizedCode, code_shapes, size_code
from summitdeck.scene.desk import Desk
from summitdeck.scene.frames import exact_parts
from summitdeck.scene.model import Shape
from summitdeck.scene.paragraphs import Placed
from summitdeck.scene.setting import Setting
from summitdeck.scene.slots import CODE, PICTURE, TABLE, TEXT, holds
from summitdeck.scene.tables import SIZES, SizedTable
from summitdeck.scene.text import (
    NO_SHRINKING,
    box_height,
    overflow_problem,
    place_words,
    shrunk,
    text_shape,
)
from summitdeck.typeset.fitting import LADDER, scaled_size
from summitdeck.typeset.height import natural_width

PICTURE_LEAST = 4
"""A picture among other blocks gets at least one part in this many of the frame's height."""
FIRST_STEPS = ((0, 1800), (0, 1600), (0, 1400))
"""Tables and code become smaller first, as long as they can be read from anywhere."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """Some rows of a table that goes on on another page: its lengths are those of the whole table."""

    table: Table
    sized: SizedTable


Piece = Block | TablePart
"""What is set one below the other."""
Group = tuple[Paragraph, ...] | Table | TablePart | Picture | Code
"""Neighbouring paragraphs are one text."""


def steps() -> tuple[tuple[int, int], ...]:
    """The ladder of a frame with several things: a rung for the texts, and the largest size of tables and code."""
    later = [
        (rung, max(SIZES[-1], max((s for s in SIZES if s * 100_000 <= SIZES[0] * scale), default=0)))
        for rung, (scale, _) in enumerate(LADDER)
        if rung
    ]
    return (*FIRST_STEPS, *((rung, min(size, FIRST_STEPS[-1][1])) for rung, size in later))


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
    return TABLE if Table in kinds else PICTURE if Picture in kinds else CODE if kinds else TEXT


def kind_of_group(group: Group) -> str:
    """`text`, `table`, `picture` or `code`."""
    match group:
        case tuple():
            return TEXT
        case Table() | TablePart():
            return TABLE
        case Picture():
            return PICTURE
    return CODE


def place_pieces(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> list[Shape]:
    """The shapes that show these pieces in the setting's frame."""
    groups = groups_of(pieces)
    if not groups:
        return []
    if len(groups) == 1:
        return _alone(groups[0], setting, desk)
    return _stack(groups, setting, desk)


def _alone(group: Group, setting: Setting, desk: Desk, item: Item | None = None) -> list[Shape]:
    match group:
        case tuple():
            return [text_shape(place_words(group, setting, desk), setting, desk, group[0].place)]
        case Table():
            return table_shapes(group, setting, desk, item.table if item else None)
        case TablePart(table, sized):
            return table_shapes(table, setting, desk, sized)
        case Picture():
            return picture_shapes(group, setting, desk)
    return code_shapes(group, setting, desk, item.code if item else None)


def natural_height(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> int:
    """EMU the pieces take when nothing presses them; a picture takes its own shape at the setting's width."""
    groups = groups_of(pieces)
    pictures = sum(picture_height(group, setting, desk) for group in groups if isinstance(group, Picture))
    return _heights(groups, STEPS[0], setting, desk) + pictures


def least_height(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> int:
    """EMU the pieces take when all text is as small as it may be; pictures a quarter of the frame."""
    groups = groups_of(pieces)
    pictures = sum(setting.frame.height // PICTURE_LEAST for group in groups if isinstance(group, Picture))
    step = STEPS[0]
    items = [_item(group, step, setting, desk) for group in groups]
    for step in STEPS[:1] if desk.overflow in NO_SHRINKING else STEPS:
        if step[0] and not _may_shrink(items, step[0], setting.look.minimum):
            break
        height = _heights(groups, step, setting, desk)
    return height + pictures


def _heights(groups: Sequence[Group], step: tuple[int, int], setting: Setting, desk: Desk) -> int:
    """EMU of the groups at a step of the ladder, the gaps between them included; of pictures nothing."""
    return sum(_item(group, step, setting, desk).height for group in groups) + desk.gap * max(0, len(groups) - 1)


def natural_widths(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> int:
    """EMU the pieces take when nothing is broken; a picture, as much as its own shape takes at the frame's height."""
    left, _, right, _ = setting.look.insets
    widths = [0]
    for group in groups_of(pieces):
        match group:
            case tuple():
                placed = place_words(group, setting, desk)
                widths.append(max(natural_width(p.measured, faces=desk.faces) for p in placed) + left + right + 2)
            case Table():
                widths.append(sized_table(group, None, setting, desk).width)
            case Picture():
                tall = picture_height(group, setting, desk)
                widths.append(setting.frame.width * setting.frame.height // max(1, tall, setting.frame.height))
            case Code():
                widths.append(size_code(group, setting.frame.width, None, desk).natural_width)
    return max(widths)


def _stack(groups: Sequence[Group], setting: Setting, desk: Desk) -> list[Shape]:
    """Several groups, one below the other."""
    height = setting.frame.height
    gap = min(desk.gap, height // (4 * len(groups)))
    room = height - gap * (len(groups) - 1)
    least = [room // max(PICTURE_LEAST, len(groups)) if isinstance(group, Picture) else 0 for group in groups]
    step, items = _first_that_fits(groups, room - sum(least), setting, desk)
    needed = sum(item.height for item in items) + sum(least)
    if needed > room or not all(item.is_whole for item in items):
        place = next((place for group in groups if (place := _place_of(group))), None)
        desk.problems.append(overflow_problem(setting.role, needed, room, _severity(items, room, desk), place))
        items = _squeezed(items, room - sum(least))
    return _set(_with_pictures(items, least, room, setting, desk), step, gap, setting, desk)


def _first_that_fits(groups: Sequence[Group], room: int, setting: Setting, desk: Desk) -> tuple[int, list[Item]]:
    """The first step of the ladder at which all but the pictures fit the room; the last one tried when none does."""
    aside = desk.aside()
    steps = STEPS[: len(FIRST_STEPS)] if desk.overflow in NO_SHRINKING else STEPS
    found: tuple[int, list[Item]] = (0, [])
    for rung, largest in steps:
        if rung and not _may_shrink(found[1], rung, setting.look.minimum):
            break
        found = rung, [_item(group, (rung, largest), setting, aside) for group in groups]
        if sum(item.height for item in found[1]) <= room and all(item.is_whole for item in found[1]):
            break
    return found


def _may_shrink(items: Sequence[Item], rung: int, minimum: int) -> bool:
    """Whether no text comes below the least size; text that the template has smaller keeps its size."""
    sizes = [style.measured.style.size for item in items for style in item.placed]
    originals = min(sizes, default=minimum * 2)
    return scaled_size(originals, LADDER[rung][0]) >= min(minimum, originals)


def _item(group: Group, step: tuple[int, int], setting: Setting, desk: Desk) -> Item:
    rung, largest = step
    width = setting.frame.width
    match group:
        case tuple():
            placed = place_words(group, setting, desk)
            scaled = [shrunk(paragraph, *LADDER[rung]) for paragraph in placed] if rung else placed
            return Item(group, box_height(scaled, setting, desk.faces), placed)
        case Table():
            table = sized_table(group, None, setting, desk, largest)
            height = table.height + caption_height(group.caption, width, setting, desk)
            return Item(group, height, table=table, is_whole=table.is_whole)
        case TablePart(table, sized):
            return Item(group, sized.height + caption_height(table.caption, width, setting, desk), table=sized)
        case Picture():
            return Item(group, 0)
    code = size_code(group, width, None, desk, largest)
    height = code.height + caption_height(group.caption, width, setting, desk)
    return Item(group, height, code=code, is_whole=code.fits)


def _severity(items: Sequence[Item], room: int, desk: Desk) -> Overflow:
    """`off` lets only text stand out of its box: a table would run off the page."""
    others = sum(item.height for item in items if not item.placed)
    harmless = others < room and all(item.is_whole for item in items)
    return Overflow.ERROR if desk.overflow is Overflow.OFF and not harmless else desk.overflow


def _squeezed(items: Sequence[Item], room: int) -> list[Item]:
    """The items with boxes of texts made lower, so that nothing stands below the frame."""
    others = sum(item.height for item in items if not item.placed)
    texts = [item.height for item in items if item.placed]
    lower = iter(exact_parts(min(sum(texts), max(len(texts), room - others)), texts))
    return [replace(item, height=max(1, next(lower))) if item.placed else item for item in items]


def _with_pictures(items: Sequence[Item], least: Sequence[int], room: int, setting: Setting, desk: Desk) -> list[Item]:
    """Pictures get equal parts of what the others leave, but none more than it needs at its full width."""
    rest = room - sum(item.height for item in items)
    aside = desk.aside()
    wanted = {
        index: max(least[index], picture_height(item.group, setting, aside))
        for index, item in enumerate(items)
        if isinstance(item.group, Picture)
    }
    heights: dict[int, int] = {}
    for index in sorted(wanted, key=lambda index: wanted[index]):
        heights[index] = min(wanted[index], max(1, rest // (len(wanted) - len(heights))))
        rest -= heights[index]
    return [replace(item, height=heights[index]) if index in heights else item for index, item in enumerate(items)]


def _set(items: Sequence[Item], rung: int, gap: int, setting: Setting, desk: Desk) -> list[Shape]:
    """Set each item below the one before. The first text takes the slot; later ones only look like it."""
    shapes: list[Shape] = []
    frame, slot = setting.frame, setting.slot
    over = frame.height - sum(item.height for item in items) - gap * (len(items) - 1)
    y = frame.y + {"middle": over, "bottom": 2 * over}.get(setting.anchor or "", 0) // 2
    takers = [item for item in items if slot and holds(slot, kind_of_group(item.group))]
    taker = next(iter([item for item in takers if item.placed] or takers), None)
    for item in items:
        own = replace(
            setting,
            frame=Frame(frame.x, y, frame.width, item.height),
            slot=slot if item is taker else None,
            anchor="top",
            align=setting.align or (None if item.placed else "left"),
        )
        y += item.height + gap
        if item.placed:
            own = replace(own, anchor=None if own.slot else "top")
            shapes.append(text_shape(item.placed, own, desk, _place_of(item.group), rung))
        else:
            shapes += _alone(item.group, own, desk, item)
    return shapes


def _place_of(group: Group) -> Place | None:
    match group:
        case tuple():
            return group[0].place
        case TablePart(table, _):
            return table.place
    return group.place
