"""Reading XML parts: a small tree over expat, under limits, with every DTD refused.

Tags and attributes go by the prefixes of `names.PREFIXES` (`p:sp`, `r:id`), whatever the file calls them. Expat
itself refuses the document type, so that no encoding can hide one; without a DTD there are no entities but XML's
own five, hence neither bombs nor foreign files.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from xml.parsers import expat

from summitdeck.assets.limits import raised
from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.names import PREFIXES

SIZE_LIMIT = 32 * 2**20
"""Bytes of one XML part."""
ELEMENT_LIMIT = 250_000
"""Elements of one XML part, each some 300 bytes in memory. A slide has hundreds, a 200 × 200 table 200,000."""
ATTRIBUTE_LIMIT = 256
"""Attributes of one element: DrawingML knows some 30 for its richest."""
DEPTH_LIMIT = 256
"""How deep elements may nest: what libxml2, and with it much other software, takes."""


class XmlFault(NamedTuple):
    """Why bytes are not XML that is read here."""

    message: str
    """Completes `slide1.xml …`: what is wrong, without a full stop."""
    line: int
    unsafe: bool = False
    """Whether it looks like an attack (a DTD, a limit passed) rather than damage."""


class Element:
    """One element. Its text is all character data directly in it; where among the children it stood is not kept."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""

    def __repr__(self) -> str:
        return f"<{self.tag} {dict(self.attributes)}>"

    def child(self, *path: str) -> Element | None:
        """The first child of that tag, or the first below it along a path of tags."""
        here = self
        for tag in path:
            for candidate in here.children:
                if candidate.tag == tag:
                    here = candidate
                    break
            else:
                return None
        return here

    def all(self, tag: str) -> list[Element]:
        """All children of that tag."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    def key(self) -> Hashable:
        """The element and all below it as a value: equal for elements that are written alike."""
        below = tuple([child.key() for child in self.children]) if self.children else ()
        return self.tag, tuple(self.attributes.items()) if self.attributes else (), self.text, below

    def get(self, name: str) -> str | None:
        """An attribute, or None."""
        return self.attributes.get(name)

    def integer(self, name: str) -> int | None:
        """An attribute as a whole number; fractions, which careless programs write, are rounded."""
        return to_integer(self.attributes.get(name))

    def flag(self, name: str) -> bool | None:
        """An attribute as xsd:boolean; None when it is none."""
        return _FLAGS.get(self.attributes.get(name, ""))

    def share(self, name: str) -> int | None:
        """An attribute as a share in 1/1000 %, also when it is written with a percent sign."""
        written = self.attributes.get(name, "")
        return to_integer(written[:-1] + "e3" if written.endswith("%") else written)


_FLAGS = {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}
_FARTHEST = 27_273_042_316_900  # ST_CoordinateUnqualified's maximum, EMU (ECMA-376-1, 20.1.10.19)


def to_integer(written: str | None) -> int | None:
    """A number of an attribute, rounded and kept within what a coordinate may be; None when it is none."""
    if not written or len(written) > 32:
        return None
    try:
        number = int(written)
    except ValueError:
        try:
            number = round(float(written))
        except (ValueError, OverflowError):
            return None
    return number if -_FARTHEST <= number <= _FARTHEST else _FARTHEST if number > 0 else -_FARTHEST


class _Refused(Exception):
    """Raised inside expat's handlers to stop it; never leaves this module."""


class Budget:
    """How many elements may still be read; to be shared by documents that are kept in memory together."""

    __slots__ = ("elements",)

    def __init__(self, elements: int | None = None) -> None:
        self.elements = raised(ELEMENT_LIMIT) if elements is None else elements


def read_xml(data: bytes, budget: Budget | None = None) -> Element | XmlFault:
    """The root element of an XML document, or why it is not read. Namespaces become their usual prefixes.

    `budget` is drawn on by the number of elements; without one the document has a whole one to itself.
    """
    if len(data) > raised(SIZE_LIMIT):
        return XmlFault(f"is larger than {raised(SIZE_LIMIT) // 2**20} MiB", 1, unsafe=True)
    budget = budget or Budget()
    parser = expat.ParserCreate(None, "}")
    root = Element("", {})
    stack = [root]
    more: dict[Element, list[str]] = {}  # texts that come in several pieces; adding to a string is quadratic
    names: dict[str, str] = {}
    left = budget.elements

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0 or len(stack) > DEPTH_LIMIT or len(attributes) > ATTRIBUTE_LIMIT:
            raise _Refused(_excess(left, len(attributes)))
        for key in attributes:
            if "}" in key:
                attributes = {short_name(names, key): value for key, value in attributes.items()}
                break
        element = Element(names.get(name) or short_name(names, name), attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def end(name: str) -> None:
        element = stack.pop()
        if more and element in more:
            element.text = "".join(more.pop(element))

    def characters(text: str) -> None:
        element = stack[-1]
        if element.text:
            more.setdefault(element, [element.text]).append(text)
        else:
            element.text = text

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    fault = run_expat(parser, data)
    budget.elements = left
    return fault or root.children[0]


def _excess(left: int, attributes: int) -> str:
    """What there is too much of."""
    if left < 0:
        return "holds too many elements"
    if attributes > ATTRIBUTE_LIMIT:
        return f"holds an element of more than {ATTRIBUTE_LIMIT} attributes"
    return f"nests more than {DEPTH_LIMIT} elements"


def short_name(names: dict[str, str], name: str) -> str:
    """Expat's `uri}local` as `prefix:local`; an unknown namespace stays, as `{uri}local`."""
    uri, _, local = name.rpartition("}")
    short = f"{PREFIXES[uri]}:{local}" if uri in PREFIXES else f"{{{uri}}}{local}" if uri else local
    return names.setdefault(name, short)


def run_expat(parser: expat.XMLParserType, data: bytes) -> XmlFault | None:
    """Feed a parser that has its handlers; None when all went well. Every document type is refused."""

    def refuse_document_type(name: str, system: str | None, public: str | None, internal: bool) -> None:
        raise _Refused("holds a document type (DTD), which no Office file needs")

    parser.StartDoctypeDeclHandler = refuse_document_type
    try:
        parser.Parse(data, True)
    except _Refused as refusal:
        return XmlFault(str(refusal), parser.CurrentLineNumber, unsafe=True)
    except expat.ExpatError as mistake:
        return XmlFault(f"is not well-formed: {expat.ErrorString(mistake.code)}", mistake.lineno)
    except (LookupError, ValueError):  # an encoding that Python does not know, or not for expat
        return XmlFault("is in an unknown encoding", 1)
    return None
