"""Caches: never trusted, never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitdeck.assets.caches import cache_folder, read_cached, write_cached


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
