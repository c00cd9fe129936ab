"""Text into a frame: fitted, baked or scaled, and told when it does not fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import BASE, BODY, CONTENT, POINT, TITLE, Staged, stage
from summitdeck.deck.model import Overflow
from summitdeck.scene.base import Insets
from summitdeck.scene.model import TextShape
from summitdeck.typeset.fitting import LADDER, scaled_size

MARKUP = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'
LONG = "いくらか長い文章で一行には収まらないから折り返すことになるはずの項目です。そしてもう少し続きます"


def bodies(count: int, overflow: str = "shrink", title: str = "T") -> Staged:
    body = "".join(f"  - {LONG}{n}\n" for n in range(count))
    return stage(MARKUP, f"title: {title}\nbody:\n{body}", overflow=overflow)


def baked(staged: Staged) -> set[str]:
    return set(re.findall(r"\{([^}]*)\}", staged.text))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (3, set()),  # nothing is written for what fits as it is
        (6, set()),
        (7, {"19 pt, lines 90%"}),
        (8, {"19 pt, lines 80%"}),
        (15, {"17 pt, lines 90%"}),  # from 17 pt on each stands on one line
        (22, {"14 pt, lines 80%"}),
    ],
)
def test_text_goes_down_powerpoints_ladder_and_its_sizes_are_written(count: int, said: set[str]) -> None:
    staged = bodies(count)
    assert (staged.problems, baked(staged)) == ((), said)


@pytest.mark.parametrize(
    ("overflow", "severity", "autofit"),
    [("off", "warning", "none"), ("error", "error", "normal"), ("shrink", None, "normal"), ("scale", None, "normal")],
)
def test_what_becomes_of_text_that_does_not_fit(overflow: str, severity: str | None, autofit: str) -> None:
    staged = bodies(12, overflow)
    body = staged.shapes[1]
    assert isinstance(body, TextShape) and body.body.autofit == autofit
    assert [problem.severity for problem in staged.problems] == ([severity] if severity else [])
    assert (body.body.font_scale is not None) == (overflow == "scale")
    assert bool(baked(staged)) == (overflow == "shrink")


def test_a_scale_is_a_rung_that_powerpoint_writes() -> None:
    body = bodies(12, "scale").shapes[1]
    assert isinstance(body, TextShape)
    assert (body.body.font_scale, body.body.spacing_reduction) in LADDER


def test_too_much_is_an_error_at_the_text_with_how_much_it_is() -> None:
    (problem,) = bodies(60).problems
    assert (problem.code, str(problem.span)) == ("overflow", "slide.yaml:26:5")
    assert problem.message == "the body needs 250 % of its box at 13 pt, the least size: 37 lines too many"
    assert problem.hint == "cut 37 lines, about 1,900 characters; or `overflow: split` would show it on 10 pages"


LONG_TITLE = "とても長い表題です" * 6


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (LONG_TITLE, set()),  # two lines
        (LONG_TITLE + "もう一つの言葉", {"27 pt"}),  # three, but not at PowerPoint's own rung for titles
    ],
    ids=["as it is", "90 %"],
)
def test_titles(title: str, found: set[str]) -> None:
    staged = stage(MARKUP, f"title: {title}\nbody: [x]\n")
    assert (staged.problems, baked(staged)) == ((), found)


def test_a_title_is_never_smaller_than_it_can_be_read() -> None:
    (problem,) = stage(MARKUP, f"title: {LONG_TITLE * 3}\nbody: [x]\n").problems
    assert problem.message.startswith("the title needs ") and str(problem.span) == "slide.yaml:1:8"


def test_a_scaled_title_takes_powerpoints_own_rungs_only() -> None:
    (problem,) = stage(MARKUP, f"title: {LONG_TITLE * 2}\nbody: [x]\n", overflow="scale").problems
    assert problem.code == "overflow"


@pytest.mark.parametrize(
    ("change", "most"),
    [
        ({}, 6),
        ({"insets": Insets(0, 40 * POINT, 0, 40 * POINT)}, 4),  # the room is inside the insets
        ({"columns": 2}, 8),  # three lines each instead of two, in twice the height
        ({"columns": 2, "column_gap": 200 * POINT}, 6),
        ({"vertical": "eaVert"}, 9),  # lines run down: 300 pt long, 900 pt for all
        ({"first_last_spacing": True}, 6),
    ],
)
def test_how_many_paragraphs_a_slot_holds(change: dict[str, object], most: int) -> None:
    slot = replace(BODY, **change)  # type: ignore[arg-type]
    base = replace(BASE, layouts=(replace(CONTENT, slots=(TITLE, slot)),))
    for count in (most, most + 1):
        body = "".join(f"  - {LONG}{n}\n" for n in range(count))
        staged = stage(MARKUP, f"title: T\nbody:\n{body}", base=base)
        assert (baked(staged) == set()) == (count == most)


@given(st.integers(1, 40), st.sampled_from([str(mode) for mode in Overflow]))
@settings(max_examples=30)
def test_one_more_bullet_never_makes_text_larger(count: int, overflow: str) -> None:
    def size(staged: Staged) -> int:
        body = staged.shapes[1]
        assert isinstance(body, TextShape)
        paragraph = body.body.paragraphs[0]
        return paragraph.size or scaled_size(2000, body.body.font_scale or 100_000)

    if overflow != Overflow.SPLIT:
        assert size(bodies(count + 1, overflow)) <= size(bodies(count, overflow))
