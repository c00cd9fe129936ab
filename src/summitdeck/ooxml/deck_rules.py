"""Rules of the self-check on what a deck is made of: slides, sections, placeholders, notes. See `self_check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summitdeck.ooxml.checked import Checked, Finding, repeated
from summitdeck.ooxml.facts import Facts, Listed
from summitdeck.ooxml.model import Part


def check_structure(checked: Checked) -> Iterator[Finding]:
    """Elements stand where the schema allows them, in its order, with what they must have, and hold values that
    PowerPoint takes; XML is well-formed, and declares the prefixes it lists; animations stand in one place only
    (python-pptx #954)."""
    for name in checked.written:
        if name in checked.facts:
            yield from ((name, fault) for fault in checked.facts[name].faults)
            if len(checked.facts[name].timings) > 1:
                yield name, f"has p:timing in {' and in '.join(sorted(checked.facts[name].timings))}"


def check_style(checked: Checked) -> Iterator[Finding]:
    """Runs say their language, tables are as large as their frames, and nothing names a relationship by no name."""
    for name in checked.written:
        if name in checked.facts:
            yield from ((name, fault) for fault in checked.facts[name].house)


def check_slide_list(checked: Checked) -> Iterator[Finding]:
    """Slides have ids from 256 to 2147483647, each once; every slide is listed, and nothing else
    (python-pptx #89, #972)."""
    for name, part, facts in _presentations(checked):
        listed = [entry for entry in facts.listed if entry.tag == "p:sldId"]
        for entry in listed:
            if not entry.id.isdecimal() or not 256 <= int(entry.id) < 2**31:
                yield name, f"lists a slide under the id '{entry.id}'"
        yield from _twice(name, listed)
        named = {entry.relation for entry in listed}
        slides = {relation.target for relation in part.relations if relation.id in named}
        for relation in part.relations:
            if relation.kind == "slide" and relation.id not in named:
                yield name, f"is related to {relation.target}, which it does not list"
        for other, slide in checked.written.items():
            if checked.kind(slide) == "slide" and other not in slides:
                yield name, f"does not list {other}"


def _presentations(checked: Checked) -> Iterator[tuple[str, Part, Facts]]:
    for part in checked.package.related(None, "officeDocument"):
        if part.name in checked.facts:
            yield part.name, part, checked.facts[part.name]


def _twice(name: str, listed: list[Listed]) -> Iterator[Finding]:
    for entries in (Counter(entry.id for entry in listed), Counter(entry.relation for entry in listed)):
        yield from ((name, f"lists {entry} {times} times") for entry, times in entries.items() if times > 1)


def check_sections(checked: Checked) -> Iterator[Finding]:
    """When there are sections, every slide stands in one, once, and nothing else does."""
    for name, _, facts in _presentations(checked):
        slides = {entry.id for entry in facts.listed if entry.tag == "p:sldId"}
        if not facts.has_sections:
            continue
        for identity, times in Counter(facts.section_slides).items():
            if identity not in slides:
                yield name, f"has a slide {identity} in a section that it does not have"
            elif times > 1:
                yield name, f"has slide {identity} in {times} sections"
        for identity in sorted(slides - set(facts.section_slides)):
            yield name, f"has slide {identity} in no section"


def check_master_ids(checked: Checked) -> Iterator[Finding]:
    """Masters and layouts share one set of ids, from 2147483648 on, each once."""
    used: Counter[str] = Counter()
    for name, facts in checked.facts.items():
        for entry in facts.listed:
            if entry.tag in ("p:sldMasterId", "p:sldLayoutId") and entry.id:
                used[entry.id] += 1
                if not entry.id.isdecimal() or int(entry.id) < 2**31:
                    yield name, f"{entry.tag} has the id '{entry.id}'"
    yield from (
        ("", f"uses {identity} as the id of {times} masters or layouts")
        for identity, times in used.items()
        if times > 1
    )


def check_shape_ids(checked: Checked) -> Iterator[Finding]:
    """A shape's id is a number from 1 on and stands once in its part."""
    for name in checked.written:
        shapes = checked.facts[name].shapes if name in checked.facts else ()
        for identity, times in repeated(shapes):
            yield name, f"has {times} shapes with the id {identity}"
        for identity in shapes:
            if not identity.isdecimal() or not 0 < int(identity) < 2**31:
                yield name, f"has a shape with the id '{identity}'"


def check_creation_ids(checked: Checked) -> Iterator[Finding]:
    """The id of a shape's creation stands once in its part (python-pptx #132)."""
    for name in checked.written:
        creations = checked.facts[name].creations if name in checked.facts else ()
        yield from (
            (name, f"has {times} shapes with the creation id {creation}") for creation, times in repeated(creations)
        )


def check_animations(checked: Checked) -> Iterator[Finding]:
    """An animation moves a shape that is there (python-pptx #974)."""
    yield from _lost(checked, "an animation", "animated")


def check_connectors(checked: Checked) -> Iterator[Finding]:
    """A connector connects shapes that are there."""
    yield from _lost(checked, "a connector", "connected")


def _lost(checked: Checked, what: str, field: str) -> Iterator[Finding]:
    for name in checked.written:
        if name in checked.facts:
            lost = set(getattr(checked.facts[name], field)).difference(checked.facts[name].shapes)
            yield from ((name, f"{what} names the shape {identity}, which is not there") for identity in sorted(lost))


def check_placeholders(checked: Checked) -> Iterator[Finding]:
    """A slide's placeholder has its like in the layout, by its idx; a notes page's in the notes master, by its type."""
    for name, part in checked.written.items():
        kind = checked.kind(part)
        if kind not in ("slide", "notesSlide"):
            continue
        ground = checked.targets(part, "slideLayout" if kind == "slide" else "notesMaster")
        if not ground or ground[0].name not in checked.facts:
            continue
        offered = checked.facts[ground[0].name].placeholders
        place = 1 if kind == "slide" else 0
        known = {placeholder[place] for placeholder in offered}
        placeholders = checked.facts[name].placeholders
        for placeholder in placeholders:
            if placeholder[place] not in known and not (kind == "notesSlide" and placeholder[0] == "body"):
                yield name, f"has a placeholder {placeholder[0]} {placeholder[1]} that {ground[0].name} has not"
        for placeholder, times in repeated(placeholders):
            yield name, f"has the placeholder {placeholder[0]} {placeholder[1]} {times} times"


def check_notes(checked: Checked) -> Iterator[Finding]:
    """A notes page belongs to one slide and points back to it; its master is listed (python-pptx #1051)."""
    owners: dict[str, list[str]] = {}
    for name, part in checked.written.items():
        for notes in checked.targets(part, "notesSlide"):
            owners.setdefault(notes.name, []).append(name)
    for name, part in checked.written.items():
        if checked.kind(part) == "notesSlide":
            back = [slide.name for slide in checked.targets(part, "slide")]
            if owners.get(name, []) != back:
                yield name, f"belongs to {owners.get(name, [])} and points back to {back}"
    for name, part, facts in _presentations(checked):
        related = bool(checked.targets(part, "notesMaster"))
        listed = any(entry.tag == "p:notesMasterId" for entry in facts.listed)
        if related != listed or (owners and not related):
            yield name, "has notes, and no list of notes masters" if owners else "lists a notes master it does not have"
