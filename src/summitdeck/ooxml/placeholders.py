"""The placeholders of masters and layouts, and the Slot each layout placeholder becomes once it has inherited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.inheritance import Inherited, bucket, fold, under
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Element, to_integer
from summitdeck.scene.base import Frame, Insets, Slot

AUTOFITS = {"a:noAutofit": "none", "a:normAutofit": "normal", "a:spAutoFit": "shape"}
_ANCHORS = {"t": "t", "ctr": "ctr", "b": "b", "just": "t", "dist": "ctr"}
"""DrawingML's anchors; the two that spread lines over the height are taken for the one they look most like."""
_USUAL = Insets()
NOWHERE = Frame(0, 0, 0, 0)
"""Where PowerPoint puts a placeholder that neither states a place nor inherits one."""


class Placeholder(NamedTuple):
    """A placeholder's shape, and what tells it from others."""

    shape: Element
    mark: Element
    """Its `p:ph`."""
    kind: str
    idx: int

    @property
    def list_style(self) -> Element | None:
        """Its own text style."""
        return self.shape.child("p:txBody", "a:lstStyle")


class MasterPlaceholder(NamedTuple):
    """A master's placeholder with the text it passes on."""

    placeholder: Placeholder
    text: Inherited


class Master(NamedTuple):
    """What the layouts of a master inherit from."""

    look: Look
    buckets: Mapping[str, Inherited]
    """`title`, `body` and `other`: where texts end."""
    placeholders: Mapping[str, MasterPlaceholder]
    """By type, the first of each."""
    tree: Element


def placeholders(tree: Element) -> Iterator[Placeholder]:
    """The placeholders of a master's or layout's part, in document order. Those in groups do not count."""
    shapes = tree.child("p:cSld", "p:spTree")
    for shape in _unwrapped(shapes) if shapes else ():
        mark = shape.children[0].child("p:nvPr", "p:ph") if shape.children else None
        if mark is not None and shape.tag != "p:grpSp":
            yield Placeholder(shape, mark, mark.get("type") or "obj", mark.integer("idx") or 0)


def _unwrapped(shapes: Element) -> Iterator[Element]:
    """Shapes, also those written once for new programs and once for old ones: the new form counts."""
    for shape in shapes.children:
        if shape.tag == "mc:AlternateContent":
            choice = shape.child("mc:Choice") or shape.child("mc:Fallback")
            yield from choice.children if choice else ()
        else:
            yield shape


def master_placeholders(tree: Element, buckets: Mapping[str, Inherited], look: Look) -> dict[str, MasterPlaceholder]:
    """The first placeholder of each type of a master, with its text."""
    found: dict[str, MasterPlaceholder] = {}
    for placeholder in placeholders(tree):
        if placeholder.kind not in found:
            text = under(buckets[bucket(placeholder.kind)], placeholder.list_style, look)
            found[placeholder.kind] = MasterPlaceholder(placeholder, text)
    return found


class Heir(NamedTuple):
    """A layout's placeholder and what it inherits from, for a slot or for a slide's placeholder to go on from."""

    kind: str
    """The type at the end of the chain, by which the bucket goes."""
    chain: tuple[Element, ...]
    """The shapes, nearest first."""
    text: Inherited


def heir(placeholder: Placeholder, master: Master, look: Look) -> Heir:
    """A layout's placeholder under the master's of the same folded type, or under the master's bucket alone."""
    above = master.placeholders.get(fold(placeholder.kind))
    chain = (placeholder.shape, above.placeholder.shape) if above else (placeholder.shape,)
    text = under(above.text if above else master.buckets[bucket(placeholder.kind)], placeholder.list_style, look)
    return Heir(above.placeholder.kind if above else placeholder.kind, chain, text)


def slot(placeholder: Placeholder, master: Master, look: Look) -> Slot:
    """A layout's placeholder with all it inherits."""
    _, chain, text = heir(placeholder, master, look)
    body = BodyProperties.along(chain)
    return Slot(
        kind=placeholder.kind,
        idx=placeholder.idx,
        name=shape_name(placeholder.shape),
        frame=next((frame for frame in map(shape_frame, chain) if frame), NOWHERE),
        insets=body.insets,
        anchor=body.anchor,
        autofit=body.autofit,
        levels=text.styles,
        size=placeholder.mark.get("sz"),
        orient=placeholder.mark.get("orient"),
        vertical=body.vertical,
        wrap=body.wrap,
        columns=body.columns,
        column_gap=body.column_gap,
        first_last_spacing=body.first_last,
        prompt=_plain_text(placeholder.shape),
        field_type=_date_field(chain) if placeholder.kind == "dt" else None,
    )


class BodyProperties(NamedTuple):
    """`a:bodyPr` along a chain: each attribute from the first shape that states it, the autofit likewise."""

    words: Mapping[str, str]
    autofit: str

    @staticmethod
    def along(chain: tuple[Element, ...]) -> BodyProperties:
        """What a chain of shapes, nearest first, says in the end."""
        properties = BodyProperties({}, "none")
        for shape in reversed(chain):
            properties = properties.under(shape.child("p:txBody", "a:bodyPr"))
        return properties

    def under(self, stated: Element | None) -> BodyProperties:
        """What a shape with this `a:bodyPr` makes of what it inherits."""
        if stated is None or not (stated.attributes or stated.children):
            return self
        autofit = next((AUTOFITS[child.tag] for child in stated.children if child.tag in AUTOFITS), self.autofit)
        return BodyProperties({**self.words, **stated.attributes}, autofit)

    def number(self, name: str, usual: int) -> int:
        """An attribute as a whole number; `usual` when nothing states one."""
        number = to_integer(self.words.get(name))
        return usual if number is None else number

    @property
    def insets(self) -> Insets:
        """The room kept free inside the shape's frame."""
        names = ("lIns", "tIns", "rIns", "bIns")
        usual = (_USUAL.left, _USUAL.top, _USUAL.right, _USUAL.bottom)
        return Insets(*map(self.number, names, usual))

    @property
    def anchor(self) -> str:
        """`t`, `ctr` or `b`."""
        return _ANCHORS.get(self.words.get("anchor", "t"), "t")

    @property
    def vertical(self) -> str:
        """bodyPr's `vert`."""
        return self.words.get("vert", "horz")

    @property
    def wrap(self) -> bool:
        """Whether lines end at the insets."""
        return self.words.get("wrap") != "none"

    @property
    def columns(self) -> int:
        """Text columns, at most the 16 that the schema allows."""
        return max(1, min(16, self.number("numCol", 1)))

    @property
    def column_gap(self) -> int:
        """EMU between text columns."""
        return max(0, self.number("spcCol", 0))

    @property
    def first_last(self) -> bool:
        """Whether space before the first and after the last paragraph counts."""
        return self.words.get("spcFirstLastPara") in ("1", "true")


def shape_name(shape: Element) -> str:
    """The name a shape has in the selection pane."""
    properties = shape.children[0].child("p:cNvPr") if shape.children else None
    return (properties.get("name") or "") if properties else ""


def shape_frame(shape: Element) -> Frame | None:
    """Where a shape says it is, EMU; None when it leaves that to what it inherits from."""
    placed = shape.child("p:spPr", "a:xfrm") or shape.child("p:xfrm")
    if placed is None:
        return None
    offset, extent = placed.child("a:off"), placed.child("a:ext")
    if offset is None or extent is None:
        return None
    x, y, width, height = (
        element.integer(name) or 0 for element, name in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy"))
    )
    return Frame(x, y, max(0, width), max(0, height))


def _plain_text(shape: Element) -> str:
    body = shape.child("p:txBody")
    paragraphs = body.all("a:p") if body else []
    return "\n".join(_paragraph_text(paragraph) for paragraph in paragraphs).strip()


def _paragraph_text(paragraph: Element) -> str:
    pieces = []
    for piece in paragraph.children:
        text = piece.child("a:t")
        pieces.append("\n" if piece.tag == "a:br" else text.text if text else "")
    return "".join(pieces)


def _date_field(chain: tuple[Element, ...]) -> str | None:
    for shape in chain:
        body = shape.child("p:txBody")
        for element in body.walk() if body else ():
            kind = element.get("type") or ""
            if element.tag == "a:fld" and kind.startswith("datetime"):
                return kind
    return None
