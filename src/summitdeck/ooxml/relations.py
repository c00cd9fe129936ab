"""The names of relationships and content types, and the relationships of a part in the making."""

from __future__ import annotations

from collections.abc import Iterable

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.model import Relation

if TYPE_CHECKING:
    from typing import Final


OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART: Final = OFFICE + "/chart"
HYPERLINK: Final = OFFICE + "/hyperlink"
IMAGE: Final = OFFICE + "/image"
NOTES_MASTER: Final = OFFICE + "/notesMaster"
NOTES_SLIDE: Final = OFFICE + "/notesSlide"
PACKAGE: Final = OFFICE + "/package"
PRESENTATION_PROPERTIES: Final = OFFICE + "/presProps"
SLIDE: Final = OFFICE + "/slide"
SLIDE_LAYOUT: Final = OFFICE + "/slideLayout"
SLIDE_MASTER: Final = OFFICE + "/slideMaster"
TABLE_STYLES: Final = OFFICE + "/tableStyles"
THEME: Final = OFFICE + "/theme"
VIEW_PROPERTIES: Final = OFFICE + "/viewProps"
EXTENDED_PROPERTIES: Final = OFFICE + "/extended-properties"
CORE_PROPERTIES: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
THUMBNAIL: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"

NOTES_MASTER_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
EXTENDED_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


class Relations:
    """The relationships of one part while its XML is written; each target gets one id however often it is
    named."""

    __slots__ = ("_ids", "_next", "_relations")

    def __init__(self, existing: Iterable[Relation] = ()) -> None:
        self._relations = list(existing)
        self._ids = {(r.type, r.target): r.id for r in self._relations}
        self._next = 1 + max((_number(r.id) for r in self._relations), default=0)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of type `kind` to `target` (a part name, or a URL when external)."""
        known = self._ids.get((kind, target))
        if known is not None:
            return known
        name = f"rId{self._next}"
        self._next += 1
        self._ids[kind, target] = name
        self._relations.append(Relation(name, kind, target, external))
        return name

    def done(self) -> tuple[Relation, ...]:
        """All of them, in the order they came."""
        return tuple(self._relations)


def _number(name: str) -> int:
    """n of `rIdn`; 0 for an id of another form, which no new one can equal."""
    return int(name[3:]) if name.startswith("rId") and name[3:].isdecimal() else 0
