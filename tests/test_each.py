"""Many decks of one source: each row its own deck, the same bytes however they are built, and failures named."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
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
