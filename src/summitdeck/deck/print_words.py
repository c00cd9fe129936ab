"""Words as the author would type them: marks, links, code and values written out, and only what must be escaped.

Marks next to letters and punctuation have rules that no short formula inverts (see `delimiters`), so writing is
searching: the plainest spelling that reads as the same words wins. Words that have no spelling at all, as a bold
space or one bold comma within a word, which reading never yields but an import may, are written as near as can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from summitdeck.deck.inline import read_words
from summitdeck.deck.links import VALUE
from summitdeck.deck.model import Link, Run, Words
from summitdeck.deck.plain import merge_runs
from summitdeck.deck.source import Place, Source
from summitdeck.frozen import NamedTuple, replace

_NOWHERE = Place(Source(Path(), "", ""), 0, 0, None)
_MARKED = re.compile(r"[\\`*_\[~{<]").search


class _Style(NamedTuple):
    """One way of many to spell the same words."""

    is_split: bool
    """Whether all marks close at each run's end, and those of the next one are written the other way."""
    link: str
    """Whether a link stands `inside` marks as long as it, goes `around` them, or is `cut` where the marks change."""
    is_early: bool
    """Whether a mark closes early for one that outlasts it to go around."""
    bold: str
    italic: str

    def sign(self, element: str, at: int) -> str:
        """How a mark that begins at a run is written."""
        sign = "~~" if element == "strike" else self.bold if element == "bold" else self.italic
        return sign.translate(_OTHER_WAY) if self.is_split and at % 2 else sign


_OTHER_WAY = str.maketrans("*_", "_*")
_CHOICE = (False, True)
_STYLES = tuple(
    _Style(*style) for style in product(_CHOICE, ("inside", "around", "cut"), _CHOICE, ("**", "__"), ("*", "_"))
)
_ADDRESS = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]{{1,31}}:(?:{VALUE}|[^\s<>])*\Z").match
_TARGET_SPECIAL = re.compile(rf"{VALUE}|\\(?=[!-/:-@\[-`{{-~])|[()]")
_MARKS = ("bold", "italic", "strike")

_ALWAYS = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])|\{(?=\{)|(?<=\{)\{")
_RISKY = re.compile(
    rf"{_ALWAYS.pattern}|[`\[\]]|~(?=~)|(?<=~)~|<(?=[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-])"
    r"|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])"
)
_ANY = re.compile(r"[\\`*_\[\]<~{!\n]")
_TWO_BRACES = re.compile(r"(?<![{\\])\\\{\\\{(?![{\\])(?!\Z)|(?<![{\\])\\\{\\\{\Z")


def print_words(words: Words) -> str:
    """The text that reads as these words; what no text says is said without the marks that cannot be written."""
    if not words:
        return ""
    if len(words) == 1 and words[0] == Run(words[0].text) and not _MARKED(words[0].text):
        return words[0].text
    for candidate in _nearer(words):
        if (text := _spell(candidate)) is not None:
            return text
    return _escape("".join(run.text for run in words), 2)


def are_writable(words: Words) -> bool:
    """Whether these very words can be written."""
    return not words or _spell(words) is not None


def _spell(words: Words) -> str | None:
    """The plainest text that reads as exactly these words."""
    for escaping in range(3):
        for style in _STYLES:
            text = _write(words, style, escaping)
            if read_words(text, _NOWHERE) == (words, ()):
                return text
    return None


def _nearer(words: Words) -> Iterator[Words]:
    """The words, then ever plainer ones: no marks on spaces at the edges, one stretch of marks less, no marks."""
    yield words
    plain = words
    for mark in _MARKS:
        plain = _trim(plain, mark)
    yield plain
    for mark in reversed(_MARKS):
        for start, end in _stretches(plain, mark):
            yield merge_runs(_without(run, mark) if start <= at < end else run for at, run in enumerate(plain))
    for mark in reversed(_MARKS):
        plain = merge_runs(_without(run, mark) for run in plain)
        yield plain
    yield merge_runs(replace(run, code=False) for run in plain)
    yield merge_runs(replace(run, code=False, link=None) for run in plain)


def _trim(words: Words, mark: str) -> Words:
    """Words whose spaces at the edges of a mark stand outside it."""
    runs = list(words)
    for start, end in reversed(_stretches(words, mark)):
        kept = _trim_start(runs[start:end], mark)
        runs[start:end] = _trim_start(kept[::-1], mark, is_reversed=True)[::-1]
    return merge_runs(runs)


def _trim_start(runs: list[Run], mark: str, is_reversed: bool = False) -> list[Run]:
    """Runs whose spaces at the start (at the end, of reversed runs) have lost a mark."""
    trimmed: list[Run] = []
    for at, run in enumerate(runs):
        text = run.text.rstrip() if is_reversed else run.text.lstrip()
        if run.code or run.is_value or len(text) == len(run.text) or not getattr(run, mark):
            return [*trimmed, *runs[at:]]
        blank = run.text[len(text) :] if is_reversed else run.text[: len(run.text) - len(text)]
        trimmed.append(_without(replace(run, text=blank), mark))
        if text:
            return [*trimmed, replace(run, text=text), *runs[at + 1 :]]
    return trimmed


def _stretches(words: Sequence[Run], mark: str) -> list[tuple[int, int]]:
    """First index, and the one behind the last, of each row of runs that have a mark."""
    found: list[tuple[int, int]] = []
    for at, run in enumerate(words):
        if getattr(run, mark):
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return found


def _without(run: Run, mark: str) -> Run:
    match mark:
        case "bold":
            return replace(run, bold=False)
        case "italic":
            return replace(run, italic=False)
        case _:
            return replace(run, strike=False)


_Element = str | Link


def _write(words: Words, style: _Style, escaping: int) -> str:
    """One spelling of the words, which may or may not read as them."""
    open_elements: list[tuple[_Element, str]] = []
    parts: list[str] = []
    at = 0
    while at < len(words):
        wanted = _elements(words, at, style.link)
        keep = 0 if style.is_split else _kept([element for element, _ in open_elements], wanted, style.is_early)
        _close(open_elements, keep, parts)
        still_open = [element for element, _ in open_elements]
        opened = [element for element in wanted if element not in still_open]
        link_end = _link_end(words, at, style.link)
        address = _autolink(words[at:link_end]) if words[at].link in opened else None
        for element in opened:
            if isinstance(element, str):
                parts.append(style.sign(element, at))
                open_elements.append((element, parts[-1]))
            elif address is None:
                parts.append("[")
                open_elements.append((element, f"]({_write_target(element.target)})"))
        parts.append(_write_run(words, at, escaping) if address is None else address)
        at = at + 1 if address is None else link_end
    _close(open_elements, 0, parts)
    return "".join(parts)


def _close(open_elements: list[tuple[_Element, str]], keep: int, parts: list[str]) -> None:
    parts += [sign for _, sign in reversed(open_elements[keep:])]
    del open_elements[keep:]


def _elements(words: Words, at: int, link: str) -> dict[_Element, int]:
    """The marks and the link of a run, each with the index of the run where it ends; the longest first."""
    run = words[at]
    found: dict[_Element, int] = {mark: _end(words, at, mark) for mark in _MARKS if getattr(run, mark)}
    if run.link is not None:
        found[run.link] = _link_end(words, at, link)
    pairs = reversed(found.items()) if link == "around" else found.items()
    return dict(sorted(pairs, key=lambda pair: -pair[1]))


def _end(words: Words, at: int, name: str) -> int:
    value = getattr(words[at], name)
    return next((end for end in range(at, len(words)) if getattr(words[end], name) != value), len(words))


def _link_end(words: Words, at: int, link: str) -> int:
    ends = [_end(words, at, name) for name in (("link", *_MARKS) if link == "cut" else ("link",))]
    return min(ends)


def _kept(open_elements: list[_Element], wanted: dict[_Element, int], is_early: bool) -> int:
    """How many of the open elements stay open: those still wanted, around which nothing longer must begin."""
    opened = [element for element in wanted if element not in open_elements]
    for at, element in enumerate(open_elements):
        if element not in wanted:
            return at
        outlasts = [new for new in opened if wanted[new] > wanted[element] and (is_early or isinstance(new, Link))]
        if outlasts and isinstance(element, str):
            return at
    return len(open_elements)


def _autolink(runs: Words) -> str | None:
    """`<address>` when that is all the link of these runs shows."""
    link = runs[0].link
    marks = {(run.bold, run.italic, run.strike, run.code) for run in runs}
    if link is None or len(marks) > 1 or runs[0].code:
        return None
    shown = "".join(f"{{{{{run.text}}}}}" if run.is_value else run.text for run in runs)
    address = re.sub(VALUE, lambda found: f"{{{{{found[1].strip()}}}}}", link.target)
    if shown == address and _ADDRESS(link.target):
        return f"<{link.target}>"
    return f"<{shown}>" if address == f"mailto:{shown}" else None


def _write_run(words: Words, at: int, escaping: int) -> str:
    run = words[at]
    if run.is_value:
        return f"{{{{ {run.text} }}}}"
    if run.code:
        return _write_code(run.text)
    following = words[at + 1] if at + 1 < len(words) else None
    text = _escape(run.text, escaping, is_before_value=following is not None and following.is_value)
    if following is None or escaping == 2:
        return text
    is_escape = run.text[-1] == "\\"
    is_picture = run.text[-1] == "!" and following.link not in (None, run.link)
    return f"{text[:-1]}\\{text[-1]}" if is_escape or is_picture else text


def _write_code(text: str) -> str:
    """A code span: as many backticks as stand nowhere in it, and spaces where reading would take them off."""
    lengths = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in range(1, len(text) + 2) if length not in lengths)
    is_stripped = text[0] == " " == text[-1] and text.strip(" ")
    pad = " " if is_stripped or "`" in (text[0], text[-1]) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _write_target(target: str) -> str:
    """A link's target, with a backslash before what would end it."""
    depth = lowest = 0
    for char in re.sub(VALUE, "", target):
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    is_balanced = depth == 0 == lowest

    def escape(found: re.Match[str]) -> str:
        is_kept = found[0][0] == "{" or (is_balanced and found[0] in "()")
        return found[0] if is_kept else f"\\{found[0]}"

    return _TARGET_SPECIAL.sub(escape, target)


def _escape(text: str, escaping: int, is_before_value: bool = False) -> str:
    """Text with backslashes: before what is never itself (0), what may be a mark (1), or whatever could be (2)."""
    if is_before_value and text[-1] == "{":
        return _escape(f"{text}{{{{", escaping)[:-4]
    escaped = (_ALWAYS, _RISKY, _ANY)[escaping].sub(r"\\\g<0>", text)
    return _TWO_BRACES.sub(r"\\{{", escaped) if escaping < 2 else escaped


def print_literal(words: Words) -> str:
    """A path: text without marks, where only two braces mean something."""
    return "".join(f"{{{{ {run.text} }}}}" if run.is_value else run.text.replace("{{", "\\{{") for run in words)
