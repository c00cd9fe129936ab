"""Files of data as YAML: the file, its columns, which rows, in which order."""

from __future__ import annotations

from summitdeck.deck.model import Column, Data, Name
from summitdeck.deck.print_words import print_literal, print_words
from summitdeck.deck.print_yaml import Where, print_text


def data_lines(data: Data, columns: str = "columns") -> list[str]:
    """A file of data, and what is chosen in it."""
    lines = [f"{data.kind.value}: {print_text(print_literal(data.path), Where.VALUE)}"]
    lines += _name_line("categories", data.categories)
    if data.columns:
        shown = [_column(column, is_literal=columns == "series") for column in data.columns]
        lines += [f"{columns}:", *(f"  - {column}" for column in shown)]
    lines += _name_line("where", data.where)
    if data.sort:
        lines.append(f"sort: [{', '.join(print_text(name.text, Where.FLOW) for name in data.sort)}]")
    return lines


def _column(column: Column, is_literal: bool) -> str:
    name = print_text(column.name.text, Where.FLOW)
    title = print_literal(column.title) if is_literal else print_words(column.title)
    said = [f"title: {print_text(title, Where.FLOW)}"] if column.title else []
    said += [f"align: {column.align.value}"] if column.align else []
    said += [f"filter: {print_text(column.filter.text, Where.FLOW)}"] if column.filter else []
    return f"{{{', '.join([f'name: {name}', *said])}}}" if said else print_text(column.name.text, Where.BULLET)


def _name_line(key: str, name: Name | None) -> list[str]:
    return [f"{key}: {print_text(name.text, Where.VALUE)}"] if name else []
