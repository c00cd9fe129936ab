"""One rendered slide onto one page: each element of its markup becomes the shapes that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summitdeck.deck.model import Block, Overflow, Paragraph, ParagraphKind, Run
from summitdeck.frozen import dataclass, replace
from summitdeck.problems import Problem
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.desk import Desk
from summitdeck.scene.flow import least_height, natural_height, natural_widths, place_pieces
from summitdeck.scene.frames import Natural, Needs, is_framed, own_frame, split_frame
from summitdeck.scene.groups import Piece, kind_of_contents
from summitdeck.scene.markup import Element, elements, focus, length, slots, word
from summitdeck.scene.model import RuleShape, Shape, TableShape, TextShape
from summitdeck.scene.setting import ALIGNS, Look, Setting
from summitdeck.scene.slots import PICTURE, TEXT, Choice, choose_named, choose_next, find_slot, free_bands, holds, union
from summitdeck.scene.split import split_pieces
from summitdeck.scene.wording import element_blocks
from summitdeck.typeset.model import EMU_PER_POINT

DEFAULT_STYLES = {"subtitle": "lead"}
"""The style of a text box that stands for an element without a slot; all others are `body`."""
RULE_THICKNESS = 3 * EMU_PER_POINT
SPLITS = frozenset({"body", "table"})
"""What goes on on another page with `overflow: split`."""
SEVERAL = frozenset({"row", "column"})
WORDY = frozenset({"title", "subtitle", "body", "text", "table", "code"})
"""Elements whose edges a picture beside or below them keeps to."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How the elements of a row or column are aligned when they do not say."""

    align: str | None = None
    anchor: str | None = None


NOTHING_USUAL = Usual()
ALIGN_WORDS = {sign: word for word, sign in ALIGNS.items()}


def place_page(slide: Element, desk: Desk) -> tuple[Shape, ...]:
    """The shapes of a page, in reading order."""
    shapes: list[Shape] = []
    for element in elements(slide):
        shapes += _place_top(element, desk, shapes)
    return tuple(_with_slots_autofit(shapes, is_first=not (desk.slide or desk.part)))


def _with_slots_autofit(shapes: Sequence[Shape], *, is_first: bool) -> Iterator[Shape]:
    """Placeholders that leave their autofit to the slot: those behind a table, and on the first page those whose slot
    has the same.

    LibreOffice 7.4 sets a placeholder with an autofit of its own at other line heights there, and shrinks what fits
    (measured; 25.2 does not). PowerPoint takes the slot's as its own.
    """
    behind = False
    for shape in shapes:
        behind = behind or isinstance(shape, TableShape)
        yield _unstated(shape, behind, is_first) if isinstance(shape, TextShape) and shape.slot else shape


def _unstated(shape: TextShape, behind: bool, is_first: bool) -> TextShape:
    inherited = shape.slot.autofit if shape.slot else "none"
    if shape.body.autofit != "normal" or not (behind or (is_first and inherited == "normal")):
        return shape
    return replace(shape, body=replace(shape.body, autofit="none" if inherited == "shape" else None))


def _place_top(element: Element, desk: Desk, placed: Sequence[Shape]) -> list[Shape]:
    """An element that stands directly on the slide: in its slot, or in a frame of an area."""
    blocks = () if element.tag in SEVERAL else element_blocks(element)
    slot = _slot_of(element, blocks, desk)
    frame = _area(element, slot, desk)
    if is_framed(element):
        frame = own_frame(element, frame, desk.page, _needs(desk, False).natural, _needs(desk, True).natural)
    elif slot and slot is desk.sheet.subtitle:
        frame = _grown(element, frame, slot, desk, placed)
    return _place(element, blocks, frame, slot, desk, NOTHING_USUAL)


def _grown(element: Element, frame: Frame, slot: Slot, desk: Desk, placed: Sequence[Shape]) -> Frame:
    """The frame of a subtitle's slot, as long as its text: many a template's holds one line, with room around it.

    It grows down to the next slot or the page's margin, then up to the slot above; and when its text does not fit
    there however small, it stands where the page has the most room.
    """
    needs = _needs(desk, True)
    natural, least = needs.natural(element, frame), needs.least(element, frame)
    sheet = desk.sheet
    others = [each for each in sheet.layout.slots if each.is_furniture]
    others += [each for each in (sheet.title, *sheet.contents) if each and each not in (slot, *desk.taken)]
    frames = [*[sheet.frame(each) for each in others], *[shape.frame for shape in placed]]
    bands = free_bands(frames, desk.page, desk.page.height // 20)
    above = max([top for top, bottom in bands if top <= frame.y <= bottom], default=frame.y)
    below = min([bottom for top, bottom in bands if top <= frame.bottom <= bottom], default=frame.bottom)
    bottom = max(frame.bottom, min(frame.y + natural, below))
    top = min(frame.y, max(above, bottom - natural))
    if bottom - top < least:
        above, below = max(bands, key=lambda band: band[1] - band[0], default=(top, bottom))
        if below - above >= least:
            height = min(natural, below - above)
            top = below - height if below <= frame.y else above
            bottom = top + height
    return replace(frame, y=top, height=bottom - top)


def _area(element: Element, slot: Slot | None, desk: Desk) -> Frame:
    """The area that an element's lengths are measured in; its frame when it states none."""
    title = desk.sheet.title
    match word(element, "area"):
        case "page":
            return desk.page
        case "title":
            return desk.sheet.frame(title) if title else desk.sheet.title_area
        case "slot" if slot:
            return desk.sheet.frame(slot)
        case "slots":
            own = [slot for leaf in _leaves(element) if (slot := find_slot(desk.sheet, slots(leaf), desk.taken))]
            found = [desk.sheet.frame(slot) for slot in own]
            return union(found) if found else desk.sheet.area
        case None if slot and not is_framed(element):
            return desk.sheet.frame(slot)
        case None if element.tag == "title" and not is_framed(element):
            return desk.sheet.title_area
    return desk.sheet.area


def _leaves(element: Element) -> Iterator[Element]:
    """The elements at any depth that hold content."""
    for child in elements(element):
        if child.tag in SEVERAL:
            yield from _leaves(child)
        else:
            yield child


def _place(
    element: Element, blocks: Sequence[Block], frame: Frame, slot: Slot | None, desk: Desk, usual: Usual
) -> list[Shape]:
    if element.tag in SEVERAL:
        return _place_several(element, frame, desk)
    if element.tag == "rule":
        height = frame.height if length(element, "h") else min(frame.height, RULE_THICKNESS)
        return [RuleShape("Rule", replace(frame, height=height), word(element, "color") or "accent1")]
    if not blocks:
        return []
    setting = _setting(element, blocks, frame, slot, desk, usual)
    if slot:
        choice = _choose(element, blocks, desk)
        if choice:
            desk.choices.append(choice)
        desk.taken.append(slot)
    told = len(desk.problems)
    shapes = place_pieces(_pieces(element, blocks, setting, desk), setting, desk)
    if len(desk.problems) > told and element.tag in SPLITS and desk.overflow is not Overflow.SPLIT:
        desk.problems[told:] = _with_pages(desk.problems[told:], blocks, setting, desk)
    return shapes


def _with_pages(problems: Sequence[Problem], blocks: Sequence[Block], setting: Setting, desk: Desk) -> list[Problem]:
    """Problems of content that does not fit, each told on how many pages `overflow: split` would show all of it."""
    aside = replace(desk.aside(), overflow=Overflow.SPLIT)
    pages = split_pieces(blocks, setting, aside)
    for page in pages:
        place_pieces(page, setting, aside)
    if len(pages) < 2 or any(problem.code == "overflow" for problem in aside.problems):
        return list(problems)
    more = f"`overflow: split` would show it on {len(pages)} pages"
    return [
        replace(problem, hint=f"{problem.hint}; or {more}") if problem.code == "overflow" else problem
        for problem in problems
    ]


def _pieces(element: Element, blocks: Sequence[Block], setting: Setting, desk: Desk) -> Sequence[Piece]:
    """What of an element's content stands on this page."""
    if element.tag == "title":
        return _labelled(blocks, desk.label) if desk.label else blocks
    if desk.overflow is not Overflow.SPLIT or element.tag not in SPLITS:
        return blocks
    key = (id(element), setting.frame)
    pages = desk.divided.get(key) or desk.divided.setdefault(key, split_pieces(blocks, setting, desk))
    if len(pages) == 1:
        return blocks
    desk.parts.append(len(pages))
    return pages[desk.part] if desk.part < len(pages) else ()


def _labelled(blocks: Sequence[Block], label: str) -> tuple[Block, ...]:
    """A title with what is put behind it."""
    *others, last = blocks
    if not isinstance(last, Paragraph):
        return (*blocks, Paragraph((Run(label),), 0, ParagraphKind.PLAIN))
    return (*others, replace(last, words=(*last.words, Run(label))))


def _place_several(element: Element, frame: Frame, desk: Desk) -> list[Shape]:
    own = _own_slots(element, desk) if word(element, "area") == "slots" else None
    if own is not None:
        return [
            shape
            for leaf, slot in own
            for shape in _place(leaf, element_blocks(leaf), desk.sheet.frame(slot), slot, desk, NOTHING_USUAL)
        ]
    children = tuple(elements(element))
    down = element.tag == "column"
    around = _slot_of(element, (), desk)
    anchor = word(element, "anchor" if down else "align")
    frames = split_frame(children, frame, _gap(element, desk), anchor, _needs(desk, down), down)
    shapes: list[Shape] = []
    for index, (child, place) in enumerate(zip(children, frames, strict=True)):
        blocks = () if child.tag in SEVERAL else element_blocks(child)
        slot = _slot_of(child, blocks, desk)
        usual = _usual(element, children, index)
        if around and slot is None and usual.align is None:  # beside what fills the slot, a note begins where it begins
            usual = replace(usual, align=ALIGN_WORDS.get(around.levels[0].align))
        shapes += _place(child, blocks, place, slot, desk, usual)
    return shapes


def _own_slots(element: Element, desk: Desk) -> list[tuple[Element, Slot]] | None:
    """Each element inside with the slot it names; None when the base layout does not have them all."""
    taken = list(desk.taken)
    found = []
    for leaf in _leaves(element):
        slot = find_slot(desk.sheet, slots(leaf), taken)
        if slot is None:
            return None
        taken.append(slot)
        found.append((leaf, slot))
    return found


def _usual(parent: Element, children: Sequence[Element], index: int) -> Usual:
    """How a child is aligned when it does not say: as its row or column says of the other direction.

    A picture beside or below words keeps to their edges: to the top of the row, and at the page's side of it.
    """
    down = parent.tag == "column"
    align, anchor = word(parent, "align") if down else None, None if down else word(parent, "anchor")
    if children[index].tag != "picture" or not any(child.tag in WORDY for child in children):
        return Usual(align, anchor)
    if down:
        return Usual(align or "left", "top")
    return Usual({0: "left", len(children) - 1: "right"}.get(index), anchor or "top")


def _gap(element: Element, desk: Desk) -> int:
    said = length(element, "gap")
    return said.to_emu(desk.base.width) if said else desk.gap


def _slot_of(element: Element, blocks: Sequence[Block], desk: Desk) -> Slot | None:
    """The slot an element fills, or at least whose frame it takes."""
    choice = _choose(element, blocks, desk)
    return choice.slot if choice else None


def _choose(element: Element, blocks: Sequence[Block], desk: Desk) -> Choice | None:
    """The slot of an element, and why: the one it names, else by what it is."""
    names = slots(element)
    if names:
        return choose_named(desk.sheet, names, desk.taken)
    match element.tag:
        case "title":
            slot = desk.sheet.title
        case "subtitle":
            slot = desk.sheet.subtitle
            if slot is None or slot in desk.taken:
                return choose_next(desk.sheet, TEXT, desk.taken)
        case "body":
            return choose_next(desk.sheet, kind_of_contents(blocks), desk.taken)
        case _:
            return None
    if slot is None or slot in desk.taken:
        return None
    return Choice(slot, "slot-type", f"the slot for the {element.tag}")


def _setting(
    element: Element, blocks: Sequence[Block], frame: Frame, slot: Slot | None, desk: Desk, usual: Usual
) -> Setting:
    kind = kind_of_contents(blocks)
    held = slot if slot and holds(slot, kind) else None
    style = word(element, "style")
    if element.tag == "body" and kind == PICTURE:  # where words would begin
        usual = Usual(usual.align or "left", usual.anchor or "top")
    color, fill = word(element, "color"), None if held else word(element, "fill")
    return Setting(
        frame,
        desk.slot_look(held) if held else _own_look(element, style, fill, desk),
        held,
        word(element, "align") or usual.align,
        word(element, "anchor") or usual.anchor,
        word(element, "fit"),
        focus(element),
        style or element.tag,
        element.span,
        color,
        fill,
    )


def _own_look(element: Element, style: str | None, fill: str | None, desk: Desk) -> Look:
    """How the text of an element looks that fills no slot, in the colour and the face that the layout wants."""
    look = desk.look_on(style or "body", fill) if fill else _look(element.tag, style, desk)
    color, font = word(element, "color"), word(element, "font")
    if color is None and font is None:
        return look
    key = (f"{element.tag} {style} {fill} {color} {font}", desk.sheet.layout.part)
    found = desk.shelf.looks.get(key)
    if found is None:
        face = desk.face(font) if font else None
        levels = [replace(level, color=color or level.color, face=face or level.face) for level in look.levels]
        found = desk.shelf.looks[key] = replace(look, levels=tuple(levels))
    return found


def _look(tag: str, style: str | None, desk: Desk) -> Look:
    """How the text of an element looks that fills no slot."""
    if style is None and tag in ("title", "body"):
        return desk.title_look() if tag == "title" else desk.body_look()
    return desk.look(style or DEFAULT_STYLES.get(tag, "body"))


def _needs(desk: Desk, down: bool) -> Needs:
    """What an element takes along a column (`down`) or a row when it takes what it needs."""
    if down:
        return Needs(_need(desk, natural_height, down), _need(desk, least_height, down))
    return Needs(_need(desk, natural_widths, down), _need(desk, lambda *_: 0, down))


def _need(desk: Desk, measure: Callable[[Sequence[Piece], Setting, Desk], int], down: bool) -> Natural:
    def need(element: Element, frame: Frame) -> int:
        if element.tag == "rule":
            return RULE_THICKNESS
        if element.tag in SEVERAL:
            return _need_of_several(element, frame, desk, need, down)
        blocks = element_blocks(element)
        if not blocks:
            return 0
        aside = desk.aside()
        setting = _setting(element, blocks, frame, _slot_of(element, blocks, desk), aside, NOTHING_USUAL)
        return measure(blocks, setting, aside)

    return need


def _need_of_several(element: Element, frame: Frame, desk: Desk, need: Natural, down: bool) -> int:
    """What a row or column inside another needs: the sum of its children's needs along it, the greatest across."""
    children = tuple(elements(element))
    gap = _gap(element, desk)
    if (element.tag == "column") == down:
        return sum(need(child, frame) for child in children) + gap * max(0, len(children) - 1)
    frames = split_frame(children, frame, gap, None, _needs(desk, not down), not down)
    return max((need(child, own) for child, own in zip(children, frames, strict=True)), default=0)
