"""Writing a zip as a stream, member by member, reproducibly: no clock, no operating system, no permissions.

The format is PKWARE's APPNOTE 6.3.10; the numbers are its sections. Zip64 is used where the short fields do not
suffice, and only there.
"""

from __future__ import annotations

import struct
import zlib

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.model import Deflated

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO, Final

LEVEL: Final = 4
"""Slides and drawings come out 3 to 6 % larger than at zlib's usual 6, and drawings in four tenths of the time."""
SMALL: Final = 4096
"""Bytes up to which a small window holds the whole member: preparing a large one takes four times as long as
packing such a member, and a deck has thousands of them."""
_LIMIT32: Final = 0xFFFFFFFF
_LIMIT16: Final = 0xFFFF
_FIRST_DAY: Final = (1 << 5 | 1) << 16  # 1980-01-01, 0:00
_STORED, _DEFLATED = 0, 8  # 4.4.5
_PLAIN, _ZIP64 = 20, 45  # 4.4.3.2: the version of the format that is needed
_UTF8: Final = 0x800  # 4.4.4


class ZipWriter:
    """A zip being written to a stream that need not seek."""

    __slots__ = ("_count", "_directory", "_limit", "_limit_count", "_offset", "_out", "_stamp")

    def __init__(
        self, out: BinaryIO, date: datetime | None = None, *, limit: int = _LIMIT32, limit_count: int = _LIMIT16
    ) -> None:
        """`date` is every member's (None: the first a zip can name). The limits, from which on Zip64 is used, are
        the format's; tests lower them."""
        self._out = out
        self._stamp = _stamp(date)
        self._directory: list[bytes] = []
        self._offset = 0
        self._count = 0
        self._limit = limit
        self._limit_count = limit_count

    def add(self, name: str, data: bytes, *, store: bool = False) -> None:
        """Add a member; it is packed unless `store`, or unless that makes it no smaller."""
        crc = zlib.crc32(data)
        if not store:
            packed = _deflate(data)
            if len(packed) < len(data):
                self._add(name, _DEFLATED, crc, packed, len(data))
                return
        self._add(name, _STORED, crc, data, len(data))

    def add_packed(self, name: str, content: Deflated) -> None:
        """Add a member whose bytes lie packed already."""
        self._add(name, _DEFLATED, content.crc, content.data, content.size)

    def _add(self, name: str, method: int, crc: int, packed: bytes | memoryview, size: int) -> None:
        raw = name.encode()
        flags = 0 if name.isascii() else _UTF8
        short_size, short_packed, extra = size, len(packed), b""
        if size >= self._limit or len(packed) >= self._limit:  # 4.5.3: in a local header always both
            short_size = short_packed = _LIMIT32
            extra = struct.pack("<HHQQ", 1, 16, size, len(packed))
        version = _ZIP64 if extra else _PLAIN
        common = struct.pack(
            "<HHLLLLHH", flags, method, self._stamp, crc, short_packed, short_size, len(raw), len(extra)
        )
        local = b"".join((b"PK\x03\x04", struct.pack("<H", version), common, raw, extra))  # 4.3.7
        self._directory.append(self._entry(raw, flags, method, crc, len(packed), size))
        self._out.write(local)
        self._out.write(packed)
        self._offset += len(local) + len(packed)
        self._count += 1

    def _entry(self, raw: bytes, flags: int, method: int, crc: int, packed: int, size: int) -> bytes:
        """The member in the central directory (4.3.12), its long numbers in a Zip64 field (4.5.3)."""
        numbers = (size, packed, self._offset)
        long = [number for number in numbers if number >= self._limit]
        extra = struct.pack(f"<HH{len(long)}Q", 1, 8 * len(long), *long) if long else b""
        short_size, short_packed, short_offset = (_LIMIT32 if n >= self._limit else n for n in numbers)
        version = _ZIP64 if long else _PLAIN
        head = struct.pack(
            "<HHHHLLLLHHHHHLL",
            version,  # made by: the high byte 0 says MS-DOS, whose attributes all readers know
            version,
            flags,
            method,
            self._stamp,
            crc,
            short_packed,
            short_size,
            len(raw),
            len(extra),
            0,
            0,
            0,
            0,
            short_offset,
        )
        return b"".join((b"PK\x01\x02", head, raw, extra))

    def close(self) -> None:
        """Write the directory and the end; the stream stays open."""
        size = sum(map(len, self._directory))
        start = self._offset
        self._out.writelines(self._directory)
        if self._count >= self._limit_count or size >= self._limit or start >= self._limit:
            self._close64(size, start)
        count = min(self._count, _LIMIT16) if self._count < self._limit_count else _LIMIT16
        numbers = (_LIMIT32 if number >= self._limit else number for number in (size, start))
        self._out.write(struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count, count, *numbers, 0))  # 4.3.16

    def _close64(self, size: int, start: int) -> None:
        """The Zip64 end of the directory (4.3.14) and its locator (4.3.15)."""
        counts = (self._count, self._count)
        self._out.write(struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, _ZIP64, _ZIP64, 0, 0, *counts, size, start))
        self._out.write(struct.pack("<4sLQL", b"PK\x06\x07", 0, start + size, 1))


def _deflate(data: bytes) -> bytes:
    """`data` packed as raw deflate."""
    if len(data) <= SMALL:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -12, 5)  # a window of 4 KiB
    else:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _stamp(date: datetime | None) -> int:
    """Date and time as MS-DOS wrote them (4.4.6): two 16-bit words, in even seconds, from 1980 on, here in UTC."""
    if date is None:
        return _FIRST_DAY
    from datetime import UTC

    moment = date.astimezone(UTC)
    if not 1980 <= moment.year <= 2107:
        return _FIRST_DAY
    day = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    return day << 16 | moment.hour << 11 | moment.minute << 5 | moment.second // 2
