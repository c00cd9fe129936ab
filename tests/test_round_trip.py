"""What is read can be printed, and reads the same again: every example deck, and every slide of the tests' own."""

from dataclasses import replace
from pathlib import Path

import pytest

from summitdeck.deck.model import Deck, Settings
from summitdeck.deck.printer import print_deck, print_settings, print_slide
from summitdeck.deck.reader import read_deck, read_slides
from summitdeck.deck.source import Source
from summitdeck.problems import has_errors

ROOT = Path(__file__).parent.parent
DECKS = sorted(
    {path.parent for folder in ("slides", "tests/decks") for path in (ROOT / folder).glob("*/deck.yaml")}
    | {path for folder in ("slides", "tests/decks") for path in (ROOT / folder).glob("*.yaml")}
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read_stream(text: str) -> Deck:
    slides, settings, problems = read_slides(Source(Path("deck.yaml"), "deck.yaml", text))
    assert problems == (), text
    return Deck(settings or Settings(), slides)


@pytest.mark.parametrize("path", DECKS, ids=name_of)
def test_a_deck_as_one_stream(path: Path) -> None:
    deck, problems = read_deck(path)
    assert not has_errors(problems)
    assert deck.slides
    again = read_stream(print_deck(deck))
    assert again.slides == deck.slides
    assert again.settings == replace(deck.settings, slides=())


@pytest.mark.parametrize("path", DECKS, ids=name_of)
def test_a_deck_file_by_file(path: Path) -> None:
    deck, _ = read_deck(path)
    for slide in deck.slides:
        assert read_stream(print_slide(slide)).slides == (slide,)
    assert read_stream(print_settings(deck.settings)).settings == deck.settings


@pytest.mark.parametrize("path", DECKS, ids=name_of)
def test_printing_is_settled(path: Path) -> None:
    """What is printed once prints the same again."""
    printed = print_deck(read_deck(path)[0])
    assert print_deck(read_stream(printed)) == printed


def test_the_example_is_among_them() -> None:
    assert ROOT / "slides" / "kilo-2014" in DECKS
