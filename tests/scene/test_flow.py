"""Blocks one below the other in one frame: in their order, together no higher than it, at one measure."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import BASE, BODY, POINT, frames, show, stage
from summitdeck.deck.model import Overflow
from summitdeck.scene.groups import STEPS
from summitdeck.scene.model import PictureShape, TableShape, TextShape
from summitdeck.typeset.fitting import LADDER

CONTENT = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'
LONG = "いくらか長い文章で一行には収まらないから折り返すことになるはずの項目です。そしてもう少し続きます"


def slide(body: str) -> str:
    return f"title: T\nbody:\n{body}"


def bullets(count: int, text: str = LONG) -> str:
    return "".join(f"  - {text}{n}\n" for n in range(count))


def rows(count: int) -> str:
    return "  - table:\n" + "".join(f"      - [row {n}, {n}]\n" for n in range(count))


def test_blocks_stand_in_the_order_they_were_written() -> None:
    body = """
  - before
  - table: [[a, b], [c, d]]
  - between
  - {picture: 4x3.png, alt: A}
  - {code: x = 1}
  - after
"""
    text = show(CONTENT, slide(body))
    assert re.findall(r"^(\w+) ", text, re.MULTILINE) == ["title", "body", "table", "body", "picture", "code", "body"]
    assert re.findall(r"^  (.+)$", text, re.MULTILINE)[1] == "• before"


def test_the_first_text_fills_the_slot_and_later_ones_look_like_it() -> None:
    staged = stage(CONTENT, slide("  - one\n  - table: [[a], [b]]\n  - two\n"))
    texts = [shape for shape in staged.shapes if isinstance(shape, TextShape) and shape.role == "body"]
    assert [(shape.slot, shape.levels) for shape in texts] == [(BODY, ()), (None, BODY.levels)]


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ("  - table: [[a], [b]]\n  - one\n", [TextShape]),  # words go before
        ("  - table: [[a], [b]]\n  - {picture: 4x3.png, alt: A}\n", [TableShape]),
        ("  - {code: x}\n  - {picture: 4x3.png, alt: A}\n", [PictureShape]),
    ],
)
def test_what_fills_the_slot(body: str, filled: list[type]) -> None:
    staged = stage(CONTENT, slide(body))
    assert [type(s) for s in staged.shapes if getattr(s, "role", "") != "title" and getattr(s, "slot", None)] == filled


def test_a_single_block_has_all_the_room() -> None:
    assert frames(show(CONTENT, slide("  - {picture: 4x3.png, alt: A}\n"))).endswith("picture 5.0 25.0 40.0 60.0")


def test_pictures_get_what_the_others_leave_but_no_more_than_they_need() -> None:
    wide = frames(show(CONTENT, slide("  - one\n  - {picture: 900x90.png, alt: A}\n  - two\n"))).split("\n")
    assert wide[1:] == ["body 5.0 25.0 90.0 5.2", "picture 5.0 33.4 90.0 18.0", "body 5.0 54.6 90.0 5.2"]
    tall = frames(show(CONTENT, slide("  - one\n  - {picture: 4x3.png, alt: A}\n  - {picture: 4x3.png, alt: B}\n")))
    first, second = tall.split("\n")[2:]
    assert first.split()[3:] == second.split()[3:] and first.split()[1] == "5.0"


def sizes(text: str) -> tuple[set[str], str]:
    """The sizes baked into the texts, and the table's."""
    table = re.search(r"(\d+) pt  header", text)
    return set(re.findall(r"\{(?:align \w+, )?(\d+) pt", text)), table[1] if table else ""


@pytest.mark.parametrize(
    ("body", "texts", "table"),
    [
        (bullets(2) + rows(3), set(), "18"),
        (bullets(2) + rows(6), set(), "16"),  # the table first
        (bullets(3) + rows(5), set(), "14"),
        (bullets(3) + rows(7), {"17"}, "14"),  # then all together
        (bullets(5) + rows(8), {"14"}, "12"),
    ],
)
def test_when_it_is_too_much_all_become_smaller_together(body: str, texts: set[str], table: str) -> None:
    assert sizes(show(CONTENT, slide(body))) == (texts, table)


def test_a_table_between_bullets_becomes_smaller_for_a_long_word_alone() -> None:
    staged = stage(CONTENT, slide(f"  - a\n  - table: [[{'W' * 55}], [b]]\n"))
    (found,) = [shape for shape in staged.shapes if isinstance(shape, TableShape)]
    assert not staged.problems and 1000 <= found.size < 1800
    assert found.frame.right <= BODY.frame.right
    (problem,) = stage(CONTENT, slide(f"  - a\n  - table: [[{'W' * 150}], [b]]\n")).problems
    assert problem.is_error and problem.message.endswith(" % of its width at 10 pt, the least size")


def test_what_does_not_fit_at_the_least_size_is_told_where_the_first_of_it_stands() -> None:
    (problem,) = stage(CONTENT, slide(bullets(5) + rows(12))).problems
    assert (problem.code, str(problem.span), problem.is_error) == ("overflow", "slide.yaml:8:5", True)
    assert re.fullmatch(
        r"the body needs \d+ % of its box at 13 pt, the least size: \d+ pt too high", problem.message
    ), problem.message
    assert problem.hint and problem.hint.endswith("; or `overflow: split` would show it on 3 pages")


@pytest.mark.parametrize(
    ("overflow", "is_error", "baked"),
    [("error", True, set()), ("off", False, set()), ("shrink", None, {"17"}), ("scale", None, set())],
)
def test_what_becomes_of_too_much_is_for_the_author_to_say(
    overflow: str, is_error: bool | None, baked: set[str]
) -> None:
    staged = stage(CONTENT, slide(bullets(6) + "  - {picture: 4x3.png, alt: A}\n"), overflow=overflow)
    assert [problem.is_error for problem in staged.problems] == ([] if is_error is None else [is_error])
    assert sizes(staged.text)[0] == baked
    assert ("scaled" in staged.text) == (overflow == "scale")
    assert all(shape.frame.bottom <= BODY.frame.bottom for shape in staged.shapes)


def test_the_ladder_goes_down_step_by_step() -> None:
    assert STEPS[:4] == ((0, 1800), (0, 1600), (0, 1400), (1, 1400)) and STEPS[-1] == (len(LADDER) - 1, 1000)
    assert all(later[0] >= earlier[0] and later[1] <= earlier[1] for earlier, later in itertools.pairwise(STEPS))


blocks = st.lists(
    st.sampled_from(
        [
            "  - 短い項目\n",
            f"  - {LONG}\n",
            "  - parent:\n      - child\n",
            "  - numbered: [one, two]\n",
            "  - table: [[a, b], [c, d]]\n",
            "  - table:\n      rows: [[a, b], [c, d]]\n      caption: 表\n",
            "  - {picture: 4x3.png, alt: A}\n",
            "  - {picture: 30x200.png, alt: A, caption: a caption wider than its picture}\n",
            "  - {picture: 300x20.png, alt: A, fit: cover}\n",
            "  - code: |\n      one\n      two\n",
        ]
    ),
    min_size=1,
    max_size=9,
)


@given(blocks, st.sampled_from([str(mode) for mode in Overflow]))
@settings(max_examples=80)
def test_whatever_a_body_holds_stands_in_its_frame_in_order_and_apart(body: list[str], overflow: str) -> None:
    """Or the author is told."""
    staged = stage('<slide base="obj"><body>{body}</body></slide>', "body:\n" + "".join(body), overflow=overflow)
    if any(problem.is_error for problem in staged.problems):
        return
    shapes = [shape.frame for shape in staged.shapes]
    assert all(own.y >= BODY.frame.y and own.bottom <= BODY.frame.bottom for own in shapes)
    assert all(own.x >= BODY.frame.x and own.right <= BODY.frame.right for own in shapes)
    assert all(upper.bottom <= lower.y for upper, lower in itertools.pairwise(shapes))


@given(
    st.sampled_from(["row", "column"]),
    st.lists(st.sampled_from(["text", "body", "picture", "table", "code"]), max_size=5),
)
@settings(max_examples=40)
def test_rows_and_columns_of_anything_stay_on_the_page(tag: str, inside: list[str]) -> None:
    fields = 'a: [one, two]\nb: {picture: 4x3.png, alt: A, caption: C}\nc: [[1, 2], [3, 4]]\nd: {code: "x\\ny"}\n'
    field = {"text": "a", "body": "a", "picture": "b", "table": "c", "code": "d"}
    children = "".join(f"<{child}>{{{field[child]}}}</{child}>" for child in inside)
    fields = fields.replace("c: ", "c:\n  table: ")
    staged = stage(f'<slide base="obj"><{tag} area="page">{children}</{tag}></slide>', f"title: T\n{fields}")
    page = BASE.page
    for shape in staged.shapes:
        own = shape.frame
        fits = not any(problem.is_error for problem in staged.problems)
        assert (
            own.x >= 0 and own.y >= 0 and (not fits or (own.right <= page.right and own.bottom <= page.bottom + POINT))
        )
