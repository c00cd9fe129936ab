"""Where templates are: one visible list of folders, the deck's own first, the built-in ones last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, find_file
from summitdeck.problems import did_you_mean

DEFAULT_TEMPLATE = "summit"
FILE_ENDINGS = (".pptx", ".potx", ".pptm", ".potm", ".ppsx")
BASE_NAMES = ("base", "base.potx", "base.pptx", "base.potm", "base.pptm")
"""What holds the base in a template's folder: an unzipped package, or a file."""


def template_folders(deck_folder: Path, root: Path) -> tuple[Path, ...]:
    """The folders that hold templates, first wins: the deck's, the project's, the built-in one."""
    folders = (deck_folder / "templates", root / "templates", builtin_folder())
    return tuple(dict.fromkeys(folder.absolute() for folder in folders if folder.is_dir()))


def builtin_folder() -> Path:
    """The templates that come with summitdeck: inside the package when installed, beside `src` in a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent.parent / "templates"


def find_template(name: str, deck_folder: Path, root: Path, allowed: Sequence[Path] = ()) -> Path | Trouble:
    """The base of a template: `name` is a folder of `templates/`, or a path to a PowerPoint file.

    `allowed`: where that file may lie, besides the project and the deck's folder.
    """
    if name.lower().endswith(FILE_ENDINGS):
        return find_file(deck_folder, name, (root, deck_folder, *allowed))
    folders = template_folders(deck_folder, root)
    for path in (folder / name / base for folder in folders for base in BASE_NAMES if _is_name(name)):
        if path.exists():
            return path if _is_inside(path, folders) else _outside(name)
    known = template_names(folders)
    return Trouble("unknown-template", f"there is no template '{name}'", did_you_mean(name, known, "there are"))


def _is_name(name: str) -> bool:
    """Whether it is the name of a folder, and not a way to somewhere else."""
    return name not in ("", ".", "..") and not any(sign in name for sign in "/\\:\0")


def _is_inside(path: Path, folders: Sequence[Path]) -> bool:
    """Whether a path lies in one of the folders also once links are followed."""
    try:
        real = path.resolve()
        return any(real.is_relative_to(folder.resolve()) for folder in folders)
    except (OSError, RuntimeError):  # a loop of links
        return False


def _outside(name: str) -> Trouble:
    hint = "copy the template into templates/: a deck reads nothing from elsewhere"
    return Trouble("outside-path", f"the template '{name}' lies outside the project's folders", hint)


def template_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of all templates in these folders."""
    names = {
        path.name for folder in folders for path in folder.iterdir() if any((path / b).exists() for b in BASE_NAMES)
    }
    return tuple(sorted(names))
