"""`chart:` from its keys: what shows the numbers, and the numbers as rows of cells that stay as written.

Whether a cell is a number is looked at later, once values stand in it: see `charts`.
"""

from __future__ import annotations

from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.charts import ROUND, format_to_code
from summitdeck.deck.data_reader import read_data_options, refuse_without_file
from summitdeck.deck.figures import ChartKind, Labels, Legend
from summitdeck.deck.keys import CHART_KEYS, CONTENT_KEYS, PATH_KEYS, available
from summitdeck.deck.lines import as_in, shorten
from summitdeck.deck.model import Cell, Chart, Name, Words
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import (
    missing_value,
    read_choice,
    read_literal,
    read_name,
    read_path,
    read_switch,
    read_text,
    refuse_later,
    unknown_key,
)
from summitdeck.deck.pairs import pair_to_text

MAX_SERIES = 255
"""Series of a chart (Excel's specifications and limits)."""
MAX_NUMBERS = 5_000
"""Cells of a chart: each is written twice, and nobody can see more points on a slide."""

_Rows = tuple[tuple[Cell, ...], ...]
_Said = dict[str, tuple[Scalar, Node]]


def read_chart(reading: Reading, key: Scalar, options: Pairs) -> Chart | None:
    """A chart from its options, `chart` among them; None without a kind or without rows, which has been told then.

    Errors: `missing-value`, `bad-value`, `ragged-row`, `duplicate-key`, `unknown-key`, `too-large`.
    """
    count = len(reading.problems)
    said = _said(reading, options)
    if said is None:
        return None
    from_file = not said.keys().isdisjoint(PATH_KEYS)
    if "kind" not in said or not (from_file or "rows" in said):
        if len(reading.problems) == count:  # else it is a key misspelt
            _tell_missing(reading, key, said)
        return None
    kind = read_choice(reading, *said["kind"], ChartKind)
    data = read_data_options(reading, said, chart=True) if from_file else None
    rows = _read_rows(reading, *said["rows"]) if not from_file else ()
    if not from_file:
        refuse_without_file(reading, said, ("categories", "series", "where", "sort"))
    labels = read_choice(reading, *said["labels"], Labels) if "labels" in said else None
    if labels is Labels.PERCENT and kind is not None and kind not in ROUND:
        reading.error("bad-value", f"a {kind} chart shows no percentages of a whole", said["labels"][1], _WHOLE)
    chart = Chart(
        kind=kind or ChartKind.COLUMN,
        rows=rows,
        title=read_path(reading, *said["title"]) if "title" in said else (),
        format=_read_format(reading, *said["format"]) if "format" in said else None,
        legend=read_choice(reading, *said["legend"], Legend) if "legend" in said else None,
        labels=labels,
        stacked=bool(read_switch(reading, *said["stacked"])) if "stacked" in said else False,
        axes=_read_axes(reading, *said["axes"]) if "axes" in said else ((), ()),
        caption=read_text(reading, *said["caption"]) if "caption" in said else (),
        alt=read_text(reading, *said["alt"]) if "alt" in said else (),
        data=data,
        place=reading.stretch(said["chart"][1]),
    )
    return chart if kind and (rows or data) else None


def _tell_missing(reading: Reading, key: Scalar, said: _Said) -> None:
    """Tell of what a chart cannot do without."""
    if "kind" not in said:
        kinds = ", ".join(ChartKind)
        reading.error("missing-value", "the chart does not say its 'kind'", key, f"write `kind:` with one of {kinds}")
    if said.keys().isdisjoint(("rows", *PATH_KEYS)):
        hint = as_in("write its numbers as `rows:`", '- ["", 2013, 2014]\n- [Paris, 3500, 4600]')
        reading.error("missing-value", "the chart has no 'rows'", key, hint)


_WHOLE = "percentages are for `pie` and `doughnut`; for numbers that are percentages write `45%`"


def _said(reading: Reading, options: Pairs) -> _Said | None:
    """What is said about a chart, in `chart: {…}` and beside it; None when it says nothing that can be read."""
    said: _Said = {}
    inside: Pairs | None = None
    for name, node in options.pairs:
        if name.value == "chart":
            inside = node if isinstance(node, Pairs) and node.pairs else None
            if isinstance(node, Pairs | Scalar) and inside is None and not getattr(node, "value", ""):
                missing_value(reading, name, node)
            elif inside is None:
                hint = as_in("write them below it", 'kind: column\nrows: [["", 2014], [Paris, 4600]]')
                reading.error("bad-value", "'chart' takes `kind` and `rows`", node, hint)
        said[name.value] = (name, node)
    for name, node in inside.pairs if inside else ():
        if name.value in CONTENT_KEYS and CONTENT_KEYS[name.value].is_later:
            refuse_later(reading, name)
        elif name.value not in CHART_KEYS:
            unknown_key(reading, name, available(CHART_KEYS), "a chart")
        elif name.value in said:
            related = [("first here", reading.span(said[name.value][0]))]
            reading.error("duplicate-key", f"'{name.value}' is written twice", name, "leave one of them", related)
        else:
            said[name.value] = (name, node)
    return said if inside else None


def _read_rows(reading: Reading, key: Scalar, node: Node) -> _Rows:
    """Rows of as many cells each; empty when there are none, or too many."""
    if not isinstance(node, Items) or not node.items:
        if isinstance(node, Items) or (isinstance(node, Scalar) and not node.value.strip()):
            missing_value(reading, key, node)
        else:
            hint = as_in("write each row as", "- [Paris, 3500, 4600]")
            reading.error("bad-value", f"'{key.value}' takes a list of rows", node, hint)
        return ()
    count = sum(len(item.items) for item in node.items if isinstance(item, Items))
    if count > raised(MAX_NUMBERS):
        message = f"a chart has at most {raised(MAX_NUMBERS):,} cells"
        reading.error("too-large", message, key, how_to_raise(count, MAX_NUMBERS))
        return ()
    rows = [_read_row(reading, item, key) for item in node.items]
    if None in rows or not _are_even(reading, node, [row for row in rows if row is not None]):
        return ()
    return tuple(row for row in rows if row is not None)


def _read_row(reading: Reading, item: Node, key: Scalar) -> tuple[Cell, ...] | None:
    if isinstance(item, Items):
        return tuple(_read_cell(reading, cell) for cell in item.items)
    hint = as_in("write it as", "- [Paris, 3500, 4600]")
    reading.error("bad-value", "a row is a list of cells", item if item.end > item.start else key, hint)
    return None


def _read_cell(reading: Reading, node: Node) -> Cell:
    """A cell: a name or a number, as it stands."""
    place = reading.stretch(node)
    if isinstance(node, Pairs) and len(node.pairs) == 1 and isinstance(node.pairs[0][1], Scalar):
        node = pair_to_text(reading, node.pairs[0][0], node.pairs[0][1])
    if isinstance(node, Scalar):
        return Cell(read_literal(node.value.rstrip("\n"), reading.place(node)), place=place)
    reading.error("bad-value", "a cell of a chart holds a name or a number", node, "quote it when the signs are text")
    return Cell((), place=place)


def _are_even(reading: Reading, node: Items, rows: list[tuple[Cell, ...]]) -> bool:
    """Whether there are names and numbers, in rows that are all as long as the first."""
    width = len(rows[0])
    if width < 2 or len(rows) < 2:
        what = "no series: its rows have one cell" if width < 2 else "no numbers: it has one row"
        hint = as_in("the first row names the series, the first cell of each other row a category", '- ["", 2014]')
        reading.error("missing-value", f"the chart has {what}", node.items[0], hint)
        return False
    if width - 1 > MAX_SERIES:
        reading.error("too-large", f"a chart has at most {MAX_SERIES} series", node.items[0])
        return False
    ragged = [(item, row) for item, row in zip(node.items, rows, strict=True) if len(row) != width]
    related = [("the first row", reading.span(node.items[0]))]
    for item, row in ragged:
        found = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
        hint = 'write "" where there is no number'
        reading.error("ragged-row", f"this row has {found}; expected {width}", item, hint, related)
    return not ragged


def _read_format(reading: Reading, key: Scalar, node: Node) -> Name | None:
    """A number format as Excel has it, without conditions and colours."""
    name = read_name(reading, key, node)
    if name is None or format_to_code(name.text) is not None:
        return name
    hint = "as '#,##0', '0.0', '0%' or '0 人'; a zero or # stands where digits do"
    reading.error("bad-value", f"'{shorten(name.text)}' is no number format", node, hint)
    return None


def _read_axes(reading: Reading, key: Scalar, node: Node) -> tuple[Words, Words]:
    """The titles of the axes, the second of which may be left out."""
    items = node.items if isinstance(node, Items) else []
    scalars = [item for item in items if isinstance(item, Scalar)]
    if not 1 <= len(scalars) <= 2 or len(scalars) < len(items):
        hint = 'as [Year, People]; "" for none'
        at = node if node.end > node.start else key
        reading.error("bad-value", "'axes' takes the titles of the two axes", at, hint)
        return (), ()
    words = [read_literal(scalar.value.rstrip("\n"), reading.place(scalar)) for scalar in scalars]
    return words[0], words[1] if len(words) > 1 else ()
