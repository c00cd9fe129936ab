"""A deck's structure without its words: each text becomes a prompt, `TODO: …`, that `check` lists as still to fill.

Slides, layouts, fields, levels of bullets, tables with their headers, pictures and values stay as they are.
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
    Deck,
    Furniture,
    Name,
    Paragraph,
    Picture,
    Run,
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


def deck_to_prompts(deck: Deck, folder: Path) -> Deck:
    """The deck to begin with in `folder`, when it is to be like this one."""
    settings = replace(
        deck.settings,
        title=_prompt(deck.settings.title),
        author=_prompt(deck.settings.author),
        date=_furniture(deck.settings.date),
        template=_template(deck, folder),
        folders=tuple(Name(_moved(name.text, deck.folder, folder)) for name in deck.settings.folders),
        vars={name: _var(value, deck.folder, folder) for name, value in deck.settings.vars.items()},
        var_files=tuple(Name(_moved(name.text, deck.folder, folder)) for name in deck.settings.var_files),
        slides=(),
        matrix=None,
    )
    return replace(deck, settings=settings, slides=tuple(_slide(slide, folder) for slide in deck.slides))


def _var(value: Var, home: Path, folder: Path) -> Var:
    """A value as it was; the rows of a file come from where they came from."""
    if isinstance(value, FileVar):
        data = _data(value.data, home, folder)
        return FileVar({**value, data.kind.value: print_literal(data.path)}, data) if data else value
    if isinstance(value, Mapping):
        return {name: _var(each, home, folder) for name, each in value.items()}
    return value if isinstance(value, str) else tuple(_var(each, home, folder) for each in value)


def _template(deck: Deck, folder: Path) -> Name | None:
    """A template that is a path is seen from the new folder; one that is a name stays."""
    name = deck.settings.template
    if name is None or PurePosixPath(name.text).suffix == "":
        return name
    return Name(_moved(name.text, deck.folder, folder))


def _moved(path: str, home: Path, folder: Path) -> str:
    """A path that was seen from `home`, seen from `folder`."""
    return Path(os.path.relpath(home / path, folder)).as_posix()


def _slide(slide: Slide, folder: Path) -> Slide:
    home = slide.place.source.path.parent if slide.place else folder
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
            path = words_to_text(block.path)
            path = path if "{{" in path else _moved(path, home, folder)
            alt = () if block.decorative else _prompt(block.alt) or _run(f"{PROMPT}: what the picture shows")
            return replace(block, path=_run(path), alt=alt, caption=_prompt(block.caption), link=None)
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
    path = words_to_text(data.path) if data else ""
    if data is None or any(run.is_value for run in data.path):
        return data
    return replace(data, path=_run(_moved(path, home, folder)))


def _cell(cell: Cell, is_kept: bool) -> Cell:
    """Headers and the names of rows stay: they are a table's structure."""
    if not cell.words:
        return cell
    return replace(cell, words=_run(words_to_text(cell.words)) if is_kept else _run(PROMPT))


def _prompt(words: Words) -> Words:
    """`TODO: ` and the beginning of what stood there; a text that a value makes is left whole, with its value."""
    if not words:
        return ()
    if any(run.is_value for run in words):
        plain = tuple(Run(run.text, is_value=run.is_value) for run in words)
        first = plain[0]
        if first.is_value:
            return (Run(f"{PROMPT}: "), *plain)
        return (Run(f"{PROMPT}: {first.text}"), *plain[1:])
    return _run(f"{PROMPT}: {shorten(words_to_text(words), _SHOWN)}")


def _run(text: str) -> Words:
    return (Run(text),)
