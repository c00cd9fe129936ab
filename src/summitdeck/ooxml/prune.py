"""A package without the base layouts that no slide uses, and without masters that are left with none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from summitdeck.frozen import replace
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.xml_edit import Cut, Edit, edit_xml

_LISTED = {"slideLayout": "p:sldLayoutId", "slideMaster": "p:sldMasterId"}
"""Kinds of relationship, each with the element that lists what it leads to."""


def prune_layouts(package: Package, used: Set[str]) -> Package:
    """The package with only the base layouts whose part names are in `used`.

    A master whose layouts all go, goes too; when no layout is used the first master keeps its first one, since a
    presentation without any is none. What only they used (pictures, themes) goes with them, and the presentation's
    theme is again that of its first master, as PowerPoint has it.
    """
    main = package.related(None, "officeDocument")[0]
    masters = package.related(main, "slideMaster")
    kept = {
        part.name: [own.name for own in package.related(part, "slideLayout") if own.name in used] for part in masters
    }
    if not any(kept.values()):
        first = next((part for part in masters if package.related(part, "slideLayout")), None)
        if first is None:
            return package
        kept[first.name] = [package.related(first, "slideLayout")[0].name]
    parts = dict(package.parts)
    for part in masters:
        parts[part.name] = _without(
            part, "slideLayout", {own.name for own in package.related(part, "slideLayout")} - set(kept[part.name])
        )
    left = _without(main, "slideMaster", {name for name, layouts in kept.items() if not layouts})
    parts[main.name] = _with_theme_of_first(left, [parts[name] for name, layouts in kept.items() if layouts])
    return replace(package, parts=_reached(replace(package, parts=parts)))


def _without(part: Part, kind: str, gone: Set[str]) -> Part:
    """The part without its relationships of a kind to parts that go, and without the entries that list them."""
    ids = {relation.id for relation in part.relations if relation.kind == kind and relation.target in gone}
    if not ids:
        return part

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return Cut() if tag == _LISTED[kind] and attributes.get("r:id") in ids else None

    data = edit_xml(part.data, decide)
    if not isinstance(data, bytes):
        raise ValueError(f"{part.name} {data.message}")  # the base reader has read it: a bug
    return replace(part, content=data, relations=tuple(r for r in part.relations if r.id not in ids))


def _with_theme_of_first(main: Part, masters: Sequence[Part]) -> Part:
    """The presentation with the theme of its first master, where its own was that of a master that goes."""
    themes = [relation.target for part in masters for relation in part.relations if relation.kind == "theme"]
    relations = tuple(
        replace(r, target=themes[0]) if r.kind == "theme" and themes and r.target not in themes else r
        for r in main.relations
    )
    return main if relations == main.relations else replace(main, relations=relations)


def _reached(package: Package) -> dict[str, Part]:
    """The parts that something still points to, in the order they had."""
    waiting = [relation.target for relation in package.relations if not relation.external]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in found or name not in package.parts:
            continue
        found.add(name)
        waiting += [relation.target for relation in package.parts[name].relations if not relation.external]
    return {name: part for name, part in package.parts.items() if name in found}
