"""Paragraphs as a text block: the inverse of `textblock`, which has the grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from summitdeck.deck.model import Paragraph, ParagraphKind
from summitdeck.deck.print_words import print_words
from summitdeck.deck.source import Place, Source
from summitdeck.deck.textblock import read_text_block
from summitdeck.frozen import replace

_NOWHERE = Place(Source(Path(), "", ""), 0, 0, None)
_DASH = re.compile(r"-(?=[ \t]|\Z)").match
_NUMBER = re.compile(r"([0-9]{1,2})\.(?=[ \t]+\S)").match


def print_text_block(paragraphs: Sequence[Paragraph], level: int) -> str | None:
    """The text block that reads as these paragraphs, with its last line end; None when there is none.

    `level` is that of the list the block stands in; it is taken off all levels.
    """
    shallow = tuple(replace(paragraph, level=paragraph.level - level) for paragraph in paragraphs)
    if any(paragraph.level < 0 or paragraph.kind is ParagraphKind.QUOTE for paragraph in shallow):
        return None
    text = "\n".join(_write(shallow)) + "\n"
    return text if read_text_block(text, _NOWHERE) == (shallow, ()) else None


def _write(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The lines of a block; whether they read as the paragraphs is for the caller to see."""
    lines: list[str] = []
    columns: list[int] = []  # of each open level, where the text of its last item stands
    numbers: dict[int, int] = {}
    before = ParagraphKind.PLAIN
    for paragraph, goes_on in zip(paragraphs, _lists_go_on(paragraphs), strict=True):
        level, is_plain = paragraph.level, paragraph.kind is ParagraphKind.PLAIN
        if lines and (is_plain or before is ParagraphKind.PLAIN):
            lines.append("")
        open_levels = (level + 1 if level or goes_on else 0) if is_plain else level
        del columns[open_levels:]
        numbers = {} if not open_levels and is_plain else {at: number for at, number in numbers.items() if at <= level}
        column, marker = (columns[-1] if columns else 0), ""
        if not is_plain:
            marker = _marker(paragraph, numbers)
            columns.append(column + len(marker))
        lines += _paragraph_lines(print_words(paragraph.words), " " * column, marker)
        before = paragraph.kind
    return lines


def _lists_go_on(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph, whether the next item behind it stands below another: a plain text does not end that list."""
    found, deeper = [], False
    for paragraph in reversed(paragraphs):
        found.append(deeper)
        if paragraph.kind is not ParagraphKind.PLAIN:
            deeper = paragraph.level > 0
    return found[::-1]


def _marker(paragraph: Paragraph, numbers: dict[int, int]) -> str:
    if paragraph.kind is ParagraphKind.BULLET:
        numbers.pop(paragraph.level, None)
        return "- "
    number = paragraph.start or numbers.get(paragraph.level, 0) + 1
    numbers[paragraph.level] = number
    return f"{number}. "


def _paragraph_lines(text: str, indent: str, marker: str) -> list[str]:
    """The lines of one paragraph; a line break of its own is kept by a backslash."""
    first, *more = text.split("\n")
    below = indent + " " * len(marker)
    written = [indent + (f"{marker}{first}" if marker else _unmark(first)), *(below + _unmark(line) for line in more)]
    return [*(f"{line}\\" for line in written[:-1]), written[-1]]


def _unmark(line: str) -> str:
    """A line that does not begin an item, though it looks like one."""
    if _DASH(line):
        return f"\\{line}"
    found = _NUMBER(line)
    return f"{found[1]}\\{line[len(found[1]) :]}" if found else line
