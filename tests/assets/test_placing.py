"""Files are put in place whole or not at all, with and without files that have no name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from summitdeck.assets.placing import put_in_place

GONE = 2**22 - 1
"""A process that is none: beyond the largest number that Linux gives."""


@pytest.fixture(params=["unnamed", "named"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is there; on one of the two ways in which a new one is written."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no files without a name")
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_is_there_and_nothing_else(target: Path) -> None:
    seen: list[bytes] = []

    def write(out: BinaryIO) -> None:
        out.write(b"new")
        seen.append(target.read_bytes())

    put_in_place(target, write)
    assert (seen, target.read_bytes(), names(target.parent)) == ([b"old"], b"new", ["a.bin"])


def test_a_file_that_was_not_there_has_the_usual_permissions(target: Path) -> None:
    put_in_place(target.with_name("b.bin"), lambda out: None)
    assert target.with_name("b.bin").stat().st_mode == target.stat().st_mode


def test_what_write_raises_leaves_the_old_file_and_nothing_else(target: Path) -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put_in_place(target, write)
    assert (target.read_bytes(), names(target.parent)) == (b"old", ["a.bin"])


def test_a_target_that_cannot_be_replaced_leaves_nothing_else(target: Path) -> None:
    folder = target.with_name("folder")
    folder.mkdir()
    with pytest.raises(OSError):
        put_in_place(folder, lambda out: None)
    assert names(target.parent) == ["a.bin", "folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a file that is open stays by itself")
def test_what_dead_processes_left_goes_and_what_live_ones_write_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    kept = {f".a.bin.{child.pid}-1.tmp", f".b.bin.{GONE}-1.tmp", ".a.bin.x-1.tmp", ".a.bin.tmp"}
    for name in (*kept, f".a.bin.{GONE}-1.tmp"):
        (tmp_path / name).write_bytes(b"")
    try:
        put_in_place(tmp_path / "a.bin", lambda out: None)
    finally:
        child.communicate(b"\n")
    assert set(names(tmp_path)) == {*kept, "a.bin"}
