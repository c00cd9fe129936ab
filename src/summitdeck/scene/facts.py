"""What can be seen on a base layout: its title, its subtitle, its contents, and how they stand to one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summitdeck.frozen import dataclass
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot

TINY = 0.02
"""Of the page's area: a smaller slot holds a date, a logo's name or a running head, and never a slide's content."""
ALIKE = 1.6
"""How many times as large the larger of two slots is at most that are of about the same size."""
COVER_SHARE = 0.25
"""Of the page: a first master whose own body is smaller is a cover's. Contents then look for another master, and a
title stands where the master has it, since programs that write such files give all layouts the same plain places."""
WORDS = frozenset({"body", "obj"})
PICTURES = frozenset({"pic", "clipArt"})


@dataclass(frozen=True, slots=True)
class Facts:
    """A base layout, and what is seen on it. Furniture does not count, nor what has no extent, nor contents that stand
    mostly outside the page."""

    layout: BaseLayout
    page: Frame
    title: Slot | None
    subtitle: Slot | None
    """A slot of this type that is not tiny."""
    contents: tuple[Slot, ...]
    """What is neither title nor subtitle nor tiny, as it stands on the page."""
    tiny: tuple[Slot, ...]

    def share(self, slot: Slot) -> float:
        """How much of the page a slot takes, 0 to 1."""
        return area(slot.frame) / max(1, area(self.page))

    @property
    def words(self) -> tuple[Slot, ...]:
        """The contents that hold text set in level lines."""
        return tuple([slot for slot in self.contents if slot.kind in WORDS and slot.vertical == "horz"])

    @property
    def largest(self) -> tuple[Slot, ...]:
        """The contents that hold text, the largest first; of two alike the one that stands first."""
        return tuple(sorted(self.words, key=lambda slot: -area(slot.frame)))


def read_facts(layout: BaseLayout, page: Frame) -> Facts:
    """What is seen on a layout."""
    subtitle = next((slot for slot in layout.slots if slot.kind == "subTitle" and is_somewhere(slot)), None)
    least = TINY * area(page)
    contents = [slot for slot in content_slots(layout) if 2 * overlap(slot.frame, page) >= area(slot.frame)]
    tiny = [slot for slot in contents if area(slot.frame) < least]
    if subtitle and area(subtitle.frame) < least:
        tiny.append(subtitle)
        subtitle = None
    seen = tuple([slot for slot in contents if area(slot.frame) >= least])
    return Facts(layout, page, title_slot(layout), subtitle, seen, tuple(tiny))


def first_master(base: Base) -> int:
    """The index of the first master that has a layout."""
    return min(layout.master for layout in base.layouts)


def is_cover(base: Base) -> bool:
    """Whether the first master is drawn for a cover: its own body is but a strip of the page."""
    return area(base.body_area) < COVER_SHARE * area(base.page)


def title_slot(layout: BaseLayout) -> Slot | None:
    """The slot of the slide's title."""
    return next((slot for slot in layout.slots if slot.is_title and is_somewhere(slot)), None)


def content_slots(layout: BaseLayout) -> tuple[Slot, ...]:
    """All slots for contents as they stand on the page: row by row, each from the left."""
    return in_reading_order([slot for slot in layout.slots if not slot.is_title and slot.kind != "subTitle"])


def in_reading_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Slots that are no furniture and have an extent, row by row, each row from the left."""
    usable = [slot for slot in slots if not slot.is_furniture and is_somewhere(slot)]
    usable.sort(key=lambda slot: (slot.frame.y, slot.frame.x))
    rows: list[list[Slot]] = []
    for slot in usable:
        if rows and are_beside(rows[-1][0].frame, slot.frame):
            rows[-1].append(slot)
        else:
            rows.append([slot])
    return tuple(slot for row in rows for slot in sorted(row, key=lambda slot: slot.frame.x))


def is_somewhere(slot: Slot) -> bool:
    """Whether the slot has an extent: one that neither states nor inherits a place has none, and nobody sees it."""
    return slot.frame.width > 0 and slot.frame.height > 0


def are_beside(first: Frame, second: Frame) -> bool:
    """Whether two frames share more than half of the lower one's height."""
    shared = min(first.bottom, second.bottom) - max(first.y, second.y)
    return 2 * shared > min(first.height, second.height)


def are_alike(slots: Sequence[Slot]) -> bool:
    """Whether slots are of about the same size."""
    sizes = [area(slot.frame) for slot in slots]
    return max(sizes) <= ALIKE * min(sizes)


def area(frame: Frame) -> int:
    """EMU squared."""
    return frame.width * frame.height


def overlap(first: Frame, second: Frame) -> int:
    """EMU squared that two frames share."""
    across = min(first.right, second.right) - max(first.x, second.x)
    down = min(first.bottom, second.bottom) - max(first.y, second.y)
    return max(0, across) * max(0, down)


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


def beside(frame: Frame, other: Frame) -> Frame:
    """The largest part of a frame that another leaves: above, below or at one side of it; all of it when they are apart
    or when nothing is left."""
    if not overlap(frame, other):
        return frame
    parts = (
        Frame(frame.x, other.bottom, frame.width, frame.bottom - other.bottom),
        Frame(frame.x, frame.y, frame.width, other.y - frame.y),
        Frame(frame.x, frame.y, other.x - frame.x, frame.height),
        Frame(other.right, frame.y, frame.right - other.right, frame.height),
    )
    return max([part for part in parts if part.width > 0 and part.height > 0], key=area, default=frame)


def free_bands(frames: Iterable[Frame], page: Frame, margin: int) -> tuple[tuple[int, int], ...]:
    """The heights of the page, from and to, at which nothing stands: between frames and within a margin."""
    top, bands = page.y + margin, []
    for frame in sorted([frame for frame in frames if frame.width and frame.height], key=lambda frame: frame.y):
        if min(frame.y, page.bottom - margin) > top:
            bands.append((top, min(frame.y, page.bottom - margin)))
        top = max(top, frame.bottom)
    if page.bottom - margin > top:
        bands.append((top, page.bottom - margin))
    return tuple(bands)
