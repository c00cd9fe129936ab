"""How the pieces of a chart look: words, lines and fills, as DrawingML. All by role, so that they follow the theme.

Calm, as the deck: words in the body's face and colour, lines a faint shade of that colour, one accent a series.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.ooxml.drawing import color_to_xml, face_name
from summitdeck.ooxml.escape import escape_attribute, escape_text
from summitdeck.ooxml.language import Language
from summitdeck.scene.base import Base
from summitdeck.typeset.model import Face

if TYPE_CHECKING:
    from typing import Final


GRID_ALPHA: Final = 15_000
"""1/1000 %: lines behind the numbers, laid over the ground as a tint of the words' colour, be that dark or light."""
AXIS_ALPHA: Final = 45_000
"""The line that categories stand on: as the light rules of tables."""
HAIR: Final = 9525
"""EMU: 0.75 pt, PowerPoint's own width of a chart's lines."""
STROKE: Final = 28_575
"""EMU of a line chart's lines: 2.25 pt, PowerPoint's own."""
ACCENTS: Final = 6
_SHADES: Final = (
    "",
    '<a:lumMod val="60000"/>',
    '<a:lumMod val="80000"/><a:lumOff val="20000"/>',
    '<a:lumMod val="80000"/>',
    '<a:lumMod val="60000"/><a:lumOff val="40000"/>',
    '<a:lumMod val="50000"/>',
)
"""PowerPoint's changes of an accent for the seventh to twelfth series, and so on."""
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"


@dataclass(frozen=True, slots=True)
class Ink:
    """What the words of a chart are written with."""

    base: Base
    language: Language
    face: Face
    size: int
    """1/100 pt."""
    color: str
    """A role or six hex digits."""

    def font(self, tag: str, attributes: str, color: str | None = None) -> str:
        """The properties of words, all of them written: `a:defRPr`, `a:rPr` or `a:endParaRPr`."""
        base, face = self.base, self.face
        latin = face_name(face.latin, base.major, base.minor, "lt")
        east_asian = face_name(face.east_asian, base.major_east_asian, base.minor_east_asian, "ea")
        return (
            f"<{tag} {attributes}><a:solidFill>{color_to_xml(color or self.color)}</a:solidFill>"
            f'<a:latin typeface="{latin}"/>'
            + (f'<a:ea typeface="{east_asian}"/>' if east_asian else "")
            + (f'<a:cs typeface="{escape_attribute(face.complex)}"/>' if face.complex else "")
            + f"</{tag}>"
        )

    def text(self, color: str | None = None, body: str = "<a:bodyPr/>") -> str:
        """`c:txPr`: how all words of a piece look."""
        font = self.font("a:defRPr", f'sz="{self.size}" b="0"', color)
        return (
            f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{font}</a:pPr><a:endParaRPr {self.language.own}/></a:p></c:txPr>"
        )

    def title(self, words: str, size: int, *, bold: bool, turned: bool = False) -> str:
        """`c:title`: words above the chart, or along an axis, `turned` when they run upwards."""
        look = f'sz="{size}" b="{int(bold)}"'
        font = self.font("a:defRPr", look)
        paragraphs = []
        for line in words.split("\n"):
            run = self.font("a:rPr", f"{self.language.attributes(line)} {look}")
            inside = f"<a:r>{run}<a:t>{escape_text(line)}</a:t></a:r>" if line else ""
            paragraphs.append(f"<a:p><a:pPr>{font}</a:pPr>{inside}</a:p>")
        body = '<a:bodyPr rot="-5400000" vert="horz"/>' if turned else "<a:bodyPr/>"
        return (
            f"<c:title><c:tx><c:rich>{body}<a:lstStyle/>{''.join(paragraphs)}</c:rich></c:tx>"
            '<c:overlay val="0"/></c:title>'
        )


def series_color(index: int, alpha: int | None = None) -> str:
    """The colour of a series or a slice, counted from 0: the accents in turn, then shades of them."""
    changes = _SHADES[index // ACCENTS % len(_SHADES)]
    if alpha is not None:
        changes += f'<a:alpha val="{alpha}"/>'
    return color_to_xml(f"accent{index % ACCENTS + 1}", changes)


def shape_properties(fill: str | None, line: str) -> str:
    """`c:spPr` with a plain fill, given as a colour element, or none; `line` is an `a:ln`."""
    inside = "<a:noFill/>" if fill is None else f"<a:solidFill>{fill}</a:solidFill>"
    return f"<c:spPr>{inside}{line}</c:spPr>"


def line_to_xml(color: str, width: int) -> str:
    """`a:ln` in a colour given as an element."""
    return f'<a:ln w="{width}" cap="rnd"><a:solidFill>{color}</a:solidFill><a:round/></a:ln>'


def faint_line(color: str, alpha: int) -> str:
    """`c:spPr` of a thin line that is a faint shade of a colour (a role or six hex digits)."""
    shade = color_to_xml(color, f'<a:alpha val="{alpha}"/>')
    return f'<c:spPr><a:ln w="{HAIR}" cap="flat"><a:solidFill>{shade}</a:solidFill><a:round/></a:ln></c:spPr>'


def color_of_words(words_on: Sequence[str], index: int, usual: str) -> str:
    """The colour of words that stand on a series or a slice."""
    return words_on[index % len(words_on)] if words_on else usual
