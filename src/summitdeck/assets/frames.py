"""How many frames or pages a picture file holds of which a deck shows the first only.

A GIF is embedded whole, and PowerPoint plays it; an animated PNG or WebP, or the pages of a TIFF, it does not show.
"""

from __future__ import annotations

import struct

MOST_PAGES = 10_000
"""Pages that are counted: a list of them may lead in a circle."""
_SUBFILE = 0x00FE
"""TIFF's tag NewSubfileType."""
_PREVIEW_OR_MASK = 0b101
"""Its bits for a smaller copy of another page, and for the mask of one (TIFF 6.0, 8)."""
_ENTRY = 12
"""Bytes of an entry of a TIFF's directory."""


def count_frames(data: bytes) -> int:
    """Frames of an animated WebP or PNG, pages of a TIFF; 1 for all else, and for what is damaged."""
    if data.startswith(b"RIFF"):
        return max(1, _webp_frames(data))
    if data.startswith((b"II*\0", b"MM\0*")):
        return max(1, _tiff_pages(data))
    if data.startswith(b"\x89PNG"):
        return max(1, _png_frames(data))
    return 1


def _png_frames(data: bytes) -> int:
    """By the chunk acTL, which stands before the first IDAT (PNG 3rd edition, 11.3.6)."""
    at = data.find(b"acTL", 0, data.find(b"IDAT"))
    return int.from_bytes(data[at + 4 : at + 8], "big") if at > 0 else 1


def _webp_frames(data: bytes) -> int:
    """Chunks ANMF (WebP container specification, "Animation")."""
    count, at = 0, 12
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        count += kind == b"ANMF"
        at += 8 + size + size % 2
    return count


def _tiff_pages(data: bytes) -> int:
    """Directories, less previews and masks of other pages (TIFF 6.0, 2 and 8)."""
    order = "<" if data.startswith(b"II") else ">"
    count, seen = 0, set[int]()
    try:
        (at,) = struct.unpack_from(order + "I", data, 4)
        while at and at not in seen and len(seen) < MOST_PAGES:
            seen.add(at)
            (entries,) = struct.unpack_from(order + "H", data, at)
            count += not _kind_of_page(data, at + 2, entries, order) & _PREVIEW_OR_MASK
            (at,) = struct.unpack_from(order + "I", data, at + 2 + _ENTRY * entries)
    except struct.error:  # the list of pages ends too early
        pass
    return count


def _kind_of_page(data: bytes, at: int, entries: int, order: str) -> int:
    """The value of NewSubfileType, which is the first entry where there is one: entries are sorted by their tags."""
    if not entries:
        return 0
    tag, value = struct.unpack_from(order + "H6xI", data, at)
    return int(value) if tag == _SUBFILE else 0
