"""Where shapes stand on the page: groups, rotation, and the part of a shape's frame that is for its text."""

from __future__ import annotations

from math import cos, radians, sin, sqrt

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.xml import Element
from summitdeck.scene.base import Frame

FULL_TURN = 21_600_000
"""1/60000°."""
SIDEWAYS = frozenset({"vert", "vert270", "eaVert", "mongolianVert", "wordArtVert", "wordArtVertRtl"})
"""Directions of text (`vert`) in which lines run down the page."""
_FARTHEST = 10**13
"""EMU: beyond any page, and small enough for floating point to keep single EMU."""
_SMALLEST, _LARGEST = 1e-6, 1e6
"""Bounds of what nested groups may do to a length."""


class Group(NamedTuple):
    """How a group, and those around it, place what stands in it."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1.0
    """What widths are multiplied by."""
    down: float = 1.0
    rotation: int = 0
    """1/60000°, of all groups together."""

    def place(self, frame: Frame) -> Frame:
        """A frame in the group as it stands on the page. That a turned group moves its shapes is left out."""
        return Frame(
            _near(self.x + frame.x * self.across),
            _near(self.y + frame.y * self.down),
            _near(frame.width * self.across),
            _near(frame.height * self.down),
        )

    def inside(self, shape: Element) -> Group:
        """How a `p:grpSp` that stands in this group places its own shapes."""
        placed = shape.child("p:grpSpPr", "a:xfrm")
        if placed is None:
            return self
        x, y = _pair(placed.child("a:off"), "x", "y")
        width, height = _pair(placed.child("a:ext"), "cx", "cy")
        child_x, child_y = _pair(placed.child("a:chOff"), "x", "y")
        child_width, child_height = _pair(placed.child("a:chExt"), "cx", "cy")
        across, down = _ratio(width, child_width), _ratio(height, child_height)
        return Group(
            _bounded(self.x + self.across * (x - child_x * across)),
            _bounded(self.y + self.down * (y - child_y * down)),
            max(_SMALLEST, min(_LARGEST, self.across * across)),
            max(_SMALLEST, min(_LARGEST, self.down * down)),
            (self.rotation + (placed.integer("rot") or 0)) % FULL_TURN,
        )


def _pair(element: Element | None, first: str, second: str) -> tuple[int, int]:
    return (element.integer(first) or 0, element.integer(second) or 0) if element else (0, 0)


def _ratio(outside: int, inside: int) -> float:
    return outside / inside if outside > 0 and inside > 0 else 1.0


def _bounded(length: float) -> float:
    return max(-_FARTHEST, min(_FARTHEST, length))


def _near(length: float) -> int:
    return round(_bounded(length))


def own_rotation(shape: Element) -> int | None:
    """How far a shape says it is turned, 1/60000°; None when it states no place at all."""
    placed = shape.child("p:spPr", "a:xfrm") or shape.child("p:xfrm")
    return None if placed is None else (placed.integer("rot") or 0) % FULL_TURN


def text_frame(shape: Element, frame: Frame) -> Frame:
    """The part of a shape's frame that its text may take, insets not yet counted.

    The rectangles of the commonest shapes that are not rectangular are PowerPoint's own (presetShapeDefinitions.xml,
    ECMA-376-1, annex D); of a rounded one with its corners as drawn. All others are taken for their whole frame, so
    that a text in an arrow or a star may be called fitting that is drawn over its edges.
    """
    geometry = shape.child("p:spPr", "a:prstGeom")
    kind = geometry.get("prst") if geometry else None
    match kind:
        case "ellipse" | "flowChartConnector":
            side = 0.5 - sqrt(0.125)
            return _within(frame, frame.width * side, frame.height * side)
        case "roundRect" | "wedgeRoundRectCallout" | "flowChartAlternateProcess":
            assert geometry is not None
            share = _corner(geometry) if kind == "roundRect" else 1 / 6
            inset = min(frame.width, frame.height) * share * (1 - sqrt(0.5))
            return _within(frame, inset, inset)
        case "diamond" | "flowChartDecision":
            return _within(frame, frame.width / 4, frame.height / 4)
        case "triangle":
            assert geometry is not None
            left = frame.width * max(0, min(100_000, _adjustments(geometry).get("adj", 50_000))) // 200_000
            half = frame.height // 2
            return Frame(frame.x + left, frame.y + half, frame.width // 2, frame.height - half)
        case _:
            return frame


def _corner(geometry: Element) -> float:
    """The radius of a rounded rectangle's corners, as a share of its shorter side."""
    stated = _adjustments(geometry).get("adj", 16_667)
    return max(0, min(50_000, stated)) / 100_000


def _adjustments(geometry: Element) -> dict[str, int]:
    found = {}
    for guide in geometry.children[0].all("a:gd") if geometry.children else ():
        words = (guide.get("fmla") or "").split()
        if len(words) == 2 and words[0] == "val" and words[1].lstrip("-").isdigit() and len(words[1]) < 12:
            found[guide.get("name") or ""] = int(words[1])
    return found


def _within(frame: Frame, across: float, down: float) -> Frame:
    x, y = round(across), round(down)
    return Frame(frame.x + x, frame.y + y, max(0, frame.width - 2 * x), max(0, frame.height - 2 * y))


def turned(frame: Frame, around: Frame, rotation: int) -> Frame:
    """The upright rectangle around `frame` once it is turned about the middle of `around` (rotation: 1/60000°)."""
    if not rotation:
        return frame
    angle = radians(rotation / 60_000)
    c, s = cos(angle), sin(angle)
    middle_x, middle_y = around.x + around.width / 2, around.y + around.height / 2
    corners = [(x - middle_x, y - middle_y) for x in (frame.x, frame.right) for y in (frame.y, frame.bottom)]
    xs = [middle_x + x * c - y * s for x, y in corners]
    ys = [middle_y + x * s + y * c for x, y in corners]
    return Frame(_near(min(xs)), _near(min(ys)), _near(max(xs) - min(xs)), _near(max(ys) - min(ys)))


def outside(frame: Frame, page: Frame) -> int:
    """EMU by which a rectangle reaches beyond the page, on the side where it is most; 0 when it does not."""
    return max(0, page.x - frame.x, page.y - frame.y, frame.right - page.right, frame.bottom - page.bottom)
