"""The deck onto pages: each slide rendered through its layout, its markup placed, its links and furniture set."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import reduce
from itertools import accumulate

from summitdeck.deck.language import deck_language
from summitdeck.deck.model import Code, Content, Deck, Link, Overflow, Paragraph, ParagraphKind, Sizes, Slide, Titles
from summitdeck.deck.plain import join_folded, words_to_text
from summitdeck.frozen import dataclass, field, replace
from summitdeck.problems import Problem, error
from summitdeck.scene.base import Base
from summitdeck.scene.desk import Desk, Shelf
from summitdeck.scene.furniture import check_furniture, check_own_furniture, place_furniture
from summitdeck.scene.layouts import Layouts, Rendered, render_slide
from summitdeck.scene.markup import bases, word
from summitdeck.scene.model import Page, Scene, SceneParagraph, Shape, SlideLink, Target, TextShape, WebLink
from summitdeck.scene.page import place_page
from summitdeck.scene.paragraphs import LinkTarget, Styles, runs_to_direction, words_to_runs
from summitdeck.scene.pictures import Album
from summitdeck.scene.sizes import Siblings, leasts_of
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import LevelStyle

Step = Callable[[int, int], None]
"""Told after each slide: how many are done, of how many."""


@dataclass(slots=True)
class Links:
    """Where links lead, and which slides hold links to slides."""

    pages: dict[str, int]
    """The first page of each slide that has an id; before all are placed, its own number."""
    slide: int = 0
    """The slide that is being placed."""
    leading: set[int] = field(default_factory=set)
    """Slides that hold a link to a slide."""

    def __call__(self, link: Link) -> Target | None:
        """The target; None for a slide that is not there, which reading has told."""
        if not link.target.startswith("#"):
            return WebLink(link.target)
        self.leading.add(self.slide)
        page = self.pages.get(link.target[1:])
        return None if page is None else SlideLink(page)


def place(
    deck: Deck,
    base: Base,
    layouts: Layouts,
    album: Album,
    step: Step | None = None,
    faces: Faces = resolve_face,
) -> tuple[Scene, tuple[Problem, ...]]:
    """The scene of a deck whose values are resolved, and what is wrong with it.

    A slide that its layout makes nothing of has no page; one whose content does not fit has, so that what else is
    wrong is found too. No slide hides the problems of another.
    """
    language = deck_language(deck)
    shelf = _make_shelf(deck, base, album, faces, language)
    links = Links({slide.id.text: index for index, slide in enumerate(deck.slides) if slide.id})
    rendered: list[Rendered | None] = []
    placed: list[Sequence[Page]] = []
    told: list[list[Sequence[Problem]]] = []
    for index, slide in enumerate(deck.slides):
        markup, mistakes = render_slide(layouts, slide)
        links.slide = index
        pages, found = _place_slide(deck, slide, index, markup, shelf, links) if markup else ((), ())
        told.append([mistakes, found])
        rendered.append(markup)
        placed.append(pages)
        if step:
            step(index + 1, len(deck.slides))
    for index in shelf.siblings.agree() if shelf.siblings else ():
        links.slide = index
        if markup := rendered[index]:
            placed[index], told[index][1] = _place_slide(deck, deck.slides[index], index, markup, shelf, links)
    data_files = {source.name for source in deck.sources if source.is_data}
    problems = [
        _of_slide(problem, slide, data_files)
        for slide, both in zip(deck.slides, told, strict=True)
        for found in both
        for problem in found
    ]
    if any(len(pages) != 1 for pages in placed):
        _lead_to_pages(deck, rendered, placed, shelf, links)
    problems += check_furniture(deck, [page.base for pages in placed for page in pages])
    settings = deck.settings
    numbered = _numbered(deck, placed)
    title = _on_one_line(words_to_text(settings.title)) or (numbered[0].title if numbered else "")
    return Scene(base, numbered, language, title, words_to_text(settings.author)), tuple(problems)


def _of_slide(problem: Problem, slide: Slide, data_files: Container[str]) -> Problem:
    """A problem of a slide that a loop makes knows which turn it is of; one in a file of data, which slide shows it."""
    if slide.place is None or problem.span is None:
        return problem
    if problem.span.file in data_files:
        problem = replace(problem, related=(*problem.related, ("shown by this slide", slide.place.span())))
    turn = slide.place.turn
    return replace(problem, span=problem.span.in_turn(turn)) if turn and problem.span else problem


def _make_shelf(deck: Deck, base: Base, album: Album, faces: Faces, language: str) -> Shelf:
    """What all pages share, and what the settings say for all of them."""
    settings, siblings = deck.settings, None
    match settings.sizes:
        case Sizes.DECK:
            siblings = Siblings((0,) * len(deck.slides))
        case Sizes.SECTION:
            siblings = Siblings(tuple(accumulate(slide.section is not None for slide in deck.slides)))
    phrases = language if settings.titles is Titles.BALANCED else None
    return Shelf(base, album, faces, Styles(faces, language), leasts_of(settings.minimum), siblings, phrases, language)


def check_slides(deck: Deck, layouts: Layouts) -> Iterator[Problem]:
    """What is wrong with the slides for their layouts, when there is no base to place them on.

    A layout that is none of ours may be one of the base's own.
    """
    for slide in deck.slides:
        if slide.layout and not layouts.has(slide.layout.text):
            continue
        yield from render_slide(layouts, slide)[1]


def _lead_to_pages(
    deck: Deck, rendered: Sequence[Rendered | None], placed: list[Sequence[Page]], shelf: Shelf, links: Links
) -> None:
    """Place slides that link to slides again, now that it is known on which page each begins."""
    first = 0
    for slide, pages in zip(deck.slides, placed, strict=True):
        if slide.id:
            links.pages[slide.id.text] = first
        first += len(pages)
    for index in sorted(links.leading):
        links.slide = index
        markup = rendered[index]
        if markup:
            placed[index], _ = _place_slide(deck, deck.slides[index], index, markup, shelf, links)


def _place_slide(
    deck: Deck, slide: Slide, index: int, rendered: Rendered, shelf: Shelf, target: LinkTarget
) -> tuple[Sequence[Page], Sequence[Problem]]:
    """The pages of a slide: one, or several when it goes on. Their ids and furniture come later."""
    match = shelf.match(bases(rendered.slide))
    if match is None:
        return (), (error("no-base-layout", "the template has no layout at all", None, "use another template"),)
    told = word(rendered.slide, "overflow")
    overflow = slide.overflow or (Overflow(told) if told else None) or deck.settings.overflow or Overflow.SHRINK
    desk = Desk(
        shelf,
        shelf.sheet(match.layout, match.kind, match.composed),
        target,
        overflow,
        slide=index,
        layout=rendered.layout,
        scope=shelf.siblings.scopes[index] if shelf.siblings else 0,
        siblings=shelf.siblings,
    )
    shapes = [(place_page(rendered.slide, desk), tuple(desk.choices))]
    count = max(desk.parts, default=1)
    for part in range(1, count):
        again = replace(desk, part=part, label=f" ({part + 1}/{count})", taken=[], choices=[])
        shapes.append((place_page(rendered.slide, again), tuple(again.choices)))
    pages = [
        Page(
            match.layout,
            own,
            "",
            hidden=bool(slide.hidden),
            notes=_notes(slide.notes, target) if slide.notes and not part else None,
            section=words_to_text(slide.section) if slide.section and not part else None,
            layout=rendered.layout,
            title=_title_of(own),
            slide=index,
            match=match,
            choices=choices,
            place=slide.place,
        )
        for part, (own, choices) in enumerate(shapes)
    ]
    return pages, [*desk.problems, *_check_notes(slide.notes), *check_own_furniture(slide, match.layout)]


def _check_notes(notes: Content | None) -> Iterator[Problem]:
    """`wrong-kind`: a table, a picture or code in notes, whose page in PowerPoint holds text only."""
    for block in notes.blocks if notes else ():
        if not isinstance(block, Paragraph):
            span = block.place.span() if block.place else None
            what = "code" if isinstance(block, Code) else f"a {type(block).__name__.lower()}"
            yield error(
                "wrong-kind",
                f"{what} cannot stand in notes",
                span,
                "notes hold bullets and paragraphs; put it on the slide",
            )


def _title_of(shapes: Sequence[Shape]) -> str:
    """The plain text of the title; empty when the page has none."""
    for shape in shapes:
        if isinstance(shape, TextShape) and (shape.role == "title" or (shape.slot and shape.slot.is_title)):
            paragraphs = ("".join(run.text for run in paragraph.runs) for paragraph in shape.body.paragraphs)
            return " ".join((shape.plain or _on_one_line("\n".join(paragraphs))).split())
    return ""


def _on_one_line(text: str) -> str:
    """Lines joined as one text, without a space where Japanese has none."""
    return reduce(join_folded, text.split("\n")) if "\n" in text else text


def _numbered(deck: Deck, placed: Sequence[Sequence[Page]]) -> tuple[Page, ...]:
    """All pages in order, each with its id and its furniture."""
    ids = page_ids(deck.slides, [len(pages) for pages in placed])
    numbered: list[Page] = []
    for slide, own in zip(deck.slides, placed, strict=True):
        for page in own:
            number = len(numbered)
            furniture = place_furniture(slide, deck.settings, page.base, number + 1)
            numbered.append(replace(page, id=ids[number], furniture=furniture))
    return tuple(numbered)


def page_ids(slides: Sequence[Slide], counts: Sequence[int]) -> list[str]:
    """The id of each page: its slide's own, or one that stays while its file keeps its name and its slides' order.

    The second page of a slide is `ID-2`. Each id is there once.
    """
    ids: dict[str, None] = {slide.id.text: None for slide in slides if slide.id}
    in_file: dict[str, int] = {}
    found = []
    for slide, count in zip(slides, counts, strict=True):
        file = slide.place.source.name if slide.place else ""
        in_file[file] = in_file.get(file, 0) + 1
        own = slide.id.text if slide.id else _free(f"{file.rpartition('/')[2]}#{in_file[file]}", ids)
        for part in range(count):
            found.append(_free(f"{own}-{part + 1}", ids) if part else own)
    return found


def _free(name: str, ids: dict[str, None]) -> str:
    """The name, made another while there is one like it already."""
    while name in ids:
        name += "+"
    ids[name] = None
    return name


def _notes(notes: Content, target: LinkTarget) -> tuple[SceneParagraph, ...]:
    """The paragraphs of a notes page, whose text has no bullets of its own."""
    kinds = {ParagraphKind.BULLET: "bullet", ParagraphKind.NUMBER: "number"}
    style = LevelStyle()
    paragraphs = []
    for block in notes.blocks:
        if isinstance(block, Paragraph):
            runs = words_to_runs(block.words, target)
            direction = runs_to_direction(runs, style)
            paragraphs.append(
                SceneParagraph(runs, block.level, kinds.get(block.kind), block.start, direction=direction)
            )
    return tuple(paragraphs)
