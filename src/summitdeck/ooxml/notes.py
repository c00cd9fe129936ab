"""Notes pages, and the notes master they stand on when the template brings none.

PowerPoint and Keynote want the master, its list in the presentation and a theme that is the master's alone:
without them Keynote drops the notes and PowerPoint may offer a repair.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.frozen import TYPE_CHECKING, dataclass
from summitdeck.ooxml.drawing import Look, Pen, field_to_xml, paragraphs_to_xml
from summitdeck.ooxml.ids import guid
from summitdeck.ooxml.language import Language
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.names import NOTES_TYPE
from summitdeck.ooxml.relations import NOTES_MASTER, NOTES_MASTER_TYPE, SLIDE, THEME, THEME_TYPE, Relations
from summitdeck.ooxml.shapes import placeholder, shape_name, transform
from summitdeck.ooxml.slides import MASTER_COLORS, NAMESPACES, TREE_HEAD, XML_HEAD
from summitdeck.ooxml.xml import Element, read_xml
from summitdeck.scene.base import Base, Frame, Insets, Slot
from summitdeck.scene.model import Page, SceneParagraph
from summitdeck.typeset.model import LevelStyle

if TYPE_CHECKING:
    from typing import Final


NOTES_PAGE: Final = (6858000, 9144000)
"""Width and height of a notes page, EMU, where the presentation states none: PowerPoint's own."""
NOTES_LEVELS: Final = tuple(LevelStyle(size=1200, margin_left=457200 * level) for level in range(9))
"""How PowerPoint's own notes masters set text: 12 pt, half an inch a level, no bullets."""
_NOT_A_FRAME: Final = Frame(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class NotesMaster:
    """A notes master, as far as notes pages are cloned from it."""

    part: str
    image: Slot | None
    body: Slot | None
    number: Slot | None
    page: tuple[int, int] = NOTES_PAGE
    """Width and height of a notes page, EMU."""


def read_notes_master(part: Part, page: tuple[int, int]) -> NotesMaster:
    """The placeholders of a template's notes master; one that cannot be read has none."""
    root = read_xml(part.data)
    found: dict[str, Slot] = {}
    for element in root.walk() if isinstance(root, Element) else ():
        if element.tag == "p:ph":
            kind = element.get("type") or "obj"
            found.setdefault(kind, _slot(kind, element.integer("idx") or 0, element.get("sz"), element.get("orient")))
    return NotesMaster(part.name, found.get("sldImg"), found.get("body"), found.get("sldNum"), page)


def _slot(kind: str, idx: int, size: str | None = None, orient: str | None = None) -> Slot:
    return Slot(kind, idx, "", _NOT_A_FRAME, Insets(), "t", "none", NOTES_LEVELS, size, orient)


def notes_to_part(
    page: Page, slide: str, number: str, name: str, master: NotesMaster, language: Language, base: Base
) -> Part:
    """The notes of a slide as the part `name`; `number` is the slide's, as its page shows it.

    A link in notes leads out of the deck: PowerPoint allows a notes page one relationship to a slide, its own.
    """
    relations = Relations()
    relations.add(NOTES_MASTER, master.part)
    relations.add(SLIDE, slide)
    pen = Pen(language, relations, (), base)
    shapes = _image(master) + _body(page.notes or (), master, pen) + _number(number, master, pen)
    xml = (
        f"{XML_HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE_HEAD}{shapes}</p:spTree></p:cSld>"
        f"{MASTER_COLORS}</p:notes>"
    )
    return Part(name, NOTES_TYPE, xml.encode(), relations.done())


def _image(master: NotesMaster) -> str:
    if master.image is None:
        return ""
    return (
        f"<p:sp><p:nvSpPr>{shape_name('Slide Image Placeholder', 2)}"
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(master.image)}</p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
    )


def _body(paragraphs: Sequence[SceneParagraph], master: NotesMaster, pen: Pen) -> str:
    """The words; on a master without a place for them they take the lower half of the page."""
    width, height = master.page
    frame = Frame(width // 10, height * 48 // 100, width * 8 // 10, height * 40 // 100)
    place = "<p:spPr/>" if master.body else f"<p:spPr>{transform(frame)}</p:spPr>"
    return (
        f'<p:sp><p:nvSpPr>{shape_name("Notes Placeholder", 3)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(master.body or _slot('body', 1))}</p:nvPr></p:nvSpPr>{place}"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs_to_xml(paragraphs, Look(NOTES_LEVELS), pen)}</p:txBody></p:sp>"
    )


def _number(number: str, master: NotesMaster, pen: Pen) -> str:
    if master.number is None:
        return ""
    return (
        f"<p:sp><p:nvSpPr>{shape_name('Slide Number Placeholder', 4)}"
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder(master.number)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{field_to_xml('slidenum', number, pen)}</p:txBody></p:sp>"
    )


def new_notes_master(
    name: str, theme: str, template: Package, slide_master: Part, page: tuple[int, int], base: Base, language: Language
) -> tuple[NotesMaster, tuple[Part, ...]]:
    """A notes master of our own as the part `name`, and the parts it needs: itself, and as the part `theme` a
    copy of the slide master's theme, since no two masters may share one."""
    relations = Relations()
    parts = []
    for source in template.related(slide_master, "theme")[:1]:
        relations.add(THEME, theme)
        parts.append(Part(theme, THEME_TYPE, source.content, source.relations))
    shapes = "".join(_master_shapes(page, base, language))
    xml = (
        f'{XML_HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef>'
        f"</p:bg><p:spTree>{TREE_HEAD}{shapes}</p:spTree></p:cSld>{_COLOR_MAP}<p:notesStyle>{_styles()}</p:notesStyle>"
        "</p:notesMaster>"
    )
    parts.append(Part(name, NOTES_MASTER_TYPE, xml.encode(), relations.done()))
    image, body, number = _slot("sldImg", 2), _slot("body", 3, "quarter"), _slot("sldNum", 5, "quarter")
    return NotesMaster(name, image, body, number, page), tuple(parts)


_COLOR_MAP: Final = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_PROMPTS: Final = {"ja": "ここにノートを入力", "zh": "单击此处添加备注", "ko": "슬라이드 노트 추가"}


def _master_shapes(page: tuple[int, int], base: Base, language: Language) -> list[str]:
    """Header and date above, the slide's image, the words, footer and number below."""
    width, height = page
    half, line = width * 43 // 100, height // 20
    image_width = min(width * 8 // 10, height * 4 // 10 * base.width // base.height)
    image_height = image_width * base.height // base.width
    image = Frame((width - image_width) // 2, line * 5 // 2, image_width, image_height)
    words = Frame(width // 10, image.bottom + line, width * 8 // 10, height - image.bottom - line * 3)
    prompt = _PROMPTS.get(language.tag[:2], "Click to add notes")
    said = f"<a:p><a:r><a:rPr {language.attributes(prompt)}/><a:t>{prompt}</a:t></a:r></a:p>"
    empty = f"<a:p><a:endParaRPr {language.own}/></a:p>"
    number = (
        f'<a:p><a:fld id="{guid("field", "slidenum")}" type="slidenum"><a:rPr {language.latin}/>'
        f"<a:t>‹#›</a:t></a:fld><a:endParaRPr {language.own}/></a:p>"
    )
    right, bottom = width - half, height - line
    return [
        _furniture("Header Placeholder", 2, _slot("hdr", 0, "quarter"), Frame(0, 0, half, line), "t", "l", empty),
        _furniture("Date Placeholder", 3, _slot("dt", 1), Frame(right, 0, half, line), "t", "r", empty),
        _master_image(image),
        _master_body(words, said),
        _furniture("Footer Placeholder", 6, _slot("ftr", 4, "quarter"), Frame(0, bottom, half, line), "b", "l", empty),
        _furniture(
            "Slide Number Placeholder",
            7,
            _slot("sldNum", 5, "quarter"),
            Frame(right, bottom, half, line),
            "b",
            "r",
            number,
        ),
    ]


def _furniture(name: str, number: int, slot: Slot, frame: Frame, anchor: str, align: str, text: str) -> str:
    return (
        f'<p:sp><p:nvSpPr>{shape_name(name, number)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(slot)}</p:nvPr></p:nvSpPr><p:spPr>{transform(frame)}{_RECTANGLE}</p:spPr>"
        f'<p:txBody><a:bodyPr vert="horz" {_INSETS} rtlCol="0" anchor="{anchor}"/>'
        f'<a:lstStyle><a:lvl1pPr algn="{align}"><a:defRPr sz="1200"/></a:lvl1pPr></a:lstStyle>{text}</p:txBody></p:sp>'
    )


def _master_image(frame: Frame) -> str:
    return (
        f"<p:sp><p:nvSpPr>{shape_name('Slide Image Placeholder', 4)}"
        '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(_slot('sldImg', 2))}</p:nvPr></p:nvSpPr><p:spPr>{transform(frame)}{_RECTANGLE}"
        '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _master_body(frame: Frame, text: str) -> str:
    return (
        f'<p:sp><p:nvSpPr>{shape_name("Notes Placeholder", 5)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{placeholder(_slot('body', 3, 'quarter'))}</p:nvPr></p:nvSpPr><p:spPr>{transform(frame)}{_RECTANGLE}"
        f'</p:spPr><p:txBody><a:bodyPr vert="horz" {_INSETS} rtlCol="0"/>'
        f"<a:lstStyle/>{text}</p:txBody></p:sp>"
    )


_INSETS: Final = 'lIns="91440" tIns="45720" rIns="91440" bIns="45720"'
_RECTANGLE: Final = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def _styles() -> str:
    return "".join(
        f'<a:lvl{number}pPr marL="{style.margin_left}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0"'
        f' hangingPunct="1"><a:spcBef><a:spcPct val="30000"/></a:spcBef><a:defRPr sz="{style.size}" kern="1200">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
        for number, style in enumerate(NOTES_LEVELS, 1)
    )
