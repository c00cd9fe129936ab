"""The grammar of the slide markup: one table of elements, one of attributes, from which errors and manual come.

Nothing here knows Jinja2 or XML: an element is a word, an attribute a word and a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from summitdeck.deck.model import Align, Fit, Overflow
from summitdeck.frozen import dataclass
from summitdeck.scene.terms import Holds, Length, SlotName, Unit, Value

LARGEST = {Unit.PERCENT: 100.0, Unit.CM: 142.24, Unit.INCH: 56.0, Unit.POINT: 4032.0}
"""The largest amounts: all of the whole, or 56 inches, which no page of PowerPoint's exceeds."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an attribute may say."""

    expects: str
    """In words, as `a length as 5%`: for the message when it says something else."""
    read: Callable[[str], Value | None]
    """The value, or None when the text is none."""
    words: tuple[str, ...] = ()
    """The values there are, when they are few."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One element: where it may stand, what it holds, what it may say of itself."""

    tag: str
    parents: frozenset[str]
    """Empty for the outermost element."""
    holds: Holds
    attributes: tuple[str, ...]
    does: str
    """What it is for, in a sentence."""
    required: tuple[str, ...] = ()


_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*(%|cm|in|pt)")
_HREF = re.compile(r"(https?://|mailto:)\S+|#\S+")
_COLOR = re.compile(r"(tx|bg|text|background)[12]|accent[1-6]|hlink|folHlink|link|[0-9A-Fa-f]{6}")
_ROLES = {"text1": "tx1", "text2": "tx2", "background1": "bg1", "background2": "bg2", "link": "hlink"}
"""PowerPoint's words for the theme's colours, as its colour picker has them, and DrawingML's."""


def read_length(text: str) -> Length | None:
    """The length that `text` says, as `5%`, `2cm`, `1in` or `12pt`; None when it says none or is out of reach."""
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        return None
    amount, unit = float(found[1]), Unit(found[2])
    return Length(amount, unit) if amount <= LARGEST[unit] else None


def _read_size(text: str) -> Length | None:
    return Length(0.0, Unit.AUTO) if text.strip() == Unit.AUTO else read_length(text)


def _read_share(text: str) -> float | None:
    found = re.fullmatch(r"[0-9]+(\.[0-9]*)?|\.[0-9]+", text.strip())
    return float(text) if found and 0 < float(text) <= 1000 else None


def _read_focus(text: str) -> tuple[float, float] | None:
    found = [read_length(part) for part in text.split()]
    match found:
        case [Length(x, Unit.PERCENT), Length(y, Unit.PERCENT)]:
            return x / 100, y / 100
    return None


def _read_bases(text: str) -> tuple[str, ...] | None:
    return tuple(name.strip() for name in text.split("|") if name.strip()) or None


def _read_slots(text: str) -> tuple[SlotName, ...] | None:
    return tuple(_read_slot(name.strip()) for name in text.split("|") if name.strip()) or None


def _read_slot(name: str) -> SlotName:
    found = re.fullmatch(r"(?:(body|obj|pic|tbl|chart|subTitle) )?([1-9][0-9]?)", name)
    return SlotName(name, found[1], int(found[2])) if found else SlotName(name)


def _pattern(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: text.strip() if pattern.fullmatch(text.strip()) else None


def _read_color(text: str) -> str | None:
    """A role of the palette, by either name, or six hex digits."""
    name = text.strip()
    return _ROLES.get(name, name) if _COLOR.fullmatch(name) else None


def _one_of(words: tuple[str, ...]) -> Attribute:
    return Attribute(f"one of {', '.join(words)}", lambda text: text.strip() if text.strip() in words else None, words)


_A_COLOR = Attribute("a colour of the theme as accent1, text1 or background2, or six hex digits", _read_color)
_A_LENGTH = Attribute("a length as 5%, 2cm, 1in or 12pt", read_length)
_A_SIZE = Attribute("a length as 5%, 2cm, 1in or 12pt, or auto", _read_size)

ATTRIBUTES: Mapping[str, Attribute] = {
    "base": Attribute("a base layout's name or PowerPoint type; several parted by |, best first", _read_bases),
    "slot": Attribute("a slot's number on the page, or its name", _read_slots),
    "area": _one_of(("body", "page", "title", "slot", "slots")),
    "x": _A_LENGTH,
    "y": _A_LENGTH,
    "w": _A_SIZE,
    "h": _A_SIZE,
    "share": Attribute("a number above 0, as 2", _read_share),
    "gap": _A_LENGTH,
    "align": _one_of(tuple(Align)),
    "anchor": _one_of(("top", "middle", "bottom")),
    "fit": _one_of(tuple(Fit)),
    "focus": Attribute("two percentages, from the left and from the top, as 50% 30%", _read_focus),
    "style": _one_of(("caption", "note", "small", "large", "lead", "heading", "statement", "quote", "by")),
    "overflow": _one_of(tuple(Overflow)),
    "color": _A_COLOR,
    "fill": _A_COLOR,
    "font": _one_of(("heading", "body", "code")),
    "href": Attribute("an address as https://… or mailto:…, or #id of a slide", _pattern(_HREF)),
}
"""Attribute → what it may say; it means the same on every element that has it."""

_PLACES = frozenset({"slide", "row", "column"})
_FRAME = ("area", "x", "y", "w", "h", "share")
_LINES = frozenset({"title", "subtitle", "body", "text", "p", "b", "i", "code", "a"})
_TEXT = (*_FRAME, "slot", "align", "anchor", "style", "color")

RULES: tuple[Rule, ...] = (
    Rule("slide", frozenset(), Holds.ELEMENTS, ("base", "overflow"), "the slide, on a layout of the base", ("base",)),
    Rule(
        "title",
        _PLACES,
        Holds.WORDS,
        (*_FRAME, "align", "anchor", "style", "color"),
        "the slide's title, in the title's slot",
    ),
    Rule("subtitle", _PLACES, Holds.WORDS, _TEXT, "the subtitle, in its slot"),
    Rule("body", _PLACES, Holds.BLOCKS, _TEXT, "contents of any kind, in the next slot for contents"),
    Rule(
        "text",
        _PLACES,
        Holds.WORDS,
        (*_TEXT, "fill", "font"),
        "words in a text box of their own, or in the slot named",
    ),
    Rule("picture", _PLACES, Holds.PICTURE, (*_FRAME, "slot", "align", "anchor", "fit", "focus"), "a picture"),
    Rule("table", _PLACES, Holds.TABLE, (*_FRAME, "slot", "align", "anchor"), "a table"),
    Rule("chart", _PLACES, Holds.CHART, (*_FRAME, "slot", "anchor"), "a chart"),
    Rule("code", _PLACES, Holds.CODE, (*_FRAME, "slot", "anchor"), "source text"),
    Rule("row", _PLACES, Holds.ELEMENTS, (*_FRAME, "slot", "gap", "align", "anchor"), "elements side by side"),
    Rule(
        "column", _PLACES, Holds.ELEMENTS, (*_FRAME, "slot", "gap", "align", "anchor"), "elements one below the other"
    ),
    Rule("rule", _PLACES, Holds.NOTHING, (*_FRAME, "color"), "a thin bar of colour"),
    Rule("p", frozenset({"title", "subtitle", "body", "text"}), Holds.INLINE, ("align",), "a paragraph"),
    Rule("b", _LINES, Holds.INLINE, (), "bold words"),
    Rule("i", _LINES, Holds.INLINE, (), "words in italics"),
    Rule("code", _LINES, Holds.INLINE, (), "words in the fixed-pitch face"),
    Rule("a", _LINES - {"a"}, Holds.INLINE, ("href",), "a link", ("href",)),
    Rule("br", _LINES, Holds.NOTHING, (), "a line break"),
)
"""Every element. `code` stands twice: a block on the slide, words in a line of text."""

TAGS: tuple[str, ...] = tuple(dict.fromkeys(rule.tag for rule in RULES))
"""The elements' names, each once."""

_BY_PLACE = {(rule.tag, parent): rule for rule in RULES for parent in rule.parents or {""}}


def find_rule(tag: str, parent: Rule | None) -> Rule | None:
    """The rule for an element inside another (None: outermost); None where it may not stand."""
    if parent and parent.holds in (Holds.PICTURE, Holds.TABLE, Holds.CHART, Holds.CODE):
        return None
    return _BY_PLACE.get((tag, parent.tag if parent else ""))


def parents_of(tag: str) -> tuple[str, ...]:
    """Where an element may stand, in the table's order."""
    found = {parent for rule in RULES if rule.tag == tag for parent in rule.parents}
    return tuple(name for name in TAGS if name in found)


def children_of(rule: Rule) -> tuple[str, ...]:
    """Which elements may stand inside an element."""
    return tuple(tag for tag in TAGS if find_rule(tag, rule))
