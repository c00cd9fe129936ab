"""`overlap`: words upon words."""

from __future__ import annotations

import pytest

from stage import BASE, CONTENT, stage
from summitdeck.checks.overlaps import check_overlaps
from summitdeck.checks.subject import make_subject
from summitdeck.scene.model import Page, Scene

SLIDE = "title: T\nbody: [one, two]\ntable: [[a, b]]\npicture: {picture: 4x3.png, alt: A}\n"


def check(inside: str, base: str = "obj", pages: int = 1) -> list[str]:
    shapes = stage(f'<slide base="{base}">{inside}</slide>', SLIDE).shapes
    scene = Scene(BASE, (Page(CONTENT, shapes, "page"),) * pages, "en-US")
    return [
        f"{problem.severity} {problem.code} {problem.span}: {problem.message}"
        for problem in check_overlaps(make_subject(scene))
    ]


@pytest.mark.parametrize(
    ("inside", "base"),
    [
        ("<title>{title}</title><body>{body}</body>", "obj"),
        ('<row area="body"><body>{body}</body><text>x</text></row>', "obj"),
        ('<picture area="page" fit="cover">{picture}</picture><title>{title}</title>', "obj"),  # a ground for words
        ("<body>{body}</body><body>{table}</body>", "twoObj"),
    ],
)
def test_passes(inside: str, base: str) -> None:
    assert check(inside, base) == []


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<body>{body}</body><text>x</text>", "the text stands upon the body"),
        ("<body>{body}</body><body>{body}</body>", "the body stands upon the body"),
        ('<body>{body}</body><table area="page">{table}</table>', None),  # small, above the body
        ('<body>{body}</body><table area="body">{table}</table>', "the table stands upon the body"),
        ('<title>{title}</title><text style="note" area="title">x</text>', "the note stands upon the title"),
    ],
)
def test_fails(inside: str, message: str | None) -> None:
    assert check(inside) == ([f"warning overlap layout:1:1: {message}"] if message else [])


def test_it_is_told_once_for_a_line_of_a_layout() -> None:
    assert len(check("<body>{body}</body><text>x</text>", pages=3)) == 1


def test_slots_that_the_template_lets_overlap_are_its_own_business() -> None:
    from dataclasses import replace

    from stage import BODY, TITLE

    upon = replace(BODY, frame=TITLE.frame)
    base = replace(BASE, layouts=(replace(CONTENT, slots=(TITLE, upon)),))
    shapes = stage('<slide base="obj"><title>{title}</title><body>{body}</body></slide>', SLIDE, base=base).shapes
    scene = Scene(base, (Page(CONTENT, shapes, "page"),), "en-US")
    assert list(check_overlaps(make_subject(scene))) == []
