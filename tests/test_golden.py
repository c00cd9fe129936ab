"""Golden decks: placed on our base and on a stranger's, and written; compared as text and as XML, part by part.

`tests/decks/NAME/` holds the deck, `scene.txt` and `scene-foreign.txt` (what `print_scene` says of it, and its
problems), and `expected/`, the parts of the written file as readable XML: slides, notes, charts, and what ties them
together. `make golden` (UPDATE_GOLDEN=1) renews them: read their diff, then open a built deck in PowerPoint.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from lxml import etree

import summitdeck
from foreign import write_foreign_template
from summitdeck.assets.files import Trouble
from summitdeck.deck.language import deck_language
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.ooxml.base_reader import read_base
from summitdeck.problems import sort_problems
from summitdeck.scene.layouts import find_layouts, search_path
from summitdeck.scene.pictures import Album
from summitdeck.scene.place import place
from summitdeck.scene.printing import print_scene

DECKS = Path(__file__).parent / "decks"
NAMES = sorted(path.parent.name for path in DECKS.glob("*/deck.yaml"))
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
OWN_PARTS = (
    "ppt/slides/",
    "ppt/notesSlides/",
    "ppt/charts/",
    "ppt/presentation.xml",
    "ppt/_rels/",
    "docProps/",
    "[Content_Types].xml",
)
"""The parts that the writer makes or changes; the others are the template's, byte by byte."""


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_foreign_template(tmp_path_factory.mktemp("foreign") / "foreign.pptx")


def compare(path: Path, text: str) -> None:
    """Compare a text with the file that holds what is expected, or renew the file."""
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.is_file(), f"{path} is not there yet: make golden"
    assert text.split("\n") == path.read_text("utf-8").split("\n")


def scene_text(name: str, template: Path) -> str:
    """The deck placed on a base, as text, with its problems at the end."""
    deck, problems = read_deck(DECKS / name)
    deck, more = resolve(deck, {})
    opened = read_base(template, language=deck_language(deck))
    assert not isinstance(opened, Trouble), opened
    base, _, warnings = opened
    layouts = find_layouts(search_path("summit", deck.folder, DECKS.parents[1]))
    scene, found = place(deck, base, layouts, Album([deck.folder]))
    every = sort_problems([*problems, *more, *warnings, *layouts.problems, *found])
    told = "".join(f"{problem.span} {problem.severity} {problem.code}: {problem.message}\n" for problem in every)
    return print_scene(scene) + (f"\n{told}" if told else "")


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_is_placed_on_our_base(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DECKS / name)
    own = DECKS.parents[1] / "templates" / "summit" / "base"
    compare(DECKS / name / "scene.txt", scene_text(name, own))


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_is_placed_on_a_strangers_base(name: str, foreign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DECKS / name)
    compare(DECKS / name / "scene-foreign.txt", scene_text(name, foreign))


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_is_written(name: str, tmp_path: Path) -> None:
    built = summitdeck.build(DECKS / name, tmp_path / "deck.pptx")
    assert built.path and not built.problems, built.problems
    expected = DECKS / name / "expected"
    parts = dict(readable_parts(built.path))
    if UPDATE:
        shutil.rmtree(expected, ignore_errors=True)
    for part, text in parts.items():
        compare(expected / part, text)
    assert {path.relative_to(expected).as_posix() for path in expected.rglob("*") if path.is_file()} == set(parts)


def readable_parts(path: Path) -> Iterator[tuple[str, str]]:
    """The parts that the writer made, as readable XML; the names of the others."""
    with zipfile.ZipFile(path) as file:
        for name in sorted(file.namelist()):
            if name.startswith(OWN_PARTS):
                yield name, readable(file.read(name))
        yield "parts.txt", "".join(f"{name}\n" for name in sorted(file.namelist()))


def readable(xml: bytes) -> str:
    """XML with a line for each element, attributes and relationships sorted: equal trees are equal texts."""
    root = etree.fromstring(xml)
    spaces = "".join(
        f' xmlns:{prefix or ""}="{uri}"'.replace("xmlns:=", "xmlns=")
        for prefix, uri in sorted(root.nsmap.items(), key=str)
    )
    return "".join(f"{line}\n" for line in _lines(root, 0, spaces))


def _name(element: etree._Element, name: str) -> str:
    known = {uri: prefix for prefix, uri in element.nsmap.items()}
    found = etree.QName(name)
    prefix = known.get(found.namespace) if found.namespace else None
    return f"{prefix}:{found.localname}" if prefix else found.localname


def _lines(element: etree._Element, depth: int, spaces: str = "") -> Iterator[str]:
    pad = "  " * depth
    tag = _name(element, str(element.tag))
    said = sorted((_name(element, str(name)), str(value)) for name, value in element.attrib.items())
    head = f"{pad}<{tag}{spaces}" + "".join(f' {name}="{escape(value, {chr(34): "&quot;"})}"' for name, value in said)
    children = list(element)
    if tag == "Relationships":
        children.sort(key=lambda child: str(child.get("Id")))
    if not children:
        yield f"{head}>{escape(element.text)}</{tag}>" if element.text else f"{head}/>"
        return
    yield f"{head}>"
    for child in children:
        yield from _lines(child, depth + 1)
    yield f"{pad}</{tag}>"


def test_xml_is_compared_as_a_tree() -> None:
    first = b'<a:x xmlns:a="urn:a" c="1" b="2"><a:y/>\n<a:z>t</a:z></a:x>'
    second = b'<a:x xmlns:a="urn:a" b="2" c="1"><a:y></a:y><a:z>t</a:z></a:x>'
    other = b'<a:x xmlns:a="urn:a" b="2" c="1"><a:z>t</a:z><a:y/></a:x>'
    assert readable(first) == readable(second) != readable(other)
