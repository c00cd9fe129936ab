"""The words of the slide markup that its grammar and its readers share."""

from __future__ import annotations

from enum import StrEnum

from summitdeck.frozen import NamedTuple


class Unit(StrEnum):
    """What a length is counted in."""

    PERCENT = "%"
    CM = "cm"
    INCH = "in"
    POINT = "pt"
    AUTO = "auto"
    """As much as the content needs."""


EMU_PER_UNIT = {Unit.CM: 360000, Unit.INCH: 914400, Unit.POINT: 12700}
"""ECMA-376 part 1, 20.1.2.1: a centimetre, an inch and a point in EMU."""


class Length(NamedTuple):
    """A length as a layout writes it."""

    amount: float
    """Not negative; 0 for `auto`."""
    unit: Unit

    def to_emu(self, whole: int) -> int:
        """The length in EMU, rounded; a percentage is of `whole` EMU. `auto` is nothing yet: 0."""
        if self.unit is Unit.PERCENT:
            return round(whole * self.amount / 100)
        return round(self.amount * EMU_PER_UNIT.get(self.unit, 0))

    def __str__(self) -> str:
        return "auto" if self.unit is Unit.AUTO else f"{self.amount:g}{self.unit}"


class SlotName(NamedTuple):
    """How a layout names a slot of the base layout."""

    text: str
    """As written."""
    kind: str | None = None
    """With a number: of which of PowerPoint's types, as in `body 2`; None for all that hold contents."""
    number: int | None = None
    """Counted from 1 as the slots stand on the page, without title and furniture; None when named by its name."""


Value = str | float | Length | tuple[float, float] | tuple[str, ...] | tuple[SlotName, ...]
"""What an attribute says, read."""


class Holds(StrEnum):
    """What may stand inside an element."""

    ELEMENTS = "elements"
    WORDS = "text"
    """Paragraphs: literal text, marks, `p`, and what a slide says as text."""
    BLOCKS = "any content"
    """Paragraphs, and tables, pictures, charts and code."""
    PICTURE = "one picture"
    TABLE = "one table"
    CHART = "one chart"
    CODE = "one code block"
    INLINE = "a line of text"
    NOTHING = "nothing"


class Part(StrEnum):
    """Which part of a field a layout prints."""

    FIELD = "field"
    """All of it."""
    ITEM = "item"
    """One item of it, in a loop."""
    CAPTION = "caption"
    """The caption of the one picture, table, chart or code in it."""
    ALT = "alt"
    """Its text for who does not see it."""
