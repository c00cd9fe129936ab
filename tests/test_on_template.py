"""Whether what `on_template` and `validated` look for is found: a deck without a fault, then one fault at a time."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import summitdeck
from on_template import (
    KITCHEN_SINK,
    OnTemplate,
    match_table,
    package_faults,
    put_on,
    refusal_faults,
    scene_faults,
    slide_faults,
    texts_of,
)
from summitdeck.problems import Problem, Severity
from summitdeck.scene.matching import Match
from summitdeck.scene.model import Page, Scene, Shape, TableShape, TextShape
from validated import findings_beyond

CONTENT = 9
"""A page with a title and bullets, counted from 0."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> OnTemplate:
    """The kitchen sink on our own template, which comes as a deck: with slides in it."""
    folder = tmp_path_factory.mktemp("sound")
    template = summitdeck.build(KITCHEN_SINK, folder / "template.pptx").path
    assert template
    return put_on(template, KITCHEN_SINK, folder)


def written(on: OnTemplate) -> Path:
    assert on.built.path
    return on.built.path


def test_a_sound_deck_has_no_fault(sound: OnTemplate) -> None:
    faults = [*refusal_faults(sound), *scene_faults(sound), *slide_faults(sound), *package_faults(written(sound))]
    assert faults == []
    assert "type           its type is 'obj'" in "\n".join(match_table(sound))
    assert {"九", "岩本", "名乗る", "コード"} < texts_of(written(sound))


MENTIONED = Problem(Severity.ERROR, "overflow", "too much")


@pytest.mark.parametrize(
    ("problems", "is_built", "fault"),
    [
        ((MENTIONED,), False, "refused without a place or a hint: too much"),
        ((), False, "neither built nor refused"),
        ((MENTIONED,), True, "neither built nor refused"),
    ],
)
def test_a_refusal_without_help_is_found(
    sound: OnTemplate, problems: tuple[Problem, ...], is_built: bool, fault: str
) -> None:
    built = replace(sound.built, problems=problems, path=sound.built.path if is_built else None)
    assert fault in list(refusal_faults(replace(sound, built=built)))


def changed(on: OnTemplate, number: int, change: Callable[[Page], Page]) -> OnTemplate:
    """The deck with another page in its scene."""
    scene = on.scene
    assert scene
    pages = [change(page) if index == number else page for index, page in enumerate(scene.pages)]
    return replace(on, laid_out=replace(on.laid_out, scene=Scene(scene.base, tuple(pages), scene.language)))


def with_shapes(page: Page, change: Callable[[Any], Shape]) -> Page:
    return _replaced(page, shapes=tuple([change(shape) for shape in page.shapes]))


def _replaced(value: Any, **fields: object) -> Any:
    from summitdeck.frozen import replace as replace_frozen

    return replace_frozen(value, **fields)


def upon_title(page: Page) -> Page:
    return with_shapes(page, lambda shape: _replaced(shape, frame=page.shapes[0].frame))


def without_slots(page: Page) -> Page:
    return with_shapes(page, lambda shape: _replaced(shape, slot=None) if isinstance(shape, TextShape) else shape)


def in_a_tiny_slot(page: Page) -> Page:
    tiny = _replaced(page.shapes[1].frame, height=100)
    return with_shapes(page, lambda shape: _replaced(shape, frame=tiny) if shape.role == "body" else shape)


def in_small_print(page: Page) -> Page:
    def small(shape: Any) -> Shape:
        if isinstance(shape, TableShape):
            return _replaced(shape, size=900)  # type: ignore[no-any-return]
        paragraphs = tuple([_replaced(paragraph, size=900) for paragraph in shape.body.paragraphs])
        return _replaced(shape, body=_replaced(shape.body, paragraphs=paragraphs))  # type: ignore[no-any-return]

    return with_shapes(page, small)


def by_no_rule(page: Page) -> Page:
    return _replaced(page, choices=tuple([_replaced(choice, rule="luck") for choice in page.choices]))  # type: ignore[no-any-return]


def no_title_page(page: Page) -> Page:
    return _replaced(page, match=Match(page.base, "nearest", "it was there", "title"))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "number", "fault"),
    [
        (upon_title, CONTENT, "share 100%"),
        (without_slots, CONTENT, "no body stands in a slot for one"),
        (in_a_tiny_slot, CONTENT, "a body in the tiny slot"),
        (in_small_print, CONTENT, "is set in 9 pt"),
        (by_no_rule, CONTENT, "no reason for"),
        (no_title_page, 0, "is no title page, though there is one"),
    ],
)
def test_a_fault_of_placing_is_found(
    sound: OnTemplate, change: Callable[[Page], Page], number: int, fault: str
) -> None:
    faults = list(scene_faults(changed(sound, number, change)))
    assert faults and all(each.startswith(f"page {number + 1} ") for each in faults)
    assert fault in "\n".join(faults)


def empty_body(slides: Any) -> None:
    slides[CONTENT].placeholders[1].text_frame.clear()


def away(slides: Any) -> None:
    body = slides[CONTENT].placeholders[1]
    body.left, body.top, body.width, body.height = -1, body.top, body.width, body.height


def on_the_title(slides: Any) -> None:
    title, body = slides[CONTENT].shapes.title, slides[CONTENT].placeholders[1]
    body.left, body.top, body.width, body.height = title.left, title.top, title.width, title.height


def another_title(slides: Any) -> None:
    slides[CONTENT].shapes.title.text_frame.text = "Other"


def no_title(slides: Any) -> None:
    title = slides[CONTENT].shapes.title
    title._element.getparent().remove(title._element)


def one_less(slides: Any) -> None:
    slides._sldIdLst.remove(slides._sldIdLst[-1])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (empty_body, "is empty"),
        (away, "stands outside the page"),
        (on_the_title, "stands upon the title"),
        (another_title, "its title is 'Other', not "),
        (no_title, "its title is in no title placeholder"),
        (one_less, "slides for "),
    ],
)
def test_a_fault_in_the_file_is_found(
    sound: OnTemplate, tmp_path: Path, change: Callable[[Any], None], fault: str
) -> None:
    from pptx import Presentation

    deck = Presentation(str(written(sound)))
    change(deck.slides)
    deck.save(str(tmp_path / "changed.pptx"))
    faults = list(slide_faults(replace(sound, built=replace(sound.built, path=tmp_path / "changed.pptx"))))
    assert len(faults) == 1
    assert fault in faults[0]


def test_a_lost_word_is_found(sound: OnTemplate, tmp_path: Path) -> None:
    from pptx import Presentation

    deck = Presentation(str(written(sound)))
    another_title(deck.slides)
    deck.save(str(tmp_path / "changed.pptx"))
    lost = texts_of(written(sound)) - texts_of(tmp_path / "changed.pptx")
    assert len(lost) == 1 and "Other" in texts_of(tmp_path / "changed.pptx")


def test_parts_that_nothing_leads_to_and_relations_to_nowhere_are_found(sound: OnTemplate, tmp_path: Path) -> None:
    path = tmp_path / "changed.pptx"
    with zipfile.ZipFile(written(sound)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "ppt/slides/slide2.xml":
                new.writestr(name, old.read(name))
        new.writestr("ppt/media/lonely.png", b"")
    faults = list(package_faults(path))
    assert "ppt/media/lonely.png is an orphan" in faults
    assert "ppt/presentation.xml leads to ppt/slides/slide2.xml, which is not there" in faults


@pytest.mark.needs("shared", "validators")
def test_what_the_validators_say_of_a_slide_is_ours_and_of_a_layout_the_templates(
    sound: OnTemplate, tmp_path: Path
) -> None:
    """The same mistake in both, in the template as in the deck."""
    deck, template = tmp_path / "deck.pptx", tmp_path / "template.pptx"
    wrong = re.compile(rb"<p:cSld[ >]")
    with zipfile.ZipFile(written(sound)) as old, zipfile.ZipFile(deck, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name in ("ppt/slides/slide2.xml", "ppt/slideLayouts/slideLayout1.xml"):
                data = wrong.sub(lambda found: found[0][:-1] + b' wrong="1"' + found[0][-1:], data)
            new.writestr(name, data)
    shutil.copyfile(deck, template)
    found = findings_beyond({deck: template})
    assert found and all("ppt/slides/slide2.xml" in line for line in found)
    assert {line.split(": ")[2].split()[0] for line in found} == {"lint", "sdk"}
