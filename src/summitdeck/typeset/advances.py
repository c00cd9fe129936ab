"""Advance widths of a face, read from metrics: those that are shipped, kept in the cache, or in a deck's folder.

Only numbers: no font file is needed. A metrics file is text in four parts with a line `---` between them: lines
`name: value` that say where the numbers come from; runs of neighbouring code points (`0041 1366 1366 1479`: the first
in hex, then the advance of each; `1139*4` is four times the same; no run leaves its block of 256); the pairs of the
legacy `kern` table (`A`, then `V-152` and so on, with tabs between); and, written likewise, what shaping adds to a pair
(GPOS kerning, ligatures). `typeset/font_metrics.py` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "metrics"
Style = tuple[bool, bool]
"""Bold, italic."""
PARTS = 4
LARGEST_EM = 16384
"""Units of an em: OpenType allows 16 to 16384."""


class Advances:
    """The widths of one face in one style. Reads only as much of its text as is asked for."""

    __slots__ = ("_blocks", "_kern", "_kern_text", "_lines", "_shaped", "_shaped_text", "em")

    em: int
    """Units of one em."""

    def __init__(self, text: str) -> None:
        """Take the text of a metrics file. Raises ValueError if it is not one; `why_no_metrics` tells before."""
        head, runs, self._kern_text, self._shaped_text = text.split("\n---\n")
        self.em = int(head.rpartition("em:")[2])
        self._blocks: dict[int, Mapping[str, int]] = {}
        self._lines: dict[int, list[str]] = {}
        for line in runs.splitlines():
            self._lines.setdefault(int(line[: line.index(" ")], 16) >> 8, []).append(line)
        self._kern: Mapping[str, int] | None = None
        self._shaped: Mapping[str, int] | None = None

    def width(self, character: str) -> int | None:
        """Units of a character; None if the face does not have it."""
        number = ord(character) >> 8
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = _read_block(self._lines.get(number, ()))
        return block.get(character)

    def kern(self) -> Mapping[str, int]:
        """Units to be added after the first of two characters, by both together: the legacy `kern` table."""
        if self._kern is None:
            self._kern = _read_pairs(self._kern_text)
        return self._kern

    def shaped(self) -> Mapping[str, int]:
        """Units that shaping adds to two characters: kerning by GPOS, and ligatures."""
        if self._shaped is None:
            self._shaped = _read_pairs(self._shaped_text)
        return self._shaped


def _read_pairs(text: str) -> Mapping[str, int]:
    rows = (line.split("\t") for line in text.split("\n") if line)
    return {row[0] + entry[0]: int(entry[1:]) for row in rows for entry in row[1:]}


def _read_block(lines: list[str] | tuple[()]) -> Mapping[str, int]:
    widths: dict[str, int] = {}
    for line in lines:
        first, *values = line.split()
        point = int(first, 16)
        for value in values:
            units, _, count = value.partition("*")
            for _ in range(int(count or 1)):
                widths[chr(point)] = int(units)
                point += 1
    return widths


def metrics_head(text: str) -> dict[str, str]:
    """What a metrics file says of itself: `face`, `style`, `em`, and where its numbers come from."""
    head = text.partition("\n---\n")[0]
    return {name: value.strip() for name, _, value in [line.partition(":") for line in head.splitlines()]}


def why_no_metrics(text: str) -> str | None:
    """What is wrong with a metrics file that anybody may have made; None if `Advances` can read it."""
    parts = text.split("\n---\n")
    if len(parts) != PARTS or not text.endswith("\n"):
        return "it ends too early"
    em = metrics_head(text).get("em", "")
    if not re.fullmatch("[0-9]{1,5}", em) or not 0 < int(em) <= LARGEST_EM or not parts[0].endswith(f"em: {em}"):
        return "its head states no em in its last line"
    for line in parts[1].splitlines():
        if not re.fullmatch(r"(?:10|[0-9A-F])?[0-9A-F]{4}(?: [0-9]{1,5}(?:\*[0-9]{1,3})?)+", line):
            return f"'{line[:20]}' are no widths"
        first, *values = line.split()
        if int(first, 16) % 256 + sum([int(value.partition("*")[2] or 1) for value in values]) > 256:
            return f"the line '{first}' is too long"
    for line in "\n".join(parts[2:]).split("\n"):
        if line and not re.fullmatch(r"[^\t](?:\t[^\t]-?[0-9]{1,5})+", line):
            return f"'{line[:20]}' are no pairs"
    return None


@lru_cache(maxsize=64)
def read_shipped(stem: str) -> Advances:
    """The advances in one of the shipped files, as `carlito-bold`. Read once."""
    return Advances((FOLDER / f"{stem}.txt").read_text(encoding="utf-8"))
