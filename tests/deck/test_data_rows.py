"""Tables and charts from files of data: the same from CSV, JSON and YAML, and every mistake at its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck import data_rows
from summitdeck.deck.charts import read_figures
from summitdeck.deck.json_reader import read_json
from summitdeck.deck.model import Chart, Table
from summitdeck.deck.nodes import Items, Node, Pairs, Reading
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.reader import read_deck
from summitdeck.deck.source import Source
from summitdeck.deck.values import resolve

CSV = "City,People,Unit price\nParis,4600,4.10\n東京,1250,\nAtlanta,4500,*4*\n"
FILES = {
    "a.csv": CSV,
    "a.json": '[{"City": "Paris", "People": 4600, "Unit price": 4.10},\n\t{"City": "\\u6771\\u4eac", "People": 1250},\n'
    ' {"City": "Atlanta", "People": 4500, "Unit price": "*4*"}]',
    "lists.json": '[["City", "People", "Unit price"], ["Paris", 4600, 4.10], ["東京", 1250, null],\n'
    '["Atlanta", 4500, "*4*"]]',
    "a.yaml": '- {City: Paris, People: 4600, Unit price: 4.10}\n- City: 東京\n  People: 1250\n  Unit price: ""\n'
    '- {City: Atlanta, People: 4500, Unit price: "*4*"}\n',
}


def block(folder: Path, said: str, settings: str = "title: x", **files: str) -> tuple[Table | Chart, list[str]]:
    """The block that a slide's `said` makes, and what is wrong, below `slides/`; `files` lie in `slides/data/`."""
    data = folder / "slides/data"
    data.mkdir(parents=True, exist_ok=True)
    for name, text in {**FILES, **{name.replace("_", "."): text for name, text in files.items()}}.items():
        (data / name).write_text(text, "utf-8")
    (folder / "slides/deck.yaml").write_text(f"deck: {{{settings}}}\n---\n{said}\n", "utf-8")
    deck, problems = read_deck(folder / "slides")
    deck, more = resolve(deck, {})
    (field,) = deck.slides[0].fields.values()
    (found,) = field.content.blocks
    assert isinstance(found, Table | Chart)
    assert found.data is None and found.rows
    root = f"{folder.as_posix()}/slides/"
    told = [f"{each.span} {each.message} [{each.code}]".replace(root, "") for each in (*problems, *more)]
    return found, told


def rows(found: Table | Chart) -> list[list[str]]:
    return [[words_to_text(cell.words) for cell in row] for row in found.rows]


@pytest.mark.parametrize("name", FILES)
def test_a_table_is_the_same_from_every_kind_of_file(tmp_path: Path, name: str) -> None:
    kind = name.rpartition(".")[2]
    found, told = block(tmp_path, f"table: {{{kind}: data/{name}}}")
    assert told == []
    assert rows(found) == [
        ["City", "People", "Unit price"],
        ["Paris", "4600", "4.10"],
        ["東京", "1250", ""],
        ["Atlanta", "4500", "*4*"],
    ]
    assert found.rows[3][2].words[0].italic is False, "what stands in a file has no marks"
    place = found.rows[3][1].place
    assert place is not None
    assert place.source.text[place.start : place.end] == "4500"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("columns: [People, City]", ["People City", "4600 Paris", "1250 東京", "4500 Atlanta"]),
        ("columns: [{name: City, title: '都市 **{{ v }}**'}]", ["都市 3000", "Paris", "東京", "Atlanta"]),
        ("columns: [City], header: 0", ["Paris", "東京", "Atlanta"]),
        ("columns: [City], where: People > v", ["City", "Paris", "Atlanta"]),
        ('columns: [City], where: \'"a" in City or row["Unit price"] == ""\'', ["City", "Paris", "東京", "Atlanta"]),
        ("columns: [City], where: \"row['Unit price'] == ''\"", ["City", "東京"]),
        ("columns: [City], sort: City", ["City", "Atlanta", "Paris", "東京"]),
        ("columns: [City], sort: -City", ["City", "東京", "Paris", "Atlanta"]),
        ("columns: [City], sort: People", ["City", "東京", "Atlanta", "Paris"]),
        ("columns: [City], sort: [-People]", ["City", "Paris", "Atlanta", "東京"]),
        ("columns: [City], sort: Unit price", ["City", "Paris", "Atlanta", "東京"]),
        ("columns: [City], sort: -Unit price", ["City", "Atlanta", "Paris", "東京"]),
        ("columns: [{name: People, filter: number}]", ["People", "4,600", "1,250", "4,500"]),
        ("columns: [{name: City, filter: upper | lower}]", ["City", "paris", "東京", "atlanta"]),
        ("columns: [City], sort: City, total: true", ["City", "Paris", "東京", "Atlanta"]),
    ],
)
def test_columns_rows_and_order_are_chosen(tmp_path: Path, said: str, shown: list[str]) -> None:
    found, told = block(tmp_path, f"table: {{csv: data/a.csv, {said}}}", "vars: {v: 3000}")
    assert told == []
    assert [" ".join(row) for row in rows(found)] == shown


def test_several_columns_sort_one_after_the_other_and_rows_keep_their_order(tmp_path: Path) -> None:
    text = 'Day,Room,Talk\n2,"1,050",c\n10,241,a\n2,241,d\n1,ß,b\n2,,e\n2,あ,f\n2,241,g\n'
    found, told = block(tmp_path, "table: {csv: data/t.csv, sort: [-Day, Room]}", t_csv=text)
    assert told == []
    assert [" ".join(row) for row in rows(found)[1:]] == [
        "10 241 a", "2 241 d", "2 241 g", "2 1,050 c", "2 あ f", "2  e", "1 ß b"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("align: right", ["right", "right"]),
        ("align: [left, center]", ["left", "center"]),
        ("columns: [City, {name: People, align: center}]", [None, "center"]),
        ("columns: [City, {name: People, align: center}], align: right", ["right", "center"]),
    ],
)
def test_columns_stand_as_they_or_the_table_say(tmp_path: Path, said: str, expected: list[str | None]) -> None:
    found, told = block(tmp_path, f"table: {{csv: data/t.csv, {said}}}", t_csv="City,People\nParis,1\n")
    assert told == [] and isinstance(found, Table)
    assert [align and align.value for align in found.align] == expected


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("csv: data/t.csv", ["City A B", "Paris 4,600 45%", "Tokyo  4.10"]),
        ("csv: data/t.csv, series: [B, {name: A, title: '{{ v }}*'}]", ["City B 3*", "Paris 45% 4,600", "Tokyo 4.10 "]),
        ("csv: data/t.csv, categories: A, series: [B], where: A", ["A B", "4,600 45%"]),
        ("csv: data/t.csv, series: [B], sort: -B", ["City B", "Tokyo 4.10", "Paris 45%"]),
    ],
)
def test_a_chart_shows_the_numbers_of_a_file(tmp_path: Path, said: str, shown: list[str]) -> None:
    text = 'City,A,B\nParis,"4,600",45%\nTokyo,,4.10\n'
    found, told = block(tmp_path, f"chart: {{kind: column, {said}}}", "vars: {v: 3}", t_csv=text)
    assert told == [] and isinstance(found, Chart)
    assert [" ".join(row) for row in rows(found)] == shown
    assert read_figures(found)[0] is not None


def test_a_path_may_hold_a_value_and_is_seen_from_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "slides/common/data").mkdir(parents=True)
    (tmp_path / "slides/common/data/a.csv").write_text("A\n1\n", "utf-8")
    (tmp_path / "slides/common/10.yaml").write_text('table: {csv: "data/{{ f }}.csv"}\n', "utf-8")
    (tmp_path / "slides/deck.yaml").write_text("deck: {vars: {f: a}, slides: [common/]}\n", "utf-8")
    deck, problems = read_deck(tmp_path / "slides")
    deck, more = resolve(deck, {})
    assert (*problems, *more) == ()
    (found,) = deck.slides[0].fields["table"].content.blocks
    assert isinstance(found, Table) and rows(found) == [["A"], ["1"]]
    assert [source.path.name for source in deck.sources] == ["deck.yaml", "10.yaml", "a.csv"]


MISTAKES = [
    ("table: {csv: data/none.csv}", "", "deck.yaml:3:14 there is no file 'data/none.csv' [missing-file]"),
    ("table: {csv: ../../a.csv}", "", "deck.yaml:3:14 '../../a.csv' lies outside the project's folder [outside-path]"),
    ("table: {csv: /etc/passwd}", "", "deck.yaml:3:14 '/etc/passwd' is not a path below the project [outside-path]"),
    ('table: {csv: "{{ nix }}.csv"}', "", "deck.yaml:3:18 there is no value 'nix' [unknown-value]"),
    ("table: {csv: data/a.csv, columns: [Cty]}", "", "deck.yaml:3:36 'a.csv' has no column 'Cty' [unknown-column]"),
    ("table: {csv: data/a.csv, sort: -Cty}", "", "deck.yaml:3:32 'a.csv' has no column 'Cty' [unknown-column]"),
    ("table: {csv: data/a.csv, where: Cty}", "", "deck.yaml:3:33 there is no value 'Cty' [unknown-value]"),
    ("table: {csv: data/a.csv, where: \"row['x']\"}", "", "deck.yaml:3:38 there is no 'x' in 'row' [unknown-value]"),
    (
        "table: {csv: data/a.csv, where: City > 3}",
        "",
        "deck.yaml:3:38 '>' cannot compare a text with a number [bad-comparison]",
    ),
    ("table: {csv: data/a.csv, where: People > 9999}", "", "deck.yaml:3:33 no row of 'a.csv' is left [empty-table]"),
    ("table: {csv: data/a.csv, widths: [1]}", "", "deck.yaml:3:1 'widths' has 1 values, but the table has 3 columns"),
    (
        "table: {csv: data/a.csv, columns: [{name: City, filter: date}], where: People == 4600}",
        "",
        "data/a.csv:2:1 'Paris' is no date [bad-filter]",
    ),
    (
        "table: {csv: data/a.csv, where: People < 4600, total: true, sort: City}",
        "",
        "data/a.csv:4:1 the last row, the total, also counts the rows that 'where' leaves out [stale-total]",
    ),
    ("table: {csv: data/t.csv}", "A,B\n1,2\n3\n", "data/t.csv:3:2 row 2 of 't.csv' ends before its column 'B'"),
    ("table: {csv: data/t.csv}", "A,B\n1,2,3\n", "data/t.csv:2:5 row 1 of 't.csv' has 3 values for 2 columns"),
    ("table: {csv: data/t.csv}", "A,B,A\n1,2,3\n", "data/t.csv:1:5 two columns are called 'A' [bad-column]"),
    ("table: {csv: data/t.csv}", "A,,B,\n1,2,3,4\n", "data/t.csv:1:6 two columns have no name [bad-column]"),
    ("table: {csv: data/t.csv}", "A;B\n1;2\n", "data/t.csv:1:1 the columns of 't.csv' are parted by semicolons"),
    ("table: {csv: data/t.csv}", "A,B\n", "data/t.csv:1:1 there is no row in 't.csv' [no-rows]"),
    ("table: {csv: data/t.csv}", "", "data/t.csv:1:1 there is no row in 't.csv' [no-rows]"),
    ("table: {csv: data/t.csv}", 'A\n"x\n', "data/t.csv:2:1 the quote that opens here is not closed [bad-csv]"),
    ("table: {json: data/t.csv}", '[{"A": 1},]', "data/t.csv:1:11 there is no value before ']' [bad-json]"),
    ("table: {json: data/t.csv}", '[{"A": 1}', "data/t.csv:1:10 a comma or ']' is missing here [bad-json]"),
    ("table: {json: data/t.csv}", "[{'A': 1}]", "data/t.csv:1:3 a name in double quotes is missing here [bad-json]"),
    ("table: {json: data/t.csv}", '[["A"], [Paris]]', "data/t.csv:1:10 'Paris' is no JSON value [bad-json]"),
    ("table: {json: data/t.csv}", '[["A"], [1, 2]]', "data/t.csv:1:9 row 1 has 2 values for 1 columns [ragged-row]"),
    ("table: {json: data/t.csv}", '[["A"], {"A": 1}]', "data/t.csv:1:9 row 1 is no list, as the first row is"),
    ("table: {json: data/t.csv}", '{"A": 1}', "data/t.csv:1:1 rows are a list, each with names and values"),
    ("table: {json: data/t.csv}", '[{"A": 1, "A": 2}]', "data/t.csv:1:11 'A' is written twice [duplicate-key]"),
    ("table: {json: data/t.csv}", '[{"A": [1]}]', "data/t.csv:1:8 this is a list, and a cell holds a text"),
    ("table: {json: data/t.csv}", "[" * 60 + "]" * 60, "data/t.csv:1:41 this is nested deeper than 40 levels"),
    ("table: {yaml: data/t.csv}", "- A: 1\n---\n- A: 2\n", "data/t.csv:2:1 a file of data has one part [bad-value]"),
    ("table: {yaml: data/t.csv}", "- A: &x 2\n", "data/t.csv:1:6 a text may not start with '&' [yaml-feature]"),
    ("table: {csv: data/t.csv}", "A\n" + "1\n" * 2001, "deck.yaml:3:14 these are 2,001 rows; at most 2,000 are shown"),
    (
        "table: {csv: data/a.csv, columns: [{name: City, filter: uper}]}",
        "",
        "deck.yaml:3:57 there is no filter 'uper' [unknown-filter]",
    ),
    ("chart: {kind: bar, csv: data/t.csv}", "A\n1\n", "deck.yaml:3:25 't.csv' has no column of numbers"),
]


@pytest.mark.parametrize(("said", "text", "expected"), MISTAKES, ids=lambda part: str(part)[:60])
def test_a_mistake_is_told_once_at_its_place(tmp_path: Path, said: str, text: str, expected: str) -> None:
    _, told = block(tmp_path, said, t_csv=text)
    assert [each[: len(expected)] for each in told] == [expected]


def test_a_missing_column_names_the_file_and_its_header(tmp_path: Path) -> None:
    block(tmp_path, "table: {csv: data/a.csv, columns: [Cty]}")
    (problem,) = resolve(read_deck(tmp_path / "slides")[0], {})[1]
    assert problem.hint == "did you mean 'City'?"
    assert [(words, span[1:4]) for words, span in problem.related] == [("its columns", (1, 1, 22))]


def test_another_encoding_is_recognised(tmp_path: Path) -> None:
    block(tmp_path, "table: {csv: data/t.csv}")
    (tmp_path / "slides/data/t.csv").write_bytes("都市\n東京の会場\n".encode("cp932"))
    (problem,) = resolve(read_deck(tmp_path / "slides")[0], {})[1]
    assert (problem.code, problem.message) == ("not-utf8", "'t.csv' is written in Shift_JIS")


def test_what_a_condition_cannot_compare_is_told_with_its_row(tmp_path: Path) -> None:
    hints = {'"4,600"': "in a file a number is written as 4600", "": "an empty cell is no number"}
    for cell, hint in hints.items():
        block(tmp_path, "table: {csv: data/t.csv, where: A > 3}", t_csv=f"A,B\n4,a\n{cell},b\n{cell},c\n")
        (problem,) = resolve(read_deck(tmp_path / "slides")[0], {})[1]
        assert problem.hint is not None and problem.hint.startswith(hint)
        assert [(words, span.line) for words, span in problem.related] == [("row 2", 3), ("the columns", 1)]


def test_loops_over_long_files_have_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_rows, "MAX_LOOKED", 1000)
    block(tmp_path, "table: {csv: data/t.csv}", t_csv="A\n" + "1\n" * 300)
    loop = f"for: x in {list(range(9))}\ntable: {{csv: data/t.csv, where: A == x}}\n"
    (tmp_path / "slides/deck.yaml").write_text(f"{loop}", "utf-8")
    problems = resolve(read_deck(tmp_path / "slides")[0], {})[1]
    assert "the tables and charts of this deck look at more than 1,000 rows (x = 3)" in [
        problem.message for problem in problems
    ]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(_JSON, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_it_was_written(value: object, is_ascii: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii, indent=indent)
    reading = Reading(Source(Path("a.json"), "a.json", text), text)
    node = read_json(reading)
    assert node is not None and reading.problems == []
    assert as_python(node) == value
    assert json.loads(text[node.start : node.end]) == value


def as_python(node: Node) -> object:
    match node:
        case Items():
            return [as_python(item) for item in node.items]
        case Pairs():
            return {key.value: as_python(item) for key, item in node.pairs}
    return node.value if node.style else json.loads(node.value)


@given(st.text(alphabet='[]{}",:\\ \n\ta1-.eutrf"', max_size=30))
def test_what_is_no_json_is_told(text: str) -> None:
    reading = Reading(Source(Path("a.json"), "a.json", text), text)
    node = read_json(reading)
    try:
        expected = json.loads(text)
    except ValueError:
        assert node is None
        assert bool(reading.problems) == bool(text.strip(" \t\r\n"))
    else:
        is_twice = [problem.code for problem in reading.problems] == ["duplicate-key"]
        assert node is not None and (is_twice or as_python(node) == expected)


def test_a_file_of_data_among_the_slides_is_told_where_to_go(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("table: {yaml: rows.yaml}\n", "utf-8")
    (tmp_path / "rows.yaml").write_text("- {a: 1}\n- {a: 2}\n", "utf-8")
    (problem,) = read_deck(tmp_path)[1]
    assert problem.code == "not-a-slide" and "a file of data stands in a folder below" in (problem.hint or "")


def test_a_file_that_many_slides_name_is_read_once(tmp_path: Path) -> None:
    block(tmp_path, "table: {csv: data/t.csv}", t_csv="A,A\n1,2\n")
    slides = "for: x in [1, 2, 3]\ntable: {csv: data/t.csv}\n---\ntable: {csv: data/t.csv}\n"
    (tmp_path / "slides/deck.yaml").write_text(slides, "utf-8")
    deck, problems = resolve(read_deck(tmp_path / "slides")[0], {})
    assert [problem.code for problem in problems] == ["bad-column"]
    assert [source.path.name for source in deck.sources] == ["deck.yaml", "t.csv"]
