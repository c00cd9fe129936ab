"""A presentation without its slides: what is left is the design, ready to take other slides.

Two steps: first the relationships decide what stays (no XML is read, nothing of what goes is unpacked), then the
XML of what stays is freed of whatever pointed to what went. Nothing stays that nothing points to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from summitdeck.assets.files import Trouble
from summitdeck.frozen import replace
from summitdeck.ooxml.model import Deflated, Package, Part, Relation
from summitdeck.ooxml.names import NOTES_TYPE, PRESENTATION_TYPE, SLIDE_TYPE
from summitdeck.ooxml.package_reader import proven, xml_trouble
from summitdeck.ooxml.xml import XmlFault
from summitdeck.ooxml.xml_edit import Cut, Edit, Set, edit_xml
from summitdeck.problems import Problem, warning

_TEMPORARY = frozenset(
    {
        "slide",
        "notesSlide",
        "printerSettings",
        "vbaProject",
        "viewProps",  # how its author last looked at it; may open every deck in the master view
        "comments",
        "commentAuthors",
        "authors",
        "changesInfo",
        "revisionInfo",
        "htmlPubSaveAs",
    }
)
"""Kinds of relationship that belong to the slides, or to the work on them, and not to the design."""
_SAFE_LINKS = ("http://", "https://", "mailto:")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The extension of presentation.xml that lists sections (MS-PPTX 2.2.5.3)."""
_SLIDE_LISTS = frozenset({"p:sldIdLst", "p:custShowLst", "p:custShow", "p:sldRg", "p:htmlPubPr"})
"""Elements of presentation.xml and presProps.xml that name slides."""
_LINKS = frozenset({"a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver"})
_UNSAFE_ACTIONS = ("ppaction://macro", "ppaction://program", "ppaction://ole", "ppaction://customshow")
_OPTIONAL_REFERENCE = frozenset({"a:blip"})
"""Elements that are valid without the relationship they name; all others are cut out with it."""


def strip_slides(package: Package) -> Package:
    """The package without slides, their notes, media and comments, sections, custom shows, printer settings,
    thumbnail and document properties; masters, layouts, themes and what they use stay. The main part becomes that
    of a plain presentation. For a package from `read_package`; one whose XML is damaged comes back as it is.
    """
    stripped = stripped_package(package, "the template")
    return package if isinstance(stripped, Trouble) else stripped


def stripped_package(package: Package, label: str) -> Package | Trouble:
    """The same for a package whose parts are not proven yet: those that stay are, and Trouble says which is not."""
    chosen = _Choice(package, label).chosen()
    whole = proven(chosen, label)
    if isinstance(whole, Trouble):
        return whole
    parts: dict[str, Part] = {}
    for part in whole.parts.values():
        freed = _freed(part, package.parts.get(part.name, part))
        if isinstance(freed, XmlFault):
            return xml_trouble(label, part.name, freed)
        parts[part.name] = freed
    return replace(whole, parts=parts)


class _Choice(NamedTuple):
    """Which parts and relationships stay."""

    package: Package
    label: str

    def chosen(self) -> Package:
        """The package of what stays, its XML as it was."""
        main = self.package.related(None, "officeDocument")[0]
        package_relations = tuple(r for r in self.package.relations if r.target == main.name)[:1]
        parts: dict[str, Part] = {}
        waiting = [main.name]
        remarks: dict[Problem, None] = dict.fromkeys(self.package.remarks)
        while waiting:
            name = waiting.pop()
            if name in parts:
                continue
            part = self.package.parts[name]
            relations = tuple(r for r in part.relations if self._stays(r))
            remarks |= dict.fromkeys(self._remarks(part))
            parts[name] = Part(name, part.content_type, _settled(part.content), relations)
            waiting += [r.target for r in reversed(relations) if not r.external]
        parts[main.name] = replace(parts[main.name], content_type=PRESENTATION_TYPE)
        return Package(parts, package_relations, tuple(remarks))

    def _stays(self, relation: Relation) -> bool:
        if relation.external:
            return relation.kind == "hyperlink" and relation.target.lower().startswith(_SAFE_LINKS)
        target = self.package.parts.get(relation.target)
        return (
            target is not None
            and relation.kind not in _TEMPORARY
            and target.content_type not in (SLIDE_TYPE, NOTES_TYPE)
        )

    def _remarks(self, part: Part) -> list[Problem]:
        """What goes although the design uses it."""
        found = []
        for relation in part.relations:
            if relation.external and not self._stays(relation):
                message = f"'{self.label}' points out of itself, to '{relation.target[:80]}': that link is left out"
                found.append(warning("linked-file", message))
            elif not relation.external and relation.target not in self.package.parts and relation.kind == "image":
                found.append(warning("missing-part", f"a picture of '{self.label}' is missing: {relation.target[1:]}"))
        return found


def _settled(content: bytes | Deflated) -> bytes | Deflated:
    """Copied out of the file it was read from, so that the whole of it need not stay in memory."""
    if isinstance(content, Deflated):
        return replace(content, data=bytes(content.data))
    return content


def _freed(part: Part, before: Part) -> Part | XmlFault:
    """The part with no element left that names a relationship it had before and has no more."""
    if not part.content_type.endswith("xml") or part.name.lower().endswith(".vml"):
        return part
    gone = frozenset(r.id for r in before.relations) - {r.id for r in part.relations}
    main = part.content_type == PRESENTATION_TYPE
    data = part.data
    if not gone and not main and not _may_hold_actions(part, data):
        return part

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return _edit(tag, attributes, gone)

    edited = edit_xml(data, decide)
    if isinstance(edited, XmlFault) or edited == data:
        return edited if isinstance(edited, XmlFault) else part
    return replace(part, content=edited)


def _may_hold_actions(part: Part, data: bytes) -> bool:
    return any(word in data for word in (b"ppaction", b"custShow", b"sldRg")) or b"\0" in data[:4]  # UTF-16


def _edit(tag: str, attributes: Mapping[str, str], gone: frozenset[str]) -> Edit:
    if tag in _SLIDE_LISTS or (tag == "p:ext" and attributes.get("uri", "").upper() == _SECTIONS):
        return Cut()
    if tag in _LINKS and attributes.get("action", "").startswith(_UNSAFE_ACTIONS):
        return Cut()
    lost = [name for name, value in attributes.items() if name.startswith("r:") and value in gone]
    if not lost:
        return None
    return Set(dict.fromkeys(lost)) if tag in _OPTIONAL_REFERENCE else Cut()
