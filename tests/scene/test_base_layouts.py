"""Base layouts named by a slide: their placeholders' names are the fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stage import BASE, CONTENT, LEFT, PICTURED, RIGHT, TITLE, TITLE_PAGE, TWO, Pictures, frame, read_slide, slot
from summitdeck.deck.model import Deck, Settings
from summitdeck.scene.base import BaseLayout
from summitdeck.scene.base_layouts import base_fields
from summitdeck.scene.layouts import find_layouts
from summitdeck.scene.place import place
from summitdeck.scene.printing import print_page

TWO_NAMED = replace(
    TWO,
    name="Build or Buy",
    slots=(TITLE, replace(RIGHT, name="Inhaltsplatzhalter 3"), replace(LEFT, name="Inhaltsplatzhalter 2")),
)
GRID = BaseLayout(
    "表と図",
    None,
    "/grid",
    (
        TITLE,
        slot("tbl", 21, frame(50, 125, 440, 300), 18, name="表プレースホルダー 3"),
        slot("pic", 22, frame(510, 125, 440, 140), 18, name="図プレースホルダー 4"),
        slot("body", 23, frame(510, 285, 440, 140), 18, name="テキスト プレースホルダー 5"),
    ),
)


@pytest.mark.parametrize(
    ("layout", "fields"),
    [
        (TITLE_PAGE, ["title", "subtitle"]),
        (CONTENT, ["title", "obj 1 = body"]),
        (TWO_NAMED, ["title", "Inhaltsplatzhalter 2 = left", "Inhaltsplatzhalter 3 = right"]),
        (PICTURED, ["title", "pic 3 = picture", "body 4 = body"]),
        (
            GRID,
            [
                "title",
                "表プレースホルダー 3 = table",
                "図プレースホルダー 4 = picture",
                "テキスト プレースホルダー 5 = body",
            ],
        ),
        (
            replace(CONTENT, slots=(replace(LEFT, name="Text"), replace(RIGHT, name="Text"))),
            ["Text = left", "Text (2) = right"],
        ),
    ],
    ids=lambda value: value.name if isinstance(value, BaseLayout) else "",
)
def test_fields_are_the_placeholders_in_reading_order(layout: BaseLayout, fields: list[str]) -> None:
    assert [f"{own.name} = {own.short}" if own.short else own.name for own in base_fields(layout)] == fields


def show(text: str, *layouts: BaseLayout) -> str:
    """The page that a slide makes on these base layouts, or what is wrong with it."""
    base = replace(BASE, layouts=layouts)
    known = find_layouts(())
    known.offer(base)
    scene, problems = place(Deck(Settings(), (read_slide(text),)), base, known, Pictures())
    told = [f"{p.span.column if p.span else ''}: {p.message} ({p.hint})" for p in problems]
    return "\n".join([*told, *(print_page(page, 1, scene) for page in scene.pages)])


@pytest.mark.parametrize(
    "keys",
    [("Inhaltsplatzhalter 2", "Inhaltsplatzhalter 3"), ("left", "right"), ("INHALTSPLATZHALTER 2", "right")],
)
def test_a_slide_fills_slots_by_their_names_or_short_ones(keys: tuple[str, str]) -> None:
    page = show(f"layout: build or buy\ntitle: T\n{keys[1]}: [we keep the skills]\n{keys[0]}: [two years]", TWO_NAMED)
    shown = [line.split("in ")[-1].strip() for line in page.splitlines()]
    assert shown[shown.index("obj 1") : shown.index("obj 2") + 2] == [
        "obj 1",
        "• two years",
        "obj 2",
        "• we keep the skills",
    ]


def test_a_name_may_leave_out_the_number_that_powerpoint_counts() -> None:
    page = show(
        "layout: 表と図\ntitle: T\nテキスト プレースホルダー: 概要\n図プレースホルダー: {picture: 4x3.png, alt: A}",
        GRID,
    )
    assert "in pic 22  4×3 png" in page and "in body 23\n    概要" in page


def test_what_is_not_given_leaves_no_placeholder() -> None:
    page = show("layout: Two Content\ntitle: T\nleft: [a]", TWO)
    assert "obj 1" in page
    assert "obj 2" not in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("layout: Build or Buy\ntitle: T\nmiddle: x", "layout 'Build or Buy' has no place for 'middle'"),
        ("layout: Built or Buy\ntitle: T", "there is no layout 'Built or Buy' (did you mean 'Build or Buy'?)"),
        (
            "layout: 表と図\ntitle: T\n図プレースホルダー: just words",
            "'図プレースホルダー 4' must be a picture, not text",
        ),
        (
            "layout: 表と図\ntitle: T\n表プレースホルダー 3: just words",
            "'表プレースホルダー 3' must be a table, not text",
        ),
        (
            "layout: Build or Buy\ntitle: {picture: 4x3.png, alt: A}",
            "a picture cannot stand where the layout puts 'title'",
        ),
    ],
)
def test_what_does_not_suit_is_told(text: str, told: str) -> None:
    assert told in show(text, TWO_NAMED, GRID)


def test_a_picture_in_a_text_slot_stands_in_its_frame() -> None:
    page = show("layout: Picture with Caption\ntitle: T\nbody: {picture: 4x3.png, alt: A}", PICTURED)
    assert "4×3 png" in page and "in body" not in page
