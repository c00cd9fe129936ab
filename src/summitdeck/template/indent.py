"""XML in lines, so that a person can read a change: line breaks are put in where they mean nothing, and nowhere else.

They mean nothing between the elements of one that holds elements only. One that holds any text, be it blanks, gets
none. What comes out would come out the same again.
"""

from __future__ import annotations

from xml.parsers import expat

from summitdeck.ooxml.xml import XmlFault, run_expat

_STEP = b"  "


class _Open:
    """An element whose end has not come yet."""

    __slots__ = ("breaks", "has_text", "kept")

    def __init__(self, kept: bool) -> None:
        self.breaks: list[int] = []
        """Bytes before which a tag directly inside begins."""
        self.has_text = False
        self.kept = kept
        """Whether white space in it may mean something (`xml:space="preserve"`)."""


def indent_xml(data: bytes) -> bytes:
    """The document with one element a line; as it was when it is not UTF-8 XML."""
    breaks = _find_breaks(data)
    pieces, done = [], 0
    for place, depth in sorted(breaks):
        pieces += [data[done:place], b"\n", _STEP * depth]
        done = place
    return b"".join([*pieces, data[done:]])


def _find_breaks(data: bytes) -> list[tuple[int, int]]:
    """Where a line may begin, and how deep it lies."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        return []
    found: list[tuple[int, int]] = []
    stack = [_Open(False)]
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        stack[-1].breaks.append(parser.CurrentByteIndex)
        stack.append(_Open(attributes.get("xml:space") == "preserve" or stack[-1].kept))

    def end(name: str) -> None:
        element, depth = stack.pop(), len(stack) - 1
        if element.breaks and not element.has_text and not element.kept:
            found.extend((place, depth + 1) for place in element.breaks)
            found.append((parser.CurrentByteIndex, depth))

    def text(data: str) -> None:
        stack[-1].has_text = True

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.CommentHandler = text
    parser.ProcessingInstructionHandler = lambda target, data: text(data)
    fault: XmlFault | None = run_expat(parser, data)
    return [] if fault or _is_other(data) else found


def _is_other(data: bytes) -> bool:
    """Whether it declares another encoding than UTF-8."""
    head = data[:100].lower()
    return b"encoding=" in head and not any(name in head for name in (b"utf-8", b"us-ascii"))
