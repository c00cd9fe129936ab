"""The deck's language, when its author names none: what its writing shows."""

from __future__ import annotations

import re

from summitdeck.deck.model import Deck

JAPANESE = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")


def deck_language(deck: Deck) -> str:
    """A BCP 47 tag: the one the deck names, else by its script: kana or Han ja-JP, Hangul ko-KR, all else en-US."""
    if deck.settings.language:
        return deck.settings.language.text
    texts = [source.text for source in deck.sources]
    if any(JAPANESE.search(text) for text in texts):
        return "ja-JP"
    if any(HANGUL.search(text) for text in texts):
        return "ko-KR"
    return "ja-JP" if any(HAN.search(text) for text in texts) else "en-US"
