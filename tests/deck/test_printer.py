"""The printer: what it prints reads as the same deck, and looks as a person would write it."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings

import strategies
from summitdeck.deck.model import Deck, Run, Settings, Slide, Words
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.print_words import are_writable
from summitdeck.deck.printer import print_deck, print_settings, print_slide, print_words
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Source
from words import read

MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def read_deck(text: str) -> Deck:
    """The deck that a stream says; whatever is wrong in it fails the test."""
    slides, found, problems = read_slides(Source(Path("deck.yaml"), "deck.yaml", text))
    assert problems == (), text
    return Deck(found or Settings(), slides)


@MANY
@given(strategies.decks())
def test_what_is_printed_reads_as_the_same_deck(deck: Deck) -> None:
    printed = print_deck(deck)
    assert read_deck(printed) == deck, printed


@MANY
@given(strategies.any_words())
def test_words_read_as_the_same_words(words: Words) -> None:
    printed = print_words(words)
    assert read(printed) == (words, ())
