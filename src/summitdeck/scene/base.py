"""The base: what a PowerPoint template offers, with all inheritance resolved. Data only; `ooxml` reads it."""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.frozen import dataclass
from summitdeck.typeset.model import LevelStyle


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the page, EMU from the top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Insets:
    """The room a text keeps from its frame, EMU."""

    left: int = 91440
    top: int = 45720
    right: int = 91440
    bottom: int = 45720


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a base layout, with everything it inherits."""

    kind: str
    """PowerPoint's type: `title ctrTitle subTitle body obj pic tbl chart dgm media clipArt dt ftr sldNum hdr`."""
    idx: int
    """PowerPoint's `idx`: what a slide's placeholder is matched by."""
    name: str
    """The shape's name in the layout."""
    frame: Frame
    insets: Insets
    anchor: str
    """`t`, `ctr` or `b`."""
    autofit: str
    """`none`, `normal` or `shape` (spAutoFit), as inherited."""
    levels: tuple[LevelStyle, ...]
    """Nine of them."""
    size: str | None = None
    """PowerPoint's `sz` attribute (`half`, `quarter`), to be repeated on the slide's placeholder."""
    orient: str | None = None
    """`vert` for a vertical placeholder, to be repeated."""
    vertical: str = "horz"
    """bodyPr's `vert`."""
    wrap: bool = True
    columns: int = 1
    """Text columns in the slot (numCol)."""
    column_gap: int = 0
    """EMU between them."""
    first_last_spacing: bool = False
    """Whether space before the first and after the last paragraph counts (spcFirstLastPara)."""
    prompt: str = ""
    """The prompt text; also what a furniture slot prints, as a footer."""
    field_type: str | None = None
    """For `dt`: the type of the date field in the layout (`datetime1`, `datetimeFigureOut`, …), when it holds one."""
    ground: str | None = None
    """Six hex digits of the one plain colour that text in its frame stands on: its own fill, a drawing of the template,
    the page's ground. None when there is no such colour, or nobody can tell."""

    @property
    def is_furniture(self) -> bool:
        """Whether it is a footer, a date or a slide number."""
        return self.kind in {"dt", "ftr", "sldNum", "hdr"}

    @property
    def is_title(self) -> bool:
        """Whether it holds the slide's title."""
        return self.kind in {"title", "ctrTitle"}

    @property
    def text_frame(self) -> Frame:
        """The frame less its insets."""
        f, i = self.frame, self.insets
        return Frame(f.x + i.left, f.y + i.top, max(0, f.width - i.left - i.right), max(0, f.height - i.top - i.bottom))


@dataclass(frozen=True, slots=True)
class BaseLayout:
    """A base layout: one page design of the template."""

    name: str
    kind: str | None
    """PowerPoint's `type` (`title`, `obj`, `twoObj`, …); None when the template states none."""
    part: str
    """Part name in the package, as `/ppt/slideLayouts/slideLayout1.xml`."""
    slots: tuple[Slot, ...]
    """In document order."""
    master: int = 0
    """Index of its master."""
    palette: Mapping[str, str] | None = None
    """Role → six hex digits, where the layout's colour map differs from the base's; None: the base's."""
    background: str | None = None
    """Six hex digits of the page's ground where it is one plain colour, else None."""


@dataclass(frozen=True, slots=True)
class Base:
    """All a template offers: page size, layouts, palette, faces, and how plain text boxes and tables look."""

    width: int
    height: int
    layouts: tuple[BaseLayout, ...]
    palette: Mapping[str, str]
    """Role (`tx1 bg1 tx2 bg2 accent1…accent6 hlink folHlink`) → six hex digits, by the first master's map."""
    title_area: Frame
    """The first master's title frame (a sensible one when it has none)."""
    body_area: Frame
    """The first master's body frame: `area="body"` of a layout."""
    text: tuple[LevelStyle, ...]
    """The nine levels of a plain text box (presentation's defaultTextStyle, theme's minor faces)."""
    body: tuple[LevelStyle, ...]
    """The nine levels of the first master's body."""
    major: str
    """The theme's heading face, Latin."""
    major_east_asian: str
    minor: str
    """The theme's text face, Latin."""
    minor_east_asian: str
    name: str = ""
    """The template as the author named it."""

    @property
    def page(self) -> Frame:
        """The whole page."""
        return Frame(0, 0, self.width, self.height)
