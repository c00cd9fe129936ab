"""The deck's language, when its author names none: what its writing shows."""

from __future__ import annotations

from collections.abc import Sequence, Set

from summitdeck.deck.model import Deck

KANA = (("\u3041", "\u30ff"), ("\uff66", "\uff9f"))
HAN = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"))
HANGUL = (("\uac00", "\ud7af"),)
STRETCH = 4096
"""Characters looked at together: kana, when there are any, stand in the first of them."""


def deck_language(deck: Deck) -> str:
    """A BCP 47 tag: the one the deck names, else by its script: kana or Han ja-JP, Hangul ko-KR, all else en-US."""
    if deck.settings.language:
        return deck.settings.language.text
    # Sets of some hundred characters, not a pattern: one of ten thousand takes milliseconds to compile.
    characters: set[str] = set()
    for text in (source.text for source in deck.sources if not source.text.isascii()):
        for at in range(0, len(text), STRETCH):
            fresh = set(text[at : at + STRETCH]) - characters
            if _holds(fresh, KANA):
                return "ja-JP"
            characters |= fresh
    if _holds(characters, HANGUL):
        return "ko-KR"
    return "ja-JP" if _holds(characters, HAN) else "en-US"


def _holds(characters: Set[str], ranges: Sequence[tuple[str, str]]) -> bool:
    return any(first <= character <= last for first, last in ranges for character in characters)
