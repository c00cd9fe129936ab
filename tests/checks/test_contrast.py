"""`low-contrast`: on slots whose ground is known, in colours of the template and in others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checked import BODY_ALONE, NARROW, NARROW_BODY, narrow_base, told
from stage import PALETTE
from summitdeck.checks.contrast import check_contrast
from summitdeck.scene.base import Base, Slot
from summitdeck.typeset.model import LevelStyle


def on(ground: str | None, color: str, *, size: int = 2000, bold: bool = False) -> Base:
    """A base whose body stands on a ground in a colour."""

    def level(own: LevelStyle) -> LevelStyle:
        return replace(own, color=color, size=size, bold=bold)

    body: Slot = replace(NARROW_BODY, ground=ground, levels=tuple(map(level, NARROW_BODY.levels)))
    return replace(narrow_base(), layouts=(replace(NARROW, slots=(NARROW.slots[0], body, *NARROW.slots[2:])),))


SLIDE = "body: [words]\n"


@pytest.mark.parametrize(
    ("ground", "color", "ratio"), [("FFFFFF", "FFFFFF", "1.0"), ("FFFFFF", "bg2", "1.2"), ("111111", "tx1", "1.0")]
)
def test_text_that_cannot_be_seen_is_warned_of(ground: str, color: str, ratio: str) -> None:
    (line,) = told(check_contrast, SLIDE, base=on(ground, color))
    seen = PALETTE.get(color, color)
    assert line == (
        "slide.yaml:1:8+5 warning low-contrast: text in 'obj 1' of layout 'Title and Content' can hardly be seen: "
        f"#{seen} on #{ground}, a contrast of {ratio}:1"
    )


@pytest.mark.parametrize(
    ("size", "bold", "color", "is_told"),
    [
        (1700, False, "808080", True),  # 3.9:1, where 4.5:1 is asked
        (1800, False, "808080", False),  # large
        (1400, True, "808080", False),  # large, for it is bold
        (1300, True, "808080", True),
        (1800, False, "A0A0A0", True),  # 2.6:1, where 3:1 is asked
        (1200, False, "767676", False),  # 4.5:1
    ],
)
def test_text_that_is_hard_to_read_is_noted(size: int, bold: bool, color: str, is_told: bool) -> None:
    found = told(check_contrast, SLIDE, base=on("FFFFFF", color, size=size, bold=bold))
    assert ["note low-contrast" in line and "is hard to read" in line for line in found] == [True] * is_told


@pytest.mark.parametrize(
    ("slide", "base"),
    [
        (SLIDE, on(None, "FFFFFF")),  # words upon a picture
        (SLIDE, on("FFFFFF", "tx1")),
        ("body: ['[words](https://example.org)']\n", on("FFFFFF", "FFFFFF")),  # in the colour of links
    ],
)
def test_anything_else_passes(slide: str, base: Base) -> None:
    assert told(check_contrast, slide, base=base) == []


def test_many_texts_in_one_slot_and_colour_are_told_once() -> None:
    (line,) = told(check_contrast, "body: [a, b]\n", base=on("FFFFFF", "FFFFFF"), pages=3, markup=BODY_ALONE)
    assert line.startswith("slide.yaml:1:8+1 warning low-contrast: ")
