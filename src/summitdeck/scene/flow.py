"""Blocks into one frame, from top to bottom in the order they were written: texts, tables, pictures, code.

Texts take what they need, tables and code too, pictures share what is left. When it is too much the tables
become smaller first, then all texts together, by one rung of PowerPoint's ladder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from summitdeck.deck.model import Block, Code, Overflow, Paragraph, Picture, Table
from summitdeck.deck.source import Place
from summitdeck.scene.base import Frame
from summitdeck.scene.blocks import (
    Setting,
    caption_height,
    code_height,
    code_paragraphs,
    code_shapes,
    code_size,
    picture_shapes,
    place_words,
    sized_table,
    table_shapes,
    text_insets,
    text_room,
    text_shape,
)
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import Shape, TextBody
from summitdeck.scene.paragraphs import Placed
from summitdeck.scene.tables import SizedTable
from summitdeck.scene.text import SLACK, TextRoom, check_fit, fit_text, height_of, shrink

PICTURE_LEAST = 4
"""A picture among other blocks gets at least one part in this many of the frame's height."""

Group = tuple[Paragraph, ...] | Table | Picture | Code
"""Neighbouring paragraphs are one text."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the flow, in the slot or below it."""

    placed: tuple[Placed, ...]
    setting: Setting
    place: Place | None


@dataclass(frozen=True, slots=True)
class Sized:
    """One group of the flow with its height, EMU."""

    group: Group
    height: int
    text: Text | None = None
    table: SizedTable | None = None


def groups_of(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """The blocks, neighbouring paragraphs taken together."""
    groups: list[Group] = []
    for is_text, run in groupby(blocks, key=lambda block: isinstance(block, Paragraph)):
        if is_text:
            groups.append(tuple(block for block in run if isinstance(block, Paragraph)))
        else:
            groups += [block for block in run if not isinstance(block, Paragraph)]
    return tuple(groups)


def place_blocks(blocks: Sequence[Block], setting: Setting, desk: Desk) -> list[Shape]:
    """The shapes that show these blocks in the setting's frame."""
    groups = groups_of(blocks)
    if not groups:
        return []
    if len(groups) == 1:
        return _one(groups[0], setting, desk)
    return _stack(groups, setting, desk)


def _one(group: Group, setting: Setting, desk: Desk, sized: SizedTable | None = None) -> list[Shape]:
    match group:
        case Table():
            return table_shapes(group, setting, desk, sized)
        case Picture():
            return picture_shapes(group, setting, desk)
        case Code():
            return code_shapes(group, setting, desk)
        case _:
            return [text_shape(place_words(group, setting, desk), setting, desk, group[0].place)]


def natural_height(blocks: Sequence[Block], setting: Setting, desk: Desk) -> int:
    """EMU the blocks take when nothing presses them; a picture takes its own shape at the setting's width."""
    groups = groups_of(blocks)
    sized = _sizes(groups, _texts(groups, setting, desk), setting, desk, setting.frame.height)
    return sum(item.height for item in sized) + desk.gap * max(0, len(sized) - 1)


def _stack(groups: Sequence[Group], setting: Setting, desk: Desk) -> list[Shape]:
    texts = _texts(groups, setting, desk)
    frame = setting.frame
    gaps = desk.gap * (len(groups) - 1)
    fixed = _fixed_heights(groups, setting, desk)
    text_height = sum(_text_height(text, desk) for text in texts.values())
    if text_height + fixed + gaps > frame.height and texts:
        texts = _pressed(texts, frame.height - fixed - gaps, desk)
        text_height = sum(_text_height(text, desk) for text in texts.values())
    sized = _sizes(groups, texts, setting, desk, frame.height - text_height - gaps)
    return _set(_share_rest(sized, frame.height - gaps), setting, desk)


def _texts(groups: Sequence[Group], setting: Setting, desk: Desk) -> dict[int, Text]:
    """The texts by their group's index. The first takes the slot, the others boxes that look the same."""
    texts: dict[int, Text] = {}
    for index, group in enumerate(groups):
        if isinstance(group, tuple):
            texts[index] = Text(place_words(group, setting, desk), setting, group[0].place)
    return texts


def _text_height(text: Text, desk: Desk) -> int:
    _, top, _, bottom = text_insets(text.setting, desk)
    return height_of(text.placed, text_room(text.setting, desk).width) + top + bottom + SLACK


def _fixed_heights(groups: Sequence[Group], setting: Setting, desk: Desk) -> int:
    """EMU that the groups other than texts need at the least."""
    width, height = setting.frame.width, setting.frame.height
    total = 0
    for group in groups:
        match group:
            case Table():
                total += sized_table(group, width, 0, desk).height + caption_height(group.caption, width, desk)
            case Picture():
                total += height // PICTURE_LEAST
            case Code():
                lines = code_paragraphs(group, _measuring(desk))
                total += code_height(len(lines), 1000, desk) + caption_height(group.caption, width, desk)
            case _:
                pass
    return total


def _measuring(desk: Desk) -> Desk:
    """The same desk with a sheet of its own for problems: for measuring what is set again later."""
    return replace(desk, problems=[])


def _pressed(texts: dict[int, Text], room: int, desk: Desk) -> dict[int, Text]:
    """All texts by the first rung at which they fit the room together."""
    everything = [paragraph for text in texts.values() for paragraph in text.placed]
    first = next(iter(texts.values()))
    _, top, _, bottom = text_insets(first.setting, desk)
    inner = TextRoom(text_room(first.setting, desk).width, room - len(texts) * (top + bottom + SLACK))
    fitted, _ = fit_text(everything, inner, desk.overflow, minimum=desk.minimum(first.setting.style))
    desk.problems.extend(check_fit(fitted, inner, desk.overflow, first.place, "text"))
    if desk.overflow in (Overflow.OFF, Overflow.ERROR) or fitted.rung == 0:
        return texts
    return _dealt(texts, shrink(everything, fitted))


def _dealt(texts: dict[int, Text], shrunk: Sequence[Placed]) -> dict[int, Text]:
    dealt, start = {}, 0
    for index, text in texts.items():
        stop = start + len(text.placed)
        dealt[index] = replace(text, placed=tuple(shrunk[start:stop]))
        start = stop
    return dealt


def _sizes(groups: Sequence[Group], texts: dict[int, Text], setting: Setting, desk: Desk, room: int) -> list[Sized]:
    """Each group with the height it takes; pictures 0, to be shared out later. `room` is what tables and code have."""
    width = setting.frame.width
    sized = []
    for index, group in enumerate(groups):
        match group:
            case Table():
                table = sized_table(group, width, room, desk)
                sized.append(Sized(group, table.height + caption_height(group.caption, width, desk), table=table))
            case Picture():
                sized.append(Sized(group, 0))
            case Code():
                lines = code_paragraphs(group, _measuring(desk))
                size, _ = code_size(lines, width, room, desk)
                caption = caption_height(group.caption, width, desk)
                sized.append(Sized(group, min(room, code_height(len(lines), size, desk) + caption)))
            case _:
                sized.append(Sized(group, _text_height(texts[index], desk), text=texts[index]))
    return sized


def _share_rest(sized: Sequence[Sized], room: int) -> list[Sized]:
    """Pictures get equal parts of what the others leave."""
    pictures = sum(isinstance(item.group, Picture) for item in sized)
    rest = room - sum(item.height for item in sized)
    share = max(rest, 0) // pictures if pictures else 0
    return [replace(item, height=share) if isinstance(item.group, Picture) else item for item in sized]


def _set(sized: Sequence[Sized], setting: Setting, desk: Desk) -> list[Shape]:
    """Set each group below the one before. The first text takes the slot; later ones only look like it."""
    shapes: list[Shape] = []
    y, slot = setting.frame.y, setting.slot
    for item in sized:
        frame = Frame(setting.frame.x, y, setting.frame.width, item.height)
        y += item.height + desk.gap
        if item.text is None:
            own = replace(setting, frame=frame, slot=None)
            shapes += _one(item.group, own, desk, item.table)
            continue
        own = replace(
            setting, frame=frame, slot=slot, like=setting.like or setting.slot, anchor=setting.anchor and "top"
        )
        slot = None
        body = TextBody(tuple(paragraph.scene for paragraph in item.text.placed), "normal")
        shapes.append(text_shape(item.text.placed, own, desk, item.text.place, body))
    return shapes
