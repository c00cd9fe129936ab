"""`when` and `for`, as a table in `turns.txt`: a deck, and what is left of it once its values are resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from described import Row, describe_problems, describe_slide, read_rows
from summitdeck.assets.limits import SWITCH
from summitdeck.deck.model import Deck, Var
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.problems import Problem, sort_problems

ROWS = read_rows(Path(__file__).parent / "turns.txt")


def resolved(text: str, **given: Var) -> tuple[Deck, tuple[Problem, ...]]:
    """A deck that stands in no folder, resolved, with all that is wrong."""
    deck, problems = read_deck(Path("deck.yaml"), text_of=lambda _: text)
    found, more = resolve(deck, given)
    return found, sort_problems([*problems, *more])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_turns(row: Row) -> None:
    deck, problems = resolved(row.source)
    slides = [line for slide in deck.slides for line in ["---", *describe_slide(slide)]][1:]
    told = [f"{line}: {each.message}" for each, line in zip(problems, describe_problems(problems), strict=True)]
    assert "\n".join([*slides, *told]) == row.expected


def test_a_block_in_each_turn_knows_the_line_it_was_written_in() -> None:
    deck, _ = resolved('title: a\nbody:\n  - x\n  - {text: "{{ n }}", for: "n in [1, 2]"}\n')
    blocks = deck.slides[0].fields["body"].content.blocks
    assert [block.place.span().line for block in blocks if block.place] == [3, 4, 4]


LOOPS = "title: a\nbody:\n" + "".join(
    f"{'    ' * depth}  - text: x\n{'    ' * depth}    for: {name} in many\n{'    ' * depth}    items:\n"
    for depth, name in enumerate("abc")
)


def test_turns_of_loops_within_loops_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{LOOPS}{'    ' * 3}  - end\n"
    many = tuple(map(str, range(30)))
    deck, problems = resolved(text, many=many)
    assert [(problem.code, problem.hint) for problem in problems] == [
        ("too-large", f"if you trust it, {SWITCH}=2 in the environment lets it through")
    ]
    assert len(deck.slides[0].fields["body"].content.blocks) < 25_000
    monkeypatch.setenv(SWITCH, "3")
    assert resolved(text, many=many)[1] == ()


def test_a_table_of_too_many_rows() -> None:
    text = "title: a\ntable: [{row: [x], for: n in many}]\n"
    assert [problem.code for problem in resolved(text, many=("x",) * 2001)[1]] == ["too-large"]
    assert resolved(text, many=("x",) * 2000)[1] == ()


def test_a_slide_without_terms_is_the_same_object() -> None:
    text = "title: a\n---\ntitle: b\nwhen: ops\n"
    deck, _ = read_deck(Path("deck.yaml"), text_of=lambda _: text)
    assert resolve(deck, {"ops": "yes, please"})[0].slides[0] is deck.slides[0]
