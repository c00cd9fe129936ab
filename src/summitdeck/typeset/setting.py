"""Paragraphs into lines: greedy, with what may hang and what is free at a line's end, in either profile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from summitdeck.typeset.asian import KOREAN, Kinsoku, asian_line_end, east_asian_language, holds_hangul, kinsoku_of
from summitdeck.typeset.bullets import text_left
from summitdeck.typeset.faces import SOFT_HYPHEN, Faces, resolve_face
from summitdeck.typeset.kinsoku import HANGING, after_solidus, line_ends, plain_line_ends
from summitdeck.typeset.model import Lines, SetParagraph, SetRun
from summitdeck.typeset.pens import Look, Pen, pen_of
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import (
    COMPLEX,
    EAST_ASIAN,
    LATIN,
    OTHER,
    follows_east_asian,
    script_seams,
    text_to_scripts,
    weak_spans,
)

SEAM = 0.24
"""Em that LibreOffice puts between Asian and other text: a fifth of its line of 1.2 em."""
KOREAN_SPACE = 0.28
"""Em of a space in Korean text in Noto Sans CJK, which draws it where the face is missing; others are narrower."""
COMPLEX_MARGIN = 1.03
"""Hebrew, Arabic and the like are taken this much wider: shaping, and spaces drawn in the complex face."""
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

    __slots__ = ("_mixed", "_paragraph", "_pens", "_prefix", "_scripts", "advances", "profile", "seams", "text")

    def __init__(self, paragraph: SetParagraph, profile: Profile, faces: Faces) -> None:
        runs = paragraph.runs
        self._paragraph = paragraph
        self.profile = profile
        self.text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
        self._scripts = text_to_scripts(self.text)
        self._mixed = mixed = EAST_ASIAN in self._scripts
        self._pens = [_pen(run, paragraph, profile, faces, mixed) for run in runs]
        self.advances: list[float] = []
        for run, pen in zip(runs, self._pens, strict=True):
            advances = list(map(pen.__getitem__, run.text))
            if self._kerns(run):
                pen.kern(run.text, advances)
            self.advances += advances
        if COMPLEX in self._scripts:
            self.advances = [advance * COMPLEX_MARGIN for advance in self.advances]
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
            ends = line_ends(self.text[start:stop], self.profile, self._kinsoku(start))
            ends = [start + end for end in ends]
            spans += list(zip([start, *ends], ends, strict=False))
        return spans

    def lines(self, width: int, first_left: int) -> tuple[list[Span], bool]:
        """The lines in a box of `width`, the first starting at `first_left`; and whether a word had to be broken."""
        text, left = self.text, self._paragraph.style.margin_left
        if "\n" not in text and "\t" not in text and sum(self.advances) <= width - first_left:
            return [(0, len(text))], False
        spans: list[Span] = []
        forced, start, has_tabs = False, 0, "\t" in text
        line_end = self._powerpoint_end if self.profile is Profile.POWERPOINT else self._libreoffice_end
        for segment in text.split("\n"):
            ends = Ends(segment, start, self.profile)
            stop = start + len(segment)
            prefix = self._sums()
            while True:
                line_left = left if spans else first_left
                if has_tabs:
                    self._put_tabs(start, stop, line_left)
                    prefix = self._sums()
                target = prefix[start] + self.seams.get(start, 0.0) + max(0, width - line_left) + 1
                fit = bisect_right(prefix, target, start) - 1
                if fit >= stop:
                    spans.append((start, stop))
                    break
                end = line_end(start, stop, fit, target, ends)
                if not end:
                    end, forced = _skip_spaces(text, max(fit, start + 1), stop), True
                spans.append((start, end))
                start = end
                if end >= stop:
                    break
            start = stop + 1
        return spans, forced

    def _powerpoint_end(self, start: int, stop: int, fit: int, target: float, ends: Ends) -> int:
        """Where a line ends that starts at `start` and has no room for the character at `fit`; 0: inside a word."""
        text, prefix = self.text, self._sums()
        reach = _skip_spaces(text, fit + 1 if text[fit] in HANGING else fit, stop)
        while (end := ends.last(reach)) > start:
            if text[end - 1] != SOFT_HYPHEN or prefix[end] + self._hyphen(end) <= target:
                return end
            reach = end - 1
        return 0

    def _libreoffice_end(self, start: int, stop: int, fit: int, target: float, ends: Ends) -> int:
        """The same in LibreOffice: of spaces at a line's end one takes no room, and no hyphen does."""
        text = self.text
        if text[fit] == " ":
            return fit + 1
        if self._mixed and follows_east_asian(text, fit):
            end = asian_line_end(text, fit, self._kinsoku(fit - 1))
        else:
            end = ends.last(fit - 1 if text[fit - 1] == "/" else fit)
            end = after_solidus(text, end) if end else 0
        end = max(end, text.rfind("\t", start, fit) + 1)  # it looks for no place before a tab
        return end if end > start else 0

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

    def _kinsoku(self, index: int) -> Kinsoku:
        """What the language of the run keeps together that holds the character."""
        usual = self._paragraph.style.language
        for run in self._paragraph.runs:
            index -= len(run.text)
            if index < 0:
                return kinsoku_of(run.language or east_asian_language(run.text, usual))
        return kinsoku_of(usual)

    def _put_seams(self) -> None:
        """LibreOffice's space between scripts, and its East Asian face for signs that follow East Asian text."""
        text, advances = self.text, self.advances
        korean = holds_hangul(text) or self._paragraph.style.language.startswith("ko")
        for start, end in weak_spans(self._scripts):
            for index in range(start, end):
                pen = self._pen_at(index)
                advances[index] = pen.east_asian(text[index])
                if text[index] == "—":  # shaped as one em beside ideographs, whatever the face's own width
                    advances[index] = max(advances[index], pen.em)
                elif korean and text[index] == " " and self._kinsoku(index) is KOREAN:
                    advances[index] = max(advances[index], KOREAN_SPACE * pen.em)
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


class Ends:
    """Where lines may end in a stretch of text that begins at `start`; found when they are first asked for."""

    __slots__ = ("_found", "_profile", "_start", "_text")

    def __init__(self, text: str, start: int, profile: Profile) -> None:
        self._text, self._start, self._profile = text, start, profile
        self._found: list[int] | None = None

    def last(self, reach: int) -> int:
        """The last end up to `reach`; 0 if there is none."""
        if self._found is None:
            self._found = [self._start + end for end in plain_line_ends(self._text, self._profile)]
        index = bisect_right(self._found, reach)
        return self._found[index - 1] if index else 0


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


def _skip_spaces(text: str, index: int, stop: int) -> int:
    while index < stop and text[index] == " ":
        index += 1
    return index
