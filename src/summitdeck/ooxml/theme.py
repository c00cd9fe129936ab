"""A theme's colours, faces and plain fills; and a Look: a theme seen through a colour map, as one page sees it."""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.colors import color_to_hex, modifications
from summitdeck.ooxml.xml import Element
from summitdeck.typeset.model import Face

ROLES = ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""The colours a page may name, whatever its colour map makes of them."""
PLAIN_MAP: Mapping[str, str] = {role: role for role in ROLES} | {
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
}
"""The colour map of nearly every master: dark text on a light ground."""
_OFFICE_COLORS: Mapping[str, str] = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}
"""Stand in for what a broken theme does not say (the Office theme's of 2013)."""
_SCRIPTS = {
    "ja": ("Jpan", "Yu Gothic"),
    "ko": ("Hang", "Malgun Gothic"),
    "zh": ("Hans", "Microsoft YaHei"),
    "zh-hant": ("Hant", "Microsoft JhengHei"),
}
"""By language: the script under which a theme lists its face, and a face Office has when the theme lists none."""
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


class Theme(NamedTuple):
    """What of a theme reaches text and grounds."""

    colors: Mapping[str, str]
    """`dk1 lt1 dk2 lt2 accent1…accent6 hlink folHlink` → six hex digits."""
    major: Face
    minor: Face
    fills: tuple[Element, ...] = ()
    """The fill styles that a style index from 1 means."""
    grounds: tuple[Element, ...] = ()
    """The background fills that a style index from 1001 means."""


def read_theme(tree: Element, language: str, over: Theme | None = None) -> Theme:
    """The theme in a theme part, or in a theme override laid `over` another.

    A theme that names no East Asian face (most name none, and leave it to each machine) gets the one it lists for
    the script of `language`, or one that Office has; none when `language` is not written in such a script.
    """
    below = over or Theme(_OFFICE_COLORS, Face("Calibri", ""), Face("Calibri", ""))
    whole = tree.child("a:themeElements") or tree
    return Theme(
        _colors(whole.child("a:clrScheme"), below.colors),
        _face(whole.child("a:fontScheme", "a:majorFont"), language, below.major),
        _face(whole.child("a:fontScheme", "a:minorFont"), language, below.minor),
        _children(whole.child("a:fmtScheme", "a:fillStyleLst")) or below.fills,
        _children(whole.child("a:fmtScheme", "a:bgFillStyleLst")) or below.grounds,
    )


def _children(element: Element | None) -> tuple[Element, ...]:
    return tuple(element.children) if element else ()


def _colors(scheme: Element | None, below: Mapping[str, str]) -> Mapping[str, str]:
    colors = dict(below)
    for entry in scheme.children if scheme else ():
        found = color_to_hex(entry.children[0], lambda name: None) if entry.children else None
        if found:
            colors[entry.tag[2:]] = found
    return colors


def _face(font: Element | None, language: str, below: Face) -> Face:
    if font is None:
        return below
    latin, east_asian, complex_ = (typeface(font.child(tag)) for tag in ("a:latin", "a:ea", "a:cs"))
    return Face(latin or below.latin, east_asian or listed_face(font, language), complex_)


def typeface(element: Element | None) -> str:
    """What an `a:latin`, `a:ea`, … names; nothing when it is not there."""
    return (element.get("typeface") or "") if element else ""


def listed_face(font: Element, language: str) -> str:
    """The East Asian face for `language` that an `a:majorFont` or `a:minorFont` lists, or a usual one; or nothing."""
    key = language.lower()
    key = "zh-hant" if key.startswith(_TRADITIONAL) else key[:2]
    if key not in _SCRIPTS:
        return ""
    script, usual = _SCRIPTS[key]
    listed = next((entry for entry in font.all("a:font") if entry.get("script") == script), None)
    return typeface(listed) or usual


class Look(NamedTuple):
    """A theme through a colour map: how one master, or a layout that overrides it, sees colours and faces."""

    theme: Theme
    palette: Mapping[str, str]
    """Role → six hex digits."""

    def face(self, written: str) -> str:
        """A face's name, references to the theme (`+mn-ea`) resolved."""
        if not written.startswith("+"):
            return written
        face = self.theme.major if written.startswith("+mj") else self.theme.minor
        return {"ea": face.east_asian, "cs": face.complex}.get(written[4:], face.latin)

    def color(self, fill: Element) -> str | None:
        """What a fill is painted with: a role where it is one unchanged, else six hex digits; None when unknown.

        Of a gradient or pattern, its first colour.
        """
        element = _first_color(fill)
        if element is None:
            return None
        role = element.get("val") or ""
        if element.tag == "a:schemeClr" and role in self.palette and not modifications(element):
            return role
        return color_to_hex(element, self._lookup)

    def ground(self, fill: Element, placeholder: str | None = None) -> str | None:
        """The one plain colour of a fill as six hex digits, `placeholder` standing for phClr; None when it has more."""
        return self.plain_color(fill, placeholder) if fill.tag == "a:solidFill" else None

    def plain_color(self, holder: Element, placeholder: str | None = None) -> str | None:
        """The colour an element holds as its first child, as six hex digits."""
        if not holder.children:
            return None
        return color_to_hex(holder.children[0], lambda name: placeholder if name == "phClr" else self._lookup(name))

    def _lookup(self, name: str) -> str | None:
        return self.palette.get(name) or self.theme.colors.get(name)


def look(theme: Theme, color_map: Mapping[str, str]) -> Look:
    """A theme through a colour map: role → theme colour, as `p:clrMap` has it. What the map leaves out is plain."""
    return Look(theme, {role: _mapped(theme, color_map.get(role), role) for role in ROLES})


def _mapped(theme: Theme, name: str | None, role: str) -> str:
    return theme.colors.get(name or "") or theme.colors[PLAIN_MAP[role]]


def _first_color(fill: Element) -> Element | None:
    match fill.tag:
        case "a:solidFill" | "a:buClr":
            holder: Element | None = fill
        case "a:gradFill":
            holder = fill.child("a:gsLst", "a:gs")
        case "a:pattFill":
            holder = fill.child("a:fgClr")
        case _:
            holder = None
    return holder.children[0] if holder and holder.children else None
