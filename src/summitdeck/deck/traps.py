"""What YAML takes without a word, though it is not what was meant: bullets folded into one text, tails lost to `#`."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from summitdeck.deck.lines import as_in, line_at, quote, shorten
from summitdeck.deck.nodes import Reading, Scalar
from summitdeck.deck.scalars import decode
from summitdeck.deck.source import line_start
from summitdeck.frozen import NamedTuple

_FOLDED_BULLET = r"[\r\n][ \t]*-[ \t]"
_MARKS = "・•‣⁃●○■□◆◇▪–—"
"""What people begin bullets with elsewhere; no dash of YAML's."""
_MARKED = rf"([{_MARKS}]|[*+](?=[ \t])|-(?=[^\d.-]))[ \t\u3000]*"
_Marker = Callable[[str, int, int], re.Match[str] | None]
_LINE = r"[^\r\n]+"
_BULLET = r"-[ \t]+"


def check_lost_tail(reading: Reading, node: Scalar) -> None:
    """Warn where a plain text ends at a `#` that is glued to a word: `We are #1` loses its tail.

    A `#` with a space behind it is a comment like any other.
    """
    text, at = reading.source.text, node.end
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    if node.value and at > node.end and text[at : at + 1] == "#" and text[at + 1 : at + 2].isalnum():
        tail = text[at : line_at(text, at).end]
        message = f"'{shorten(tail)}' is left out: YAML takes it for a comment"
        advice = "a comment has a space behind its #; as text, use a text block (`|`) or quote it"
        hint = as_in(advice, quote(f"{node.value} {tail}"))
        reading.warning("lost-tail", message, reading.source.span(at, at + len(tail)), hint)


_BLANK = " \t\v\f\x85\u2028\u2029"
"""What a text neither begins nor ends with: spaces, and what becomes a line break."""


class Folded(NamedTuple):
    """The bullets that YAML folded into one plain text."""

    bullets: list[tuple[int, Scalar]]
    """Each with its depth; the first has depth 0."""
    is_marked: bool
    """Whether the first begins with a mark as well; else it is the text that the others stand below."""


def split_folded(reading: Reading, node: Scalar) -> Folded | None:
    """The bullets that YAML folded into one plain text; None when these are no bullets.

    One that has others below it is a parent without its colon: warned of, at the parent.
    """
    text = reading.source.text
    if not node.is_folded:
        return None
    first_mark = re.compile(_MARKED).match(text, node.start, node.end)
    if first_mark is not None and _count_marked(text, node, first_mark[1]) > 1:
        return _split_marked(reading, node, first_mark[1])
    if re.compile(_FOLDED_BULLET).search(text, node.start, node.end) is None:
        return None
    entries = _entries(text, node, re.compile(_BULLET).match)
    bullets = _with_depths(reading, entries)
    for (depth, parent), (below, child) in pairwise(bullets):
        if below > depth:
            _warn_of_parent(reading, parent, child)
    return Folded(bullets, is_marked=entries[0][0] >= 0)


def _count_marked(text: str, node: Scalar, mark: str) -> int:
    return sum(text.startswith(mark, start) for start, _ in _stripped_lines(text, node))


def _stripped_lines(text: str, node: Scalar) -> list[tuple[int, int]]:
    lines = []
    for found in re.compile(_LINE).finditer(text, node.start, node.end):
        bare = found[0].strip(_BLANK)
        if bare:
            start = found.start() + found[0].index(bare)
            lines.append((start, start + len(bare)))
    return lines


def _entries(text: str, node: Scalar, marker: _Marker) -> list[tuple[int, int, int]]:
    """Column, start and end of each bullet; a line without a marker goes on with the one above."""
    entries: list[tuple[int, int, int]] = []
    for start, end in _stripped_lines(text, node):
        found = marker(text, start, end)
        if found:
            entries.append((start - line_start(text, start), found.end(), end))
        elif entries:
            entries[-1] = (entries[-1][0], entries[-1][1], end)
        else:
            entries.append((-1, start, end))
    return entries


def _with_depths(reading: Reading, entries: list[tuple[int, int, int]]) -> list[tuple[int, Scalar]]:
    bullets = []
    columns: list[int] = []
    for column, start, end in entries:
        while columns and columns[-1] >= column:
            columns.pop()
        value = decode(reading.source.text, start, end, "")[0]
        bullets.append((len(columns), Scalar(value, start, end, "")))
        columns.append(column)
    return bullets


def _warn_of_parent(reading: Reading, parent: Scalar, child: Scalar) -> None:
    line = line_at(reading.source.text, parent.start)
    if line.is_bullet and line.key is None:
        hint = as_in("it is set as if the line ended with a colon", f"- {parent.value}:")
    elif line.is_bullet:
        words = quote(f"{line.key}: {parent.value}")
        hint = as_in("it is set as if the text were quoted and had a colon", f"- {words}:")
    else:
        hint = "it is set as a text with bullets below it; say so in a text block (`|`)"
    message = f"'{shorten(parent.value)}' has bullets below it, but no ':' at its end: YAML joins them to one text"
    related = [("joined to it", reading.span(child))]
    reading.warning("missing-colon", message, parent, hint, related)


def _split_marked(reading: Reading, node: Scalar, mark: str) -> Folded:
    """Lines that begin with a mark which YAML does not know, as `・`: each a bullet, and a warning."""
    reading.warning(
        "bullet-mark",
        f"'{mark}' begins no bullet here: YAML joins these lines to one text",
        reading.source.span(node.start, node.start + len(mark)),
        "it is set as if each began with a dash and a space, `- `",
    )
    return Folded(_with_depths(reading, _entries(reading.source.text, node, re.compile(_MARKED).match)), True)
