"""Contents as YAML: lists for bullets, blocks for paragraphs, rows for tables.

The flat outline becomes a tree again: what stands deeper than a bullet is below it. A level that skips one, which
the language cannot say, is written one deeper than the bullet above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitdeck.deck.keys import CONTENT_KEYS
from summitdeck.deck.model import (
    Block,
    Cell,
    Chart,
    Code,
    Content,
    Extent,
    Paragraph,
    ParagraphKind,
    Picture,
    Table,
    Terms,
    Words,
)
from summitdeck.deck.print_block import print_text_block
from summitdeck.deck.print_data import data_lines
from summitdeck.deck.print_words import print_literal, print_words
from summitdeck.deck.print_yaml import Where, can_be_key, indented, is_plain, print_block, print_text
from summitdeck.frozen import dataclass


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks that have terms, among others."""

    blocks: tuple[_Printed, ...]
    terms: Terms

    @property
    def level(self) -> int | None:
        """How deep it stands; None for what has no depth, as a table."""
        levels = [
            block.level
            for block in self.blocks
            if isinstance(block, _Group) or (isinstance(block, Paragraph) and block.kind is not _QUOTE)
        ]
        return min((level for level in levels if level is not None), default=None)


_Printed = Block | _Group
"""What is printed as an item of a list."""

_PLAIN, _BULLET, _NUMBER, _QUOTE = ParagraphKind.PLAIN, ParagraphKind.BULLET, ParagraphKind.NUMBER, ParagraphKind.QUOTE
Lines = list[str]


def print_field(name: str, content: Content) -> Lines:
    """`name: …` with all that a content holds: a text, a text block, a list, or one block with its options."""
    blocks = content.blocks
    key = print_text(name, Where.KEY)
    if content.extents:
        return _with_terms(key, content)
    match blocks:
        case [Paragraph(kind=ParagraphKind.PLAIN, level=0) as only]:
            return [f"{key}: {print_text(print_words(only.words), Where.VALUE)}"]
        case [Table() | Picture() | Chart() | Code() as only]:
            return [f"{key}:", *indented(print_options(only))]
    if all(isinstance(block, Paragraph) and block.kind is _QUOTE for block in blocks):
        return [f"{key}:", *indented(_quote_lines(_paragraphs(blocks)))]
    if (block := _as_text_block(blocks, 0)) is not None:
        return [f"{key}: {block[0]}", *block[1:]]
    return [f"{key}:", *indented(_list_or_numbers(blocks, 0))]


def _with_terms(key: str, content: Content) -> Lines:
    """A field of which some blocks have terms; a field that has them as a whole needs no list."""
    blocks = _grouped(content.blocks, content.extents, 0, len(content.blocks))
    match blocks:
        case [_Group() as only]:
            return [f"{key}:", *indented(_field_group_lines(only))]
    return [f"{key}:", *indented(_items(blocks, 0))]


def print_terms(terms: Terms | None) -> Lines:
    """`for:` and `when:`."""
    if terms is None:
        return []
    said = [("for", terms.loop), ("when", terms.when)]
    return [f"{key}: {print_text(name.text, Where.VALUE)}" for key, name in said if name is not None]


def print_options(block: Table | Picture | Chart | Code) -> Lines:
    """A table, a picture, a chart or code as keys with values, the key that says what it is first."""
    match block:
        case Table():
            if block.data is not None:
                return print_nested(block)
            return ["table:", *indented(_rows(block)), *_table_options(block)]
        case Picture():
            return _picture_lines(block)
        case Chart():
            return ["chart:", *indented(_chart_lines(block)), *_named(block)]
        case Code():
            return _code_lines(block)


def print_nested(block: Table | Picture | Chart | Code) -> Lines:
    """The same within its own key, for slides where an option could belong to two contents."""
    if isinstance(block, Table):
        rows = data_lines(block.data) if block.data else ["rows:", *indented(_rows(block))]
        return ["table:", *indented([*rows, *_table_options(block)])]
    if isinstance(block, Chart):
        return ["chart:", *indented([*_chart_lines(block), *_named(block)])]
    lines = print_options(block)
    return [f"{lines[0].partition(':')[0]}:", *indented(lines)]


def print_quotes(blocks: Sequence[Block]) -> Lines:
    """Quotes as `quote:` with a text or a list of texts."""
    return _quote_lines(_paragraphs(blocks))


def _paragraphs(blocks: Sequence[_Printed]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _quote_lines(paragraphs: Sequence[Paragraph]) -> Lines:
    texts = [print_words(paragraph.words) for paragraph in paragraphs]
    if len(texts) == 1:
        return [f"quote: {print_text(texts[0], Where.VALUE)}"]
    return ["quote:", *indented(f"- {print_text(text, Where.VALUE)}" for text in texts)]


def _as_text_block(blocks: Sequence[_Printed], level: int) -> Lines | None:
    """Blocks as `|` and its lines, when they are paragraphs, some of them plain, that a text block can hold."""
    paragraphs = _paragraphs(blocks)
    if len(paragraphs) != len(blocks) or all(paragraph.kind is not _PLAIN for paragraph in paragraphs):
        return None
    text = print_text_block(paragraphs, level)
    return None if text is None else print_block(text, "  ")


def _list_or_numbers(blocks: Sequence[_Printed], level: int) -> Lines:
    """What stands below a key: a list, or `numbered:` when that is all."""
    units = _units(blocks, level)
    if all(_is(unit[0], _NUMBER) and (at == 0 or _start(unit[0]) is None) for at, unit in enumerate(units)):
        return _numbered(units, level)
    return list(_items(blocks, level))


def _units(blocks: Sequence[_Printed], level: int) -> list[Sequence[_Printed]]:
    """The blocks of a list parted into items, each with what is below it.

    Tables and their like go below a bullet only where something deeper follows them, else they are items.
    """
    units: list[Sequence[_Printed]] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if isinstance(blocks[at], Paragraph) and not _is(blocks[at], _QUOTE):
            for following in range(at + 1, len(blocks)):
                deep = _depth(blocks[following])
                if deep is not None:
                    if deep <= level:
                        break
                    end = following + 1
        units.append(blocks[at:end])
        at = end
    return units


def _depth(block: _Printed) -> int | None:
    """The level of a paragraph or a group; None for what has none."""
    if isinstance(block, _Group):
        return block.level
    return block.level if isinstance(block, Paragraph) and block.kind is not _QUOTE else None


def _grouped(blocks: Sequence[Block], extents: Sequence[Extent], first: int, end: int) -> list[_Printed]:
    """Blocks from `first` to `end`, those that have terms as groups."""
    made: list[_Printed] = []
    at = first
    for index, extent in enumerate(extents):
        if extent.first < at:
            continue  # within one that was done
        within = [each for each in extents[index + 1 :] if each.end <= extent.end]
        made += blocks[at : extent.first]
        made.append(_Group(tuple(_grouped(blocks, within, extent.first, extent.end)), extent.terms))
        at = extent.end
    return [*made, *blocks[at:end]]


def _group_lines(group: _Group, level: int) -> Lines:
    """A group in a list as keys with values: a block with its options, a text with its children, or a list."""
    first, below = group.blocks[0], group.blocks[1:]
    terms = print_terms(group.terms)
    if not below and isinstance(first, Table | Picture | Code):
        return [*print_options(first), *terms]
    if isinstance(first, Paragraph) and first.kind is _BULLET and all((_depth(each) or 0) > level for each in below):
        text = f"text: {print_text(print_words(first.words), Where.VALUE)}"
        return [text, *terms, *(["items:", *indented(_items(below, level + 1))] if below else [])]
    return [*terms, "items:", *indented(_items(group.blocks, level))]


def _field_group_lines(group: _Group) -> Lines:
    """A group that is all of a field, where a text is no bullet."""
    match group.blocks:
        case [Table() | Picture() | Code()]:
            return _group_lines(group, 0)
        case [Paragraph(kind=ParagraphKind.PLAIN, level=0) as only]:
            return [f"text: {print_text(print_words(only.words), Where.VALUE)}", *print_terms(group.terms)]
    return [*print_terms(group.terms), "items:", *indented(_items(group.blocks, 0))]


def _items(blocks: Sequence[_Printed], level: int) -> Iterator[str]:
    """The items of a list, line by line."""
    units = _units(blocks, level)
    at = 0
    while at < len(units):
        end = _group_end(units, at)
        group = [block for unit in units[at:end] for block in unit]
        first = group[0]
        if (block := _as_text_block(group, level)) is not None:
            yield from [f"- {block[0]}", *block[1:]]
        elif _is(first, _NUMBER):
            end = next((n for n in range(at + 1, end) if not _is(units[n][0], _NUMBER) or _start(units[n][0])), end)
            yield from _dashed(_numbered(units[at:end], level))
        elif _is(first, _QUOTE):
            yield from _dashed(_quote_lines(_paragraphs(group)))
        else:
            end = at + 1
            yield from _item(units[at], level)
        at = end


def _group_end(units: Sequence[Sequence[_Printed]], at: int) -> int:
    """The end of the items that may be one text block, or one `quote:`; an item that may not is alone."""
    is_quote = _is(units[at][0], _QUOTE)
    end = at
    while end < len(units) and all(
        isinstance(block, Paragraph) and (block.kind is _QUOTE) == is_quote for block in units[end]
    ):
        end += 1
    return max(end, at + 1)


def _item(unit: Sequence[_Printed], level: int) -> Lines:
    """One item with what is below it."""
    first, below = unit[0], unit[1:]
    if isinstance(first, _Group):
        return _dashed(_group_lines(first, level))
    if not isinstance(first, Paragraph):
        return _dashed(print_options(first))
    if first.kind is _PLAIN:
        text = print_text_block([first], first.level)
        block = print_block(text, "  ") if text is not None else None
        own = [_bullet_text(print_words(first.words))] if block is None else block
        return [f"- {own[0]}", *own[1:], *_items(below, level)]
    text = print_words(first.words)
    if not below:
        return [f"- {_bullet_text(text)}"]
    children = _list_or_numbers(below, level + 1)
    if can_be_key(text) and text not in CONTENT_KEYS:
        return [f"- {print_text(text, Where.KEY)}:", *indented(children, "    ")]
    is_list = children[0].startswith("- ")
    lines = [f"text: {print_text(text, Where.VALUE)}", *(["items:", *indented(children)] if is_list else children)]
    return _dashed(lines)


def _numbered(units: Sequence[Sequence[_Printed]], level: int) -> Lines:
    start = _start(units[0][0])
    lines = ["numbered:", *indented(line for unit in units for line in _item(unit, level))]
    return lines if start is None else [*lines, f"start: {start}"]


def _bullet_text(text: str) -> str:
    """A bullet's text; one colon in it needs no quotes, unless the words before it are a key of ours."""
    key, colon, words = text.partition(": ")
    is_key = bool(colon) and key not in CONTENT_KEYS and can_be_key(key) and is_plain(key, Where.KEY)
    return text if is_key and is_plain(words, Where.VALUE) else print_text(text, Where.BULLET)


def _dashed(lines: Lines) -> Lines:
    return [f"- {lines[0]}", *indented(lines[1:])]


def _is(block: _Printed, kind: ParagraphKind) -> bool:
    return isinstance(block, Paragraph) and block.kind is kind


def _start(block: _Printed) -> int | None:
    return block.start if isinstance(block, Paragraph) else None


def _rows(table: Table) -> Lines:
    rows = [f"[{', '.join(_cell(cell) for cell in row)}]" for row in table.rows]
    if not table.terms:
        return [f"- {row}" for row in rows]
    lines: Lines = []
    for row, terms in zip(rows, table.terms, strict=True):
        lines += [f"- {row}"] if terms is None else _dashed([f"row: {row}", *print_terms(terms)])
    return lines


def _cell(cell: Cell) -> str:
    text = print_text(print_words(cell.words), Where.FLOW)
    spans = [f"{name}: {span}" for name, span in (("columns", cell.columns), ("rows", cell.rows)) if span != 1]
    return f"{{{', '.join([f'text: {text}', *spans])}}}" if spans else text


def _table_options(table: Table) -> Lines:
    lines = [] if table.header == (1 if table.data else min(1, len(table.rows))) else [f"header: {table.header}"]
    if table.align:
        lines.append(f"align: [{', '.join(align.value if align else 'auto' for align in table.align)}]")
    if table.widths:
        lines.append(f"widths: [{', '.join(map(print_number, table.widths))}]")
    if table.total:
        lines.append("total: true")
    return [*lines, *_text_line("caption", table.caption), *_text_line("alt", table.alt)]


def _chart_lines(chart: Chart) -> Lines:
    """What stands below `chart:`."""
    cells = [[print_text(print_literal(cell.words), Where.FLOW) for cell in row] for row in chart.rows]
    lines = [f"kind: {chart.kind.value}", *_literal_line("title", chart.title)]
    if chart.data is not None:
        lines += data_lines(chart.data, "series")
    else:
        lines += ["rows:", *(f"  - [{', '.join(row)}]" for row in cells)]
    if any(chart.axes):
        lines.append(f"axes: [{', '.join(print_text(print_literal(words), Where.FLOW) for words in chart.axes)}]")
    if chart.format is not None:
        lines.append(f"format: {print_text(chart.format.text, Where.VALUE)}")
    if chart.legend is not None:
        lines.append(f"legend: {chart.legend.value}")
    if chart.labels is not None:
        lines.append(f"labels: {chart.labels.value}")
    return [*lines, "stacked: true"] if chart.stacked else lines


def _named(block: Chart) -> Lines:
    return [*_text_line("caption", block.caption), *_text_line("alt", block.alt)]


def _literal_line(key: str, words: Words) -> Lines:
    return [f"{key}: {print_text(print_literal(words), Where.VALUE)}"] if words else []


def _picture_lines(picture: Picture) -> Lines:
    lines = [f"picture: {print_text(print_literal(picture.path), Where.VALUE)}", *_text_line("alt", picture.alt)]
    if picture.decorative:
        lines.append("decorative: true")
    lines += _text_line("caption", picture.caption)
    if picture.fit is not None:
        lines.append(f"fit: {picture.fit.value}")
    if picture.focus is not None:
        lines.append(f"focus: [{', '.join(map(print_number, picture.focus))}]")
    if picture.link is not None:
        lines.append(f"link: {print_text(picture.link.target, Where.VALUE)}")
    return lines


def _code_lines(code: Code) -> Lines:
    block = print_block(f"{code.text}\n", "  ", keeps_blanks=True)
    lines = [f"code: {print_text(code.text, Where.VALUE)}"] if block is None else [f"code: {block[0]}", *block[1:]]
    if code.language is not None:
        lines.append(f"language: {print_text(code.language.text, Where.VALUE)}")
    return [*lines, *_text_line("caption", code.caption)]


def _text_line(key: str, words: Words) -> Lines:
    return [f"{key}: {print_text(print_words(words), Where.VALUE)}"] if words else []


def print_number(number: float) -> str:
    """A number as a person writes it: 2, 0.5."""
    return f"{number:.9f}".rstrip("0").rstrip(".")
