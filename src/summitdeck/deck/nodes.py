"""What the author wrote in one slide, before anybody asks what it means: texts, lists and keys with values.

Also the one thing all readers of a file share: the file itself and the list of what is wrong in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

from summitdeck.deck.inline import read_words
from summitdeck.deck.model import Name, Words
from summitdeck.deck.source import Place, Source
from summitdeck.frozen import dataclass, field
from summitdeck.problems import Problem, Span, error, warning

# Not frozen, for speed: there are some twenty of these in a slide, and nobody changes them once they are made.


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as written."""

    value: str
    start: int
    """Offset in the file's text of the first character, including a quote or a block's `|`."""
    end: int
    style: str
    """As in `Place`."""
    is_folded: bool = False
    """Whether it is a plain text over more than one line."""

    @property
    def is_missing(self) -> bool:
        """Whether nothing was written at all: a key without a value, a bullet without words."""
        return not self.value and self.style == ""


@dataclass(slots=True, eq=False)
class Items:
    """A list, written with dashes or in brackets."""

    items: list[Node]
    start: int
    end: int
    is_flow: bool


@dataclass(slots=True, eq=False)
class Pairs:
    """Keys with values; no key stands twice."""

    pairs: list[tuple[Scalar, Node]]
    start: int
    end: int
    is_flow: bool

    def get(self, name: str) -> Node | None:
        """The value of a key, None when it is not there."""
        for key, value in self.pairs:
            if key.value == name:
                return value
        return None


Node = Scalar | Items | Pairs


def one_line(text: str) -> str:
    """A message on one line, whatever the author's text in it: line ends are spaces, controls are `�`."""
    if text.isprintable():
        return text
    text = " ".join(text.splitlines())
    return "".join("�" if category(char) == "Cc" else char for char in text)


@dataclass(slots=True, eq=False)
class Reading:
    """One file while it is being read."""

    source: Source
    text: str
    """The file's text as the YAML parser gets it: with as many characters as the source's own."""
    problems: list[Problem] = field(default_factory=list)

    def span(self, node: Node) -> Span:
        """Where a node stands."""
        return self.source.span(node.start, node.end)

    def place(self, node: Scalar) -> Place:
        """Where a text stands, down to its characters."""
        return Place(self.source, node.start, node.end, node.style)

    def stretch(self, node: Node) -> Place:
        """Where a node stands, as a whole."""
        return Place(self.source, node.start, node.end, node.style if isinstance(node, Scalar) else None)

    def error(
        self,
        code: str,
        message: str,
        at: Node | Span,
        hint: str | None = None,
        related: Sequence[tuple[str, Span]] = (),
    ) -> None:
        """Note something that is wrong."""
        span = at if isinstance(at, Span) else self.span(at)
        self.problems.append(error(code, one_line(message), span, hint, tuple(related)))

    def warning(
        self,
        code: str,
        message: str,
        at: Node | Span,
        hint: str | None = None,
        related: Sequence[tuple[str, Span]] = (),
    ) -> None:
        """Note something that may be wrong."""
        span = at if isinstance(at, Span) else self.span(at)
        self.problems.append(warning(code, one_line(message), span, hint, tuple(related)))

    def words(self, node: Scalar, value: str | None = None) -> Words:
        """The words of a text, with marks and values; `value` is a part of it from its start, when not all is meant."""
        words, problems = read_words(node.value if value is None else value, self.place(node))
        if problems:
            self.problems += problems
        return words

    def name(self, node: Scalar) -> Name:
        """A text that is a name, as it stands."""
        return Name(node.value, self.place(node))
