"""A presentation without its slides: what is left is the design, ready to take other slides.

Two steps: first the relationships decide what stays (no XML is read, nothing of what goes is unpacked), then the
XML of what stays is freed of whatever pointed to what went. Nothing stays that nothing points to. `fates` has the
tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress

from summitdeck.assets.files import Trouble
from summitdeck.frozen import NamedTuple, replace
from summitdeck.ooxml.escape import is_web_address, url_to_uri
from summitdeck.ooxml.fates import PACKAGE_FATES, PART_FATES, TOLD_CODES, Fate, fate_of
from summitdeck.ooxml.ids import free_number
from summitdeck.ooxml.labels import labels_only
from summitdeck.ooxml.loose_ends import cut_loose_ends
from summitdeck.ooxml.model import Deflated, Package, Part, Relation
from summitdeck.ooxml.names import MAIN_TYPES, NOTES_TYPE, PRESENTATION_TYPE, SLIDE_TYPE
from summitdeck.ooxml.package_reader import proven, xml_trouble
from summitdeck.ooxml.relations import SLIDE_MASTER, Relations
from summitdeck.ooxml.xml import XmlFault
from summitdeck.problems import Problem, note, warning

_NAMED = re.compile(rb' r:\w+="([^"]+)"')
"""The names of relationships in XML, as it is usually written; enough to see that a part needs a closer look."""
_ONE = frozenset({"theme", "notesMaster", "handoutMaster", "presProps", "tableStyles", "slideMaster", "themeOverride"})
"""Kinds of relationship of which a part has one, but for the presentation's masters."""
_MEDIA = frozenset({"audio", "video", "media"})
_MASTERS = frozenset({"slideMaster", "notesMaster", "handoutMaster"})


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
    return _with_own_themes(_with_masters(replace(whole, parts=parts)))


class _Choice(NamedTuple):
    """Which parts and relationships stay."""

    package: Package
    label: str

    def chosen(self) -> Package:
        """The package of what stays, its XML as it was."""
        main = self.package.related(None, "officeDocument")[0]
        own = [r for r in self.package.relations if self._stays(r, in_package=True)]
        own = [r for r in own if r.kind != "officeDocument" or r.target == main.name]
        gone = [r for r in self.package.relations if not self._stays(r, in_package=True)]
        remarks = dict.fromkeys((*self.package.remarks, *self._told(gone, in_package=True)))
        parts: dict[str, Part] = {}
        relations = []
        for relation in {r.kind: r for r in reversed(own)}.values():
            root = self.package.parts[relation.target]
            labels = labels_only(root) if relation.kind == "custom-properties" else root
            if labels is not None:
                relations.append(relation)
                remarks |= dict.fromkeys(self._gather(labels, parts))
        parts[main.name] = replace(parts[main.name], content_type=PRESENTATION_TYPE)
        ordered = tuple(r for r in self.package.relations if r in relations)
        return Package(parts, ordered, tuple(remarks))

    def _gather(self, root: Part, parts: dict[str, Part]) -> list[Problem]:
        """Put in a part and all that hangs on it; what is told of that."""
        remarks: list[Problem] = []
        waiting = [root]
        while waiting:
            part = waiting.pop()
            if part.name in parts:
                continue
            stays = [self._stays(relation) for relation in part.relations]
            relations = tuple(_each_once(part, compress(part.relations, stays)))
            remarks += self._told(relation for relation, kept in zip(part.relations, stays, strict=True) if not kept)
            parts[part.name] = Part(part.name, part.content_type, _settled(part.content), relations)
            waiting += [self.package.parts[r.target] for r in reversed(relations) if not r.external]
        return remarks

    def _stays(self, relation: Relation, *, in_package: bool = False) -> bool:
        kind = relation.kind
        if fate_of(kind, in_package) is not Fate.STAYS:
            return False
        if relation.external:
            return kind == "hyperlink" and is_web_address(url_to_uri(relation.target))
        target = self.package.parts.get(relation.target)
        return target is not None and target.content_type not in (SLIDE_TYPE, NOTES_TYPE)

    def _told(self, relations: Iterable[Relation], *, in_package: bool = False) -> Iterator[Problem]:
        """What goes although somebody may miss it, of relationships that do not stay."""
        table = PACKAGE_FATES if in_package else PART_FATES
        for relation in relations:
            kind = relation.kind
            ruling = table.get(kind)
            if ruling and ruling.fate in (Fate.WARNED, Fate.NOTED):
                tell = warning if ruling.fate is Fate.WARNED else note
                message = f"{ruling.why} of '{self.label}' are left out"
                yield tell(TOLD_CODES.get(kind, "left-out"), message)
            elif in_package or fate_of(kind, in_package) is not Fate.STAYS:
                continue
            elif relation.external:
                message = f"'{self.label}' points out of itself, to '{relation.target[:80]}': that link is left out"
                yield warning("linked-file", message)
            elif not relation.external and relation.target not in self.package.parts and kind == "image":
                yield warning("missing-part", f"a picture of '{self.label}' is missing: {relation.target[1:]}")


def _each_once(part: Part, relations: Iterable[Relation]) -> Iterator[Relation]:
    """A part's relationships as PowerPoint wants them: addresses as URIs, one of what there is one of, none to a
    layout but from a master (python-pptx #132, #688)."""
    is_main = part.content_type in MAIN_TYPES
    seen: set[str] = set()
    for relation in relations:
        kind = relation.kind
        if kind in seen or (is_main and kind == "slideLayout"):
            continue
        if kind in _ONE and not (is_main and kind == "slideMaster"):
            seen.add(kind)
        uri = url_to_uri(relation.target) if relation.external else relation.target
        yield relation if uri == relation.target else replace(relation, target=uri)


def _settled(content: bytes | Deflated) -> bytes | Deflated:
    """Copied out of the file it was read from, so that the whole of it need not stay in memory."""
    if isinstance(content, Deflated):
        return replace(content, data=bytes(content.data))
    return content


def _freed(part: Part, before: Part) -> Part | XmlFault:
    """The part with no element left that names a relationship it does not have (any more)."""
    if not part.content_type.endswith("xml") or part.name.lower().endswith(".vml"):
        return part
    ids = {relation.id for relation in part.relations}
    gone = [relation for relation in before.relations if relation.id not in ids]
    data = part.data
    if not gone and part.content_type != PRESENTATION_TYPE and not _may_dangle(data, ids):
        return part
    edited = cut_loose_ends(data, ids, media_lost=any(relation.kind in _MEDIA for relation in gone))
    if isinstance(edited, XmlFault) or edited == data:
        return edited if isinstance(edited, XmlFault) else part
    return replace(part, content=edited)


def _may_dangle(data: bytes, ids: set[str]) -> bool:
    if any(word in data for word in (b"ppaction", b"custShow", b"sldRg")) or b"\0" in data[:4]:  # UTF-16
        return True
    return any(name.decode("utf-8", "replace") not in ids for name in _NAMED.findall(data))


def _with_masters(package: Package) -> Package:
    """The package with each layout related to its master, where a program forgot to say which that is."""
    parts = dict(package.parts)
    for master in package.related(package.related(None, "officeDocument")[0], "slideMaster"):
        for layout in package.related(master, "slideLayout"):
            if all(relation.kind != "slideMaster" for relation in layout.relations):
                relations = Relations(layout.relations)
                relations.add(SLIDE_MASTER, master.name)
                parts[layout.name] = replace(layout, relations=relations.done())
    return replace(package, parts=parts)


def _with_own_themes(package: Package) -> Package:
    """The package with a theme for each master: PowerPoint offers a repair where two share one (PptxGenJS #1449)."""
    masters = [
        package.parts[name]
        for name in dict.fromkeys(r.target for p in package.parts.values() for r in p.relations if r.kind in _MASTERS)
    ]
    parts = dict(package.parts)
    taken: set[str] = set()
    for master in masters:
        relations = []
        for relation in master.relations:
            if relation.kind == "theme" and relation.target in taken:
                theme = parts[relation.target]
                name = f"/ppt/theme/theme{free_number(parts, '/ppt/theme/theme')}.xml"
                parts[name] = replace(theme, name=name)
                relation = replace(relation, target=name)
            if relation.kind == "theme":
                taken.add(relation.target)
            relations.append(relation)
        if tuple(relations) != master.relations:
            parts[master.name] = replace(master, relations=tuple(relations))
    return replace(package, parts=parts)
