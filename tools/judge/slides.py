"""Overflowing slides that `summitdeck.build` has fitted: nothing overflows, and every size is drawn as planned."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import summitdeck
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.package_writer import write_file
from summitdeck.pipeline import LaidOut, lay_out
from summitdeck.scene.model import Page, Scene, TableShape, TextShape
from summitdeck.typeset.model import EMU_PER_POINT
from tools.judge import words
from tools.judge.drawn import Text, blank_pages, find_text, overflow, page_texts, without_background, wrong_sizes
from tools.judge.faces import are_installed
from tools.judge.line_ends import bad_line_ends
from tools.judge.office import Office
from tools.judge.pdf import Sheet, read_sheets

NOISE = 0.3
"""Points that rounding may move a line over a whole text."""
RULE = 1.0
"""Points that the lower edge of a table may be off: half of its rule's width, and rounding of each row."""
SPARE = 3
"""Slides that are made for each that is wanted; those that need no fitting or cannot be fitted are left out."""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#ccd"/></svg>
"""


def _body(chance: random.Random) -> str:
    """4 to 14 items in up to three levels."""
    return f"title: {_line(chance)}\nbody:\n{_items(chance, chance.randint(4, 14))}"


def _title(chance: random.Random) -> str:
    """A title of one to three lines."""
    return f"title: {_quoted(words.any_text(chance)[:90])}\nbody:\n{_items(chance, 3)}"


def _columns(chance: random.Random) -> str:
    left, right = _items(chance, chance.randint(3, 9)), _items(chance, chance.randint(3, 9))
    return f"layout: two-columns\ntitle: {_line(chance)}\nleft:\n{left}right:\n{right}"


def _table(chance: random.Random) -> str:
    columns, rows = chance.randint(2, 5), chance.randint(4, 9)
    lines = []
    for row in range(rows):
        cells = [_quoted(f"{row + 1}{'abcde'[column]} {_some(chance, 34)}") for column in range(columns)]
        lines.append(f"  - [{', '.join(cells)}]\n")
    return f"layout: table\ntitle: {_line(chance)}\ntable:\n{''.join(lines)}"


def _caption(chance: random.Random) -> str:
    caption = _quoted(words.any_text(chance)[:120])
    beside = f"body:\n{_items(chance, chance.randint(4, 9))}" if chance.random() < 0.6 else ""
    layout = "" if beside else "layout: picture\n"
    return f"{layout}title: {_line(chance)}\n{beside}picture: box.svg\nalt: A box\ncaption: {caption}\n"


MAKERS: Mapping[str, Callable[[random.Random], str]] = {
    "body": _body,
    "title": _title,
    "columns": _columns,
    "table": _table,
    "caption": _caption,
}
"""What fills a slide, by the name of its kind."""


def _items(chance: random.Random, count: int) -> str:
    """Bullets, each at most one level deeper than the one before, the first at the first level."""
    lines, level = [], 0
    for number in range(count):
        deeper = number + 1 < count and level < 2 and chance.random() < 0.35
        lines.append(f"{'    ' * level}  - {_quoted(_some(chance, 70))}{':' if deeper else ''}\n")
        level = level + 1 if deeper else max(0, level - chance.choice((0, 0, 1, 2)))
    return "".join(lines)


def _some(chance: random.Random, most: int) -> str:
    return words.any_text(chance)[: chance.randint(4, most)].strip()


def _line(chance: random.Random) -> str:
    return _quoted(_some(chance, 20))


def _quoted(text: str) -> str:
    """A YAML scalar whose text has no marks or values in it."""
    return json.dumps(text.replace("*", "").replace("_", "-").replace("`", ""), ensure_ascii=False)


class What(StrEnum):
    """What may be wrong with a drawn text."""

    LOST = "not found in the PDF"
    OVERFLOW = "overflows"
    SIZE = "another size than planned"
    LINE_END = "a line's start or end that must not be"
    TABLE = "a table higher than written"


class Fault(NamedTuple):
    """One thing that is wrong."""

    what: What
    where: str
    """The page, the text, and what is there."""
    is_known: bool
    """Whether LibreOffice has the faces; else it replaces them, and widths are only estimated."""


@dataclass(slots=True)
class Judged:
    """What became of the texts of a deck. Filled while it is judged."""

    pages: int
    texts: int = 0
    known: int = 0
    """Of these in faces that LibreOffice has."""
    lines: int = 0
    shrunk: int = 0
    """Texts in another size or spacing than the template has."""
    tables: int = 0
    faults: list[Fault] = field(default_factory=list)

    def count(self, *what: What, known: bool | None = None) -> int:
        """How many faults of these kinds; of texts in faces that LibreOffice has, or has not, or both."""
        return sum(fault.what in what and known in (None, fault.is_known) for fault in self.faults)


def make_deck(folder: Path, counts: Mapping[str, int], seed: int, template: Path | None = None) -> LaidOut:
    """A deck of as many slides of each kind, in `folder`, all of which were too full and have been fitted.

    Each slide is a file. Slides that fit as they are, or cannot be fitted, are made and deleted again.
    """
    chance = random.Random(f"slides {seed}")
    folder.mkdir(parents=True)
    (folder / "box.svg").write_text(PICTURE, "utf-8")
    settings = "deck:\n  title: Judged\n  language: ja-JP\n  date: 2014-12-01\n"
    if template:
        shutil.copyfile(template, folder / template.name)
        settings += f"  template: {template.name}\n"
    (folder / "deck.yaml").write_text(settings, "utf-8")
    kinds = [kind for kind, count in counts.items() for _ in range(count * SPARE)]
    for number, kind in enumerate(kinds, 100):
        (folder / f"{number}-{kind}.yaml").write_text(MAKERS[kind](chance), "utf-8")
    laid_out = lay_out(folder)
    assert laid_out.scene is not None, laid_out.problems
    refused = {Path(problem.span.file).name for problem in laid_out.problems if problem.is_error and problem.span}
    wanted = dict(counts)
    files = sorted(folder.glob("[0-9]*.yaml"))
    for file, page in zip(files, laid_out.scene.pages, strict=True):
        kind = file.stem.partition("-")[2]
        if file.name not in refused and wanted[kind] and (kind != "body" or _is_shrunk(page)):
            wanted[kind] -= 1
        else:
            file.unlink()
    return lay_out(folder)


def _is_shrunk(page: Page) -> bool:
    return any(isinstance(shape, TextShape) and _is_baked(shape) for shape in page.shapes)


def _is_baked(shape: TextShape) -> bool:
    """Whether its sizes or line spacings are written out: it has been made smaller."""
    return any(paragraph.size or paragraph.line_spacing for paragraph in shape.body.paragraphs)


def judge_decks(decks: Sequence[Path], office: Office) -> Iterator[Judged]:
    """Build decks, convert them, and hold the drawn pages against their scenes.

    Raises RuntimeError for a deck with errors, or a page that LibreOffice leaves out.
    """
    made, laid_out = [], []
    for deck in decks:
        folder = office.folder / "decks" / "slides"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{deck.name}.pptx"
        built = summitdeck.build(deck, path)
        if built.path is None:
            said = [f"{problem.span} {problem.message}" for problem in built.problems if problem.is_error]
            raise RuntimeError(f"{deck.name}: {said}")
        laid = lay_out(deck)
        made += [path, _write_blanks(laid, folder / f"{deck.name}-blank.pptx")]
        laid_out.append(laid)
    pdfs = office.to_pdf(made)
    for laid, pdf, blank in zip(laid_out, pdfs[::2], pdfs[1::2], strict=True):
        yield _judge(laid, read_sheets(pdf), read_sheets(blank))


def _write_blanks(laid: LaidOut, path: Path) -> Path:
    assert laid.scene is not None and laid.template is not None
    blanks = blank_pages(laid.scene.pages)
    refused = write_file(scene_to_package(Scene(laid.scene.base, tuple(blanks), "ja-JP"), laid.template), path)
    if refused:
        raise RuntimeError(refused.message)
    return path


def _judge(laid: LaidOut, sheets: Sequence[Sheet], blanks: Sequence[Sheet]) -> Judged:
    assert laid.scene is not None
    shown = [page for page in laid.scene.pages if not page.hidden]
    if len(shown) != len(sheets):
        raise RuntimeError(f"{laid.deck.name}: {len(shown)} pages, but {len(sheets)} are drawn")
    layouts = [page.base.part for page in blank_pages(laid.scene.pages)]
    backgrounds = dict(zip(layouts, blanks, strict=True))
    found = Judged(len(shown))
    minor = laid.scene.base.minor
    for number, (page, drawn) in enumerate(zip(shown, sheets, strict=True), 1):
        sheet = without_background(drawn, backgrounds[page.base.part])
        texts = list(page_texts(page, number, minor))
        for text in texts:
            if text.paragraphs:
                _judge_text(text, sheet, texts, found)
        for shape in page.shapes:
            match shape:
                case TextShape():
                    found.shrunk += _is_baked(shape)
                case TableShape():
                    _judge_table(shape, sheet, number, are_installed([minor]), found)
    return found


def _judge_text(text: Text, sheet: Sheet, texts: Sequence[Text], found: Judged) -> None:
    found.texts += 1
    found.known += text.is_known

    def tell(what: What, how: str) -> None:
        found.faults.append(Fault(what, f"{text.what}: {how}", text.is_known))

    drawn = find_text(text, sheet, texts)
    if drawn is None:
        tell(What.LOST, f"'{text.paragraphs[0][:20]}'")
        return
    found.lines += len(drawn)
    over = overflow(text, drawn)
    if over > NOISE:
        tell(What.OVERFLOW, f"'{text.paragraphs[0][:20]}' is drawn {over:.1f} pt beyond its frame")
    if not text.is_scaled and (wrong := wrong_sizes(text, drawn)):
        tell(What.SIZE, f"{len(wrong)} lines, as {wrong[0]}")
    for bad in bad_line_ends(drawn):
        tell(What.LINE_END, bad)


def _judge_table(shape: TableShape, sheet: Sheet, number: int, is_known: bool, found: Judged) -> None:
    """The lowest edge between its columns' sides is the table's own: LibreOffice makes rows higher, never lower."""
    found.tables += 1
    x, top = shape.frame.x / EMU_PER_POINT, shape.frame.y / EMU_PER_POINT
    planned = shape.frame.bottom / EMU_PER_POINT
    sides = [x + width / EMU_PER_POINT for width in accumulate(shape.columns, initial=0)]
    inside = [y for x1, x2, y in sheet.edges if y >= top and _is_near(x1, sides) and _is_near(x2, sides)]
    lowest = max(inside, default=0.0)
    if abs(lowest - planned) > RULE:
        how = f"page {number}, table: ends at {lowest:.1f} pt, written to end at {planned:.1f}"
        found.faults.append(Fault(What.TABLE, how, is_known))


def _is_near(x: float, sides: Sequence[float]) -> bool:
    return any(abs(x - side) <= RULE for side in sides)
