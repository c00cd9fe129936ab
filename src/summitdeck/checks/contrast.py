"""Rules on colours of text."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.checks.texts import Text
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, note, warning
from summitdeck.scene.base import Slot
from summitdeck.scene.model import TextShape
from summitdeck.scene.styles import LEAST_SEEN, ROUNDING, contrast, least_contrast


class _Pale(NamedTuple):
    """A colour of text that is too near to its ground."""

    slot: Slot
    color: str
    ground: str
    least: float

    @property
    def contrast(self) -> float:
        """From 1, none, to 21."""
        return contrast(self.color, self.ground)


def check_contrast(subject: Subject) -> Iterator[Problem]:
    """`low-contrast` (warning): text in a slot of the template can hardly be told from its ground, less than 2:1. From
    there up to what WCAG 2.2 asks, 4.5:1, or 3:1 for text from 18 pt (14 pt in bold) on, it is a note. Only where the
    ground is one plain colour and the text takes the template's; told once for each slot and colour.

    Passes: black on white, words upon a picture. Fails: a title in white where the template counts on a picture.
    """
    found: dict[_Pale, list[Text]] = {}
    judged: dict[tuple[int, int, int | None], _Pale | None] = {}
    for text in subject.texts:
        slot = text.shape.slot if isinstance(text.shape, TextShape) else None
        if slot is None or slot.ground is None:
            continue
        key = id(slot), id(text.paragraph.style), text.size
        if key not in judged:
            judged[key] = _pale(text, slot, subject)
        pale = judged[key]
        if pale is not None and _is_plain(text, slot):
            found.setdefault(pale, []).append(text)
    for pale, texts in found.items():
        tell = warning if pale.contrast < LEAST_SEEN else note
        hardly = "can hardly be seen" if pale.contrast < LEAST_SEEN else "is hard to read"
        more = len({text.page.id for text in texts}) - 1
        also = f", here and on {more} more slide{'' if more == 1 else 's'}" if more else ""
        yield tell(
            "low-contrast",
            f"text in '{pale.slot.name}' of layout '{texts[0].page.base.name}' {hardly}{also}: #{pale.color} on "
            f"#{pale.ground}, a contrast of {pale.contrast:.1f}:1",
            subject.span(texts[0]),
            f"WCAG asks for {pale.least:g}:1: choose another layout, or change the template's colours",
        )


def _pale(text: Text, slot: Slot, subject: Subject) -> _Pale | None:
    """What is wrong with the template's colour for a text; None when nothing is."""
    look = text.on_page().style
    palette = text.page.base.palette or subject.scene.base.palette
    least = least_contrast(look.size, look.bold)
    pale = _Pale(slot, palette.get(look.color, look.color), slot.ground or "", least)
    return pale if pale.contrast < least - ROUNDING else None


def _is_plain(text: Text, slot: Slot) -> bool:
    """Whether any of a text is in its level's colour, on its slot's ground: the shape stands where its slot does."""
    shape = text.shape
    assert isinstance(shape, TextShape)
    own, frame = shape.frame, slot.frame
    is_within = own.x >= frame.x and own.y >= frame.y and own.right <= frame.right and own.bottom <= frame.bottom
    runs = shape.body.paragraphs[text.at].runs
    in_color = any(run.text.strip() and run.color is None and run.link is None for run in runs)
    return in_color and is_within and not shape.fill
