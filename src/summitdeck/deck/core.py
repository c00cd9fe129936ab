"""What a value of `vars` is: its spelling, and what YAML 1.2's core schema reads it as.

A text in quotes is a text. A plain one may be a number, `true`, `false` or `null` (YAML 1.2.2, chapter 10.3.2); it
keeps its spelling, so that `1.10` is shown as `1.10`, and counts as 1.1 where a condition or a filter asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from summitdeck.deck.model import Var

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~"), None),
}
_NUMBER = r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?|0o[0-7]+|0x[0-9a-fA-F]+"
_LONGEST_NUMBER = 100
"""Characters of a number; what is longer is a text, so that none costs time."""
_NUMBER_STARTS = frozenset("+-.0123456789")

Plain = bool | int | float | str | None
"""What a value counts as where it is no list and no group."""


class Core(str):
    """A value that is written plain and is more than text: a number, `true`, `false` or `null`, as spelt.

    It equals only another of its kind: the text "12" in quotes is not the number 12.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Core) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return str.__hash__(self)


def plain_value(text: str) -> str:
    """A text that stands without quotes, with its type: of YAML, of the command line, of a CSV cell."""
    return Core(text) if is_more_than_text(text) else text


def is_more_than_text(text: str) -> bool:
    """Whether a plain text is a number, `true`, `false` or `null` in YAML 1.2."""
    if text in _WORDS:
        return True
    return text[:1] in _NUMBER_STARTS and len(text) <= _LONGEST_NUMBER and re.fullmatch(_NUMBER, text) is not None


def core_of(value: str) -> Plain:
    """What a value counts as: a text as itself, a `Core` as a number, a truth value or None."""
    if not isinstance(value, Core):
        return value
    text = str(value)
    return _WORDS[text] if text in _WORDS else number_of(text)


def number_of(text: str) -> int | float | None:
    """The number that a text spells; None when it spells none."""
    if len(text) > _LONGEST_NUMBER or re.fullmatch(_NUMBER, text) is None:
        return None
    if text[:2] in ("0o", "0x"):
        return int(text, 8 if text[1] == "o" else 16)
    return int(text) if text.lstrip("+-").isdecimal() else float(text)


def kind_of(value: Var) -> str:
    """What a value is, in an author's words."""
    if isinstance(value, Mapping):
        return "a group of values"
    if not isinstance(value, str):
        return "a list"
    match core_of(value):
        case bool():
            return "true or false"
        case None:
            return "null"
        case int() | float():
            return "a number"
        case _:
            return "a text"


def is_true(value: Var) -> bool:
    """Whether a value counts as true: not `false`, `null`, 0, the empty text, nor an empty list or group."""
    return bool(core_of(value)) if isinstance(value, str) else bool(value)
