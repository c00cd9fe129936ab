"""Whether an SVG is safe to pass on, and cheap enough to be drawn: one walk through it that expands nothing.

What a viewer could run or fetch is refused, not taken out: scripts, handlers, references out of the file, style
sheets from elsewhere, entities. What makes a drawing dear is counted, so that the verdict is the same on any machine.
"""

from __future__ import annotations

import re
from binascii import Error as Base64Error
from collections.abc import Mapping

from summitdeck.assets import headers
from summitdeck.assets.images import CONVERT_LIMIT
from summitdeck.assets.limits import raised

ELEMENT_LIMIT = 50_000
"""Elements. Each is drawn in some 30 µs at least."""
DEPTH_LIMIT = 64
"""Elements within one another; the renderer draws each level by calling itself. Not raised: its stack is what it is."""
ATTRIBUTE_LIMIT = 200
"""Attributes of one element; SVG knows some 80 for each."""
TEXT_LIMIT = 20_000
"""Characters of text that is drawn: more than fit a page."""
STYLE_LIMIT = 1_000_000
"""Rules of style sheets times elements: each is held against each."""
HEAVY_LIMIT = 200
"""Filters, masks and patterns with what they are made of, and their uses: each is drawn on a page of its own."""
LIGHT_LIMIT = 5_000
"""Clips and opacities: a plot clips each of its points."""
FORBIDDEN = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "audio", "video", "animation"})
HEAVY = frozenset({"filter", "mask", "pattern"})
OCTAVES = 10
"""Layers of noise in a feTurbulence: further ones are finer than a pixel."""
_DATA = r"data:image/(?:png|jpe?g|gif);base64,([A-Za-z0-9+/=\s]*)"
_WORLD_WIDE_WEB = "http://www.w3.org/"


class UnsafeError(Exception):
    """A reason not to take a drawing, which completes `'NAME' …`."""


class SvgReader:
    """Collects what matters while expat walks through the file."""

    def __init__(self) -> None:
        self.root: Mapping[str, str] | None = None
        self.characters_drawn = 0
        self.rules = 0
        self.heavy = self.light = 0
        self.pixels = 0
        """Of pictures within it."""
        self.has_text = False
        self.count = 0
        self.open: list[str] = []
        self.style: list[str] = []

    def doctype(self, name: str, system: str | None, public: str | None, subset: bool) -> None:
        """Entities are declared in a document type's subset; W3C's own types are harmless and common."""
        if subset:
            raise UnsafeError("declares entities")
        if system and not system.startswith(_WORLD_WIDE_WEB):
            raise UnsafeError(f"takes its document type from '{system[:60]}'")

    def instruction(self, target: str, data: str) -> None:
        """`xml-stylesheet` would load another file."""
        if target == "xml-stylesheet":
            raise UnsafeError("loads a style sheet from elsewhere")

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Check one element."""
        tag = name.rpartition(" ")[2]
        if self.root is None:
            if tag != "svg":
                raise UnsafeError("holds no svg element at its root")
            self.root = dict(attributes)
        if tag in FORBIDDEN:
            raise UnsafeError(f"holds a <{tag}>")
        self.open.append(tag)
        self._count(tag, attributes)
        self.has_text = self.has_text or tag == "text"
        for key, value in attributes.items():
            self.attribute(key.rpartition(" ")[2], value)

    def _count(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Weigh one element."""
        self.count += 1
        self.heavy += tag in HEAVY or tag.startswith("fe")
        for key, value in attributes.items():
            self.heavy += key in HEAVY or (key == "style" and bool(re.search(r"filter|mask", value)))
            self.light += key in ("clip-path", "opacity")
        for number, limit, what in (
            (self.count, raised(ELEMENT_LIMIT), "elements"),
            (len(attributes), raised(ATTRIBUTE_LIMIT), "attributes in one element"),
            (self.heavy, raised(HEAVY_LIMIT), "filters, masks and patterns"),
            (self.light, raised(LIGHT_LIMIT), "clips and opacities"),
        ):
            if number > limit:
                raise UnsafeError(f"has more than {limit:,} {what}")
        if len(self.open) > DEPTH_LIMIT:
            raise UnsafeError(f"has more than {DEPTH_LIMIT} elements within one another")

    def attribute(self, key: str, value: str) -> None:
        """Check one attribute: no handlers, no references out of the file, also none that comes by and by."""
        low = key.lower()
        if low.startswith("on"):
            raise UnsafeError(f"has a script in '{key}'")
        if low == "base":
            raise UnsafeError("takes its references from elsewhere")
        if low == "attributename" and (value.lower().startswith("on") or value.lower().endswith("href")):
            raise UnsafeError(f"changes '{value[:60]}' while it is shown")
        if low == "numoctaves" and not (value.strip().isdecimal() and int(value[:9]) <= OCTAVES):
            raise UnsafeError(f"makes noise of more than {OCTAVES} layers")
        if low in ("href", "src"):
            if value.startswith("data:"):
                self.picture(value)
            elif not value.startswith("#"):
                raise UnsafeError(f"refers to '{value[:60]}'")
        elif low == "style" or "(" in value or "\\" in value:
            self.check_style(value)

    def picture(self, value: str) -> None:
        """Check a picture within the drawing: it is what it says, and has not too many pixels."""
        from base64 import b64decode

        found = re.fullmatch(_DATA, value)
        try:
            data = b64decode(found[1]) if found else b""
        except (Base64Error, ValueError):
            data = b""
        size = picture_size(data)
        if size is None:
            raise UnsafeError(f"refers to '{value[:60]}'" if not found else "holds a picture that cannot be read")
        self.pixels += size[0] * size[1]
        if self.pixels > raised(CONVERT_LIMIT):
            raise UnsafeError(f"holds pictures of more than {raised(CONVERT_LIMIT) // 10**6} million pixels")

    def characters(self, text: str) -> None:
        """A style sheet is gathered, text that is drawn is counted."""
        if self.open and self.open[-1] == "style":
            self.style.append(text)
        elif self.has_text and not text.isspace():
            self.characters_drawn += len(text)
            if self.characters_drawn > raised(TEXT_LIMIT):
                raise UnsafeError(f"has more than {raised(TEXT_LIMIT):,} characters of text")

    def end(self, name: str) -> None:
        """Check a style sheet at its end, whole: expat may give it in pieces."""
        if self.open.pop() == "style" and self.style:
            sheet = "".join(self.style)
            self.style.clear()
            self.rules += sheet.count("{") + sheet.count(",")
            self.check_style(sheet)

    def check_style(self, text: str) -> None:
        """Refuse CSS that loads something from elsewhere, or could hide that it does behind escapes and comments."""
        low = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).lower()
        if "\\" in low or re.search(r"@import|image-set|\bsrc\(|<!--|/\*|javascript:", low):
            raise UnsafeError("loads something from elsewhere in its style")
        for found in re.finditer(r"url\(\s*['\"]?", low):
            rest = low[found.end() : found.end() + 40]
            if rest.startswith("data:"):
                continue
            if not rest.startswith("#"):
                raise UnsafeError("loads something from elsewhere in its style")
        for found in re.finditer(r"data:[^'\")]*", text):
            self.picture(found[0])

    def conclude(self) -> None:
        """What can only be said at the end."""
        if self.rules * self.count > raised(STYLE_LIMIT):
            raise UnsafeError("has too many rules of style for its elements")


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Pixels of a PNG, JPEG or GIF; None when it is none of these, or damaged."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        header = headers.png_header(data)
    elif data.startswith(b"\xff\xd8\xff"):
        header = headers.jpeg_header(data)
    elif data.startswith((b"GIF87a", b"GIF89a")):
        header = headers.gif_header(data)
    else:
        return None
    return None if isinstance(header, str) else (header.width, header.height)
