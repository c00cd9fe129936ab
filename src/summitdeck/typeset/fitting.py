"""Fitting a text to its box, as PowerPoint's own autofit does it: fifteen rungs, the first that fits is taken.

The ladder and its arithmetic were measured on PowerPoint by the Dewiride project (its record 0030, 3,262 of 3,262
probes) and agree with the scales in a hundred saved decks; a title has two rungs, 100 and 90 % (21 of 21 shrunken
titles). PowerPoint walks it only when somebody edits the text, so the result is meant to be written into the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.frozen import dataclass, replace
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.height import (
    Columns,
    Dimensions,
    lines_to_height,
    planned_width,
    text_lines_everywhere,
    whole_percent,
)
from summitdeck.typeset.model import SetParagraph, Spacing
from summitdeck.typeset.profile import Profile

Rung = tuple[int, int]
"""Font scale and line spacing reduction, both 1/1000 %."""
LADDER: tuple[Rung, ...] = (
    (100000, 0),
    (100000, 10000),
    (92500, 0),
    (92500, 10000),
    (92500, 20000),
    (85000, 10000),
    (85000, 20000),
    (77500, 20000),
    (70000, 20000),
    (62500, 20000),
    (55000, 20000),
    (47500, 20000),
    (40000, 20000),
    (32500, 20000),
    (25000, 20000),
)
TITLE_LADDER: tuple[Rung, ...] = ((100000, 0), (90000, 0))
CLOSE_TITLE_LADDER: tuple[Rung, ...] = (*TITLE_LADDER, (90000, 10000))
"""Of a title whose lines may be set closer; PowerPoint itself does not do so, but takes it as it is written."""
LOWER_TITLE_LADDER: tuple[Rung, ...] = (*CLOSE_TITLE_LADDER, *[rung for rung in LADDER if rung[0] < 90000])
"""Of a title that may be made smaller than PowerPoint itself would make it."""
WHOLE = 100000
SLACK = 6350
"""EMU that must be left over: half a point."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text fits its box."""

    rung: int
    """Index in its ladder; 0: as the template has it, nothing need be written."""
    font_scale: int
    """1/1000 %."""
    spacing_reduction: int
    """1/1000 %, taken from the line spacing."""
    sizes: tuple[int, ...]
    """1/100 pt of each paragraph's text; runs with a size of their own are scaled by `scaled_size`."""
    spacings: tuple[Spacing, ...]
    """Line spacing of each paragraph."""
    fits: bool
    """Whether it fits at this rung in both profiles, with half a point to spare."""
    needed: int
    """EMU the text takes at this rung, in the profile that takes more."""
    slack: int
    """EMU left over; negative when the text overflows."""
    natural: int
    """EMU it takes at rung 0."""


def least_rung(sizes: Sequence[int], minimum: int, ladder: Sequence[Rung] = LADDER) -> int:
    """The last rung that brings none of the sizes below `minimum` (both 1/100 pt); one already smaller stays."""
    smallest = min(sizes, default=minimum)
    floor = min(minimum, smallest)
    last = 0
    for index, (scale, _) in enumerate(ladder):
        if index and scaled_size(smallest, scale) < floor:
            break
        last = index
    return last


def scaled_size(size: int, scale: int) -> int:
    """The size PowerPoint draws at a font scale (1/1000 %): whole points, halves up; any size at 100 %."""
    return size if scale == WHOLE else (size * scale + 5000000) // 10000000 * 100


def reduced_spacing(spacing: Spacing, reduction: int) -> Spacing:
    """Line spacing less the reduction (1/1000 %), in whole percent; spacing in points stays."""
    if spacing.points is not None or not reduction:
        return spacing
    return Spacing(percent=1000 * whole_percent((spacing.percent or 0) - reduction))


def fit(
    paragraphs: Sequence[SetParagraph],
    width: int,
    height: int,
    *,
    title: bool,
    minimum: int,
    first_last: bool = False,
    shrink: bool = True,
    ladder: Sequence[Rung] | None = None,
    first: int = 0,
    columns: Columns | None = None,
    faces: Faces = resolve_face,
) -> Fit:
    """The first rung at which the text fits a box of `width` × `height` EMU between its insets, in both profiles.

    No size is brought below `minimum` (1/100 pt); text that the template already has smaller keeps its size.
    Where no allowed rung fits, the last one comes back with `fits` False. `shrink` False allows only rung 0.

    A title is set at 90 % also where that makes it one line. `ladder`: another one than PowerPoint's own.
    `first` is the rung that other texts share with this one: it is taken, or the next one at which this text fits;
    what would come below the minimum there is set at the minimum.

    `columns`: of a box of several, which make up `height` together.
    """
    ladder = (ladder or (TITLE_LADDER if title else LADDER)) if shrink else LADDER[:1]
    attempt = Attempt(paragraphs, width, first_last, faces, minimum, columns)
    last = least_rung(text_sizes(paragraphs), minimum, ladder)
    shared = range(first, _group_end(ladder, first, last)) if 0 < first < len(ladder) else range(0)
    one_line = [1] if title and last and attempt.is_broken(WHOLE) and not attempt.is_broken(ladder[1][0]) else []
    rungs = [*shared, *one_line, *range(last + 1)]
    found = next((rung for rung in rungs if attempt.height(*ladder[rung]) + SLACK <= height), last)
    return attempt.fit(found, ladder[found], height)


def _group_end(ladder: Sequence[Rung], first: int, last: int) -> int:
    """Behind the last rung that is tried from a shared one on: the last allowed, or the last of the shared one's scale.

    There its lines are closest: what fits at any earlier rung fits there.
    """
    same = [index for index, (scale, _) in enumerate(ladder) if scale == ladder[first][0]]
    return max(last, *same) + 1


class Attempt:
    """Sets one text at several rungs; lines depend on the font scale alone, so each scale is set once."""

    __slots__ = ("_columns", "_faces", "_first_last", "_floor", "_paragraphs", "_set", "_width")

    def __init__(
        self,
        paragraphs: Sequence[SetParagraph],
        width: int,
        first_last: bool,
        faces: Faces,
        floor: int = 0,
        columns: Columns | None = None,
    ) -> None:
        self._paragraphs = paragraphs
        self._width = width
        self._first_last = first_last
        self._faces = faces
        self._floor = floor
        self._columns = columns
        self._set: dict[int, tuple[Sequence[SetParagraph], tuple[tuple[Profile, Dimensions], ...]]] = {}

    def at(self, scale: int) -> tuple[Sequence[SetParagraph], tuple[tuple[Profile, Dimensions], ...]]:
        """The paragraphs at a font scale (1/1000 %), and the sizes of their lines in each profile."""
        if scale not in self._set:
            scaled = self._paragraphs
            if scale != WHOLE:
                scaled = [scaled_paragraph(paragraph, scale, self._floor) for paragraph in scaled]
            self._set[scale] = scaled, text_lines_everywhere(scaled, planned_width(self._width), self._faces)
        return self._set[scale]

    def height(self, scale: int, reduction: int) -> int:
        """EMU the text takes at a rung, in the profile that takes more."""
        scaled, lines = self.at(scale)
        spacings = [reduced_spacing(paragraph.style.line_spacing, reduction) for paragraph in scaled]
        return max(
            lines_to_height(scaled, dimensions, profile, spacings, self._first_last, self._columns)
            for profile, dimensions in lines
        )

    def is_broken(self, scale: int) -> bool:
        """Whether the text has more lines at a font scale, in either profile, than its author made."""
        breaks = sum([run.text.count("\n") for paragraph in self._paragraphs for run in paragraph.runs])
        written = len(self._paragraphs) + breaks
        return any(sum(map(len, dimensions)) > written for _, dimensions in self.at(scale)[1])

    def fit(self, rung: int, at: Rung, height: int) -> Fit:
        """What a rung gives in a box of `height` EMU."""
        scale, reduction = at
        scaled, _ = self.at(scale)
        needed = self.height(scale, reduction)
        return Fit(
            rung,
            scale,
            reduction,
            tuple([paragraph.style.size for paragraph in scaled]),
            tuple([reduced_spacing(paragraph.style.line_spacing, reduction) for paragraph in scaled]),
            needed + SLACK <= height,
            needed,
            height - needed,
            self.height(WHOLE, 0) if rung else needed,
        )


def scaled_paragraph(paragraph: SetParagraph, scale: int, floor: int = 0) -> SetParagraph:
    """The paragraph as it is at a font scale (1/1000 %), its line spacing left alone.

    What would come below `floor` (1/100 pt) is set at it, or at its own size where that is smaller.
    """
    runs = paragraph.runs
    if any(run.size is not None for run in runs):
        runs = tuple([run if run.size is None else replace(run, size=_scaled(run.size, scale, floor)) for run in runs])
    return SetParagraph(runs, replace(paragraph.style, size=_scaled(paragraph.style.size, scale, floor)))


def _scaled(size: int, scale: int, floor: int) -> int:
    return max(scaled_size(size, scale), min(floor, size))


def text_sizes(paragraphs: Sequence[SetParagraph]) -> list[int]:
    """1/100 pt of each run; of a paragraph without any, its own."""
    return [size for paragraph in paragraphs for size in _sizes(paragraph)]


def _sizes(paragraph: SetParagraph) -> list[int]:
    return [run.size or paragraph.style.size for run in paragraph.runs] or [paragraph.style.size]
