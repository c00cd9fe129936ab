"""How text looks that stands in no slot: captions, notes, quotes, big statements. One table, sizes on one scale.

The sizes are those of "How a slide should look": body 24/20/18 pt in the slots, and around it a scale whose steps
can be told apart from the last row.
"""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.frozen import dataclass, replace
from summitdeck.scene.base import Base
from summitdeck.typeset.model import NO_SPACE, Bullet, LevelStyle, Spacing

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: of text against its ground."""
LARGE_CONTRAST = 3.0
"""The same of large text: 18 pt, or 14 pt in bold."""
ROUNDING = 0.05
"""By how much less than is asked is still shown as that much."""
LEAST_SEEN = 2.0
"""Contrast below which text on a plain ground is not seen: white on white, where a template counts on a picture."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A style of the markup: what it changes in the base's body text."""

    size: int
    """1/100 pt."""
    minimum: int
    """1/100 pt: the least size that fitting may come to."""
    bold: bool = False
    heading_face: bool = False
    muted: bool = False
    line_spacing: int = 115_000
    """1/1000 %."""


STYLES: Mapping[str, TextStyle] = {
    "body": TextStyle(2400, 1200),
    "caption": TextStyle(1400, 1000, muted=True, line_spacing=110_000),
    "note": TextStyle(1200, 1000, muted=True, line_spacing=110_000),
    "small": TextStyle(1800, 1200),
    "large": TextStyle(2800, 1600),
    "lead": TextStyle(2800, 1600, line_spacing=120_000),
    "heading": TextStyle(2000, 1400, bold=True),
    "statement": TextStyle(6000, 2800, bold=True, heading_face=True, line_spacing=105_000),
    "quote": TextStyle(3200, 1800, line_spacing=130_000),
    "by": TextStyle(2000, 1200, muted=True),
    "code": TextStyle(1800, 1000, line_spacing=110_000),
}
"""What `style="…"` means, and the styles of captions and code."""


def style_levels(base: Base, style: str, palette: Mapping[str, str], ground: str) -> tuple[LevelStyle, ...]:
    """The nine levels of a text box in this style, on a ground of this colour (six hex digits)."""
    told = STYLES[style]
    face = base.body[0].face
    if told.heading_face:
        face = replace(face, latin=base.major, east_asian=base.major_east_asian)
    color = text_color(palette, ground, told.muted)
    first = replace(
        base.body[0],
        size=told.size,
        face=face,
        bold=told.bold,
        italic=False,
        color=color,
        align="l",
        line_spacing=Spacing(percent=told.line_spacing),
        caps=False,
        bullet=Bullet(),
        margin_left=0,
        indent=0,
        before=NO_SPACE,
        after=NO_SPACE,
        spacing=0,
    )
    deeper = [
        replace(level, size=max(told.minimum, told.size * level.size // base.body[0].size), face=face, color=color)
        for level in base.body[1:]
    ]
    return (first, *deeper)


def text_color(palette: Mapping[str, str], ground: str, muted: bool) -> str:
    """The role text takes on a ground: a quieter one for muted text, as long as it can be read."""
    wanted = ("tx2", "tx1", "bg1") if muted else ("tx1", "bg1", "tx2")
    readable = [role for role in wanted if role in palette and contrast(palette[role], ground) >= LEAST_CONTRAST]
    return readable[0] if readable else max(wanted, key=lambda role: contrast(palette.get(role, "000000"), ground))


def least_contrast(size: int, bold: bool) -> float:
    """What WCAG asks of text of a size (1/100 pt)."""
    return LARGE_CONTRAST if size >= (1400 if bold else 1800) else LEAST_CONTRAST


def contrast(first: str, second: str) -> float:
    """The contrast of two colours (six hex digits), 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
