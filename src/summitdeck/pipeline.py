"""The pipeline, read like a table of contents: read, resolve, lay out, check, write.

    deck.yaml …  ──read──▶ Deck ──resolve──▶ Deck ─┐
    templates/   ──find──▶ Layouts ────────────────┼─ place ─▶ Scene ─ write ─▶ Package ─ check ─▶ deck.pptx
    base (.pptx) ──read──▶ Base ───────────────────┘

Every stage returns problems beside its value; they are gathered here, sorted and returned together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from summitdeck.assets.files import Trouble, display_name, project_root
from summitdeck.checks import check_scene
from summitdeck.deck.ids import check_links
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.frozen import dataclass
from summitdeck.ooxml.base_reader import read_base
from summitdeck.problems import Problem, error, has_errors, sort_problems
from summitdeck.scene.language import deck_language
from summitdeck.scene.layouts import Layouts, find_layouts, search_path
from summitdeck.scene.pictures import Album
from summitdeck.scene.place import check_slides, place
from summitdeck.scene.templates import DEFAULT_TEMPLATE, find_template

if TYPE_CHECKING:
    from summitdeck.deck.model import Deck, Var
    from summitdeck.deck.source import Source
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
    inputs: tuple[Path, ...] = ()
    """The files and folders that were read: slides, layouts, pictures, the template."""
    sources: tuple[Source, ...] = ()
    """The text files among them, so that problems can show their lines."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave."""

    path: Path | None
    """The file written; None when problems stopped it."""
    pages: int
    problems: tuple[Problem, ...]
    """Sorted by place."""
    deck: Deck
    sources: tuple[Source, ...] = ()
    """The text files that were read, so that problems can show their lines."""


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
    if laid_out.scene is not None and laid_out.template is not None and not has_errors(problems):
        problems += _write(laid_out.scene, laid_out.template, laid_out.inputs, path)
    if laid_out.scene is None or has_errors(problems):
        return Built(None, 0, sort_problems(problems), laid_out.deck, laid_out.sources)
    return Built(path, len(laid_out.scene.pages), sort_problems(problems), laid_out.deck, laid_out.sources)


def check(deck: Path | str, *, values: Mapping[str, Var] | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a deck, or could be better, sorted by place. Writes nothing."""
    return lay_out(deck, values=values).problems


def lay_out(deck: Path | str, *, values: Mapping[str, Var] | None = None, progress: Progress | None = None) -> LaidOut:
    """Read a deck and place it; every problem of every stage, also of those after the first error."""
    read, problems = read_deck(Path(deck))
    resolved, found = resolve(read, values or {})
    gathered = [*problems, *found]
    if resolved is not read and not has_errors(problems):  # ids of slides that could not be read are not known here
        gathered += check_links(resolved.slides)
    root = project_root(resolved.folder)
    layouts = find_layouts(search_path(_template_name(resolved), resolved.folder, root))
    gathered += layouts.problems
    sources = (*resolved.sources, *layouts.sources)
    opened = _open_template(resolved, root)
    if isinstance(opened, Problem):
        gathered += [opened, *check_slides(resolved, layouts)]
        return LaidOut(resolved, None, None, sort_problems(gathered), sources=sources)
    path, base, template, found = opened
    gathered += found

    def step(done: int, total: int) -> None:
        if progress:
            progress("laying out", done, total)

    album = Album((root, resolved.folder))
    scene, found = place(resolved, base, layouts, album, step)
    gathered += found
    gathered += check_scene(scene)
    layouts.remember()
    inputs = (path, *(source.path for source in sources), *album.paths)
    return LaidOut(resolved, scene, template, sort_problems(gathered), inputs, sources)


def list_layouts(deck: Path | str) -> tuple[Layouts, tuple[Problem, ...]]:
    """The layouts that slides of a deck may use, and what is wrong with their templates.

    What is wrong with the deck itself does not matter here: a folder without one lists the built-in layouts.
    """
    read, _ = read_deck(Path(deck))
    layouts = find_layouts(search_path(_template_name(read), read.folder, project_root(read.folder)))
    return layouts, tuple(layouts.problems)


def default_output(deck: Deck) -> Path:
    """`build/NAME.pptx` under the project's root."""
    return project_root(deck.folder) / "build" / f"{deck.name or 'deck'}.pptx"


def _template_name(deck: Deck) -> str:
    return deck.settings.template.text if deck.settings.template else DEFAULT_TEMPLATE


def _open_template(deck: Deck, root: Path) -> tuple[Path, Base, Package, tuple[Problem, ...]] | Problem:
    """The template's path, what it offers, its package, and warnings about it."""
    named = deck.settings.template
    span = named.place.span() if named and named.place else None
    name = _template_name(deck)
    found = find_template(name, deck.folder, root)
    opened = found if isinstance(found, Trouble) else read_base(found, name=name, language=deck_language(deck))
    if isinstance(found, Trouble) or isinstance(opened, Trouble):
        trouble = found if isinstance(found, Trouble) else opened
        assert isinstance(trouble, Trouble)
        return error(trouble.code, trouble.message, span, trouble.hint)
    return found, *opened


def _write(scene: Scene, template: Package, inputs: Sequence[Path], path: Path) -> tuple[Problem, ...]:
    """Turn the scene into a package, prove it, and put it in place."""
    from summitdeck.ooxml.deck_writer import scene_to_package
    from summitdeck.ooxml.package_writer import source_date, write_file
    from summitdeck.ooxml.self_check import check_package

    refused = _refuse_output(path, inputs)
    if refused:
        return (refused,)
    date = source_date()
    package = scene_to_package(scene, template, created=date)
    findings = check_package(package, template)
    if has_errors(findings):
        return findings
    trouble = write_file(package, path, date=date)
    return (*findings, trouble) if trouble else findings


def _refuse_output(path: Path, inputs: Sequence[Path]) -> Problem | None:
    """An input is never overwritten, and nothing is put into an unzipped template."""
    try:
        real = path.resolve()
        for read in inputs:
            if real.is_relative_to(read.resolve()):  # the file itself, or a file in the folder
                message = f"'{display_name(path)}' is read for this deck"
                return error("overwrites-input", message, None, "name another file with -o")
        if path.is_dir():
            return error("not-a-file", f"'{display_name(path)}' is a folder", None, "name a file, as -o deck.pptx")
    except (OSError, RuntimeError, ValueError) as mistake:  # a loop of links, a NUL in the name
        return error("cannot-write", f"'{display_name(path)}' cannot be written: {mistake}")
    return None
