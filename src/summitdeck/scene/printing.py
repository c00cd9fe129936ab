"""The scene as text: a shape a line, its frame in percent of the page. For people, and for tests of geometry.

    page 3 "全体の印象" layout content on "Title and Content"
      title     5.6%   4.2%  88.8%  14.2%  in title
        全体の印象
      body      5.6%  22.5%  88.8%  68.3%  in obj 1
        • Keynote スピーチ:
          • 開始時刻が遅め。

Nothing of it depends on the machine: no paths, no digests, no times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.model import (
    ChartShape,
    FurnitureShape,
    Page,
    PictureShape,
    RuleShape,
    Scene,
    SceneCell,
    SceneParagraph,
    SceneRun,
    Shape,
    SlideLink,
    TableShape,
    TextShape,
)
from summitdeck.typeset.model import BulletKind, LevelStyle, Spacing

_FURNITURE = {"dt": "date", "ftr": "footer", "sldNum": "number", "hdr": "header"}


def print_scene(scene: Scene) -> str:
    """All pages, each with its shapes in reading order, its furniture and its notes. Ends with a line end."""
    head = f'scene "{scene.title}" by "{scene.author}" in {scene.language}, {_pages(len(scene.pages))}'
    parts = [head, *(print_page(page, number, scene) for number, page in enumerate(scene.pages, 1))]
    return "\n\n".join(parts) + "\n"


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


def print_page(page: Page, number: int, scene: Scene) -> str:
    """One page, without a line end at its end."""
    facts = [f'page {number} "{page.title}" layout {page.layout} on "{page.base.name}"']
    if page.section is not None:
        facts.append(f'section "{page.section}"')
    if page.hidden:
        facts.append("hidden")
    lines = [", ".join(facts), f"  id {page.id}"]
    for shape in page.shapes:
        lines += [f"  {line}" for line in _shape_lines(shape, scene.base.page)]
    lines += [f"  {_furniture_line(piece)}" for piece in page.furniture]
    if page.notes is not None:
        lines.append("  notes")
        lines += [f"    {line}" for line in _paragraph_lines(page.notes, ())]
    return "\n".join(line.rstrip() for line in lines)


def _frame(frame: Frame, page: Frame) -> str:
    shares = (frame.x / page.width, frame.y / page.height, frame.width / page.width, frame.height / page.height)
    return "  ".join(f"{100 * share:5.1f}%" for share in shares)


def _slot(slot: Slot | None) -> str:
    if slot is None:
        return ""
    return f"  in {slot.kind}" + (f" {slot.idx}" if slot.idx else "")


def _shape_lines(shape: Shape, page: Frame) -> Iterator[str]:
    where = _frame(shape.frame, page)
    match shape:
        case TextShape():
            yield f"{shape.role or 'text':<9} {where}{_slot(shape.slot)}{_text_facts(shape)}"
            levels = shape.slot.levels if shape.slot else shape.levels
            is_code = shape.role == "code"
            lines = _plain_lines(shape) if is_code else _paragraph_lines(shape.body.paragraphs, levels)
            yield from (f"  {line}" for line in lines)
        case TableShape():
            yield f"{'table':<9} {where}{_slot(shape.slot)}{_table_facts(shape)}"
            yield from (f"  {line}" for line in _table_lines(shape))
        case PictureShape():
            yield f"{'picture':<9} {where}{_slot(shape.slot)}{_picture_facts(shape)}"
        case ChartShape():
            yield f"{'chart':<9} {where}{_slot(shape.slot)}{_chart_facts(shape)}"
            yield from (f"  {line}" for line in _chart_lines(shape))
        case RuleShape():
            yield f"{'rule':<9} {where}  {shape.fill}"


def _text_facts(shape: TextShape) -> str:
    facts = [] if shape.slot is None else ["moved"] if shape.moved else []
    if shape.slot is None and shape.levels:
        style = shape.levels[0]
        facts.append(f"{style.size / 100:g} pt {style.color}{' bold' if style.bold else ''}")
    if shape.fill:
        facts.append(f"on {shape.fill}")
    if shape.anchor and not (shape.slot is None and shape.anchor == "t"):
        facts.append(f"anchor {shape.anchor}")
    facts += _autofit_facts(shape)
    return "".join(f"  {fact}" for fact in facts)


def _autofit_facts(shape: TextShape) -> list[str]:
    body, inherited = shape.body, shape.slot.autofit if shape.slot else None
    facts = [] if "normal" in (body.autofit, body.autofit or inherited) else [f"autofit {body.autofit or 'inherited'}"]
    if body.font_scale is not None:
        facts.append(f"scaled {body.font_scale / 1000:g}% -{(body.spacing_reduction or 0) / 1000:g}%")
    return facts


def _paragraph_lines(paragraphs: Sequence[SceneParagraph], levels: Sequence[LevelStyle]) -> Iterator[str]:
    counts: dict[int, int] = {}
    for paragraph in paragraphs:
        numbered = paragraph.bullet == "number"
        counts = {n: c for n, c in counts.items() if n < paragraph.level or (n == paragraph.level and numbered)}
        if numbered:
            begun = counts.get(paragraph.level, 0) + 1
            counts[paragraph.level] = paragraph.start if paragraph.start is not None else begun
        mark = _mark(paragraph, levels, counts.get(paragraph.level, 0))
        baked = _baked(paragraph)
        first, *more = _words(paragraph.runs).split("\n")
        pad = "  " * paragraph.level
        yield f"{pad}{mark}{first}{baked}".rstrip()
        yield from (f"{pad}{' ' * len(mark)}{line}" for line in more)


def _plain_lines(shape: TextShape) -> Iterator[str]:
    """Lines of code, without their colours."""
    return ("| " + "".join(run.text for run in paragraph.runs) for paragraph in shape.body.paragraphs)


def _mark(paragraph: SceneParagraph, levels: Sequence[LevelStyle], number: int) -> str:
    match paragraph.bullet:
        case "number":
            return f"{number}. "
        case "bullet":
            return "• "
        case None if levels:
            bullet = levels[min(paragraph.level, len(levels) - 1)].bullet
            return "" if bullet.kind is BulletKind.NONE else f"{bullet.character or '•'} "
    return ""


def _baked(paragraph: SceneParagraph) -> str:
    facts = []
    if paragraph.align is not None:
        facts.append(f"align {paragraph.align}")
    if paragraph.size is not None:
        facts.append(f"{paragraph.size / 100:g} pt")
    for name, spacing in (("lines", paragraph.line_spacing), ("before", paragraph.before)):
        if spacing is not None:
            facts.append(f"{name} {_spacing(spacing)}")
    return f"  {{{', '.join(facts)}}}" if facts else ""


def _spacing(spacing: Spacing) -> str:
    return f"{spacing.points / 100:g} pt" if spacing.points is not None else f"{(spacing.percent or 0) / 1000:g}%"


def _words(runs: Sequence[SceneRun]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: SceneRun) -> str:
    text = run.text
    for is_on, mark in ((run.code, "`"), (run.strike, "~~"), (run.italic, "*"), (run.bold, "**")):
        text = f"{mark}{text}{mark}" if is_on and not (run.color and mark == "`") else text
    if run.color:
        text = f"⟨{run.color} {text}⟩"
    if run.link is not None:
        text = f"[{text}]({f'page {run.link.page + 1}' if isinstance(run.link, SlideLink) else run.link.url})"
    return text


def _table_facts(shape: TableShape) -> str:
    total = ", total" if shape.total else ""
    return f'  {shape.size / 100:g} pt  header {shape.header}{total}  "{shape.alt}"'


def _table_lines(shape: TableShape) -> Iterator[str]:
    shares = " ".join(f"{100 * width / shape.frame.width:.1f}%" for width in shape.columns)
    yield f"columns {shares}"
    for height, row in zip(shape.rows, shape.cells, strict=True):
        yield f"{100 * height / shape.frame.height:4.1f}% | {' | '.join(_cell(cell) for cell in row)} |"


def _cell(cell: SceneCell) -> str:
    if cell.covered_across or cell.covered_down:
        return ("<" if cell.covered_across else "") + ("^" if cell.covered_down else "")
    spans = f"[{cell.columns}×{cell.rows}] " if cell.columns > 1 or cell.rows > 1 else ""
    text = " / ".join(f"{_words(p.runs)}{_baked(p)}" for p in cell.paragraphs)
    return spans + text.replace("\n", "⏎")


def _picture_facts(shape: PictureShape) -> str:
    facts = [f"{shape.image.width}×{shape.image.height} {shape.image.extension}"]
    crop = shape.crop
    if crop.left or crop.top or crop.right or crop.bottom:
        sides = " ".join(f"{side / 1000:g}%" for side in (crop.left, crop.top, crop.right, crop.bottom))
        facts.append(f"crop {sides}")
    facts.append("decorative" if shape.decorative else f'"{shape.alt}"')
    if shape.link is not None:
        facts.append(f"→ {f'page {shape.link.page + 1}' if isinstance(shape.link, SlideLink) else shape.link.url}")
    return "".join(f"  {fact}" for fact in facts)


def _chart_facts(shape: ChartShape) -> str:
    facts = [f"{shape.size / 100:g} pt {shape.color}", shape.kind.value + (" stacked" if shape.stacked else "")]
    facts += [f"legend {shape.legend}"] if shape.legend != "none" else []
    facts += [f"labels {shape.labels}"] if shape.labels != "false" else []
    facts += [f"as {shape.number_format}"]
    return "".join(f"  {fact}" for fact in [*facts, f'"{shape.alt}"'])


def _chart_lines(shape: ChartShape) -> Iterator[str]:
    data = shape.data
    if shape.title or any(shape.axes):
        yield f'"{shape.title}" by "{shape.axes[0]}" and "{shape.axes[1]}"'
    yield " | ".join(data.categories).replace("\n", "⏎")
    for series in data.series:
        yield f"{series.name}: {' | '.join('–' if value is None else f'{value:g}' for value in series.values)}"


def _furniture_line(piece: FurnitureShape) -> str:
    field = f"  field {piece.field_type}" if piece.field_type else ""
    return f'{_FURNITURE.get(piece.slot.kind, piece.slot.kind):<9} "{piece.text}"{field}'
