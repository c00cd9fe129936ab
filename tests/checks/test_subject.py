"""From a character on the page back to where the author wrote it. A Thai word is what is looked for."""

from __future__ import annotations

import pytest

from checked import BODY_ALONE, TITLED, told
from summitdeck.checks.scripts import check_scripts

IN_A_LINE = '<slide base="obj"><body>See {body} there</body></slide>'


@pytest.mark.parametrize(
    ("slide", "place"),
    [
        ("body: สวัสดี\n", "1:7+6"),
        ("body: [x, y, a สวัสดี b]\n", "1:16+6"),
        ("body:\n  - x:\n      - y\n      - 'z สวัสดี'\n", "4:12+6"),
        ("body: |\n  One paragraph.\n\n  - a\n  - **b** สวัสดี\n", "5:11+6"),
        ("body: >\n  folded over\n  two lines สวัสดี\n", "3:13+6"),
        (r'body: ["\u0061\u0062 สวัสดี"]' + "\n", "1:22+6"),  # escapes count as they stand in the file
        ("body: ['[a](https://b.c) สวัสดี']\n", "1:26+6"),
        (r"body: ['a \* b สวัสดี']" + "\n", "1:9+13"),  # an escape among marks: the whole run
        ("body:\n  table: [[a, สวัสดี], [สวัสดี, b]]\n", "2:15+6"),
        ("body:\n  table: [[a, b]]\n  caption: of สวัสดี\n", "3:15+6"),
        ("body:\n  code: |\n    x = 'สวัสดี'\n", "3:5+12"),  # the code
        ("body: [a, {picture: 4x3.png, alt: A, caption: b สวัสดี}]\n", "1:49+6"),
    ],
)
def test_the_place_is_that_of_the_word(slide: str, place: str) -> None:
    assert [line.split(" ")[0] for line in told(check_scripts, slide)] == [f"slide.yaml:{place}"]


@pytest.mark.parametrize(
    ("markup", "slide", "place"),
    [
        (TITLED, "title: a สวัสดี\nbody: [x]\n", "1:10+6"),
        (BODY_ALONE.replace("{body}", "<p>{body}</p>"), "body: a สวัสดี\n", "1:9+6"),
        (IN_A_LINE, "body: a สวัสดี\n", "1:1+14"),  # mixed with words of the layout: the slide
    ],
)
def test_it_is_found_through_the_layout(markup: str, slide: str, place: str) -> None:
    assert [line.split(" ")[0] for line in told(check_scripts, slide, markup=markup)] == [f"slide.yaml:{place}"]


def test_what_the_layout_says_itself_is_told_at_the_slide() -> None:
    markup = BODY_ALONE.replace("{body}", "สวัสดี")
    (line,) = told(check_scripts, "body: x\n", markup=markup)
    assert line.startswith("slide.yaml:1:1+")
