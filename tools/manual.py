"""The manual's examples, made from the tour: `docs/language.md` is prose, and what its marks enclose is filled in.

Run it without options to fill the manual anew, with `--pictures` to draw `docs/pictures/`, too, which needs soffice
and pdftoppm. The marks:

    <!-- slide ID -->     the YAML that the slide of the tour shows, or its own, and its picture
    <!-- keys WHERE -->   the closed table of keys, as `keys slide`
    <!-- layouts -->      the built-in layouts with their fields
    <!-- end -->
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summitdeck.deck.keys import KEYS, Where
from summitdeck.deck.model import Code, Slide
from summitdeck.deck.reader import read_deck
from summitdeck.deck.stream import divide
from summitdeck.pipeline import build, lay_out, list_layouts
from tools.judge.office import Office

ROOT = Path(__file__).parents[1]
TOUR = ROOT / "slides" / "tour"
MANUAL = ROOT / "docs" / "language.md"
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 640
"""Pixels of a picture."""
COLOURS = 96
"""Of a picture: enough for flat drawings and the edges of letters, at a third of the bytes."""

_MARK = re.compile(r"(<!-- (slide|keys|layouts)(?: (\S+))? -->\n).*?(<!-- end -->)", re.DOTALL)
_PICTURE = re.compile(r"pictures/([\w-]+)\.png")


@dataclass(frozen=True, slots=True)
class Example:
    """One slide of the tour, as its author wrote it."""

    slide: Slide
    part: str
    """Its text in its file, without the dividers."""

    @property
    def id(self) -> str:
        """The slide's id, without what a value adds: `stop` for `stop-{{ p.id }}`."""
        return self.slide.id.text.partition("-{{")[0] if self.slide.id else ""

    def codes(self) -> Iterator[Code]:
        """The source texts that the slide shows."""
        for field in self.slide.fields.values():
            yield from (block for block in field.content.blocks if isinstance(block, Code))

    def shown(self) -> str:
        """The YAML that the slide shows, else its own."""
        told = [code.text for code in self.codes() if code.language is not None and code.language.text == "yaml"]
        return (told[0] if told else self.part).strip("\n")


def read_examples(deck: Path = TOUR) -> tuple[Example, ...]:
    """The slides of the tour in their order, those from other decks left out."""
    return tuple(_examples(deck))


def _examples(deck: Path) -> Iterator[Example]:
    for slide in read_deck(deck)[0].slides:
        if slide.place is not None and slide.place.source.path.parent == deck:
            text = slide.place.source.text
            part = next(part for part in divide(text) if part.start <= slide.place.start < part.end)
            yield Example(slide, text[part.start : part.end])


def titles_of(deck: Path = TOUR) -> dict[str, str]:
    """The title of each page of the tour by its id, values resolved."""
    scene = lay_out(deck).scene
    return {page.id: page.title for page in scene.pages} if scene else {}


def fill(text: str) -> str:
    """A manual with all that stands between its marks made anew. KeyError: there is no such slide."""
    examples = {example.id: example for example in read_examples()}
    titles = titles_of()

    def filled(found: re.Match[str]) -> str:
        match found[2], found[3]:
            case "slide", str(name):
                yaml = f"```yaml\n{examples[name].shown()}\n```"
                page = next(page for page in titles if page == name or page.startswith(f"{name}-"))
                inner = f"{yaml}\n\n![{titles[page] or name}](pictures/{name}.png)"
            case "keys", str(where):
                inner = keys_table(Where(where))
            case _:
                inner = layouts_table()
        return f"{found[1]}\n{inner}\n\n{found[4]}"

    return _MARK.sub(filled, text)


def keys_table(where: Where) -> str:
    """The keys of one place as a table."""
    rows = [(f"`{key.name}`", str(key.kind), key.meaning) for key in KEYS if key.where is where and not key.is_later]
    return _table(("key", "takes", "means"), rows)


def layouts_table() -> str:
    """The built-in layouts with their fields; those that may be left out stand in parentheses."""
    listing, _ = list_layouts(TOUR)
    rows = []
    for name in listing.own_names():
        layout = listing.get(name)
        if layout is not None and layout.path is not None and not layout.path.is_relative_to(TOUR):
            fields = [f"`{field.name}`" if field.required else f"(`{field.name}`)" for field in layout.fields]
            rows.append((f"`{name}`", ", ".join(fields), layout.description))
    return _table(("layout", "fields", "is for"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def named_pictures() -> tuple[str, ...]:
    """The pictures that the documents show, by their names without `.png`."""
    texts = [path.read_text("utf-8") for path in (ROOT / "README.md", MANUAL)]
    return tuple(dict.fromkeys(name for text in texts for name in _PICTURE.findall(text)))


def draw_pictures(program: str) -> None:
    """Draw each picture that a document shows, and remove those that none does any more."""
    from PIL import Image

    scene = lay_out(TOUR).scene
    assert scene is not None
    pages = [page.id for page in scene.pages if not page.hidden]
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "tour.pptx"
        build(TOUR, deck)
        (pdf,) = Office(Path(folder), program).to_pdf([deck])
        for name in named_pictures():
            number = next(n for n, page in enumerate(pages, 1) if page == name or page.startswith(f"{name}-"))
            drawn = Path(folder) / name
            size = ("-scale-to-x", str(2 * WIDTH), "-scale-to-y", "-1")
            only = ("-f", str(number), "-l", str(number), "-singlefile")
            subprocess.run(["pdftoppm", "-png", *size, *only, str(pdf), str(drawn)], check=True)
            with Image.open(drawn.with_suffix(".png")) as picture:
                small = picture.convert("RGB").resize((WIDTH, WIDTH * picture.height // picture.width))
            small.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
    for path in PICTURES.glob("*.png"):
        if path.stem not in named_pictures():
            path.unlink()


def main() -> None:
    """Fill the manual; draw its pictures when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", action="store_true", help="draw the pictures, too")
    parser.add_argument("--soffice", default="soffice", help="LibreOffice's command, or its path")
    given = parser.parse_args()
    MANUAL.write_text(fill(MANUAL.read_text("utf-8")), "utf-8")
    if given.pictures:
        missing = [name for name in (given.soffice, "pdftoppm") if not shutil.which(name)]
        if missing:
            sys.exit(f"{' and '.join(missing)} not installed: apt-get install libreoffice-impress poppler-utils")
        draw_pictures(given.soffice)


if __name__ == "__main__":
    main()
