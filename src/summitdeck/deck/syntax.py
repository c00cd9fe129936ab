"""What YAML cannot read, told in plain words: what stands there, why that does not do, and the line as it should be.

The parser's message only says which of its rules broke. What the author did shows in the line itself, so each
of the readings below looks at the line and says what it sees, or leaves it to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from summitdeck.deck.brackets import in_brackets
from summitdeck.deck.libyaml import YAMLError
from summitdeck.deck.lines import Line, as_in, column, line_above, line_at, mend, quote, shorten
from summitdeck.deck.mistakes import INSTEAD, Found, Mistake, cannot_start
from summitdeck.deck.nodes import Reading, one_line
from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.problems import Problem, error

if TYPE_CHECKING:
    from typing import Any


_WIDE_COLON = re.compile(r"[^\s:：]+(：)").match
_GLUED_COLON = re.compile(r"[^\s:/\"'\[{]+(:)(?=[^\s:/])(?!.*:(?:[ \t]|\Z))").match
_LONGEST_KEY = 1000
"""Characters; YAML looks no farther than 1024 for the colon of a key (YAML 1.2.2, 7.4.2)."""
_COMMENT = re.compile(r"[ \t]#").search


def explain(reading: Reading, start: int, end: int, mistake: YAMLError) -> Problem:
    """The problem that a parser's error is, for the author of the slide between two offsets."""
    at = max(start, min(_offset(mistake, "problem_mark", start) or start, end - 1))
    context = _offset(mistake, "context_mark", start)
    says = str(getattr(mistake, "problem", "") or "")
    if "could not find expected ':'" in says and context is not None:
        at = context
    found = Mistake(reading, start, at, context, says, line_at(reading.source.text, at))
    return next(problem for reader in _READERS for problem in reader(found))


def _offset(mistake: YAMLError, name: str, start: int) -> int | None:
    mark: Any = getattr(mistake, name, None)
    return None if mark is None else start + int(mark.index)


def _too_deep(m: Mistake) -> Found:
    if m.says == "too deep":
        yield m.problem("too-deep", "there are too many lists and keys within one another here", m.at)


def _tab(m: Mistake) -> Found:
    at = m.at
    if m.text[at : at + 1] != "\t" and "tab" not in m.says.split():
        return
    yield m.problem("tab", "YAML does not allow tabs for indentation", at, hint="use spaces, two for each level")


def _escape(m: Mistake) -> Found:
    if ("escape" not in m.says and "hexdec" not in m.says) or "uri" in m.says.lower():  # a tag's, as `!%`
        return
    at = m.text.rfind("\\", 0, m.at + 2)
    hint = "within \"…\" write \\\\ for a backslash, or put the text in single quotes: '…'"
    yield m.problem("bad-escape", f"'{m.text[at : at + 2]}' means nothing within double quotes", at, at + 2, hint)


def _unclosed_quote(m: Mistake) -> Found:
    if m.context is None or m.text[m.context : m.context + 1] not in "\"'" or "unexpected" not in m.says:
        return
    line = line_at(m.text, m.context)
    words = m.text[m.context : line.end]
    bare = words[1:].rstrip(words[0]) if words[0] == '"' else words
    hint = as_in(f"end it with {words[0]}; if it is part of the text, write", mend(line, bare))
    yield m.problem("unclosed-quote", f"the quote {words[0]} that begins here has no end", m.context, line.end, hint)


def _unquoted_value(m: Mistake) -> Found:
    if m.line.value.startswith("{{"):
        yield m.value_problem("unquoted-value", "a text that begins with '{{' needs quotes", m.line)
        return
    start = m.text.rfind("{{", m.first if m.context is None else m.context, m.at)
    end = m.text.find("}}", start) + 2
    if start >= m.line.start and ("," not in m.text[end : m.at] or end > m.at):
        stops = [at for at in (m.text.find(char, max(end, m.at)) for char in ",]\r\n") if at >= 0]
        words = m.text[start : min(stops, default=len(m.text))].rstrip()
        hint = as_in("quote it", quote(words))
        yield m.problem("unquoted-value", "a text that begins with '{{' needs quotes", start, start + len(words), hint)


def _bad_start(m: Mistake) -> Found:
    """A text whose first character YAML takes for a sign of its own."""
    value = m.line.value
    if value[:1] in ("|", ">") and m.at >= m.line.value_start and "block scalar" in _context_words(m):
        sign = value[0]
        hint = as_in(f"begin the text block on the line below the '{sign}'; as text, quote it", mend(m.line))
        yield m.problem("needs-quotes", cannot_start(sign), m.line.value_start, m.line.end, hint)
    elif value.startswith("* ") and not m.line.is_bullet and m.line.key is None:
        hint = as_in("write", f"- {value[2:].strip()}")
        yield m.problem("bullet-mark", "'*' begins no bullet here", m.line.value_start, hint=hint)
    elif value.startswith("? ") and "keys are not allowed" in m.says:
        yield m.value_problem("needs-quotes", cannot_start("? "), m.line)
    elif value[:1] in tuple("*&!@%`") and (m.context is None or m.at >= m.line.value_start):
        yield m.value_problem("needs-quotes", cannot_start(value[0]), m.line)
    elif "token" in m.says or "alphabetic" in m.says:
        sign = m.text[m.at] if "token" in m.says or m.context is None else m.text[m.context]
        start = m.at if "token" in m.says or m.context is None else m.context
        yield m.problem("needs-quotes", cannot_start(sign), start, hint=INSTEAD)


def _context_words(m: Mistake) -> str:
    return "block scalar" if m.context is not None and m.text[m.context : m.context + 1] in ("|", ">") else ""


def _colon(m: Mistake) -> Found:
    """A `: ` where YAML expects none: a second one in the line, or one in a line that is read on from above."""
    if "mapping values" not in m.says:
        return
    line = m.line
    if line.key is None and line.value[:1] in ("'", '"'):
        yield m.value_problem(
            "text-behind-quote", "there is more text behind the closing quote", line, "quote all of it"
        )
        return
    if line.key is not None and m.at > line.body_start + len(line.key):
        yield m.problem(
            "unquoted-colon",
            f"': ' stands in the text behind '{line.key}:'",
            m.at,
            hint=as_in("quote it", mend(line)),
        )
        return
    if m.at - line.body_start > _LONGEST_KEY:
        yield m.value_problem("unquoted-colon", "': ' stands in a long text", line, "quote all of it")
        return
    above = line_above(m.text, line, m.first)
    if above is not None:
        yield from _line_above_is_wrong(m, above)
    if line.key is None:
        yield m.problem("unquoted-colon", "': ' stands in a text here", m.at, hint=INSTEAD)
        return
    if (
        above is not None
        and above.is_bullet
        and line.is_bullet
        and column(m.reading, above.body_start) <= column(m.reading, line.body_start)
    ):
        yield _parent_without_colon(m, above)
    elif above is not None and above.key is not None and above.value:
        yield _below_a_text(m, above)
    elif above is not None and above.is_bullet:
        hint = "begin it with a dash if it is a bullet; quote the whole bullet if it is text"
        message = f"'{line.key}:' stands below a bullet, which goes on here"
        yield m.problem("indentation", message, line.body_start, line.end, hint)


def _parent_without_colon(m: Mistake, above: Line) -> Problem:
    words = above.text.rstrip()
    hint = as_in("end the line with a colon", f"{words}:")
    span = m.reading.source.span(m.line.body_start, m.line.end)
    where = m.reading.source.span(above.body_start, above.end)
    message = f"'{shorten(above.value)}' has bullets below it, but no ':' at its end"
    return error("missing-colon", one_line(message), where, hint, (("below it", span),))


def _below_a_text(m: Mistake, above: Line) -> Problem:
    line = m.line
    if line.is_bullet:
        message = f"'{above.key}' has a text behind it and a list below it"
        hint = "leave one of them, or make the text the first bullet"
        return m.problem("indentation", message, line.start + len(line.indent), line.end, hint)
    message = f"'{line.key}' stands farther in than '{above.key}' above it"
    return m.problem("indentation", message, line.body_start, line.end, "let both begin at the same column")


def explain_lone_text(reading: Reading, start: int) -> Problem | None:
    """Why a slide is one text and has no key; None when its first line does not tell."""
    line = line_at(reading.source.text, start)
    return next(_no_key(Mistake(reading, start, start, None, "", line), line), None)


def _line_above_is_wrong(m: Mistake, above: Line) -> Found:
    """The line above is no key because of its colon, so that YAML reads on in the next line."""
    yield from _no_key(m, above)
    if above.key is None and not above.is_bullet and above.value:
        message = f"'{shorten(above.value)}' is no key: a slide is made of lines `key: words`"
        yield m.problem("not-a-key", message, above.body_start, above.end, "write `title: ` before it, or delete it")


def _no_key(m: Mistake, line: Line) -> Found:
    """What keeps a line from being `key: words`."""
    if line.key is not None:
        return
    body, start = line.value, line.body_start
    if body.startswith("\u3000"):
        yield m.problem("wide-space", "this line is indented with full-width spaces", start, hint="use plain spaces")
    elif found := _WIDE_COLON(body):
        at = start + found.start(1)
        key = body[: found.start(1)]
        hint = as_in("write a plain one, and a space", f"{key}: {body[found.end(1) :].strip()}")
        yield m.problem("wide-colon", f"the colon behind '{key}' is a full-width one", at, hint=hint)
    elif ":\u3000" in body:
        at = start + body.index(":\u3000") + 1
        yield m.problem("wide-space", "the space behind the colon is a full-width one", at, hint="use a plain space")
    elif found := _GLUED_COLON(body):
        at = start + found.start(1)
        key = body[: found.start(1)]
        hint = as_in("write", f"{key}: {body[found.end(1) :]}")
        yield m.problem("missing-space", f"a space is missing behind the colon of '{key}'", at, hint=hint)
    elif re.match(r"-[^\s\d-]", body):
        hint = as_in("write", f"- {body[1:]}")
        yield m.problem("missing-space", "a space is missing behind the dash", start, hint=hint)
    elif re.match(r"[・•‣⁃●○■□◆◇▪]", body):
        hint = as_in("write", f"- {body[1:].strip()}")
        yield m.problem("bullet-mark", f"'{body[0]}' begins no bullet here", start, hint=hint)


def _no_colon(m: Mistake) -> Found:
    """A line that stands where a key should."""
    if "expected ':'" not in m.says:
        return
    line = m.line
    yield from _no_key(m, line)
    below = _line_below(m, line)
    if below is not None and line.value and (below.is_bullet or len(below.indent) > len(line.indent)):
        hint = as_in("write", f"{line.text}:")
        yield m.problem(
            "missing-colon", f"a colon is missing behind '{shorten(line.value)}'", line.body_start, line.end, hint
        )
    message = f"'{shorten(line.text)}' is no key with a value, and belongs to nothing above it"
    hint = "indent it like the text it belongs to, or give it a key: `key: words`"
    yield m.problem("not-a-key", message, line.body_start, line.end, hint)


def _line_below(m: Mistake, line: Line) -> Line | None:
    at = line.end
    while at < len(m.text):
        while at < len(m.text) and m.text[at] in " \t\r\n":
            at += 1
        found = line_at(m.text, at)
        if at >= len(m.text) or not found.is_blank:
            return found if at < len(m.text) else None
        at = found.end
    return None


def _list_behind_key(m: Mistake) -> Found:
    if "sequence entries" not in m.says:
        return
    hint = f"write the list below '{m.line.key}:', each bullet on a line of its own"
    yield m.problem("indentation", "a list cannot begin behind its key", m.at, m.line.end, hint)


def _behind_something(m: Mistake) -> Found:
    """More text in the line where a value is complete: behind a quote, behind a bracket."""
    line = m.line
    if m.at <= line.body_start or m.at < line.value_start:
        return
    sign = m.text[m.at]
    if sign in "]}":
        yield m.problem("stray-bracket", f"nothing opens this '{sign}'", m.at, hint="delete it, or quote the text")
    elif line.value[:1] in ("'", '"'):
        is_within = sign.isalnum() and line.value.endswith(line.value[0])  # as in 'don't'
        hint = as_in("quote all of it", mend(line, line.value[1:-1] if is_within else None))
        yield m.problem("text-behind-quote", "there is more text behind the closing quote", m.at, line.end, hint)
    elif line.value[:1] in ("[", "{"):
        message = f"there is more text behind the brackets: a text may not start with '{line.value[0]}'"
        yield m.problem("needs-quotes", message, line.value_start, line.end, as_in("quote it", mend(line)))


def _misplaced(m: Mistake) -> Found:
    """A line that stands at a column where nothing above it stands."""
    line = m.line
    above = line_above(m.text, line, m.first)
    lost = _COMMENT(m.text, above.start, above.end) if above is not None else None
    if above is not None and lost is not None and not line.is_bullet and line.key is None:
        hint = "quote the whole text, or use a text block (`|`)"
        message = "YAML takes what follows ' #' for a comment, and the text ends there"
        yield m.problem("lost-tail", message, lost.start() + 1, above.end, hint)
    elif m.text.startswith(":", line.body_start):
        yield m.problem("not-a-key", "there is no key before this ':'", line.body_start, hint=INSTEAD)
    elif above is None:
        yield m.problem("yaml-syntax", "YAML cannot read this place", m.at, line.end, INSTEAD)
    elif line.is_bullet and not above.is_bullet and len(line.indent) == len(above.indent):
        hint = "write the field it belongs to above it, as `body:`"
        yield m.problem("indentation", "this bullet belongs to no field", m.at, line.end, hint)
    elif line.is_bullet and above.is_bullet and above.key and above.value and _column_of(above) == len(line.indent):
        words = f"{above.key}: {above.value}"
        hint = as_in("quote the text, and end the line with a colon", f"{mend(replace(above, key=None), words)}:")
        message = f"'{shorten(words)}' has bullets below it, but no ':' at its end"
        yield m.problem("missing-colon", message, above.body_start, above.end, hint)
    elif m.at <= line.body_start:
        here, there = column(m.reading, line.start + len(line.indent)), len(above.indent) + 1
        hint = f"let it begin at the column of the line it goes with; the line above begins at column {there}"
        message = f"this line begins at column {here}, where nothing above it does"
        yield m.problem("indentation", message, line.start + len(line.indent), line.end, hint)


def _column_of(line: Line) -> int:
    """Where what follows a line's dashes stands, counted from 0."""
    return line.body_start - line.start


def _anything(m: Mistake) -> Found:
    yield m.problem("yaml-syntax", "YAML cannot read on from here", m.at, m.line.end, INSTEAD)


_READERS: tuple[Callable[[Mistake], Found], ...] = (
    _too_deep,
    _escape,
    _unclosed_quote,
    _tab,
    _unquoted_value,
    _bad_start,
    in_brackets,
    _colon,
    _list_behind_key,
    _no_colon,
    _behind_something,
    _misplaced,
    _anything,
)
"""From the plain to the doubtful; the first that has something to say is heard."""
