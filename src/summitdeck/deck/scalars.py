"""What a scalar says, and where each of its characters stands in the file.

Follows YAML 1.2.2, chapters 7.3 (flow scalars) and 8.1 (block scalars), as libyaml reads them, with three
additions: lines that YAML folds are joined without a space where East Asian text wants none; U+000B, U+0085,
U+2028 and U+2029 are line breaks of the text, not of the file; the value is NFC.
"""

from __future__ import annotations

import re
from contextlib import suppress
from unicodedata import combining, is_normalized, normalize

from summitdeck.deck.plain import fold_joint
from summitdeck.deck.source import line_start

PAIR = ":"
"""The style of a `key: words` pair that is read as one text, from the key's first character on."""

SOFT_BREAKS = "\x0b\x85\u2028\u2029"
"""Characters that break a line of text wherever they stand: what Shift+Enter pastes, and its like."""
REPLACEMENT = "\ufffd"
"""Stands for a character that no text may hold; each of those is told as an error."""

_FORBIDDEN = "\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
"""Controls, surrogates, noncharacters of the first plane (Unicode 16, 23.7), and the byte order mark."""
_SPECIAL_PATTERN = f"[{_FORBIDDEN}{SOFT_BREAKS}]"  # compiled when needed, as the next: 0.4 ms each
_FORBIDDEN_PATTERN = f"[{_FORBIDDEN}]"
_SOFT_TO_NEWLINE = str.maketrans(dict.fromkeys(SOFT_BREAKS, "\n"))

_BREAK = re.compile(r"\r\n|\r|\n")
_CHUNK = {
    "": re.compile(r"[^ \t\r\n]+").match,
    "'": re.compile(r"[^ \t\r\n']+").match,
    '"': re.compile(r"[^ \t\r\n\\]+").match,
}
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_BLOCK_HEADER = r"[|>](?:([1-9])([+-]?)|([+-])([1-9])?)?[^\r\n]*(?:\r\n|\r|\n)?"
_PREFIX = r"( *)((?:-[ \t]+)*)(-(?=[ \t]*\Z))?(.*)"
_COLON = re.compile(r":(?=[ \t\r\n]|\Z)").search


def is_ordinary(text: str) -> bool:
    """Whether all characters are taken as they stand."""
    # What can be printed is ordinary, and so are these; most texts hold nothing else.
    return text.replace("\n", "").replace("\u3000", "").isprintable() or find_special(text) is None


def find_special(text: str, start: int = 0) -> re.Match[str] | None:
    """Finds a character that is not taken as it stands: one of `SOFT_BREAKS`, or one that is forbidden."""
    return re.compile(_SPECIAL_PATTERN).search(text, start)


def mask_special(text: str, for_forbidden: str, for_break: str) -> str:
    """The text with one character in the place of each forbidden one, and another in that of each soft break."""
    return re.sub(f"[{SOFT_BREAKS}]", for_break, re.sub(_FORBIDDEN_PATTERN, for_forbidden, text))


def find_forbidden(text: str) -> re.Match[str] | None:
    """Finds a control character or a noncharacter, which no text may hold."""
    return re.search(_FORBIDDEN_PATTERN, text)


def value_offsets(text: str, start: int, end: int, style: str) -> list[int]:
    """The offset in `text` of each character of the scalar's value; `text[start:end]` is the scalar as written."""
    return decode(text, start, end, style)[1][:-1]


def decode(text: str, start: int, end: int, style: str) -> tuple[str, list[int]]:
    """The scalar's value, and the offset in `text` of each of its characters and of what follows the last one."""
    if style == PAIR:
        value = _read_pair(text, start, end)
    elif style in ("|", ">"):
        value = _read_block(text, start, end, style)
    elif style:
        value = _read_flow(text, start + 1, end - 1, style)
    else:
        value = _read_flow(text, start, end, style)
    return value.finish()


class _Value:
    """A value being put together: its characters, their offsets, and which of its spaces are folded line ends."""

    __slots__ = ("chars", "edges", "end", "folds")

    def __init__(self, end: int) -> None:
        self.chars: list[str] = []
        self.edges: list[int] = []
        self.folds: list[int] = []
        self.end = end

    def add(self, text: str, start: int, end: int) -> None:
        """Characters of the source as they stand."""
        self.chars.extend(text[start:end])
        self.edges.extend(range(start, end))

    def put(self, char: str, offset: int) -> None:
        """One character that is written otherwise in the source."""
        self.chars.append(char)
        self.edges.append(offset)

    def fold(self, offset: int) -> None:
        """A line end that becomes a space, or nothing between East Asian characters."""
        self.folds.append(len(self.chars))
        self.put(" ", offset)

    def finish(self) -> tuple[str, list[int]]:
        """The value with its edges: folds between East Asian characters gone, soft breaks as line breaks, NFC."""
        chars, edges = self.chars, self.edges
        last = len(chars) - 1
        closed = {at for at in self.folds if 0 < at < last and not fold_joint(chars[at - 1], chars[at + 1])}
        if closed:
            chars = [char for at, char in enumerate(chars) if at not in closed]
            edges = [edge for at, edge in enumerate(edges) if at not in closed]
        edges.append(self.end)
        value = "".join(chars)
        if not is_ordinary(value):
            value = re.sub(_FORBIDDEN_PATTERN, REPLACEMENT, value.translate(_SOFT_TO_NEWLINE))
        return (value, edges) if value.isascii() or is_normalized("NFC", value) else _normalise(value, edges)


def _read_flow(text: str, at: int, stop: int, style: str) -> _Value:
    """A plain, single- or double-quoted scalar between `at` and `stop`."""
    value, chunk = _Value(stop), _CHUNK[style]
    while at < stop:
        blanks = at
        at = _skip_blanks(text, at, stop)
        if at < stop and text[at] in "\r\n":
            at = _read_breaks(text, at, stop, value, folds_at=blanks)
            continue
        value.add(text, blanks, at)
        if at == stop:
            break
        if style == '"' and text[at] == "\\":
            at = _read_escape(text, at, stop, value)
        elif style == "'" and text[at] == "'":
            value.put("'", at)
            at += 2
        elif found := chunk(text, at, stop):
            value.add(text, at, found.end())
            at = found.end()
    return value


def _skip_blanks(text: str, at: int, stop: int) -> int:
    while at < stop and text[at] in " \t":
        at += 1
    return at


def _read_breaks(text: str, at: int, stop: int, value: _Value, folds_at: int | None) -> int:
    """Line ends with the blanks around them: one alone folds (unless it was escaped), each further one stays."""
    breaks = [] if folds_at is None else [folds_at]
    first = True
    while at < stop and (found := _BREAK.match(text, at)):
        if not first or folds_at is None:
            breaks.append(at)
        first = False
        at = _skip_blanks(text, found.end(), stop)
    if folds_at is not None and len(breaks) == 1:
        value.fold(folds_at)
    else:
        for offset in breaks if folds_at is None else breaks[:-1]:
            value.put("\n", offset)
    return at


def _read_escape(text: str, at: int, stop: int, value: _Value) -> int:
    """An escape of a double-quoted scalar; libyaml has seen to it that it is a sound one."""
    char = text[at + 1 : at + 2]
    if found := _BREAK.match(text, at + 1):
        behind = _skip_blanks(text, found.end(), stop)
        return _read_breaks(text, behind, stop, value, folds_at=None)
    if digits := _HEX_DIGITS.get(char):
        with suppress(ValueError, OverflowError):
            value.put(chr(int(text[at + 2 : at + 2 + digits], 16)), at)
            return at + 2 + digits
    value.put(_ESCAPES.get(char, char), at)
    return at + 2


def _read_block(text: str, start: int, end: int, style: str) -> _Value:
    """A literal or folded block scalar: header, indentation, lines, chomping."""
    header = re.compile(_BLOCK_HEADER).match(text, start, end)
    value = _Value(end)
    if header is None:
        return value
    explicit, chomping = header[1] or header[4], header[2] or header[3] or ""
    parent = _parent_indent(text, start)
    lines = _lines(text, header.end(), end)
    indent = max(parent, 0) + int(explicit) if explicit else _find_indent(text, lines, parent)
    _add_block_lines(text, lines, indent, value, folded=style == ">")
    if chomping != "+":
        _chomp(value, keep=0 if chomping == "-" else 1)
    return value


def _lines(text: str, at: int, end: int) -> list[tuple[int, int, bool]]:
    """Start, end and whether a line break follows, of each line between two offsets."""
    lines = []
    while at < end:
        found = _BREAK.search(text, at, end)
        lines.append((at, found.start() if found else end, found is not None))
        at = found.end() if found else end
    return lines


def _parent_indent(text: str, start: int) -> int:
    """The column of the list or key a block scalar belongs to; -1 when it is a document of its own."""
    stop = start
    while True:
        first = line_start(text, stop)
        line = text[first:stop]
        bare = line.strip()
        if bare and not bare.startswith("#"):
            break
        if first == 0:
            return -1
        stop = first - 1
    found = re.match(_PREFIX, line, re.DOTALL)
    assert found is not None  # it matches any text
    if bare == "---":
        return -1
    if found[3] or not found[4] or found[4].startswith("#"):
        return found.start(3) if found[3] else found.start(2) + len(found[2].rstrip()) - 1
    return found.start(4)


def _find_indent(text: str, lines: list[tuple[int, int, bool]], parent: int) -> int:
    """The indentation of the first line that is not blank, or of a longer blank one before it."""
    widest = 0
    for start, end, _ in lines:
        line = text[start:end]
        width = len(line) - len(line.lstrip(" "))
        widest = max(widest, width)
        if width < len(line):
            break
    return max(widest, parent + 1, 1)


def _add_block_lines(text: str, lines: list[tuple[int, int, bool]], indent: int, value: _Value, folded: bool) -> None:
    """The lines without their indentation; folded ones become one, but for blank and further indented lines."""
    breaks: list[int] = []  # of the last line that holds text, and of the empty ones behind it
    was_blank = True
    for start, end, has_break in lines:
        first = min(start + indent, end)
        if first == end:
            breaks += [end] if has_break else []
            continue
        is_blank = text[first] in " \t"
        if folded and breaks and value.chars and not was_blank and not is_blank:
            _fold_block_line(value, breaks)
        else:
            for offset in breaks:
                value.put("\n", offset)
        value.add(text, first, end)
        was_blank = is_blank
        breaks = [end] if has_break else []
    for offset in breaks:
        value.put("\n", offset)


def _fold_block_line(value: _Value, breaks: list[int]) -> None:
    if len(breaks) > 1:
        for offset in breaks[1:]:
            value.put("\n", offset)
        return
    while value.chars[-1] in " \t" and len(value.chars) > 1:
        value.chars.pop()
        value.edges.pop()
    value.fold(value.edges[-1] + 1)


def _chomp(value: _Value, keep: int) -> None:
    """Leave at most `keep` line ends at the end, none when there is nothing else."""
    count = 0
    while count < len(value.chars) and value.chars[-1 - count] == "\n":
        count += 1
    drop = count - keep if count < len(value.chars) else count
    if drop > 0:
        del value.chars[-drop:], value.edges[-drop:]


def _read_pair(text: str, start: int, end: int) -> _Value:
    """`key: words` as one text: the quotes of either part go, the colon and the spelling of the rest stay."""
    key, colon = _read_key(text, start, end)
    value = _Value(end)
    _append(value, key)
    first = _skip_to_value(text, colon + 1, end)
    value.put(":", colon)
    if _BREAK.search(text, colon, first):
        value.put(" ", colon + 1)
    else:
        value.add(text, colon + 1, first)
    style = text[first : first + 1]
    if style in ("'", '"'):
        _append(value, _read_flow(text, first + 1, end - 1, style))
    elif style == ">":
        _append(value, _read_block(text, first, end, style))
    else:
        _append(value, _read_flow(text, first, end, ""))
    return value


def _append(value: _Value, part: _Value) -> None:
    value.folds.extend(len(value.chars) + at for at in part.folds)
    value.chars.extend(part.chars)
    value.edges.extend(part.edges)


def _read_key(text: str, start: int, end: int) -> tuple[_Value, int]:
    """The key of a pair, and the offset of its colon."""
    quote = text[start]
    if quote not in "'\"":
        found = _COLON(text, start, end)
        colon = found.start() if found else end
        return _read_flow(text, start, start + len(text[start:colon].rstrip(" \t")), ""), colon
    stop = start + 1
    while text[stop] != quote or (quote == "'" and text[stop + 1] == "'"):
        stop += 2 if text[stop] == quote or (quote == '"' and text[stop] == "\\") else 1
    colon = text.find(":", stop, end)
    return _read_flow(
        text, start + 1, stop, quote
    ), end if colon < 0 else colon  # none behind `? "key"`, refused already


def _skip_to_value(text: str, at: int, end: int) -> int:
    """Past blanks, line ends and comments."""
    while at < end and text[at] in " \t\r\n#":
        if text[at] == "#":
            found = _BREAK.search(text, at, end)
            at = found.start() if found else end
        else:
            at += 1
    return at


def _normalise(value: str, edges: list[int]) -> tuple[str, list[int]]:
    """The value in NFC; a character put together from several stands where the first of them stood."""
    clusters: list[tuple[str, int, int]] = []  # normalised text, and where it came from in the value
    start = 0
    for at in range(1, len(value) + 1):
        if at < len(value) and combining(value[at]):
            continue
        normal = normalize("NFC", value[start:at])
        while clusters and normalize("NFC", clusters[-1][0] + normal) != clusters[-1][0] + normal:
            before, start, _ = clusters.pop()
            normal = normalize("NFC", before + normal)
        clusters.append((normal, start, at))
        start = at
    offsets = [edges[min(first + index, last - 1)] for normal, first, last in clusters for index in range(len(normal))]
    return "".join(normal for normal, _, _ in clusters), [*offsets, edges[-1]]
