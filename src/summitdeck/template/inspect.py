"""What a template offers: page, masters, layouts with their slots, colours, faces, and what of the file is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from summitdeck.assets.files import Trouble
from summitdeck.frozen import NamedTuple, dataclass
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, BaseLayout, Slot
from summitdeck.scene.styles import contrast
from summitdeck.template.contents import Count, dropped_contents, kept_contents
from summitdeck.template.study import StudiedMaster, Study, study_template
from summitdeck.template.viewers import Viewers, face_viewers
from summitdeck.typeset.faces import FaceKind, Faces, resolve_face
from summitdeck.typeset.model import BulletKind

LEVELS = 5
"""Levels that are told: those that PowerPoint's own masters have a sample line for."""
FURNITURE: Mapping[str, str] = {"ftr": "footer", "dt": "date", "sldNum": "number"}
"""Types of furniture slots, and what an author calls them."""
_ASPECTS = ((4, 3), (16, 9), (16, 10), (3, 4), (9, 16), (1, 1))
_A4 = 297 / 210
_NEARLY = 0.025
"""The same for A4: PowerPoint's own A4 page is 10.83 × 7.5 inches, 2 % off."""
_EVEN = 0.005
"""By how much a page may be off a ratio and still be told by it: far less than 16:9 is off 16:10."""


@dataclass(frozen=True, slots=True)
class MasterFacts:
    """A master."""

    name: str
    layouts: int
    furniture: tuple[str, ...]
    """Of `footer`, `date` and `number`, those it has."""


@dataclass(frozen=True, slots=True)
class ColorFacts:
    """A colour of the palette, and how words in it would look."""

    role: str
    color: str
    """Six hex digits."""
    contrast: float
    """Against the ground of the first master, or of `ground` where the role is a ground: then of text 1 on it."""


class Use(NamedTuple):
    """What a face is for."""

    role: str
    """`headings` or `text` of a theme, or `slots` for a face that slots name themselves."""
    script: str
    """`Latin` or `East Asian`."""


@dataclass(frozen=True, slots=True)
class FaceFacts:
    """A face that the template names, and whether it is to be had."""

    name: str
    uses: tuple[Use, ...]
    kind: FaceKind
    stand_in: str
    """The face whose widths are taken here."""
    widths: str
    """What its widths are, in words."""
    viewers: Viewers
    embedded: bool
    """Whether the file brings it along."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that `summitdeck template inspect` tells."""

    name: str
    base: Base
    masters: tuple[MasterFacts, ...]
    colors: tuple[ColorFacts, ...]
    faces: tuple[FaceFacts, ...]
    kept: tuple[Count, ...]
    dropped: tuple[Count, ...]
    problems: tuple[Problem, ...]
    """What reading it told: warnings without a place."""

    @property
    def aspect(self) -> str:
        """`16:9`, `4:3`, `A4`, …, or `other`."""
        return page_aspect(self.base.width, self.base.height)


def inspect_template(path: Path, language: str = "ja-JP", faces: Faces = resolve_face) -> Inspection | Trouble:
    """What the template at `path` offers: a PowerPoint file, an unzipped one, or a folder of `templates/`.

    `language` decides which East Asian face a theme gets that names none; `faces` says which faces are to be had.
    """
    study = study_template(path, language, faces)
    if isinstance(study, Trouble):
        return study
    return Inspection(
        study.label,
        study.base,
        tuple(_master(study, master) for master in study.masters),
        tuple(_colors(study.base)),
        tuple(named_faces(study)),
        kept_contents(study.kept),
        dropped_contents(study.opened, study.kept, study.main, study.problems),
        study.problems,
    )


def page_aspect(width: int, height: int) -> str:
    """What people call the shape of a page."""
    ratio = width / height
    for across, down in _ASPECTS:
        if abs(ratio * down / across - 1) < _EVEN:
            return f"{across}:{down}"
    is_a4 = any(abs(ratio / side - 1) < _NEARLY for side in (_A4, 1 / _A4))
    return "A4" if is_a4 else "other"


def _master(study: Study, master: StudiedMaster) -> MasterFacts:
    count = sum(1 for layout in study.layouts if layout.master is master)
    return MasterFacts(master.name, count, tuple(word for kind, word in FURNITURE.items() if master.has(kind)))


def _colors(base: Base) -> Iterator[ColorFacts]:
    palette = base.palette
    for role, color in palette.items():
        against = palette["tx1"] if role.startswith("bg") else palette["bg1"]
        yield ColorFacts(role, color, round(contrast(color, against), 2))


def named_faces(study: Study) -> Iterator[FaceFacts]:
    """The faces of the themes, then those that slots name themselves; each once."""
    embedded = frozenset(embedded_faces(study))
    for name, uses in _uses(study).items():
        is_asian = all(use.script == "East Asian" for use in uses)
        metrics = study.faces(name, is_asian)
        widths = "one em a character" if is_asian else metrics.describe()
        unique, viewers = tuple(dict.fromkeys(uses)), face_viewers(name)
        yield FaceFacts(name, unique, metrics.kind, metrics.stand_in, widths, viewers, name in embedded)


def _uses(study: Study) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for master in study.masters:
        theme = master.look.theme
        for face, role in ((theme.major, "headings"), (theme.minor, "text")):
            found.setdefault(face.latin, []).append(Use(role, "Latin"))
            found.setdefault(face.east_asian, []).append(Use(role, "East Asian"))
    of_themes = frozenset(found)
    for layout in study.base.layouts:
        for slot in layout.slots:
            for level in slot.levels[:LEVELS]:
                for name, script in ((level.face.latin, "Latin"), (level.face.east_asian, "East Asian")):
                    if name not in of_themes:
                        found.setdefault(name, []).append(Use("slots", script))
    found.pop("", None)
    return found


def embedded_faces(study: Study) -> Iterator[str]:
    """The faces whose files lie in the template."""
    listed = study.main.child("p:embeddedFontLst")
    for entry in listed.children if listed else ():
        font = entry.child("p:font")
        if font is not None:
            yield font.get("typeface") or ""


def level_sizes(slot: Slot) -> tuple[int, ...]:
    """Sizes of a slot's levels in 1/100 pt: one for titles and furniture, up to five for contents."""
    if slot.is_title or slot.is_furniture or slot.kind == "pic":
        return (slot.levels[0].size,)
    return tuple(level.size for level in slot.levels[:LEVELS])


def bullet_words(slot: Slot) -> str:
    """The marks before a slot's first levels: `•`, `1.`, `picture`, or `none`."""
    words = []
    for level in slot.levels[: len(level_sizes(slot))]:
        bullet = level.bullet
        match bullet.kind:
            case BulletKind.CHARACTER:
                words.append(bullet.character)
            case BulletKind.NUMBER:
                words.append("1.")
            case BulletKind.PICTURE:
                words.append("picture")
            case _:
                words.append("")
    marks = tuple(dict.fromkeys(word for word in words if word))
    return " ".join(marks) if marks else "none"


def furniture_words(layout: BaseLayout) -> tuple[str, ...]:
    """Which of footer, date and number a layout has a slot for."""
    kinds = {slot.kind for slot in layout.slots}
    return tuple(word for kind, word in FURNITURE.items() if kind in kinds)
