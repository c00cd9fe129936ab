"""Theme colours and faces that a layout asks for by role."""

from __future__ import annotations

import pytest

from stage import show, stage
from summitdeck.scene.grammar import ATTRIBUTES
from summitdeck.scene.model import TextShape


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("accent1", "accent1"),
        ("text1", "tx1"),
        ("background2", "bg2"),
        ("tx2", "tx2"),
        ("link", "hlink"),
        ("1B5E8C", "1B5E8C"),
        ("accent7", None),
        ("red", None),
        ("text3", None),
    ],
)
def test_colours_are_roles_by_powerpoints_words_or_six_digits(said: str, meant: str | None) -> None:
    assert ATTRIBUTES["color"].read(said) == ATTRIBUTES["fill"].read(said) == meant


def test_a_slots_words_take_the_colour_and_its_links_keep_theirs() -> None:
    text = show(
        '<slide base="obj"><title color="accent2">{title}</title></slide>', "title: A [b](https://example.com) c"
    )
    assert "⟨accent2 A ⟩" in text and "⟨accent2  c⟩" in text
    assert "accent2 b" not in text


def test_a_text_box_on_a_ground_of_its_own_is_readable_and_has_air() -> None:
    text = show('<slide base="obj"><text area="body" fill="text1">{body}</text></slide>', "body: one")
    assert " bg1  on tx1" in text
    (shape,) = stage('<slide base="obj"><text area="body" fill="text1">{body}</text></slide>', "body: one").shapes
    assert isinstance(shape, TextShape) and shape.insets == (152400,) * 4


def test_a_face_by_role() -> None:
    (shape,) = stage('<slide base="obj"><text area="body" font="code">x</text></slide>', "title: T").shapes
    assert isinstance(shape, TextShape) and shape.levels[0].face.latin == "Consolas"
