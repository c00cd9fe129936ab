"""Code on a tinted ground: coloured, never broken, at the largest size at which all of it fits."""

from __future__ import annotations

from summitdeck.deck.model import Code, Overflow
from summitdeck.frozen import dataclass, replace
from summitdeck.problems import Problem, error, warning
from summitdeck.scene.base import Frame
from summitdeck.scene.captions import caption_height, caption_shapes
from summitdeck.scene.desk import Desk
from summitdeck.scene.highlight import highlight
from summitdeck.scene.model import SceneParagraph, Shape, TextBody, TextShape
from summitdeck.scene.paragraphs import runs_to_measured
from summitdeck.scene.setting import ANCHORS, Setting
from summitdeck.scene.text import SLACK
from summitdeck.typeset.height import natural_width
from summitdeck.typeset.model import EMU_PER_POINT, SetParagraph

PADDING = 12 * EMU_PER_POINT
"""EMU around code on its tinted ground."""
SIZES = (1800, 1600, 1400, 1200, 1100, 1000)
"""1/100 pt, as those of tables."""


@dataclass(frozen=True, slots=True)
class SizedCode:
    """Code with its size, not yet placed."""

    lines: tuple[SceneParagraph, ...]
    size: int
    """1/100 pt."""
    height: int
    """EMU, padding included."""
    natural_width: int
    """EMU at this size, padding included."""
    fits: bool
    longest: int
    """Number of the longest line, from 1."""


def size_code(code: Code, width: int, height: int | None, desk: Desk, largest: int = SIZES[0]) -> SizedCode:
    """The code at the largest size up to `largest` at which no line is broken and all fit (None: any height)."""
    lines, problems = highlight(code, desk.palette, desk.palette.get(desk.code_ground or "", desk.ground))
    desk.problems.extend(problems)
    style = desk.look("code").levels[0]
    widths = [
        natural_width(SetParagraph(runs_to_measured(line.runs), style), faces=desk.faces) if line.runs else 0
        for line in lines
    ]
    longest = max(range(len(widths)), key=widths.__getitem__)
    for size in [size for size in SIZES if size <= largest] or [SIZES[-1]]:
        needed = -(-widths[longest] * size // style.size) + 2 * PADDING
        tall = _height(len(lines), size, desk)
        fits = needed <= width and (height is None or tall <= height)
        if fits:
            break
    return SizedCode(lines, size, tall, needed, fits, longest + 1)


def _height(lines: int, size: int, desk: Desk) -> int:
    spacing = desk.look("code").levels[0].line_spacing.percent or 100_000
    return -(-lines * size * 6 * spacing * EMU_PER_POINT // 50_000_000) + 2 * PADDING + SLACK


def code_shapes(code: Code, setting: Setting, desk: Desk, sized: SizedCode | None = None) -> list[Shape]:
    """Code as wide as its frame and as high as it needs, and its caption under it."""
    frame = setting.frame
    caption = caption_height(code.caption, frame.width, setting, desk)
    room = max(1, frame.height - caption)
    if sized is None:
        sized = size_code(code, frame.width, room, desk)
        if not sized.fits:
            desk.problems.append(_overflow(code, sized, frame.width, room, desk.overflow))
    height = min(room, sized.height)
    y = frame.y + {"middle": room - height, "bottom": 2 * (room - height)}.get(setting.anchor or "", 0) // 2
    placed = Frame(frame.x, y, frame.width, height)
    shape = TextShape(
        "Code",
        placed,
        TextBody(sized.lines, "none"),
        moved=True,
        levels=tuple([replace(level, size=sized.size) for level in desk.look("code").levels]),
        anchor=ANCHORS["top"],
        fill=desk.code_ground,
        insets=(PADDING, PADDING, PADDING, PADDING),
        role="code",
        place=code.place,
        template=setting.template,
    )
    return [shape, *caption_shapes(code.caption, placed, frame.width, setting, desk)]


def _overflow(code: Code, sized: SizedCode, width: int, room: int, overflow: Overflow) -> Problem:
    span = code.place.span() if code.place else None
    level = warning if overflow is Overflow.OFF else error
    points = f"{sized.size / 100:g} pt"
    if sized.natural_width > width:
        percent = round(100 * sized.natural_width / width)
        message = f"line {sized.longest} of the code needs {percent} % of its width at {points}, the least size"
        return level("overflow", message, span, "break the line")
    percent = round(100 * sized.height / room)
    return level(
        "overflow", f"the code needs {percent} % of its box at {points}, the least size", span, "show less of it"
    )
