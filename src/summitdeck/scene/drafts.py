"""The markup of a slide before its content is put in: what all slides share that answer their layout alike.

A draft is checked against the grammar, but for what depends on the content itself; `binding.py` fills it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.frozen import TYPE_CHECKING, NamedTuple
from summitdeck.problems import Span
from summitdeck.scene.references import Pointer
from summitdeck.scene.template_files import TemplateFile
from summitdeck.scene.terms import Holds, Length, Part, SlotName, Unit, Value

if TYPE_CHECKING:
    from typing import Any


class Origin(NamedTuple):
    """Where in the layout's files something was written."""

    file: int
    """The file's number."""
    offset: int
    """In its text."""
    length: int

    def span(self, files: Sequence[TemplateFile]) -> Span:
        """The place as an editor counts it."""
        return files[self.file].source.span(self.offset, self.offset + self.length)


class Hole(NamedTuple):
    """Where a reference goes."""

    pointer: Pointer
    wants: Holds
    """What its element holds."""
    span: Span
    """Its element's place."""


class Draft(NamedTuple):
    """An element."""

    tag: str
    attributes: Mapping[str, Value]
    children: tuple[Draft | Hole | str, ...]
    origin: Origin
    span: Span


class Outcome(NamedTuple):
    """What a layout makes of every slide that answers it alike."""

    draft: Draft
    read: frozenset[Pointer]
    """What came out as plain text."""


def draft_to_data(node: Draft | Hole | str) -> Any:
    """A draft as lists, numbers and texts, to be kept between runs."""
    match node:
        case Hole(pointer, wants, _):
            return [pointer.field, pointer.item, str(pointer.part), str(wants)]
        case Draft():
            said = {name: _value_to_data(value) for name, value in node.attributes.items()}
            children = [draft_to_data(child) for child in node.children]
            return {"tag": node.tag, "said": said, "in": children, "at": list(node.origin)}
    return node


def data_to_draft(data: Any, files: Sequence[TemplateFile]) -> Draft:
    """The draft that `draft_to_data` made. Raises KeyError, IndexError, TypeError or ValueError for anything else."""
    origin = Origin(*data["at"])
    span = origin.span(files)
    attributes = {name: _data_to_value(value) for name, value in data["said"].items()}
    children = tuple(_data_to_child(child, span, files) for child in data["in"])
    return Draft(data["tag"], attributes, children, origin, span)


def _data_to_child(data: Any, span: Span, files: Sequence[TemplateFile]) -> Draft | Hole | str:
    match data:
        case str():
            return data
        case [field, item, part, wants]:
            return Hole(Pointer(field, item, Part(part)), Holds(wants), span)
    return data_to_draft(data, files)


def _value_to_data(value: Value) -> Any:
    match value:
        case Length(amount, unit):
            return {"length": [amount, str(unit)]}
        case tuple():
            return [[name.text, name.kind, name.number] if isinstance(name, SlotName) else name for name in value]
    return value


def _data_to_value(data: Any) -> Value:
    match data:
        case {"length": [amount, unit]}:
            return Length(amount, Unit(unit))
        case [float() as x, float() as y]:
            return x, y
        case [[*_], *_]:
            return tuple(SlotName(*name) for name in data)
        case [*_]:
            return tuple(map(str, data))
        case str() | float():
            return data
    raise ValueError
