"""The command line: what it prints where, and how it exits. Never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from summitdeck import __version__
from summitdeck.cli import main

SOURCE = Path(__file__).parents[1] / "src"
GOOD = "title: 概要\nbody: [one, two]\n"
WARNS = "title: A\nbody: [x]\npicture: hall.svg\n"
FAILS = "titel: A\nbody: [x]\n"
NOTES = "title: A\nbody: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]\n"
"""Ten bullets, which are made smaller."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is the current folder."""
    (tmp_path / "slides").mkdir()
    (tmp_path / "hall.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>', encoding="utf-8"
    )
    for name, text in (("good", GOOD), ("warns", WARNS), ("fails", FAILS), ("notes", NOTES)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("build good.yaml", 0),
        ("build warns.yaml", 0),  # warnings are clean
        ("build fails.yaml", 1),
        ("check good.yaml", 0),
        ("check warns.yaml", 0),
        ("check fails.yaml", 1),
        ("build nowhere.yaml", 1),
        ("build slides", 1),  # a folder without a deck
        ("build hall.svg", 1),  # no YAML
        ("build good.yaml -o good.yaml", 1),  # an input
        ("build good.yaml -o slides", 1),  # a folder
        ("build good.yaml -o hall.svg/out.pptx", 1),
        ("build warns.yaml --strict", 1),
        ("check warns.yaml --strict", 1),
        ("build notes.yaml --strict", 0),  # a note is no warning
        ("check notes.yaml --strict", 0),
        ("verify nowhere.pptx", 1),
        ("verify good.yaml", 1),  # no presentation
        ("verify", 2),
        ("fonts", 0),  # the folder has four decks, so none of its own: the template's faces
        ("fonts nowhere", 0),
        ("fonts good.yaml more.yaml", 2),
        ("fonts --help", 0),
        ("fonts dump Nowhere -o fonts", 1),
        ("fonts dump Arial", 2),
        ("layouts", 0),
        ("layouts nowhere", 0),  # the built-in ones
        ("--help", 0),
        ("--version", 0),
        ("", 2),
        ("nothing", 2),
        ("build --nothing", 2),
        ("build good.yaml more.yaml", 2),
        ("build good.yaml --format html", 2),
        ("build good.yaml --set city", 2),
        ("build good.yaml --set =Paris", 2),
        ("build good.yaml --set a=1 --set a.b=2", 2),
    ],
)
def test_exit_status(folder: Path, arguments: str, status: int) -> None:
    assert run(*arguments.split()).exit_code == status


def test_a_build_says_what_it_wrote(folder: Path) -> None:
    result = run("build", "good.yaml")
    assert (result.stdout, result.stderr) == ("build/good.pptx: 1 slide\n", "")
    assert (folder / "build/good.pptx").is_file()


def test_a_build_elsewhere(folder: Path) -> None:
    assert run("build", "good.yaml", "-o", "out/talk.pptx").stdout == "out/talk.pptx: 1 slide\n"
    assert (folder / "out/talk.pptx").is_file() and not (folder / "build").exists()


def test_the_current_folder_is_the_usual_deck(folder: Path) -> None:
    talk = folder / "slides/talk"
    talk.mkdir()
    (talk / "deck.yaml").write_text(GOOD, encoding="utf-8")
    os.chdir(talk)
    assert run("build").exit_code == 0
    assert (folder / "build/talk.pptx").is_file()


def test_problems_are_shown_with_their_line_a_mark_and_a_hint(folder: Path) -> None:
    result = run("check", "fails.yaml")
    assert result.stdout == ""
    assert result.stderr.split("\n")[:4] == [
        "fails.yaml:1:1: error: layout 'content' has no place for 'titel' [unplaced-field]",
        "  1 | titel: A",
        "    | ^^^^^",
        "  hint: did you mean 'title'?",
    ]
    assert result.stderr.endswith("1 error\n")


def test_a_problem_in_a_layout_shows_the_layouts_line(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/mine.xml.jinja").write_text(
        "<slide base='blank'>\n  <boddy>{{ words }}</boddy>\n</slide>", "utf-8"
    )
    (folder / "deck.yaml").write_text("layout: mine\nwords: x\n", "utf-8")
    result = run("check", "deck.yaml")
    assert result.exit_code == 1
    assert "templates/mine.xml.jinja:2:" in result.stderr and "  2 |   <boddy>" in result.stderr


def test_json_is_a_list_of_objects_on_the_output(folder: Path) -> None:
    (problem,) = json.loads(run("build", "fails.yaml", "--format", "json").stdout)
    assert (problem["file"], problem["line"], problem["column"], problem["code"]) == (
        "fails.yaml",
        1,
        1,
        "unplaced-field",
    )
    assert json.loads(run("build", "good.yaml", "--format", "json").stdout) == []


def test_github_gets_workflow_commands(folder: Path) -> None:
    result = run("check", "warns.yaml", "--format", "github")
    assert result.stdout.startswith("::warning file=warns.yaml,line=3,col=10,")
    assert run("check", "good.yaml", "--format", "github").stdout == ""


def test_values_are_set(folder: Path) -> None:
    from pptx import Presentation

    (folder / "deck.yaml").write_text("title: '{{ summit.city }} = {{ year }}'\nbody: [x]\n", "utf-8")
    result = run("build", "deck.yaml", "--set", "summit.city=東京", "--set", "year=a=b", "-o", "out.pptx")
    assert result.exit_code == 0, result.stderr
    assert Presentation("out.pptx").slides[0].shapes.title.text == "東京 = a=b"


def test_values_come_from_a_file_and_have_types(folder: Path) -> None:
    from pptx import Presentation

    (folder / "deck.yaml").write_text(
        "title: '{{ city }}'\nbody: [x]\n---\ntitle: ops\nwhen: ops\nbody: [x]\n", "utf-8"
    )
    (folder / "kilo.txt").write_text("city: Paris\nops: true\n", "utf-8")
    for more, titles in (((), ["Paris", "ops"]), (("--set", "ops=false"), ["Paris"])):
        result = run("build", "deck.yaml", "--vars", "kilo.txt", *more, "-o", "out.pptx")
        assert result.exit_code == 0, result.stderr
        assert [slide.shapes.title.text for slide in Presentation("out.pptx").slides] == titles
    result = run("check", "deck.yaml", "--vars", "none.yaml")
    assert (result.exit_code, "there is no file 'none.yaml'" in result.stderr) == (1, True)


def test_a_clean_check_says_so(folder: Path) -> None:
    assert run("check", "good.yaml").stdout == "no problems\n"
    assert run("check", "warns.yaml").stdout == ""


def test_what_was_made_smaller_is_noted_by_check_and_not_by_build(folder: Path) -> None:
    result = run("check", "notes.yaml")
    assert result.stdout == "no problems, 1 note\n"
    assert re.fullmatch(r"notes.yaml:2:8: note: the body was made smaller to fit: .* \[shrunk]\n", result.stderr)
    assert run("build", "notes.yaml").stderr == ""


def test_notes_come_after_what_is_wrong(folder: Path) -> None:
    (folder / "both.yaml").write_text(f"{NOTES}---\n{WARNS}", "utf-8")
    lines = [line for line in run("check", "both.yaml").stderr.split("\n") if line.startswith("both.yaml")]
    assert [line.split(": ")[1] for line in lines] == ["warning", "note"]


def test_a_note_is_a_notice_on_github_and_stands_in_the_json(folder: Path) -> None:
    assert run("check", "notes.yaml", "--format", "github").stdout.startswith("::notice file=notes.yaml,line=2,")
    (note,) = json.loads(run("check", "notes.yaml", "--format", "json").stdout)
    assert (note["severity"], note["code"]) == ("note", "shrunk")


def test_a_strict_build_writes_nothing_where_there_are_warnings(folder: Path) -> None:
    result = run("build", "warns.yaml", "--strict")
    assert "warns.yaml:3:10: error: " in result.stderr and result.stderr.endswith("1 error\n")
    assert not (folder / "build").exists()


def test_a_deck_that_was_built_is_verified(folder: Path) -> None:
    run("build", "good.yaml")
    result = run("verify", "build/good.pptx")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "good.pptx" in result.stdout and "fit" in result.stdout
    (verified,) = json.loads(run("verify", "build/good.pptx", "--format", "json").stdout)
    assert (verified["slides"], verified["problems"]) == (1, [])
    assert run("verify", "build/good.pptx", "--format", "github").stdout == ""


def test_the_faces_of_a_deck_are_listed(folder: Path) -> None:
    text = run("fonts", "good.yaml").stdout
    assert text == run("fonts", "list", "good.yaml").stdout
    assert text.startswith("Calibri  headings, text\n    Carlito, which is as wide\n") or "Calibri  text" in text
    assert "Yu Gothic  East Asian\n    one em for each character, by its design\n" in text


def test_a_theme_alone_is_listed_where_there_is_no_deck(folder: Path) -> None:
    assert "Calibri  in the template, not used\n" in run("fonts", "slides").stdout


@pytest.fixture
def face(folder: Path) -> str:
    """The name of a face whose font lies in `fonts/`: the one that Pillow brings."""
    from PIL import ImageFont

    font = ImageFont.load_default(10)
    assert isinstance(font, ImageFont.FreeTypeFont)
    (folder / "fonts").mkdir()
    (folder / "fonts" / "own.ttf").write_bytes(font.font_bytes)
    name = font.getname()[0]
    assert name
    return name


def test_a_faces_metrics_are_written_and_never_over_a_file(folder: Path, face: str) -> None:
    result = run("fonts", "dump", face, "-o", "fonts")
    names = result.stdout.split()
    assert result.exit_code == 0 and names
    first = folder / names[0]
    first.write_text("mine", "utf-8")
    again = run("fonts", "dump", face, "-o", "fonts")
    assert again.exit_code == 1 and f"'{names[0]}' is there already [file-exists]" in again.stderr
    assert first.read_text("utf-8") == "mine"
    assert run("fonts", "dump", face, "-o", "fonts", "--force").exit_code == 0
    assert first.read_text("utf-8").startswith("face: ")


def test_layouts_are_listed_with_their_fields(folder: Path) -> None:
    text = run("layouts").stdout
    names = [line.split("  ")[0] for line in text.split("\n") if line and not line.startswith(" ")]
    own = names[: names.index("Title Slide")]  # then those of the template itself, in its order
    assert own == sorted(own)
    assert {"title", "section", "content", "two-columns", "comparison", "picture", "pictures"} <= set(names)
    assert {"table", "quote", "statement", "code", "blank"} <= set(names)
    assert "    pictures: several: picture\n" in text
    assert "    by: text (may be left out)\n" in text
    assert "    left: text, table, picture, chart or code\n" in text


def test_a_broken_layout_is_listed_and_told(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/mine.xml.jinja").write_text("{% if %}", "utf-8")
    result = run("layouts")
    assert result.exit_code == 1
    assert "\nmine" in result.stdout and "templates/mine.xml.jinja:1:" in result.stderr


@pytest.mark.parametrize("command", ["build", "check", "layouts", "verify", "fonts", "fonts list", "fonts dump"])
def test_help_has_an_example(command: str) -> None:
    assert f"Example:  summitdeck {command} " in run(*command.split(), "--help").stdout


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout == f"summitdeck, version {__version__}\n"


def start(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, its output in pipes."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1", **settings}
    command = [sys.executable, "-m", "summitdeck", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)


def test_the_module_runs_as_a_program() -> None:
    done = start("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"summitdeck, version {__version__}\n", "")


def test_a_pipe_gets_neither_colours_nor_a_bar(folder: Path) -> None:
    (folder / "long.yaml").write_text("---\n".join(["title: A\nbody: [x]\n"] * 60 + [FAILS]), "utf-8")
    done = start("check", "long.yaml")
    assert done.returncode == 1 and "unplaced-field" in done.stderr
    assert not {"\x1b", "\r"} & set(done.stdout + done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("no_color", "colours"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_told_not_to(folder: Path, no_color: str, colours: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "NO_COLOR": no_color, "TERM": "xterm"}
    command = [sys.executable, "-m", "summitdeck", "check", "fails.yaml"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    os.close(theirs)
    text = os.read(ours, 100_000).decode()
    os.close(ours)
    assert done.returncode == 1 and "unplaced-field" in text
    assert ("\x1b[" in text) == colours


def test_a_console_that_knows_no_japanese_fails_for_nothing(folder: Path) -> None:
    (folder / "fails.yaml").write_text("titel: 概要\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "summitdeck", "check", "fails.yaml"], capture_output=True, env=environment
    )
    assert done.returncode == 1 and b"unplaced-field" in done.stderr and b"Traceback" not in done.stderr
