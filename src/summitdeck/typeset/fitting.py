"""Fitting a text to its box, as PowerPoint's own autofit does it: fifteen rungs, the first that fits is taken.

The ladder and its arithmetic were measured on PowerPoint by the Dewiride project (its record 0030, 3,262 of 3,262
probes) and agree with the scales in a hundred saved decks; a title has two rungs, 100 and 90 % (21 of 21 shrunken
titles). PowerPoint walks it only when somebody edits the text, so the result is meant to be written into the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.frozen import dataclass, replace
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.height import Dimensions, lines_to_height, text_lines_everywhere, whole_percent
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
WHOLE = 100000
SLACK = 6350
"""EMU that must be left over: half a point."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text fits its box."""

    rung: int
    """Index in the ladder; 0: as the template has it, nothing need be written."""
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
    faces: Faces = resolve_face,
) -> Fit:
    """The first rung at which the text fits a box of `width` × `height` EMU between its insets, in both profiles.

    No size is brought below `minimum` (1/100 pt); text that the template already has smaller keeps its size.
    Where no allowed rung fits, the last one comes back with `fits` False. `shrink` False allows only rung 0.
    """
    ladder = (TITLE_LADDER if title else LADDER) if shrink else LADDER[:1]
    sizes = [size for paragraph in paragraphs for size in _sizes(paragraph)]
    smallest = min(sizes, default=minimum)
    floor = min(minimum, smallest)
    attempt = Attempt(paragraphs, width, first_last, faces)
    rung, natural, needed = 0, 0, 0
    for index, (scale, reduction) in enumerate(ladder):
        if index and scaled_size(smallest, scale) < floor:
            break
        rung, needed = index, attempt.height(scale, reduction)
        natural = natural or needed
        if needed + SLACK <= height:
            break
    scale, reduction = ladder[rung]
    return Fit(
        rung,
        scale,
        reduction,
        tuple([scaled_size(paragraph.style.size, scale) for paragraph in paragraphs]),
        tuple([reduced_spacing(paragraph.style.line_spacing, reduction) for paragraph in paragraphs]),
        needed + SLACK <= height,
        needed,
        height - needed,
        natural,
    )


class Attempt:
    """Sets one text at several rungs; lines depend on the font scale alone, so each scale is set once."""

    __slots__ = ("_faces", "_first_last", "_paragraphs", "_set", "_width")

    def __init__(self, paragraphs: Sequence[SetParagraph], width: int, first_last: bool, faces: Faces) -> None:
        self._paragraphs = paragraphs
        self._width = width
        self._first_last = first_last
        self._faces = faces
        self._set: dict[int, tuple[Sequence[SetParagraph], tuple[tuple[Profile, Dimensions], ...]]] = {}

    def height(self, scale: int, reduction: int) -> int:
        """EMU the text takes at a rung, in the profile that takes more."""
        if scale not in self._set:
            scaled = self._paragraphs if scale == WHOLE else [scaled_paragraph(p, scale) for p in self._paragraphs]
            self._set[scale] = scaled, text_lines_everywhere(scaled, self._width, self._faces)
        scaled, lines = self._set[scale]
        spacings = [reduced_spacing(paragraph.style.line_spacing, reduction) for paragraph in scaled]
        return max(
            lines_to_height(scaled, dimensions, profile, spacings, self._first_last) for profile, dimensions in lines
        )


def scaled_paragraph(paragraph: SetParagraph, scale: int) -> SetParagraph:
    """The paragraph as it is at a font scale (1/1000 %); its line spacing is left alone."""
    runs = paragraph.runs
    if any(run.size is not None for run in runs):
        runs = tuple([run if run.size is None else replace(run, size=scaled_size(run.size, scale)) for run in runs])
    return SetParagraph(runs, replace(paragraph.style, size=scaled_size(paragraph.style.size, scale)))


def _sizes(paragraph: SetParagraph) -> list[int]:
    return [run.size or paragraph.style.size for run in paragraph.runs] or [paragraph.style.size]
