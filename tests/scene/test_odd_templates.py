"""Templates whose places stand in one another's way or off the page: what we place keeps clear, the rest stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stage import (
    BASE,
    BODY,
    CENTER_TITLE,
    CONTENT,
    LEFT,
    RIGHT,
    SUBTITLE,
    TITLE,
    TITLE_ONLY,
    TITLE_PAGE,
    TWO,
    frame,
    frames,
    slot,
    stage,
)
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.facts import beside, free_bands
from summitdeck.scene.slots import make_sheet

PAGE = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'
SLIDE = "title: T\nbody: [one]"
HEADING = slot("body", 5, frame(50, 100, 900, 20), 14)  # 3.6 % of the page: more than a tiny slot
TINY = slot("body", 6, frame(50, 5, 300, 15), 10)


def base(*slots: Slot, kind: str = "obj", **changes: object) -> Base:
    """A template of one layout of this type."""
    return replace(BASE, layouts=(BaseLayout("Own", kind, "/own", slots),), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "left"),
    [
        (frame(0, 60, 100, 20), frame(0, 0, 100, 60)),  # above
        (frame(0, 10, 100, 20), frame(0, 30, 100, 70)),  # below
        (frame(80, -10, 50, 200), frame(0, 0, 80, 100)),  # at the left
        (frame(-10, -10, 50, 200), frame(40, 0, 60, 100)),  # at the right
        (frame(100, 0, 50, 100), frame(0, 0, 100, 100)),  # they only touch
        (frame(-10, -10, 200, 200), frame(0, 0, 100, 100)),  # nothing is left
    ],
)
def test_the_largest_part_beside_another_frame(other: Frame, left: Frame) -> None:
    assert beside(frame(0, 0, 100, 100), other) == left


def test_no_band_is_free_below_the_page() -> None:
    page = frame(0, 0, 1000, 500)
    low = frame(0, 600, 100, 50)
    assert free_bands([low], page, 0) == ((0, page.height),)


def test_on_a_page_of_a_title_only_no_slot_counts_nor_is_it_the_room() -> None:
    sheet = make_sheet(BASE, replace(TITLE_ONLY, slots=(TITLE, HEADING)), "titleOnly")
    assert (sheet.contents, sheet.area) == ((), BODY.frame)


def test_a_big_statement_is_no_bullet_where_a_page_of_one_content_stands_in() -> None:
    markup = (
        '<slide base="titleOnly"><column area="slots"><text slot="1" style="statement">{body}</text></column></slide>'
    )
    staged = stage(markup, SLIDE, base=base(TITLE, TINY, BODY))
    assert staged.text.startswith("statement   5.0%   25.0%   90.0%   15.5%  60 pt")


def test_what_is_tiny_counts_only_where_the_layout_was_named() -> None:
    layout = replace(CONTENT, slots=(TITLE, TINY, BODY))
    assert make_sheet(BASE, layout, "obj").contents == (BODY,)
    assert make_sheet(BASE, layout).contents == (TINY, BODY)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (frame(50, 25, 900, 75), "5.0 25.0 90.0 60.0"),
        (frame(50, 55, 900, 75), "5.0 25.0 90.0 60.0"),  # they touch: as the template has it
        (frame(50, 100, 900, 75), "5.0 35.0 90.0 50.0"),  # far into it: below
        (frame(50, 350, 900, 75), "5.0 25.0 90.0 45.0"),  # at its foot: above
        (frame(0, 0, 1000, 500), "5.0 25.0 90.0 60.0"),  # everywhere: nothing helps
    ],
)
def test_a_body_keeps_clear_of_a_title_that_stands_in_it(title: Frame, body: str) -> None:
    found = frames(stage(PAGE, SLIDE, base=base(replace(TITLE, frame=title), BODY)).text)
    assert found.splitlines()[1] == f"body {body}"


def test_pictures_keep_clear_of_a_footer_that_stands_in_the_body() -> None:
    footer = slot("ftr", 11, frame(300, 400, 400, 50), 10)
    markup = '<slide base="obj"><title>{title}</title><row area="body"><picture>{body}</picture></row></slide>'
    staged = stage(markup, "title: T\nbody: {picture: 1x9.png, alt: A}", base=base(TITLE, BODY, footer))
    assert frames(staged.text).splitlines()[1].split()[2::2] == ["25.0", "55.0"]  # from 25 % to 80 %


def test_what_reaches_out_of_the_page_is_cut_off_at_its_edge() -> None:
    wide = replace(BODY, frame=frame(50, 125, 1100, 300))
    assert frames(stage(PAGE, SLIDE, base=base(TITLE, wide)).text).endswith("body 5.0 25.0 95.0 60.0")


def test_a_content_outside_the_page_is_none_but_a_hidden_title_is_filled() -> None:
    away = replace(RIGHT, frame=frame(1010, 125, 440, 300))
    hidden = replace(TITLE, frame=frame(50, -80, 900, 75))
    sheet = make_sheet(BASE, replace(TWO, slots=(hidden, LEFT, away)), "twoObj")
    assert sheet.contents == (LEFT,)
    assert sheet.title and sheet.frame(sheet.title) == hidden.frame


def test_a_subtitle_outside_the_page_stands_where_there_is_room() -> None:
    away = replace(SUBTITLE, frame=frame(50, 480, 900, 300))
    markup = '<slide base="title"><title>{title}</title><subtitle>{body}</subtitle></slide>'
    found = frames(stage(markup, SLIDE, base=base(CENTER_TITLE, away, kind="title")).text)
    assert found.splitlines()[1] == "subtitle 5.0 40.0 90.0 45.0"  # what the title leaves of the master's body


def test_areas_of_a_master_off_the_page_are_taken_where_they_usually_are() -> None:
    lost = replace(BASE, title_area=frame(0, 900, 900, 75), body_area=frame(0, 990, 900, 300), layouts=(TITLE_ONLY,))
    sheet = make_sheet(lost, TITLE_ONLY)
    assert (sheet.title_area, sheet.area) == (frame(50, 25, 900, 75), frame(50, 125, 900, 325))


def test_of_several_pages_of_one_content_the_one_as_wide_as_the_masters_body_tells_the_room() -> None:
    """Keynote gives all its layouts the type `tx`, and those with a photo come first."""
    narrow = replace(BODY, frame=frame(50, 125, 300, 300))
    photo = BaseLayout("Photo", "tx", "/photo", (replace(TITLE, frame=frame(50, 25, 300, 75)), narrow))
    sheet = make_sheet(replace(BASE, layouts=(photo, CONTENT, TITLE_ONLY)), TITLE_ONLY, "titleOnly")
    assert (sheet.title_area, sheet.area) == (TITLE.frame, BODY.frame)


def test_a_title_does_not_go_to_a_place_for_an_upright_one() -> None:
    upright = replace(BASE, title_area=frame(850, 25, 100, 450), layouts=(TITLE_ONLY,))
    sheet = make_sheet(upright, TITLE_ONLY, "obj", composed=True)
    assert sheet.title and sheet.frame(sheet.title) == TITLE.frame


def test_a_title_without_a_slot_keeps_clear_of_the_contents() -> None:
    quote = replace(BODY, frame=frame(50, 75, 900, 300))
    layout = BaseLayout("Quote", None, "/q", (quote,))
    assert make_sheet(replace(BASE, layouts=(layout,)), layout).title_area == frame(50, 25, 900, 50)


def test_a_title_and_a_subtitle_that_both_grow_do_not_meet() -> None:
    """The slot of the subtitle holds one line at the foot of the page; both have room between them only."""
    title, subtitle = (
        replace(CENTER_TITLE, frame=frame(50, 300, 900, 60)),
        replace(SUBTITLE, frame=frame(50, 420, 900, 30)),
    )
    markup = '<slide base="title"><title>{title}</title><subtitle>{body}</subtitle></slide>'
    words = f"title: {'A title of many words ' * 3}\nbody: {'[' + ', '.join(['one line'] * 4) + ']'}"
    staged = stage(markup, words, base=base(title, subtitle, kind="title"))
    first, second = (line.split() for line in frames(staged.text).splitlines())
    assert float(first[4]) > 12  # it did grow
    assert float(first[2]) + float(first[4]) <= float(second[2]) or float(second[2]) + float(second[4]) <= float(
        first[2]
    )


def test_a_text_that_serves_as_subtitle_grows_too() -> None:
    markup = '<slide base="title"><title>{title}</title><subtitle>{body}</subtitle></slide>'
    text = slot("body", 1, frame(50, 220, 900, 25), 20)
    staged = stage(markup, "title: T\nbody: [one, two, three]", base=base(CENTER_TITLE, text, kind="title"))
    assert not staged.problems
    assert frames(staged.text).splitlines()[1] == "subtitle 5.0 44.0 90.0 14.8"


def test_places_that_nothing_fills_are_room_on_a_title_page_that_stands_in() -> None:
    markup = '<slide base="title"><title>{title}</title><subtitle>{body}</subtitle></slide>'
    text, chart = slot("body", 1, frame(50, 120, 900, 30), 20), slot("chart", 2, frame(50, 160, 900, 300))
    staged = stage(markup, "title: T\nbody: [one, two, three]", base=base(TITLE, text, chart, kind="chart"))
    assert not staged.problems


def test_a_table_without_any_room_is_told() -> None:
    markup = '<slide base="obj"><title>{title}</title><table h="1%">{body}</table></slide>'
    words = "title: T\nbody: {table: [[a, b], [c, d]], caption: one}"
    (problem, *_) = stage(markup, words).problems
    assert problem.code == "overflow" and "2 rows too many" in problem.message


def test_the_title_page_alone_is_as_it_was() -> None:
    sheet = make_sheet(BASE, TITLE_PAGE, "title")
    assert (sheet.moved, sheet.subtitle) == ((), SUBTITLE)
