"""Make the metrics that `summitdeck.typeset` ships: advance widths and kern pairs of free fonts, as text.

    python tools/make_metrics.py FONT_FOLDER... [--into FOLDER]

The folders are searched for the fonts of FACES below (Debian: fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-liberation2, fonts-noto-cjk; Gelasio: the .woff files of npm's @fontsource/gelasio). Only numbers are
taken: the advance of each character of BLOCKS; the pairs of the legacy `kern` table, which is the one PowerPoint
reads; and what HarfBuzz makes of each pair of SHAPED characters (kerning by GPOS, ligatures), as LibreOffice sets
them. A face that is not found keeps the file it has. Needs fontTools and uharfbuzz, which summitdeck does not.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTCollection, TTFont

OFL = "SIL Open Font License 1.1"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
LATIN = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x24F),  # Latin-1, Latin Extended-A and -B
    (0x2B0, 0x2FF),  # spacing modifiers
    (0x370, 0x52F),  # Greek, Cyrillic
    (0x5D0, 0x5EA),  # Hebrew letters
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2010, 0x205E),  # general punctuation
    (0x2070, 0x209C),  # superscripts, subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218B),  # letterlike, number forms
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x2500, 0x27BF),  # box drawing, geometric shapes, symbols, dingbats
    (0xFB00, 0xFB06),  # ligatures as characters
)
BLOCKS = {"Noto Sans CJK JP": ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x25FF), (0x2600, 0x27BF), (0xFF61, 0xFF9F))}
"""Inclusive ranges of code points; LATIN for a face that is not named. Kana and kanji are 1 em by design."""
ASCII = ((0x20, 0x7E),)
KANA = ((0x3001, 0x3002), (0x300C, 0x300F), (0x3041, 0x3096), (0x30A1, 0x30FC), (0xFF01, 0xFF1F))
SHAPED = {"Noto Sans CJK JP": (ASCII, KANA)}
"""Groups of blocks within which each pair of characters is shaped; ASCII for a face that is not named."""


@dataclass(frozen=True, slots=True)
class Source:
    """A face in one style, and the files (all parts of one font) that hold it."""

    face: str
    style: str
    files: tuple[str, ...]


def faces() -> Iterator[Source]:
    """All faces that are shipped."""
    for stem in ("Carlito", "Caladea"):
        yield from (Source(stem, style, (f"{stem}-{style}.ttf",)) for style in STYLES)
    for family in ("Sans", "Serif", "Mono"):
        yield from (Source(f"Liberation {family}", s, (f"Liberation{family}-{s}.ttf",)) for s in STYLES)
    for style, name in zip(STYLES, ("400-normal", "700-normal", "400-italic", "700-italic"), strict=True):
        yield Source("Gelasio", style, tuple(f"gelasio-{part}-{name}.woff" for part in ("latin", "latin-ext")))
    for style in STYLES[:2]:
        yield Source("Noto Sans CJK JP", style, (f"NotoSansCJK-{style}.ttc",))


@dataclass(frozen=True, slots=True)
class Font:
    """One font file, read and ready to be shaped with."""

    tables: TTFont
    shaper: uharfbuzz.Font


def open_font(path: Path, face: str) -> Font:
    """The font in a file; of a collection, the one whose family is `face`."""
    if path.suffix == ".ttc":
        for number, font in enumerate(TTCollection(path, lazy=True).fonts):
            if font["name"].getDebugName(1) == face:
                return Font(font, uharfbuzz.Font(uharfbuzz.Face(path.read_bytes(), number)))
        sys.exit(f"{path}: no face {face!r}")
    plain = BytesIO()
    font = TTFont(path)
    font.flavor = None  # HarfBuzz reads no WOFF
    font.save(plain)
    return Font(TTFont(path), uharfbuzz.Font(uharfbuzz.Face(plain.getvalue())))


def font_to_advances(fonts: Iterable[TTFont], blocks: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Advance of each character of the blocks that one of the fonts has, in units of the em."""
    wanted = {point for first, last in blocks for point in range(first, last + 1)}
    found: dict[int, int] = {}
    for font in fonts:
        for point, glyph in font.getBestCmap().items():
            if point in wanted:
                found.setdefault(point, font["hmtx"][glyph][0])
    return found


def font_to_pairs(font: TTFont, known: Mapping[int, int]) -> dict[str, dict[str, int]]:
    """The pairs of the legacy `kern` table: left → right → units, for characters whose advances are kept."""
    if "kern" not in font:
        return {}
    characters: dict[str, list[str]] = {}
    for point, glyph in font.getBestCmap().items():
        if point in known:
            characters.setdefault(glyph, []).append(chr(point))
    pairs: dict[str, dict[str, int]] = {}
    for table in font["kern"].kernTables:
        for (left, right), units in table.kernTable.items():
            for a in characters.get(left, ()):
                for b in characters.get(right, ()):
                    pairs.setdefault(a, {})[b] = units
    return pairs


def font_to_shaped_pairs(font: uharfbuzz.Font, blocks: Iterable[tuple[int, int]]) -> dict[str, dict[str, int]]:
    """How much wider than its two characters each pair is when shaped: left → right → units."""
    characters = [chr(point) for first, last in blocks for point in range(first, last + 1)]
    alone = {character: shaped_width(font, character) for character in characters}
    pairs: dict[str, dict[str, int]] = {}
    for left in characters:
        for right in characters:
            units = shaped_width(font, left + right) - alone[left] - alone[right]
            if units:
                pairs.setdefault(left, {})[right] = units
    return pairs


def shaped_width(font: uharfbuzz.Font, text: str) -> int:
    """Units of a text as HarfBuzz sets it."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {})
    return sum(position.x_advance for position in buffer.glyph_positions)


def print_run(values: list[int]) -> str:
    """Numbers in a row; `667*3` stands for three equal ones."""
    words: list[str] = []
    start = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or values[end] != values[start]:
            words += [f"{values[start]}*{end - start}"] if end - start > 2 else [str(values[start])] * (end - start)
            start = end
    return " ".join(words)


def print_advances(advances: Mapping[int, int]) -> Iterator[str]:
    """A line for each run of neighbours in one block of 256: the first code point in hex, then the advances."""
    points = sorted(advances)
    start = 0
    for end in range(1, len(points) + 1):
        if end == len(points) or points[end] != points[end - 1] + 1 or points[end] % 256 == 0:
            yield f"{points[start]:04X} {print_run([advances[p] for p in points[start:end]])}"
            start = end


def print_pairs(pairs: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A line for each left character: it, then `V-152` and so on, with tabs between."""
    for left in sorted(pairs):
        yield "\t".join([left, *(f"{right}{units}" for right, units in sorted(pairs[left].items()))])


def print_metrics(source: Source, fonts: list[Font]) -> str:
    """The text of one metrics file."""
    tables = [font.tables for font in fonts]
    advances = font_to_advances(tables, BLOCKS.get(source.face, LATIN))
    shaped: dict[str, dict[str, int]] = {}
    for blocks in SHAPED.get(source.face, (ASCII,)):
        shaped |= font_to_shaped_pairs(fonts[0].shaper, blocks)
    names = tables[0]["name"]
    version = (names.getDebugName(5) or "").partition(";")[0].removeprefix("Version ")
    head = [
        f"face: {source.face}",
        f"style: {source.style}",
        f"origin: {', '.join(source.files)}, version {version}",
        f"licence: the font is under the {OFL}; only numbers are taken from it, by tools/make_metrics.py",
        f"copyright: {' '.join((names.getDebugName(0) or '').split())}",
        f"em: {tables[0]['head'].unitsPerEm}",
    ]
    parts = [head, print_advances(advances), print_pairs(font_to_pairs(tables[0], advances)), print_pairs(shaped)]
    return "\n---\n".join("\n".join(part) for part in parts) + "\n"


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    home = Path(__file__).parent.parent / "src" / "summitdeck" / "typeset" / "metrics"
    parser.add_argument("--into", type=Path, default=home)
    given = parser.parse_args()
    found = {path.name: path for folder in given.folders for path in sorted(folder.rglob("*")) if path.is_file()}
    for source in faces():
        missing = [name for name in source.files if name not in found]
        if missing:
            print(f"{source.face} {source.style}: {', '.join(missing)} not found; left as it is", file=sys.stderr)
            continue
        fonts = [open_font(found[name], source.face) for name in source.files]
        stem = f"{source.face}-{source.style}".lower().replace(" ", "")
        text = print_metrics(source, fonts)
        (given.into / f"{stem}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
