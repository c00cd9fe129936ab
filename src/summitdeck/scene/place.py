"""The deck onto pages: each slide rendered through its layout, its markup placed, its links and furniture set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summitdeck.deck.model import Code, Content, Deck, Link, Overflow, Paragraph, ParagraphKind, Slide
from summitdeck.deck.plain import words_to_text
from summitdeck.frozen import dataclass, field, replace
from summitdeck.problems import Problem, error
from summitdeck.scene.base import Base
from summitdeck.scene.desk import Desk, Shelf
from summitdeck.scene.furniture import check_furniture, check_own_furniture, place_furniture
from summitdeck.scene.language import deck_language
from summitdeck.scene.layouts import Layouts, Rendered, render_slide
from summitdeck.scene.markup import bases, word
from summitdeck.scene.model import Page, Scene, SceneParagraph, Shape, SlideLink, Target, TextShape, WebLink
from summitdeck.scene.page import place_page
from summitdeck.scene.paragraphs import LinkTarget, Styles, words_to_runs
from summitdeck.scene.pictures import Album
from summitdeck.scene.slots import find_base_layout
from summitdeck.typeset.faces import Faces, resolve_face

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
    shelf = Shelf(base, album, faces, Styles(faces))
    links = Links({slide.id.text: index for index, slide in enumerate(deck.slides) if slide.id})
    rendered: list[Rendered | None] = []
    placed: list[Sequence[Page]] = []
    problems: list[Problem] = []
    for index, slide in enumerate(deck.slides):
        markup, found = render_slide(layouts, slide)
        problems += found
        links.slide = index
        pages, told = _place_slide(deck, slide, index, markup, shelf, links) if markup else ((), ())
        problems += told
        rendered.append(markup)
        placed.append(pages)
        if step:
            step(index + 1, len(deck.slides))
    if any(len(pages) != 1 for pages in placed):
        _lead_to_pages(deck, rendered, placed, shelf, links)
    problems += check_furniture(deck, [page.base for pages in placed for page in pages])
    settings = deck.settings
    numbered = _numbered(deck, placed)
    title = words_to_text(settings.title) or (numbered[0].title if numbered else "")
    return Scene(base, numbered, deck_language(deck), title, words_to_text(settings.author)), tuple(problems)


def check_slides(deck: Deck, layouts: Layouts) -> Iterator[Problem]:
    """What is wrong with the slides for their layouts, when there is no base to place them on."""
    for slide in deck.slides:
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
    layout = find_base_layout(shelf.base, bases(rendered.slide))
    if layout is None:
        return (), (error("no-base-layout", "the template has no layout at all", None, "use another template"),)
    told = word(rendered.slide, "overflow")
    overflow = slide.overflow or (Overflow(told) if told else None) or deck.settings.overflow or Overflow.SHRINK
    desk = Desk(shelf, shelf.sheet(layout), target, overflow)
    shapes = [place_page(rendered.slide, desk)]
    count = max(desk.parts, default=1)
    for part in range(1, count):
        again = replace(desk, part=part, label=f" ({part + 1}/{count})", taken=[])
        shapes.append(place_page(rendered.slide, again))
    pages = [
        Page(
            layout,
            own,
            "",
            hidden=slide.hidden,
            notes=_notes(slide.notes, target) if slide.notes and not part else None,
            section=words_to_text(slide.section) if slide.section and not part else None,
            layout=rendered.layout,
            title=_title_of(own),
            slide=index,
            place=slide.place,
        )
        for part, own in enumerate(shapes)
    ]
    return pages, [*desk.problems, *_check_notes(slide.notes), *check_own_furniture(slide, layout)]


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
            lines = ("".join(run.text for run in paragraph.runs) for paragraph in shape.body.paragraphs)
            return " ".join(" ".join(lines).split())
    return ""


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
    return tuple(
        SceneParagraph(words_to_runs(block.words, target), block.level, kinds.get(block.kind), block.start)
        for block in notes.blocks
        if isinstance(block, Paragraph)
    )
