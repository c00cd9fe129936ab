"""New decks and slides: they build at once, say what is to fill, and overwrite nothing."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import summitdeck
from summitdeck.cli import main
from summitdeck.deck.model import Picture, Table
from summitdeck.deck.plain import content_to_text
from summitdeck.deck.reader import read_deck
from summitdeck.pipeline import list_layouts
from summitdeck.scaffold import KINDS, add_slide

ROOT = Path(__file__).parent.parent
LAYOUTS = [name for name in list_layouts(ROOT)[0].names() if name.islower()]
"""The built-in ones."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is the current folder, with the Kilo deck and what it shares in it."""
    for part in ("kilo-2014", "common"):
        shutil.copytree(ROOT / "slides" / part, tmp_path / "slides" / part)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def codes(deck: Path | str) -> set[str]:
    return {problem.code for problem in summitdeck.check(deck) if not problem.is_note}


def listing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_deck_of_a_kind_builds_at_once(folder: Path, kind: str) -> None:
    done = run("new", "next", "--kind", kind, "--title", 'The "next": #1')
    assert (done.exit_code, done.stderr) == (0, "")
    built = summitdeck.build("slides/next")
    assert (built.path, built.pages) == (folder / "build/next.pptx", len(KINDS[kind]))
    assert codes("slides/next") == {"to-fill"}
    slides = read_deck(Path("slides/next"))[0].slides
    assert [slide.layout.text if slide.layout else "content" for slide in slides] == [name for name, _ in KINDS[kind]]
    assert content_to_text(slides[0].fields["title"].content) == 'The "next": #1'


def test_a_deck_like_another_has_its_structure_and_none_of_its_words(folder: Path) -> None:
    before = listing(folder / "slides/kilo-2014")
    assert run("new", "liberty-2015", "--like", "kilo-2014", "--title", "Liberty").exit_code == 0
    old, new = (read_deck(Path("slides") / name)[0] for name in ("kilo-2014", "liberty-2015"))
    assert listing(folder / "slides/kilo-2014") == before
    assert {path for path in before if path.endswith(".yaml")} == set(listing(folder / "slides/liberty-2015"))
    for one, other in zip(old.slides, new.slides, strict=True):
        assert (one.layout, one.id, one.hidden, list(one.fields)) == (
            other.layout,
            other.id,
            other.hidden,
            list(other.fields),
        )
        for name, field in one.fields.items():
            blocks, others = field.content.blocks, other.fields[name].content.blocks
            assert [type(block) for block in blocks] == [type(block) for block in others]
            for block, like in zip(blocks, others, strict=True):
                if isinstance(block, Table) and isinstance(like, Table):
                    assert block.rows[0] == like.rows[0] and len(block.rows) == len(like.rows)
                elif not isinstance(block, Picture):
                    said = content_to_text(other.fields[name].content)
                    assert "TODO" in said or said == "{{ trademarks }}"  # which decks share
    assert summitdeck.build("slides/liberty-2015").pages == len(old.slides)
    told = Counter(problem.code for problem in summitdeck.check("slides/liberty-2015") if not problem.is_note)
    assert told["to-fill"] > 100
    assert set(told) == {"to-fill"}


OLD = {
    "common/house.yaml": "house: R&D\n",
    "common/about.yaml": 'title: About\nid: about\nbody: [x, "{{ house }}"]\n',
    "old/deck.yaml": """\
deck:
  title: Old
  vars: [../common/house.yaml, kilo.yaml, {city: Paris}]
  matrix: rows.csv
  slides:
    - 01-a.yaml
    - {from: topics/, defaults: {section: Topics, hidden: true}}
    - {from: ../common/about.yaml#about, defaults: {footer: About us}}
""",
    "old/kilo.yaml": "ops: true\ntracks:\n  - {id: nova, name: Nova, rooms: [241, 242]}\n",
    "old/01-a.yaml": """\
title: "Nova in {{ city }}"
body:
  - {text: Ops, when: ops}
  - {text: "{{ track.name }}", for: track in tracks}
""",
    "old/topics/deck.yaml": "deck: {defaults: {overflow: split}}\n",
    "old/topics/1.yaml": """\
for: track in tracks
title: "{{ track.name }}"
table:
  - [Room, Seats]
  - {row: ["{{ room }}", 90], for: room in track.rooms}
""",
}
NEW = {
    "next/01-a.yaml": """\
title: "TODO: Nova in {{ city }}"
body:
  - text: "TODO: Ops"
    when: ops
  - text: "{{ track.name }}"
    for: track in tracks
""",
    "next/deck.yaml": """\
deck:
  title: "TODO: Old"
  vars:
    - ../common/house.yaml
    - kilo.yaml
    - city: Paris
  slides:
    - 01-a.yaml
    - from: topics/
      defaults:
        section: "TODO: Topics"
        hidden: true
    - from: ../common/about.yaml#about
      defaults:
        footer: About us
""",
    "next/kilo.yaml": OLD["old/kilo.yaml"],
    "next/topics/1.yaml": """\
title: "{{ track.name }}"
for: track in tracks
table:
  - [Room, Seats]
  - row: ["{{ room }}", TODO]
    for: room in track.rooms
""",
    "next/topics/deck.yaml": "deck:\n  defaults:\n    overflow: split\n",
}


def test_what_the_old_deck_shares_is_shared_and_what_it_owns_is_copied(folder: Path) -> None:
    """Conditions, loops, groups and files of values too; of what is still the old deck's, it is told."""
    for path, text in OLD.items():
        (folder / "slides" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "slides" / path).write_text(text, "utf-8")
    done = run("new", "next", "--like", "old")
    made = {path: (folder / "slides" / path).read_text("utf-8") for path in NEW}
    assert made == NEW
    assert "slides/next: 5 files" in done.stdout
    assert "values are still those of 'slides/old': city, kilo.yaml" in done.stderr
    assert "`matrix:`, was left behind" in done.stderr
    assert summitdeck.build("slides/next").pages == 3
    assert codes("slides/next") == {"to-fill"}


def test_a_deck_of_one_file_may_list_slides_of_its_own(folder: Path) -> None:
    """Those that it does not list come first, in the new deck too."""
    (folder / "old.yaml").write_text("deck: {slides: [b.yaml]}\n---\ntitle: A\nid: a\n", "utf-8")
    (folder / "b.yaml").write_text("title: B\nid: b\n", "utf-8")
    assert run("new", "next", "--like", "old.yaml").exit_code == 0
    assert [slide.id.text for slide in read_deck(Path("slides/next"))[0].slides if slide.id] == ["a", "b"]


def test_a_build_tells_of_many_prompts_once(folder: Path) -> None:
    (folder / "deck.yaml").write_text(
        '---\ntitle: "TODO: a"\nbody: ["TODO: b"]\n---\ntitle: B\npicture: no.png\n', "utf-8"
    )
    told = summitdeck.build("deck.yaml").problems
    assert [each.message for each in told if each.code == "to-fill"] == ["still to fill: 'TODO: a', and 1 more"]
    assert "missing-file" in {each.code for each in told}
    assert len([each for each in summitdeck.check("deck.yaml") if each.code == "to-fill"]) == 2


def test_a_deck_like_the_tour_has_all_that_it_needs(folder: Path) -> None:
    """Values from a file, layouts of its own, pictures named by values, slides in an order of their own."""
    shutil.copytree(ROOT / "slides/tour", folder / "slides/tour")
    assert run("new", "next", "--like", "tour").exit_code == 0
    assert [problem.message for problem in summitdeck.check("slides/next") if problem.is_error] == []
    old, new = (read_deck(Path("slides") / name)[0] for name in ("tour", "next"))
    assert [slide.id for slide in new.slides] == [slide.id for slide in old.slides]


def test_what_is_to_fill_is_told_at_its_place(folder: Path) -> None:
    (folder / "deck.yaml").write_text(
        'deck: {author: "TODO: author"}\n---\ntitle: "TODO: title"\nsection: "TODO"\nbody: [done, "now TODO"]\n'
        'notes: "TODO: notes"\n---\ntitle: TODOS\nbody: [Mastodon]\n---\nlayout: picture\n'
        'picture: slides/kilo-2014/img/pod-table.svg\nalt: "TODO: alt"\n---\ntitle: T\ntable: [[a], [TODO]]\n'
        '---\nlayout: title\ntitle: T\nsubtitle: [x, y]\nauthor: [R&D, "TODO: name"]\n'
        '---\ntitle: T\nchart: {kind: bar, title: TODO, rows: [["", TODO], ["TODO: a", 1]], axes: [x, TODO]}\n'
        'alt: "TODO: alt"\n',
        "utf-8",
    )
    assert [
        (problem.span.line, problem.span.column, problem.message)
        for problem in summitdeck.check("deck.yaml")
        if problem.code == "to-fill" and problem.span
    ] == [
        (1, 17, "still to fill: 'TODO: author'"),
        (3, 9, "still to fill: 'TODO: title'"),
        (4, 11, "still to fill: 'TODO'"),
        (5, 19, "still to fill: 'now TODO'"),
        (6, 9, "still to fill in the notes: 'TODO: notes'"),
        (13, 7, "still to fill: 'TODO: alt'"),
        (16, 15, "still to fill: 'TODO'"),
        (21, 16, "still to fill: 'TODO: name'"),  # not at the subtitle, in whose slot it stands
        (24, 27, "still to fill: 'TODO'"),
        (24, 45, "still to fill: 'TODO'"),
        (24, 54, "still to fill: 'TODO: a'"),
        (24, 79, "still to fill: 'TODO'"),
        (25, 7, "still to fill: 'TODO: alt'"),
    ]


def test_nothing_is_overwritten(folder: Path) -> None:
    before = listing(folder)
    done = run("new", "kilo-2014", "--kind", "talk")
    assert done.exit_code == 1
    assert "error: 'slides/kilo-2014' is there already with 01-title.yaml, 02-overview.yaml" in done.stderr
    assert listing(folder) == before


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("new", 2),
        ("new a", 2),
        ("new a --kind talk --like kilo-2014", 2),
        ("new a --kind nothing", 2),
        ("new ../a --kind talk", 1),
        ("new a --like nowhere", 1),
        ("add content", 2),
        ("add nothing Title slides/kilo-2014", 1),
        ("add content Title nowhere", 1),
        ("add content Title slides/kilo-2014 --after 99-none", 1),
    ],
)
def test_exit_status(folder: Path, arguments: str, status: int) -> None:
    before = listing(folder)
    assert run(*arguments.split()).exit_code == status
    assert listing(folder) == before


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_slide_of_every_layout_builds_at_once(folder: Path, layout: str) -> None:
    (folder / "slides/next").mkdir()
    (folder / "slides/next/01-a.yaml").write_text("title: A\nbody: [a]\n", "utf-8")
    done = run("add", layout, "Build: or buy", "slides/next")
    assert (done.stdout, done.stderr) == ("slides/next/02-build-or-buy.yaml\n", "")
    assert summitdeck.build("slides/next").pages == 2
    assert codes("slides/next") <= {"to-fill"}


@pytest.mark.parametrize(
    ("names", "after", "made"),
    [
        ([], None, "01-新しい-話題.yaml"),
        (["1-a.yaml", "2-b.yaml", "10-c.yaml"], None, "11-新しい-話題.yaml"),
        (["001-a.yaml"], None, "002-新しい-話題.yaml"),
        (["01-a.yaml", "02-b.yaml"], "01-a.yaml", "01a-新しい-話題.yaml"),
        (["01-a.yaml", "03-b.yaml"], "01-a", "02-新しい-話題.yaml"),
        (["01-a.yaml", "02-b.yaml"], "02-b", "03-新しい-話題.yaml"),
        (["01-a.yaml", "01a-話.yaml", "02-b.yaml"], "01a-話", "01b-新しい-話題.yaml"),
        (["intro.yaml", "rest.yaml"], "intro", "introa-新しい-話題.yaml"),
    ],
)
def test_a_slide_comes_in_the_right_place(folder: Path, names: list[str], after: str | None, made: str) -> None:
    talk = folder / "slides/talk"
    talk.mkdir()
    for name in names:
        (talk / name).write_text("title: A\nbody: [a]\n", "utf-8")
    path, problems = add_slide("content", "新しい 話題", talk, after=after)
    assert (path, problems) == (talk / made, ())
    order = [slide.place.source.path.name for slide in read_deck(talk)[0].slides if slide.place]
    behind = names.index(after if after.endswith(".yaml") else f"{after}.yaml") if after else len(names) - 1
    assert order.index(made) == behind + 1


def test_no_room_is_said(folder: Path) -> None:
    talk = folder / "slides/talk"
    talk.mkdir()
    letters = "abcdefghijklmnopqrstuvwxyz"
    behind = [f"01{stem}{letter}-a.yaml" for stem in ("", "-a") for letter in letters]
    for name in ("01-a.yaml", "02-b.yaml", *behind):
        (talk / name).write_text("title: A\nbody: [a]\n", "utf-8")
    path, problems = add_slide("content", "New", talk, after="01-a")
    assert (path, [problem.code for problem in problems]) == (None, ["no-room"])


def test_a_slide_of_a_listed_deck_is_listed(folder: Path) -> None:
    talk = folder / "slides/talk"
    talk.mkdir()
    settings = "deck:\n  slides:\n    - b.yaml  # first\n    - a.yaml\n  title: T\n"
    (talk / "deck.yaml").write_text(settings, "utf-8")
    for name in ("a.yaml", "b.yaml"):
        (talk / name).write_text("title: A\nbody: [a]\n", "utf-8")
    assert run("add", "content", "New", "slides/talk", "--after", "b").exit_code == 0
    assert (talk / "deck.yaml").read_text("utf-8") == settings.replace("first\n", "first\n    - ba-new.yaml\n")
    assert codes(talk) == {"to-fill"}


def test_a_slide_is_added_at_the_end_of_a_deck_that_is_one_file(folder: Path) -> None:
    (folder / "talk.yaml").write_text("title: A\nbody: [a]", "utf-8")
    assert run("add", "statement", "New", "talk.yaml").exit_code == 0
    assert (folder / "talk.yaml").read_text("utf-8") == (
        'title: A\nbody: [a]\n---\nlayout: statement\ntitle: New\nstatement: "TODO: statement"\n'
    )


def test_a_deck_like_one_with_files_of_data_reads_the_same_files(folder: Path) -> None:
    old = folder / "slides/data-deck"
    (old / "data").mkdir(parents=True)
    (old / "data/a.csv").write_text("City,People\nParis,4600\nTokyo,1250\n", "utf-8")
    (old / "data/more.yaml").write_text("city: Paris\nmore: {csv: a.csv}\n", "utf-8")
    (old / "deck.yaml").write_text(
        "deck:\n  vars: [data/more.yaml, {rows: {csv: data/a.csv}, in: [{of: {csv: data/a.csv, sort: City}}]}]\n"
        '---\nfor: row in rows\ntitle: "{{ row.City }}"\ntable: {csv: data/a.csv, where: City == row.City}\n'
        '---\ntitle: "{{ in.0.of.0.City }}"\nchart: {kind: column, csv: data/a.csv}\n',
        "utf-8",
    )
    assert run("new", "other", "--like", "data-deck", "--title", "Other").exit_code == 0
    built = summitdeck.build("slides/other")
    assert [problem.message for problem in built.problems if problem.code != "to-fill"] == []
    assert built.pages == 3
    assert "csv: ../data-deck/data/a.csv" in (folder / "slides/other/deck.yaml").read_text("utf-8")
