"""One slide: our keys, the fields, and the contents written at slide level."""

from __future__ import annotations

from collections.abc import Callable

from summitdeck.deck.contents import read_content, read_group
from summitdeck.deck.ids import check_id
from summitdeck.deck.keys import CONTENT_KEYS, OPTIONS, SLIDE_FIELDS, SLIDE_KEYS, owner
from summitdeck.deck.model import Content, Field, Furniture, Name, Overflow, Slide
from summitdeck.deck.nodes import Node, Pairs, Reading, Scalar
from summitdeck.deck.options import (
    is_switch,
    read_choice,
    read_name,
    read_switch,
    read_text,
    refuse_later,
    want_text,
)
from summitdeck.deck.source import Place
from summitdeck.deck.terms import read_terms
from summitdeck.frozen import TYPE_CHECKING, dataclass, field

if TYPE_CHECKING:
    from typing import Any


def read_slide(reading: Reading, node: Pairs) -> Slide:
    """A slide from its keys; what is wrong is told, and left out or read as far as it goes."""
    parts = _Parts()
    terms: list[tuple[Scalar, Node]] = []
    loose: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        name = key.value
        if name in ("when", "for"):
            terms.append((key, value))
        elif name in READERS:
            parts.ours[name] = READERS[name](reading, key, value)
        elif name in SLIDE_KEYS or (name in CONTENT_KEYS and CONTENT_KEYS[name].is_later):
            refuse_later(reading, key)
        elif name in CONTENT_KEYS:
            loose.append((key, value))
        else:
            parts.fields[name] = Field(read_content(reading, key, value), reading.place(key))
    fields = parts.fields
    if loose:
        _place_loose(reading, loose, fields)
        fields = dict(sorted(fields.items(), key=lambda item: item[1].key.start if item[1].key else 0))
    place = Place(reading.source, node.start, node.end)
    return Slide(fields=fields, terms=read_terms(reading, terms) if terms else None, place=place, **parts.ours)


@dataclass(slots=True)
class _Parts:
    """What a slide is put together from."""

    fields: dict[str, Field] = field(default_factory=dict)
    ours: dict[str, Any] = field(default_factory=dict)


def _place_loose(reading: Reading, loose: list[tuple[Scalar, Node]], fields: dict[str, Field]) -> None:
    """Contents written at slide level: each main key fills a field, with the options that can only be its own."""
    mains = [(key, value) for key, value in loose if key.value in SLIDE_FIELDS]
    groups: dict[str, list[tuple[Scalar, Node]]] = {}
    for key, value in mains:
        groups.setdefault(SLIDE_FIELDS[key.value], []).append((key, value))
    for key, value in loose:
        if key.value not in SLIDE_FIELDS:
            _add_option(reading, key, value, mains, groups)
    for name, pairs in groups.items():
        first = pairs[0][0]
        content = read_group(reading, Pairs(pairs, first.start, pairs[0][1].end, False))
        if name in fields:
            there = fields[name].key
            related = [("written here", there.span())] if there is not None else []
            message = f"'{first.value}' fills the field '{name}', which is written as well"
            reading.error("two-contents", message, first, "leave one of them, or nest both", related)
        else:
            fields[name] = Field(content, reading.place(first))


def _add_option(
    reading: Reading,
    key: Scalar,
    value: Node,
    mains: list[tuple[Scalar, Node]],
    groups: dict[str, list[tuple[Scalar, Node]]],
) -> None:
    owners = [main for main, _ in mains if owner(main.value) in OPTIONS[key.value]]
    if len(owners) == 1:
        groups[SLIDE_FIELDS[owners[0].value]].append((key, value))
        return
    if owners:
        names = " or ".join(f"'{main.value}'" for main in owners)
        nested = f"{owners[0].value}: {{{owners[0].value}: …, {key.value}: …}}"
        reading.error("stray-option", f"'{key.value}' may belong to {names}", key, f"nest it: {nested}")
    else:
        hint = f"'{key.value}' is an option of {' or '.join(f'`{owner}`' for owner in OPTIONS[key.value])}"
        reading.error("stray-option", f"'{key.value}' stands alone", key, hint)


def _read_notes(reading: Reading, key: Scalar, node: Node) -> Content:
    return read_content(reading, key, node)


def _read_id(reading: Reading, key: Scalar, node: Node) -> Name | None:
    """A name of letters of any script, digits, `-`, `_` and values. Errors: `bad-value`."""
    scalar = want_text(reading, key, node, "a name")
    if scalar is None:
        return None
    problem = check_id(scalar.value, reading.stretch(scalar))
    if problem is not None:
        reading.problems.append(problem)
        return None
    return reading.name(scalar)


def read_furniture(reading: Reading, key: Scalar, node: Node) -> Furniture:
    """Words, or `true` or `false`; of nothing, None."""
    if is_switch(node):
        return read_switch(reading, key, node)
    return read_text(reading, key, node) or None


def read_date(reading: Reading, key: Scalar, node: Node) -> Furniture:
    """Words as they stand, `auto` for PowerPoint's own date, or `true` or `false`; of nothing, None."""
    if isinstance(node, Scalar) and node.style == "" and node.value == "auto":
        return True
    return read_furniture(reading, key, node)


def _read_overflow(reading: Reading, key: Scalar, node: Node) -> Overflow | None:
    return read_choice(reading, key, node, Overflow)


def _read_section(reading: Reading, key: Scalar, node: Node) -> Any:
    return read_text(reading, key, node) or None


READERS: dict[str, Callable[[Reading, Scalar, Node], Any]] = {
    "layout": read_name,
    "notes": _read_notes,
    "id": _read_id,
    "section": _read_section,
    "hidden": read_switch,
    "overflow": _read_overflow,
    "footer": read_furniture,
    "number": read_switch,
    "date": read_date,
}
"""What reads our keys of a slide; each gives None for a value that will not do."""
