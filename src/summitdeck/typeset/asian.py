"""Where LibreOffice ends a line after East Asian text: what each language keeps from a line's start and end.

The lists are those of LibreOffice 7.4's own locale data, read out of its library; the rule was found by setting pairs
of characters in narrow boxes, in each language, and agrees with its source. Korean words stay whole, in any language.
"""

from __future__ import annotations

from functools import lru_cache

from summitdeck.frozen import NamedTuple


class Kinsoku(NamedTuple):
    """What one language keeps from a line's start, from its end, and lets hang beyond it."""

    no_start: frozenset[str]
    no_end: frozenset[str]
    hanging: frozenset[str]


LATER = "…‥"
"""Kept from a line's start by LibreOffice 25.2, which never breaks inside `……` either, and not by 7.4: a line too many
is the safer error (4 of 300 boxes at the most in 7.4)."""
JAPANESE = Kinsoku(
    frozenset(
        "!%),.:;?]}¢°’”‰′″℃、。々〉》」』】〕ぁぃぅぇぉっゃゅょゎ゛゜ゝゞァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝｡｣､･"
        "ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    ),
    frozenset("$([{£¥‘“〈《「『【〔＄（［｛｢￥"),
    frozenset("、。，．"),
)
_CHINESE_NO_START = "!\"'),-.:;?]}¢·•′、。〉》」』】〕〞︰︱︳︴︶︸︺︼︾﹀﹂﹄﹏﹐﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝､"
_CHINESE_NO_END = "\"'([{£¥‵〈《「『【〔〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（｛"
_STOPS = frozenset("!,.:;?、。！，．：；？")
SIMPLIFIED = Kinsoku(frozenset(_CHINESE_NO_START + "ˇˉ―‖’”々〗～￠"), frozenset(_CHINESE_NO_END + "‘“〖［￡￥"), _STOPS)
TRADITIONAL = Kinsoku(frozenset(_CHINESE_NO_START + "¨"), frozenset(_CHINESE_NO_END), _STOPS)
KOREAN = Kinsoku(
    frozenset(" !\"%'),.:;>?]}¢°’”′″℃、。〉》」』】〕！％），．：；＞？］｝｡｣､･ﾞﾟ￠"),
    frozenset("\"$'(<[\\{£¥‘“₩〈《「『【〔＄（＜［｛｢￡￥￦"),
    _STOPS,
)


def is_kana(character: str) -> bool:
    """Whether only Japanese is written with it."""
    return "\u3040" <= character <= "\u30ff" or "\u31f0" <= character <= "\u31ff" or "\uff66" <= character <= "\uff9d"


def is_hangul(character: str) -> bool:
    """Whether only Korean is written with it: syllables and their letters, but for the half-width ones."""
    if character < "\u1100":
        return False
    return "\uac00" <= character <= "\ud7ff" or character <= "\u11ff" or "\u3130" <= character <= "\u318f"


@lru_cache(maxsize=1024)
def east_asian_language(text: str, usual: str) -> str:
    """The language of East Asian text: kana are Japanese, hangul is Korean, han alone is what is `usual`, a BCP 47
    tag. The writer states the same (`ooxml/language.py`)."""
    if any(map(is_kana, text)):
        return "ja-JP"
    if any(map(is_hangul, text)):
        return "ko-KR"
    return usual if usual.startswith(("ja", "zh", "ko")) else "ja-JP"


@lru_cache(maxsize=1024)
def holds_hangul(text: str) -> bool:
    """Whether any of the text is Korean."""
    return any(map(is_hangul, set(text)))


def kinsoku_of(language: str) -> Kinsoku:
    """The lists of an East Asian language (BCP 47); of any other those of Japanese."""
    if language.startswith("zh"):
        taiwan = language.lower().endswith(("tw", "hk", "mo")) or "hant" in language.lower()
        return TRADITIONAL if taiwan else SIMPLIFIED
    return KOREAN if language.startswith("ko") else JAPANESE


def asian_line_end(text: str, at: int, kinsoku: Kinsoku) -> int:
    """Where a line ends when `at` is the first character that does not fit and what is before it is East Asian.

    It may lie before the line's own start: then nothing but force ends the line.
    """
    no_start, no_end, hanging = kinsoku
    end, length = at, len(text)
    if text[at] in hanging:
        end += 1
    while 0 < end < length and (text[end] in no_start or text[end] in LATER or text[end - 1] in no_end):
        end -= 1
    if end == at and is_hangul(text[at]):
        return _word_start(text, at)
    return end


def _word_start(text: str, at: int) -> int:
    """Where the Korean word begins that the character belongs to; `at` itself if that is the text's first."""
    start = at
    while start > 0 and is_hangul(text[start - 1]):
        start -= 1
    return start or at
