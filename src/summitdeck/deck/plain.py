"""Text without its marks, and what Japanese wants of plain text: which characters stand close, how lines join.

Knows characters, not marks and not YAML.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from unicodedata import category

from summitdeck.deck.model import Block, Chart, Code, Content, Paragraph, Picture, Run, Table, Words
from summitdeck.deck.source import Place
from summitdeck.frozen import replace

_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))
_CLOSE = (
    (0x2E80, 0x312F),  # radicals, CJK punctuation with the ideographic space, kana, bopomofo
    (0x3190, 0xA4CF),  # kanbun, strokes, enclosed and squared forms, Han and its extension A, Yi
    (0xF900, 0xFAFF),  # Han, compatibility
    (0xFE10, 0xFE1F),  # vertical forms
    (0xFE30, 0xFE6F),  # compatibility and small forms
    (0xFF01, 0xFF9F),  # full-width Latin and signs, half-width kana
    (0xFFE0, 0xFFEF),  # full-width signs
    (0x16FE0, 0x18DFF),  # Tangut
    (0x1AFF0, 0x1B2FF),  # more kana
    (0x1F200, 0x1F2FF),  # squared Han
    (0x20000, 0x3FFFD),  # Han, extensions B and up
)
# Numbers that a search finds its way in, not a pattern: compiling that takes 10 ms at every start.
_CLOSE_EDGES = tuple(edge for first, last in _CLOSE for edge in (first, last + 1))
_HANGUL_EDGES = tuple(edge for first, last in _HANGUL for edge in (first, last + 1))


def is_east_asian(char: str) -> bool:
    """Whether a character is Han, kana, Hangul or their kin, punctuation and full-width forms included.

    Ranges of Unicode's East Asian Width W, F and H without the emoji. The empty text is not.
    """
    return char >= "\u1100" and (_is_set_close(char) or bisect(_HANGUL_EDGES, ord(char)) % 2 == 1)


def join_folded(left: str, right: str) -> str:
    """Two lines as one text, as `fold_joint` has it; spaces at the seam are dropped, an empty line adds nothing."""
    left, right = left.rstrip(" \t"), right.lstrip(" \t")
    return f"{left}{fold_joint(left, right)}{right}"


def fold_joint(left: str, right: str) -> str:
    """What joins two lines of text: a space, or nothing where East Asian text would have none.

    The rule is that of CSS Text for line breaks in source text: nothing between two wide characters, nothing
    between a wide one and a dash, dots, quote or sign that East Asian text uses as well, nothing beside full-width
    punctuation, which brings its own space. Korean sets words apart by spaces, and keeps its own.
    """
    before, after = left[-1:], right[:1]
    if not before or not after:
        return ""
    wide_before, wide_after = _is_set_close(before), _is_set_close(after)
    if wide_before and wide_after:
        return ""
    if wide_before:
        return "" if _is_punctuation(before) or _is_shared_sign(after) else " "
    if wide_after:
        return "" if _is_punctuation(after) or _is_shared_sign(before) else " "
    return " "


def _is_set_close(char: str) -> bool:
    return char >= "\u2e80" and bisect(_CLOSE_EDGES, ord(char)) % 2 == 1


def _is_punctuation(char: str) -> bool:
    return category(char)[0] == "P"


def _is_shared_sign(char: str) -> bool:
    """Whether a sign is not ASCII and not wide, so that it goes with whichever script it stands beside."""
    return char > "\x7f" and category(char)[0] in "PS" and not char >= "\U0001f000"


def words_to_text(words: Words) -> str:
    """The text of words without marks; a value that is not yet resolved stands as `{{ expression }}`."""
    if len(words) == 1 and not words[0].is_value:
        return words[0].text
    return "".join(f"{{{{ {run.text} }}}}" if run.is_value else run.text for run in words)


def merge_runs(runs: Iterable[Run]) -> Words:
    """Runs as `Words` are: none empty, neighbours with the same marks one run."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is not None and not (last.is_value or run.is_value) and replace(last, text=run.text) == run:
            merged[-1] = replace(last, text=last.text + run.text, place=_spanning(last.place, run.place))
        elif run.text:
            merged.append(run)
    return tuple(merged)


def _spanning(first: Place | None, last: Place | None) -> Place | None:
    """The place from one to another place of the same scalar; the first alone when they are of two."""
    if first is None or last is None or (first.source, first.start) != (last.source, last.start):
        return first
    return replace(first, length=None if last.length is None else max(1, last.index + last.length - first.index))


def content_to_text(content: Content) -> str:
    """The text of a content: a line for each paragraph and table row, tabs between cells; of pictures, the alt text."""
    return "\n".join(line for block in content.blocks for line in _block_lines(block))


def _block_lines(block: Block) -> Iterable[str]:
    match block:
        case Paragraph(words=words):
            yield words_to_text(words)
        case Table(rows=rows, caption=caption):
            yield from ("\t".join(words_to_text(cell.words) for cell in row) for row in rows)
            yield from _caption_lines(caption)
        case Picture(alt=alt, caption=caption):
            yield from _caption_lines(alt)
            yield from _caption_lines(caption)
        case Chart(rows=rows, title=title, caption=caption):
            yield from _caption_lines(title)
            yield from ("\t".join(words_to_text(cell.words) for cell in row) for row in rows)
            yield from _caption_lines(caption)
        case Code(text=text, caption=caption):
            yield text.removesuffix("\n")
            yield from _caption_lines(caption)


def _caption_lines(words: Words) -> Iterable[str]:
    if words:
        yield words_to_text(words)
