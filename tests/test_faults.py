"""What goes wrong around a build: a full disk, a killed process, two builds at once, inputs that change meanwhile.

The old deck stays whole or the new one is whole, nothing else is left beside it, and the author is told.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import summitdeck

ROOT = Path(__file__).parents[1]
OLD = b"the last good deck"
posix = pytest.mark.skipif(sys.platform == "win32", reason="of POSIX systems")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    folder = tmp_path / "deck"
    shutil.copytree(ROOT / "tests" / "kitchen-sink", folder)
    return folder


def run_child(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, which imports this summitdeck."""
    path = os.pathsep.join([str(Path(summitdeck.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": path}, check=False
    )


def beside(path: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in path.parent.iterdir()}


KILLED = """
import os, signal, sys
from summitdeck.ooxml import zip_writer
left, add = int(sys.argv[3]), zip_writer.ZipWriter.add
def killed(self, *given, **options):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return add(self, *given, **options)
zip_writer.ZipWriter.add = killed
import summitdeck
summitdeck.build(sys.argv[1], sys.argv[2])
"""


@posix
@pytest.mark.parametrize("members", [0, 1, 30])
def test_a_killed_build_leaves_the_old_deck_and_nothing_else(deck: Path, tmp_path: Path, members: int) -> None:
    out = tmp_path / "out" / "deck.pptx"
    out.parent.mkdir()
    out.write_bytes(OLD)
    assert run_child(KILLED, deck, out, members).returncode == -signal.SIGKILL
    left = beside(out)
    assert left.pop("deck.pptx") == OLD
    assert not left or not hasattr(os, "O_TMPFILE")


NO_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from summitdeck.cli import main
main(["build", sys.argv[1], "-o", sys.argv[2]])
"""


@posix
def test_a_file_that_grows_too_large_for_the_disk_is_told(deck: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "deck.pptx"
    out.parent.mkdir()
    out.write_bytes(OLD)
    done = run_child(NO_ROOM, deck, out)
    assert done.returncode == 1
    assert "cannot be written: File too large [cannot-write]" in done.stderr
    assert "Traceback" not in done.stderr
    assert beside(out) == {"deck.pptx": OLD}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(deck: Path) -> None:
    (problem,) = [problem for problem in summitdeck.build(deck, "/dev/full").problems if problem.is_error]
    assert problem.message == "'/dev/full' cannot be written: No space left on device"


def is_whole(data: bytes, folder: Path) -> bool:
    """Whether bytes are a whole zip with all its members."""
    copy = folder / f"{threading.get_ident()}.zip"
    copy.write_bytes(data)
    with zipfile.ZipFile(copy) as archive:
        return archive.testzip() is None and "ppt/presentation.xml" in archive.namelist()


def test_builds_of_one_file_at_once_do_not_disturb_each_other(deck: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "deck.pptx"
    assert summitdeck.build(deck, out).path
    done = threading.Event()

    def look() -> int:
        looked = 0
        while not done.is_set():
            assert is_whole(out.read_bytes(), tmp_path)
            looked += 1
        return looked

    code = "import summitdeck, sys\nfor _ in range(5): assert summitdeck.build(sys.argv[1], sys.argv[2]).path"
    with ThreadPoolExecutor(4) as pool:
        reader = pool.submit(look)
        writers = [pool.submit(run_child, code, deck, out) for _ in range(2)]
        threads = [pool.submit(summitdeck.build, deck, out)]
        results = [writer.result() for writer in writers]
        assert all(thread.result().path for thread in threads)
        done.set()
        assert reader.result() > 0
    assert [result.stderr for result in results] == ["", ""]
    assert list(beside(out)) == ["deck.pptx"]


@pytest.mark.parametrize("name", ["03-content.yaml", "deck.yaml", "img/sun.png", "base.pptx"])
def test_an_input_that_changes_meanwhile_gives_a_whole_deck_or_a_problem(deck: Path, tmp_path: Path, name: str) -> None:
    """Somebody saves again and again, sometimes only half of a file, while the deck is built."""
    first = summitdeck.build(deck, deck / "base.pptx")
    assert first.path
    settings = (deck / "deck.yaml").read_text("utf-8")
    (deck / "deck.yaml").write_text(settings.replace("template: summit", "template: base.pptx"), "utf-8")
    whole = (deck / name).read_bytes()
    states = (whole, whole[: len(whole) // 2], b"", whole + b"\n")
    done = threading.Event()

    def save() -> None:
        turn = 0
        while not done.is_set():
            (deck / name).write_bytes(states[turn % len(states)])
            turn += 1

    out = tmp_path / "out.pptx"
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(save)
        try:
            built = [summitdeck.build(deck, out) for _ in range(12)]
        finally:
            done.set()
        saving.result()
    for result in built:
        assert (result.path is None) == any(problem.is_error for problem in result.problems)
        assert not [problem for problem in result.problems if problem.code == "self-check"]
    assert not out.exists() or is_whole(out.read_bytes(), tmp_path)
