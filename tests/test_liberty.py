"""The Liberty deck: a draft of the next report, of what the Kilo report tells and of prompts for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import summitdeck
from summitdeck.deck.model import Chart, Content, Deck, Paragraph, Table
from summitdeck.deck.plain import content_to_text, words_to_text
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.deck.vars import read_vars_file

SLIDES = Path(__file__).parent.parent / "slides"
FIGURES = SLIDES / "common" / "kilo-figures.yaml"


def resolved(name: str) -> Deck:
    deck, problems = read_deck(SLIDES / name)
    done, unresolved = resolve(deck, {})
    assert (problems, unresolved) == ((), ())
    return done


@pytest.fixture(scope="module")
def kilo() -> Deck:
    return resolved("kilo-2014")


@pytest.fixture(scope="module")
def liberty() -> Deck:
    return resolved("liberty-2015")


def test_it_builds_and_only_asks_for_what_nobody_knows_yet(tmp_path: Path) -> None:
    built = summitdeck.build(SLIDES / "liberty-2015", tmp_path / "liberty.pptx")
    assert built.pages == 16
    assert [problem.code for problem in built.problems] == ["to-fill"]
    asked = [problem for problem in summitdeck.check(SLIDES / "liberty-2015") if not problem.is_note]
    assert {problem.code for problem in asked} == {"to-fill"}
    assert all(problem.span and "TODO" in problem.message for problem in asked)
    assert len(asked) > 30


def blocks(deck: Deck, file: str, field: str = "body") -> tuple[object, ...]:
    found = [slide for slide in deck.slides if slide.place and slide.place.source.path.name == file]
    return found[0].fields[field].content.blocks


def topics(deck: Deck) -> Iterator[tuple[str, int]]:
    """Each project with how many topics the slides of topics name."""
    name, count = "", 0
    for file in ("06-topics.yaml", "07-topics-neutron.yaml", "08-topics-others.yaml"):
        for block in blocks(deck, file):
            assert isinstance(block, Paragraph)
            if block.level == 0:
                yield from ((name, count) for _ in [0] if name)
                name, count = words_to_text(block.words), 0
            else:
                count += 1
    yield name, count


def test_the_chart_shows_what_the_kilo_deck_holds(kilo: Deck, liberty: Deck) -> None:
    (chart,) = blocks(liberty, "04-figures.yaml", "chart")
    assert isinstance(chart, Chart)
    shown = [(words_to_text(name.words), int(words_to_text(number.words))) for name, number in chart.rows[1:]]
    assert shown == list(topics(kilo)) == [("全体", 5), ("Nova", 2), ("Neutron", 7), ("その他", 4)]


def test_the_other_figures_are_those_of_the_kilo_deck(kilo: Deck) -> None:
    (table,) = (block for block in blocks(kilo, "02-overview.yaml") if isinstance(block, Table))
    days = [sum(words_to_text(cell.words) == "○" for cell in row) for row in table.rows[1:]]
    values, _, problems = read_vars_file(FIGURES)
    figures = values["kilo"]
    assert problems == () and isinstance(figures, dict)
    assert " ".join(figures["days"].values()) == " ".join(map(str, days)) == "3 4 2"
    text = "\n".join(content_to_text(field.content) for slide in kilo.slides for field in slide.fields.values())
    said = [figures[name] for name in ("city", "venue", "released")] + list(figures["people"].values())
    assert [words for words in said if words not in text] == []
    header = [words_to_text(cell.words) for cell in table.rows[0]]
    assert (header[1], header[-1]) == ("11月3日", "7日")


def contents(deck: Deck, title: str) -> list[Content]:
    found = [slide for slide in deck.slides if content_to_text(slide.fields["title"].content) == title]
    return [field.content for field in found[-1].fields.values()]


@pytest.mark.parametrize("title", ["Nova-network migration", "Neutron: Split", "Neutron: API(2)"])
def test_the_appendix_is_taken_from_the_kilo_deck_and_says_so(kilo: Deck, liberty: Deck, title: str) -> None:
    assert contents(liberty, title) == contents(kilo, title)
    assert {words_to_text(slide.footer) for slide in liberty.slides[-3:] if isinstance(slide.footer, tuple)} == {
        "Kiloの報告から"
    }
    sections = [words_to_text(slide.section) for slide in liberty.slides if slide.section]
    assert sections == ["全体", "Design Summit", "前回からの話題", "まとめ", "付録"]
