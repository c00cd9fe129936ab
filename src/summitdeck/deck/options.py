"""Values of our keys that are no outlines: words, names, switches, numbers, choices; each checked at its place.

Each reader returns None, or something empty, when the value will not do, and has said so then.
"""

from __future__ import annotations

import re
from enum import StrEnum

from summitdeck.deck.lines import as_in, quote, shorten
from summitdeck.deck.links import check_target
from summitdeck.deck.model import Link, Name, Run, Words
from summitdeck.deck.nodes import Items, Node, Reading, Scalar
from summitdeck.deck.source import Place
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import did_you_mean, nearest

if TYPE_CHECKING:
    from typing import TypeVar


_COUNT = r"[0-9]{1,9}"
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}"
_POINTS = r"([0-9]{1,4}(?:\.[0-9]{1,2})?)(?: ?pt)?"
_VALUE = r"\\\{\{|\{\{([^{}\n]*+)\}\}"
_SWITCHES = {
    "yes": "true", "on": "true", "1": "true", "y": "true",
    "no": "false", "off": "false", "0": "false", "n": "false", "none": "false",
}  # fmt: skip

if TYPE_CHECKING:
    _Choice = TypeVar("_Choice", bound=StrEnum)


def want_text(reading: Reading, key: Scalar, node: Node, what: str = "text") -> Scalar | None:
    """The value of a key as a text that is not empty. Errors: `missing-value`, `bad-value`."""
    if not isinstance(node, Scalar):
        shape = "a list" if isinstance(node, Items) else "keys with values"
        reading.error("bad-value", f"'{key.value}' takes {what}, not {shape}", node)
        return None
    if not node.value or node.value.isspace():
        missing_value(reading, key, node)
        return None
    return node


def missing_value(reading: Reading, key: Scalar, node: Node) -> None:
    """Tell of a key that nothing, or an empty text or list, stands behind."""
    lost = comment_behind(reading, node)
    if lost is not None:
        hint = as_in("to YAML this is a comment; as text, quote it", f"{key.value}: {quote(lost)}")
    else:
        hint = "write its value, or leave the key out"
    reading.error("missing-value", f"there is nothing behind '{key.value}:'", key, hint)


def comment_behind(reading: Reading, node: Node) -> str | None:
    """What was meant as text, but is a comment because it begins with `#`."""
    if not isinstance(node, Scalar) or not node.is_missing:
        return None
    found = re.compile(r"[ \t:]*(#\w[^\r\n]*)").match(reading.source.text, node.start)
    return found[1].rstrip() if found else None


def read_text(reading: Reading, key: Scalar, node: Node) -> Words:
    """Words with marks and values."""
    scalar = want_text(reading, key, node)
    return () if scalar is None else text_words(reading, scalar)


def text_words(reading: Reading, scalar: Scalar) -> Words:
    """The words of a text; the line end that closes a block is none of it."""
    if scalar.style in ("|", ">"):
        return reading.words(scalar, scalar.value.rstrip("\n"))
    return reading.words(scalar)


def read_name(reading: Reading, key: Scalar, node: Node) -> Name | None:
    """A name, as it stands."""
    scalar = want_text(reading, key, node, "a name")
    return None if scalar is None else reading.name(scalar)


def read_literal(value: str, place: Place) -> Words:
    """Plain text with `{{ values }}`, without marks: a path keeps its `_` and `*`; `\\{{` is two braces."""
    if "{{" not in value:
        return (Run(value, place=place),) if value else ()
    runs: list[Run] = []
    text, begin, at = "", 0, 0
    for found in re.finditer(_VALUE, value):
        text += value[at : found.start()]
        at = found.end()
        if found[1] is None:
            text += "{{"
        elif not (name := found[1].strip()):
            text += found[0]
        else:
            if text:
                runs.append(Run(text, place=place.at(begin, found.start() - begin)))
            first = value.index(name, found.start(1))
            runs.append(Run(name, is_value=True, place=place.at(first, len(name))))
            text, begin = "", at
    text += value[at:]
    return (*runs, Run(text, place=place.at(begin, len(value) - begin))) if text else tuple(runs)


def read_path(reading: Reading, key: Scalar, node: Node) -> Words:
    """A path, without marks."""
    scalar = want_text(reading, key, node, "a path")
    return () if scalar is None else read_literal(scalar.value.rstrip("\n"), reading.place(scalar))


def read_link(reading: Reading, key: Scalar, node: Node) -> Link | None:
    """An address or `#id`. Errors: `bad-link`."""
    scalar = want_text(reading, key, node, "an address, or #id of a slide")
    if scalar is None:
        return None
    place = reading.place(scalar)
    problems = check_target(scalar.value, place)
    reading.problems += problems
    return None if problems else Link(scalar.value, place)


def is_switch(node: Node) -> bool:
    """Whether a value is `true` or `false`, as YAML 1.2 has them: plain, not quoted."""
    return isinstance(node, Scalar) and node.style == "" and node.value in ("true", "false")


def read_switch(reading: Reading, key: Scalar, node: Node) -> bool | None:
    """`true` or `false`. Errors: `bad-value`, also for `yes` and its like."""
    if is_switch(node):
        return isinstance(node, Scalar) and node.value == "true"
    scalar = want_text(reading, key, node, "true or false")
    if scalar is not None:
        meant = _SWITCHES.get(scalar.value.lower(), scalar.value.lower())
        hint = f"write {meant}" if meant in ("true", "false") else "write true or false"
        reading.error("bad-value", f"'{key.value}' is true or false, not '{shorten(scalar.value)}'", scalar, hint)
    return None


def read_count(reading: Reading, key: Scalar, node: Node, low: int, high: int) -> int | None:
    """A whole number from `low` to `high`. Errors: `bad-value`."""
    scalar = want_text(reading, key, node, "a whole number")
    if scalar is None:
        return None
    if re.fullmatch(_COUNT, scalar.value) and low <= int(scalar.value) <= high:
        return int(scalar.value)
    message = f"'{key.value}' is a whole number from {low} to {high}, not '{shorten(scalar.value)}'"
    reading.error("bad-value", message, scalar)
    return None


def read_points(reading: Reading, key: Scalar, node: Node, low: int, high: int) -> int | None:
    """A size in points from `low` to `high`, in 1/100 pt; `14` and `14 pt` are the same. Errors: `bad-value`."""
    scalar = want_text(reading, key, node, "a size in points")
    if scalar is None:
        return None
    found = re.fullmatch(_POINTS, scalar.value)
    size = round(100 * float(found[1])) if found else 0
    if 100 * low <= size <= 100 * high:
        return size
    message = f"'{key.value}' is a size from {low} to {high} points, not '{shorten(scalar.value)}'"
    reading.error("bad-value", message, scalar)
    return None


def read_numbers(reading: Reading, key: Scalar, node: Node, example: str) -> list[tuple[float, Scalar]] | None:
    """A list of numbers that are not negative. Errors: `bad-value`, `missing-value`."""
    if not isinstance(node, Items):
        scalar = want_text(reading, key, node, f"a list of numbers, as {example}")
        if scalar is not None:
            reading.error("bad-value", f"'{key.value}' takes a list of numbers", scalar, f"as {example}")
        return None
    numbers = []
    for item in node.items:
        if not isinstance(item, Scalar) or not re.fullmatch(_NUMBER, item.value):
            shown = shorten(item.value) if isinstance(item, Scalar) else "a list"
            reading.error("bad-value", f"'{key.value}' takes numbers, not '{shown}'", item, f"as {example}")
            return None
        numbers.append((float(item.value), item))
    if not numbers:
        missing_value(reading, key, node)
    return numbers or None


def read_choice(reading: Reading, key: Scalar, node: Node, choices: type[_Choice]) -> _Choice | None:
    """One of some words. Errors: `bad-value` with the nearest of them."""
    words = [choice.value for choice in choices]
    scalar = want_text(reading, key, node, " or ".join((", ".join(words[:-1]), words[-1])))
    if scalar is None:
        return None
    if scalar.value in words:
        return choices(scalar.value)
    hint = did_you_mean(scalar.value, words, f"'{key.value}' is one of")
    reading.error("bad-value", f"'{key.value}' does not know '{shorten(scalar.value)}'", scalar, hint)
    return None


def refuse_later(reading: Reading, key: Scalar, hint: str | None = None) -> None:
    """Tell of a key that is kept for a later version."""
    reading.error("not-yet", f"'{key.value}' comes with a later version", key, hint)


def unknown_key(reading: Reading, key: Scalar, names: list[str], where: str) -> None:
    """Tell of a key that is none of ours where only ours may stand."""
    near = nearest(key.value, names)
    hint = f"did you mean '{near}'?" if near else f"the keys here are: {', '.join(names)}"
    reading.error("unknown-key", f"'{key.value}' is no key of {where}", key, hint)
