"""Which font file has a face: an index by name of a folder's fonts, and of those installed on this machine.

An index is text, one line for each name of each face, so that a name is looked up without reading the rest. That of
the machine is kept in the cache, and holds as long as the folders the fonts lie in, and the configuration that names
these folders, are unchanged: a look at the times of some folders, where a list of all fonts takes a program's run.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.assets.files import Trouble
from summitdeck.assets.font_files import FONT_SUFFIXES, FontFace, Match, read_faces

KIND = "font-index"
"""Kind of cache entry."""
VERSION = "1"
"""To be raised when a line of an index means something else."""
FILES_LIMIT = 20_000
"""Font files of a machine that are looked at."""
PATIENCE = 10
"""Seconds that `fc-list` may take: the first time it reads all fonts."""
_UNIX = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_MAC = (
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "/Applications/Microsoft PowerPoint.app/Contents/Resources/DFonts",  # Office's own
    "~/Library/Group Containers/UBF8T346G9.Office/FontCache/4/CloudFonts",  # what Office fetched
)
_WINDOWS = (
    "%WINDIR%/Fonts",
    "%LOCALAPPDATA%/Microsoft/Windows/Fonts",  # installed by one user
    "%LOCALAPPDATA%/Microsoft/FontCache/4/CloudFonts",  # what Office fetched, as Aptos
)
_BUSY = ("/", "~", "~/.local/share", "/usr/share")
"""Folders that change for other reasons than fonts."""
_CONFIGURATION = (
    "/etc/fonts/fonts.conf",
    "/etc/fonts/conf.d",
    "/etc/fonts/local.conf",
    "~/.config/fontconfig",
)
_ENVIRONMENT = (
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "FONTCONFIG_SYSROOT",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "HOME",
)


class FontIndex:
    """Faces by their names."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        """Take the lines of an index, sorted."""
        self._text = "\n" + text

    def find(self, key: str) -> tuple[tuple[FontFace, Match], ...]:
        """All faces that have this name, a key as `face_key` makes it."""
        found, at = [], self._text.find(f"\n{key}\t")
        while at >= 0:
            end = self._text.find("\n", at + 1)
            found.append(_read_line(self._text[at + 1 : end]))
            at = end if self._text.startswith(f"{key}\t", end + 1) else -1
        return tuple(found)


def choose_face(found: Iterable[tuple[FontFace, Match]], bold: bool, italic: bool) -> tuple[FontFace, int] | None:
    """The face that draws a style of what goes by one name, and its value on the weight axis, 0 where it has none.

    Where a family has no bold or italic, its upright letters are thickened or slanted, which changes no width.
    """
    candidates = list(found)
    family = [pair for pair in candidates if pair[1].rank < 2]  # a face's full name counts where no family has it
    target = 700 if bold else 400

    def distance(pair: tuple[FontFace, Match]) -> tuple[object, ...]:
        face, match = pair
        weight = _weight(face, match, target)
        has_bold = face.bold or ((match.rank == 1 or face.heaviest > 0) and weight >= 600)
        return (
            has_bold != bold,
            face.italic != italic,
            match.rank,
            abs(weight - target),
            abs(face.width - 5),
            face.path,
            face.number,
        )

    best = min(family or candidates, key=distance, default=None)
    if best is None:
        return None
    face, match = best
    return face, _weight(face, match, target) if face.heaviest else 0


def _weight(face: FontFace, match: Match, target: int) -> int:
    if not face.heaviest:
        return face.weight
    return min(max(match.weight or target, face.lightest), face.heaviest)


def index_files(paths: Iterable[Path]) -> tuple[FontIndex, tuple[tuple[Path, Trouble], ...]]:
    """An index of font files, and why some could not be read."""
    text, troubles = _index(paths)
    return FontIndex(text), troubles


def installed_fonts() -> FontIndex:
    """The index of the fonts on this machine: kept from earlier, or made anew."""
    key = "\0".join([VERSION, sys.platform, *[os.environ.get(name, "") for name in _ENVIRONMENT]])
    kept = (read_cached(KIND, key) or b"").decode("utf-8", "surrogateescape")
    stamps, parted, text = kept.partition("\n---\n")
    if parted and all(map(_still_holds, stamps.splitlines())) and _is_index(text):
        return FontIndex(text)
    paths = _installed_files()
    folders = _watched(paths)
    stamps = "\n".join([f"{_changed(folder)} {folder}" for folder in folders if "\n" not in folder])
    text, _ = _index(paths)
    write_cached(KIND, key, f"{stamps}\n---\n{text}".encode("utf-8", "surrogateescape"))
    return FontIndex(text)


def _is_index(text: str) -> bool:
    """Whether a kept text is made of the lines that an index is made of."""
    return re.fullmatch(r"(?:[^\t\n]*(?:\t-?[0-9]{1,9}){10}\t[^\t\n]+\n)*+", text) is not None


def _still_holds(stamp: str) -> bool:
    time, _, folder = stamp.partition(" ")
    return time == str(_changed(folder))


def _changed(folder: str) -> int:
    """When a folder was last changed, ns; 0 where there is none."""
    try:
        return Path(folder).stat().st_mtime_ns
    except (OSError, ValueError):
        return 0


def _index(paths: Iterable[Path]) -> tuple[str, tuple[tuple[Path, Trouble], ...]]:
    lines, troubles = [], []
    for path in paths:
        faces = read_faces(path)
        if isinstance(faces, Trouble):
            troubles.append((path, faces))
        elif "\n" not in str(path) and "\t" not in str(path):
            lines += [_print_line(face, match) for face, matches in faces for match in matches]
    return "".join(sorted(lines)), tuple(troubles)


def _print_line(face: FontFace, match: Match) -> str:
    path, *numbers = face
    return "\t".join([match.key, *map(str, map(int, [match.rank, match.weight, *numbers])), path]) + "\n"


def _read_line(line: str) -> tuple[FontFace, Match]:
    key, *words, path = line.split("\t")
    rank, own, number, weight, width, bold, italic, *axis = map(int, words)
    return FontFace(path, number, weight, width, bool(bold), bool(italic), *axis), Match(key, rank, own)


def _installed_files() -> list[Path]:
    """All font files of this machine, as fontconfig lists them, or else what lies in the usual folders."""
    listed = _fontconfig_files()
    if listed is None:
        listed = [path for folder in _usual_folders() for path in font_files(folder, FILES_LIMIT)]
    return sorted({path for path in listed if path.suffix.lower() in FONT_SUFFIXES})[:FILES_LIMIT]


def _fontconfig_files() -> list[Path] | None:
    """What `fc-list` lists; None where there is none, or it fails or hangs."""
    import shutil
    import subprocess

    program = shutil.which("fc-list")
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "--format", "%{file}\n"],
            capture_output=True,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if done.returncode:
        return None
    return [Path(line) for line in done.stdout.decode("utf-8", "surrogateescape").splitlines() if line]


def _usual_folders() -> tuple[Path, ...]:
    named = _WINDOWS if sys.platform == "win32" else _MAC if sys.platform == "darwin" else _UNIX
    return tuple(_expanded([os.path.expandvars(name) for name in named]))


def _expanded(names: Iterable[str]) -> Iterator[Path]:
    """The folders of these names that mean one here."""
    for name in names:
        with suppress(RuntimeError):  # no home folder
            if "%" not in name:
                yield Path(name).expanduser()


def font_files(folder: Path, most: int, depth: int = 8, suffixes: Sequence[str] = FONT_SUFFIXES) -> list[Path]:
    """The files below a folder that end like fonts, sorted, at most so many; links to folders are not followed."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        if len(Path(place).relative_to(folder).parts) >= depth:
            folders.clear()
        found += [Path(place, name) for name in sorted(names) if name.lower().endswith(tuple(suffixes))]
        if len(found) >= most:
            break
    return found[:most]


def _watched(paths: Iterable[Path]) -> Iterator[str]:
    """The folders whose times tell whether other fonts are installed: those that hold some and those above them, the
    usual ones with all below, and fontconfig's configuration."""
    folders = {path.parent for path in paths}
    folders |= {folder.parent for folder in folders}.difference(_expanded(_BUSY))
    for usual in _usual_folders():
        folders.add(usual)
        folders.update([Path(place) for place, _, _ in os.walk(usual)])
    folders.update(_expanded(_CONFIGURATION))
    yield from sorted([folder.as_posix() for folder in folders])
