"""The first bytes of PNG, JPEG and GIF: size, depth, turn; and the same files without what tells of their maker.

Read by hand because a picture library takes 30 ms to import and a plain build needs nothing else of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from summitdeck.assets.images import Header

PNG_PRIVATE = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
JPEG_PRIVATE = frozenset({0xE1, 0xED, 0xFE})
"""APP1 (EXIF with GPS, XMP), APP13 (Photoshop, IPTC), comments. Colour profiles and Adobe's marker stay."""
JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
METRES_PER_INCH = 0.0254


def png_header(data: bytes) -> Header | str:
    """What a PNG says of itself (PNG 3rd edition, 11.2.1 and 11.3.4.3), or what is wrong with it."""
    if data[12:16] != b"IHDR" or len(data) < 33:
        return "its header is missing"
    width, height, depth = struct.unpack(">IIB", data[16:25])
    dots, turned, whole = 96.0, False, False
    for kind, body in png_chunks(data):
        if kind == b"pHYs" and len(body) == 9 and body[8] == 1:
            dots = _sensible(struct.unpack(">I", body[:4])[0] * METRES_PER_INCH)
        elif kind == b"eXIf":
            turned = exif_orientation(body) > 1
        whole = kind == b"IEND"
    if not whole:
        return "it ends before its last chunk"
    return Header("png", width, height, dots, convert=depth == 16 or turned)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and body of each whole chunk."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if at + 12 + length > len(data):
            return
        yield kind, data[at + 8 : at + 8 + length] if kind != b"IDAT" else b""
        if kind == b"IEND":
            return
        at += 12 + length


def strip_png(data: bytes) -> bytes:
    """The same PNG without texts, EXIF and times."""
    if not any(kind in data for kind in PNG_PRIVATE):
        return data
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in PNG_PRIVATE:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start (at its 0xFF) and end of each segment up to the first scan."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in (0xD9, 0xDA):
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data):
            return
        yield marker, at, end
        at = end


def jpeg_header(data: bytes) -> Header | str:
    """What a JPEG says of itself (ITU-T T.81, B.2), or what is wrong with it."""
    dots, turned, frame = 96.0, False, None
    for marker, start, end in jpeg_segments(data):
        body = data[start + 4 : end]
        if marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= 12:
            unit, across = body[7], int.from_bytes(body[8:10], "big")
            dots = _sensible(across * (2.54 if unit == 2 else 1.0)) if unit in (1, 2) else dots
        elif marker == 0xE1 and body[:6] == b"Exif\0\0":
            turned = exif_orientation(body[6:]) > 1
        elif marker in JPEG_FRAMES and len(body) >= 6 and frame is None:
            frame = struct.unpack(">BHHB", body[:6])
    if frame is None:
        return "it holds no picture"
    if data.rfind(b"\xff\xd9") < 0:
        return "it ends before its end mark"
    depth, height, width, components = frame
    return Header("jpeg", width, height, dots, convert=turned or components == 4 or depth != 8)


def strip_jpeg(data: bytes) -> bytes:
    """The same JPEG without EXIF, XMP, IPTC and comments."""
    kept, at = [data[:2]], 2
    for marker, start, end in jpeg_segments(data):
        if marker in JPEG_PRIVATE:
            kept.append(data[at:start])
            at = end
    return b"".join((*kept, data[at:])) if at != 2 else data


def exif_orientation(tiff: bytes) -> int:
    """The orientation tag (0x0112) of the first directory, 1 to 8; 1 when there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    at = struct.unpack(order + "I", tiff[4:8])[0]
    if at + 2 > len(tiff):
        return 1
    for index in range(struct.unpack(order + "H", tiff[at : at + 2])[0]):
        entry = tiff[at + 2 + 12 * index : at + 14 + 12 * index]
        if len(entry) == 12 and struct.unpack(order + "H", entry[:2])[0] == 0x0112:
            value = int(struct.unpack(order + "H", entry[8:10])[0])
            return value if 1 <= value <= 8 else 1
    return 1


def gif_header(data: bytes) -> Header | str:
    """What a GIF says of itself (GIF89a, 18), or what is wrong with it."""
    if len(data) < 14:
        return "its header is missing"
    width, height = struct.unpack("<HH", data[6:10])
    return Header("gif", width, height) if data.rstrip(b"\0")[-1:] == b";" else "it ends before its end mark"


def strip_gif(data: bytes) -> bytes:
    """The same GIF without comments and what programs keep in it (XMP); loops, timings and frames stay (GIF89a, 23-27).

    One whose blocks are not as they should be stays as it is.
    """
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while at < len(data) and data[at] != 0x3B:
        start = at
        extension = data[at] == 0x21
        if (not extension and data[at] != 0x2C) or at + 11 > len(data):
            return data
        kind, told = data[at + 1], data[at + 3 : at + 14]
        at = _behind_blocks(data, at + 2 if extension else at + 11 + _colours(data[at + 9]))
        if not (extension and (kind == 0xFE or (kind == 0xFF and told not in (b"NETSCAPE2.0", b"ANIMEXTS1.0")))):
            kept.append(data[start:at])
    return b"".join([*kept, data[at:]]) if at < len(data) else data


def _colours(flags: int) -> int:
    """Bytes of the colour table that a GIF's flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_blocks(data: bytes, at: int) -> int:
    """The place behind a chain of data blocks, each led by its length, the last one empty."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


def is_foreign_raster(data: bytes) -> bool:
    """Whether these are the first bytes of a WebP, TIFF or BMP."""
    return data[:2] == b"BM" or data[:4] in (b"II*\0", b"MM\0*") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def looks_like_svg(data: bytes) -> bool:
    """Whether this is XML whose beginning names an `svg` element."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        head.startswith(b"<")
        and b"<svg" in data[:65536]
        and not head[:15].lower().startswith((b"<!doctype html", b"<html"))
    )


def _sensible(dots: float) -> float:
    """The resolution when it is one a screen or printer could have, else 96: files say 0, 1 and 65535 too."""
    return dots if 36 <= dots <= 2400 else 96.0
