"""Where a table or a chart takes its rows from a file: the file, the columns, which rows, in which order.

Only what is said is read here, and proved as far as it can be without the file; `data_rows` opens it once values stand
in its path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.deck.expressions import Fault, parse
from summitdeck.deck.figures import DataKind
from summitdeck.deck.keys import COLUMN_KEYS, PATH_KEYS, available
from summitdeck.deck.model import Align, Column, Data, Name
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import (
    missing_value,
    read_choice,
    read_name,
    read_path,
    read_text,
    unknown_key,
    want_text,
)
from summitdeck.deck.terms import read_expression

VALUE = "value"
"""The name of a cell's value where it goes through a filter."""

Said = Mapping[str, tuple[Scalar, Node]]
"""Keys with their values, by the keys' names."""


def read_data_options(reading: Reading, said: Said, chart: bool = False) -> Data | None:
    """The file, which one of the keys names, and what is said of its rows; None when the path cannot be read.

    Errors: `two-contents`, `missing-value`, `bad-value`, `unknown-key`, `bad-expression`.
    """
    kind = next(name for name in PATH_KEYS if name in said)
    _check_alone(reading, said)
    path = read_path(reading, *said[kind])
    columns = "series" if chart else "columns"
    where, sort, first = said.get("where"), said.get("sort"), said.get("categories")
    data = Data(
        DataKind(kind),
        path,
        columns=_read_columns(reading, *said[columns], chart) if columns in said else (),
        categories=read_name(reading, *first) if first else None,
        where=read_expression(reading, *where) if where else None,
        sort=_read_sort(reading, *sort) if sort else (),
        place=reading.stretch(said[kind][1]),
    )
    return data if path else None


def _check_alone(reading: Reading, said: Said) -> None:
    """One key gives the rows, and no other."""
    keys = sorted((said[name][0] for name in (*PATH_KEYS, "rows") if name in said), key=lambda key: key.start)
    for key in keys[1:]:
        message = f"'{keys[0].value}' and '{key.value}' both give the rows"
        reading.error("two-contents", message, key, "leave one of them", [("the first", reading.span(keys[0]))])


def refuse_without_file(reading: Reading, said: Said, names: Sequence[str]) -> None:
    """Tell of keys that choose among a file's rows where there is no file."""
    for name in names:
        if name in said:
            hint = "as `csv: data/summits.csv`; `rows` stand in their own order"
            reading.error("stray-option", f"'{name}' is for rows of a file, and none is named", said[name][0], hint)


def _read_columns(reading: Reading, key: Scalar, node: Node, chart: bool) -> tuple[Column, ...]:
    if not isinstance(node, Items) or not node.items:
        if isinstance(node, Items) or (isinstance(node, Scalar) and not node.value.strip()):
            missing_value(reading, key, node)
        else:
            hint = f"as `{key.value}: [City, {{name: People, title: 参加者}}]`"
            reading.error("bad-value", f"'{key.value}' takes a list of columns", node, hint)
        return ()
    columns = [_read_column(reading, key, item, chart) for item in node.items]
    return tuple([column for column in columns if column is not None])


def _read_column(reading: Reading, key: Scalar, node: Node, chart: bool) -> Column | None:
    if isinstance(node, Scalar):
        return Column(Name(node.value.strip(), reading.place(node)))
    said = {name.value: (name, value) for name, value in node.pairs} if isinstance(node, Pairs) else {}
    if "name" not in said:
        hint = "as `City`, or `{name: City, title: 都市}`"
        reading.error("bad-value", f"'{key.value}' takes names of columns", node, hint)
        return None
    allowed = ["name", "title"] if chart else available(COLUMN_KEYS)
    for option, _ in said.values():
        if option.value not in allowed:
            unknown_key(reading, option, allowed, "a series" if chart else "a column")
    name = _read_column_name(reading, *said["name"])
    if name is None:
        return None
    read_title = read_path if chart else read_text  # a chart's texts are without marks
    return Column(
        Name(name.text.strip(), name.place),
        title=read_title(reading, *said["title"]) if "title" in said else (),
        align=read_choice(reading, *said["align"], Align) if "align" in said and not chart else None,
        filter=_read_filter(reading, *said["filter"]) if "filter" in said and not chart else None,
    )


def _read_column_name(reading: Reading, key: Scalar, node: Node) -> Name | None:
    """A column's name, which is empty where the file has none for it."""
    is_empty = isinstance(node, Scalar) and not node.value and not node.is_missing
    return Name("") if is_empty else read_name(reading, key, node)


def _read_filter(reading: Reading, key: Scalar, node: Node) -> Name | None:
    """A filter as it stands behind `|`, or several of them."""
    scalar = want_text(reading, key, node, "a filter")
    if scalar is None:
        return None
    before = f"{VALUE} | "
    fault = parse(before + scalar.value)
    if isinstance(fault, Fault):
        at = min(max(0, (fault.at or 0) - len(before)), max(0, len(scalar.value) - 1))
        hint = fault.hint or "as `number(1)`"
        reading.error(fault.code, fault.message, reading.place(scalar).at(at, fault.length).span(), hint)
        return None
    return Name(scalar.value.strip(), reading.place(scalar))


def _read_sort(reading: Reading, key: Scalar, node: Node) -> tuple[Name, ...]:
    """One column or several."""
    items = node.items if isinstance(node, Items) else [node]
    if not items:
        missing_value(reading, key, node)
    names = [read_name(reading, key, item) for item in items]
    return tuple([Name(name.text.strip(), name.place) for name in names if name is not None])
