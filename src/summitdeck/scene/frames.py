"""Frames of a layout's elements: slots where they are, lengths of an area, rows and columns that share their room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.markup import Element, Length, SlotName, Unit, length, share, word
from summitdeck.scene.slots import body_area, content_slots, named_slot, title_slot

Natural = Callable[[Element, Frame], int]
"""EMU an element takes along a row or column when it takes what it needs, given the frame it may use."""

AUTO_TAGS = frozenset({"text", "subtitle", "title", "rule"})
"""Elements that take in a column what they need when nothing is said; all others share what is left."""


def area_frame(base: Base, layout: BaseLayout, element: Element, slot: Slot | None) -> Frame:
    """The area that an element's lengths are measured in."""
    match word(element, "area"):
        case "page":
            return base.page
        case "title":
            titled = title_slot(layout)
            return titled.frame if titled else base.title_area
        case "slot" if slot:
            return slot.frame
        case None if slot and not is_framed(element):
            return slot.frame
        case _:
            return body_area(base, layout)


def is_framed(element: Element) -> bool:
    """Whether the layout states a frame of its own for the element."""
    return any(length(element, name) for name in ("x", "y", "w", "h")) or word(element, "area") is not None


def own_frame(element: Element, area: Frame) -> Frame:
    """The frame an element's `x y w h` make in an area; what is not said is the area's."""
    x, y = length(element, "x"), length(element, "y")
    w, h = length(element, "w"), length(element, "h")
    left = area.x + (x.to_emu(area.width) if x else 0)
    top = area.y + (y.to_emu(area.height) if y else 0)
    width = w.to_emu(area.width) if w and w.unit is not Unit.AUTO else area.right - left
    height = h.to_emu(area.height) if h and h.unit is not Unit.AUTO else area.bottom - top
    return Frame(left, top, max(1, width), max(1, height))


def find_slot(layout: BaseLayout, names: Sequence[SlotName], taken: Sequence[Slot]) -> Slot | None:
    """The first slot among the names that the base layout has and nothing has taken."""
    for name in names:
        slot = _named(layout, name)
        if slot and slot not in taken:
            return slot
    return None


def next_slot(layout: BaseLayout, taken: Sequence[Slot]) -> Slot | None:
    """The next content slot on the page that nothing has taken."""
    return next((slot for slot in content_slots(layout) if slot not in taken), None)


def _named(layout: BaseLayout, name: SlotName) -> Slot | None:
    if name.number is None:
        return named_slot(layout, name.text)
    slots = [slot for slot in content_slots(layout) if name.kind is None or slot.kind == name.kind]
    return slots[name.number - 1] if 0 < name.number <= len(slots) else None


def split_frame(
    children: Sequence[Element], frame: Frame, gap: int, anchor: str | None, natural: Natural, down: bool
) -> tuple[Frame, ...]:
    """The frames of the children of a column (`down`) or a row, in their order.

    Said lengths and natural ones are taken first; the others share what is left by `share`. When nothing shares,
    `anchor` (`top`/`left`, `middle`/`center`, `bottom`/`right`) says where the whole stands in the room left over.
    """
    room = (frame.height if down else frame.width) - gap * (len(children) - 1)
    fixed = [_fixed(child, frame, natural, down) for child in children]
    shares = [0.0 if size is not None else share(child) or 1.0 for child, size in zip(children, fixed, strict=True)]
    rest = max(0, room - sum(size or 0 for size in fixed))
    total = sum(shares)
    sizes = [round(rest * part / total) if size is None else size for size, part in zip(fixed, shares, strict=True)]
    start = (
        0 if total else round(rest * {"middle": 0.5, "center": 0.5, "bottom": 1.0, "right": 1.0}.get(anchor or "", 0))
    )
    frames = []
    for size in sizes:
        if down:
            frames.append(Frame(frame.x, frame.y + start, frame.width, max(1, size)))
        else:
            frames.append(Frame(frame.x + start, frame.y, max(1, size), frame.height))
        start += size + gap
    return tuple(frames)


def _fixed(child: Element, frame: Frame, natural: Natural, down: bool) -> int | None:
    """The length an element takes of its own; None when it shares."""
    said: Length | None = length(child, "h" if down else "w")
    if said and said.unit is not Unit.AUTO:
        return said.to_emu(frame.height if down else frame.width)
    if said or (down and share(child) is None and child.tag in AUTO_TAGS):
        return natural(child, frame)
    return None
