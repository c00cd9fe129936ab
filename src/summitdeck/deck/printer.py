"""The deck as the YAML that a person would write; what is printed reads as the same deck.

Lists for bullets, quotes only where YAML or one of its traps needs them, blocks for code and paragraphs, one line
for a row of a table. Only values are printed, so that comments, blank lines and the author's own choice of quotes
are not kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.deck.core import Core, is_more_than_text
from summitdeck.deck.model import (
    Chart,
    Code,
    Deck,
    Defaults,
    Furniture,
    Listed,
    Matrix,
    Minimum,
    Name,
    ParagraphKind,
    Picture,
    Settings,
    Slide,
    Table,
    Var,
    Words,
)
from summitdeck.deck.print_content import print_field, print_nested, print_options, print_quotes, print_terms
from summitdeck.deck.print_words import print_words
from summitdeck.deck.print_yaml import Where, indented, print_text, quote

__all__ = ["print_deck", "print_settings", "print_slide", "print_words"]

_LOOSE = ("picture", "table", "chart", "code")


def print_deck(deck: Deck) -> str:
    """The whole deck as one stream: settings, then the slides, divided by `---`.

    The order of files, `slides:`, is left out, since all slides are here.
    """
    settings = _settings_lines(deck.settings, with_slides=False)
    parts = ["\n".join(["deck:", *indented(settings), ""])] if settings else []
    return "---\n".join([*parts, *map(print_slide, deck.slides)])


def print_settings(settings: Settings) -> str:
    """The settings as a file of their own, `slides:` included; empty when there is nothing to say."""
    lines = _settings_lines(settings, with_slides=True)
    return "\n".join(["deck:", *indented(lines), ""]) if lines else ""


def print_slide(slide: Slide) -> str:
    """One slide, without a divider; its layout and title first, its notes last."""
    lines = [] if slide.layout is None else [f"layout: {print_text(slide.layout.text, Where.VALUE)}"]
    fields = list(slide.fields)
    title = fields[:1] if fields[:1] == ["title"] else []
    for name in title:
        lines += _field_lines(slide, name)
    lines += _option_lines(slide)
    for name in fields[len(title) :]:
        lines += _field_lines(slide, name)
    if slide.notes is not None:
        lines += print_field("notes", slide.notes)
    return "\n".join([*(lines or ["hidden: false"]), ""])


def _field_lines(slide: Slide, name: str) -> list[str]:
    """A field; a picture, a chart, a quote and their like of its own name are written without a key around them."""
    content = slide.fields[name].content
    if content.extents:
        return print_field(name, content)
    match content.blocks:
        case [Picture() | Table() | Chart() | Code() as block] if name == _key_of(block):
            several = sum(other in slide.fields for other in _LOOSE) > 1
            return print_nested(block) if several else print_options(block)
    if name == "quote" and all(getattr(block, "kind", None) is ParagraphKind.QUOTE for block in content.blocks):
        return print_quotes(content.blocks)
    return print_field(name, content)


def _key_of(block: Picture | Table | Chart | Code) -> str:
    return {Picture: "picture", Table: "table", Chart: "chart", Code: "code"}[type(block)]


def _option_lines(slide: Slide) -> list[str]:
    lines = [f"id: {print_text(slide.id.text, Where.VALUE)}"] if slide.id is not None else []
    lines += print_terms(slide.terms)
    lines += _words_line("section", slide.section or ())
    return [*lines, *_common_lines(slide)]


def _common_lines(said: Slide | Defaults) -> list[str]:
    """What slides can say alike, but for layout and section."""
    lines = _furniture_line("hidden", said.hidden)
    if said.overflow is not None:
        lines.append(f"overflow: {said.overflow.value}")
    for key in ("footer", "number", "date"):
        lines += _furniture_line(key, getattr(said, key))
    return lines


def _defaults_lines(defaults: Defaults | None) -> list[str]:
    """`defaults:` with what slides say below it."""
    if defaults is None:
        return []
    layout = [] if defaults.layout is None else [f"layout: {print_text(defaults.layout.text, Where.VALUE)}"]
    lines = [*layout, *_words_line("section", defaults.section or ()), *_common_lines(defaults)]
    return ["defaults:", *indented(lines)]


def _listed_lines(entry: Listed) -> list[str]:
    """An entry of `slides:`."""
    if entry.defaults is None:
        return [f"- {print_text(entry.name.text, Where.BULLET)}"]
    lines = [f"from: {print_text(entry.name.text, Where.VALUE)}", *_defaults_lines(entry.defaults)]
    return [f"- {lines[0]}", *indented(lines[1:])]


def _settings_lines(settings: Settings, with_slides: bool) -> list[str]:
    lines = [*_words_line("title", settings.title), *_words_line("author", settings.author)]
    lines += ["date: auto"] if settings.date is True else _furniture_line("date", settings.date)
    for key in ("language", "template"):
        if (name := getattr(settings, key)) is not None:
            lines.append(f"{key}: {print_text(name.text, Where.VALUE)}")
    lines += _words_line("footer", settings.footer)
    if not settings.number:
        lines.append("number: false")
    if settings.overflow is not None:
        lines.append(f"overflow: {settings.overflow.value}")
    if settings.sizes is not None:
        lines.append(f"sizes: {settings.sizes.value}")
    lines += _minimum_line(settings.minimum)
    if settings.titles is not None:
        lines.append(f"titles: {settings.titles.value}")
    if settings.prune:
        lines.append("prune: true")
    lines += _vars_lines(settings)
    if settings.folders:
        lines += ["folders:", *(f"  - {print_text(name.text, Where.BULLET)}" for name in settings.folders)]
    lines += _matrix_lines(settings.matrix)
    lines += _defaults_lines(settings.defaults)
    if with_slides and settings.slides:
        lines += ["slides:", *indented([line for entry in settings.slides for line in _listed_lines(entry)])]
    return lines


def _matrix_lines(matrix: Matrix | None) -> list[str]:
    """`matrix: summits.csv`, or `rows` and `output` below it."""
    if matrix is None:
        return []
    if isinstance(matrix.rows, Name):
        inline = f" {print_text(matrix.rows.text, Where.VALUE)}"
        below: list[str] = []
    else:
        inline, below = _var(matrix.rows)
    if matrix.output is None:
        return [f"matrix:{inline}", *indented(below)]
    output = print_text(matrix.output.text, Where.VALUE)
    return ["matrix:", *indented([f"rows:{inline}", *indented(below), f"output: {output}"])]


def _minimum_line(minimum: Minimum | None) -> list[str]:
    """`minimum: 14` where it is of text alone, else `minimum: {text: 14, table: 11}`."""
    if minimum is None:
        return []
    said = {name: size for name in ("text", "table", "title") if (size := getattr(minimum, name)) is not None}
    if list(said) == ["text"]:
        return [f"minimum: {said['text'] / 100:g}"]
    return [f"minimum: {{{', '.join(f'{name}: {size / 100:g}' for name, size in said.items())}}}"]


def _words_line(key: str, words: Words) -> list[str]:
    return [f"{key}: {print_text(print_words(words), Where.VALUE, is_word=True)}"] if words else []


def _furniture_line(key: str, furniture: Furniture) -> list[str]:
    match furniture:
        case None:
            return []
        case bool():
            return [f"{key}: {'true' if furniture else 'false'}"]
        case _:
            return _words_line(key, furniture)


def _vars_lines(settings: Settings) -> list[str]:
    """`vars:` as names with values, as a file, or as files that names with values end."""
    files = [print_text(name.text, Where.VALUE) for name in settings.var_files]
    values = _var_lines(settings.vars)
    if not files:
        return ["vars:", *indented(values)] if values else []
    if len(files) == 1 and not values:
        return [f"vars: {files[0]}"]
    items = [f"- {file}" for file in files]
    return ["vars:", *indented([*items, *([f"- {values[0]}", *indented(values[1:])] if values else [])])]


def _var_lines(values: Mapping[str, Var]) -> list[str]:
    lines: list[str] = []
    for name, value in values.items():
        inline, below = _var(value)
        lines += [f"{print_text(name, Where.KEY)}:{inline}", *indented(below)]
    return lines


def _var(value: Var) -> tuple[str, list[str]]:
    """What stands behind a name's colon, and what stands below it."""
    match value:
        case Core():
            return f" {value}", []
        case str():
            return f" {quote(value) if is_more_than_text(value) else print_text(value, Where.VALUE)}", []
        case Mapping():
            return ("", _var_lines(value)) if value else (" {}", [])
        case _:
            return ("", [line for item in value for line in _var_item(item)]) if value else (" []", [])


def _var_item(value: Var) -> list[str]:
    inline, below = _var(value)
    if inline or not below:
        return [f"-{inline}"]
    return [f"- {below[0]}", *indented(below[1:])]
