"""LibreOffice after East Asian text. The lists: its own locale data (7.4, read out of its library); the rule: measured
on 7.4 in narrow boxes, in Japanese, Simplified and Traditional Chinese and Korean, and found so in its source."""

from __future__ import annotations

import pytest

from summitdeck.typeset.asian import (
    JAPANESE,
    KOREAN,
    SIMPLIFIED,
    TRADITIONAL,
    Kinsoku,
    asian_line_end,
    east_asian_language,
    kinsoku_of,
)


@pytest.mark.parametrize(
    ("kinsoku", "sizes"),
    [
        (JAPANESE, (83, 20, 4)),
        (SIMPLIFIED, (67, 34, 14)),
        (TRADITIONAL, (58, 28, 14)),
        (KOREAN, (47, 28, 14)),
    ],
)
def test_lists_have_as_many_characters_as_libreoffice_s(kinsoku: Kinsoku, sizes: tuple[int, int, int]) -> None:
    assert (len(kinsoku.no_start), len(kinsoku.no_end), len(kinsoku.hanging)) == sizes


@pytest.mark.parametrize("kinsoku", [JAPANESE, SIMPLIFIED, TRADITIONAL, KOREAN])
def test_what_may_hang_may_not_start_a_line(kinsoku: Kinsoku) -> None:
    assert kinsoku.hanging <= kinsoku.no_start
    assert set("、。」』）") <= kinsoku.no_start and set("「『（") <= kinsoku.no_end


@pytest.mark.parametrize(
    ("language", "kinsoku"),
    [
        ("", JAPANESE),
        ("en-US", JAPANESE),
        ("ja-JP", JAPANESE),
        ("zh-CN", SIMPLIFIED),
        ("zh-SG", SIMPLIFIED),
        ("zh-TW", TRADITIONAL),
        ("zh-HK", TRADITIONAL),
        ("zh-Hant", TRADITIONAL),
        ("ko-KR", KOREAN),
    ],
)
def test_each_language_has_its_lists(language: str, kinsoku: Kinsoku) -> None:
    assert kinsoku_of(language) is kinsoku


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("会場", "", "ja-JP"),
        ("会场", "zh-CN", "zh-CN"),
        ("會議", "zh-TW", "zh-TW"),
        ("會議", "ko-KR", "ko-KR"),
        ("회의", "ja-JP", "ko-KR"),
        ("かな", "zh-CN", "ja-JP"),
        ("かな회의", "ko-KR", "ja-JP"),
        ("漢字", "en-US", "ja-JP"),
    ],
)
def test_characters_tell_the_language_and_han_follows_the_deck(text: str, usual: str, language: str) -> None:
    assert east_asian_language(text, usual) == language


@pytest.mark.parametrize(
    ("what", "text", "language", "expected"),
    [  # `^` stands before the first character that does not fit, `|` where the line ends
        ("anywhere", "会場^細長", "ja", "会場|細長"),
        ("not before a stop that may not hang", "会場^」長", "ja", "会|場」長"),
        ("nor behind an opening bracket", "会「^場", "ja", "会|「場"),
        ("one stop hangs", "会場^。長", "ja", "会場。|長"),
        ("but not before another mark", "会場^。」長", "ja", "会|場。」長"),
        ("a Latin stop does not in Japanese", "会場^,a", "ja", "会|場,a"),
        ("and does in Chinese", "会场^,a", "zh-CN", "会场,|a"),
        ("as a question mark", "会场^？长", "zh-CN", "会场？|长"),
        ("in Taiwan too", "會場^！長", "zh-TW", "會場！|長"),
        ("a curly quote is kept by Simplified Chinese", "会场^”长", "zh-CN", "会|场”长"),
        ("and not by Traditional", "會場^”長", "zh-TW", "會場|”長"),
        ("a small kana starts no Japanese line", "あち^ょう", "ja", "あ|ちょう"),
        ("per cent starts none in Japanese", "会場^%だ", "ja", "会|場%だ"),
        ("and may in Chinese", "会场^%的", "zh-CN", "会场|%的"),
        ("Korean words stay whole", "회의 시작^시간", "ko", "회의 |시작시간"),
        ("in any language", "회의 시작^시간", "ja", "회의 |시작시간"),
        ("also behind a bracket, which then ends the line", "회의(시작^시간", "ko", "회의(|시작시간"),
        ("one longer than all is broken", "시작^시간", "ko", "시작|시간"),
        ("a comma hangs in Korean only where no space follows", "시작^, 시간", "ko", "시|작, 시간"),
        ("as here", "시작^,시간", "ko", "시작,|시간"),
    ],
)
def test_where_a_line_ends(what: str, text: str, language: str, expected: str) -> None:
    at, text = text.index("^"), text.replace("^", "")
    end = asian_line_end(text, at, kinsoku_of(language))
    assert f"{text[:end]}|{text[end:]}" == expected, what
