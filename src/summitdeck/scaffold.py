"""New decks and new slides: files that build at once, with prompts where words are to come.

Nothing that is there is ever overwritten: a slide goes into a file of its own, or behind the slides of a deck that is
one file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from summitdeck.assets.files import Trouble, display_name, natural_key, read_text
from summitdeck.deck.file_vars import file_vars
from summitdeck.deck.model import Deck, Name
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.print_yaml import Where, indented, print_text
from summitdeck.deck.printer import print_settings, print_slide
from summitdeck.deck.prompts import PROMPT, is_own, settings_to_prompts, slide_to_prompts
from summitdeck.deck.reader import SETTINGS_FILE, read_deck, read_slides
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.pipeline import list_layouts
from summitdeck.problems import Problem, did_you_mean, error, has_errors, warning

if TYPE_CHECKING:
    from summitdeck.deck.source import Source
    from summitdeck.scene.layouts import Layout, LayoutField

KINDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "report": (
        ("title", "title"),
        ("content", "summary"),
        ("section", "what was done"),
        ("content", "first topic"),
        ("two-columns", "before and after"),
        ("table", "figures"),
        ("content", "open questions"),
        ("content", "next steps"),
    ),
    "talk": (
        ("title", "title"),
        ("statement", "the one thing to remember"),
        ("content", "the problem"),
        ("two-columns", "two ways out"),
        ("quote", "somebody who met it"),
        ("content", "what to do on Monday"),
    ),
    "blank": (("title", "title"),),
}
"""The slides of each kind of deck: their layouts, and what their titles are to say."""

PICTURE = "img/todo.svg"
"""The picture that stands where one is to come, seen from the deck's folder."""
_PICTURE_TEXT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
  <rect width="400" height="300" fill="#e6e6e6"/>
  <path d="M60 240l90-120 60 75 45-55 85 100z" fill="#b3b3b3"/>
</svg>
"""
_LEAD = re.compile(r"(\d+)").match
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def new_deck(
    name: str, root: Path, *, kind: str | None = None, like: Path | None = None, title: str = "", author: str = ""
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Make `slides/NAME/` below `root`: of a kind out of `KINDS`, or with the structure of the deck `like`.

    The files written, settings first. Errors: `bad-value` for a name that is no folder's, `file-exists`, and those of
    the deck that it is to be like.
    """
    if not re.fullmatch(r"\w[\w.-]*", name):
        hint = "a deck's name is its folder's: letters, digits, - and _"
        return (), (error("bad-value", f"'{name}' cannot be the name of a deck", None, hint),)
    folder = root / "slides" / name
    if folder.exists():
        inside = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        what = f" with {', '.join([*inside[:4], '…'] if len(inside) > 4 else inside)}" if inside else ""
        message = f"'{display_name(folder)}' is there already{what}"
        return (), (error("file-exists", message, None, "choose another name"),)
    if like is None:
        return _write(_deck_of_kind(folder, kind or "blank", title, author))
    deck, problems = read_deck(like)
    if has_errors(problems):
        return (), tuple(problem for problem in problems if problem.is_error)
    written, faults = _write(_deck_like(folder, deck, title, author) | _own_layouts(deck.folder, folder))
    return written, (*faults, *(() if has_errors(faults) else _old_values(deck)))


def _deck_of_kind(folder: Path, kind: str, title: str, author: str) -> dict[Path, str]:
    listing, _ = list_layouts(folder.parent)
    files = {folder / SETTINGS_FILE: _settings_text(title, author)}
    slides = KINDS[kind]
    for number, (layout, about) in enumerate(slides, 1):
        said = title if layout == "title" and title else f"{PROMPT}: {about}"
        found = listing.get(layout)
        assert found is not None, layout
        files |= _slide_files(found, said, folder / f"{number:02}-{_slug(about)}.yaml", author)
    return files


def _settings_text(title: str, author: str) -> str:
    return "\n".join(
        [
            "deck:",
            f"  title: {print_text(_plain(title) or f'{PROMPT}: title', Where.VALUE, is_word=True)}",
            f"  author: {print_text(_plain(author) or f'{PROMPT}: author', Where.VALUE, is_word=True)}",
            "  vars: {}  # names with values, for {{ name }} on the slides",
            "",
        ]
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _own_layouts(home: Path, folder: Path) -> dict[Path, str]:
    """The layouts that a deck has for itself, for the new one in `folder`."""
    texts = {path.name: read_text(path) for path in sorted((home / "templates").glob("*.jinja"))}
    return {folder / "templates" / name: text for name, text in texts.items() if not isinstance(text, Trouble)}


def _deck_like(folder: Path, deck: Deck, title: str, author: str) -> dict[Path, str]:
    """The files of a deck as prompts, cut as the old one was; what it takes from elsewhere is listed, not copied."""
    home, settings = deck.folder, settings_to_prompts(deck.settings, deck.folder, folder)
    values = {(home / name.text).resolve() for name in deck.settings.var_files}
    texts = {SETTINGS_FILE: _said(print_settings(settings), title, author)}
    for source in {source.path: source for source in deck.sources if is_own(source.path, home)}.values():
        name = Path(os.path.relpath(source.path, home)).as_posix()
        if source.path.resolve() in values:
            texts[name] = source.text
            continue
        parts = _parts_like(source, deck, (folder / name).parent)
        if _is_in_front(name, source, deck):
            name = SETTINGS_FILE
        if texts.get(name):
            parts = [texts[name], *parts]
        texts[name] = "---\n".join(parts)
    texts |= _data_of_values(deck)
    return {folder / name: text for name, text in texts.items() if text}


def _data_of_values(deck: Deck) -> Iterator[tuple[str, str]]:
    """The files of data that the deck's own files of values name, which are copied: they lie where these look."""
    for value in file_vars(deck.values):
        data = value.data
        path = data.place.source.path.parent / words_to_text(data.path) if data.place else deck.folder
        text = read_text(path) if is_own(path, deck.folder) else None
        if isinstance(text, str):
            yield Path(os.path.relpath(path, deck.folder)).as_posix(), text


def _parts_like(source: Source, deck: Deck, folder: Path) -> list[str]:
    """The slides of a file as prompts, with its settings where these are not the deck's."""
    slides, settings, _ = read_slides(source)
    home = source.path.parent
    parts = [print_slide(slide_to_prompts(slide, home, folder)) for slide in slides]
    if settings is None or _source_of(deck) is source:
        return parts
    return [print_settings(settings_to_prompts(settings, home, folder)), *parts]


def _source_of(deck: Deck) -> Source | None:
    """The file that holds the deck's settings."""
    return deck.settings.place.source if deck.settings.place else None


def _is_in_front(name: str, source: Source, deck: Deck) -> bool:
    """Whether the slides of the file with the settings come before those that it lists."""
    listed = [entry.name.text.partition("#")[0] for entry in deck.settings.slides]
    return bool(listed) and _source_of(deck) is source and name not in listed


def _old_values(deck: Deck) -> Iterator[Problem]:
    """What is still the old deck's, and cannot be told from the slides."""
    own = [name for name in deck.settings.var_files if is_own(deck.folder / name.text, deck.folder)]
    names = [*deck.settings.vars, *(name.text for name in own)]
    if names:
        message = f"values are still those of '{display_name(deck.folder)}': {', '.join(names)}"
        yield warning("old-values", message, None, f"change them in {SETTINGS_FILE}" if deck.settings.vars else None)
    if deck.settings.matrix is not None:
        hint = "write `matrix:` into the new deck, or build it with --each"
        yield warning("old-values", "the table of many decks, `matrix:`, was left behind", None, hint)


def _said(settings: str, title: str, author: str) -> str:
    """The settings with a title and an author where they are given."""
    for key, text in (("title", _plain(title)), ("author", _plain(author))):
        if text:
            line = f"  {key}: {print_text(text, Where.VALUE, is_word=True)}\n"
            settings = re.sub(rf"(?m)^  {key}: .*\n", "", settings or "deck:\n")
            settings = settings.replace("deck:\n", f"deck:\n{line}", 1)
    return settings


def add_slide(
    layout: str, title: str, deck: Path, *, after: str | None = None
) -> tuple[Path | None, tuple[Problem, ...]]:
    """Add a slide to a deck: its layout's required fields as prompts, in a file that comes last, or behind `after`.

    To a deck that is one file the slide is added at its end. Errors: `unknown-layout`, `missing-file`, `no-room`.
    """
    if not deck.exists():
        return None, (error("missing-file", f"there is no deck '{display_name(deck)}'"),)
    listing, problems = list_layouts(deck)
    found = listing.get(layout)
    if found is None:
        hint = did_you_mean(layout, listing.names(), "there are")
        return None, (error("unknown-layout", f"there is no layout '{layout}'", None, hint),)
    problems = found.problems
    if problems:
        return None, problems
    folder = deck if deck.is_dir() else deck.parent
    if not deck.is_dir():
        return _append(deck, found, title, after)
    named = _place_in_order(folder, title, after)
    if isinstance(named, Problem):
        return None, (named,)
    written, faults = _write(_slide_files(found, title, named))
    return (named if written else None), (*faults, *(_listed(deck, named, after) if written else ()))


def _append(deck: Path, layout: Layout, title: str, after: str | None) -> tuple[Path | None, tuple[Problem, ...]]:
    if after is not None:
        return None, (error("bad-value", f"'{display_name(deck)}' is one file: a slide is added at its end"),)
    text = read_text(deck)
    if isinstance(text, Trouble):
        return None, (error(text.code, text.message, None, text.hint),)
    files = _slide_files(layout, title, deck)
    more = files.pop(deck)
    _, faults = _write({path: words for path, words in files.items() if not path.exists()})
    if faults:
        return None, faults
    try:
        with deck.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"{'' if text.endswith(chr(10)) or not text else chr(10)}---\n{more}")
    except OSError as mistake:
        return None, (error("cannot-write", f"'{display_name(deck)}' cannot be written: {mistake.strerror}"),)
    return deck, ()


def _place_in_order(folder: Path, title: str, after: str | None) -> Path | Problem:
    """A file that comes last in the natural order, or right behind another one."""
    names = sorted((path.name for path in folder.glob("*.yaml") if path.name != SETTINGS_FILE), key=natural_key)
    slug = _slug(title)
    if after is None:
        numbers = [found[1] for name in names if (found := _LEAD(name))]
        digits = len(numbers[-1]) if numbers else 2
        return folder / f"{max(map(int, numbers), default=0) + 1:0{digits}}-{slug}.yaml"
    before = Path(after).name
    before = before if before in names else f"{before}.yaml"
    if before not in names:
        hint = did_you_mean(before, names, "there are")
        return error("missing-file", f"there is no slide file '{after}' in '{display_name(folder)}'", None, hint)
    for name in _names_behind(before, slug):
        order = sorted([*names, name], key=natural_key)
        if name not in names and order.index(name) == names.index(before) + 1:
            return folder / name
    hint = "give the files numbers with room between them, or list them in `slides:`"
    return error("no-room", f"no file name comes right behind '{before}'", None, hint)


def _names_behind(before: str, slug: str) -> Iterator[str]:
    """Names to try: the next number, then `05a-…`, `05b-…`, then the old name with a letter and the new one."""
    lead = _LEAD(before)
    if lead:
        yield f"{int(lead[1]) + 1:0{len(lead[1])}}-{slug}.yaml"
        stem = re.sub(r"^(\d+[a-z]?).*", r"\1", before)
        yield from (f"{lead[1]}{letter}-{slug}.yaml" for letter in _LETTERS)
        yield from (f"{stem}{letter}-{slug}.yaml" for letter in _LETTERS)
    yield from (f"{Path(before).stem}{letter}-{slug}.yaml" for letter in _LETTERS)


def _listed(deck: Path, named: Path, after: str | None) -> tuple[Problem, ...]:
    """Put a file into `slides:` where the deck has such a list of one line each; else say that it is to be listed."""
    read, _ = read_deck(deck)
    listed = [entry.name for entry in read.settings.slides]
    if not listed:
        return ()
    behind = next((name for name in listed if after and Path(name.text).stem == Path(after).stem), listed[-1])
    if not _insert(behind, named.name):
        span = behind.place.span() if behind.place else None
        return (warning("unlisted-file", f"'{named.name}' is not listed in 'slides' yet", span, "list it here"),)
    return ()


def _insert(behind: Name, name: str) -> bool:
    """Write a line `- NAME` below the one that lists another file; whether that could be done."""
    if behind.place is None:
        return False
    source, span = behind.place.source, behind.place.span()
    line = re.match(r"(\s*- +)\S", source.line(span.line))
    if not line or len(line[1]) != span.column - 1:
        return False
    end = source.text.find("\n", behind.place.end)
    end = len(source.text) if end < 0 else end
    text = f"{source.text[:end]}\n{line[1]}{print_text(name, Where.BULLET)}{source.text[end:]}"
    try:
        source.path.write_text(text, encoding="utf-8", newline="")
    except OSError:
        return False
    return True


# What a slide begins as


def _slide_files(layout: Layout, title: str, path: Path, author: str = "") -> dict[Path, str]:
    """A slide's file, and the picture that it may need."""
    lines = [] if layout.name == "content" else [f"layout: {print_text(layout.name, Where.VALUE)}"]
    names = [field.name for field in layout.fields]
    if "title" in names:
        lines.append(f"title: {print_text(_plain(title), Where.VALUE, is_word=True)}")
    elif layout.fields:
        lines.append(f"# {_plain(title)}")
    for field in layout.fields:
        if field.name != "title" and (field.required or _is_wanted(field, layout)):
            lines += _field_lines(field, author)
    text = "\n".join([*(lines or ["hidden: false"]), ""])
    files = {path: text}
    if PICTURE in text:
        files[path.parent / PICTURE] = _PICTURE_TEXT
    return files


def _is_wanted(field: LayoutField, layout: Layout) -> bool:
    """Whether a field that may be left out is there to begin with: without it the slide would be empty."""
    if layout.name == "title":
        return field.name in ("subtitle", "author")
    others = [own for own in layout.fields if own.required and own.name != "title"]
    return not others and layout.name != "section" and field.name == "body"


def _field_lines(field: LayoutField, author: str) -> list[str]:
    """Lines of YAML that fill a field with prompts."""
    name = print_text(field.name, Where.KEY)
    todo = f"{PROMPT}: {_plain(field.name.replace('_', ' '))}"
    if field.name == "author":
        return [f"{name}: {print_text(_plain(author) or todo, Where.VALUE, is_word=True)}"]
    picture = f'{{picture: {PICTURE}, alt: "{PROMPT}: what the picture shows"}}'
    match field.kinds:
        case ("picture",) if field.several:
            return [f"{name}:", f"  - {picture}", f"  - {picture}"]
        case ("picture",) if field.name == "picture":
            return [f"picture: {PICTURE}", f'alt: "{PROMPT}: what the picture shows"']
        case ("picture",):
            return [f"{name}: {picture}"]
        case ("table",):
            rows = [f'- ["", "{PROMPT}", "{PROMPT}"]', f'- ["{PROMPT}", "{PROMPT}", "{PROMPT}"]']
            return [f"{name}:", *(indented(rows) if field.name == "table" else ["  table:", *indented(rows, "    ")])]
        case ("chart",):
            title = f'title: "{PROMPT}: what the numbers show"'
            chart = ["kind: column", title, "rows:", '  - ["", 2014, 2015]', "  - [A, 1, 2]", "  - [B, 2, 3]"]
            return [f"{name}:", *(indented(chart) if field.name == "chart" else ["  chart:", *indented(chart, "    ")])]
        case ("code",):
            return [f"{name}: |", f"  {todo}"] if field.name == "code" else [f"{name}:", "  code: |", f"    {todo}"]
        case ("text",) if not field.several:
            return [f'{name}: "{todo}"']
    return [f"{name}:", *(f'  - "{PROMPT}: {which} point"' for which in ("first", "second", "third"))]


def _slug(title: str) -> str:
    """A title as a file's name: its letters and digits, in any script, parted by dashes."""
    words = re.findall(r"\w+", normalize("NFC", title).casefold().replace("_", " "))
    return "-".join(words)[:40].strip("-") or "slide"


def _write(files: Mapping[Path, str]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Write files that are not there yet; a picture that is there already stays."""
    written: list[Path] = []
    for path, text in files.items():
        if path.name == Path(PICTURE).name and path.exists():
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            return tuple(written), (error("file-exists", f"'{display_name(path)}' is there already"),)
        except OSError as mistake:
            message = f"'{display_name(path)}' cannot be written: {mistake.strerror or mistake}"
            return tuple(written), (error("cannot-write", message),)
        written.append(path)
    return tuple(written), ()
