"""The program itself: what it answers without click, and that click would have answered the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import summitdeck.cli
from summitdeck.plain import read_plain_build

ROOT = Path(__file__).parent.parent
DECK = "deck: {language: en-GB}\n---\ntitle: One\nbody: [a, b]\n"
WORDS = st.sampled_from(
    ["build", "check", "deck.yaml", "slides", "-o", "--output", "out.pptx", "--strict", "-h", "--", ""]
)


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "summitdeck", *words]
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run(command, cwd=folder, env=here, capture_output=True, text=True, encoding="utf-8")


def imported(folder: Path, *words: str) -> set[str]:
    """The modules that a command imports."""
    told = run(folder, *words, PYTHONPROFILEIMPORTTIME="1").stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}


@given(words=st.lists(WORDS, max_size=5))
def test_what_is_answered_without_click_is_what_click_would_read(words: list[str]) -> None:
    asked = read_plain_build(words)
    if asked is not None:
        read = summitdeck.cli.build.make_context("build", words[1:]).params
        usual = summitdeck.cli.build.make_context("build", []).params
        assert read == {**usual, "deck": asked[0], "output": asked[1]}


@pytest.mark.parametrize(
    ("words", "deck", "output"),
    [
        (["build"], ".", None),
        (["build", "slides"], "slides", None),
        (["build", "-o", "a.pptx"], ".", "a.pptx"),
        (["build", "slides", "-o", "a.pptx"], "slides", "a.pptx"),
        (["build", "-o", "a.pptx", "slides"], "slides", "a.pptx"),
    ],
)
def test_a_plain_build_is_read(words: list[str], deck: str, output: str | None) -> None:
    assert read_plain_build(words) == (Path(deck), Path(output) if output else None)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["check"],
        ["build", "-h"],
        ["build", "slides", "--strict"],
        ["build", "--", "slides"],
        ["build", "-o"],
        ["build", "-o", "-"],
        ["build", "-ofile"],
        ["build", "slides", "more"],
        ["build", ""],
    ],
)
def test_anything_else_is_left_to_click(words: list[str]) -> None:
    assert read_plain_build(words) is None


def test_a_plain_build_imports_neither_click_nor_typing(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK)
    run(tmp_path, "build", "deck.yaml")  # the first build draws and reads what is kept afterwards
    assert not imported(tmp_path, "build", "deck.yaml") & {"click", "typing", "inspect", "dataclasses", "difflib"}
    assert "click" in imported(tmp_path, "layouts", "deck.yaml")


@pytest.mark.parametrize(
    "deck",
    [DECK, DECK + "wrong: 1\n", DECK.replace("body", "overflow: sometimes\nbody"), "", "deck: {matrix: no.csv}\n"],
)
def test_both_ways_say_and_do_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deck: str) -> None:
    (tmp_path / "deck.yaml").write_text(deck)
    monkeypatch.chdir(tmp_path)
    plain = run(tmp_path, "build", "deck.yaml", "-o", "a.pptx")
    clicked = CliRunner().invoke(summitdeck.cli.main, ["build", "deck.yaml", "-o", "b.pptx"])
    assert plain.returncode == clicked.exit_code
    assert plain.stdout.replace("a.pptx", "b.pptx") == clicked.stdout
    assert plain.stderr == clicked.stderr
    files = [Path(name).read_bytes() if Path(name).exists() else None for name in ("a.pptx", "b.pptx")]
    assert files[0] == files[1]


def test_words_for_click_reach_it(tmp_path: Path) -> None:
    helped = run(tmp_path, "build", "--help")
    assert helped.returncode == 0
    assert "--strict" in helped.stdout
    wrong = run(tmp_path, "bulid")
    assert (wrong.returncode, "bulid" in wrong.stderr) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows do not tell that nobody reads")
def test_a_reader_that_has_gone_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(DECK)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "summitdeck", "build", "deck.yaml"]
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=here, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
    assert (tmp_path / "build" / "deck.pptx").exists()


def test_a_shell_that_completes_words_asks_click(tmp_path: Path) -> None:
    code = "import sys; sys.argv[:] = ['summitdeck', 'build']\nfrom summitdeck.plain import main\nmain()"
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "_SUMMITDECK_COMPLETE": "zsh_source"}
    asked = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=here, capture_output=True, text=True)
    assert asked.stdout.startswith("#compdef summitdeck")


def test_a_build_that_is_watched_ends_as_other_programs_do(tmp_path: Path) -> None:
    """A profiler tells what it saw when the interpreter is taken down, which a plain build else does without."""
    (tmp_path / "deck.yaml").write_text(DECK)
    code = (
        "import runpy, sys; sys.argv[1:] = ['build', 'deck.yaml']; runpy.run_module('summitdeck', run_name='__main__')"
    )
    watched = f"import atexit, sys; atexit.register(print, 'seen'); sys.setprofile(lambda *event: None)\n{code}"
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", watched], cwd=tmp_path, env=here, capture_output=True, text=True)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "seen", "")
