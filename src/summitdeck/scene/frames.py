"""Frames of a layout's elements: lengths of an area, and rows and columns that share their room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from summitdeck.frozen import dataclass
from summitdeck.scene.base import Frame
from summitdeck.scene.markup import Element, Length, Unit, length, share, word
from summitdeck.scene.slots import clip

Natural = Callable[[Element, Frame], int]
"""EMU an element takes along a row or column, given the frame it may use."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What an element takes along a row or column when it takes what it needs."""

    natural: Natural
    """When nothing presses it."""
    least: Natural
    """When all its text is as small as it may be."""


AUTO_TAGS = frozenset({"text", "subtitle", "title", "rule"})
"""Elements that take in a column what they need when nothing is said; all others share what is left."""
LEAST_SHARE = 0.2
"""Of a row's or column's room: what an element that shares keeps, however much its neighbours want."""
LEFT_OVER = {"middle": 0.5, "center": 0.5, "bottom": 1.0, "right": 1.0}
"""Which part of the room left over stands before a row or column that does not fill it."""


def is_framed(element: Element) -> bool:
    """Whether the layout states a frame of its own for the element."""
    return any(length(element, name) for name in ("x", "y", "w", "h")) or word(element, "area") is not None


def own_frame(element: Element, area: Frame, page: Frame, across: Natural, down: Natural) -> Frame:
    """The frame an element's `x y w h` make in an area; what is not said is the area's. Cut off at the page's edge.

    `across` and `down` give the width and the height an element needs, for `auto`.
    """
    x, y = length(element, "x"), length(element, "y")
    left = area.x + (x.to_emu(area.width) if x else 0)
    top = area.y + (y.to_emu(area.height) if y else 0)
    frame = Frame(left, top, area.right - left, area.bottom - top)
    w, h = length(element, "w"), length(element, "h")
    if w:
        width = min(frame.width, across(element, frame)) if w.unit is Unit.AUTO else w.to_emu(area.width)
        frame = Frame(left, top, width, frame.height)
    if h:
        height = min(frame.height, down(element, frame)) if h.unit is Unit.AUTO else h.to_emu(area.height)
        frame = Frame(left, top, frame.width, height)
    return clip(frame, page)


def split_frame(
    children: Sequence[Element], frame: Frame, gap: int, anchor: str | None, needs: Needs, down: bool
) -> tuple[Frame, ...]:
    """The frames of the children of a column (`down`) or a row, in their order; never beyond `frame`.

    Said lengths are taken first, then natural ones; the others share what is left by `share`. When nothing shares,
    `anchor` (`top`/`left`, `middle`/`center`, `bottom`/`right`) says where the whole stands in the room left over.
    """
    if not children:
        return ()
    whole = frame.height if down else frame.width
    gap = min(gap, whole // (4 * len(children)))
    room = whole - gap * (len(children) - 1)
    sizes = _sizes(children, frame, room, needs, down)
    start = round((room - sum(sizes)) * LEFT_OVER.get(anchor or "", 0))
    frames = []
    for size in sizes:
        if down:
            frames.append(Frame(frame.x, frame.y + start, frame.width, max(1, size)))
        else:
            frames.append(Frame(frame.x + start, frame.y, max(1, size), frame.height))
        start += size + gap
    return tuple(frames)


def _sizes(children: Sequence[Element], frame: Frame, room: int, needs: Needs, down: bool) -> list[int]:
    """EMU of each child along the row or column; together at most `room`, and all of it when any child shares."""
    said = {i: size for i, child in enumerate(children) if (size := _said(child, frame, down)) is not None}
    needing = [i for i, child in enumerate(children) if i not in said and _takes_its_own(child, down)]
    sharing = [i for i in range(len(children)) if i not in said and i not in needing]
    least = round(room * min(LEAST_SHARE, 1 / len(children)))
    said = _at_most(said, room - least * (len(needing) + len(sharing)))
    free = room - sum(said.values())
    natural = {i: needs.natural(children[i], frame) for i in needing}
    kept = _kept(children, natural, sharing, frame, free, least * len(sharing), needs)
    needed = _pressed(children, natural, frame, free - kept, needs)
    shares = [share(children[i]) or 1.0 for i in sharing]
    shared = dict(zip(sharing, exact_parts(free - sum(needed.values()), shares), strict=True))
    together = said | needed | shared
    return [together[i] for i in range(len(children))]


def _kept(
    children: Sequence[Element],
    natural: dict[int, int],
    sharing: Sequence[int],
    frame: Frame,
    room: int,
    least: int,
    needs: Needs,
) -> int:
    """EMU that those that share keep: at least `least`, and what they cannot do without where the others can give way.

    Only looked into where the others want more than half of the room.
    """
    if not sharing or 2 * sum(natural.values()) <= room:
        return least
    wanted = max(least, sum(needs.least(children[i], frame) for i in sharing))
    others = sum(min(size, needs.least(children[i], frame)) for i, size in natural.items())
    return wanted if others + wanted <= room else least


def _said(child: Element, frame: Frame, down: bool) -> int | None:
    """The length that the layout says along the row or column."""
    said: Length | None = length(child, "h" if down else "w")
    return said.to_emu(frame.height if down else frame.width) if said and said.unit is not Unit.AUTO else None


def _takes_its_own(child: Element, down: bool) -> bool:
    """Whether an element takes what it needs, and does not share."""
    if length(child, "h" if down else "w"):
        return True
    return share(child) is None and (child.tag in AUTO_TAGS if down else child.tag == "rule")


def _pressed(
    children: Sequence[Element], natural: dict[int, int], frame: Frame, room: int, needs: Needs
) -> dict[int, int]:
    """What each takes of its own. When it is too much together, each gives way as far as it can become smaller."""
    if sum(natural.values()) <= room:
        return natural
    least = {i: min(size, needs.least(children[i], frame)) for i, size in natural.items()}
    left = room - sum(least.values())
    if left < 0:
        return _at_most(least, room)
    more = exact_parts(left, [size - least[i] for i, size in natural.items()])
    return {i: least[i] + extra for i, extra in zip(natural, more, strict=True)}


def _at_most(sizes: dict[int, int], room: int) -> dict[int, int]:
    """The sizes, all smaller by one factor when they are too much together."""
    if sum(sizes.values()) <= room:
        return sizes
    return dict(zip(sizes, exact_parts(max(0, room), list(sizes.values())), strict=True))


def exact_parts(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts by weight, which sum up to it exactly."""
    whole = sum(weights)
    if not whole:
        weights, whole = [1.0] * len(weights), float(len(weights))
    ends = [round(total * end / whole) for end in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
