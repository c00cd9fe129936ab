"""How a layout wants an element's content: where, in which slot or look, aligned and anchored. Data only."""

from __future__ import annotations

from summitdeck.frozen import dataclass
from summitdeck.problems import Span
from summitdeck.scene.base import Frame, Slot
from summitdeck.typeset.height import Columns
from summitdeck.typeset.model import LevelStyle

ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
VERTICAL = frozenset({"vert", "vert270", "eaVert", "mongolianVert", "wordArtVert", "wordArtVertRtl"})
ALIGNS = {"left": "l", "center": "ctr", "right": "r"}


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks: that of a slot, or of a text box in a style of the markup."""

    levels: tuple[LevelStyle, ...]
    """Nine of them."""
    insets: tuple[int, int, int, int]
    """Left, top, right, bottom, EMU."""
    minimum: int = 1200
    """The least size that fitting may come to, 1/100 pt."""
    lowered_by: str | None = "text"
    """Which of the deck's `minimum` sizes would make it less; None for a style that is larger by design."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a layout wants an element's content."""

    frame: Frame
    look: Look
    slot: Slot | None = None
    """The slot that the content fills; None: it stands free."""
    align: str | None = None
    """`left`, `center`, `right`; None as the look or the kind of block has it."""
    anchor: str | None = None
    """`top`, `middle`, `bottom`; None likewise."""
    fit: str | None = None
    focus: tuple[float, float] | None = None
    role: str = "body"
    """What it is for: the style, or the element's name."""
    template: Span | None = None
    """The line of the layout that asks for it."""
    color: str | None = None
    """Of the words, a role of the palette or six hex digits; None as the look has it."""
    fill: str | None = None
    """Ground of a text box, likewise; None for none."""


@dataclass(frozen=True, slots=True)
class TextRoom:
    """The room a text has: inside insets, across all its columns."""

    width: int
    height: int
    first_last: bool = False
    columns: Columns | None = None
    """Where there are several."""


def text_room(setting: Setting) -> TextRoom:
    """The room for text in the setting's frame; of vertical text, as the lines run."""
    left, top, right, bottom = setting.look.insets
    width, height = setting.frame.width - left - right, setting.frame.height - top - bottom
    slot = setting.slot
    if slot is None:
        return TextRoom(max(1, width), height)
    if slot.vertical in VERTICAL:
        width, height = height, width
    count = max(1, slot.columns)
    width = (width - (count - 1) * slot.column_gap) // count
    columns = Columns(height, count) if count > 1 and height > 0 else None
    return TextRoom(max(1, width), height * count, slot.first_last_spacing, columns)
