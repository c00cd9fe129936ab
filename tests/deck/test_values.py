"""Values: where they are found, what they may name, and that they are text and nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.inline import read_words
from summitdeck.deck.model import (
    Cell,
    Code,
    Content,
    Deck,
    Field,
    Link,
    Paragraph,
    Picture,
    Run,
    Settings,
    Slide,
    Table,
    Var,
    Words,
)
from summitdeck.deck.plain import content_to_text, words_to_text
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from words import place_of, read, show

VARS: Mapping[str, Var] = {
    "summit": "Kilo",
    "city": "Paris",
    "n": "1.10",
    "empty": "",
    "会場": "パレ",
    "venue": {"name": "Palais des congrès", "rooms": ("241", "242")},
    "marked": "**bold** [x](#y) {{ city }} `code`",
    "site": "https://a.b",
    "bad": "javascript:alert",
    "two": "two words",
    "lines": "one\r\ntwo\x0bthree\x00\x1b",
    "decomposed": "か\u3099",
}


def words(text: str) -> Words:
    return read(text)[0]


def deck_of(text: str, **settings: Words) -> Deck:
    """A deck of one slide whose title is `text`."""
    title = Field(Content((Paragraph(words(text)),)))
    return Deck(Settings(vars=VARS, **settings), (Slide({"title": title}),))  # type: ignore[arg-type]


def title(deck: Deck) -> str:
    (block,) = deck.slides[0].fields["title"].content.blocks
    assert isinstance(block, Paragraph)
    return show(block.words)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("no value", "no value"),
        ("OpenStack {{ summit }} Design Summit", "OpenStack Kilo Design Summit"),
        ("{{summit}}{{ city }}", "KiloParis"),
        ("v{{ n }}", "v1.10"),
        ("{{ 会場 }}で", "パレで"),
        ("{{ venue.name }}", "Palais des congrès"),
        ("{{ venue.rooms.1 }}", "242"),
        ("a{{ empty }}b", "ab"),
        ("**{{ summit }}**です", "⟨b:Kilo⟩です"),
        ("**in {{ city }}**", "⟨b:in Paris⟩"),
        ("*a {{ summit }}* b", "⟨i:a Kilo⟩ b"),
        ("[{{ city }}](https://a.b)", "⟨→https://a.b:Paris⟩"),
        ("[x]({{ site }}/{{ n }})", "⟨→https://a.b/1.10:x⟩"),
        ("[x](#{{ summit }})", "⟨→#Kilo:x⟩"),
        ("<https://a.b/{{ city }}>", "⟨→https://a.b/Paris:https://a.b/Paris⟩"),
        ("`{{ summit }}`", "⟨k:{{ summit }}⟩"),
        (r"\{{ summit }}", "{{ summit }}"),
        # a value is text, whatever it holds
        ("{{ marked }}", "**bold** [x](#y) {{ city }} `code`"),
        ("*{{ marked }}*", "⟨i:**bold** [x](#y) {{ city }} `code`⟩"),
        ("{{ lines }}", "one\ntwo\nthree"),
        ("{{ decomposed }}", "が"),
    ],
)
def test_values(text: str, resolved: str) -> None:
    deck, problems = resolve(deck_of(text), {})
    assert (title(deck), problems) == (resolved, ())


@pytest.mark.parametrize(
    ("text", "marked", "message", "hint"),
    [
        ("a {{ sumit }}", "sumit", "there is no value 'sumit'", "did you mean 'summit'?"),
        ("{{ Summit }}", "Summit", "there is no value 'Summit'", "did you mean 'summit'?"),
        ("{{ venue.nam }}", "venue.nam", "there is no 'nam' in 'venue'", "did you mean 'venue.name'?"),
        (
            "{{ venue.rooms.2 }}",
            "venue.rooms.2",
            "there is no '2' in 'venue.rooms'",
            "'venue.rooms' holds: venue.rooms.0, venue.rooms.1",
        ),
        ("{{ summit.x }}", "summit.x", "there is no 'x' in 'summit'", None),
        (
            "[x](https://a.b/{{ sumit }})",
            "https://a.b/{{ sumit }}",
            "there is no value 'sumit'",
            "did you mean 'summit'?",
        ),
    ],
)
def test_unknown_values(text: str, marked: str, message: str, hint: str | None) -> None:
    assert told(text) == (marked, "unknown-value", message, hint)


@pytest.mark.parametrize(
    ("text", "marked", "message", "hint"),
    [
        ("{{ venue }}", "venue", "'venue' is a group of values, not a text", "name one of: venue.name, venue.rooms"),
        (
            "{{venue.rooms}}",
            "venue.rooms",
            "'venue.rooms' is a list, not a text",
            "name one of: venue.rooms.0, venue.rooms.1; or {{ venue.rooms | join }}",
        ),
    ],
)
def test_values_that_are_no_text(text: str, marked: str, message: str, hint: str) -> None:
    assert told(text) == (marked, "value-not-text", message, hint)


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("city()", "a call"),
        ("().__class__", "a call"),
        ("venue[name]", "a subscript"),
        ("'x'", "a text in quotes"),
        ("n + 1", "arithmetic or a comparison"),
        ("my-name", "arithmetic or a comparison"),
        ("a b", "more than a name"),
        ("7", "more than a name"),
        ("a..b", "more than a name"),
    ],
)
def test_expressions_that_are_refused(expression: str, what: str) -> None:
    marked, code, message, _ = told(f"x {{{{ {expression} }}}}")
    assert (marked, code) == (expression, "unsupported-expression")
    assert message == f"{{{{ {expression} }}}} holds {what}, and only a name and filters can stand there"


@pytest.mark.parametrize(
    ("text", "marked", "message"),
    [
        ("[x]({{ bad }})", "{{ bad }}", "a link may not lead to 'javascript:'"),
        ("[x]({{ city }})", "{{ city }}", "'Paris' is no address"),
        (
            "[x](https://a.b/{{ two }})",
            "https://a.b/{{ two }}",
            "'https://a.b/two words' is no address: it holds a space, a control character, '<' or '>'",
        ),
        ("[x](#{{ empty }})", "#{{ empty }}", "the link names no slide after '#'"),
    ],
)
def test_links_that_a_value_spoils(text: str, marked: str, message: str) -> None:
    assert told(text)[:3] == (marked, "bad-link", message)


def told(text: str) -> tuple[str, str, str, str | None]:
    """The one problem of a title: the stretch that is marked, the code, the message and the hint."""
    (problem,) = resolve(deck_of(text), {})[1]
    assert problem.is_error
    assert problem.span is not None
    start = problem.span.column - 1
    return text[start : start + problem.span.length], problem.code, problem.message, problem.hint


def test_a_value_that_is_not_found_stays_as_it_was_written() -> None:
    deck, _ = resolve(deck_of("a **{{ sumit }}** b [c]({{ bad }})"), {})
    assert title(deck) == "a ⟨b:{{ sumit }}⟩ b c"


def test_without_any_values_the_hint_says_where_they_come_from() -> None:
    deck = replace(deck_of("{{ x }}"), settings=Settings())
    (problem,) = resolve(deck, {})[1]
    assert problem.hint == "values come from `vars` in the deck's settings, or from --set name=value"


@pytest.mark.parametrize(
    ("text", "values", "resolved"),
    [
        ("{{ summit }} {{ city }}", {"summit": "Liberty"}, "Liberty Paris"),
        ("{{ venue.name }} {{ venue.rooms.0 }}", {"venue.name": "Hall"}, "Hall 241"),
        ("{{ venue.name }} {{ venue.rooms.0 }}", {"venue": {"name": "Hall"}}, "Hall 241"),
        ("{{ venue }}", {"venue": "Hall"}, "Hall"),
        ("{{ a.b.c }} {{ a.b.d }} {{ a.e }}", {"a.b.c": "1", "a.b.d": "2", "a.e": "3"}, "1 2 3"),
        ("{{ summit.name }}", {"summit.name": "Liberty"}, "Liberty"),
    ],
)
def test_what_is_given_goes_before_the_decks_own(text: str, values: Mapping[str, Var], resolved: str) -> None:
    deck, problems = resolve(deck_of(text), values)
    assert (title(deck), problems) == (resolved, ())


def test_a_given_value_that_nothing_knows_is_told() -> None:
    (problem,) = resolve(deck_of("{{ summit }}"), {"sumit": "Liberty", "city": "Vancouver"})[1]
    assert (problem.severity, problem.code, problem.message) == (
        "warning",
        "unused-value",
        "nothing uses the value 'sumit' that was set",
    )
    assert problem.hint == "did you mean 'summit'?"


def test_every_place_that_shows_text_is_resolved() -> None:
    value = words("{{ city }}")
    link = Link("https://a.b/{{ city }}", place_of("https://a.b/{{ city }}"))
    body = Content(
        (
            Paragraph(value),
            Picture(words("img/{{ city }}.png"), alt=value, caption=value, link=link),
            Table(((Cell(value), Cell(value, columns=2)),), caption=value, alt=value),
            Code("{{ city }}", caption=value),
        )
    )
    slide = Slide({"body": Field(body)}, notes=Content((Paragraph(value),)), section=value, footer=value, date=value)
    settings = Settings(title=value, author=value, date=value, footer=value, vars=VARS)
    deck, problems = resolve(Deck(settings, (slide,)), {})

    assert problems == ()
    (new,) = deck.slides
    text = content_to_text(new.fields["body"].content)
    assert text.split("\n") == ["Paris", "Paris", "Paris", "Paris\tParis", "Paris", "{{ city }}", "Paris"]
    table = new.fields["body"].content.blocks[2]
    assert isinstance(table, Table)
    assert words_to_text(table.alt) == "Paris"
    picture = new.fields["body"].content.blocks[1]
    assert isinstance(picture, Picture)
    assert (words_to_text(picture.path), picture.link) == ("img/Paris.png", Link("https://a.b/Paris"))
    assert isinstance(new.notes, Content)
    assert content_to_text(new.notes) == "Paris"
    for furniture in (
        new.section,
        new.footer,
        new.date,
        *(deck.settings.title, deck.settings.date, deck.settings.footer),
    ):
        assert isinstance(furniture, tuple)
        assert words_to_text(furniture) == "Paris"
    assert words_to_text(deck.settings.author) == "Paris"


def test_switches_stay() -> None:
    slide = replace(deck_of("{{ city }}").slides[0], footer=False, date=True, number=False)
    deck, _ = resolve(Deck(Settings(vars=VARS, date=True), (slide,)), {})
    assert (deck.slides[0].footer, deck.slides[0].date, deck.settings.date) == (False, True, True)


def test_a_deck_without_values_is_the_same_object() -> None:
    slide = replace(
        deck_of("**plain** [text](#a)").slides[0], notes=Content((Paragraph(words("note")),)), footer=words("foot")
    )
    deck = Deck(Settings(title=words("t"), vars=VARS), (slide,))
    assert resolve(deck, {})[0] is deck


def test_a_slide_without_values_is_the_same_object() -> None:
    slides = (deck_of("plain").slides[0], deck_of("{{ city }}").slides[0])
    deck, _ = resolve(Deck(Settings(vars=VARS), slides), {})
    assert deck.slides[0] is slides[0]
    assert title(replace(deck, slides=deck.slides[1:])) == "Paris"


@given(
    st.text(max_size=30), st.sampled_from(["{{ x }}", "a {{ x }} b", "**{{ x }}**", "[{{ x }}](#a)", "{{ x }}{{ x }}"])
)
def test_no_value_makes_marks_or_further_values(value: str, template: str) -> None:
    found, _ = read_words(template, place_of(template))
    slide = Slide({"title": Field(Content((Paragraph(found),)))})
    deck, problems = resolve(Deck(Settings(vars={"x": value}), (slide,)), {})
    (block,) = deck.slides[0].fields["title"].content.blocks
    assert isinstance(block, Paragraph)
    marks = {(run.bold, run.italic, run.code, run.link) for run in found}
    assert problems == ()
    assert {(run.bold, run.italic, run.code, run.link) for run in block.words} <= marks
    assert not any(run.is_value for run in block.words)


def test_a_run_knows_its_place_after_resolving() -> None:
    deck, _ = resolve(deck_of("in {{ city }} **now**"), {})
    (block,) = deck.slides[0].fields["title"].content.blocks
    assert isinstance(block, Paragraph)
    assert [(run.text, run.place.index) for run in block.words if run.place] == [("in Paris ", 0), ("now", 16)]
    assert isinstance(block.words[0], Run)


@pytest.mark.parametrize(
    "written", ['"a {{ city }}"', r'"a \x7b\x7b city }}"', r'"a {\u007B city }}"', "'a {{ city }}'"]
)
def test_values_are_found_however_their_braces_are_written_in_a_file(written: str) -> None:
    text = f"deck: {{vars: {{city: Paris}}}}\n---\ntitle: {written}\n"
    deck, _ = read_deck(Path("a.yaml"), text_of=lambda _: text)
    resolved, problems = resolve(deck, {})
    assert title(resolved) == "a Paris"
    assert not problems


def test_a_deck_without_values_is_the_same_deck_and_tells_of_what_was_set_for_nothing() -> None:
    deck, _ = read_deck(Path("a.yaml"), text_of=lambda _: "title: a\n")
    resolved, problems = resolve(deck, {"city": "Paris"})
    assert resolved is deck
    assert [problem.code for problem in problems] == ["unused-value"]
