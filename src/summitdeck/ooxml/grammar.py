"""What PowerPoint accepts, as tables: which children an element may have and in which order, and which values.

Only elements that this project writes, but of these all that the schema allows (ECMA-376-1, annexes A.3 and A.4),
so that nothing in a template is taken for a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.drawing import ROLES

if TYPE_CHECKING:
    from typing import Final


Steps = Mapping[str, tuple[int, int]]
"""By child: its place in the order, and the place that the next child must stand behind."""
Order = tuple[Steps, Mapping[int, str]]
"""The places of children, and those that must be taken, and by what."""

_FILLS: Final = "a:noFill|a:solidFill|a:gradFill|a:blipFill|a:pattFill|a:grpFill"
_EFFECTS: Final = "a:effectLst|a:effectDag"
_RUN: Final = (
    f"a:ln {_FILLS} {_EFFECTS} a:highlight a:uLnTx|a:uLn a:uFillTx|a:uFill a:latin a:ea a:cs a:sym a:hlinkClick"
    " a:hlinkMouseOver a:rtl a:extLst"
)
_PARAGRAPH: Final = (
    "a:lnSpc a:spcBef a:spcAft a:buClrTx|a:buClr a:buSzTx|a:buSzPct|a:buSzPts a:buFontTx|a:buFont"
    " a:buNone|a:buAutoNum|a:buChar|a:buBlip a:tabLst a:defRPr a:extLst"
)
_TEXT: Final = "!a:bodyPr a:lstStyle !a:p*"
_LINE: Final = (
    "a:noFill|a:solidFill|a:gradFill|a:pattFill a:prstDash|a:custDash a:round|a:bevel|a:miter a:headEnd a:tailEnd"
    " a:extLst"
)
_SHAPES: Final = "p:sp|p:grpSp|p:graphicFrame|p:cxnSp|p:pic|p:contentPart*"

_SEQUENCES: Final = {
    "a:p": "a:pPr a:r|a:br|a:fld|a14:m* a:endParaRPr",
    "a:r": "a:rPr !a:t",
    "a:br": "a:rPr",
    "a:fld": "a:rPr a:pPr a:t",
    "a:rPr": _RUN,
    "a:endParaRPr": _RUN,
    "a:pPr": _PARAGRAPH,
    "a:bodyPr": "a:prstTxWarp a:noAutofit|a:normAutofit|a:spAutoFit a:scene3d a:sp3d|a:flatTx a:extLst",
    "p:txBody": _TEXT,
    "a:txBody": _TEXT,
    "a:tbl": "a:tblPr !a:tblGrid !a:tr*",
    "a:tblPr": f"{_FILLS} {_EFFECTS} a:tableStyle|a:tableStyleId a:extLst",
    "a:tblGrid": "!a:gridCol*",
    "a:tr": "!a:tc* a:extLst",
    "a:tc": "!a:txBody a:tcPr a:extLst",
    "a:tcPr": f"a:lnL a:lnR a:lnT a:lnB a:lnTlToBr a:lnBlToTr a:cell3D {_FILLS} a:headers a:extLst",
    "a:lnT": _LINE,
    "a:lnB": _LINE,
    "a:ln": _LINE,
    "a:xfrm": "a:off a:ext a:chOff a:chExt",
    "p:xfrm": "!a:off !a:ext",
    "a:solidFill": "a:scrgbClr|a:srgbClr|a:hslClr|a:sysClr|a:schemeClr|a:prstClr",
    "p:spPr": f"a:xfrm a:custGeom|a:prstGeom {_FILLS} a:ln {_EFFECTS} a:scene3d a:sp3d a:extLst",
    "p:sp": "!p:nvSpPr !p:spPr p:style p:txBody p:extLst",
    "p:nvSpPr": "!p:cNvPr !p:cNvSpPr !p:nvPr",
    "p:pic": "!p:nvPicPr !p:blipFill !p:spPr p:style p:extLst",
    "p:nvPicPr": "!p:cNvPr !p:cNvPicPr !p:nvPr",
    "p:blipFill": "a:blip a:srcRect a:stretch|a:tile",
    "p:graphicFrame": "!p:nvGraphicFramePr !p:xfrm !a:graphic p:extLst",
    "p:nvGraphicFramePr": "!p:cNvPr !p:cNvGraphicFramePr !p:nvPr",
    "p:cNvPr": "a:hlinkClick a:hlinkHover a:extLst",
    "p:nvPr": "p:ph a:audioCd|a:wavAudioFile|a:audioFile|a:videoFile|a:quickTimeFile p:custDataLst p:extLst",
    "p:cSld": "p:bg !p:spTree p:custDataLst p:controls p:extLst",
    "p:spTree": f"!p:nvGrpSpPr !p:grpSpPr {_SHAPES} p:extLst",
    "p:sld": "!p:cSld p:clrMapOvr p:transition p:timing p:extLst",
    "p:notes": "!p:cSld p:clrMapOvr p:extLst",
    "p:notesMaster": "!p:cSld !p:clrMap p:hf p:notesStyle p:extLst",
    "p:presentation": (
        "p:sldMasterIdLst p:notesMasterIdLst p:handoutMasterIdLst p:sldIdLst p:sldSz !p:notesSz p:smartTags"
        " p:embeddedFontLst p:custShowLst p:photoAlbum p:custDataLst p:kinsoku p:defaultTextStyle p:modifyVerifier"
        " p:extLst"
    ),
}
"""Children in order; `|` parts alternatives, `*` follows what may come more than once, `!` precedes what must come."""


def _steps(sequence: str) -> Steps:
    steps = {}
    for place, names in enumerate(sequence.split(), 1):
        for name in names.strip("!*").split("|"):
            steps[name] = (2 * place, 2 * place - 1 if names.endswith("*") else 2 * place)
    return steps


def _needed(sequence: str) -> Mapping[int, str]:
    names = enumerate(sequence.split(), 1)
    return {2 * place: name.strip("!*").split("|")[0] for place, name in names if name.startswith("!")}


CHILDREN: Final[Mapping[str, Steps]] = {tag: _steps(sequence) for tag, sequence in _SEQUENCES.items()}
"""By element: the place of each child it may have."""
_NEEDED: Final[Mapping[str, Mapping[int, str]]] = {tag: _needed(s) for tag, s in _SEQUENCES.items() if "!" in s}
"""By element: the places that must be taken, and by what."""


@lru_cache(maxsize=64)
def read_order(sequence: str) -> Order:
    """The order of children, written as those here are."""
    return _steps(sequence), _needed(sequence)


def children_faults(tag: str, children: Sequence[str], order: Order | None = None) -> Iterator[str]:
    """What is wrong with the children of an element of which CHILDREN knows the order, or for which one is told.

    A numbered paragraph also names the face of its numbers: the bullet's, a face of symbols, would draw them.
    """
    steps, needed = order or (CHILDREN[tag], _NEEDED.get(tag, {}))
    here = 0
    taken = set()
    for child in children:
        if child.startswith("mc:"):
            continue
        if child not in steps:
            yield f"{tag} may hold no {child}"
            continue
        place, after = steps[child]
        if place <= here:
            yield f"{child} stands in {tag} out of order, or twice"
        here = max(here, after)
        taken.add(place)
    yield from (f"{tag} has no {child}" for place, child in needed.items() if place not in taken)
    if "a:buAutoNum" in children and not {"a:buFont", "a:buFontTx"} & set(children):
        yield "a:buAutoNum has no a:buFont beside it"


_GUID: Final = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
_HEX: Final = re.compile("[0-9A-Fa-f]{6}")
_LANGUAGE: Final = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WHOLE: Final = re.compile("-?[0-9]{1,14}")
_FARTHEST: Final = 27273042316900
_MARGIN: Final = 51206400

Attributes = Mapping[str, str]
Fault = Iterable[str]
"""What is wrong with an element's attributes, each in words."""


def _number(attributes: Attributes, name: str, low: int, high: int, *, needed: bool = False) -> Fault:
    """A whole number in a range; fractions of an EMU are a cause of repairs (python-pptx #1058)."""
    written = attributes.get(name)
    if written is None:
        if needed:
            yield f"has no {name}"
    elif not _WHOLE.fullmatch(written) or not low <= int(written) <= high:
        yield f"has {name}='{written}', which is no whole number from {low} to {high}"


def check_extent(attributes: Attributes) -> Fault:
    """A width and a height are whole EMU and not negative."""
    if "uri" in attributes:  # a:ext is an extension in another place
        return
    yield from _number(attributes, "cx", 0, _FARTHEST, needed=True)
    yield from _number(attributes, "cy", 0, _FARTHEST, needed=True)


def check_offset(attributes: Attributes) -> Fault:
    """A place is in whole EMU."""
    yield from _number(attributes, "x", -_FARTHEST, _FARTHEST, needed=True)
    yield from _number(attributes, "y", -_FARTHEST, _FARTHEST, needed=True)


def check_color(attributes: Attributes) -> Fault:
    """A plain colour is six hex digits (PptxGenJS #588)."""
    if not _HEX.fullmatch(attributes.get("val", "")):
        yield f"has val='{attributes.get('val')}', which is not six hex digits"


def check_role(attributes: Attributes) -> Fault:
    """A colour by role names one that a theme has, or the one that a style passes on."""
    if attributes.get("val") not in ROLES and attributes.get("val") != "phClr":
        yield f"has val='{attributes.get('val')}', which no theme has"


def check_run(attributes: Attributes) -> Fault:
    """A run's size is between 1 and 4000 pt if it has any."""
    yield from _number(attributes, "sz", 100, 400000)


def check_language(attributes: Attributes) -> Fault:
    """A run says its language."""
    if not _LANGUAGE.fullmatch(attributes.get("lang", "")):
        yield f"has lang='{attributes.get('lang', '')}', which is no language"


def check_page(attributes: Attributes) -> Fault:
    """A slide is 1 to 56 inches wide and high (ST_SlideSizeCoordinate)."""
    yield from _number(attributes, "cx", 914400, 51206400, needed=True)
    yield from _number(attributes, "cy", 914400, 51206400, needed=True)


def check_page_type(attributes: Attributes) -> Fault:
    """A slide's size and the name given to it agree: Keynote refuses a file where they do not."""
    ratio = _RATIOS.get(attributes.get("type", ""))
    across, down = attributes.get("cx", ""), attributes.get("cy", "")
    if ratio and across.isdecimal() and down.isdecimal() and abs(int(across) / max(int(down), 1) - ratio) > 0.02:
        yield f"is called {attributes['type']} and is {across} to {down}"


_RATIOS: Final = {"screen4x3": 4 / 3, "screen16x9": 16 / 9, "screen16x10": 16 / 10, "35mm": 3 / 2}


def check_paragraph(attributes: Attributes) -> Fault:
    """A paragraph's level is 0 to 8, its margin not negative."""
    yield from _number(attributes, "lvl", 0, 8)
    yield from _number(attributes, "marL", 0, _MARGIN)
    yield from _number(attributes, "indent", -_MARGIN, _MARGIN)
    if attributes.get("algn", "l") not in ("l", "ctr", "r", "just", "justLow", "dist", "thaiDist"):
        yield f"has algn='{attributes['algn']}'"


def check_percent(attributes: Attributes) -> Fault:
    """A spacing in percent is not negative."""
    yield from _number(attributes, "val", 0, 13200000, needed=True)


def check_points(attributes: Attributes) -> Fault:
    """A spacing in points is 0 to 1584 pt."""
    yield from _number(attributes, "val", 0, 158400, needed=True)


def check_numbering(attributes: Attributes) -> Fault:
    """A numbering has a scheme and starts from 1 on."""
    if not attributes.get("type"):
        yield "has no type"
    yield from _number(attributes, "startAt", 1, 32767)


def check_bullet(attributes: Attributes) -> Fault:
    """A bullet is a character."""
    if not attributes.get("char"):
        yield "has no char"


def check_field(attributes: Attributes) -> Fault:
    """A field has a GUID in braces and capitals, and a type."""
    if not _GUID.fullmatch(attributes.get("id", "")):
        yield f"has id='{attributes.get('id', '')}', which is no GUID"
    if not attributes.get("type"):
        yield "has no type"


def check_body(attributes: Attributes) -> Fault:
    """A text body's anchor is one of PowerPoint's (PptxGenJS #1442), its insets whole numbers."""
    if attributes.get("anchor", "t") not in ("t", "ctr", "b", "just", "dist"):
        yield f"has anchor='{attributes['anchor']}'"
    for name in ("lIns", "tIns", "rIns", "bIns"):
        yield from _number(attributes, name, -(2**31), 2**31 - 1)


def check_column(attributes: Attributes) -> Fault:
    """A table's column has a width."""
    yield from _number(attributes, "w", 0, _FARTHEST, needed=True)


def check_row(attributes: Attributes) -> Fault:
    """A table's row has a height."""
    yield from _number(attributes, "h", 0, _FARTHEST, needed=True)


def check_crop(attributes: Attributes) -> Fault:
    """What is cropped from two opposite sides leaves something."""
    for sides in (("l", "r"), ("t", "b")):
        for side in sides:
            yield from _number(attributes, side, -(2**31), 2**31 - 1)
        if (
            sum(int(attributes.get(side, "0")) for side in sides if _WHOLE.fullmatch(attributes.get(side, "0")))
            >= 100000
        ):
            yield f"crops all of the picture between {sides[0]} and {sides[1]}"


VALUES: Final[Mapping[str, Callable[[Attributes], Fault]]] = {
    "a:ext": check_extent,
    "a:off": check_offset,
    "a:srgbClr": check_color,
    "a:schemeClr": check_role,
    "a:rPr": check_run,
    "a:endParaRPr": check_run,
    "a:pPr": check_paragraph,
    "a:spcPct": check_percent,
    "a:spcPts": check_points,
    "a:buAutoNum": check_numbering,
    "a:buChar": check_bullet,
    "a:fld": check_field,
    "a:bodyPr": check_body,
    "a:gridCol": check_column,
    "a:tr": check_row,
    "a:srcRect": check_crop,
    "p:sldSz": check_page,
}
"""What is asked of the attributes of an element."""

HOUSE_VALUES: Final[Mapping[str, Callable[[Attributes], Fault]]] = {
    "a:rPr": check_language,
    "a:endParaRPr": check_language,
    "p:sldSz": check_page_type,
}
"""What is asked of them in addition in what this project writes; PowerPoint opens a file without it."""
