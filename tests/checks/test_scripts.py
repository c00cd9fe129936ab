"""`unmeasured`: scripts whose lines cannot be computed here."""

from __future__ import annotations

import pytest

from checked import told
from summitdeck.checks.scripts import check_scripts


@pytest.mark.parametrize(
    ("text", "place", "script"),
    [
        ("สวัสดี", "2:5+6", "Thai"),
        ("See สวัสดี ครับ there", "2:9+11", "Thai"),
        ("**ສະບາຍດີ**", "2:8+7", "Lao"),
        ("សួស្តី", "2:5+6", "Khmer"),
        ("မင်္ဂလာပါ", "2:5+9", "Myanmar"),
        ("नमस्ते", "2:5+6", "Devanagari"),
        ("مرحبا", "2:5+5", "Arabic"),
    ],
)
def test_fails(text: str, place: str, script: str) -> None:
    text = f"x{text}" if text.startswith("*") else text
    assert told(check_scripts, f"body:\n  - {text}\n") == [
        f"slide.yaml:{place} warning unmeasured: {script} text is measured only roughly"
    ]


@pytest.mark.parametrize(
    "text", ["plain", "こんにちは、世界", "안녕하세요", "ברוכים הבאים", "Добро пожаловать", "…→“é”"]
)
def test_passes(text: str) -> None:
    assert told(check_scripts, f"body:\n  - {text}\n") == []


def test_a_slide_is_told_once() -> None:
    slide = "body:\n  - สวัสดี\n  - สวัสดี และ مرحبا\n"
    assert len(told(check_scripts, slide)) == len(told(check_scripts, slide, pages=2)) == 1


@pytest.mark.parametrize("body", ["table: [[a, สวัสดี]]", "code: print('สวัสดี')"])
def test_tables_and_code_are_texts_too(body: str) -> None:
    (line,) = told(check_scripts, f"body:\n  {body}\n")
    assert line.startswith("slide.yaml:2:")
