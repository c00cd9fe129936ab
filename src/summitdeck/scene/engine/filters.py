"""The filters and tests a layout may use: few, each with a known cost, all deterministic.

They are our own, not Jinja2's, where a text is made or a list: so that what comes out is bounded, knows which part
of the slide it tells (`Plain`), and never changes the marks that references leave in markup. Names and meanings
are Jinja2's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from jinja2 import Undefined
from jinja2.tests import TESTS
from markupsafe import Markup, escape

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.scene.references import MARK, LayoutMistake, Piece, Plain

if TYPE_CHECKING:
    from typing import Any


def sources_of(*values: object) -> frozenset[Any]:
    """Which parts of the slide the texts among `values` tell."""
    return frozenset().union(*(value.sources for value in values if isinstance(value, Plain)))


def keep_sources(result: object, *values: object) -> Any:
    """A text made from `values`, or a list of such, made to tell the same parts of the slide."""
    sources = sources_of(*values)
    if not sources:
        return result
    if isinstance(result, list):
        return [keep_sources(part, *values) for part in result]
    return Plain(result, sources) if isinstance(result, str) and not hasattr(result, "__html__") else result


def _text(value: object) -> str:
    """A value as plain text: what a filter works on."""
    if isinstance(value, Markup):
        if MARK.search(value):
            raise LayoutMistake("no filter can change what is already printed", "filter the field itself")
        return value
    if isinstance(value, Piece):
        return value.text
    if isinstance(value, str | int | float | Undefined):
        return value if isinstance(value, str) else str(value)
    raise LayoutMistake(f"{name_value(value)} is no text")


def name_value(value: object) -> str:
    """What a value is, for a message."""
    match value:
        case None:
            return "'none'"
        case list() | tuple() | range():
            return "a list"
        case Mapping():
            return "a mapping"
        case str() | int() | float():
            return repr(value)
    return "this"


def _items(value: object) -> list[Any]:
    if isinstance(value, str | Undefined) or not isinstance(value, Iterable):
        raise LayoutMistake(f"{name_value(value)} is no list") if not isinstance(value, Undefined) else _missing(value)
    return list(value)


def _missing(value: Undefined) -> Exception:
    """Let what is undefined say so itself."""
    try:
        str(value)
    except Exception as mistake:
        return mistake
    return LayoutMistake("this is undefined")


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return value
    try:
        return float(_text(value)[:64])
    except ValueError:
        raise LayoutMistake(f"{_text(value)[:40]!r} is no number") from None


def _by_text(method: Callable[[str], str]) -> Callable[[object], Any]:
    def changed(value: object) -> Any:
        text = _text(value)
        return keep_sources(method(str(text)), text)

    return changed


def _replace(value: object, old: str, new: str) -> str:
    text = _text(value)
    if len(text) * (len(new) + 1) > 1_000_000:
        raise LayoutMistake("this would make a text too long")
    made: str = keep_sources(str(text).replace(str(old), str(new)), text, new)
    return made


def _length(value: object) -> int:
    if isinstance(value, Markup):
        raise LayoutMistake("markup has no length", "ask for the length of the field itself, as title.text|length")
    if isinstance(value, str | Piece | Sequence | Mapping):
        return len(value)
    if isinstance(value, Undefined):
        raise _missing(value)
    raise LayoutMistake(f"{name_value(value)} has no length")


def join_text(values: Iterable[object], separator: object = "") -> str:
    """What `~` and `join` make: references stay references, and with one of them the rest is escaped."""
    pieces = [piece for value in values for piece in (separator, value)][1:]
    if not any(hasattr(piece, "__html__") for piece in pieces):
        made: str = keep_sources("".join(_text(piece) for piece in pieces), *pieces)
        return made
    return Markup("").join(escape(piece) for piece in pieces)


def _default(value: object, other: object = "", boolean: bool = False) -> object:
    return other if isinstance(value, Undefined) or (boolean and not value) else value


def _integer(value: object, other: int = 0) -> int:
    try:
        return int(_number(value))
    except (LayoutMistake, OverflowError, ValueError):
        return other


def _float(value: object, other: float = 0.0) -> float:
    try:
        return float(_number(value))
    except LayoutMistake:
        return other


def _round(value: object, digits: int = 0, method: str = "common") -> float:
    scale: int = 10 ** min(max(int(digits), 0), 6)
    rounders: dict[str, Callable[[float], int]] = {"common": round, "ceil": math.ceil, "floor": math.floor}
    if method not in rounders:
        raise LayoutMistake(f"'{method}' is no way to round", "there are: common, ceil, floor")
    return rounders[method](_number(value) * scale) / scale


def _batch(value: object, size: int, fill: object = None) -> list[list[Any]]:
    if not 0 < int(size) <= 1000:
        raise LayoutMistake("a batch has 1 to 1,000 values")
    items = _items(value)
    rows = [items[start : start + int(size)] for start in range(0, len(items), int(size))]
    if fill is not None and rows:
        rows[-1] += [fill] * (int(size) - len(rows[-1]))
    return rows


def _pick(choose: Callable[[list[Any]], Any]) -> Callable[[object], Any]:
    def picked(value: object) -> Any:
        items = _items(value)
        if not items:
            raise LayoutMistake("there is nothing to choose from: the list is empty")
        return choose(items)

    return picked


PLAIN_FILTERS: dict[str, Callable[..., Any]] = {
    "upper": _by_text(str.upper),
    "lower": _by_text(str.lower),
    "capitalize": _by_text(str.capitalize),
    "trim": _by_text(str.strip),
    "string": _by_text(str),
    "replace": _replace,
    "length": _length,
    "count": _length,
    "join": lambda value, separator="": join_text(_items(value), separator),
    "default": _default,
    "d": _default,
    "int": _integer,
    "float": _float,
    "round": _round,
    "abs": lambda value: abs(_number(value)),
    "first": _pick(lambda items: items[0]),
    "last": _pick(lambda items: items[-1]),
    "list": _items,
    "reverse": lambda value: _items(value)[::-1],
    "batch": _batch,
    "min": _pick(min),
    "max": _pick(max),
    "sum": lambda value: sum(_number(one) for one in _items(value)),
}
"""Filters by name: what a layout may write after `|`."""
FILTER_NAMES = (*PLAIN_FILTERS, "map")
"""The same with `map`, which carries out another."""

REFUSED_TESTS = frozenset({"callable", "escaped", "filter", "lower", "sameas", "test", "upper"})
"""Jinja2's tests that look at more than the value, or ask a field in ways that are not remembered."""
PLAIN_TESTS: dict[str, Any] = {name: test for name, test in TESTS.items() if name not in REFUSED_TESTS}
"""Tests by name: what a layout may write after `is`. They are Jinja2's own and cost nothing."""
