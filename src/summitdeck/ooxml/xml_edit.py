"""Changing a few places of an XML part and leaving every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.ooxml.xml import Element, XmlFault, run_expat, short_name


class Cut(NamedTuple):
    """Cut the element out whole."""


class Set(NamedTuple):
    """Give the element these attributes, by their short names; None takes one away. New ones have no prefix."""

    attributes: Mapping[str, str | None]


class After(NamedTuple):
    """Put this XML behind the element; it declares its own namespaces."""

    xml: str


Edit = Cut | Set | After | None
Decide = Callable[[str, Mapping[str, str], str], Edit]
"""What to do with an element, by its tag, its attributes and its parent's tag."""


def edit_xml(data: bytes, decide: Decide) -> bytes | XmlFault:
    """The document with the edits that `decide` wants. It is asked for each element outside what is being cut.

    The same `data` comes back when it wants none. An edited document is UTF-8.
    """
    data = _to_utf8(data)
    editor = _Editor(data, decide)
    fault = run_expat(editor.parser, data)
    return fault or _edited(data, editor.edits)


class _Editor:
    """Expat's handlers, and what they gather: places in the bytes, and what comes there instead."""

    def __init__(self, data: bytes, decide: Decide) -> None:
        self.edits: list[tuple[int, int, bytes]] = []
        self.parser = expat.ParserCreate(None, "}")
        self.parser.namespace_prefixes = True  # names are `uri}local}prefix`: the prefix finds the attribute's bytes
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._data = data
        self._decide = decide
        self._parents = [""]
        self._names: dict[str, str] = {}
        self._open: list[tuple[int, int, Cut | After]] = []  # depth, first byte, and what to do at the end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._short(name)
        if not any(isinstance(edit, Cut) for _, _, edit in self._open):
            written = {self._short(key): key for key in attributes}
            found = {short: attributes[key] for short, key in written.items()}
            match self._decide(tag, found, self._parents[-1]):
                case Set(changes):
                    raw = {short: _as_written(key) for short, key in written.items()}
                    self.edits += _attribute_edits(self._data, self.parser.CurrentByteIndex, changes, raw)
                case Cut() | After() as edit:
                    self._open.append((len(self._parents), self.parser.CurrentByteIndex, edit))
        self._parents.append(tag)

    def _end(self, name: str) -> None:
        self._parents.pop()
        if not self._open or self._open[-1][0] != len(self._parents):
            return
        _, first, edit = self._open.pop()
        end = _element_end(self._data, first, self.parser.CurrentByteIndex)
        match edit:
            case After(xml):
                self.edits.append((end, end, xml.encode()))
            case Cut():
                self.edits.append((first, end, b""))

    def _short(self, name: str) -> str:
        return short_name(self._names, name.rpartition("}")[0] if name.count("}") == 2 else name)


def _as_written(name: str) -> str:
    parts = name.split("}")
    return f"{parts[2]}:{parts[1]}" if len(parts) == 3 else parts[-1]


_TAG = rb"""(<[^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(/?)>"""
_ATTRIBUTE = rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')"""  # both compiled when first needed: 3 ms


def _element_end(data: bytes, first: int, last: int) -> int:
    """The byte after an element that begins at `first` and whose end expat reports at `last`."""
    tag = re.compile(_TAG).match(data, first)
    if tag and tag[2]:
        return tag.end()  # <empty/>: expat reports a place near it, which is not the same in all its versions
    return data.index(b">", last) + 1


def _attribute_edits(
    data: bytes, first: int, changes: Mapping[str, str | None], raw: Mapping[str, str]
) -> Iterator[tuple[int, int, bytes]]:
    tag = re.compile(_TAG).match(data, first)
    if not tag:
        return
    wanted = {raw.get(name, name).encode(): value for name, value in changes.items()}
    for attribute in re.compile(_ATTRIBUTE).finditer(data, first, tag.end()):
        if attribute[1] in wanted:
            value = wanted.pop(attribute[1])
            yield attribute.start(), attribute.end(), _attribute(attribute[1], value)
    new = b"".join(_attribute(name, value) for name, value in wanted.items())
    yield tag.end(1), tag.end(1), new


def _attribute(name: bytes, value: str | None) -> bytes:
    return b"" if value is None else b" " + name + b'="' + escape_attribute(value).encode() + b'"'


def _edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for first, last, new in sorted(edits):
        pieces += (data[done:first], new)
        done = last
    return b"".join((*pieces, data[done:])) if edits else data


_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How a document in UTF-16 begins, with or without a byte order mark."""


def _to_utf8(data: bytes) -> bytes:
    """The same document in UTF-8, so that what is written can be found by its bytes and be put between them."""
    declared = re.match(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""", data)
    encoding = _UTF16.get(data[:2]) or (declared[1].decode() if declared else "utf-8")
    if encoding.lower() in ("utf-8", "utf8", "us-ascii", "ascii"):
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError):
        return data  # expat will say what is wrong with it
    return re.sub(r"""\A(<\?xml[^>]*?)\s+encoding\s*=\s*["'][^"']*["']""", r"\1", text).encode()


def element_to_xml(element: Element) -> str:
    """An element without its text as XML; prefixes are not declared."""
    name = element.tag
    attributes = "".join(f' {key}="{escape_attribute(value)}"' for key, value in element.attributes.items())
    children = "".join(element_to_xml(child) for child in element.children)
    return f"<{name}{attributes}>{children}</{name}>" if children else f"<{name}{attributes}/>"
