"""Decks, pictures and templates that mean harm, made where a file would be large or binary."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">'


def png(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    """Return a black PNG; one of 100 million pixels has some hundred kilobytes."""
    row = b"\0" + bytes(width * depth * {0: 1, 2: 3, 6: 4}[colour] // 8)
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = b"".join(_chunk(kind, body) for kind, body in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b"")))
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def deck(folder: Path, text: str | bytes, files: Mapping[str, bytes] | None = None) -> Path:
    """Write a project of one deck into `folder`, so that nothing above it is taken for the project; return it."""
    home = folder / "project"
    (home / "slides").mkdir(parents=True)  # what makes it a project's root
    for name, data in (files or {}).items():
        (home / name).write_bytes(data)
    (home / "deck.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return home


def picture_deck(folder: Path, name: str, data: bytes | None = None) -> Path:
    """Write a deck of one slide that shows a picture."""
    quoted = name.replace("'", "''")
    text = f"layout: picture\ntitle: A\npicture: '{quoted}'\nalt: x\n"
    return deck(folder, text, {} if data is None else {name: data})


def template_deck(folder: Path, data: bytes, ending: str = ".pptx") -> Path:
    """Write a deck of one slide on a template of its own."""
    return deck(folder, f"deck: {{template: t{ending}}}\n---\ntitle: A\nbody: b\n", {f"t{ending}": data})


def repacked(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a zip again with some of its files changed."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    change(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return target.read_bytes()
