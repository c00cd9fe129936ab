"""Code in colours: never a character more or less, and only colours that can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import PALETTE
from summitdeck.deck.model import Code, Name
from summitdeck.deck.source import Place, Source
from summitdeck.scene.highlight import highlight
from summitdeck.scene.model import SceneParagraph


def lines(text: str, language: str | None = "python", ground: str = "FFFFFF") -> tuple[SceneParagraph, ...]:
    found, problems = highlight(Code(text, Name(language) if language else None), PALETTE, ground)
    assert problems == ()
    return found


def show(paragraph: SceneParagraph) -> str:
    return "".join(f"[{run.color} {run.text}]" if run.color else run.text for run in paragraph.runs)


def test_tokens_take_roles_of_the_palette() -> None:
    text = 'def f(x):  # note\n    return "a" + 1'
    assert [show(line) for line in lines(text)] == [
        "[accent1 def] [accent4 f](x):  [tx2 # note]",
        '    [accent1 return] [accent2 "a"] + [accent3 1]',
    ]


def test_what_cannot_be_read_on_the_ground_is_not_coloured() -> None:
    assert show(lines("def f(): pass", ground=PALETTE["accent1"])[0]).count("accent1") == 0


def test_without_a_language_there_are_no_colours() -> None:
    assert [show(line) for line in lines("def f(x):\n\treturn 1", None)] == ["def f(x):", "    return 1"]


def test_every_run_is_code() -> None:
    assert all(run.code for line in lines("x = 'y'\n\nz") for run in line.runs)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("$ nova boot\n$ nova list", "console"),  # a lexer that would swallow a last line without an end
        ("a\n\n\nb", "python"),
        ("  indented", "yaml"),
        ("", "python"),
        ("{'unclosed", "json"),
    ],
)
def test_nothing_is_lost(text: str, language: str) -> None:
    assert ["".join(run.text for run in line.runs) for line in lines(text, language)] == text.split("\n")


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\x85\ufeff"), max_size=60
    ).map(lambda s: s.replace(";", "\n"))
)
@settings(max_examples=60)
def test_no_lexer_changes_a_character(text: str) -> None:
    for language in ("python", "console", "html", "sql"):
        kept = ["".join(run.text for run in line.runs) for line in lines(text, language)]
        assert kept == text.rstrip("\n").split("\n")


def test_an_unknown_language_is_told_where_it_stands() -> None:
    source = Source(Path("a.yaml"), "a.yaml", "language: pyton")
    _, (problem,) = highlight(Code("x", Name("pyton", Place(source, 10, 15, ""))), PALETTE, "FFFFFF")
    assert (problem.code, str(problem.span), problem.hint) == (
        "unknown-language",
        "a.yaml:1:11",
        "did you mean 'python'?",
    )
