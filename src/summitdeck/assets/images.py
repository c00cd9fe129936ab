"""What a picture is once it is read: its format, its size, its bytes."""

from __future__ import annotations

from summitdeck.assets.files import Trouble
from summitdeck.frozen import dataclass, field

PIXEL_LIMIT = 100_000_000
"""Pixels: a 100-megapixel camera's; four bytes each still fit the memory a build may take when converted."""
SIDE_LIMIT = 30_000
"""Pixels of one side: PowerPoint's own decoders give up not far above."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture ready to be embedded, upright, in a format that PowerPoint reads everywhere."""

    digest: str
    """Hex SHA-256 of the bytes: two pictures with the same digest are embedded once."""
    extension: str
    """`png`, `jpeg`, `gif`, or `svg` (then `fallback` is its PNG)."""
    width: int
    """Pixels, after turning."""
    height: int
    data: bytes = field(repr=False, compare=False)
    fallback: bytes | None = field(default=None, repr=False, compare=False)
    """The PNG that stands beside an SVG for viewers that draw none."""
    dots_per_inch: float = 96.0
    """For the natural size; 96 when the file says none."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture's first bytes tell."""

    extension: str
    width: int
    height: int
    dots_per_inch: float = 96.0
    convert: bool = False
    """Whether its pixels have to be written anew: turned, CMYK, 16 bit."""


def refuse_size(width: int, height: int, name: str) -> Trouble | None:
    """A Trouble when a picture has no extent, or more pixels than we take."""
    if width < 1 or height < 1:
        return Trouble("broken-picture", f"'{name}' has no extent ({width}×{height} pixels)")
    if width * height > PIXEL_LIMIT or max(width, height) > SIDE_LIMIT:
        return Trouble(
            "picture-too-large",
            f"'{name}' has {width}×{height} pixels",
            f"scale it down: {SIDE_LIMIT} a side and {PIXEL_LIMIT // 10**6} million in all are the most",
        )
    return None
