"""`matrix:` in the settings: a deck for each row of a table."""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.deck.model import Matrix, Name, Var
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import missing_value, read_name, unknown_key

_EXAMPLE = 'as `matrix: {rows: summits.csv, output: "build/{{ slug }}.pptx"}`'


def read_matrix(reading: Reading, key: Scalar, node: Node) -> Matrix | None:
    """A file, a list of rows, or `rows` with an `output`. Errors: `bad-value`, `missing-value`, `unknown-key`."""
    if not isinstance(node, Pairs):
        rows = _read_rows(reading, key, node)
        return None if rows is None else Matrix(rows)
    said = {name.value: (name, value) for name, value in node.pairs}
    for name, _ in node.pairs:
        if name.value not in ("rows", "output"):
            unknown_key(reading, name, ["rows", "output"], "'matrix'")
    if "rows" not in said:
        reading.error("bad-value", "'matrix' needs the rows of its table", key, _EXAMPLE)
        return None
    rows = _read_rows(reading, *said["rows"])
    output = read_name(reading, *said["output"]) if "output" in said else None
    return None if rows is None else Matrix(rows, output)


def _read_rows(reading: Reading, key: Scalar, node: Node) -> Name | tuple[Mapping[str, Var], ...] | None:
    from summitdeck.deck.rows import node_to_rows

    if not isinstance(node, Items):
        return read_name(reading, key, node)
    if not node.items:
        missing_value(reading, key, node)
        return None
    return tuple(row.values for row in node_to_rows(reading, node)) or None
