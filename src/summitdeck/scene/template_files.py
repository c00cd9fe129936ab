"""The files that layouts are made of: where they are looked for, and which one a name means.

The search path is one visible list, and the first wins: the deck's own `templates/`, the project's, the built-in
ones; inside each the folder of the template's name, then the folder itself. Inside a template a name that would
mean the file itself means the next one on the path: so a layout may extend the one it overrides.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, find_file, read_text
from summitdeck.deck.source import Source
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, Span, error
from summitdeck.scene.templates import DEFAULT_TEMPLATE, template_folders

ENDING = ".xml.jinja"
FILE_LIMIT = 300
"""Layout files on one search path."""
SIZE_LIMIT = 32 * 2**10
"""Bytes of one layout file: some ten times the largest that a person wrote."""


class TemplateFile(NamedTuple):
    """One file of a layout."""

    number: int
    """Where it stands on the search path, among all files: its name inside."""
    name: str
    """The file's name, as `content.xml.jinja`."""
    folder: str
    """The name of its folder: `summit/content.xml.jinja` means it too."""
    source: Source
    """Its text has `\\n` line ends."""

    @property
    def layout(self) -> str | None:
        """The layout's name; None for a file that layouts only share, whose name starts with `_`."""
        return None if self.name.startswith("_") else self.name.removesuffix(ENDING)

    @property
    def description(self) -> str:
        """The first comment of the file, on one line."""
        found = re.search(r"\{#[-+]?(.*?)[-+]?#\}", self.source.text, re.DOTALL)
        return " ".join(found[1].split()) if found else ""


def search_path(template: str, deck_folder: Path, root: Path) -> tuple[Path, ...]:
    """The folders that layouts are looked for in, first wins. `template` is a template's name or a file's path."""
    names = [template] if re.fullmatch(r"\w[\w .-]*", template) else []
    folders = template_folders(deck_folder, root)
    path = [place for folder in folders for place in (*(folder / name for name in names), folder)]
    return tuple(dict.fromkeys([*path, folders[-1] / DEFAULT_TEMPLATE] if folders else path))


def read_files(folders: Sequence[Path]) -> tuple[tuple[TemplateFile, ...], tuple[Problem, ...]]:
    """All layout files of these folders, in the order of the search path, and those that cannot be read."""
    files: list[TemplateFile] = []
    problems: list[Problem] = []
    for folder in folders:
        for path in _list_folder(folder):
            if len(files) == FILE_LIMIT:
                span = Span(display_name(path), 1, 1)
                return tuple(files), (
                    *problems,
                    error("too-many-layouts", f"more than {FILE_LIMIT} layout files", span),
                )
            text = _read_file(folder, path)
            if isinstance(text, Trouble):
                problems.append(error(text.code, text.message, Span(display_name(path), 1, 1), text.hint))
                continue
            source = Source(path, display_name(path), re.sub(r"\r\n?", "\n", text))
            files.append(TemplateFile(len(files), path.name, folder.name, source))
    return tuple(files), tuple(problems)


def _list_folder(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [folder / name for name in sorted(entry.name for entry in entries) if name.endswith(ENDING)]
    except OSError:
        return []


def _read_file(folder: Path, path: Path) -> str | Trouble:
    if path.is_symlink():
        found = find_file(folder, path.name, (folder,))
        if isinstance(found, Trouble):
            return found
    return read_text(path, SIZE_LIMIT)


def find_template_file(files: Iterable[TemplateFile], name: str, asking: TemplateFile | None) -> TemplateFile | None:
    """The file that `name` means inside the file `asking`: the first on the path, but never one before itself."""
    same = [file for file in files if name in (file.name, f"{file.folder}/{file.name}")]
    if asking is not None and any(file.number == asking.number for file in same):
        same = [file for file in same if file.number > asking.number]
    return next(iter(same), None)


def template_names(files: Iterable[TemplateFile]) -> tuple[str, ...]:
    """All names that a template may extend or include, for hints."""
    return tuple(dict.fromkeys(file.name for file in files))
