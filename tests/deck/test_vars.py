"""Where values come from: types, files that `vars` names, files beside the command line, and which goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitdeck.deck.core import Core, core_of, is_true, plain_value
from summitdeck.deck.model import Paragraph, Var
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve
from summitdeck.deck.vars import with_value_files


def write(folder: Path, **files: str) -> Path:
    """Files by their names without `.yaml`."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def title(folder: Path, files: tuple[str, ...] = (), **given: Var) -> tuple[str, list[str]]:
    """The first slide's title, and what is wrong."""
    deck, problems = read_deck(folder)
    deck, more = with_value_files(deck, [folder / file for file in files])
    deck, found = resolve(deck, given)
    (block,) = deck.slides[0].fields["title"].content.blocks
    assert isinstance(block, Paragraph)
    told = [
        f"{each.span or '-'} {each.code}".removeprefix(f"{folder.as_posix()}/") for each in (*problems, *more, *found)
    ]
    return words_to_text(block.words), told


@pytest.mark.parametrize(
    ("spelling", "value"),
    [
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("-1.50", -1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("0x1F", 31),
        ("0o17", 15),
        ("007", 7),
        ("yes", "yes"),
        ("No", "No"),
        ("tRUE", "tRUE"),
        ("2014-11-03", "2014-11-03"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1.2.3", "1.2.3"),
        ("９", "９"),
        ("9" * 101, "9" * 101),
        ("", ""),
    ],
)
def test_a_plain_value_has_the_type_of_yaml_1_2(spelling: str, value: object) -> None:
    assert core_of(plain_value(spelling)) == value
    assert type(core_of(plain_value(spelling))) is type(value)
    assert str(plain_value(spelling)) == spelling
    assert core_of(spelling) == spelling


def test_a_number_is_not_the_text_of_its_digits() -> None:
    assert Core("12") == Core("12")
    assert Core("12") != "12"
    assert Core("12") != "12"
    assert len({Core("12"), Core("12")}) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", False), ("no", True), (Core("false"), False), (Core("0"), False), (Core("0.0"), False), (Core("~"), False),
     ((), False), (("",), True), ({}, False), ({"a": ""}, True), (Core("-1"), True)],
)  # fmt: skip
def test_what_counts_as_true(value: Var, expected: bool) -> None:
    assert is_true(value) is expected


DECK = "deck: {vars: %s}\n---\ntitle: '{{ city }} {{ summit.name }} {{ summit.year }}'\n"
KILO = "city: Paris\nsummit: {name: Kilo, year: 2014}\n"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("kilo.yaml", "Paris Kilo 2014"),
        ("[kilo.yaml]", "Paris Kilo 2014"),
        ("[kilo.yaml, more.yaml]", "Paris Kilo 2015"),
        ("[more.yaml, kilo.yaml]", "Paris Kilo 2014"),
        ("[kilo.yaml, {city: Tokyo, summit: {name: L}}]", "Tokyo L 2014"),
    ],
)
def test_values_in_files(tmp_path: Path, said: str, expected: str) -> None:
    folder = write(tmp_path, deck=DECK % said, kilo=KILO, more="summit: {year: 2015}\n")
    if "more" not in said:
        (folder / "more.yaml").unlink()
    assert title(folder) == (expected, [])


def test_who_goes_first(tmp_path: Path) -> None:
    folder = write(tmp_path, deck=DECK % "[kilo.yaml, {city: Tokyo}]", kilo=KILO)
    (folder / "values").mkdir()
    write(folder / "values", a="city: A\nsummit: {name: A}\nunused: x\n", b="city: B\n")
    assert title(folder, ("values/a.yaml",)) == ("A A 2014", [])
    assert title(folder, ("values/a.yaml", "values/b.yaml")) == ("B A 2014", [])
    assert title(folder, ("values/a.yaml", "values/b.yaml"), city="C") == ("C A 2014", [])
    assert title(folder, ("values/a.yaml",), **{"summit.name": "D"}) == ("A D 2014", [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("city: Paris\nnew city: x\nsummit: {name: a, year: b}\n", "kilo.yaml:2:1 bad-value"),
        ("- city\n", "kilo.yaml:1:1 bad-value"),
        ("city\n", "kilo.yaml:1:1 bad-value"),
        ("# nothing\n", "kilo.yaml:1:1 missing-value"),
        ("city: a\n---\ncity: b\n", "kilo.yaml:2:1 bad-value"),
        ("city: &a Paris\n", "kilo.yaml:1:7 yaml-feature"),
        ("city: [Paris\n", "kilo.yaml:1:7 unclosed-bracket"),
    ],
)
def test_files_with_mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    _, found = title(write(tmp_path, deck=DECK % "kilo.yaml", kilo=text))
    assert found[0] == told


@pytest.mark.parametrize(
    ("said", "told"),
    [("klo.yaml", "deck.yaml:1:14 missing-file"), ("../../up.yaml", "deck.yaml:1:14 outside-path")],
)
def test_files_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    _, found = title(write(tmp_path, deck=DECK % said))
    assert found[0] == told


def test_a_file_beside_the_command_line_that_is_not_there(tmp_path: Path) -> None:
    assert title(write(tmp_path, deck=DECK % "{city: a, summit: {name: b, year: c}}"), ("x.yaml",)) == (
        "a b c",
        ["- missing-file"],
    )


def test_a_name_with_a_dot_within_a_group_stays_one_name(tmp_path: Path) -> None:
    deck = "deck: {vars: [kilo.yaml, {city: x}]}\n---\ntitle: '{{ city }}'\nfor: r in [1]\n"
    folder = write(tmp_path, deck=deck, kilo="rooms: {2.41: {a: b}}\n")
    read, _ = read_deck(folder)
    assert read.values == {"rooms": {"2.41": {"a": "b"}}}
    assert title(folder) == ("x", [])
