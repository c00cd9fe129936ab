"""What a picture is once it is read: its format, its size, its bytes."""

from __future__ import annotations

from summitdeck.assets.files import Trouble
from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.frozen import dataclass, field

PIXEL_LIMIT = 100_000_000
"""Pixels of a picture that is embedded as it is, unopened: a 100-megapixel camera's."""
CONVERT_LIMIT = 16_000_000
"""Pixels of a picture that has to be unpacked and written anew: some 16 bytes each at worst, 250 MB in all."""
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
    frames: int = 1
    """Frames, or pages, of the file; PowerPoint shows the first only. A GIF, which it plays, counts as one."""
    is_paged: bool = False
    """Whether they are pages."""


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
    if width * height > raised(PIXEL_LIMIT) or max(width, height) > SIDE_LIMIT:
        return Trouble(
            "picture-too-large",
            f"'{name}' has {width}×{height} pixels",
            f"scale it down: {SIDE_LIMIT} a side and {raised(PIXEL_LIMIT) // 10**6} million in all are the most",
        )
    return None


def refuse_conversion(width: int, height: int, name: str) -> Trouble | None:
    """A Trouble when a picture has more pixels than we unpack."""
    if width * height <= raised(CONVERT_LIMIT):
        return None
    scale = f"scale it down to {raised(CONVERT_LIMIT) // 10**6} million pixels, or save it as PNG or JPEG in 8-bit RGB"
    more = how_to_raise(width * height, CONVERT_LIMIT)
    return Trouble(
        "picture-too-large",
        f"'{name}' has {width}×{height} pixels, too many to be converted",
        f"{scale}; {more}" if more else scale,
    )
