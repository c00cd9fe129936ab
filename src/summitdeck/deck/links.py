"""How a link's target is written, and where it may lead: to the web, a mailbox, a slide of the deck, nowhere else.

Whitelisted because a deck travels: `file:`, `javascript:`, `data:` and the `ms-…:` schemes act on the machine of
whoever clicks, and a relative path leads somewhere else on every machine.
"""

from __future__ import annotations

import re

from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, error

ALLOWED = "a link leads to https://…, http://…, mailto:… or, within the deck, to #id of a slide"

VALUE = r"\{\{([^{}\n]*)\}\}"
"""The pattern of a value in a link's target; braces that are only characters stand there as `%7B` and `%7D`."""

_PUNCTUATION = r"[!-/:-@\[-`{-~]"
# Patterns are compiled when a link is met. They are possessive, so that no text, however long, is searched twice.
_ATOM = rf"\\{_PUNCTUATION}|{VALUE}|[^\s()\\{{]++|[\\{{]"
_POINTED = rf"<((?:\\{_PUNCTUATION}|{VALUE}|[^<>\n])*+)>"
_TITLE = r"(?s)\s+(\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))\s*\)"
_NESTING = 32
"""Parentheses within a target, as deep as CommonMark asks for at least; it also bounds the search."""
_ESCAPED = rf"{VALUE}|\\\{{\{{|\\{_PUNCTUATION}"
_BRACES = {"\\{{": "%7B%7B", "\\{": "%7B", "\\}": "%7D"}
_SCHEME = r"\s*([A-Za-z][A-Za-z0-9+.\-]*):"
_WEB = (
    r"[A-Za-z]+://(?:[^\s/?#@]*@)?"  # the scheme is known to be one of ours
    r"(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]\\<>\"]+)(?::\d{1,5})?"
    r"(?:[/?#]\S*)?\Z"
)
_MAIL = r"[A-Za-z]+:[^\s@]+@[^\s@]\S*\Z"
_FORBIDDEN = r"[\x00-\x20\x7f-\x9f\u2028\u2029<>]"


class Target(NamedTuple):
    """Where a link's target stands in a value, as offsets."""

    start: int
    end: int
    after: int
    """Behind the parenthesis that closes the link."""
    title: tuple[int, int] | None = None
    """A title behind the target, which Markdown has and a slide has no use for."""


def find_target(value: str, at: int) -> Target | None:
    """The target in parentheses at `at`, `(address)` or `(<address>)`; None when there is none.

    Unlike in CommonMark a target may hold spaces, up to its line's end: it is found to be told, not to be followed.
    """
    if not value.startswith("(", at):
        return None
    begin = _skip_spaces(value, at + 1)
    pointed = re.compile(_POINTED).match(value, begin)
    start, end = pointed.span(1) if pointed else (begin, _target_end(value, begin))
    rest = pointed.end() if pointed else end
    behind = _skip_spaces(value, rest)
    if value.startswith(")", behind):
        return Target(start, end, behind + 1)
    if title := re.compile(_TITLE).match(value, rest):
        return Target(start, end, title.end(), title.span(1))
    close = _closing_parenthesis(value, rest)
    return None if close is None else Target(begin, close, close + 1)


def unescape_target(written: str) -> str:
    """A target without its escapes; escaped braces become `%7B`, so that two of them in a target are a value's."""
    return re.sub(_ESCAPED, lambda found: _BRACES.get(found[0], found[0].removeprefix("\\")), written)


def _skip_spaces(value: str, at: int) -> int:
    while value[at : at + 1].isspace():
        at += 1
    return at


def _target_end(value: str, at: int) -> int:
    """Where a target without pointed brackets ends: before a space or a parenthesis that it did not open."""
    depth, atom = 0, re.compile(_ATOM).match
    while True:
        if found := atom(value, at):
            at = found.end()
            continue
        char = value[at : at + 1]
        if char == "(" and depth < _NESTING:
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        else:
            return at
        at += 1


def _closing_parenthesis(value: str, at: int) -> int | None:
    """Where a target that holds spaces ends, if it does on its line and within a few words."""
    for _ in range(_NESTING):
        blank = at
        while value[at : at + 1].isspace() and value[at] != "\n":
            at += 1
        if at == blank:
            return None
        at = _target_end(value, at)
        if value.startswith(")", at):
            return at
    return None


def check_target(target: str, place: Place | None = None) -> tuple[Problem, ...]:
    """What is wrong with a link's target: at most one error `bad-link`, at `place`.

    A target that still holds values is checked as far as it is known; it is checked again once they are resolved.
    """
    fault = _fault(target)
    if fault is None:
        return ()
    message, hint = fault
    return (error("bad-link", message, place.span() if place is not None else None, hint),)


def _fault(target: str) -> tuple[str, str] | None:
    known, value, _ = target.partition("{{")
    solid = re.sub(VALUE, "x", target) if value else target
    if not target.strip():
        return "the link leads nowhere", ALLOWED
    if (scheme := re.match(_SCHEME, known)) and scheme[1].lower() not in ("http", "https", "mailto"):
        return f"a link may not lead to '{scheme[1]}:'", ALLOWED
    if "{{" in solid or any(not found[1].strip() for found in re.finditer(VALUE, target)):
        return f"'{_shown(target)}' holds a value without an end or a name", "write {{ name }}"
    if re.search(_FORBIDDEN, solid):
        return f"'{_shown(target)}' is no address: it holds a space, a control character, '<' or '>'", (
            "write %20 for a space; for brackets that are no link, write \\["
        )
    if target.startswith("#"):
        return None if len(target) > 1 else ("the link names no slide after '#'", ALLOWED)
    if value and not scheme:
        return None if re.fullmatch(r"[A-Za-z0-9+.\-]*", known) else _no_address(target)
    if not scheme:
        return _no_address(target)
    if not value and not re.match(_MAIL if scheme[1].lower() == "mailto" else _WEB, target):
        return f"'{_shown(target)}' is not a complete address", ALLOWED
    return None


def _no_address(target: str) -> tuple[str, str]:
    return f"'{_shown(target)}' is no address", f"{ALLOWED}; for brackets that are no link, write \\["


def _shown(target: str) -> str:
    """A target as a message shows it: one line, not long."""
    line = " ".join(target.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
