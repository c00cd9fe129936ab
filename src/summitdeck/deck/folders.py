"""The only door out of a project: what `folders:` in the settings lists, and nothing else, may be read beside it.

A deck reads pictures, templates and slides from its project's folder and its own. Each entry of `folders` is a folder
or a file, relative to the deck's folder, as `../common`. It is explicit so that who gets a deck from elsewhere sees
in one line of one file what else it reads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from summitdeck.assets.files import is_there, project_root
from summitdeck.deck.model import Name
from summitdeck.problems import Problem, error


def allowed_roots(folder: Path, listed: Sequence[Name]) -> tuple[Path, ...]:
    """The folders and files that a deck in `folder` may read from: its project's, its own, and those listed."""
    return (project_root(folder), folder, *[_path(folder, name) for name in listed])


def check_folders(folder: Path, listed: Sequence[Name]) -> Iterator[Problem]:
    """Errors `missing-folder`, for what is listed and is not there."""
    for name in listed:
        if not is_there(_path(folder, name)):
            span = name.place.span() if name.place is not None else None
            hint = "it is seen from the deck's folder, as `folders: [../common]`"
            yield error("missing-folder", f"there is no folder '{name.text}'", span, hint)


def _path(folder: Path, name: Name) -> Path:
    return Path(os.path.normpath(folder / name.text))
