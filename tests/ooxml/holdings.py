"""What company templates hold beside masters and layouts, each as one readable row: what it is, where it hangs, and
what becomes of it. `holdings_kept` and `holdings_gone` have the rows; `template_with` puts any of them into the
template of `foreign`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from foreign import R, foreign_package
from summitdeck.frozen import replace
from summitdeck.ooxml.model import Package, Part, Relation

MS = "http://schemas.microsoft.com/office"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = "http://schemas.openxmlformats.org/presentationml/2006/ole"
P14 = f"{MS}/powerpoint/2010/main"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
MAIN, MASTER = "/ppt/presentation.xml", "/ppt/slideMasters/slideMaster1.xml"
LAYOUT = "/ppt/slideLayouts/slideLayout2.xml"
"""The layout of a content slide, `Titel und Inhalt`."""


class Leaf(NamedTuple):
    """One part and the relationship that leads to it."""

    kind: str
    """The relationship's type."""
    name: str
    """The part's name, or an address."""
    content_type: str = "application/xml"
    data: str | bytes = "<x/>"
    below: tuple[Leaf, ...] = ()
    """What hangs on the part."""

    @property
    def is_external(self) -> bool:
        return not self.name.startswith("/")


class Holding(NamedTuple):
    """One thing that a template may hold."""

    source: str
    """The part it hangs on; empty: the package."""
    leaves: tuple[Leaf, ...] = ()
    xml: str = ""
    """What is written into the source; `{0}`, `{1}` stand for the ids of the relationships to the leaves."""
    place: str = "</p:spTree>"
    """Before what it is written there."""
    stays: bool = True
    told: str | None = None
    """The code of the problem that tells that it goes."""
    left: str = ""
    """What is left of the XML although it goes."""


def frame(inside: str, uri: str, number: int) -> str:
    """A graphic frame with this in it."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Frame {number}"/><p:cNvGraphicFramePr/>'
        '<p:nvPr userDrawn="1"/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9144" cy="9144"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def picture(number: int, blip: str, *, media: str = "", link: str = "") -> str:
    """A picture; `blip` is the whole element."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="Picture {number}">{link}</p:cNvPr><p:cNvPicPr/>'
        f'<p:nvPr userDrawn="1">{media}</p:nvPr></p:nvPicPr><p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch>'
        '</p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9144" cy="9144"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6"
    "45400000000049454e44ae426082"
)


def image(name: str) -> Leaf:
    """A picture of one pixel."""
    return Leaf(R + "/image", f"/ppt/media/{name}.png", "image/png", PNG)


FONTS = (
    '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Corporate"/><p:regular r:id="{0}"/></p:embeddedFont>'
    "</p:embeddedFontLst>"
)


def movie(number: int, link: str) -> str:
    """A picture that plays a film, linked and embedded (`{1}`), and shows another picture (`{2}`) until then."""
    media = (
        f'<a:videoFile r:link="{link}"/><p:extLst><p:ext uri="{{{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}}}">'
        f'<p14:media xmlns:p14="{P14}" r:embed="{{1}}"/></p:ext></p:extLst>'
    )
    play = '<a:hlinkClick r:id="" action="ppaction://media"/>'
    return picture(number, '<a:blip r:embed="{2}"/>', media=media, link=play)


def template_with(holdings: Iterable[Holding]) -> Package:
    """The template of `foreign` with these holdings in it."""
    package = foreign_package()
    for holding in holdings:
        package = _with(package, holding)
    return package


def _with(package: Package, holding: Holding) -> Package:
    parts = dict(package.parts)
    owner = package.relations if not holding.source else parts[holding.source].relations
    relations, ids = _related(owner, holding.leaves, parts)
    if not holding.source:
        return replace(package, parts=parts, relations=relations)
    source = parts[holding.source]
    text = source.data.decode()
    if holding.xml:
        assert holding.place in text
        text = _one_list(text.replace(holding.place, holding.xml.format(*ids) + holding.place, 1))
    parts[source.name] = replace(source, content=text.encode(), relations=relations)
    return replace(package, parts=parts)


def _related(
    owner: tuple[Relation, ...], leaves: tuple[Leaf, ...], parts: dict[str, Part]
) -> tuple[tuple[Relation, ...], list[str]]:
    relations = list(owner)
    ids = []
    for leaf in leaves:
        ids.append(f"rId{len(relations) + 20 if owner else len(relations) + 1}")
        relations.append(Relation(ids[-1], leaf.kind, leaf.name, leaf.is_external))
        if not leaf.is_external and leaf.name not in parts:
            data = leaf.data if isinstance(leaf.data, bytes) else leaf.data.encode()
            parts[leaf.name] = Part(leaf.name, leaf.content_type, data, _related((), leaf.below, parts)[0])
    return tuple(relations), ids


def _one_list(xml: str) -> str:
    """The XML with neighbouring lists of extensions, and of data, as one."""
    return re.sub(r"</p:(extLst|custDataLst)><p:\1>", "", xml)
