"""JSON as RFC 8259 has it, read so that every value knows its place.

YAML can read most of JSON, but neither tabs at the beginning of its lines nor signs beyond U+FFFF as escapes, and it
tells of mistakes in words about YAML.
"""

from __future__ import annotations

import re

from summitdeck.deck.events import MAX_DEPTH
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.frozen import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn

_BLANK = re.compile(r"[ \t\r\n]*+").match
_TEXT = re.compile(r'"((?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"').match
_PLAIN = re.compile(r"(?:true|false|null|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)(?![\w.+-])").match
_WORD = re.compile(r"[\w.+-]++").match
_ESCAPE = r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))"
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONE = "\ufffd"


class _Refused(Exception):
    """Leaves the reader once a mistake is told; never seen outside of this module."""


def read_json(reading: Reading) -> Node | None:
    """What a JSON file holds; None when it holds nothing or cannot be read, which has been told then.

    Texts have the style `"`, all other scalars none. Errors: `bad-json`, `too-large` for what is nested too deep,
    `duplicate-key`.
    """
    reader = _Reader(reading)
    try:
        return reader.whole()
    except _Refused:
        return None


class _Reader:
    """Reads one file from its start to its end; lives as long as one call of `read_json`."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.source.text
        self.at = 0

    def whole(self) -> Node | None:
        """The one value of the file."""
        if self.next() == "":
            return None
        found = self.value(0)
        if self.next():
            self.refuse("something stands behind the end of the JSON text")
        return found

    def next(self) -> str:
        """The next character that is not blank; the empty text at the end."""
        blank = _BLANK(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.text[self.at : self.at + 1]

    def refuse(self, message: str, hint: str | None = None, code: str = "bad-json") -> NoReturn:
        """Tell what is wrong here, and leave."""
        word = _WORD(self.text, self.at)
        self.reading.error(code, message, self.reading.source.span(self.at, word.end() if word else None), hint)
        raise _Refused

    def value(self, depth: int) -> Node:
        """Any value."""
        sign = self.next()
        if sign and sign in "[{":
            if depth >= MAX_DEPTH:  # not raised: this reader goes down as deep as the text does
                self.refuse(f"this is nested deeper than {MAX_DEPTH} levels", None, "too-large")
            return self.items(depth) if sign == "[" else self.pairs(depth)
        if sign == '"':
            return self.string()
        found = _PLAIN(self.text, self.at)
        if found is None:
            self.refuse_value(sign)
        self.at = found.end()
        return Scalar(found[0], found.start(), found.end(), "")

    def refuse_value(self, sign: str) -> NoReturn:
        """Leave where no value begins."""
        if not sign:
            self.refuse("the file ends where a value should stand")
        if sign in "]}":
            self.refuse(f"there is no value before '{sign}'", "take the comma before it out")
        if sign == "'":
            self.refuse("a text stands in double quotes", 'as "Paris"')
        word = _WORD(self.text, self.at)
        self.refuse(f"'{word[0] if word else sign}' is no JSON value", "a text stands in quotes; true, false, null")

    def string(self) -> Scalar:
        """A text in quotes, its escapes read."""
        start = self.at
        found = _TEXT(self.text, start)
        if found is None:
            self.refuse("this text is not closed, or holds a line end or an escape unknown to JSON", 'as "a \\"b\\" c"')
        self.at = found.end()
        text = re.sub(_ESCAPE, _unescaped, found[1]) if "\\" in found[1] else found[1]
        return Scalar(text, start, self.at, '"')

    def items(self, depth: int) -> Items:
        """`[…]`."""
        start, items = self.at, list[Node]()
        self.at += 1
        while self.next() != "]" or items:
            items.append(self.value(depth + 1))
            if self.is_last("]"):
                break
        self.at += 1
        return Items(items, start, self.at, True)

    def pairs(self, depth: int) -> Pairs:
        """`{…}`."""
        start, pairs, names = self.at, list[tuple[Scalar, Node]](), set[str]()
        self.at += 1
        while self.next() != "}" or pairs:
            if self.next() != '"':
                self.refuse("a name in double quotes is missing here", 'as {"city": "Paris"}')
            name = self.string()
            if self.next() != ":":
                self.refuse("a colon is missing here")
            self.at += 1
            if name.value in names:
                self.reading.error("duplicate-key", f"'{name.value}' is written twice", name, "leave one of them")
            names.add(name.value)
            pairs.append((name, self.value(depth + 1)))
            if self.is_last("}"):
                break
        self.at += 1
        return Pairs(pairs, start, self.at, True)

    def is_last(self, closing: str) -> bool:
        """Whether the bracket closes here; past the comma when it does not."""
        sign = self.next()
        if sign not in (",", closing):
            self.refuse(f"a comma or '{closing}' is missing here")
        self.at += sign == ","
        return sign == closing


def _unescaped(found: re.Match[str]) -> str:
    high, low, code, sign = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    if code:
        char = int(code, 16)
        return _LONE if 0xD800 <= char < 0xE000 else chr(char)
    return _ESCAPES.get(sign, sign)
