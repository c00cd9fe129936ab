"""A template read once, for all that is told about it: its Base, and the XML of its masters and layouts behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name
from summitdeck.frozen import dataclass
from summitdeck.ooxml.base_reader import package_to_base
from summitdeck.ooxml.design import Design
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.offer_reader import design_trees
from summitdeck.ooxml.package_reader import open_package
from summitdeck.ooxml.placeholders import Placeholder, placeholders
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Element
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, BaseLayout, Slot
from summitdeck.scene.templates import BASE_NAMES
from summitdeck.typeset.faces import Faces, resolve_face


@dataclass(frozen=True, slots=True)
class StudiedMaster:
    """A master as the file has it."""

    number: int
    """From 0, in the presentation's order."""
    name: str
    """That of its theme, as PowerPoint shows it."""
    part: Part
    tree: Element
    theme: Element
    look: Look
    marks: tuple[Placeholder, ...]
    """Its placeholders in document order."""

    def has(self, kind: str) -> bool:
        """Whether it has a placeholder of this type."""
        return any(mark.kind == kind for mark in self.marks)


@dataclass(frozen=True, slots=True)
class StudiedLayout:
    """A base layout with the XML it comes from."""

    base: BaseLayout
    part: Part
    tree: Element
    master: StudiedMaster
    look: Look
    marks: tuple[Placeholder, ...]
    """The placeholders behind `base.slots`, in the same order."""

    @property
    def pairs(self) -> Iterator[tuple[Slot, Placeholder]]:
        """Each slot and the placeholder it comes from."""
        return zip(self.base.slots, self.marks, strict=False)


@dataclass(frozen=True, slots=True)
class Study:
    """All that is known of a template."""

    label: str
    """The file's name, as messages call it."""
    language: str
    base: Base
    opened: Package
    """As the file has it, macros aside. Parts that decks do not get are not proven to unpack."""
    kept: Package
    """What decks get of it."""
    main: Element
    """presentation.xml as the file has it."""
    masters: tuple[StudiedMaster, ...]
    layouts: tuple[StudiedLayout, ...]
    faces: Faces
    problems: tuple[Problem, ...]
    """What reading it told."""


def study_template(path: Path, language: str, faces: Faces = resolve_face) -> Study | Trouble:
    """Read the template at `path`: a PowerPoint file, an unzipped one, or a folder of `templates/`."""
    opened = open_package(template_base(path))
    if isinstance(opened, Trouble):
        return opened
    read = package_to_base(opened, _label(path), language)
    if isinstance(read, Trouble):
        return read
    base, kept, problems = read
    design = _design(opened, language)
    masters = tuple(_master(design, part, number) for number, part in enumerate(design.master_parts()))
    layouts = tuple(_layout(design, layout, masters[layout.master]) for layout in base.layouts)
    main = design.trees[design.main.name]
    return Study(_label(path), language, base, opened, kept, main, masters, layouts, faces, problems)


def template_base(path: Path) -> Path:
    """What to open for `path`: itself, or the base in it when it is a folder of `templates/`."""
    try:
        if path.is_dir() and not (path / "[Content_Types].xml").is_file():
            return next((path / name for name in BASE_NAMES if (path / name).exists()), path)
    except (OSError, ValueError):  # a name that no file can have: reading says so
        pass
    return path


def _label(path: Path) -> str:
    return display_name(path) if path.is_dir() else path.name


def _design(package: Package, language: str) -> Design:
    """The package with the parts parsed that a Base is read from. `read_base` has found them all to be sound."""
    trees = design_trees(package, "")
    assert not isinstance(trees, Trouble)
    return Design(package, trees, language)


def _master(design: Design, part: Part, number: int) -> StudiedMaster:
    tree = design.trees[part.name]
    theme = next((design.trees[each.name] for each in design.package.related(part, "theme")), Element("", {}))
    name = theme.get("name") or f"master {number + 1}"
    return StudiedMaster(number, name, part, tree, theme, design.master(part).look, tuple(placeholders(tree)))


def _layout(design: Design, layout: BaseLayout, master: StudiedMaster) -> StudiedLayout:
    part, tree = design.package.parts[layout.part], design.trees[layout.part]
    seen = design.page_look(part, tree, master.look, (master.tree,))
    return StudiedLayout(layout, part, tree, master, seen, tuple(placeholders(tree)))
