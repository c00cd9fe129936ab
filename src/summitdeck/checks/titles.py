"""Rules on titles."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.problems import Problem, warning
from summitdeck.scene.model import Page
from summitdeck.scene.slots import title_slot

UNTITLED = frozenset({"blank", "quote", "statement", "picture", "pictures"})
"""Layouts whose pages may stand without a title."""


def check_titles(subject: Subject) -> Iterator[Problem]:
    """`missing-title` (warning): a slide without a title cannot be told from others in the outline, in "Go to slide"
    and by a screen reader. Pages of the layouts blank, quote, statement, picture and pictures may go without.

    Passes: `title: 概要`. Fails: `body: [パリ]` on a layout that has a title and does not ask for one.
    """
    for page in subject.scene.pages:
        if not page.title and not _may_be_untitled(page):
            span = page.place.span() if page.place else None
            yield warning("missing-title", "the slide has no title", span, "add `title:`")


def _may_be_untitled(page: Page) -> bool:
    """Whether the page's layout is one that goes without a title; of the template's own, one that has none."""
    return page.layout in UNTITLED or (page.layout == page.base.name and title_slot(page.base) is None)
