"""Text into a frame: fitted by PowerPoint's own ladder, what was shrunk written out, what does not fit told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitdeck.deck.model import Overflow
from summitdeck.deck.source import Place
from summitdeck.problems import Problem, error, warning
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.model import TextBody
from summitdeck.scene.paragraphs import Placed
from summitdeck.typeset.fitting import Fit, fit
from summitdeck.typeset.height import text_height
from summitdeck.typeset.model import EMU_PER_POINT, Spacing
from summitdeck.typeset.profile import Profile

SLACK = 2 * EMU_PER_POINT
"""EMU a box gets beyond its text when its height is ours to choose; fitting asks for a quarter of it."""


@dataclass(frozen=True, slots=True)
class TextRoom:
    """The room a text has: inside insets, across all its columns."""

    width: int
    height: int
    first_last: bool = False


def slot_room(slot: Slot, frame: Frame) -> TextRoom:
    """The room in a slot when it stands in `frame`; of vertical text, as the lines run."""
    width = frame.width - slot.insets.left - slot.insets.right
    height = frame.height - slot.insets.top - slot.insets.bottom
    if slot.vertical in ("vert", "vert270", "eaVert"):
        width, height = height, width
    columns = max(1, slot.columns)
    return TextRoom((width - (columns - 1) * slot.column_gap) // columns, height * columns, slot.first_last_spacing)


def height_of(placed: Sequence[Placed], width: int) -> int:
    """EMU the paragraphs need, in PowerPoint and in LibreOffice, whichever is more."""
    measured = [paragraph.measured for paragraph in placed]
    return max(text_height(measured, width, profile) for profile in Profile)


def fit_text(
    placed: Sequence[Placed], room: TextRoom, overflow: Overflow, *, title: bool = False, minimum: int = 1200
) -> tuple[Fit, TextBody]:
    """The paragraphs fitted to their room, and as they are to be written."""
    measured = [paragraph.measured for paragraph in placed]
    fitted = fit(measured, room.width, room.height, title=title, minimum=minimum, first_last=room.first_last)
    return fitted, body_of(placed, fitted, overflow)


def body_of(placed: Sequence[Placed], fitted: Fit, overflow: Overflow) -> TextBody:
    """The text as it is written: untouched when it fits as it is, else with its sizes baked in, or as a scale."""
    plain = tuple(paragraph.scene for paragraph in placed)
    if overflow in (Overflow.OFF, Overflow.ERROR) or fitted.rung == 0:
        return TextBody(plain, "none" if overflow is Overflow.OFF else "normal")
    if overflow is Overflow.SCALE:
        return TextBody(plain, "normal", fitted.font_scale, fitted.spacing_reduction)
    return TextBody(tuple(paragraph.scene for paragraph in shrink(placed, fitted)), "normal")


def shrink(placed: Sequence[Placed], fitted: Fit) -> tuple[Placed, ...]:
    """The paragraphs at the sizes and line spacings of a rung, written out and measured so."""
    return tuple(
        _shrunk(paragraph, size, spacing)
        for paragraph, size, spacing in zip(placed, fitted.sizes, fitted.spacings, strict=True)
    )


def _shrunk(paragraph: Placed, size: int, spacing: Spacing) -> Placed:
    style = paragraph.measured.style
    scene = replace(
        paragraph.scene,
        size=size if size != style.size else None,
        line_spacing=spacing if spacing != style.line_spacing else None,
    )
    return Placed(scene, replace(paragraph.measured, style=replace(style, size=size, line_spacing=spacing)))


def check_fit(fitted: Fit, room: TextRoom, overflow: Overflow, place: Place | None, what: str) -> tuple[Problem, ...]:
    """The problem of a text that does not fit even so; none when it does."""
    if fitted.fits and (fitted.rung == 0 or overflow in (Overflow.SHRINK, Overflow.SCALE, Overflow.SPLIT)):
        return ()
    needed = max(101, round(100 * fitted.needed / max(1, room.height)))
    message = f"the {what} needs {needed} % of its box"
    hint = "shorten it, or go on on another slide (`overflow:` says what becomes of it)"
    span = place.span() if place else None
    if overflow is Overflow.OFF:
        return (warning("overflow", message, span, hint),)
    return (error("overflow", message, span, hint),)
