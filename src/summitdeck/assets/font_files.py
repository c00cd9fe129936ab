"""Font files: which faces one holds, under which names, and its bytes as HarfBuzz takes them.

Reads the tables `name`, `OS/2`, `head` and `fvar` of TrueType, OpenType, collections and WOFF 1.0 (OpenType 1.9 and
W3C's WOFF File Format 1.0 describe them), and no more of a file than these. A font may come from anywhere: every
length it states is held against what is there and against a limit, and whatever is wrong is a `Trouble`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import error as StructError
from struct import pack, unpack_from

from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import Trouble, read_bytes
from summitdeck.frozen import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import BinaryIO


FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".woff")
FONT_LIMIT = 128 * 2**20
"""Bytes of a font file, also once a WOFF is unpacked: a collection of all East Asian faces has 110 MB."""
_FACES, _TABLES, _NAMES, _INSTANCES = 64, 256, 4096, 256
"""The most that is looked at in one file: faces, tables of a face, records of `name`, named instances."""
_TABLE = 2**20
"""Bytes of a table that is read here. A `name` with licences in forty languages has some 100 kB."""
_LONGEST_NAME = 128
_FAMILY, _SUBFAMILY, _FULL, _POSTSCRIPT, _TYPOGRAPHIC, _TYPOGRAPHIC_STYLE, _WWS = 1, 2, 4, 6, 16, 17, 21
_WINDOWS_ENCODINGS = {
    0: "utf-16-be",
    1: "utf-16-be",
    2: "cp932",
    3: "gbk",
    4: "big5",
    5: "cp949",
    10: "utf-16-be",
}
_MAC_ENCODINGS = {0: "mac_roman", 1: "shift_jis", 2: "big5", 3: "euc_kr", 25: "gb2312"}


class Match(NamedTuple):
    """A name of a face, and what kind of name it is."""

    key: str
    """As `face_key` makes it."""
    rank: int
    """0: the family of at most four styles that Office lists; 1: the family of all weights; 2: the face's full name;
    3: a named instance of a variable font."""
    weight: int = 0
    """Of a named instance: its value on the weight axis."""


class FontFace(NamedTuple):
    """One face of a font file."""

    path: str
    number: int
    """Its place in a collection, else 0."""
    weight: int
    """OpenType's: 400 is regular, 700 bold."""
    width: int
    """OpenType's width class: 5 is normal."""
    bold: bool
    italic: bool
    lightest: int = 0
    """The ends of a variable font's weight axis; 0: it has none."""
    usual: int = 0
    heaviest: int = 0


class _Parts:
    """Bytes of a file, read as they are asked for by `parts[from:to]`: of a collection of 100 MB some kilobytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def __getitem__(self, part: slice) -> bytes:
        self._file.seek(part.start)
        return self._file.read(part.stop - part.start)


def read_faces(path: Path) -> tuple[tuple[FontFace, tuple[Match, ...]], ...] | Trouble:
    """The faces in a font file, each with all its names in all languages."""
    try:
        if not path.is_file() or path.stat().st_size > FONT_LIMIT:  # the first is False for devices and pipes
            return _unreadable(path, f"it is no plain file of at most {FONT_LIMIT // 2**20} MiB")
        with path.open("rb") as file:
            if file.read(4) != b"wOFF":
                return _faces(path, _Parts(file))
    except OSError as mistake:
        return _unreadable(path, mistake.strerror or str(mistake))
    data = read_font(path)
    return data if isinstance(data, Trouble) else _faces(path, data)


def read_font(path: Path) -> bytes | Trouble:
    """The bytes of a font file, those of a WOFF unpacked."""
    data = read_bytes(path, FONT_LIMIT)
    if isinstance(data, Trouble) or data[:4] != b"wOFF":
        return data
    from zlib import error as ZlibError

    try:
        return _unpack(data)
    except StructError:
        return _unreadable(path, "it ends too early")
    except (ValueError, ZlibError) as mistake:
        return _unreadable(path, str(mistake))


def read_table(data: bytes, number: int, tag: bytes) -> bytes:
    """A table of a face in a font's bytes; empty where there is none, or it is damaged."""
    try:
        found = _tables(data, _offsets(data)[number]).get(tag)
        return _cut(data, *found) if found else b""
    except (ValueError, StructError, IndexError):
        return b""


def read_names(data: bytes, number: int) -> dict[int, tuple[str, ...]]:
    """The strings of a face's `name` table by their numbers, in whatever language, each on one line."""
    return _names(read_table(data, number, b"name"))


def _unreadable(path: Path, why: str) -> Trouble:
    return Trouble(
        "unreadable-font",
        f"'{path.name}' cannot be read as a font: {why}",
        "copy it anew from where it is installed; .ttf, .otf, .ttc, .otc and .woff are read",
    )


def _faces(path: Path, data: bytes | _Parts) -> tuple[tuple[FontFace, tuple[Match, ...]], ...] | Trouble:
    try:
        return tuple([_face(path, number, data, offset) for number, offset in enumerate(_offsets(data))])
    except StructError:
        return _unreadable(path, "it ends too early")
    except ValueError as mistake:
        return _unreadable(path, str(mistake))


def _cut(data: bytes | _Parts, offset: int, length: int) -> bytes:
    part: bytes = data[offset : offset + length]
    if len(part) != length:
        raise ValueError("it ends too early")
    return part


def _offsets(data: bytes | _Parts) -> tuple[int, ...]:
    """Where each face's table directory stands."""
    tag = _cut(data, 0, 4)
    if tag == b"ttcf":
        (count,) = unpack_from(">I", _cut(data, 8, 4))
        if not 0 < count <= _FACES:
            raise ValueError(f"a collection of {count} faces")
        return tuple(unpack_from(f">{count}I", _cut(data, 12, 4 * count)))
    if tag in (b"\0\1\0\0", b"OTTO", b"true"):
        return (0,)
    raise ValueError("it holds something else" if tag != b"wOF2" else "it is WOFF2, which is not read")


def _tables(data: bytes | _Parts, offset: int) -> dict[bytes, tuple[int, int]]:
    """Offset and length of each table."""
    (count,) = unpack_from(">H", _cut(data, offset + 4, 2))
    if not 0 < count <= _TABLES:
        raise ValueError(f"{count} tables")
    directory = _cut(data, offset + 12, 16 * count)
    records = [unpack_from(">4s4x2I", directory, 16 * index) for index in range(count)]
    return {tag: (start, length) for tag, start, length in records}


def _face(path: Path, number: int, data: bytes | _Parts, offset: int) -> tuple[FontFace, tuple[Match, ...]]:
    tables = _tables(data, offset)

    def table(tag: bytes) -> bytes:
        start, length = tables.get(tag, (0, 0))
        if length > _TABLE:
            raise ValueError(f"its table '{tag.decode('ascii', 'replace')}' is larger than {_TABLE // 2**20} MiB")
        return _cut(data, start, length) if length else b""

    head, os2, fvar = table(b"head"), table(b"OS/2"), table(b"fvar")
    names = _names(table(b"name"))
    if len(head) < 54 or b"cmap" not in tables or b"hmtx" not in tables or not names.get(_FAMILY):
        raise ValueError("its head, names, characters or widths are missing")
    (mac_style,) = unpack_from(">H", head, 44)
    bold, italic = bool(mac_style & 1), bool(mac_style & 2)
    weight, width = 700 if bold else 400, 5
    if len(os2) >= 64:
        weight, width = unpack_from(">HH", os2, 4)
        (selection,) = unpack_from(">H", os2, 62)
        bold, italic = bool(selection & 0x20), bool(selection & 0x201)  # oblique too
    axis, instances = _weight_axis(fvar)
    face = FontFace(path.as_posix(), number, weight, width, bold, italic, *axis)
    return face, tuple(dict.fromkeys(_matches(names, instances)))


def _matches(names: Mapping[int, tuple[str, ...]], instances: Mapping[int, int]) -> Iterator[Match]:
    """All names under which a face may be asked for."""

    def keys(*numbers: int) -> Iterator[str]:
        return (face_key(name) for number in numbers for name in names.get(number, ()) if len(name) <= _LONGEST_NAME)

    yield from (Match(key, 0) for key in keys(_FAMILY))
    yield from (Match(key, 1) for key in keys(_TYPOGRAPHIC, _WWS))
    yield from (Match(key, 2) for key in keys(_FULL, _POSTSCRIPT))
    families = tuple(keys(_TYPOGRAPHIC)) or tuple(keys(_FAMILY))
    styles = tuple(keys(_TYPOGRAPHIC_STYLE)) or tuple(keys(_SUBFAMILY))
    yield from (Match(family + style, 2) for family in families for style in styles)
    for number, weight in instances.items():
        yield from (Match(family + style, 3, weight) for family in families for style in keys(number))


def _names(table: bytes) -> dict[int, tuple[str, ...]]:
    """The strings of the `name` table by their numbers, in whatever language."""
    if len(table) < 6:
        return {}
    count, storage = unpack_from(">HH", table, 2)
    found: dict[int, list[str]] = {}
    for index in range(min(count, _NAMES, (len(table) - 6) // 12)):
        platform, encoding, _, number, length, offset = unpack_from(">6H", table, 6 + 12 * index)
        data = table[storage + offset : storage + offset + length]
        text = _decoded(data, platform, encoding)
        if text:
            found.setdefault(number, []).append(text)
    return {number: tuple(dict.fromkeys(texts)) for number, texts in found.items()}


def _decoded(data: bytes, platform: int, encoding: int) -> str:
    """A name's text; empty where its encoding is not known, or it would upset a table of names."""
    encodings = {0: "utf-16-be", 1: _MAC_ENCODINGS.get(encoding), 3: _WINDOWS_ENCODINGS.get(encoding)}
    codec = encodings.get(platform)
    if codec is None:
        return ""
    if codec in ("cp932", "gbk", "big5", "cp949"):
        data = data.replace(b"\0", b"")  # such names are stored in two bytes a character, the first one often empty
    text = " ".join(data.decode(codec, "replace").replace("\0", "").split())
    return text if text.isprintable() and "\ufffd" not in text else ""


def _weight_axis(fvar: bytes) -> tuple[tuple[int, int, int], dict[int, int]]:
    """The weight axis of a variable font (least, usual, most), and the weight of each named instance."""
    if len(fvar) < 16:
        return (0, 0, 0), {}
    start, _, axes, axis_size, count, size = unpack_from(">6H", fvar, 4)
    for place in range(min(axes, 64)):
        tag, least, usual, most = unpack_from(">4s3i", fvar, start + place * axis_size)
        if tag == b"wght":
            break
    else:
        return (0, 0, 0), {}
    first = start + axes * axis_size
    instances: dict[int, int] = {}
    for index in range(min(count, _INSTANCES)):
        number, value = unpack_from(f">H2x{4 * place}xi", fvar, first + index * size)
        instances.setdefault(number, value >> 16)
    return (least >> 16, usual >> 16, most >> 16), instances


def _unpack(data: bytes) -> bytes:
    """A WOFF as a plain font. No more is unpacked than its own directory promises, and not more than the limit."""
    from zlib import decompressobj

    flavor, _, count = unpack_from(">4sIH", data, 4)
    if not 0 < count <= _TABLES:
        raise ValueError(f"{count} tables")
    records = [unpack_from(">4s4I", data, 44 + 20 * index) for index in range(count)]
    if sum(length for _, _, _, length, _ in records) > FONT_LIMIT:
        raise ValueError(f"unpacked it is larger than {FONT_LIMIT // 2**20} MiB")
    directory, parts, at = [], [], 12 + 16 * count
    for tag, offset, packed, length, checksum in sorted(records):
        part = _cut(data, offset, packed)
        if packed < length:
            part = decompressobj().decompress(part, length + 1)
        part = _cut(part, 0, length) + b"\0" * (-length % 4)
        directory.append((tag, checksum, at, length))
        parts.append(part)
        at += len(part)
    head: bytes = flavor + pack(">4H", count, 0, 0, 0)
    return head + b"".join([pack(">4s3I", *record) for record in directory]) + b"".join(parts)
