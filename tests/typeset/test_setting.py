"""Paragraphs into lines, in both profiles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.typeset.asian import east_asian_language, kinsoku_of
from summitdeck.typeset.kinsoku import HANGING, NO_END, NO_START
from summitdeck.typeset.model import Face, LevelStyle, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import is_east_asian
from summitdeck.typeset.setting import set_paragraph
from typeset.looks import DOT, PLAIN, POINT, level, look, paragraph

EM = 20 * POINT
PP, LO = Profile.POWERPOINT, Profile.LIBREOFFICE
ARIAL = look(face=Face("Arial", "Noto Sans CJK JP"))
MONO = look(face=Face("Courier New", ""))
"""20 pt Courier New: each character is 12 pt wide."""

LINES = [
    # what is shown                              text, width in pt, style, profile, lines
    ("one line", "会場", 40, PLAIN, PP, ["会場"]),
    ("greedy", "aaa bbb ccc ddd", 12 * 8, MONO, PP, ["aaa bbb", "ccc ddd"]),
    ("trailing spaces are free", "aaa     bbb", 12 * 3, MONO, PP, ["aaa", "bbb"]),
    ("a long word is broken, after what stands before it", "ab cdefghij", 12 * 5, MONO, PP, ["ab", "cdefg", "hij"]),
    ("a forced break takes the spaces after it", "abcd efg", 12 * 4 - 1, MONO, PP, ["abc", "d", "efg"]),
    ("at least one character a line", "abc", 1, MONO, PP, ["a", "b", "c"]),
    ("line breaks", "a\n\nb b", 12 * 10, MONO, PP, ["a", "", "b b"]),
    ("an empty paragraph is a line", "", 100, PLAIN, PP, [""]),
    ("one stop hangs", "会場が。長い", 60, PLAIN, PP, ["会場が。", "長い"]),
    ("a bracket does not", "会場が」長い", 60, PLAIN, PP, ["会場", "が」長", "い"]),
    ("a Latin comma hangs in PowerPoint", "aaa, bbb", 12 * 3, MONO, PP, ["aaa,", "bbb"]),
    ("and not in LibreOffice", "aa aa, bbb", 12 * 5, MONO, LO, ["aa", "aa,", "bbb"]),
    ("an ideographic stop hangs in LibreOffice", "会場が。長い", 61, PLAIN, LO, ["会場が。", "長い"]),
    ("no line starts with a small kana", "ああちょっと", 60, PLAIN, PP, ["ああ", "ちょっ", "と"]),
    ("no line ends with an opening bracket", "ああ「い」", 60, PLAIN, PP, ["ああ", "「い」"]),
    ("a soft hyphen pays for its hyphen", "aa bb\u00adcc", 12 * 5, MONO, PP, ["aa", "bb\u00adcc"]),
    ("and is drawn where there is room", "aa bb\u00adcc", 12 * 6, MONO, PP, ["aa bb\u00ad", "cc"]),
    ("a tab goes on to the next inch", "a\tbb", 72 + 24, MONO, PP, ["a\tbb"]),
    ("and not into the next line", "a\tbb", 72 + 23, MONO, PP, ["a", "bb"]),
    ("no space between scripts in PowerPoint", "日本aa", 64, look(face=MONO.face), PP, ["日本aa"]),
    ("0.24 em in LibreOffice", "日本aa", 64, look(face=MONO.face), LO, ["日本", "aa"]),
    ("which fits there", "日本aa", 40 + 24 + 4.8 + 0.1, look(face=MONO.face), LO, ["日本aa"]),
    ("and is dropped at a line's start", "日本aaa", 41, look(face=MONO.face), LO, ["日本", "aaa"]),
    ("spaces at a line's end are free in PowerPoint", "aaa    bbb", 12 * 3, MONO, PP, ["aaa", "bbb"]),
    ("one is in LibreOffice", "aaa   bbb", 12 * 4, MONO, LO, ["aaa", " bbb"]),
    ("the others may fill a line", "aaa   bbb", 12 * 3, MONO, LO, ["aaa", "", "bbb"]),
    ("a no-break space breaks no word", "aa a\u00a0b", 12 * 4, MONO, PP, ["aa", "a\u00a0b"]),
    ("unless the word is too long", "a\u00a0bcd", 12 * 3, MONO, PP, ["a\u00a0b", "cd"]),
    ("an address is not parted in PowerPoint", "at a.b/cd/e", 12 * 6, MONO, PP, ["at", "a.b/cd", "/e"]),
    ("nor in LibreOffice behind a blank", "at a.b/cd/e", 12 * 6, MONO, LO, ["at", "a.b/cd", "/e"]),
    ("but at the start of a text it is", "a.b/cd/e", 12 * 6, MONO, LO, ["a.b/", "cd/e"]),
    ("LibreOffice pays for no hyphen", "aa bb\u00adcc", 12 * 5, MONO, LO, ["aa bb\u00ad", "cc"]),
    ("a zero width space ends no line in PowerPoint", "aa\u200bbb", 12 * 3, MONO, PP, ["aa\u200bb", "b"]),
    ("it does in LibreOffice", "aa\u200bbb", 12 * 3, MONO, LO, ["aa\u200b", "bb"]),
    ("dashes", "aa–bb—cc", 12 * 4, MONO, PP, ["aa–", "bb—", "cc"]),
    ("LibreOffice looks for no place before a tab", "aa bb\tcc", 12 * 7, MONO, LO, ["aa bb", "cc"]),
    ("a line break in Japanese starts a line with whatever follows", "会場\n、長い", 60, PLAIN, PP, ["会場", "、長い"]),
    ("Korean in PowerPoint", "한국어 문장", 80, PLAIN, PP, ["한국어", "문장"]),
    ("a syllable starts a line there", "긴 한국어", 66, PLAIN, PP, ["긴 한국", "어"]),
    ("words stay whole in LibreOffice", "긴 한국어", 61, PLAIN, LO, ["긴", "한국어"]),
    ("one that is too long does not", "한국어문장", 61, PLAIN, LO, ["한국어", "문장"]),
    ("Thai, roughly", "การประชุมครั้งนี้", 130, PLAIN, PP, ["การประชุม", "ครั้งนี้"]),
    ("Hebrew", "שלום עולם", 60, PLAIN, PP, ["שלום", "עולם"]),
    ("capitals are wider", "ill ill", 30, look(face=Face("Arial", ""), caps=True), PP, ["ill", "ill"]),
]


@pytest.mark.parametrize(
    ("text", "points", "style", "profile", "expected"), [r[1:] for r in LINES], ids=[r[0] for r in LINES]
)
def test_lines(text: str, points: float, style: object, profile: Profile, expected: list[str]) -> None:
    found = set_paragraph(paragraph(text, style), round(points * POINT), profile)  # type: ignore[arg-type]
    assert list(found.texts) == expected


def test_libreoffice_74_glues_a_closing_mark_to_the_latin_word_that_does_not_fit() -> None:
    style = look(face=MONO.face)
    texts = {
        profile: set_paragraph(paragraph("会場、abcdef", style), 100 * POINT, profile).texts for profile in Profile
    }
    assert texts == {PP: ("会場、", "abcdef"), LO: ("会", "場、abcd", "ef")}


def test_wrapped_lines_start_at_the_margin_and_the_first_at_the_indent() -> None:
    style = look(face=MONO.face, margin_left=24 * POINT, indent=-24 * POINT)
    assert set_paragraph(paragraph("aaa bbb bbb", style), 12 * 7 * POINT, PP).texts == ("aaa bbb", "bbb")
    style = look(face=MONO.face, margin_left=0, indent=24 * POINT)
    assert set_paragraph(paragraph("aaa bbb bbb", style), 12 * 7 * POINT, PP).texts == ("aaa", "bbb bbb")


def test_a_line_break_starts_at_the_margin_too() -> None:
    style = look(face=MONO.face, margin_left=24 * POINT, indent=-24 * POINT)
    assert set_paragraph(paragraph("aaaaa\nbbb bb", style), 12 * 7 * POINT, PP).texts == ("aaaaa", "bbb", "bb")


def test_a_wide_bullet_pushes_the_first_line() -> None:
    text, width = paragraph("会場", look(bullet=DOT, margin_left=0, indent=0)), 2 * EM
    assert set_paragraph(text, width, PP).texts == ("会", "場")
    assert set_paragraph(paragraph("会場", look(margin_left=0)), width, PP).texts == ("会場",)


def test_widths_are_those_of_what_is_drawn() -> None:
    found = set_paragraph(paragraph("aa   bbb、", MONO), 12 * 3 * POINT, PP)
    assert found.texts == ("aa", "bbb、")
    assert found.widths == (24 * POINT, 36 * POINT + EM)


def test_powerpoint_rounds_latin_advances_to_an_eighth_of_a_point() -> None:
    # Calibri's `a` is 981/2048 em: 9.58 pt at 20 pt, so 9 5/8 pt
    assert set_paragraph(paragraph("a"), EM, PP).widths == (round(9.625 * POINT),)


def test_libreoffice_counts_in_dots_of_a_600th_of_an_inch() -> None:
    # 20 pt are 166.67 dots, so an em is 167; `a` is 79.99 of them
    assert set_paragraph(paragraph("a"), EM, LO).widths == (80 * 1524,)
    assert set_paragraph(paragraph("日"), EM, LO).widths == (167 * 1524,)


def test_kerning_follows_the_size_that_the_style_states() -> None:
    def width(kern: int | None, profile: Profile = PP) -> int:
        return set_paragraph(paragraph("AVAVAV", look(face=Face("Arial", ""), kern=kern)), 9 * EM, profile).widths[0]

    assert width(None) == width(0) == width(2100)
    assert width(2000) == width(1200) < width(None)
    assert width(None, LO) == width(2100, LO)


def test_letter_spacing_is_added_after_every_character() -> None:
    plain, spaced = (set_paragraph(paragraph("日本a", look(spacing=s)), 9 * EM, PP).widths[0] for s in (0, 150))
    assert spaced - plain == 3 * 1.5 * POINT


def test_runs_are_measured_in_their_own_look() -> None:
    runs = (SetRun("aa", face=Face("Courier New", "")), SetRun("aa", bold=True), SetRun("日", size=4000))
    found = set_paragraph(SetParagraph(runs, ARIAL), 20 * EM, PP)
    bold_a = round(20 * 1139 / 2048 * 8) / 8
    assert found.widths == (round((24 + 2 * bold_a + 40) * POINT),)
    assert found.sizes == (4000,)


def test_each_line_knows_where_it_starts_and_its_largest_size() -> None:
    runs = (SetRun("aaa bbb "), SetRun("ccc", size=4000), SetRun(" ddd"))
    found = set_paragraph(SetParagraph(runs, MONO), 12 * 7 * POINT, PP)
    assert found.texts == ("aaa bbb", "ccc", "ddd")
    assert found.starts == (0, 8, 12)
    assert found.sizes == (2000, 4000, 2000)


def test_signs_beside_japanese_are_measured_as_the_wider() -> None:
    style = look(face=Face("Arial", "Yu Gothic"))
    assert set_paragraph(paragraph("日…", style), 9 * EM, PP).widths == (2 * EM,)
    quote = set_paragraph(paragraph("it’s", style), 9 * EM, PP).widths[0]
    assert quote < 2 * EM  # no Japanese near: the Latin face draws it


def test_a_guess_is_told_where_a_guessed_face_draws_something() -> None:
    style = look(face=Face("Aptos", "Yu Gothic"))
    told = {text: set_paragraph(paragraph(text, style), 9 * EM, PP).estimated for text in ("abc", "会場", "会場 a", "")}
    assert told == {"abc": True, "会場": False, "会場 a": True, "": False}
    assert set_paragraph(paragraph("สวัสดี"), 9 * EM, PP).estimated
    assert not set_paragraph(paragraph("abc"), 9 * EM, PP).estimated


def test_a_broken_word_is_told() -> None:
    assert set_paragraph(paragraph("abcdef", MONO), 12 * 4 * POINT, PP).forced
    assert not set_paragraph(paragraph("abc def", MONO), 12 * 4 * POINT, PP).forced


def zh(text: str, language: str = "zh-CN", width: float = 61) -> tuple[str, ...]:
    item = paragraph(text, look(face=Face("Calibri", "Noto Sans CJK SC"), language=language))
    return set_paragraph(item, round(width * POINT), LO).texts


def test_chinese_stops_hang_in_libreoffice() -> None:
    assert zh("会场长？短") == ("会场长？", "短")
    assert zh("会场长？短", "ja-JP") == ("会场", "长？短")


def test_kana_and_hangul_are_not_taken_for_the_deck_s_language() -> None:
    assert zh("会場だ？短") == ("会場", "だ？短")
    assert zh("大회의실 회의") == zh("大회의실 회의", "ko-KR")


def test_a_run_s_own_language_goes_first() -> None:
    runs = (SetRun("会场长？短", language="zh-CN"),)
    assert set_paragraph(SetParagraph(runs, PLAIN), 61 * POINT, LO).texts == ("会场长？", "短")


def test_a_thai_text_is_said_to_be_a_guess_and_no_word_of_it_to_be_broken() -> None:
    found = set_paragraph(paragraph("การประชุมครั้งนี้มีผู้เข้าร่วม"), 9 * EM, PP)
    assert found.estimated and not found.forced and len(found.texts) == 2


TEXTS = st.text("ab Z1-–—,.:/「」（）、。アーっょ々会場が…“”①→\u00a0\u00ad", max_size=60)
MIXED = st.text("ab 1-,./%「」（）、。！？“”‘’·会场회의실ああっ", max_size=60)
LANGUAGES = st.sampled_from(["ja-JP", "zh-CN", "zh-TW", "ko-KR"])
WIDTHS = st.integers(POINT, 30 * EM)
STYLES = st.sampled_from([PLAIN, ARIAL, level(0), level(2), look(spacing=100)])


@given(TEXTS | MIXED, WIDTHS, WIDTHS, STYLES)
def test_a_wider_box_never_needs_more_lines(text: str, one: int, other: int, style: object) -> None:
    narrow, wide = sorted((one, other))
    item = paragraph(text, style)  # type: ignore[arg-type]
    assert len(set_paragraph(item, wide, PP).texts) <= len(set_paragraph(item, narrow, PP).texts)


def test_in_libreoffice_74_a_wider_box_may_need_more_lines() -> None:
    """Its second rule takes the closing mark and the word for one as soon as a letter of the word fits: measured."""
    item = paragraph("会場、abcdef", look(face=MONO.face))
    found = [set_paragraph(item, points * POINT, LO).texts for points in (74, 100)]
    assert found == [("会場、", "abcdef"), ("会", "場、abcd", "ef")]


@given(TEXTS | MIXED, WIDTHS, STYLES, st.sampled_from(Profile), LANGUAGES)
def test_lines_hold_the_text_and_keep_the_rules(
    text: str, width: int, style: LevelStyle, profile: Profile, language: str
) -> None:
    found = set_paragraph(paragraph(text, replace(style, language=language)), width, profile)
    ends = (*found.starts[1:], len(text))
    assert found.starts[0] == 0 and "".join(text[a:b] for a, b in zip(found.starts, ends, strict=True)) == text
    assert all(text[a:b].rstrip() == line for a, b, line in zip(found.starts, ends, found.texts, strict=True))
    if found.forced:
        return
    asian = kinsoku_of(east_asian_language(text, language))
    hangs = HANGING if profile is PP else asian.hanging
    for start in found.starts[1:]:
        before, after = text[start - 1], text[start : start + 1]
        if before != " " and (profile is LO or is_east_asian(after or "a")):
            assert not is_east_asian(after or "a") or after not in (NO_START if profile is PP else asian.no_start)
            assert not is_east_asian(before) or before not in (NO_END if profile is PP else asian.no_end)
    for line, taken in zip(found.texts, found.widths, strict=True):
        hanging = EM * 1.5 if line and line[-1] in hangs else EM if line.endswith("\u00ad") else 0
        assert taken <= width + 1 + hanging
