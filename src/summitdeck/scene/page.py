"""One rendered slide onto one page: each element of its markup becomes the shapes that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.blocks import Setting, text_insets
from summitdeck.scene.desk import Desk
from summitdeck.scene.flow import natural_height, place_blocks
from summitdeck.scene.frames import Natural, area_frame, find_slot, is_framed, next_slot, own_frame, split_frame
from summitdeck.scene.markup import Element, elements, focus, length, slots, word
from summitdeck.scene.model import RuleShape, Shape
from summitdeck.scene.slots import content_slots, subtitle_slot, title_slot
from summitdeck.scene.wording import element_blocks
from summitdeck.typeset.height import natural_width
from summitdeck.typeset.model import EMU_PER_POINT

DEFAULT_STYLES = {"text": "body", "title": "heading", "subtitle": "lead", "body": "body"}
RULE_HEIGHT = 3 * EMU_PER_POINT


def place_page(slide: Element, desk: Desk) -> tuple[Shape, ...]:
    """The shapes of a page, in reading order."""
    shapes: list[Shape] = []
    for element in elements(slide):
        shapes += _place_top(element, desk)
    return tuple(shapes)


def _place_top(element: Element, desk: Desk) -> list[Shape]:
    """An element that stands directly on the slide: in its slot, or in a frame of an area."""
    slot = _slot_of(element, desk)
    frame = own_frame(element, area_frame(desk.base, desk.layout, element, slot))
    return _place(element, frame, slot, desk)


def _place(element: Element, frame: Frame, slot: Slot | None, desk: Desk) -> list[Shape]:
    match element.tag:
        case "row" | "column":
            return _place_several(element, frame, desk)
        case "rule":
            height = frame.height if is_framed(element) and length(element, "h") else RULE_HEIGHT
            return [RuleShape("Rule", replace(frame, height=height), word(element, "color") or "accent1")]
        case _:
            setting = _setting(element, frame, slot, desk)
            if slot:
                desk.taken.append(slot)
            return place_blocks(element_blocks(element), setting, desk)


def _place_several(element: Element, frame: Frame, desk: Desk) -> list[Shape]:
    children = tuple(elements(element))
    down = element.tag == "column"
    anchor = word(element, "anchor" if down else "align")
    shapes: list[Shape] = []
    frames = split_frame(children, frame, _gap(element, desk), anchor, _natural(desk, down), down)
    for child, place in zip(children, frames, strict=True):
        shapes += _place(child, place, _slot_of(child, desk), desk)
    return shapes


def _gap(element: Element, desk: Desk) -> int:
    said = length(element, "gap")
    return said.to_emu(desk.base.width) if said else desk.gap


def _slot_of(element: Element, desk: Desk) -> Slot | None:
    """The slot an element fills: the one it names, else by what it is."""
    names = slots(element)
    if names:
        return find_slot(desk.layout, names, desk.taken)
    match element.tag:
        case "title":
            return title_slot(desk.layout)
        case "subtitle":
            slot = subtitle_slot(desk.layout)
            return slot if slot and slot not in desk.taken else next_slot(desk.layout, desk.taken)
        case "body":
            return next_slot(desk.layout, desk.taken)
        case _:
            return None


def _setting(element: Element, frame: Frame, slot: Slot | None, desk: Desk) -> Setting:
    style = word(element, "style")
    return Setting(
        frame,
        slot,
        None if slot or style else _stand_in(element.tag, desk),
        style or DEFAULT_STYLES.get(element.tag, "body"),
        word(element, "align"),
        word(element, "anchor"),
        word(element, "fit"),
        focus(element),
        style or element.tag,
        element.span,
    )


def _stand_in(tag: str, desk: Desk) -> Slot | None:
    """The slot of the base that a text without one is to look like; None: the style says how it looks."""
    match tag:
        case "title":
            return next((slot for layout in desk.base.layouts if (slot := title_slot(layout))), None)
        case "body":
            everywhere = (desk.layout, *desk.base.layouts)
            return next((slot for layout in everywhere for slot in content_slots(layout) if slot.kind == "obj"), None)
        case _:
            return None


def _natural(desk: Desk, down: bool) -> Natural:
    """What an element takes along a row or column when it takes what it needs."""

    def natural(element: Element, frame: Frame) -> int:
        if element.tag == "rule":
            return RULE_HEIGHT
        if element.tag in ("row", "column"):
            return _natural_of_several(element, frame, desk, down)
        measuring = replace(desk, problems=[])
        setting = _setting(element, frame, _slot_of(element, desk), measuring)
        blocks = element_blocks(element)
        return natural_height(blocks, setting, measuring) if down else _natural_width(setting, element, measuring)

    return natural


def _natural_of_several(element: Element, frame: Frame, desk: Desk, down: bool) -> int:
    inner = [_natural(desk, down)(child, frame) for child in elements(element)]
    along = (element.tag == "column") == down
    return sum(inner) + _gap(element, desk) * (len(inner) - 1) if along else max(inner, default=0)


def _natural_width(setting: Setting, element: Element, desk: Desk) -> int:
    from summitdeck.deck.model import Paragraph
    from summitdeck.scene.blocks import place_words

    paragraphs: Sequence[Paragraph] = [block for block in element_blocks(element) if isinstance(block, Paragraph)]
    left, _, right, _ = text_insets(setting, desk)
    placed = place_words(paragraphs, setting, desk)
    return max((natural_width(p.measured) for p in placed), default=0) + left + right + EMU_PER_POINT
