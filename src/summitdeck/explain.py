"""Why a page looks as it does: which layout, which base layout by which rule, which field in which slot, how fitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summitdeck.deck.model import Code, Deck, Paragraph, Picture, Slide, Table
from summitdeck.deck.source import Place
from summitdeck.frozen import dataclass
from summitdeck.report import width
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.model import (
    ChartShape,
    Fitted,
    Page,
    PictureShape,
    RuleShape,
    Scene,
    Shape,
    TableShape,
    TextShape,
)
from summitdeck.scene.sizes import SIZES
from summitdeck.typeset.fitting import scaled_size

PERCENT = 100_000
"""1/1000 %."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One shape of a page."""

    field: str
    """The slide's field it shows, or what it is for."""
    where: str
    """The slot it fills and its frame in percent of the page."""
    why: str
    """By which rule that slot; empty where none was chosen."""
    fitted: str
    """How it came to its size."""


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """One page."""

    number: int
    title: str
    place: str
    """The slide's file, line and column."""
    layout: str
    base: str
    """The base layout's name."""
    rule: str
    """The rule by which it was found (`scene/matching.py`)."""
    reason: str
    shapes: tuple[Explained, ...]


def explain_page(scene: Scene, deck: Deck, index: int) -> ExplainedPage:
    """What became of a page's slide, and why; `index` counts the scene's pages from 0."""
    page = scene.pages[index]
    slide = deck.slides[page.slide]
    fields = _fields_by_place(slide)
    reasons = {id(choice.slot): f"{choice.reason} [{choice.rule}]" for choice in page.choices}
    return ExplainedPage(
        index + 1,
        page.title,
        str(slide.place.span()) if slide.place else "",
        page.layout,
        page.base.name,
        page.match.rule if page.match else "",
        page.match.reason if page.match else "",
        tuple(
            Explained(
                _field_of(shape, fields),
                f"{_slot_words(shape, page)}, {_frame_words(shape.frame, scene)}",
                reasons.get(id(_slot(shape)), ""),
                _fitted_words(shape),
            )
            for shape in page.shapes
            if not isinstance(shape, RuleShape)
        ),
    )


def find_pages(scene: Scene, deck: Deck, wanted: str) -> tuple[int, ...]:
    """The pages that a person means: by number from 1, by id, or by the file of their slide; empty for none."""
    if wanted.isdecimal():
        return (int(wanted) - 1,) if 0 < int(wanted) <= len(scene.pages) else ()
    found = []
    for index, page in enumerate(scene.pages):
        slide = deck.slides[page.slide]
        name = slide.place.source.name if slide.place else ""
        if page.id == wanted or name == wanted or name.endswith("/" + wanted):
            found.append(index)
    return tuple(found)


def _fields_by_place(slide: Slide) -> Mapping[Place, str]:
    """Where each block of the slide's fields, and each caption, was written."""
    found: dict[Place, str] = {}
    for name, field in slide.fields.items():
        for block in field.content.blocks:
            if block.place:
                found.setdefault(block.place, name)
            if isinstance(block, Table | Picture | Code) and block.caption and block.caption[0].place:
                found.setdefault(block.caption[0].place, f"{name}'s caption")
            if isinstance(block, Paragraph):
                found.update((run.place, name) for run in block.words if run.place and run.place not in found)
    return found


def _field_of(shape: Shape, fields: Mapping[Place, str]) -> str:
    place = None if isinstance(shape, RuleShape) else shape.place
    own = fields.get(place) if place else None
    kind = shape.role if isinstance(shape, TextShape) else type(shape).__name__.removesuffix("Shape").lower()
    return own or kind


def _slot(shape: Shape) -> Slot | None:
    return None if isinstance(shape, RuleShape) else shape.slot


def _slot_words(shape: Shape, page: Page) -> str:
    slot = _slot(shape)
    if slot is None:
        return "on its own"
    moved = "" if shape.frame == slot.frame else ", moved"
    return f"in slot '{slot.name}' ({slot.kind}{moved})"


def _frame_words(frame: Frame, scene: Scene) -> str:
    across, down = scene.base.width / 100, scene.base.height / 100
    return (
        f"{frame.x / across:.1f} % from the left, {frame.y / down:.1f} % from the top, "
        f"{frame.width / across:.1f} × {frame.height / down:.1f} %"
    )


def _fitted_words(shape: Shape) -> str:
    match shape:
        case TextShape(fitted=Fitted() as fitted):
            return _text_words(shape, fitted)
        case TextShape(levels=(style, *_)):
            return f"{style.size / 100:g} pt, so that its longest line is whole"
        case TableShape(size=size, columns=columns, rows=rows):
            made = f"made smaller from {SIZES[0] / 100:g} to " if size < SIZES[0] else ""
            return f"{made}{size / 100:g} pt, {len(columns)} columns, {len(rows)} rows"
        case ChartShape(size=size, data=data):
            count = len(data.series)
            return f"words of {size / 100:g} pt, {count} series of {len(data.categories)} numbers"
        case PictureShape(image=image, crop=crop):
            cut = any((crop.left, crop.top, crop.right, crop.bottom))
            return f"{image.width} × {image.height} pixels, {'cropped' if cut else 'whole'}"
    return ""


def _text_words(shape: TextShape, fitted: Fitted) -> str:
    sizes = sorted({paragraph.style.size for paragraph in fitted.paragraphs}, reverse=True)
    own = _points(sizes)
    need = fitted.natural
    if not fitted.rung:
        room = f"needs {round(100 * need / max(1, fitted.height))} % of its room" if need else "fits with room to spare"
        return f"{own} pt as the template has it; {room}"
    drawn = _drawn_sizes(shape, fitted, sizes)
    percent = f"needed {round(100 * need / max(1, fitted.height))} % of its room, so " if need else ""
    closer = f", lines {fitted.spacing_reduction / 1000:g} % closer" if fitted.spacing_reduction else ""
    return f"{percent}step {fitted.rung} of the ladder: {own} to {_points(drawn)} pt{closer}"


def _drawn_sizes(shape: TextShape, fitted: Fitted, sizes: Sequence[int]) -> list[int]:
    written = {
        paragraph.style.size: told.size or paragraph.style.size
        for paragraph, told in zip(fitted.paragraphs, shape.body.paragraphs, strict=False)
    }
    if shape.body.font_scale:
        return [scaled_size(size, shape.body.font_scale) for size in sizes]
    return [written.get(size, size) for size in sizes]


def _points(sizes: Sequence[int]) -> str:
    return "/".join(f"{size / 100:g}" for size in sizes)


def explained_to_text(pages: Sequence[ExplainedPage]) -> str:
    """The pages for a person."""
    return "\n\n".join("\n".join(_page_lines(page)) for page in pages)


def _page_lines(page: ExplainedPage) -> Iterator[str]:
    yield f"{page.place}: page {page.number}{f', {page.title}' if page.title else ''}"
    yield f"  layout       {page.layout}"
    yield f"  base layout  {page.base}: {page.reason} [{page.rule}]"
    wide = max((width(shape.field) for shape in page.shapes), default=0)
    for shape in page.shapes:
        yield f"  {shape.field}{' ' * (wide - width(shape.field))}  {shape.where}"
        for words in (shape.why, shape.fitted):
            if words:
                yield f"  {' ' * wide}  {words}"


def explained_to_json(pages: Sequence[ExplainedPage]) -> str:
    """The pages for a program: a list of objects."""
    import json

    from summitdeck.frozen import fields

    def plain(value: Explained | ExplainedPage) -> dict[str, object]:
        found = {each.name: getattr(value, each.name) for each in fields(value)}
        if isinstance(value, ExplainedPage):
            found["shapes"] = [plain(shape) for shape in value.shapes]
        return found

    return json.dumps([plain(page) for page in pages], ensure_ascii=False, indent=2)
