"""Which language a run of text is in: DrawingML's `lang` and `altLang`.

PowerPoint proofreads by them and chooses East Asian faces by them; LibreOffice breaks lines by them. A run is
never divided by script: faces are chosen per character, and a Japanese sentence with English words in it is
one Japanese run. PowerPoint itself writes the Japanese `ja-JP` with `en-US` as the other language, and the
English words that stand alone the other way round.
"""

from __future__ import annotations

from bisect import bisect_right

from summitdeck.frozen import dataclass
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.typeset.scripts import Classes, has_east_asian, is_right_to_left

_KANA, _HANGUL, _LATIN, _SYMBOLS, _OTHER = "khlso"
"""Letters for classes of characters; those of `_SCRIPTS` are digits, `_OTHER` is in none."""
_STRETCHES = {
    _KANA: ("\u3040-\u30ff", "\u31f0-\u31ff", "\uff66-\uff9d"),
    _HANGUL: ("\u1100-\u11ff", "\u3130-\u318f", "\uac00-\ud7a3", "\uffa0-\uffdc"),
    _LATIN: ("A-Z", "a-z", "\u00c0-\u00d6", "\u00d8-\u00f6", "\u00f8-\u024f", "\u1e00-\u1eff"),
    _SYMBOLS: (
        *("\u00a7", "\u00b0-\u00b1", "\u00b6", "\u00d7", "\u00f7", "\u2014-\u2016", "\u2018-\u201f"),
        *("\u2025-\u2026", "\u2030-\u2033", "\u203b", "\u2103", "\u2116", "\u2150-\u22ff", "\u2312"),
        "\u2460-\u27bf",
    ),
    "0": ("\u0590-\u05ff", "\ufb1d-\ufb4f"),
    "1": ("\u0600-\u06ff", "\u0750-\u077f", "\ufb50-\ufdff", "\ufe70-\ufefc"),
    "2": ("\u0e00-\u0e7f",),
    "3": ("\u0e80-\u0eff",),
    "4": ("\u1000-\u109f",),
    "5": ("\u1780-\u17ff",),
    "6": ("\u0900-\u097f",),
    "7": ("\u0400-\u052f",),
    "8": ("\u0370-\u03ff", "\u1f00-\u1fff"),
}
"""The characters of each class, from first to last. Symbols are what Unicode calls ambiguous in width and a Japanese
keyboard types: ○, →, ①, ※. Alone they belong to an East Asian deck's own language, beside letters they say nothing."""
_SCRIPTS = (
    ("0", "he-IL", ("he", "yi")),
    ("1", "ar-SA", ("ar", "fa", "ur")),
    ("2", "th-TH", ("th",)),
    ("3", "lo-LA", ("lo",)),
    ("4", "my-MM", ("my",)),
    ("5", "km-KH", ("km",)),
    ("6", "hi-IN", ("hi", "mr", "ne")),
    ("7", "ru-RU", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "mn")),
    ("8", "el-GR", ("el",)),
)
"""Other scripts: the language of a run that has no Latin letter, and the languages that write so."""

_EAST_ASIAN = ("ja", "zh", "ko")
_REGIONS = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN", "en": "en-US", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}
"""PowerPoint wants a region; a bare language gets its usual one."""


@dataclass(frozen=True, slots=True)
class Language:
    """A deck's language, ready to say the language of any run in it: each field but the first and the last two is
    the attributes of a run."""

    tag: str
    """BCP 47, as `ja-JP`."""
    own: str
    """Of text in the deck's language; also of an empty paragraph."""
    latin: str
    """Of text in Latin letters."""
    kana: str
    hangul: str
    han: str
    east_asian: bool
    """Whether the deck itself is in an East Asian language."""
    script: str = ""
    """The class of the deck's own script, where that is neither Latin nor East Asian."""

    def attributes(self, text: str) -> str:
        """`lang="…"` and, where East Asian text is about, `altLang="…"`, for a run of `text`."""
        if text.isascii():
            return self.latin if text else self.own
        found = text.translate(_CLASSES)
        if _KANA in found:
            return self.kana
        if has_east_asian(text):
            return self.hangul if _HANGUL in found else self.han
        if self.script and self.script in found:
            return self.own
        if _LATIN in found and not is_right_to_left(text):
            return self.latin
        if self.east_asian and _SYMBOLS in found:
            return self.own
        return next((f'lang="{tag}"' for script, tag, _ in _SCRIPTS if script in found), self.latin)


_RANGES = sorted((stretch[0], stretch[-1], letter) for letter, parts in _STRETCHES.items() for stretch in parts)
_FIRSTS = [first for first, _, _ in _RANGES]


def _class_of(character: str) -> str:
    at = bisect_right(_FIRSTS, character) - 1
    return _RANGES[at][2] if at >= 0 and character <= _RANGES[at][1] else _OTHER


_CLASSES = Classes(_class_of)  # as fast as searching for sets of characters, of which each takes 0.5 ms to compile


def read_language(tag: str) -> Language:
    """The language of a BCP 47 tag; an empty one is English."""
    tag = escape_attribute(_REGIONS.get(tag.lower(), tag)) or "en-US"
    primary = tag.partition("-")[0].lower()
    script = next((letter for letter, _, languages in _SCRIPTS if primary in languages), "")
    east_asian = primary in _EAST_ASIAN
    latin = "en-US" if east_asian or script else tag

    def pair(language: str) -> str:
        return f'lang="{language}" altLang="{latin}"'

    return Language(
        tag,
        pair(tag) if east_asian else f'lang="{tag}"',
        f'lang="{latin}" altLang="{tag}"' if east_asian else f'lang="{latin}"',
        pair(tag if primary == "ja" else "ja-JP"),
        pair(tag if primary == "ko" else "ko-KR"),
        pair(tag if east_asian else "ja-JP"),
        east_asian,
        script,
    )
