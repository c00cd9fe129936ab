"""Which language a run of text is in: DrawingML's `lang` and `altLang`.

PowerPoint proofreads by them and chooses East Asian faces by them; LibreOffice breaks lines by them. A run is
never divided by script: faces are chosen per character, and a Japanese sentence with English words in it is
one Japanese run. PowerPoint itself writes the Japanese `ja-JP` with `en-US` as the other language, and the
English words that stand alone the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from summitdeck.ooxml.escape import escape_attribute

_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3\uffa0-\uffdc"
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_FULL_WIDTH = (
    "\u3000-\u3004\u3008-\u3020\u302a-\u303f\u3100-\u312f\u3190-\u31ef\u3200-\u33ff"
    "\ufe30-\ufe4f\uff00-\uff65\uffe0-\uffe6"
)
_SYMBOLS = (
    "\u00a7\u00b0\u00b1\u00b6\u00d7\u00f7\u2014-\u2016\u2018-\u201f\u2025\u2026\u2030-\u2033"
    "\u203b\u2103\u2116\u2150-\u218f\u2190-\u22ff\u2312\u2460-\u27bf"
)
"""What Unicode calls ambiguous in width and a Japanese keyboard types: ○, →, ①, ※. Alone they belong to
an East Asian deck's own language, beside letters they say nothing."""

_search_east_asian = re.compile(f"[{_KANA}{_HANGUL}{_HAN}{_FULL_WIDTH}]").search
_search_kana = re.compile(f"[{_KANA}]").search
_search_hangul = re.compile(f"[{_HANGUL}]").search
_search_symbol = re.compile(f"[{_SYMBOLS}]").search
_search_latin = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]").search

_SCRIPTS = (
    (re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]").search, "he-IL", ("he", "yi")),
    (re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]").search, "ar-SA", ("ar", "fa", "ur")),
    (re.compile("[\u0e00-\u0e7f]").search, "th-TH", ("th",)),
    (re.compile("[\u0900-\u097f]").search, "hi-IN", ("hi", "mr", "ne")),
    (re.compile("[\u0400-\u052f]").search, "ru-RU", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "mn")),
    (re.compile("[\u0370-\u03ff\u1f00-\u1fff]").search, "el-GR", ("el",)),
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
    search_own: Callable[[str], object] | None = None
    """Finds the deck's own script, where that is neither Latin nor East Asian."""

    def attributes(self, text: str) -> str:
        """`lang="…"` and, where East Asian text is about, `altLang="…"`, for a run of `text`."""
        if text.isascii():
            return self.latin if text else self.own
        if _search_east_asian(text):
            return self.kana if _search_kana(text) else self.hangul if _search_hangul(text) else self.han
        if self.search_own is not None and self.search_own(text):
            return self.own
        if _search_latin(text):
            return self.latin
        if self.east_asian and _search_symbol(text):
            return self.own
        return next((f'lang="{tag}"' for search, tag, _ in _SCRIPTS if search(text)), self.latin)


def read_language(tag: str) -> Language:
    """The language of a BCP 47 tag; an empty one is English."""
    tag = escape_attribute(_REGIONS.get(tag.lower(), tag)) or "en-US"
    primary = tag.partition("-")[0].lower()
    search_own = next((search for search, _, languages in _SCRIPTS if primary in languages), None)
    east_asian = primary in _EAST_ASIAN
    latin = "en-US" if east_asian or search_own else tag

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
        search_own,
    )
