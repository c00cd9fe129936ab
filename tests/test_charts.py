"""Charts from YAML to other programs: LibreOffice draws the numbers that were written, and few decks pay for charts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import summitdeck

DECK = """\
deck: {language: en-US, vars: {people: "4,600"}}
---
title: People
chart:
  kind: column
  title: Attendees of summits
  rows:
    - ["", "2014"]
    - [Portland, "2,619"]
    - [Hong Kong, "3,043"]
    - [Paris, "{{ people }}"]
  labels: true
---
title: Votes
chart:
  kind: pie
  rows: [["", votes], [yes, 61], [no, 39]]
"""


@pytest.mark.needs("soffice", "pdftotext")
def test_libreoffice_draws_the_numbers(
    tmp_path: Path, soffice_pdf: Callable[[Path], Path], pages: Callable[[Path], list[str]]
) -> None:
    (tmp_path / "deck.yaml").write_text(DECK, "utf-8")
    built = summitdeck.build(tmp_path, tmp_path / "deck.pptx")
    assert built.path
    assert not built.problems
    first, second = pages(soffice_pdf(built.path))
    for words in ("Attendees of summits", "Portland", "Hong Kong", "Paris", "2,619", "3,043", "4,600"):
        assert words in first
    for words in ("yes", "no", "61%", "39%"):
        assert words in second


def test_what_is_no_number_stops_the_deck(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK.replace('people: "4,600"', "people: many"), "utf-8")
    built = summitdeck.build(tmp_path, tmp_path / "deck.pptx")
    assert [(problem.code, str(problem.span)) for problem in built.problems] == [
        ("bad-number", f"{(tmp_path / 'deck.yaml').as_posix()}:11:16")
    ]
    assert not (tmp_path / "deck.pptx").exists()


@pytest.mark.parametrize(
    ("body", "loaded"), [("[a, b]", False), ("{chart: {kind: bar, rows: [['', a], [b, 1]]}}", True)]
)
def test_only_a_deck_with_charts_loads_what_makes_them(body: str, loaded: bool, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(f"title: T\nbody: {body}\n", "utf-8")
    script = f"""
import sys, summitdeck
assert summitdeck.build({str(tmp_path)!r}, {str(tmp_path / "deck.pptx")!r}).path
print([name for name in sys.modules if "chart" in name or "workbook" in name])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    assert (done.stdout != "[]\n") == loaded
