"""One pass over an XML part: what it refers to, what it holds, and what in it PowerPoint would not accept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.parsers import expat

from summitdeck.assets.limits import raised
from summitdeck.frozen import NamedTuple, dataclass, field, replace
from summitdeck.ooxml.grammar import CHILDREN, HOUSE_VALUES, VALUES, children_faults
from summitdeck.ooxml.names import PREFIXES
from summitdeck.ooxml.slides import NAMESPACES, XML_HEAD
from summitdeck.ooxml.table_rules import TABLE_ENDS, TABLE_STARTS, TableFacts, size_faults, table_faults
from summitdeck.ooxml.xml import ELEMENT_LIMIT, run_expat, short_name


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
    house: list[str] = field(default_factory=list)
    """The same of what PowerPoint opens, and this project still does not write."""
    references: list[Reference] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    """Ids of shapes, but for those that stand for others: for older programs, or as an embedded object's picture."""
    animated: list[str] = field(default_factory=list)
    """Ids of shapes that animations name."""
    connected: list[str] = field(default_factory=list)
    """Ids of shapes that connectors name."""
    creations: list[str] = field(default_factory=list)
    """Ids of the creation of shapes."""
    timings: set[str] = field(default_factory=set)
    """What the part's animations stand in: the slide, an alternative."""
    placeholders: list[tuple[str, str]] = field(default_factory=list)
    """Type and idx, with the schema's defaults filled in."""
    listed: list[Listed] = field(default_factory=list)
    section_slides: list[str] = field(default_factory=list)
    has_sections: bool = False
    """Whether there is a list of sections."""


_WORDS = re.compile(rb"<a:t>([^<]*)</a:t>")
_PIECE = re.compile(rb"(<a:p>.*?</a:p>|<a:tc>.*?</a:tc>)", re.DOTALL)
_ROOT = NAMESPACES.encode()
_OUR_HEAD = XML_HEAD.encode() + b"<p:"
_DECLARATION = re.compile(rb"xmlns(?::[apr])?\s*=")
_CELL = b"sameCell"
"""Stands in a frame for a cell that has been read by itself."""
_CELL_NAME = f"{next(uri for uri, prefix in PREFIXES.items() if prefix == 'a')}}}{_CELL.decode()}"
_TABULAR = re.compile(rb"<(?:a:(?:tbl|gridCol|tr|tc)|p:xfrm)\b")
"""What a piece may not hold to be read apart: it belongs to a table that is seen as a whole."""
_DOUBT = Facts(faults=["is not read by itself"])
_LEAVES = {b"<a:p>": b"<a:p/>", b"<a:tc": b"<a:%b/>" % _CELL}


class FactReader:
    """Reads the parts of one package.

    A slide's words say nothing to the rules, and without them slides are made of the same few paragraphs and cells
    in the same few frames: each of these is looked at once. What is read so is only taken when nothing is wrong with
    it; all else is read plainly, element by element.
    """

    def __init__(self) -> None:
        self._silent: dict[bytes, Facts | None] = {}
        self._pieces: dict[bytes, Facts] = {}
        self._plain = _Elements()
        self._framed = _Elements()
        self._framed.starts[_CELL_NAME,] = "a:tc", _Told((), (), (), None, {}, True)

    def read(self, data: bytes) -> Facts:
        """The facts of an XML part; one that is not well-formed has that as its only fault."""
        return self._quickly(data) or self.read_plainly(data)

    def read_plainly(self, data: bytes) -> Facts:
        """The same by definition, without the short cuts."""
        return self._plain.read(data)

    def _quickly(self, data: bytes) -> Facts | None:
        """The facts of one of our own parts; None on any doubt."""
        if not _is_ours(data):  # from elsewhere: its prefixes may mean something else
            return None
        pieces = _WORDS.split(data)
        if parse_fault(b"<x>%b</x>" % b"<x/>".join(pieces[1::2])) is not None:
            return None
        silent = b"<a:t/>".join(pieces[::2])
        if silent not in self._silent:
            self._silent[silent] = self._assembled(silent)
        return self._silent[silent]

    def _assembled(self, silent: bytes) -> Facts | None:
        """The facts of a part without words from those of its pieces. Comments, CDATA and instructions, in which a
        tag is none, are for the plain reader; so is a prefix of ours that is given another meaning."""
        if b"<!" in silent or silent.count(b"<?") != 1 or _CELL in silent or len(_DECLARATION.findall(silent)) != 3:
            return None
        parted = _PIECE.split(silent)
        pieces = [self._piece(piece) for piece in dict.fromkeys(parted[1::2])]
        parted[1::2] = [_LEAVES[piece[:5]] for piece in parted[1::2]]
        frame = self._framed.read(b"".join(parted))
        if frame.faults or frame.house or not all(map(_is_plain, pieces)):
            return None
        references = [reference for facts in (frame, *pieces) for reference in facts.references]
        return replace(frame, references=references)

    def _piece(self, xml: bytes) -> Facts:
        facts = self._pieces.get(xml)
        if facts is None:
            tag, _, rest = xml.partition(b">")
            facts = self._plain.read(b"%b %b>%b" % (tag, _ROOT, rest)) if _TABULAR.search(rest) is None else _DOUBT
            self._pieces[xml] = facts
        return facts


def _is_ours(data: bytes) -> bool:
    """Whether a part begins as ours do: with the prefixes that we give, and no others."""
    end = data.find(b" ", len(_OUR_HEAD))
    return data.startswith(_OUR_HEAD) and data[len(_OUR_HEAD) : end].isalnum() and data.startswith(_ROOT, end + 1)


def _is_plain(piece: Facts) -> bool:
    """Whether a piece is without fault and holds nothing that counts in a whole part, but for references."""
    found = (piece.faults, piece.house, piece.shapes, piece.placeholders, piece.listed, piece.section_slides)
    return not any((*found, piece.animated, piece.connected, piece.creations, piece.timings))


def parse_fault(data: bytes, parser: expat.XMLParserType | None = None) -> str | None:
    """Why the bytes are not well-formed XML with namespaces; None when they are."""
    fault = run_expat(parser or expat.ParserCreate(None, "}"), data)
    return f"{fault.message} in line {fault.line}" if fault else None


def read_placeholders(data: bytes) -> Facts:
    """Only the placeholders of a layout or a notes master: all that the parts on it need to know."""
    facts = Facts()
    tags: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith("}ph") and short_name(tags, name) == "p:ph":
            _placeholder(facts, "p:ph", attributes, ())

    parser = expat.ParserCreate(None, "}")
    parser.StartElementHandler = start
    fault = parse_fault(data, parser)
    return Facts(faults=[fault]) if fault else facts


Gather = Callable[[Facts, str, Mapping[str, str], Sequence[str]], None]
"""Adds an element to the facts: its tag, its attributes, and the tags of all that it stands in."""


class _Told(NamedTuple):
    """What one element tells by itself, whatever stands in and around it."""

    faults: Sequence[str]
    house: Sequence[str]
    references: Sequence[Reference]
    gather: Gather | None
    attributes: Mapping[str, str]
    in_table: bool
    """Whether it is one that TableFacts looks at."""

    def enter(self, tag: str, facts: Facts, tables: TableFacts, above: Sequence[Sequence[str]]) -> None:
        """Add it to what is known of the part. `above`: the children so far of all that it stands in."""
        facts.faults += self.faults
        facts.house += self.house
        facts.references += self.references
        if self.gather is not None:
            self.gather(facts, tag, self.attributes, [held[-1] for held in above[:-1]])
        if self.in_table:
            tables.start(tag, self.attributes)


class _Elements:
    """Reads well-formed XML from each of its elements; of elements that are alike, one is judged."""

    def __init__(self) -> None:
        self.starts: dict[tuple[str, ...], tuple[str, _Told | None]] = {}
        """By expat's name and attributes: the tag, and what the element tells if anything."""
        self._tags: dict[str, str] = {}
        self._families: dict[tuple[str, ...], Sequence[str]] = {}
        """By tag and children's tags: what is wrong with them."""

    def _forget(self) -> None:
        """A part by another program may hold a million elements of which no two are alike."""
        if len(self.starts) > MOST_KNOWN:
            self.starts.clear()
        if len(self._families) > MOST_KNOWN:
            self._families.clear()

    def read(self, data: bytes) -> Facts:
        """The facts of a part, or that it is not well-formed."""
        if data.count(b"<") > 2 * raised(ELEMENT_LIMIT):
            return Facts(faults=[f"holds more than {raised(ELEMENT_LIMIT):,} elements, too many to be looked at"])
        facts, tables = Facts(), TableFacts()
        starts, families = self.starts, self._families
        children: list[list[str]] = [[]]

        def start(name: str, raw: list[str]) -> None:
            known = starts.get((name, *raw)) or self._judge(name, raw)
            tag, told = known
            children[-1].append(tag)
            if told is not None:
                told.enter(tag, facts, tables, children)
            children.append([])

        def end(name: str) -> None:
            held = children.pop()
            tag = children[-1][-1]
            if tag in CHILDREN and name != _CELL_NAME:
                family = (tag, *held)
                faults = families.get(family)
                if faults is None:
                    faults = families[family] = tuple(children_faults(tag, held))
                facts.faults += faults
            if tag in TABLE_ENDS:
                tables.end(tag)

        parser = expat.ParserCreate(None, "}")
        parser.ordered_attributes = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        fault = parse_fault(data, parser)
        if fault is not None:
            return Facts(faults=[fault])
        facts.faults += [fault for table in tables.done for fault in table_faults(table)]
        facts.house += [fault for table in tables.done for fault in size_faults(table)]
        facts.faults += _prefix_faults(data)
        facts.root = children[0][0]
        return facts

    def _judge(self, name: str, raw: list[str]) -> tuple[str, _Told | None]:
        """Look at an element that has not been met before."""
        tag = self._short(name)
        attributes = {self._short(key): value for key, value in zip(raw[::2], raw[1::2], strict=True)}
        named = [Reference(tag, key, value) for key, value in attributes.items() if key.startswith("r:")]
        references = [reference for reference in named if reference.id or _must_lead(tag, attributes)]
        faults = [f"{tag} {fault}" for fault in VALUES[tag](attributes)] if tag in VALUES else []
        house = [f"{tag} {fault}" for fault in HOUSE_VALUES[tag](attributes)] if tag in HOUSE_VALUES else []
        house += [f"{tag} has {reference.attribute}=''" for reference in named if not reference.id]
        told = _Told(faults, house, references, _GATHER.get(tag), attributes, tag in TABLE_STARTS)
        if tag == "p:sld" and "r:id" in attributes:
            tag = "p:sld in a custom show"
        known = tag, (told if faults or house or references or told.gather or told.in_table else None)
        self._forget()
        self.starts[(name, *raw)] = known
        return known

    def _short(self, name: str) -> str:
        return self._tags.get(name) or short_name(self._tags, name)


MOST_KNOWN = 50_000
"""Elements, and sets of children, that are kept in mind, so that those that are alike are judged once."""


def _must_lead(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element may not name no relationship at all: PowerPoint writes r:id="" for what an action says."""
    return tag in ("a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver") and "action" not in attributes


_IGNORABLE = re.compile(rb"""[\s:](?:Ignorable|Requires|MustUnderstand)\s*=\s*["']([^"'<]*)["']""")


def _prefix_faults(data: bytes) -> Iterable[str]:
    """Prefixes that a list of extensions names and nothing declares (Open-XML-SDK #1226)."""
    for named in dict.fromkeys(_IGNORABLE.findall(data)):
        for prefix in named.split():
            if b"xmlns:%b=" % prefix not in data:
                yield f"names the prefix '{prefix.decode('utf-8', 'replace')}', which is not declared"


def _math(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    if "mc:Choice" not in above:
        facts.faults.append("a14:m stands outside of mc:AlternateContent")


def _timing(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.timings.add("an alternative" if "mc:Choice" in above else "the slide")


def _shape(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    if "mc:Fallback" not in above and "p:oleObj" not in above:  # PowerPoint gives both any id, 0 too
        facts.shapes.append(attributes.get("id", ""))


def _animated(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.animated.append(attributes.get("spid", ""))


def _connected(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.connected.append(attributes.get("id", ""))


def _creation(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    if "mc:Fallback" not in above:
        facts.creations.append(attributes.get("id", ""))


def _placeholder(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.placeholders.append((attributes.get("type", "obj"), attributes.get("idx", "0")))


def _entry(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.listed.append(Listed(tag, attributes.get("id", ""), attributes.get("r:id", "")))


def _sections(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.has_sections = True


def _section_slide(facts: Facts, tag: str, attributes: Mapping[str, str], above: Sequence[str]) -> None:
    facts.section_slides.append(attributes.get("id", ""))


_GATHER: Mapping[str, Gather] = {
    "p:cNvPr": _shape,
    "p:ph": _placeholder,
    "p:spTgt": _animated,
    "p:timing": _timing,
    "a14:m": _math,
    **dict.fromkeys(("a:stCxn", "a:endCxn"), _connected),
    "a16:creationId": _creation,
    "p14:sectionLst": _sections,
    "p14:sldId": _section_slide,
    **dict.fromkeys(("p:sldId", "p:sldMasterId", "p:sldLayoutId", "p:notesMasterId"), _entry),
}
