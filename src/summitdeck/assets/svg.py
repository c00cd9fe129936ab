"""SVG: its size, whether it is safe to pass on, and the PNG that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from summitdeck.assets import images
from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.assets.files import Trouble
from summitdeck.assets.images import Image, refuse_size
from summitdeck.frozen import dataclass

SVG_LIMIT = 8 * 2**20
"""Bytes: drawings have some kilobytes, maps a few megabytes."""
ELEMENT_LIMIT = 100_000
"""Elements, `use` counted as what it repeats at least once."""
FALLBACK_SIDE = 1600
"""Pixels of the fallback's longer side: sharp at half a slide's width on a projector of twice full HD."""
FORBIDDEN = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "audio", "video", "animation"})
LENGTHS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
"""User units per unit (CSS Values 4, 6.2)."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the root of an SVG says."""

    width: float
    height: float
    has_text: bool


def svg_image(data: bytes, name: str) -> Image | Trouble:
    """The drawing with its PNG, or why it is not taken: scripts, references out of the file, entities."""
    if len(data) > SVG_LIMIT:
        return Trouble(
            "picture-too-large",
            f"'{name}' is larger than {SVG_LIMIT // 2**20} MiB",
            "simplify the drawing, or save it as PNG",
        )
    digest = sha256(data).hexdigest()
    key = f"{digest} {_makers()} {FALLBACK_SIDE}"
    kept = read_cached("svg", key)
    if kept is not None:  # what was found safe, and drawn, by the same rules and the same renderer
        width, height, png = kept.split(b" ", 2)
        return Image(digest, "svg", int(width), int(height), data, png)
    read = read_drawing(data, name)
    if isinstance(read, Trouble):
        return read
    across, down = max(round(read.width), 1), max(round(read.height), 1)
    refused = refuse_size(across, down, name)
    if refused:
        return refused
    fallback = _render(data, read, name)
    if isinstance(fallback, Trouble):
        return fallback
    write_cached("svg", key, b"%d %d %s" % (across, down, fallback))
    return Image(digest, "svg", across, down, data, fallback)


def _makers() -> str:
    """What a verdict and a PNG depend on: this file, `refuse_size`'s and resvg, which is not imported to be asked."""
    spec = find_spec("resvg_py")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    files = [Path(__file__), Path(images.__file__)]
    files += sorted(file for folder in folders for file in Path(folder).iterdir() if file.is_file())
    return " ".join(f"{file} {status.st_size} {status.st_mtime_ns}" for file in files for status in [file.stat()])


def read_drawing(data: bytes, name: str) -> Drawing | Trouble:
    """Size and safety of an SVG, in one pass that expands nothing."""
    from xml.parsers import expat

    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.element
    parser.CharacterDataHandler = reader.characters
    parser.EndElementHandler = reader.end
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as mistake:
        return Trouble(
            "broken-picture",
            f"'{name}' is not well-formed: {expat.ErrorString(mistake.code)} on line {mistake.lineno}",
        )
    except _UnsafeError as reason:
        return Trouble("unsafe-picture", f"'{name}' {reason}", "save it as a plain SVG, or as PNG")
    if reader.root is None:
        return Trouble("not-a-picture", f"'{name}' holds no svg element")
    width, height = _size(reader.root)
    return Drawing(width, height, reader.has_text)


class _UnsafeError(Exception):
    """A reason not to take a drawing; never leaves this module."""


class _Reader:
    """Collects what matters while expat walks through the file."""

    def __init__(self) -> None:
        self.root: Mapping[str, str] | None = None
        self.has_text = False
        self.count = 0
        self.in_style = False

    def doctype(self, name: str, system: str | None, public: str | None, subset: bool) -> None:
        """Entities are declared in a document type's subset; a bare one is harmless and common."""
        if subset:
            raise _UnsafeError("declares entities")

    def instruction(self, target: str, data: str) -> None:
        """`xml-stylesheet` would load another file."""
        if target == "xml-stylesheet":
            raise _UnsafeError("loads a style sheet from elsewhere")

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Check one element."""
        tag = name.rpartition(" ")[2]
        self.count += 1
        if self.count > ELEMENT_LIMIT:
            raise _UnsafeError(f"has more than {ELEMENT_LIMIT} elements")
        if self.root is None:
            if tag != "svg":
                raise _UnsafeError("holds no svg element at its root")
            self.root = dict(attributes)
        if tag in FORBIDDEN:
            raise _UnsafeError(f"holds a <{tag}>")
        self.has_text = self.has_text or tag == "text"
        self.in_style = tag == "style"
        for key, value in attributes.items():
            self.attribute(key.rpartition(" ")[2], value)

    def attribute(self, key: str, value: str) -> None:
        """Check one attribute: no handlers, no references out of the file."""
        if key.lower().startswith("on"):
            raise _UnsafeError(f"has a script in '{key}'")
        if key == "href" and not value.startswith(("#", "data:image/png", "data:image/jpeg", "data:image/gif")):
            raise _UnsafeError(f"refers to '{value[:60]}'")
        if "url(" in value or key == "style":
            check_style(value)

    def characters(self, text: str) -> None:
        """Style sheets in the file are checked like attributes."""
        if self.in_style:
            check_style(text)

    def end(self, name: str) -> None:
        """Leaving an element ends a style sheet."""
        self.in_style = False


def check_style(text: str) -> None:
    """Raise when CSS loads something from elsewhere."""
    if "@import" in text or re.search(r"url\(\s*['\"]?(?!#|data:image/(?:png|jpeg|gif))", text):
        raise _UnsafeError("loads something from elsewhere in its style")


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    """Width and height in pixels: the attributes, else the viewBox, else SVG's default of 300 by 150."""
    box = [float(part) for part in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", root.get("viewBox", ""))]
    across, down = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0)
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if across and width and not height:
        return width, width * down / across
    if across and height and not width:
        return height * across / down, height
    return (width or across or 300.0), (height or down or 150.0)


def _pixels(length: str) -> float:
    match = re.fullmatch(r"\s*([0-9.]+(?:[eE][-+]?\d+)?)\s*(px|pt|pc|in|cm|mm)?\s*", length)
    try:
        return float(match[1]) * LENGTHS[match[2] or ""] if match else 0.0
    except ValueError:
        return 0.0


def _render(data: bytes, drawing: Drawing, name: str) -> bytes | Trouble:
    import resvg_py

    wide = drawing.width >= drawing.height
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8-sig"),
            width=FALLBACK_SIDE if wide else None,
            height=None if wide else FALLBACK_SIDE,
            dpi=96.0,
            skip_system_fonts=not drawing.has_text,  # the same bytes on every machine, and 0.2 s sooner
        )
    except (ValueError, UnicodeDecodeError) as mistake:
        return Trouble("broken-picture", f"'{name}' cannot be drawn: {mistake}")
    return bytes(png)
