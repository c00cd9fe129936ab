"""Footer, date and slide number: where the base has them and the deck asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitdeck.deck.model import Deck, Furniture, Settings, Slide, Words
from summitdeck.deck.plain import words_to_text
from summitdeck.problems import Problem, warning
from summitdeck.scene.base import BaseLayout
from summitdeck.scene.model import FurnitureShape
from summitdeck.scene.slots import furniture_slot

BARE_PAGES = frozenset({"title", "secHead"})
"""Types of base layouts that carry no furniture unless the slide asks: PowerPoint's own "don't show on title slide"."""
DATE_FIELD = "datetime1"
"""PowerPoint's date field in the short form of the deck's language."""


def place_furniture(slide: Slide, settings: Settings, layout: BaseLayout, number: int) -> tuple[FurnitureShape, ...]:
    """The furniture of one page, in the order date, footer, number."""
    bare = layout.kind in BARE_PAGES
    pieces = (
        _date(_choice(slide.date, settings.date, bare), settings, layout),
        _footer(_choice(slide.footer, settings.footer or None, bare), settings, layout),
        _number(slide.number if slide.number is not None else settings.number and not bare, layout, number),
    )
    return tuple([piece for piece in pieces if piece])


def _choice(own: Furniture, deck: Furniture, bare: bool) -> Furniture:
    """What holds: the slide's own word, else the deck's where the page carries any."""
    return own if own is not None else None if bare else deck


def _date(wanted: Furniture, settings: Settings, layout: BaseLayout) -> FurnitureShape | None:
    slot = furniture_slot(layout, "dt")
    if slot is None or wanted is None or wanted is False:
        return None
    said = settings.date if wanted is True and isinstance(settings.date, tuple) else wanted
    if isinstance(said, tuple):
        return FurnitureShape(slot, words_to_text(said))
    return FurnitureShape(slot, "", slot.field_type or DATE_FIELD)


def _footer(wanted: Furniture, settings: Settings, layout: BaseLayout) -> FurnitureShape | None:
    slot = furniture_slot(layout, "ftr")
    said: Words = wanted if isinstance(wanted, tuple) else settings.footer if wanted else ()
    return FurnitureShape(slot, words_to_text(said)) if slot and said else None


def _number(wanted: bool, layout: BaseLayout, number: int) -> FurnitureShape | None:
    slot = furniture_slot(layout, "sldNum")
    return FurnitureShape(slot, str(number), "slidenum") if slot and wanted else None


def check_furniture(deck: Deck, layouts: Sequence[BaseLayout]) -> Iterator[Problem]:
    """`no-furniture` (warning): words for a footer or a date that no page has a slot for, so that nobody sees them.
    `plain-words` (warning): marks in words that are shown without them.
    """
    settings = deck.settings
    yield from _unmarked("title", settings.title)
    yield from _unmarked("author", settings.author)
    for name, kind, said in (("footer", "ftr", settings.footer), ("date", "dt", settings.date)):
        if not layouts or not isinstance(said, tuple) or not said:
            continue
        yield from _unmarked(name, said)
        if all(furniture_slot(layout, kind) is None for layout in layouts):
            yield _no_place(name, said, "the template")


def check_own_furniture(slide: Slide, layout: BaseLayout) -> Iterator[Problem]:
    """The same for what a slide itself says: its footer and date, and the name of its section."""
    for name, kind, said in (("footer", "ftr", slide.footer), ("date", "dt", slide.date)):
        if isinstance(said, tuple) and said:
            yield from _unmarked(name, said)
            if furniture_slot(layout, kind) is None:
                yield _no_place(name, said, f"the base layout '{layout.name}'")
    yield from _unmarked("section", slide.section or ())


def _no_place(name: str, said: Words, where: str) -> Problem:
    span = said[0].place.span() if said[0].place else None
    return warning("no-furniture", f"{where} has no place for a {name}", span, f"leave '{name}' out, or choose another")


def _unmarked(name: str, words: Words) -> Iterator[Problem]:
    """Furniture, sections and document properties are plain text in PowerPoint."""
    marked = next((run for run in words if run.bold or run.italic or run.code or run.strike or run.link), None)
    if marked:
        span = marked.place.span() if marked.place else None
        hint = "leave the marks out; with a backslash before it a mark is only a sign"
        yield warning("plain-words", f"'{name}' is shown without bold, links and other marks", span, hint)
