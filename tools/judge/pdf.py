"""What stands where in a PDF: glyphs with their baselines and sizes, and the edges of what is drawn. In points."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

NEAR = 0.45
"""Em: glyphs whose baselines are no farther apart stand on one line. A small bullet may be lifted by 0.25."""
_HYPHENS = "\x02\ufffe"
"""What pdfium gives for a hyphen that it takes for one at a line's end."""


class Glyph(NamedTuple):
    """A character as it is drawn."""

    text: str
    """In compatibility form: a font may name its glyph of 文 by the radical that looks like it."""
    x: float
    y: float
    """Of the baseline, from the page's top."""
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF."""

    glyphs: tuple[Glyph, ...]
    """Spaces are not among them."""
    edges: tuple[tuple[float, float, float], ...]
    """Upper and lower edges of what is drawn and is no text: left, right, distance from the page's top."""


Line = tuple[Glyph, ...]


def read_sheets(pdf: Path) -> list[Sheet]:
    """The pages of a PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_read_sheet(page) for page in document]


def _read_sheet(page: Any) -> Sheet:
    import pypdfium2.raw as pdfium

    height = page.get_height()
    text = pdfium.FPDFText_LoadPage(page.raw)
    glyphs = tuple(_read_glyphs(pdfium, text, height))
    pdfium.FPDFText_ClosePage(text)
    edges = []
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING], max_depth=3):
        left, low, right, high = drawn.get_bounds()
        edges += [(left, right, height - high), (left, right, height - low)]
    return Sheet(glyphs, tuple(edges))


def _read_glyphs(pdfium: Any, text: Any, height: float) -> Iterator[Glyph]:
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        character = "-" if character in _HYPHENS else normal(character)
        if not character:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d or matrix.b)
        yield Glyph(character, x.value, height - y.value, size)


def normal(text: str) -> str:
    """A text as glyphs give it: in compatibility form, without spaces and what draws nothing."""
    drawn = unicodedata.normalize("NFKC", text)
    return "".join([c for c in drawn if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf"}])


def glyphs_to_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs by their baselines, top down, each line from left to right."""
    lines: list[Line] = []
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        if row and glyph.y - row[-1].y > NEAR * max(glyph.size, row[-1].size):
            lines.append(_by_x(row))
            row = []
        row.append(glyph)
    if row:
        lines.append(_by_x(row))
    return lines


def _by_x(row: Sequence[Glyph]) -> Line:
    return tuple(sorted(row, key=lambda glyph: glyph.x))


def line_text(line: Line) -> str:
    """The characters of a line, without spaces."""
    return "".join([glyph.text for glyph in line])
