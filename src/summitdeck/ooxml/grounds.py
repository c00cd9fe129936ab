"""The one plain colour that a slot's text stands on, where there is one.

On a slide everything that master and layout draw lies below the placeholders. A text is only judged where its ground
is known: a picture, a gradient or half a shape below it makes the colour unknown, and then nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.inheritance import fold
from summitdeck.ooxml.placeholders import Master, Placeholder, shape_frame
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Element
from summitdeck.scene.base import Frame

_FILLS = frozenset({"a:noFill", "a:solidFill", "a:gradFill", "a:blipFill", "a:pattFill", "a:grpFill"})
_TRIFLE = 0.05
"""The share of a slot's area that a drawing may cover without being its ground: lines, bars at an edge."""
_WHOLE = 0.98
"""The share that makes it the ground."""


MOST_DRAWINGS = 60
"""Of a master and a layout together; behind more of them nobody can tell. A template may have 5,000 placeholders, each
of which is held against each drawing; real ones have up to 54."""
_MOST_WORDS = 50
"""Elements of a fill that is one plain colour; PowerPoint writes one to five."""


class Drawing(NamedTuple):
    """A shape of a master or a layout, as far as text may stand on it."""

    frame: Frame
    is_clear: bool
    """Whether it has no fill at all."""
    fill: Element | None
    """Where it is a rectangle of one colour that nothing shines through."""


class Backdrop(NamedTuple):
    """What lies behind the placeholders of a layout."""

    master: Master
    look: Look
    background: str | None
    """Six hex digits of the page's own ground where it is one plain colour."""
    drawings: tuple[Drawing, ...]
    """The lowest first: the master's own unless hidden, then the layout's."""


def drawings(tree: Element) -> tuple[Drawing, ...]:
    """The shapes of a master or a layout that are no placeholders, the lowest first; of more than `MOST_DRAWINGS` one
    more than those."""
    return tuple(islice(map(_drawing, _shapes(tree)), MOST_DRAWINGS + 1))


def text_ground(backdrop: Backdrop, placeholder: Placeholder, frame: Frame) -> str | None:
    """Six hex digits; None when the text stands on more than one plain colour, or nobody can tell."""
    own = _own_fill(backdrop.master, placeholder)
    if own is not None:
        return backdrop.look.plain_color(own) if _is_plain(own) else None
    if len(backdrop.drawings) > MOST_DRAWINGS:
        return None
    ground = backdrop.background
    for drawing in backdrop.drawings:
        covered = _covered(drawing.frame, frame)
        if covered > _TRIFLE and not drawing.is_clear:
            is_ground = drawing.fill is not None and covered >= _WHOLE
            ground = backdrop.look.plain_color(drawing.fill) if drawing.fill and is_ground else None
    return ground


def _own_fill(master: Master, placeholder: Placeholder) -> Element | None:
    """The fill of the placeholder itself, or of the master's that it inherits from; None when it has none."""
    above = master.placeholders.get(fold(placeholder.kind))
    for shape in (placeholder.shape, above.placeholder.shape if above else None):
        fill = _fill(shape) if shape else None
        if fill is not None:
            return None if fill.tag == "a:noFill" else fill
    return None


def _drawing(shape: Element) -> Drawing:
    frame = _drawing_frame(shape) or Frame(0, 0, 0, 0)
    fill = _fill(shape) if shape.tag == "p:sp" else None
    # What says nothing of a fill has none, unless its style does.
    is_clear = shape.tag == "p:sp" and (fill.tag == "a:noFill" if fill is not None else not _styled(shape))
    is_plain = fill is not None and _is_upright(shape) and _is_plain(fill)
    return Drawing(frame, is_clear, fill if is_plain else None)


def _fill(shape: Element) -> Element | None:
    properties = shape.child("p:spPr")
    return next((child for child in properties.children if child.tag in _FILLS), None) if properties else None


def _styled(shape: Element) -> bool:
    """Whether a shape may be filled by its style."""
    reference = shape.child("p:style", "a:fillRef")
    return bool(reference and reference.integer("idx"))


def _is_plain(fill: Element) -> bool:
    """Whether a fill is one colour that nothing shines through."""
    words = list(islice(fill.walk(), _MOST_WORDS + 1))
    return fill.tag == "a:solidFill" and len(words) <= _MOST_WORDS and not any(word.tag == "a:alpha" for word in words)


def _shapes(tree: Element) -> Iterator[Element]:
    shapes = tree.child("p:cSld", "p:spTree")
    for shape in shapes.children if shapes else ():
        if shape.tag == "mc:AlternateContent":
            choice = shape.child("mc:Choice") or shape.child("mc:Fallback")
            yield from (each for each in (choice.children if choice else ()) if not _is_placeholder(each))
        elif shape.tag in ("p:sp", "p:pic", "p:grpSp", "p:graphicFrame") and not _is_placeholder(shape):
            yield shape


def _is_placeholder(shape: Element) -> bool:
    return bool(shape.children) and shape.children[0].child("p:nvPr", "p:ph") is not None


def _is_upright(drawing: Element) -> bool:
    """Whether it is a rectangle that is not turned, and so covers what its frame covers."""
    placed, shape = drawing.child("p:spPr", "a:xfrm"), drawing.child("p:spPr", "a:prstGeom")
    return not (placed and placed.integer("rot")) and shape is not None and shape.get("prst") == "rect"


def _covered(own: Frame, frame: Frame) -> float:
    """The share of a frame that a drawing's own frame covers."""
    if not (frame.width and frame.height):
        return 0.0
    across = min(own.right, frame.right) - max(own.x, frame.x)
    down = min(own.bottom, frame.bottom) - max(own.y, frame.y)
    return max(0, across) * max(0, down) / (frame.width * frame.height)


def _drawing_frame(drawing: Element) -> Frame | None:
    if drawing.tag != "p:grpSp":
        return shape_frame(drawing)
    placed = drawing.child("p:grpSpPr", "a:xfrm")
    offset, extent = (placed.child(tag) if placed else None for tag in ("a:off", "a:ext"))
    if offset is None or extent is None:
        return None
    x, y = offset.integer("x") or 0, offset.integer("y") or 0
    return Frame(x, y, extent.integer("cx") or 0, extent.integer("cy") or 0)
