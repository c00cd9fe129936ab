"""Dividing a file's text, and the characters that no text may hold."""

from __future__ import annotations

import pytest

from described import describe_problems, source_of
from summitdeck.deck.stream import STAND_IN, check_escapes, clean, divide, is_worthless

# Each row: a text, and its parts.
PARTS = [
    ("", [""]),
    ("a: b\n", ["a: b\n"]),
    ("---\na: b\n---\nc: d\n", ["", "a: b\n", "c: d\n"]),
    ("a: b\n---", ["a: b\n", ""]),
    ("a\r\n---\r\nb\r\n", ["a\r\n", "b\r\n"]),
    ("a\r---\rb", ["a\r", "b"]),
    ("a\n---   # comment\nb", ["a\n", "b"]),
    ("a\n---\tb", ["a\n", ""]),
    ("a\n...\n---\nb", ["a\n", "", "b"]),
    ("----\na\n---b\n ---\n", ["----\na\n---b\n ---\n"]),
    ("a: |\n  ---\n", ["a: |\n  ---\n"]),
    ("---\n---\n---", ["", "", "", ""]),
    ("a\u2028---\nb", ["a\u2028---\nb"]),
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[ascii(row[0]) for row in PARTS])
def test_parts(text: str, parts: list[str]) -> None:
    assert [text[part.start : part.end].removeprefix("\r\n").lstrip("\r\n") for part in divide(text)] == parts


def test_what_stands_behind_a_divider() -> None:
    text = "--- title: x\na: b\n---  # fine\n---\t[y]\n"
    tails = [part.tail for part in divide(text)]
    assert [text[slice(*tail)] if tail else None for tail in tails] == [None, "title: x", None, "[y]"]


def test_only_a_divider_opens_a_slide() -> None:
    assert [part.is_new for part in divide("a\n---\nb\n...\nc\n---\nd")] == [False, True, False, True]


@pytest.mark.parametrize("text", ["", "\n\n", "  # comment\n\t\n#x", "# last"])
def test_comments_are_no_slide(text: str) -> None:
    assert is_worthless(text, divide(text)[0])


@pytest.mark.parametrize("text", ["a", "# x\na", "  -", '""'])
def test_anything_else_is(text: str) -> None:
    assert not is_worthless(text, divide(text)[0])


def test_an_ordinary_text_is_clean() -> None:
    source = source_of("概要: \t😀 한국\u3000\xa0\ue000\n")
    text, problems = clean(source)
    assert (text is source.text, problems) == (True, [])


def test_soft_breaks_stand_in_for_the_parser() -> None:
    assert clean(source_of("a\x0bb\x85c\u2028d\u2029e")) == (STAND_IN.join("abcde"), [])


def test_forbidden_characters_are_told_and_exchanged() -> None:
    text, problems = clean(source_of("a\x00b\nc\ufeff\x1b"))
    assert text == "a\ufffdb\nc\ufffd\ufffd"
    assert list(describe_problems(problems)) == [
        "error 1:2 forbidden-character",
        "error 2:2 forbidden-character",
        "error 2:3 forbidden-character",
    ]
    assert "U+FEFF" in problems[1].message


def test_a_file_full_of_them_is_told_of_briefly() -> None:
    assert len(clean(source_of("\x01" * 1000))[1]) == 20


def test_escapes_may_not_bring_them_either() -> None:
    text = r'"\x07 \u0041 \\x07 \ufeff \U0000FFFF \0 \t\n\v\N \r"'
    problems = check_escapes(source_of(text), 0, len(text))
    assert [problem.span.column for problem in problems if problem.span] == [2, 20, 27, 38, 50]
