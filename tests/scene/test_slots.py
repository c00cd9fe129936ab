"""Which slots of a base layout the elements of a page fill, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import (
    BASE,
    BODY,
    CONTENT,
    LEFT,
    PICTURED,
    RIGHT,
    TITLE,
    TITLE_ONLY,
    TITLE_PAGE,
    TWO,
    frame,
    frames,
    slot,
    stage,
)
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.facts import free_bands
from summitdeck.scene.markup import SlotName
from summitdeck.scene.slots import (
    SLOT_RULES,
    choose_named,
    choose_next,
    clip,
    content_slots,
    find_slot,
    holds,
    make_sheet,
    next_slot,
    union,
)

LOW = slot("body", 7, frame(50, 430, 900, 15))  # 2.7 % of the page
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


SIDE = slot("body", 8, frame(50, 125, 250, 300))
MAIN = slot("obj", 9, frame(320, 125, 630, 300))
LOGO = slot("body", 10, frame(850, 10, 100, 40))
GRID = slot("tbl", 11, frame(50, 125, 400, 140))
PLACE = slot("pic", 12, frame(50, 275, 400, 140))


@pytest.mark.parametrize(
    ("slots", "kind", "idx", "rule"),
    [
        ((TITLE, LOGO, SIDE, MAIN), "text", 9, "slot-size"),  # the large one, though it stands behind
        ((TITLE, LEFT, RIGHT), "text", 1, "slot-order"),  # as large: as they stand
        ((TITLE, LOGO), "text", None, ""),  # as small as a date: no body
        ((TITLE, SIDE), "text", 8, "slot-type"),
        ((TITLE, GRID, PLACE, MAIN), "table", 11, "slot-type"),  # made for it, though smaller
        ((TITLE, GRID, PLACE, MAIN), "picture", 12, "slot-type"),
        ((TITLE, GRID, PLACE, MAIN), "text", 9, "slot-type"),
        ((TITLE, SIDE, MAIN), "table", 9, "slot-type"),
        ((TITLE, SIDE, PLACE), "code", 8, "slot-frame"),  # none takes it: the frame of the largest
        ((TITLE,), "picture", None, ""),
    ],
)
def test_content_finds_its_slot_by_type_size_and_order(
    slots: tuple[Slot, ...], kind: str, idx: int | None, rule: str
) -> None:
    choice = choose_next(make_sheet(BASE, replace(CONTENT, slots=slots)), kind)
    assert (choice.slot.idx if choice else None) == idx
    assert choice is None or (choice.rule == rule in SLOT_RULES and choice.reason)


def test_a_tiny_slot_can_still_be_named() -> None:
    sheet = make_sheet(BASE, replace(CONTENT, slots=(TITLE, LOGO, BODY)))
    for name, rule in ((SlotName("body 10"), "slot-name"), (SlotName("1", None, 1), "slot-number")):
        choice = choose_named(sheet, [name])
        assert choice and choice.slot is LOGO and choice.rule == rule


HEADS = (slot("body", 21, frame(50, 110, 440, 30)), slot("body", 22, frame(510, 110, 440, 30)))
BODIES = (slot("obj", 23, frame(50, 150, 440, 275)), slot("obj", 24, frame(510, 150, 440, 275)))
LINE = slot("body", 25, frame(50, 95, 900, 14))


@pytest.mark.parametrize(
    ("kind", "slots", "counted"),
    [
        ("obj", (SIDE, MAIN), "9 8"),
        ("twoObj", (LINE, *BODIES), "23 24 25"),  # a line below the title is not the first of two
        ("twoTxTwoObj", (*BODIES, *HEADS, LINE), "21 22 23 24 25"),
        (None, (LINE, *BODIES), "25 23 24"),  # of no known kind: as they stand
    ],
)
def test_a_known_kind_counts_first_what_makes_it_one(kind: str | None, slots: tuple[Slot, ...], counted: str) -> None:
    sheet = make_sheet(BASE, replace(CONTENT, slots=(TITLE, *slots)), kind)
    assert " ".join(str(slot.idx) for slot in sheet.contents) == counted


def test_the_area_of_a_known_kind_is_that_of_what_makes_it_one() -> None:
    layout = replace(CONTENT, slots=(TITLE, SIDE, MAIN))
    assert make_sheet(BASE, layout).area == frame(50, 125, 900, 300)
    assert make_sheet(BASE, layout, "obj").area == MAIN.frame


def test_a_content_alone_takes_the_room_of_two_when_they_stand_in() -> None:
    sheet = make_sheet(replace(BASE, body_area=frame(150, 125, 800, 300), layouts=(TWO,)), TWO, "obj", composed=True)
    assert sheet.contents == (LEFT,)
    assert sheet.frame(LEFT) == frame(150, 125, 800, 300)
    assert sheet.frame(TITLE) == TITLE.frame


def test_on_a_title_page_that_stands_in_title_and_content_go_to_the_masters_places() -> None:
    sheet = make_sheet(BASE, TITLE_PAGE, "obj", composed=True)
    assert sheet.title and sheet.frame(sheet.title) == BASE.title_area
    assert (sheet.area, sheet.subtitle, sheet.contents) == (BASE.body_area, None, ())
    staged = stage(
        '<slide base="obj"><title>{title}</title><body>{body}</body></slide>',
        "title: T\nbody: [one]",
        base=replace(BASE, layouts=(TITLE_PAGE,)),
    )
    assert frames(staged.text) == "title 5.0 5.0 90.0 15.0\nbody 5.0 25.0 90.0 60.0"


def test_columns_look_alike_where_one_content_stands_in() -> None:
    assert make_sheet(BASE, CONTENT, "twoObj", composed=True).contents == ()


def test_on_a_cover_the_title_page_keeps_to_the_masters_own_places() -> None:
    cover = replace(BASE, title_area=frame(100, 200, 800, 100), body_area=frame(100, 320, 800, 60))
    sheet = make_sheet(cover, TITLE_PAGE, "title")
    assert sheet.title and sheet.frame(sheet.title) == cover.title_area
    assert sheet.subtitle and sheet.frame(sheet.subtitle) == cover.body_area


def test_the_area_is_that_of_the_masters_own_content_page() -> None:
    strip = replace(BASE, body_area=frame(50, 300, 900, 60))
    assert make_sheet(strip, TITLE_ONLY).area == BODY.frame
    other = replace(TITLE_ONLY, master=1)
    assert make_sheet(strip, other).area == strip.body_area


def test_free_bands_are_what_no_frame_takes() -> None:
    page = frame(0, 0, 1000, 500)
    frames = [frame(0, 100, 500, 50), frame(400, 120, 500, 80), frame(0, 0, 0, 0), frame(0, 490, 10, 10)]
    bands = free_bands(frames, page, frame(0, 0, 0, 10).height)
    assert bands == ((frame(0, 10, 0, 0).y, frame(0, 100, 0, 0).y), (frame(0, 200, 0, 0).y, frame(0, 490, 0, 0).y))


@pytest.mark.parametrize(("kind", "found"), [("picture", "pic"), ("text", "body"), ("table", "pic"), ("code", "pic")])
def test_content_takes_a_slot_of_its_kind_or_the_frame_of_the_largest(kind: str, found: str) -> None:
    chosen = next_slot(make_sheet(BASE, PICTURED), kind)
    assert chosen and chosen.kind == found


@pytest.mark.parametrize(
    ("slot_kind", "kinds"),
    [
        ("obj", "text table picture chart"),
        ("body", "text"),
        ("pic", "picture"),
        ("tbl", "table"),
        ("chart", "chart"),
        ("media", ""),
    ],
)
def test_a_slot_holds_what_powerpoint_puts_into_it(slot_kind: str, kinds: str) -> None:
    kinds_known = ("text", "table", "picture", "chart", "code")
    held = [kind for kind in kinds_known if holds(slot(slot_kind, 1, BODY.frame), kind)]
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
