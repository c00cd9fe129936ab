"""Which language a run is said to be in."""

from __future__ import annotations

import pytest

from summitdeck.ooxml.language import read_language


@pytest.mark.parametrize(
    ("deck", "text", "lang"),
    [
        ("ja-JP", "参加者多い", "ja-JP en-US"),
        ("ja-JP", "Rackspaceでの使いかた", "ja-JP en-US"),
        ("ja-JP", "Palais des congrès", "en-US ja-JP"),
        ("ja-JP", "2014-12-01", "en-US ja-JP"),
        ("ja-JP", "○", "ja-JP en-US"),  # typed on a Japanese keyboard
        ("ja-JP", "A → B", "en-US ja-JP"),  # beside letters a sign says nothing
        ("ja-JP", "", "ja-JP en-US"),
        ("ja-JP", "안녕", "ko-KR en-US"),
        ("ja", "会議", "ja-JP en-US"),
        ("zh-TW", "會議", "zh-TW en-US"),
        ("zh-CN", "カナ", "ja-JP en-US"),
        ("ko-KR", "회의 室", "ko-KR en-US"),
        ("en-GB", "Why now", "en-GB"),
        ("en-GB", "Kyoto 京都", "ja-JP en-GB"),
        ("en-GB", "○", "en-GB"),
        ("en", "", "en-US"),
        ("", "x", "en-US"),
        ("de-DE", "Größe", "de-DE"),
        ("de-DE", "Москва", "ru-RU"),
        ("ru-RU", "Москва", "ru-RU"),
        ("uk-UA", "Київ (Kyiv)", "uk-UA"),
        ("uk-UA", "Kyiv", "en-US"),
        ("ar-SA", "مرحبا", "ar-SA"),
        ("ar-SA", "東京", "ja-JP en-US"),
    ],
)
def test_a_run_says_its_language_and_where_east_asian_text_is_about_the_other_one(
    deck: str, text: str, lang: str
) -> None:
    first, *second = lang.split()
    wanted = f'lang="{first}"' + "".join(f' altLang="{other}"' for other in second)
    assert read_language(deck).attributes(text) == wanted
