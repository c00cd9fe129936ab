"""Problems point at their own file and line: in loops, conditions, files of data and of values, and included files.

What is found after layout names the turn that it was met in.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import summitdeck

FILES = {
    "slides/d/data/tracks.csv": "id,Name,Talks\nnova,Nova,12\nheat,Heat,many\n",
    "slides/d/data/bad.csv": "a,b\n1\n",
    "slides/d/data/bad.json": '[{"a": 1},\n {"a" 2}]\n',
    "slides/d/data/bad.yaml": "- a: 1\n- a: [1\n",
    "slides/d/data/values.yaml": "city: Paris\nbroken: {csv: bad.csv}\n",
    "slides/common/10-about.yaml": 'title: "{{ nix }}"\n---\nid: numbers\ntitle: x\ntable: {csv: data/own.csv}\n',
    "slides/common/data/own.csv": "a,b\n1,2\n3\n",
}
SETTINGS = "deck: {vars: [data/values.yaml, {tracks: {csv: data/tracks.csv}, rows: [1, 2, 3]}]}\n---\n"
LONG = "並べて書いておくとこれほどの長さになります" * 40

TABLE = [
    # in loops and conditions
    ("for: t in trakcs\ntitle: x", "d/deck.yaml:3:11 there is no value 'trakcs'"),
    ("for: t in tracks\nwhen: t.Nm\ntitle: x", "d/deck.yaml:4:7 there is no 'Nm' in 't' (t = nova and in 1 more"),
    (
        "title: x\nbody:\n  - a\n  - text: b\n    for: t in tracks\n    items: [\"{{ t.x }}\"]",
        "d/deck.yaml:8:17 there is no 'x' in 't' (t = nova and in 1 more turn)",
    ),
    (
        "title: x\ntable:\n  - [a, b]\n  - {row: [\"{{ r }}\", \"{{ r | date }}\"], for: r in rows, when: r == 2}",
        "d/deck.yaml:6:31 '2' is no date (r = 2)",
    ),
    ("title: x\nbody: [{text: a, when: rows > 1}]", "d/deck.yaml:4:29 '>' cannot compare a list with a number"),
    # in files of data and of values
    ("title: x\ntable: {csv: data/bad.csv}", "d/data/bad.csv:2:2 row 1 of 'bad.csv' ends before its column 'b'"),
    ("title: x\ntable: {json: data/bad.json}", "d/data/bad.json:2:7 a colon is missing here"),
    ("title: x\ntable: {yaml: data/bad.yaml}", "d/data/bad.yaml:2:6 "),
    ("title: x\nbody: [{text: a, when: broken}]", "d/data/bad.csv:2:2 row 1 of 'bad.csv' ends before its column 'b'"),
    ("title: x\nchart: {kind: bar, csv: data/tracks.csv, series: [Talks]}", "d/data/tracks.csv:3:11 'many' is no"),
    (
        "title: x\ntable: {csv: data/tracks.csv, columns: [{name: Talks, filter: number}]}",
        "d/data/tracks.csv:3:11 'many' is no number",
    ),
    # after layout
    (
        'for: t in tracks\ntitle: x\npicture: "{{ t.id }}.png"\nalt: y',
        "d/deck.yaml:5:14 there is no file 'nova.png' (t = nova)",
    ),
    (
        'title: x\nbody:\n  - picture: "{{ t.id }}.png"\n    alt: y\n    for: t in tracks\n    when: t.id == "heat"',
        "d/deck.yaml:5:18 there is no file 'heat.png' (t = heat)",
    ),
    (
        f"for: t in [1, 2]\ntitle: x\noverflow: error\nbody: [\"{{{{ t }}}} {LONG}\"]",
        "d/deck.yaml:6:9 the body needs",
    ),
    (
        "title: x\nbody: [{chart: {kind: bar, rows: [[a, b], [c, \"{{ t.Talks }}\"]]}, for: t in tracks}]",
        "d/deck.yaml:4:48 'many' is no number",
    ),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with files to go wrong in, that is the current folder."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path / "slides")
    return tmp_path / "slides/d"


def told(folder: Path, text: str) -> list[str]:
    """The errors in a deck of this text."""
    (folder / "deck.yaml").write_text(text, "utf-8")
    return [f"{each.span} {each.message}" for each in summitdeck.check(folder) if each.is_error]


@pytest.mark.parametrize(("slide", "expected"), TABLE)
def test_a_problem_points_at_its_own_place(folder: Path, slide: str, expected: str) -> None:
    found = told(folder, f"{SETTINGS}{slide}\n")
    assert any(each.startswith(expected) for each in found), found


def test_problems_in_included_files_point_there(folder: Path) -> None:
    assert told(folder, "deck: {slides: [deck.yaml, ../common/]}\n---\ntitle: x\nbody: y\n") == [
        "common/10-about.yaml:1:1 layout 'content' needs 'body'",
        "common/10-about.yaml:1:12 there is no value 'nix'",
        "common/data/own.csv:3:2 row 2 of 'own.csv' ends before its column 'b'",
    ]
    assert told(folder, "deck: {slides: [deck.yaml, ../common/10-about.yaml#numbers]}\n---\ntitle: x\nbody: y\n") == [
        "common/data/own.csv:3:2 row 2 of 'own.csv' ends before its column 'b'",
    ]


def test_what_is_found_after_layout_is_told_once_for_all_turns_that_have_it(folder: Path) -> None:
    found = told(folder, 'for: t in [1, 2, 3]\ntitle: "{{ t }}"\npicture: hall.png\nalt: y\n')
    assert found == ["d/deck.yaml:3:10 there is no file 'hall.png' (t = 1 and in 2 more turns)"]
    found = told(folder, f'overflow: error\nfor: t in [1, 2]\ntitle: "{{{{ t }}}}"\nbody: ["{LONG}"]\n')
    assert [each.rpartition(" (")[2] for each in found] == ["t = 1 and in 1 more turn)"]


def test_what_is_wrong_with_a_row_that_is_shown_says_by_which_slide(folder: Path) -> None:
    (folder / "data/long.csv").write_text("a\n" + "1\n" * 60, "utf-8")
    (folder / "deck.yaml").write_text(
        "title: x\nbody: z\n---\ntitle: y\ntable: {csv: data/long.csv}\noverflow: error\n", "utf-8"
    )
    (problem,) = [each for each in summitdeck.check(folder) if each.is_error]
    assert str(problem.span).startswith("d/data/long.csv:") and problem.code == "overflow"
    assert [(words, str(span)) for words, span in problem.related] == [("shown by this slide", "d/deck.yaml:4:1")]


def test_files_of_data_are_among_those_that_a_deck_depends_on(folder: Path) -> None:
    from summitdeck.pipeline import lay_out

    (folder / "deck.yaml").write_text(f"{SETTINGS}title: x\ntable: {{csv: data/tracks.csv}}\n", "utf-8")
    assert "tracks.csv" in [path.name for path in lay_out(folder).inputs]
    built = summitdeck.build(folder, folder / "data/tracks.csv")
    assert [problem.code for problem in built.problems] == ["overwrites-input"]
