"""Content that does not fit: by how much, where, and what would help, computed and not guessed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from summitdeck.deck.model import Overflow, Paragraph
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, error, warning
from summitdeck.scene.desk import Desk
from summitdeck.scene.paragraphs import Placed
from summitdeck.scene.setting import Setting, TextRoom, text_room
from summitdeck.typeset.bullets import numbers
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.fitting import (
    LADDER,
    LOWER_TITLE_LADDER,
    SLACK,
    TITLE_LADDER,
    Attempt,
    Fit,
    Rung,
    fit,
    reduced_spacing,
    scaled_paragraph,
    scaled_size,
    text_sizes,
)
from summitdeck.typeset.height import lines_to_height
from summitdeck.typeset.model import EMU_PER_POINT, SetParagraph
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.setting import set_paragraph

ADVISED = 800
"""1/100 pt: that text may be smaller than this is not advised."""
NINETY = TITLE_LADDER[-1][0]
NO_SHRINKING = frozenset({Overflow.OFF, Overflow.ERROR})


class Excess(NamedTuple):
    """What of a text stands beyond its box."""

    lines: int
    characters: int
    paragraph: int
    """Index of the first paragraph that has a line there."""


def text_overflow(
    paragraphs: Sequence[Paragraph],
    placed: Sequence[Placed],
    setting: Setting,
    desk: Desk,
    found: Fit,
    title: bool = False,
) -> Problem:
    """`overflow`: a text that needs more room than it has, and may not or cannot be made small enough."""
    room, measured = text_room(setting), [paragraph.measured for paragraph in placed]
    rung = found.font_scale, found.spacing_reduction
    excess = text_excess(measured, rung, setting.look.minimum, room, desk.faces)
    percent = percent_of(found.needed, room.height)
    message = f"the {setting.role} needs {percent} % of its box"
    if desk.overflow not in NO_SHRINKING:
        is_ninety = title and found.font_scale == NINETY
        message += " at 90 % of its size" if is_ninety else f" at {_least(measured, found, setting)}"
    message += f": {counted(excess.lines, 'line')} too many"
    cut = f"about {counted(_roughly(excess.characters), 'character')}"
    helps = [f"cut {cut}" if excess.lines == 1 else f"cut {excess.lines} lines, {cut}"]
    helps += _smaller(measured, setting, desk, room, title)
    place = paragraphs[min(excess.paragraph, len(paragraphs) - 1)].place or paragraphs[0].place
    return overflow_problem(message, helps, desk.overflow, place)


def overflow_problem(message: str, helps: Sequence[str], overflow: Overflow, place: Place | None) -> Problem:
    """An error; a warning where the author wants text to stand beyond its box."""
    level = warning if overflow is Overflow.OFF else error
    return level("overflow", message, place.span() if place else None, "; or ".join(helps))


def percent_of(needed: int, room: int) -> int:
    """Percent of the room, more than 100, since what needs it all does not fit either: half a point is left over."""
    return max(101, -(-100 * (needed + SLACK) // max(1, room)))


def counted(count: int, what: str) -> str:
    """`1 line`, `3 lines`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _roughly(count: int) -> int:
    """A count in two digits that say something, rounded up: who cuts that much has cut enough."""
    unit: int = 10 ** max(0, len(str(count)) - 2)
    return -(-count // unit) * unit


def points(size: int) -> str:
    """A size in 1/100 pt as `10.5 pt`."""
    return f"{size / 100:g} pt"


def lengths(emu: int) -> str:
    """A length as `12 pt`, rounded up."""
    return f"{-(-emu // EMU_PER_POINT)} pt"


def _least(measured: Sequence[SetParagraph], found: Fit, setting: Setting) -> str:
    """The smallest size that the text came to."""
    minimum = setting.look.minimum
    sizes = text_sizes([scaled_paragraph(paragraph, found.font_scale, minimum) for paragraph in measured])
    return f"{points(min(sizes))}, the least size"


def text_excess(measured: Sequence[SetParagraph], rung: Rung, minimum: int, room: TextRoom, faces: Faces) -> Excess:
    """What stands beyond the box at a rung, in the profile that takes more."""
    scaled = [scaled_paragraph(paragraph, rung[0], minimum) for paragraph in measured]
    spacings = [reduced_spacing(paragraph.style.line_spacing, rung[1]) for paragraph in scaled]
    counts = numbers(scaled)

    def height(profile: Profile, sizes: Sequence[tuple[int, ...]]) -> int:
        some = len(sizes)
        return lines_to_height(scaled[:some], tuple(sizes), profile, spacings[:some], room.first_last, room.columns)

    every = []
    for profile in Profile:
        lines = [
            set_paragraph(paragraph, room.width, profile, number=number, faces=faces)
            for paragraph, number in zip(scaled, counts, strict=True)
        ]
        sizes = [own.sizes for own in lines]
        every.append((height(profile, sizes), profile, lines, sizes))
    _, profile, lines, sizes = max(every, key=lambda own: own[0])
    most = room.height - SLACK
    # The first paragraph, and of it the first line, with which the text is higher than its room.
    first = bisect_right(range(1, len(sizes) + 1), most, key=lambda some: height(profile, sizes[:some]))
    first = min(first, len(sizes) - 1)
    within = range(1, len(sizes[first]) + 1)
    kept = bisect_right(within, most, key=lambda some: height(profile, [*sizes[:first], sizes[first][:some]]))
    count = sum([len(own.texts) for own in lines[first:]]) - kept
    characters = sum([len(run.text) for paragraph in scaled[first:] for run in paragraph.runs])
    if kept:  # with the spaces at the lines' ends, which are cut as well
        characters -= [*lines[first].starts, sum([len(run.text) for run in scaled[first].runs])][kept]
    return Excess(max(1, count), max(1, characters), first)


def _smaller(measured: Sequence[SetParagraph], setting: Setting, desk: Desk, room: TextRoom, title: bool) -> list[str]:
    """At which size the text would fit, and what the author would have to say for it."""
    lowered_by = "title" if title else setting.look.lowered_by
    if desk.overflow is Overflow.OFF:
        return []
    if desk.overflow is Overflow.ERROR:
        found = fit(
            measured,
            room.width,
            room.height,
            title=title,
            minimum=setting.look.minimum,
            first_last=room.first_last,
            columns=room.columns,
            faces=desk.faces,
        )
        return [f"`overflow: shrink` would set it at {points(max(found.sizes))}"] if found.fits else []
    if lowered_by is None or (title and desk.overflow is Overflow.SCALE):
        return []
    attempt = Attempt(measured, room.width, room.first_last, desk.faces, columns=room.columns)
    smallest = min(text_sizes(measured))
    for scale, reduction in LOWER_TITLE_LADDER if title else LADDER:
        size = scaled_size(smallest, scale)
        if size < ADVISED:
            break
        if attempt.height(scale, reduction) + SLACK <= room.height:
            return [would_do(lowered_by, size)]
    return []


def would_do(kind: str, size: int) -> str:
    """What to say in the settings for a least size (1/100 pt) at which it fits."""
    said = f"{size / 100:g}" if kind == "text" else f"{{{kind}: {size / 100:g}}}"
    return f"`minimum: {said}` would do"
