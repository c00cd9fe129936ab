"""Heights and widths of texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.typeset.faces import resolve_face
from summitdeck.typeset.height import (
    Columns,
    lines_to_height,
    longest_unit_width,
    natural_width,
    planned_width,
    spared_width,
    text_height,
    whole_percent,
)
from summitdeck.typeset.model import Face, LevelStyle, SetParagraph, SetRun, Spacing
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import is_surely_one_line
from summitdeck.typeset.setting import set_paragraph
from typeset.looks import COUNT, DOT, PLAIN, POINT, level, look, paragraph

PP, LO = Profile.POWERPOINT, Profile.LIBREOFFICE
WIDE = 1000 * POINT


def share(percent: float) -> Spacing:
    return Spacing(percent=round(percent * 1000))


def points(size: float) -> Spacing:
    return Spacing(points=round(size * 100))


HEIGHTS = [
    # two paragraphs of one 20 pt line each: 24 pt a line; pt in PowerPoint, in LibreOffice
    ("single", {}, 48, 48),
    ("line spacing", {"line_spacing": share(90)}, 43.2, 43.2),
    ("line spacing is a whole per cent, halves up", {"line_spacing": share(106.667)}, 51.36, 51.36),
    ("line spacing in points", {"line_spacing": points(30)}, 60, 60),
    ("before, in points", {"before": points(10)}, 58, 58),
    ("before and after add up", {"before": points(10), "after": points(6)}, 64, 64),
    ("a share of the line in PowerPoint, of the em in LibreOffice", {"before": share(50)}, 60, 58),
    ("a share does not follow the line spacing", {"before": share(50), "line_spacing": share(150)}, 84, 82),
]


@pytest.mark.parametrize(
    ("changes", "powerpoint", "libreoffice"), [r[1:] for r in HEIGHTS], ids=[r[0] for r in HEIGHTS]
)
def test_heights(changes: dict[str, Spacing], powerpoint: float, libreoffice: float) -> None:
    text = (paragraph("会場", look(**changes)),) * 2
    found = [text_height(text, WIDE, profile) / POINT for profile in (PP, LO)]
    assert found == pytest.approx([powerpoint, libreoffice], abs=0.001)


def test_first_and_last_spacing_count_when_told() -> None:
    text = (paragraph("x", look(before=points(10), after=points(6))),) * 3
    assert text_height(text, WIDE, PP) == (72 + 2 * 16) * POINT
    assert text_height(text, WIDE, PP, first_last=True) == (72 + 3 * 16) * POINT


def test_a_line_is_as_high_as_its_largest_run() -> None:
    runs = (SetRun("aaa "), SetRun("big", size=4000), SetRun(" aaa"))
    assert text_height((SetParagraph(runs, PLAIN),), WIDE, PP) == 48 * POINT


def test_an_empty_paragraph_is_one_line_and_no_paragraph_is_none() -> None:
    assert text_height((paragraph(""),), WIDE, PP) == 24 * POINT
    assert text_height((SetParagraph((), PLAIN),), WIDE, PP) == 24 * POINT
    assert text_height((), WIDE, PP) == 0


def test_line_breaks_make_lines() -> None:
    assert text_height((paragraph("a\nb\n"),), WIDE, PP) == 72 * POINT


def test_libreoffice_takes_the_pitch_of_the_face_in_table_cells() -> None:
    text = (paragraph("会場\nHall"),)
    assert text_height(text, WIDE, PP, cell=True) == 48 * POINT
    assert text_height(text, WIDE, LO) == 48 * POINT
    assert text_height(text, WIDE, LO, cell=True) / POINT == pytest.approx(20 * 1.455 + 24, abs=0.01)


def test_a_tenth_number_is_wider_than_the_ninth() -> None:
    style = look(bullet=COUNT, face=Face("Courier New", ""))
    room = (2 * 12 + 5 * 12) * POINT  # the label `9.` and five characters
    nine, ten = ([paragraph("aa aa", style)] * count for count in (9, 10))
    assert text_height(ten, room, PP) - text_height(nine, room, PP) == 2 * 24 * POINT


def test_natural_width_is_the_least_that_breaks_nothing() -> None:
    item = paragraph("主にDesign Summitについて\n話します", level(1))
    room = natural_width(item)
    assert all(len(set_paragraph(item, room, profile).texts) == 2 for profile in Profile)
    assert any(len(set_paragraph(item, room - 2, profile).texts) == 3 for profile in Profile)


@given(st.integers(0, 51_206_400))
def test_a_spared_width_is_the_least_that_leaves_another(width: int) -> None:
    """What is drawn up to 0.1 % wider than computed, as LibreOffice 25.2 does, still has no more lines."""
    wider = spared_width(width)
    assert planned_width(wider) == width
    assert planned_width(wider - 1) < width or not width
    assert wider + 1 >= width * 1.001


def test_longest_unit_width_is_the_least_that_breaks_no_word() -> None:
    item = paragraph("a contributors meetup、会場", level(0))
    room = longest_unit_width(item)
    assert not any(set_paragraph(item, room, profile).forced for profile in Profile)
    assert any(set_paragraph(item, room - 2, profile).forced for profile in Profile)


def test_empty_texts_have_no_width() -> None:
    assert natural_width(paragraph("")) == longest_unit_width(paragraph("")) == 0


@pytest.mark.parametrize(
    ("thousandths", "percent"), [(100000, 100), (106667, 107), (89500, 90), (89499, 89), (-5000, 1)]
)
def test_whole_percent(thousandths: int, percent: int) -> None:
    assert whole_percent(thousandths) == percent


TEXTS = st.text("ab WM@1-—,.:「」（）、。アーっ々会場が…“”①→ßÆ‰バンﾊﾞ\u00a0\u3000\tЖ\U0001f389", max_size=60)
FACES = st.sampled_from(["Calibri", "Arial", "Verdana", "Consolas", "Nobody", "MS Gothic", "Montserrat"])
STYLES = st.builds(
    lambda style, face, bold, caps, spacing: replace(
        style, face=Face(face, "Yu Gothic"), bold=bold, caps=caps, spacing=spacing, kern=1200
    ),
    st.sampled_from([PLAIN, level(0), level(4), look(bullet=DOT), look(bullet=COUNT, size=1050)]),
    FACES,
    st.booleans(),
    st.booleans(),
    st.sampled_from([0, 0, 0, 120, -50]),
)


@given(TEXTS, st.integers(POINT, 1200 * POINT), STYLES, st.integers(0, 120))
def test_what_is_surely_one_line_is_one(text: str, width: int, style: LevelStyle, number: int) -> None:
    item = paragraph(text, style)
    if is_surely_one_line(item, width, number, resolve_face):
        assert [len(set_paragraph(item, width, profile, number=number).texts) for profile in Profile] == [1, 1]


@pytest.mark.parametrize(
    "text", ["会場が細長い", "主にDesign Summitについて話します", "We keep the skills", "Superuser賞を CERN が受賞"]
)
def test_a_usual_bullet_is_surely_one_line(text: str) -> None:
    assert is_surely_one_line(paragraph(text, level(0)), 800 * POINT, 0, resolve_face)
    assert not is_surely_one_line(paragraph(text, level(0)), 100 * POINT, 0, resolve_face)


@pytest.mark.parametrize(
    ("column", "number", "before", "lines", "taken"),
    [
        (100, 2, 0, 4, 96),
        (100, 2, 0, 5, 124),  # four points at the end of the first column stay empty
        (100, 2, 0, 8, 196),
        (100, 2, 0, 9, 220),  # and none at the end of the last
        (100, 3, 0, 9, 224),
        (96, 3, 0, 12, 288),
        (20, 3, 0, 3, 72),  # higher than a column
        (100, 2, 10, 3, 92),
        (100, 2, 10, 4, 124),  # no space above the first line of the second column
        (100, 2, 10, 6, 192),
        (92, 2, 10, 4, 116),
        (92, 2, 10, 7, 218),
    ],
)
def test_what_stays_empty_at_a_columns_end_counts(
    column: int, number: int, before: int, lines: int, taken: float
) -> None:
    """LibreOffice 7.4 and 25.2 set these lines so, as far as the columns hold them."""
    text = (paragraph("x", look(before=points(before))),) * lines
    columns = Columns(column * POINT, number)
    found = lines_to_height(text, ((2000,),) * lines, PP, [text[0].style.line_spacing] * lines, False, columns)
    assert found / POINT == taken
