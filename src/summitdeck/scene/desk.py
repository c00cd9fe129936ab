"""What placing one page has at hand: the base, the pictures, where links lead, and where problems are put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.deck.model import Overflow
from summitdeck.frozen import TYPE_CHECKING, dataclass, field, replace
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.scene.matching import Match, find_base_layout
from summitdeck.scene.paragraphs import LinkTarget, Styles
from summitdeck.scene.pictures import Album
from summitdeck.scene.setting import Look, Setting
from summitdeck.scene.sizes import LEAST_SMALL, LEAST_TEXT, Family, Leasts, Levels, Member, Own, Siblings
from summitdeck.scene.slots import Choice, Sheet, make_sheet, title_slot
from summitdeck.scene.styles import STYLES, style_levels, text_color
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import CODE_FACE, EMU_PER_POINT, Face

if TYPE_CHECKING:
    from summitdeck.scene.groups import Piece

EDGE_SHARE = 0.025
"""Of the page's height: what a title keeps from its edges when its frame grows."""
GAP_SHARE = 0.016
"""Of the page's width: the room between neighbours when a layout says none."""
FILL_PADDING = 12 * EMU_PER_POINT
"""EMU around words on a ground of their own."""
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
    leasts: Leasts = Leasts()
    siblings: Siblings | None = None
    """None: each text has a size of its own."""
    phrases: str | None = None
    """The language that balanced titles are broken in; None: titles are not balanced."""
    language: str = ""
    """The deck's, a BCP 47 tag: of the words that are made here."""
    sheets: dict[tuple[str, str | None, bool], Sheet] = field(default_factory=dict)
    matches: dict[tuple[str, ...], Match | None] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    title_rooms: dict[tuple[str, Frame, Frame], Frame] = field(default_factory=dict)

    def match(self, wanted: tuple[str, ...]) -> Match | None:
        """The base layout for these names, looked for once."""
        if wanted not in self.matches:
            self.matches[wanted] = find_base_layout(self.base, wanted)
        return self.matches[wanted]

    def sheet(self, layout: BaseLayout, kind: str | None = None, composed: bool = False) -> Sheet:
        """The sheet of a base layout for a kind of page, made once."""
        key = (layout.part, kind, composed)
        found = self.sheets.get(key)
        if found is None:
            found = self.sheets[key] = make_sheet(self.base, layout, kind, composed)
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
    choices: list[Choice] = field(default_factory=list)
    """Why each slot was taken."""
    parts: list[int] = field(default_factory=list)
    """On how many pages each content that was split goes on."""
    divided: dict[tuple[int, Frame], tuple[tuple[Piece, ...], ...]] = field(default_factory=dict)
    """What of a content stands on which page, by its element and its frame: found once, not once a page."""
    slide: int = 0
    """The slide's index in the deck."""
    layout: str = ""
    """The layout's name."""
    scope: int = 0
    """Where its texts look for others to share a size with: the section's number, or 0 for the deck."""
    siblings: Siblings | None = None
    """With whom texts share a size; None: with nobody."""

    def aside(self) -> Desk:
        """The same desk with lists of its own: for measuring what is set again later."""
        return replace(self, problems=[], taken=list(self.taken), choices=[], parts=[], siblings=None)

    def family(self, kind: str, setting: Setting) -> Family:
        """Those that a text may share its size with; titles, all of the layout."""
        if kind == "title":
            return Family(self.scope, self.layout, kind)
        return Family(self.scope, self.layout, kind, setting.role, setting.slot.idx if setting.slot else -1)

    @property
    def levels(self) -> Levels:
        """What texts that share a size have agreed on; nothing before."""
        return (self.siblings and self.siblings.levels) or {}

    def remember(self, natural: Levels, own: Own) -> None:
        """Note texts that may share their size, when slides are placed for the first time."""
        if self.siblings and self.siblings.levels is None and natural:
            self.siblings.members.append(Member(self.slide, natural, own))

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
    def title_room(self) -> Frame:
        """How far the frame of this base layout's title may grow: up and down to the next slot, the contents, or the
        page's margin."""
        sheet, title = self.sheet, self.sheet.title
        frame = sheet.frame(title) if title else sheet.title_area
        key = (sheet.layout.part, frame, sheet.area)
        found = self.shelf.title_rooms.get(key)
        if found is None:
            others = [slot.frame for slot in sheet.layout.slots if slot is not title]
            found = self.shelf.title_rooms[key] = _title_room(frame, [*others, sheet.area], self.page)
        return found

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
            found = self.shelf.looks[key] = Look(slot.levels, edges, self.shelf.leasts.text)
        return found

    def look(self, style: str) -> Look:
        """How a text box looks in a style of the markup, readable on this page."""
        key = (style, self.sheet.layout.part)
        found = self.shelf.looks.get(key)
        if found is None:
            found = self.shelf.looks[key] = self._make_look(style)
        return found

    def look_on(self, style: str, fill: str) -> Look:
        """How a text box looks that has a ground of its own (a role or six hex digits): readable on it, with air."""
        key = (style, f"{self.sheet.layout.part} on {fill}")
        found = self.shelf.looks.get(key)
        if found is None:
            levels = style_levels(self.base, style, self.palette, self.palette.get(fill, fill))
            found = replace(self.look(style), levels=levels, insets=(FILL_PADDING,) * 4)
            self.shelf.looks[key] = found
        return found

    def face(self, role: str) -> Face:
        """The theme's face for headings or for text (`heading`, `body`), or that of `code`."""
        usual = self.base.body[0].face
        if role == "code":
            return replace(CODE_FACE, east_asian=usual.east_asian)
        if role == "heading":
            return replace(usual, latin=self.base.major, east_asian=self.base.major_east_asian)
        return replace(usual, latin=self.base.minor, east_asian=self.base.minor_east_asian)

    def _make_look(self, style: str) -> Look:
        ground = self.ground
        if style == "code" and self.code_ground:
            ground = self.palette[self.code_ground]
        levels = style_levels(self.base, style, self.palette, ground)
        insets = (0, 0, 0, 0) if style == "caption" else self._insets()
        own = STYLES[style].minimum
        lowered_by = {LEAST_TEXT: "text", LEAST_SMALL: "table"}.get(own)
        return Look(levels, insets, self.shelf.leasts.of(own), lowered_by)

    def body_look(self) -> Look:
        """How contents look that find no slot: as in the master's own page of one content."""
        return Look(self.sheet.body or self.base.body, self._insets(), self.shelf.leasts.text)

    def title_look(self) -> Look:
        """How a title looks that finds no slot: as the title of another base layout."""
        titles = [slot for layout in self.base.layouts if (slot := title_slot(layout))]
        titles.sort(key=lambda slot: slot.kind != "title")  # a title page's is larger
        return self.slot_look(titles[0]) if titles else self.look("heading")

    def _insets(self) -> tuple[int, int, int, int]:
        """Sideways those of the content slots, else of the title, so that texts line up; none above and below."""
        slot = next(iter(self.sheet.contents), self.sheet.title)
        return (slot.insets.left, 0, slot.insets.right, 0) if slot else (0, 0, 0, 0)


def _title_room(frame: Frame, others: Sequence[Frame], page: Frame) -> Frame:
    """A title's frame, higher by what is free above and below it."""
    edge = round(page.height * EDGE_SHARE)
    top, bottom = min(frame.y, edge), max(frame.bottom, page.height - edge)
    for other in others:
        if other.right <= frame.x or other.x >= frame.right or not other.width or not other.height:
            continue
        if 2 * other.y + other.height > 2 * frame.y + frame.height:
            bottom = max(frame.bottom, min(bottom, other.y))
        else:
            top = min(frame.y, max(top, other.bottom))
    return Frame(frame.x, top, frame.width, bottom - top)
