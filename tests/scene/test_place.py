"""The deck onto pages: one slide in, one or more pages out; links by page, ids, notes, sections."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stage import BASE, Pictures
from summitdeck.deck.model import Name, Slide
from summitdeck.deck.reader import read_deck
from summitdeck.problems import Problem
from summitdeck.scene.layouts import find_layouts
from summitdeck.scene.model import Page, Scene, SlideLink, TextShape, WebLink
from summitdeck.scene.place import page_ids, place

LAYOUTS = {
    "content": '<slide base="obj"><title>{{ title }}</title><body>{{ body }}</body></slide>',
    "scaled": '<slide base="obj" overflow="off"><title>{{ title }}</title><body>{{ body }}</body></slide>',
    "statement": '<slide base="titleOnly"><title>{{ words }}</title></slide>',
    "bare": '<slide base="blank"><text>{{ words }}</text></slide>',
}
LONG = "".join(f"  - item {n}\n" for n in range(20))
Placing = Callable[[str], tuple[Scene, tuple[Problem, ...]]]


@pytest.fixture
def put(tmp_path: Path) -> Placing:
    """Place a deck, given as YAML, with the layouts above on the test page."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for name, text in LAYOUTS.items():
        (folder / f"{name}.xml.jinja").write_text(text, encoding="utf-8")

    def placed(text: str) -> tuple[Scene, tuple[Problem, ...]]:
        (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
        deck, problems = read_deck(tmp_path / "deck.yaml")
        assert not [problem for problem in problems if problem.is_error], problems
        return place(deck, BASE, find_layouts([folder]), Pictures())

    return placed


def links(page: Page) -> list[object]:
    texts = [shape for shape in page.shapes if isinstance(shape, TextShape)]
    return [run.link for text in texts for p in text.body.paragraphs for run in p.runs if run.link]


def test_what_a_slide_says_of_its_page(put: Placing) -> None:
    scene, problems = put(
        "deck: {title: Deck, author: Me, language: de-DE}\n---\n"
        "title: '**One** title'\nid: first\nsection: Part\nhidden: true\nnotes: |\n  A note\n\n  - point\nbody: [x]\n"
    )
    (page,) = scene.pages
    assert problems == ()
    assert (scene.title, scene.author, scene.language) == ("Deck", "Me", "de-DE")
    assert (page.title, page.id, page.section, page.hidden, page.layout) == (
        "One title",
        "first",
        "Part",
        True,
        "content",
    )
    assert page.notes and [(p.runs[0].text, p.bullet) for p in page.notes] == [("A note", None), ("point", "bullet")]
    assert (page.base.name, page.slide) == ("Title and Content", 0)
    assert page.place and str(page.place.span()).endswith("deck.yaml:3:1")


def test_a_deck_without_a_title_is_called_by_its_first_slide(put: Placing) -> None:
    assert put("title: Opening\nbody: [x]\n")[0].title == "Opening"


def test_the_title_of_a_page_is_what_stands_in_its_title(put: Placing) -> None:
    scene, _ = put("layout: statement\nwords: '42 %'\n---\nlayout: bare\nwords: x\n")
    assert [page.title for page in scene.pages] == ["42 %", ""]


def test_pages_are_numbered_as_they_come(put: Placing) -> None:
    scene, _ = put(f"title: A\noverflow: split\nbody:\n{LONG}---\ntitle: B\nbody: [x]\n")
    assert [[piece.text for piece in page.furniture] for page in scene.pages] == [["1"], ["2"], ["3"]]


def test_a_slide_that_goes_on(put: Placing) -> None:
    scene, problems = put(
        "title: A\nid: long\nsection: Part\nnotes: n\nhidden: true\noverflow: split\n"
        f"body:\n{LONG}---\ntitle: B\nbody: [x]\n"
    )
    first, second, last = scene.pages
    assert problems == ()
    assert [page.title for page in scene.pages] == ["A", "A (2/2)", "B"]
    assert [page.id for page in scene.pages] == ["long", "long-2", "deck.yaml#2"]
    assert (first.section, second.section, first.notes is None, second.notes) == ("Part", None, False, None)
    assert first.hidden and second.hidden and not last.hidden
    assert [page.slide for page in scene.pages] == [0, 0, 1]
    texts = [s for page in scene.pages[:2] for s in page.shapes if isinstance(s, TextShape) and s.role == "body"]
    assert [p.runs[0].text for text in texts for p in text.body.paragraphs] == [f"item {n}" for n in range(20)]


def test_links_lead_to_the_first_page_of_a_slide(put: Placing) -> None:
    scene, _ = put(
        "title: A\nid: a\nbody: ['[to c](#c) [out](https://example.com)']\n---\n"
        f"title: B\noverflow: split\nbody:\n{LONG}---\n"
        f"title: C\nid: c\noverflow: split\nbody:\n  - '[to a](#a)'\n{LONG}---\ntitle: '[to c](#c)'\nbody: [x]\n"
    )
    assert [page.title for page in scene.pages] == ["A", "B", "B (2/2)", "C", "C (2/2)", "to c"]
    assert links(scene.pages[0]) == [SlideLink(3), WebLink("https://example.com")]
    assert (links(scene.pages[3]), links(scene.pages[5])) == ([SlideLink(0)], [SlideLink(3)])


@pytest.mark.parametrize(
    ("deck", "layout", "slide", "severity"),
    [
        ("error", "content", "off", "warning"),  # the slide's own word first
        ("error", "scaled", "", "warning"),  # then the layout's
        ("error", "content", "", "error"),  # then the deck's
        ("", "content", "", None),  # then it is made smaller
    ],
)
def test_who_says_what_becomes_of_too_much(
    put: Placing, deck: str, layout: str, slide: str, severity: str | None
) -> None:
    settings = f"deck: {{overflow: {deck}}}\n---\n" if deck else ""
    own = f"overflow: {slide}\n" if slide else ""
    _, problems = put(f"{settings}title: A\nlayout: {layout}\n{own}body:\n{LONG}")
    assert [problem.severity for problem in problems] == ([severity] if severity else [])


def test_one_slide_hides_no_other(put: Placing) -> None:
    scene, problems = put(
        "title: A\nwrong: x\nbody: [x]\n---\ntitle: B\noverflow: error\n"
        f"body:\n{LONG}---\nlayout: nothing\ntitle: C\n---\ntitle: D\nbody: [x]\n"
    )
    assert [problem.code for problem in problems] == ["unplaced-field", "overflow", "unknown-layout"]
    assert [page.title for page in scene.pages] == ["B", "D"]


def test_progress_is_told_for_every_slide(tmp_path: Path, put: Placing) -> None:
    put("title: A\nbody: [x]\n---\ntitle: B\nbody: [x]\n")
    deck, _ = read_deck(tmp_path / "deck.yaml")
    told: list[tuple[int, int]] = []
    place(
        deck, BASE, find_layouts([tmp_path / "templates"]), Pictures(), lambda done, total: told.append((done, total))
    )
    assert told == [(1, 2), (2, 2)]


def slide(name: str | None) -> Slide:
    return Slide({}, id=Name(name) if name else None)


@pytest.mark.parametrize(
    ("names", "counts", "ids"),
    [
        ([None, "a", None], [1, 1, 1], ["#1", "a", "#3"]),
        (["a", "b"], [3, 1], ["a", "a-2", "a-3", "b"]),
        (["a", "a-2"], [2, 1], ["a", "a-2+", "a-2"]),  # an id of its own is never taken away
        ([None, None], [0, 1], ["#2"]),  # a slide without a page leaves the others their ids
    ],
)
def test_ids_are_each_there_once_and_stay(names: list[str | None], counts: list[int], ids: list[str]) -> None:
    assert page_ids([slide(name) for name in names], counts) == ids
