"""The little language of `{{ … }}`, `when:` and `for:`: names, literals, filters, comparisons. Closed, and no Jinja2.

    or:       and { "or" and }
    and:      not { "and" not }
    not:      "not" not | compared
    compared: operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not" "in") operand ]
    operand:  primary { "|" filter [ "(" literal { "," literal } ")" ] }
    primary:  "(" or ")" | name { "[" text "]" } | literal | "[" [ literal { "," literal } ] "]"

A name may have parts, `summit.city`, `rooms.0`; a part that is no word stands in brackets, `row["Unit price"]`. A
literal is a number, a text in quotes, `true`, `false` or `null`.
This module only parses; `evaluate` says what an expression comes to.
"""

from __future__ import annotations

import re

from summitdeck.deck.core import Core
from summitdeck.deck.model import Var
from summitdeck.frozen import TYPE_CHECKING, NamedTuple, dataclass

if TYPE_CHECKING:
    from typing import NoReturn


NAME = r"[^\W\d]\w*(?:\.\w+)*"
"""The pattern of a value's name: letters of any script, digits and `_`, parts divided by dots."""
DEEPEST = 50
"""Parentheses and `not` within one another; it keeps a hostile expression from using up the stack."""

_TOKEN = (  # compiled when an expression is met that is more than a name
    rf"\s*(?:(?P<name>{NAME})|(?P<number>-?[0-9]+(?:\.[0-9]+)?)(?![\w.])|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<sign>==|!=|<=|>=|[<>()\[\],|]))"
)
_WORDS = frozenset(["and", "or", "not", "in", "true", "false", "null"])
_COMPARISONS = frozenset(["==", "!=", "<", "<=", ">", ">=", "in", "not in"])
_INSTEAD = {"=": "write ==", "&": "write `and`", "|": "write `or`", "!": "write `not`"}
_ALLOWED = 'a condition is made of names, numbers, "texts", not, and, or, ==, !=, <, <=, >, >=, in and parentheses'


class Ref(NamedTuple):
    """A value by its name."""

    name: str
    at: int
    """Offset in the expression, as of every part."""


class Part(NamedTuple):
    """A part of a value by a name that is no word."""

    base: Ref | Part
    name: str
    at: int
    length: int


class Literal(NamedTuple):
    """A value as it stands in the expression."""

    value: Var
    at: int


class Use(NamedTuple):
    """A filter and what it takes."""

    name: str
    arguments: tuple[Var, ...]
    at: int


class Filtered(NamedTuple):
    """A value that goes through a filter."""

    base: Expression
    use: Use
    at: int


class Not(NamedTuple):
    """True where its part is false."""

    part: Expression
    at: int


class Joined(NamedTuple):
    """Two parts with `and` or `or`."""

    word: str
    left: Expression
    right: Expression
    at: int


class Compared(NamedTuple):
    """Two values compared."""

    sign: str
    left: Expression
    right: Expression
    at: int
    """Of the sign."""


Expression = Ref | Part | Literal | Filtered | Not | Joined | Compared


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an expression comes to nothing. Not a tuple, as a list among the values is."""

    code: str
    message: str
    hint: str | None = None
    at: int | None = None
    """Offset in the expression of what is to blame; None for all of it."""
    length: int | None = None


class Loop(NamedTuple):
    """`name in expression`."""

    name: str
    over: Expression


class _Refused(Exception):
    """Leaves the parser with its fault; never seen outside of this module."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def parse(text: str) -> Expression | Fault:
    """A condition, or a value with filters. Errors: `bad-expression`."""
    if text not in _WORDS and re.fullmatch(NAME, text):
        return Ref(text, 0)
    parser = _Parser(text)
    try:
        return parser.whole()
    except _Refused as refused:
        return refused.fault


def parse_loop(text: str) -> Loop | Fault:
    """`track in tracks`. Errors: `bad-expression`."""
    found = re.match(rf"\s*({NAME})\s+in\b(?=[\s\[(])", text)
    if found is None or "." in found[1] or found[1] in _WORDS:
        hint = "a loop is written as `for: track in tracks`, where `tracks` is a list among the values"
        return Fault("bad-expression", "this is no loop", hint)
    parser = _Parser(text, found.end())
    try:
        over = parser.operand(0)
        parser.end()
    except _Refused as refused:
        return refused.fault
    return Loop(found[1], over)


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


class _Parser:
    """Reads one expression by recursive descent; lives as long as one call of `parse`."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.tokens: list[_Token] = []
        self.next = 0
        self.start = start

    def whole(self) -> Expression:
        """The expression up to the end of the text."""
        found = self.either(0)
        self.end()
        return found

    def tokenize(self) -> None:
        """Part the text into words and signs."""
        at, stop = self.start, len(self.text.rstrip())
        match = re.compile(_TOKEN).match
        while at < stop:
            found = match(self.text, at)
            if found is None:
                at += len(self.text[at:]) - len(self.text[at:].lstrip())
                self.refuse_character(at)
            kind = str(found.lastgroup)
            self.tokens.append(_Token(kind, found[kind], found.start(kind)))
            at = found.end()
        self.tokens.append(_Token("end", "", stop))

    def refuse_character(self, at: int) -> NoReturn:
        """Leave at a character that nothing begins with."""
        char = self.text[at]
        if char in "\"'":
            self.refuse("the text in quotes does not end", at, f"close it with {char}")
        self.refuse(f"'{char}' has no meaning here", at, _INSTEAD.get(char, _ALLOWED), 1)

    def refuse(self, message: str, at: int, hint: str | None = None, length: int | None = None) -> NoReturn:
        """Leave the parser; at the end of the text there is nothing to mark."""
        if length is not None:
            length = min(length, len(self.text) - at) or None
        raise _Refused(Fault("bad-expression", message, hint, at, length))

    def peek(self) -> _Token:
        """The token that comes next."""
        if not self.tokens:
            self.tokenize()
        return self.tokens[self.next]

    def take(self, *texts: str) -> _Token | None:
        """The next token when it is one of these words or signs."""
        token = self.peek()
        if token.text in texts and token.kind in ("name", "sign"):
            self.next += 1
            return token
        return None

    def end(self) -> None:
        """Nothing may follow."""
        token = self.peek()
        if token.kind == "end":
            return
        hint = _INSTEAD["|"] if token.text == "|" else _ALLOWED
        if token.text in _COMPARISONS:
            hint = "compare two values at a time, and join comparisons with `and`"
        self.refuse(f"'{token.text}' is not expected here", token.at, hint, len(token.text))

    def either(self, depth: int) -> Expression:
        """`a or b`."""
        left = self.both(depth)
        while token := self.take("or"):
            left = Joined("or", left, self.both(depth), token.at)
        return left

    def both(self, depth: int) -> Expression:
        """`a and b`."""
        left = self.negated(depth)
        while token := self.take("and"):
            left = Joined("and", left, self.negated(depth), token.at)
        return left

    def negated(self, depth: int) -> Expression:
        """`not a`."""
        token = self.take("not")
        if token is None:
            return self.compared(depth)
        self.check_depth(depth, token.at)
        return Not(self.negated(depth + 1), token.at)

    def compared(self, depth: int) -> Expression:
        """`a == b`, or a value alone."""
        left = self.operand(depth)
        token = self.take("==", "!=", "<", "<=", ">", ">=", "in")
        if token is not None:
            return Compared(token.text, left, self.operand(depth), token.at)
        token = self.take("not")
        if token is None:
            return left
        if not self.take("in"):
            self.refuse("'not' is not expected here", token.at, "as `not a`, or `a not in b`", 3)
        return Compared("not in", left, self.operand(depth), token.at)

    def operand(self, depth: int) -> Expression:
        """A value with its filters."""
        found = self.primary(depth)
        while self.take("|"):
            found = Filtered(found, self.use(), found.at)
        return found

    def use(self) -> Use:
        """A filter with its arguments."""
        token = self.peek()
        if token.kind != "name" or token.text in _WORDS:
            self.refuse("a filter's name is missing behind '|'", token.at, "as `{{ opened | date }}`", 1)
        self.next += 1
        arguments: tuple[Var, ...] = ()
        if self.take("("):
            arguments = self.literals(")")
        return Use(token.text, arguments, token.at)

    def primary(self, depth: int) -> Expression:
        """A name, a literal, a list of literals, or an expression in parentheses."""
        token = self.peek()
        if token.kind == "name" and token.text not in _WORDS:
            self.next += 1
            return self.parts(Ref(token.text, token.at))
        if self.take("("):
            self.check_depth(depth, token.at)
            found = self.either(depth + 1)
            if not self.take(")"):
                self.refuse("a parenthesis is missing", token.at, "close it with )", 1)
            return found
        if self.take("["):
            return Literal(self.literals("]"), token.at)
        return Literal(self.literal(), token.at)

    def parts(self, found: Ref | Part) -> Ref | Part:
        """A name with the parts in brackets that follow it."""
        count = 0
        while self.take("["):
            name = self.peek()
            self.check_depth(count, name.at)
            if name.kind != "text":
                hint = 'as `row["Unit price"]`; an item of a list is `rooms.0`'
                self.refuse("the name of a part stands in quotes", name.at, hint, 1)
            self.next += 1
            if not self.take("]"):
                self.refuse("']' is missing", self.peek().at, None, 1)
            found = Part(found, name.text[1:-1], name.at, len(name.text))
            count += 1
        return found

    def literals(self, closing: str) -> tuple[Var, ...]:
        """Literals up to a bracket."""
        found: list[Var] = []
        if self.take(closing):
            return ()
        while True:
            found.append(self.literal())
            if self.take(closing):
                return tuple(found)
            token = self.peek()
            if not self.take(","):
                self.refuse(f"'{closing}' is missing", token.at, None, 1)

    def literal(self) -> str:
        """A number, a text in quotes, `true`, `false` or `null`."""
        token = self.peek()
        if token.kind == "text":
            self.next += 1
            return token.text[1:-1]
        if token.kind == "number" or token.text in ("true", "false", "null"):
            self.next += 1
            return Core(token.text)
        if token.kind == "end":
            self.refuse("a value is missing at the end", token.at, _ALLOWED)
        hint = f'a text is written in quotes: "{token.text}"' if token.kind == "name" else _ALLOWED
        return self.refuse(f"'{token.text}' stands where a value should", token.at, hint, len(token.text))

    def check_depth(self, depth: int, at: int) -> None:
        """Leave an expression that is nested too deep."""
        if depth >= DEEPEST:
            self.refuse("the expression is nested too deep", at, "write it with fewer parentheses", 1)
