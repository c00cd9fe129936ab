"""The presentation part: the lists of slides, masters and sections are put in, all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.ooxml.ids import guid
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.names import PRESENTATION_TYPE
from summitdeck.ooxml.relations import (
    NOTES_MASTER,
    PRESENTATION_PROPERTIES,
    SLIDE,
    TABLE_STYLES,
    VIEW_PROPERTIES,
    Relations,
)
from summitdeck.ooxml.slides import NAMESPACES, XML_HEAD
from summitdeck.ooxml.tables import TABLE_STYLE
from summitdeck.ooxml.xml import Element, read_xml
from summitdeck.ooxml.xml_edit import After, Cut, Edit, edit_xml
from summitdeck.scene.model import Page

if TYPE_CHECKING:
    from typing import Final


FIRST_SLIDE_ID: Final = 256
"""The least id a slide may have (ECMA-376-1, ST_SlideId); the greatest is below 2147483648."""
SECTIONS_URI: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_XMLNS: Final = (
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_P14: Final = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_COMPANIONS: Final = {
    PRESENTATION_PROPERTIES: ("presProps", f"<p:presentationPr {NAMESPACES}/>"),
    VIEW_PROPERTIES: ("viewProps", f"<p:viewPr {NAMESPACES}/>"),
    TABLE_STYLES: (
        "tableStyles",
        f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE}"/>',
    ),
}
"""Parts that PowerPoint always writes beside the presentation and may miss, and that stripping takes away, by
the relationship to each: its name and what it says when there is nothing to say."""
_DEFAULT_SECTIONS: Final = {"ja": "既定のセクション", "zh": "默认节", "ko": "기본 구역"}
"""What PowerPoint calls the section of the slides before the first one."""


def write_presentation(
    part: Part, pages: Sequence[Page], slides: Sequence[str], notes_master: str | None, language: str
) -> Part:
    """The presentation with these slides (part names, one for each page) in place of whatever it listed."""
    relations = Relations(r for r in part.relations if r.type not in (SLIDE, NOTES_MASTER))
    names = [relations.add(SLIDE, slide) for slide in slides]
    notes = relations.add(NOTES_MASTER, notes_master) if notes_master is not None else None
    sections = _sections(pages, language)
    data = edit_xml(part.data, _Lists(_children(part.data), _notes_list(notes), _slide_list(names), sections).decide)
    if not isinstance(data, bytes):
        raise ValueError(f"the presentation {data.message}")  # the base reader has read it: a bug
    return replace(part, content_type=PRESENTATION_TYPE, content=data, relations=relations.done())


def companions(part: Part) -> tuple[Part, ...]:
    """The presentation, and the parts PowerPoint wants beside it that it does not have yet."""
    relations = Relations(part.relations)
    folder = part.name.rpartition("/")[0]
    added = []
    for kind, (name, xml) in _COMPANIONS.items():
        if all(relation.type != kind for relation in part.relations):
            content_type = f"application/vnd.openxmlformats-officedocument.presentationml.{name}+xml"
            added.append(Part(f"{folder}/{name}.xml", content_type, (XML_HEAD + xml).encode()))
            relations.add(kind, added[-1].name)
    return replace(part, relations=relations.done()), *added


class _Lists:
    """Where each list goes: the schema has them in one order (ECMA-376-1, CT_Presentation)."""

    def __init__(self, children: Sequence[Element], notes: str, slides: str, sections: str) -> None:
        tags = [child.tag for child in children]
        handouts = "p:handoutMasterIdLst"
        self._behind = {"p:sldMasterIdLst": notes if handouts in tags else notes + slides, handouts: slides}
        extensions = [e.get("uri") for child in children if child.tag == "p:extLst" for e in child.children]
        self._extension = next((uri for uri in extensions if uri and uri.upper() != SECTIONS_URI), None)
        self._sections = sections
        if sections and self._extension is None:  # no list of extensions, or one that will be empty
            last = next(tag for tag in reversed(tags) if tag not in ("p:extLst", "p:sldIdLst", "p:notesMasterIdLst"))
            behind = self._behind.get(last, "")
            self._behind[last] = f"{behind}<p:extLst{_XMLNS}>{sections}</p:extLst>"

    def decide(self, tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        """What becomes of an element."""
        uri = attributes.get("uri", "")
        if parent == "p:presentation":
            if tag in ("p:sldIdLst", "p:notesMasterIdLst") or (tag == "p:extLst" and self._extension is None):
                return Cut()
            xml = self._behind.get(tag)
            return After(xml) if xml else None
        if tag == "p:ext" and uri.upper() == SECTIONS_URI:
            return Cut()
        if tag == "p:ext" and uri == self._extension and self._sections:
            return After(self._sections)
        return None


def _children(data: bytes) -> Sequence[Element]:
    root = read_xml(data)
    return root.children if isinstance(root, Element) else ()


def _slide_list(names: Sequence[str]) -> str:
    slides = "".join(f'<p:sldId id="{number}" r:id="{name}"/>' for number, name in enumerate(names, FIRST_SLIDE_ID))
    return f"<p:sldIdLst{_XMLNS}>{slides}</p:sldIdLst>" if names else ""


def _notes_list(name: str | None) -> str:
    if name is None:
        return ""
    return f'<p:notesMasterIdLst{_XMLNS}><p:notesMasterId r:id="{name}"/></p:notesMasterIdLst>'


def _sections(pages: Sequence[Page], language: str) -> str:
    """PowerPoint's list of sections; every slide stands in one as soon as there is one."""
    if all(page.section is None for page in pages):
        return ""
    sections: list[tuple[str, str, list[int]]] = []
    for number, page in enumerate(pages, FIRST_SLIDE_ID):
        if page.section is not None or not sections:
            name = page.section or _DEFAULT_SECTIONS.get(language[:2], "Default Section")
            sections.append((name, guid("section", page.id), []))
        sections[-1][2].append(number)
    listed = "".join(
        f'<p14:section name="{escape_attribute(name)}" id="{identity}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
        + "</p14:sldIdLst></p14:section>"
        for name, identity, slides in sections
    )
    return f'<p:ext{_XMLNS} uri="{SECTIONS_URI}"><p14:sectionLst xmlns:p14="{_P14}">{listed}</p14:sectionLst></p:ext>'
