"""Opening packages: sound ones zipped or not, and bad ones, each with what its author is told."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ooxml.packages import (
    PRESENTATIONML,
    Files,
    content_types,
    deck,
    relations,
    write_folder,
    write_zip,
    zip_bytes,
)
from summitdeck.assets.files import Trouble
from summitdeck.ooxml import zip_reader
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import read_package

LAYOUT = "/ppt/slideLayouts/slideLayout1.xml"
MASTER = "/ppt/slideMasters/slideMaster1.xml"


def opened(path: Path) -> Package:
    found = read_package(path)
    assert isinstance(found, Package), found
    return found


def refused(path: Path) -> Trouble:
    found = read_package(path)
    assert isinstance(found, Trouble), "it was read"
    return found


def test_a_zip_and_a_folder_give_the_same_package(tmp_path: Path) -> None:
    files = deck(more={"ppt/media/a.png": b"PNG"})
    zipped = opened(write_zip(tmp_path / "a.pptx", files))
    stored = opened(write_zip(tmp_path / "b.pptx", files, zipfile.ZIP_STORED))
    folder = opened(write_folder(tmp_path / "base", files))
    assert zipped == stored == folder
    assert zipped.parts[LAYOUT].data == str(files[LAYOUT[1:]]).encode()


def test_parts_carry_type_relations_and_their_packed_bytes(tmp_path: Path) -> None:
    package = opened(write_zip(tmp_path / "a.potx", deck(more={"ppt/media/a.png": b"PNG"})))
    part = package.parts[LAYOUT]
    assert part.content_type == PRESENTATIONML + "slideLayout+xml"
    assert [(r.id, r.kind, r.target, r.external) for r in part.relations] == [("rId1", "slideMaster", MASTER, False)]
    assert part.deflated is not None
    assert part.deflated.size == len(part.data)
    assert package.parts["/ppt/media/a.png"].content_type == "image/png"
    assert package.related(part, "slideMaster") == (package.parts[MASTER],)
    assert not [name for name in package.parts if name.endswith(".rels") or "Content_Types" in name]


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("../media/a.png", "/ppt/media/a.png"),
        ("/ppt/media/a.png", "/ppt/media/a.png"),
        ("..\\media\\a.png", "/ppt/media/a.png"),
        ("../MEDIA/A.PNG", "/ppt/media/a.png"),
        ("./../slides/../media/a.png#x", "/ppt/media/a.png"),
        ("../media/%E7%B5%B5%201.png", "/ppt/media/絵 1.png"),
        ("../media/絵 1.png", "/ppt/media/絵 1.png"),
        ("../../../../media/a.png", "/media/a.png"),
        ("NULL", "/ppt/slideLayouts/NULL"),
        ("a/" * 100_000 + "../" * 100_001 + "media/a.png", "/ppt/media/a.png"),
    ],
    ids=lambda value: value[:40],
)
def test_relations_are_resolved_to_part_names(tmp_path: Path, target: str, part: str) -> None:
    more: Files = {
        "ppt/media/a.png": b"1",
        "ppt/media/絵 1.png": b"2",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(("image", target)),
    }
    package = opened(write_zip(tmp_path / "a.pptx", deck(more=more)))
    assert package.parts[LAYOUT].relations[0].target == part


def test_external_targets_stay_as_they_are(tmp_path: Path) -> None:
    more: Files = {"ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(("hyperlink", "../x y", "External"))}
    relation = opened(write_zip(tmp_path / "a.pptx", deck(more=more))).parts[LAYOUT].relations[0]
    assert (relation.target, relation.external) == ("../x y", True)


@pytest.mark.parametrize(
    "kind",
    [
        "openxmlformats-officedocument.presentationml.presentation.main+xml",
        "openxmlformats-officedocument.presentationml.template.main+xml",
        "openxmlformats-officedocument.presentationml.slideshow.main+xml",
        "ms-powerpoint.presentation.macroEnabled.main+xml",
        "ms-powerpoint.template.macroEnabled.main+xml",
        "ms-powerpoint.slideshow.macroEnabled.main+xml",
    ],
)
def test_all_kinds_of_presentation_open(tmp_path: Path, kind: str) -> None:
    files = deck()
    types = str(files["[Content_Types].xml"])
    usual = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    files["[Content_Types].xml"] = types.replace(usual, "application/vnd." + kind)
    assert opened(write_zip(tmp_path / "a", files)).parts["/ppt/presentation.xml"].content_type.endswith(kind)


def test_macros_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    more: Files = {
        "ppt/vbaProject.bin": b"code",
        "ppt/_rels/presentation.xml.rels": relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"), ("vbaProject", "vbaProject.bin")
        ),
    }
    package = opened(write_zip(tmp_path / "m.pptm", deck(more=more)))
    assert "/ppt/vbaProject.bin" not in package.parts
    assert [r.kind for r in package.parts["/ppt/presentation.xml"].relations] == ["slideMaster"]
    assert [(p.code, p.message) for p in package.remarks] == [("macros-dropped", "the macros of 'm.pptm' are left out")]


def test_macros_that_claim_another_part_do_not_take_it_away(tmp_path: Path) -> None:
    more: Files = {
        "ppt/vbaProject.bin": b"code",
        "ppt/_rels/vbaProject.bin.rels": relations(("vbaProject", "presentation.xml")),
    }
    assert "/ppt/presentation.xml" in opened(write_zip(tmp_path / "a.pptm", deck(more=more))).parts


def test_a_part_without_a_content_type_gets_one_when_it_is_used(tmp_path: Path) -> None:
    more: Files = {
        "ppt/media/a.mp3": b"1",
        "ppt/media/unused.mp3": b"2",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(("audio", "../media/a.mp3")),
    }
    parts = opened(write_zip(tmp_path / "a.pptx", deck(more=more))).parts
    assert parts["/ppt/media/a.mp3"].content_type == "audio/mpeg"
    assert "/ppt/media/unused.mp3" not in parts


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("second", "kept"), [("ppt/media/a.png", b"second"), ("ppt/media/A.PNG", b"first"), ("/ppt/media/a.png", b"second")]
)
def test_of_two_members_with_one_name_one_is_left_out_and_it_is_said(tmp_path: Path, second: str, kept: bytes) -> None:
    path = write_zip(tmp_path / "a.pptx", deck(more={"ppt/media/a.png": b"first"}))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(second, b"second")
    package = opened(path)
    assert package.parts["/ppt/media/a.png"].data == kept
    assert [p.code for p in package.remarks] == ["duplicate-part"]


@pytest.mark.parametrize("litter", ["__MACOSX/ppt/._a.png", ".DS_Store", "ppt/Thumbs.db", "ppt/"])
def test_what_file_managers_leave_is_not_looked_at(tmp_path: Path, litter: str) -> None:
    files = deck(more={"ppt/media/a.png": b"1"})
    plain = opened(write_zip(tmp_path / "a.pptx", files))
    assert opened(write_zip(tmp_path / "b.pptx", {**files, litter: b""})) == plain


def test_backslashes_in_names_are_slashes(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    data = zip_bytes(deck(more={"ppt/media/a.png": b"1"}))
    path.write_bytes(data.replace(b"ppt/media/a.png", b"ppt\\media\\a.png"))
    assert opened(path).parts["/ppt/media/a.png"].data == b"1"


def test_junk_before_and_after_the_zip_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(b"#!/bin/sh\n" + zip_bytes(deck()) + b"\0" * 100)
    assert LAYOUT in opened(path).parts


def zip64(files: Files) -> bytes:
    """The members with every size and the directory's place written in Zip64 form."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content if isinstance(content, bytes) else content.encode())
    data = out.getvalue()
    end = data.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", data, end + 10)
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    short = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:end] + end64 + locator + short


def test_zip64_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(zip64(deck()))
    assert opened(path) == opened(write_zip(tmp_path / "b.pptx", deck()))


def office(kind: str) -> Files:
    main = "main.xml"
    return {
        "_rels/.rels": relations(("officeDocument", main)),
        main: "<x/>",
        "[Content_Types].xml": content_types({}).replace(
            "</Types>", f'<Override PartName="/{main}" ContentType="application/vnd.{kind}"/></Types>'
        ),
    }


def with_types(xml: str) -> Files:
    return {**deck(), "[Content_Types].xml": xml}


STRICT = {**deck(), "_rels/.rels": str(deck()["_rels/.rels"]).replace(
    "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
)}  # fmt: skip
DTD = '<!DOCTYPE Types SYSTEM "http://example.org/x.dtd"><Types/>'
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "not-a-presentation", "'a.pptx' is empty"),
        (b"<!DOCTYPE html><p>log in", "not-a-presentation", "'a.pptx' is a web page, perhaps of a login"),
        (b"\n <HTML>", "not-a-presentation", "'a.pptx' is a web page, perhaps of a login"),
        (b"<?xml version='1.0'?><x/>", "not-a-presentation", "'a.pptx' is an XML file, not a presentation"),
        (b"%PDF-1.7", "not-a-presentation", "'a.pptx' is a PDF, not a presentation"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
            "not-a-presentation",
            "'a.pptx' is only a Git LFS pointer, not the file itself",
        ),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted-file", "'a.pptx' is protected by a password"),
        (OLE + b"old", "not-a-presentation", "'a.pptx' is in PowerPoint's old binary format"),
        (b"\x89PNG\r\n", "not-a-presentation", "'a.pptx' is not a PowerPoint file"),
        (
            zip_bytes(deck())[:2000],
            "damaged-file",
            "'a.pptx' is not a whole zip file: its end is missing",
        ),
        (zip_bytes({"a.txt": "x"}), "not-a-presentation", "'a.pptx' is a zip, but not a PowerPoint file"),
        (
            zip_bytes({"mimetype": "x", "content.xml": "<x/>"}),
            "not-a-presentation",
            "'a.pptx' is an OpenDocument file",
        ),
        (zip_bytes({"Index/Slide.iwa": "x"}), "not-a-presentation", "'a.pptx' is a Keynote file"),
        (
            zip_bytes(office("openxmlformats-officedocument.wordprocessingml.document.main+xml")),
            "not-a-presentation",
            "'a.pptx' is a Word document",
        ),
        (
            zip_bytes(office("openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
            "not-a-presentation",
            "'a.pptx' is an Excel workbook",
        ),
        (
            zip_bytes(office("openxmlformats-officedocument.themeManager+xml")),
            "not-a-presentation",
            "'a.pptx' is an Office theme, not a presentation",
        ),
        (zip_bytes({**deck(), "_rels/.rels": relations()}), "not-a-presentation", "'a.pptx' holds no presentation"),
        (zip_bytes(STRICT), "strict-file", "'a.pptx' is an ISO strict file, which few programs read"),
        (
            zip_bytes(with_types(DTD)),
            "unsafe-file",
            "'a.pptx' is refused: '[Content_Types].xml' holds a document type (DTD), which no Office file needs",
        ),
        (
            zip_bytes(with_types("<Types>")),
            "damaged-file",
            "'a.pptx' is damaged: '[Content_Types].xml' is not well-formed: no element found (line 1)",
        ),
        (
            zip_bytes({**deck(), "../../evil": "x"}),
            "unsafe-file",
            "'a.pptx' is refused: it holds '../../evil', a path out of the file",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("'") else "",
)
def test_what_is_no_sound_presentation_is_told_in_one_line(
    tmp_path: Path, data: bytes, code: str, message: str
) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(data)
    trouble = refused(path)
    assert (trouble.code, trouble.message) == (code, message)


def directory_entry(data: bytes, name: bytes) -> int:
    """Where the directory's entry of a member begins."""
    place = data.rindex(name) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    return place


def patched(data: bytes, at: int, form: str, value: int) -> bytes:
    return data[:at] + struct.pack(form, value) + data[at + struct.calcsize(form) :]


ZIPPED = zip_bytes(deck(more={"ppt/media/a.png": b"\0" * 5000}))
ENTRY = directory_entry(ZIPPED, b"ppt/media/a.png")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (patched(ZIPPED, ENTRY + 24, "<I", 100), "does not unpack to what the zip says"),
        (patched(ZIPPED, ENTRY + 24, "<I", 9000), "does not unpack to what the zip says"),
        (patched(ZIPPED, ENTRY + 16, "<I", 1), "does not unpack to what the zip says"),
        (patched(ZIPPED, ENTRY + 20, "<I", 2**31), "is not a whole zip file: its members overlap"),
        (patched(ZIPPED, ENTRY + 42, "<I", 2**31), "does not unpack to what the zip says"),
        (patched(ZIPPED, ENTRY + 24, "<I", 2**31), "'ppt/media/a.png' would unpack to more than 96 MiB"),
        (patched(ZIPPED, ENTRY + 8, "<H", 1), "is protected by a password"),
        (patched(ZIPPED, ENTRY + 10, "<H", 14), "packed in an unknown way"),
        (patched(ZIPPED, ENTRY, "<I", 0), "is not a whole zip file: its directory is damaged"),
        (patched(ZIPPED, ENTRY + 28, "<H", 60000), "is not a whole zip file"),
        (patched(ZIPPED, len(ZIPPED) - 6, "<I", 2**31), "is not a whole zip file: its directory is missing"),
    ],
    ids=["shorter", "longer", "checksum", "packed", "offset", "bomb", "password", "method", "entry", "name", "place"],
)
def test_a_directory_that_lies_is_found_out(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.pptx"
    path.write_bytes(data)
    assert message in refused(path).message


def test_the_limits_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_zip(tmp_path / "a.pptx", deck())
    monkeypatch.setattr(zip_reader, "MEMBER_LIMIT", 5)
    assert refused(path).message == "'a.pptx' is refused: it holds more than 5 files"
    monkeypatch.undo()
    monkeypatch.setattr(zip_reader, "TOTAL_LIMIT", 2**20)
    big = write_zip(tmp_path / "b.pptx", deck(more={"ppt/media/a.png": b"\0" * 2**20}))
    assert refused(big).message == "'b.pptx' is refused: it would unpack to more than 1 MiB"


def test_a_folder_that_holds_no_presentation(tmp_path: Path) -> None:
    trouble = refused(tmp_path)
    assert trouble.code == "not-a-presentation"
    assert "[Content_Types].xml" in (trouble.hint or "")


def link_to_a_file(folder: Path) -> None:
    (folder / "ppt" / "media").mkdir()
    (folder / "ppt" / "media" / "a.png").symlink_to(folder.parent / "secret")


def link_to_a_folder(folder: Path) -> None:
    (folder / "ppt" / "media").symlink_to(folder.parent, target_is_directory=True)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("add_link", [link_to_a_file, link_to_a_folder])
def test_a_folder_with_links_is_refused(tmp_path: Path, add_link: Callable[[Path], None]) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = write_folder(tmp_path / "base", deck())
    add_link(folder)
    assert "is a link" in refused(folder).message


def test_editors_leavings_in_a_folder_are_not_looked_at(tmp_path: Path) -> None:
    plain = opened(write_folder(tmp_path / "base", deck()))
    (tmp_path / "base" / "ppt" / "presentation.xml~").write_text("<")
    (tmp_path / "base" / ".git").mkdir()
    (tmp_path / "base" / ".git" / "config").write_text("x")
    assert opened(tmp_path / "base") == plain


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.pptx").code == "missing-file"


@settings(max_examples=150)
@given(st.data())
def test_no_damage_raises(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Flipped bytes and cut ends give a package or a trouble, never an exception, and parts that can be unpacked."""
    damaged = bytearray(ZIPPED)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.pptx"
    path.write_bytes(bytes(damaged[: data.draw(st.integers(len(damaged) // 2, len(damaged)))]))
    found = read_package(path)
    if isinstance(found, Package):
        assert all(isinstance(part.data, bytes) for part in found.parts.values())
    else:
        assert found.message.startswith("'damaged.pptx' ")


@pytest.mark.needs("shared")
def test_the_hostile_packages_of_the_corpus(shared: Path) -> None:
    expected = {
        "bad_crc": "damaged-file",
        "empty": "not-a-presentation",
        "encrypted_agile": "encrypted-file",
        "html": "not-a-presentation",
        "truncated": "damaged-file",
        "xxe_content_types": "unsafe-file",
        "xxe_rels": "unsafe-file",
        "zipbomb_lying_size": "damaged-file",
        "zipbomb_media_1GiB": "file-too-large",
    }
    for path in sorted((shared / "corpus" / "hostile" / "pptx").iterdir()):
        found = read_package(path)
        code = found.code if isinstance(found, Trouble) else None
        assert code == expected.get(path.stem), path.name
