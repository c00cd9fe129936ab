"""Packages as files: what stands in the zip, and that a file is there whole or not at all."""

from __future__ import annotations

import io
import os
import stat
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest

from ooxml.scenes import drawing, find, image, page, picture, scene, template, title
from summitdeck.assets import placing
from summitdeck.ooxml import package_writer
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.model import Deflated, Package, Part, Relation
from summitdeck.ooxml.package_reader import read_package
from summitdeck.ooxml.package_writer import source_date, write_file, write_package

PACKAGE = scene_to_package(scene(page(title(), picture(image()), picture(drawing()))), template())


def zipped(package: Package, date: datetime | None = None) -> bytes:
    out = io.BytesIO()
    write_package(package, out, date=date)
    return out.getvalue()


def member(package: Package, name: str) -> Part:
    with zipfile.ZipFile(io.BytesIO(zipped(package))) as read:
        return Part(name, "", read.read(name))


def test_a_package_reads_the_same_again(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(zipped(PACKAGE))
    read = read_package(path)
    assert isinstance(read, Package)
    assert read.parts == PACKAGE.parts
    assert read.relations == PACKAGE.relations


def test_the_same_package_is_the_same_bytes_in_whatever_order_it_was_made() -> None:
    turned = replace(PACKAGE, parts=dict(reversed(PACKAGE.parts.items())))
    assert zipped(turned) == zipped(PACKAGE)


def test_what_it_is_comes_first_then_all_in_order_of_name() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(PACKAGE))) as read:
        first, second, *others = read.namelist()
    assert (first, second) == ("[Content_Types].xml", "_rels/.rels")
    assert others == sorted(others)


def test_types_are_said_once_and_only_of_what_is_there() -> None:
    types = member(PACKAGE, "[Content_Types].xml")
    assert find(types, "//ct:Default/@Extension") == ["png", "rels", "svg", "xml"]
    assert find(types, "//ct:Override/@PartName") == sorted(name for name in PACKAGE.parts if name.endswith(".xml"))


def test_a_part_unlike_others_of_its_extension_says_its_type_itself() -> None:
    odd = [
        Part("/a.bin", "application/octet-stream", b"1"),
        Part("/b.bin", "application/vnd.ms-office.activeX", b"2"),
        Part("/c.bin", "application/octet-stream", b"3"),
        Part("/noextension", "image/png", b"4"),
    ]
    types = member(Package({part.name: part for part in odd}, ()), "[Content_Types].xml")
    assert find(types, "//ct:Default[@Extension='bin']/@ContentType") == ["application/octet-stream"]
    assert find(types, "//ct:Override/@PartName") == ["/b.bin", "/noextension"]


def test_targets_are_relative_as_powerpoint_writes_them() -> None:
    relations = member(PACKAGE, "ppt/slides/_rels/slide1.xml.rels")
    assert find(relations, "//rel:Relationship/@Target")[:2] == [
        "../slideLayouts/slideLayout1.xml",
        "../media/image1.png",
    ]
    assert "slides/slide1.xml" in find(member(PACKAGE, "ppt/_rels/presentation.xml.rels"), "//rel:Relationship/@Target")
    assert "ppt/presentation.xml" in find(member(PACKAGE, "_rels/.rels"), "//rel:Relationship/@Target")


def test_a_link_out_of_the_package_says_so() -> None:
    part = Part(
        "/a/b.xml", "application/xml", b"<a/>", (Relation("rId1", "t/hyperlink", "https://e.com/?a=1&b=2", True),)
    )
    relation = member(Package({part.name: part}, ()), "a/_rels/b.xml.rels")
    assert find(relation, "//@Target | //@TargetMode") == ["https://e.com/?a=1&b=2", "External"]


def test_names_that_are_no_uri_are_written_as_one(tmp_path: Path) -> None:
    name = "/ppt/media/画像 1.png"
    main = next(part for part in PACKAGE.parts.values() if part.name == "/ppt/presentation.xml")
    pointing = replace(main, relations=(*main.relations, Relation("rId99", "t/image", name)))
    package = replace(PACKAGE, parts={**PACKAGE.parts, main.name: pointing, name: Part(name, "image/png", b"1")})
    path = tmp_path / "deck.pptx"
    path.write_bytes(zipped(package))
    assert "ppt/media/%E7%94%BB%E5%83%8F%201.png" in zipfile.ZipFile(path).namelist()
    assert isinstance(read_package(path), Package)


def test_pictures_are_stored_and_xml_is_packed() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(PACKAGE))) as read:
        methods = {info.filename: info.compress_type for info in read.infolist()}
    assert methods["ppt/media/image1.png"] == zipfile.ZIP_STORED
    assert methods["ppt/slides/slide1.xml"] == zipfile.ZIP_DEFLATED


def test_what_lies_packed_is_copied_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(zipped(PACKAGE))
    read = read_package(tmp_path / "a.pptx")
    assert isinstance(read, Package)
    assert any(isinstance(part.content, Deflated) for part in read.parts.values())
    assert zipped(read) == zipped(PACKAGE)


def test_a_date_that_was_told_stands_in_the_zip() -> None:
    assert zipped(PACKAGE, datetime(2014, 11, 3, tzinfo=UTC)) != zipped(PACKAGE)


@pytest.mark.parametrize(
    ("written", "year"), [("1414972800", 2014), ("0", 1970), ("", None), ("soon", None), ("9" * 30, None)]
)
def test_source_date_epoch(monkeypatch: pytest.MonkeyPatch, written: str, year: int | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    date = source_date()
    assert (date and date.year) == year
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert source_date() is None


def test_a_file_is_put_in_place_and_nothing_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "deck.pptx"
    assert write_file(PACKAGE, path) is None
    assert [found.name for found in path.parent.iterdir()] == ["deck.pptx"]
    assert write_file(PACKAGE, path) is None
    assert path.read_bytes() == zipped(PACKAGE)


def _full_disk(package: Package, out: IO[bytes], **options: object) -> None:
    out.write(b"half a deck")
    raise OSError(28, "No space left on device")


def _interrupt(package: Package, out: IO[bytes], **options: object) -> None:
    raise KeyboardInterrupt


def test_a_failed_write_leaves_the_last_good_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"the last good one")
    monkeypatch.setattr(package_writer, "write_package", _full_disk)
    problem = write_file(PACKAGE, path)
    assert problem is not None
    assert (problem.code, problem.is_error) == ("cannot-write", True)
    assert problem.message.endswith("deck.pptx' cannot be written: No space left on device")
    monkeypatch.setattr(package_writer, "write_package", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(PACKAGE, path)
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == {"deck.pptx": b"the last good one"}


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").mkdir()
    problem = write_file(PACKAGE, tmp_path / "deck.pptx")
    assert problem is not None
    assert problem.code == "cannot-write"
    (tmp_path / "file").write_bytes(b"")
    assert write_file(PACKAGE, tmp_path / "file" / "deck.pptx") is not None


def test_a_file_that_powerpoint_holds_open_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"open in PowerPoint")
    waited: list[float] = []

    def refuse(temporary: Path, target: Path) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(placing, "is_windows", lambda: True)
    monkeypatch.setattr("time.sleep", waited.append)
    problem = write_file(PACKAGE, path)
    assert problem is not None
    assert problem.hint == "it is open in PowerPoint or another program: close it there, and build again"
    assert waited, "a virus scanner lets go after a moment"
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"open in PowerPoint"]


posix = pytest.mark.skipif(sys.platform == "win32", reason="of POSIX systems")


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "deck.pptx").symlink_to(tmp_path / "real" / "kilo.pptx")
    assert write_file(PACKAGE, tmp_path / "deck.pptx") is None
    assert (tmp_path / "deck.pptx").is_symlink()
    assert (tmp_path / "real" / "kilo.pptx").read_bytes() == zipped(PACKAGE)


@posix
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    assert write_file(PACKAGE, Path(os.devnull)) is None
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@posix
def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_file(PACKAGE, tmp_path / "deck.pptx")
    assert (tmp_path / "deck.pptx").stat().st_mode == (tmp_path / "usual").stat().st_mode
