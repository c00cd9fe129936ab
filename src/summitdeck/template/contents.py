"""What of a template's file decks get, and what they do not, in the words of who made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.xml import Element
from summitdeck.problems import Problem

SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension of presentation.xml that lists sections (MS-PPTX 2.2.5.3)."""


class Count(NamedTuple):
    """A kind of thing that a file holds, and how many of it."""

    name: str
    """In the singular, as `sample slide`."""
    number: int

    def __str__(self) -> str:
        return self.name if self.name in _MASSES else f"{self.number} {_plural(self.name, self.number)}"


_MASSES = frozenset({"macros", "document properties", "view settings", "a thumbnail"})
"""What is not counted, but only there."""
_KINDS = (  # a part of its content type, and what a part of that type is called
    ("presentationml.slide+xml", "sample slide"),
    ("notesSlide+xml", "notes page"),
    ("slideMaster+xml", "slide master"),
    ("slideLayout+xml", "slide layout"),
    ("notesMaster+xml", "notes master"),
    ("handoutMaster+xml", "handout master"),
    ("theme+xml", "theme"),
    ("themeOverride+xml", "theme override"),
    ("presentationml.comments+xml", "page of comments"),
    ("powerpoint.comments+xml", "page of comments"),
    ("printerSettings", "printer setting"),
    ("core-properties+xml", "document properties"),
    ("extended-properties+xml", "document properties"),
    ("custom-properties+xml", "document properties"),
    ("viewProps+xml", "view settings"),
    ("diagramData+xml", "SmartArt drawing"),
    ("drawingml.chart+xml", "chart"),
    ("chartex+xml", "chart"),
    ("spreadsheetml.sheet", "workbook"),
    ("oleObject", "embedded object"),
    ("tags+xml", "set of tags"),
    ("customXml", "custom XML part"),
    ("x-fontdata", "embedded font"),
    ("obfuscatedFont", "embedded font"),
    ("ms-opentype", "embedded font"),
    ("image/", "picture"),
    ("audio/", "sound"),
    ("video/", "film"),
    ("ctivex", "control"),
)
_SILENT = ("presProps+xml", "tableStyles+xml", "main+xml", "diagram", "commentAuthors", "authors+xml", "chartstyle")
"""Parts that nobody counts: settings, and what belongs to a part that is counted."""


def kept_contents(kept: Package) -> tuple[Count, ...]:
    """What decks get: masters, layouts, themes, pictures, embedded fonts, …"""
    return _counted(kept.parts.values())


def dropped_contents(opened: Package, kept: Package, main: Element, remarks: Iterable[Problem]) -> tuple[Count, ...]:
    """What decks do not get: sample slides and what only they use, macros, sections, custom shows, properties."""
    parts = [part for name, part in opened.parts.items() if name not in kept.parts]
    thumbnails = opened.related(None, "thumbnail")
    counts = list(_counted(part for part in parts if part not in thumbnails))
    if thumbnails:
        counts.append(Count("a thumbnail", len(thumbnails)))
    counts += _listed(main)
    if any(remark.code == "macros-dropped" for remark in remarks):
        counts.append(Count("macros", 1))
    links = sum(1 for remark in remarks if remark.code == "linked-file")
    return (*counts, *([Count("link out of the file", links)] if links else []))


def _counted(parts: Iterable[Part]) -> tuple[Count, ...]:
    counted = Counter(name for part in parts if (name := _name(part)))
    order = {name: place for place, (_, name) in enumerate(reversed(_KINDS))}
    return tuple(Count(name, counted[name]) for name in sorted(counted, key=lambda name: (-order.get(name, -1), name)))


def _name(part: Part) -> str | None:
    kind = f"{part.content_type} customXml" if part.name.startswith("/customXml/item") else part.content_type
    if any(word in kind for word in _SILENT) and "diagramData" not in kind:
        return None
    return next((name for word, name in _KINDS if word in kind), "other part")


def _listed(main: Element) -> Iterator[Count]:
    """What presentation.xml itself lists."""
    shows = main.child("p:custShowLst")
    if shows and shows.children:
        yield Count("custom show", len(shows.children))
    extensions = main.child("p:extLst")
    for extension in extensions.children if extensions else ():
        if (extension.get("uri") or "").upper() == SECTIONS:
            found = sum(1 for element in extension.walk() if element.tag == "p14:section")
            yield Count("section", found)


def _plural(name: str, number: int) -> str:
    if number == 1:
        return name
    head, *rest = name.split(" of ") if " of " in name else name.split(" out of ")
    joint = " of " if " of " in name and " out of " not in name else " out of "
    return joint.join([f"{head}s", *rest])
