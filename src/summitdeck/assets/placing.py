"""Putting a file in place: whole or not at all, whatever happens meanwhile, and with nothing else left beside it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summitdeck.frozen import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO, Final


_PATIENCE: Final = (0.05, 0.1, 0.2, 0.4)
"""Seconds to wait, one after the other, for a virus scanner on Windows to let go of a new file."""


def put_in_place(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Have `write` write a file, and give it the name `target` once it is whole and on the disk.

    Raises what `write` and the system raise; a file that was there before is then as it was. On Linux the new file
    has no name while it is written, so that even a killed process leaves nothing behind; elsewhere what one has left
    is removed by the next that writes the same file. Two processes or threads that write one file do not disturb each
    other: the last one wins.
    """
    with _new_file(target) as (out, name):
        write(out)
        out.flush()
        os.fsync(out.fileno())
        temporary = name()
    try:
        _rename(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


Naming = Callable[[], Path]
"""Gives an open file a name beside its target, if it has none yet."""


@contextmanager
def _new_file(target: Path) -> Iterator[tuple[BinaryIO, Naming]]:
    beside = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    unnamed = _open_unnamed(target.parent)
    if unnamed is not None:

        def link() -> Path:
            # A directory's descriptor, though not looked at, makes Python follow the link in /proc.
            os.link(_proc(unnamed.fileno()), beside, src_dir_fd=unnamed.fileno())
            return beside

        with unnamed:
            yield unnamed, link
        return
    _remove_leftovers(target)
    try:
        with beside.open("xb") as out:
            yield out, lambda: beside
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _open_unnamed(folder: Path) -> BinaryIO | None:
    """A new file without a name, where the system and the file system have such a thing."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None:
        return None
    try:
        descriptor = os.open(folder, flag | os.O_WRONLY, 0o666)
    except OSError:
        return None
    if Path(_proc(descriptor)).exists():
        return os.fdopen(descriptor, "wb")
    os.close(descriptor)
    return None


def _proc(descriptor: int) -> str:
    return f"/proc/self/fd/{descriptor}"


def _remove_leftovers(target: Path) -> None:
    """What processes that are no more had begun to write; on Windows a file that is being written stays by itself."""
    start = f".{target.name}."
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(start) and entry.name.endswith(".tmp"):
                process = entry.name[len(start) :].partition("-")[0]
                if process.isdecimal() and (is_windows() or not _is_alive(int(process))):
                    with suppress(OSError):
                        Path(entry.path).unlink()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # there, and somebody else's
        return True
    return True


def _rename(temporary: Path, target: Path) -> None:
    if is_windows():
        import time

        for seconds in _PATIENCE:
            try:
                temporary.replace(target)
                return
            except PermissionError:
                time.sleep(seconds)
    temporary.replace(target)


def is_windows() -> bool:
    """Whether files that are open cannot be replaced or removed here."""
    return os.name == "nt"
