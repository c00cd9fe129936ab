"""The texts of a scene as the rules want them: each paragraph of each shape, ready to be measured again."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.frozen import NamedTuple, replace
from summitdeck.scene.model import Page, Scene, SceneRun, TableShape, TextShape
from summitdeck.scene.paragraphs import breaking_language, runs_to_measured
from summitdeck.typeset.bullets import numbers
from summitdeck.typeset.fitting import scaled_size
from summitdeck.typeset.model import LevelStyle, SetParagraph, SetRun


class Text(NamedTuple):
    """One paragraph on a page, or one cell."""

    page: Page
    shape: TextShape | TableShape
    at: int
    """Which of its shape's paragraphs it is."""
    paragraph: SetParagraph
    """In the look of its level, before any shrinking."""
    width: int | None = None
    """EMU for each line; None for code, whose lines are never broken."""
    number: int = 0
    """What a numbered one counts."""
    size: int | None = None
    """1/100 pt: what fitting made of its size; None: it is as its level has it."""

    @property
    def words(self) -> str:
        """Its plain text."""
        return "".join([run.text for run in self.paragraph.runs])

    def on_page(self) -> SetParagraph:
        """The paragraph at the size it has on the page."""
        paragraph, size = self.paragraph, self.size
        if size is None or size == paragraph.style.size:
            return paragraph
        return SetParagraph(paragraph.runs, replace(paragraph.style, size=size))


def scene_texts(scene: Scene) -> Iterator[Text]:
    """Every paragraph on the pages, in reading order; furniture and notes apart."""
    cell_style = replace(scene.base.text[0], language=breaking_language(scene.language))
    for page in scene.pages:
        for shape in page.shapes:
            if isinstance(shape, TextShape):
                yield from _shape_texts(page, shape)
            elif isinstance(shape, TableShape):
                yield from _cell_texts(page, shape, cell_style)


def _shape_texts(page: Page, shape: TextShape) -> Iterator[Text]:
    fitted = shape.fitted
    if fitted is None:
        style = (shape.levels or (LevelStyle(),))[0]
        for index, line in enumerate(shape.body.paragraphs):
            yield Text(page, shape, index, SetParagraph(runs_to_measured(line.runs), style))
        return
    paragraphs, width, scale = fitted.paragraphs, fitted.width, shape.body.font_scale
    written = zip(paragraphs, numbers(paragraphs), shape.body.paragraphs, strict=True)
    for index, (paragraph, number, baked) in enumerate(written):
        size = scaled_size(paragraph.style.size, scale) if scale else baked.size
        yield Text(page, shape, index, paragraph, width, number, size)


def _cell_texts(page: Page, shape: TableShape, usual: LevelStyle) -> Iterator[Text]:
    left, _, right, _ = shape.margins
    styles = {False: replace(usual, size=shape.size), True: replace(usual, size=shape.size, bold=True)}
    last = len(shape.cells) - 1
    for row, cells in enumerate(shape.cells):
        style = styles[row < shape.header or (shape.total and row == last)]
        for column, cell in enumerate(cells):
            runs: tuple[SceneRun, ...] = cell.paragraphs[0].runs
            if runs:
                width = sum(shape.columns[column : column + cell.columns]) - left - right
                measured: tuple[SetRun, ...] = runs_to_measured(runs)
                yield Text(page, shape, row * len(cells) + column, SetParagraph(measured, style), width)
