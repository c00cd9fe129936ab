"""One pass over an XML part: what it refers to, what it holds, and what in it PowerPoint would not accept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from summitdeck.frozen import dataclass, field, replace
from summitdeck.ooxml.grammar import CHILDREN, VALUES, children_faults
from summitdeck.ooxml.slides import NAMESPACES
from summitdeck.ooxml.table_rules import TableFacts, table_faults
from summitdeck.ooxml.xml import short_name


class Reference(NamedTuple):
    """An attribute that names a relationship."""

    tag: str
    attribute: str
    id: str


class Listed(NamedTuple):
    """An entry of a list of slides, masters or layouts."""

    tag: str
    id: str
    relation: str


@dataclass(slots=True)
class Facts:
    """What is known of a part once it is read."""

    root: str = ""
    """The root's tag, as `p:sld`."""
    faults: list[str] = field(default_factory=list)
    """What is wrong within the part: the element, and what of it."""
    references: list[Reference] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    """Ids of shapes."""
    placeholders: list[tuple[str, str]] = field(default_factory=list)
    """Type and idx, with the schema's defaults filled in."""
    listed: list[Listed] = field(default_factory=list)
    section_slides: list[str] = field(default_factory=list)
    has_sections: bool = False
    """Whether there is a list of sections."""


_WORDS = re.compile(rb"<a:t>[^<]*</a:t>")
_PARAGRAPH = re.compile(rb"<a:p>.*?</a:p>", re.DOTALL)
_ROOT = NAMESPACES.encode()
_OUR_ROOT = re.compile(rb"<\?xml[^>]*>\s*<p:\w+ " + re.escape(_ROOT))


class FactReader:
    """Reads the parts of one package.

    A slide's words say nothing to the rules, and without them slides are made of the same few paragraphs in the
    same few frames: each of these is looked at once. Whether a part is well-formed is asked of all of it.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, Facts] = {}

    def read(self, data: bytes) -> Facts:
        """The facts of an XML part; one that is not well-formed has that as its fault."""
        fault = _parse(expat.ParserCreate(), data)
        if fault is not None:
            return Facts(faults=[fault])
        if _OUR_ROOT.match(data) is None:  # from elsewhere: its prefixes may mean something else
            return _read(data)
        silent = _WORDS.sub(b"<a:t/>", data)
        frame = self._piece(_PARAGRAPH.sub(b"<a:p/>", silent))
        paragraphs = [self._piece(b"<x %b>%b</x>" % (_ROOT, p)) for p in dict.fromkeys(_PARAGRAPH.findall(silent))]
        telling = [facts for facts in paragraphs if facts.faults or facts.references]
        if not telling:
            return frame
        faults = [fault for facts in (frame, *telling) for fault in facts.faults]
        references = [reference for facts in (frame, *telling) for reference in facts.references]
        return replace(frame, faults=faults, references=references)

    def _piece(self, xml: bytes) -> Facts:
        facts = self._known.get(xml)
        if facts is None:
            facts = self._known[xml] = _read(xml)
        return facts


def _parse(parser: expat.XMLParserType, data: bytes) -> str | None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as mistake:
        return f"is not well-formed: {expat.ErrorString(mistake.code)} in line {mistake.lineno}"
    return None


def _read(data: bytes) -> Facts:
    """The facts of well-formed XML, from each of its elements."""
    facts = Facts()
    tables = TableFacts()
    tags: dict[str, str] = {}
    children: list[list[str]] = [[]]

    def start(name: str, raw: dict[str, str]) -> None:
        tag = tags.get(name) or short_name(tags, name)
        attributes = {tags.get(key) or short_name(tags, key): value for key, value in raw.items()}
        children[-1].append(tag)
        children.append([])
        facts.references += [Reference(tag, key, value) for key, value in attributes.items() if key.startswith("r:")]
        check, gather = VALUES.get(tag), _GATHER.get(tag)
        if check is not None:
            facts.faults += [f"{tag} {fault}" for fault in check(attributes)]
        if gather is not None:
            gather(facts, tag, attributes)
        tables.start(tag, attributes)

    def end(name: str) -> None:
        tag = tags.get(name) or short_name(tags, name)
        held = children.pop()
        if tag in CHILDREN:
            facts.faults += children_faults(tag, held)
        tables.end(tag)

    parser = expat.ParserCreate(None, "}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    fault = _parse(parser, data)  # an undeclared prefix only shows here
    facts.faults += [fault] if fault else []
    facts.faults += [fault for table in tables.done for fault in table_faults(table)]
    facts.root = children[0][0] if children[0] else ""
    return facts


def _shape(facts: Facts, tag: str, attributes: Mapping[str, str]) -> None:
    facts.shapes.append(attributes.get("id", ""))


def _placeholder(facts: Facts, tag: str, attributes: Mapping[str, str]) -> None:
    facts.placeholders.append((attributes.get("type", "obj"), attributes.get("idx", "0")))


def _entry(facts: Facts, tag: str, attributes: Mapping[str, str]) -> None:
    facts.listed.append(Listed(tag, attributes.get("id", ""), attributes.get("r:id", "")))


def _sections(facts: Facts, tag: str, attributes: Mapping[str, str]) -> None:
    facts.has_sections = True


def _section_slide(facts: Facts, tag: str, attributes: Mapping[str, str]) -> None:
    facts.section_slides.append(attributes.get("id", ""))


_GATHER: Mapping[str, Callable[[Facts, str, Mapping[str, str]], None]] = {
    "p:cNvPr": _shape,
    "p:ph": _placeholder,
    "p14:sectionLst": _sections,
    "p14:sldId": _section_slide,
    **dict.fromkeys(("p:sldId", "p:sldMasterId", "p:sldLayoutId", "p:notesMasterId"), _entry),
}
