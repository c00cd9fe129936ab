"""Footer, date and number: where the base has them and the deck asks for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stage import BLANK, CONTENT, TITLE_PAGE
from summitdeck.deck.model import Deck, Settings, Slide
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Source
from summitdeck.scene.base import BaseLayout
from summitdeck.scene.furniture import check_furniture, check_own_furniture, place_furniture

BARE = replace(CONTENT, slots=CONTENT.slots[:2])


def read(settings: str, slide: str = "title: T") -> tuple[Settings, Slide]:
    text = f"deck: {{{settings}}}\n---\n{slide}\n"
    slides, found, problems = read_slides(Source(Path("deck.yaml"), "deck.yaml", text))
    assert not problems and found
    return found, slides[0]


def furniture(settings: str, slide: str = "title: T", layout: BaseLayout = CONTENT) -> str:
    told, own = read(settings, slide)
    pieces = place_furniture(own, told, layout, 7)
    return ", ".join(f"{p.slot.kind} {p.field_type or repr(p.text)}" for p in pieces)


@pytest.mark.parametrize(
    ("settings", "slide", "found"),
    [
        ("title: T", "title: T", "sldNum slidenum"),
        ("number: false", "title: T", ""),
        ("footer: R&D, date: 2014-12-01", "title: T", "dt '2014-12-01', ftr 'R&D', sldNum slidenum"),
        ("date: auto", "title: T", "dt datetime1, sldNum slidenum"),
        ("footer: R&D, date: auto", "footer: false\ndate: false\nnumber: false", ""),
        ("footer: R&D, date: auto", "footer: 社外秘\ndate: 今日", "dt '今日', ftr '社外秘', sldNum slidenum"),
        (
            "number: false",
            "number: true\ndate: true",
            "dt datetime1, sldNum slidenum",
        ),  # asked for without a text of its own
        ("date: 2014-12-01, number: false", "date: true", "dt '2014-12-01'"),
    ],
)
def test_the_slide_goes_before_the_deck(settings: str, slide: str, found: str) -> None:
    assert furniture(settings, slide) == found


def test_the_field_is_the_templates_own_kind_of_date() -> None:
    slots = tuple(replace(slot, field_type="datetime4") if slot.kind == "dt" else slot for slot in CONTENT.slots)
    assert furniture("date: auto, number: false", layout=replace(CONTENT, slots=slots)) == "dt datetime4"


def test_title_and_section_pages_are_bare_unless_they_ask() -> None:
    every = "footer: R&D, date: auto"
    assert furniture(every, layout=TITLE_PAGE) == ""
    assert furniture(every, layout=replace(TITLE_PAGE, kind="secHead")) == ""
    assert (
        furniture(every, "footer: true\nnumber: true\ndate: true", TITLE_PAGE)
        == "dt datetime1, ftr 'R&D', sldNum slidenum"
    )
    assert furniture(every, layout=BLANK).count(",") == 2


def test_a_base_without_a_slot_shows_none() -> None:
    assert furniture("footer: R&D, date: auto", layout=BARE) == ""


def test_words_that_nobody_would_see_are_told_once() -> None:
    settings, slide = read("footer: R&D, date: 2014-12-01")
    deck = Deck(settings, (slide, slide))
    found = [f"{p.severity} {p.code} {p.span}: {p.message}" for p in check_furniture(deck, [BARE, BARE])]
    assert found == [
        "warning no-furniture deck.yaml:1:16: the template has no place for a footer",
        "warning no-furniture deck.yaml:1:27: the template has no place for a date",
    ]
    assert list(check_furniture(deck, [BARE, CONTENT])) == []
    assert list(check_furniture(Deck(Settings(), (slide,)), [BARE])) == []


def test_marks_that_are_not_shown_are_told() -> None:
    settings, slide = read('title: "**T**", footer: "a [b](https://c.d)"', 'title: T\nsection: "*S*"\ndate: "`d`"')
    found = [*check_furniture(Deck(settings, (slide,)), [CONTENT]), *check_own_furniture(slide, CONTENT)]
    assert [f"{p.severity} {p.code} {p.span}" for p in found] == [
        "warning plain-words deck.yaml:1:18",
        "warning plain-words deck.yaml:1:36",
        "warning plain-words deck.yaml:5:8",
        "warning plain-words deck.yaml:4:12",
    ]


def test_a_slides_own_words_without_a_place_are_told() -> None:
    slide = read("title: T", "title: T\nfooter: F\ndate: D")[1]
    assert [f"{p.code} {p.span}" for p in check_own_furniture(slide, BARE)] == [
        "no-furniture deck.yaml:4:9",
        "no-furniture deck.yaml:5:7",
    ]
    assert list(check_own_furniture(slide, CONTENT)) == []
