"""Results kept between runs, in the user's cache folder: safe to delete at any time, never trusted as code.

A key must name all that the result depends on. Nothing here can fail a build: a cache that cannot be read or
written is an empty one. The folder may be one that others can write to: only an entry that this user wrote, under this
key, and that nobody else may write to, counts.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from summitdeck.assets.limits import raised

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
    """What was kept under this kind and key; None when nothing was, or it is damaged, or not this user's own."""
    entry = _entry(kind, key)
    data = _read_own(entry) if entry else None
    if data is None or entry is None:
        return None
    digest, _, payload = data.partition(b"\n")
    return payload if digest == _checksum(entry, payload) else None


def write_cached(kind: str, key: str, data: bytes) -> None:
    """Keep `data`, whole or not at all, also when two processes write at once; whatever goes wrong is let be."""
    entry = _entry(kind, key)
    if entry is None:
        return
    part = entry.with_name(f"{entry.name}.{os.urandom(6).hex()}.part")
    try:
        entry.parent.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        entry.parent.mkdir(exist_ok=True, mode=0o700)
        with os.fdopen(os.open(part, _CREATE, 0o600), "wb") as file:
            file.write(_checksum(entry, data) + b"\n" + data)
        part.replace(entry)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)


_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""No change of line ends, and no link that somebody put there, where the system knows such things."""
_READ = os.O_RDONLY | _PLAIN | getattr(os, "O_NONBLOCK", 0)
"""Without waiting at the other end of a pipe."""
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN
_OTHERS_WRITE = 0o022


def _checksum(entry: Path, payload: bytes) -> bytes:
    """Of the content under this name: that of another entry is as good as damaged."""
    return sha256(f"{entry.parent.name}/{entry.name}\n".encode() + payload).hexdigest().encode()


def _read_own(entry: Path) -> bytes | None:
    """The bytes of a plain file of this user's; None when it is none, or missing, or too large."""
    most = raised(ENTRY_LIMIT)
    try:
        with os.fdopen(os.open(entry, _READ), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > most or not _is_own(status):
                return None
            return file.read(most)
    except OSError:
        return None


def _is_own(status: os.stat_result) -> bool:
    """Whether this user wrote the file and nobody else may; where the system does not say, as on Windows, it is."""
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE
