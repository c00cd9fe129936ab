"""Finding one's way on a base: which base layout a layout means, and which of its slots.

Base layouts are named, by their own name or by PowerPoint's type; slots are named, or counted as they stand on
the page. PowerPoint's `idx` never shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.scene.base import Base, BaseLayout, Frame, Slot

STAND_INS = {
    "title": ("ctrTitle", "secHead", "titleOnly", "obj"),
    "obj": ("tx", "titleOnly"),
    "secHead": ("title", "titleOnly", "obj"),
    "twoObj": ("titleOnly", "obj"),
    "twoTxTwoObj": ("titleOnly", "twoObj", "obj"),
    "titleOnly": ("obj", "tx"),
    "blank": ("titleOnly", "obj"),
    "objTx": ("titleOnly", "obj"),
    "picTx": ("titleOnly", "obj"),
}
"""What serves when a base has no layout of a type, best first."""

STANDARD_NAMES = {
    "title slide": "title",
    "title and content": "obj",
    "section header": "secHead",
    "two content": "twoObj",
    "comparison": "twoTxTwoObj",
    "title only": "titleOnly",
    "blank": "blank",
    "content with caption": "objTx",
    "picture with caption": "picTx",
}
"""PowerPoint's English names of its own layouts, each with its type."""


def find_base_layout(base: Base, wanted: str) -> BaseLayout | None:
    """The base layout that `wanted` names: alternatives parted by `|`, each a name or a type; then the stand-ins.

    None only when the base has no layout at all.
    """
    names = [name.strip() for name in wanted.split("|") if name.strip()]
    for name in names:
        found = _by_name(base, name) or _by_kind(base, STANDARD_NAMES.get(name.casefold(), name))
        if found:
            return found
    for name in names:
        for stand_in in STAND_INS.get(STANDARD_NAMES.get(name.casefold(), name), ()):
            found = _by_kind(base, stand_in)
            if found:
                return found
    titled = [layout for layout in base.layouts if title_slot(layout)]
    return next(iter(titled or base.layouts), None)


def _by_name(base: Base, name: str) -> BaseLayout | None:
    folded = name.casefold()
    return next((layout for layout in base.layouts if layout.name.casefold() == folded), None)


def _by_kind(base: Base, kind: str) -> BaseLayout | None:
    """The layout of this type; where several state it, the one that PowerPoint's own name belongs to."""
    same = [layout for layout in base.layouts if layout.kind == kind]
    named = [layout for layout in same if STANDARD_NAMES.get(layout.name.casefold()) == kind]
    return next(iter(named or same), None)


def title_slot(layout: BaseLayout) -> Slot | None:
    """The slot of the slide's title."""
    return next((slot for slot in layout.slots if slot.is_title), None)


def subtitle_slot(layout: BaseLayout) -> Slot | None:
    """The slot of a subtitle: PowerPoint's own, else on a section page its text."""
    own = next((slot for slot in layout.slots if slot.kind == "subTitle"), None)
    if own or layout.kind not in ("title", "secHead"):
        return own
    return next(iter(content_slots(layout)), None)


def content_slots(layout: BaseLayout) -> tuple[Slot, ...]:
    """The slots for contents as they stand on the page: row by row, each from the left."""
    slots = [slot for slot in layout.slots if not slot.is_furniture and not slot.is_title and slot.kind != "subTitle"]
    slots.sort(key=lambda slot: (slot.frame.y, slot.frame.x))
    rows: list[list[Slot]] = []
    for slot in slots:
        if rows and _beside(rows[-1][0].frame, slot.frame):
            rows[-1].append(slot)
        else:
            rows.append([slot])
    return tuple(slot for row in rows for slot in sorted(row, key=lambda slot: slot.frame.x))


def _beside(first: Frame, second: Frame) -> bool:
    """Whether two frames share more than half of the lower one's height."""
    shared = min(first.bottom, second.bottom) - max(first.y, second.y)
    return 2 * shared > min(first.height, second.height)


def named_slot(layout: BaseLayout, name: str) -> Slot | None:
    """A content slot by its number on the page, counted from 1, or by its name."""
    slots = content_slots(layout)
    if name.isdecimal():
        return slots[int(name) - 1] if 0 < int(name) <= len(slots) else None
    folded = name.casefold()
    return next((slot for slot in layout.slots if slot.name.casefold() == folded), None)


def furniture_slot(layout: BaseLayout, kind: str) -> Slot | None:
    """The slot of a footer (`ftr`), a date (`dt`) or a slide number (`sldNum`)."""
    return next((slot for slot in layout.slots if slot.kind == kind), None)


def body_area(base: Base, layout: BaseLayout) -> Frame:
    """The room for contents: what the content slots cover together, else what lies between title and furniture."""
    frames = [slot.frame for slot in content_slots(layout) if slot.frame.width > 0 and slot.frame.height > 0]
    return union(frames) if frames else base.body_area


def union(frames: Sequence[Frame]) -> Frame:
    """The smallest frame that holds all of them."""
    x, y = min(frame.x for frame in frames), min(frame.y for frame in frames)
    return Frame(x, y, max(frame.right for frame in frames) - x, max(frame.bottom for frame in frames) - y)
