"""The printer: what it prints reads as the same deck, and looks as a person would write it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import strategies
from summitdeck.deck.model import Content, Deck, Defaults, Field, Listed, Name, Paragraph, Run, Settings, Slide, Words
from summitdeck.deck.plain import merge_runs, words_to_text
from summitdeck.deck.print_words import are_writable
from summitdeck.deck.printer import print_deck, print_settings, print_slide, print_words
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Source
from words import read, show

MANY = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def read_deck(text: str) -> Deck:
    """The deck that a stream says; whatever is wrong in it fails the test."""
    slides, found, problems = read_slides(Source(Path("deck.yaml"), "deck.yaml", text))
    assert problems == (), text
    return Deck(found or Settings(), slides)


@MANY
@given(strategies.decks())
def test_what_is_printed_reads_as_the_same_deck(deck: Deck) -> None:
    printed = print_deck(deck)
    assert read_deck(printed) == deck, printed


@MANY
@given(strategies.any_words())
def test_words_read_as_the_same_words(words: Words) -> None:
    printed = print_words(words)
    assert read(printed) == (words, ())
    assert are_writable(words)


@pytest.mark.parametrize(
    "text",
    [
        # written as they are read
        "plain words",
        "**「重要」**です",
        "Huawei**が作った**",
        "Python**の**dict**を渡すのではなく**object",
        "*a **b** c*",
        "***both***",
        "*a***b**",
        "~~old~~ new",
        "`x = 1` and ``a`b``",
        "[text](https://a.b/c_(d))",
        "[a **b**](#cells)",
        "**[表](#t)**です",
        "<https://wiki.openstack.org/wiki/Sprints>",
        "<a@b.jp>",
        "{{ summit }}で**{{ city }}**",
        "[{{ a }}](https://a.b/{{ b }})",
        "<https://a.b/{{ c }}>",
        "`{{ literal }}`",
        r"\{{ literal }}",
        # nothing escaped that need not be
        "2 * 3 * 4",
        "5*3",
        "snake_case_name",
        "10~20人",
        "a < b, <b>, [x] (y)",
        r"C:\dir",
        "R&D #1 -- 100% | a: b",
        "**Nova** uses snake_case and 2 * 3",
        # what must be
        r"\*stars\*",
        r"\`tick\`",
        r"\[x\](y)",
        r"\~\~x\~\~",
        r"\<https://a.b>",
        r"a\\\*b\*",
        r"\![x](#a)",
    ],
)
def test_words_are_written_as_a_person_would(text: str) -> None:
    words, problems = read(text)
    assert (print_words(words), problems) == (text, ())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("__bold__ _italic_", "**bold** *italic*"),
        ("_**a** b_", "***a** b*"),
        (r"\a\-\.", r"\a-."),
        ("``code``", "`code`"),
        ("[https://a.b](https://a.b)", "<https://a.b>"),
        ("[x](<https://a.b>)", "[x](https://a.b)"),
        ("{{summit}}", "{{ summit }}"),
    ],
)
def test_words_have_one_spelling(text: str, printed: str) -> None:
    assert print_words(read(text)[0]) == printed


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ([Run("Note: ", bold=True), Run("this")], "⟨b:Note:⟩ this"),
        ([Run("a"), Run(" b ", italic=True), Run("c")], "a ⟨i:b⟩ c"),
        ([Run(" ", bold=True)], " "),
        ([Run("foo"), Run("(bar)", bold=True), Run("baz")], "foo(bar)baz"),
        ([Run("a"), Run("!", bold=True), Run("b", italic=True), Run(" c")], "a!⟨i:b⟩ c"),
        ([Run("a", bold=True), Run(" ", bold=True, italic=True), Run("b", bold=True)], "⟨b:a b⟩"),
    ],
)
def test_words_that_no_text_says_are_written_as_near_as_can_be(words: list[Run], nearest: str) -> None:
    said = merge_runs(words)
    printed = print_words(said)
    assert not are_writable(said)
    assert show(read(printed)[0]) == nearest
    assert words_to_text(read(printed)[0]) == words_to_text(said)


def test_a_deck_is_written_as_a_person_would() -> None:
    """`printed.yaml` holds each thing in its one spelling, so that it prints as it stands."""
    text = (Path(__file__).parent / "printed.yaml").read_text("utf-8")
    assert print_deck(read_deck(text)) == text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("title: 'x'\n", "title: x\n"),
        ("{title: x, body: [a, b]}\n", "title: x\nbody:\n  - a\n  - b\n"),
        ("body: [a]\ntitle: x\nid: a\n", "id: a\nbody:\n  - a\ntitle: x\n"),
        ("title: >\n  two\n  lines\n", "title: two lines\n"),
        ("body: |\n  - a\n    - b\n", "body:\n  - a:\n      - b\n"),
        ("body:\n  - a: b\n", "body:\n  - a: b\n"),
        ("body:\n  - {text: a, items: [b]}\n", "body:\n  - a:\n      - b\n"),
        ("table: [[a, b]]\n", "table:\n  - [a, b]\n"),
        ("body: {table: {rows: [[a]], header: 1}}\n", "body:\n  table:\n    - [a]\n"),
        ("code: x = 1\n", "code: |\n  x = 1\n"),
    ],
)
def test_there_is_one_spelling(written: str, printed: str) -> None:
    (slide,) = read_deck(written).slides
    assert print_slide(slide) == printed


def test_settings_are_printed_with_the_order_of_files_where_they_are_a_file() -> None:
    settings = Settings(title=(Run("t"),), slides=(Listed(Name("01-a.yaml")), Listed(Name("../b: c.yaml"))))
    assert print_settings(settings) == 'deck:\n  title: t\n  slides:\n    - 01-a.yaml\n    - "../b: c.yaml"\n'
    assert print_deck(Deck(settings, ())) == "deck:\n  title: t\n"
    assert print_settings(Settings()) == ""


def test_an_entry_with_defaults_is_printed_and_read_again() -> None:
    defaults = Defaults(section=(Run("Topics"),), hidden=True, footer=False)
    settings = Settings(slides=(Listed(Name("../a: b/"), defaults), Listed(Name("b.yaml"))))
    printed = (
        'deck:\n  slides:\n    - from: "../a: b/"\n      defaults:\n'
        "        section: Topics\n        hidden: true\n        footer: false\n    - b.yaml\n"
    )
    assert print_settings(settings) == printed
    assert read_deck(printed + "---\ntitle: T\n").settings == settings


def test_a_level_that_skips_one_is_written_one_deeper_than_the_bullet_above() -> None:
    words = (Run("x"),)
    slide = Slide({"body": Field(Content((Paragraph(words), Paragraph(words, 2), Paragraph(words, 1))))})
    assert print_slide(slide) == "body:\n  - x:\n      - x\n      - x\n"
