"""What is told of content that does not fit: how much it is, where, and help that does help."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import CONTENT, Staged, desk_on, read_markup, read_slide, stage
from summitdeck.deck.model import Minimum, Overflow
from summitdeck.problems import Problem
from summitdeck.scene.page import place_page
from summitdeck.scene.sizes import leasts_of

MARKUP = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'
LINE = "いくらか長い文章ですが一行には収まります"


def bullets(count: int) -> str:
    return "".join(f"  - {LINE}{n}\n" for n in range(count))


def rows(count: int) -> str:
    return "  - table:\n" + "".join(f"      - [{n}, x]\n" for n in range(count))


def code(count: int) -> str:
    return "  - code: |\n" + "".join(f"      line {n}\n" for n in range(count))


def body(text: str, overflow: str = "shrink") -> Staged:
    return stage(MARKUP, f"title: T\nbody:\n{text}", overflow=overflow)


def told(text: str, overflow: str = "shrink") -> tuple[str, str, str]:
    """Where, the message and the hint of the one problem there is."""
    (problem,) = body(text, overflow).problems
    assert problem.code == "overflow" and problem.is_error == (overflow != "off")
    return str(problem.span).removeprefix("slide.yaml:"), problem.message, problem.hint or ""


MESSAGES = [
    # 300 pt hold 12 bullets of 20 pt, 24 of 13 pt with 80 % spacing
    (
        bullets(28),
        "shrink",
        "26:5",
        "the body needs 117 % of its box at 13 pt, the least size: 5 lines too many",
        "cut 5 lines, about 110 characters; or `minimum: 11` would do; or `overflow: split` would show it on 3 pages",
    ),
    (
        bullets(25),
        "shrink",
        "26:5",
        "the body needs 105 % of its box at 13 pt, the least size: 2 lines too many",
        "cut 2 lines, about 44 characters; or `minimum: 11` would do; or `overflow: split` would show it on 3 pages",
    ),
    (
        bullets(14),
        "off",
        "15:5",
        "the body needs 113 % of its box: 2 lines too many",
        "cut 2 lines, about 44 characters; or `overflow: split` would show it on 2 pages",
    ),
    (
        bullets(14),
        "error",
        "15:5",
        "the body needs 113 % of its box: 2 lines too many",
        "cut 2 lines, about 44 characters; "
        "or `overflow: shrink` would set it at 19 pt; or `overflow: split` would show it on 2 pages",
    ),
    (
        rows(15),
        "shrink",
        "16:10",
        "the table needs 118 % of its room at 10 pt, the least size: 3 rows too many",
        "leave out 3 rows; or `overflow: split` would show it on 2 pages",
    ),
    (
        rows(13),
        "shrink",
        "16:10",
        "the table needs 103 % of its room at 10 pt, the least size: 1 row too many",
        "leave out 1 row; or `minimum: {table: 9}` would do; or `overflow: split` would show it on 2 pages",
    ),
    (
        code(24),
        "shrink",
        "24:7",
        "the code needs 115 % of its box at 10 pt, the least size: 4 lines too many",
        "leave out 4 lines; or `minimum: {table: 8}` would do",
    ),
    (
        bullets(20) + rows(3),
        "shrink",
        "23:5",
        "the body needs 115 % of its box at 13 pt, the least size: 42 pt too high",
        "cut 3 lines; or `minimum: 11` would do; or `overflow: split` would show it on 3 pages",
    ),
]


@pytest.mark.parametrize(("text", "overflow", "place", "message", "hint"), MESSAGES)
def test_what_is_told(text: str, overflow: str, place: str, message: str, hint: str) -> None:
    assert told(text, overflow) == (place, message, hint)


def test_what_cannot_go_on_on_another_page_is_not_told_to() -> None:
    _, _, hint = told(f"  - {LINE * 100}\n")
    assert "split" not in hint
    (problem,) = stage('<slide base="obj"><text h="10%">{body}</text></slide>', f"body:\n{bullets(9)}").problems
    assert problem.hint and "split" not in problem.hint  # only what fills a body or a table goes on


def test_a_style_that_is_large_by_design_is_not_made_smaller_by_a_setting() -> None:
    (problem,) = stage(f'<slide base="obj"><text h="10%" style="statement">{LINE * 2}</text></slide>').problems
    assert problem.hint and problem.hint.startswith("cut ") and "minimum" not in problem.hint


def with_minimum(text: str, minimum: Minimum) -> tuple[Problem, ...]:
    slide = read_slide(f"title: T\nbody:\n{text}")
    desk = desk_on(layout=CONTENT)
    desk = replace(desk, shelf=replace(desk.shelf, leasts=leasts_of(minimum)))
    place_page(read_markup(MARKUP, slide), desk)
    return tuple(desk.problems)


BODIES = st.one_of(
    st.integers(13, 45).map(bullets),
    st.integers(8, 20).map(rows),
    st.integers(15, 40).map(code),
    st.tuples(st.integers(5, 25), st.integers(2, 9)).map(lambda counts: bullets(counts[0]) + rows(counts[1])),
    st.tuples(st.integers(5, 25), st.integers(5, 25)).map(lambda counts: bullets(counts[0]) + code(counts[1])),
    st.integers(3, 40).map(lambda count: f"  - {LINE * count}\n" + bullets(4)),
)


@given(BODIES)
@settings(max_examples=60)
def test_what_would_do_does(text: str) -> None:
    """The size in the hint makes it fit and the next larger does not; the pages are those that a split makes."""
    for problem in body(text).problems:
        hint = problem.hint or ""
        if found := re.search(r"`minimum: (\d+)` would do", hint):
            assert with_minimum(text, Minimum(100 * int(found[1]))) == ()
            assert with_minimum(text, Minimum(100 * int(found[1]) + 100))
        if found := re.search(r"`minimum: {table: (\d+)}` would do", hint):
            assert with_minimum(text, Minimum(table=100 * int(found[1]))) == ()
            assert with_minimum(text, Minimum(table=100 * int(found[1]) + 100))
        if found := re.search(r"would show it on (\d+) pages", hint):
            split = body(text, "split")
            assert (split.parts, split.problems) == (int(found[1]), ())


@given(st.integers(13, 60), st.sampled_from([Overflow.SHRINK, Overflow.ERROR, Overflow.OFF]))
@settings(max_examples=40)
def test_what_is_cut_is_enough_and_no_line_more(count: int, overflow: Overflow) -> None:
    problems = body(bullets(count), overflow).problems
    for problem in problems:
        found = re.search(r"(\d+) lines? too many", problem.message)
        assert found and problem.span
        over = int(found[1])
        assert problem.span.line == count - over + 3  # the first that no longer fits: each is one line
        assert body(bullets(count - over), overflow).problems == ()
        assert body(bullets(count - over + 1), overflow).problems


@given(st.integers(150, 700), st.sampled_from([LINE, "Latin words and spaces between them "]))
@settings(max_examples=30)
def test_so_many_characters_are_enough(count: int, words: str) -> None:
    """The spaces at the ends of lines count, and what is said in two digits is never less."""
    items = [(words * 20)[n : n + 60].strip() for n in range(count // 10)]
    (problem,) = body("".join(f"  - {item}\n" for item in items)).problems or (None,)
    if problem:
        found = re.search(r"about ([\d,]+) characters?", problem.hint or "")
        assert found
        over = int(found[1].replace(",", ""))
        while over > 0:
            last = items.pop()
            items += [last[:-over].rstrip()] if len(last) > over else []
            over -= len(last)
        assert body("".join(f"  - {item}\n" for item in items)).problems == ()


@given(st.integers(9, 30))
@settings(max_examples=20)
def test_rows_that_are_left_out_are_enough_and_no_row_more(count: int) -> None:
    for problem in body(rows(count)).problems:
        found = re.search(r"(\d+) rows? too many", problem.message)
        assert found
        assert body(rows(count - int(found[1]))).problems == ()
        assert body(rows(count - int(found[1]) + 1)).problems
