"""The language as tables, source → what is read, in `reading.txt` and `mistakes.txt`; and decks of several files."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from described import Row, describe_problems, describe_stream, read_rows, source_of
from summitdeck.assets.files import Trouble
from summitdeck.deck import events, keys, libyaml
from summitdeck.deck.model import Deck, Settings
from summitdeck.deck.printer import print_deck
from summitdeck.deck.reader import read_deck, read_slides
from summitdeck.problems import Problem

HERE = Path(__file__).parent
READING = read_rows(HERE / "reading.txt")
MISTAKES = read_rows(HERE / "mistakes.txt")


def described(text: str) -> str:
    slides, settings, problems = read_slides(source_of(text))
    return "\n".join([*describe_stream(slides, settings), *describe_problems(problems)])


@pytest.mark.parametrize("row", READING, ids=lambda row: row.name)
def test_reading(row: Row) -> None:
    assert described(row.source) == row.expected


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row.name)
def test_mistakes(row: Row) -> None:
    assert described(row.source) == row.expected


def test_mistakes_are_problems() -> None:
    for row in MISTAKES:
        assert re.search("^(error|warning) ", row.expected, re.MULTILINE), row.name


@pytest.mark.parametrize("row", READING, ids=lambda row: row.name)
def test_what_is_read_is_printed_and_reads_the_same(row: Row) -> None:
    slides, settings, problems = read_slides(source_of(row.source))
    if any(problem.is_error for problem in problems) or (settings and settings.slides):
        return
    deck = Deck(settings or Settings(), slides)
    printed = print_deck(deck)
    again, settings_again, told = read_slides(source_of(printed))
    assert (list(again), told) == (list(slides), ())
    assert (settings_again or Settings()) == deck.settings


@pytest.mark.parametrize("row", [*READING, *MISTAKES], ids=lambda row: row.name)
def test_pyyamls_own_parser_reads_the_same(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "EventParser", libyaml.python_parser())
    assert described(row.source) == row.expected


LINE_ENDS = {"\\n": "\n", "\\r\\n": "\r\n", "\\r": "\r"}


@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS.keys())
def test_line_ends(end: str) -> None:
    source = "title: one\nbody:\n  - a\n    b\n  - {{ }}\n---\nnotes: |\n  x\n\n  - y {{ }}\n"
    expected = described(source).splitlines()
    assert expected[-2:] == ["error 5:5 empty-value", "error 10:7 empty-value"]
    assert described(source.replace("\n", end)).splitlines() == expected


def test_values_are_nfc() -> None:
    slides, _, _ = read_slides(source_of("か\u3099: か\u3099ぎ\n"))
    assert {name: str(field.content.blocks[0].words[0].text) for name, field in slides[0].fields.items()} == {
        "が": "がぎ"
    }


def test_a_problem_behind_decomposed_characters_stands_at_its_character() -> None:
    assert described("title: か\u3099き\u3099 {{ }}\n").splitlines()[-1] == "error 1:13 empty-value"


@pytest.mark.parametrize("character", ["\x0b", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_soft_breaks_break_the_text_and_not_the_line(character: str) -> None:
    assert described(f"title: one{character}two\nbody: {{}}\n").splitlines() == [
        "title: one⏎two",
        "body:",
        "error 2:1 missing-value",
    ]


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\x7f", "\x9b", "\ufdd0", "\ufeff", "\uffff"], ids=ascii)
def test_forbidden_characters(character: str) -> None:
    assert described(f"title: one{character}two\n").splitlines() == [
        "title: one\ufffdtwo",
        "error 1:11 forbidden-character",
    ]


def test_no_alias_multiplies_anything() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [*{before}, *{before}, *{before}]" for before, name in pairwise("abcdefghi")]
    slides, _, problems = read_slides(source_of("\n".join(lines)))
    assert sum(len(field.content.blocks) for field in slides[0].fields.values()) == 9 + 8 * 3
    assert {problem.code for problem in problems} == {"yaml-feature"}


def test_a_file_of_too_many_slides() -> None:
    _, _, problems = read_slides(source_of("title: x\n---\n" * 10_001))
    assert [problem.code for problem in problems] == ["too-large"]


def test_every_key_that_comes_later_is_refused_by_name() -> None:
    for key in keys.KEYS:
        if key.is_later:
            source = f"deck: {{{key.name}: x}}" if key.where is keys.Where.SETTINGS else f"{key.name}: x"
            _, _, problems = read_slides(source_of(source))
            assert [(problem.code, key.name in problem.message) for problem in problems] == [("not-yet", True)]


def test_every_key_of_a_slide_and_a_content_is_read() -> None:
    """No key of the table falls through to being a field."""
    for key in (*keys.SLIDE_KEYS.values(), *keys.CONTENT_KEYS.values()):
        slides, _, problems = read_slides(source_of(f"{key.name}: {{surely: {{not: this}}}}\n"))
        fields = set(slides[0].fields)
        assert problems or fields <= set(keys.SLIDE_FIELDS.values()) or slides[0].notes, key.name
        assert key.name not in fields or key.name in keys.SLIDE_FIELDS.values(), key.name


# Decks of several files


@pytest.fixture
def deck_of(tmp_path: Path) -> Callable[..., tuple[Deck, tuple[Problem, ...]]]:
    """Write files below a project's `slides/kilo/`, and read that deck."""
    folder = tmp_path / "slides" / "kilo"
    folder.mkdir(parents=True)

    def read(path: str = ".", **files: str | bytes) -> tuple[Deck, tuple[Problem, ...]]:
        for name, text in files.items():
            file = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_yml", ".yml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_deck(folder / path)

    return read


Reads = Callable[..., tuple[Deck, tuple[Problem, ...]]]


def titles(deck: Deck) -> list[str]:
    return [slide.fields["title"].content.blocks[0].words[0].text for slide in deck.slides]


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [
        f"{Path(problem.span.file).name if problem.span else '-'} {line}"
        for problem, line in zip(problems, describe_problems(problems), strict=True)
    ]


def test_a_folder_is_read_in_natural_order_settings_first(deck_of: Reads) -> None:
    deck, problems = deck_of(
        **{
            "10-b_yaml": "title: ten",
            "2-a_yml": "title: two\n---\ntitle: three",
            "deck_yaml": "deck: {title: Kilo}\n---\ntitle: zero",
            "data__x_yaml": "title: no slide",
            ".hidden_yaml": "title: no slide",
            "notes.txt": "title: no slide",
        }
    )
    assert (titles(deck), problems) == (["zero", "two", "three", "ten"], ())
    assert deck.name == "kilo"
    assert deck.settings.title[0].text == "Kilo"
    assert [source.path.name for source in deck.sources] == ["deck.yaml", "2-a.yml", "10-b.yaml"]


def test_a_file_is_a_deck(deck_of: Reads) -> None:
    deck, problems = deck_of("talk.yaml", talk_yaml="title: a", other_yaml="title: b")
    assert (titles(deck), deck.name, problems) == (["a"], "talk", ())


def test_settings_state_the_order_and_take_files_from_elsewhere(deck_of: Reads) -> None:
    deck, problems = deck_of(
        deck_yaml="deck:\n  slides: [b.yaml, ../common/about.yaml, a.yaml]\n---\ntitle: deck",
        a_yaml="title: a",
        b_yaml="title: b",
        c_yaml="titl: [",
        **{"..__common__about_yaml": "title: about"},
    )
    assert titles(deck) == ["deck", "b", "about", "a"]
    assert told(problems) == ["deck.yaml warning 2:12 unlisted-file"]


def test_settings_may_list_their_own_file(deck_of: Reads) -> None:
    deck, problems = deck_of(deck_yaml="deck: {slides: [a.yaml, deck.yaml]}\n---\ntitle: deck", a_yaml="title: a")
    assert (titles(deck), problems) == (["a", "deck"], ())


def test_a_listed_file_that_is_not_there(deck_of: Reads) -> None:
    _, problems = deck_of(deck_yaml="deck:\n  slides:\n    - abuot.yaml\n    - ../../../x.yaml", about_yaml="title: a")
    assert told(problems) == [
        "deck.yaml error 3:7 missing-file",
        "deck.yaml warning 3:7 unlisted-file",
        "deck.yaml error 4:7 outside-path",
    ]
    assert problems[0].hint == "did you mean 'about.yaml'?"


def test_one_deck_has_one_settings_document(deck_of: Reads) -> None:
    deck, problems = deck_of(a_yaml="deck: {title: one}", b_yaml="deck: {title: two}\n---\ntitle: x")
    assert told(problems) == ["b.yaml error 1:1 second-settings"]
    assert deck.settings.title[0].text == "one"


def test_problems_of_all_files_come_together(deck_of: Reads) -> None:
    deck, problems = deck_of(a_yaml='title: "open', b_yaml="title:", c_yaml="title: c")
    assert told(problems) == ["a.yaml error 1:8 unclosed-quote", "b.yaml error 1:1 missing-value"]
    assert len(deck.slides) == 2


NOT_UTF8 = {"UTF-16": "title: 概要".encode("utf-16"), "Shift_JIS": "title: 概要です".encode("cp932")}


@pytest.mark.parametrize("encoding", NOT_UTF8)
def test_other_encodings_are_named(deck_of: Reads, encoding: str) -> None:
    _, problems = deck_of(a_yaml=NOT_UTF8[encoding])
    assert told(problems) == ["a.yaml error 1:1 not-utf8"]
    assert encoding in problems[0].message


def test_a_byte_order_mark_is_skipped(deck_of: Reads) -> None:
    deck, problems = deck_of(a_yaml=b"\xef\xbb\xbftitle: x\n---\ntitle: {{ }}")
    assert titles(deck)[0] == "x"
    assert told(problems) == ["a.yaml error 3:8 empty-value"]


def test_what_is_not_there(deck_of: Reads) -> None:
    deck, problems = deck_of("talk.yaml")
    assert (deck.slides, told(problems)) == ((), ["- error - missing-file"])


def test_an_empty_folder_is_no_deck(deck_of: Reads) -> None:
    deck, problems = deck_of()
    assert (deck.slides, told(problems)) == ((), ["- error - empty-deck"])


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "deck: {title: x}\n"], ids=["empty", "comment", "settings"])
def test_an_empty_deck(deck_of: Reads, text: str) -> None:
    _, problems = deck_of(deck_yaml=text)
    assert told(problems) == ["deck.yaml error 1:1 empty-deck"]


def test_the_door_to_files_may_be_another(tmp_path: Path) -> None:
    deck, problems = read_deck(tmp_path / "x.yaml", text_of=lambda path: f"title: {path.stem}")
    assert (titles(deck), problems) == (["x"], ())
    _, problems = read_deck(tmp_path / "x.yaml", text_of=lambda path: Trouble("file-too-large", "it is too large"))
    assert [problem.code for problem in problems] == ["file-too-large"]


def test_ids_are_unique_across_files(deck_of: Reads) -> None:
    _, problems = deck_of(a_yaml="id: nova", b_yaml="title: x\nid: nova")
    assert told(problems) == ["b.yaml error 2:5 duplicate-id"]
    assert [(label, span.line) for label, span in problems[0].related] == [("first here", 1)]


def test_links_lead_to_slides(deck_of: Reads) -> None:
    _, problems = deck_of(
        a_yaml="id: nova\n---\nbody:\n  - see [Nova](#nova)\n  - see [Neutron](#neutron) and [**No** va](#nvoa)",
        b_yaml='id: neutron\n---\npicture: a.svg\nlink: "#neutorn"\nnotes: "[x](#{{ y }})"',
        c_yaml="table: [[a], ['[x](#gone)']]\ncaption: '[y](#gone-too)'\nfooter: '[z](#missing)'",
    )
    assert told(problems) == [
        "a.yaml error 5:45 broken-link",
        "b.yaml error 4:8 broken-link",
        "c.yaml error 1:20 broken-link",
        "c.yaml error 2:15 broken-link",
        "c.yaml error 3:14 broken-link",
    ]
    assert [problem.hint for problem in problems[:2]] == ["did you mean 'nova'?", "did you mean 'neutron'?"]


def test_a_link_to_a_slide_that_cannot_be_read_is_not_told_as_broken(deck_of: Reads) -> None:
    _, problems = deck_of(a_yaml="body: see [x](#nova)\n---\nid: nova\ntitle: a: b")
    assert told(problems) == ["a.yaml error 4:9 unquoted-colon"]


# The door to PyYAML


def assert_runs(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_whoever_imports_yaml_later_gets_all_of_it() -> None:
    """The reader imports libyaml's parser alone; nobody else may notice."""
    code = """
import summitdeck.deck.libyaml, sys
alone = "yaml.constructor" not in sys.modules
import yaml
assert yaml.safe_load("a: 2014-12-01")["a"].year == 2014
assert yaml.dump({"a": [1]}, Dumper=yaml.SafeDumper)
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
for text, kind in (("a: b: c", yaml.scanner.ScannerError), ("\\x01", yaml.reader.ReaderError)):
    try:
        yaml.load(text, Loader=loader)
    except kind:
        pass
    else:
        raise AssertionError(kind)
print(alone, yaml.__with_libyaml__)
"""
    alone, has_libyaml = assert_runs(code).split()
    assert alone == has_libyaml


def test_pyyaml_that_is_imported_already_is_used() -> None:
    code = """
import yaml, summitdeck.deck.libyaml as door
assert (door.EventParser.__module__ == "yaml._yaml") == yaml.__with_libyaml__
assert type(yaml).__name__ == "module"
"""
    assert_runs(code)
