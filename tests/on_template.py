"""A deck on somebody's template: built as its author would build it, and looked at by programs that are not ours.

`put_on` builds; `refusal_faults`, `scene_faults`, `slide_faults` and `package_faults` say in words what is not as it
should be, and `texts_of` what was written; `test_on_template.py` plants one of each.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from pptx.oxml.ns import qn

import summitdeck
from kilo import FURNITURE
from summitdeck.pipeline import LaidOut, lay_out
from summitdeck.scene.facts import area, overlap, read_facts
from summitdeck.scene.matching import COMPOSED, RULES, find_base_layout
from summitdeck.scene.model import Page, PictureShape, Scene, TableShape, TextShape
from summitdeck.scene.slots import SLOT_RULES

ROOT = Path(__file__).parents[1]
KILO = ROOT / "slides" / "kilo-2014"
COMMON = ROOT / "slides" / "common"
KITCHEN_SINK = ROOT / "tests" / "kitchen-sink"
DECKS = {"kilo": KILO, "kitchen-sink": KITCHEN_SINK}
KINDS = ("title", "obj", "secHead", "twoObj", "twoTxTwoObj", "titleOnly", "blank")
"""What the built-in layouts ask for."""
LEAST_BODY = 0.05
"""Of the page: a slot that holds a body is at least as large."""
TOUCHING = 12700
"""EMU that two frames may share: one point, which nobody sees."""
CLOSE = 0.1
"""Of a title's height: further than this no template's body slot reaches into the title's and is left there."""
MOST_SHARED = 0.5
"""Of the smaller one: slots that the template itself lays upon one another share no more."""
LEAST_SIZE = 1000
"""1/100 pt: nothing is set smaller, whatever the template's own size."""


@dataclass(frozen=True)
class OnTemplate:
    """A deck on a template."""

    template: Path
    laid_out: LaidOut
    built: summitdeck.Built

    @property
    def scene(self) -> Scene | None:
        """Where everything goes; None when the template could not be read at all."""
        return self.laid_out.scene

    @property
    def refusals(self) -> list[str]:
        """Why it was not built."""
        return [f"{problem.message} [{problem.code}]" for problem in self.built.problems if problem.is_error]


def put_on(template: Path, deck: Path, folder: Path) -> OnTemplate:
    """Build a deck on a template, both copied into a new folder."""
    copy = folder / "slides" / deck.name
    shutil.copytree(deck, copy)
    shutil.copytree(COMMON, copy.parent / "common", dirs_exist_ok=True)
    own = copy / f"template{template.suffix}"
    shutil.copyfile(template, own)
    settings = copy / "deck.yaml"
    text = settings.read_text("utf-8")
    assert "template: summit" in text
    settings.write_text(text.replace("template: summit", f"template: {own.name}"), "utf-8")
    return OnTemplate(own, lay_out(copy), summitdeck.build(copy, folder / f"{deck.name}.pptx"))


def refusal_faults(on: OnTemplate) -> Iterator[str]:
    """Errors that do not say where, or not what to do; a deck that is missing without one."""
    errors = [problem for problem in on.built.problems if problem.is_error]
    if (on.built.path is None) != bool(errors):
        yield "neither built nor refused"
    for problem in errors:
        if not (problem.hint and problem.span):
            yield f"refused without a place or a hint: {problem.message}"


def match_table(on: OnTemplate) -> Iterator[str]:
    """What matched by which rule: first what our layouts ask for, then what each layout of the deck came to."""
    scene = on.scene
    if scene is None:
        return
    rows = [(f"'{kind}'", find_base_layout(scene.base, [kind])) for kind in KINDS]
    rows += list({(page.layout, page.base.part): (page.layout, page.match) for page in scene.pages}.values())
    for asked, match in rows:
        assert match is not None and match.rule in RULES and match.reason
        yield f"  {asked:14} {match.layout.name!r:34} {match.rule:14} {match.reason}"


def scene_faults(on: OnTemplate) -> Iterator[str]:
    """Title pages that are none, bodies in tiny slots, contents upon one another, text that is too small.

    Of a deck that was refused nothing: its pages are not as they would be.
    """
    scene = on.scene
    if scene is None or on.built.path is None:
        return
    for number, page in enumerate(scene.pages, 1):
        for fault in (*_title_page_faults(scene, page), *_body_faults(scene, page), *_look_faults(scene, page)):
            yield f"page {number} ({page.layout}): {fault}"


def _title_page_faults(scene: Scene, page: Page) -> Iterator[str]:
    has_one = any(slot.kind == "ctrTitle" for layout in scene.base.layouts for slot in layout.slots)
    if page.layout == "title" and has_one and page.match:
        facts = read_facts(page.base, scene.base.page)
        if page.match.rule in COMPOSED or facts.title is None:
            yield f"'{page.base.name}' is no title page, though there is one"


def _body_faults(scene: Scene, page: Page) -> Iterator[str]:
    for choice in page.choices:
        if choice.rule not in SLOT_RULES or not choice.reason:
            yield f"no reason for '{choice.slot.name}'"
    if page.match is None or page.layout == "title":
        return
    bodies = [shape for shape in page.shapes if isinstance(shape, TextShape) and shape.role == "body"]
    in_slots = [shape for shape in bodies if shape.slot and shape.slot.kind in ("body", "obj")]
    if bodies and page.layout == "content" and not page.match.composed and not in_slots:
        yield "no body stands in a slot for one"
    for shape in bodies:
        if shape.slot and area(shape.frame) < LEAST_BODY * area(scene.base.page) and not shape.moved:
            yield f"a body in the tiny slot '{shape.slot.name}'"


def _look_faults(scene: Scene, page: Page) -> Iterator[str]:
    for shape in page.shapes:
        for size in _sizes(shape):
            if size < LEAST_SIZE:
                yield f"'{shape.name}' is set in {size / 100:g} pt"
    seen = [shape for shape in page.shapes if isinstance(shape, TextShape | TableShape | PictureShape)]
    for first, second in combinations(seen, 2):
        a, b = first.frame, second.frame
        across, down = min(a.right, b.right) - max(a.x, b.x), min(a.bottom, b.bottom) - max(a.y, b.y)
        if across <= TOUCHING or down <= TOUCHING:
            continue
        theirs = overlap(first.slot.frame, second.slot.frame) if first.slot and second.slot else 0
        share = overlap(a, b) / min(area(a), area(b))
        is_close = first.role == "title" and down <= CLOSE * a.height if isinstance(first, TextShape) else False
        if not (is_close or overlap(a, b) <= theirs) or share > MOST_SHARED:
            yield f"'{first.name}' and '{second.name}' share {share:.0%}"


def _sizes(shape: Any) -> list[int]:
    match shape:
        case TableShape():
            return [shape.size]
        case TextShape():
            return [paragraph.size for paragraph in shape.body.paragraphs if paragraph.size]
    return []


def slide_faults(on: OnTemplate) -> Iterator[str]:
    """What python-pptx sees in the written file: titles elsewhere, empty placeholders, shapes outside the page."""
    from pptx import Presentation

    scene, path = on.scene, on.built.path
    if scene is None or path is None:
        return
    deck = Presentation(str(path))
    slides = list(deck.slides)
    if len(slides) != len(scene.pages):
        yield f"{len(slides)} slides for {len(scene.pages)} pages"
    for number, (slide, page) in enumerate(zip(slides, scene.pages, strict=False), 1):
        page_size = (int(deck.slide_width or 0), int(deck.slide_height or 0))
        for fault in (*_title_faults(slide, page), *_shape_faults(slide, page_size), *_upon_titles(slide)):
            yield f"slide {number} ({page.layout}): {fault}"


def _title_faults(slide: Any, page: Page) -> Iterator[str]:
    if not page.title or not any(slot.is_title for slot in page.base.slots):
        return  # without a slot it stands in a box
    title = slide.shapes.title
    if title is None:
        yield "its title is in no title placeholder"
    elif " ".join(title.text_frame.text.split()) != page.title:
        yield f"its title is {title.text_frame.text!r}, not {page.title!r}"


def _shape_faults(slide: Any, page: tuple[int, int]) -> Iterator[str]:
    """Furniture and titles that the template itself has outside the page are left there: so they are hidden in some."""
    for shape in slide.shapes:
        if shape.is_placeholder and shape.has_text_frame and not shape.text_frame.text:
            yield f"the placeholder '{shape.name}' is empty"
        inherits = shape.has_text_frame and shape._element.spPr.find(qn("a:xfrm")) is None
        if inherits and (_is_furniture(shape) or shape == slide.shapes.title):
            continue
        inside = 0 <= shape.left <= shape.left + shape.width <= page[0]
        if not inside or not 0 <= shape.top <= shape.top + shape.height <= page[1]:
            yield f"'{shape.name}' stands outside the page"


def _upon_titles(slide: Any) -> Iterator[str]:
    title = slide.shapes.title
    others = [shape for shape in slide.shapes if title is not None and shape != title and not _is_furniture(shape)]
    for shape in others:
        if _shared_height(shape, title) > title.height // 2:
            yield f"'{shape.name}' stands upon the title"


def _shared_height(one: Any, other: Any) -> int:
    """EMU of height that two shapes share where they also share width."""
    if min(one.left + one.width, other.left + other.width) <= max(one.left, other.left):
        return 0
    return max(0, int(min(one.top + one.height, other.top + other.height) - max(one.top, other.top)))


def texts_of(path: Path) -> set[str]:
    """Every paragraph, cell and note of a written deck, in one line each; without what numbers a title's pages."""
    from pptx import Presentation

    found = []
    for slide in Presentation(str(path)).slides:
        shapes = [shape for shape in slide.shapes if not _is_furniture(shape)]
        frames = [shape.text_frame for shape in shapes if shape.has_text_frame]
        frames += [cell.text_frame for shape in shapes if shape.has_table for cell in shape.table.iter_cells()]
        if slide.has_notes_slide:
            frames.append(slide.notes_slide.notes_text_frame)
        found += [paragraph.text for frame in frames for paragraph in frame.paragraphs]
    return {re.sub(r" *\(\d+/\d+\)$", "", " ".join(text.split())) for text in found}


def _is_furniture(shape: Any) -> bool:
    return bool(shape.is_placeholder) and shape.placeholder_format.type in FURNITURE


def package_faults(path: Path) -> Iterator[str]:
    """Parts that no relation leads to, and relations that lead nowhere."""
    with zipfile.ZipFile(path) as package:
        names = {name for name in package.namelist() if not name.endswith("/")}
        reached: set[str] = set()
        waiting = [""]
        while waiting:
            part = waiting.pop()
            for target in _targets(package, part) - reached:
                if target not in names:
                    yield f"{part} leads to {target}, which is not there"
                reached.add(target)
                waiting.append(target)
    parts = {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"}
    yield from (f"{name} is an orphan" for name in sorted(parts - reached))


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
