"""The deck's least sizes, and texts that share one size over slides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stage import BASE, Pictures
from summitdeck.deck.model import Minimum
from summitdeck.deck.reader import read_deck
from summitdeck.problems import Problem
from summitdeck.scene.layouts import Layouts, find_layouts
from summitdeck.scene.model import Page, Scene, TableShape, TextShape
from summitdeck.scene.place import place
from summitdeck.scene.sizes import Family, Leasts, Member, Siblings, ladder_to, leasts_of

LAYOUTS = {
    "content": '<slide base="obj"><title>{{ title }}</title><body>{{ body }}</body></slide>',
    "two": '<slide base="twoObj"><title>{{ title }}</title><body slot="1">{{ left }}</body>'
    '<body slot="2">{{ right }}</body></slide>',
    "loose": '<slide base="titleOnly"><title>{{ title }}</title><text style="{{ how }}" area="body">{{ words }}</text>'
    "</slide>",
}
LONG = "いくらか長い文章で一行には収まらないから折り返すことになるはずの項目です。そしてもう少し続きます"
TITLE = "とても長い表題です" * 3 + "九割です"
Placing = Callable[[str], tuple[Scene, tuple[Problem, ...]]]


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Layouts:
    folder = tmp_path_factory.mktemp("templates")
    for name, text in LAYOUTS.items():
        (folder / f"{name}.xml.jinja").write_text(text, encoding="utf-8")
    return find_layouts([folder])


@pytest.fixture(scope="module")
def put(layouts: Layouts, tmp_path_factory: pytest.TempPathFactory) -> Placing:
    """Place a deck, given as YAML, with the layouts above on the test page."""
    path: Path = tmp_path_factory.mktemp("deck") / "deck.yaml"

    def placed(text: str) -> tuple[Scene, tuple[Problem, ...]]:
        path.write_text(text, encoding="utf-8")
        deck, problems = read_deck(path)
        assert not [problem for problem in problems if problem.is_error], problems
        return place(deck, BASE, layouts, Pictures())

    return placed


def bullets(count: int, title: str = "T", more: str = "") -> str:
    return f"title: {title}\n{more}body:\n" + "".join(f"  - {LONG}{n}\n" for n in range(count))


def table(rows: int, title: str = "T") -> str:
    return f"title: {title}\nbody:\n  table:\n" + "".join(f"    - [{n}, x]\n" for n in range(rows))


def deck(sizes: str, *slides: str, more: str = "") -> str:
    return "---\n".join([f"deck:\n  sizes: {sizes}\n{more}", *slides])


def rung(shape: TextShape) -> int:
    assert shape.fitted
    return shape.fitted.rung


def rungs(scene: Scene, role: str = "body") -> list[int]:
    return [rung(s) for page in scene.pages for s in page.shapes if isinstance(s, TextShape) and s.role == role]


def table_sizes(scene: Scene) -> list[int]:
    return [s.size // 100 for page in scene.pages for s in page.shapes if isinstance(s, TableShape)]


def drawn(page: Page) -> list[int]:
    """1/100 pt of each paragraph of the body as it is written."""
    found = []
    for shape in page.shapes:
        if isinstance(shape, TextShape) and shape.role == "body":
            levels = shape.slot.levels if shape.slot else shape.levels
            found += [p.size or levels[p.level].size for p in shape.body.paragraphs]
    return found


LADDERS = [
    # least size, ladder of tables
    (1000, "18 16 14 12 11 10"),
    (1100, "18 16 14 12 11"),
    (1300, "18 16 14 13"),
    (1050, "18 16 14 12 11 10.5"),
    (800, "18 16 14 12 11 10 9 8"),
    (600, "18 16 14 12 11 10 9 8 7 6"),
    (1800, "18"),
    (2000, "20"),
]


@pytest.mark.parametrize(("least", "ladder"), LADDERS)
def test_the_ladder_of_tables_ends_at_the_least_size(least: int, ladder: str) -> None:
    assert " ".join(f"{size / 100:g}" for size in ladder_to(least)) == ladder


def test_what_is_not_said_is_12_points_for_text_and_10_for_tables_and_captions() -> None:
    assert leasts_of(None) == leasts_of(Minimum()) == Leasts(1200, 1000, None)
    assert leasts_of(Minimum(1400)) == Leasts(1400, 1000, None)
    assert leasts_of(Minimum(table=800, title=2400)) == Leasts(1200, 800, 2400, ladder_to(800))


STYLES = [
    # the style's own least size, said for text, said for tables, what holds
    (1200, 1000, 1100, 1000),
    (1200, 1400, 1100, 1400),
    (1000, 1400, 1100, 1100),
    (1000, 1400, 800, 800),
    (2800, 1000, 1000, 2800),  # a statement is large by design
    (2800, 3600, 1000, 3600),
]


@pytest.mark.parametrize(("own", "text", "small", "holds"), STYLES)
def test_a_style_keeps_the_least_size_it_needs(own: int, text: int, small: int, holds: int) -> None:
    assert Leasts(text, small).of(own) == holds


@pytest.mark.parametrize(
    ("minimum", "count", "size"),
    [
        (None, 22, 1400),
        ("16", 17, 1700),
        ("18", 6, 2000),
        ("20", 6, 2000),  # the slot has 20 pt
        ("24", 6, 2000),  # what the template has smaller keeps its size
        ("10", 30, 1000),
        ("{table: 6}", 22, 1400),
    ],
)
def test_the_least_size_of_text(put: Placing, minimum: str | None, count: int, size: int) -> None:
    said = f"deck: {{minimum: {minimum}}}\n---\n" if minimum else ""
    scene, problems = put(said + bullets(count))
    assert (set(drawn(scene.pages[0])), problems) == ({size}, ())


def test_text_may_not_come_below_the_least_size(put: Placing) -> None:
    assert put("deck: {minimum: 13}\n---\n" + bullets(23))[1] == ()
    (problem,) = put("deck: {minimum: 14}\n---\n" + bullets(23))[1]
    assert problem.code == "overflow" and problem.hint and "`minimum: 13` would do" in problem.hint


@pytest.mark.parametrize(("minimum", "rows", "size"), [("14", 12, 14), ("{table: 8}", 14, 8), ("{table: 13}", 11, 13)])
def test_the_least_size_of_tables(put: Placing, minimum: str, rows: int, size: int) -> None:
    scene, problems = put(f"deck: {{minimum: {minimum}}}\n---\n{table(rows)}")
    assert (problems, table_sizes(scene)[0] <= 14) == ((), True)
    assert table_sizes(scene) == [size] or minimum == "14"  # which is of text


def test_code_ends_where_tables_do(put: Placing) -> None:
    code = "title: T\nbody:\n  code: |\n" + "    x\n" * 24
    scene, problems = put("deck: {minimum: {table: 8}}\n---\n" + code)
    (shape,) = [s for s in scene.pages[0].shapes if isinstance(s, TextShape) and s.role == "code"]
    assert (problems, shape.levels[0].size) == ((), 800)


THREE = (bullets(3), bullets(12), bullets(8))
"""They need rungs 0, 5 and 4."""


@pytest.mark.parametrize(("sizes", "found"), [("own", [0, 5, 4]), ("deck", [5, 5, 5])])
def test_slides_of_one_layout_share_a_size(put: Placing, sizes: str, found: list[int]) -> None:
    scene, problems = put(deck(sizes, *THREE))
    assert (rungs(scene), problems) == (found, ())
    if sizes == "deck":
        assert {size for page in scene.pages for size in drawn(page)} == {1700}


def test_in_a_section_or_in_the_deck(put: Placing) -> None:
    parts = (bullets(3), bullets(8), bullets(3, more="section: Two\n"), bullets(12), bullets(3))
    assert rungs(put(deck("section", *parts))[0]) == [4, 4, 5, 5, 5]
    assert rungs(put(deck("deck", *parts))[0]) == [5] * 5


def test_other_layouts_and_other_slots_have_sizes_of_their_own(put: Placing) -> None:
    long, short = "".join(f"  - {LONG}{n}\n" for n in range(6)), "  - short\n"
    two = f"layout: two\ntitle: T\nleft:\n{long}right:\n{short}"
    other = f"layout: two\ntitle: T\nleft:\n{short}right:\n{short}"
    scene, _ = put(deck("deck", two, other, bullets(3)))
    left, right = rungs(scene)[:2]
    assert left > right == 0
    assert rungs(scene) == [left, 0, left, 0, 0]


def test_titles_share_90_per_cent(put: Placing) -> None:
    slides = (bullets(1, TITLE), bullets(1), bullets(1, "Short"), "layout: two\ntitle: T\nleft: [a]\nright: [b]\n")
    own, shared = put(deck("own", *slides))[0], put(deck("deck", *slides))[0]
    assert (rungs(own, "title"), rungs(shared, "title")) == ([1, 0, 0, 0], [1, 1, 1, 0])
    sizes = [
        p.size for page in shared.pages for s in page.shapes[:1] if isinstance(s, TextShape) for p in s.body.paragraphs
    ]
    assert sizes == [2700, 2700, 2700, None]


def test_tables_and_code_share_a_size(put: Placing) -> None:
    code = "title: T\nbody:\n  code: |\n"
    slides = (table(2), table(11), table(3), code + "    x\n" * 16, code + "    x\n")
    scene, problems = put(deck("deck", *slides))
    assert (len(set(table_sizes(scene))), table_sizes(scene)[0] < 18, problems) == (1, True, ())
    codes = [
        s.levels[0].size for page in scene.pages for s in page.shapes if isinstance(s, TextShape) and s.role == "code"
    ]
    assert codes[0] == codes[1] < 1800


def test_several_things_in_one_frame_go_with_texts_that_stand_alone(put: Placing) -> None:
    mixed = bullets(4) + "  - table: [[a, b], [c, d]]\n"
    scene, problems = put(deck("deck", bullets(12), mixed, table(2)))
    assert (rungs(scene), problems) == ([5, 5], ())
    assert table_sizes(scene) == [14, 14]


def test_what_was_split_counts_with_its_own_size_and_goes_along(put: Placing) -> None:
    long = bullets(14, more="overflow: split\n")
    split, problems = put(deck("deck", long, bullets(2)))
    assert (rungs(split), problems) == ([0] * len(split.pages), ())
    scene, problems = put(deck("deck", long, bullets(8)))
    assert (rungs(scene), problems) == ([4] * len(split.pages), ())
    assert [page.title for page in scene.pages] == ["T", "T (2/3)", "T (3/3)", "T"]


def test_a_split_table_takes_the_size_of_its_siblings_row_by_row(put: Placing) -> None:
    long = table(20).replace("body:", "overflow: split\nbody:")
    own, shared = (put(deck(sizes, long, table(11)))[0] for sizes in ("own", "deck"))
    assert len(set(table_sizes(own))) > 1 == len(set(table_sizes(shared)))
    assert rows_of(own) == rows_of(shared)
    assert [shape.frame.height for shape in tables(shared)] == [sum(shape.rows) for shape in tables(shared)]


def tables(scene: Scene) -> list[TableShape]:
    return [s for page in scene.pages for s in page.shapes if isinstance(s, TableShape)]


def rows_of(scene: Scene) -> list[list[str]]:
    return [[row[0].paragraphs[0].runs[0].text for row in shape.cells] for shape in tables(scene)]


@pytest.mark.parametrize("overflow", ["off", "error"])
def test_what_may_not_shrink_takes_no_part(put: Placing, overflow: str) -> None:
    scene, problems = put(deck("deck", bullets(3, more=f"overflow: {overflow}\n"), bullets(12), bullets(3)))
    assert (rungs(scene), problems) == ([0, 5, 5], ())


def test_a_scale_is_shared_as_a_scale(put: Placing) -> None:
    scene, problems = put(deck("deck", *THREE, more="  overflow: scale\n"))
    bodies = [s.body for page in scene.pages for s in page.shapes if isinstance(s, TextShape) and s.role == "body"]
    assert {(body.font_scale, body.spacing_reduction) for body in bodies} == {(85000, 10000)}
    assert problems == ()


def test_small_text_stays_at_the_least_size_when_its_siblings_go_on(put: Placing) -> None:
    deep = "title: T\nbody:\n  - a:\n      - b\n"  # 20 and 16 pt
    scene, problems = put(deck("deck", bullets(23), deep))
    assert (drawn(scene.pages[1]), problems) == ([drawn(scene.pages[0])[0], 1200], ())


def test_what_does_not_fit_takes_nobody_along(put: Placing) -> None:
    scene, problems = put(deck("deck", bullets(3), bullets(60)))
    assert (rungs(scene)[0], [problem.code for problem in problems]) == (0, ["overflow"])


def test_captions_keep_their_own_size(put: Placing) -> None:
    picture = "title: T\nbody:\n  picture: 4x3.png\n  alt: A\n  caption: C\n"
    scene, _ = put(deck("deck", picture, bullets(12)))
    assert rungs(scene, "caption") == [0]


def test_links_to_slides_keep_the_shared_size(put: Placing) -> None:
    """Slides that link to others are placed once more when pages are known."""
    linking = "title: T\nbody: ['[there](#there)']\n"
    split = bullets(14, more="overflow: split\nid: there\n")
    scene, _ = put(deck("deck", linking, split, bullets(8)))
    assert rungs(scene) == [4] * 5


def test_agreeing_goes_on_until_all_fit() -> None:
    """The second text does not fit at the rung that the first needs, so both go on; a third of another family not."""
    one, other = Family(0, "a", "text"), Family(0, "b", "text")
    siblings = Siblings((0, 1, 2, 3))
    siblings.members += [
        Member(0, {one: 5}, lambda levels: {one: max(5, levels[one])}),
        Member(1, {one: 4}, lambda levels: {one: 6 if levels[one] == 5 else levels[one]}),
        Member(2, {other: 1}, lambda levels: {other: levels[other]}),
        Member(3, {one: 6}, lambda levels: {one: 6}),
    ]
    assert siblings.agree() == [0, 1]
    assert siblings.levels == {one: 6, other: 1}
    alone = Siblings((0, 1), siblings.members[:2])
    assert (alone.agree(), alone.levels) == ([0, 1], {one: 6})


CONTENTS = st.sampled_from(
    [
        *[bullets(count) for count in (1, 4, 6, 7, 8, 10, 12, 15, 18, 20, 22, 24)],
        *[bullets(count, TITLE) for count in (2, 9)],
        *[bullets(count, more="overflow: split\n") for count in (9, 16)],
        *[table(rows) for rows in (2, 8, 10, 12)],
        *[bullets(count) + "  - table: [[a, b], [c, d]]\n  - more\n" for count in (2, 5, 9, 14)],
        *[bullets(count) + "  - {picture: 4x3.png, alt: A}\n" for count in (2, 5, 9)],
        *[f"title: T\nbody:\n  - a:\n      - {LONG}\n" + f"      - {LONG}\n" * count for count in (3, 9, 20)],
        f"title: T\nbody:\n  - {LONG * 6}\n  - code: 'x'\n",
        "title: T\nsection: Next\nbody: [x]\n",
    ]
)


@given(st.lists(CONTENTS, min_size=2, max_size=6), st.sampled_from(["deck", "section"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sharing_makes_all_siblings_equal_and_nothing_overflow(put: Placing, slides: list[str], sizes: str) -> None:
    own, problems = put(deck("own", *slides))
    if problems:
        return
    shared, told = put(deck(sizes, *slides))
    assert told == ()
    assert [page.title for page in shared.pages] == [page.title for page in own.pages]
    scope, together = 0, {}
    for before, page in zip(own.pages, shared.pages, strict=True):
        scope += page.section is not None and sizes == "section"
        levels = dict(_sizes_by_level(page))
        for level, size in levels.items():
            assert together.setdefault((scope, level), size) == size
        assert all(size <= larger for size, larger in zip(drawn(page), drawn(before), strict=True))
        for shape in page.shapes:
            assert shape.frame.bottom <= BASE.height


def _sizes_by_level(page: Page) -> list[tuple[str, int]]:
    found = []
    for shape in page.shapes:
        if isinstance(shape, TableShape):
            found.append(("table", shape.size))
        elif isinstance(shape, TextShape) and shape.role in ("title", "body"):
            levels = shape.slot.levels if shape.slot else shape.levels
            found += [(f"{shape.role} {p.level}", p.size or levels[p.level].size) for p in shape.body.paragraphs]
    return found


def captions(scene: Scene) -> list[str]:
    texts = [s for page in scene.pages for s in page.shapes if isinstance(s, TextShape) and s.role == "caption"]
    return [text.body.paragraphs[0].runs[0].text for text in texts]


def test_a_table_that_goes_on_has_its_header_and_its_caption_on_every_page(put: Placing) -> None:
    """Each page is shown by itself: who sees the second one has not the first before him."""
    rows = "".join(f"      - [{n}, x]\n" for n in range(1, 20))
    text = f"title: T\noverflow: split\nnotes: n\nbody:\n  table:\n    rows:\n      - [Number, X]\n{rows}"
    text += "    caption: All of them\n"
    for sizes in ("own", "deck"):
        scene, problems = put(deck(sizes, text, table(11)))
        parts = len(scene.pages) - 1
        assert (problems, parts > 1, captions(scene)) == ((), True, ["All of them"] * parts)
        found = rows_of(scene)[:-1]
        assert [own[0] for own in found] == ["Number"] * parts
        assert [name for own in found for name in own[1:]] == [str(n) for n in range(1, 20)]
        assert [page.notes is not None for page in scene.pages] == [True] + [False] * parts
        assert [page.title for page in scene.pages[1:-1]] == [f"T ({n}/{parts})" for n in range(2, parts + 1)]


def test_a_numbered_list_goes_on_counting_at_a_shared_size(put: Placing) -> None:
    items = "".join(f"      - {LONG}{n}\n" for n in range(14))
    scene, _ = put(deck("deck", f"title: T\noverflow: split\nbody:\n  - numbered:\n{items}", bullets(8)))
    bodies = [s for page in scene.pages[:-1] for s in page.shapes if isinstance(s, TextShape) and s.role == "body"]
    counted = 0
    for body in bodies:
        assert (body.body.paragraphs[0].start or 1) == counted + 1
        counted += len(body.body.paragraphs)
    assert counted == 14 and set(rungs(scene)) == {4}


def test_a_paragraph_that_is_longer_than_a_page_is_made_smaller_down_to_the_least_size(put: Placing) -> None:
    text = f"title: T\noverflow: split\nbody:\n  - {LONG * 24}\n  - b\n"
    assert min(drawn(put(text)[0].pages[0])) == 1400
    assert put(f"deck: {{minimum: 14}}\n---\n{text}")[1] == ()
    (problem,) = put(f"deck: {{minimum: 15}}\n---\n{text}")[1]
    assert problem.hint and "`minimum: 14` would do" in problem.hint and "split" not in problem.hint
