"""Placeholders of real templates, nearly full: does each fit when it is said to, and not when not?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from summitdeck.assets.files import Trouble
from summitdeck.ooxml.base_reader import read_base
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_writer import write_file
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.model import Page, Scene, SceneParagraph, SceneRun, TextBody, TextShape
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.fitting import SLACK
from summitdeck.typeset.height import text_height
from summitdeck.typeset.model import EMU_PER_INCH, EMU_PER_POINT, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile
from tools.judge import words
from tools.judge.drawn import DrawnLine, blank_pages, find_text, overflow, page_texts, without_background
from tools.judge.faces import are_installed
from tools.judge.office import Office
from tools.judge.pdf import Sheet, read_sheets

LEAST_WIDTH, LEAST_HEIGHT = 2 * EMU_PER_INCH, EMU_PER_INCH
"""EMU of a placeholder that is worth filling."""
SHARES = (0.9, 1.1)
"""How full a placeholder is made, by our own measure."""
TRIES = 60
NOISE = 0.3
"""Points that rounding to 1/100 mm and to dots may move a line over a whole text."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A placeholder with its text, and what is said of it."""

    template: str
    page: Page
    slot: Slot
    heights: dict[Profile, int]
    """EMU the text takes, computed."""
    room: int
    """EMU between the insets."""
    is_known: bool
    """Whether LibreOffice has the faces."""

    def fits(self, profile: Profile | None, fitted: bool) -> bool:
        """Our verdict; None: by the profile that takes more. `fitted`: with the half point that fitting wants left."""
        height = self.heights[profile] if profile else max(self.heights.values())
        return height + SLACK * fitted <= self.room


@dataclass(frozen=True, slots=True)
class Judged:
    """A filled placeholder and the truth."""

    filled: Filled
    over: float
    """Points by which the last line stands below the frame; negative while there is room."""
    lines: tuple[DrawnLine, ...]

    @property
    def fits(self) -> bool:
        """Whether the drawn text stays in its frame."""
        return self.over <= NOISE

    def is_wrong(self, profile: Profile | None, fitted: bool) -> bool:
        """Whether our verdict is not the truth."""
        return self.filled.fits(profile, fitted) != self.fits

    def describe(self) -> str:
        """For a person: what was computed, what is drawn."""
        filled = self.filled
        text = filled.heights[Profile.LIBREOFFICE] / EMU_PER_POINT
        return (
            f"{filled.template}, '{filled.page.base.name}', '{filled.slot.name}' (idx {filled.slot.idx}): text "
            f"{text:.1f} pt in {filled.room / EMU_PER_POINT:.1f} pt, drawn {self.over:+.1f} pt beyond"
        )


def usable_slots(base: Base) -> list[tuple[BaseLayout, Slot]]:
    """The body placeholders that can be filled with lines of text: large enough, upright, in one column."""
    page = base.page
    return [
        (layout, slot)
        for layout in base.layouts
        for slot in layout.slots
        if slot.kind in {"body", "obj"} and slot.wrap and slot.vertical == "horz" and slot.columns == 1
        if slot.text_frame.width >= LEAST_WIDTH and slot.text_frame.height >= LEAST_HEIGHT
        if slot.frame.bottom <= page.bottom and slot.frame.right <= page.right and slot.frame.x >= 0
        if slot.levels[0].size * 127 * 4 <= slot.text_frame.height
    ]


def fill_template(path: Path, count: int, seed: int, faces: Faces = resolve_face) -> tuple[Package, list[Filled]]:
    """The template with `count` pages, a nearly full placeholder on each; fewer where it has no usable ones.

    Sizes are inherited: nothing but the text, its levels and `noAutofit` is written.
    """
    read = read_base(path)
    if isinstance(read, Trouble):
        raise ValueError(f"{path.name}: {read.message}")
    base, package, _ = read
    chance = random.Random(f"{path.name} {seed}")
    slots = usable_slots(base)
    chance.shuffle(slots)
    filled = []
    for number in range(count if slots else 0):
        layout, slot = slots[number % len(slots)]
        made = _fill(chance, layout, slot, path.name, number, faces)
        if made:
            filled.append(made)
    pages = [each.page for each in filled]
    scene = Scene(base, (*pages, *blank_pages(pages)), "ja-JP")
    return scene_to_package(scene, package), filled


def _fill(
    chance: random.Random, layout: BaseLayout, slot: Slot, template: str, number: int, faces: Faces
) -> Filled | None:
    """Paragraphs until the text is as high as drawn by lot; None when no attempt comes near."""
    frame = slot.text_frame
    for _ in range(TRIES):
        goal = chance.uniform(*SHARES) * frame.height
        paragraphs = _paragraphs_up_to(chance, slot, frame, goal, faces)
        measured = [_measured(paragraph, slot) for paragraph in paragraphs]
        heights = {
            each: text_height(measured, frame.width, each, first_last=slot.first_last_spacing, faces=faces)
            for each in Profile
        }
        if SHARES[0] <= heights[Profile.LIBREOFFICE] / frame.height <= SHARES[1]:
            shape = TextShape("Body", slot.frame, TextBody(tuple(paragraphs), "none"), slot, role="body")
            known = are_installed(paragraph.style.face.latin for paragraph in measured)
            page = Page(layout, (shape,), f"page-{number}")
            return Filled(template, page, slot, heights, frame.height, known)
    return None


def _paragraphs_up_to(
    chance: random.Random, slot: Slot, frame: Frame, goal: float, faces: Faces
) -> list[SceneParagraph]:
    paragraphs: list[SceneParagraph] = []
    level = 0
    while len(paragraphs) < 30:
        text = words.any_text(chance)
        text = text[: chance.randint(4, len(text))].strip() if chance.random() < 0.5 and len(text) > 4 else text
        paragraphs.append(SceneParagraph((SceneRun(text),), level))
        measured = [_measured(paragraph, slot) for paragraph in paragraphs]
        profile, first_last = Profile.LIBREOFFICE, slot.first_last_spacing
        if text_height(measured, frame.width, profile, first_last=first_last, faces=faces) >= goal:
            break
        level = max(0, min(4, level + chance.choice((-1, 0, 0, 1))))
    return paragraphs


def _measured(paragraph: SceneParagraph, slot: Slot) -> SetParagraph:
    return SetParagraph(tuple(SetRun(run.text) for run in paragraph.runs), slot.levels[paragraph.level])


def judge_placeholders(
    templates: Sequence[Path], each: int, office: Office, seed: int, faces: Faces = resolve_face
) -> Iterator[Judged]:
    """Fill `each` placeholders of each template, convert, and read the truth. Raises RuntimeError for a lost text."""
    decks, filled = [], []
    for template in templates:
        package, made = fill_template(template, each, seed, faces)
        if made:
            path = office.folder / "decks" / "placeholders" / f"{template.name.replace('.', '-')}.pptx"
            path.parent.mkdir(parents=True, exist_ok=True)
            refused = write_file(package, path)
            if refused:
                raise RuntimeError(refused.message)
            decks.append(path)
            filled.append(made)
    for pdf, made in zip(office.to_pdf(decks), filled, strict=True):
        blanks = blank_pages([one.page for one in made])
        sheets = read_sheets(pdf)
        if len(sheets) != len(made) + len(blanks):
            raise RuntimeError(f"{pdf.name}: {len(made)} + {len(blanks)} slides, but {len(sheets)} pages")
        backgrounds = {page.base.part: sheet for page, sheet in zip(blanks, sheets[len(made) :], strict=True)}
        for number, one in enumerate(made):
            sheet = without_background(sheets[number], backgrounds[one.page.base.part])
            yield _judge(one, number + 1, sheet)


def _judge(filled: Filled, number: int, sheet: Sheet) -> Judged:
    (text,) = page_texts(filled.page, number)
    drawn = find_text(text, sheet)
    if drawn is None:
        raise RuntimeError(f"{filled.template}, {text.what}: not found in the PDF")
    return Judged(filled, overflow(text, drawn), tuple(drawn))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How right we are over many placeholders."""

    count: int
    wrong_fits: int
    """Said to fit, and overflow."""
    wrong_overflows: int
    """Said to overflow, and fit."""

    @property
    def right(self) -> float:
        """The share of right verdicts."""
        return 1 - (self.wrong_fits + self.wrong_overflows) / self.count


def verdict(judged: Sequence[Judged], profile: Profile | None, fitted: bool) -> Verdict:
    """Count over placeholders; see `Filled.fits`."""
    wrong = [each for each in judged if each.is_wrong(profile, fitted)]
    return Verdict(len(judged), sum(not each.fits for each in wrong), sum(each.fits for each in wrong))
