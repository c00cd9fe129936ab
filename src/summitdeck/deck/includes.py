"""`slides:` in the settings: files, whole folders and single slides of others, in the order they are listed.

A folder brings in its slides in the order of its own deck, with the `slides:` and the `defaults:` of its settings; its
other settings stay behind. `FILE#id` is one slide. What is listed wrongly is told where it is listed, in whichever file
that is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from summitdeck.assets.files import Trouble, find_file
from summitdeck.deck.defaults import with_defaults
from summitdeck.deck.model import Defaults, Listed, Name, Settings, Slide
from summitdeck.deck.source import Source
from summitdeck.frozen import dataclass, field, replace
from summitdeck.problems import Problem, Span, did_you_mean, error


@dataclass(slots=True)
class ReadFile:
    """What one file holds."""

    source: Source
    slides: list[Slide] = field(default_factory=list)
    settings: list[Settings] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost_ids: list[str] = field(default_factory=list)
    """Ids of slides that YAML could not read, so that links to them are not told as broken."""
    is_broken: bool = False
    """Whether a slide could not be read."""


FileOf = Callable[[Path, Name | None, bool], ReadFile | None]
"""Gives a file, read once; with the name to blame when it cannot be had, and whether to say nothing then."""


class Includes:
    """Finds what lists name; lives as long as the reading of one deck."""

    def __init__(
        self,
        roots: Sequence[Path],
        file_of: FileOf,
        files_in: Callable[[Path], list[Path]],
        tell: Callable[[Problem], None],
    ) -> None:
        self.roots = roots
        self.file_of = file_of
        self.files_in = files_in
        self.tell = tell
        self.folders: dict[Path, list[ReadFile]] = {}
        """What folders brought in, so that none is gone through twice."""

    def in_order(self, entries: Sequence[Listed], folder: Path, around: tuple[Path, ...]) -> list[ReadFile]:
        """The files of a list, seen from `folder`; `around` are the folders whose lists led here. No slide twice."""
        files: list[ReadFile] = []
        first: dict[_Key, Name] = {}
        met: set[tuple[int, int]] = set()
        for entry in entries:
            name = entry.name
            for file in _with_defaults(self.named(name, folder, around), entry.defaults):
                twice = [slide for slide in file.slides if _key(slide) in first]
                if twice:
                    self.tell_twice(name, first[_key(twice[0])], twice[0])
                    file = replace(file, slides=[slide for slide in file.slides if _key(slide) not in first])
                key = id(file.source), len(file.problems)
                if not file.slides and key in met:
                    continue  # folders that bring in one another many times over would make a list without end
                first |= {_key(slide): name for slide in file.slides}
                met.add(key)
                files.append(file)
        return files

    def named(self, name: Name, folder: Path, around: tuple[Path, ...]) -> list[ReadFile]:
        """What one entry of a list brings in."""
        path, _, wanted = name.text.partition("#")
        found = find_file(folder, path, self.roots)
        if isinstance(found, Trouble):
            self.tell(error(found.code, found.message, span_of(name), found.hint))
            return []
        if found.is_dir():
            files = self.folder(found, name, around)
        else:
            file = self.file_of(found, name, False)
            files = [file] if file is not None else []
        return self.only(files, name, path, wanted) if wanted and files else files

    def folder(self, folder: Path, name: Name, around: tuple[Path, ...]) -> list[ReadFile]:
        """The files of a folder in the order of its own deck, without its settings."""
        key = folder.resolve()
        if key in around:
            hint = "name the files or the slides that are meant, as FILE#id"
            self.tell(error("slides-cycle", f"'{name.text}' would bring in itself", span_of(name), hint))
            return []
        if key not in self.folders:
            self.folders[key] = self.read_folder(folder, name, (*around, key))
        return self.folders[key]

    def read_folder(self, folder: Path, name: Name, around: tuple[Path, ...]) -> list[ReadFile]:
        """The files of a folder that was not met before."""
        paths = self.files_in(folder)
        if not paths:
            self.tell(error("empty-deck", f"there is no slide in '{name.text}'", span_of(name)))
        for path in paths:
            home = self.file_of(path, None, True)
            listing = next((settings for settings in home.settings if settings.slides), None) if home else None
            if home is not None and listing is not None:
                files = self.in_order(listing.slides, folder, around)
                if not any(file.source is home.source for file in files):
                    files = [home, *files]
                return _without_settings(files)
        return _without_settings([file for path in paths if (file := self.file_of(path, name, False)) is not None])

    def only(self, files: Sequence[ReadFile], name: Name, path: str, wanted: str) -> list[ReadFile]:
        """The one slide with an id, and what is wrong in it."""
        for file in files:
            for slide in file.slides:
                if slide.id is not None and slide.id.text == wanted:
                    return [_part(file, slide)]
        lost = [replace(file, slides=[], settings=[]) for file in files if wanted in file.lost_ids]
        if not lost:
            ids = [slide.id.text for file in files for slide in file.slides if slide.id is not None]
            hint = did_you_mean(wanted, ids, "the ids are") or "give the slide an `id`"
            message = f"there is no slide with the id '{wanted}' in '{path}'"
            self.tell(error("missing-slide", message, span_of(name), hint))
        return lost

    def tell_twice(self, name: Name, first: Name, slide: Slide) -> None:
        """Tell that an entry brings in a slide that is there."""
        there = span_of(first)
        related = [("brought in here", there)] if there else []
        place = slide.place.span() if slide.place else None
        related += [("the slide", place)] if place else []
        message = f"'{name.text}' brings in a slide that is in the deck already"
        self.tell(error("slide-twice", message, span_of(name), "leave one of them", tuple(related)))


def with_home(home: ReadFile | None, files: list[ReadFile]) -> list[ReadFile]:
    """The files of a list; the one that holds the list comes first unless it is listed itself."""
    if home is None or any(file is home for file in files):
        return files
    is_listed = any(file.source is home.source for file in files)
    return [replace(home, slides=[]) if is_listed else home, *files]


def span_of(name: Name) -> Span | None:
    """Where a name stands."""
    return name.place.span() if name.place is not None else None


_Key = tuple[int, int]


def _key(slide: Slide) -> _Key:
    """Which slide of which file this is, whatever defaults it has got."""
    assert slide.place is not None
    return id(slide.place.source), slide.place.start


def _without_settings(files: list[ReadFile]) -> list[ReadFile]:
    """The files of a folder, of whose settings only the defaults are left, with its slides."""
    defaults = next((settings.defaults for file in files for settings in file.settings), None)
    return [replace(file, settings=[]) if file.settings else file for file in _with_defaults(files, defaults)]


def _with_defaults(files: list[ReadFile], defaults: Defaults | None) -> list[ReadFile]:
    """The files with defaults in the slides of all of them."""
    if defaults is None:
        return files
    slides = with_defaults((slide for file in files for slide in file.slides), defaults)
    return [replace(file, slides=list(islice(slides, len(file.slides)))) for file in files]


def _part(file: ReadFile, slide: Slide) -> ReadFile:
    """A file as if it held one slide: of its problems those within it."""
    problems = file.problems
    if slide.place is not None:
        first, last = (file.source.span(at).line for at in (slide.place.start, max(0, slide.place.end - 1)))
        problems = [problem for problem in problems if problem.span and first <= problem.span.line <= last]
    return replace(file, slides=[slide], settings=[], problems=problems, lost_ids=[], is_broken=False)
