"""What LibreOffice drew of a scene's texts: each paragraph's lines found again among a page's glyphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summitdeck.scene.base import Frame
from summitdeck.scene.model import ChartShape, Page, SceneParagraph, TableShape, TextShape
from summitdeck.typeset.model import CODE_FACE, EMU_PER_POINT, SINGLE, LevelStyle, Spacing
from tools.judge.faces import are_installed
from tools.judge.pdf import Glyph, Line, Sheet, glyphs_to_lines, line_text, normal

DESCENT = 0.2
"""Em from the last baseline to where a line ends: LibreOffice sets imported text in lines of 1.2 em, the first
baseline 1.0 em below the top, whatever the face (measured for 8 faces)."""
LINE = 1.2
"""Em of a line at 100 %."""
TIGHT = 0.96
"""Em above the first baseline for each 100 % of a spacing below that: four fifths of a line."""
LABEL = 8
"""Glyphs that a bullet or a number may have."""
BESIDE = 2.0
"""Em that glyphs may stand to the right of their frame: a hanging mark, and part of a word."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a page, as planned: where it should stand, and what each paragraph says in which size."""

    what: str
    """For messages: the page, and what the text is for."""
    frame: Frame
    """Inside its insets."""
    anchor: str
    paragraphs: tuple[str, ...]
    """As glyphs give them; empty ones are left out."""
    sizes: tuple[int, ...]
    """1/100 pt of each."""
    spacings: tuple[Spacing, ...]
    """Line spacing of each."""
    is_known: bool = True
    """Whether LibreOffice has the faces."""
    is_scaled: bool = False
    """Whether a scale is written and no sizes (`overflow: scale`): LibreOffice then finds a scale of its own."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line that was found."""

    paragraph: int
    """Index in the text's paragraphs."""
    text: str
    starts: bool
    """Whether it begins its paragraph."""
    ends: bool
    """Whether it ends it."""
    baseline: float
    """Points from the page's top."""
    sizes: tuple[float, ...]
    """Points, of each glyph."""
    label: Line = ()
    """The bullet or number before it."""


def page_texts(page: Page, number: int, minor: str = "Arial") -> Iterator[Text]:
    """The texts of a page, tables by their cells; not those that run down the page. A chart is a text without
    paragraphs: what it draws is PowerPoint's to place, but other texts end where it begins.

    `minor` is the theme's text face, which draws tables.
    """
    for shape in page.shapes:
        match shape:
            case TextShape() if shape.slot is None or shape.slot.vertical == "horz":
                yield _shape_text(shape, f"page {number}, {shape.role or shape.name}")
            case ChartShape():
                yield Text(f"page {number}, chart", shape.frame, "t", (), (), ())
            case TableShape():
                yield from _cell_texts(shape, f"page {number}, table", are_installed([minor]))


def _shape_text(shape: TextShape, what: str) -> Text:
    levels = shape.slot.levels if shape.slot else shape.levels
    inset = shape.slot.insets if shape.slot else None
    default = (inset.left, inset.top, inset.right, inset.bottom) if inset else (91440, 45720, 91440, 45720)
    left, top, right, bottom = shape.insets or default
    frame = shape.frame
    inner = Frame(frame.x + left, frame.y + top, frame.width - left - right, frame.height - top - bottom)
    anchor = shape.anchor or (shape.slot.anchor if shape.slot else "t")
    kept = [(p, levels[p.level], text) for p in shape.body.paragraphs if (text := _drawn_text(p, levels[p.level]))]
    return Text(
        what,
        inner,
        anchor,
        tuple(text for _, _, text in kept),
        tuple(paragraph.size or style.size for paragraph, style, _ in kept),
        tuple(paragraph.line_spacing or style.line_spacing for paragraph, style, _ in kept),
        are_installed(_face_names(kept)),
        shape.body.font_scale is not None,
    )


def _face_names(kept: Sequence[tuple[SceneParagraph, LevelStyle, str]]) -> Iterator[str]:
    for paragraph, style, _ in kept:
        for run in paragraph.runs:
            yield CODE_FACE.latin if run.code else style.face.latin


def _drawn_text(paragraph: SceneParagraph, style: LevelStyle) -> str:
    text = normal("".join(run.text for run in paragraph.runs))
    return text.upper() if style.caps else text


def _cell_texts(shape: TableShape, what: str, is_known: bool) -> Iterator[Text]:
    left, top, right, bottom = shape.margins
    y = shape.frame.y
    for row, (height, cells) in enumerate(zip(shape.rows, shape.cells, strict=True)):
        x = shape.frame.x
        for column, (width, cell) in enumerate(zip(shape.columns, cells, strict=True)):
            text = normal("".join(run.text for paragraph in cell.paragraphs for run in paragraph.runs))
            if text:
                wide = sum(shape.columns[column : column + cell.columns])
                high = sum(shape.rows[row : row + cell.rows])
                frame = Frame(x + left, y + top, wide - left - right, high - top - bottom)
                where = f"{what} row {row + 1} column {column + 1}"
                yield Text(where, frame, "ctr", (text,), (shape.size,), (SINGLE,), is_known)
            x += width
        y += height


def blank_pages(pages: Sequence[Page]) -> list[Page]:
    """One page without content for each base layout that is used: what a template draws by itself."""
    layouts = {page.base.part: page.base for page in pages}
    return [Page(layout, (), f"blank-{number}") for number, layout in enumerate(layouts.values())]


def without_background(sheet: Sheet, background: Sheet) -> Sheet:
    """A page without what a page without content has too: words and lines of the template's own."""
    own = {(glyph.text, round(glyph.x), round(glyph.y)) for glyph in background.glyphs}
    kept = tuple([glyph for glyph in sheet.glyphs if (glyph.text, round(glyph.x), round(glyph.y)) not in own])
    drawn = set(background.edges)
    return Sheet(kept, tuple([edge for edge in sheet.edges if edge not in drawn]))


def find_text(text: Text, sheet: Sheet, beside: Sequence[Text] = ()) -> list[DrawnLine] | None:
    """The lines in which a text was drawn, wherever between the frame's sides; None when it is not there.

    `beside` are the page's other texts: where one begins to the right, this one's glyphs end.
    """
    left, right = text.frame.x / EMU_PER_POINT - 1, text.frame.right / EMU_PER_POINT
    starts = [other.frame.x / EMU_PER_POINT - 1 for other in beside if other.frame.x >= text.frame.right]
    limit = min([right + BESIDE * max(text.sizes, default=0) / 100, *starts])
    lines = glyphs_to_lines(glyph for glyph in sheet.glyphs if left <= glyph.x <= limit)
    top = text.frame.y / EMU_PER_POINT
    found = [drawn for first in range(len(lines)) if (drawn := _match(text, lines[first:]))]
    return min(found, key=lambda drawn: abs(drawn[0].baseline - top), default=None)


def _match(text: Text, lines: Sequence[Line]) -> list[DrawnLine] | None:
    """The text drawn in the first of these lines, one paragraph after the other."""
    drawn: list[DrawnLine] = []
    remaining = iter(lines)
    for number, paragraph in enumerate(text.paragraphs):
        rest = paragraph
        while rest:
            line = next(remaining, ())
            found = _cut(line, rest, LABEL if rest is paragraph else 0)
            if found is None:
                return None
            skipped, length = found
            glyphs = line[skipped : skipped + _count(line[skipped:], length)]
            starts, said = rest is paragraph, rest[:length]
            rest = rest[length:]
            sizes = tuple([glyph.size for glyph in glyphs])
            drawn.append(DrawnLine(number, said, starts, not rest, glyphs[0].y, sizes, line[:skipped]))
    return drawn


def _cut(line: Line, rest: str, most: int) -> tuple[int, int] | None:
    """How many glyphs of a line are a label, and how many characters of the text follow it; None if it is another."""
    for skipped in range(min(most, len(line) - 1) + 1 if line else 0):
        said = line_text(line[skipped:])
        if rest.startswith(said):
            return skipped, len(said)
    return None


def _count(glyphs: Sequence[Glyph], length: int) -> int:
    """How many glyphs hold that many characters."""
    count = 0
    while length > 0:
        length -= len(glyphs[count].text)
        count += 1
    return count


def overflow(text: Text, drawn: Sequence[DrawnLine]) -> float:
    """Points by which the last line stands below the frame; of a text that stands at the bottom, above it.

    Negative while there is room. Of a centred text half of what is too much is below.
    """
    top, bottom = text.frame.y / EMU_PER_POINT, text.frame.bottom / EMU_PER_POINT
    last = drawn[-1].baseline + DESCENT * max(drawn[-1].sizes)
    below = last - bottom
    if text.anchor != "b":
        return below
    return max(below, top - drawn[0].baseline + _ascent(text.spacings[drawn[0].paragraph]) * max(drawn[0].sizes))


def _ascent(spacing: Spacing) -> float:
    """Em above the first baseline, in which LibreOffice makes room for a spacing of less or more than a line."""
    share = (spacing.percent or 100000) / 100000
    return TIGHT * share if share < 1 else LINE * share - DESCENT


def wrong_sizes(text: Text, drawn: Sequence[DrawnLine]) -> list[str]:
    """Lines that are drawn in another size than planned; LibreOffice rounds sizes to 1/100 mm."""
    wrong = []
    for line in drawn:
        planned = text.sizes[line.paragraph] / 100
        other = next((size for size in line.sizes if abs(size - planned) > ROUNDED), None)
        if other is not None:
            wrong.append(f"'{line.text[:20]}' {other:.2f} pt for {planned:g}")
    return wrong


ROUNDED = 0.03
"""Points that a size may differ by rounding: 1/100 mm is 0.028."""
