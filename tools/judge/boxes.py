"""Boxes of random text: does LibreOffice set each in as many lines as computed?"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import has_east_asian
from summitdeck.typeset.setting import set_paragraph
from tools.judge import words
from tools.judge.office import Office
from tools.judge.pdf import glyphs_to_lines, line_text, normal, read_sheets

INCH = 914400
BULLET = "•"
_PAGE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_SHAPES = f'{_PAGE} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of box: what it says, in which faces."""

    text: Callable[[random.Random], str]
    faces: tuple[Face, ...]
    language: str
    """Of runs with East Asian text."""


def _faces(east_asian: str, *latin: str) -> tuple[Face, ...]:
    return tuple(Face(name, east_asian) for name in latin)


_JAPANESE = "Noto Sans CJK JP"
_INSTALLED = _faces(_JAPANESE, "Calibri", "Arial", "Cambria", "Times New Roman")
KINDS: Mapping[str, Kind] = {
    "installed": Kind(words.any_text, _INSTALLED, "ja-JP"),
    "missing": Kind(
        words.any_text,
        (
            *_faces(_JAPANESE, "Georgia", "Verdana", "Segoe UI", "Consolas", "Corbel"),
            Face("Yu Gothic", "Yu Gothic"),
        ),
        "ja-JP",
    ),
    "chinese": Kind(words.chinese, _faces("Noto Sans CJK SC", "Calibri", "Arial"), "zh-CN"),
    "korean": Kind(words.korean, _faces("Noto Sans CJK KR", "Calibri", "Arial"), "ko-KR"),
    "awkward": Kind(words.awkward, _faces(_JAPANESE, "Calibri", "Arial"), "ja-JP"),
}
"""`installed`: faces that LibreOffice has on Debian with the packages of `.ci/run`, or one as wide; `missing`: faces
that it has to replace; `awkward`: tabs, URLs, long words, line breaks, no-break spaces, several spaces."""


@dataclass(frozen=True, slots=True)
class Box:
    """One slide's text."""

    width: int
    """EMU between the insets."""
    paragraphs: tuple[SetParagraph, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A box, the lines of each profile and the lines drawn, all without spaces."""

    box: Box
    computed: Mapping[Profile, Sequence[str]]
    drawn: Sequence[str]

    def count(self, profile: Profile | None) -> int:
        """Lines in a profile; None: in the one that takes more."""
        counts = {each: len(lines) for each, lines in self.computed.items()}
        return counts[profile] if profile else max(counts.values())


def random_boxes(kind: str, count: int, seed: int) -> list[Box]:
    """Boxes of a kind: 3 to 8 paragraphs in up to five levels, 2 to 9 inches wide, 12 to 28 pt, some bold."""
    chance = random.Random(f"{kind} {seed}")
    return [_random_box(chance, KINDS[kind]) for _ in range(count)]


def _random_box(chance: random.Random, kind: Kind) -> Box:
    face = chance.choice(kind.faces)
    first = chance.randint(14, 28)
    paragraphs = []
    level = 0
    for _ in range(chance.randint(3, 8)):
        style = LevelStyle(
            size=max(12, first - 2 * level) * 100,
            face=face,
            bold=chance.random() < 0.15,
            margin_left=228600 + 342900 * level,
            indent=-228600,
            bullet=Bullet(BulletKind.CHARACTER, BULLET),
            language=kind.language,
        )
        paragraphs.append(SetParagraph(_random_runs(chance, kind), style))
        level = max(0, min(4, level + chance.choice((-1, 0, 0, 1))))
    return Box(round(chance.uniform(2, 9) * INCH), tuple(paragraphs), kind.language)


def _random_runs(chance: random.Random, kind: Kind) -> tuple[SetRun, ...]:
    """A bullet's runs: mostly one, sometimes three with the middle one bold."""
    text = kind.text(chance)
    if chance.random() < 0.8:
        return (SetRun(text),)
    start, end = sorted((chance.randint(1, len(text)), chance.randint(1, len(text))))
    runs = (SetRun(text[:start]), SetRun(text[start:end], bold=True), SetRun(text[end:]))
    return tuple(run for run in runs if run.text)


def write_boxes(boxes: Sequence[Box], path: Path) -> Path:
    """Write each box on a slide of its own, sizes, faces and languages explicit; the path again."""
    from pptx import Presentation
    from pptx.oxml import parse_xml
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(10 * INCH), Emu(56 * INCH)
    for box in boxes:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes._spTree.append(parse_xml(_box_to_xml(box)))
    path.parent.mkdir(parents=True, exist_ok=True)
    deck.save(str(path))
    return path


def _box_to_xml(box: Box) -> str:
    paragraphs = "".join(_paragraph_to_xml(paragraph, box.language) for paragraph in box.paragraphs)
    return (
        f'<p:sp {_SHAPES}><p:nvSpPr><p:cNvPr id="2" name="Box"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{INCH // 4}" y="{INCH // 4}"/><a:ext cx="{box.width}" cy="{55 * INCH}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _paragraph_to_xml(paragraph: SetParagraph, language: str) -> str:
    style = paragraph.style
    east_asian = has_east_asian("".join(run.text for run in paragraph.runs))
    tongues = (language, "en-US") if east_asian else ("en-US", language)
    latin, wide = quoteattr(style.face.latin), quoteattr(style.face.east_asian)
    runs = []
    for run in paragraph.runs:
        bold = ' b="1"' if style.bold or run.bold else ""
        look = f'lang="{tongues[0]}" altLang="{tongues[1]}" sz="{style.size}"{bold}'
        faces = f"<a:latin typeface={latin}/><a:ea typeface={wide}/>"
        pieces = [
            f"<a:r><a:rPr {look}>{faces}</a:rPr><a:t>{escape(piece)}</a:t></a:r>" if piece else ""
            for piece in run.text.split("\n")
        ]
        runs.append(f"<a:br><a:rPr {look}>{faces}</a:rPr></a:br>".join(pieces))
    return (
        f'<a:p><a:pPr marL="{style.margin_left}" indent="{style.indent}"><a:buFont typeface={latin}/>'
        f'<a:buChar char="{BULLET}"/></a:pPr>{"".join(runs)}</a:p>'
    )


def judge_boxes(boxes: Sequence[Box], office: Office, name: str, faces: Faces = resolve_face) -> list[Judged]:
    """Convert the boxes and hold the lines of each profile against those drawn."""
    (pdf,) = office.to_pdf([write_boxes(boxes, office.folder / "decks" / f"{name}.pptx")])
    sheets = read_sheets(pdf)
    if len(sheets) != len(boxes):
        raise RuntimeError(f"{len(boxes)} boxes, but {len(sheets)} pages")
    judged = []
    for box, sheet in zip(boxes, sheets, strict=True):
        drawn = [line_text(line).removeprefix(BULLET) for line in glyphs_to_lines(sheet.glyphs)]
        judged.append(Judged(box, {profile: computed_lines(box, profile, faces) for profile in Profile}, drawn))
    return judged


def computed_lines(box: Box, profile: Profile, faces: Faces = resolve_face) -> list[str]:
    """The lines as `typeset` sets them, without spaces; an empty one is not drawn."""
    lines = [
        normal(line)
        for paragraph in box.paragraphs
        for line in set_paragraph(paragraph, box.width, profile, faces=faces).texts
    ]
    return [line for line in lines if line]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How right a profile is over many boxes."""

    boxes: int
    lines: int
    """Drawn."""
    under: int
    """Boxes of which fewer lines were computed than are drawn."""
    over: int
    off: int
    """Lines too few or too many, of all boxes together."""

    @property
    def wrong(self) -> float:
        """The share of boxes with another number of lines."""
        return (self.under + self.over) / self.boxes


def verdict(judged: Sequence[Judged], profile: Profile | None) -> Verdict:
    """Count over boxes; `profile` None takes for each the one with more lines."""
    pairs = [(each.count(profile), len(each.drawn)) for each in judged]
    return Verdict(
        len(pairs),
        sum(drawn for _, drawn in pairs),
        sum(computed < drawn for computed, drawn in pairs),
        sum(computed > drawn for computed, drawn in pairs),
        sum(abs(computed - drawn) for computed, drawn in pairs),
    )


def same_lines(judged: Sequence[Judged]) -> float:
    """The share of drawn lines that LibreOffice's profile has with the same text at the same place."""
    same = sum(a == b for each in judged for a, b in zip(each.computed[Profile.LIBREOFFICE], each.drawn, strict=False))
    return same / max(1, sum(len(each.drawn) for each in judged))


def first_difference(judged: Judged) -> str:
    """Where a box goes wrong in LibreOffice's profile: two lines computed, and the same two drawn."""
    ours = judged.computed[Profile.LIBREOFFICE]
    pairs = zip(ours, judged.drawn, strict=False)
    at = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(judged.drawn)))
    face = judged.box.paragraphs[0].style.face
    counts = f"{len(ours)} lines for {len(judged.drawn)}"
    return f"{face.latin}, {counts}; line {at + 1}: {list(ours[at : at + 2])} but {list(judged.drawn[at : at + 2])}"
