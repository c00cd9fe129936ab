"""A deck from its files: found, put in order, read slide by slide, and checked as a whole.

A folder is a deck: the `*.yaml` and `*.yml` directly in it, `deck.yaml` first, in natural order. `slides:` in the
settings states another order, and takes files from elsewhere in the project. A single file is a deck as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from summitdeck.assets.files import (
    Trouble,
    display_name,
    find_file,
    is_there,
    natural_key,
    read_text,
)
from summitdeck.assets.limits import SWITCH, how_to_raise, raised
from summitdeck.deck.defaults import with_defaults
from summitdeck.deck.events import read_nodes
from summitdeck.deck.folders import allowed_roots, check_folders
from summitdeck.deck.ids import check_ids, check_links
from summitdeck.deck.includes import Includes, span_of, with_home
from summitdeck.deck.includes import ReadFile as _File
from summitdeck.deck.model import Deck, Name, Settings, Slide, Var
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.settings import read_settings
from summitdeck.deck.slides import read_slide
from summitdeck.deck.source import Source
from summitdeck.deck.stream import Part, clean, divide, is_worthless
from summitdeck.deck.vars import overlay, read_vars_file
from summitdeck.frozen import replace
from summitdeck.problems import Problem, Span, error, sort_problems, warning

SETTINGS_FILE = "deck.yaml"
"""The file of a folder that is read first."""
MAX_SLIDES = 10_000
"""Slides of one file; a file with more of them is no deck."""

SLIDE_LIMIT = 100_000
"""Characters of one slide, or of the settings, as written: some two hundred times the usual."""
DECK_LIMIT = 32 * 2**20
"""Characters of all files of a deck: two of the largest files."""

_DIRECTIVE = r"%(?:YAML|TAG)\b[^\r\n]*"
_ID_LINE = r"(?m)^id:[ \t]*[\"']?([\w-]+)"

TextOf = Callable[[Path], str | Trouble]


def read_deck(path: Path, *, text_of: TextOf = read_text) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck in a folder or a file, with all that is wrong in it; of what cannot be read, the rest.

    `text_of` gives a file's text. Values are not resolved, and fields are not compared with the layout's.
    """
    path = Path(path)
    reader = _DeckReader(path if path.is_dir() else path.parent, text_of)
    if path.is_dir():
        reader.folder_deck()
        name = path.resolve().name
    else:
        reader.file_deck(path)
        name = path.stem
    return reader.deck(name), sort_problems(reader.problems)


def read_slides(source: Source) -> tuple[tuple[Slide, ...], Settings | None, tuple[Problem, ...]]:
    """The slides and the settings of one file, with what is wrong in it; the checks of a whole deck are not made."""
    file = _read_file(source)
    return tuple(file.slides), file.settings[0] if file.settings else None, sort_problems(file.problems)


class _DeckReader:
    """Reads the files of one deck; lives as long as one call of `read_deck`."""

    def __init__(self, folder: Path, text_of: TextOf) -> None:
        self.folder = folder
        self.text_of = text_of
        self.problems: list[Problem] = []
        self.files: list[_File] = []
        self.read: dict[Path, _File | Trouble] = {}
        self.real = cache(Path.resolve)
        self.size = 0
        """Characters read so far."""
        self.is_broken = False
        """Whether a file could not be had."""

    def folder_deck(self) -> None:
        """All files of the folder, in the order that the settings state or in the natural one."""
        paths = self.files_in(self.folder)
        if not paths:
            name = display_name(self.folder)
            hint = f"put {SETTINGS_FILE} and the slides there, as *.yaml"
            self.problems.append(error("empty-deck", f"there is no slide in '{name}'", None, hint))
            return
        listed = self.listed_files(paths)
        if listed is None:
            self.files = [file for file in (self.file(path) for path in paths) if file is not None]
        else:
            self.tell_unlisted(paths, listed)

    def files_in(self, folder: Path) -> list[Path]:
        """The files of a folder's deck, but for those that its settings name as files of values."""
        paths = _deck_files(folder)
        files = [file for path in paths if (file := self.file(path, is_silent=True)) is not None]
        names = [name for file in files for settings in file.settings for name in settings.var_files]
        values = {(folder / name.text).resolve() for name in names}
        return [path for path in paths if self.real(path) not in values] if values else paths

    def listed_files(self, paths: list[Path]) -> Settings | None:
        """Put the files in the order that some settings state; None when none do."""
        for path in paths:
            file = self.file(path, is_silent=True)
            for settings in file.settings if file is not None else ():
                if settings.slides:
                    self.in_order(file, settings)
                    return settings
        return None

    def file_deck(self, path: Path) -> None:
        """The slides of one file, and of those that its settings list."""
        file = self.file(path)
        if file is None:
            return
        listing = next((settings for settings in file.settings if settings.slides), None)
        if listing is None:
            self.files = [file]
        else:
            self.in_order(file, listing)

    def in_order(self, home: _File | None, settings: Settings) -> None:
        """What the settings list, in its order."""
        roots = allowed_roots(self.folder, settings.folders)
        includes = Includes(roots, self.file, self.files_in, self.tell)
        self.files = with_home(home, includes.in_order(settings.slides, self.folder, (self.folder.resolve(),)))

    def tell(self, problem: Problem) -> None:
        """Tell of an entry of a list that brings in nothing."""
        self.problems.append(problem)
        self.is_broken = True

    def file(self, path: Path, name: Name | None = None, is_silent: bool = False) -> _File | None:
        """A file, read once; `name` is what to blame when it cannot be had."""
        key = self.real(path)
        found = self.read.get(key)
        if found is None:
            text = self.within_limit(self.text_of(path))
            found = text if isinstance(text, Trouble) else _read_file(Source(path, display_name(path), text))
            self.read[key] = found
        if not isinstance(found, Trouble):
            return found
        if not is_silent:
            here = Span(display_name(path), 1, 1) if is_there(path) else None
            self.tell_trouble(found, here if name is None else span_of(name))
        return None

    def within_limit(self, text: str | Trouble) -> str | Trouble:
        """A file's text, while all of them together are not too much."""
        if isinstance(text, Trouble):
            return text
        self.size += len(text)
        if self.size <= raised(DECK_LIMIT):
            return text
        message = f"the files of this deck hold more than {raised(DECK_LIMIT) // 2**20} million characters"
        return Trouble("file-too-large", message, how_to_raise(self.size, DECK_LIMIT))

    def tell_trouble(self, trouble: Trouble, span: Span | None) -> None:
        """Tell why a file could not be had."""
        self.problems.append(error(trouble.code, trouble.message, span, trouble.hint))
        self.is_broken = True

    def tell_unlisted(self, paths: list[Path], settings: Settings) -> None:
        """Warn of files in the folder that the list leaves out."""
        used = {self.real(file.source.path) for file in self.files}
        place = settings.slides[0].name.place
        for path in paths:
            if self.real(path) not in used:
                message = f"'{path.name}' is not listed in 'slides', and left out"
                span = place.span() if place is not None else None
                self.problems.append(warning("unlisted-file", message, span, "list it, or move it to another folder"))

    def deck(self, name: str) -> Deck:
        """What was read, as one deck."""
        for file in self.files:
            self.problems += file.problems
        settings = self.settings()
        slides = tuple(with_defaults((slide for file in self.files for slide in file.slides), settings.defaults))
        values, value_sources = self.values(settings)
        self.problems += check_folders(self.folder, settings.folders)
        self.problems += check_ids(slides)
        self.problems += check_links(slides, [lost for file in self.files for lost in file.lost_ids])
        is_broken = self.is_broken or any(file.is_broken for file in self.files)
        if self.files and not slides and not is_broken:
            place = next((settings.place for file in self.files for settings in file.settings), None)
            span = place.span() if place is not None else Span(self.files[0].source.name, 1, 1)
            self.problems.append(error("empty-deck", "the deck has no slides", span, "write one below `---`"))
        sources = tuple(file.source for file in self.files)
        return Deck(settings, slides, name, self.folder, (*sources, *value_sources), values)

    def values(self, settings: Settings) -> tuple[Mapping[str, Var], list[Source]]:
        """What the files hold that `vars` names, later ones before earlier ones."""
        values: Mapping[str, Var] = {}
        sources: list[Source] = []
        roots = allowed_roots(self.folder, settings.folders) if settings.var_files else ()
        for name in settings.var_files:
            found = find_file(self.folder, name.text, roots)
            if isinstance(found, Trouble):
                self.tell_trouble(found, span_of(name))
                continue
            said, source, problems = read_vars_file(found, lambda path: self.within_limit(self.text_of(path)))
            values = overlay(values, said)
            if source is None:
                self.problems += [replace(problem, span=span_of(name)) for problem in problems]
            else:
                self.problems += problems
                sources.append(source)
        return values, sources

    def settings(self) -> Settings:
        """The deck's settings; a second document of settings is an error."""
        found = [settings for file in self.files for settings in file.settings]
        for settings in found[1:]:
            first = found[0].place
            related = (("the first", first.span()),) if first is not None else ()
            span = settings.place.span() if settings.place is not None else None
            message = "the deck has settings already"
            self.problems.append(
                error("second-settings", message, span, "write all of them below one `deck:`", related)
            )
        return found[0] if found else Settings()


def mentions(deck: Path, word: str, *, text_of: TextOf = read_text) -> bool:
    """Whether a word stands anywhere in a deck's own files: a quick look before it is read in earnest."""
    texts = (text_of(path) for path in (_deck_files(deck) if deck.is_dir() else [deck]))
    return any(isinstance(text, str) and word in text for text in texts)


def _deck_files(folder: Path) -> list[Path]:
    """The files of a folder that are its deck, `deck.yaml` first, the others in natural order."""
    files = [
        entry
        for entry in folder.iterdir()
        if entry.suffix.lower() in (".yaml", ".yml") and not entry.name.startswith(".") and entry.is_file()
    ]
    return sorted(files, key=lambda file: (file.name != SETTINGS_FILE, natural_key(file.name), file.name))


def _read_file(source: Source) -> _File:
    """All slides of one file, each read by itself."""
    text, problems = clean(source)
    reading = Reading(source, text, problems)
    file = _File(source)
    most = raised(MAX_SLIDES)
    parts = divide(text, most)
    if len(parts) > most:
        message = f"there are more than {most} slides in this file"
        reading.error("too-large", message, source.span(parts[most].start), f"{SWITCH}=… in the environment raises it")
    for number, part in enumerate(parts[:most]):
        _check_divider(reading, part)
        start = _skip_directives(reading, part)
        if not is_worthless(text, Part(start, part.end)):
            _read_part(reading, file, start, part.end)
        elif part.is_new and number < len(parts) - 1 and parts[number + 1].is_new:
            span = source.span(part.end, part.end + 3)
            reading.warning("empty-slide", "there is no slide above this divider", span, "delete the divider")
    file.problems = reading.problems
    return file


def _check_divider(reading: Reading, part: Part) -> None:
    if part.tail is not None:
        span = reading.source.span(*part.tail)
        reading.error("text-behind-divider", "a divider stands alone in its line", span, "write this on the line below")


def _skip_directives(reading: Reading, part: Part) -> int:
    """Past YAML's directives, which are refused."""
    start, is_told = part.start, False
    text = reading.source.text
    while text[start : start + 1] in ("%", "\n", "\r") and start < part.end:
        found = re.compile(_DIRECTIVE).match(text, start)
        if found is None and text[start] == "%":
            break
        if found is not None and not is_told:
            hint = "delete the line: a slide is YAML 1.2, and nothing else"
            reading.error(
                "yaml-feature", "YAML's directives have no use here", reading.source.span(*found.span()), hint
            )
            is_told = True
        start = found.end() if found is not None else start + 1
    return start


def _read_part(reading: Reading, file: _File, start: int, end: int) -> None:
    """One slide, or the settings."""
    if end - start > raised(SLIDE_LIMIT):
        message = f"this slide has {end - start:,} characters; a slide has at most {raised(SLIDE_LIMIT):,}"
        hint = how_to_raise(end - start, SLIDE_LIMIT)
        reading.error("too-large", message, reading.source.span(_first_line(reading.source.text, start)), hint)
        file.is_broken = True
        return
    count = len(reading.problems)
    node = read_nodes(reading, start, end)
    if node is None:
        file.is_broken = True
        file.lost_ids += re.findall(_ID_LINE, reading.source.text[start:end])
    elif not isinstance(node, Pairs):
        file.is_broken = True
        if len(reading.problems) == count:
            _tell_no_slide(reading, node)
    elif node.get("deck") is None:
        file.slides.append(read_slide(reading, node))
    else:
        _read_settings(reading, file, node)


def _first_line(text: str, start: int) -> int:
    """Where the first character is that is not blank."""
    found = re.compile(r"\S").search(text, start)
    return found.start() if found else start


def _read_settings(reading: Reading, file: _File, node: Pairs) -> None:
    """The settings; what stands beside `deck` is told, and read as the slide that it may be."""
    key, value = next(pair for pair in node.pairs if pair[0].value == "deck")
    others = [pair for pair in node.pairs if pair[0].value != "deck"]
    file.settings.append(read_settings(reading, key, value))
    if others:
        hint = "put --- between the settings and the slide; if it is a setting, indent it"
        related = [("the settings", reading.span(key))]
        message = f"'{others[0][0].value}' stands beside 'deck', which stands alone"
        reading.error("deck-not-alone", message, others[0][0], hint, related)
        file.slides.append(read_slide(reading, Pairs(others, others[0][0].start, node.end, node.is_flow)))


def _tell_no_slide(reading: Reading, node: Node) -> None:
    """Tell of a document that is one text or one list."""
    from summitdeck.deck.syntax import explain_lone_text

    problem = explain_lone_text(reading, node.start) if isinstance(node, Scalar) else None
    if problem is not None:
        reading.problems.append(problem)
    elif isinstance(node, Items):
        hint = "write the field they belong to above them, as `body:`, and indent them"
        if not any(isinstance(item, Scalar) for item in node.items):
            hint = "a file of data stands in a folder below the deck's, as `data/rows.yaml`; bullets, below a field"
        reading.error("not-a-slide", "these bullets belong to no field", node, hint)
    else:
        hint = "write `title: ` before it, or the field it belongs to"
        reading.error("not-a-slide", "a slide is made of lines `key: words`; this is a text alone", node, hint)
