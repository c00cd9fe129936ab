"""From the author's paragraphs to the scene's: only what differs from the slot's level is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stage import BODY, POINT, TITLE, content, web
from summitdeck.deck.model import Paragraph, ParagraphKind, Run
from summitdeck.scene.paragraphs import Styles, hanging_indent, paragraph_style, place_paragraphs, words_to_runs
from summitdeck.typeset.model import Bullet, BulletKind, LevelStyle

BULLETED = BODY.levels[0]
PLAIN = TITLE.levels[0]
NUMBERED = replace(BULLETED, bullet=Bullet(BulletKind.NUMBER, scheme="romanLcPeriod"))


@pytest.mark.parametrize(
    ("look", "level", "kind", "written", "bullet", "margin", "indent"),
    [
        (BULLETED, 0, ParagraphKind.BULLET, None, BulletKind.CHARACTER, 20, -20),
        (BULLETED, 0, ParagraphKind.PLAIN, "none", BulletKind.NONE, 0, 0),  # a sentence stands at the edge
        (BULLETED, 1, ParagraphKind.PLAIN, "none", BulletKind.NONE, 20, 0),  # but below a bullet it stays in
        (BULLETED, 0, ParagraphKind.QUOTE, "none", BulletKind.NONE, 0, 0),
        (BULLETED, 0, ParagraphKind.NUMBER, "number", BulletKind.NUMBER, 20, -20),
        (PLAIN, 0, ParagraphKind.BULLET, None, BulletKind.NONE, 0, 0),  # the template's lists have no bullets
        (PLAIN, 0, ParagraphKind.PLAIN, None, BulletKind.NONE, 0, 0),
        (PLAIN, 0, ParagraphKind.NUMBER, "number", BulletKind.NUMBER, 45, -45),  # made to hang: 1.5 em of 30 pt
        (NUMBERED, 0, ParagraphKind.NUMBER, "number", BulletKind.NUMBER, 20, -20),
    ],
)
def test_what_a_kind_of_paragraph_needs_beside_its_level(
    look: LevelStyle, level: int, kind: ParagraphKind, written: str | None, bullet: BulletKind, margin: int, indent: int
) -> None:
    style = paragraph_style(look, level, kind)
    found = style.look
    assert (style.bullet, found.bullet.kind, found.margin_left // POINT, found.indent // POINT) == (
        written,
        bullet,
        margin,
        indent,
    )


def test_a_numbered_level_keeps_its_own_numerals() -> None:
    assert paragraph_style(NUMBERED, 0, ParagraphKind.NUMBER).look.bullet.scheme == "romanLcPeriod"


def test_a_number_hangs_as_far_as_powerpoint_makes_it() -> None:
    assert hanging_indent(1800, numbered=True) == 342900
    assert hanging_indent(1800, numbered=False) == 285750


def test_marks_and_links_become_runs() -> None:
    (paragraph,) = content("  - 'a **b** *c* `d` ~~e~~ [f](https://example.com)'").blocks
    assert isinstance(paragraph, Paragraph)
    found = {run.text.strip(): run for run in words_to_runs(paragraph.words, web) if run.text.strip()}
    assert found["b"].bold and found["c"].italic and found["d"].code and found["e"].strike
    assert found["f"].link == web(paragraph.words[-1].link) and found["a"].link is None  # type: ignore[arg-type]


def test_a_quote_is_slanted_where_its_script_has_an_italic() -> None:
    words = (Run("Finally"), Run("、ついに", bold=True))
    assert [run.italic for run in words_to_runs(words, web, italic=True)] == [True, False]


def test_looks_are_made_once_a_deck() -> None:
    styles = Styles()
    first, second = (place_paragraphs([Paragraph((Run("x"),), level)], BODY.levels, styles, web)[0] for level in (1, 1))
    assert first.measured.style is second.measured.style and first.bound is second.bound


def test_nine_levels_and_no_more() -> None:
    deep = place_paragraphs([Paragraph((Run("x"),), 8)], BODY.levels[:3], Styles(), web)[0]
    assert deep.scene.level == 2


@pytest.mark.parametrize(
    ("text", "level", "direction"),
    [
        ("Nova", PLAIN, None),
        ("会場", PLAIN, None),
        ("שלום Nova", PLAIN, "rtl"),
        ("مرحبا", BULLETED, "rtl"),
        ("Nova שלום", PLAIN, None),  # the first letter tells
        ("שלום", replace(PLAIN, right_to_left=True), None),  # the template says so already
    ],
)
def test_a_paragraph_runs_to_the_left_by_its_first_letter(text: str, level: LevelStyle, direction: str | None) -> None:
    placed = place_paragraphs([Paragraph((Run(text),))], [level], Styles(), web)[0]
    assert placed.scene.direction == direction


@pytest.mark.parametrize(("deck", "language"), [("zh-CN", "zh-CN"), ("ko-KR", "ko-KR"), ("ja-JP", ""), ("en-US", "")])
def test_a_look_knows_the_language_where_lines_break_by_it(deck: str, language: str) -> None:
    placed = place_paragraphs([Paragraph((Run("会场"),))], [BULLETED], Styles(language=deck), web)[0]
    assert placed.measured.style.language == language
