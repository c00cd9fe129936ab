"""Faces of font files: those in `fonts/` folders beside a deck or its template, and those of this machine.

A face is looked for in this order, and says where it was found:

1. in each folder, the first one first: a font file, or a metrics file (`summitdeck fonts dump` makes them);
2. among what is shipped: its own numbers, those of a face as wide, or its pitch. These never depend on the machine;
3. among the fonts installed here, unless `SUMMITDECK_FONTS=shipped` is set, for results that are the same everywhere;
4. as an estimate by a factor; else it is unknown.

Nothing is opened before the first face is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import Trouble, display_name, read_text
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import Problem, warning
from summitdeck.typeset.advances import Advances, Style, metrics_head, why_no_metrics
from summitdeck.typeset.face_tables import drawn_by_libreoffice
from summitdeck.typeset.faces import FaceKind, FaceMetrics, FaceSource, is_settled, resolve_face

if TYPE_CHECKING:
    from summitdeck.assets.font_files import FontFace, Match
    from summitdeck.assets.font_index import FontIndex

FILES_LIMIT = 500
"""Files of a fonts folder that are looked at."""
METRICS_LIMIT = 4 * 2**20
"""Bytes of a metrics file: one of all East Asian characters has 70 kB."""
SWITCH = "SUMMITDECK_FONTS"
"""Environment: `shipped` keeps the fonts of this machine out."""
_STYLES = {"regular": (False, False), "bold": (True, False), "italic": (False, True), "bolditalic": (True, True)}


def find_faces(folders: Sequence[Path], *, installed: bool = True) -> FaceFinder:
    """Faces of font files in these folders, of which some may be missing, and on this machine if `installed`."""
    return FaceFinder(tuple(folders), installed and os.environ.get(SWITCH, "") != "shipped")


class FaceFinder:
    """Gives the metrics of faces by their names: see `Faces`. Each is looked for once."""

    def __init__(self, folders: tuple[Path, ...], installed: bool) -> None:
        self._places = folders
        self._installed = installed
        self._folders: tuple[FontFolder, ...] | None = None
        self._known: dict[tuple[str, bool], FaceMetrics] = {}
        self._problems: dict[Problem, None] = {}
        self._paths: dict[Path, None] = {}

    def __call__(self, name: str, east_asian: bool = False) -> FaceMetrics:
        """The metrics that stand for the face of this name; never fails."""
        found = self._known.get((name, east_asian))
        if found is None:
            found = self._known[name, east_asian] = self._resolve(name, east_asian)
        return found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A warning `unreadable-font` for each file of the folders that cannot be read."""
        self._open()
        return tuple(self._problems)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that were read so far: all fonts and metrics of the folders, and the installed fonts in use."""
        self._open()
        return tuple(self._paths)

    def font_faces(self, name: str) -> tuple[tuple[FontFace, Match], ...]:
        """The faces of this name in font files, whatever is shipped: of the first folder that has it, or installed."""
        key = face_key(name)
        for folder in self._open():
            if found := folder.index.find(key):
                return found
        return self._installed_index().find(key) if self._installed else ()

    def _resolve(self, name: str, east_asian: bool) -> FaceMetrics:
        key = face_key(name)
        for folder in self._open():
            found = self._measured(name, folder.index.find(key), FaceSource.FOLDER) or folder.metrics(name, key)
            if found is not None:
                return found
        shipped = resolve_face(name)
        if not self._installed or is_settled(shipped, east_asian):
            return shipped
        return self._measured(name, self._installed_index().find(key), FaceSource.INSTALLED) or shipped

    def _open(self) -> tuple[FontFolder, ...]:
        if self._folders is None:
            opened = [read_font_folder(place) for place in self._places if place.is_dir()]
            self._folders = tuple(opened)
            for folder in opened:
                self._paths.update(dict.fromkeys(folder.paths))
                for path, trouble in folder.troubles:
                    self._tell(path, trouble)
        return self._folders

    def _installed_index(self) -> FontIndex:
        from summitdeck.assets.font_index import installed_fonts

        return installed_fonts()

    def _tell(self, path: Path, trouble: Trouble) -> None:
        message = trouble.message.replace(f"'{path.name}'", f"'{display_name(path)}'", 1)
        hint = trouble.hint or "put the font's file, or its metrics, into the folder anew"
        self._problems[warning("unreadable-font", message, None, hint)] = None

    def _measured(self, name: str, found: tuple[tuple[FontFace, Match], ...], source: FaceSource) -> FaceMetrics | None:
        """The metrics of the face that one of these font faces is; None where none can be read."""
        if not found:
            return None
        from summitdeck.assets.font_index import choose_face
        from summitdeck.typeset.font_metrics import face_to_metrics

        def read(bold: bool, italic: bool) -> Advances | None:
            chosen = choose_face(found, bold, italic)
            text = face_to_metrics(*chosen) if chosen else ""
            if isinstance(text, Trouble) or not chosen:
                if isinstance(text, Trouble) and chosen and source is FaceSource.FOLDER:
                    self._tell(Path(chosen[0].path), text)
                return None
            self._paths[Path(chosen[0].path)] = None
            return Advances(text)

        regular, usual = read(False, False), choose_face(found, False, False)
        if regular is None or usual is None:
            return None
        face, weight = usual
        kind = FaceKind.ESTIMATED if _is_other_weight(found, face, weight) else FaceKind.EXACT
        return _metrics(name, kind, _styles(read, regular), source, face.path)


def _is_other_weight(found: tuple[tuple[FontFace, Match], ...], face: FontFace, weight: int) -> bool:
    """Whether a named weight of a variable font was asked for that is not its usual one: not all viewers draw it."""
    return weight != face.usual and face.heaviest > 0 and all(match.rank == 3 for _, match in found)


def _metrics(
    name: str, kind: FaceKind, read: Callable[[bool, bool], Advances], source: FaceSource, path: str
) -> FaceMetrics:
    """A face of a file. LibreOffice has it only if it is installed: a folder beside a deck is not."""
    drawn = None if source is FaceSource.INSTALLED else drawn_by_libreoffice(face_key(name))
    return FaceMetrics(name, kind, name, read, source=source, path=path, libreoffice=drawn)


def _styles(read: Callable[[bool, bool], Advances | None], regular: Advances) -> Callable[[bool, bool], Advances]:
    """A face's widths by style, each read once; those of the regular one where a style cannot be read."""
    known: dict[tuple[bool, bool], Advances] = {(False, False): regular}

    def style(bold: bool, italic: bool) -> Advances:
        if (bold, italic) not in known:
            known[bold, italic] = read(bold, italic) or regular
        return known[bold, italic]

    return style


class FontFolder:
    """What a fonts folder holds."""

    __slots__ = ("_metrics", "index", "paths", "troubles")

    def __init__(self, index: FontIndex) -> None:
        self.index = index
        """Its font files."""
        self.paths: list[Path] = []
        self.troubles: list[tuple[Path, Trouble]] = []
        self._metrics: dict[str, dict[Style, tuple[Path, str]]] = {}

    def add_metrics(self, path: Path, text: str) -> None:
        """Take a metrics file's text; one that is broken becomes a trouble, and a text of another kind nothing."""
        text = text.replace("\r\n", "\n")
        if not text.startswith("face: "):
            return
        self.paths.append(path)
        why = why_no_metrics(text)
        if why:
            hint = "make it anew with `summitdeck fonts dump`, where the font is installed"
            self.troubles.append((path, Trouble("unreadable-font", f"'{path.name}' holds no metrics: {why}", hint)))
            return
        head = metrics_head(text)
        style = _STYLES.get(face_key(head.get("style", "")), (False, False))
        for name in [head["face"], *head.get("names", "").split("|")]:
            if name.strip():
                self._metrics.setdefault(face_key(name), {}).setdefault(style, (path, text))

    def metrics(self, name: str, key: str) -> FaceMetrics | None:
        """The face of this name, if a metrics file has it."""
        styles = self._metrics.get(key)
        if not styles:
            return None

        def read(bold: bool, italic: bool) -> Advances | None:
            for style in ((bold, italic), (bold, False), (False, italic)):
                if style in styles:
                    return Advances(styles[style][1])
            return None

        path, text = styles.get((False, False)) or next(iter(styles.values()))
        return _metrics(name, FaceKind.EXACT, _styles(read, Advances(text)), FaceSource.METRICS, path.as_posix())


def read_font_folder(place: Path) -> FontFolder:
    """The fonts and metrics files in a folder and below. What a link leads to outside of it is not read."""
    from summitdeck.assets.font_files import FONT_SUFFIXES
    from summitdeck.assets.font_index import font_files, index_files

    root = place.resolve()
    fonts: list[Path] = []
    texts: list[Path] = []
    troubles: list[tuple[Path, Trouble]] = []
    for path in font_files(place, FILES_LIMIT, 3, (*FONT_SUFFIXES, ".woff2", ".txt")):
        if not path.resolve().is_relative_to(root):
            why = f"'{path.name}' is a link that leads out of the folder"
            troubles.append((path, Trouble("unreadable-font", why, "copy the file itself into the folder")))
        else:
            (texts if path.suffix.lower() == ".txt" else fonts).append(path)
    index, broken = index_files(fonts)
    folder = FontFolder(index)
    folder.paths += fonts
    folder.troubles += [*troubles, *broken]
    for path in texts:
        text = read_text(path, METRICS_LIMIT)
        if isinstance(text, str):
            folder.add_metrics(path, text)
    return folder
