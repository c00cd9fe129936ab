"""How text looks that stands in no slot, and that it can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import BASE, PALETTE
from summitdeck.scene.grammar import ATTRIBUTES
from summitdeck.scene.styles import LEAST_CONTRAST, STYLES, contrast, style_levels, text_color
from summitdeck.typeset.model import BulletKind


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("767676", "FFFFFF", 4.54), ("777777", "FFFFFF", 4.48)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert round(contrast(first, second), 2) == ratio == round(contrast(second, first), 2)


def test_every_style_of_the_markup_has_a_look() -> None:
    assert set(ATTRIBUTES["style"].words) <= set(STYLES)


@pytest.mark.parametrize("name", sorted(STYLES))
def test_a_style_can_be_read_and_stands_without_a_bullet(name: str) -> None:
    levels = style_levels(BASE, name, PALETTE, "FFFFFF")
    assert len(levels) == 9
    assert contrast(PALETTE[levels[0].color], "FFFFFF") >= LEAST_CONTRAST
    assert (levels[0].bullet.kind, levels[0].margin_left, levels[0].indent) == (BulletKind.NONE, 0, 0)
    assert all(level.size >= STYLES[name].minimum for level in levels)


@pytest.mark.parametrize(
    ("ground", "muted", "color"),
    [
        ("FFFFFF", False, "tx1"),
        ("FFFFFF", True, "tx2"),
        ("222222", False, "bg1"),  # dark text would not be read
        ("222222", True, "bg1"),
        ("888888", True, "tx1"),  # nothing quiet is readable here
    ],
)
def test_text_takes_a_colour_that_can_be_read(ground: str, muted: bool, color: str) -> None:
    assert text_color(PALETTE, ground, muted) == color


colors = st.integers(0, 0xFFFFFF).map(lambda n: f"{n:06X}")


@given(colors, colors, colors, colors, st.booleans())
def test_no_colour_at_hand_would_be_read_when_the_chosen_one_is_not(
    ground: str, dark: str, light: str, other: str, muted: bool
) -> None:
    palette = {"tx1": dark, "bg1": light, "tx2": other}
    chosen = text_color(palette, ground, muted)
    if contrast(palette[chosen], ground) < LEAST_CONTRAST:
        assert contrast(palette[chosen], ground) == max(contrast(color, ground) for color in palette.values())
