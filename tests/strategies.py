"""Decks out of thin air for hypothesis: every one of them can be said in the slide language, most of them nastily.

Words are what reading makes of texts put together from marks, quotes, colons, brackets, Japanese and the like;
outlines are trees made flat, so that no level skips one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from unicodedata import normalize

from hypothesis import strategies as st

from summitdeck.deck.core import Core
from summitdeck.deck.figures import ChartKind, DataKind, Labels, Legend
from summitdeck.deck.model import (
    Align,
    Block,
    Cell,
    Chart,
    Code,
    Column,
    Content,
    Data,
    Deck,
    Defaults,
    Extent,
    Field,
    Fit,
    Link,
    Minimum,
    Name,
    Overflow,
    Paragraph,
    ParagraphKind,
    Picture,
    Run,
    Settings,
    Sizes,
    Slide,
    Table,
    Terms,
    Titles,
    Var,
    Words,
)
from words import read

DEEPEST = 8
PLAIN, BULLET, NUMBER, QUOTE = ParagraphKind

_SAFE = "a b c Nova cells 10 4.10 重要 です 。 、 「 」 （ ） … “ ” 🎉 é ○ ※"
_MARKS = "* ** *** _ __ ~~ ` `` [ ](#a) ](https://a.b/c_(d)) <https://a.b> {{x}} \\ \\* \\{{ < > ! ( ) **b** *i* `k`"
_TRAPS = "- -- --- : :: # #1 ' '' \" , ? ... @ % & | { } [a] {a} ~ = << text table key: auto true null yes 1. 12. + /"
_PIECES = [*_SAFE.split(), *_MARKS.split(), *_TRAPS.split(), " ", " ", " ", ": ", " #", "- ", "\u3000"]
_BREAKING = ["\n", "\t", "  "]


def texts(pieces: Sequence[str] = (*_PIECES, *_BREAKING)) -> st.SearchStrategy[str]:
    """Texts that YAML, or inline marks, would love to misread."""
    letters = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)
    made = st.lists(st.sampled_from(pieces), min_size=1, max_size=9).map("".join)
    return (made | letters).map(lambda text: normalize("NFC", text))


def _is_sayable(text: str) -> bool:
    """Whether a scalar may hold the text: not empty, nothing that is told as wrong, NFC whatever stands beside it."""
    return bool(text) and not text.isspace() and not read(text)[1] and normalize("NFC", f"*{text}*") == f"*{text}*"


@cache
def _pool(are_lines: bool) -> list[Words]:
    """Many words, the short ones first: drawn whole, since decks hold too many to be put together by hypothesis."""
    chance = Random(7)
    pieces = _PIECES if are_lines else [*_PIECES, *_BREAKING]
    texts = {"".join(chance.choices(pieces, k=chance.randint(1, 8))) for _ in range(3000)}
    texts = {text.strip() for text in texts} if are_lines else texts
    return [read(text)[0] for text in sorted(filter(_is_sayable, texts), key=lambda text: (len(text), text))]


def _drawn_from(pool: Sequence[Words]) -> st.SearchStrategy[Words]:
    return st.integers(0, len(pool) - 1).map(pool.__getitem__)


@cache
def any_words() -> st.SearchStrategy[Words]:
    """Words of a bullet, a title, a caption, each made anew."""
    return texts().filter(_is_sayable).map(lambda text: read(text)[0])


@cache
def words() -> st.SearchStrategy[Words]:
    """Words of a bullet, a title, a caption, out of some two thousand."""
    return _drawn_from(_pool(False))


@cache
def line_words() -> st.SearchStrategy[Words]:
    """Words that a text block may hold in one line: neither a line break nor spaces at their edges."""
    return _drawn_from(_pool(True))


@cache
def literals() -> st.SearchStrategy[Words]:
    """A path: text with values, without marks."""
    text = st.sampled_from(["img/a.png", "図/会場 1.svg", "a_b_*c*.png", "a: b #c.png", "'q'.png", "-.png", "{x}.png"])
    value = st.sampled_from(["x", "a.b"]).map(lambda name: Run(name, is_value=True))
    first = st.tuples(text.map(Run)) | st.tuples(value, text.map(Run))
    return first | st.tuples(text.map(Run), value, text.map(Run))


LINKS = st.sampled_from(["https://a.b/c?d=e&f#g", "#cells", "mailto:a@b.c", "https://a.b/{{ x }}", "{{ url }}"]).map(
    Link
)
NAMES = st.sampled_from(["a", "cells", "Nova-2", "節_1", "2014", "true"]).map(Name)
NUMBERS = st.sampled_from([0.5, 1.0, 2.0, 0.333333333, 12.25])


CONDITIONS = [
    "a",
    "not a and (b or c.d == 12)",
    'x == "a: b"',
    "'# 1' in rows",
    "n | default(4) >= 3",
    "x in [1, 'b'] or rows",
]
LOOPS = ["t in tracks", 'x in ["a, b", "1"]', "名 in 会場.名前", "row in rows"]


@cache
def terms() -> st.SearchStrategy[Terms]:
    """Conditions, loops, and both."""
    when, loop = st.sampled_from(CONDITIONS).map(Name), st.sampled_from(LOOPS).map(Name)
    return st.one_of(st.builds(Terms, when), st.builds(Terms, st.none(), loop), st.builds(Terms, when, loop))


@cache
@st.composite
def data(draw: st.DrawFn, is_chart: bool = False) -> Data:
    """Files of data with any of what is chosen in them; `is_chart`: as of a chart, whose texts have no marks."""
    name = st.sampled_from(["City", "Unit price", "- 1", "a: b", "'q'", "#", "", "年"]).map(Name)
    title = st.just(()) | (literals() if is_chart else words())
    column = st.builds(Column, name, title)
    if not is_chart:
        align, filters = st.none() | st.sampled_from(Align), st.sampled_from(["number(1)", 'date("M/d") | upper'])
        column = st.builds(Column, name, title, align, st.none() | filters.map(Name))
    columns = st.just(()) | st.lists(column, min_size=1, max_size=3).map(tuple)
    known = name.filter(lambda each: bool(each.text))
    return Data(
        draw(st.sampled_from(DataKind)),
        draw(literals()),
        columns=draw(columns),
        categories=draw(st.none() | known) if is_chart else None,
        where=draw(st.none() | st.sampled_from([*CONDITIONS, 'row["Unit price"] > 3']).map(Name)),
        sort=draw(st.just(()) | st.lists(known | st.just(Name("-City")), min_size=1, max_size=2).map(tuple)),
    )


@cache
def file_tables() -> st.SearchStrategy[Table]:
    """Tables whose rows come from files."""

    def options(said: Data) -> st.SearchStrategy[Table]:
        width = len(said.columns) or 2
        align = st.just(()) | st.tuples(*[st.sampled_from([None, *Align])] * width)
        widths = st.just(()) | st.tuples(*[NUMBERS] * width)
        header, text = st.integers(0, 1), st.just(()) | words()
        return st.builds(
            Table, st.just(()), header, align, widths, st.booleans(), caption=text, alt=text, data=st.just(said)
        )

    return data().flatmap(options)


@cache
@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Full grids, some with a span at the start of the last row, or over the first two rows of the first column."""
    width, height = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cell = st.builds(Cell, st.just(()) | words())
    rows = [[draw(cell) for _ in range(width)] for _ in range(height)]
    has_terms = draw(st.integers(0, 3)) == 0
    if has_terms:
        said = tuple([draw(st.none() | terms()) for _ in rows])
        return Table(tuple(map(tuple, rows)), header=draw(st.integers(0, height)), terms=said if any(said) else ())
    if width > 1 and draw(st.booleans()):
        rows[-1][:2] = [replace(rows[-1][0], columns=2)]
    if height > 2 and draw(st.booleans()):
        rows[0][0] = replace(rows[0][0], rows=2)
        del rows[1][0]
    return Table(
        tuple(tuple(row) for row in rows),
        header=draw(st.integers(0, height)),
        align=draw(st.just(()) | st.tuples(*[st.sampled_from([None, *Align])] * width)),
        widths=draw(st.just(()) | st.tuples(*[NUMBERS] * width)),
        total=draw(st.booleans()),
        caption=draw(st.just(()) | words()),
        alt=draw(st.just(()) | words()),
    )


@cache
@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Pictures with any of their options."""
    decorative = draw(st.booleans())
    return Picture(
        draw(literals()),
        alt=() if decorative else draw(st.just(()) | words()),
        decorative=decorative,
        caption=draw(st.just(()) | words()),
        fit=draw(st.none() | st.sampled_from(Fit)),
        focus=draw(st.none() | st.tuples(st.sampled_from([0.0, 0.25, 1.0]), st.sampled_from([0.5, 0.333]))),
        link=draw(st.none() | LINKS),
    )


@cache
@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts with any of their options; their cells are numbers, names, values, and what looks like none of these."""
    width, height = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    cell = st.builds(
        Cell, st.just(()) | literals() | st.sampled_from(["1.10", "4,600", "45%"]).map(lambda n: (Run(n),))
    )
    kind = draw(st.sampled_from(ChartKind))
    file = draw(st.none() | st.none() | data(is_chart=True))
    labels = [each for each in Labels if each is not Labels.PERCENT or kind in (ChartKind.PIE, ChartKind.DOUGHNUT)]
    return Chart(
        kind,
        () if file else tuple(tuple(draw(cell) for _ in range(width)) for _ in range(height)),
        title=draw(st.just(()) | literals()),
        format=draw(st.none() | st.sampled_from(["#,##0", "0%", "0 人", "0;-0"]).map(Name)),
        legend=draw(st.none() | st.sampled_from(Legend)),
        labels=draw(st.none() | st.sampled_from(labels)),
        stacked=draw(st.booleans()),
        axes=draw(st.tuples(st.just(()) | literals(), st.just(()) | literals())),
        caption=draw(st.just(()) | words()),
        alt=draw(st.just(()) | words()),
        data=file,
    )


@cache
def codes() -> st.SearchStrategy[Code]:
    """Source text with odd indentation, tabs, blank lines and trailing blanks."""
    line = st.sampled_from(
        ["x = 1", "  y: [2]", "\tz", "", "   ", "---", "# c", "a  ", "- b", "{{ x }}", "重 \\", "|", "%YAML", "..."]
    )
    text = st.lists(line, min_size=1, max_size=6).map("\n".join).map(lambda code: code.rstrip("\n"))
    language = st.none() | st.sampled_from(["python", "c++", "#"]).map(Name)
    return st.builds(Code, text.filter(lambda code: bool(code.strip())), language, st.just(()) | words())


@dataclass(frozen=True)
class _Node:
    """One item of an outline that is still a tree."""

    block: Block
    below: tuple[_Node, ...] = ()
    terms: tuple[Terms, ...] = ()
    """Those around it, the outer ones first."""


@cache
def _nodes(depth: int) -> st.SearchStrategy[_Node]:
    below = st.lists(st.deferred(lambda: _nodes(depth - 1)), max_size=3).map(tuple) if depth else st.just(())
    kind = st.sampled_from([BULLET, BULLET, BULLET, NUMBER])
    bullet = st.builds(_Node, st.builds(Paragraph, words(), kind=kind), below)
    start = st.builds(
        _Node, st.builds(Paragraph, words(), kind=st.just(NUMBER), start=st.sampled_from([2, 7, 100])), below
    )
    plain = st.builds(_Node, st.builds(Paragraph, line_words(), kind=st.just(PLAIN)))
    quote = st.builds(_Node, st.builds(Paragraph, words(), kind=st.just(QUOTE)))
    other = st.builds(_Node, st.one_of(tables(), file_tables(), pictures(), charts(), codes()))
    node = st.one_of(bullet, bullet, bullet, start, plain, quote, other)
    few = st.one_of(st.just(()), st.just(()), st.just(()), st.lists(terms(), min_size=1, max_size=2).map(tuple))
    return st.builds(lambda node, said: replace(node, terms=said), node, few)


def _flat(nodes: Iterable[_Node], level: int, first: int = 0) -> tuple[list[Block], list[Extent]]:
    """The blocks of nodes, and the extents of those with terms, `first` being the first block's index."""
    blocks: list[Block] = []
    extents: list[Extent] = []
    for node in nodes:
        block, at = node.block, first + len(blocks)
        own = replace(block, level=0 if block.kind is QUOTE else level) if isinstance(block, Paragraph) else block
        below, inner = _flat(node.below, level + 1, at + 1)
        blocks += [own, *below]
        extents += [*(Extent(at, first + len(blocks), each) for each in node.terms), *inner]
    return blocks, extents


@cache
@st.composite
def deep_outlines(draw: st.DrawFn) -> tuple[Block, ...]:
    """Bullets down to the ninth level and back."""
    levels = [0]
    for step in draw(st.lists(st.sampled_from([1, 1, 1, 0, -1, -2, -8]), max_size=14)):
        levels.append(min(max(0, levels[-1] + step), DEEPEST))
    return tuple(Paragraph(draw(words()), level) for level in levels)


@cache
def contents() -> st.SearchStrategy[Content]:
    """What a field may hold."""
    plain = words().map(lambda said: Content((Paragraph(said, kind=PLAIN),)))
    outline = st.lists(_nodes(2), min_size=1, max_size=4).map(_outline)
    guarded = st.builds(lambda content, said: replace(content, extents=(Extent(0, 1, said),)), plain, terms())
    return st.one_of(plain, plain, guarded, outline, outline, deep_outlines().map(Content))


def _outline(nodes: Iterable[_Node]) -> Content:
    blocks, extents = _flat(nodes, 0)
    return Content(tuple(blocks), extents=tuple(extents))


@cache
def loose_contents(name: str) -> st.SearchStrategy[Content]:
    """What a field may hold that has the name of one of our keys."""
    blocks: dict[str, st.SearchStrategy[tuple[Block, ...]]] = {
        "picture": st.tuples(pictures()),
        "table": st.tuples(tables() | file_tables()),
        "chart": st.tuples(charts()),
        "code": st.tuples(codes()),
        "quote": st.lists(st.builds(Paragraph, words(), kind=st.just(QUOTE)), min_size=1, max_size=3).map(tuple),
        "text": words().map(lambda said: (Paragraph(said, kind=PLAIN),)),
    }
    return blocks[name].map(Content)


@cache
def _furniture() -> st.SearchStrategy[Words | bool | None]:
    return st.none() | st.booleans() | words()


@cache
@st.composite
def slides(draw: st.DrawFn) -> Slide:
    """Slides with any fields and options."""
    names = draw(st.lists(st.sampled_from(["title", "body", "left", "右", "a: b", "#c"]), unique=True, max_size=3))
    loose = draw(
        st.lists(st.sampled_from(["picture", "table", "chart", "code", "quote", "text"]), unique=True, max_size=2)
    )
    fields = {name: Field(draw(contents())) for name in names}
    fields |= {name: Field(draw(loose_contents(name))) for name in loose}
    return Slide(
        fields,
        layout=draw(st.none() | NAMES),
        notes=draw(st.none() | contents()),
        id=draw(st.none() | NAMES),
        section=draw(st.none() | words()),
        hidden=draw(st.booleans()) or (None if "title" in fields else False),
        overflow=draw(st.none() | st.sampled_from(Overflow)),
        footer=draw(_furniture()),
        number=draw(st.none() | st.booleans()),
        date=draw(_furniture()),
        terms=draw(st.none() | st.none() | terms()),
    )


@cache
def variables() -> st.SearchStrategy[Var]:
    """Values, nested."""
    keys = st.sampled_from(["a", "名前", "x_1", "a b", "1", "- c", "k: v"])
    numbers = st.sampled_from(["12", "-1.50", "1e3", "0x1F", ".5", "true", "FALSE", "null", "~"])
    return st.recursive(
        numbers
        | numbers.map(Core)
        | st.just({"csv": "data/a b.csv", "where": "a > 1", "sort": ("-x", "y")})
        | st.sampled_from([*_PIECES, "", " a ", "a\nb", "{{ a }}", "key: words", "重要です"]),
        lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=6,
    )


@cache
def minimums() -> st.SearchStrategy[Minimum]:
    """Least sizes of one kind of text at least."""
    size = st.none() | st.integers(600, 9600)
    return st.builds(Minimum, size, size, size).filter(lambda minimum: minimum != Minimum())


@cache
def defaults() -> st.SearchStrategy[Defaults]:
    """What all slides say, something at least."""
    return st.builds(
        Defaults,
        layout=st.none() | NAMES,
        section=st.none() | words(),
        hidden=st.none() | st.booleans(),
        overflow=st.none() | st.sampled_from(Overflow),
        footer=_furniture(),
        number=st.none() | st.booleans(),
        date=_furniture(),
    ).filter(lambda said: said != Defaults())


@cache
@st.composite
def settings(draw: st.DrawFn) -> Settings:
    """Settings without an order of files."""
    return Settings(
        title=draw(st.just(()) | words()),
        author=draw(st.just(()) | words()),
        date=draw(_furniture()),
        language=draw(st.none() | st.sampled_from(["ja-JP", "en-US"]).map(Name)),
        template=draw(st.none() | st.sampled_from(["summit", "../a b.potx", "#1"]).map(Name)),
        footer=draw(st.just(()) | words()),
        number=draw(st.booleans()),
        overflow=draw(st.none() | st.sampled_from(Overflow)),
        sizes=draw(st.none() | st.sampled_from(Sizes)),
        titles=draw(st.none() | st.sampled_from(Titles)),
        prune=draw(st.booleans()),
        minimum=draw(st.none() | minimums()),
        defaults=draw(st.none() | defaults()),
        var_files=draw(
            st.just(())
            | st.lists(st.sampled_from(["k.yaml", "../a b.yml", "#1.yaml"]).map(Name), max_size=2).map(tuple)
        ),
        vars=draw(st.dictionaries(st.sampled_from(["a", "summit", "名前"]), variables(), max_size=3)),
    )


def decks() -> st.SearchStrategy[Deck]:
    """Whole decks of a few slides."""
    return st.builds(Deck, settings(), st.lists(slides(), min_size=1, max_size=3).map(tuple))
