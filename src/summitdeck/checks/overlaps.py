"""Rules on where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from summitdeck.checks.subject import Subject
from summitdeck.problems import Problem, Span, warning
from summitdeck.scene.model import Page, Shape, TableShape, TextShape

TOUCHING = 12700
"""EMU that two frames may share: one point, which nobody sees."""


def check_overlaps(subject: Subject) -> Iterator[Problem]:
    """`overlap` (warning): words stand upon other words or on a table, because the layout puts them into one place.
    Slots that the template itself puts upon one another are its own business, and pictures may be a ground for words.

    Passes: `<row area="body"><body>…</body><text>…</text></row>`. Fails: `<body>…</body><text>…</text>` on a base
    layout with one slot.
    """
    told: set[tuple[str, Span | None]] = set()
    for page in subject.scene.pages:
        for first, second in _overlapping(page):
            message = f"the {_name(second)} stands upon the {_name(first)}"
            span = second.template or first.template
            if (message, span) not in told:  # once for each line of a layout, not for each slide
                told.add((message, span))
                related = (("with this slide", page.place.span()),) if page.place else ()
                hint = "put them into a <row> or <column>, or give each a frame of its own"
                yield warning("overlap", message, span, hint, related)


def _overlapping(page: Page) -> Iterator[tuple[TextShape | TableShape, TextShape | TableShape]]:
    worded = [shape for shape in page.shapes if isinstance(shape, TextShape | TableShape)]
    for first, second in combinations(worded, 2):
        if (_is_placed(first) or _is_placed(second)) and _overlap(first, second):
            yield first, second


def _is_placed(shape: TextShape | TableShape) -> bool:
    """Whether it stands where the layout wants it, and not where the template has its slot."""
    return shape.slot is None or shape.frame != shape.slot.frame


def _overlap(first: Shape, second: Shape) -> bool:
    a, b = first.frame, second.frame
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return across > TOUCHING and down > TOUCHING


def _name(shape: TextShape | TableShape) -> str:
    return "table" if isinstance(shape, TableShape) else shape.role or "text"
