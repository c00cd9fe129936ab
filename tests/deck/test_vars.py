"""Where values come from: types, files that `vars` names, files beside the command line, and which goes first."""

from __future__ import annotations

import pickle
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


def test_values_before_a_file_are_told_once_and_known(tmp_path: Path) -> None:
    deck = "deck: {vars: [{city: a}, kilo.yaml]}\n---\ntitle: '{{ city }} {{ room }}'\n"
    assert title(write(tmp_path, deck=deck, kilo="room: b\n")) == ("a b", ["deck.yaml:1:26 bad-value"])


TRACKS = {"tracks.csv": "id,Name,Unit price\nnova,Nova,4.10\nheat,Heat,\n"}


def resolved(folder: Path, text: str, **given: Var) -> tuple[list[str], list[str]]:
    """The titles of a deck beside `tracks.csv`, and what is wrong, with the related places."""
    for name, content in TRACKS.items():
        (folder / name).write_text(content, "utf-8")
    write(folder, deck=text)
    deck, problems = read_deck(folder)
    deck, found = resolve(deck, given)
    titles = []
    for slide in deck.slides:
        (block,) = slide.fields["title"].content.blocks
        assert isinstance(block, Paragraph)
        titles.append(words_to_text(block.words))
    told = []
    for each in (*problems, *found):
        related = "".join(f"; {span} {words}" for words, span in each.related)
        told.append(f"{each.span} {each.message} [{each.code}]{related}".replace(f"{folder.as_posix()}/", ""))
    return titles, told


LOOP = "for: t in tracks\ntitle: \"{{ t.Name }}: {{ t['Unit price'] }}\"\n"


@pytest.mark.parametrize(
    ("said", "slides", "titles"),
    [
        ("{tracks: {csv: tracks.csv}}", LOOP, ["Nova: 4.10", "Heat: "]),
        ("{tracks: {csv: tracks.csv, sort: -id}}", LOOP, ["Nova: 4.10", "Heat: "]),
        ("{tracks: {csv: tracks.csv, sort: id}}", LOOP, ["Heat: ", "Nova: 4.10"]),
        ("{tracks: {csv: tracks.csv, where: id == x}, x: heat}", LOOP, ["Heat: "]),
        ("{tracks: {csv: tracks.csv, where: id == 'x'}}", "title: none\nwhen: not tracks\n", ["none"]),
        ('{tracks: {csv: "{{ f }}.csv"}, f: tracks}', LOOP, ["Nova: 4.10", "Heat: "]),
        ("{all: {in: [{csv: tracks.csv}]}}", 'title: "{{ all.in.0.1.Name }}"\n', ["Heat"]),
        ("{kinds: {csv: a.csv, json: b.json}}", 'title: "{{ kinds.json }}"\n', ["b.json"]),
        ("{kinds: {csv: 3}}", 'title: "{{ kinds.csv }}"\n', ["3"]),
        ("{tracks: {csv: none.csv}}", "title: nobody asks for them\n", ["nobody asks for them"]),
        ("{tracks: {csv: tracks.csv}}", f"for: t in [1, 2]\n{LOOP.partition(chr(10))[2]}", None),
    ],
)
def test_values_may_be_the_rows_of_a_file(tmp_path: Path, said: str, slides: str, titles: list[str] | None) -> None:
    made, told = resolved(tmp_path, f"deck: {{vars: {said}}}\n---\n{slides}")
    if titles is None:
        assert [each.partition(" ")[0] for each in told] == ["deck.yaml:4:12", "deck.yaml:4:28"]
    else:
        assert (made, told) == (titles, [])


def test_a_mistake_in_a_row_says_where_the_row_stands(tmp_path: Path) -> None:
    text = 'deck: {vars: {tracks: {csv: tracks.csv}}}\n---\nfor: t in tracks\ntitle: "{{ t.Nme }}{{ t.id | date }}"\n'
    _, told = resolved(tmp_path, text)
    assert told == [
        "deck.yaml:4:12 there is no 'Nme' in 't' (t = nova and in 1 more turn) [unknown-value]"
        "; tracks.csv:2:1 t = nova stands here",
        "deck.yaml:4:30 'nova' is no date (t = nova) [bad-filter]; tracks.csv:2:1 t = nova stands here",
        "deck.yaml:4:30 'heat' is no date (t = heat) [bad-filter]; tracks.csv:3:1 t = heat stands here",
    ]


def test_a_file_of_rows_that_cannot_be_had_is_told_where_it_is_named_or_broken(tmp_path: Path) -> None:
    text = "deck: {vars: {tracks: {csv: none.csv}}}\n---\nfor: t in tracks\ntitle: x\n---\ntitle: y\n"
    assert resolved(tmp_path, text) == (["y"], ["deck.yaml:1:29 there is no file 'none.csv' [missing-file]"])
    (tmp_path / "bad.csv").write_text("a,b\n1\n", "utf-8")
    told = resolved(tmp_path, text.replace("none.csv", "bad.csv"))[1]
    assert told == ["bad.csv:2:2 row 1 of 'bad.csv' ends before its column 'b' [ragged-row]"]


def test_rows_of_a_file_that_a_file_of_values_names_are_seen_from_there(tmp_path: Path) -> None:
    (tmp_path / "values/data").mkdir(parents=True)
    (tmp_path / "values/data/t.csv").write_text("Name,Unit price\nA,1\n", "utf-8")
    (tmp_path / "values/kilo.yaml").write_text("tracks: {csv: data/t.csv}\n", "utf-8")
    text = f"deck: {{vars: [values/kilo.yaml]}}\n---\n{LOOP}"
    assert resolved(tmp_path, text) == (["A: 1"], [])
    assert resolved(tmp_path, text, tracks=({"Name": "B", "Unit price": "2"},)) == (["B: 2"], [])


def test_rows_of_a_file_can_be_sent_to_another_process(tmp_path: Path) -> None:
    resolved(tmp_path, "deck: {vars: {tracks: {csv: tracks.csv}}}\n---\ntitle: x\n")
    values = read_deck(tmp_path)[0].settings.vars
    sent = pickle.loads(pickle.dumps(values))
    assert sent == values == {"tracks": {"csv": "tracks.csv"}}
    deck, _ = read_deck(write(tmp_path, deck=LOOP))
    assert len(resolve(deck, sent)[0].slides) == 2
