"""Colours of DrawingML as six hex digits: every way of naming one, and the arithmetic of `lumMod`, `tint` and the like.

The arithmetic is that of ECMA-376-1, 20.1.2.3, with what the text leaves open as PowerPoint does it: luminance,
saturation and hue in HSL over sRGB values; tint and shade over linear light. (Black with tint 75 % is 898989.)
Alpha is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from summitdeck.ooxml.xml import Element

Rgb = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""
Lookup = Callable[[str], str | None]
"""What a scheme colour's name (`tx1`, `accent2`, `dk1`, `phClr`) stands for, as six hex digits."""

_HEX = frozenset("0123456789abcdefABCDEF")
_SYSTEM = {"window": "FFFFFF", "windowText": "000000", "highlight": "3399FF", "highlightText": "FFFFFF"}
"""System colours as they usually are, for a file that does not say in `lastClr` what they last were."""


def color_to_hex(element: Element, lookup: Lookup) -> str | None:
    """The colour of a `a:srgbClr`, `a:schemeClr`, … with its modifications; None when it cannot be known."""
    named = _named_color(element, lookup)
    return named and modified(named, tuple(modifications(element)))


def modifications(element: Element) -> list[tuple[str, int]]:
    """The modifications of a colour: their names without prefix, and values (1/1000 %, angles in 1/60000°)."""
    return [(child.tag[2:], child.share("val") or 0) for child in element.children if child.tag != "a:alpha"]


def _named_color(element: Element, lookup: Lookup) -> str | None:
    match element.tag:
        case "a:srgbClr":
            return hex_digits(element.get("val"))
        case "a:schemeClr":
            return lookup(element.get("val") or "")
        case "a:sysClr":
            return hex_digits(element.get("lastClr")) or _SYSTEM.get(element.get("val") or "")
        case "a:prstClr":
            from summitdeck.ooxml.preset_colors import preset_color  # rare in a theme

            return preset_color(element.get("val") or "")
        case "a:scrgbClr":
            red, green, blue = (_share(element, name) for name in ("r", "g", "b"))
            return rgb_to_hex((_to_srgb(red), _to_srgb(green), _to_srgb(blue)))
        case "a:hslClr":
            hue = (element.integer("hue") or 0) / 21_600_000
            return rgb_to_hex(_hsl_to_rgb(hue, _share(element, "sat"), _share(element, "lum")))
    return None


def _share(element: Element, name: str) -> float:
    return _within((element.share(name) or 0) / 100_000)


def hex_digits(written: str | None) -> str | None:
    """Six hex digits in upper case, if that is what is written."""
    return written.upper() if written and len(written) == 6 and _HEX.issuperset(written) else None


@lru_cache(maxsize=256)  # a template says the same few greys on every layout
def modified(color: str, changes: tuple[tuple[str, int], ...]) -> str:
    """A colour after its modifications, one after the other; unknown ones are passed over."""
    rgb: Rgb | None = None
    for name, value in changes:
        rgb = _changed(rgb or hex_to_rgb(color), name, value / 100_000)
    return rgb_to_hex(rgb) if rgb else color


def _changed(rgb: Rgb, name: str, value: float) -> Rgb:
    match name:
        case "tint":  # "a 10 % tint is 10 % of the input colour combined with 90 % white"
            return _by_light(rgb, lambda light: light * value + 1 - value)
        case "shade":
            return _by_light(rgb, lambda light: light * value)
        case "comp":
            return _by_hsl(rgb, "hueOff", 108)
    return _by_hsl(rgb, name, value) if name[:3] in ("hue", "lum", "sat") else rgb


def _by_light(rgb: Rgb, change: Callable[[float], float]) -> Rgb:
    red, green, blue = (_to_srgb(_within(change(_to_light(channel)))) for channel in rgb)
    return red, green, blue


def _by_hsl(rgb: Rgb, name: str, value: float) -> Rgb:
    import colorsys  # only a modified colour needs it

    hue, lum, sat = colorsys.rgb_to_hls(*rgb)
    match name[:3], name[3:]:
        case "lum", kind:
            lum = _within(_set(lum, kind, value))
        case "sat", kind:
            sat = _within(_set(sat, kind, value))
        case _, "Mod":
            hue = hue * value % 1
        case _, kind:  # an angle: 1/60000°, so that 216 of our units are the whole circle
            hue = _set(hue, kind, value / 216) % 1
    return _hsl_to_rgb(hue, sat, lum)


def _set(channel: float, kind: str, value: float) -> float:
    return {"Mod": channel * value, "Off": channel + value}.get(kind, value)


def _hsl_to_rgb(hue: float, sat: float, lum: float) -> Rgb:
    import colorsys

    return colorsys.hls_to_rgb(hue, lum, sat)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _to_light(channel: float) -> float:
    """sRGB's transfer function (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _to_srgb(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def hex_to_rgb(color: str) -> Rgb:
    """Six hex digits as shares."""
    return int(color[:2], 16) / 255, int(color[2:4], 16) / 255, int(color[4:6], 16) / 255


def rgb_to_hex(rgb: Rgb) -> str:
    """Shares as six hex digits."""
    return "".join(f"{int(_within(channel) * 255 + 0.5):02X}" for channel in rgb)
