"""A value's words: inline marks, links, escapes and `{{ values }}` become runs, each with its place.

The marks are CommonMark's (specification 0.31, section 6) with GitHub's `~~struck~~`, and a few things said once:

* `{{ expression }}` is found before the marks, so that nothing in it is a mark; in `` `code` `` it stays as written.
* A line break stays one, also in `` `code` ``; a backslash before it is dropped, as CommonMark has it.
* Entities, HTML, images and reference links are no marks: `R&amp;D` and `<b>` stay as they stand. An image is told.
* What looks like `[text](target)` is a link, and a bad target is an error: nothing leads nowhere in silence.
* Unmatched marks, and `~` other than in pairs, are characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from summitdeck.deck.delimiters import Kind, Piece, delimiter_piece, match_marks
from summitdeck.deck.links import Target, check_target, find_target, unescape_target
from summitdeck.deck.model import Link, Run, Words
from summitdeck.deck.source import Place
from summitdeck.problems import Problem, error

_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_VALUE = r"\{\{[^{}\n]*\}\}"
_MAY_BE_MARKED = re.compile(r"[\\`*_\[~{<]").search
_TOKEN = re.compile(
    rf"\\(?:\{{\{{(?!\{{)|{_PUNCTUATION}|\n)"  # an escape
    r"|`+|\{\{|\*+|_+|~~+|!?\[|\]"
    r"|<(?=[A-Za-z0-9.!#$%&'+/=?^{|}-])"
).search
# Possessive throughout: no text, however long, may make these search twice.
_AUTOLINK = rf"<([A-Za-z][A-Za-z0-9+.\-]{{1,31}}:(?:{_VALUE}|[^\s<>{{}}]|[{{}}])*+)>"  # compiled when met
_MAILBOX = (
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)
_MOST = 20
"""Problems told of one value; a value with more of them is another thing than it was taken for."""


def read_words(value: str, place: Place) -> tuple[Words, tuple[Problem, ...]]:
    """The runs of a value, and what is wrong in it; `place.at(i, n)` is the place of `value[i:i + n]`.

    Never fails: what is wrong stands in the words as it was written. Errors: `unclosed-value`, `empty-value`,
    `bad-link`, `empty-link`, `link-title`, `picture-in-text`.
    """
    if _MAY_BE_MARKED(value) is None:  # most values: one search and one run
        return ((Run(value, False, False, False, False, None, False, place),) if value else ()), ()
    scan = _Scan(value, place)
    scan.read()
    match_marks(scan.delimiters)
    return _pieces_to_words(scan.pieces, place), tuple(scan.problems)


class _Bracket:
    """A `[` that may begin a link: its piece's index, and how many delimiter runs stood before it."""

    __slots__ = ("delimiters", "index", "is_active", "is_picture")

    def __init__(self, index: int, delimiters: int, is_picture: bool) -> None:
        self.index = index
        self.delimiters = delimiters
        self.is_picture = is_picture
        self.is_active = True


class _Scan:
    """One pass over a value from left to right; lives as long as one call of `read_words`."""

    def __init__(self, value: str, place: Place) -> None:
        self.value = value
        self.place = place
        self.pieces: list[Piece] = []
        self.delimiters: list[Piece] = []
        self.brackets: list[_Bracket] = []
        self.problems: list[Problem] = []
        self.backticks: dict[int, list[int]] | None = None

    def read(self) -> None:
        """Read the whole value into pieces."""
        value, at = self.value, 0
        while (found := _TOKEN(value, at)) is not None:
            start = found.start()
            if start > at:
                self.text(at, start)
            at = _READERS[value[start]](self, start, found.end())
        if at < len(value):
            self.text(at, len(value))

    def text(self, start: int, end: int) -> None:
        """Characters that are themselves."""
        self.pieces.append(Piece(Kind.TEXT, self.value[start:end], start, end))

    def problem(self, code: str, message: str, start: int, end: int, hint: str) -> None:
        """Note something that is wrong, unless much is already."""
        if len(self.problems) < _MOST:
            self.problems.append(error(code, message, self.place.at(start, end - start).span(), hint))

    def escape(self, start: int, end: int) -> int:
        """A backslash with what it makes a character of."""
        self.pieces.append(Piece(Kind.TEXT, self.value[start + 1 : end], start, end))
        return end

    def code(self, start: int, end: int) -> int:
        """A code span, when as many backticks follow somewhere; else the backticks are characters."""
        close = self._closing_backticks(end - start, end)
        if close is None:
            self.text(start, end)
            return end
        text = self.value[end:close]
        if text[0] == " " == text[-1] and text.strip(" "):
            text = text[1:-1]
        after = close + end - start
        self.pieces.append(Piece(Kind.CODE, text, start, after))
        return after

    def _closing_backticks(self, length: int, start: int) -> int | None:
        if self.backticks is None:
            self.backticks = {}
            for run in re.finditer("`+", self.value):
                self.backticks.setdefault(run.end() - run.start(), []).append(run.start())
        runs = self.backticks.get(length, [])
        at = bisect_left(runs, start)
        return runs[at] if at < len(runs) else None

    def expression(self, start: int, end: int) -> int:
        """A value; two braces that nothing closes are an error, and characters."""
        inner = self.value.find("{{", end)
        close = self.value.find("}}", end, inner if inner >= 0 else len(self.value))
        if close < 0:
            self.problem(
                "unclosed-value",
                "'{{' begins a value that no '}}' ends",
                start,
                end,
                "end it with }}; for two braces as text, write \\{{",
            )
            self.text(start, end)
            return end
        text = self.value[end:close].strip()
        if text:
            first = self.value.index(text, end)
            self.pieces.append(Piece(Kind.VALUE, text, first, first + len(text)))
        else:
            self.problem(
                "empty-value",
                "there is no name between '{{' and '}}'",
                start,
                close + 2,
                "name a value of `vars`; for two braces as text, write \\{{",
            )
            self.text(start, close + 2)
        return close + 2

    def delimiter(self, start: int, end: int) -> int:
        """A run of `*`, `_` or `~`; what it does is found when all are known."""
        piece = delimiter_piece(self.value[start:end], start, self._before(start), self._after(end))
        self.pieces.append(piece)
        if piece.can_open or piece.can_close:
            self.delimiters.append(piece)
        return end

    def _before(self, start: int) -> str:
        """The character before a delimiter run; a value counts as a letter, a variation selector as what it varies."""
        if self.pieces and self.pieces[-1].kind is Kind.VALUE:
            return "x"
        char = self.value[start - 1 : start]
        if char >= "\ufe00" and (char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"):
            return self.value[start - 2 : start - 1] or char
        return char

    def _after(self, end: int) -> str:
        return "x" if self.value.startswith("{{", end) else self.value[end : end + 1]

    def open(self, start: int, end: int) -> int:
        """A `[` or `![`, which may begin a link."""
        self.brackets.append(_Bracket(len(self.pieces), len(self.delimiters), end - start == 2))
        self.pieces.append(Piece(Kind.OPEN, self.value[start:end], start, end))
        return end

    def close(self, start: int, end: int) -> int:
        """A `]`: the end of a link's text when a bracket is open and a target follows, else a character."""
        bracket = self.brackets.pop() if self.brackets else None
        target = find_target(self.value, end) if bracket is not None and bracket.is_active else None
        if bracket is None or target is None:
            self.text(start, end)
            return end
        opener = self.pieces[bracket.index]
        self._check_link(bracket, opener.start, target)
        match_marks(self.delimiters[bracket.delimiters :])
        del self.delimiters[bracket.delimiters :]
        opener.text = "!" if bracket.is_picture else ""
        opener.end = opener.start + len(opener.text)
        opener.link = self._link(target.start, target.end, unescape_target(self.value[target.start : target.end]))
        closer = Piece(Kind.TEXT, "", start, start)
        closer.closes_link = True
        self.pieces.append(closer)
        self._leave_links()
        return target.after

    def _check_link(self, bracket: _Bracket, start: int, target: Target) -> None:
        if bracket.is_picture:
            self.problem(
                "picture-in-text",
                "a picture cannot stand within a text",
                start,
                target.after,
                "give it a line of its own, `picture: PATH`; for an exclamation mark before a link, write \\!",
            )
        if target.title is not None:
            self.problem(
                "link-title",
                "a link has no title here",
                *target.title,
                "leave only the address between the parentheses",
            )
        if len(self.pieces) == bracket.index + 1:
            self.problem(
                "empty-link",
                "the link has no text",
                start,
                target.after,
                "write [text](target), or <target> to show the address itself",
            )

    def _link(self, start: int, end: int, target: str) -> Link | None:
        place = self.place.at(start, max(1, end - start))
        problems = check_target(target, place)
        self.problems += problems if len(self.problems) < _MOST else ()
        return None if problems else Link(target, place)

    def angle(self, start: int, end: int) -> int:
        """`<https://…>` and `<name@host>`; any other `<` is a character."""
        if found := re.compile(_AUTOLINK).match(self.value, start):
            first, last = found.span(1)
            self._add_autolink(self._link(first, last, found[1]), first, last)
            return found.end()
        if found := re.compile(_MAILBOX).match(self.value, start):
            first, last = found.span(1)
            self._add_autolink(Link(f"mailto:{found[1]}", self.place.at(first, last - first)), first, last)
            return found.end()
        self.text(start, end)
        return end

    def _add_autolink(self, link: Link | None, start: int, end: int) -> None:
        opener, closer = Piece(Kind.TEXT, "", start, start), Piece(Kind.TEXT, "", end, end)
        opener.link, closer.closes_link = link, True
        self.pieces.append(opener)
        while (brace := self.value.find("{{", start, end)) >= 0:
            self.text(start, brace)
            start = self.expression(brace, brace + 2)
        self.text(start, end)
        self.pieces.append(closer)
        self._leave_links()

    def _leave_links(self) -> None:
        """No link within a link: the brackets still open around one that is complete are characters."""
        for bracket in self.brackets:
            bracket.is_active = False


_READERS: dict[str, Callable[[_Scan, int, int], int]] = {
    "\\": _Scan.escape,
    "`": _Scan.code,
    "{": _Scan.expression,
    "*": _Scan.delimiter,
    "_": _Scan.delimiter,
    "~": _Scan.delimiter,
    "[": _Scan.open,
    "!": _Scan.open,
    "]": _Scan.close,
    "<": _Scan.angle,
}


_Marks = tuple[bool, bool, bool, bool, Link | None]


def _pieces_to_words(pieces: list[Piece], place: Place) -> Words:
    """The runs of the pieces: each text under the marks open around it, neighbours with the same marks joined."""
    runs: list[Run] = []
    texts: list[str] = []
    marks: _Marks | None = None
    start = end = 0
    for piece, under in _mark_pieces(pieces):
        if texts and (under != marks or piece.kind is Kind.VALUE):
            runs.append(_run("".join(texts), marks, place.at(start, end - start)))
            texts = []
        if piece.kind is Kind.VALUE:
            runs.append(_run(piece.text, under, place.at(piece.start, piece.end - piece.start), is_value=True))
            continue
        if not texts:
            start, marks = piece.start, under
        texts.append(piece.text)
        end = piece.end
    if texts:
        runs.append(_run("".join(texts), marks, place.at(start, end - start)))
    return tuple(runs)


def _run(text: str, marks: _Marks | None, place: Place, is_value: bool = False) -> Run:
    bold, italic, code, strike, link = marks or (False, False, False, False, None)
    return Run(text, bold, italic, code, strike, link, is_value, place)


def _mark_pieces(pieces: list[Piece]) -> Iterator[tuple[Piece, _Marks]]:
    """Each piece that has text left, with the marks that are open there."""
    depth = {"b": 0, "i": 0, "~": 0}
    link: Link | None = None
    for piece in pieces:
        for mark in piece.closes:
            depth[mark] -= 1
        if piece.closes_link:
            link = None
        if piece.kind is Kind.DELIMITER:
            piece.text = piece.text[: piece.count]
        if piece.text:
            yield piece, (depth["b"] > 0, depth["i"] > 0, piece.kind is Kind.CODE, depth["~"] > 0, link)
        for mark in piece.opens:
            depth[mark] += 1
        if piece.link is not None:
            link = piece.link
