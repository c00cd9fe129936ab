"""The zip as a stream of bytes, read again by the standard library."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from datetime import UTC, datetime

import pytest

from summitdeck.ooxml.model import Deflated
from summitdeck.ooxml.zip_writer import SMALL, ZipWriter

TEXT = "参加者多い ".encode() * 2000


def written(**limits: int) -> bytes:
    """A zip of every kind of member."""
    out = io.BytesIO()
    writer = ZipWriter(out, **limits)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(TEXT) + packer.flush()
    writer.add("long.xml", TEXT)
    writer.add("short.xml", TEXT[:600])
    writer.add("picture.png", TEXT, store=True)
    writer.add("noise.bin", random.Random(1).randbytes(5000))
    writer.add_packed("packed.xml", Deflated(packed, zlib.crc32(TEXT), len(TEXT)))
    writer.add("画像.xml", b"<a/>")
    writer.add("empty", b"")
    writer.close()
    return out.getvalue()


@pytest.mark.parametrize(
    "limits",
    [{}, {"limit": 500}, {"limit": 5000}, {"limit_count": 3}, {"limit": 1, "limit_count": 1}],
    ids=["plain", "lengths and offsets in Zip64", "some of them", "count in Zip64", "everything in Zip64"],
)
def test_every_member_reads_the_same_again(limits: dict[str, int]) -> None:
    with zipfile.ZipFile(io.BytesIO(written(**limits))) as read:
        assert read.testzip() is None
        methods = {info.filename: info.compress_type for info in read.infolist()}
        assert read.read("long.xml") == read.read("picture.png") == read.read("packed.xml") == TEXT
        assert (read.read("short.xml"), read.read("画像.xml"), read.read("empty")) == (TEXT[:600], b"<a/>", b"")
    stored, deflated = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    assert methods["picture.png"] == methods["noise.bin"] == methods["empty"] == stored
    assert methods["long.xml"] == methods["short.xml"] == methods["packed.xml"] == deflated


def test_zip64_is_used_only_where_it_is_needed() -> None:
    assert b"PK\x06\x06" not in written()
    assert b"PK\x06\x06" in written(limit_count=3)


def test_more_members_than_the_short_field_counts() -> None:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for number in range(65536):
        writer.add(f"{number}", b"", store=True)
    writer.close()
    with zipfile.ZipFile(out) as read:
        assert len(read.infolist()) == 65536


def test_a_member_says_nothing_of_the_machine_or_the_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as read:
        for info in read.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.create_system, info.external_attr, info.extra, info.comment) == (0, 0, b"", b"")


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2014, 11, 3, 9, 30, 59, tzinfo=UTC), (2014, 11, 3, 9, 30, 58)),
        (datetime(1970, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
        (datetime(2200, 1, 1, tzinfo=UTC), (1980, 1, 1, 0, 0, 0)),
    ],
)
def test_a_date_that_was_told_is_every_members(moment: datetime, shown: tuple[int, ...]) -> None:
    out = io.BytesIO()
    writer = ZipWriter(out, moment)
    writer.add("a", b"")
    writer.close()
    with zipfile.ZipFile(out) as read:
        assert read.infolist()[0].date_time == shown


@pytest.mark.parametrize("size", [0, 1, SMALL - 1, SMALL, SMALL + 1, 40_000])
def test_members_of_any_size_unpack(size: int) -> None:
    data = (b"<a:t>Nova</a:t>" * (size // 15 + 1))[:size]
    out = io.BytesIO()
    writer = ZipWriter(out)
    writer.add("a", data)
    writer.close()
    with zipfile.ZipFile(out) as read:
        assert read.read("a") == data
