"""Pictures, tables and code with their captions: near, never in the way, and told when there is no room."""

from __future__ import annotations

import re

import pytest

from stage import BASE, POINT, frames, show, stage
from summitdeck.scene.model import PictureShape, TableShape, TextShape

LONG = "words " * 500


def slide(picture: str) -> str:
    return f"picture: {{picture: {picture}}}\n"


def place(attributes: str, picture: str) -> str:
    text = show(f'<slide base="obj"><picture {attributes}>{{picture}}</picture></slide>', slide(picture))
    return frames(text)


@pytest.mark.parametrize(
    ("attributes", "picture", "found"),
    [
        # picture x y w h, caption x y w h
        ('area="body"', "8x3.png, alt: A, caption: Words", "picture 13.5 25.0 72.9 54.7|caption 13.5 80.9 72.9 4.1"),
        # A narrow picture: the caption begins where it begins, and is as wide as its words need
        (
            'area="body"',
            "1x3.png, alt: A, caption: Words that are wider",
            "picture 45.4 25.0 9.1 54.7|caption 45.4 80.9 13.2 4.1",
        ),
        # … and not beyond the frame
        (
            'area="body" align="right"',
            "1x3.png, alt: A, caption: Words that are wider",
            "picture 85.9 25.0 9.1 54.7|caption 81.8 80.9 13.2 4.1",
        ),
        (
            'area="body" align="center"',
            "1x3.png, alt: A, caption: Words that are wider",
            "picture 45.4 25.0 9.1 54.7|caption 43.4 80.9 13.2 4.1",
        ),
        (
            'area="body" w="20%" fit="cover"',
            "8x3.png, alt: A, caption: C",
            "picture 5.0 25.0 18.0 54.7|caption 5.0 80.9 18.0 4.1",
        ),
    ],
)
def test_a_caption_stands_near_its_picture(attributes: str, picture: str, found: str) -> None:
    assert place(attributes, picture).replace("\n", "|") == found


@pytest.mark.parametrize("size", ["8x3", "1x1", "1x9", "2x3"])
@pytest.mark.parametrize("length", [3, 40, 140])
def test_picture_and_caption_fill_no_more_than_the_frame(size: str, length: int) -> None:
    text = place('area="body" w="60%"', f"{size}.png, alt: A, caption: {'words ' * length}")
    picture, caption = (tuple(map(float, line.split()[1:])) for line in text.split("\n"))
    assert picture[1] >= 25.0 and caption[1] + caption[3] <= 85.1
    assert picture[1] + picture[3] <= caption[1]
    assert caption[0] >= 5.0 and caption[0] + caption[2] <= 59.1


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("{picture: 1x1.png, alt: A, caption: CAPTION}", "1:43"),
        ("{rows: [[a, b], [c, d]], caption: CAPTION}", "1:41"),
        ("{code: a, language: python, caption: CAPTION}", "1:44"),
        ("[a, {table: [[a, b]], caption: CAPTION}]", "1:38"),
    ],
)
@pytest.mark.parametrize("height", ["10%", "60%"])
def test_a_caption_that_takes_all_the_room_is_told_of_the_caption(body: str, place: str, height: str) -> None:
    staged = stage(
        f'<slide base="obj"><body h="{height}">{{body}}</body></slide>', f"body: {body.replace('CAPTION', LONG)}"
    )
    told = [(p.code, str(p.span), p.is_error) for p in staged.problems if "caption needs" in p.message]
    assert told == [("overflow", f"slide.yaml:{place}", True)]


def test_a_caption_takes_no_more_than_half_of_the_page() -> None:
    staged = stage('<slide base="obj"><body>{body}</body></slide>', f"body: {{rows: [[a]], caption: {'w ' * 900}}}")
    (caption,) = [shape for shape in staged.shapes if isinstance(shape, TextShape)]
    assert caption.frame.height <= BASE.height // 2
    assert caption.body.paragraphs[0].size is not None and not staged.problems


@pytest.mark.parametrize(
    ("options", "code", "alt"),
    [
        ("alt: A hall", None, "A hall"),
        ("decorative: true", None, ""),
        ("caption: C", "missing-alt", ""),
    ],
)
def test_alt_text_is_there_or_asked_for(options: str, code: str | None, alt: str) -> None:
    staged = stage('<slide base="obj"><picture>{picture}</picture></slide>', slide(f"4x3.png, {options}"))
    picture = next(shape for shape in staged.shapes if isinstance(shape, PictureShape))
    assert (picture.alt, picture.decorative) == (alt, "decorative" in options)
    assert [(problem.code, problem.is_error) for problem in staged.problems] == ([(code, False)] if code else [])


def table(attributes: str, rows: str, options: str = "") -> TableShape:
    staged = stage(f'<slide base="obj"><table {attributes}>{{t}}</table></slide>', f"t:\n  table: {rows}\n{options}")
    assert not staged.problems
    found = next(shape for shape in staged.shapes if isinstance(shape, TableShape))
    assert sum(found.columns) == found.frame.width and sum(found.rows) == found.frame.height
    return found


@pytest.mark.parametrize(
    ("attributes", "x", "y"),
    [
        ("", 50, 125),
        ('align="right"', 834, 125),
        ('align="center"', 442, 125),
        ('anchor="bottom"', 50, 358),
        ('anchor="middle"', 50, 241),
    ],
)
def test_a_table_stands_where_it_is_told(attributes: str, x: int, y: int) -> None:
    found = table(f'area="body" {attributes}', "[[a, b], [c, d]]").frame
    assert (found.x // POINT, found.y // POINT) == (x, y)


def test_a_table_without_alt_text_says_its_header() -> None:
    assert table("", '[["", 11月3日, 4日], [Summit, ○, ○]]').alt == "11月3日, 4日"
    assert table("", "[[a, b], [c, d]]", "  header: 0\n").alt == "a, b"
    assert table("", "[[a, b], [c, d]]", "  alt: Two rows\n").alt == "Two rows"


def test_a_table_that_is_too_high_or_too_wide_is_told() -> None:
    high = stage('<slide base="obj"><table h="20%">{t}</table></slide>', "t:\n  table: [[a], [b], [c], [d], [e]]\n")
    wide = stage('<slide base="obj"><table w="5%">{t}</table></slide>', f"t:\n  table: [[{'a' * 30}]]\n")
    (first,), (second,) = high.problems, wide.problems
    assert re.fullmatch(r"the table needs \d+ % of its room at 10 pt, the least size: 3 rows too many", first.message)
    assert re.fullmatch(r"the table needs \d+ % of its width at 10 pt, the least size", second.message)
    assert (str(first.span), str(second.span)) == ("slide.yaml:2:22", "slide.yaml:2:12")  # the row, the cell
    assert (first.hint, second.hint) == ("leave out 3 rows", f"shorten the word '{'a' * 30}'")


WORD = "a" * 80
SHORTEN = f"shorten the word '{'a' * 32}…'"


@pytest.mark.parametrize(
    ("rows", "options", "place", "hint"),
    [
        (f"[[b, c, {WORD}]]", "", "2:18", SHORTEN),
        (f"[[b, c], [d, see {WORD} here]]", "", "2:23", SHORTEN),
        (f"[[{WORD}, c], [{WORD}, d]]", "", "2:12", SHORTEN),
        (f"[[{WORD}, {WORD}b, {WORD}c]]", "", "2:3", "leave out a column"),
        (f"[[{WORD}], [{WORD}b]]", "", "2:3", "shorten the long words"),
        (f"[[b, {WORD}]]", "  widths: [1, 1]\n", "2:15", SHORTEN),
        (f"[[{WORD}, {WORD}b]]", "  widths: [1, 1]\n", "2:3", "say other `widths`, or none"),
    ],
)
def test_a_table_with_one_long_word_asks_for_a_shorter_one(rows: str, options: str, place: str, hint: str) -> None:
    """Leaving out a column helps where the words of several are long, and a shorter word where it alone is."""
    (problem,) = stage(
        '<slide base="obj"><table w="40%">{t}</table></slide>', f"t:\n  table: {rows}\n{options}"
    ).problems
    assert (problem.code, str(problem.span), problem.hint) == ("overflow", f"slide.yaml:{place}", hint)


def code(attributes: str, lines: list[str], options: str = "") -> tuple[TextShape, list[str]]:
    body = "".join(f"    {line}\n" for line in lines)
    staged = stage(f'<slide base="obj"><code {attributes}>{{c}}</code></slide>', f"c:\n  code: |\n{body}{options}")
    found = next(shape for shape in staged.shapes if isinstance(shape, TextShape) and shape.role == "code")
    return found, [problem.message for problem in staged.problems]


def test_code_is_as_wide_as_its_frame_and_as_high_as_its_lines() -> None:
    two, _ = code('area="body"', ["one", "two"])
    three, _ = code('area="body"', ["one", "two", "three"])
    assert two.frame.width == 900 * POINT and two.frame.y == 125 * POINT
    assert 22 < (three.frame.height - two.frame.height) / POINT < 25  # 18 pt, set with a little air
    assert (two.fill, two.levels[0].size, two.slot) == ("bg2", 1800, None)


@pytest.mark.parametrize(("lines", "size"), [(10, 1800), (12, 1600), (13, 1400), (17, 1200), (18, 1100), (20, 1000)])
def test_many_lines_make_code_smaller(lines: int, size: int) -> None:
    shape, problems = code('area="body"', ["x"] * lines)
    assert (shape.levels[0].size, problems) == (size, [])


@pytest.mark.parametrize(("width", "size"), [("891.2pt", 1600), ("896pt", 1800)])
def test_a_line_of_code_has_a_little_room_to_spare(width: str, size: int) -> None:
    """80 letters of 18 pt and their padding are 891 pt wide; LibreOffice 25.2 may draw them a little wider."""
    assert code(f'area="body" w="{width}"', ["x" * 80])[0].levels[0].size == size


def test_columns_that_are_too_narrow_as_told_say_how_wide_the_table_would_have_to_be() -> None:
    table = f"t:\n  table:\n    rows: [[a, {'b' * 40}]]\n    widths: [4, 1]\n"
    (problem,) = stage('<slide base="obj"><table w="50%">{t}</table></slide>', table).problems
    assert re.fullmatch(r"the table needs 2\d\d % of its width at 10 pt, the least size", problem.message)
    assert problem.hint == "say other `widths`, or none"


def test_code_that_does_not_fit_is_told_with_its_longest_line() -> None:
    _, wide = code('area="body" w="30%"', ["short", "x" * 80, "short"])
    assert wide == [
        "line 2 of the code needs 188 % of its width at 10 pt, the least size: about 40 characters too many"
    ]
    shape, high = code('area="body" h="20%"', ["x"] * 9)
    assert high == ["the code needs 243 % of its box at 10 pt, the least size: 7 lines too many"]
    assert shape.frame.height <= 60 * POINT


def test_code_on_a_ground_that_hides_it_has_none() -> None:
    from dataclasses import replace

    from stage import BASE

    dark = replace(BASE, palette={**BASE.palette, "bg2": "222222"})
    staged = stage('<slide base="obj"><code>{c}</code></slide>', "c: {code: x}\n", base=dark)
    (shape,) = staged.shapes
    assert isinstance(shape, TextShape) and shape.fill is None and shape.levels[0].color == "tx1"
