"""What is kept of a template between runs says the same as the template, and is renewed when it changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ooxml.packages import Files, deck, layout, level, master, shape, write_folder
from summitdeck.assets.files import Trouble
from summitdeck.ooxml import offer_reader
from summitdeck.ooxml.base_cache import Offer, offer_from_bytes, offer_to_bytes
from summitdeck.ooxml.base_reader import read_base
from summitdeck.scene.base import Base


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUMMITDECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def files(size: int = 2400) -> Files:
    levels = level(1, children='<a:buChar char="–"/>', run=f'sz="{size}"')
    shapes = shape("", name="会議", levels=levels) + shape('type="title"') + shape('type="tbl" idx="4"')
    return deck(layout(shapes), master_part=master(shape('type="body"', frame=(1, 2, 3, 4)), styles=None))


def offer(folder: Path) -> Offer:
    found = read_base(folder)
    assert isinstance(found, tuple)
    base, package, problems = found
    return Offer(base, problems, {name: part.data.decode() for name, part in package.parts.items()})


def test_what_is_kept_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder(tmp_path / "base", files())
    first = offer(folder)
    assert first.problems

    def read_again(*arguments: object) -> Trouble:
        raise AssertionError("it was read again")

    monkeypatch.setattr(offer_reader, "read_offer", read_again)
    assert offer(folder) == first


def test_another_template_another_language_or_another_name_is_read_anew(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "base", files())
    before = offer(folder).base
    write_folder(tmp_path / "base", files(size=3600))
    assert offer(folder).base.layouts[0].slots[0].levels[0].size == 3600 != before.layouts[0].slots[0].levels[0].size
    english, named = read_base(folder, language="en-US"), read_base(folder, name="ours")
    assert isinstance(english, tuple)
    assert isinstance(named, tuple)
    assert (english[0].minor_east_asian, named[0].name) == ("", "ours")


def test_without_a_cache_nothing_is_kept(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")
    assert isinstance(offer(write_folder(tmp_path / "base", files())).base, Base)
    assert not cache.exists()


def test_a_base_comes_back_from_its_bytes_equal_and_shared(tmp_path: Path) -> None:
    first = offer(write_folder(tmp_path / "base", files()))
    again = offer_from_bytes(offer_to_bytes(first))
    assert again == first
    assert again is not None
    table = again.base.layouts[0].slots[2]
    assert table.levels is again.base.body is not first.base.body


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"[[]]", b"\xff", b'[["os.system","true"]]', b'[["Frame",1]]', b'[["",[7]]]', b'[["Base"],3]'],
)
def test_what_is_not_ours_is_not_believed(data: bytes) -> None:
    assert offer_from_bytes(data) is None


def test_only_plain_data_is_written(tmp_path: Path) -> None:
    rows = json.loads(offer_to_bytes(offer(write_folder(tmp_path / "base", files()))))
    assert {row[0] for row in rows} == {
        *("", "Base", "BaseLayout", "Slot", "Frame", "Insets", "LevelStyle", "Face", "Bullet", "BulletKind"),
        *("Spacing", "Problem", "Severity"),
    }
