"""`long-furniture`: a footer or a date that has no room in its slot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checked import problem_to_line
from stage import BASE, CONTENT, FOOTER, POINT, read_slide
from summitdeck.checks.furniture import check_furniture
from summitdeck.checks.subject import make_subject
from summitdeck.deck.model import Deck, Run, Settings
from summitdeck.scene.model import FurnitureShape, Page, Scene

LONG = "とても長いフッターです。" * 6


def told(
    *pieces: FurnitureShape, slide: str = "title: T", pages: int = 1, settings: Settings | None = None
) -> list[str]:
    """What is told of pages that all carry this furniture."""
    made = tuple([Page(CONTENT, (), f"page{n}", pieces, slide=n) for n in range(pages)])
    deck = Deck(settings or Settings(), (read_slide(slide),) * pages)
    return [problem_to_line(found) for found in check_furniture(make_subject(Scene(BASE, made, "ja-JP"), deck))]


@pytest.mark.parametrize("text", ["R&Dセンター", "", LONG[:38]])
def test_what_is_one_line_passes(text: str) -> None:
    assert told(FurnitureShape(FOOTER, text)) == []


def test_a_footer_of_two_lines_in_a_slot_for_one_is_told_where_it_stands() -> None:
    """The slot is 400 pt wide and 20 pt high, without insets; a line of 10 pt is 12 pt high."""
    (line,) = told(FurnitureShape(FOOTER, LONG), slide=f"title: T\nfooter: {LONG}\n", pages=3)
    message = "the footer needs 123 % of its slot: 1 line too many"
    assert line == f"slide.yaml:2:9+{len(LONG)} warning long-furniture: {message}"


def test_the_decks_own_footer_is_told_once() -> None:
    settings = Settings(footer=(Run(LONG),))
    (line,) = told(FurnitureShape(FOOTER, LONG), pages=3, settings=settings)
    assert "the footer needs" in line


def test_a_date_is_told_as_a_date_but_not_powerpoints_own() -> None:
    slot = replace(FOOTER, kind="dt")
    (line,) = told(FurnitureShape(slot, LONG))
    assert "the date needs" in line
    assert told(FurnitureShape(slot, LONG, "datetime1"), FurnitureShape(replace(slot, kind="sldNum"), LONG)) == []


def test_a_higher_slot_takes_more_lines_and_one_that_is_too_low_takes_one() -> None:
    frame = replace(FOOTER.frame, height=32 * POINT)
    assert told(FurnitureShape(replace(FOOTER, frame=frame), LONG)) == []
    low = replace(FOOTER, frame=replace(FOOTER.frame, height=4 * POINT))
    assert told(FurnitureShape(low, "R&D")) == []
    assert told(FurnitureShape(replace(FOOTER, wrap=False), LONG)) == []
