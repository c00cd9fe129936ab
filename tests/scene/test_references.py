"""What a layout sees of a slide: references when printed, plain text elsewhere, and what may be asked of a field."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout_slides import laid_out, read_slide, written_layouts
from summitdeck.deck.model import Paragraph, Picture
from summitdeck.deck.plain import words_to_text
from summitdeck.scene.layouts import Rendered, render_slide
from summitdeck.scene.markup import Reference, references
from summitdeck.scene.references import read_number, split_items, write_number

SLIDE = """\
layout: x
title: "Nova & **cells** <1>"
body:
  - first:
      - child
  - picture: a.png
    caption: A *hall*
    alt: A long hall
  - second
pictures:
  - {picture: a.png, caption: one}
  - picture: b.png
code: |
  x = 1
"""


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def output(folder: Path, expression: str) -> str:
    """What an expression prints as a slide's whole text; the slide's fields are all placed below it."""
    rest = "<body>{{ title }}</body><body>{{ body }}</body><body>{{ pictures }}</body><body>{{ code }}</body>"
    layouts = written_layouts(folder, {"x": f'<slide base="x"><text>{expression}</text>{rest}</slide>'})
    markup = laid_out(layouts, SLIDE)
    if not markup.startswith("<slide"):
        return markup.splitlines()[0]
    return " ".join(line.strip() for line in markup.split("<body>")[0].splitlines()[2:]).strip()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("{{ title }}", "{title}"),
        ("{{ title }}{{ title }}", "{title} {title}"),
        ("By {{ title }}!", "'By ' {title} inline '!'"),
        ("{{ 'By ' ~ title }}", "'By ' {title} inline"),
        ("{{ [title, 1]|join(', ') }}", "{title} inline ', 1'"),
        # plain text
        ("{{ title.text }}", "'Nova & cells <1>'"),
        ("{{ title|upper }}", "'NOVA & CELLS <1>'"),
        ("{{ title.text[:4] }}", "'Nova'"),
        ("{{ title.text.split()[2] }}", "'cells'"),
        ("{{ title|replace('&', 'and') }}", "'Nova and cells <1>'"),
        ("{{ title.text|length }}", "'16'"),
        ("{{ body.text }}", "'first child second'"),
        ("{{ title == 'Nova & cells <1>' and 'same' }}", "'same'"),
        ("{{ 'Nova' in title and 'in it' }}", "'in it'"),
        # kinds
        ("{{ title.kind }} {{ body.kind }} {{ pictures.kind }} {{ code.kind }}", "'text mixed picture code'"),
        ("{% if body.has_picture and body.has_text and not body.has_table %}yes{% endif %}", "'yes'"),
        ("{% if code.has_code and not code.has_text %}yes{% endif %}", "'yes'"),
        # items
        ("{{ body|length }} {{ pictures|length }} {{ title|count }}", "'3 2 1'"),
        ("{% for item in body %}{{ item.kind }} {% endfor %}", "'text picture text'"),
        ("{{ body|first }}", "{body[0]}"),
        ("{{ body[-1] }}", "{body[2]}"),
        ("{% for item in body[1:] %}{{ item.kind }} {% endfor %}", "'picture text'"),
        ("{% for item in body|reverse %}{{ loop.index }}{{ item.kind }}{% endfor %}", "'1text2picture3text'"),
        ("{{ body[0].text }}", "'first child'"),
        # captions and texts for who does not see
        ("{{ body.caption }}", "{body.caption}"),
        ("{{ body.alt }}", "{body.alt}"),
        ("{{ body.caption|upper }}", "'A HALL'"),
        ("{{ title.caption }}", ""),
        ("{{ title.caption|upper }}", ""),
        ("{% if title.caption %}yes{% else %}no{% endif %}", "'no'"),
        ("{{ pictures[0].caption }}", "{pictures[0].caption}"),
        ("{{ pictures[1].caption }}", ""),
        ("{{ pictures|map(attribute='kind')|join('+') }}", "'picture+picture'"),
        # numbers and lists
        ("{{ 100 / pictures|length }}%", "'50.0%'"),
        ("{{ (100 / 3)|round(1) }} {{ 7 // 2 }} {{ 7 % 2 }} {{ '3'|int + 1 }}", "'33.3 3 1 4'"),
        ("{{ [1, 2, 3]|sum }} {{ [1, 2]|max }} {{ ([1] + [2])|length }}", "'6 2 2'"),
        ("{% for row in range(5)|batch(2, 'x') %}{{ row|join }} {% endfor %}", "'01 23 4x'"),
    ],
)
def test_what_an_expression_prints(tmp_path: Path, expression: str, expected: str) -> None:
    assert output(tmp_path, expression) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("{{ pictures.caption }}", "'pictures' holds several pictures, tables, charts or codes"),
        ("{{ body[0]|length }}", "only a whole field has items"),
        ("{{ body[7] }}", "there is no item 7"),
        ("{{ title.captoin }}", "there is no 'captoin' here"),
        ("{{ title + 1 }}", "'+' wants numbers, not this"),
        ("{{ [title] }}", "a list cannot be printed"),
        ("{{ none }}", "'none' cannot be printed"),
        ("{{ title is defined }}", "a yes or no cannot be printed"),
        ("{% set x %}{{ title }}{% endset %}{{ x|upper }}", "no filter can change what is already printed"),
        ("{% set x %}{{ title }}{% endset %}{{ x[:2] }}", "a filter has cut what the slide says in two"),
    ],
)
def test_what_cannot_be_asked(tmp_path: Path, expression: str, message: str) -> None:
    told = output(tmp_path, expression)
    assert told.startswith("x.xml.jinja:1 ")
    assert told.endswith(f": {message}")


def rendered(folder: Path, layout: str, slide: str) -> Rendered:
    found, problems = render_slide(written_layouts(folder, {"x": layout}), read_slide(slide)[0])
    assert not problems
    assert found is not None
    return found


def test_a_caption_the_layout_prints_is_taken_off_its_picture(tmp_path: Path) -> None:
    layout = """<slide base="x"><body>{{ body }}</body><text>{{ body.caption }}</text></slide>"""
    slide = "layout: x\nbody:\n  - words\n  - {picture: a.png, caption: A hall, alt: Long}\n"
    made = rendered(tmp_path, layout, slide)
    picture = next(
        block for ref in references(made.slide) for block in ref.content.blocks if isinstance(block, Picture)
    )
    assert (picture.caption, words_to_text(picture.alt)) == ((), "Long")
    assert made.captions == {("body", 1)}


def test_a_caption_the_layout_does_not_print_stays_on_its_picture(tmp_path: Path) -> None:
    layout = (
        '<slide base="x">{% for p in p %}<picture>{{ p }}</picture>{% endfor %}<text>{{ p[1].caption }}</text></slide>'
    )
    slide = "layout: x\np:\n  - {picture: a.png, caption: one}\n  - {picture: b.png, caption: two}\n"
    made = rendered(tmp_path, layout, slide)
    captions = [words_to_text(block.caption) for ref in references(made.slide) for block in pictures_in(ref)]
    assert captions == ["one", ""]
    assert made.captions == {("p", 1)}


def pictures_in(reference: Reference) -> list[Picture]:
    return [block for block in reference.content.blocks if isinstance(block, Picture)]


def test_a_reference_keeps_the_place_of_each_word(tmp_path: Path) -> None:
    layout = '<slide base="x"><picture>{{ p }}</picture><text>{{ p.caption }}</text></slide>'
    slide = "layout: x\np:\n  picture: a.png\n  caption: One **two** three\n"
    *_, caption = references(rendered(tmp_path, layout, slide).slide)
    places = [
        run.place.span() for block in caption.content.blocks if isinstance(block, Paragraph) for run in block.words
    ]
    assert [(span.line, span.column) for span in places] == [(4, 12), (4, 18), (4, 23)]
    assert caption.place is not None
    assert str(caption.place.span()) == "deck.yaml:4:12"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a, b]", ["a", "b"]),
        ("[{a: [b, {c: [d]}]}, e]", ["a b c d", "e"]),
        ("[{numbered: [a, b]}]", ["a", "2. b"]),
        ("[{numbered: [a, b], start: 5}, {numbered: [c]}]", ["5. a", "6. b", "7. c"]),
        ("[{numbered: [a]}, b, {numbered: [c]}]", ["a", "b", "c"]),
        ("[a, {picture: x.png}, b]", ["a", "picture", "b"]),
    ],
)
def test_the_items_of_a_field(body: str, expected: list[str]) -> None:
    content = read_slide(f"title: t\nbody: {body}\n")[0].fields["body"].content
    told = []
    for item in split_items(content):
        words = [
            f"{block.start}. {words_to_text(block.words)}" if block.start else words_to_text(block.words)
            for block in item
            if isinstance(block, Paragraph)
        ]
        told.append(" ".join(words).replace(":", "") or "picture")
    assert told == expected


@pytest.mark.parametrize("number", [0, 1, 15, 16, 255, 4096, 10**6])
def test_a_number_in_the_markup_reads_the_same_again(number: int) -> None:
    written = write_number(number)
    assert read_number(written) == number
    assert written.upper() == written.lower() == written.strip() == written


def test_noncharacters_in_a_value_do_no_harm(tmp_path: Path) -> None:
    from dataclasses import replace

    from summitdeck.deck.model import Content, Field, Run

    slide = read_slide("layout: x\ntitle: t\n")[0]
    nasty = Content((Paragraph((Run("a\ufdd0\ufde0\ufdd1b"),)),))
    slide = replace(slide, fields={"title": Field(nasty)})
    layouts = written_layouts(tmp_path, {"x": '<slide base="x"><text>{{ title.text }}</text></slide>'})
    made, problems = render_slide(layouts, slide)
    assert not problems
    assert made is not None
    assert made.slide.children[0].children == ("a\ufffd\ufffd\ufffdb",)  # type: ignore[union-attr]
