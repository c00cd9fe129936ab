"""Base layouts as layouts: a slide may name one of the template's own, its placeholders' names are the fields.

No Jinja2 file is needed: the markup says of each field given which slot it fills. Beside its placeholder's own name a
slot answers to a short one, as long as that is not ambiguous: `title`, `subtitle`, `body`, `left`, `right`, `picture`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from summitdeck.deck.model import Field
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Span
from summitdeck.scene.base import BaseLayout, Slot
from summitdeck.scene.drafts import Draft, Hole, Origin, Outcome
from summitdeck.scene.fields import KINDS, LayoutField, Schema
from summitdeck.scene.references import Pointer
from summitdeck.scene.slots import content_slots, subtitle_slot, title_slot
from summitdeck.scene.terms import Holds, Part, SlotName, Value

NOWHERE = Origin(0, 0, 0)
"""A base layout has no line of its own."""
_NUMBERED = re.compile(r"\s+\d+$")
"""What PowerPoint puts behind a placeholder's name: it is another one in each layout."""
_BODIES = frozenset({"body", "obj"})


class BaseField(NamedTuple):
    """A slot as a field."""

    name: str
    """`title`, `subtitle`, or the placeholder's own name; the second of two alike has its place behind it."""
    short: str | None
    """A name it answers to as well."""
    slot: Slot
    number: int
    """Which of the content slots it is as they stand on the page, from 1; 0 for title and subtitle."""

    @property
    def tag(self) -> str:
        """The element of the markup that fills it."""
        if not self.number:
            return self.name
        return {"pic": "picture", "clipArt": "picture", "tbl": "table", "chart": "chart"}.get(self.slot.kind, "body")

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it may hold, as `KINDS` names it."""
        return {"picture": ("picture",), "table": ("table",), "chart": ("chart",), "body": KINDS}.get(
            self.tag, ("text",)
        )


_HOLDS = {"picture": Holds.PICTURE, "table": Holds.TABLE, "chart": Holds.CHART, "body": Holds.BLOCKS}


def base_fields(layout: BaseLayout) -> tuple[BaseField, ...]:
    """The fields of a base layout in reading order: title, subtitle, then its contents."""
    title, subtitle = title_slot(layout), subtitle_slot(layout)
    contents = content_slots(layout)
    named: list[BaseField] = []
    if title:
        named.append(BaseField("title", None, title, 0))
    if subtitle and subtitle not in contents:
        named.append(BaseField("subtitle", None, subtitle, 0))
    taken = {field.name for field in named}
    shorts = _short_names(contents, subtitle)
    for number, (slot, short) in enumerate(zip(contents, shorts, strict=True), 1):
        own = slot.name.strip() or short or f"content {number}"
        name = own if own not in taken else f"{own} ({number})"
        taken.add(name)
        named.append(BaseField(name, short if short != name else None, slot, number))
    return tuple(named)


def _short_names(contents: Sequence[Slot], subtitle: Slot | None) -> list[str | None]:
    """`body` for the only text, `left` and `right` for two beside each other, `picture` for the only picture …"""
    found: list[str | None] = [None] * len(contents)
    texts = [index for index, slot in enumerate(contents) if slot.kind in _BODIES]
    match texts:
        case [only]:
            found[only] = "subtitle" if contents[only] is subtitle else "body"
        case [first, second] if _are_beside(contents[first], contents[second]):
            found[first], found[second] = "left", "right"
    for kinds, name in ((("pic", "clipArt"), "picture"), (("tbl",), "table"), (("chart",), "chart")):
        own = [index for index, slot in enumerate(contents) if slot.kind in kinds]
        if len(own) == 1:
            found[own[0]] = name
    return found


def _are_beside(first: Slot, second: Slot) -> bool:
    """Whether the first stands to the left of the second, neither below the other."""
    a, b = first.frame, second.frame
    return a.right <= b.x + b.width // 10 and min(a.bottom, b.bottom) > max(a.y, b.y)


def base_schema(layout: BaseLayout) -> Schema:
    """The fields of a base layout. None is required: what is not given leaves no placeholder behind."""
    return Schema(
        tuple(LayoutField(own.name, False, False, own.kinds, None, NOWHERE, own.short) for own in base_fields(layout))
    )


def own_names(layout: BaseLayout, fields: Mapping[str, Field]) -> dict[str, Field]:
    """A slide's fields by the names that the base layout has for them; what it does not know keeps its name."""
    known = base_fields(layout)
    meant = dict(_meant(known, tuple(fields)))
    return {meant.get(name, name): field for name, field in fields.items()}


def _meant(known: Sequence[BaseField], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each name of the slide with the field it means: exactly, without regard to case, short, or without its number."""
    free = list(known)
    waiting = list(names)
    for means in (_exactly, _folded, _shortly, _unnumbered):
        for name in tuple(waiting):
            found = [own for own in free if means(own, name)]
            if len(found) == 1:
                free.remove(found[0])
                waiting.remove(name)
                yield name, found[0].name


def _exactly(own: BaseField, name: str) -> bool:
    return own.name == name


def _folded(own: BaseField, name: str) -> bool:
    return own.name.casefold() == name.casefold()


def _shortly(own: BaseField, name: str) -> bool:
    return own.short == name or (own.short == "body" and name == "text")


def _unnumbered(own: BaseField, name: str) -> bool:
    return bool(own.number) and _NUMBERED.sub("", own.name).casefold() == name.casefold()


def base_outcome(layout: BaseLayout, fields: Collection[str], span: Span) -> Outcome:
    """The markup for these fields, by their own names; `span` is where the slide names the layout."""
    children = [_element(own, span) for own in base_fields(layout) if own.name in fields]
    return Outcome(Draft("slide", {"base": (layout.name,)}, tuple(children), NOWHERE, span), frozenset())


def _element(own: BaseField, span: Span) -> Draft:
    said: dict[str, Value] = {"slot": (SlotName(str(own.number), None, own.number),)} if own.number else {}
    hole = Hole(Pointer(own.name, None, Part.FIELD), _HOLDS.get(own.tag, Holds.WORDS), span)
    return Draft(own.tag, said, (hole,), NOWHERE, span)
