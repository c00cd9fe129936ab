"""Several groups in one frame: the first step of one ladder at which all of them fit, and what is told when none is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from summitdeck.deck.model import Code, Overflow, Table
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple, replace
from summitdeck.problems import Problem
from summitdeck.scene.blocks import table_overflow
from summitdeck.scene.code import code_overflow
from summitdeck.scene.desk import Desk
from summitdeck.scene.frames import exact_parts
from summitdeck.scene.groups import (
    Group,
    Item,
    Most,
    item_of,
    last_rung,
    place_of,
    steps,
)
from summitdeck.scene.overflow import (
    ADVISED,
    NO_SHRINKING,
    counted,
    lengths,
    overflow_problem,
    percent_of,
    points,
    text_excess,
    would_do,
)
from summitdeck.scene.setting import Setting, TextRoom, text_room
from summitdeck.scene.sizes import Levels
from summitdeck.scene.slots import CODE, TABLE, TEXT
from summitdeck.typeset.fitting import LADDER, scaled_paragraph, text_sizes
from summitdeck.typeset.height import LINE


class Stacked(NamedTuple):
    """Several groups at one step of the ladder."""

    rung: int
    items: tuple[Item, ...]
    fits: bool


def stack_groups(groups: Sequence[Group], room: int, setting: Setting, desk: Desk) -> Stacked:
    """The groups at the first step at which all but the pictures fit `room` (EMU), alone or with those that share their
    sizes."""
    aside = desk.aside()
    natural = _first_that_fits(groups, room, setting, aside)
    if not desk.siblings or desk.overflow in NO_SHRINKING or not natural.fits:
        return natural
    text, table, code = (desk.family(kind, setting) for kind in (TEXT, TABLE, CODE))
    ladder = desk.shelf.leasts.ladder

    def at(levels: Levels) -> Stacked:
        most = Most(ladder[levels.get(table, 0)], ladder[levels.get(code, 0)])
        found = _first_that_fits(groups, room, setting, aside, levels.get(text, 0), most)
        return found if found.fits else natural

    def levels_of(stacked: Stacked) -> Levels:
        tables = [ladder.index(item.table.size) for item in stacked.items if item.table]
        codes = [ladder.index(item.code.size) for item in stacked.items if item.code]
        rungs = [stacked.rung for item in stacked.items if item.placed]
        return {family: max(own) for family, own in ((text, rungs), (table, tables), (code, codes)) if own}

    desk.remember(levels_of(natural), lambda levels: levels_of(at(levels)))
    return at(desk.levels) if desk.levels else natural


def _first_that_fits(
    groups: Sequence[Group], room: int, setting: Setting, desk: Desk, shared: int = 0, most: Most | None = None
) -> Stacked:
    """The first step of the ladder at which all but the pictures fit the room (EMU); the last allowed when none does.

    `shared` is the rung that other texts have as well, `most` the size of other tables and code: with these it begins.
    """
    ladder = desk.shelf.leasts.ladder
    most = most or Most(ladder[0], ladder[0])
    last: int | None = None
    if shared and desk.overflow is Overflow.SCALE:  # a scale cannot keep small text at the minimum
        shared = min(shared, last_rung(groups, setting, desk))
    same = max(rung for rung, (scale, _) in enumerate(LADDER) if scale == LADDER[shared][0])
    found: Stacked | None = None
    for rung, largest in steps(ladder):
        if rung < shared:
            continue
        if found:
            last = last_rung(groups, setting, desk) if last is None else last
            if rung > max(last, same if shared else 0):
                break
        own = Most(min(largest, most.table), min(largest, most.code))
        items = tuple([item_of(group, rung, own, setting, desk, most.table) for group in groups])
        fits = sum(item.height for item in items) <= room and all(item.is_whole for item in items)
        found = Stacked(rung, items, fits)
        if fits:
            break
    assert found
    return found


def stack_overflow(
    stacked: Stacked, least: Sequence[int], room: int, setting: Setting, desk: Desk
) -> Iterator[Problem]:
    """`overflow`: several things that need more than their box, or one of them that is too wide."""
    for item in stacked.items:
        if item.table and not item.is_whole and isinstance(item.group, Table):
            yield table_overflow(item.group, item.table, room, setting, desk)
        if item.code and not item.is_whole and isinstance(item.group, Code):
            yield code_overflow(item.group, item.code, setting.frame.width, room, desk)
    heights = [item.height + own for item, own in zip(stacked.items, least, strict=True)]
    needed = sum(heights)
    if needed <= room:
        return
    texts = [p for item in stacked.items for p in item.placed]
    sizes = text_sizes([scaled_paragraph(p.measured, LADDER[stacked.rung][0], setting.look.minimum) for p in texts])
    message = f"the {setting.role} needs {percent_of(needed, room)} % of its box"
    if sizes and desk.overflow not in NO_SHRINKING:
        message += f" at {points(min(sizes))}, the least size"
    helps = [f"cut {counted(-(-(needed - room) // (min(sizes) * LINE // 10)), 'line')}" if sizes else "show less here"]
    helps += _smaller_stack(stacked, room - sum(least), setting, desk)
    others = sum(item.height for item in stacked.items if not item.placed)
    # `off` lets only text stand out of its box: a table would run off the page
    level = Overflow.ERROR if desk.overflow is Overflow.OFF and others >= room else desk.overflow
    place = _first_beyond(stacked, heights, room, setting, desk)
    yield overflow_problem(f"{message}: {lengths(needed - room)} too high", helps, level, place)


def _first_beyond(stacked: Stacked, heights: Sequence[int], room: int, setting: Setting, desk: Desk) -> Place | None:
    """Where that begins which no longer fits: a block, or a paragraph of a text."""
    ends = list(accumulate(heights))
    first = next(index for index, end in enumerate(ends) if end > room)
    group, placed = stacked.items[first].group, stacked.items[first].placed
    if not isinstance(group, tuple):
        return place_of(group)
    _, top, _, bottom = setting.look.insets
    left = TextRoom(text_room(setting).width, room - ends[first] + heights[first] - top - bottom)
    measured = [paragraph.measured for paragraph in placed]
    excess = text_excess(measured, LADDER[stacked.rung], setting.look.minimum, left, desk.faces)
    return group[excess.paragraph].place or place_of(group)


def _smaller_stack(stacked: Stacked, room: int, setting: Setting, desk: Desk) -> list[str]:
    """At which size all would fit, and what the author would have to say for it."""
    groups, aside = [item.group for item in stacked.items], desk.aside()
    look = setting.look
    if desk.overflow is Overflow.ERROR:
        found = _first_that_fits(groups, room, setting, replace(aside, overflow=Overflow.SHRINK))
        return ["`overflow: shrink` would make it small enough"] if found.fits else []
    if desk.overflow is Overflow.OFF or not look.lowered_by or not any(item.placed for item in stacked.items):
        return []
    for size in range(look.minimum - 100, ADVISED - 100, -100):
        if _first_that_fits(groups, room, replace(setting, look=replace(look, minimum=size)), aside).fits:
            return [would_do(look.lowered_by, size)]
    return []


def squeezed(items: Sequence[Item], room: int) -> list[Item]:
    """The items with boxes of texts made lower, so that nothing stands below the frame."""
    others = sum(item.height for item in items if not item.placed)
    texts = [item.height for item in items if item.placed]
    lower = iter(exact_parts(min(sum(texts), max(len(texts), room - others)), texts))
    return [replace(item, height=max(1, next(lower))) if item.placed else item for item in items]
