"""A deck's structure without its words: each text becomes a prompt, `TODO: …`, that `check` lists as still to fill.

Slides, layouts, fields, levels of bullets, tables with their headers, pictures, conditions, loops and values stay as
they are. What the deck takes from elsewhere, its new one takes from there as well.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from summitdeck.deck.file_vars import FileVar
from summitdeck.deck.lines import shorten
from summitdeck.deck.model import (
    Block,
    Cell,
    Chart,
    Code,
    Content,
    Data,
    Defaults,
    Furniture,
    Listed,
    Name,
    Paragraph,
    Picture,
    Run,
    Settings,
    Slide,
    Table,
    Var,
    Words,
)
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.print_words import print_literal
from summitdeck.frozen import replace

PROMPT = "TODO"
"""What stands where words are to come, alone or before a colon."""
_SHOWN = 24
"""Characters of the old text that a prompt shows: enough to know what stood there."""


def settings_to_prompts(settings: Settings, home: Path, folder: Path) -> Settings:
    """Settings that stood in the folder `home`, for a deck in `folder`; a table of many decks stays behind."""
    return replace(
        settings,
        title=_prompt(settings.title),
        author=_prompt(settings.author),
        date=_furniture(settings.date),
        template=_template(settings.template, home, folder),
        folders=tuple(Name(_moved(name.text, home, folder)) for name in settings.folders),
        vars={name: _var(value, home, folder) for name, value in settings.vars.items()},
        var_files=tuple(Name(_kept(name.text, home, folder)) for name in settings.var_files),
        slides=tuple(
            Listed(Name(_kept(entry.name.text, home, folder)), _defaults(entry.defaults)) for entry in settings.slides
        ),
        defaults=_defaults(settings.defaults),
        matrix=None,
    )


def _var(value: Var, home: Path, folder: Path) -> Var:
    """A value as it was; the rows of a file come from where they came from."""
    if isinstance(value, FileVar):
        data = _data(value.data, home, folder)
        return FileVar({**value, data.kind.value: print_literal(data.path)}, data) if data else value
    if isinstance(value, Mapping):
        return {name: _var(each, home, folder) for name, each in value.items()}
    return value if isinstance(value, str) else tuple(_var(each, home, folder) for each in value)


def _template(name: Name | None, home: Path, folder: Path) -> Name | None:
    """A template that is a path is seen from the new folder; one that is a name stays."""
    if name is None or PurePosixPath(name.text).suffix == "":
        return name
    return Name(_moved(name.text, home, folder))


def _defaults(defaults: Defaults | None) -> Defaults | None:
    if defaults is None:
        return None
    section = _prompt(defaults.section) if defaults.section else None
    return replace(defaults, section=section, date=_furniture(defaults.date))


def is_own(path: Path, home: Path) -> bool:
    """Whether a file belongs to the deck in the folder `home`: it lies there, or below."""
    return Path(os.path.abspath(path)).is_relative_to(os.path.abspath(home))


def _kept(written: str, home: Path, folder: Path) -> str:
    """A file or `FILE#id`: what belongs to the deck is copied with it, what does not is seen from the new folder."""
    path, hash_sign, wanted = written.partition("#")
    if is_own(home / path, home):
        return written
    slash = "/" if path.endswith("/") else ""
    return f"{_moved(path, home, folder)}{slash}{hash_sign}{wanted}"


def _moved(path: str, home: Path, folder: Path) -> str:
    """A path that was seen from `home`, seen from `folder`."""
    return Path(os.path.relpath(home / path, folder)).as_posix()


def _moved_words(path: Words, home: Path, folder: Path) -> Words:
    """The same of a path that may hold values."""
    if any(run.is_value for run in path):
        return (*_run(f"{_moved('.', home, folder)}/"), *path)
    return _run(_moved(words_to_text(path), home, folder))


def slide_to_prompts(slide: Slide, home: Path, folder: Path) -> Slide:
    """A slide whose file stood in the folder `home`, for a file in `folder`."""
    fields = {
        name: replace(field, content=_content(field.content, home, folder)) for name, field in slide.fields.items()
    }
    return replace(
        slide,
        fields=fields,
        notes=_notes(slide.notes) if slide.notes else None,
        section=_prompt(slide.section) if slide.section else None,
        footer=_furniture(slide.footer),
        date=_furniture(slide.date),
    )


def _furniture(furniture: Furniture) -> Furniture:
    return _prompt(furniture) if isinstance(furniture, tuple) else furniture


def _notes(notes: Content) -> Content:
    return replace(notes, blocks=(Paragraph(_run(f"{PROMPT}: notes")),))


def _content(content: Content, home: Path, folder: Path) -> Content:
    return replace(content, blocks=tuple(_block(block, home, folder) for block in content.blocks))


def _block(block: Block, home: Path, folder: Path) -> Block:
    match block:
        case Paragraph():
            return replace(block, words=_prompt(block.words))
        case Picture():
            path = _moved_words(block.path, home, folder)
            alt = () if block.decorative else _prompt(block.alt) or _run(f"{PROMPT}: what the picture shows")
            return replace(block, path=path, alt=alt, caption=_prompt(block.caption), link=None)
        case Table():
            rows = tuple(
                tuple(_cell(cell, is_kept=at < block.header or column == 0) for column, cell in enumerate(row))
                for at, row in enumerate(block.rows)
            )
            data = _data(block.data, home, folder)
            return replace(block, rows=rows, data=data, alt=_prompt(block.alt), caption=_prompt(block.caption))
        case Chart():  # a chart without numbers is none: they stay, and the words ask for new ones
            alt = _prompt(block.alt) or _run(f"{PROMPT}: what the chart shows")
            data = _data(block.data, home, folder)
            return replace(block, data=data, title=_prompt(block.title), caption=_prompt(block.caption), alt=alt)
        case Code():
            return replace(block, text=f"{PROMPT}: code\n", caption=_prompt(block.caption))


def _data(data: Data | None, home: Path, folder: Path) -> Data | None:
    """A file of data stays where it is, as a picture does."""
    return replace(data, path=_moved_words(data.path, home, folder)) if data else None


def _cell(cell: Cell, is_kept: bool) -> Cell:
    """Headers, the names of rows and what values fill stay: they are a table's structure."""
    if not cell.words or any(run.is_value for run in cell.words):
        return cell
    return replace(cell, words=_run(words_to_text(cell.words)) if is_kept else _run(PROMPT))


def _prompt(words: Words) -> Words:
    """`TODO: ` and the beginning of what stood there; a text with a value is left whole, one of values as it is."""
    if not words:
        return ()
    if any(run.is_value for run in words):
        if not any(char.isalnum() for run in words if not run.is_value for char in run.text):
            return words
        plain = tuple(Run(run.text, is_value=run.is_value) for run in words)
        first = plain[0]
        if first.is_value:
            return (Run(f"{PROMPT}: "), *plain)
        return (Run(f"{PROMPT}: {first.text}"), *plain[1:])
    return _run(f"{PROMPT}: {shorten(words_to_text(words), _SHOWN)}")


def _run(text: str) -> Words:
    return (Run(text),)
