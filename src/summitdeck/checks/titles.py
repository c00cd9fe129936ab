"""Rules on titles."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.problems import Problem, warning
from summitdeck.scene.model import Scene

UNTITLED = frozenset({"blank", "quote", "statement", "picture", "pictures"})
"""Layouts whose pages may stand without a title."""


def check_titles(scene: Scene) -> Iterator[Problem]:
    """`missing-title` (warning): a slide without a title cannot be told from others in the outline, in "Go to slide"
    and by a screen reader. Pages of the layouts blank, quote, statement, picture and pictures may go without.

    Passes: `title: 概要`. Fails: `body: [パリ]` on a layout that has a title and does not ask for one.
    """
    for page in scene.pages:
        if not page.title and page.layout not in UNTITLED:
            span = page.place.span() if page.place else None
            yield warning("missing-title", "the slide has no title", span, "add `title:`")
