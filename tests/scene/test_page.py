"""Which frame and which slot each element of the markup gets. Frames are `x y width height` in percent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stage import BASE, BODY, CONTENT, PICTURED, TITLE_ONLY, TITLE_PAGE, Staged, frame, frames, show, stage
from summitdeck.scene.model import TextShape

SLIDE = """
title: T
body: [one, two: [three]]
picture: {picture: 4x3.png, alt: A}
table: [[a, b], [c, d]]
code: {code: "x = 1\\n"}
"""


def place(inside: str, base: str = "obj", **options: object) -> Staged:
    """A slide on this base layout that holds these elements."""
    staged = stage(f'<slide base="{base}">{inside}</slide>', SLIDE, **options)  # type: ignore[arg-type]
    assert not staged.problems, staged.problems
    return staged


@pytest.mark.parametrize(
    ("inside", "base", "found"),
    [
        # What stands directly on the slide.
        ("<title>{title}</title><body>{body}</body>", "obj", "title 5.0 5.0 90.0 15.0\nbody 5.0 25.0 90.0 60.0"),
        (
            "<title>{title}</title><subtitle>s</subtitle>",
            "title",
            "title 5.0 20.0 90.0 20.0\nsubtitle 5.0 44.0 90.0 20.0",
        ),
        (
            '<text slot="1">x</text><text slot="2">y</text>',
            "twoObj",
            "text 5.0 25.0 44.0 60.0\ntext 51.0 25.0 44.0 60.0",
        ),
        ('<text slot="nothing|obj 2">x</text>', "twoObj", "text 51.0 25.0 44.0 60.0"),
        ("<text>x</text>", "obj", "text 5.0 25.0 90.0 60.0"),  # no slot of its own: the area
        ('<text area="title">x</text>', "obj", "text 5.0 5.0 90.0 15.0"),
        ('<text area="page" x="10%" y="1in" w="50pt" h="20%">x</text>', "obj", "text 10.0 14.4 5.0 20.0"),
        ('<text slot="2" area="slot" y="50%">x</text>', "twoObj", "text 51.0 55.0 44.0 30.0"),
        ('<body x="50%">{body}</body>', "obj", "body 50.0 25.0 45.0 60.0"),
        ('<text area="page" x="60%" w="80%">x</text>', "obj", "text 60.0 0.0 40.0 100.0"),  # cut off at the edge
        # A base layout without the slot.
        ("<title>{title}</title><body>{body}</body>", "blank", "title 5.0 5.0 90.0 15.0\nbody 5.0 25.0 90.0 60.0"),
        ("<subtitle>s</subtitle>", "obj", "subtitle 5.0 25.0 90.0 60.0"),  # the first slot for words
        # Rows and columns.
        (
            '<row area="body"><body>{body}</body><picture>{picture}</picture></row>',
            "obj",
            "body 5.0 25.0 44.2 60.0\npicture 55.0 25.0 40.0 60.0",
        ),
        (
            '<row area="body" gap="10%"><text>x</text>'
            '<column gap="1.6%"><text>y</text><body>{body}</body></column></row>',
            "obj",
            "text 5.0 25.0 40.0 60.0\ntext 55.0 25.0 40.0 7.0\nbody 55.0 35.2 40.0 49.8",  # the gap is of the width
        ),
        ('<column slot="subTitle 1"><text>x</text></column>', "title", "text 5.0 44.0 90.0 7.0"),
        ('<column area="body"/>', "obj", ""),
        (
            '<row area="body"><text/><text>x</text></row>',
            "obj",
            "text 50.8 25.0 44.2 60.0",
        ),  # the empty one keeps its room
        # area="slots": the named slots as they are, when the base has them all.
        (
            '<row area="slots"><body slot="1">{body}</body><text slot="2">x</text></row>',
            "twoObj",
            "body 5.0 25.0 44.0 60.0\ntext 51.0 25.0 44.0 60.0",
        ),
        (
            '<row area="slots"><body slot="1">{body}</body><text slot="2">x</text></row>',
            "titleOnly",
            "body 5.0 25.0 44.2 60.0\ntext 50.8 25.0 44.2 60.0",
        ),
        (
            '<column area="slots" anchor="middle"><text slot="1">x</text><text>y</text></column>',
            "twoObj",
            "text 5.0 47.3 44.0 5.2\ntext 5.0 55.7 44.0 7.0",  # within what its slots cover
        ),
        (
            '<row area="slots"><body slot="1">{body}</body><text slot="2">x</text></row>',
            "obj",  # only the first is there: both share the area
            "body 5.0 25.0 44.2 60.0\ntext 50.8 25.0 44.2 60.0",
        ),
        ("<rule/>", "obj", "rule 5.0 25.0 90.0 0.6"),
        ('<rule h="2%" color="tx2"/>', "obj", "rule 5.0 25.0 90.0 1.2"),
        ('<text h="auto" w="auto">long words</text>', "obj", "text 5.0 25.0 11.6 7.0"),
    ],
)
def test_frames(inside: str, base: str, found: str) -> None:
    assert frames(place(inside, base).text) == found


@pytest.mark.parametrize(
    ("inside", "base", "slots"),
    [
        ("<title>{title}</title><body>{body}</body>", "obj", "title 0 stays, obj 1 stays"),
        ('<body x="50%">{body}</body>', "obj", "obj 1 moved"),
        ('<row area="body"><body>{body}</body><text>x</text></row>', "obj", "obj 1 moved, box"),
        ("<body>{body}</body><body>{body}</body><body>{body}</body>", "twoObj", "obj 1 stays, obj 2 stays, box"),
        ('<text slot="1">x</text><body>{body}</body>', "twoObj", "obj 1 stays, obj 2 stays"),
        ("<body>{picture}</body>", "picTx", "pic 3"),
        ("<body>{table}</body>", "picTx", "free"),  # a table in a place for words is no filled placeholder
        ('<text slot="pic 1">x</text>', "picTx", "box"),  # nor are words in a place for pictures
        ("<body>{code}</body>", "obj", "box"),
        ("<body>{table}</body>", "obj", "obj 1"),
        ("<table>{table}</table>", "obj", "free"),
        ('<table slot="1">{table}</table>', "obj", "obj 1"),
    ],
)
def test_slots(inside: str, base: str, slots: str) -> None:
    def filled(shape: object) -> str:
        slot = shape.slot  # type: ignore[attr-defined]
        if not isinstance(shape, TextShape):
            return f"{slot.kind} {slot.idx}" if slot else "free"
        return f"{slot.kind} {slot.idx} {'moved' if shape.moved else 'stays'}" if slot else "box"

    assert ", ".join(map(filled, place(inside, base).shapes)) == slots


@pytest.mark.parametrize(
    ("inside", "inherited", "autofits"),
    [
        ("<body>{table}</body><body>{body}</body>", "normal", [None]),
        ("<body>{table}</body><body>{body}</body>", "none", [None]),
        ("<body>{table}</body><body>{body}</body>", "shape", ["none"]),
        ("<body>{body}</body><body>{table}</body>", "normal", ["normal"]),
        ("<body>{body}</body><body>{body}</body>", "normal", ["normal", "normal"]),
    ],
)
def test_a_placeholder_behind_a_table_leaves_its_autofit_to_the_slot(
    inside: str, inherited: str, autofits: list[str | None]
) -> None:
    """LibreOffice 7.4 sets one with an autofit of its own at other line heights there, and shrinks what fits."""
    layouts = tuple(
        replace(layout, slots=tuple(replace(slot, autofit=inherited) for slot in layout.slots))
        for layout in BASE.layouts
    )
    shapes = stage(f'<slide base="twoObj">{inside}</slide>', SLIDE, base=replace(BASE, layouts=layouts)).shapes
    assert [shape.body.autofit for shape in shapes if isinstance(shape, TextShape)] == autofits


@pytest.mark.parametrize(("inherited", "autofit"), [("normal", None), ("none", "normal"), ("shape", "normal")])
def test_on_the_first_page_a_placeholder_does_not_repeat_the_slots_autofit(inherited: str, autofit: str | None) -> None:
    """LibreOffice 7.4 shrinks what fits there too."""
    layouts = tuple(
        replace(layout, slots=tuple(replace(slot, autofit=inherited) for slot in layout.slots))
        for layout in BASE.layouts
    )
    markup, base = '<slide base="obj"><body>{body}</body></slide>', replace(BASE, layouts=layouts)
    (first,), (second,) = (stage(markup, SLIDE, base=base, slide_index=index).shapes for index in (0, 1))
    assert isinstance(first, TextShape) and isinstance(second, TextShape)
    assert (first.body.autofit, second.body.autofit) == (autofit, "normal")


def test_a_text_box_for_contents_looks_like_the_masters_body() -> None:
    (shape,) = place("<body>{body}</body>", "titleOnly").shapes
    assert isinstance(shape, TextShape) and shape.levels == BASE.body
    assert "  • one\n  • two\n    • three" in show('<slide base="titleOnly"><body>{body}</body></slide>', SLIDE)


def test_a_title_without_a_slot_looks_like_one() -> None:
    assert "30 pt" in place("<title>{title}</title>", "blank").text


@pytest.mark.parametrize(
    ("inside", "where"),
    [
        # A picture beside or below words keeps to their edges.
        ('<row area="body"><body>{body}</body><picture>{picture}</picture></row>', "picture 55.0 25.0 40.0 60.0"),
        (
            '<row area="body"><picture share="2">{picture}</picture><body>{body}</body></row>',
            "picture 5.0 25.0 40.0 60.0",
        ),
        ('<column area="body"><text>x</text><picture>{picture}</picture></column>', "picture 5.0 35.2 33.2 49.8"),
        # Alone it stands in the middle, unless told otherwise.
        ('<picture area="body">{picture}</picture>', "picture 30.0 25.0 40.0 60.0"),
        ('<picture area="body" align="left">{picture}</picture>', "picture 5.0 25.0 40.0 60.0"),
        (
            '<row area="body"><picture>{picture}</picture><picture>{picture}</picture></row>',
            "picture 7.1 25.0 40.0 60.0",
        ),
        # In a field for anything it begins where words would.
        ("<body>{picture}</body>", "picture 5.0 25.0 40.0 60.0"),
        # A row or column says it for what is in it.
        (
            '<column area="body" align="center"><text>x</text><picture>{picture}</picture></column>',
            "picture 33.4 35.2 33.2 49.8",
        ),
        (
            '<row area="body" anchor="bottom"><picture w="10%">{picture}</picture><text>x</text></row>',
            "picture 5.0 71.5 9.0 13.5",
        ),
    ],
)
def test_where_a_picture_stands_in_its_frame(inside: str, where: str) -> None:
    assert where in frames(place(inside).text)


def test_words_of_the_layout_and_of_the_author_are_one_paragraph() -> None:
    text = show('<slide base="obj"><text>By <b>{title}</b>, <i>again {title}</i></text></slide>')
    assert text.endswith("\n  By **T**, *again T*")


def test_an_empty_element_makes_no_shape_and_takes_no_slot() -> None:
    staged = place("<body/><body>{body}</body>")
    assert [shape.slot for shape in staged.shapes if isinstance(shape, TextShape)] == [BODY]


@pytest.mark.parametrize(
    ("frame_of_slot", "height"),
    [
        (frame(50, 220, 900, 100), 100),  # it has room
        (frame(50, 220, 900, 20), 74),  # it holds one line: it is made as long as its text
        (frame(50, 420, 900, 20), 74),  # down to the furniture, and up
    ],
)
def test_a_subtitle_may_be_longer_than_its_slot(frame_of_slot: object, height: int) -> None:
    slots = tuple(replace(own, frame=frame_of_slot) if own.kind == "subTitle" else own for own in TITLE_PAGE.slots)
    base = replace(BASE, layouts=(replace(TITLE_PAGE, slots=slots), *BASE.layouts[1:]))
    staged = stage('<slide base="title"><subtitle>{body}</subtitle></slide>', SLIDE, base=base)
    (shape,) = staged.shapes
    assert round(shape.frame.height / 12700) == height


def test_every_kind_of_content_finds_a_place_on_every_base_layout() -> None:
    inside = "<title>{title}</title><body>{body}</body><body>{table}</body><body>{picture}</body><body>{code}</body>"
    for layout in (CONTENT, PICTURED, TITLE_ONLY, TITLE_PAGE):
        staged = place(inside, layout.kind or "")
        assert len(staged.shapes) == 5
        assert all(
            s.frame.x >= 0 and s.frame.right <= BASE.width and s.frame.bottom <= BASE.height for s in staged.shapes
        )
