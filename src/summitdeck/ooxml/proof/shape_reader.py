"""The texts of a slide: every shape that holds some, at any depth of groups, with all it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.inheritance import Inherited, bucket, under
from summitdeck.ooxml.placeholders import (
    AUTOFITS,
    NOWHERE,
    BodyProperties,
    Heir,
    Master,
    heir,
    placeholders,
    shape_frame,
    shape_name,
)
from summitdeck.ooxml.proof.frames import FULL_TURN, SIDEWAYS, Group, own_rotation, text_frame
from summitdeck.ooxml.proof.model import WHOLE, At, Autofit, Box, Doubt, Table, Text
from summitdeck.ooxml.proof.table_reader import TableStyles, read_table
from summitdeck.ooxml.proof.text_reader import alternative, read_text
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Element
from summitdeck.scene.base import Frame

_LEAST_SCALE = 1_000
"""1/1000 %: ST_TextFontScalePercent's lower bound."""
_GRAPHICS = {
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "chart",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "chart",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "SmartArt",
    "http://schemas.openxmlformats.org/presentationml/2006/ole": "embedded object",
}
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_PROPERTIES = BodyProperties({}, "none")


class Above(NamedTuple):
    """A layout's placeholder, as a slide's placeholder sees it."""

    heir: Heir
    body: BodyProperties
    frame: Frame
    rotation: int


class Layout(NamedTuple):
    """What the slides of a layout inherit from."""

    master: Master
    look: Look
    above: Mapping[int, Above]
    """By `idx`, the first of each: the only thing that PowerPoint goes by (34 of 34 probes, TEXT.md 4.1)."""


def layout_of(tree: Element, master: Master, look: Look) -> Layout:
    """A layout's part, ready to be inherited from."""
    found: dict[int, Above] = {}
    for placeholder in placeholders(tree):
        if placeholder.idx not in found:
            inherits = heir(placeholder, master, look)
            frame = next((frame for frame in map(shape_frame, inherits.chain) if frame), NOWHERE)
            rotation = next((turn for turn in map(own_rotation, inherits.chain) if turn is not None), 0)
            found[placeholder.idx] = Above(inherits, BodyProperties.along(inherits.chain), frame, rotation)
    return Layout(master, look, found)


class Found(NamedTuple):
    """What a slide holds."""

    texts: list[Text]
    tables: list[Table]
    unmeasured: list[str]


class SlideShapes:
    """Reads the shapes of one slide."""

    def __init__(self, slide: At, layout: Layout, look: Look, styles: TableStyles) -> None:
        """`slide` says which slide it is; its shape is empty."""
        self._slide = slide
        self._layout = layout
        self._look = look
        self._styles = styles
        plain = layout.master.buckets["other"]
        self._plain = plain if look is plain.look else under(plain, None, look)
        self._found = Found([], [], [])

    def read(self, tree: Element) -> Found:
        """All texts and tables of the slide, in drawing order, and a word for each object that is not looked at."""
        shapes = tree.child("p:cSld", "p:spTree")
        for shape, group in _flat(shapes) if shapes else ():
            if _is_hidden(shape):
                if shape.tag in ("p:grpSp", "p:graphicFrame") or shape.child("p:txBody"):
                    self._found.unmeasured.append("hidden shape")
            elif shape.tag == "p:sp":
                self._shape(shape, group)
            elif shape.tag == "p:graphicFrame":
                self._graphic(shape, group)
            elif shape.tag == "p:contentPart":
                self._found.unmeasured.append("ink")
        return self._found

    def _at(self, shape: Element, mark: Element | None) -> At:
        named = shape.children[0].child("p:cNvPr") if shape.children else None
        number = (named.integer("id") or 0) if named else 0
        kind = (mark.get("type") or "obj") if mark else None
        slide = self._slide
        return At(slide.slide, slide.part, number, shape_name(shape), kind, slide.hidden)

    def _shape(self, shape: Element, group: Group) -> None:
        body = shape.child("p:txBody")
        if body is None:
            return
        mark = shape.children[0].child("p:nvPr", "p:ph") if shape.children else None
        above, inherited = self._inherits(mark)
        inherited = under(inherited, body.child("a:lstStyle"), self._look)
        read = read_text(body, inherited)
        if read.is_empty:
            return
        stated = body.child("a:bodyPr")
        properties = (above.body if above else _NO_PROPERTIES).under(stated)
        own = shape_frame(shape)
        frame = group.place(own) if own else above.frame if above else NOWHERE
        turn = own_rotation(shape)
        rotation = turn if turn is not None else above.rotation if above else 0
        doubts = list(read.doubts)
        if not (frame.width or frame.height):
            doubts.append(Doubt.NO_PLACE)
        if stated is not None and _is_warped(stated):
            doubts.append(Doubt.WARPED)
        area, width, height = _room(text_frame(shape, frame), properties)
        box = Box(
            self._at(shape, mark),
            frame,
            area,
            width,
            height,
            autofit_of(properties, stated),
            properties.anchor,
            properties.wrap,
            properties.vertical,
            properties.columns,
            (rotation + group.rotation) % FULL_TURN,
        )
        self._found.texts.append(Text(box, read.paragraphs, read.margins_right, properties.first_last, tuple(doubts)))

    def _inherits(self, mark: Element | None) -> tuple[Above | None, Inherited]:
        """The layout's placeholder that a shape's `p:ph` finds, and the text styles above the shape's own."""
        if mark is None:
            return None, self._plain
        above = self._layout.above.get(mark.integer("idx") or 0)
        if above is not None:
            return above, above.heir.text
        return None, self._layout.master.buckets[bucket(mark.get("type") or "obj")]

    def _graphic(self, shape: Element, group: Group) -> None:
        data = shape.child("a:graphic", "a:graphicData")
        kind = (data.get("uri") or "") if data else ""
        table = data.child("a:tbl") if data and kind == _TABLE else None
        if table is None:
            self._found.unmeasured.append(_GRAPHICS.get(kind, "graphic"))
            return
        mark = shape.children[0].child("p:nvPr", "p:ph") if shape.children else None
        above = self._layout.above.get(mark.integer("idx") or 0) if mark else None
        own = shape_frame(shape)
        frame = group.place(own) if own else above.frame if above else NOWHERE
        self._found.tables.append(read_table(table, self._at(shape, mark), frame, self._plain, self._styles))


def _flat(tree: Element) -> Iterator[tuple[Element, Group]]:
    """Shapes in drawing order with the groups they stand in. Not recursive: groups may nest as deep as XML may."""
    waiting = [(child, Group()) for child in reversed(tree.children)]
    while waiting:
        shape, group = waiting.pop()
        if shape.tag == "mc:AlternateContent":
            waiting += [(child, group) for child in reversed(alternative(shape))]
        elif shape.tag == "p:grpSp" and not _is_hidden(shape):
            inner = group.inside(shape)
            waiting += [(child, inner) for child in reversed(shape.children)]
        else:
            yield shape, group


def _is_hidden(shape: Element) -> bool:
    named = shape.children[0].child("p:cNvPr") if shape.children else None
    return bool(named and named.flag("hidden"))


def _is_warped(body: Element) -> bool:
    warp = body.child("a:prstTxWarp")
    return warp is not None and warp.get("prst") not in (None, "textNoShape", "textPlain")


def autofit_of(properties: BodyProperties, stated: Element | None) -> Autofit:
    """How a shape's text is fitted. A stored scale counts where the shape states it: whether PowerPoint inherits a
    layout's is not known, and full size is the safe side."""
    own = next((child for child in stated.children if child.tag in AUTOFITS), None) if stated else None
    if own is None:
        return Autofit(properties.autofit)
    if own.tag != "a:normAutofit":
        return Autofit(properties.autofit, True)
    scale, reduction = own.share("fontScale"), own.share("lnSpcReduction")
    return Autofit(
        "normal",
        True,
        WHOLE if scale is None else max(_LEAST_SCALE, min(WHOLE, scale)),
        0 if reduction is None else max(0, min(WHOLE, reduction)),
    )


def _room(frame: Frame, body: BodyProperties) -> tuple[Frame, int, int]:
    """The area inside the insets, the width of a line and the height for lines, all columns together."""
    insets = body.insets
    width, height = frame.width - insets.left - insets.right, frame.height - insets.top - insets.bottom
    area = Frame(frame.x + insets.left, frame.y + insets.top, max(0, width), max(0, height))
    if body.vertical in SIDEWAYS:
        width, height = height, width
    columns = body.columns
    width = (width - (columns - 1) * body.column_gap) // columns
    return area, max(1, width), height * columns
