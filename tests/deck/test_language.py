"""The deck's language, when its author names none."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitdeck.deck.language import deck_language
from summitdeck.deck.model import Deck, Name, Settings
from summitdeck.deck.source import Source


def deck(*texts: str, language: str | None = None) -> Deck:
    sources = tuple(Source(Path("a.yaml"), "a.yaml", text) for text in texts)
    return Deck(Settings(language=Name(language) if language else None), (), sources=sources)


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["title: Kilo"], "en-US"),
        (["title: Kilo", "title: 概要です"], "ja-JP"),
        (["title: 概要"], "ja-JP"),  # Han alone
        (["title: 회의 概要"], "ko-KR"),
        (["title: ｷﾛ"], "ja-JP"),
        (["title: Überblick — été"], "en-US"),
    ],
)
def test_its_writing_tells(texts: list[str], language: str) -> None:
    assert deck_language(deck(*texts)) == language


def test_what_the_deck_says_goes_before() -> None:
    assert deck_language(deck("title: 概要", language="zh-TW")) == "zh-TW"
