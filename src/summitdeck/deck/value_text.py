"""What stands in a text for a value, and why there may be nothing that does."""

from __future__ import annotations

import re
from unicodedata import normalize

from summitdeck.deck.core import kind_of
from summitdeck.deck.evaluate import listed, names_in
from summitdeck.deck.expressions import NAME, Fault
from summitdeck.deck.model import Var
from summitdeck.deck.scalars import SOFT_BREAKS, find_forbidden, is_ordinary

_REFUSED = (
    (r"\(", "a call"),
    (r"\[", "a subscript"),
    (r"[\"']", "a text in quotes"),
    (r"[-+*/%~<>=!]|\b(?:and|or|not|in|is|if)\b", "arithmetic or a comparison"),
)


_PARTS = r"""(?:\[\s*(?:"[^"]*"|'[^']*')\s*\])*+"""


def is_value(expression: str) -> bool:
    """Whether this is a name, alone or with filters."""
    parts = _PARTS if "[" in expression else ""
    return re.match(rf"{NAME}{parts}\s*(?:\||\Z)", expression) is not None


def no_text(expression: str, value: Var | Fault) -> Fault:
    """Why what an expression comes to is no text."""
    if isinstance(value, Fault):
        return value
    if "|" in expression:
        return Fault("value-not-text", f"this is {kind_of(value)}, not a text")
    inside = [f"{expression}.{name}" for name in names_in(value)]
    hint = f"name one of: {listed(inside)}" if inside else None
    if isinstance(value, tuple) and inside:
        hint = f"{hint}; or {{{{ {expression} | join }}}}"
    return Fault("value-not-text", f"'{expression}' is {kind_of(value)}, not a text", hint)


def refuse_expression(expression: str) -> Fault:
    """What is told of an expression that is no value with filters."""
    before = expression.partition("|")[0]
    what = next((what for pattern, what in _REFUSED if re.search(pattern, before)), "more than a name")
    message = f"{{{{ {' '.join(expression.split())} }}}} holds {what}, and only a name and filters can stand there"
    hint = "write {{ name }}, {{ group.name }} or {{ name | filter }}; a name holds letters, digits and _"
    return Fault("unsupported-expression", message, hint)


def clean_value(text: str) -> str:
    """A value as text may hold it: NFC, line breaks of one kind, no control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if is_ordinary(text):
        return text
    return "".join(
        "\n" if char in SOFT_BREAKS else char for char in text if char in SOFT_BREAKS or not find_forbidden(char)
    )
