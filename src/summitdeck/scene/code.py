"""Code on a tinted ground: coloured, never broken, at the largest size at which all of it fits."""

from __future__ import annotations

from math import ceil

from summitdeck.deck.model import Code
from summitdeck.deck.source import Place
from summitdeck.frozen import dataclass, replace
from summitdeck.problems import Problem
from summitdeck.scene.base import Frame
from summitdeck.scene.captions import caption_height, caption_shapes
from summitdeck.scene.desk import Desk
from summitdeck.scene.highlight import highlight
from summitdeck.scene.model import SceneParagraph, Shape, TextBody, TextShape
from summitdeck.scene.overflow import ADVISED, counted, overflow_problem, percent_of, points, would_do
from summitdeck.scene.paragraphs import runs_to_measured
from summitdeck.scene.setting import ANCHORS, Setting
from summitdeck.scene.sizes import SIZES as SIZES
from summitdeck.scene.sizes import Levels, ladder_to
from summitdeck.scene.text import SLACK
from summitdeck.typeset.height import natural_width
from summitdeck.typeset.model import EMU_PER_POINT, SetParagraph

PADDING = 12 * EMU_PER_POINT
"""EMU around code on its tinted ground."""
WIDER = 200
"""Code needs one part in so many more than its letters: LibreOffice 25.2 draws a fixed pitch up to 0.35 % wider at 11
and 14 pt (measured with lines of 20 to 97 letters; 7.4 does not), and would break a line that just fits."""


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


def size_code(
    code: Code, width: int, height: int | None, desk: Desk, largest: int | None = None, least: int | None = None
) -> SizedCode:
    """The code at the largest size up to `largest` at which no line is broken and all fit (None: any height).

    It goes down to the deck's least size, or to `least` (1/100 pt).
    """
    lines, problems = highlight(code, desk.palette, desk.palette.get(desk.code_ground or "", desk.ground))
    desk.problems.extend(problems)
    style = desk.look("code").levels[0]
    widths = [
        natural_width(SetParagraph(runs_to_measured(line.runs), style), faces=desk.faces) if line.runs else 0
        for line in lines
    ]
    longest = max(range(len(widths)), key=widths.__getitem__)
    ladder = desk.shelf.leasts.ladder if least is None else ladder_to(least)
    for size in [size for size in ladder if largest is None or size <= largest] or [ladder[-1]]:
        needed = -(-widths[longest] * size * (WIDER + 1) // (style.size * WIDER)) + 2 * PADDING
        tall = _height(len(lines), size, desk)
        fits = needed <= width and (height is None or tall <= height)
        if fits:
            break
    return SizedCode(lines, size, tall, needed, fits, longest + 1)


def _height(lines: int, size: int, desk: Desk) -> int:
    spacing = desk.look("code").levels[0].line_spacing.percent or 100_000
    return -(-lines * size * 6 * spacing * EMU_PER_POINT // 50_000_000) + 2 * PADDING + SLACK


def _sized_with_siblings(code: Code, room: int, setting: Setting, desk: Desk) -> SizedCode:
    """Code that has its frame for itself, alone or with that which shares its size."""
    width = setting.frame.width
    natural = size_code(code, width, room, desk)
    if not desk.siblings or not natural.fits:
        return natural
    family, ladder, aside = desk.family("code", setting), desk.shelf.leasts.ladder, desk.aside()

    def at(levels: Levels) -> SizedCode:
        sized = size_code(code, width, room, aside, ladder[levels.get(family, 0)])
        return sized if sized.fits else natural

    desk.remember({family: ladder.index(natural.size)}, lambda levels: {family: ladder.index(at(levels).size)})
    return at(desk.levels) if desk.levels else natural


def code_shapes(code: Code, setting: Setting, desk: Desk, sized: SizedCode | None = None) -> list[Shape]:
    """Code as wide as its frame and as high as it needs, and its caption under it."""
    frame = setting.frame
    caption = caption_height(code.caption, frame.width, setting, desk)
    room = max(1, frame.height - caption)
    if sized is None:
        sized = _sized_with_siblings(code, room, setting, desk)
        if not sized.fits:
            desk.problems.append(code_overflow(code, sized, frame.width, room, desk))
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


def code_overflow(code: Code, sized: SizedCode, width: int, room: int, desk: Desk) -> Problem:
    """`overflow`: code of which a line is too long, or which is too high, even at its least size."""
    size = points(sized.size)
    if sized.natural_width > width:
        text = code.text.split("\n")[sized.longest - 1]
        each = (sized.natural_width - 2 * PADDING) / max(1, len(text.expandtabs(4)))
        over = max(1, ceil((sized.natural_width - width) / each))
        line = sized.longest - 1
        message = f"line {sized.longest} of the code needs {percent_of(sized.natural_width, width)} % of its width"
        message += f" at {size}, the least size: about {counted(over, 'character')} too many"
        helps = ["break the line"]
    else:
        lines = _height(1, sized.size, desk) - _height(0, sized.size, desk)
        over = min(len(sized.lines), -(-(sized.height - room) // lines))
        line = len(sized.lines) - over
        message = f"the code needs {percent_of(sized.height, room)} % of its box at {size}, the least size"
        message += f": {counted(over, 'line')} too many"
        helps = [f"leave out {counted(over, 'line')}"]
    for smaller in ladder_to(ADVISED):
        if smaller < sized.size and size_code(code, width, room, desk.aside(), smaller, smaller).fits:
            helps.append(would_do("table", smaller))
            break
    return overflow_problem(message, helps, desk.overflow, _place_of(code, line))


def _place_of(code: Code, line: int) -> Place | None:
    """Where a line of the code stands, counted from 0."""
    lines = code.text.split("\n")
    if code.place is None or code.place.style is None or line >= len(lines):
        return code.place
    return code.place.at(sum(len(text) + 1 for text in lines[:line]), max(1, len(lines[line])))
