"""The Kilo deck on templates that other programs made: right slots, no empty prompt, no finding of ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import summitdeck
from kilo import presentation_to_structure
from validators import findings

ROOT = Path(__file__).parents[1]
STRUCTURE = (ROOT / "tests" / "kilo-structure.txt").read_text("utf-8")
TEMPLATES = (
    "officer__template.pptx",  # PowerPoint's own default of 2013, 4:3
    "ShapeCrawler__014.pptx",  # made by Google Slides
    "libreoffice-templates__DNA.potx",  # made by LibreOffice: no text styles, placeholders that share a number
)


@pytest.fixture(scope="module", params=TEMPLATES)
def built(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The deck on a template, and the template."""
    template = shared / "corpus" / "templates" / request.param
    deck = tmp_path_factory.mktemp("foreign") / "kilo"
    shutil.copytree(ROOT / "slides" / "kilo-2014", deck)
    shutil.copyfile(template, deck / template.name)
    settings = deck / "deck.yaml"
    text = settings.read_text("utf-8")
    assert "template: summit" in text
    settings.write_text(text.replace("template: summit", f"template: {template.name}"), "utf-8")
    result = summitdeck.build(deck, deck.parent / "kilo.pptx")
    assert result.path is not None, [f"{problem.span} {problem.message}" for problem in result.problems]
    return result.path, template


@pytest.mark.needs("shared")
def test_titles_are_titles_and_bodies_are_bodies_and_no_placeholder_is_empty(built: tuple[Path, Path]) -> None:
    from pptx import Presentation

    slides = list(Presentation(str(built[0])).slides)
    titles = [slide.split("\n")[0] for slide in STRUCTURE.split("\n\n")]
    assert [slide.shapes.title.text_frame.text if slide.shapes.title else None for slide in slides] == titles
    assert presentation_to_structure(built[0]) == STRUCTURE
    for slide in slides:
        assert [shape.name for shape in slide.placeholders if shape.has_text_frame and not shape.text_frame.text] == []


@pytest.mark.needs("shared")
def test_nothing_stands_outside_the_page(built: tuple[Path, Path]) -> None:
    from pptx import Presentation

    deck = Presentation(str(built[0]))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height, shape.name


@pytest.mark.needs("shared", "validators")
def test_validators_find_nothing_that_the_template_had_not(built: tuple[Path, Path]) -> None:
    deck, template = built
    assert findings(deck, template) == []


@pytest.mark.needs("shared", "soffice", "pdftotext")
def test_libreoffice_shows_every_page(
    built: tuple[Path, Path], soffice_pdf: Callable[[Path], Path], pages: Callable[[Path], list[str]]
) -> None:
    assert len(pages(soffice_pdf(built[0]))) == STRUCTURE.count("\n\n") + 1
