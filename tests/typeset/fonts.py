"""Small fonts for tests: real files, made here, with a few characters of round widths. Their em is 1000 units."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.ttLib.tables.TupleVariation import TupleVariation

LETTERS = {"A": 600, "B": 700, "V": 500, " ": 250}
"""The characters of a font that names no others, and their widths."""


def make_font(
    family: str = "Corp Sans",
    style: str = "Regular",
    widths: Mapping[str, int] = LETTERS,
    *,
    japanese: str | None = None,
    typographic: tuple[str, str] | None = None,
    weight: int = 400,
    kern: Mapping[tuple[str, str], int] | None = None,
) -> FontBuilder:
    """A font; `style` is one of Regular, Bold, Italic, Bold Italic; `typographic` its family and style among many."""
    builder = FontBuilder(1000, isTTF=True)
    glyphs = {f"g{ord(character):X}": character for character in widths}
    builder.setupGlyphOrder([".notdef", *glyphs])
    builder.setupCharacterMap({ord(character): glyph for glyph, character in glyphs.items()})
    builder.setupGlyf({glyph: Glyph() for glyph in [".notdef", *glyphs]})
    builder.setupHorizontalMetrics({".notdef": (500, 0), **{g: (widths[c], 0) for g, c in glyphs.items()}})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    names: dict[str, Any] = {
        "familyName": {"en": family} | ({"ja": japanese} if japanese else {}),
        "styleName": style,
        "fullName": f"{family} {style}",
        "psName": f"{family}-{style}".replace(" ", ""),
        "copyright": "Nobody's",
        "version": "Version 1.000",
    }
    if typographic:
        names |= {"typographicFamily": typographic[0], "typographicSubfamily": typographic[1]}
    builder.setupNameTable(names)
    selection = ("Bold" in style) << 5 | ("Italic" in style)
    builder.setupOS2(usWeightClass=700 if "Bold" in style else weight, fsSelection=selection or 0x40)
    builder.setupPost()
    if kern:
        _add_kern(builder.font, {(f"g{ord(a):X}", f"g{ord(b):X}"): units for (a, b), units in kern.items()})
    return builder


def _add_kern(font: TTFont, pairs: Mapping[tuple[str, str], int]) -> None:
    table = KernTable_format_0()
    table.version, table.coverage, table.format, table.apple, table.kernTable = 0, 1, 0, False, dict(pairs)
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [table]


def make_variable(family: str = "Corp Flex", wider: int = 100) -> FontBuilder:
    """A font with a weight axis from 400 to 900, where an A grows by `wider`, and an instance SemiBold at 600."""
    builder = make_font(family)
    instances = [
        {"stylename": "Regular", "location": {"wght": 400}},
        {"stylename": "SemiBold", "location": {"wght": 600}},
    ]
    builder.setupFvar([("wght", 400, 400, 900, "Weight")], instances)
    change = TupleVariation({"wght": (0.0, 1.0, 1.0)}, [(0, 0), (wider, 0), (0, 0), (0, 0)])
    builder.setupGvar({"g41": [change]})
    return builder


def save(builder: FontBuilder, path: Path) -> Path:
    """Write a font, as WOFF where its name ends so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".woff":
        builder.font.flavor = "woff"
    builder.font.save(path)
    return path


def save_collection(builders: Sequence[FontBuilder], path: Path) -> Path:
    """Write several fonts into one file."""
    collection = TTCollection()
    for builder in builders:
        data = BytesIO()
        builder.font.save(data)
        collection.fonts.append(TTFont(BytesIO(data.getvalue())))
    path.parent.mkdir(parents=True, exist_ok=True)
    collection.save(path)
    return path


def bomb_woff(promised: int, real: int) -> bytes:
    """A WOFF with one table, which promises to be `promised` bytes long and unpacks to `real`."""
    packed = zlib.compress(bytes(real), 9)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x10000, 64 + len(packed), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    return head + struct.pack(">4s4I", b"name", 64, len(packed), promised, 0) + packed
