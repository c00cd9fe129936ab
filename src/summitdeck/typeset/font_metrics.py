"""Metrics made from a font file, in the format of those that are shipped (`typeset/advances.py` describes it).

Only numbers are taken: the advance of each character; the pairs of the legacy `kern` table, which is the one
PowerPoint reads; and what HarfBuzz makes of pairs of characters (kerning by GPOS, ligatures), as LibreOffice sets
them. HarfBuzz reads the font, too: it is made to take what comes from the web.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from struct import error as StructError
from struct import unpack_from

from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.assets.files import Trouble
from summitdeck.assets.font_files import FontFace, read_font, read_names, read_table
from summitdeck.frozen import TYPE_CHECKING, NamedTuple
from summitdeck.typeset.advances import why_no_metrics

if TYPE_CHECKING:
    import uharfbuzz

Blocks = Iterable[tuple[int, int]]
"""Inclusive ranges of code points."""
Pairs = Mapping[str, Mapping[str, int]]
"""Left character → right character → units."""
ASCII = ((0x20, 0x7E),)
KANA = ((0x3001, 0x3002), (0x300C, 0x300F), (0x3041, 0x3096), (0x30A1, 0x30FC), (0xFF01, 0xFF1F))
KIND = "font-metrics"
"""Kind of cache entry."""
VERSION = "1"
"""To be raised when other numbers are taken from a font."""
MOST_PAIRS = 100_000
"""Legacy kern pairs that are kept of a font: the fonts of Office have some hundreds."""
_LONGEST = 200
"""Characters of a notice that are kept."""
_PRIVATE = range(0xE000, 0xF900)
_CONTROLS = frozenset([*range(0x7F, 0xA0), 0x2028, 0x2029])
_SYMBOLS = range(0xF020, 0xF100)
"""Where a symbol font, as Wingdings, has its signs."""


class Font(NamedTuple):
    """A face of a font's bytes, ready to be shaped with."""

    data: bytes
    number: int
    shaper: uharfbuzz.Font

    @property
    def em(self) -> int:
        """Units of one em."""
        return int(self.shaper.face.upem)


def open_font(data: bytes, number: int = 0, weight: int = 0) -> Font:
    """A face of a font's bytes; of a variable font with a weight axis, its instance of that weight (0: the usual one).

    Raises ImportError where uharfbuzz is missing.
    """
    import uharfbuzz

    shaper = uharfbuzz.Font(uharfbuzz.Face(data, number))
    if weight:
        shaper.set_variations({"wght": weight})
    return Font(data, number, shaper)


def font_to_advances(font: Font, blocks: Blocks | None = None) -> dict[int, int]:
    """Advance of each character that the font has, in units of the em: of those in `blocks`, or of all.

    Private characters are left out, but for a symbol font's, which then stand for the characters of one byte, too.
    """
    points: set[int] = set(font.shaper.face.unicodes)
    symbols: set[int] = set()
    if blocks is not None:
        points &= {point for first, last in blocks for point in range(first, last + 1)}
    elif points.isdisjoint(range(0x21, 0xE000)):
        points = symbols = points.intersection(_SYMBOLS)
    else:
        points = {point for point in points if 0x20 <= point < 0x40000 and point not in _PRIVATE} - _CONTROLS
    found: dict[int, int] = {}
    for point in points:
        glyph = font.shaper.get_nominal_glyph(point)
        if glyph is not None:
            found[point] = max(0, font.shaper.get_glyph_h_advance(glyph))
    return found | {point & 0xFF: found[point] for point in symbols.intersection(found)}


def font_to_pairs(font: Font, known: Iterable[int]) -> dict[str, dict[str, int]]:
    """The pairs of the legacy `kern` table, for characters whose advances are kept."""
    table = read_table(font.data, font.number, b"kern")
    if not table:
        return {}
    characters: dict[int, list[str]] = {}
    for point in known:
        glyph = font.shaper.get_nominal_glyph(point)
        if glyph is not None:
            characters.setdefault(glyph, []).append(chr(point))
    pairs: dict[str, dict[str, int]] = {}
    for left, right, units in _kern_records(table):
        for a in characters.get(left, ()):
            for b in characters.get(right, ()):
                pairs.setdefault(a, {})[b] = units
    return pairs


def _kern_records(table: bytes) -> list[tuple[int, int, int]]:
    """Glyphs and units of a `kern` table's horizontal lists of pairs: Microsoft's version 0, or Apple's 1."""
    records: list[tuple[int, int, int]] = []
    try:
        (version,) = unpack_from(">H", table)
        at, (count,) = (4, unpack_from(">H", table, 2)) if version == 0 else (8, unpack_from(">I", table, 4))
        head = 6 if version == 0 else 8
        for _ in range(min(count, 64)):
            if version == 0:
                length, coverage = unpack_from(">2xHH", table, at)
                plain, kind = coverage & 0b111 == 1, coverage >> 8
            else:
                length, coverage = unpack_from(">IH", table, at)
                plain, kind = not coverage & 0xE000, coverage & 0xFF
            if plain and kind == 0:
                (pairs,) = unpack_from(">H", table, at + head)
                for index in range(min(pairs, MOST_PAIRS - len(records))):
                    records.append(unpack_from(">HHh", table, at + head + 8 + 6 * index))
            at += length or len(table)
    except StructError:
        pass  # a table that ends too early has the pairs it has
    return records


def font_to_shaped_pairs(font: Font, blocks: Blocks) -> dict[str, dict[str, int]]:
    """How much wider than its two characters each pair of the blocks' characters is when shaped."""
    if {"GPOS", "GSUB", "kern", "kerx", "morx"}.isdisjoint(font.shaper.face.table_tags):
        return {}
    has = font.shaper.get_nominal_glyph
    points = chain.from_iterable(range(first, last + 1) for first, last in blocks)
    characters = [chr(point) for point in points if has(point) is not None]
    alone = {character: shaped_width(font, character) for character in characters}
    pairs: dict[str, dict[str, int]] = {}
    for left in characters:
        for right in characters:
            units = shaped_width(font, left + right) - alone[left] - alone[right]
            if units:
                pairs.setdefault(left, {})[right] = units
    return pairs


def shaped_width(font: Font, text: str) -> int:
    """Units of a text as HarfBuzz sets it."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.shaper, buffer, {})
    return sum([position.x_advance for position in buffer.glyph_positions])


def print_metrics(
    head: Sequence[tuple[str, str]], em: int, advances: Mapping[int, int], pairs: Pairs, shaped: Pairs
) -> str:
    """The text of a metrics file."""
    first = [f"{name}: {value}" for name, value in head] + [f"em: {em}"]
    parts = [first, _print_advances(advances), _print_pairs(pairs), _print_pairs(shaped)]
    return "\n---\n".join(["\n".join(part) for part in parts]) + "\n"


def _print_advances(advances: Mapping[int, int]) -> Iterator[str]:
    """A line for each run of neighbours in one block of 256: the first code point in hex, then the advances."""
    points = sorted(advances)
    start = 0
    for end in range(1, len(points) + 1):
        if end == len(points) or points[end] != points[end - 1] + 1 or points[end] % 256 == 0:
            yield f"{points[start]:04X} {_print_run([advances[point] for point in points[start:end]])}"
            start = end


def _print_run(values: Sequence[int]) -> str:
    """Numbers in a row; `667*3` stands for three equal ones."""
    words: list[str] = []
    start = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or values[end] != values[start]:
            words += [f"{values[start]}*{end - start}"] if end - start > 2 else [str(values[start])] * (end - start)
            start = end
    return " ".join(words)


def _print_pairs(pairs: Pairs) -> Iterator[str]:
    """A line for each left character: it, then `V-152` and so on, with tabs between."""
    for left in sorted(pairs):
        yield "\t".join([left, *[f"{right}{units}" for right, units in sorted(pairs[left].items())]])


def face_to_metrics(face: FontFace, weight: int = 0) -> str | Trouble:
    """The metrics of a face of a font file, kept in the cache for as long as the file is unchanged.

    `weight`: the instance of a variable font with a weight axis; else 0.
    """
    path = Path(face.path)
    try:
        status = path.stat()
    except OSError as mistake:
        return Trouble("unreadable-font", f"'{path.name}' cannot be read: {mistake.strerror or mistake}")
    weight = 0 if weight == face.usual else weight
    key = "\0".join(map(str, [VERSION, path.absolute(), status.st_size, status.st_mtime_ns, face.number, weight]))
    kept = read_cached(KIND, key)
    text = kept.decode("utf-8", "replace") if kept else ""
    if text and why_no_metrics(text) is None:
        return text
    data = read_font(path)
    if isinstance(data, Trouble):
        return data
    try:
        measured = data_to_metrics(data, path.name, face, weight)
    except ImportError:
        return Trouble("unreadable-font", f"'{path.name}' was not measured: uharfbuzz is not installed")
    if measured is None:
        return Trouble("unreadable-font", f"'{path.name}' cannot be read as a font: it has no widths of characters")
    write_cached(KIND, key, measured.encode())
    return measured


def data_to_metrics(data: bytes, origin: str, face: FontFace, weight: int) -> str | None:
    """The metrics of a face in a font's bytes; None where it has no characters."""
    font = open_font(data, face.number, weight)
    advances = font_to_advances(font)
    if not advances or not 16 <= font.em <= 16384:
        return None
    shaped = font_to_shaped_pairs(font, ASCII)
    if 0x3042 in advances:
        shaped |= font_to_shaped_pairs(font, KANA)
    names = read_names(data, face.number)
    families = dict.fromkeys([*names.get(16, ()), *names.get(1, ())])
    head = [
        ("face", next(iter(families))),
        ("style", ("Bold" if face.bold else "") + ("Italic" if face.italic else "") or "Regular"),
        ("names", " | ".join(dict.fromkeys([*families, *names.get(4, ())]))),
        ("origin", f"{origin}, {_first(names, 5, 'of unknown version')}"),
        ("licence", f"only numbers are taken from the font; of the font itself: {_first(names, 13, 'unknown')}"),
        ("copyright", _first(names, 0, "unknown")),
    ]
    return print_metrics(head, font.em, advances, font_to_pairs(font, advances), shaped)


def _first(names: Mapping[int, tuple[str, ...]], number: int, otherwise: str) -> str:
    text = next(iter(names.get(number, ())), otherwise)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
