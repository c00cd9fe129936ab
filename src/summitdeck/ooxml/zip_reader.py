"""Reading a zip's directory and members without trusting either: sizes are capped before anything is unpacked.

Only what Office files use: methods "stored" and "deflated", one disk, with or without Zip64 (APPNOTE.TXT 6.3.9).
The packed bytes are kept as they lie, so that a member can be copied without packing it again; importing the
standard library's zipfile would cost a small build a tenth of its time, and would not give them.
"""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.assets.files import Trouble
from summitdeck.assets.limits import SWITCH, raised
from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.model import Deflated

MEMBER_LIMIT = 50_000
"""Members of one zip: a deck of 10,000 slides with notes has 40,000."""
SIZE_LIMIT = 96 * 2**20
"""Bytes of one member, unpacked."""
TOTAL_LIMIT = 160 * 2**20
"""Bytes of all members, unpacked. The largest template seen in public unpacks to 70 MB."""
_CHUNK = 2**18

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_END64_LOCATOR = b"PK\x06\x07"
_ENTRY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_UNKNOWN32 = 0xFFFFFFFF


class Member(NamedTuple):
    """One entry of a zip's directory."""

    name: str
    method: int
    crc: int
    packed: int
    """Bytes as they lie in the zip."""
    size: int
    """Bytes unpacked, as the directory claims."""
    offset: int
    """Of the local header, from the start of the data."""


class _Refused(Exception):
    """Raised on a zip that is not followed further, with a trouble's code, message and hint; stays in this module."""

    def trouble(self, label: str) -> Trouble:
        """What the author is told."""
        code, message, hint = self.args
        return Trouble(code, f"'{label}' {message}", hint)


def _broken(what: str) -> _Refused:
    return _Refused("damaged-file", f"is not a whole zip file: {what}", "it was cut short or damaged: fetch it again")


def _too_large(what: str, limit: int) -> _Refused:
    message = f"is refused: {what} would unpack to more than {raised(limit) // 2**20} MiB"
    return _Refused("file-too-large", message, f"take large media out of it; or, if you trust it, raise {SWITCH}")


def read_directory(data: bytes, label: str) -> tuple[Member, ...] | Trouble:
    """The files of a zip, folders left out, once no size or number is beyond the limits. `label` names the zip."""
    try:
        members = tuple(_members(data))
        if sum(member.size for member in members) > raised(TOTAL_LIMIT):
            raise _too_large("it", TOTAL_LIMIT)
        if sum(member.packed for member in members) > len(data):
            raise _broken("its members overlap")
    except _Refused as refusal:
        return refusal.trouble(label)
    return members


def _number(data: bytes, at: int, length: int) -> int:
    if at < 0 or at + length > len(data):
        raise _broken("its directory is cut short")
    return int.from_bytes(data[at : at + length], "little")


def _members(data: bytes) -> Iterator[Member]:
    count, size, start, shift = _directory_place(data)
    if count > raised(MEMBER_LIMIT):
        raise _Refused("unsafe-file", f"is refused: it holds more than {raised(MEMBER_LIMIT)} files", None)
    at, end = start, start + size
    for _ in range(count):
        if data[at : at + 4] != _ENTRY or at + 46 > end:
            raise _broken("its directory is damaged")
        name_length, extra_length, comment_length = (_number(data, at + place, 2) for place in (28, 30, 32))
        extra = at + 46 + name_length
        member = _member(data, at, name_length, extra, extra_length, shift)
        if not member.name.endswith("/"):
            yield member
        at = extra + extra_length + comment_length


def _directory_place(data: bytes) -> tuple[int, int, int, int]:
    """Number of entries, size and start of the directory, and by how much all offsets are off (a prefix)."""
    end = data.rfind(_END, max(0, len(data) - 22 - 0xFFFF))
    if end < 0:
        raise _broken("its end is missing")
    count, size, start = _number(data, end + 10, 2), _number(data, end + 12, 4), _number(data, end + 16, 4)
    locator = end - 20
    if locator >= 0 and data[locator : locator + 4] == _END64_LOCATOR:
        end = _find_end64(data, locator)
        count, size, start = (_number(data, end + place, 8) for place in (32, 40, 48))
    shift = end - size - start
    if shift < 0 or size > len(data):
        raise _broken("its directory is missing")
    return count, size, start + shift, shift


def _find_end64(data: bytes, locator: int) -> int:
    for place in (_number(data, locator + 8, 8), locator - 56):  # the second when something stands before the zip
        if data[place : place + 4] == _END64:
            return place
    raise _broken("its end is damaged")


def _member(data: bytes, at: int, name_length: int, extra: int, extra_length: int, shift: int) -> Member:
    flags, method = _number(data, at + 8, 2), _number(data, at + 10, 2)
    raw_name = data[at + 46 : at + 46 + name_length]
    name = raw_name.decode("utf-8" if flags & 0x800 else "cp437", "replace").replace("\\", "/")
    packed, size, offset = _number(data, at + 20, 4), _number(data, at + 24, 4), _number(data, at + 42, 4)
    if _UNKNOWN32 in (packed, size, offset):
        size, packed, offset = _zip64(data, extra, extra_length, (size, packed, offset))
    if flags & 1:
        raise _Refused("encrypted-file", "is protected by a password", "save it without one")
    if method not in (0, 8) or (method == 0 and packed != size):
        raise _Refused("damaged-file", f"holds '{name}' packed in an unknown way", "save it again in PowerPoint")
    if size > raised(SIZE_LIMIT):
        raise _too_large(f"'{name}'", SIZE_LIMIT)
    return Member(name, method, _number(data, at + 16, 4), packed, size, offset + shift)


def _zip64(data: bytes, extra: int, length: int, short: tuple[int, int, int]) -> tuple[int, int, int]:
    """Size, packed size and offset, each from the Zip64 field where the short one says "see there"."""
    at, end = extra, extra + length
    while at + 4 <= end and _number(data, at, 2) != 1:
        at += 4 + _number(data, at + 2, 2)
    if at + 4 > end:
        raise _broken("its directory is damaged")
    at += 4
    numbers = []
    for number in short:
        if number == _UNKNOWN32:
            number = _number(data, at, 8)
            at += 8
        numbers.append(number)
    return numbers[0], numbers[1], numbers[2]


def member_content(data: bytes, member: Member, label: str) -> bytes | Deflated | Trouble:
    """A member's bytes. Deflated ones stay packed, where they lie, and are not proven yet (see `prove`)."""
    import zlib

    header = member.offset
    lengths = data[header + 26 : header + 30]
    first = header + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    if data[header : header + 4] != _LOCAL or first + member.packed > len(data):
        return damaged_member(label, member.name)
    if member.method:
        return Deflated(memoryview(data)[first : first + member.packed], member.crc, member.size)
    content = data[first : first + member.packed]
    return content if zlib.crc32(content) == member.crc else damaged_member(label, member.name)


def prove(content: Deflated) -> bool:
    """Whether it unpacks to the size and checksum it claims. Keeps nothing, and stops at the claimed size."""
    import zlib

    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    size = crc = 0
    try:
        for waiting in (content.data[at : at + _CHUNK] for at in range(0, len(content.data), _CHUNK)):
            while waiting and size <= content.size:
                piece = unpacker.decompress(waiting, _CHUNK)
                waiting = unpacker.unconsumed_tail
                size += len(piece)
                crc = zlib.crc32(piece, crc)
        rest = unpacker.flush() if size <= content.size else b""
    except zlib.error:
        return False
    return unpacker.eof and size + len(rest) == content.size and zlib.crc32(rest, crc) == content.crc


def damaged_member(label: str, name: str) -> Trouble:
    """What the author is told of a member that does not unpack."""
    return Trouble(
        "damaged-file",
        f"'{label}' is damaged: '{name}' does not unpack to what the zip says",
        "fetch it again, or save it again in PowerPoint",
    )
