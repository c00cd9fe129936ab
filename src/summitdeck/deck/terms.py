"""`when:` and `for:` as they are written: read at their place, and proved to be expressions."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Name, Terms
from summitdeck.deck.nodes import Node, Pairs, Reading, Scalar
from summitdeck.deck.options import want_text

TERMS = ("when", "for")
"""The keys of terms."""


def find_terms(node: Pairs) -> list[tuple[Scalar, Node]]:
    """The terms in a mapping of content keys, also those that stand within `table: {rows: …}`."""
    found: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if key.value in TERMS:
            found.append((key, value))
        elif key.value == "table" and isinstance(value, Pairs):
            found += find_terms(value)
    return found


def read_terms(reading: Reading, pairs: Sequence[tuple[Scalar, Node]]) -> Terms | None:
    """The terms of a slide, a content or a row; None when there are none. Errors: `bad-expression`, `missing-value`,
    `bad-value`, `duplicate-key`."""
    said: dict[str, Name] = {}
    for key, node in pairs:
        if key.value in said:
            reading.error("duplicate-key", f"'{key.value}' is written twice", key, "leave one of them")
        elif (name := read_expression(reading, key, node)) is not None:
            said[key.value] = name
    return Terms(said.get("when"), said.get("for")) if said else None


def read_expression(reading: Reading, key: Scalar, node: Node) -> Name | None:
    """A condition, or behind `for` a loop. Errors: `bad-expression`, `missing-value`, `bad-value`."""
    scalar = want_text(reading, key, node, "an expression")
    if scalar is None:
        return None
    _check(reading, key, scalar)
    return Name(scalar.value.strip(), reading.place(scalar))


def _check(reading: Reading, key: Scalar, scalar: Scalar) -> None:
    """An expression that cannot be read is told where it goes wrong."""
    from summitdeck.deck.expressions import Fault, parse, parse_loop

    text = scalar.value
    fault: object = parse_loop(text) if key.value == "for" else parse(text)
    if not isinstance(fault, Fault):
        return
    hint = fault.hint
    if "{{" in text:
        hint = f"write names without braces, as `{key.value}: summit.ops`"
    place = reading.place(scalar)
    if fault.at is not None and "{{" not in text:
        place = place.at(min(fault.at, max(0, len(text) - 1)), fault.length)
    reading.error(fault.code, fault.message, place.span(), hint)
