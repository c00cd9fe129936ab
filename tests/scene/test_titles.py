"""Titles: one line where it can be, never below 90 % unless told so, in a higher frame where there is room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import BASE, BODY, CONTENT, POINT, TITLE, desk_on, frame, read_slide, web
from summitdeck.deck.model import Overflow, Paragraph
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, Frame
from summitdeck.scene.desk import Desk, Shelf
from summitdeck.scene.model import TextShape
from summitdeck.scene.pictures import Album
from summitdeck.scene.setting import Setting
from summitdeck.scene.sizes import Leasts
from summitdeck.scene.titles import title_shape

PHRASE = "とても長い表題です"
"""Nine characters; a line of the slot, 900 pt, holds thirty at 30 pt and thirty-three at 27."""


def set_title(
    words: str,
    at: Frame = TITLE.frame,
    *,
    anchor: str = "t",
    overflow: Overflow = Overflow.SHRINK,
    least: int | None = None,
    spacing: int = 100_000,
    others: tuple[Frame, ...] = (),
) -> tuple[TextShape, tuple[Problem, ...]]:
    """A title in a slot at a place, on a page with a body slot and others."""
    levels = tuple(replace(level, line_spacing=replace(level.line_spacing, percent=spacing)) for level in TITLE.levels)
    slot = replace(TITLE, frame=at, anchor=anchor, levels=levels)
    more = [replace(BODY, frame=other, idx=20 + n) for n, other in enumerate(others)]
    layout = replace(CONTENT, slots=(slot, BODY, *more))
    base: Base = replace(BASE, layouts=(layout,))
    shelf = Shelf(base, Album(()), leasts=Leasts(title=least))
    desk = Desk(shelf, shelf.sheet(layout), web, overflow)
    (paragraph,) = read_slide(f"title: '{words}'").fields["title"].content.blocks
    assert isinstance(paragraph, Paragraph)
    shape = title_shape([paragraph], Setting(at, desk.slot_look(slot), slot, role="title"), desk)
    return shape, tuple(desk.problems)


def size(shape: TextShape) -> int:
    """1/100 pt."""
    return shape.body.paragraphs[0].size or TITLE.levels[0].size


@pytest.mark.parametrize(
    ("words", "points"),
    [
        (PHRASE * 3, 30),  # one line
        (PHRASE * 3 + "と五文字", 27),  # one line at 90 %
        (PHRASE * 4, 30),  # two lines either way
        (PHRASE * 7, 27),  # three lines; two at 90 %, all the slot holds
    ],
)
def test_the_size_of_a_title(words: str, points: int) -> None:
    shape, problems = set_title(words)
    assert (size(shape), problems, shape.moved) == (points * 100, (), False)


def test_a_title_that_does_not_fit_at_90_per_cent_says_how_much_to_cut() -> None:
    full = frame(50, 60, 900, 65)
    _, (problem,) = set_title(PHRASE * 14, full)
    assert problem.is_error and problem.message == (
        "the title needs 105 % of its box at 90 % of its size: 1 line too many"
    )


ROOMS = [
    # frame of the slot, anchor, frame of the title: three lines at 90 % take 97.2 pt, and 2 pt of air
    (frame(50, 50, 900, 75), "t", (25.8, 99.2)),  # the contents begin at 125: upwards
    (frame(50, 50, 900, 75), "b", (25.8, 99.2)),
    (frame(50, 20, 900, 75), "t", (20, 99.2)),  # downwards
    (frame(50, 20, 900, 75), "b", (12.5, 106.7 - 7.5)),  # upwards as far as the page's margin, then downwards
    (frame(50, 25, 900, 75), "ctr", (12.9, 99.2)),  # to either side
]


@pytest.mark.parametrize(("at", "anchor", "found"), ROOMS)
def test_a_title_takes_the_room_that_is_free_above_and_below_it(
    at: Frame, anchor: str, found: tuple[float, float]
) -> None:
    shape, problems = set_title(PHRASE * 9, at, anchor=anchor)
    assert (problems, size(shape), shape.moved) == ((), 2700, True)
    assert (round(shape.frame.y / POINT, 1), round(shape.frame.height / POINT, 1)) == pytest.approx(found, abs=0.11)
    assert shape.frame.bottom <= BODY.frame.y and (shape.frame.x, shape.frame.width) == (at.x, at.width)


def test_it_never_grows_over_another_slot() -> None:
    at, above = frame(50, 60, 900, 60), frame(50, 10, 900, 40)
    shape, problems = set_title(PHRASE * 9, at, others=(above,))
    assert len(problems) == 1 and above.bottom <= shape.frame.y and shape.frame.bottom <= BODY.frame.y
    beside = frame(960, 10, 30, 40)  # what stands beside it is not in the way
    assert set_title(PHRASE * 9, at, others=(beside,))[1] == ()


def test_lines_are_set_closer_before_a_title_is_refused() -> None:
    at = frame(50, 25, 900, 60)
    above = frame(50, 5, 900, 20)
    low = frame(50, 86, 900, 30)
    shape, problems = set_title(PHRASE * 5, at, others=(above, low))
    assert (size(shape), problems) == (2700, ()) and shape.body.paragraphs[0].line_spacing is not None
    assert shape.body.paragraphs[0].line_spacing.percent == 90_000
    assert set_title(PHRASE * 5, at, others=(above, low), overflow=Overflow.SCALE)[1]
    _, problems = set_title(PHRASE * 5, frame(50, 25, 900, 56), others=(above, frame(50, 82, 900, 30)), spacing=95_000)
    assert problems  # lines that are close already stay


def test_only_the_author_makes_a_title_smaller_than_90_per_cent() -> None:
    _, (problem,) = set_title(PHRASE * 14)
    assert problem.hint and "`minimum: {title: 26}` would do" in problem.hint
    shape, problems = set_title(PHRASE * 14, least=2600)
    assert (problems, size(shape)) == ((), 2600)
    assert len(set_title(PHRASE * 14, least=2700)[1]) == 1


def test_a_least_size_above_90_per_cent_keeps_a_title_whole() -> None:
    shape, problems = set_title(PHRASE * 3 + "と五文字", least=2800)
    assert (size(shape), problems) == (3000, ())  # two lines, since 27 pt may not be


@given(
    st.integers(1, 20),
    st.integers(0, 9),
    st.sampled_from(["t", "ctr", "b"]),
    st.integers(10, 80),
    st.integers(20, 90),
    st.sampled_from(Overflow),
)
@settings(max_examples=60)
def test_titles_are_100_or_90_per_cent(
    phrases: int, more: int, anchor: str, y: int, height: int, overflow: Overflow
) -> None:
    """And a scale that is written is PowerPoint's own; a title that fits stands clear of all else."""
    shape, problems = set_title(
        PHRASE * phrases + "あ" * more, frame(50, y, 900, height), anchor=anchor, overflow=overflow
    )
    assert size(shape) in (3000, 2700)
    assert (shape.body.font_scale, shape.body.spacing_reduction) in ((None, None), (90_000, 0))
    assert (size(shape) == 3000) or overflow in (Overflow.SHRINK, Overflow.SPLIT)
    if not problems:
        assert shape.frame.y >= 0 and shape.frame.bottom <= max(BODY.frame.y, (y + height) * POINT)


def test_a_title_without_a_slot_stays_in_its_frame() -> None:
    desk = desk_on()
    (paragraph,) = read_slide(f"title: '{PHRASE * 12}'").fields["title"].content.blocks
    assert isinstance(paragraph, Paragraph)
    setting = Setting(frame(50, 25, 400, 40), desk.title_look(), role="title")
    assert title_shape([paragraph], setting, desk).frame == setting.frame
    assert [problem.code for problem in desk.problems] == ["overflow"]
