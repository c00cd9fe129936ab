"""Rows and columns that share their room, and lengths of an area."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.problems import Span
from summitdeck.scene.base import Frame
from summitdeck.scene.frames import Needs, exact_parts, own_frame, split_frame
from summitdeck.scene.grammar import ATTRIBUTES
from summitdeck.scene.markup import Element


def element(text: str) -> Element:
    """An element without children: `text h=20%`."""
    tag, *pairs = text.split()
    said = dict(pair.split("=") for pair in pairs)
    return Element(tag, {name: ATTRIBUTES[name].read(value) for name, value in said.items()}, (), Span("t", 1, 1))  # type: ignore[misc]


def needs(natural: int = 100, least: int = 100) -> Needs:
    """Every element needs the same."""
    return Needs(lambda element, frame: natural, lambda element, frame: least)


@pytest.mark.parametrize(
    ("children", "anchor", "heights"),
    [
        # children, anchor, `y+height` of each in a column of 1000 with gaps of 10
        ("body | body", None, "0+495 505+495"),
        ("body share=3 | body", None, "0+742 752+248"),
        ("text | body", None, "0+100 110+890"),  # text takes what it needs
        ("text share=1 | body", None, "0+495 505+495"),  # unless it shares
        ("body h=auto | picture", None, "0+100 110+890"),
        ("text h=20% | body", None, "0+200 210+790"),
        ("rule h=30pt | body", None, "0+792 802+198"),  # larger than the room: all but what the other must keep
        ("text | text", None, "0+100 110+100"),
        ("text | text", "middle", "395+100 505+100"),
        ("text | text", "bottom", "790+100 900+100"),
        ("body", "bottom", "0+1000"),  # it takes all the room, whatever the anchor
    ],
)
def test_a_column_shares_its_height(children: str, anchor: str | None, heights: str) -> None:
    found = split_frame(
        [element(child.strip()) for child in children.split("|")],
        Frame(0, 0, 500, 1000),
        10,
        anchor,
        needs(),
        down=True,
    )
    assert " ".join(f"{own.y}+{own.height}" for own in found) == heights
    assert {(own.x, own.width) for own in found} == {(0, 500)}


@pytest.mark.parametrize(
    ("children", "anchor", "widths"),
    [
        ("text | text", None, "0+495 505+495"),  # in a row texts share
        ("text w=auto | text", None, "0+100 110+890"),
        ("text w=30% | picture", None, "0+300 310+690"),
        ("text w=auto | text w=auto", "center", "395+100 505+100"),
        ("text w=auto | text w=auto", "right", "790+100 900+100"),
    ],
)
def test_a_row_shares_its_width(children: str, anchor: str | None, widths: str) -> None:
    found = split_frame(
        [element(child.strip()) for child in children.split("|")],
        Frame(0, 0, 1000, 500),
        10,
        anchor,
        needs(),
        down=False,
    )
    assert " ".join(f"{own.x}+{own.width}" for own in found) == widths


def test_what_needs_too_much_gives_way_as_far_as_it_can() -> None:
    """Two texts want 800 each of 1000: one can become 200, the other not less than 600."""
    children = [element("text"), element("text")]
    least = {id(children[0]): 200, id(children[1]): 600}
    pressed = Needs(lambda element, frame: 800, lambda element, frame: least[id(element)])
    assert [own.height for own in split_frame(children, Frame(0, 0, 9, 1000), 0, None, pressed, True)] == [350, 650]


@pytest.mark.parametrize(
    ("natural", "least", "code", "heights"),
    [
        (600, 300, 500, [500, 500]),  # the body gives way for what code cannot do without
        (600, 300, 350, [600, 400]),  # there is room for both
        (600, 550, 500, [600, 400]),  # it cannot give way so far: then it keeps its size, and the code is told
        (450, 100, 900, [450, 550]),
    ],
)
def test_what_shares_keeps_what_it_cannot_do_without(natural: int, least: int, code: int, heights: list[int]) -> None:
    children = [element("body h=auto"), element("code")]
    asked = Needs(lambda element, frame: natural, lambda element, frame: code if element.tag == "code" else least)
    found = split_frame(children, Frame(0, 0, 500, 1000), 0, None, asked, down=True)
    assert [own.height for own in found] == heights


def test_what_shares_keeps_a_fifth_however_much_its_neighbours_want() -> None:
    children = [element("text"), element("picture")]
    found = split_frame(children, Frame(0, 0, 9, 1000), 0, None, needs(2000, 2000), True)
    assert [own.height for own in found] == [800, 200]


sizes = st.sampled_from(["", " h=auto", " h=15%", " h=90%", " h=2in", " share=3", " share=0.5"])
tags = st.sampled_from(["text", "body", "picture", "table", "rule", "column"])
children = st.lists(st.builds(lambda tag, size: element(tag + size), tags, sizes), min_size=1, max_size=7)


@given(
    children,
    st.integers(50, 10**7),
    st.integers(0, 10**5),
    st.integers(0, 10**7),
    st.sampled_from([None, "middle", "bottom"]),
)
def test_frames_of_a_column_lie_in_it_in_order_and_apart(
    children: list[Element], height: int, gap: int, natural: int, anchor: str | None
) -> None:
    frame = Frame(7, 11, 100, height)
    found = split_frame(children, frame, gap, anchor, needs(natural, natural // 2), down=True)
    assert len(found) == len(children)
    assert all(own.height >= 1 and own.x == 7 and own.width == 100 for own in found)
    assert found[0].y >= frame.y and found[-1].bottom <= frame.bottom + len(children)
    assert all(upper.bottom <= lower.y + 1 for upper, lower in itertools.pairwise(found))


@given(
    st.lists(st.sampled_from(["body", "picture share=2", "table share=0.3"]), min_size=1, max_size=6),
    st.integers(600, 10**7),
)
def test_what_shares_fills_a_row_to_its_edges(children: list[str], width: int) -> None:
    found = split_frame([element(c) for c in children], Frame(5, 0, width, 10), 20, None, needs(), down=False)
    assert (found[0].x, found[-1].right) == (5, 5 + width)
    assert all(right.x - left.right == 20 for left, right in itertools.pairwise(found))


@given(st.integers(0, 10**9), st.lists(st.floats(0, 1000), min_size=1, max_size=12))
def test_parts_sum_up_exactly(total: int, weights: list[float]) -> None:
    parts = exact_parts(total, weights)
    assert sum(parts) == total and len(parts) == len(weights) and min(parts) >= 0


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("text x=10%", (110, 100, 900, 500)),
        ("text x=10% w=50%", (110, 100, 500, 500)),
        ("text y=50% h=20%", (10, 350, 1000, 100)),
        ("text w=auto h=auto", (10, 100, 300, 40)),
        ("text x=50% w=100%", (510, 100, 690, 500)),  # cut off at the page's edge
        ("text x=1in", (1199, 100, 1, 500)),  # beyond it
    ],
)
def test_a_frame_is_measured_in_its_area_and_stays_on_the_page(said: str, found: tuple[int, ...]) -> None:
    area, page = Frame(10, 100, 1000, 500), Frame(0, 0, 1200, 700)
    own = own_frame(element(said), area, page, lambda element, frame: 300, lambda element, frame: 40)
    assert (own.x, own.y, own.width, own.height) == found
