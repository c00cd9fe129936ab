"""Many decks of one source: each row its own deck, the same bytes however they are built, and failures named."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from summitdeck.cli import main
from summitdeck.deck.model import Matrix
from summitdeck.deck.outputs import name_outputs
from summitdeck.deck.printer import print_settings
from summitdeck.deck.reader import read_deck
from summitdeck.deck.rows import make_rows
from summitdeck.each import build_each, check_each, summary_words

DECK = """\
deck:
  title: "{{ summit.city }}"
  vars: {kind: Summit}
---
layout: title
title: "{{ kind }}: {{ summit.city }}"
---
title: Figures
body:
  - "{{ summit.people }} people"
  - table:
      - [City, People]
      - ["{{ summit.city }}", "{{ summit.people }}"]
"""
TABLE = "slug,summit.city,summit.people\nparis,Paris,4600\ntokyo,東京,1250\nkilo,Kilo & Co,7\n"
OUTPUT = "build/{{ slug }}.pptx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is the current folder, with a deck and a table."""
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/many.yaml").write_text(DECK, "utf-8")
    (tmp_path / "summits.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def texts(path: Path) -> str:
    with ZipFile(path) as package:
        slides = sorted(name for name in package.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
        return " ".join(re.findall(r"<a:t>(.*?)</a:t>", "".join(package.read(name).decode() for name in slides)))


def test_each_row_is_a_deck_with_its_own_values(folder: Path) -> None:
    count = 40
    rows = "".join(f'c{number},"City, {number}",{number * 17}\n' for number in range(count))
    (folder / "summits.csv").write_text(f"slug,summit.city,summit.people\n{rows}", "utf-8")
    seen = []
    built = build_each("slides/many.yaml", "summits.csv", OUTPUT, jobs=2, progress=lambda *step: seen.append(step))
    assert summary_words(built) == f"{count} decks, {count} built"
    assert built.problems == ()
    assert seen == [(done, count) for done in range(1, count + 1)]
    for number, row in enumerate(built.rows):
        assert row.path == Path(f"build/c{number}.pptx")
        said = texts(folder / f"build/c{number}.pptx")
        assert re.findall(r"City, \d+", said) == [f"City, {number}"] * 2
        assert said.count(f"{number * 17} people") == 1


def test_the_bytes_are_the_same_however_they_are_built(folder: Path) -> None:
    def made(name: str, **how: Any) -> list[bytes]:
        built = build_each("slides/many.yaml", "summits.csv", f"{name}/{{{{ slug }}}}.pptx", **how)
        assert not built.failed
        return [row.path.read_bytes() for row in built.rows if row.path]

    alone = made("alone", jobs=1)
    assert len(alone) == 3
    assert made("cores", jobs=2) == alone
    with ThreadPoolExecutor(2) as threads:
        assert made("threads", executor=threads) == alone


def test_a_deck_that_fails_stops_no_other(folder: Path) -> None:
    (folder / "rows.json").write_text(
        '[{"slug": "a", "summit": {"city": "A", "people": 1}},\n {"slug": "b", "summit": {"city": "B"}},\n'
        ' {"slug": "c", "summit": {"city": "C", "people": 3}}]',
        "utf-8",
    )
    done = CliRunner().invoke(main, ["build", "slides/many.yaml", "--each", "rows.json", "-o", OUTPUT])
    assert done.exit_code == 1
    assert done.stdout == "3 decks, 2 built, 1 failed\n"
    assert "slides/many.yaml:10:9: error: there is no 'people' in 'summit'" in done.stderr
    assert "rows.json:2:" in done.stderr and "whose columns are: slug, summit" in done.stderr
    assert "failed: rows.json:2: row 2 (slug: b): there is no 'people' in 'summit'" in done.stderr
    assert sorted(path.name for path in (folder / "build").iterdir()) == ["a.pptx", "c.pptx"]


def test_a_missing_column_is_told_once_for_all_rows(folder: Path) -> None:
    (folder / "summits.csv").write_text(TABLE.replace(",summit.people", ",summit.guests"), "utf-8")
    built = build_each("slides/many.yaml", "summits.csv", OUTPUT, jobs=1)
    assert summary_words(built) == "3 decks, 0 built, 3 failed"
    assert [(str(each.span), each.code) for each in built.problems] == [
        ("slides/many.yaml:10:9", "unknown-value"),
        ("slides/many.yaml:13:35", "unknown-value"),
    ]
    (words, span), *_ = built.problems[0].related
    assert str(span) == "summits.csv:2:17"
    assert words == (
        "of row 1 (slug: paris, summit.city: Paris, summit.guests: 4600), whose columns are: "
        "slug, summit.city, summit.guests and 2 others of 3: 2, 3"
    )


def test_a_column_that_nothing_uses_is_told_once_but_not_the_one_that_names_the_file(folder: Path) -> None:
    (folder / "summits.csv").write_text("slug,kid,summit.city,summit.people\na,x,A,1\nb,y,B,2\n", "utf-8")
    built = build_each("slides/many.yaml", "summits.csv", OUTPUT, jobs=1)
    assert [(each.code, each.message, each.hint) for each in built.problems] == [
        ("unused-value", "nothing uses the value 'kid' that was set", "did you mean 'kind'?")
    ]
    assert not built.failed


@pytest.mark.parametrize(
    ("pattern", "rows", "told"),
    [
        ("build/{{ slug }}.pptx", [{"slug": "a"}, {"slug": "A"}], "both be written to 'build/A.pptx'"),
        ("build/x.pptx", [{"slug": "a"}, {"slug": "b"}], "all 2 decks would be written to 'build/x.pptx'"),
        ("build/{{ city }}.pptx", [{"slug": "a"}, {"slug": "b"}], "row 1 has no column 'city', which the output's"),
        ("build/{{ slug }}.pptx", [{"slug": ""}], "nothing cannot be a file's name"),
        ("build/{{ slug }}.pptx", [{"slug": "../a"}], "'../a' cannot be part of a file's name"),
        ("build/{{ slug }}.pptx", [{"slug": "/etc/a"}], "'/etc/a' cannot be part of a file's name"),
        ("build/{{ slug }}.pptx", [{"slug": "C:a"}], "'C:a' cannot be part of a file's name"),
        ("build/{{ slug }}.pptx", [{"slug": "a\0b"}], "cannot be part of a file's name"),
        ("build/{{ slug }}/x.pptx", [{"slug": ".."}], "'..' cannot be part of a file's name"),
        ("build/.{{ slug }}/x.pptx", [{"slug": ". "}], "'. ' cannot be part of a file's name"),
        ("build/{{ a }}{{ b }}/x.pptx", [{"a": "...", "b": "x"}], None),
        ("build/x{{ a }}/../../y.pptx", [{"a": "b"}], "leads out of its folder"),
        ("{{ summit.slug }}.pptx", [{"summit.slug": "a"}, {"summit.slug": "b"}], None),
        ("../{{ slug }}.pptx", [{"slug": "a"}], None),  # said by who runs it, not by a value
    ],
)
def test_outputs_are_told_apart_and_stay_in_their_folder(
    pattern: str, rows: list[dict[str, Any]], told: str | None
) -> None:
    made, problems = make_rows(rows)
    assert not problems
    _, problems_of_names = name_outputs(made, pattern, {})
    assert [told is not None and told in each.message for each in problems_of_names] == ([True] if told else [])


def test_nothing_is_built_when_the_table_is_wrong(folder: Path) -> None:
    (folder / "summits.csv").write_text(TABLE + "short\n", "utf-8")
    done = CliRunner().invoke(main, ["build", "slides/many.yaml", "--each", "summits.csv", "-o", OUTPUT])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "summits.csv:5:6: error: row 4 of 'summits.csv' ends before its column 'summit.city'" in done.stderr
    assert not (folder / "build").exists()


def test_a_pattern_must_be_said(folder: Path) -> None:
    assert CliRunner().invoke(main, ["build", "slides/many.yaml", "--each", "summits.csv"]).exit_code == 2


class Losing(Executor):
    """An executor that loses its second job, as a machine that is switched off does."""

    def __init__(self) -> None:
        self.count = 0

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Run at once, or fail."""
        self.count += 1
        future: Future[Any] = Future()
        if self.count == 2:
            future.set_exception(ConnectionError("gone"))
        else:
            future.set_result(function(*arguments, **named))
        return future


def test_a_job_that_an_executor_loses_is_a_deck_that_failed(folder: Path) -> None:
    built = build_each("slides/many.yaml", "summits.csv", OUTPUT, executor=Losing())
    assert summary_words(built) == "3 decks, 2 built, 1 failed"
    assert [each.message for each in built.failed[0].problems] == [
        "the process that built this deck failed: ConnectionError: gone"
    ]


@pytest.mark.parametrize(
    "matrix",
    [
        'matrix: {rows: ../summits.csv, output: "build/{{ slug }}.pptx"}',
        'matrix:\n    output: "build/{{ slug }}.pptx"\n    rows:\n'
        "      - {slug: paris, summit: {city: Paris, people: 4600}}\n"
        "      - {slug: tokyo, summit.city: 東京, summit.people: 1250}",
    ],
)
def test_a_deck_can_name_its_table(folder: Path, matrix: str) -> None:
    (folder / "slides/many.yaml").write_text(DECK.replace("vars:", f"{matrix}\n  vars:"), "utf-8")
    read, problems = read_deck(folder / "slides/many.yaml")
    assert problems == () and isinstance(read.settings.matrix, Matrix)
    (folder / "again.yaml").write_text(print_settings(read.settings) + "---\ntitle: A\n", "utf-8")
    assert read_deck(folder / "again.yaml")[0].settings.matrix == read.settings.matrix
    done = CliRunner().invoke(main, ["build", "slides/many.yaml", "--jobs", "1"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "東京" in texts(folder / "build/tokyo.pptx")
    done = CliRunner().invoke(main, ["check", "slides/many.yaml", "--jobs", "1"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.endswith(f" decks, {done.stdout[0]} without an error\n")


@pytest.mark.parametrize(
    ("matrix", "told"),
    [
        ("matrix: nowhere.csv", "slides/many.yaml:3:11 there is no file 'nowhere.csv'"),
        ("matrix: {output: a}", "slides/many.yaml:3:3 'matrix' needs the rows of its table"),
        ("matrix: {rows: ../summits.csv, outptu: a}", "slides/many.yaml:3:34 'outptu' is no key of 'matrix'"),
        ("matrix: [{slug: a}, b]", "slides/many.yaml:3:23 row 2 is no mapping of names to values"),
        ("matrix: ../../outside.csv", "slides/many.yaml:3:11 '../../outside.csv' lies outside the project's folder"),
    ],
)
def test_a_mistake_in_a_decks_table_is_told_in_the_deck(folder: Path, matrix: str, told: str) -> None:
    (folder.parent / "outside.csv").write_text(TABLE, "utf-8")
    (folder / "slides/many.yaml").write_text(DECK.replace("vars:", f"{matrix}\n  vars:"), "utf-8")
    done = CliRunner().invoke(main, ["build", "slides/many.yaml", "-o", OUTPUT])
    assert done.exit_code == 1
    place, _, words = told.partition(" ")
    assert f"{place}: error: {words}" in done.stderr


def test_check_each_writes_nothing(folder: Path) -> None:
    checked = check_each("slides/many.yaml", "summits.csv", jobs=1)
    assert (len(checked.rows), checked.failed, checked.rows[0].pages) == (3, (), 2)
    assert not (folder / "build").exists()


def test_a_dask_cluster_builds_them_too(folder: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="dask is not installed: pip install 'summitdeck[cluster]'")
    alone = build_each("slides/many.yaml", "summits.csv", "alone/{{ slug }}.pptx", jobs=1)
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "local_directory": str(tmp_path)}
    with distributed.LocalCluster(processes=False, **options) as cluster, distributed.Client(cluster) as client:
        built = build_each("slides/many.yaml", "summits.csv", OUTPUT, executor=client.get_executor())
    assert not built.failed
    assert [row.path.read_bytes() for row in built.rows if row.path] == [
        row.path.read_bytes() for row in alone.rows if row.path
    ]


DATA_DECK = """\
deck:
  title: "{{ summit.city }}"
  vars: {kind: summit}
---
title: "{{ summit.city }}: {{ figures.0.Attendees }} of {{ summit.people }}"
table: {csv: data/figures.csv, columns: [Day, Attendees], where: City == summit.city, sort: Day}
---
title: Chart
chart: {kind: column, csv: data/figures.csv, where: City == summit.city, categories: Day, series: [Attendees]}
"""
CITY_FIGURES = "figures: {csv: ../slides/data/figures.csv, where: City == summit.city, sort: -Attendees}\n"


def chart_numbers(path: Path) -> tuple[list[str], dict[str, str]]:
    """The numbers of a deck's one chart, and the cells of the workbook in it that hold numbers."""
    with ZipFile(path) as package:
        names = package.namelist()
        chart = package.read(next(name for name in names if re.fullmatch(r"ppt/charts/chart\d*\.xml", name))).decode()
        book = package.read(next(name for name in names if name.endswith(".xlsx")))
    numbers = re.findall(r"<c:v>(.*?)</c:v>", chart.partition("<c:val>")[2].partition("</c:val>")[0])
    with ZipFile(BytesIO(book)) as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
    return numbers, dict(re.findall(r'<c r="(\w+)"(?: s="\d+")?><v>(.*?)</v>', sheet))


def test_two_hundred_rows_are_two_hundred_decks_with_their_own_numbers(folder: Path) -> None:
    cities = [f"City {number}" for number in range(200)]
    (folder / "slides/data").mkdir()
    (folder / "values").mkdir()
    (folder / "slides/many.yaml").write_text(DATA_DECK, "utf-8")
    (folder / "values/figures.yaml").write_text(CITY_FIGURES, "utf-8")
    days = [f"{city},{day},{number * 10 + day}\n" for number, city in enumerate(cities) for day in (2, 1)]
    (folder / "slides/data/figures.csv").write_text("City,Day,Attendees\n" + "".join(days), "utf-8")
    rows = "".join(f"c{number},{city},{number * 17}\n" for number, city in enumerate(cities))
    (folder / "summits.csv").write_text(f"slug,summit.city,summit.people\n{rows}", "utf-8")
    files = {"value_files": ["values/figures.yaml"]}
    built = build_each("slides/many.yaml", "summits.csv", "build/{{ kind }}-{{ slug }}.pptx", jobs=2, **files)
    assert (summary_words(built), built.problems) == ("200 decks, 200 built", ())
    for number, (row, city) in enumerate(zip(built.rows, cities, strict=True)):
        assert row.path == Path(f"build/summit-c{number}.pptx")
        most, least = str(number * 10 + 2), str(number * 10 + 1)
        said = texts(folder / row.path)
        assert f"{city}: {most} of {number * 17} Day Attendees 1 {least} 2 {most} " in said
        numbers, sheet = chart_numbers(folder / row.path)
        assert numbers == [most, least]
        assert sheet == {"B2": most, "B3": least}


def test_a_column_that_a_decks_data_lack_stops_all_with_its_place(folder: Path) -> None:
    (folder / "slides/data").mkdir()
    (folder / "slides/many.yaml").write_text(DATA_DECK.replace("figures.0.Attendees", "summit.hosts"), "utf-8")
    (folder / "slides/data/figures.csv").write_text("City,Day,Guests\nParis,1,2\n東京,1,3\nKilo & Co,1,4\n", "utf-8")
    done = CliRunner().invoke(main, ["build", "slides/many.yaml", "--each", "summits.csv", "-o", OUTPUT, "--jobs", "1"])
    assert (done.exit_code, done.stdout) == (1, "3 decks, 0 built, 3 failed\n")
    assert "slides/many.yaml:5:31: error: there is no 'hosts' in 'summit'" in done.stderr
    assert "summits.csv:2:17: of row 1 (slug: paris" in done.stderr
    assert "slides/many.yaml:6:47: error: 'figures.csv' has no column 'Attendees'" in done.stderr
    assert "slides/data/figures.csv:1:1: its columns" in done.stderr


def test_files_of_values_and_set_serve_all_rows_and_their_names(folder: Path) -> None:
    (folder / "common.yaml").write_text("kind: Forum\nyear: {now: 2015}\nelsewhere: x\nsummit: {people: 1}\n", "utf-8")
    (folder / "summits.csv").write_text("slug,summit.city\nparis,Paris\ntokyo,東京\n", "utf-8")
    command = ["build", "slides/many.yaml", "--each", "summits.csv", "--vars", "common.yaml", "--jobs", "1"]
    pattern = "build/{{ year.now }}-{{ kind }}-{{ part.no }}-{{ slug }}.pptx"
    done = CliRunner().invoke(main, [*command, "--set", "part.no=2", "-o", pattern])
    assert done.stderr == ""
    assert done.stdout == "2 decks, 2 built\n"
    assert sorted(path.name for path in (folder / "build").iterdir()) == [
        "2015-Forum-2-paris.pptx",
        "2015-Forum-2-tokyo.pptx",
    ]
    assert "Forum: 東京" in texts(folder / "build/2015-Forum-2-tokyo.pptx")
    done = CliRunner().invoke(main, [*command, "--set", "kind=Talk", "-o", "build/{{ kind }}-{{ slug }}.pptx"])
    assert "Talk: Paris" in texts(folder / "build/Talk-paris.pptx")
    assert CliRunner().invoke(main, ["check", *command[1:]]).exit_code == 0


def test_a_broken_file_of_values_stops_all(folder: Path) -> None:
    (folder / "common.yaml").write_text("- a\n", "utf-8")
    command = ["build", "slides/many.yaml", "--each", "summits.csv", "-o", OUTPUT, "--vars"]
    done = CliRunner().invoke(main, [*command, "common.yaml"])
    assert done.exit_code == 1 and "common.yaml:1:1: error: a file of values holds names with values" in done.stderr
    assert "there is no file 'none.yaml'" in CliRunner().invoke(main, [*command, "none.yaml"]).stderr
    assert not (folder / "build").exists()


MATRIX = 'deck: {matrix: [{city: Paris}, {city: 東京}]}\n---\ntitle: "In {{ city }}"\nbody: [a]\n'


@pytest.mark.parametrize(
    ("command", "status", "told", "shown"),
    [
        ("explain city.yaml", 0, "row 1 (city: Paris) of the 2 in `matrix:`; --row N means another one\n", "In Paris"),
        ("explain city.yaml --row 2", 0, "row 2 (city: 東京) of the 2 in `matrix:`\n", "In 東京"),
        (
            "explain city.yaml --row 2 --format json",
            0,
            "row 2 (city: 東京) of the 2 in `matrix:`\n",
            '"title": "In 東京"',
        ),
        ("explain city.yaml --row 3", 2, "the deck's `matrix:` has 2 rows", ""),
        ("explain slides/many.yaml --row 1", 2, "the deck has no `matrix:`", ""),
        ("fonts city.yaml", 0, "row 1 (city: Paris)", "Yu Gothic  in the template, not used"),
        ("fonts list city.yaml --row 2", 0, "row 2 (city: 東京)", "Yu Gothic  East Asian\n"),
        ("layouts city.yaml", 0, "", "two-columns"),
    ],
)
def test_commands_that_look_at_one_deck_take_one_row(
    folder: Path, command: str, status: int, told: str, shown: str
) -> None:
    (folder / "city.yaml").write_text(MATRIX, "utf-8")
    done = CliRunner().invoke(main, command.split())
    assert done.exit_code == status
    assert told in done.stderr
    assert shown in done.stdout
