"""Faces for people: what is known of each, and a face's metrics to be kept beside a deck."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import Trouble
from summitdeck.assets.font_files import Match
from summitdeck.assets.font_index import choose_face
from summitdeck.frozen import dataclass
from summitdeck.typeset.face_finder import FaceFinder
from summitdeck.typeset.faces import FaceKind, Faces, FaceSource, resolve_face
from summitdeck.typeset.font_metrics import face_to_metrics

_STYLES = ((False, False, "Regular"), (True, False, "Bold"), (False, True, "Italic"), (True, True, "BoldItalic"))


@dataclass(frozen=True, slots=True)
class FaceRow:
    """A face in a list for people."""

    name: str
    kind: FaceKind
    source: FaceSource
    path: str | None
    stand_in: str
    """The face whose numbers are used; the face itself where they are its own."""
    libreoffice: str
    """What LibreOffice draws: the face itself, or what stands in for it where it is missing."""
    words: str
    """What the widths are, in a few words."""


def list_faces(names: Iterable[str], faces: Faces = resolve_face) -> tuple[FaceRow, ...]:
    """What is known of each of these faces, once each, in their order."""
    rows = []
    for name in dict.fromkeys(names):
        face = faces(name)
        drawn = face.libreoffice or (face.stand_in if face.kind is FaceKind.COMPATIBLE else name)
        rows.append(FaceRow(name, face.kind, face.source, face.path, face.stand_in, drawn, face.describe()))
    return tuple(rows)


def dump_face(name: str, finder: FaceFinder) -> Mapping[str, str] | Trouble:
    """The metrics files of a face whose font is in a folder or installed here: file name → text, one for each style.

    They are for a `fonts/` folder where the font itself may not lie: on other machines, beside a deck, in a repository.
    """
    found = finder.font_faces(name)
    if not found:
        hint = "run this where the face is installed, or put its file into a `fonts/` folder"
        return Trouble("missing-font", f"no font here is called '{name}'", hint)
    texts: dict[str, str] = {}
    seen = set()
    for bold, italic, style in _STYLES:
        chosen = choose_face(found, bold, italic)
        if chosen is None or chosen in seen:
            continue
        seen.add(chosen)
        text = face_to_metrics(*chosen)
        if isinstance(text, Trouble):
            return text
        texts[f"{face_key(name)}-{style.lower()}.txt"] = _with_head(text, name, style, found[0][1])
    return texts


def _with_head(text: str, name: str, style: str, match: Match) -> str:
    """The metrics under the name and style that were asked for; the font's other names stay if they mean the same."""
    head, rest = text.split("\n---\n", 1)
    lines = dict([line.split(": ", 1) for line in head.splitlines()])
    lines["names"] = name if match.rank > 1 else " | ".join(dict.fromkeys([name, *lines["names"].split(" | ")]))
    lines |= {"face": name, "style": style}
    return "\n".join([f"{key}: {value}" for key, value in lines.items()]) + "\n---\n" + rest
