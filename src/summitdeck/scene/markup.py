"""The slide markup once a slide's content is in it: elements, references to what the author said, and words.

This is what placing reads. An element's attributes are already read and checked against `grammar.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitdeck.deck.model import Content
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Span
from summitdeck.scene.terms import Length, Part, SlotName, Unit, Value

__all__ = [
    "Element",
    "Length",
    "Node",
    "Part",
    "Reference",
    "Rendered",
    "SlotName",
    "Unit",
    "bases",
    "elements",
    "focus",
    "length",
    "print_markup",
    "references",
    "share",
    "slots",
    "word",
]


class Reference(NamedTuple):
    """A piece of the author's, where the layout printed it."""

    field: str
    """The slide's field it comes from."""
    content: Content
    """What to place. A caption that the layout prints by itself is no longer on its block."""
    place: Place | None = None
    kind: Part = Part.FIELD
    item: int | None = None
    """Which item of the field, counted from 0; None for the whole field."""
    inline: bool = False
    """Whether it stands in a line of text; then it is exactly one paragraph."""


class Element(NamedTuple):
    """One element of the markup."""

    tag: str
    attributes: Mapping[str, Value]
    children: tuple[Node, ...]
    """Literal text is free of white space at the element's edges, and of runs of it."""
    span: Span
    """The line of the layout that it came from, through every `extends` and `include`."""


Node = Element | Reference | str


class Rendered(NamedTuple):
    """A slide laid out by its layout, not yet placed."""

    slide: Element
    layout: str
    captions: frozenset[tuple[str, int]] = frozenset()
    """Field and block of each caption that the layout prints by itself."""


def length(element: Element, name: str) -> Length | None:
    """The length that an attribute says; None when it is not given."""
    value = element.attributes.get(name)
    return value if isinstance(value, Length) else None


def word(element: Element, name: str) -> str | None:
    """The word or name that an attribute says; None when it is not given."""
    value = element.attributes.get(name)
    return value if isinstance(value, str) else None


def share(element: Element) -> float | None:
    """The share of a row or column that an element asks for; None when it does not say."""
    value = element.attributes.get("share")
    return value if isinstance(value, float) else None


def focus(element: Element) -> tuple[float, float] | None:
    """The point of a picture that cropping must keep, as shares of width and height; None when not given."""
    match element.attributes.get("focus"):
        case (float() as x, float() as y):
            return x, y
    return None


def bases(element: Element) -> tuple[str, ...]:
    """The base layouts the slide asks for, names or types, best first."""
    value = element.attributes.get("base", ())
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, tuple) else ()


def slots(element: Element) -> tuple[SlotName, ...]:
    """The slots that an element asks for, best first; empty when it does not say."""
    value = element.attributes.get("slot", ())
    return tuple(name for name in value if isinstance(name, SlotName)) if isinstance(value, tuple) else ()


def elements(element: Element) -> Iterator[Element]:
    """The elements directly inside."""
    return (child for child in element.children if isinstance(child, Element))


def references(element: Element) -> Iterator[Reference]:
    """All references at any depth, in document order."""
    for child in element.children:
        match child:
            case Reference():
                yield child
            case Element():
                yield from references(child)


def print_markup(node: Node, indent: int = 0) -> str:
    """The markup as text, one node a line: for tests and for a look at what a layout made."""
    pad = "  " * indent
    match node:
        case str():
            return f"{pad}{node!r}"
        case Reference():
            index = "" if node.item is None else f"[{node.item}]"
            part = "" if node.kind in (Part.FIELD, Part.ITEM) else f".{node.kind}"
            return f"{pad}{{{node.field}{index}{part}}}" + (" inline" if node.inline else "")
    said = "".join(f' {name}="{_value_text(value)}"' for name, value in node.attributes.items())
    return "\n".join([f"{pad}<{node.tag}{said}>", *(print_markup(child, indent + 1) for child in node.children)])


def _value_text(value: Value) -> str:
    match value:
        case Length():
            return str(value)
        case float():
            return f"{value:g}"
        case (float() as x, float() as y):
            return f"{x:.0%} {y:.0%}"
        case tuple():
            return "|".join(part.text if isinstance(part, SlotName) else str(part) for part in value)
    return str(value)
