"""`orphan` and `long-word`: on a page whose lines hold ten full-width characters."""

from __future__ import annotations

import pytest

from checked import narrow_base, told
from summitdeck.checks.lines import check_last_lines, check_long_words

TEN = "あいうえおかきくけこ"


@pytest.mark.parametrize(
    ("text", "column", "character"),
    [
        (f"{TEN}さ", 15, "「さ」"),
        (f"{TEN}{TEN}さ", 25, "「さ」"),
        ("あいうえおかきくけkoさ", 16, "「さ」"),
        (f"あいうえおかき**くけ{TEN[-1]}さ**", 17, "「さ」"),  # the column is that of the file, marks and all
        ("and some more words 8", 25, "'8'"),
        ("あいうえおかきくけこざ", 15, "「ざ」"),
    ],
)
def test_a_last_line_of_one_character_fails(text: str, column: int, character: str) -> None:
    (line,) = told(check_last_lines, f"body:\n  - {text}\n")
    assert line.startswith(f"slide.yaml:2:{column}+1 warning orphan: ")
    assert line.endswith(f"the last line holds one character, {character}")


@pytest.mark.parametrize(
    "text",
    [
        "さ",  # one line
        TEN,
        f"{TEN}さし",
        f"{TEN}。",  # stands beyond the line's end
        "and some more words 88",
        f"|\n    {TEN}\\\n    さ",  # the author's own line break
        f"|\n    {TEN}さ\\\n    しすせ",
        "TODO あいうえおかきく",  # a prompt, which will be another text
    ],
)
def test_any_other_last_line_passes(text: str) -> None:
    assert told(check_last_lines, f"body:\n  - {text}\n") == []


def test_a_text_is_looked_at_at_the_size_it_has_on_the_page() -> None:
    eleven = f"  - {TEN}さ\n"
    assert len(told(check_last_lines, "body:\n" + eleven)) == 1
    assert told(check_last_lines, "body:\n" + eleven + "  - x\n" * 16) == []  # at 17 pt, eleven fit a line


def test_cells_are_texts_too() -> None:
    table = "body:\n  table:\n    - [名前, 数]\n    - [あいうえおかきく, 1]\n  widths: [3, 1]\n"
    (cell,) = told(check_last_lines, table)
    assert cell.startswith("slide.yaml:4:15+1 ")


def test_a_tables_header_is_measured_in_bold() -> None:
    table = "body:\n  table:\n    - [Wednesday m X, 数]\n    - [Wednesday m Y, 1]\n  widths: [3, 1]\n"
    (header,) = told(check_last_lines, table)
    assert header.endswith("'X'")


def test_one_program_alone_is_named() -> None:
    """A line that holds ten characters of 20 pt exactly: LibreOffice's are a little wider."""
    from dataclasses import replace

    from stage import frame

    base = narrow_base()
    title, body, *others = base.layouts[0].slots
    exact = replace(body, frame=frame(50, 125, 200, 300))
    base = replace(base, layouts=(replace(base.layouts[0], slots=(title, exact, *others)),))
    assert told(check_last_lines, f"body:\n  - {TEN}\n", base=base) == [
        "slide.yaml:2:14+1 warning orphan: in LibreOffice the last line holds one character, 「こ」"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("https://wiki.openstack.org/wiki/Sprints", "2:5+39"),
        ("見よ https://wiki.openstack.org/wiki/Sprints です", "2:8+39"),
        ("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t", "2:5+39"),
        ("Donaudampfschifffahrtsgesellschaft", "2:5+34"),
        ("ソースはDonaudampfschifffahrtsgesellschaftに", "2:9+34"),
    ],
)
def test_a_word_longer_than_its_line_fails(text: str, place: str) -> None:
    (line,) = told(check_long_words, f"body:\n  - {text}\n")
    assert line.startswith(f"slide.yaml:{place} warning long-word: '")
    assert line.endswith("' is longer than its line, and is broken inside")


@pytest.mark.parametrize(
    "text",
    [
        "see [the wiki](https://wiki.openstack.org/wiki/Sprints)",
        "a few words that go over several lines, none of them long",
        f"{TEN}{TEN}",
        "well-known-and-often-broken-at-its-hyphens",
        "สวัสดีสวัสดีสวัสดีสวัสดีสวัสดีสวัสดีสวัสดีสวัสดี",  # not a word: Thai sets none apart; see `unmeasured`
    ],
)
def test_anything_else_passes(text: str) -> None:
    assert told(check_long_words, f"body:\n  - {text}\n") == []


def test_only_the_word_that_is_broken_is_named() -> None:
    (line,) = told(
        check_long_words, "body:\n  - Donaudampfschifffahrtsgesellschaft well-known-and-often-broken-words\n"
    )
    assert "'Donaudampfschifffahrtsgesellschaft' is longer" in line


def test_a_very_long_word_is_named_by_its_beginning() -> None:
    (line,) = told(check_long_words, f"body:\n  - {'x' * 100}\n")
    assert f"'{'x' * 47}…' is longer" in line
