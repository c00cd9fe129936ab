"""`shrunk`: what was made smaller, and to what. The body holds twelve lines of 20 pt, and has 16 pt below them."""

from __future__ import annotations

import pytest

from checked import TITLED, told
from summitdeck.checks.shrunk import check_shrunk


def bullets(count: int, children: int = 0) -> str:
    """So many bullets, the last one with so many below it."""
    *others, last = ["  - あいう"] * count
    below = ["      - か"] * children
    return "\n".join(["body:", *others, f"{last}:" if below else last, *below, ""])


@pytest.mark.parametrize(
    ("slide", "message"),
    [
        (bullets(13), "the lines of the body were set 10 % closer to fit"),
        (bullets(17), "the body was made smaller to fit: 20 to 17 pt, lines 20 % closer"),
        (bullets(10, 6), "the body was made smaller to fit: 20/16 to 19/15 pt, lines 10 % closer"),
        ("body:\n  table: [[あいうえおかきくけこ, b]]\n", "the table was made smaller to fit: 18 to 14 pt"),
        ("body:\n  code: x = some_function(a)\n", "the code was made smaller to fit: 18 to 14 pt"),
    ],
)
def test_fails(slide: str, message: str) -> None:
    (line,) = told(check_shrunk, slide)
    place, _, said = line.partition(" note shrunk: ")
    assert said == message
    assert place.startswith("slide.yaml:2:")


@pytest.mark.parametrize(
    "slide",
    [
        bullets(12),
        bullets(40),  # an error: it does not fit even so
        "body:\n  table: [[a, b]]\n",
        "body:\n  code: x = 1\n",
    ],
)
def test_passes(slide: str) -> None:
    assert told(check_shrunk, slide) == []


def test_a_title_is_told_at_its_own_line() -> None:
    assert told(check_shrunk, f"title: {'あ' * 62}\nbody: [x]\n", markup=TITLED) == [
        "slide.yaml:1:8+62 note shrunk: the title was made smaller to fit: 20 to 18 pt"
    ]


@pytest.mark.parametrize(
    ("overflow", "count"),
    [("scale", 1), ("off", 0), ("error", 0)],
)
def test_a_scale_is_told_and_what_is_left_alone_is_not(overflow: str, count: int) -> None:
    assert len(told(check_shrunk, bullets(17), overflow=overflow)) == count
