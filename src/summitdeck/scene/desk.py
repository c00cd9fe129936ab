"""What placing one page has at hand: the base, the pictures, where links lead, and where problems are put."""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.deck.model import Overflow
from summitdeck.frozen import dataclass, field, replace
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.paragraphs import LinkTarget, Styles
from summitdeck.scene.pictures import Album
from summitdeck.scene.setting import Look
from summitdeck.scene.slots import Sheet, make_sheet, title_slot
from summitdeck.scene.styles import STYLES, style_levels, text_color
from summitdeck.typeset.faces import Faces, resolve_face

GAP_SHARE = 0.016
"""Of the page's width: the room between neighbours when a layout says none."""
CODE_GROUND = "bg2"
"""The role of the ground that code stands on."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What all pages of a deck share; its tables fill as pages are placed."""

    base: Base
    album: Album
    faces: Faces = resolve_face
    """Where the widths of faces come from."""
    styles: Styles = field(default_factory=Styles)
    """Of these faces."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def sheet(self, layout: BaseLayout) -> Sheet:
        """The sheet of a base layout, made once."""
        found = self.sheets.get(layout.part)
        if found is None:
            found = self.sheets[layout.part] = make_sheet(self.base, layout)
        return found


@dataclass(frozen=True, slots=True)
class Desk:
    """What placing one page has at hand. Its lists grow while the page is placed."""

    shelf: Shelf
    sheet: Sheet
    target: LinkTarget
    overflow: Overflow = Overflow.SHRINK
    part: int = 0
    """Which of the pages of a slide that goes on is placed, from 0."""
    label: str = ""
    """What is put behind the title of a page that goes on."""
    problems: list[Problem] = field(default_factory=list)
    taken: list[Slot] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """On how many pages each content that was split goes on."""

    def aside(self) -> Desk:
        """The same desk with lists of its own: for measuring what is set again later."""
        return replace(self, problems=[], taken=list(self.taken), parts=[])

    @property
    def base(self) -> Base:
        """The base the deck is laid out on."""
        return self.shelf.base

    @property
    def faces(self) -> Faces:
        """Where the widths of faces come from."""
        return self.shelf.faces

    @property
    def page(self) -> Frame:
        """The whole page."""
        return self.shelf.base.page

    @property
    def gap(self) -> int:
        """The room between neighbours, EMU."""
        return round(self.base.width * GAP_SHARE)

    @property
    def palette(self) -> Mapping[str, str]:
        """Role → six hex digits, on this page."""
        return self.sheet.layout.palette or self.base.palette

    @property
    def ground(self) -> str:
        """The page's ground, six hex digits."""
        return self.sheet.layout.background or self.palette.get("bg1", "FFFFFF")

    @property
    def code_ground(self) -> str | None:
        """The role of code's own ground; None where plain text could not be read on it."""
        ground = self.palette.get(CODE_GROUND)
        return CODE_GROUND if ground and text_color(self.palette, ground, muted=False) == "tx1" else None

    def slot_look(self, slot: Slot) -> Look:
        """How text looks in a slot, or beside one like it."""
        key = ("slot", f"{self.sheet.layout.part} {slot.kind} {slot.idx}")
        found = self.shelf.looks.get(key)
        if found is None or found.levels is not slot.levels:
            insets = slot.insets
            edges = (insets.left, insets.top, insets.right, insets.bottom)
            found = self.shelf.looks[key] = Look(slot.levels, edges)
        return found

    def look(self, style: str) -> Look:
        """How a text box looks in a style of the markup, readable on this page."""
        key = (style, self.sheet.layout.part)
        found = self.shelf.looks.get(key)
        if found is None:
            found = self.shelf.looks[key] = self._make_look(style)
        return found

    def _make_look(self, style: str) -> Look:
        ground = self.ground
        if style == "code" and self.code_ground:
            ground = self.palette[self.code_ground]
        levels = style_levels(self.base, style, self.palette, ground)
        insets = (0, 0, 0, 0) if style == "caption" else self._insets()
        return Look(levels, insets, STYLES[style].minimum)

    def body_look(self) -> Look:
        """How contents look that find no slot: as the master's body."""
        return Look(self.base.body, self._insets())

    def title_look(self) -> Look:
        """How a title looks that finds no slot: as the title of another base layout."""
        titles = [slot for layout in self.base.layouts if (slot := title_slot(layout))]
        titles.sort(key=lambda slot: slot.kind != "title")  # a title page's is larger
        return self.slot_look(titles[0]) if titles else self.look("heading")

    def _insets(self) -> tuple[int, int, int, int]:
        """Sideways those of the content slots, else of the title, so that texts line up; none above and below."""
        slot = next(iter(self.sheet.contents), self.sheet.title)
        return (slot.insets.left, 0, slot.insets.right, 0) if slot else (0, 0, 0, 0)
