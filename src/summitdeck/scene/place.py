"""The deck onto pages: each slide rendered through its layout, its markup placed, its links and furniture set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from summitdeck.deck.model import Content, Deck, Link, Overflow, Paragraph, ParagraphKind, Slide
from summitdeck.deck.plain import content_to_text, words_to_text
from summitdeck.problems import Problem, error
from summitdeck.scene.base import Base
from summitdeck.scene.desk import Desk, Shelf
from summitdeck.scene.furniture import place_furniture
from summitdeck.scene.language import deck_language
from summitdeck.scene.layouts import Layouts, Rendered, render_slide
from summitdeck.scene.markup import bases, word
from summitdeck.scene.model import Page, Scene, SceneParagraph, SlideLink, Target, WebLink
from summitdeck.scene.page import place_page
from summitdeck.scene.paragraphs import LinkTarget, words_to_runs
from summitdeck.scene.pictures import Album
from summitdeck.scene.slots import find_base_layout

Step = Callable[[int, int], None]
"""Told after each slide: how many are done, of how many."""


def place(
    deck: Deck, base: Base, layouts: Layouts, roots: Sequence[Path], step: Step | None = None
) -> tuple[Scene, tuple[Problem, ...]]:
    """The scene of a deck whose values are resolved, and what is wrong with it.

    A slide with an error has no page, and hides no other. Pictures are read below `roots` only.
    """
    shelf = Shelf(base, Album(roots))
    target = _link_targets(deck.slides)
    pages: list[Page] = []
    problems: list[Problem] = []
    for index, slide in enumerate(deck.slides):
        rendered, found = render_slide(layouts, slide)
        problems += found
        if rendered is not None:
            page, found = _place_slide(deck, slide, index, rendered, shelf, target)
            problems += found
            pages += [page] if page else []
        if step:
            step(index + 1, len(deck.slides))
    settings = deck.settings
    title = words_to_text(settings.title) or (pages[0].title if pages else "")
    scene = Scene(base, tuple(pages), deck_language(deck), title, words_to_text(settings.author))
    return scene, tuple(problems)


def _place_slide(
    deck: Deck, slide: Slide, index: int, rendered: Rendered, shelf: Shelf, target: LinkTarget
) -> tuple[Page | None, Sequence[Problem]]:
    wanted = "|".join(bases(rendered.slide))
    base_layout = find_base_layout(shelf.base, wanted)
    if base_layout is None:
        return None, (error("no-base-layout", "the template has no layout at all", None, "use another template"),)
    told = word(rendered.slide, "overflow")
    overflow = slide.overflow or (Overflow(told) if told else None) or deck.settings.overflow or Overflow.SHRINK
    desk = Desk(shelf, base_layout, target, overflow)
    shapes = place_page(rendered.slide, desk)
    title = slide.fields.get("title")
    page = Page(
        base_layout,
        shapes,
        slide_id(slide, index),
        place_furniture(slide, deck.settings, base_layout, index + 1),
        _notes(slide.notes, target) if slide.notes else None,
        slide.hidden,
        words_to_text(slide.section) if slide.section else None,
        rendered.layout,
        content_to_text(title.content) if title else "",
        index,
        slide.place,
    )
    return page, desk.problems


def slide_id(slide: Slide, index: int) -> str:
    """The slide's own id, or one that stays while its file keeps its name."""
    if slide.id:
        return slide.id.text
    file = slide.place.source.path.name if slide.place else ""
    return f"{file}#{index}"


def _link_targets(slides: Sequence[Slide]) -> LinkTarget:
    """Where links lead: reading has proved that every `#id` has its slide."""
    pages: Mapping[str, int] = {slide.id.text: index for index, slide in enumerate(slides) if slide.id}

    def target(link: Link) -> Target | None:
        if not link.target.startswith("#"):
            return WebLink(link.target)
        page = pages.get(link.target[1:])
        return None if page is None else SlideLink(page)

    return target


def _notes(notes: Content, target: LinkTarget) -> tuple[SceneParagraph, ...]:
    """The paragraphs of a notes page, whose text has no bullets of its own."""
    kinds = {ParagraphKind.BULLET: "bullet", ParagraphKind.NUMBER: "number"}
    return tuple(
        SceneParagraph(words_to_runs(block.words, target), block.level, kinds.get(block.kind), block.start)
        for block in notes.blocks
        if isinstance(block, Paragraph)
    )
