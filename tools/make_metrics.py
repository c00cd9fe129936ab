"""Make the metrics that `summitdeck.typeset` ships: advance widths and kern pairs of free fonts, as text.

    python tools/make_metrics.py FONT_FOLDER... [--into FOLDER]

The folders are searched for the fonts of `faces` below (Debian: fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-liberation2, fonts-noto-cjk, fonts-dejavu-core; Gelasio: the .woff files of npm's @fontsource/gelasio). The
numbers are those that `summitdeck.typeset.font_metrics` takes from any font, of the characters of BLOCKS and the
pairs of SHAPED. DejaVu's slanted styles are as wide as its upright ones, within 0.3 %, and often not installed: they
are left out. A face that is not found keeps the file it has.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import Trouble
from summitdeck.assets.font_files import read_faces, read_font, read_names
from summitdeck.typeset.font_metrics import (
    ASCII,
    KANA,
    Font,
    font_to_advances,
    font_to_pairs,
    font_to_shaped_pairs,
    open_font,
    print_metrics,
)

OFL = "SIL Open Font License 1.1"
VERA = "Bitstream Vera licence"
TAKEN = "only numbers are taken from it, by tools/make_metrics.py"
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
SHAPED = {"Noto Sans CJK JP": (ASCII, KANA)}
"""Groups of blocks within which each pair of characters is shaped; ASCII for a face that is not named."""


@dataclass(frozen=True, slots=True)
class Source:
    """A face in one style, and the files (all parts of one font) that hold it."""

    face: str
    style: str
    files: tuple[str, ...]
    licence: str = OFL


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
    for family in ("Sans", "Serif", "Sans Mono"):
        stem = f"DejaVu{family.replace(' ', '')}"
        yield Source(f"DejaVu {family}", "Regular", (f"{stem}.ttf",), VERA)
        yield Source(f"DejaVu {family}", "Bold", (f"{stem}-Bold.ttf",), VERA)


def open_face(path: Path, face: str) -> Font:
    """The font in a file; of a collection, the one whose family is `face`."""
    data = read_font(path)
    faces = read_faces(path)
    if isinstance(data, Trouble) or isinstance(faces, Trouble):
        sys.exit(f"{path}: {data.message if isinstance(data, Trouble) else ''}")
    if len(faces) == 1:
        return open_font(data)
    numbers = [found.number for found, matches in faces if any(m.key == face_key(face) for m in matches)]
    if not numbers:
        sys.exit(f"{path}: no face {face!r}")
    return open_font(data, numbers[0])


def source_to_metrics(source: Source, fonts: Sequence[Font]) -> str:
    """The text of one metrics file."""
    blocks = BLOCKS.get(source.face, LATIN)
    advances: dict[int, int] = {}
    for font in fonts:
        advances = font_to_advances(font, blocks) | advances
    shaped: dict[str, dict[str, int]] = {}
    for group in SHAPED.get(source.face, (ASCII,)):
        shaped |= font_to_shaped_pairs(fonts[0], group)
    names = read_names(fonts[0].data, fonts[0].number)
    version = names.get(5, ("",))[0].partition(";")[0].removeprefix("Version ")
    head = [
        ("face", source.face),
        ("style", source.style),
        ("origin", f"{', '.join(source.files)}, version {version}"),
        (
            "licence",
            f"the font is under the {source.licence}; only numbers are taken from it, by tools/make_metrics.py",
        ),
        ("copyright", names.get(0, ("",))[0]),
    ]
    return print_metrics(head, fonts[0].em, advances, font_to_pairs(fonts[0], advances), shaped)


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
        fonts = [open_face(found[name], source.face) for name in source.files]
        stem = f"{source.face}-{source.style}".lower().replace(" ", "")
        text = source_to_metrics(source, fonts)
        (given.into / f"{stem}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
