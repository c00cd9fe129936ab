"""A small page to place things on: markup and a slide as text in, the scene as text out.

    show('<slide base="obj"><title>{title}</title><body>{body}</body></slide>', "title: T\\nbody: [one]")

`{name}` stands for a field of the slide, as a layout prints it. The page is 1000 by 500 points: 1 % across is 10 pt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from summitdeck.assets.images import Image
from summitdeck.deck.model import Content, Link, Overflow, Slide
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Source
from summitdeck.problems import Problem, Span
from summitdeck.scene.base import Base, BaseLayout, Frame, Insets, Slot
from summitdeck.scene.desk import Desk, Shelf
from summitdeck.scene.grammar import ATTRIBUTES
from summitdeck.scene.markup import Element, Node, Reference
from summitdeck.scene.matching import Match, find_base_layout
from summitdeck.scene.model import Page, Scene, Shape, WebLink
from summitdeck.scene.page import place_page
from summitdeck.scene.pictures import Album
from summitdeck.scene.printing import print_page
from summitdeck.typeset.model import EMU_PER_POINT, Bullet, BulletKind, Face, LevelStyle

POINT = EMU_PER_POINT
FACE = Face("Arial", "Noto Sans CJK JP")
PALETTE = {"bg1": "FFFFFF", "tx1": "111111", "bg2": "EEEEEE", "tx2": "444444"} | {
    f"accent{n}": color for n, color in enumerate(("1B5E8C", "A8471F", "3E6B35", "7A5A00", "5B4A7D", "555555"), 1)
}


def frame(x: float, y: float, width: float, height: float) -> Frame:
    """A frame in points."""
    return Frame(*(round(side * POINT) for side in (x, y, width, height)))


def levels(*sizes: int, bullets: bool = False) -> tuple[LevelStyle, ...]:
    """Nine levels of these sizes in points, the last for all deeper ones; single spaced, 20 pt deeper each."""
    every = [*sizes, *[sizes[-1]] * (9 - len(sizes))]
    bullet = Bullet(BulletKind.CHARACTER, "•", "Arial") if bullets else Bullet()
    return tuple(
        LevelStyle(
            size=size * 100,
            face=FACE,
            margin_left=20 * POINT * (n + 1) if bullets else 0,
            indent=-20 * POINT if bullets else 0,
            bullet=bullet,
        )
        for n, size in enumerate(every)
    )


def slot(kind: str, idx: int, at: Frame, *sizes: int, bullets: bool = False, **changes: object) -> Slot:
    """A slot without insets, anchored at the top."""
    own = levels(*(sizes or (20,)), bullets=bullets)
    return replace(Slot(kind, idx, f"{kind} {idx}", at, Insets(0, 0, 0, 0), "t", "normal", own), **changes)  # type: ignore[arg-type]


TITLE = slot("title", 0, frame(50, 25, 900, 75), 30)
BODY = slot("obj", 1, frame(50, 125, 900, 300), 20, 16, bullets=True)
LEFT = slot("obj", 1, frame(50, 125, 440, 300), 20, 16, bullets=True)
RIGHT = slot("obj", 2, frame(510, 125, 440, 300), 20, 16, bullets=True)
PICTURE = slot("pic", 3, frame(50, 125, 900, 250), 18)
CAPTION = slot("body", 4, frame(50, 385, 900, 40), 14)
DATE = slot("dt", 10, frame(50, 450, 200, 20), 10)
FOOTER = slot("ftr", 11, frame(300, 450, 400, 20), 10)
NUMBER = slot("sldNum", 12, frame(750, 450, 200, 20), 10)
FURNITURE = (DATE, FOOTER, NUMBER)
CENTER_TITLE = slot("ctrTitle", 0, frame(50, 100, 900, 100), 40)
SUBTITLE = slot("subTitle", 1, frame(50, 220, 900, 100), 20)
TITLE_PAGE = BaseLayout("Title Slide", "title", "/1", (CENTER_TITLE, SUBTITLE, *FURNITURE))
CONTENT = BaseLayout("Title and Content", "obj", "/2", (TITLE, BODY, *FURNITURE))
TWO = BaseLayout("Two Content", "twoObj", "/3", (TITLE, RIGHT, LEFT, *FURNITURE))
TITLE_ONLY = BaseLayout("Title Only", "titleOnly", "/4", (TITLE, *FURNITURE))
BLANK = BaseLayout("Blank", "blank", "/5", FURNITURE)
PICTURED = BaseLayout("Picture with Caption", "picTx", "/6", (TITLE, PICTURE, CAPTION, *FURNITURE))
BASE = Base(
    1000 * POINT,
    500 * POINT,
    (TITLE_PAGE, CONTENT, TWO, TITLE_ONLY, BLANK, PICTURED),
    PALETTE,
    TITLE.frame,
    BODY.frame,
    levels(18),
    BODY.levels,
    "Arial",
    "Noto Sans CJK JP",
    "Arial",
    "Noto Sans CJK JP",
)
"""Page 1000 × 500 pt; title 5 % 5 % 90 % 15 %, contents 5 % 25 % 90 % 60 %, gap 16 pt. Arial, single spaced."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What placing gave."""

    shapes: tuple[Shape, ...]
    problems: tuple[Problem, ...]
    text: str
    """One shape a line, its paragraphs below it."""
    parts: int
    """On how many pages it goes on."""


class Pictures(Album):
    """Pictures that need no files: `4x3.png` is four pixels wide and three high."""

    def __init__(self) -> None:
        super().__init__(())

    def open(self, picture: object, folder: Path) -> Image:
        """A picture of the size that its name tells."""
        name = "".join(run.text for run in picture.path)  # type: ignore[attr-defined]
        found = re.fullmatch(r"(\d+)x(\d+)\.png", name)
        assert found, f"name pictures by their size, not '{name}'"
        return Image(name, "png", int(found[1]), int(found[2]), b"")


def read_slide(text: str) -> Slide:
    """The one slide of this YAML text; what is wrong with it fails the test."""
    slides, _, problems = read_slides(Source(Path("slide.yaml"), "slide.yaml", text))
    assert not [problem for problem in problems if problem.is_error], problems
    (slide,) = slides
    return slide


def content(text: str) -> Content:
    """The content of a field, written as in a slide."""
    return read_slide(text if text.startswith("body:") else f"body:\n{text}").fields["body"].content


def read_markup(text: str, slide: Slide) -> Element:
    """Markup as text; `{name}` is a field, and `{name}` beside other words its one line."""
    return _element(ElementTree.fromstring(text), slide)


def _element(node: ElementTree.Element, slide: Slide) -> Element:
    said = {name: ATTRIBUTES[name].read(value) for name, value in node.attrib.items()}
    assert None not in said.values(), f"<{node.tag} {node.attrib}>"
    children: list[Node] = _nodes((node.text or "").lstrip(), slide, len(node) == 0)
    for child in node:
        children += [_element(child, slide), *_nodes(child.tail, slide, False)]
    return Element(node.tag, said, tuple(children), Span("layout", 1, 1))  # type: ignore[arg-type]


def _nodes(text: str | None, slide: Slide, alone: bool) -> list[Node]:
    collapsed = re.sub(r"\s+", " ", text or "")
    pieces = [piece for piece in re.split(r"(\{\w+\})", collapsed.strip() if alone else collapsed) if piece.strip()]
    whole = alone and len(pieces) == 1
    return [
        Reference(piece[1:-1], slide.fields[piece[1:-1]].content, inline=not whole) if piece[0] == "{" else piece
        for piece in pieces
    ]


def web(link: Link) -> WebLink:
    """Every link leads to the web."""
    return WebLink(link.target)


def desk_on(
    base: Base = BASE, layout: BaseLayout = CONTENT, overflow: Overflow = Overflow.SHRINK, match: Match | None = None
) -> Desk:
    """An empty page; of a base layout that was found, as the kind of page it was found for."""
    shelf = Shelf(base, Pictures())
    sheet = shelf.sheet(match.layout, match.kind, match.composed) if match else shelf.sheet(layout)
    return Desk(shelf, sheet, web, overflow)


def stage(
    markup: str,
    slide: str = "title: T",
    *,
    base: Base = BASE,
    overflow: str = "shrink",
    part: int = 0,
    slide_index: int = 1,
) -> Staged:
    """The markup placed with the slide's fields."""
    read = read_slide(slide)
    root = read_markup(markup, read)
    names = root.attributes["base"]
    assert isinstance(names, tuple)
    match = find_base_layout(base, [str(name) for name in names])
    assert match
    layout = match.layout
    desk = replace(desk_on(base, layout, Overflow(overflow), match), part=part, slide=slide_index)
    shapes = place_page(root, desk)
    return Staged(shapes, tuple(desk.problems), print_shapes(shapes, base, layout), max(desk.parts, default=1))


def print_shapes(shapes: Sequence[Shape], base: Base = BASE, layout: BaseLayout = CONTENT) -> str:
    """The shapes as `print_scene` has them."""
    page = Page(layout, tuple(shapes), "page")
    lines = print_page(page, 1, Scene(base, (page,), "en-US")).split("\n")[2:]
    return "\n".join(line.removeprefix("  ") for line in lines)


def show(markup: str, slide: str = "title: T", **options: object) -> str:
    """The page as text; problems fail the test."""
    staged = stage(markup, slide, **options)  # type: ignore[arg-type]
    assert not staged.problems, staged.problems
    return staged.text


def frames(text: str) -> str:
    """The lines of shapes alone, each as `name x y width height`, in percent."""
    found = re.findall(r"^(\w+)((?:\s+-?[\d.]+%){4})", text, re.MULTILINE)
    return "\n".join(f"{name} {' '.join(share.rstrip('%') for share in shares.split())}" for name, shares in found)
