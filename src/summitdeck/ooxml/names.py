"""The names Office Open XML goes by: namespaces, content types, kinds of relationship."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_OPENXML = "http://schemas.openxmlformats.org/"
_MICROSOFT = "http://schemas.microsoft.com/office/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        _OPENXML + "drawingml/2006/main": "a",
        _OPENXML + "presentationml/2006/main": "p",
        _OPENXML + "officeDocument/2006/relationships": "r",
        _OPENXML + "package/2006/relationships": "rel",
        _OPENXML + "package/2006/content-types": "ct",
        _OPENXML + "package/2006/metadata/core-properties": "cp",
        _OPENXML + "officeDocument/2006/extended-properties": "ep",
        _OPENXML + "markup-compatibility/2006": "mc",
        _OPENXML + "drawingml/2006/chart": "c",
        _OPENXML + "drawingml/2006/diagram": "dgm",
        _OPENXML + "officeDocument/2006/math": "m",
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://purl.org/dc/terms/": "dcterms",
        "http://www.w3.org/XML/1998/namespace": "xml",
        _MICROSOFT + "powerpoint/2010/main": "p14",
        _MICROSOFT + "powerpoint/2012/main": "p15",
        _MICROSOFT + "drawing/2010/main": "a14",
        _MICROSOFT + "drawing/2014/main": "a16",
        _MICROSOFT + "drawing/2008/diagram": "dsp",
        _MICROSOFT + "drawing/2016/SVG/main": "asvg",
        _MICROSOFT + "drawing/2017/decorative": "adec",
    }
)
"""The prefix under which each namespace is written in this project, whatever a file calls it."""

STRICT = "http://purl.oclc.org/ooxml/"
"""How every namespace and relationship type of an ISO strict file begins (ISO/IEC 29500-1, annex A)."""

_PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."
_POWERPOINT = "application/vnd.ms-powerpoint."

PRESENTATION_TYPE = _PRESENTATIONML + "presentation.main+xml"
"""Content type of the main part of a .pptx."""
MACRO_TYPES = frozenset(
    _POWERPOINT + kind + ".macroEnabled.main+xml" for kind in ("presentation", "template", "slideshow", "addin")
)
"""Content types of the main part of a .pptm, .potm, .ppsm or .ppam."""
MAIN_TYPES = MACRO_TYPES | {
    PRESENTATION_TYPE,
    _PRESENTATIONML + "template.main+xml",
    _PRESENTATIONML + "slideshow.main+xml",
}
"""Content types of every main part that holds a presentation."""
SLIDE_TYPE = _PRESENTATIONML + "slide+xml"
NOTES_TYPE = _PRESENTATIONML + "notesSlide+xml"
VBA_TYPES = (_POWERPOINT + "vba", "application/vnd.ms-office.vba")
"""How the content types of macros, and of their signatures, begin."""

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "xml": "application/xml",
        "bin": "application/octet-stream",
        "bmp": "image/bmp",
        "emf": "image/x-emf",
        "gif": "image/gif",
        "jpeg": "image/jpeg",
        "jpg": "image/jpeg",
        "png": "image/png",
        "svg": "image/svg+xml",
        "tif": "image/tiff",
        "tiff": "image/tiff",
        "wdp": "image/vnd.ms-photo",
        "wmf": "image/x-wmf",
        "aac": "audio/aac",
        "m4a": "audio/mp4",
        "mp3": "audio/mpeg",
        "wav": "audio/wav",
        "wma": "audio/x-ms-wma",
        "avi": "video/x-msvideo",
        "mov": "video/quicktime",
        "mp4": "video/mp4",
        "mpeg": "video/mpeg",
        "mpg": "video/mpeg",
        "wmv": "video/x-ms-wmv",
        "fntdata": "application/x-fontdata",
    }
)
"""Content types by extension, for a part that a careless program wrote without one."""
