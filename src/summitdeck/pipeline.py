"""The pipeline, read like a table of contents: read, resolve, lay out, check, write.

    deck.yaml …  ──read──▶ Deck ──resolve──▶ Deck ─┐
    templates/   ──find──▶ Layouts ────────────────┼─ place ─▶ Scene ─ write ─▶ Package ─ check ─▶ deck.pptx
    base (.pptx) ──read──▶ Base ───────────────────┘

Every stage returns problems beside its value; they are gathered here, sorted and returned together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, project_root
from summitdeck.checks import check_scene
from summitdeck.checks.to_fill import tell_prompts_once
from summitdeck.deck.folders import allowed_roots
from summitdeck.deck.ids import check_links
from summitdeck.deck.language import deck_language
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.deck.vars import with_value_files
from summitdeck.frozen import TYPE_CHECKING, NamedTuple, dataclass, replace
from summitdeck.ooxml.base_reader import read_base
from summitdeck.problems import Problem, error, has_errors, name_turns, sort_problems, warnings_as_errors
from summitdeck.scene.layouts import Layouts, find_layouts, search_path
from summitdeck.scene.pictures import Album
from summitdeck.scene.place import check_slides, place
from summitdeck.scene.templates import DEFAULT_TEMPLATE, builtin_folder, find_template
from summitdeck.typeset.face_finder import SWITCH, FaceFinder, find_faces
from summitdeck.typeset.faces import Faces, resolve_face

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
    faces: Faces = resolve_face
    """What text was measured with."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave."""

    path: Path | None
    """The file written; None when problems stopped it."""
    pages: int
    problems: tuple[Problem, ...]
    """Errors and warnings, sorted by place; notes are for `check`."""
    deck: Deck
    sources: tuple[Source, ...] = ()
    """The text files that were read, so that problems can show their lines."""


def build(
    deck: Path | str,
    output: Path | str | None = None,
    *,
    values: Mapping[str, Var] | None = None,
    value_files: Sequence[Path] = (),
    progress: Progress | None = None,
    strict: bool = False,
) -> Built:
    """Build the deck in a folder or file into a `.pptx` file.

    `values` go before those of `value_files` (YAML; later files before earlier ones), and these before the deck's own
    `vars`. Without `output` the file is `build/NAME.pptx` in the project. A deck with errors is not written, and the
    last good file stays; `strict`: warnings are errors. Raises nothing for what an author or a file can cause.
    """
    laid_out = lay_out(deck, values=values, value_files=value_files, progress=progress, strict=strict)
    path = Path(output) if output else default_output(laid_out.deck)
    problems = tell_prompts_once([problem for problem in laid_out.problems if not problem.is_note])
    if laid_out.scene is not None and laid_out.template is not None and not has_errors(problems):
        problems += _write(laid_out.scene, laid_out.template, laid_out.inputs, path, laid_out.deck.settings.prune)
    if laid_out.scene is None or has_errors(problems):
        return Built(None, 0, sort_problems(problems), laid_out.deck, laid_out.sources)
    return Built(path, len(laid_out.scene.pages), sort_problems(problems), laid_out.deck, laid_out.sources)


def check(
    deck: Path | str,
    *,
    values: Mapping[str, Var] | None = None,
    value_files: Sequence[Path] = (),
    strict: bool = False,
) -> tuple[Problem, ...]:
    """Everything that is wrong with a deck, could be better, or was done to make it fit; sorted by place.

    Writes nothing. `strict`: warnings are errors.
    """
    return lay_out(deck, values=values, value_files=value_files, strict=strict).problems


def lay_out(
    deck: Path | str,
    *,
    values: Mapping[str, Var] | None = None,
    value_files: Sequence[Path] = (),
    progress: Progress | None = None,
    strict: bool = False,
) -> LaidOut:
    """Read a deck and place it; every problem of every stage, also of those after the first error."""
    laid_out = _lay_out(Path(deck), values or {}, value_files, progress)
    found = name_turns(laid_out.problems)
    return replace(laid_out, problems=sort_problems(warnings_as_errors(found) if strict else found))


def _lay_out(deck: Path, values: Mapping[str, Var], value_files: Sequence[Path], progress: Progress | None) -> LaidOut:
    read, problems = read_deck(deck)
    if value_files:
        read, found = with_value_files(read, value_files)
        problems = (*problems, *found)
    resolved, found = resolve(read, values)
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
        return LaidOut(resolved, None, None, tuple(gathered), sources=sources)
    path, base, template, found = opened
    gathered += found
    layouts.offer(base)

    def step(done: int, total: int) -> None:
        if progress:
            progress("laying out", done, total)

    album = Album(allowed_roots(resolved.folder, resolved.settings.folders))
    faces = faces_of(font_folders(resolved.folder, root, path))
    scene, found = place(resolved, base, layouts, album, step, faces)
    gathered += found
    is_own = path.is_relative_to(builtin_folder())
    gathered += check_scene(scene, resolved, faces, found, is_own_template=is_own)
    gathered += faces.problems
    layouts.remember()
    inputs = (path, *(source.path for source in sources), *album.paths, *faces.paths)
    return LaidOut(resolved, scene, template, tuple(gathered), inputs, sources, faces)


def list_layouts(deck: Path | str) -> tuple[Layouts, tuple[Problem, ...]]:
    """The layouts that slides of a deck may use, the template's own among them, and what is wrong with them.

    What is wrong with the deck itself does not matter here: a folder without one lists the built-in layouts.
    """
    read, _ = read_deck(Path(deck))
    root = project_root(read.folder)
    layouts = find_layouts(search_path(_template_name(read), read.folder, root))
    opened = _open_template(read, root)
    if isinstance(opened, Problem):
        return layouts, (*layouts.problems, opened)
    layouts.offer(opened[1])
    return layouts, tuple(layouts.problems)


class ListedFace(NamedTuple):
    """A face of a deck, for a person."""

    name: str
    uses: tuple[str, ...]
    """What it draws, as `headings` or `code`; empty for one that only the template names."""
    words: str
    """Where its widths come from."""


def list_faces(
    deck: Path | str, *, values: Mapping[str, Var] | None = None
) -> tuple[tuple[ListedFace, ...], tuple[Problem, ...]]:
    """The faces that a deck's texts are drawn with, those its template names, and what is wrong with its fonts.

    What is wrong with the deck itself is told only when it cannot be laid out at all.
    """
    from summitdeck.checks.uses import EAST_ASIAN_TEXT, face_uses

    laid_out = lay_out(deck, values=values)
    if laid_out.scene is None:
        return (), laid_out.problems
    faces, base = laid_out.faces, laid_out.scene.base
    wide = (base.major_east_asian, base.minor_east_asian)
    listed = []
    for name, uses in face_uses(laid_out.scene).items():
        only_wide = uses == (EAST_ASIAN_TEXT,) or (not uses and name in wide)
        metrics = faces(name, only_wide)
        words = "one em for each character, by its design" if only_wide and metrics.is_guess else metrics.describe()
        listed.append(ListedFace(name, uses, words))
    return tuple(listed), faces.problems if isinstance(faces, FaceFinder) else ()


def dump_faces(
    names: Sequence[str], folder: Path, *, replace_files: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write the metrics files of faces that are installed here, or whose font lies in the folder; the files written.

    Either all are written or, unless a disk fills, none. A file that is there is an error unless it may be replaced.
    """
    from summitdeck.typeset.face_list import dump_face

    finder = find_faces((folder,))
    texts: dict[Path, str] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        dumped = dump_face(name, finder)
        if isinstance(dumped, Trouble):
            problems.append(error(dumped.code, dumped.message, None, dumped.hint))
        else:
            texts |= {folder / file: text for file, text in dumped.items()}
    if not replace_files:
        problems += [_is_there(path) for path in texts if path.exists()]
    if not problems:
        problems = [found for path, text in texts.items() if (found := _write_text(path, text, replace_files))]
    return () if problems else tuple(texts), sort_problems(problems)


def _is_there(path: Path) -> Problem:
    return error("file-exists", f"'{display_name(path)}' is there already", None, "--force replaces it")


def _write_text(path: Path, text: str, may_replace: bool) -> Problem | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if may_replace else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return _is_there(path)
    except (OSError, ValueError) as mistake:
        why = getattr(mistake, "strerror", None) or mistake
        return error("cannot-write", f"'{display_name(path)}' cannot be written: {why}")
    return None


def faces_beside(file: Path) -> FaceFinder:
    """Where the widths of a presentation's faces come from: `fonts/` beside it and of the project it lies in."""
    return faces_of(font_folders(file.absolute().parent, project_root(file), None))


def faces_of(folders: Sequence[Path]) -> FaceFinder:
    """Faces of font files in these folders, which may have changed since the last run, and those of this machine."""
    return find_faces(folders) if folders else _machine_faces(os.environ.get(SWITCH, ""))


@lru_cache(maxsize=2)
def _machine_faces(switch: str) -> FaceFinder:
    """The same object each time, so that widths that were computed once hold for later runs."""
    return find_faces((), installed=switch != "shipped")


def font_folders(deck: Path, root: Path, template: Path | None) -> tuple[Path, ...]:
    """The folders that faces are looked for in before this machine's, first wins: `fonts/` of the deck, of the
    project, and beside the template."""
    folders = (deck, root, *((template.parent,) if template else ()))
    return tuple(dict.fromkeys((folder / "fonts").absolute() for folder in folders if (folder / "fonts").is_dir()))


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
    found = find_template(name, deck.folder, root, allowed_roots(deck.folder, deck.settings.folders))
    opened = found if isinstance(found, Trouble) else read_base(found, name=name, language=deck_language(deck))
    if isinstance(found, Trouble) or isinstance(opened, Trouble):
        trouble = found if isinstance(found, Trouble) else opened
        assert isinstance(trouble, Trouble)
        return error(trouble.code, trouble.message, span, trouble.hint)
    return found, *opened


def _write(scene: Scene, template: Package, inputs: Sequence[Path], path: Path, prune: bool) -> tuple[Problem, ...]:
    """Turn the scene into a package, prove it, and put it in place; `prune`: without base layouts that no page uses."""
    from summitdeck.ooxml.deck_writer import scene_to_package
    from summitdeck.ooxml.package_writer import source_date, write_file
    from summitdeck.ooxml.self_check import check_package

    refused = _refuse_output(path, inputs)
    if refused:
        return (refused,)
    date = source_date()
    ground = _pruned(scene, template) if prune else template
    package = scene_to_package(scene, ground, created=date)
    findings = check_package(package, ground)
    if has_errors(findings):
        return findings
    trouble = write_file(package, path, date=date)
    return (*findings, trouble) if trouble else findings


def _pruned(scene: Scene, template: Package) -> Package:
    from summitdeck.ooxml.prune import prune_layouts

    return prune_layouts(template, {page.base.part for page in scene.pages})


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file or folder it is, whatever leads there; None when there is none. A tenth of `Path.resolve`."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _refuse_output(path: Path, inputs: Sequence[Path]) -> Problem | None:
    """An input is never overwritten, and nothing is put into an unzipped template."""
    try:
        real = path.resolve()
        places = {identity for place in (real, *real.parents) if (identity := _identity(place))}
        for read in inputs:
            if _identity(read) in places:  # the file itself, or a file in the folder
                message = f"'{display_name(path)}' is read for this deck"
                return error("overwrites-input", message, None, "name another file with -o")
        if path.is_dir():
            return error("not-a-file", f"'{display_name(path)}' is a folder", None, "name a file, as -o deck.pptx")
    except (OSError, RuntimeError, ValueError) as mistake:  # a loop of links, a NUL in the name
        return error("cannot-write", f"'{display_name(path)}' cannot be written: {mistake}")
    return None
