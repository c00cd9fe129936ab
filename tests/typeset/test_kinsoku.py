"""Where lines may end. PowerPoint: the Dewiride project's record 0029, which asked PowerPoint itself; LibreOffice:
measured on 7.4 for this project, pair by pair."""

from __future__ import annotations

import pytest

from summitdeck.typeset.kinsoku import HANGING, NO_END, NO_START, after_solidus, line_ends
from summitdeck.typeset.profile import Profile


def marked(text: str, profile: Profile) -> str:
    """The text with `|` wherever a line may end, but for its own end."""
    ends = line_ends(text, profile)
    assert ends[-1] == len(text)
    starts = [0, *ends]
    return "|".join(text[start:end] for start, end in zip(starts, ends, strict=False))


def test_sets_are_those_powerpoint_was_found_to_use() -> None:
    assert (len(NO_START), len(NO_END), len(HANGING)) == (71, 19, 6)
    assert not NO_START & NO_END
    assert HANGING <= NO_START
    # what widespread lists have and PowerPoint has not, and the reverse
    assert not set("¢£¥＃") & (NO_START | NO_END)
    assert set("￡￥") <= NO_END


POWERPOINT = {
    "after a run of spaces": "one |two  |three",
    "after a hyphen and dashes, not before": "build-|or-|buy |– |yes—|no",
    "not after a solidus, not in a URL": "and/or |http://a.example/b?c=1&d |C:\\dir\\file.txt",
    "not in numbers": "1,000.50 |99.9% |$12",
    "not at a zero width space": "ab\u200bcd",
    "a soft hyphen": "antidis\u00ad|establish",
    "glue": "10\u00a0GB |non\u2011stop |日\u00a0本",
    "between any two East Asian characters": "会|場|が|細|長|い",
    "brackets and stops": "「重|要」|で|す。|次",
    "small kana, long vowel, middle dot": "ちょっ|と|サー|バー・|A",
    "East Asian and Latin": "主|に|Design |Summit|に|つ|い|て",
    "Latin punctuation beside East Asian": "(日|本), |米%|国",
    "full-width letters are East Asian": "aa |Ａ|Ｂ|Ｃ|bb",
    "an ideographic comma starts no line, not even after a space": "aa 、|bb。|cc",
    "kinsoku reaches no Latin text": "word |) |word",
    "half-width": "ｱ|ｲ､|ﾊﾞ|ﾝ｡",
    "a variation selector stays with its kanji": "葛\U000e0100|城",
    "hangul as ideographs": "한|국|어",
    "an ellipsis starts a line like any sign": "次|へ|…|続|く",
    "a few Thai letters": "การป|ระชุม",
    "Hebrew and Arabic words": "שלום |עולם |مرحبا |بالعالم",
}


@pytest.mark.parametrize("expected", POWERPOINT.values(), ids=POWERPOINT)
def test_powerpoint_ends_lines(expected: str) -> None:
    assert marked(expected.replace("|", ""), Profile.POWERPOINT) == expected


LIBREOFFICE = {  # the ends that hold whatever fits
    "spaces": "one |two  |three",
    "hyphen, but not before a digit": "in-|house |v-2 |pages |3–|4",
    "before an em dash too": "yes|—|no",
    "a path is whole where a blank stands before it": "see |and/or |http://a.example/b",
    "else it may be parted": "and/|or",
    "but no fraction": "1/2",
    "nor before what a blank stands before": "wait !|here",
    "a path of another system": "C:\\|dir\\|file.txt",
    "after ? and !": "a?|b!|c",
    "not before an opening bracket": "call(x) |A（B",
    "a closing mark is glued to a Latin word": "国、A",
    "not to a bracket": "国」|（A",
    "brackets and stops": "「重|要」|で|す。|次",
    "small kana, long vowel": "ちょっ|と|サー|バー|A",
    "an ellipsis starts none, as in 25.2; 7.4 would let it": "次|へ…|続|く",
    "but not after Latin": "wait…|there",
    "quotes hold on to both sides": "he |said |“yes”no",
    "signs count to the East Asian text before them": "日|★|本|①|国",
    "but not for the Latin word after them": "日|①x",
    "a sign among Latin letters does not": "x①y",
    "per cent after a letter": "a|% |5%",
    "a zero width space, not a word joiner": "ab\u200b|cd\u2060ef",
    "a no-break space holds Latin text": "10\u00a0GB |non\u2011stop",
    "and not East Asian": "日|\u00a0|本",
    "emoji": "ab|😀|cd",
    "Korean words": "한국어 |문장을 |나눈다",
    "Hebrew words, and none parted at its hyphen": "שלום |כ-50 |עולם",
    "a few Thai letters": "การป|ระชุม",
}


@pytest.mark.parametrize("expected", LIBREOFFICE.values(), ids=LIBREOFFICE)
def test_libreoffice_ends_lines(expected: str) -> None:
    assert marked(expected.replace("|", ""), Profile.LIBREOFFICE) == expected


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("see a/b", 6, 4),
        ("a/b", 2, 2),
        ("10\u00a0a/b", 5, 5),  # no blank
        ("see " + "a" * 65 + "/b", 70, 70),  # 66 characters after the blank: too long
        ("see " + "a" * 64 + "/b", 69, 4),
        ("see ab", 5, 5),
    ],
)
def test_libreoffice_ends_a_line_before_a_path(text: str, end: int, expected: int) -> None:
    assert after_solidus(text, end) == expected


@pytest.mark.parametrize("profile", Profile)
def test_the_end_of_a_text_is_always_an_end(profile: Profile) -> None:
    assert [line_ends(text, profile)[-1] for text in ("", "a", "「", " ", "日本")] == [0, 1, 1, 1, 2]
