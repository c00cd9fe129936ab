"""What goes on on another page: cut in order, nothing lost, pages evenly full."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import BODY, POINT, content, desk_on, stage
from summitdeck.deck.model import Block, Overflow, Paragraph, ParagraphKind, Picture, Run, Table
from summitdeck.deck.plain import words_to_text
from summitdeck.scene.captions import caption_height
from summitdeck.scene.flow import natural_height
from summitdeck.scene.groups import Piece, TablePart
from summitdeck.scene.setting import Setting
from summitdeck.scene.split import Unit, evenly, split_pieces

CONTENT = '<slide base="obj"><title>{title}</title><body>{body}</body></slide>'


def split(blocks: tuple[Block, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The blocks page by page, in the body of the test page."""
    desk = desk_on(overflow=Overflow.SPLIT)
    return split_pieces(blocks, Setting(BODY.frame, desk.slot_look(BODY), BODY), desk)


def bullets(*levels: int, kind: ParagraphKind = ParagraphKind.BULLET) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(f"p{n}"),), level, kind) for n, level in enumerate(levels))


def texts(pieces: tuple[Piece, ...]) -> str:
    return " ".join(words_to_text(piece.words) for piece in pieces if isinstance(piece, Paragraph))


def test_what_fits_stays_on_one_page() -> None:
    assert [texts(page) for page in split(bullets(0, 1, 1, 0))] == ["p0 p1 p2 p3"]


def test_pages_are_evenly_full() -> None:
    assert [len(page) for page in split(bullets(*[0] * 13))] == [7, 6]
    assert [len(page) for page in split(bullets(*[0] * 26))] == [9, 9, 8]


def test_a_parent_keeps_its_first_child() -> None:
    levels = [0] * 6 + [0, 1] + [0] * 5  # the even cut would part the seventh from its child
    first, _ = split(bullets(*levels))
    assert texts(first).split()[-1] in ("p5", "p7")


def test_a_page_rather_begins_with_an_outer_bullet() -> None:
    levels = [0, *[1] * 9, 0, *[1] * 6]
    assert [texts(page).split()[0] for page in split(bullets(*levels))] == ["p0", "p10"]


def test_a_list_goes_on_counting() -> None:
    first, second = split(bullets(*[0] * 14, kind=ParagraphKind.NUMBER))
    starts = [piece.start for piece in second if isinstance(piece, Paragraph)]
    assert starts == [len(first) + 1, *[None] * (len(second) - 1)]


def test_a_list_goes_on_counting_behind_its_nested_bullets() -> None:
    one = bullets(*[0] * 14, kind=ParagraphKind.NUMBER)
    nested = tuple(replace(p, level=1, kind=ParagraphKind.BULLET) if n in (6, 7, 8) else p for n, p in enumerate(one))
    first, second = split(nested)
    numbered = [p.start for p in second if isinstance(p, Paragraph) and p.kind is ParagraphKind.NUMBER]
    before = sum(isinstance(p, Paragraph) and p.kind is ParagraphKind.NUMBER for p in first)
    assert numbered[0] == before + 1 and set(numbered[1:]) <= {None}


def table(count: int, **options: object) -> Table:
    (found,) = content("  table:\n" + "".join(f"    - [r{n}, {n}]\n" for n in range(count))).blocks
    assert isinstance(found, Table)
    return replace(found, **options)  # type: ignore[arg-type]


def rows_of(page: tuple[Piece, ...]) -> list[str]:
    (part,) = page
    assert isinstance(part, TablePart)
    return [row[0].paragraphs[0].runs[0].text for row in part.sized.cells]


def test_a_table_repeats_its_header_and_keeps_its_widths() -> None:
    pages = split((table(12),))
    assert [rows_of(page)[0] for page in pages] == ["r0", "r0"]
    assert [row for page in pages for row in rows_of(page)[1:]] == [f"r{n}" for n in range(1, 12)]
    parts = [part for (part,) in pages if isinstance(part, TablePart)]
    assert len({part.sized.columns for part in parts}) == 1


def test_a_total_stands_on_the_last_page_with_a_row() -> None:
    pages = split((table(12, total=True),))
    parts = [part for (part,) in pages if isinstance(part, TablePart)]
    assert [part.table.total for part in parts] == [False, True]
    assert len(rows_of(pages[-1])) > 2


def test_a_span_is_not_cut() -> None:
    spanning = table(12)
    rows = list(spanning.rows)
    rows[6], rows[7] = (replace(rows[6][0], rows=2), rows[6][1]), (rows[7][1],)  # where an even cut would go
    pages = split((replace(spanning, rows=tuple(rows)),))
    firsts = [part.sized.cells[1][0] for (part,) in pages if isinstance(part, TablePart)]
    assert len(pages) == 2 and not any(cell.covered_down for cell in firsts)


def test_mixed_blocks_are_cut_between_them() -> None:
    picture = Picture((Run("4x3.png"),), (Run("A"),))
    pages = split((*bullets(*[0] * 8), table(6), picture))
    kinds = [[type(piece).__name__ for piece in page] for page in pages]
    assert [kind for page in kinds for kind in page] == ["Paragraph"] * 8 + ["Table", "Picture"]
    assert len(pages) > 1


def test_what_cannot_be_cut_is_made_smaller_and_then_told() -> None:
    long = "とても長い一つの段落です。" * 60
    staged = stage(CONTENT, f"title: T\nbody: {long}\n", overflow="split")
    assert (staged.parts, staged.problems) == (1, ())
    staged = stage(CONTENT, f"title: T\nbody: {long * 3}\n", overflow="split")
    assert [problem.code for problem in staged.problems] == ["overflow"]


@pytest.mark.parametrize("part", [0, 1])
def test_what_fits_beside_it_stands_on_every_page(part: int) -> None:
    markup = '<slide base="obj"><row area="body"><body>{body}</body><picture>{picture}</picture></row></slide>'
    body = "".join(f"  - item {n}\n" for n in range(16))
    staged = stage(markup, f"body:\n{body}picture: {{picture: 4x3.png, alt: A}}\n", overflow="split", part=part)
    assert staged.parts == 2 and "picture" in staged.text
    assert ("item 0" in staged.text) == (part == 0) and ("item 15" in staged.text) == (part == 1)


units = st.lists(
    st.builds(Unit, st.integers(1, 100), st.integers(0, 10), st.sampled_from([0.0, 0.1, None])), min_size=1, max_size=30
)


@given(units, st.integers(1, 200))
def test_cuts_are_allowed_ones_and_pages_hold_what_they_get(units: list[Unit], room: int) -> None:
    pages = evenly(units, room)
    if not pages:
        assert max(unit.height for unit in units) > room or any(unit.cut is None for unit in units)
        return
    assert [first for first, _ in pages] == [0, *(last for _, last in pages[:-1])] and pages[-1][1] == len(units)
    for first, last in pages:
        assert first == 0 or units[first].cut is not None
        assert (
            sum(unit.height for unit in units[first:last]) + sum(unit.gap for unit in units[first + 1 : last]) <= room
        )


@given(units, st.integers(100, 300))
def test_there_are_no_more_pages_than_must_be(units: list[Unit], room: int) -> None:
    free = [unit._replace(cut=0.0) for unit in units]
    greedy, height = 1, 0
    for unit in free:
        more = unit.height + (unit.gap if height else 0)
        greedy, height = (greedy, height + more) if height + more <= room else (greedy + 1, unit.height)
    assert len(evenly(free, room)) <= greedy


outline = st.lists(
    st.tuples(st.integers(0, 3), st.booleans(), st.text("あいう abc", min_size=1, max_size=60)), min_size=1, max_size=50
)


@given(outline)
@settings(max_examples=40)
def test_no_paragraph_is_lost_and_each_page_fits(outline: list[tuple[int, bool, str]]) -> None:
    kinds = {True: ParagraphKind.NUMBER, False: ParagraphKind.BULLET}
    whole = tuple(Paragraph((Run(text),), level, kinds[numbered]) for level, numbered, text in outline)
    pages = split(whole)
    together = tuple(piece for page in pages for piece in page)
    assert [replace(piece, start=None) for piece in together if isinstance(piece, Paragraph)] == list(whole)
    desk = desk_on()
    setting = Setting(BODY.frame, desk.slot_look(BODY), BODY)
    assert all(natural_height(page, setting, desk) <= BODY.frame.height or len(page) == 1 for page in pages)


@given(st.integers(2, 60), st.integers(0, 2))
@settings(max_examples=30)
def test_no_row_is_lost(count: int, header: int) -> None:
    pages = split((table(count, header=min(header, count - 1)),))
    if len(pages) == 1:
        return
    header = min(header, count - 1)
    assert [row for page in pages for row in rows_of(page)[header:]] == [f"r{n}" for n in range(header, count)]
    assert all(part.sized.height <= BODY.frame.height for (part,) in pages if isinstance(part, TablePart))


@pytest.mark.parametrize("count", [8, 10, 11, 12, 24, 36])
def test_a_caption_has_its_room_on_every_page(count: int) -> None:
    captioned = replace(table(count), caption=(Run("A caption of two lines " * 8),))
    desk = desk_on(overflow=Overflow.SPLIT)
    setting = Setting(BODY.frame, desk.slot_look(BODY), BODY)
    pages = split((captioned,))
    caption = caption_height(captioned.caption, BODY.frame.width, setting, desk)
    heights = [part.sized.height for (part,) in pages if isinstance(part, TablePart)]
    assert caption > 30 * POINT and len(heights) == len(pages) > (count > 8)
    assert all(height + caption <= BODY.frame.height for height in heights)
