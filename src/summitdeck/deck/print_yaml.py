"""Texts as YAML wants them: plain wherever that is read back, in quotes where YAML or one of its traps needs them.

Follows YAML 1.2.2, chapter 7.3.3, for what a plain text may hold, and goes further where `traps` would warn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

INDENT = "  "
"""What a level is indented by; a bullet's children stand by two of these."""


class Where(Enum):
    """What a text stands in."""

    VALUE = "behind a key"
    BULLET = "behind a dash"
    FLOW = "between brackets"
    KEY = "before a colon"


_PLAIN_START = re.compile(r"(?![\[\]{},#&*!|>'\"%@`:\s]|[-?](?:[ \t]|\Z)|~\Z|---|\.\.\.|<<)").match
_TRAP = re.compile(r": |:\t|:\Z|[ \t]#|\{\{|\s\Z").search
_FLOW_TRAP = re.compile(r"[,\[\]{}]|:(?![0-9A-Za-z/])|\A\?|\A-(?![0-9A-Za-z])").search
_KEY_TRAP = re.compile(r":[\[\]{},]").search
_LONGEST_KEY = 250
"""Characters of a key; YAML wants one to end within 1,024, quotes and escapes counted."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_KEYWORDS = frozenset(["true", "false", "null", "auto", "yes", "no", "on", "off"])
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"'}


def print_text(text: str, where: Where, is_word: bool = False) -> str:
    """A text of one line; `is_word` when a plain `true` or `auto` there would be more than a text."""
    return text if is_plain(text, where) and not (is_word and text.lower() in _KEYWORDS) else quote(text)


def is_plain(text: str, where: Where) -> bool:
    """Whether a text reads as itself without quotes."""
    if not text or not _PLAIN_START(text) or _UNPRINTABLE.search(text):
        return False
    if _TRAP(text):
        return False
    return not (where is Where.FLOW and _FLOW_TRAP(text)) and not (where is Where.KEY and _KEY_TRAP(text))


def can_be_key(text: str) -> bool:
    """Whether a text may stand before a colon: it is not empty, not long, and one line."""
    return 0 < len(text) <= _LONGEST_KEY and not _UNPRINTABLE.search(text)


def quote(text: str) -> str:
    """A text in quotes: double ones, single ones where the text itself holds double ones or backslashes."""
    if _UNPRINTABLE.search(text):
        return f'"{re.sub(_ESCAPED, _escape, text)}"'
    if '"' in text or "\\" in text:
        return "'{}'".format(text.replace("'", "''"))
    return f'"{text}"'


_ESCAPED = re.compile(rf"{_UNPRINTABLE.pattern}|[\\\"]")


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}")


def print_block(text: str, indent: str = INDENT, keeps_blanks: bool = False) -> list[str] | None:
    """A text that ends with one line end as `|` and its lines; None when a block cannot hold it.

    Blanks at a line's end, which many editors take off, are only written when `keeps_blanks`.
    """
    body = text.removesuffix("\n")
    if not body.strip() or body.endswith("\n") or _UNBLOCKABLE.search(text):
        return None
    if not keeps_blanks and _BLANK_END.search(text):
        return None
    explicit = str(len(indent)) if body.startswith((" ", "\t", "\n")) else ""
    return [f"|{explicit}", *(f"{indent}{line}" if line else "" for line in body.split("\n"))]


_UNBLOCKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANK_END = re.compile(r"[ \t](?:\n|\Z)")


def indented(lines: Iterable[str], by: str = INDENT) -> list[str]:
    """Lines set in; an empty line stays empty."""
    return [f"{by}{line}" if line else "" for line in lines]
