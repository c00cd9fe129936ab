"""Text into a frame: fitted by PowerPoint's own ladder, what was shrunk written out, what does not fit told."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Overflow, Paragraph
from summitdeck.deck.source import Place
from summitdeck.frozen import replace
from summitdeck.scene.base import Slot
from summitdeck.scene.bounds import height_bound
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import Fitted, SceneRun, TextBody, TextShape
from summitdeck.scene.overflow import NO_SHRINKING, text_overflow
from summitdeck.scene.paragraphs import Placed, place_paragraphs
from summitdeck.scene.setting import ALIGNS, ANCHORS, Setting, TextRoom, text_room
from summitdeck.scene.sizes import Levels
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.fitting import (
    LADDER,
    Fit,
    Rung,
    fit,
    least_rung,
    reduced_spacing,
    scaled_paragraph,
    text_sizes,
)
from summitdeck.typeset.height import planned_width, text_height
from summitdeck.typeset.model import EMU_PER_POINT
from summitdeck.typeset.profile import Profile

SLACK = 2 * EMU_PER_POINT
"""EMU a box gets beyond its text when its height is ours to choose; fitting asks for a quarter of it."""
SLOT_NAMES = {
    "title": "Title",
    "ctrTitle": "Title",
    "subTitle": "Subtitle",
    "body": "Text Placeholder",
    "pic": "Picture Placeholder",
    "tbl": "Table Placeholder",
}


def slot_name(slot: Slot) -> str:
    """The name PowerPoint gives a shape in such a slot."""
    return SLOT_NAMES.get(slot.kind, "Content Placeholder")


def place_words(paragraphs: Sequence[Paragraph], setting: Setting, desk: Desk) -> tuple[Placed, ...]:
    """The paragraphs in the look they take here."""
    placed = place_paragraphs(paragraphs, setting.look.levels, desk.shelf.styles, desk.target)
    color = setting.color
    if color and setting.slot:  # a text box has it in its levels
        placed = tuple([p._replace(scene=replace(p.scene, runs=_colored(p.scene.runs, color))) for p in placed])
    if setting.align is None:
        return placed
    align = ALIGNS[setting.align]
    return tuple(
        p._replace(scene=replace(p.scene, align=align if p.measured.style.align != align else None)) for p in placed
    )


def _colored(runs: Sequence[SceneRun], color: str) -> tuple[SceneRun, ...]:
    """The runs in a colour; links keep theirs."""
    return tuple([run if run.link else replace(run, color=color) for run in runs])


def height_of(placed: Sequence[Placed], width: int, faces: Faces, first_last: bool = False) -> int:
    """EMU the paragraphs need, in PowerPoint and in LibreOffice, whichever is more."""
    measured = [paragraph.measured for paragraph in placed]
    width = planned_width(width)
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
    minimum: int = 1200,
    first: int = 0,
    faces: Faces = resolve_face,
) -> Fit | None:
    """How the paragraphs are fitted; None when they surely fit as they are.

    `first`: the rung that other texts share with this one.
    """
    if not first and surely_fits(placed, room):
        return None
    measured = [paragraph.measured for paragraph in placed]
    if overflow is Overflow.SCALE:  # a scale cannot keep small text at the minimum
        first = min(first, least_rung(text_sizes(measured), minimum))
    return fit(
        measured,
        room.width,
        room.height,
        title=False,
        minimum=minimum,
        first_last=room.first_last,
        shrink=overflow not in NO_SHRINKING,
        first=first,
        columns=room.columns,
        faces=faces,
    )


def surely_fits(placed: Sequence[Placed], room: TextRoom) -> bool:
    """Whether paragraphs fit as they are, as far as that can be told without setting them."""
    if room.columns:  # what a column's end leaves empty is told by the lines alone
        return False
    bound = height_bound([(paragraph.measured, paragraph.bound) for paragraph in placed], room.width)
    return bound is not None and bound + SLACK <= room.height


def body_of(placed: Sequence[Placed], fitted: Fit | None, overflow: Overflow, minimum: int) -> TextBody:
    """The text as it is written: untouched when it fits as it is, else with its sizes baked in, or as a scale."""
    if fitted is None:
        return body_at(placed, LADDER[0], overflow, minimum)
    return body_at(placed, (fitted.font_scale, fitted.spacing_reduction), overflow, minimum)


def body_at(placed: Sequence[Placed], rung: Rung, overflow: Overflow, minimum: int) -> TextBody:
    """The text as it is written at a rung of the ladder."""
    plain = tuple([paragraph.scene for paragraph in placed])
    if overflow in NO_SHRINKING or rung == LADDER[0]:
        return TextBody(plain, "none" if overflow is Overflow.OFF else "normal")
    if overflow is Overflow.SCALE:
        return TextBody(plain, "normal", *rung)
    return TextBody(tuple([shrunk(paragraph, rung, minimum).scene for paragraph in placed]), "normal")


def shrunk(paragraph: Placed, rung: Rung, minimum: int) -> Placed:
    """A paragraph at a rung, but not below the least size (1/100 pt), written out and measured so."""
    style = paragraph.measured.style
    measured = scaled_paragraph(paragraph.measured, rung[0], minimum)
    size, spacing = measured.style.size, reduced_spacing(style.line_spacing, rung[1])
    scene = replace(
        paragraph.scene,
        size=size if size != style.size else None,
        line_spacing=spacing if spacing != style.line_spacing else None,
    )
    return Placed(scene, replace(measured, style=replace(measured.style, line_spacing=spacing)))


def text_shape(
    paragraphs: Sequence[Paragraph],
    setting: Setting,
    desk: Desk,
    placed: Sequence[Placed] | None = None,
    rung: int | None = None,
) -> TextShape:
    """The text in its frame: fitted, unless the rung has been chosen for several texts together.

    `placed`: the paragraphs in their look, where they have been placed already.
    """
    placed = place_words(paragraphs, setting, desk) if placed is None else placed
    room, minimum = text_room(setting), setting.look.minimum
    if rung is not None:
        body = body_at(placed, LADDER[rung], desk.overflow, minimum)
        return make_shape(setting, body, fitted_as(placed, room, minimum, None, rung), paragraphs[0].place)
    found = _fit_with_siblings(placed, room, setting, desk)
    if found and not found.fits:
        desk.problems.append(text_overflow(paragraphs, placed, setting, desk, found))
    body = body_of(placed, found, desk.overflow, minimum)
    return make_shape(setting, body, fitted_as(placed, room, minimum, found), paragraphs[0].place)


def _fit_with_siblings(placed: Sequence[Placed], room: TextRoom, setting: Setting, desk: Desk) -> Fit | None:
    """How a text is fitted, alone or with those that share its size."""
    minimum, overflow, faces = setting.look.minimum, desk.overflow, desk.faces
    if not desk.siblings or overflow in NO_SHRINKING or setting.role == "caption":
        return fit_text(placed, room, overflow, minimum=minimum, faces=faces)
    family = desk.family("text", setting)

    def fitted(levels: Levels) -> Fit | None:
        return fit_text(placed, room, overflow, minimum=minimum, first=levels.get(family, 0), faces=faces)

    def own(levels: Levels) -> Levels:
        if natural is None:  # what surely fits as it is surely fits when it is smaller
            return levels
        found = fitted(levels)
        return {family: found.rung if found else 0}

    natural = fitted({})
    if natural is None or natural.fits:
        desk.remember({family: natural.rung if natural else 0}, own)
    return fitted(desk.levels) if desk.levels else natural


def make_shape(setting: Setting, body: TextBody, fitted: Fitted, place: Place | None, plain: str = "") -> TextShape:
    """The shape of a text that has been fitted."""
    slot = setting.slot
    anchor = ANCHORS[setting.anchor] if setting.anchor else None
    return TextShape(
        slot_name(slot) if slot else "TextBox",
        setting.frame,
        body if slot else _settled(body),
        slot,
        moved=slot is None or setting.frame != slot.frame,
        levels=() if slot else setting.look.levels,
        anchor=(anchor if anchor != slot.anchor else None) if slot else anchor or "t",
        fill=setting.fill,
        insets=None if slot else setting.look.insets,
        role=setting.role,
        fitted=fitted,
        place=place,
        template=setting.template,
        plain=plain,
    )


def fitted_as(placed: Sequence[Placed], room: TextRoom, minimum: int, found: Fit | None, rung: int = 0) -> Fitted:
    """How a text came to its size; without a fit, at a rung of the ladder."""
    measured = tuple([paragraph.measured for paragraph in placed])
    if found is None:
        return Fitted(measured, room.width, room.height, room.first_last, rung, *LADDER[rung], minimum=minimum)
    scale, reduction, natural = found.font_scale, found.spacing_reduction, found.natural
    return Fitted(
        measured, room.width, room.height, room.first_last, found.rung, scale, reduction, natural, minimum=minimum
    )


def _settled(body: TextBody) -> TextBody:
    """A text box of ours is as high as its text, so it needs no autofit; LibreOffice 7.4 would shrink it by a point."""
    return body if body.font_scale else replace(body, autofit="none")
