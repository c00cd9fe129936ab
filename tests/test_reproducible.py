"""The same input gives the same bytes, wherever, whenever and however it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DECK = "kilo-2014"

PLACES = {
    "tokyo": {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "1"},
    "北京 and a space": {"TZ": "America/St_Johns", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
    # A locale without UTF-8, and Python kept from helping itself.
    "ascii": {"TZ": "UTC", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONHASHSEED": "0"},
}
"""Folder → what is set there."""


def build(folder: Path, settings: dict[str, str], cache: Path) -> str:
    """Build the deck in a copy of the project at `folder`; return the file's SHA-256."""
    for part in ("slides", "templates"):
        shutil.copytree(ROOT / part, folder / part)  # files of a new date, entered in another order
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON", "SOURCE_"))}
    env = {**outer, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(cache), "HOME": str(cache), **settings}
    command = [sys.executable, "-m", "summitdeck", "build", f"slides/{DECK}"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return hashlib.sha256((folder / "build" / f"{DECK}.pptx").read_bytes()).hexdigest()


@pytest.mark.skipif(not (ROOT / "slides" / DECK).is_dir(), reason="the example deck is not part of this copy")
def test_the_same_deck_is_the_same_file_in_every_place(tmp_path: Path) -> None:
    built = {name: build(tmp_path / name, settings, tmp_path / f"{name}.cache") for name, settings in PLACES.items()}
    built["tokyo, caches warm"] = build(tmp_path / "again", PLACES["tokyo"], tmp_path / "tokyo.cache")
    assert len(set(built.values())) == 1, built
