"""Caches: never trusted, never in the way."""

from __future__ import annotations

import io
import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image as Pillow

from summitdeck.assets.caches import cache_folder, read_cached, write_cached
from summitdeck.assets.image_reader import image_from_bytes
from summitdeck.assets.images import Image


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMITDECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_kept_is_found_by_kind_and_key() -> None:
    write_cached("svg", "one", b"1")
    write_cached("svg", "two", b"2")
    assert (read_cached("svg", "one"), read_cached("svg", "two")) == (b"1", b"2")
    assert read_cached("png", "one") is None


def test_a_damaged_entry_is_none(folder: Path) -> None:
    write_cached("svg", "one", b"payload")
    (entry,) = (folder / "svg").iterdir()
    entry.write_bytes(entry.read_bytes()[:-1])
    assert read_cached("svg", "one") is None


def test_a_cache_that_cannot_be_written_is_let_be(folder: Path) -> None:
    folder.write_bytes(b"a file where the folder should be")
    write_cached("svg", "one", b"1")
    assert read_cached("svg", "one") is None


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")
    write_cached("svg", "one", b"1")
    assert cache_folder() is None
    assert read_cached("svg", "one") is None


def test_nothing_is_left_beside_the_entry(folder: Path) -> None:
    write_cached("svg", "one", b"1")
    write_cached("svg", "one", b"2")
    assert len(list((folder / "svg").iterdir())) == 1
    assert read_cached("svg", "one") == b"2"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_an_entry_that_is_no_plain_file_is_none(folder: Path) -> None:
    write_cached("svg", "one", b"1")
    (entry,) = (folder / "svg").iterdir()
    entry.unlink()
    os.mkfifo(entry)
    assert read_cached("svg", "one") is None


@pytest.mark.parametrize("poison", [b"", b"1", b"no size \x89PNG", b"9 9 <html>", b"99999999 9 \x89PNG", b"\xff" * 99])
def test_an_entry_that_somebody_put_there_is_ignored(folder: Path, poison: bytes) -> None:
    """With the right checksum, so that only its content can give it away."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    photograph = io.BytesIO()
    Pillow.new("CMYK", (9, 9)).save(photograph, "JPEG")
    for data in (drawing, photograph.getvalue()):
        made = image_from_bytes(data, "a")
        for entry in folder.rglob("*"):
            if entry.is_file():
                name = f"{entry.parent.name}/{entry.name}\n".encode()
                entry.write_bytes(sha256(name + poison).hexdigest().encode() + b"\n" + poison)
        again = image_from_bytes(data, "a")
        assert isinstance(made, Image)
        assert isinstance(again, Image)
        assert (again.data, again.fallback) == (made.data, made.fallback)
