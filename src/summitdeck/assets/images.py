"""Pictures as PowerPoint takes them: what they are, how large, and their bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


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
