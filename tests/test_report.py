"""Problems as people, programs and code hosts see them."""

from __future__ import annotations

import json

import pytest

from summitdeck.problems import Span, did_you_mean, error, nearest, note, sort_problems, warning, warnings_as_errors
from summitdeck.report import clean, problem_to_github, problem_to_text, problems_to_json, summary, width

LINE = "  - 参加者多い: ばど"


def shown(line: str, span: Span, **more: str) -> list[str]:
    return problem_to_text(error("a-code", "the message", span, **more), lambda _: line).split("\n")


def test_a_problem_shows_place_message_line_mark_and_hint() -> None:
    assert shown("layuot: title", Span("slides/20.yaml", 14, 1, 6), hint="did you mean 'layout'?") == [
        "slides/20.yaml:14:1: error: the message [a-code]",
        "  14 | layuot: title",
        "     | ^^^^^^",
        "  hint: did you mean 'layout'?",
    ]


def test_the_mark_stands_under_wide_characters() -> None:
    *_, mark = shown(LINE, Span("a.yaml", 3, LINE.index("ば") + 1, 2))
    assert mark == "    | " + " " * (4 + 10 + 2) + "^^^^"


def test_a_long_line_is_cut_around_the_mark() -> None:
    line = "x" * 500 + "HERE" + "y" * 500
    _, excerpt, mark = shown(line, Span("a.yaml", 1, 501, 4))
    assert len(excerpt) < 120
    assert excerpt[mark.index("^") :][:4] == "HERE"
    assert excerpt.count("…") == 2


def test_a_problem_without_place_or_line_is_one_row() -> None:
    assert problem_to_text(warning("full", "the disk is full"), lambda _: None) == "warning: the disk is full [full]"
    assert problem_to_text(error("x", "y", Span("gone.yaml", 1, 1)), lambda _: None) == "gone.yaml:1:1: error: y [x]"


def test_a_note_is_one_line() -> None:
    span = Span("a.yaml", 3, 5, 2)
    assert (
        problem_to_text(note("shrunk", "made smaller", span), lambda _: LINE)
        == "a.yaml:3:5: note: made smaller [shrunk]"
    )


def test_nothing_an_author_wrote_steers_the_terminal() -> None:
    text = problem_to_text(error("x", "bad \x1b[2J name", Span("a.yaml", 1, 1)), lambda _: "\x1b]0;owned\x07 a\tb")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert clean("a\tb") == "a b"


def test_colour_is_only_there_when_asked_for() -> None:
    problem = error("x", "y", Span("a.yaml", 1, 1))
    assert "\x1b" not in problem_to_text(problem, lambda _: "abc")
    assert "\x1b[1;31merror:" in problem_to_text(problem, lambda _: "abc", color=True)


def test_json_holds_everything() -> None:
    problem = warning("c", "日本語", Span("a.yaml", 2, 3, 4), "do", (("here too", Span("b.yaml", 5, 6)),))
    assert json.loads(problems_to_json([problem])) == [
        {
            "file": "a.yaml", "line": 2, "column": 3, "length": 4, "severity": "warning", "code": "c",
            "message": "日本語", "hint": "do",
            "related": [{"message": "here too", "file": "b.yaml", "line": 5, "column": 6}],
        }
    ]  # fmt: skip


def test_github_gets_its_workflow_command_escaped() -> None:
    problem = error("c", "50% of it", Span("a,b:c.yaml", 2, 3, 4), "hint\nmore")
    assert problem_to_github(problem) == (
        "::error file=a%2Cb%3Ac.yaml,line=2,col=3,endColumn=7,title=c::50%25 of it%0Ahint%0Amore"
    )


def test_github_calls_a_note_a_notice() -> None:
    assert problem_to_github(note("c", "m", Span("a.yaml", 2, 3))) == (
        "::notice file=a.yaml,line=2,col=3,endColumn=4,title=c::m"
    )


def test_a_strict_build_takes_warnings_for_errors_and_leaves_notes() -> None:
    taken = warnings_as_errors([error("a", "x"), warning("b", "x"), note("c", "x")])
    assert [str(problem.severity) for problem in taken] == ["error", "error", "note"]


def test_problems_are_sorted_by_place_and_shown_once() -> None:
    late, early = error("b", "x", Span("a.yaml", 9, 1)), error("a", "x", Span("a.yaml", 2, 5))
    nowhere = error("z", "x")
    assert sort_problems([late, early, late, nowhere]) == (nowhere, early, late)


def test_files_come_as_people_count_them() -> None:
    files = ["s/2-b.yaml", "s/10-a.yaml", "s/10-b.yaml", "t/1.yaml"]
    problems = [error("x", "y", Span(file, 1, 1)) for file in reversed(files)]
    assert [problem.span and problem.span.file for problem in sort_problems(problems)] == files


@pytest.mark.parametrize(
    ("word", "candidates", "hint"),
    [
        ("layuot", ["layout", "notes"], "did you mean 'layout'?"),
        ("Title", ["title", "body"], "did you mean 'title'?"),
        ("zzz", ["title", "body"], "there are: title, body"),
        ("zzz", [str(n) for n in range(99)], None),
        ("zzz", [], None),
    ],
)
def test_near_names_are_proposed(word: str, candidates: list[str], hint: str | None) -> None:
    assert did_you_mean(word, candidates, "there are") == hint


def test_nearest_prefers_the_same_word_in_another_case() -> None:
    assert nearest("BODY", ["bodies", "body"]) == "body"


def test_summary_counts() -> None:
    assert summary([error("a", "b"), error("a", "c"), warning("a", "d")]) == "2 errors, 1 warning"
    assert summary([note("a", "e"), error("a", "b"), note("a", "f")]) == "1 error, 2 notes"
    assert summary([]) == ""


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("ｱ", 1), ("Ａ", 2)])
def test_width_counts_terminal_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_a_message_is_one_line_whatever_it_names() -> None:
    assert error("x", "there is no 'a\n  b\r'").message == "there is no 'a b '"


def test_of_a_very_long_line_only_what_is_shown_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: cells of characters that were asked for."""
    asked = 0

    def cells(character: str) -> int:
        nonlocal asked
        asked += 1
        return 2

    monkeypatch.setattr("summitdeck.report._cells", cells)
    line = "長" * 200_000
    text = problem_to_text(error("x", "y", Span("a.yaml", 1, 100_001, 50_000)), lambda span: line)
    assert asked < 60_000
    assert len(text.split("\n")[1]) < 120
