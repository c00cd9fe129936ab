"""Bullets and numbers, as the Dewiride project read them off PowerPoint (its record 0031)."""

from __future__ import annotations

import pytest

from summitdeck.typeset.bullets import number_to_label, numbers, text_left
from summitdeck.typeset.faces import resolve_face
from summitdeck.typeset.model import Bullet, BulletKind, SetParagraph
from summitdeck.typeset.profile import Profile
from typeset.looks import COUNT, DOT, POINT, look, paragraph

LABELS = [
    (7, "arabicPeriod", "7."),
    (12, "arabicParenR", "12)"),
    (12, "arabicParenBoth", "(12)"),
    (12, "arabicPlain", "12"),
    (3, "alphaLcPeriod", "c."),
    (27, "alphaUcParenR", "AA)"),  # not bijective: after aa comes bb
    (28, "alphaLcParenBoth", "(bb)"),
    (53, "alphaLcPeriod", "aaa."),
    (4, "romanLcParenBoth", "(iv)"),
    (1994, "romanUcPeriod", "MCMXCIV."),
    (3, "circleNumDbPlain", "③"),
    (21, "circleNumDbPlain", "21"),
    (12, "ea1JpnChsDbPeriod", "一一."),
]


@pytest.mark.parametrize(("number", "scheme", "expected"), LABELS)
def test_labels(number: int, scheme: str, expected: str) -> None:
    assert number_to_label(number, scheme) == expected


def outline(*rows: tuple[int, Bullet]) -> list[SetParagraph]:
    return [paragraph("x", look(margin_left=depth * 10, bullet=bullet)) for depth, bullet in rows]


SEVEN = Bullet(BulletKind.NUMBER, start=7)
RUNS = {
    "they count": (outline((0, COUNT), (0, COUNT), (0, COUNT)), [1, 2, 3]),
    "deeper ones are passed over": (outline((0, COUNT), (1, COUNT), (1, COUNT), (0, COUNT)), [1, 1, 2, 2]),
    "a shallower one ends a run": (outline((0, COUNT), (1, COUNT), (0, COUNT), (1, COUNT)), [1, 1, 2, 1]),
    "a bullet at the level ends it": (outline((0, COUNT), (0, DOT), (0, COUNT)), [1, 0, 1]),
    "a deeper bullet does not": (outline((0, COUNT), (1, DOT), (0, COUNT)), [1, 0, 2]),
    "the start is part of the run": (outline((0, SEVEN), (0, COUNT), (0, COUNT)), [7, 1, 2]),
    "repeated, it counts on": (outline((0, SEVEN), (0, SEVEN)), [7, 8]),
}


@pytest.mark.parametrize(("paragraphs", "expected"), RUNS.values(), ids=RUNS)
def test_numbers(paragraphs: list[SetParagraph], expected: list[int]) -> None:
    assert numbers(paragraphs) == expected


LEFTS = [
    # margin, indent, bullet, where the text starts; pt. The dot is 11.875 pt wide at 20 pt Calibri
    ("no bullet: the indent counts", 30, 10, None, 40),
    ("a hanging indent without a bullet", 30, -20, None, 10),
    ("never left of the box", 10, -20, None, 0),
    ("a bullet with room before the text", 30, -20, DOT, 30),
    ("a positive indent does not move a bullet's text", 30, 12, DOT, 30 + 10),
    ("a bullet wider than its room pushes", 30, -5, DOT, 25 + 10),
    ("a bullet without any room", 0, 0, DOT, 10),
    ("a bullet is kept in the box, the text follows the indent", 0, -36, DOT, 36),
]


@pytest.mark.parametrize(("margin", "indent", "bullet", "left"), [r[1:] for r in LEFTS], ids=[r[0] for r in LEFTS])
def test_where_the_text_starts(margin: int, indent: int, bullet: Bullet | None, left: float) -> None:
    style = look(margin_left=margin * POINT, indent=indent * POINT, bullet=bullet or Bullet())
    assert text_left(paragraph("x", style), Profile.POWERPOINT, resolve_face) == left * POINT


def test_a_number_is_as_wide_as_it_is_long() -> None:
    style = look(bullet=COUNT)
    lefts = [text_left(paragraph("x", style), Profile.POWERPOINT, resolve_face, number) for number in (0, 1, 10, 100)]
    assert lefts[0] == lefts[1] < lefts[2] < lefts[3]


def test_a_picture_bullet_is_seven_tenths_of_the_size() -> None:
    style = look(bullet=Bullet(BulletKind.PICTURE))
    assert text_left(paragraph("x", style), Profile.POWERPOINT, resolve_face) == 14 * POINT


def test_a_size_in_per_cent_and_a_face_of_its_own() -> None:
    half = look(bullet=Bullet(BulletKind.CHARACTER, "•", size_percent=50000))
    assert text_left(paragraph("x", half), Profile.POWERPOINT, resolve_face) == 5 * POINT
    mono = look(bullet=Bullet(BulletKind.CHARACTER, "-", face="Courier New"))
    assert text_left(paragraph("x", mono), Profile.POWERPOINT, resolve_face) == 12 * POINT


def test_an_empty_paragraph_has_no_bullet() -> None:
    assert text_left(paragraph("", look(bullet=DOT)), Profile.POWERPOINT, resolve_face) == 0
