"""The Kilo deck and the kitchen sink on the templates of other people: each thing in its place, and by which rule.

A sample is tried; with SUMMITDECK_ALL_TEMPLATES=1 (`make templates`) every file there is. What matched what, by
template, is printed with `-s` and written to the file that SUMMITDECK_TEMPLATES_TABLE names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import summitdeck
from kilo import presentation_to_structure
from on_template import (
    DECKS,
    KITCHEN_SINK,
    ROOT,
    OnTemplate,
    match_table,
    package_faults,
    put_on,
    refusal_faults,
    scene_faults,
    slide_faults,
    texts_of,
)
from validated import findings_beyond
from validators import shared_folder

STRUCTURE = (ROOT / "tests" / "kilo-structure.txt").read_text("utf-8")
ALL, TABLE = "SUMMITDECK_ALL_TEMPLATES", "SUMMITDECK_TEMPLATES_TABLE"
SAMPLE = (
    "Open-XML-SDK__EdStudPres_TP10167125.potx",  # a title page whose subtitle has one line at the page's foot
    "Open-XML-SDK__PyramidDiagram_TP10174330.potx",  # upright titles
    "Open-XML-SDK__QuizShow_TP10176929.potx",  # no types, pages for questions
    "ShapeCrawler__002.pptx",  # Russian, two masters
    "ShapeCrawler__014.pptx",  # made by Google Slides, six masters
    "libreoffice-templates__DNA.potx",  # made by LibreOffice: no text styles, placeholders that share a number
    "libreoffice-templates__Focus.pptx",  # four masters, the first a cover's
    "officer__ph_dupes.pptx",  # neither title page nor content page
    "officer__test-three-identical-masters.pptx",  # title pages only
    "pptx-automizer__SlideMasters.pptx",  # German, no page of one content
    "pptx-template__test-data2-in.pptx",  # Japanese
    "pptx_generator___bk.pptx",  # 25 layouts without a type
    "python-pptx__prs-slide-masters.pptx",  # blank pages only
)
RENDERED = ("ShapeCrawler__014.pptx", "libreoffice-templates__DNA.potx", "pptx-template__test-data2-in.pptx")
REFUSED = {
    "libreoffice-templates__Sunset.pptx kitchen-sink": ["overflow"],  # no room for a second line of a title
}
"""What cannot be built as it stands, and the codes of what the author is told."""

Build = Callable[[str, str], OnTemplate]
pytestmark = pytest.mark.needs("shared")


def templates() -> list[str]:
    """The names of the templates that are tried."""
    folder = shared_folder() / "corpus" / "templates"
    if os.environ.get(ALL) == "1" and folder.is_dir():
        return sorted(path.name for path in folder.iterdir())
    return list(SAMPLE)


@pytest.fixture(scope="module")
def build(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A deck on a template, by their names; each is built once."""

    @cache
    def built(template: str, deck: str) -> OnTemplate:
        return put_on(shared / "corpus" / "templates" / template, DECKS[deck], tmp_path_factory.mktemp("corpus"))

    return built


@pytest.fixture(scope="module", params=[(name, deck) for name in templates() for deck in DECKS], ids=" ".join)
def on(request: pytest.FixtureRequest, build: Build) -> OnTemplate:
    return build(*request.param)


@pytest.fixture(scope="module")
def table() -> Iterator[list[str]]:
    """Lines on what matched what; written at the end where the environment says."""
    lines: list[str] = []
    yield lines
    path = os.environ.get(TABLE)
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """All that the kitchen sink says, as written on our own template."""
    built = summitdeck.build(KITCHEN_SINK, tmp_path_factory.mktemp("own") / "kitchen-sink.pptx")
    assert built.path
    return texts_of(built.path)


def test_it_is_built_or_refused_with_something_to_do(on: OnTemplate, request: pytest.FixtureRequest) -> None:
    assert list(refusal_faults(on)) == []
    name = request.node.callspec.id
    assert sorted({problem.code for problem in on.built.problems if problem.is_error}) == REFUSED.get(name, [])


@pytest.mark.parametrize("name", templates())
def test_what_matched_what(name: str, build: Build, table: list[str]) -> None:
    lines = [name, *match_table(build(name, "kitchen-sink")), ""]
    assert len(lines) > 10
    print("\n".join(["", *lines]))
    table += lines


def test_each_thing_is_in_its_place_on_the_page(on: OnTemplate) -> None:
    assert list(scene_faults(on)) == []


def test_each_thing_is_in_its_place_in_the_file(on: OnTemplate) -> None:
    assert list(slide_faults(on)) == []


def test_no_part_is_an_orphan(on: OnTemplate) -> None:
    assert on.built.path is None or list(package_faults(on.built.path)) == []


def test_all_is_there(on: OnTemplate, words: set[str], request: pytest.FixtureRequest) -> None:
    path, scene = on.built.path, on.scene
    if path is None or scene is None:
        pytest.skip("refused")
    if "kitchen-sink" in request.node.callspec.id:
        assert texts_of(path) == words
        return
    written = presentation_to_structure(path)
    has_titles = all(any(slot.is_title for slot in page.base.slots) for page in scene.pages)
    assert written == STRUCTURE if has_titles else _plain(written) == _plain(STRUCTURE)


def _plain(structure: str) -> list[str]:
    """The lines without what tells titles, bullets and bold words."""
    return [line.replace("**", "").lstrip(" -") for line in structure.splitlines()]


@pytest.mark.needs("validators")
def test_validators_find_nothing_that_the_template_had_not(build: Build, shared: Path) -> None:
    """All decks at once: most of the time goes into starting the validators."""
    folder = shared / "corpus" / "templates"
    every = [(folder / name, build(name, deck).built.path) for name in templates() for deck in DECKS]
    assert findings_beyond({path: template for template, path in every if path}) == []


@pytest.mark.needs("soffice", "pdftotext")
@pytest.mark.parametrize("name", RENDERED)
def test_libreoffice_shows_every_page(
    name: str, build: Build, soffice_pdf: Callable[[Path], Path], pages: Callable[[Path], list[str]]
) -> None:
    path = build(name, "kilo").built.path
    assert path and len(pages(soffice_pdf(path))) == STRUCTURE.count("\n\n") + 1
