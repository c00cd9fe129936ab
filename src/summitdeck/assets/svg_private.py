"""An SVG without what its drawing program keeps in it for itself: paths of somebody's machine, names, comments.

Inkscape writes the file that was exported last, Illustrator the whole of its own document. None of it is drawn. What
is drawn stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
_DRAWN = frozenset({SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"})
_TAG = rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>"""  # compiled when needed, as the next: most drawings need neither
_ATTRIBUTE = rb"""\s+([\w.-]+):[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*')"""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def strip_svg(data: bytes) -> bytes:
    """The same drawing without comments, `metadata`, and elements and attributes of other namespaces.

    What stands in a `foreignObject` stays. For well-formed SVG; in UTF-16 it becomes UTF-8.
    """
    if data.startswith(_WIDE):
        data = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", data.decode("utf-16")).encode()
    if _has_comments_at_most(data):
        return _COMMENT.sub(b"", data)
    kept, at = [], 0
    for start, stop in _merged(_Cuts(data).found):
        kept.append(data[at:start])
        at = stop
    return b"".join([*kept, data[at:]]) if kept else data


_NAMESPACE = re.compile(rb"""xmlns(?::[\w.-]+)?\s*=\s*["']([^"']*)["']""")


_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def _has_comments_at_most(data: bytes) -> bool:
    """Whether there is surely nothing else to cut, and a comment's beginning is one wherever it stands: the decks of a
    project are built again and again."""
    spaces = {space.encode() for space in _DRAWN}
    is_simple = not (b"metadata" in data or b"<![CDATA[" in data or data.count(b"<?") > data.startswith(b"<?"))
    return is_simple and spaces.issuperset(_NAMESPACE.findall(data))


def _merged(cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The cuts in order, without those within others."""
    end = 0
    for start, stop in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= end:
            yield start, stop
            end = stop


class _Cuts:
    """Walks a drawing, and gathers where it is to be cut."""

    def __init__(self, data: bytes) -> None:
        self.found: list[tuple[int, int]] = []
        self._data = data
        self._private: set[bytes] = set()
        self._open: list[tuple[int, bool] | None] = []
        """For each open element: where it begins and whether it is empty, if it is to be cut."""
        self._foreign = 0
        """How many `foreignObject`s are open."""
        parser = expat.ParserCreate(None, "}")
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CommentHandler = self._comment
        self._parser = parser
        parser.Parse(data, True)

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        if prefix and uri not in _DRAWN:
            self._private.add(prefix.encode())

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        space, _, tag = name.rpartition("}")
        is_private = tag == "metadata" if space == SVG or not space else True
        written = self._tag(at)
        self._open.append((at, written.endswith(b"/>")) if is_private and not self._foreign else None)
        self._foreign += tag == "foreignObject"
        if not is_private and any("}" in key for key in attributes):
            self.found += [
                (at + found.start(), at + found.end())
                for found in re.finditer(_ATTRIBUTE, written)
                if found[1] in self._private
            ]

    def _end(self, name: str) -> None:
        self._foreign -= name.rpartition("}")[2] == "foreignObject"
        cut = self._open.pop()
        if cut is not None:
            start, is_empty = cut
            at = self._parser.CurrentByteIndex
            self.found.append((start, start + len(self._tag(start)) if is_empty else at + len(self._tag(at))))

    def _comment(self, text: str) -> None:
        at = self._parser.CurrentByteIndex
        self.found.append((at, self._data.index(b"-->", at) + 3))

    def _tag(self, at: int) -> bytes:
        found = re.compile(_TAG).match(self._data, at)
        return found[0] if found else b""
