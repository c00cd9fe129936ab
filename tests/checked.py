"""What the rules say of a small page, as text: a slide in, a line for each problem out.

The page's body is ten full-width characters wide, and its title twenty.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stage import BASE, CONTENT, FACE, FURNITURE, desk_on, frame, read_markup, read_slide, slot
from summitdeck.checks import Rule
from summitdeck.checks.subject import make_subject
from summitdeck.deck.model import Deck, Name, Overflow, Settings
from summitdeck.deck.source import Place, Source
from summitdeck.problems import Problem
from summitdeck.scene.base import Base
from summitdeck.scene.model import Page, Scene
from summitdeck.scene.page import place_page
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import Face

NARROW_TITLE = slot("title", 0, frame(50, 25, 410, 75), 20)
NARROW_BODY = slot("obj", 1, frame(50, 125, 205, 310), 20, 16)
NARROW = replace(CONTENT, slots=(NARROW_TITLE, NARROW_BODY, *FURNITURE))
BODY_ALONE = '<slide base="obj"><body>{body}</body></slide>'
TITLED = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'


def narrow_base(face: Face = FACE) -> Base:
    """A base with one layout, of 20 pt."""
    slots = tuple(
        replace(slot, levels=tuple(replace(level, face=face) for level in slot.levels)) for slot in NARROW.slots
    )
    text = tuple(replace(level, face=face) for level in BASE.text)
    return replace(BASE, layouts=(replace(NARROW, slots=slots),), text=text)


def told(
    rule: Rule,
    slide: str,
    *,
    markup: str = BODY_ALONE,
    base: Base | None = None,
    overflow: str = "shrink",
    faces: Faces = resolve_face,
    template: str = "",
    is_own_template: bool = False,
    pages: int = 1,
) -> list[str]:
    """What a rule says of a slide; `template` is what the settings name."""
    read = read_slide(slide)
    base = base or narrow_base()
    desk = desk_on(base, base.layouts[0], Overflow(overflow))
    shapes = place_page(read_markup(markup, read), desk)
    page = Page(base.layouts[0], shapes, "page", layout="content", title="T", place=read.place)
    scene = Scene(base, (page,) * pages, "ja-JP")
    deck = Deck(settings_with(template), (read,))
    subject = make_subject(scene, deck, faces, desk.problems, is_own_template)
    return [problem_to_line(problem) for problem in rule(subject)]


def settings_with(template: str) -> Settings:
    """Settings that name a template, in a file of their own."""
    if not template:
        return Settings()
    source = Source(Path("deck.yaml"), "deck.yaml", f"deck: {{template: {template}}}")
    return Settings(template=Name(template, Place(source, 17, 17 + len(template))))


def problem_to_line(problem: Problem) -> str:
    """`slide.yaml:2:7+3 warning orphan: the message`, with the length of the mark."""
    span = problem.span
    return f"{span}+{span.length if span else 0} {problem.severity} {problem.code}: {problem.message}"
