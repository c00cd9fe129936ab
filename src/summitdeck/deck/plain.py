"""Text without its marks, and what Japanese wants of plain text: which characters stand close, how lines join.

Knows characters, not marks and not YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import category

from summitdeck.deck.model import Block, Code, Content, Paragraph, Picture, Run, Table, Words
from summitdeck.deck.source import Place

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
_CLOSE = (
    "\u2e80-\u2fff"  # radicals, ideographic description
    "\u3000-\u303f"  # CJK symbols and punctuation, with the ideographic space
    "\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3100-\u312f\u31a0-\u31bf"  # bopomofo
    "\u3190-\u319f\u31c0-\u31ef\u3200-\u33ff"  # kanbun, strokes, enclosed and squared
    "\u3400-\u9fff"  # Han, its extension A and the hexagrams between
    "\ua000-\ua4cf"  # Yi
    "\uf900-\ufaff"  # Han, compatibility
    "\ufe10-\ufe1f\ufe30-\ufe6f"  # vertical, compatibility and small forms
    "\uff01-\uff9f\uffe0-\uffef"  # full-width Latin and signs, half-width kana
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff"  # Tangut, more kana
    "\U0001f200-\U0001f2ff"  # squared Han
    "\U00020000-\U0003fffd"  # Han, extensions B and up
)
_EAST_ASIAN = re.compile(f"[{_CLOSE}{_HANGUL}]").match
_SET_CLOSE = re.compile(f"[{_CLOSE}]").match


def is_east_asian(char: str) -> bool:
    """Whether a character is Han, kana, Hangul or their kin, punctuation and full-width forms included.

    Ranges of Unicode's East Asian Width W, F and H without the emoji. The empty text is not.
    """
    return char >= "\u1100" and _EAST_ASIAN(char) is not None


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
    return char >= "\u2e80" and _SET_CLOSE(char) is not None


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
        case Code(text=text, caption=caption):
            yield text.removesuffix("\n")
            yield from _caption_lines(caption)


def _caption_lines(words: Words) -> Iterable[str]:
    if words:
        yield words_to_text(words)
