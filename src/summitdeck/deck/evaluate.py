"""What an expression comes to among values. Strict: an unknown name, and a comparison of unlike things, is a fault.

No value is ever parsed, and nothing here can loop: an expression costs what it is long.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence

from summitdeck.deck.core import Core, core_of, is_true, kind_of
from summitdeck.deck.expressions import Compared, Expression, Fault, Filtered, Joined, Literal, Not, Part, Ref
from summitdeck.deck.filters import apply_filter
from summitdeck.deck.model import Var
from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.problems import did_you_mean

if TYPE_CHECKING:
    from typing import Any


TRUE, FALSE = Core("true"), Core("false")

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(expression: Expression, values: Mapping[str, Var], language: str) -> Var | Fault:
    """What an expression comes to, `language` being the deck's. Errors: `unknown-value`, `bad-comparison`,
    `unknown-filter`, `bad-filter`."""
    match expression:
        case Ref(name, at):
            return find_value(name, values, at)
        case Part():
            return _part(expression, values, language)
        case Literal(value):
            return value
        case Filtered():
            return _filtered(expression, values, language)
        case Not(part):
            found = evaluate(part, values, language)
            return found if isinstance(found, Fault) else _core(not is_true(found))
        case Joined(word, left, right):
            found = evaluate(left, values, language)
            if isinstance(found, Fault) or is_true(found) == (word == "or"):
                unknown = next(_unknown_names(right, values), None)  # strict, also in the part that does not matter
                return unknown or found
            return evaluate(right, values, language)
        case Compared():
            return _compared(expression, values, language)


def names_of(expression: Expression) -> Iterator[str]:
    """The names of the values that an expression uses, without what follows a dot."""
    yield from (ref.name.partition(".")[0] for ref in _refs(expression))


def _part(part: Part, values: Mapping[str, Var], language: str) -> Var | Fault:
    whole = evaluate(part.base, values, language)
    if isinstance(whole, Fault):
        return whole
    found = _look_up(whole, part.name)
    if found is not None:
        return found
    names = names_in(whole)
    message = f"there is no '{part.name}' in '{_spelt(part.base)}'"
    hint = did_you_mean(part.name, names, f"'{_spelt(part.base)}' holds") if names else None
    return Fault("unknown-value", message, hint, part.at, part.length)


def _spelt(part: Ref | Part) -> str:
    return part.name if isinstance(part, Ref) else f'{_spelt(part.base)}["{part.name}"]'


def find_value(name: str, values: Mapping[str, Var], at: int | None = None) -> Var | Fault:
    """The value of a name with dots. Errors: `unknown-value`."""
    value: Var = values
    path: list[str] = []
    for part in name.split("."):
        inner = _look_up(value, part)
        if inner is None:
            return replace(_unknown(part, path, value), at=at, length=len(name))
        value = inner
        path.append(part)
    return value


def names_in(value: Var) -> list[str]:
    """The names, or the numbers, of what is in a value."""
    if isinstance(value, Mapping):
        return list(value)
    return [str(index) for index in range(len(value))] if isinstance(value, tuple) else []


def listed(names: Sequence[str]) -> str:
    """Names in a hint."""
    return ", ".join([*names[:8], "…"] if len(names) > 8 else names)


def _look_up(value: Var, name: str) -> Var | None:
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, tuple) and name.isascii() and name.isdecimal() and len(name) < 9 and int(name) < len(value):
        return value[int(name)]
    return None


def _unknown(name: str, path: Sequence[str], value: Var) -> Fault:
    names = names_in(value)
    if path:
        whole = ".".join(path)
        within = [f"{whole}.{known}" for known in names]
        if isinstance(value, tuple):
            return Fault("unknown-value", f"there is no '{name}' in '{whole}'", f"'{whole}' holds: {listed(within)}")
        return Fault("unknown-value", f"there is no '{name}' in '{whole}'", did_you_mean(f"{whole}.{name}", within))
    none = "values come from `vars` in the deck's settings, or from --set name=value"
    return Fault("unknown-value", f"there is no value '{name}'", did_you_mean(name, names, "values are") or none)


def _refs(expression: Expression) -> Iterator[Ref]:
    match expression:
        case Ref():
            yield expression
        case Part(base):
            yield from _refs(base)
        case Filtered(base):
            yield from _refs(base)
        case Not(part):
            yield from _refs(part)
        case Joined(_, left, right) | Compared(_, left, right):
            yield from _refs(left)
            yield from _refs(right)


def _unknown_names(expression: Expression, values: Mapping[str, Var]) -> Iterator[Fault]:
    """Faults of names that are not there and have no default."""
    match expression:
        case Ref(name, at):
            found = find_value(name, values, at)
            if isinstance(found, Fault):
                yield found
        case Part():
            found = _part(expression, values, "")
            if isinstance(found, Fault):
                yield found
        case Filtered(base, use):
            if use.name != "default":
                yield from _unknown_names(base, values)
        case Not(part):
            yield from _unknown_names(part, values)
        case Joined(_, left, right) | Compared(_, left, right):
            yield from _unknown_names(left, values)
            yield from _unknown_names(right, values)


def _filtered(expression: Filtered, values: Mapping[str, Var], language: str) -> Var | Fault:
    use = expression.use
    found = evaluate(expression.base, values, language)
    if use.name == "default" and len(use.arguments) == 1:
        is_missing = found.code == "unknown-value" if isinstance(found, Fault) else _is_nothing(found)
        return use.arguments[0] if is_missing else found
    if isinstance(found, Fault):
        return found
    result = apply_filter(use.name, found, use.arguments, language)
    return replace(result, at=use.at, length=len(use.name)) if isinstance(result, Fault) else result


def _is_nothing(value: Var) -> bool:
    return not value or (isinstance(value, str) and core_of(value) is None)


def _compared(expression: Compared, values: Mapping[str, Var], language: str) -> Var | Fault:
    sign, at = expression.sign, expression.at
    left = evaluate(expression.left, values, language)
    right = evaluate(expression.right, values, language)
    for found in (left, right):
        if isinstance(found, Fault):
            return found
    assert not isinstance(left, Fault) and not isinstance(right, Fault)
    if sign in ("in", "not in"):
        is_in = _is_in(left, right)
        if is_in is None:
            message = f"'{sign}' looks for a text or a number in a list, not for {kind_of(left)} in {kind_of(right)}"
            return Fault("bad-comparison", message, None, at, len(sign))
        return _core(is_in == (sign == "in"))
    result = _equal(left, right) if sign in ("==", "!=") else _ordered(sign, left, right)
    if result is None:
        hint = None
        if {kind_of(left), kind_of(right)} == {"a text", "a number"}:
            hint = 'a number stands without quotes: 12 is a number, "12" is a text'
        message = f"'{sign}' cannot compare {kind_of(left)} with {kind_of(right)}"
        return Fault("bad-comparison", message, hint, at, len(sign))
    return _core(result != (sign == "!="))


def _equal(left: Var, right: Var) -> bool | None:
    """Whether two values are the same; None when they are of different kinds.

    Anything may be compared with null, and with the empty text, which stands in a table's empty cells.
    """
    kinds = kind_of(left), kind_of(right)
    if "null" in kinds:
        return kinds[0] == kinds[1]
    if kinds[0] != kinds[1]:
        return False if "" in (left, right) else None
    if isinstance(left, str) and isinstance(right, str):
        return core_of(left) == core_of(right)
    return left == right


def _ordered(sign: str, left: Var, right: Var) -> bool | None:
    """How two numbers, or two texts, stand to each other; dates as 2014-11-03 are texts."""
    if kind_of(left) != kind_of(right) or kind_of(left) not in ("a number", "a text"):
        return None
    assert isinstance(left, str) and isinstance(right, str)
    return _ORDERS[sign](core_of(left), core_of(right))


def _is_in(left: Var, right: Var) -> bool | None:
    """Whether a list holds a value, a group a name, a text a text."""
    if not isinstance(left, str):
        return None
    if isinstance(right, tuple):
        return any(isinstance(item, str) and _equal(left, item) is True for item in right)
    if isinstance(right, Mapping):
        return str(left) in right
    return str(left) in right if kind_of(left) == kind_of(right) == "a text" else None


def _core(value: bool) -> Core:
    return TRUE if value else FALSE
