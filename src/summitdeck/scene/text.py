"""Text into a frame: fitted by PowerPoint's own ladder, what was shrunk written out, what does not fit told."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Overflow, Paragraph
from summitdeck.deck.source import Place
from summitdeck.frozen import dataclass, replace
from summitdeck.problems import Problem, error, warning
from summitdeck.scene.base import Slot
from summitdeck.scene.bounds import height_bound
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import Fitted, TextBody, TextShape
from summitdeck.scene.paragraphs import Placed, place_paragraphs
from summitdeck.scene.setting import ALIGNS, ANCHORS, Setting
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.fitting import LADDER, Fit, fit, reduced_spacing, scaled_paragraph
from summitdeck.typeset.height import text_height
from summitdeck.typeset.model import EMU_PER_POINT
from summitdeck.typeset.profile import Profile

SLACK = 2 * EMU_PER_POINT
"""EMU a box gets beyond its text when its height is ours to choose; fitting asks for a quarter of it."""
VERTICAL = frozenset({"vert", "vert270", "eaVert", "mongolianVert", "wordArtVert", "wordArtVertRtl"})
NO_SHRINKING = frozenset({Overflow.OFF, Overflow.ERROR})
TITLE_MINIMUM = 2000
"""1/100 pt: down to here a title is made smaller where PowerPoint's own two rungs do not do: on a foreign template
with titles of 44 pt. Its size is written out, so PowerPoint has nothing left to shrink."""
SPLITS = frozenset({"body", "table"})
"""What goes on on another page with `overflow: split`."""
SLOT_NAMES = {
    "title": "Title",
    "ctrTitle": "Title",
    "subTitle": "Subtitle",
    "body": "Text Placeholder",
    "pic": "Picture Placeholder",
    "tbl": "Table Placeholder",
}


@dataclass(frozen=True, slots=True)
class TextRoom:
    """The room a text has: inside insets, across all its columns."""

    width: int
    height: int
    first_last: bool = False


def slot_name(slot: Slot) -> str:
    """The name PowerPoint gives a shape in such a slot."""
    return SLOT_NAMES.get(slot.kind, "Content Placeholder")


def place_words(paragraphs: Sequence[Paragraph], setting: Setting, desk: Desk) -> tuple[Placed, ...]:
    """The paragraphs in the look they take here."""
    placed = place_paragraphs(paragraphs, setting.look.levels, desk.shelf.styles, desk.target)
    if setting.align is None:
        return placed
    align = ALIGNS[setting.align]
    return tuple(
        p._replace(scene=replace(p.scene, align=align if p.measured.style.align != align else None)) for p in placed
    )


def text_room(setting: Setting) -> TextRoom:
    """The room for text in the setting's frame; of vertical text, as the lines run."""
    left, top, right, bottom = setting.look.insets
    width, height = setting.frame.width - left - right, setting.frame.height - top - bottom
    slot = setting.slot
    if slot is None:
        return TextRoom(max(1, width), height)
    if slot.vertical in VERTICAL:
        width, height = height, width
    columns = max(1, slot.columns)
    width = (width - (columns - 1) * slot.column_gap) // columns
    return TextRoom(max(1, width), height * columns, slot.first_last_spacing)


def height_of(placed: Sequence[Placed], width: int, faces: Faces, first_last: bool = False) -> int:
    """EMU the paragraphs need, in PowerPoint and in LibreOffice, whichever is more."""
    measured = [paragraph.measured for paragraph in placed]
    return max(text_height(measured, width, profile, first_last=first_last, faces=faces) for profile in Profile)


def box_height(placed: Sequence[Placed], setting: Setting, faces: Faces) -> int:
    """EMU of a box that holds the paragraphs at the setting's width, insets and a little slack included."""
    _, top, _, bottom = setting.look.insets
    room = text_room(setting)
    return height_of(placed, room.width, faces, room.first_last) + top + bottom + SLACK


def fit_text(
    placed: Sequence[Placed],
    room: TextRoom,
    overflow: Overflow,
    *,
    title: bool = False,
    minimum: int = 1200,
    faces: Faces = resolve_face,
) -> tuple[TextBody, Fit | None]:
    """The paragraphs as they are to be written, and how they were fitted; None when they surely fit as they are."""
    plain = tuple([paragraph.scene for paragraph in placed])
    bound = height_bound([(paragraph.measured, paragraph.bound) for paragraph in placed], room.width)
    if bound is not None and bound + SLACK <= room.height:
        return TextBody(plain, "none" if overflow is Overflow.OFF else "normal"), None
    measured = [paragraph.measured for paragraph in placed]

    def fitted_as(title: bool, minimum: int) -> Fit:
        return fit(
            measured,
            room.width,
            room.height,
            title=title,
            minimum=minimum,
            first_last=room.first_last,
            shrink=overflow not in NO_SHRINKING,
            faces=faces,
        )

    fitted = fitted_as(title, minimum)
    if title and not fitted.fits and overflow is not Overflow.SCALE:
        fitted = fitted_as(False, max(minimum, TITLE_MINIMUM))
    return body_of(placed, fitted, overflow), fitted


def body_of(placed: Sequence[Placed], fitted: Fit, overflow: Overflow) -> TextBody:
    """The text as it is written: untouched when it fits as it is, else with its sizes baked in, or as a scale."""
    plain = tuple([paragraph.scene for paragraph in placed])
    if overflow in NO_SHRINKING or fitted.rung == 0:
        return TextBody(plain, "none" if overflow is Overflow.OFF else "normal")
    if overflow is Overflow.SCALE:
        return TextBody(plain, "normal", fitted.font_scale, fitted.spacing_reduction)
    scale, reduction = fitted.font_scale, fitted.spacing_reduction
    return TextBody(tuple([shrunk(paragraph, scale, reduction).scene for paragraph in placed]), "normal")


def body_at(placed: Sequence[Placed], rung: int, overflow: Overflow) -> TextBody:
    """The text as it is written at a rung of the ladder, chosen for several texts together."""
    scale, reduction = LADDER[rung]
    if rung and overflow is Overflow.SCALE:
        return TextBody(tuple([paragraph.scene for paragraph in placed]), "normal", scale, reduction)
    baked = [shrunk(paragraph, scale, reduction).scene for paragraph in placed]
    return TextBody(tuple(baked), "none" if overflow is Overflow.OFF else "normal")


def shrunk(paragraph: Placed, scale: int, reduction: int) -> Placed:
    """A paragraph at a font scale and a reduced line spacing (both 1/1000 %), written out and measured so."""
    style = paragraph.measured.style
    measured = scaled_paragraph(paragraph.measured, scale)
    size, spacing = measured.style.size, reduced_spacing(style.line_spacing, reduction)
    scene = replace(
        paragraph.scene,
        size=size if size != style.size else None,
        line_spacing=spacing if spacing != style.line_spacing else None,
    )
    return Placed(scene, replace(measured, style=replace(measured.style, line_spacing=spacing)))


def text_shape(
    placed: Sequence[Placed], setting: Setting, desk: Desk, place: Place | None, rung: int | None = None
) -> TextShape:
    """The text in its frame: fitted, unless the rung has been chosen for several texts together."""
    slot, room = setting.slot, text_room(setting)
    if rung is None:
        title = setting.role == "title" or (slot is not None and slot.is_title)
        minimum = setting.look.minimum
        body, found = fit_text(placed, room, desk.overflow, title=title, minimum=minimum, faces=desk.faces)
        if found:
            desk.problems.extend(check_fit(found, room, desk.overflow, place, setting.role))
    else:
        body, found = body_at(placed, rung, desk.overflow), None
    anchor = ANCHORS[setting.anchor] if setting.anchor else None
    return TextShape(
        slot_name(slot) if slot else "TextBox",
        setting.frame,
        body if slot else _settled(body),
        slot,
        moved=slot is None or setting.frame != slot.frame,
        levels=() if slot else setting.look.levels,
        anchor=(anchor if anchor != slot.anchor else None) if slot else anchor or "t",
        insets=None if slot else setting.look.insets,
        role=setting.role,
        fitted=_fitted(placed, room, found, rung or 0),
        place=place,
        template=setting.template,
    )


def _fitted(placed: Sequence[Placed], room: TextRoom, found: Fit | None, rung: int) -> Fitted:
    measured = tuple([paragraph.measured for paragraph in placed])
    if found is None:
        return Fitted(measured, room.width, room.height, room.first_last, rung, *LADDER[rung])
    scale, reduction = found.font_scale, found.spacing_reduction
    return Fitted(measured, room.width, room.height, room.first_last, found.rung, scale, reduction, found.natural)


def _settled(body: TextBody) -> TextBody:
    """A text box of ours is as high as its text, so it needs no autofit; LibreOffice 7.4 would shrink it by a point."""
    return body if body.font_scale else replace(body, autofit="none")


def check_fit(fitted: Fit, room: TextRoom, overflow: Overflow, place: Place | None, what: str) -> tuple[Problem, ...]:
    """The problem of a text that does not fit; none when it does."""
    if fitted.fits:
        return ()
    return (overflow_problem(what, fitted.natural, room.height, overflow, place),)


def overflow_problem(what: str, needed: int, room: int, overflow: Overflow, place: Place | None) -> Problem:
    """`overflow`: content that needs more room (EMU) than there is, and may not or cannot be made small enough."""
    percent = max(101, round(100 * needed / max(1, room)))
    span = place.span() if place else None
    if overflow is Overflow.OFF:
        return warning("overflow", f"the {what} needs {percent} % of its box", span, "shorten it")
    if overflow is Overflow.ERROR:
        hint = "shorten it, or let it be made smaller: `overflow: shrink`"
        return error("overflow", f"the {what} needs {percent} % of its box", span, hint)
    message = f"the {what} needs {percent} % of its box, too much to be made smaller"
    goes_on = what in SPLITS and overflow is not Overflow.SPLIT
    hint = "shorten it, or let it go on on a second page: `overflow: split`" if goes_on else "shorten it"
    return error("overflow", message, span, hint)
