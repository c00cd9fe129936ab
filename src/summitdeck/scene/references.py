"""A slide's fields as a layout sees them: opaque when printed, plain text in an attribute or after a filter.

All that a layout can learn of a slide it asks an `Observer`: how many items a field has, what kind it is, what it
says as plain text. Printing asks nothing: it leaves a mark in the markup, and what the author wrote is put in once
the XML is parsed. So the markup depends on the answers alone, and two slides that answer alike share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from summitdeck.deck.model import Block, Chart, Code, Content, Paragraph, ParagraphKind, Picture, Table, Words
from summitdeck.frozen import TYPE_CHECKING, NamedTuple, replace
from summitdeck.scene.terms import Part

if TYPE_CHECKING:
    from typing import SupportsIndex


TEXT_LIMIT = 20_000
"""Characters of a field's plain text: a whole page has some hundred, an attribute some dozen."""

_DIGITS = "".join(map(chr, range(0xFDE0, 0xFDF0)))
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
"""Code points that Unicode keeps for a program's own use: no author's text holds them here."""
MARK = re.compile(f"{_OPEN}([{_DIGITS}]+){_CLOSE}")
"""What stands in the markup for a reference; its number counts the observer's `pointers`."""


def write_number(number: int) -> str:
    """A number in digits that no layout writes and no filter changes."""
    return "".join(_DIGITS[int(digit, 16)] for digit in f"{number:x}")


def read_number(digits: str) -> int:
    """The number that `write_number` wrote."""
    return int("".join(f"{_DIGITS.index(digit):x}" for digit in digits), 16)


class Question(NamedTuple):
    """What a layout wants to know of a slide."""

    field: str
    item: int | None
    """The item meant, counted from 0; None for the whole field."""
    about: str
    """`items`, `kinds`, `text`, `caption` or `alt`."""


class Pointer(NamedTuple):
    """A part of a slide, whatever slide it is."""

    field: str
    item: int | None
    part: Part


Answer = int | str


class Contents:
    """The fields of a slide that its layout knows, and their items."""

    __slots__ = ("_items", "fields")

    def __init__(self, fields: Mapping[str, Content]) -> None:
        self.fields = fields
        self._items: dict[str, tuple[tuple[Block, ...], ...]] = {}

    def items(self, field: str) -> tuple[tuple[Block, ...], ...]:
        """What a loop over the field goes through."""
        found = self._items.get(field)
        if found is None:
            found = self._items[field] = split_items(self.fields[field])
        return found

    def blocks(self, field: str, item: int | None) -> tuple[Block, ...]:
        """The blocks of a field, or of one item of it."""
        return self.fields[field].blocks if item is None else self.items(field)[item]


def split_items(content: Content) -> tuple[tuple[Block, ...], ...]:
    """The items of a content: each table, picture, chart and code, each paragraph with what is nested under it.

    A numbered paragraph gets its own number, so that it may stand by itself.
    """
    items: list[list[Block]] = []
    number = 0
    for block in content.blocks:
        if not isinstance(block, Paragraph):
            number = 0
        elif items and block.level > 0 and isinstance(items[-1][0], Paragraph):
            items[-1].append(block)
            continue
        elif block.kind is ParagraphKind.NUMBER:
            number = number + 1 if block.start is None else block.start
            block = block if number == 1 or block.start is not None else replace(block, start=number)
        else:
            number = 0
        items.append([block])
    return tuple(map(tuple, items))


def kind_of(block: Block) -> str:
    """`text`, `table`, `picture`, `chart` or `code`."""
    match block:
        case Table():
            return "table"
        case Picture():
            return "picture"
        case Chart():
            return "chart"
        case Code():
            return "code"
    return "text"


def figures_of(blocks: tuple[Block, ...]) -> tuple[Table | Picture | Chart | Code, ...]:
    """The blocks that may have a caption."""
    return tuple(block for block in blocks if not isinstance(block, Paragraph))


def part_words(block: Block, part: Part) -> Words:
    """The caption of a block, or its text for who does not see it; empty when it has none."""
    if part is Part.CAPTION:
        return () if isinstance(block, Paragraph) else block.caption
    return block.alt if isinstance(block, Table | Picture | Chart) else ()


def plain_text(blocks: tuple[Block, ...]) -> str:
    """The words of the paragraphs, without marks, each on a line of its own."""
    from summitdeck.deck.plain import words_to_text  # seldom needed

    lines = (words_to_text(block.words) for block in blocks if isinstance(block, Paragraph))
    return NONCHARACTERS.sub("\ufffd", "\n".join(lines))


def answer(contents: Contents, question: Question) -> Answer:
    """What a slide answers. The same question to the same slide always has the same answer."""
    field, item, about = question
    if about == "items":
        return len(contents.items(field))
    blocks = contents.blocks(field, item)
    if about == "kinds":
        return " ".join(sorted({kind_of(block) for block in blocks}))
    if about == "text":
        return plain_text(blocks)
    part, _, wanted = about.partition(" ")
    figures = figures_of(blocks)
    if len(figures) > 1:
        return "many"
    words = part_words(figures[0], Part(part)) if figures else ()
    if wanted:
        return plain_text((Paragraph(words),))
    return "given" if words else "none"


class LayoutMistake(Exception):
    """What a layout does that cannot be done; becomes a problem at its template line."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class Observer:
    """Answers a layout's questions about one slide, and remembers them in order."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.answers: dict[Question, Answer] = {}
        """Every question once, in the order first asked."""
        self.pointers: list[Pointer] = []
        """Every reference printed; its mark tells its index."""
        self._numbers: dict[Pointer, int] = {}
        self.read: set[Pointer] = set()
        """What came out as plain text."""

    def ask(self, field: str, item: int | None, about: str) -> Answer:
        """The slide's answer."""
        question = Question(field, item, about)
        if question not in self.answers:
            self.answers[question] = answer(self.contents, question)
        return self.answers[question]

    def mark(self, pointer: Pointer) -> str:
        """What to print for a reference."""
        if pointer not in self._numbers:
            self._numbers[pointer] = len(self.pointers)
            self.pointers.append(pointer)
        return f"{_OPEN}{write_number(self._numbers[pointer])}{_CLOSE}"

    def pointer(self, digits: str) -> Pointer | None:
        """The reference that a mark in the markup stands for; None when no reference wrote it."""
        number = read_number(digits)
        return self.pointers[number] if number < len(self.pointers) else None

    def pointer_text(self, pointer: Pointer) -> str:
        """A reference as plain text, for attributes; that is a question too."""
        about = "text" if pointer.part in (Part.FIELD, Part.ITEM) else f"{pointer.part} text"
        self.read.add(pointer)
        return str(self.ask(pointer.field, pointer.item, about))

    def values(self) -> dict[str, Piece]:
        """What the layout gets to see."""
        return {name: Piece(self, Pointer(name, None, Part.FIELD)) for name in self.contents.fields}


class Plain(str):
    """Plain text that knows which parts of the slide it tells, so that they count as placed once it is printed."""

    sources: frozenset[Pointer]

    def __new__(cls, text: str, sources: frozenset[Pointer]) -> Plain:
        made = super().__new__(cls, text)
        made.sources = sources
        return made

    def __getitem__(self, key: SupportsIndex | slice) -> Plain:
        return Plain(super().__getitem__(key), self.sources)


class Piece:
    """A field in a layout, one item of it, or its caption. Printed it is a reference; else plain text.

    `kind` is `text`, `table`, `picture`, `chart`, `code` or, of several kinds, `mixed`; `has_text`, `has_table`,
    `has_picture`, `has_chart` and `has_code` tell whether there is one; `text` is the plain text; `caption` and `alt`
    belong to the one picture, table, chart or code in it. A field is iterable over its items and has a length.
    """

    __slots__ = ("_observer", "_pointer")
    NAMES = ("text", "kind", "caption", "alt", "has_text", "has_table", "has_picture", "has_chart", "has_code")

    def __init__(self, observer: Observer, pointer: Pointer) -> None:
        self._observer = observer
        self._pointer = pointer

    def _ask(self, about: str) -> Answer:
        return self._observer.ask(self._pointer.field, self._pointer.item, about)

    @property
    def _is_words(self) -> bool:
        return self._pointer.part in (Part.CAPTION, Part.ALT)

    def __html__(self) -> str:
        """What is printed: a mark for the reference; nothing for a caption that is not there."""
        return "" if self._is_words and not self else self._observer.mark(self._pointer)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        if not self._is_words:
            return True  # an empty field is refused when it is read
        state = self._ask(self._pointer.part)
        if state == "many":
            raise LayoutMistake(
                f"'{self._pointer.field}' holds several pictures, tables, charts or codes",
                "loop over it to reach the caption of each",
            )
        return state == "given"

    @property
    def text(self) -> Plain:
        """The plain text, without marks."""
        if not self:
            return Plain("", frozenset())
        text = str(self._ask(f"{self._pointer.part} text" if self._is_words else "text"))
        if len(text) > TEXT_LIMIT:
            raise LayoutMistake(f"'{self._pointer.field}' is too long to be used as plain text")
        return Plain(text, frozenset({self._pointer}))

    @property
    def kind(self) -> str:
        """The kind of content, or `mixed`."""
        kinds = str(self._ask("kinds")).split()
        return kinds[0] if len(kinds) == 1 else "mixed"

    def _has(self, kind: str) -> bool:
        return kind in str(self._ask("kinds")).split()

    @property
    def has_text(self) -> bool:
        """Whether there is a paragraph in it."""
        return self._has("text")

    @property
    def has_table(self) -> bool:
        """Whether there is a table in it."""
        return self._has("table")

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture in it."""
        return self._has("picture")

    @property
    def has_chart(self) -> bool:
        """Whether there is a chart in it."""
        return self._has("chart")

    @property
    def has_code(self) -> bool:
        """Whether there is a code block in it."""
        return self._has("code")

    @property
    def caption(self) -> Piece:
        """The caption; false when there is none."""
        return Piece(self._observer, self._pointer._replace(part=Part.CAPTION))

    @property
    def alt(self) -> Piece:
        """The text for who does not see it; false when there is none."""
        return Piece(self._observer, self._pointer._replace(part=Part.ALT))

    def __len__(self) -> int:
        self._must_be_field()
        return int(self._ask("items"))

    def __iter__(self) -> Iterator[Piece]:
        return (self._item(index) for index in range(len(self)))

    def __getitem__(self, key: int | slice) -> Piece | list[Piece]:
        if isinstance(key, slice):
            return [self._item(index) for index in range(len(self))[key]]
        return self._item(range(len(self))[key])

    def _item(self, index: int) -> Piece:
        return Piece(self._observer, Pointer(self._pointer.field, index, Part.ITEM))

    def _must_be_field(self) -> None:
        if self._pointer.part is not Part.FIELD:
            raise LayoutMistake("only a whole field has items", "for its number of characters use .text|length")

    def __eq__(self, other: object) -> bool:
        """Equal to the same words: a field that a layout compares is an option, and needs no place of its own."""
        if not isinstance(other, str | Piece):
            return False
        text = self.text
        self._observer.read |= text.sources
        return str(text) == str(other)

    def __hash__(self) -> int:
        return hash(str(self.text))

    def __contains__(self, words: object) -> bool:
        return isinstance(words, str) and words in self.text
