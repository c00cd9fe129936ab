"""The title page on templates whose subtitle holds one line: it grows into free room, and the note stands below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stage import BASE, CENTER_TITLE, TITLE_PAGE, Staged, frame, frames, slot, stage
from summitdeck.scene.base import Slot
from summitdeck.scene.model import TextShape

SLIDE = """
title: T
subtitle: [one, two, three, four]
note: small
"""
PLAIN = "<subtitle>{subtitle}</subtitle>"
NOTED = '<column slot="subTitle 1"><subtitle>{subtitle}</subtitle><text style="note">{note}</text></column>'
FOOTER = slot("ftr", 11, frame(50, 440, 900, 20), 10)


def place(inside: str, *slots: Slot) -> Staged:
    """The title and one more element on a title page of these slots; the subtitle is set in 20 pt."""
    base = replace(BASE, layouts=(replace(TITLE_PAGE, slots=slots),))
    return stage(f'<slide base="title"><title>{{title}}</title>{inside}</slide>', SLIDE, base=base)


def line(y: float, height: float = 30, align: str = "l") -> Slot:
    """The slot of a subtitle."""
    found = slot("subTitle", 1, frame(50, y, 900, height), 20)
    return replace(found, levels=tuple(replace(level, align=align) for level in found.levels))


@pytest.mark.parametrize(
    ("slots", "subtitle"),
    [
        ((CENTER_TITLE, line(220, 120)), "5.0 44.0 90.0 24.0"),  # enough room: as the template has it
        ((CENTER_TITLE, line(220)), "5.0 44.0 90.0 19.6"),  # down: four lines of 24 pt
        ((CENTER_TITLE, line(400), FOOTER), "5.0 68.4 90.0 19.6"),  # down to the footer, the rest up
        ((line(220), slot("ctrTitle", 0, frame(50, 260, 900, 200), 40)), "5.0 32.4 90.0 19.6"),  # up
        ((slot("ctrTitle", 0, frame(50, 300, 900, 150), 40), line(455)), "5.0 40.4 90.0 19.6"),  # away
    ],
)
def test_a_long_subtitle_grows_into_free_room(slots: tuple[Slot, ...], subtitle: str) -> None:
    staged = place(PLAIN, *slots)
    assert not staged.problems
    assert frames(staged.text).split("\n")[1] == f"subtitle {subtitle}"


def test_without_free_room_the_author_is_told() -> None:
    everywhere = slot("ctrTitle", 0, frame(0, 0, 1000, 460), 40)
    (problem,) = place(PLAIN, everywhere, line(462)).problems
    assert problem.code == "overflow" and problem.hint


@pytest.mark.parametrize("align", ["l", "ctr", "r"])
def test_a_note_stands_below_the_subtitle_and_begins_where_it_begins(align: str) -> None:
    staged = place(NOTED, CENTER_TITLE, line(220, 30, align))
    assert not staged.problems
    subtitle, note = (shape for shape in staged.shapes[1:] if isinstance(shape, TextShape))
    assert subtitle.slot and subtitle.slot.kind == "subTitle" and note.slot is None
    assert note.frame.y >= subtitle.frame.bottom
    assert (note.body.paragraphs[0].align or "l") == align


def test_the_text_of_a_title_page_without_a_subtitle_is_its_subtitle() -> None:
    text = replace(line(220, 120), kind="body")
    for inside in (PLAIN, NOTED):
        staged = place(inside, CENTER_TITLE, text)
        shape = staged.shapes[1]
        assert isinstance(shape, TextShape) and shape.slot is text
