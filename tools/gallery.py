"""Some slides of a deck on every template in a folder, side by side on one picture: to be looked at.

    python tools/gallery.py [--templates FOLDER] [--deck slides/kilo-2014] [--slides 2 6 11] [--into build/gallery]

Each template gets a row: its name, and how LibreOffice draws those slides of the deck on it. What a template refuses
stands there in words. Needs soffice and pdftoppm. Writes PAGE.png for every twelve templates, and the decks.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import summitdeck
from summitdeck.deck.reader import read_deck

ROOT = Path(__file__).parents[1]
WIDTH = 420
"""Pixels of one slide."""
ROWS = 12
"""Templates on one picture."""
MARGIN, LABEL = 12, 20


@dataclass(frozen=True, slots=True)
class Row:
    """One template: its slides as pictures, or why there are none."""

    name: str
    slides: tuple[Path, ...]
    problem: str = ""


def build_on(template: Path, deck: Path, numbers: Sequence[int], folder: Path) -> Path | str:
    """Build the chosen slides of a deck on a template; the file, or what was said against it."""
    copy = folder / "slides" / deck.name
    shutil.copytree(deck, copy)
    if (deck.parent / "common").is_dir():
        shutil.copytree(deck.parent / "common", copy.parent / "common")
    base = copy / f"base{template.suffix}"
    shutil.copyfile(template, base)
    read, _ = read_deck(copy)
    files = [slide.place.source.path.name for slide in read.slides if slide.place]
    chosen = [files[number - 1] for number in numbers if number <= len(files)]
    settings = copy / "deck.yaml"
    lines = settings.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("  template:", "  slides:"))]
    head = kept.index("deck:")
    kept[head + 1 : head + 1] = [f"  template: {base.name}", f"  slides: [{', '.join(chosen)}]"]
    settings.write_text("\n".join(kept) + "\n", "utf-8")
    built = summitdeck.build(copy, folder / f"{template.stem}.pptx")
    errors = [problem.message for problem in built.problems if problem.is_error]
    return built.path if built.path else "; ".join(errors[:3]) or "not built"


def convert(decks: Sequence[Path], folder: Path) -> None:
    """Have LibreOffice turn decks into PDFs, all in one run."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, decks)]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)


def draw(pdf: Path) -> tuple[Path, ...]:
    """The pages of a PDF as pictures."""
    subprocess.run(
        ["pdftoppm", "-png", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", str(pdf), str(pdf.with_suffix(""))],
        check=True,
    )
    pages = re.compile(re.escape(pdf.stem) + r"-\d+\.png").fullmatch  # not those of `theme-2` for `theme`
    return tuple(sorted(path for path in pdf.parent.iterdir() if pages(path.name)))


def make_rows(templates: Sequence[Path], deck: Path, numbers: Sequence[int], into: Path) -> Iterator[Row]:
    """Build on each template, then draw all."""
    built: dict[str, Path | str] = {}
    for template in templates:
        with tempfile.TemporaryDirectory() as temporary:
            made = build_on(template, deck, numbers, Path(temporary))
            if isinstance(made, Path):
                made = Path(shutil.move(made, into / made.name))
            built[template.name] = made
            print(f"{template.name}: {'built' if isinstance(made, Path) else made}", flush=True)
    convert([made for made in built.values() if isinstance(made, Path)], into)
    for name, made in built.items():
        if isinstance(made, Path):
            pdf = into / f"{made.stem}.pdf"
            yield Row(name, draw(pdf)) if pdf.exists() else Row(name, (), "LibreOffice made no PDF of it")
        else:
            yield Row(name, (), made)


def sheet(rows: Sequence[Row], columns: int) -> Image.Image:
    """Rows of slides, each under its template's name."""
    pictures = [[Image.open(path) for path in row.slides] for row in rows]
    heights = [max([picture.height for picture in own], default=LABEL) for own in pictures]
    whole = Image.new(
        "RGB", (columns * (WIDTH + MARGIN) + MARGIN, sum(heights) + len(rows) * (LABEL + MARGIN)), "#DDDDDD"
    )
    pen, face, y = ImageDraw.Draw(whole), ImageFont.load_default(), 0
    for row, own, height in zip(rows, pictures, heights, strict=True):
        pen.text((MARGIN, y + 4), row.name, fill="black", font=face)
        if row.problem:
            pen.text(
                (MARGIN, y + LABEL), row.problem.encode("ascii", "replace").decode()[:200], fill="#AA0000", font=face
            )
        for index, picture in enumerate(own[:columns]):
            whole.paste(picture, (MARGIN + index * (WIDTH + MARGIN), y + LABEL))
        y += height + LABEL + MARGIN
    return whole


def main() -> None:
    """Read the command line, build, draw, and write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("SUMMITDECK_SHARED") or ROOT.parent / "shared")
    parser.add_argument("--templates", type=Path, default=shared / "corpus" / "templates")
    parser.add_argument("--deck", type=Path, default=ROOT / "slides" / "kilo-2014")
    parser.add_argument("--slides", type=int, nargs="+", default=(2, 6, 11))
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "gallery")
    given = parser.parse_args()
    missing = [name for name in ("soffice", "pdftoppm") if not shutil.which(name)]
    if missing:
        sys.exit(f"{' and '.join(missing)} not installed: apt-get install libreoffice-impress poppler-utils")
    templates = sorted(
        path for path in given.templates.iterdir() if path.suffix.lower() in (".pptx", ".potx", ".potm", ".pptm")
    )
    if not templates:
        sys.exit(f"no templates in {given.templates}")
    shutil.rmtree(given.into, ignore_errors=True)
    given.into.mkdir(parents=True)
    rows = list(make_rows(templates, given.deck, given.slides, given.into.resolve()))
    for number, first in enumerate(range(0, len(rows), ROWS), 1):
        path = given.into / f"page-{number:02}.png"
        sheet(rows[first : first + ROWS], len(given.slides)).save(path)
        print(path)


if __name__ == "__main__":
    main()
