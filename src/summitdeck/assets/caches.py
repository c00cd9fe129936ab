"""Results kept between runs, in the user's cache folder: safe to delete at any time, never trusted as code.

A key must name all that the result depends on. Nothing here can fail a build: a cache that cannot be read or
written is an empty one.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from summitdeck.assets.files import Trouble, read_bytes

ENTRY_LIMIT = 64 * 2**20
"""Bytes of an entry: a converted picture may have some 50 MB."""


def cache_folder() -> Path | None:
    """Where results are kept: `SUMMITDECK_CACHE`, or the system's place for caches; None when that says `off`."""
    chosen = os.environ.get("SUMMITDECK_CACHE")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "summitdeck" / "cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "summitdeck"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "summitdeck"
    except RuntimeError:  # no home folder
        return None


def _entry(kind: str, key: str) -> Path | None:
    folder = cache_folder()
    return folder / kind / sha256(key.encode()).hexdigest() if folder else None


def read_cached(kind: str, key: str) -> bytes | None:
    """What was kept under this kind and key; None when nothing was, or it is damaged."""
    entry = _entry(kind, key)
    if entry is None or not entry.is_file():  # reading what is not there would look for names like it among all
        return None
    data = read_bytes(entry, ENTRY_LIMIT)
    if isinstance(data, Trouble):
        return None
    digest, _, payload = data.partition(b"\n")
    return payload if digest == sha256(payload).hexdigest().encode() else None


def write_cached(kind: str, key: str, data: bytes) -> None:
    """Keep `data`, whole or not at all, also when two processes write at once; whatever goes wrong is let be."""
    entry = _entry(kind, key)
    if entry is None:
        return
    part = entry.with_name(f"{entry.name}.{os.getpid()}.part")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
        part.replace(entry)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
