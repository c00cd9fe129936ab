"""Does a file hold all that the deck asked for? Read from the zip, so that no tool judges its own work."""

import posixpath
import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from bench.content import Deck, Slide

_TEXT = re.compile(r"<a:t(?: [^>]*)?>([^<]*)</a:t>")
_RELATION = re.compile(r"<Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def missing_content(path: Path, deck: Deck) -> list[str]:
    """Return what of `deck` the presentation at `path` does not hold, one line each."""
    with ZipFile(path) as package:
        pages = _pages(package)
        if len(pages) != len(deck.slides):
            return [f"{len(pages)} slides for {len(deck.slides)}"]
        numbered = enumerate(zip(pages, deck.slides, strict=True), start=1)
        return [
            f"slide {number}: {lack}" for number, (page, slide) in numbered for lack in _lacks(package, page, slide)
        ]


def _pages(package: ZipFile) -> list[str]:
    """Return the slides' parts in the order they are shown in."""
    targets = _relations(package, "ppt/presentation.xml")
    listed = re.search(r"<p:sldIdLst\b.*?</p:sldIdLst>", _read(package, "ppt/presentation.xml"), re.S)
    ids = re.findall(r'<p:sldId\s[^>]*?r:id="([^"]*)"', listed.group() if listed else "")
    return [targets[key][1] for key in ids]


def _lacks(package: ZipFile, page: str, slide: Slide) -> list[str]:
    markup = _read(package, page)
    said = _text(markup)
    wanted = [
        slide.title,
        *(bullet.text for bullet in slide.bullets),
        *(cell for row in slide.table for cell in row),
    ]
    lacks = [f"no {text!r}" for text in wanted if _squeezed(text) not in said]
    for element, count in (("a:tbl", int(bool(slide.table))), ("p:pic", len(slide.pictures))):
        if (found := len(re.findall(rf"<{element}\b", markup))) != count:
            lacks.append(f"{found} {element} for {count}")
    if slide.notes and _squeezed(slide.notes) not in _notes(package, page):
        lacks.append("no notes")
    return lacks


def _notes(package: ZipFile, page: str) -> str:
    parts = (target for kind, target in _relations(package, page).values() if kind.endswith("/notesSlide"))
    return "".join(_text(_read(package, part)) for part in parts)


def _relations(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return the part's relationships: id → (type, target inside the package)."""
    folder, name = posixpath.split(part)
    markup = _read(package, f"{folder}/_rels/{name}.rels")
    rows = [dict(_ATTRIBUTE.findall(row)) for row in _RELATION.findall(markup)]
    return {r["Id"]: (r["Type"], posixpath.normpath(posixpath.join("/", folder, r["Target"]))[1:]) for r in rows}


def _text(markup: str) -> str:
    return _squeezed(unescape("".join(_TEXT.findall(markup))))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _read(package: ZipFile, part: str) -> str:
    return package.read(part).decode("utf-8")
