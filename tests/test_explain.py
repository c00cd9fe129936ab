"""`summitdeck explain`: layout, base layout and rule, field and slot, and how each came to its size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from foreign import write_foreign_template
from summitdeck.cli import main

DECK = """\
deck:
  template: base.pptx
---
title: 概要
id: overview
body: [one, two]
---
layout: two-columns
title: Build or buy
left: [a]
right: {table: [[x, y], [1, 2]]}
---
title: A lot
body: [{}]
"""


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck of three slides on a template with German names and without two columns."""
    write_foreign_template(tmp_path / "base.pptx")
    (tmp_path / "deck.yaml").write_text(DECK.replace("{}", ", ".join(["words"] * 14)), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explain(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["explain", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_page_is_explained_from_its_layout_to_its_sizes(deck: Path) -> None:
    text = explain("1")
    assert text.startswith("deck.yaml:4:1: page 1, 概要\n  layout       content\n  base layout  Titel und Inhalt: ")
    assert "[type]" in text
    assert "  body   in slot 'Inhalt 2' (obj), 5.0 % from the left, 23.3 % from the top, 90.0 × 66.0 %\n" in text
    assert "32 pt as the template has it; fits with room to spare" in text


def test_a_stand_in_and_what_stands_free_are_told(deck: Path) -> None:
    text = explain("2")
    assert "[stand-in]" in text
    assert "right  on its own" in text
    assert "2 columns, 2 rows" in text


def test_what_was_made_smaller_is_told(deck: Path) -> None:
    assert "of the ladder: 32 to " in explain("3")


@pytest.mark.parametrize("wanted", ["overview", "1"])
def test_slides_are_named_by_number_or_id(deck: Path, wanted: str) -> None:
    assert explain(".", wanted) == explain("1")


def test_all_are_explained_when_none_is_named(deck: Path) -> None:
    assert explain().count("base layout") == 3


def test_json_holds_the_same(deck: Path) -> None:
    (page,) = json.loads(explain("1", "--format", "json"))
    assert (page["number"], page["layout"], page["base"], page["rule"]) == (1, "content", "Titel und Inhalt", "type")
    assert [shape["field"] for shape in page["shapes"]] == ["title", "body"]


def test_a_slide_that_is_not_there_is_refused(deck: Path) -> None:
    done = CliRunner().invoke(main, ["explain", "nothing"])
    assert done.exit_code == 2
    assert "there is no slide 'nothing'" in done.output
