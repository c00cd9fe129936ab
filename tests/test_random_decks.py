"""Hundreds of slides that nobody thought of, packed into a few decks: built, sound, and nothing for a validator to say.

What hypothesis draws is what the slide language can say, put into the fields that the built-in layouts have.
"""

from __future__ import annotations

import itertools
import os
import pickle
import shutil
import subprocess
import sys
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as run_with
from hypothesis import strategies as st

import strategies
from summitdeck import build, check
from summitdeck.deck.core import Core
from summitdeck.deck.figures import ChartKind, DataKind
from summitdeck.deck.model import (
    Block,
    Cell,
    Chart,
    Code,
    Column,
    Content,
    Data,
    Deck,
    Field,
    Name,
    Overflow,
    Paragraph,
    Picture,
    Run,
    Settings,
    Slide,
    Table,
    Var,
)
from summitdeck.deck.printer import print_deck, print_slide
from summitdeck.verify import verify
from validators import findings

DRAWN, PER_DECK, DECKS = 700, 120, 3
"""Of what hypothesis draws a third is there twice."""
PICTURES = Path(__file__).parent / "kitchen-sink" / "img"
LAYOUTS: dict[str, tuple[str, ...]] = {
    "content": ("body",),
    "two-columns": ("left", "right"),
    "comparison": ("left_title", "left", "right_title", "right"),
    "section": ("subtitle",),
    "statement": ("statement", "detail"),
    "picture": ("picture",),
    "table": ("body", "table"),
    "code": ("body", "code"),
    "chart": ("body", "chart", "note"),
}
"""Fields besides the title, all of them given."""
TEXTS = {"subtitle", "left_title", "right_title", "statement", "detail", "note"}
"""Fields that hold text and nothing else."""
VALUES: Mapping[str, Var] = {
    "x": "値&x",
    "a": {"b": 'a <"b">'},
    "url": "https://example.com/?a=1&b=2",
    "a_b": "",
    "b": "b",
    "c": {"d": Core("12")},
    "rows": ("# 1", "2"),
    "tracks": ("Nova", "<Heat>"),
    "会場": {"名前": ("パレ",)},
}
"""What the texts, the conditions and the loops name."""


def _field(name: str) -> st.SearchStrategy[Content]:
    if name in ("picture", "table", "chart", "code"):
        return strategies.loose_contents(name)
    return strategies.loose_contents("text") if name in TEXTS else strategies.contents()


@st.composite
def slides(draw: st.DrawFn) -> Slide:
    """A slide on one of the layouts, without terms of its own: each is one slide of the deck."""
    layout = draw(st.sampled_from(sorted(LAYOUTS)))
    drawn = draw(strategies.slides())
    fields = {"title": Field(draw(strategies.loose_contents("text")))}
    fields |= {name: Field(_there(draw(_field(name)))) for name in LAYOUTS[layout]}
    said = [block for block in drawn.notes.blocks if isinstance(block, Paragraph)] if drawn.notes else []
    notes = Content(tuple(said)) if said else None
    return replace(drawn, fields=fields, layout=Name(layout), id=None, notes=notes, overflow=Overflow.OFF, terms=None)


def _there(content: Content) -> Content:
    """The content with pictures that there are, and with charts of numbers."""
    return replace(content, blocks=tuple(map(_block, content.blocks)))


def _block(block: Block) -> Block:
    if isinstance(block, Picture):
        return replace(block, path=(Run("img/wide.svg" if block.decorative else "img/sun.png"),))
    if isinstance(block, Code) and block.language and block.language.text == "#":
        return replace(block, language=Name("f#"))
    if isinstance(block, Table) and block.data:
        return replace(block, data=_of_file(block.data, ("People", "数")))
    if isinstance(block, Chart) and block.data:
        data = _of_file(block.data, ("People",))
        columns = data.columns[:1] if block.kind is ChartKind.PIE else data.columns
        first = Name("People" if block.kind is ChartKind.SCATTER else "数")
        return replace(block, data=replace(data, columns=columns or (Column(Name("People")),), categories=first))
    return _numbered(block) if isinstance(block, Chart) else block


FIGURES = "数,People\n1,4600\n2.5 **3**,7\n"
"""A file of data."""


def _of_file(data: Data, names: Sequence[str]) -> Data:
    """The same of the file that is there, its columns' titles and places kept."""
    columns = tuple(
        replace(column, name=Name(name), filter=column.filter and Name("upper | lower"))
        for column, name in zip(data.columns, itertools.cycle(names), strict=False)
    )
    where = Name("row['People'] != '' and x") if data.where else None
    sort = tuple(Name("-People") for _ in data.sort)
    return replace(data, kind=DataKind.CSV, path=(Run("img/figures.csv"),), columns=columns, where=where, sort=sort)


NUMBERS = ("4,600", "12.5", "", "0", "45%", "1e3", "7", "-3.25")


def _numbered(chart: Chart) -> Chart:
    """The chart with its names, and with numbers that its kind can show."""
    is_round = chart.kind in (ChartKind.PIE, ChartKind.DOUGHNUT)
    spelt = itertools.cycle(NUMBERS[:-1] if is_round else NUMBERS)
    first = 0 if chart.kind is ChartKind.SCATTER else 1
    rows = [chart.rows[0]]
    for row in chart.rows[1:]:
        numbers = [Cell((Run(text),) if text else ()) for _, text in zip(row[first:], spelt, strict=False)]
        rows.append((*row[:first], *numbers))
    width = 2 if chart.kind is ChartKind.PIE else len(rows[0])
    return replace(chart, rows=tuple(row[:width] for row in rows))


def draw() -> tuple[Slide, ...]:
    """Slides that hypothesis makes up, each once."""
    found: dict[str, Slide] = {}

    @run_with(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(slides())
    def gather(slide: Slide) -> None:
        found[print_slide(slide)] = slide

    gather()
    return tuple(found.values())[: PER_DECK * DECKS]


@cache
def drawn() -> tuple[Slide, ...]:
    """The same slides on every run.

    Drawn by a process of its own: hypothesis takes numbers and words from all modules that are loaded, and would draw
    others beside other tests.
    """
    tests = Path(__file__).parent
    code = f"import pickle, sys; import {Path(__file__).stem} as own; sys.stdout.buffer.write(pickle.dumps(own.draw()))"
    path = os.pathsep.join([str(tests), str(tests.parent), str(tests.parent / "src")])
    alike = {name: value for name, value in os.environ.items() if name != "CI"}  # hypothesis looks for it
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env={**alike, "PYTHONPATH": path}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    slides: tuple[Slide, ...] = pickle.loads(done.stdout)
    return slides


TARGETS = tuple(
    Slide({"title": Field(Content((Paragraph((Run(name),)),)))}, layout=Name("section"), id=Name(name))
    for name in ("a", "cells")
)
"""Slides that links lead to."""


def write_deck(folder: Path, slides: Sequence[Slide]) -> Path:
    """A deck of these slides, after the targets."""
    deck = Deck(Settings(vars=VALUES, language=Name("ja-JP"), overflow=Overflow.OFF), (*TARGETS, *slides))
    shutil.copytree(PICTURES, folder / "img")
    (folder / "img/figures.csv").write_text(FIGURES, "utf-8")
    path = folder / "deck.yaml"
    path.write_text(print_deck(deck), "utf-8")
    return path


REFUSED = {"overflow", "unsupported-expression", "missing-field", "empty-table"}


def refused(deck: Path) -> set[int]:
    """Indices of the slides that are refused: for what goes onto no page, for `{{ {x }}`, or when nothing is left."""
    errors = [problem for problem in check(deck) if problem.is_error]
    assert {problem.code for problem in errors} <= REFUSED, "\n".join(map(str, errors))
    dividers = [number for number, line in enumerate(deck.read_text("utf-8").split("\n"), 1) if line == "---"]
    spans = [dict(problem.related).get("shown by this slide", problem.span) for problem in errors]
    places = [span.line for span in spans if span]
    assert len(places) == len(errors)
    return {bisect(dividers, line) - 1 - len(TARGETS) for line in places}


def test_there_are_many_slides_and_of_each_layout() -> None:
    assert len(drawn()) == PER_DECK * DECKS
    assert {slide.layout.text for slide in drawn() if slide.layout} == set(LAYOUTS)


@pytest.fixture(scope="module", params=range(DECKS))
def deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    slides = drawn()[request.param * PER_DECK :][:PER_DECK]
    without = refused(write_deck(tmp_path_factory.mktemp("all"), slides))
    assert len(without) <= PER_DECK - 100  # so that 300 are left
    folder = tmp_path_factory.mktemp("random")
    left = [slide for index, slide in enumerate(slides) if index not in without]
    built = build(write_deck(folder, left), folder / "deck.pptx")
    assert built.path, "\n".join(str(problem) for problem in built.problems if problem.is_error)
    assert built.pages == len(left) + len(TARGETS)
    return built.path


def test_it_is_sound_when_read_again(deck: Path) -> None:
    assert verify(deck).package == ()


@pytest.mark.needs("validators")
def test_no_validator_has_anything_to_say(deck: Path) -> None:
    assert findings(deck) == []
