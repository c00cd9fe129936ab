"""The slide markup: its grammar, what is wrong with markup and where, its lengths, and the words in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout_slides import laid_out, read_slide, written_layouts
from summitdeck.deck.model import Paragraph, Run
from summitdeck.scene.grammar import ATTRIBUTES, RULES, TAGS, children_of, find_rule, parents_of, read_length
from summitdeck.scene.layouts import render_slide
from summitdeck.scene.markup import Element, bases, elements, focus, length, references, share, slots, word
from summitdeck.scene.terms import Length, SlotName, Unit
from summitdeck.scene.wording import element_blocks

SLIDE = "layout: x\ntitle: T *i*\nbody: [one, two]\npicture: a.png\n"
REST = "<row><title>{{ title }}</title><body>{{ body }}</body><picture>{{ picture }}</picture></row>"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def lines(folder: Path, markup: str) -> list[str]:
    """What markup on a slide comes to; below it stands all that the slide says."""
    layouts = written_layouts(folder, {"x": f'<slide base="x">\n{markup}\n{REST}</slide>'})
    made, _, _ = laid_out(layouts, SLIDE).partition("\n  <row>\n    <title>\n      {title}\n    <body>")
    return made.splitlines()


def first(folder: Path, markup: str) -> Element:
    layouts = written_layouts(folder, {"x": f'<slide base="a|b">{markup}{REST}</slide>'})
    rendered, problems = render_slide(layouts, read_slide(SLIDE)[0])
    assert not problems
    assert rendered is not None
    return next(elements(rendered.slide))


# The grammar


def test_every_element_and_attribute_of_the_design_is_there() -> None:
    design = {"slide", "title", "subtitle", "body", "text", "picture", "table", "code", "row", "column"}
    assert set(TAGS) >= {*design, "p", "b", "i", "a", "br"}
    assert {name for rule in RULES for name in rule.attributes} == set(ATTRIBUTES)


def test_an_element_knows_where_it_may_stand() -> None:
    slide = find_rule("slide", None)
    row = find_rule("row", slide)
    text = find_rule("text", row)
    assert parents_of("row") == ("slide", "row", "column")
    assert parents_of("p") == ("title", "subtitle", "body", "text")
    assert text is not None
    assert children_of(text) == ("code", "p", "b", "i", "a", "br")
    assert find_rule("row", text) is None
    block, inline = find_rule("code", row), find_rule("code", text)
    assert block != inline
    assert find_rule("b", block) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.tag} in {', '.join(sorted(rule.parents))}")
def test_every_element_says_what_it_is_for(rule: object) -> None:
    assert getattr(rule, "does", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5%", Length(5.0, Unit.PERCENT)),
        ("33.333333333333336%", Length(33.333333333333336, Unit.PERCENT)),
        (" .5 cm ", Length(0.5, Unit.CM)),
        ("0in", Length(0.0, Unit.INCH)),
        ("12pt", Length(12.0, Unit.POINT)),
        *((text, None) for text in ("", "5", "-1%", "101%", "5px", "5 %%", "1e3%", "５%", "nan%", "1000cm", "auto")),
    ],
)
def test_lengths(text: str, expected: Length | None) -> None:
    assert read_length(text) == expected


@pytest.mark.parametrize(
    ("text", "emu"), [("50%", 5000), ("33.33333%", 3333), ("1cm", 360000), ("1in", 914400), ("0.5pt", 6350)]
)
def test_lengths_in_emu(text: str, emu: int) -> None:
    said = read_length(text)
    assert said is not None
    assert said.to_emu(10000) == emu


# What is wrong, and where


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<txt>a</txt>", "2 «<txt» unknown-element: there is no element <txt>"),
        ("<row><txt><foo/></txt></row>", "2 «<txt» unknown-element: there is no element <txt>"),
        ("<text><row/></text>", "2 «<row» misplaced-element: <row> may not stand in <text>"),
        ("<row><p>a</p></row>", "2 «<p» misplaced-element: <p> may not stand in <row>"),
        ("<code><b>{{ title }}</b></code>", "2 «<b» misplaced-element: <b> may not stand in <code>"),
        ('<text styl="note">a</text>', "2 «styl» unknown-attribute: <text> has no attribute 'styl'"),
        ('<br/><text color="a">a</text>', "2 «<br» misplaced-element: <br> may not stand in <slide>"),
        ('<text\n  w="10px">a</text>', "3 «w» bad-attribute: 'w' wants a length as 5%, 2cm,"),
        ('<text style="nope">a</text>', "2 «style» bad-attribute: 'style' wants one of caption, note,"),
        ('<row share="0"/>', "2 «share» bad-attribute: 'share' wants a number above 0, as 2, not '0'"),
        ('<text><a>b</a></text>', "2 «<a» missing-attribute: <a> needs 'href'"),
        ('<text><a href="javascript:b">c</a></text>', "2 «href» bad-attribute: 'href' wants an address"),
        ("<row>\n  <row/>\n  two words\n</row>", "4 «two words» misplaced-text: 'two words' may not stand in <row>"),
        ("<row>{{ title }}</row>", "2 «<row» misplaced-text: 'title' may not stand in <row>"),
        ("<text>a<br>b</br></text>", "2 «b» misplaced-text: 'b' may not stand in <br>"),
        ("<picture/>", "2 «<picture» bad-markup: <picture> holds nothing: it wants one picture"),
        ("<picture>{{ picture }}{{ picture }}</picture>", "2 «<picture» bad-markup: <picture> holds several things"),
        ("<table>words</table>", "2 «words» misplaced-text: 'words' may not stand in <table>"),
        # not XML
        ("<row><text>a</row>", "2 «<text» bad-markup: <text> is not closed"),
        ("<text>a</b></text>", "2 «<text» bad-markup: <text> is not closed"),
        ("<text>one\ntwo\nR&D</text>", "4 «<» bad-markup: this is not XML"),
        ("<text>&nbsp;</text>", "2 «&» bad-markup: there is no such entity"),
        ('<text w="1%" w="2%"/>', "bad-markup: an attribute stands twice"),
        ("<text w={{ title }}>a</text>", "bad-markup: this is not XML"),
        ("<!DOCTYPE slide>", "bad-markup: a document type has no place in a layout"),
        ("<?php?>", "2 «<» bad-markup: a processing instruction (<?…?>) has no place in a layout"),
        ("</slide>", "bad-markup: <row> stands outside <slide>"),
        ('</slide><slide base="y">', "2 «<slide» bad-markup: a second <slide>"),
        ("<row>" * 40 + "</row>" * 40, "bad-markup: more than 32 elements inside one another"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_markup(tmp_path: Path, markup: str, told: str) -> None:
    problems = [line for line in lines(tmp_path, markup) if not line.startswith("  ")]
    assert told in problems[0]
    assert problems[0].startswith("x.xml.jinja:2" if told.startswith("2") else "x.xml.jinja:")


@pytest.mark.parametrize(
    "text", ["", "words", "<!-- nothing -->", "<row/>", '<?xml version="1.0"?>\n<slide base="x"/>']
)
def test_a_layout_that_makes_no_slide(tmp_path: Path, text: str) -> None:
    made = laid_out(written_layouts(tmp_path, {"x": text}), "layout: x\n")
    assert made.startswith("x.xml.jinja:1 «")


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    markup = '<txt/>\n<text foo="a" w="b"/>\n<row>words</row>'
    codes = [line.split("» ")[1].split(":")[0] for line in lines(tmp_path, markup) if not line.startswith("  ")]
    assert codes == ["unknown-element", "unknown-attribute", "bad-attribute", "misplaced-text"]


def test_a_layout_broken_throughout_is_not_told_on_and_on(tmp_path: Path) -> None:
    told = lines(tmp_path, "".join(f"<foo{number}/>" for number in range(100)))
    assert sum("unknown-element" in line for line in told) == 20


# White space, and lines of text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<text>\n  a\n  b \n</text>", "'a b'"),
        ("<text>日本\n  語 です</text>", "'日本語 です'"),
        ("<text>\n  {{ title }}\n  {{ body }}\n</text>", "{title} {body}"),
        ("<text>{{ title }} and {{ title }}</text>", "{title} inline ' and ' {title} inline"),
        ("<text>a <b>b</b> c</text>", "'a ' <b> 'b' ' c'"),
        ("<text><b>a</b> <i>b</i></text>", "<b> 'a' ' ' <i> 'b'"),
        ("<text><b>{{ title }}</b></text>", "<b> {title} inline"),
        ("<text>{{ title }} <b>!</b></text>", "{title} inline ' ' <b> '!'"),
        ("<text><p> a </p> <p>{{ title }} </p></text>", "<p> 'a' <p> {title} inline"),
        ("<text>a <br/> b</text>", "'a' <br> 'b'"),
        ("<text>{{ title }}<p>a</p>{{ body }}</text>", "{title} <p> 'a' {body}"),
        ("<text>a\u00a0 b\u3000c</text>", "'a\\xa0 b\\u3000c'"),
        ("<text><![CDATA[<a>]]> &amp; &#x3042;</text>", "'<a> & あ'"),
        ("<picture>\n {{ picture }}\n</picture>", "{picture}"),
    ],
)
def test_white_space_is_as_in_html(tmp_path: Path, markup: str, expected: str) -> None:
    assert " ".join(line.strip() for line in lines(tmp_path, markup)[2:]) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<text>Hello</text>", ["plain Hello"]),
        ("<text>{{ body }}</text>", ["bullet one", "bullet two"]),
        ("<text>By {{ title }}</text>", ["plain By T |/i/"]),
        ("<text>a <b>b <i>c</i></b> <code>d</code></text>", ["plain a |*b *|*/c/*| |`d`"]),
        ("<text><b>{{ title }}</b></text>", ["plain *T *|*/i/*"]),
        ("<text>a<br/>b</text>", ["plain a\nb"]),
        ('<text><a href="https://x.y">{{ title }}</a></text>', ["plain (T )|(/i/)"]),
        ("<text><p>a</p>{{ body }}<p>b</p></text>", ["plain a", "bullet one", "bullet two", "plain b"]),
        ("<text/>", []),
        ("<text><p></p></text>", []),
        ("<picture>{{ picture }}</picture>", ["Picture"]),
    ],
)
def test_an_element_holds_blocks(tmp_path: Path, markup: str, expected: list[str]) -> None:
    told = []
    for block in element_blocks(first(tmp_path, markup)):
        words = "|".join(map(describe, block.words)) if isinstance(block, Paragraph) else ""
        told.append(f"{block.kind} {words}" if isinstance(block, Paragraph) else type(block).__name__)
    assert told == expected


def describe(run: Run) -> str:
    text = f"`{run.text}`" if run.code else run.text
    text = f"/{text}/" if run.italic else text
    text = f"*{text}*" if run.bold else text
    return f"({text})" if run.link else text


def test_what_placing_asks_of_an_element(tmp_path: Path) -> None:
    element = first(
        tmp_path,
        '<picture slot="2|pic 1|Bild Links" area="page" x="5%" w="auto" h="2cm" share="1.5" fit="cover" '
        'focus="50% 30%" align="center">{{ picture }}</picture>',
    )
    assert slots(element) == (SlotName("2", None, 2), SlotName("pic 1", "pic", 1), SlotName("Bild Links"))
    assert [length(element, name) for name in "xywh"] == [
        *(Length(5.0, Unit.PERCENT), None, Length(0.0, Unit.AUTO), Length(2.0, Unit.CM)),
    ]
    assert (share(element), focus(element)) == (1.5, (0.5, 0.3))
    assert [word(element, name) for name in ("area", "fit", "align", "style")] == ["page", "cover", "center", None]
    assert [reference.field for reference in references(element)] == ["picture"]
    assert (share(Element("row", {}, (), element.span)), bases(element), slots(element)[2].number) == (None, (), None)


def test_the_slide_asks_for_base_layouts_in_order(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path, {"x": '<slide base=" Quote | titleOnly "/>'})
    rendered, _ = render_slide(layouts, read_slide("layout: x\n")[0])
    assert rendered is not None
    assert bases(rendered.slide) == ("Quote", "titleOnly")
