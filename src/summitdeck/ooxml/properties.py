"""The document's properties: title, author, language, and honest counts. No clock is read here."""

from __future__ import annotations

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.escape import escape_text
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.relations import CORE_TYPE, EXTENDED_TYPE
from summitdeck.ooxml.slides import XML_HEAD
from summitdeck.scene.model import Scene

if TYPE_CHECKING:
    from datetime import datetime

CORE_NAME = "/docProps/core.xml"
EXTENDED_NAME = "/docProps/app.xml"
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_FORMATS = {
    (12192000, 6858000): "Widescreen",
    (9144000, 5143500): "On-screen Show (16:9)",
    (9144000, 6858000): "On-screen Show (4:3)",
}


def core_properties(scene: Scene, created: datetime | None) -> Part:
    """Title, author and language. Without `created` the file says nothing of when it was made: that is better
    than a date that is none."""
    author = escape_text(scene.author)
    lines = [
        _element("dc:title", escape_text(scene.title)),
        _element("dc:creator", author),
        _element("cp:lastModifiedBy", author),
        "<cp:revision>1</cp:revision>",
        _element("dc:language", escape_text(scene.language)),
    ]
    if created is not None:
        from datetime import UTC

        moment = f"{created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        for name in ("dcterms:created", "dcterms:modified"):
            lines.append(f'<{name} xsi:type="dcterms:W3CDTF">{moment}</{name}>')
    xml = f"{XML_HEAD}<cp:coreProperties {_CORE_NAMESPACES}>{''.join(lines)}</cp:coreProperties>"
    return Part(CORE_NAME, CORE_TYPE, xml.encode())


def _element(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>" if text else ""


def extended_properties(scene: Scene) -> Part:
    """What Explorer and the Finder show: how many slides, hidden ones and pages of notes."""
    pages = scene.pages
    counts = {
        "PresentationFormat": _FORMATS.get((scene.base.width, scene.base.height), "Custom"),
        "Slides": len(pages),
        "Notes": sum(page.notes is not None for page in pages),
        "HiddenSlides": sum(page.hidden for page in pages),
        "MMClips": 0,
    }
    xml = (
        f'{XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<TotalTime>0</TotalTime><Application>summitdeck</Application>"
        + "".join(f"<{name}>{value}</{name}>" for name, value in counts.items())
        + "</Properties>"
    )
    return Part(EXTENDED_NAME, EXTENDED_TYPE, xml.encode())
