"""The pipeline, read like a table of contents: read, resolve, lay out, check, write.

    deck.yaml …  ──read──▶ Deck ──resolve──▶ Deck ─┐
    templates/   ──find──▶ Layouts ────────────────┼─ place ─▶ Scene ─ write ─▶ Package ─ check ─▶ deck.pptx
    base (.pptx) ──read──▶ Base ───────────────────┘

Every stage returns problems beside its value; they are gathered here, sorted and returned together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summitdeck.assets.files import Trouble, display_name, project_root
from summitdeck.checks import check_scene
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.ooxml.base_reader import read_base
from summitdeck.problems import Problem, error, has_errors, sort_problems
from summitdeck.scene.layouts import Layouts, find_layouts, search_path
from summitdeck.scene.place import place
from summitdeck.scene.templates import DEFAULT_TEMPLATE, find_template

if TYPE_CHECKING:
    from summitdeck.deck.model import Deck, Var
    from summitdeck.ooxml.model import Package
    from summitdeck.scene.base import Base
    from summitdeck.scene.model import Scene

Progress = Callable[[str, int, int], None]
"""Told while slides are laid out: what is done, how many slides are done, of how many."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A deck laid out, ready to be written or only looked at."""

    deck: Deck
    scene: Scene | None
    """None when there is no template to lay it out on."""
    template: Package | None
    problems: tuple[Problem, ...]
    """Sorted by place."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave."""

    path: Path | None
    """The file written; None when problems stopped it."""
    pages: int
    problems: tuple[Problem, ...]
    """Sorted by place."""
    deck: Deck


def build(
    deck: Path | str,
    output: Path | str | None = None,
    *,
    values: Mapping[str, Var] | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build the deck in a folder or file into a `.pptx` file.

    `values` go before the deck's own `vars`. Without `output` the file is `build/NAME.pptx` in the project. A deck
    with errors is not written, and the last good file stays. Raises nothing for what an author or a file can cause.
    """
    laid_out = lay_out(deck, values=values, progress=progress)
    path = Path(output) if output else default_output(laid_out.deck)
    problems = list(laid_out.problems)
    if has_errors(problems) or laid_out.scene is None or laid_out.template is None:
        return Built(None, 0, laid_out.problems, laid_out.deck)
    problems += _write(laid_out.scene, laid_out.template, laid_out.deck, path)
    written = None if has_errors(problems) else path
    return Built(written, len(laid_out.scene.pages), sort_problems(problems), laid_out.deck)


def check(deck: Path | str, *, values: Mapping[str, Var] | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a deck, or could be better, sorted by place. Writes nothing."""
    return lay_out(deck, values=values).problems


def lay_out(deck: Path | str, *, values: Mapping[str, Var] | None = None, progress: Progress | None = None) -> LaidOut:
    """Read a deck and place it; every problem of every stage, also of those after the first error."""
    read, problems = read_deck(Path(deck))
    resolved, found = resolve(read, values or {})
    gathered = [*problems, *found]
    root = project_root(resolved.folder)
    layouts, found = _layouts(resolved, root)
    gathered += found
    opened = _open_template(resolved, root)
    if isinstance(opened, Problem):
        return LaidOut(resolved, None, None, sort_problems([*gathered, opened]))
    base, template, found = opened
    gathered += found

    def step(done: int, total: int) -> None:
        if progress:
            progress("laying out", done, total)

    scene, found = place(resolved, base, layouts, (root, resolved.folder), step)
    gathered += found
    gathered += check_scene(scene)
    if not has_errors(gathered):
        layouts.remember()
    return LaidOut(resolved, scene, template, sort_problems(gathered))


def list_layouts(deck: Path | str) -> tuple[Layouts, tuple[Problem, ...]]:
    """The layouts that slides of a deck may use, and what is wrong with their templates."""
    folder = Path(deck) if Path(deck).is_dir() else Path(deck).parent
    layouts = find_layouts(search_path(DEFAULT_TEMPLATE, folder, project_root(folder)))
    return layouts, tuple(layouts.problems)


def default_output(deck: Deck) -> Path:
    """`build/NAME.pptx` under the project's root."""
    return project_root(deck.folder) / "build" / f"{deck.name or 'deck'}.pptx"


def _layouts(deck: Deck, root: Path) -> tuple[Layouts, tuple[Problem, ...]]:
    name = deck.settings.template.text if deck.settings.template else DEFAULT_TEMPLATE
    layouts = find_layouts(search_path(name, deck.folder, root))
    return layouts, tuple(layouts.problems)


def _open_template(deck: Deck, root: Path) -> tuple[Base, Package, tuple[Problem, ...]] | Problem:
    named = deck.settings.template
    span = named.place.span() if named and named.place else None
    found = find_template(named.text if named else DEFAULT_TEMPLATE, deck.folder, root)
    opened = found if isinstance(found, Trouble) else read_base(found)
    if isinstance(opened, Trouble):
        return error(opened.code, opened.message, span, opened.hint)
    return opened


def _write(scene: Scene, template: Package, deck: Deck, path: Path) -> tuple[Problem, ...]:
    """Turn the scene into a package, prove it, and put it in place."""
    from summitdeck.ooxml.deck_writer import scene_to_package
    from summitdeck.ooxml.package_writer import write_file
    from summitdeck.ooxml.self_check import check_package

    refused = _refuse_output(path, deck)
    if refused:
        return (refused,)
    package = scene_to_package(scene, template)
    findings = check_package(package)
    if has_errors(findings):
        return findings
    trouble = write_file(package, path)
    return (*findings, trouble) if trouble else findings


def _refuse_output(path: Path, deck: Deck) -> Problem | None:
    """An input is never overwritten."""
    inputs = [source.path for source in deck.sources]
    named = deck.settings.template
    if named:
        inputs.append(deck.folder / named.text)
    for file in inputs:
        if path.exists() and file.exists() and path.samefile(file):
            return error("overwrites-input", f"'{display_name(path)}' is read for this deck", None, "choose another -o")
    if path.is_dir():
        return error("not-a-file", f"'{display_name(path)}' is a folder", None, "name a file, as -o deck.pptx")
    return None
