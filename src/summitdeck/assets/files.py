"""The one door to files: which paths may be read, how large they may be, and how text is decoded.

Whatever cannot be had comes back as a `Trouble`, never as an exception: the caller knows the place to blame.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.frozen import dataclass

TEXT_LIMIT = 16 * 2**20
"""Bytes of a text file. A slide is some hundred bytes: 16 MiB are tens of thousands of slides in one file."""
BINARY_LIMIT = 80 * 2**20
"""Bytes of any other file: the largest template seen in public has 60 MB. It is held in memory up to three times."""
PATH_LIMIT = 1024
"""Characters of a path: macOS takes no more, Linux 4096 bytes, Windows 260 by default."""
PROJECT_MARKS = ("templates", "slides", ".git")
"""What makes a folder a project's root."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file could not be had."""

    code: str
    """A problem's code, as `missing-file`."""
    message: str
    """A problem's message."""
    hint: str | None = None


def display_name(path: Path) -> str:
    """The path as the author would type it: relative to the current folder when below it, with `/`."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts names as people count: `2-b` before `10-a`."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def project_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `templates/`, `slides/` or `.git`; `start` when none does.

    A folder directly below a `slides/` that holds only `templates/` is a deck with layouts of its own, not a project.
    """
    here = Path(os.path.abspath(start))
    folder = here if here.is_dir() else here.parent
    for candidate in (folder, *folder.parents):
        marks = [mark for mark in PROJECT_MARKS if (candidate / mark).exists()]
        if marks and not (marks == ["templates"] and candidate.parent.name == "slides"):
            return candidate
    return folder


def read_bytes(path: Path, limit: int = BINARY_LIMIT) -> bytes | Trouble:
    """The bytes of a regular file of at most `limit` bytes, which the environment may raise (`assets/limits`)."""
    most = raised(limit)
    try:
        with os.fdopen(_open_without_waiting(path), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Trouble(
                    "not-a-file",
                    f"'{path.name}' is not a plain file",
                    "devices, pipes and folders are not read",
                )
            if status.st_size > most:
                return too_large(path.name, status.st_size, limit)
            data = file.read(most + 1)
    except OSError as mistake:
        return _refusal(path, mistake)
    except ValueError:  # a NUL in the name
        return Trouble("missing-file", f"there is no file '{path.name}'")
    return too_large(path.name, len(data), limit) if len(data) > most else data


def _open_without_waiting(path: Path) -> int:
    """Open without waiting for a writer at the other end of a pipe (where the system knows such a thing)."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def too_large(name: str, size: int, limit: int) -> Trouble:
    """What the author is told of a file of `size` bytes where `limit` is the constant."""
    most = f"{raised(limit) // 2**20} MiB" if limit >= 2**20 else f"{raised(limit) // 2**10} KiB"
    return Trouble("file-too-large", f"'{name}' is larger than {most}", how_to_raise(size, limit))


def _refusal(path: Path, mistake: OSError) -> Trouble:
    if isinstance(mistake, FileNotFoundError):
        return Trouble("missing-file", f"there is no file '{path.name}'", near_names(path))
    if isinstance(mistake, IsADirectoryError):
        return Trouble("not-a-file", f"'{path.name}' is a folder")
    if isinstance(mistake, PermissionError):
        return Trouble(
            "unreadable-file",
            f"'{path.name}' may not be read",
            "look at its permissions, or close the program that holds it",
        )
    return Trouble("unreadable-file", f"'{path.name}' cannot be read: {mistake.strerror or mistake}")


def near_names(path: Path) -> str | None:
    """A hint naming the file in the same folder that was most likely meant."""
    from summitdeck.problems import nearest

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return f"there is no folder '{display_name(path.parent)}'"
    near = nearest(path.name, names)
    return f"did you mean '{near}'?" if near else f"looked in {display_name(path.parent)}/"


def read_text(path: Path, limit: int = TEXT_LIMIT) -> str | Trouble:
    """The text of a UTF-8 file, without a byte order mark; line ends stay as they are."""
    data = read_bytes(path, limit)
    return data if isinstance(data, Trouble) else decode_text(data, path.name)


def decode_text(data: bytes, name: str) -> str | Trouble:
    """UTF-8 bytes as text; other encodings are recognised and named."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _wrong_encoding(name, "UTF-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        return _undecodable(data, name, mistake)
    if "\0" in text:
        if 2 * text.count("\0") >= len(text) - 1 > 2:  # every other byte
            return _wrong_encoding(name, "UTF-16")
        return Trouble("not-text", f"'{name}' is not a text file: it holds NUL bytes")
    return text


def _wrong_encoding(name: str, encoding: str) -> Trouble:
    return Trouble("not-utf8", f"'{name}' is written in {encoding}", "save it as UTF-8")


def _undecodable(data: bytes, name: str, mistake: UnicodeDecodeError) -> Trouble:
    line = data.count(b"\n", 0, mistake.start) + 1
    try:
        japanese = data.decode("cp932")
    except UnicodeDecodeError:
        japanese = ""
    if re.search(r"[\u3041-\u30ff\u4e00-\u9fff]", japanese):
        return _wrong_encoding(name, "Shift_JIS")
    return Trouble("not-utf8", f"'{name}' is not UTF-8: line {line} holds other bytes", "save it as UTF-8")


def find_file(folder: Path, written: str, roots: Sequence[Path]) -> Path | Trouble:
    """The file an author named by the relative path `written`, seen from `folder`.

    It must lie below one of `roots`, also once links are followed. It is found under the NFC and under the NFD
    form of its name, since macOS and Linux differ there.
    """
    refused = refuse_path(written)
    if refused:
        return refused
    for form in ("NFC", "NFD"):
        path = Path(os.path.normpath(folder / unicodedata.normalize(form, written)))
        if is_there(path):
            return path if _is_below(path, roots) else _outside(written)
    path = Path(os.path.normpath(folder / written))
    if not any(path.is_relative_to(Path(os.path.abspath(root))) for root in roots) and path.is_absolute():
        return _outside(written)
    return Trouble("missing-file", f"there is no file '{written}'", near_names(path))


def is_there(path: Path) -> bool:
    """Whether something is there under this name; a name that the system does not take names nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, or a NUL in it
        return False


def refuse_path(written: str) -> Trouble | None:
    """Why a path that an author wrote is none that is followed: not relative, an address, too long."""
    if not written.strip():
        return Trouble("missing-file", "the path is empty")
    if "\0" in written:
        return Trouble("missing-file", "a path cannot hold a NUL character")
    if len(written) > PATH_LIMIT:
        return Trouble("missing-file", f"a path of more than {PATH_LIMIT} characters names no file")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", written):
        return Trouble(
            "outside-path",
            f"'{written}' is an address, not a file",
            "save the file beside the deck and name it here",
        )
    if PurePosixPath(written).is_absolute() or PureWindowsPath(written).drive or written.startswith(("\\", "~")):
        return Trouble("outside-path", f"'{written}' is not a path below the project", "write it relative to this file")
    return None


def _is_below(path: Path, roots: Sequence[Path]) -> bool:
    try:
        real = path.resolve()
        return any(real.is_relative_to(root.resolve()) for root in roots)
    except (OSError, RuntimeError):  # a loop of links
        return False


def _outside(written: str) -> Trouble:
    return Trouble(
        "outside-path",
        f"'{written}' lies outside the project's folder",
        "copy the file into the project, or list its folder in the settings, as `folders: [../common]`",
    )
