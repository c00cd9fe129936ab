"""Text as DrawingML: colours, runs, paragraphs, and the bodies that hold them.

In a slot nothing is written but what the scene says for itself: all else is the template's, so that a change
of theme or "Reset slide" works. A text box has no template and says everything. Children stand in the order
of the schema (ECMA-376 part 1, section 21.1.2): PowerPoint offers a repair otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.ooxml.escape import escape_attribute, escape_text, url_to_uri
from summitdeck.ooxml.ids import guid
from summitdeck.ooxml.language import Language
from summitdeck.ooxml.relations import HYPERLINK, SLIDE, Relations
from summitdeck.scene.base import Base
from summitdeck.scene.model import SceneParagraph, SceneRun, SlideLink, Target, TextBody, WebLink
from summitdeck.scene.paragraphs import hanging_indent
from summitdeck.typeset.model import CODE_FACE, BulletKind, LevelStyle, Spacing

if TYPE_CHECKING:
    from typing import Final


_FIXED_PITCH: Final = 'pitchFamily="49" charset="0"/>'
"""FIXED_PITCH + FF_MODERN: a viewer without the face looks for another of fixed pitch."""
_CODE_FACES: Final = (
    f'<a:latin typeface="{CODE_FACE.latin}" {_FIXED_PITCH}',
    f'<a:cs typeface="{CODE_FACE.complex}" {_FIXED_PITCH}',
)
"""East Asian characters in code keep the theme's face, where each is one em wide as in any other."""
ROLES: Final = frozenset(
    ["tx1", "bg1", "tx2", "bg2", "dk1", "lt1", "dk2", "lt2", "hlink", "folHlink"]
    + [f"accent{number}" for number in range(1, 7)]
)
"""The colours a theme gives: written by name, so that they follow it."""
_LINK_IN_TEXT_COLOR: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr'
    ' xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""PowerPoint draws a link in the theme's link colour, unless told that the run's own shall hold."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What the words of one part are written with."""

    language: Language
    relations: Relations
    """The part's, where links are entered."""
    pages: Sequence[str]
    """The part names of the slides, for links to them; empty where a link to a slide may not stand (notes)."""
    base: Base


@dataclass(frozen=True, slots=True)
class Look:
    """What paragraphs inherit, and how much of it is to be written."""

    levels: tuple[LevelStyle, ...] = ()
    """The look of each level, as inherited or to be written."""
    explicit: bool = False
    """Whether nothing is inherited: a text box."""
    size: int | None = None
    """1/100 pt, written on every run that has no size of its own: a table's cell."""
    bold: bool = False
    """Whether every run is bold."""

    def level(self, number: int) -> LevelStyle:
        """The look of level `number`; the deepest known one for a deeper one."""
        if not self.levels:
            return LevelStyle()
        return self.levels[min(number, len(self.levels) - 1)]


@dataclass(frozen=True, slots=True)
class _Type:
    """How the runs of a paragraph are set, as far as it is written."""

    attributes: str = ""
    bold: bool = False
    italic: bool = False
    fill: str = ""
    latin: str = ""
    east_asian: str = ""
    complex: str = ""

    @property
    def children(self) -> str:
        """What stands in each run's properties."""
        return self.fill + self.latin + self.east_asian + self.complex


_PLAIN: Final = _Type()


def color_to_xml(color: str, changes: str = "") -> str:
    """A palette role or six hex digits as DrawingML's colour; `changes` are elements as `<a:alpha val="45000"/>`."""
    tag, value = ("a:schemeClr", color) if color in ROLES else ("a:srgbClr", color.lstrip("#").upper())
    return f'<{tag} val="{value}">{changes}</{tag}>' if changes else f'<{tag} val="{value}"/>'


def fill_to_xml(color: str | None) -> str:
    """A plain fill, or none."""
    return "<a:noFill/>" if color is None else f"<a:solidFill>{color_to_xml(color)}</a:solidFill>"


def link_to_xml(target: Target | None, pen: Pen, *, own_color: bool = False) -> str:
    """`a:hlinkClick` to where `target` leads, its relationship entered; nothing for no target, or for a slide
    where no slide can be named."""
    match target:
        case WebLink(url):
            name = pen.relations.add(HYPERLINK, url_to_uri(url), external=True)
            action = ""
        case SlideLink(page) if page < len(pen.pages):
            name = pen.relations.add(SLIDE, pen.pages[page])
            action = ' action="ppaction://hlinksldjump"'
        case _:
            return ""
    if not own_color:
        return f'<a:hlinkClick r:id="{name}"{action}/>'
    return f'<a:hlinkClick r:id="{name}"{action}>{_LINK_IN_TEXT_COLOR}</a:hlinkClick>'


def text_to_xml(body: TextBody, properties: str, look: Look, pen: Pen, *, tag: str = "p:txBody") -> str:
    """A text body; `properties` is its `a:bodyPr`."""
    return f"<{tag}>{properties}<a:lstStyle/>{paragraphs_to_xml(body.paragraphs, look, pen)}</{tag}>"


def paragraphs_to_xml(paragraphs: Iterable[SceneParagraph], look: Look, pen: Pen) -> str:
    """The paragraphs of a body; an empty one when there are none, since PowerPoint wants at least one."""
    starts: dict[int, int] = {}
    out = []
    for paragraph in paragraphs:
        level = paragraph.level
        if starts:  # a shallower paragraph ends the lists below it, another kind of it ends the list
            starts = {n: s for n, s in starts.items() if n < level or (n == level and paragraph.bullet == "number")}
        if paragraph.bullet == "number" and paragraph.start is not None:
            starts[level] = paragraph.start
        out.append(_paragraph(paragraph, look, pen, starts.get(level, 1)))
    return "".join(out) or _paragraph(SceneParagraph(()), look, pen, 1)


def _paragraph(paragraph: SceneParagraph, look: Look, pen: Pen, start: int) -> str:
    kind = _type(paragraph, look, pen)
    properties = _explicit_properties(paragraph, look, start) if look.explicit else _properties(paragraph, look, start)
    language = pen.language.own
    runs = ""
    for run in paragraph.runs:
        if run.text:
            language = pen.language.attributes(run.text)
            runs += _run(run, language, kind, pen)
    end = f"<a:endParaRPr {language}{kind.attributes}"
    children = kind.children
    if not children:
        return f'<a:p>{properties}{runs}{end} dirty="0"/></a:p>'
    return f'<a:p>{properties}{runs}{end} dirty="0">{children}</a:endParaRPr></a:p>'


def _type(paragraph: SceneParagraph, look: Look, pen: Pen) -> _Type:
    if look.explicit:
        return _explicit_type(look.level(paragraph.level), paragraph, pen.base)
    size = paragraph.size or look.size
    if size is None and not look.bold:
        return _PLAIN
    return _Type("" if size is None else f' sz="{size}"', look.bold)


def _explicit_type(style: LevelStyle, paragraph: SceneParagraph, base: Base) -> _Type:
    inherited = base.text[min(paragraph.level, len(base.text) - 1)] if base.text else LevelStyle()
    attributes = f' sz="{paragraph.size or style.size}"'
    if inherited.bold and not style.bold:
        attributes += ' b="0"'
    if (style.kern or 0) != (inherited.kern or 0):
        attributes += f' kern="{style.kern or 0}"'
    if style.caps:
        attributes += ' cap="all"'
    if style.spacing:
        attributes += f' spc="{style.spacing}"'
    face = style.face
    latin = face_name(face.latin, base.major, base.minor, "lt")
    east_asian = face_name(face.east_asian, base.major_east_asian, base.minor_east_asian, "ea")
    return _Type(
        attributes,
        style.bold,
        style.italic,
        fill_to_xml(style.color),
        f'<a:latin typeface="{latin}"/>',
        f'<a:ea typeface="{east_asian}"/>' if east_asian else "",
        f'<a:cs typeface="{escape_attribute(face.complex)}"/>' if face.complex else "",
    )


def face_name(name: str, major: str, minor: str, script: str) -> str:
    """The theme's own name for a face where it is the theme's, so that it follows a change of theme."""
    if name == minor:
        return "+mn-" + script
    return "+mj-" + script if name == major else escape_attribute(name)


def _run(run: SceneRun, language: str, kind: _Type, pen: Pen) -> str:
    text = run.text
    properties = _run_properties(run, language, kind, pen)
    if "\n" not in text:
        return f"<a:r>{properties}<a:t>{escape_text(text)}</a:t></a:r>"
    lines = [f"<a:r>{properties}<a:t>{escape_text(line)}</a:t></a:r>" if line else "" for line in text.split("\n")]
    return f"<a:br>{properties}</a:br>".join(lines)


def _run_properties(run: SceneRun, language: str, kind: _Type, pen: Pen) -> str:
    attributes = language + kind.attributes
    if kind is _PLAIN and not (run.bold or run.italic or run.strike or run.code or run.color or run.link):
        return f'<a:rPr {attributes} dirty="0"/>'
    if run.bold or kind.bold:
        attributes = attributes.replace(' b="0"', "") + ' b="1"'
    if run.italic or kind.italic:
        attributes += ' i="1"'
    if run.strike:
        attributes += ' strike="sngStrike"'
    latin, complex_face = _CODE_FACES if run.code else (kind.latin, kind.complex)
    fill = fill_to_xml(run.color) if run.color else kind.fill
    link = link_to_xml(run.link, pen, own_color=run.color is not None) if run.link else ""
    children = f"{fill}{latin}{kind.east_asian}{complex_face}{link}"
    proof = ' noProof="1"' if run.code else ""
    if not children:
        return f'<a:rPr {attributes}{proof} dirty="0"/>'
    return f'<a:rPr {attributes}{proof} dirty="0">{children}</a:rPr>'


def field_to_xml(kind: str, text: str, pen: Pen) -> str:
    """A paragraph that holds one field: PowerPoint keeps it up to date, `text` is what it shows at first."""
    language = pen.language.attributes(text)
    return (
        f'<a:p><a:fld id="{guid("field", kind)}" type="{kind}"><a:rPr {language} dirty="0"/>'
        f'<a:t>{escape_text(text)}</a:t></a:fld><a:endParaRPr {language} dirty="0"/></a:p>'
    )


def _properties(paragraph: SceneParagraph, look: Look, start: int) -> str:
    """`a:pPr` of a paragraph that inherits: only what the scene says."""
    level, bullet = paragraph.level, paragraph.bullet
    attributes = f' lvl="{level}"' if level else ""
    if paragraph.align is not None:
        attributes += f' algn="{paragraph.align}"'
    if paragraph.direction == "rtl":
        attributes += _right_to_left(paragraph, look.level(level))
    children = ""
    if paragraph.line_spacing is not None or paragraph.before is not None:
        children = _spacing("lnSpc", paragraph.line_spacing) + _spacing("spcBef", paragraph.before)
    if bullet is not None:
        margins, mark = _bullet(bullet, look.level(level), level, start)
        attributes = margins + attributes
        children += mark
    if children:
        return f"<a:pPr{attributes}>{children}</a:pPr>"
    return f"<a:pPr{attributes}/>" if attributes else ""


def _explicit_properties(paragraph: SceneParagraph, look: Look, start: int) -> str:
    """`a:pPr` of a paragraph that inherits nothing."""
    style = look.level(paragraph.level)
    margins = f' marL="{style.margin_left}" indent="{style.indent}"'
    mark = _own_bullet(style)
    if paragraph.bullet is not None:
        own_margins, own_mark = _bullet(paragraph.bullet, style, paragraph.level, start)
        margins, mark = own_margins or margins, own_mark or mark
    level = f' lvl="{paragraph.level}"' if paragraph.level else ""
    right_to_left = ' rtl="1"' if style.right_to_left or paragraph.direction == "rtl" else ""
    spacing = (
        _spacing("lnSpc", paragraph.line_spacing or style.line_spacing)
        + _spacing("spcBef", paragraph.before or style.before)
        + _spacing("spcAft", style.after)
    )
    align = paragraph.align or ("r" if paragraph.direction == "rtl" and style.align == "l" else style.align)
    return f'<a:pPr{margins}{level} algn="{align}"{right_to_left}>{spacing}{mark}</a:pPr>'


def _right_to_left(paragraph: SceneParagraph, style: LevelStyle) -> str:
    """What turns a paragraph round. `algn` is physical in DrawingML, so text that would stand at the left is told to
    stand at the right; `marL` and `indent` count from where the text starts, and stay."""
    return ' algn="r" rtl="1"' if paragraph.align is None and style.align == "l" else ' rtl="1"'


def _spacing(tag: str, spacing: Spacing | None) -> str:
    if spacing is None:
        return ""
    if spacing.points is not None:
        return f'<a:{tag}><a:spcPts val="{spacing.points}"/></a:{tag}>'
    return f'<a:{tag}><a:spcPct val="{spacing.percent}"/></a:{tag}>'


def _bullet(bullet: str, style: LevelStyle, level: int, start: int) -> tuple[str, str]:
    """The margins and the mark of a paragraph whose bullet is not simply its level's; each empty where the
    level's own will do. Without a bullet a deeper paragraph keeps its level's margin."""
    own = style.bullet
    match bullet:
        case "none":
            return f' marL="{style.margin_left if level else 0}" indent="0"', "<a:buNone/>"
        case "number":
            first = f' startAt="{start}"' if start != 1 else ""
            if own.kind is BulletKind.NUMBER and start == own.start:
                return "", ""
            scheme = own.scheme if own.kind is BulletKind.NUMBER else "arabicPeriod"
            mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{scheme}"{first}/>'
        case _:
            if own.kind is not BulletKind.NONE:
                return "", ""
            mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
    if style.indent < 0 or own.kind is BulletKind.NUMBER:
        return "", mark
    hang = hanging_indent(style.size, numbered=bullet == "number")
    return f' marL="{style.margin_left + hang}" indent="{-hang}"', mark


def _own_bullet(style: LevelStyle) -> str:
    """The level's own bullet, written out; a picture, which is the template's, becomes a dot."""
    bullet = style.bullet
    color = f"<a:buClr>{color_to_xml(bullet.color)}</a:buClr>" if bullet.color else ""
    size = color + (f'<a:buSzPct val="{bullet.size_percent}"/>' if bullet.size_percent != 100000 else "")
    face = f'<a:buFont typeface="{escape_attribute(bullet.face)}"/>' if bullet.face else ""
    match bullet.kind:
        case BulletKind.NONE:
            return "<a:buNone/>"
        case BulletKind.NUMBER:
            first = f' startAt="{bullet.start}"' if bullet.start != 1 else ""
            return f'{size}{face or _NUMBER_FACE}<a:buAutoNum type="{bullet.scheme}"{first}/>'
        case BulletKind.CHARACTER if bullet.character:
            return f'{size}{face}<a:buChar char="{escape_attribute(bullet.character)}"/>'
        case _:
            return f'{size}<a:buFont typeface="Arial"/><a:buChar char="•"/>'


_NUMBER_FACE: Final = '<a:buFont typeface="+mj-lt"/>'
