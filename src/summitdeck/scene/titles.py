"""Titles: on one line where that can be, never below 90 % unless the deck says so, and in two lines of like length.

PowerPoint itself has two sizes for a title, 100 and 90 %. Where a title does not fit its slot at 90 %, its frame takes
what room is free above and below it; then its lines are set 10 % closer.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Overflow, Paragraph
from summitdeck.frozen import replace
from summitdeck.scene.balance import balance
from summitdeck.scene.base import Frame
from summitdeck.scene.bounds import height_bound
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import TextShape
from summitdeck.scene.overflow import NO_SHRINKING, text_overflow
from summitdeck.scene.paragraphs import Placed
from summitdeck.scene.setting import ANCHORS, VERTICAL, Setting, TextRoom, text_room
from summitdeck.scene.sizes import Levels
from summitdeck.scene.text import SLACK, body_of, fitted_as, make_shape, place_words
from summitdeck.typeset.fitting import CLOSE_TITLE_LADDER, LOWER_TITLE_LADDER, TITLE_LADDER, Fit, Rung, fit

OPEN = 100_000
"""1/1000 %: lines that are closer than this are not set closer still."""


def is_title(setting: Setting) -> bool:
    """Whether it is a title that stands in a setting."""
    return setting.role == "title" or (setting.slot is not None and setting.slot.is_title)


def title_shape(paragraphs: Sequence[Paragraph], setting: Setting, desk: Desk) -> TextShape:
    """The title in its frame, or in a higher one."""
    placed = place_words(paragraphs, setting, desk)
    least = desk.shelf.leasts.title
    if least is not None:
        setting = replace(setting, look=replace(setting.look, minimum=least))
    found, setting = _fit_with_siblings(placed, setting, desk)
    if found and not found.fits:
        desk.problems.append(text_overflow(paragraphs, placed, setting, desk, found, title=True))
    plain, minimum, room = "", setting.look.minimum, text_room(setting)
    if found and desk.shelf.phrases is not None and len(placed) == 1:
        broken = balance(placed[0], found.font_scale, room.width, desk.shelf.phrases, desk.faces)
        if broken is not None:
            plain = "".join([run.text for run in placed[0].scene.runs])
            placed = (broken,)
    body = body_of(placed, found, desk.overflow, minimum)
    return make_shape(setting, body, fitted_as(placed, room, minimum, found), paragraphs[0].place, plain)


def _fit_with_siblings(placed: Sequence[Placed], setting: Setting, desk: Desk) -> tuple[Fit | None, Setting]:
    if not desk.siblings or desk.overflow in NO_SHRINKING:
        return fit_title(placed, setting, desk)
    family = desk.family("title", setting)

    def own(levels: Levels) -> Levels:
        found, _ = fit_title(placed, setting, desk, levels.get(family, 0))
        return {family: found.rung if found else 0}

    natural, grown = fit_title(placed, setting, desk)
    if natural is None or natural.fits:
        desk.remember({family: natural.rung if natural else 0}, own)
    return fit_title(placed, setting, desk, desk.levels.get(family, 0)) if desk.levels else (natural, grown)


def fit_title(placed: Sequence[Placed], setting: Setting, desk: Desk, first: int = 0) -> tuple[Fit | None, Setting]:
    """How a title is fitted, None when it surely is one line that fits; and its setting, in a higher frame if need be.

    `first`: the rung that other titles share with this one.
    """
    if not first and _surely_one_line(placed, text_room(setting)):
        return None, setting
    found = _fit(placed, setting, desk, first)
    if not found.fits and _may_grow(setting, desk):
        setting = replace(setting, frame=_grown(setting, desk.title_room, found.needed))
        found = _fit(placed, setting, desk, first)
    if not found.fits and desk.overflow is not Overflow.SCALE:  # there it is PowerPoint's own two sizes
        ladders = [CLOSE_TITLE_LADDER] if all(map(_is_open, placed)) else []
        ladders += [LOWER_TITLE_LADDER] if desk.shelf.leasts.title is not None else []
        for ladder in ladders:
            if not found.fits:
                found = _fit(placed, setting, desk, first, ladder)
    return found, setting


def _is_open(paragraph: Placed) -> bool:
    """Whether lines may be set 10 % closer, and still are no closer than in the titles of PowerPoint's own template."""
    return (paragraph.measured.style.line_spacing.percent or 0) >= OPEN


def _fit(
    placed: Sequence[Placed], setting: Setting, desk: Desk, first: int, ladder: Sequence[Rung] = TITLE_LADDER
) -> Fit:
    room = text_room(setting)
    return fit(
        [paragraph.measured for paragraph in placed],
        room.width,
        room.height,
        title=True,
        minimum=setting.look.minimum,
        first_last=room.first_last,
        shrink=desk.overflow not in NO_SHRINKING,
        ladder=ladder,
        first=first,
        columns=room.columns,
        faces=desk.faces,
    )


def _surely_one_line(placed: Sequence[Placed], room: TextRoom) -> bool:
    """Whether a title is one line in its room, as far as that can be told without setting it."""
    if len(placed) != 1 or (bound := placed[0].bound) is None:
        return False
    height = height_bound([(placed[0].measured, bound)], room.width)
    return (
        height is not None
        and height <= bound.line + bound.space + 1
        and height + SLACK <= (room.columns or room).height
    )


def _may_grow(setting: Setting, desk: Desk) -> bool:
    """Whether the title's frame is its slot's own: one that the layout states is meant."""
    slot = setting.slot
    if slot is None or slot is not desk.sheet.title or slot.vertical in VERTICAL:
        return False
    return setting.frame == desk.sheet.frame(slot)


def _grown(setting: Setting, most: Frame, needed: int) -> Frame:
    """The frame of a title, made higher for a text of `needed` EMU as far as there is room.

    It grows to where the text hangs over: a title that is anchored at the bottom, upwards.
    """
    frame = setting.frame
    _, top, _, bottom = setting.look.insets
    more = max(0, needed + top + bottom + SLACK - frame.height)
    above, below = max(0, frame.y - most.y), max(0, most.bottom - frame.bottom)
    anchor = ANCHORS[setting.anchor] if setting.anchor else setting.slot.anchor if setting.slot else "t"
    wanted = {"t": 0, "b": more}.get(anchor, more // 2)
    up = min(above, max(wanted, more - below))
    down = min(below, more - up)
    return Frame(frame.x, frame.y - up, frame.width, frame.height + up + down)
