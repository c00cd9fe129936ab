"""Which slots of a base layout the elements of a page fill, and why: by name, by type, by place and by size.

Slots are named, or counted as they stand on the page. PowerPoint's `idx` never shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.frozen import dataclass
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.facts import (
    TINY,
    Facts,
    area,
    beside,
    clip,
    content_slots,
    first_master,
    free_bands,
    in_reading_order,
    is_cover,
    is_somewhere,
    overlap,
    read_facts,
    title_slot,
    union,
)
from summitdeck.scene.layout_kinds import KINDS, roles
from summitdeck.scene.markup import SlotName
from summitdeck.typeset.model import LevelStyle

__all__ = [
    "CHART",
    "CODE",
    "HOLDS",
    "PICTURE",
    "SLOT_RULES",
    "TABLE",
    "TEXT",
    "Choice",
    "Sheet",
    "choose_named",
    "choose_next",
    "clip",
    "content_slots",
    "find_slot",
    "free_bands",
    "furniture_slot",
    "holds",
    "make_sheet",
    "next_slot",
    "subtitle_slot",
    "title_slot",
    "union",
]

TEXT, TABLE, PICTURE, CHART, CODE = "text", "table", "picture", "chart", "code"
"""Kinds of content, as `scene/references.py` names them."""

HOLDS: Mapping[str, tuple[str, ...]] = {
    TEXT: ("title", "ctrTitle", "subTitle", "body", "obj"),
    TABLE: ("tbl", "obj"),
    PICTURE: ("pic", "clipArt", "obj"),
    CHART: ("chart", "obj"),
    CODE: (),
}
"""Which types of slot PowerPoint fills with a kind of content; those made for nothing else first. All else stands
free, in the slot's frame at most."""
LITTLE = 0.25
"""Of the page: slots that take less of it together are but a line under the title, or a logo."""
TOUCHING = 0.1
"""Of a title's height: further into one another frames are not meant to stand. Furniture: half of it, of the slot's."""
AS_LARGE = 2
"""A slot counts as large as the largest when it has at least one part in this many of its area."""

SLOT_RULES: Mapping[str, str] = {
    "slot-name": "the layout names the slot",
    "slot-number": "the layout counts the slots as they stand on the page",
    "slot-type": "PowerPoint's type says what the slot is for",
    "slot-order": "of several as large, the first on the page that is free",
    "slot-size": "the largest that is free",
    "slot-frame": "no slot takes such content: it stands in the frame of the largest that is free",
}
"""The rules by which an element finds its slot."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A slot an element takes, and why."""

    slot: Slot
    rule: str
    """One of SLOT_RULES."""
    reason: str
    """In words, for the author."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A base layout as one kind of page uses it, and what placing asks of it."""

    layout: BaseLayout
    title: Slot | None
    subtitle: Slot | None
    contents: tuple[Slot, ...]
    """The slots for contents as a layout counts them: as they stand on the page, row by row, each from the left; in a
    layout of a known kind first those that make it one."""
    area: Frame
    """The room for contents: `area="body"`."""
    title_area: Frame
    """Where a title stands that has no slot."""
    least: int = 0
    """EMU squared: a slot that takes less of the page is only filled when it is named or counted."""
    moved: tuple[tuple[Slot, Frame], ...] = ()
    """Slots that stand elsewhere than in the layout, since it is of another kind than is needed."""
    body: tuple[LevelStyle, ...] = ()
    """How contents look that find no slot: as on the master's page of one content; empty when it has none."""

    def frame(self, slot: Slot) -> Frame:
        """Where a slot stands on this page."""
        return next((frame for own, frame in self.moved if own is slot), slot.frame)


def make_sheet(base: Base, layout: BaseLayout, kind: str | None = None, composed: bool = False) -> Sheet:
    """The sheet of a base layout for a kind of page; `composed` when the layout is of another kind."""
    facts = read_facts(layout, base.page)
    title_area, body_area, body = _master_areas(base, layout)
    title, subtitle, contents = facts.title, subtitle_slot(layout, kind), _counted(facts, kind)
    moved: list[tuple[Slot, Frame]] = []
    if kind in ("title", "secHead") and title and layout.master == first_master(base) and is_cover(base):
        moved.append((title, base.title_area))
        if subtitle:
            moved.append((subtitle, clip(base.body_area, base.page)))
        room = clip(base.body_area, base.page)
    elif composed and kind and kind in KINDS and KINDS[kind].composed and _is_no_header(facts, title_area):
        assert title
        moved.append((title, title_area))
        subtitle, contents, room = None, (), _clear(body_area, title_area)
    else:
        room = _room(base, facts, roles(kind, facts) if kind and not composed else (), body_area, kind)
        if composed and kind == "obj" and contents:
            if layout.master == first_master(base) and not is_cover(base):  # two columns may run over what the
                room = _clear_of_all(body_area, title, facts)  # master has drawn beside its body
            moved.append((contents[0], room))
            contents = contents[:1]
        elif composed and kind in ("twoObj", "twoTxTwoObj"):
            contents = ()  # one of two in a slot would look unlike the other
        elif kind == "titleOnly" or (composed and subtitle and kind in ("title", "secHead")):
            contents = ()  # nothing there is made for what stands on such a page
    moved += _mended(base, facts, [title, subtitle, *contents], moved, room)
    if title is None:
        for slot in contents:
            title_area = _clear(title_area, slot.frame)
    return Sheet(layout, title, subtitle, contents, room, title_area, round(TINY * area(base.page)), tuple(moved), body)


def _mended(
    base: Base, facts: Facts, used: Sequence[Slot | None], moved: Sequence[tuple[Slot, Frame]], room: Frame
) -> list[tuple[Slot, Frame]]:
    """Slots that have not been moved but reach out of the page, or far into the title's place or the furniture's.

    One that is mostly outside is left there, as a hidden title; but a subtitle is given the room for contents.
    """
    found = []
    for slot in used:
        if slot is None or any(own is slot for own, _ in moved):
            continue
        frame = clip(slot.frame, base.page)
        if 2 * area(frame) < area(slot.frame):
            if slot.kind != "subTitle":  # it is kept out of sight
                continue
            frame = beside(room, facts.title.frame) if facts.title else room
        elif slot is not facts.title:
            frame = _clear_of_all(frame, facts.title, facts, TOUCHING)
        if frame != slot.frame:
            found.append((slot, frame))
    return found


def _clear_of_all(frame: Frame, title: Slot | None, facts: Facts, touching: float = 0.0) -> Frame:
    """A frame for contents without what the title and the furniture take of it."""
    if title:
        frame = _clear(frame, title.frame, 1 / 3, round(touching * title.frame.height))
    for slot in facts.layout.slots:
        if slot.is_furniture and is_somewhere(slot) and slot.frame.y > frame.y + frame.height // 2:
            frame = _clear(frame, slot.frame, 3 / 4, round(touching / 2 * frame.height))
    return frame


def _clear(frame: Frame, other: Frame, least: float = 1 / 3, touching: int = 0) -> Frame:
    """What another frame leaves of a frame, when it takes more than `touching` (EMU) and at least a share is left."""
    part = beside(frame, other)
    lost = frame.width - part.width + frame.height - part.height
    return part if lost > touching and area(part) >= least * area(frame) else frame


def _counted(facts: Facts, kind: str | None) -> tuple[Slot, ...]:
    """The contents as a layout counts them: what makes it of its kind, then all others as they stand.

    Of a layout that was found by its kind what is tiny does not count: nobody who asks for a kind knows of it.
    """
    first = roles(kind, facts) if kind else ()
    every = facts.contents if kind in KINDS else content_slots(facts.layout)
    return (*first, *[slot for slot in every if not any(slot is one for one in first)])


def _is_no_header(facts: Facts, header: Frame) -> bool:
    """Whether a title stands elsewhere than where the master's pages have theirs, if that is a place for a header."""
    title = facts.title
    if title is None or header.height > header.width:
        return False
    return 5 * overlap(title.frame, header) < 3 * min(area(title.frame), area(header))


def _master_areas(base: Base, layout: BaseLayout) -> tuple[Frame, Frame, tuple[LevelStyle, ...]]:
    """Where the layout's master has title and contents, and how these look: as on its page of a title and one content.

    When it has no such page, the first master's own areas serve.
    """
    siblings = [each for each in base.layouts if each.master == layout.master and each.kind in KINDS["obj"].types]
    pages = [facts for each in siblings if (facts := read_facts(each, base.page)).title and facts.largest]
    pages = [facts for facts in pages if all(sign.test(facts) for sign in KINDS["obj"].needs)]
    if pages:  # of several the one that leaves most of the master's body to its content, not the one with a photo
        whole = max(1, area(base.body_area))
        best = max(pages, key=lambda facts: overlap(facts.largest[0].frame, base.body_area) * 10 // whole)
        assert best.title
        main = best.largest[0]
        return clip(best.title.frame, base.page), clip(main.frame, base.page), main.levels
    width, height = base.width, base.height
    title = _on_page(base.title_area, base.page, Frame(width // 20, height // 20, width * 9 // 10, height * 3 // 20))
    body = _on_page(base.body_area, base.page, Frame(width // 20, height // 4, width * 9 // 10, height * 13 // 20))
    return title, body, ()


def _on_page(frame: Frame, page: Frame, usual: Frame) -> Frame:
    """The part of a master's frame that lies on the page; where usual when most of it does not, as on a page that was
    made smaller and nothing on it."""
    seen = clip(frame, page)
    return seen if 2 * area(seen) >= area(frame) else usual


def _room(base: Base, facts: Facts, first: Sequence[Slot], body: Frame, kind: str | None) -> Frame:
    """What the content slots cover together (of a known kind those that make it one), else the master's body.

    Of that only as much as title and furniture leave. On a page of a title only a slot is no room for anything.
    """
    own = first or (() if kind == "titleOnly" and sum(map(facts.share, facts.contents)) < LITTLE else facts.contents)
    if own:
        body = clip(union([slot.frame for slot in own]), base.page)
    return _clear_of_all(body, facts.title, facts)


def subtitle_slot(layout: BaseLayout, kind: str | None = None) -> Slot | None:
    """The slot of a subtitle: PowerPoint's own, else on a title or section page its text."""
    own = next((slot for slot in layout.slots if slot.kind == "subTitle" and is_somewhere(slot)), None)
    if own or not {layout.kind, kind} & {"title", "secHead"}:
        return own
    texts = [slot for slot in content_slots(layout) if holds(slot, TEXT)]
    return max(texts, key=lambda slot: area(slot.frame), default=None)


def holds(slot: Slot, kind: str) -> bool:
    """Whether PowerPoint fills such a slot with this kind of content."""
    return slot.kind in HOLDS[kind]


def find_slot(sheet: Sheet, names: Sequence[SlotName], taken: Sequence[Slot] = ()) -> Slot | None:
    """The first slot among the names that the base layout has and nothing has taken."""
    choice = choose_named(sheet, names, taken)
    return choice.slot if choice else None


def choose_named(sheet: Sheet, names: Sequence[SlotName], taken: Sequence[Slot] = ()) -> Choice | None:
    """The first slot among the names that is there and free, and why."""
    for name in names:
        slot = _named_slot(sheet, name)
        if slot and slot not in taken:
            if name.number is None:
                return Choice(slot, "slot-name", f"the layout asks for '{name.text}'")
            what = f"{name.kind} slots" if name.kind else "slots for contents"
            return Choice(slot, "slot-number", f"number {name.number} of the {what} on the page")
    return None


def _named_slot(sheet: Sheet, name: SlotName) -> Slot | None:
    if name.number is None:
        folded = name.text.casefold()
        slots = [slot for slot in sheet.layout.slots if not slot.is_furniture and is_somewhere(slot)]
        return next((slot for slot in slots if slot.name.casefold() == folded), None)
    if name.kind is None:
        numbered: Sequence[Slot] = sheet.contents
    else:
        numbered = in_reading_order([slot for slot in sheet.layout.slots if slot.kind == name.kind])
        if not numbered and name.kind == "subTitle" and sheet.subtitle:
            numbered = (sheet.subtitle,)
    return numbered[name.number - 1] if name.number <= len(numbered) else None


def next_slot(sheet: Sheet, kind: str, taken: Sequence[Slot] = ()) -> Slot | None:
    """The content slot that takes this kind of content next; see `choose_next`."""
    choice = choose_next(sheet, kind, taken)
    return choice.slot if choice else None


def choose_next(sheet: Sheet, kind: str, taken: Sequence[Slot] = ()) -> Choice | None:
    """The free slot for this kind of content, and why: made for it, not tiny, and large where others are small.

    When there is none, the largest one lends at least its frame, but not to words, which need no such help.
    """
    free = [slot for slot in sheet.contents if slot not in taken and area(slot.frame) >= sheet.least]
    fitting = [slot for slot in free if holds(slot, kind)]
    if not fitting:
        lent = max(free, key=lambda slot: area(slot.frame), default=None) if kind != TEXT else None
        return Choice(lent, "slot-frame", SLOT_RULES["slot-frame"]) if lent else None
    best = min(HOLDS[kind].index(slot.kind) for slot in fitting) if kind != TEXT else None
    made = [slot for slot in fitting if best is None or HOLDS[kind].index(slot.kind) == best]
    largest = max(area(slot.frame) for slot in made)
    large = [slot for slot in made if AS_LARGE * area(slot.frame) >= largest]
    chosen = large[0]
    if len(fitting) == 1:
        return Choice(chosen, "slot-type", f"the only free slot that takes {kind}")
    if len(made) < len(fitting):
        return Choice(chosen, "slot-type", f"made for a {kind}")
    if len(large) == 1:
        return Choice(chosen, "slot-size", f"the largest of {len(made)} free slots that take {kind}")
    return Choice(chosen, "slot-order", f"the first of {len(large)} free slots as large that take {kind}")


def furniture_slot(layout: BaseLayout, kind: str) -> Slot | None:
    """The slot of a footer (`ftr`), a date (`dt`) or a slide number (`sldNum`)."""
    return next((slot for slot in layout.slots if slot.kind == kind and is_somewhere(slot)), None)
