"""Whether decks can be built on a template at all: what PowerPoint would not open or would repair is refused, since
what is built on it would be repaired too. What can be put right without a doubt is, by `mend`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from summitdeck.assets.files import Trouble
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.xml import Element
from summitdeck.problems import Problem, Severity, warning

if TYPE_CHECKING:
    from summitdeck.ooxml.self_check import Fault

MOST_TOLD = 3
"""Faults of a template that a build names; `template lint` names all."""
_TYPES = {
    "slideMaster": ".presentationml.slideMaster+xml",
    "slideLayout": ".presentationml.slideLayout+xml",
    "notesMaster": ".presentationml.notesMaster+xml",
    "handoutMaster": ".presentationml.handoutMaster+xml",
    "theme": ".theme+xml",
}
"""How the content type ends of what a relationship of this kind leads to."""
_ID = re.compile(r"[A-Za-z_][\w.-]*")
"""What the id of a relationship may be (xsd:ID)."""


def refuse_foundation(package: Package, trees: Mapping[str, Element], label: str) -> Trouble | None:
    """Why no deck is built on a template, the first of all reasons; None when none is known. `trees` are its parsed
    parts, already mended."""
    fault = next(_faults(package, trees), None)
    if fault is None:
        return None
    hint = "open it in PowerPoint, let it be repaired, look at what is left, and save it"
    return Trouble("damaged-file", f"'{label}' is damaged: {fault}", hint)


def check_soundness(package: Package, label: str) -> Iterator[Problem]:
    """What PowerPoint is known to offer a repair for, in the parts that decks get of a template: one warning."""
    found = [str(fault) for fault in prompting_faults(package)]
    if found:
        more = f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
        hint = "open it in PowerPoint and save it again; until then it may offer to repair every deck built on it"
        yield warning("unsound-template", f"'{label}' is not sound: {'; '.join(found[:MOST_TOLD])}{more}", None, hint)


def prompting_faults(package: Package) -> list[Fault]:
    """The faults of a template's package that PowerPoint is known to offer a repair for."""
    from summitdeck.ooxml.self_check import find_faults  # a template is read once, then remembered

    return [fault for fault in find_faults(package) if fault.rule.elsewhere is Severity.ERROR]


def _faults(package: Package, trees: Mapping[str, Element]) -> Iterator[str]:
    main = package.related(None, "officeDocument")[0]
    yield from _presentation_faults(main, trees[main.name])
    for part in package.parts.values():
        yield from _relation_faults(part, package)
    for master in package.related(main, "slideMaster"):
        if not package.related(master, "theme"):
            yield f"'{master.name[1:]}' has no theme"
        for layout in package.related(master, "slideLayout"):
            if package.related(layout, "slideMaster") != (master,):
                yield f"'{layout.name[1:]}' does not belong to the slide master that lists it"


def _presentation_faults(main: Part, tree: Element) -> Iterator[str]:
    from summitdeck.ooxml.grammar import children_faults  # a template is read once, then remembered

    listed = tree.child("p:sldMasterIdLst")
    if listed is None or not listed.children:
        yield f"'{main.name[1:]}' lists no slide master"
    for fault in children_faults("p:presentation", [child.tag for child in tree.children]):
        yield f"in '{main.name[1:]}', {fault}"


def _relation_faults(part: Part, package: Package) -> Iterator[str]:
    ids = [relation.id for relation in part.relations]
    if len(set(ids)) < len(ids):
        yield f"'{part.name[1:]}' has two relationships of one name"
    if not all(map(_ID.fullmatch, ids)):
        yield f"'{part.name[1:]}' has a relationship with a name that none can have"
    for relation in part.relations:
        wanted = _TYPES.get(relation.kind)
        if wanted and not relation.external and not package.parts[relation.target].content_type.endswith(wanted):
            yield f"'{relation.target[1:]}' is not said to be what it is used as"
