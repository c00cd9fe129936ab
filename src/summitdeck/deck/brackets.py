"""What YAML cannot read between brackets and braces, or misses of them."""

from __future__ import annotations

import re

from summitdeck.deck.lines import Line, as_in, line_at, quote, shorten
from summitdeck.deck.mistakes import INSTEAD, Found, Mistake, cannot_start
from summitdeck.problems import Problem

_COMMENT = re.compile(r"[ \t]#").search


def in_brackets(m: Mistake) -> Found:
    """Something between brackets."""
    is_empty = "node content" in m.says
    if not is_empty and "',' or" not in m.says:
        return
    if is_empty and m.text[m.at : m.at + 1] not in (",", "]", "}"):
        at = _last_open(m.text, m.first, m.at)
        if at is not None:
            yield _unclosed(m, at, line_at(m.text, at))
        return
    if is_empty:
        if m.at == m.line.value_start:
            yield m.value_problem("needs-quotes", cannot_start(m.text[m.at]), m.line)
        elif m.text[m.at] == ",":
            yield m.problem("empty-item", "nothing stands before this comma", m.at, hint='write "" for an empty cell')
        else:
            yield m.problem("stray-bracket", f"nothing opens this '{m.text[m.at]}'", m.at, hint=INSTEAD)
        return
    assert m.context is not None  # the bracket that is open
    line = line_at(m.text, m.context)
    sign = m.text[m.at : m.at + 1]
    if m.at >= line.end or sign in ("]", "}"):
        yield _unclosed(m, m.context, line)
        return
    start = max(m.text.rfind(char, m.context, m.at) for char in "[{,") + 1
    entry = m.text[start : m.at].strip()
    yield from _in_brackets_on_line(m, entry, m.text.index(entry, start) if entry else m.at, sign)


def _last_open(text: str, first: int, at: int) -> int | None:
    """The last bracket before an offset that nothing closes; quotes are not heeded."""
    depth = 0
    for index in range(at, first - 1, -1):
        char = text[index]
        if char in "[{" and depth == 0:
            return index
        depth += (char in "]}") - (char in "[{")
    return None


def _unclosed(m: Mistake, at: int, line: Line) -> Problem:
    opened = m.text[at]
    closing = "]" if opened == "[" else "}"
    lost = _COMMENT(m.text, at, line.end)
    why = "what follows ' #' is a comment: quote a text that holds it"
    hint = f"write '{closing}' at its end; " + (why if lost else f"a text that begins with '{opened}' needs quotes")
    message = f"the '{opened}' that begins here has no '{closing}'"
    return m.problem("unclosed-bracket", message, at, line.end, hint)


def _in_brackets_on_line(m: Mistake, entry: str, start: int, sign: str) -> Found:
    if sign == ":":
        ends = [at for at in (m.text.find(char, m.at) for char in ",]}\n") if at >= 0]
        whole = m.text[start : min(ends, default=len(m.text))].strip()
        key, colon, words = whole.partition(": ")
        mended = f"{key}: {quote(words)}" if colon else quote(whole)
        hint = as_in("between brackets, a comma parts one from the next; quote the text", mended)
        yield m.problem("unquoted-colon", "a second ': ' stands in this text", m.at, hint=hint)
    else:
        hint = "a comma is missing before it, or the whole text needs quotes"
        yield m.problem("yaml-syntax", f"YAML cannot read on here, behind '{shorten(entry)}'", m.at, hint=hint)
