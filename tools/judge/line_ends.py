"""No line begins with what belongs to the line before, or ends with what belongs to the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tools.judge.drawn import DrawnLine
from tools.judge.pdf import normal

NEVER_FIRST = frozenset("、。」』）】〕〉》ー々っゃゅょッャュョ！？") | frozenset(normal("）！？"))
"""Kinsoku as every Japanese reader expects it. Glyphs give full-width forms as ASCII; `．` would then be a part of `…`,
which may begin a line in LibreOffice, so it is not among them."""
NEVER_LAST = frozenset("（「『【〔〈《") | frozenset(normal("（"))


def bad_line_ends(lines: Sequence[DrawnLine]) -> list[str]:
    """Lines inside a paragraph that begin or end with what must not stand there.

    A mark that hangs beyond the line's end belongs to the line. ASCII forms count only beside East Asian text, which
    is where the kinsoku sets apply.
    """
    bad = []
    for before, after in pairwise(lines):
        if before.paragraph != after.paragraph or after.starts:
            continue
        first, last = after.text[0], before.text[-1]
        if first in NEVER_FIRST and _is_wide(first, last):
            bad.append(f"'{after.text[:12]}' begins a line after '{before.text[-12:]}'")
        if last in NEVER_LAST and _is_wide(last, first):
            bad.append(f"'{before.text[-12:]}' ends a line before '{after.text[:12]}'")
    return bad


def _is_wide(mark: str, neighbour: str) -> bool:
    return mark > "\u2e80" or neighbour > "\u2e80"
