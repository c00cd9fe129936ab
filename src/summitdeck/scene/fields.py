"""The fields of a layout, as its own text declares them, and what an author writes to give one."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.frozen import TYPE_CHECKING, NamedTuple
from summitdeck.problems import Span
from summitdeck.scene.drafts import Origin
from summitdeck.scene.template_files import TemplateFile

if TYPE_CHECKING:
    from typing import Any


KINDS = ("text", "table", "picture", "chart", "code")
"""What a content may be, in the order they are named."""


class LayoutField(NamedTuple):
    """A field that a layout has."""

    name: str
    required: bool
    """Whether the layout cannot do without it, whatever else the slide holds."""
    several: bool
    """Whether the layout goes through its items one by one."""
    kinds: tuple[str, ...]
    """What it may be, out of `KINDS`."""
    span: Span | None
    """Where the layout uses it first; None for a base layout, which has no lines."""
    origin: Origin
    short: str | None = None
    """Another name it answers to."""


class Schema(NamedTuple):
    """The fields of one layout, in the order it uses them."""

    fields: tuple[LayoutField, ...]

    def find(self, name: str) -> LayoutField | None:
        """The field of this name."""
        return next((own for own in self.fields if own.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in order."""
        return tuple(own.name for own in self.fields)


def schema_to_data(schema: Schema) -> Any:
    """A schema as lists, to be kept between runs."""
    return [[own.name, own.required, own.several, list(own.kinds), list(own.origin)] for own in schema.fields]


def data_to_schema(data: Any, files: Sequence[TemplateFile]) -> Schema:
    """The schema that `schema_to_data` made. Raises KeyError, IndexError, TypeError or ValueError for anything else."""
    made = []
    for name, required, several, kinds, origin in data:
        place = Origin(*origin)
        made.append(LayoutField(name, required, several, tuple(kinds), place.span(files), place))
    return Schema(tuple(made))


def example(own: LayoutField) -> str:
    """Lines of YAML that give the field, for the hint that it is missing."""
    name, kinds = own.name, own.kinds
    if own.several:
        item = "picture: img/NAME.png" if kinds == ("picture",) else "Words"
        return f"{name}:\n  - {item}\n  - {item.replace('NAME', 'NAME2')}"
    match kinds:
        case ("picture",):
            return f"{name}: img/NAME.png" if name == "picture" else f"{name}: {{picture: img/NAME.png}}"
        case ("table",) if name == "table":
            return f"{name}:\n  - [Heading, Heading]\n  - [cell, cell]"
        case ("table",):
            return f"{name}:\n  table:\n    - [Heading, Heading]\n    - [cell, cell]"
        case ("chart",):
            rows = ["kind: column", "rows:", '  - ["", 2013, 2014]', "  - [Paris, 3500, 4600]"]
            head, indent = (f"{name}:", "\n  ") if name == "chart" else (f"{name}:\n  chart:", "\n    ")
            return head + "".join(indent + row for row in rows)
        case ("code",):
            return f"{name}: |\n  source text" if name == "code" else f"{name}:\n  code: |\n    source text"
        case ("text",):
            return f"{name}: Words"
    return f"{name}:\n  - First point\n  - Second point"
