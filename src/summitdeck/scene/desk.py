"""What placing one page has at hand: the base, the pictures, where links lead, and where problems are put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from summitdeck.deck.model import Overflow
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, BaseLayout, Slot
from summitdeck.scene.paragraphs import LinkTarget, Styles
from summitdeck.scene.pictures import Album
from summitdeck.scene.slots import content_slots
from summitdeck.scene.styles import STYLES, style_levels
from summitdeck.typeset.model import LevelStyle

GAP_SHARE = 0.016
"""Of the page's width: the room between neighbours when a layout says none."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all pages share: made once a deck."""

    base: Base
    album: Album
    styles: Styles = field(default_factory=Styles)
    levels: dict[tuple[str, str], tuple[LevelStyle, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What placing one page has at hand. `problems` and `taken` grow while it is placed."""

    shelf: Shelf
    layout: BaseLayout
    target: LinkTarget
    overflow: Overflow
    problems: list[Problem] = field(default_factory=list)
    taken: list[Slot] = field(default_factory=list)

    @property
    def base(self) -> Base:
        """The base the deck is laid out on."""
        return self.shelf.base

    @property
    def gap(self) -> int:
        """The room between neighbours, EMU."""
        return round(self.base.width * GAP_SHARE)

    @property
    def palette(self) -> Mapping[str, str]:
        """Role → six hex digits, on this page."""
        return self.layout.palette or self.base.palette

    @property
    def ground(self) -> str:
        """The page's ground, six hex digits."""
        return self.layout.background or self.palette.get("bg1", "FFFFFF")

    def style(self, name: str) -> tuple[LevelStyle, ...]:
        """The nine levels of a text box in a style of the markup, readable on this page."""
        key = (name, self.layout.part)
        if key not in self.shelf.levels:
            self.shelf.levels[key] = style_levels(self.base, name, self.palette, self.ground)
        return self.shelf.levels[key]

    def minimum(self, style: str) -> int:
        """The least size fitting may come to, 1/100 pt."""
        return STYLES[style].minimum

    def text_insets(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of a text box: sideways those of the content slots, so that texts line up."""
        slots: Sequence[Slot] = content_slots(self.layout)
        insets = slots[0].insets if slots else None
        return (insets.left, 0, insets.right, 0) if insets else (0, 0, 0, 0)
