"""Cutting out of an XML part whatever points to what is gone, so that what is left is whole. `fates` has the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from summitdeck.ooxml.fates import (
    CONTAINERS,
    EAST_ASIAN,
    EXTENSIONS,
    GONE_ELEMENTS,
    GONE_EXTENSIONS,
    HOLDERS,
    LEAVES,
    LINKS,
    OPTIONAL_REFERENCES,
    UNSAFE_ACTIONS,
)
from summitdeck.ooxml.xml import Element, XmlFault, read_xml
from summitdeck.ooxml.xml_edit import Cut, Edit, Set, edit_xml

_PLAYED = "ppaction://media"
"""The action of a picture that plays its sound or film."""


def cut_loose_ends(data: bytes, ids: AbstractSet[str], *, media_lost: bool = False) -> bytes | XmlFault:
    """The part with nothing in it that names slides, or a relationship that is none of `ids`.

    `media_lost`: sound or film went, and what plays it goes too. The same `data` when nothing is to be cut.
    """
    tree = read_xml(data)
    if isinstance(tree, XmlFault):
        return tree
    plan = list(_edits(tree, _doomed(tree, ids, media_lost), ids))
    if all(edit is None for edit in plan):
        return data
    waiting = iter(plan)
    return edit_xml(data, lambda tag, attributes, parent: next(waiting))


def _edits(tree: Element, doomed: AbstractSet[int], ids: AbstractSet[str]) -> Iterator[Edit]:
    """What becomes of each element, in document order, but for those within one that is cut."""
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if id(element) in doomed:
            yield Cut()
            continue
        lost = _lost(element, ids)
        yield Set(dict.fromkeys(lost)) if lost else None
        waiting.extend(reversed(element.children))


def _lost(element: Element, ids: AbstractSet[str]) -> list[str]:
    """The attributes of an element that name a relationship which is not there; an empty name is none."""
    return [name for name, value in element.attributes.items() if name.startswith("r:") and value and value not in ids]


def _doomed(tree: Element, ids: AbstractSet[str], media_lost: bool) -> set[int]:
    """The elements to cut, by identity."""
    elements = list(tree.walk())
    parents = {id(child): element for element in elements for child in element.children}
    doomed: set[int] = set()
    shapes_lost = media_lost
    for element in elements:
        if _goes(element, media_lost):
            doomed.add(id(element))
        elif element.tag not in OPTIONAL_REFERENCES and _lost(element, ids):
            aim = _aim(element, parents)
            doomed.add(id(aim))
            shapes_lost = shapes_lost or aim.tag in HOLDERS
    if shapes_lost:  # an animation of a shape that is gone (python-pptx #974)
        doomed |= {id(element) for element in elements if element.tag == "p:timing"}
    for element in reversed(elements):  # what is in them comes before them
        if element.tag in CONTAINERS and _is_emptied(element, doomed):
            doomed.add(id(element))
    return doomed


def _goes(element: Element, media_lost: bool) -> bool:
    """Whether an element goes for what it is."""
    if element.tag in LINKS:
        action = element.get("action") or ""
        return action.startswith(UNSAFE_ACTIONS) or (media_lost and action.startswith(_PLAYED))
    if element.tag == "p:kinsoku":
        return (element.get("lang") or "")[:2].lower() not in EAST_ASIAN
    if element.tag == "p:ext":
        names = {child.tag.replace("}", ":").rpartition(":")[2] for child in element.children}
        return not GONE_EXTENSIONS.isdisjoint({*names, (element.get("uri") or "").upper()})
    return element.tag in GONE_ELEMENTS


def _aim(element: Element, parents: Mapping[int, Element]) -> Element:
    """The element that goes because this one does."""
    if element.tag in LEAVES:
        return element
    found, here = element, parents.get(id(element))
    while here is not None:
        if here.tag in EXTENSIONS:
            return here
        if here.tag in HOLDERS:
            found = here
        here = parents.get(id(here))
    return found


def _is_emptied(element: Element, doomed: AbstractSet[int]) -> bool:
    left = [child for child in element.children if id(child) not in doomed]
    return len(left) < len(element.children) and all(child.tag == CONTAINERS[element.tag] for child in left)
