"""Blocks into one frame, from top to bottom in the order they were written: texts, tables, pictures, charts, code.

Neighbouring paragraphs are one text. A frame that holds one thing only lets it have all the room. Several things
each take what they need, and pictures and charts share what is left; when it is too much all go down one ladder
together, tables and code first, so that a slide has one measure.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Chart, Code, Picture, Table
from summitdeck.frozen import replace
from summitdeck.scene.base import Frame
from summitdeck.scene.blocks import picture_height, picture_shapes, sized_table, table_shapes
from summitdeck.scene.code import code_shapes, size_code
from summitdeck.scene.desk import Desk
from summitdeck.scene.groups import (
    PICTURE_LEAST,
    Group,
    Item,
    Most,
    Piece,
    Step,
    TablePart,
    groups_of,
    item_of,
    kind_of_group,
    last_rung,
    part_at,
    steps,
)
from summitdeck.scene.model import Shape
from summitdeck.scene.setting import Setting
from summitdeck.scene.sizes import Levels
from summitdeck.scene.slots import holds
from summitdeck.scene.stack import squeezed, stack_groups, stack_overflow
from summitdeck.scene.tables import SizedTable
from summitdeck.scene.text import place_words, text_shape
from summitdeck.scene.titles import is_title, title_shape
from summitdeck.typeset.height import natural_width, spared_width

CHART_SHAPE = (16, 9)
"""Width and height of a chart that may be as high as it likes."""


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
            return [(title_shape if is_title(setting) else text_shape)(group, setting, desk)]
        case Table():
            return table_shapes(group, setting, desk, item.table if item else None)
        case TablePart():
            sized = item.table if item else _part_with_siblings(group, setting, desk)
            return table_shapes(group.table, setting, desk, sized)
        case Picture():
            return picture_shapes(group, setting, desk)
        case Chart():
            from summitdeck.scene.charts import chart_shapes  # few decks have charts

            return chart_shapes(group, setting, desk)
    return code_shapes(group, setting, desk, item.code if item else None)


def _part_with_siblings(part: TablePart, setting: Setting, desk: Desk) -> SizedTable:
    """A part of a table, alone or with the tables that share its size."""
    if not desk.siblings:
        return part.sized
    family, ladder, aside = desk.family("table", setting), desk.shelf.leasts.ladder, desk.aside()

    def at(levels: Levels) -> SizedTable:
        return part_at(part, ladder[levels.get(family, 0)], setting, aside)

    desk.remember({family: ladder.index(part.sized.size)}, lambda levels: {family: ladder.index(at(levels).size)})
    return at(desk.levels)


def natural_height(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> int:
    """EMU the pieces take when nothing presses them; a picture takes its own shape at the setting's width."""
    groups = groups_of(pieces)
    pictures = sum(_figure_height(group, setting, desk) for group in groups if isinstance(group, Picture | Chart))
    return _heights(groups, steps(desk.shelf.leasts.ladder)[0], setting, desk) + pictures


def least_height(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> int:
    """EMU the pieces take when all text is as small as it may be; pictures a quarter of the frame."""
    groups = groups_of(pieces)
    pictures = sum(setting.frame.height // PICTURE_LEAST for group in groups if isinstance(group, Picture | Chart))
    last, height = last_rung(groups, setting, desk), 0
    for step in steps(desk.shelf.leasts.ladder):
        if step[0] > last:
            break
        height = _heights(groups, step, setting, desk)
    return height + pictures


def _figure_height(figure: Picture | Chart, setting: Setting, desk: Desk) -> int:
    """EMU of what has no size of its own text: a picture as its shape is, a chart by the usual shape of one."""
    if isinstance(figure, Picture):
        return picture_height(figure, setting, desk)
    return setting.frame.width * CHART_SHAPE[1] // CHART_SHAPE[0]


def _heights(groups: Sequence[Group], step: Step, setting: Setting, desk: Desk) -> int:
    """EMU of the groups at a step of the ladder, the gaps between them included; of pictures nothing."""
    most = Most(step[1], step[1])
    heights = [item_of(group, step[0], most, setting, desk).height for group in groups]
    return sum(heights) + desk.gap * max(0, len(groups) - 1)


def natural_widths(pieces: Sequence[Piece], setting: Setting, desk: Desk) -> int:
    """EMU the pieces take when nothing is broken; a picture, as much as its own shape takes at the frame's height."""
    left, _, right, _ = setting.look.insets
    widths = [0]
    for group in groups_of(pieces):
        match group:
            case tuple():
                placed = place_words(group, setting, desk)
                natural = max(natural_width(p.measured, faces=desk.faces) for p in placed)
                widths.append(spared_width(natural) + left + right + 2)
            case Table():
                widths.append(sized_table(group, None, setting, desk).width)
            case Picture() | Chart():
                tall = _figure_height(group, setting, desk)
                widths.append(setting.frame.width * setting.frame.height // max(1, tall, setting.frame.height))
            case Code():
                widths.append(size_code(group, setting.frame.width, None, desk).natural_width)
    return max(widths)


def _stack(groups: Sequence[Group], setting: Setting, desk: Desk) -> list[Shape]:
    """Several groups, one below the other."""
    height = setting.frame.height
    gap = min(desk.gap, height // (4 * len(groups)))
    room = height - gap * (len(groups) - 1)
    least = [room // max(PICTURE_LEAST, len(groups)) if isinstance(group, Picture | Chart) else 0 for group in groups]
    stacked = stack_groups(groups, room - sum(least), setting, desk)
    items: Sequence[Item] = stacked.items
    if not stacked.fits:
        desk.problems.extend(stack_overflow(stacked, least, room, setting, desk))
        items = squeezed(items, room - sum(least))
    return _set(_with_pictures(items, least, room, setting, desk), stacked.rung, gap, setting, desk)


def _with_pictures(items: Sequence[Item], least: Sequence[int], room: int, setting: Setting, desk: Desk) -> list[Item]:
    """Pictures and charts get equal parts of what the others leave; no picture more than it needs at its full width,
    but a chart as much as there is."""
    rest = room - sum(item.height for item in items)
    aside = desk.aside()
    wanted = {
        index: max(least[index], room if isinstance(item.group, Chart) else picture_height(item.group, setting, aside))
        for index, item in enumerate(items)
        if isinstance(item.group, Picture | Chart)
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
            assert isinstance(item.group, tuple)
            shapes.append(text_shape(item.group, own, desk, item.placed, rung))
        else:
            shapes += _alone(item.group, own, desk, item)
    return shapes
