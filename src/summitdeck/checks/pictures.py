"""Rules on pictures."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.problems import Problem, warning
from summitdeck.scene.model import PictureShape


def check_frames(subject: Subject) -> Iterator[Problem]:
    """`first-frame` (warning): a picture is animated, or has several pages, and only the first is seen. PowerPoint
    plays animated GIFs, but neither WebP nor PNG, and shows the first page of a TIFF.

    Passes: a GIF that moves, a TIFF of one page. Fails: a WebP that moves.
    """
    shapes = [shape for page in subject.scene.pages for shape in page.shapes if isinstance(shape, PictureShape)]
    found = {(shape.place or shape.template, shape.image.digest): shape for shape in shapes if shape.image.frames > 1}
    for shape in found.values():  # a picture of a layout once, not for each slide
        span = shape.place.span() if shape.place else shape.template
        count = shape.image.frames
        if shape.image.is_paged:
            message = f"the picture has {count} pages, and only the first is shown"
            hint = "save the page you mean as a picture of its own"
        else:
            message = f"the picture is animated, and only the first of its {count} frames is shown"
            hint = "save it as GIF, which PowerPoint plays"
        yield warning("first-frame", message, span, hint)
