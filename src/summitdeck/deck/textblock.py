"""A text block's paragraphs: what `body: |` and `notes: |` hold.

The grammar, line by line, with a line's indentation counted in columns (a tab goes on to the next multiple of 4):

* A blank line ends a paragraph.
* `- ` begins a bullet; one or two digits and `. ` begin a number. `* `, `+ `, `# ` and all else are text.
* An item indented deeper than another's marker is its child. Items whose markers stand in one column are siblings.
* Any other line belongs to the innermost item whose marker it is indented beyond: it continues the item's text when
  it follows it directly, and is a paragraph without a bullet, at the item's level, when it does not. A line
  that is indented beyond no marker ends the list; it begins, or continues, a plain paragraph at level 0.
* Lines that continue are joined by a space, but none between East Asian characters. A backslash at a line's end
  keeps the line break; two spaces there are nothing, because nobody sees them.
* A number starts its list at its own value; those that follow count on, whatever is written.

Inline marks are read in each paragraph as a whole, so that they may run over a joint.
"""

from __future__ import annotations

import re

from summitdeck.deck.inline import read_words
from summitdeck.deck.model import Paragraph, ParagraphKind
from summitdeck.deck.plain import fold_joint
from summitdeck.deck.source import Place
from summitdeck.frozen import dataclass, replace
from summitdeck.problems import Problem, error, warning

DEEPEST = 8
"""The deepest level there is, counted from 0: PowerPoint has nine."""

_ITEM = re.compile(r"(?:(-)|([0-9]{1,2})\.)(?: [ \t]*|\t[ \t]*)(?=\S)").match


def read_text_block(value: str, place: Place) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """The paragraphs of a text block, and what is wrong in it; places are right to the character, also over joints.

    Errors: `too-deep` (a tenth level), `empty-bullet` (a marker without text), `bad-start` (a list from 0), and
    those of `read_words`. Warning: `number-jump` (a number that will not be printed as written).
    """
    block = _Block(value, place)
    at = 0
    for line in value.split("\n"):
        block.line(line, at)
        at += len(line) + 1
    block.end_paragraph()
    return tuple(block.paragraphs), tuple(block.problems)


@dataclass(slots=True)
class _Item:
    """A bullet or number that may still get text or children."""

    column: int
    kind: ParagraphKind
    number: int = 0
    """What the list has counted to, for numbers."""
    written: int = 0
    """What stands there."""


@dataclass(frozen=True, slots=True)
class _JoinedPlace(Place):
    """The place of text joined from several lines; knows where in the block each of its characters stands."""

    block: Place | None = None
    offsets: tuple[int, ...] = ()

    def at(self, index: int, length: int | None = None) -> Place:
        """The place of a stretch of the joined text; over a joint it reaches from line to line."""
        assert self.block is not None
        offsets = self.offsets
        first = offsets[min(index, len(offsets) - 1)]
        last = offsets[min(index + (length or len(offsets)), len(offsets)) - 1]
        return replace(self.block, turn=self.turn).at(first, max(1, last + 1 - first))


class _Block:
    """One pass over a block's lines; lives as long as one call of `read_text_block`."""

    def __init__(self, value: str, place: Place) -> None:
        self.value = value
        self.place = place
        self.paragraphs: list[Paragraph] = []
        self.problems: list[Problem] = []
        self.items: list[_Item] = []
        self.parts: list[tuple[str, int]] = []
        self.level = 0
        self.kind = ParagraphKind.PLAIN
        self.start: int | None = None
        self.owner: _Item | None = None

    def line(self, line: str, at: int) -> None:
        """Take in one line, which begins at `at` in the value."""
        text = line.strip(" \t")
        if not text:
            self.end_paragraph()
            return
        indent = line[: line.index(text[0])]
        column = len(indent.expandtabs(4)) if "\t" in indent else len(indent)
        at += len(indent)
        if text[0] in "-0123456789":
            if found := _ITEM(text):
                self.begin_item(column, found, text, at)
                return
            if text == "-":
                self.problem("empty-bullet", "there is no text after '-'", at, 1, _EMPTY_HINT)
                self.end_paragraph()
                return
        self.go_on(column, text, at)

    def begin_item(self, column: int, found: re.Match[str], text: str, at: int) -> None:
        """An item: where it stands in the list, and the beginning of its text."""
        self.end_paragraph()
        kind = ParagraphKind.BULLET if found[1] else ParagraphKind.NUMBER
        sibling: _Item | None = None
        while self.items and self.items[-1].column >= column:
            sibling = self.items.pop()
        item = _Item(column, kind)
        self.start = None
        if kind is ParagraphKind.NUMBER:
            item.written = int(found[2])
            item.number = self.count(item, sibling if sibling and sibling.kind is kind else None, found.end(2), at)
        self.level = len(self.items)
        if self.level > DEEPEST:
            self.problem("too-deep", f"there are {DEEPEST + 1} levels, and this would be one more", at, 1, _DEEP_HINT)
            self.level = DEEPEST
        self.items.append(item)
        self.kind, self.owner = kind, item
        self.parts = [(text[found.end() :], at + found.end())]

    def count(self, item: _Item, sibling: _Item | None, digits: int, at: int) -> int:
        """The number an item has in its list; sets `start` when the list begins with it."""
        number = item.written
        if sibling is None:
            if number == 0:
                self.problem("bad-start", "a list cannot start at 0", at, digits, "PowerPoint counts from 1")
            self.start = number if number > 1 else None
            return max(number, 1)
        expected = sibling.number + 1
        if number not in (1, expected, sibling.written + 1):
            message = f"this will be number {expected}, not {number}"
            span = self.place.at(at, digits).span()
            self.problems.append(warning("number-jump", message, span, _JUMP_HINT))
        return expected

    def go_on(self, column: int, text: str, at: int) -> None:
        """A line without a marker: more of the paragraph before it, or a paragraph of its own."""
        while self.items and self.items[-1].column >= column:
            self.items.pop()
        owner = self.items[-1] if self.items else None
        if not self.parts or owner is not self.owner:
            self.end_paragraph()
            self.owner = owner
            self.kind, self.start = ParagraphKind.PLAIN, None
            self.level = min(max(0, len(self.items) - 1), DEEPEST)
        self.parts.append((text, at))

    def end_paragraph(self) -> None:
        """What was gathered becomes a paragraph."""
        if not self.parts:
            return
        text, place = _join(self.parts, self.place)
        self.parts = []
        words, problems = read_words(text, place)
        self.problems += problems
        if words:
            self.paragraphs.append(Paragraph(words, self.level, self.kind, self.start, place))

    def problem(self, code: str, message: str, at: int, length: int, hint: str) -> None:
        """Note something that is wrong."""
        self.problems.append(error(code, message, self.place.at(at, length).span(), hint))


_EMPTY_HINT = "write the bullet's text on the same line, or \\- for a dash that stands alone"
_DEEP_HINT = "put it less deep, or on a slide of its own"
_JUMP_HINT = "a list counts on from its first number; a paragraph between begins a new one"


def _join(parts: list[tuple[str, int]], place: Place) -> tuple[str, Place]:
    """The lines of a paragraph as one text, and its place."""
    last, at = parts[0]
    if len(parts) == 1:
        return last, place.at(at, len(last))
    texts: list[str] = []
    offsets: list[int] = []
    for line, start in parts[1:]:
        if (len(last) - len(last.rstrip("\\"))) % 2:
            joint, last = "\n", last[:-1]
        else:
            joint = fold_joint(last, line)
        texts += (last, joint)
        offsets += range(at, at + len(last) + len(joint))
        last, at = line, start
    texts.append(last)
    offsets += range(at, at + len(last))
    return "".join(texts), _joined_place(place, tuple(offsets))


def _joined_place(place: Place, offsets: tuple[int, ...]) -> _JoinedPlace:
    index, length = place.index + offsets[0], offsets[-1] + 1 - offsets[0]
    return _JoinedPlace(place.source, place.start, place.end, place.style, index, length, "", place, offsets)
