"""What becomes of text that does not fit, and of sizes and titles: words that an author chooses among."""

from __future__ import annotations

from enum import StrEnum


class Overflow(StrEnum):
    """What becomes of text that does not fit its box."""

    SHRINK = "shrink"
    SCALE = "scale"
    OFF = "off"
    ERROR = "error"
    SPLIT = "split"


class Sizes(StrEnum):
    """Which slides share one size of text."""

    OWN = "own"
    """None: each text is as large as its own box allows."""
    SECTION = "section"
    DECK = "deck"


class Titles(StrEnum):
    """How a title of two lines is broken."""

    PLAIN = "plain"
    """Where the first line is full."""
    BALANCED = "balanced"
    """Where both lines are about equally long, between words or phrases."""
