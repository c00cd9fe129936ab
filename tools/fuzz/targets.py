"""What is fuzzed: each target takes any bytes and raises nothing, unless summitdeck has a fault.

A target is more than "does not crash": problems must lie within the text that was read, and what comes out must be
sound. `FINDINGS` in the tests holds bytes that once made one of them fail.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from summitdeck.assets.files import Trouble
from summitdeck.deck.inline import read_words
from summitdeck.deck.model import Deck, Settings
from summitdeck.deck.printer import print_deck
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Place, Source
from summitdeck.ooxml.base_reader import read_base
from summitdeck.problems import Problem, has_errors
from summitdeck.scene.layouts import find_layouts, render_slide
from summitdeck.verify import verify

ROOT = Path(__file__).parents[2]
Target = Callable[[bytes], None]


class FaultError(AssertionError):
    """What a target found."""


def _decoded(data: bytes) -> str:
    """Text as a file may hold it once it is read: no surrogates, no NUL."""
    return data.decode("utf-8", "replace").replace("\0", "")


def _check_places(problems: Iterable[Problem], source: Source) -> None:
    lines = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        span = problem.span
        if span is None or span.file != source.name:
            continue
        if not (
            1 <= span.line <= len(lines) and 1 <= span.column <= len(lines[span.line - 1]) + 2 and span.length >= 1
        ):
            raise FaultError(f"{problem} lies outside of the text")
        if not problem.message or "\n" in problem.message:
            raise FaultError(f"{problem!r} has no message of one line")


def fuzz_yaml(data: bytes) -> None:
    """The reader of decks. What is read without a problem is printed, and reads the same again."""
    source = Source(Path("slide.yaml"), "slide.yaml", _decoded(data))
    slides, settings, problems = read_slides(source)
    _check_places(problems, source)
    if problems or not slides or settings is not None:
        return
    if unicodedata.normalize("NFC", source.text) != source.text:
        return
    printed = print_deck(Deck(Settings(), slides))
    again, _, found = read_slides(Source(Path("again.yaml"), "again.yaml", printed))
    if has_errors(found) or again != slides:
        raise FaultError(f"is read otherwise when printed: {printed!r}: {found}")


def fuzz_inline(data: bytes) -> None:
    """Marks in a line of text."""
    text = _decoded(data)
    source = Source(Path("slide.yaml"), "slide.yaml", text)
    words, problems = read_words(text, Place(source, 0, len(text), ""))
    _check_places(problems, source)
    if text.strip() and not words and not problems:
        raise FaultError("words are lost")


_SLIDE = Source(
    Path("slide.yaml"),
    "slide.yaml",
    "layout: x\ntitle: A **title**\nbody:\n  - one\n  - two:\n      - three\npicture: a.png\ntable:\n  - [a, b]\n",
)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="summitdeck-fuzz-"))


def fuzz_markup(data: bytes) -> None:
    """A layout: Jinja2 and the markup that it makes."""
    path = _folder() / "x.xml.jinja"
    path.write_bytes(data)
    (slide,), _, _ = read_slides(_SLIDE)
    layouts = find_layouts([_folder()])
    rendered, problems = render_slide(layouts, slide)
    if rendered is None and not (problems or layouts.problems):
        raise FaultError("nothing came out, and nothing is said")
    for source in layouts.sources:
        _check_places(problems, source)


@cache
def _members() -> dict[str, bytes]:
    """The members of a small deck, in order of name."""
    import summitdeck

    out = _folder() / "seed.pptx"
    (_folder() / "deck").mkdir(exist_ok=True)
    (_folder() / "deck" / "deck.yaml").write_text(
        "title: One\nbody:\n  - a\n  - b:\n      - c\nnotes: n\n---\ntitle: Two\ntable:\n  - [a, b]\n  - [c, d]\n",
        "utf-8",
    )
    assert summitdeck.build(_folder() / "deck", out).path
    with ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SEEDED = (
    *("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"),
    *("ppt/slides/slide1.xml", "ppt/slides/slide2.xml", "ppt/slides/_rels/slide1.xml.rels"),
    *("ppt/slideLayouts/slideLayout2.xml", "ppt/slideLayouts/_rels/slideLayout2.xml.rels"),
    *("ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml", "ppt/notesSlides/notesSlide1.xml"),
)
"""Members that fuzzed bytes take the place of; the first byte says of which."""


def pptx_of(data: bytes) -> bytes:
    """The file that bytes stand for: a zip as it is, or a small deck with one member replaced."""
    if data[:2] == b"PK" or not data:
        return data
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, content in _members().items():
            replaced = name == SEEDED[data[0] % len(SEEDED)]
            archive.writestr(ZipInfo(name), data[1:] if replaced else content)
    return out.getvalue()


def fuzz_pptx(data: bytes) -> None:
    """The readers of presentations: as a template, and as a deck that is verified."""
    path = _folder() / "fuzzed.pptx"
    path.write_bytes(pptx_of(data))
    opened = read_base(path)
    if isinstance(opened, Trouble) and not opened.message:
        raise FaultError("refused without a word")
    verified = verify(path)
    if not verified.slides and not verified.problems and b"sldId" in data:
        raise FaultError("nothing came out, and nothing is said")


TARGETS: dict[str, Target] = {
    "yaml": fuzz_yaml,
    "inline": fuzz_inline,
    "markup": fuzz_markup,
    "pptx": fuzz_pptx,
}


def seeds(name: str) -> list[bytes]:
    """What a target starts from."""
    match name:
        case "yaml":
            files = [*(ROOT / "slides").rglob("*.yaml"), *(ROOT / "tests").rglob("*.yaml")]
            return [path.read_bytes() for path in sorted(files)]
        case "inline":
            rows = {line for seed in seeds("yaml") for line in seed.split(b"\n") if any(m in line for m in b"*`[~<{\\")}
            return sorted(rows)
        case "markup":
            return [path.read_bytes() for path in sorted((ROOT / "templates").rglob("*.jinja"))]
        case _:
            return [bytes([index]) + _members()[member] for index, member in enumerate(SEEDED)]
