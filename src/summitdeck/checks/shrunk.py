"""Rules on sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from summitdeck.checks.subject import Subject
from summitdeck.checks.texts import Text
from summitdeck.deck.model import Sizes
from summitdeck.problems import Problem, note
from summitdeck.scene.model import Fitted, Shape, TableShape, TextShape
from summitdeck.scene.sizes import SIZES
from summitdeck.typeset.fitting import scaled_size


def check_shrunk(subject: Subject) -> Iterator[Problem]:
    """`shrunk` (note): a text, a table or code was made smaller than the template has it, so that it fits its box.
    Nothing is wrong; but a slide with less on it can be read from further away. What does not fit even so is told as
    `overflow`.

    Passes: three bullets. Fails: fifteen, which take 20 pt where others have 24.
    """
    for _, group in groupby(subject.texts, key=lambda text: id(text.shape)):
        text = next(group)
        change = _change(text.shape)
        if change and subject.deck.settings.sizes not in (None, Sizes.OWN):
            change = change.replace(" to fit", ", to fit or as its siblings were")
        if change and not any(_overflows(subject, own) for own in (text, *group)):
            place = text.shape.place or text.page.place
            yield note("shrunk", change, subject.span_on(text.page, place))


def _overflows(subject: Subject, text: Text) -> bool:
    """Whether it was told of this paragraph that it, and so the whole text, does not fit."""
    if not subject.overflowing:
        return False
    span = subject.span(text)
    return span is not None and (span.file, span.line) in subject.overflowing


def _change(shape: Shape) -> str | None:
    """What was done to a shape's text; None for nothing."""
    match shape:
        case TableShape(size=size) if size < SIZES[0]:
            return f"the table was made smaller to fit: {_points([SIZES[0]])} to {_points([size])} pt"
        case TextShape(fitted=Fitted(rung=rung) as fitted) if rung:
            return _fitted_change(shape, fitted)
        case TextShape(role="code", fitted=None, levels=(style, *_)) if style.size < SIZES[0]:
            return f"the code was made smaller to fit: {_points([SIZES[0]])} to {_points([style.size])} pt"
    return None


def _fitted_change(shape: TextShape, fitted: Fitted) -> str | None:
    what, scale = shape.role or "text", shape.body.font_scale
    sizes: dict[int, int] = {}
    for paragraph, written in zip(fitted.paragraphs, shape.body.paragraphs, strict=True):
        size = paragraph.style.size
        sizes[size] = scaled_size(size, scale) if scale else written.size or size
    before = sorted(sizes, reverse=True)
    after = [sizes[size] for size in before]
    closer = f"{fitted.spacing_reduction / 1000:g} % closer" if fitted.spacing_reduction else ""
    if after == before:
        return f"the lines of the {what} were set {closer} to fit" if closer else None
    return (
        f"the {what} was made smaller to fit: {_points(before)} to {_points(after)} pt{closer and f', lines {closer}'}"
    )


def _points(sizes: Iterable[int]) -> str:
    """Sizes in 1/100 pt as `24/20`."""
    return "/".join(f"{size / 100:g}" for size in sizes)
