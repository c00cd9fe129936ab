"""Which base layout a layout means, and which of its slots."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import BASE, BODY, CONTENT, LEFT, PICTURED, RIGHT, TITLE, TITLE_PAGE, TWO, frame, slot
from summitdeck.scene.base import Base, BaseLayout, Frame
from summitdeck.scene.markup import SlotName
from summitdeck.scene.slots import clip, content_slots, find_base_layout, find_slot, holds, make_sheet, next_slot, union


def base_of(*layouts: BaseLayout) -> Base:
    return replace(BASE, layouts=layouts)


GERMAN = replace(CONTENT, name="Titel und Inhalt", part="/g")
CUSTOM = replace(CONTENT, name="Our own", kind=None, part="/o")
TWIN = replace(CONTENT, name="A twin", part="/t")


@pytest.mark.parametrize(
    ("layouts", "wanted", "found"),
    [
        ([TITLE_PAGE, CONTENT], ["obj"], "Title and Content"),
        ([TITLE_PAGE, CONTENT], ["title and CONTENT"], "Title and Content"),
        ([TITLE_PAGE, GERMAN], ["Title and Content"], "Titel und Inhalt"),  # by the type of PowerPoint's own name
        ([TWIN, CONTENT], ["obj"], "Title and Content"),  # of two of a type the one with PowerPoint's name
        ([CONTENT, CUSTOM], ["Our own", "obj"], "Our own"),
        ([CONTENT, CUSTOM], ["Nothing such", "obj"], "Title and Content"),
        ([TITLE_PAGE, CUSTOM], ["obj"], "Our own"),  # no type stated: by what it holds
        ([TITLE_PAGE, replace(TWO, kind=None)], ["twoObj"], "Two Content"),
        ([CONTENT], ["secHead"], "Title and Content"),  # a stand-in
        ([CONTENT, TITLE_PAGE], ["secHead"], "Title Slide"),  # a better one
        ([PICTURED], ["twoObj"], "Picture with Caption"),  # anything with a title
    ],
)
def test_a_base_layout_is_found_by_name_type_contents_or_stand_in(
    layouts: list[BaseLayout], wanted: list[str], found: str
) -> None:
    layout = find_base_layout(base_of(*layouts), wanted)
    assert layout and layout.name == found


def test_a_base_without_layouts_has_none() -> None:
    assert find_base_layout(base_of(), ["obj"]) is None


LOW = slot("body", 7, frame(50, 430, 900, 15))
MIXED = replace(TWO, slots=(LOW, RIGHT, TITLE, LEFT), part="/m")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (SlotName("1", None, 1), LEFT),  # as they stand on the page, not as the file has them
        (SlotName("2", None, 2), RIGHT),
        (SlotName("3", None, 3), LOW),
        (SlotName("4", None, 4), None),
        (SlotName("body 1", "body", 1), LOW),
        (SlotName("obj 2", "obj", 2), RIGHT),
        (SlotName("pic 1", "pic", 1), None),
        (SlotName("OBJ 2"), RIGHT),  # by its name in the template
        (SlotName("Nothing"), None),
    ],
)
def test_slots_are_counted_as_they_stand_on_the_page_or_named(name: SlotName, found: object) -> None:
    assert find_slot(make_sheet(BASE, MIXED), [name]) is found


@pytest.mark.parametrize(("top", "first"), [(45, "left"), (55, "right")])
def test_slots_stand_in_one_row_when_they_share_more_than_half_of_their_height(top: int, first: str) -> None:
    left, right = slot("obj", 1, frame(0, top, 400, 100)), slot("obj", 2, frame(500, 0, 400, 100))
    ordered = content_slots(replace(TWO, slots=(right, left)))
    assert ordered == ((left, right) if first == "left" else (right, left))


def test_a_taken_slot_is_passed_over() -> None:
    sheet = make_sheet(BASE, MIXED)
    names = [SlotName("1", None, 1), SlotName("2", None, 2)]
    assert find_slot(sheet, names, [LEFT]) is RIGHT
    assert next_slot(sheet, "text", [LEFT]) is RIGHT
    assert next_slot(sheet, "text", [LEFT, RIGHT, LOW]) is None


@pytest.mark.parametrize(("kind", "found"), [("picture", "pic"), ("text", "body"), ("table", "pic"), ("code", "pic")])
def test_content_takes_a_slot_of_its_kind_or_the_frame_of_the_largest(kind: str, found: str) -> None:
    chosen = next_slot(make_sheet(BASE, PICTURED), kind)
    assert chosen and chosen.kind == found


@pytest.mark.parametrize(
    ("slot_kind", "kinds"),
    [
        ("obj", "text table picture"),
        ("body", "text"),
        ("pic", "picture"),
        ("tbl", "table"),
        ("chart", ""),
        ("media", ""),
    ],
)
def test_a_slot_holds_what_powerpoint_puts_into_it(slot_kind: str, kinds: str) -> None:
    held = [kind for kind in ("text", "table", "picture", "code") if holds(slot(slot_kind, 1, BODY.frame), kind)]
    assert " ".join(held) == kinds


def test_a_slot_without_extent_is_none() -> None:
    nowhere = replace(CONTENT, slots=(replace(TITLE, frame=Frame(0, 0, 0, 0)), replace(BODY, frame=Frame(9, 9, 0, 5))))
    sheet = make_sheet(BASE, nowhere)
    assert (sheet.title, sheet.contents) == (None, ())


def test_the_area_is_what_the_contents_cover_or_the_masters_body() -> None:
    assert make_sheet(BASE, TWO).area == frame(50, 125, 900, 300)
    assert make_sheet(BASE, replace(TWO, slots=(TITLE,))).area == BASE.body_area


@pytest.mark.parametrize(
    ("title", "area"),
    [
        (frame(50, 25, 900, 75), frame(50, 125, 900, 300)),  # the title is above
        (frame(50, 100, 900, 75), frame(50, 175, 900, 250)),  # it reaches into the body
        (frame(50, 350, 900, 75), frame(50, 125, 900, 225)),  # it stands at the foot
        (frame(0, 0, 1000, 500), frame(50, 125, 900, 300)),  # it is everywhere
    ],
)
def test_the_area_keeps_clear_of_the_title(title: Frame, area: Frame) -> None:
    layout = replace(CONTENT, slots=(replace(TITLE, frame=title),))
    assert make_sheet(BASE, layout).area == area


anywhere = st.builds(Frame, *[st.integers(-100, 200)] * 2, *[st.integers(0, 300)] * 2)


@given(anywhere)
def test_what_is_clipped_lies_inside(one: Frame) -> None:
    page = Frame(0, 0, 100, 80)
    cut = clip(one, page)
    assert 0 <= cut.x < cut.right <= 100 and 0 <= cut.y < cut.bottom <= 80
    if one.width and one.height and union([one, page]) == page:
        assert cut == one
