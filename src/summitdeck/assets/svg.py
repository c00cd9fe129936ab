"""SVG: its size, whether it is safe to pass on, and the PNG that stands beside it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from summitdeck.assets import images, svg_rules
from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.assets.files import Trouble
from summitdeck.assets.headers import png_header
from summitdeck.assets.images import Image, refuse_size
from summitdeck.assets.limits import factor, raised
from summitdeck.assets.svg_private import strip_svg
from summitdeck.assets.svg_rules import SvgReader, UnsafeError
from summitdeck.frozen import dataclass

SVG_LIMIT = 4 * 2**20
"""Bytes: drawings have some kilobytes, maps a few megabytes."""
MEMORY_LIMIT = 192 * 2**20
"""Bytes that the process may take that draws."""
SECONDS_LIMIT = 2
"""Seconds of processor time it may take. What the limits of `svg_rules` let through is drawn within one: this one
is not meant to be met, for its verdict would depend on the machine."""
FALLBACK_SIDE = 1600
"""Pixels of the fallback's longer side: sharp at half a slide's width on a projector of twice full HD."""
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
    if len(data) > raised(SVG_LIMIT):
        return Trouble(
            "picture-too-large",
            f"'{name}' is larger than {raised(SVG_LIMIT) // 2**20} MiB",
            "simplify the drawing, or save it as PNG",
        )
    key = f"{sha256(data).hexdigest()} {_makers()} {FALLBACK_SIDE} {factor()}"
    kept = read_cached("svg", key)
    found = re.match(rb"([0-9]{1,5}) ([0-9]{1,5}) (?=\x89PNG)", kept or b"")
    if kept is not None and found and not isinstance(png_header(kept[found.end() :]), str):
        # What was found safe, and drawn, by the same rules and the same renderer.
        return _image(data, int(found[1]), int(found[2]), kept[found.end() :])
    read = read_drawing(data, name)
    if isinstance(read, Trouble):
        return read
    across, down = _whole(read.width), _whole(read.height)
    refused = refuse_size(across, down, name)
    if refused:
        return refused
    fallback = _render(data, read, name)
    if isinstance(fallback, Trouble):
        return fallback
    write_cached("svg", key, b"%d %d %s" % (across, down, fallback))
    return _image(data, across, down, fallback)


def _image(data: bytes, width: int, height: int, png: bytes) -> Image:
    """The drawing as decks get it: without what its program keeps in it for itself."""
    drawn = strip_svg(data)
    return Image(sha256(drawn).hexdigest(), "svg", width, height, drawn, png)


@cache
def _makers() -> str:
    """What a verdict and a PNG depend on: this file, `refuse_size`'s and resvg, which is not imported to be asked."""
    spec = find_spec("resvg_py")
    folders = (spec.submodule_search_locations or ()) if spec else ()
    files = [Path(module) for module in (__file__, images.__file__, svg_rules.__file__)]
    files += sorted(file for folder in folders for file in Path(folder).iterdir() if file.is_file())
    return " ".join(f"{file} {status.st_size} {status.st_mtime_ns}" for file in files for status in [file.stat()])


def read_drawing(data: bytes, name: str) -> Drawing | Trouble:
    """Size and safety of an SVG, in one pass that expands nothing."""
    from xml.parsers import expat

    reader = SvgReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler = reader.element
    parser.CharacterDataHandler = reader.characters
    parser.EndElementHandler = reader.end
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
        reader.conclude()
    except expat.ExpatError as mistake:
        return Trouble(
            "broken-picture",
            f"'{name}' is not well-formed: {expat.ErrorString(mistake.code)} on line {mistake.lineno}",
        )
    except UnsafeError as reason:
        return Trouble("unsafe-picture", f"'{name}' {reason}", "save it as a plain SVG, or as PNG")
    except (LookupError, ValueError):  # an encoding that Python does not know, or not for expat
        return Trouble("broken-picture", f"'{name}' is in an unknown encoding", "save it as UTF-8")
    if reader.root is None:
        return Trouble("not-a-picture", f"'{name}' holds no svg element")
    width, height = _size(reader.root)
    return Drawing(width, height, reader.has_text)


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


def _whole(pixels: float) -> int:
    """At least one pixel; beyond what any picture may have, just beyond it."""
    return max(round(min(pixels, 2.0 * images.SIDE_LIMIT)), 1)


def _render(data: bytes, drawing: Drawing, name: str) -> bytes | Trouble:
    """Drawn by `svg_draw` in a process of its own, which may end badly without harm."""
    import subprocess

    wide = drawing.width >= drawing.height
    numbers = [
        FALLBACK_SIDE if wide else 0,
        0 if wide else FALLBACK_SIDE,
        int(drawing.has_text),
        raised(MEMORY_LIMIT),
        raised(SECONDS_LIMIT),
    ]
    program = Path(__file__).with_name("svg_draw.py")
    command = [sys.executable, "-P", str(program), *map(str, numbers)]  # -P: nothing is imported from here
    hint = "simplify the drawing, or save it as PNG"
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=4 * raised(SECONDS_LIMIT))
    except subprocess.TimeoutExpired:
        return Trouble("picture-too-large", f"'{name}' takes too long to be drawn", hint)
    except OSError as mistake:
        return Trouble("broken-picture", f"'{name}' cannot be drawn: {mistake.strerror or mistake}")
    if done.returncode == 0 and done.stdout.startswith(b"\x89PNG"):
        return done.stdout
    if done.returncode == 3:
        why = " ".join(done.stderr.decode("utf-8", "replace").split())
        return Trouble("broken-picture", f"'{name}' cannot be drawn: {why[:200]}", hint)
    return Trouble("picture-too-large", f"'{name}' takes more than we give to be drawn", hint)
