"""The Kilo deck on the templates of other people: each thing in its place, and by which rule.

A sample is tried; with SUMMITDECK_ALL_TEMPLATES=1 (`make templates`) every file there is. What matched what is printed
with `-s` and written to `templates.txt` in pytest's temporary folder.
"""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

import pytest

import summitdeck
from kilo import FURNITURE, presentation_to_structure
from summitdeck.pipeline import LaidOut, lay_out
from summitdeck.scene.facts import read_facts
from summitdeck.scene.matching import COMPOSED, RULES, find_base_layout
from summitdeck.scene.model import TextShape
from summitdeck.scene.slots import SLOT_RULES
from validators import shared_folder

ROOT = Path(__file__).parents[1]
STRUCTURE = (ROOT / "tests" / "kilo-structure.txt").read_text("utf-8")
TITLES = [slide.split("\n")[0] for slide in STRUCTURE.split("\n\n")]
ALL = "SUMMITDECK_ALL_TEMPLATES"
SAMPLE = (
    "Open-XML-SDK__EdStudPres_TP10167125.potx",  # a title page whose subtitle has one line at the page's foot
    "Open-XML-SDK__PyramidDiagram_TP10174330.potx",  # upright titles
    "Open-XML-SDK__QuizShow_TP10176929.potx",  # no types, pages for questions
    "ShapeCrawler__002.pptx",  # Russian, two masters
    "ShapeCrawler__014.pptx",  # made by Google Slides, six masters
    "libreoffice-templates__Focus.pptx",  # four masters, the first a cover's
    "officer__ph_dupes.pptx",  # neither title page nor content page
    "officer__test-three-identical-masters.pptx",  # title pages only
    "pptx-automizer__SlideMasters.pptx",  # German, no page of one content
    "pptx-template__test-data2-in.pptx",  # Japanese
    "pptx_generator___bk.pptx",  # 25 layouts without a type
    "python-pptx__prs-slide-masters.pptx",  # blank pages only
)
OURS = ("title", "obj", "secHead", "twoObj", "twoTxTwoObj", "titleOnly", "blank")
"""What the built-in layouts ask for."""


def templates() -> list[str]:
    folder = shared_folder() / "corpus" / "templates"
    if os.environ.get(ALL) == "1" and folder.is_dir():
        return sorted(path.name for path in folder.iterdir())
    return list(SAMPLE)


@dataclass(frozen=True)
class OnTemplate:
    """The deck on a template."""

    name: str
    laid_out: LaidOut
    built: summitdeck.Built

    @property
    def file(self) -> Path:
        """The written deck; a refused one skips the test, having been looked at by another."""
        if self.built.path is None:
            pytest.skip("refused")
        return self.built.path


@pytest.fixture(scope="module", params=templates())
def on(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> OnTemplate:
    template = shared / "corpus" / "templates" / request.param
    deck = tmp_path_factory.mktemp("corpus") / "kilo"
    shutil.copytree(ROOT / "slides" / "kilo-2014", deck)
    shutil.copyfile(template, deck / template.name)
    settings = deck / "deck.yaml"
    text = settings.read_text("utf-8")
    assert "template: summit" in text
    settings.write_text(text.replace("template: summit", f"template: {template.name}"), "utf-8")
    return OnTemplate(request.param, lay_out(deck), summitdeck.build(deck, deck.parent / "kilo.pptx"))


@pytest.mark.needs("shared")
def test_it_is_built_or_refused_with_something_to_do(on: OnTemplate) -> None:
    errors = [problem for problem in on.built.problems if problem.is_error]
    assert (on.built.path is None) == bool(errors)
    assert [problem.message for problem in errors if not (problem.hint and problem.span)] == []


@pytest.mark.needs("shared")
def test_what_matched_what(on: OnTemplate, tmp_path_factory: pytest.TempPathFactory) -> None:
    scene = on.laid_out.scene
    assert scene is not None
    rows = [(f"'{kind}'", find_base_layout(scene.base, [kind])) for kind in OURS]
    rows += list({page.layout: (page.layout, page.match) for page in scene.pages}.values())
    lines = [on.name]
    for asked, match in rows:
        assert match is not None and match.rule in RULES and match.reason
        lines.append(f"  {asked:14} {match.layout.name!r:34} {match.rule:14} {match.reason}")
    table = "\n".join(lines)
    print(f"\n{table}")
    with (tmp_path_factory.getbasetemp() / "templates.txt").open("a", encoding="utf-8") as file:
        file.write(table + "\n\n")


@pytest.mark.needs("shared")
def test_a_title_page_is_a_title_page_where_there_is_one(on: OnTemplate) -> None:
    scene = on.laid_out.scene
    assert scene is not None
    has_one = any(slot.kind == "ctrTitle" for layout in scene.base.layouts for slot in layout.slots)
    match = scene.pages[0].match
    assert match is not None
    if has_one:
        assert match.rule not in COMPOSED
        facts = read_facts(match.layout, scene.base.page)
        assert facts.title is not None and not any(facts.share(slot) > 0.25 for slot in facts.contents)


@pytest.mark.needs("shared")
def test_bodies_stand_in_bodies(on: OnTemplate) -> None:
    scene = on.laid_out.scene
    assert scene is not None
    for page in scene.pages:
        assert all(choice.rule in SLOT_RULES and choice.reason for choice in page.choices)
        assert page.match is not None
        if page.match.composed or page.layout == "title":
            continue
        bodies = [shape for shape in page.shapes if isinstance(shape, TextShape) and shape.role == "body"]
        if bodies:
            assert any(shape.slot and shape.slot.kind in ("body", "obj") for shape in bodies), page.title
        for shape in bodies:
            assert shape.slot is None or 20 * _area(shape.slot.frame) > _area(scene.base.page), "a body in a tiny slot"


def _area(frame: Any) -> int:
    return int(frame.width) * int(frame.height)


@pytest.mark.needs("shared")
def test_titles_are_titles_and_all_is_there_and_no_placeholder_is_empty(on: OnTemplate) -> None:
    from pptx import Presentation

    slides = list(Presentation(str(on.file)).slides)
    scene = on.laid_out.scene
    assert scene is not None
    has_titles = all(any(slot.is_title for slot in page.base.slots) for page in scene.pages)
    written = presentation_to_structure(on.file)
    assert written == STRUCTURE if has_titles else _words(written) == _words(STRUCTURE)
    for slide, title in zip(slides, TITLES, strict=True):
        if has_titles:  # else they stand in boxes
            assert slide.shapes.title is not None and slide.shapes.title.text_frame.text == title
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text, shape.name


def _words(structure: str) -> list[str]:
    """The lines without what tells titles, bullets and bold words."""
    return [line.replace("**", "").lstrip(" -") for line in structure.splitlines()]


@pytest.mark.needs("shared")
def test_nothing_stands_outside_the_page_or_upon_a_title(on: OnTemplate) -> None:
    from pptx import Presentation

    deck = Presentation(str(on.file))
    for slide in deck.slides:
        title = slide.shapes.title
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height, shape.name
            furniture = shape.is_placeholder and shape.placeholder_format.type in FURNITURE
            if title is not None and shape != title and not furniture:
                assert _shared_height(shape, title) <= title.height // 2, (shape.name, title.text_frame.text)


def _shared_height(one: Any, other: Any) -> int:
    """EMU of height that two shapes share where they also share width."""
    if min(one.left + one.width, other.left + other.width) <= max(one.left, other.left):
        return 0
    return max(0, int(min(one.top + one.height, other.top + other.height) - max(one.top, other.top)))


@pytest.mark.needs("shared")
def test_no_part_is_an_orphan(on: OnTemplate) -> None:
    with zipfile.ZipFile(on.file) as package:
        names = {name for name in package.namelist() if not name.endswith("/")}
        reached: set[str] = set()
        waiting = [""]
        while waiting:
            part = waiting.pop()
            for target in _targets(package, part) - reached:
                assert target in names, f"{part} leads to {target}"
                reached.add(target)
                waiting.append(target)
    parts = {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}
    assert parts - reached == set()


def _targets(package: zipfile.ZipFile, part: str) -> set[str]:
    """The parts that a part has relations to; those of the package for no part."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if relations not in package.namelist():
        return set()
    found = set()
    for relation in ElementTree.fromstring(package.read(relations)):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath(folder, target))
            while re.search(r"[^/]+/\.\./", path):
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            found.add(path)
    return found
