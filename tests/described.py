"""A deck in a few lines that a person can compare with its source: what tests expect of the reader.

The rows are in text files: `=== name`, the source, `--->`, what is read from it and what is told.

    title: Why **now**          a field with one plain paragraph
    body:                       any other field: one line a block
      - bullet
        - child
      1. numbered
      > quote
      table header=1 [a|b] [c|d]
      picture img/a.svg alt="A hall"
      code python "x = 1"
      chart pie [|votes] [yes|3]
    @notes: words               our own keys
    error 3:7 unknown-key       a problem: severity, line, column, code
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summitdeck.deck.keys import DEFAULT_KEYS
from summitdeck.deck.model import (
    Block,
    Cell,
    Chart,
    Code,
    Content,
    Data,
    Defaults,
    Listed,
    Paragraph,
    ParagraphKind,
    Picture,
    Run,
    Settings,
    Slide,
    Table,
    Terms,
    Words,
)
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.source import Source
from summitdeck.problems import Problem

_MARKS = {ParagraphKind.BULLET: "- ", ParagraphKind.QUOTE: "> ", ParagraphKind.PLAIN: ""}


class Row(NamedTuple):
    """One case of a text file."""

    name: str
    source: str
    expected: str


def read_rows(path: Path) -> list[Row]:
    """The cases of a text file."""
    rows = []
    for part in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        source, arrow, expected = rest.partition("--->\n")
        assert arrow, f"{path.name}: '{name}' has no '--->'"
        rows.append(Row(name, source, expected.strip("\n")))
    assert len({row.name for row in rows}) == len(rows), f"{path.name}: a name is used twice"
    return rows


def source_of(text: str) -> Source:
    """A source that stands in no folder."""
    return Source(Path("deck.yaml"), "deck.yaml", text)


def describe_words(words: Words) -> str:
    """Words with their marks; a line break is ⏎."""
    return "".join(_describe_run(run) for run in words).replace("\n", "⏎")


def _describe_run(run: Run) -> str:
    text = f"{{{{ {run.text} }}}}" if run.is_value else run.text
    for is_set, mark in ((run.code, "`"), (run.bold, "**"), (run.italic, "*"), (run.strike, "~~")):
        text = f"{mark}{text}{mark}" if is_set else text
    return f"[{text}]({run.link.target})" if run.link else text


def describe_terms(terms: Terms | None) -> str:
    """` for=track in tracks when=track.open`, or nothing."""
    if terms is None:
        return ""
    return _option("for", terms.loop and terms.loop.text) + _option("when", terms.when and terms.when.text)


def describe_block(block: Block) -> str:
    """One block in one line."""
    match block:
        case Paragraph(words, level, kind, start):
            mark = f"{start or 1}. " if kind is ParagraphKind.NUMBER else _MARKS[kind]
            return "  " * level + mark + describe_words(words)
        case Table():
            return _describe_table(block)
        case Picture():
            return _describe_picture(block)
        case Chart():
            return _describe_chart(block)
        case Code(text, language, caption):
            shown = text.replace("\n", "⏎")
            return f"code {language.text if language else '-'} {shown!r}" + _option("caption", describe_words(caption))


def _option(name: str, value: object) -> str:
    return f" {name}={value!r}" if value not in ((), "", None, False, []) else ""


def _describe_data(data: Data) -> str:
    """`csv:a.csv[City, People "人" right |number] where=x sort=-People`."""
    columns = [
        " ".join(
            filter(
                None,
                [
                    column.name.text,
                    column.title and repr(describe_words(column.title)),
                    column.align and column.align.value,
                    column.filter and f"|{column.filter.text}",
                ],
            )
        )
        for column in data.columns
    ]
    names = ([f"{data.categories.text}:"] if data.categories else []) + columns
    shown = f"{data.kind.value}:{describe_words(data.path)}[{', '.join(names)}]"
    where, sort = data.where.text if data.where else "", [name.text for name in data.sort]
    return shown + _option("where", where) + _option("sort", sort)


def _describe_table(table: Table) -> str:
    terms = table.terms or [None] * len(table.rows)
    rows = " ".join(
        "[" + "|".join(_describe_cell(cell) for cell in row) + "]" + describe_terms(said)
        for row, said in zip(table.rows, terms, strict=True)
    )
    aligns = ",".join(align.value if align else "auto" for align in table.align)
    widths = ",".join(f"{width:g}" for width in table.widths)
    options = _option("align", aligns) + _option("widths", widths) + _option("total", table.total)
    words = _option("caption", describe_words(table.caption)) + _option("alt", describe_words(table.alt))
    rows = _describe_data(table.data) if table.data else rows
    return f"table header={table.header} {rows}{options}{words}"


def _describe_chart(chart: Chart) -> str:
    rows = " ".join("[" + "|".join(_describe_cell(cell) for cell in row) + "]" for row in chart.rows)
    rows = _describe_data(chart.data) if chart.data else rows
    axes = "|".join(map(describe_words, chart.axes)) if any(chart.axes) else ""
    options = {
        "title": describe_words(chart.title),
        "format": chart.format.text if chart.format else None,
        "legend": chart.legend.value if chart.legend else None,
        "labels": chart.labels.value if chart.labels else None,
        "stacked": chart.stacked,
        "axes": axes,
        "caption": describe_words(chart.caption),
        "alt": describe_words(chart.alt),
    }
    return f"chart {chart.kind.value} {rows}" + "".join(_option(name, value) for name, value in options.items())


def _describe_cell(cell: Cell) -> str:
    span = f"<{cell.columns}x{cell.rows}>" if (cell.columns, cell.rows) != (1, 1) else ""
    return describe_words(cell.words) + span


def _describe_picture(picture: Picture) -> str:
    return (
        f"picture {describe_words(picture.path)}"
        + _option("alt", describe_words(picture.alt))
        + _option("decorative", picture.decorative)
        + _option("caption", describe_words(picture.caption))
        + _option("fit", picture.fit.value if picture.fit else None)
        + _option("focus", picture.focus)
        + _option("link", picture.link.target if picture.link else None)
    )


def describe_content(name: str, content: Content) -> Iterator[str]:
    """A content, in one line when it is one plain paragraph."""
    lines = [describe_block(block) for block in content.blocks]
    for extent in content.extents:
        number = extent.end - extent.first
        lines[extent.first] += describe_terms(extent.terms) + (f" ({number} blocks)" if number > 1 else "")
    first = content.blocks[0] if content.blocks else None
    if len(lines) == 1 and isinstance(first, Paragraph) and first.kind is ParagraphKind.PLAIN and not first.level:
        yield f"{name}: {lines[0]}"
    else:
        yield f"{name}:"
        yield from (f"  {line}" for line in lines)


def describe_slide(slide: Slide) -> Iterator[str]:
    """A slide: our keys, then its fields."""
    if slide.terms is not None:
        yield f"@terms:{describe_terms(slide.terms)}"
    for name in ("layout", "id"):
        if (value := getattr(slide, name)) is not None:
            yield f"@{name}: {value.text}"
    for name in ("section", "footer", "date"):
        if (value := getattr(slide, name)) is not None:
            yield f"@{name}: {describe_words(value) if isinstance(value, tuple) else value}"
    for name in ("number", "overflow"):
        if (value := getattr(slide, name)) is not None:
            yield f"@{name}: {value}"
    if slide.hidden:
        yield "@hidden"
    for name, field in slide.fields.items():
        yield from describe_content(name, field.content)
    if slide.notes is not None:
        yield from describe_content("@notes", slide.notes)


def describe_settings(settings: Settings) -> Iterator[str]:
    """What the settings say."""
    for name in ("title", "author", "footer"):
        if words := getattr(settings, name):
            yield f"{name} = {describe_words(words)}"
    if settings.date is not None:
        yield f"date = {describe_words(settings.date) if isinstance(settings.date, tuple) else settings.date}"
    for name in ("language", "template"):
        if (value := getattr(settings, name)) is not None:
            yield f"{name} = {value.text}"
    if not settings.number:
        yield "number = False"
    if settings.overflow is not None:
        yield f"overflow = {settings.overflow}"
    for name in ("sizes", "minimum", "titles"):
        if (value := getattr(settings, name)) is not None:
            yield f"{name} = {value}"
    if settings.prune:
        yield "prune = True"
    if settings.var_files:
        yield f"vars from {', '.join(name.text for name in settings.var_files)}"
    if settings.vars:
        yield f"vars = {settings.vars!r}"
    if settings.defaults:
        yield f"defaults: {', '.join(_describe_defaults(settings.defaults))}"
    if settings.slides:
        yield f"slides = {', '.join(map(_describe_entry, settings.slides))}"


def _describe_entry(entry: Listed) -> str:
    said = f" ({', '.join(_describe_defaults(entry.defaults))})" if entry.defaults else ""
    return entry.name.text + said


def _describe_defaults(defaults: Defaults) -> Iterator[str]:
    """What slides say, `name = value`."""
    for name in DEFAULT_KEYS:
        value = getattr(defaults, name)
        if value is not None:
            shown = words_to_text(value) if isinstance(value, tuple) else getattr(value, "text", value)
            yield f"{name} = {shown}"


def describe_stream(slides: Iterable[Slide], settings: Settings | None) -> Iterator[str]:
    """Settings and slides, divided by ---."""
    parts = [[f"deck: {line}" for line in describe_settings(settings)]] if settings is not None else []
    parts += [list(describe_slide(slide)) for slide in slides]
    for number, part in enumerate(parts):
        yield from (["---"] if number else [])
        yield from part


def describe_problems_fully(problems: Iterable[Problem]) -> Iterator[str]:
    """As `describe_problems`, with the message behind it and the hint below."""
    for problem in problems:
        yield f"{next(describe_problems([problem]))}: {problem.message}"
        if problem.hint is not None:
            yield f"  {problem.hint}"


def describe_problems(problems: Iterable[Problem]) -> Iterator[str]:
    """One line a problem: severity, line, column, code."""
    for problem in problems:
        where = f"{problem.span.line}:{problem.span.column}" if problem.span else "-"
        yield f"{problem.severity} {where} {problem.code}"
