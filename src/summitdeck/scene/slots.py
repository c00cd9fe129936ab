"""Finding one's way on a base: which base layout a layout means, and which of its slots.

Base layouts are named, by their own name or by PowerPoint's type; slots are named, or counted as they stand on
the page. PowerPoint's `idx` never shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from summitdeck.frozen import dataclass
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.markup import SlotName

STAND_INS: Mapping[str, tuple[str, ...]] = {
    "title": ("ctrTitle", "secHead", "titleOnly", "obj"),
    "obj": ("tx", "vertTx", "titleOnly"),
    "secHead": ("title", "titleOnly", "obj"),
    "twoObj": ("twoTx", "titleOnly", "obj"),
    "twoTxTwoObj": ("titleOnly", "twoObj", "obj"),
    "titleOnly": ("obj", "tx"),
    "blank": ("titleOnly", "obj"),
    "objTx": ("titleOnly", "obj"),
    "picTx": ("titleOnly", "obj"),
}
"""What serves when a base has no layout of a type, best first."""

STANDARD_NAMES: Mapping[str, str] = {
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

TEXT, TABLE, PICTURE, CODE = "text", "table", "picture", "code"
"""Kinds of content, as `scene/references.py` names them."""

HOLDS: Mapping[str, frozenset[str]] = {
    TEXT: frozenset({"title", "ctrTitle", "subTitle", "body", "obj"}),
    TABLE: frozenset({"obj", "tbl"}),
    PICTURE: frozenset({"obj", "pic", "clipArt"}),
    CODE: frozenset(),
}
"""Which types of slot PowerPoint fills with a kind of content. All else stands free, in the slot's frame at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A base layout, and what placing asks of it."""

    layout: BaseLayout
    title: Slot | None
    subtitle: Slot | None
    contents: tuple[Slot, ...]
    """The slots for contents as they stand on the page: row by row, each from the left."""
    area: Frame
    """The room for contents: `area="body"`."""


def make_sheet(base: Base, layout: BaseLayout) -> Sheet:
    """The sheet of a base layout."""
    contents = content_slots(layout)
    return Sheet(layout, title_slot(layout), subtitle_slot(layout), contents, _area(base, layout, contents))


def find_base_layout(base: Base, wanted: Sequence[str]) -> BaseLayout | None:
    """The base layout that one of the names means, best first: by name, by type, by what it holds, or a stand-in.

    None only when the base has no layout at all.
    """
    kinds = [STANDARD_NAMES.get(name.casefold(), name) for name in wanted]
    for name, kind in zip(wanted, kinds, strict=True):
        found = _by_name(base, name) or _by_kind(base, kind)
        if found:
            return found
    for kind in kinds:
        found = _by_contents(base, kind)
        if found:
            return found
    stand_ins = [stand_in for kind in kinds for stand_in in STAND_INS.get(kind, ())]
    for kind in stand_ins:
        found = _by_kind(base, kind)
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


_CONTENTS: Mapping[str, Callable[[bool, Sequence[str]], bool]] = {
    "obj": lambda titled, kinds: titled and list(kinds) in (["obj"], ["body"]),
    "twoObj": lambda titled, kinds: titled and list(kinds) in (["obj", "obj"], ["body", "body"]),
    "titleOnly": lambda titled, kinds: titled and not kinds,
    "blank": lambda titled, kinds: not titled and not kinds,
}
"""What tells a layout of a type in a template that states no types."""


def _by_contents(base: Base, kind: str) -> BaseLayout | None:
    told = _CONTENTS.get(kind)
    untyped = [layout for layout in base.layouts if layout.kind in (None, "cust")] if told else []
    for layout in untyped:
        kinds = [slot.kind for slot in layout.slots if not (slot.is_furniture or slot.is_title)]
        if told and told(title_slot(layout) is not None, kinds):
            return layout
    return None


def title_slot(layout: BaseLayout) -> Slot | None:
    """The slot of the slide's title."""
    return next((slot for slot in layout.slots if slot.is_title and _is_somewhere(slot)), None)


def subtitle_slot(layout: BaseLayout) -> Slot | None:
    """The slot of a subtitle: PowerPoint's own, else on a title or section page its text."""
    own = next((slot for slot in layout.slots if slot.kind == "subTitle" and _is_somewhere(slot)), None)
    if own or layout.kind not in ("title", "secHead"):
        return own
    return next((slot for slot in content_slots(layout) if holds(slot, TEXT)), None)


def content_slots(layout: BaseLayout) -> tuple[Slot, ...]:
    """The slots for contents as they stand on the page: row by row, each from the left."""
    return _in_reading_order([slot for slot in layout.slots if not slot.is_title and slot.kind != "subTitle"])


def _in_reading_order(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    usable = [slot for slot in slots if not slot.is_furniture and _is_somewhere(slot)]
    usable.sort(key=lambda slot: (slot.frame.y, slot.frame.x))
    rows: list[list[Slot]] = []
    for slot in usable:
        if rows and _beside(rows[-1][0].frame, slot.frame):
            rows[-1].append(slot)
        else:
            rows.append([slot])
    return tuple(slot for row in rows for slot in sorted(row, key=lambda slot: slot.frame.x))


def _is_somewhere(slot: Slot) -> bool:
    """Whether the slot has an extent: one that neither states nor inherits a place has none, and nobody sees it."""
    return slot.frame.width > 0 and slot.frame.height > 0


def _beside(first: Frame, second: Frame) -> bool:
    """Whether two frames share more than half of the lower one's height."""
    shared = min(first.bottom, second.bottom) - max(first.y, second.y)
    return 2 * shared > min(first.height, second.height)


def holds(slot: Slot, kind: str) -> bool:
    """Whether PowerPoint fills such a slot with this kind of content."""
    return slot.kind in HOLDS[kind]


def find_slot(sheet: Sheet, names: Sequence[SlotName], taken: Collection[Slot] = ()) -> Slot | None:
    """The first slot among the names that the base layout has and nothing has taken."""
    for name in names:
        slot = _named_slot(sheet, name)
        if slot and slot not in taken:
            return slot
    return None


def _named_slot(sheet: Sheet, name: SlotName) -> Slot | None:
    if name.number is None:
        folded = name.text.casefold()
        slots = [slot for slot in sheet.layout.slots if not slot.is_furniture and _is_somewhere(slot)]
        return next((slot for slot in slots if slot.name.casefold() == folded), None)
    if name.kind is None:
        numbered: Sequence[Slot] = sheet.contents
    else:
        numbered = _in_reading_order([slot for slot in sheet.layout.slots if slot.kind == name.kind])
    return numbered[name.number - 1] if name.number <= len(numbered) else None


def next_slot(sheet: Sheet, kind: str, taken: Collection[Slot] = ()) -> Slot | None:
    """The next content slot on the page that nothing has taken and that this kind of content may fill.

    When there is none, the largest one lends at least its frame, but not to words, which need no such help.
    """
    free = [slot for slot in sheet.contents if slot not in taken]
    found = next((slot for slot in free if holds(slot, kind)), None)
    if found or kind == TEXT:
        return found
    return max(free, key=lambda slot: slot.frame.width * slot.frame.height, default=None)


def furniture_slot(layout: BaseLayout, kind: str) -> Slot | None:
    """The slot of a footer (`ftr`), a date (`dt`) or a slide number (`sldNum`)."""
    return next((slot for slot in layout.slots if slot.kind == kind and _is_somewhere(slot)), None)


def _area(base: Base, layout: BaseLayout, contents: Sequence[Slot]) -> Frame:
    """What the content slots cover together, else the master's body, as far as no title stands there."""
    if contents:
        return clip(union([slot.frame for slot in contents]), base.page)
    area = clip(base.body_area, base.page)
    title = title_slot(layout)
    if title is None or min(title.frame.bottom, area.bottom) <= max(title.frame.y, area.y):
        return area
    above, below = title.frame.y - area.y, area.bottom - title.frame.bottom
    if max(above, below) * 3 < area.height:  # a title as large as the page: side by side is no better
        return area
    return Frame(area.x, title.frame.bottom if below >= above else area.y, area.width, max(above, below))


def union(frames: Sequence[Frame]) -> Frame:
    """The smallest frame that holds all of them."""
    x, y = min(frame.x for frame in frames), min(frame.y for frame in frames)
    return Frame(x, y, max(frame.right for frame in frames) - x, max(frame.bottom for frame in frames) - y)


def clip(frame: Frame, within: Frame) -> Frame:
    """The part of a frame that lies inside another; at least one EMU wide and high, at its edge if need be."""
    x = min(max(frame.x, within.x), within.right - 1)
    y = min(max(frame.y, within.y), within.bottom - 1)
    right, bottom = min(frame.right, within.right), min(frame.bottom, within.bottom)
    return Frame(x, y, max(1, right - x), max(1, bottom - y))
