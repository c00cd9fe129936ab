"""Paragraphs into lines: greedy, with what may hang and what is free at a line's end, in either profile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from summitdeck.typeset.bullets import text_left
from summitdeck.typeset.faces import SOFT_HYPHEN, Faces, resolve_face
from summitdeck.typeset.kinsoku import HANGS, is_glued, line_ends
from summitdeck.typeset.model import Lines, SetParagraph, SetRun
from summitdeck.typeset.pens import Look, Pen, pen_of
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import (
    COMPLEX,
    EAST_ASIAN,
    LATIN,
    OTHER,
    is_east_asian,
    is_weak,
    script_seams,
    text_to_scripts,
    weak_spans,
)

SEAM = 0.24
"""Em that LibreOffice puts between Asian and other text: a fifth of its line of 1.2 em."""
TAB = 914400
"""EMU between default tab stops."""
Span = tuple[int, int]
"""Start and end of a line in the text; its trailing spaces belong to it."""


def set_paragraph(
    paragraph: SetParagraph, width: int, profile: Profile, *, number: int = 0, faces: Faces = resolve_face
) -> Lines:
    """The lines of a paragraph in a box of `width` EMU between its insets.

    Margins, indent and bullet are those of the paragraph's style; `number` is what a numbered one counts.
    """
    measured = Measured(paragraph, profile, faces)
    spans, forced = measured.lines(width, text_left(paragraph, profile, faces, number))
    text = measured.text
    return Lines(
        tuple([text[start:end].rstrip() for start, end in spans]),
        tuple([ceil(measured.width(start, end)) for start, end in spans]),
        measured.is_guess,
        forced,
        tuple([start for start, _ in spans]),
        measured.sizes(spans),
    )


def line_sizes(
    paragraph: SetParagraph, width: int, profile: Profile, *, number: int = 0, faces: Faces = resolve_face
) -> tuple[int, ...]:
    """Size of each line, 1/100 pt: what heights are made of, without the lines' texts."""
    measured = Measured(paragraph, profile, faces)
    spans, _ = measured.lines(width, text_left(paragraph, profile, faces, number))
    return measured.sizes(spans)


class Measured:
    """The text of a paragraph with the advance of each character, in one profile. EMU."""

    __slots__ = ("_paragraph", "_pens", "_prefix", "_scripts", "advances", "profile", "seams", "text")

    def __init__(self, paragraph: SetParagraph, profile: Profile, faces: Faces) -> None:
        runs = paragraph.runs
        self._paragraph = paragraph
        self.profile = profile
        self.text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
        self._scripts = text_to_scripts(self.text)
        mixed = EAST_ASIAN in self._scripts
        self._pens = [_pen(run, paragraph, profile, faces, mixed) for run in runs]
        self.advances: list[float] = []
        for run, pen in zip(runs, self._pens, strict=True):
            advances = list(map(pen.__getitem__, run.text))
            if self._kerns(run):
                pen.kern(run.text, advances)
            self.advances += advances
        self.seams: dict[int, float] = {}
        if mixed and profile is Profile.LIBREOFFICE:
            self._put_seams()
        self._prefix: list[float] | None = None

    @property
    def is_guess(self) -> bool:
        """Whether a face had to be guessed, or a script that is measured only roughly."""
        at = 0
        for run, pen in zip(self._paragraph.runs, self._pens, strict=True):
            scripts = self._scripts[at : at + len(run.text)]
            if pen.is_guess and (LATIN in scripts or OTHER in scripts):
                return True
            at += len(run.text)
        return COMPLEX in self._scripts

    def width(self, start: int, end: int) -> float:
        """EMU of a line without its trailing spaces; a soft hyphen that breaks a word is drawn."""
        drawn = start + len(self.text[start:end].rstrip())
        prefix = self._sums()
        width = prefix[drawn] - prefix[start] - self.seams.get(start, 0.0)
        if drawn == end < len(self.text) and self.text[start:end].endswith(SOFT_HYPHEN) and self.text[end] != "\n":
            width += self._hyphen(end)
        return max(0.0, width)

    def sizes(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Size of the largest run on each line, 1/100 pt."""
        usual = self._paragraph.style.size
        if all(run.size is None for run in self._paragraph.runs):
            return (usual,) * len(spans)
        bounds, at = [], 0
        for run in self._paragraph.runs:
            bounds.append((at, at + len(run.text), run.size or usual))
            at += len(run.text)
        return tuple(
            max((size for first, last, size in bounds if first < max(end, start + 1) and last > start), default=usual)
            for start, end in spans
        )

    def segments(self) -> list[Span]:
        """The text between forced line breaks."""
        spans, start = [], 0
        for segment in self.text.split("\n"):
            spans.append((start, start + len(segment)))
            start += len(segment) + 1
        return spans

    def units(self) -> list[Span]:
        """The stretches that no line may end in: words, or East Asian characters with what sticks to them."""
        spans = []
        for start, stop in self.segments():
            ends = [start + end for end in line_ends(self.text[start:stop], self.profile)]
            spans += list(zip([start, *ends], ends, strict=False))
        return spans

    def lines(self, width: int, first_left: int) -> tuple[list[Span], bool]:
        """The lines in a box of `width`, the first starting at `first_left`; and whether a word had to be broken."""
        text, left = self.text, self._paragraph.style.margin_left
        if "\n" not in text and "\t" not in text and sum(self.advances) <= width - first_left:
            return [(0, len(text))], False
        spans: list[Span] = []
        forced, start = False, 0
        for segment in text.split("\n"):
            ends = [start + end for end in line_ends(segment, self.profile)]
            stop = start + len(segment)
            while True:
                line_left = left if spans else first_left
                if "\t" in segment:
                    self._put_tabs(start, stop, line_left)
                end, broken = self._line_end(start, stop, max(0, width - line_left), ends)
                spans.append((start, end))
                forced = forced or broken
                start = end
                if end >= stop:
                    break
            start = stop + 1
        return spans, forced

    def _line_end(self, start: int, stop: int, room: int, ends: Sequence[int]) -> tuple[int, bool]:
        """Where a line that starts at `start` ends, at most at `stop`; whether it ends inside a word."""
        prefix, text = self._sums(), self.text
        target = prefix[start] + self.seams.get(start, 0.0) + room + 1
        fit = min(stop, bisect_right(prefix, target, start) - 1)
        if fit >= stop:
            return stop, False
        reach = _skip_spaces(text, fit + 1 if self._hangs(fit) else fit, stop)
        glued = self.profile is Profile.LIBREOFFICE and bool(self.seams) and not _follows_east_asian(text, fit)
        for index in range(bisect_right(ends, reach) - 1, -1, -1):
            end = ends[index]
            if end <= start:
                break
            if glued and is_glued(text, end):
                continue
            if text[end - 1] == SOFT_HYPHEN and prefix[end] + self._hyphen(end) > target:
                continue
            return end, False
        return _skip_spaces(text, max(fit, start + 1), stop), True

    def _hangs(self, index: int) -> bool:
        """Whether the character may stand beyond the line's end. LibreOffice lets it only after Asian text."""
        if self.text[index] not in HANGS[self.profile]:
            return False
        return self.profile is Profile.POWERPOINT or (index > 0 and is_east_asian(self.text[index - 1]))

    def _sums(self) -> list[float]:
        if self._prefix is None:
            self._prefix = list(accumulate(self.advances, initial=0.0))
        return self._prefix

    def _hyphen(self, end: int) -> float:
        return self._pen_at(end - 1)["-"]

    def _kerns(self, run: SetRun) -> bool:
        """Whether pairs are kerned: in PowerPoint from the stated size on, never if that is 0 or not stated."""
        style = self._paragraph.style
        if self.profile is Profile.LIBREOFFICE:
            return True
        return bool(style.kern) and (run.size or style.size) >= (style.kern or 0)

    def _pen_at(self, index: int) -> Pen:
        for run, pen in zip(self._paragraph.runs, self._pens, strict=True):
            index -= len(run.text)
            if index < 0:
                return pen
        return self._pens[-1]

    def _put_seams(self) -> None:
        """LibreOffice's space between scripts, and its East Asian face for signs that follow East Asian text."""
        for start, end in weak_spans(self._scripts):
            for index in range(start, end):
                self.advances[index] = self._pen_at(index).east_asian(self.text[index])
        for index in script_seams(self._scripts):
            seam = SEAM * self._pen_at(index - 1).em
            self.seams[index] = seam
            self.advances[index] += seam

    def _put_tabs(self, start: int, stop: int, left: int) -> None:
        """Make each tab of the line reach the next stop: the paragraph's margin, or one of the default stops, which
        count from the box's left inset."""
        at, margin = float(left), self._paragraph.style.margin_left
        for index in range(start, stop):
            if self.text[index] == "\t":
                stop_at = margin if at < margin else (at // TAB + 1) * TAB
                self.advances[index] = stop_at - at
            at += self.advances[index]
        self._prefix = None


def _pen(run: SetRun, paragraph: SetParagraph, profile: Profile, faces: Faces, mixed: bool) -> Pen:
    style = paragraph.style
    look = Look(
        run.face or style.face,
        run.size or style.size,
        run.bold or style.bold,
        run.italic or style.italic,
        style.spacing,
        style.caps,
        mixed,
    )
    return pen_of(look, faces, profile)


def _follows_east_asian(text: str, index: int) -> bool:
    """Whether the character before `index` is East Asian, or one without a script that follows such a one."""
    while index > 0 and is_weak(text[index - 1]):
        index -= 1
    return index > 0 and is_east_asian(text[index - 1])


def _skip_spaces(text: str, index: int, stop: int) -> int:
    while index < stop and text[index] == " ":
        index += 1
    return index
