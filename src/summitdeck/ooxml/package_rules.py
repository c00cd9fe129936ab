"""Rules of the self-check on the package: parts, content types, relationships. See `self_check`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.checked import Checked, Finding, repeated
from summitdeck.ooxml.escape import is_web_address
from summitdeck.ooxml.model import Part, Relation
from summitdeck.ooxml.names import PRESENTATION_TYPE

if TYPE_CHECKING:
    from typing import Final


def check_main_part(checked: Checked) -> Iterator[Finding]:
    """The package has one main part, and properties once."""
    main = checked.package.related(None, "officeDocument")
    if len(main) != 1:
        yield "", f"has {len(main)} main parts"
    for kind in ("core-properties", "extended-properties"):
        if sum(relation.kind == kind for relation in checked.package.relations) > 1:
            yield "", f"has more than one relationship to {kind}"


def check_presentation(checked: Checked) -> Iterator[Finding]:
    """The main part is a plain presentation: no template, no show, no macros."""
    for part in checked.package.related(None, "officeDocument"):
        if part.content_type != PRESENTATION_TYPE:
            yield part.name, f"has the type {part.content_type}"


def check_names(checked: Checked) -> Iterator[Finding]:
    """Part names are paths without empty, `.` or `..` steps, and differ in more than case."""
    seen: dict[str, str] = {}
    for name in checked.package.parts:
        steps = name.split("/")
        if steps[0] or any(not step.strip(".") for step in steps[1:]) or "\\" in name:
            yield name, "is no name a part may have"
        if seen.setdefault(name.lower(), name) != name:
            yield name, f"has the same name as {seen[name.lower()]}"


_ROOTS: Final = {
    "presentation": "p:presentation",
    "slide": "p:sld",
    "slideLayout": "p:sldLayout",
    "slideMaster": "p:sldMaster",
    "notesSlide": "p:notes",
    "notesMaster": "p:notesMaster",
    "theme": "a:theme",
    "presProps": "p:presentationPr",
    "viewProps": "p:viewPr",
    "tableStyles": "a:tblStyleLst",
    "core-properties": "cp:coreProperties",
    "extended-properties": "ep:Properties",
    "chart": "c:chartSpace",
}
_MAGIC: Final = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/svg+xml": (b"<",),
}
_RASTERS: Final = (*_MAGIC["image/png"], *_MAGIC["image/jpeg"], *_MAGIC["image/gif"], b"BM", b"II*\0", b"MM\0*")


def check_types(checked: Checked) -> Iterator[Finding]:
    """Every part has a content type, and XML is what its type says, by its root (pandoc #11492)."""
    for name, part in checked.written.items():
        if "/" not in part.content_type:
            yield name, "has no content type"
            continue
        facts = checked.facts.get(name)
        wanted = _ROOTS.get(checked.kind(part))
        if facts is not None and wanted is not None and facts.root not in ("", wanted):
            yield name, f"is a {facts.root}, and its content type says {wanted}"


def check_content_types(checked: Checked) -> Iterator[Finding]:
    """The list of content types states the type of each part once, and of nothing else (pandoc #9113, #11492;
    PptxGenJS #1444). What this project writes follows from its parts."""
    yield from (("/[Content_Types].xml", fault) for fault in checked.package.type_faults)


def check_media(checked: Checked) -> Iterator[Finding]:
    """A picture is a picture by its first bytes, and its content type says so (officegen #124)."""
    for name, part in checked.written.items():
        if part.content_type in _MAGIC and not _starts_with(part, _RASTERS) and not _starts_as_said(part):
            yield name, f"is no {part.content_type}"
        if name.lower().endswith(_ENDINGS) and not part.content_type.startswith("image/"):
            yield name, f"is a picture of type {part.content_type}"


def check_media_kinds(checked: Checked) -> Iterator[Finding]:
    """A picture is of the kind that its content type says."""
    for name, part in checked.written.items():
        if part.content_type in _MAGIC and _starts_with(part, _RASTERS) and not _starts_as_said(part):
            yield name, f"is no {part.content_type}"


_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg")


def _starts_as_said(part: Part) -> bool:
    return _starts_with(part, _MAGIC[part.content_type])


def _starts_with(part: Part, magic: tuple[bytes, ...]) -> bool:
    return part.data[:256].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic)


def check_relation_ids(checked: Checked) -> Iterator[Finding]:
    """A relationship's id is a name and stands once in its part (PptxGenJS #465)."""
    for name, relations in _all_relations(checked):
        identities = [relation.id for relation in relations]
        for identity, times in repeated(identities):
            yield name, f"has {times} relationships with the id {identity}"
        for identity in identities:
            if not _NAME.fullmatch(identity):
                yield name, f"has a relationship with the id '{identity}', which is no name"


_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*")


def _all_relations(checked: Checked) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    yield "", checked.package.relations
    for name, part in checked.written.items():
        yield name, part.relations


def check_targets(checked: Checked) -> Iterator[Finding]:
    """A relationship within the package leads to a part that is there (python-pptx #67)."""
    for name, relations in _all_relations(checked):
        for relation in relations:
            if not (relation.external or _is_null(relation) or relation.target in checked.package.parts):
                yield name, f"{relation.id} leads to {relation.target}, which is not there"


def check_links(checked: Checked) -> Iterator[Finding]:
    """What leads out of the package leads to the web or to mail, by a well-formed address: nothing that runs a
    program or reads a file of the reader's machine."""
    for name, relations in _all_relations(checked):
        for relation in relations:
            if relation.external and not is_web_address(relation.target):
                yield name, f"{relation.id} leads to '{relation.target}', which is no address of the web or of mail"
            elif not relation.external and _is_null(relation):
                yield name, f"{relation.id} leads to NULL: what it led to was lost"


def _is_null(relation: Relation) -> bool:
    """Whether it leads to what PowerPoint writes where a linked file was lost."""
    return relation.target.rpartition("/")[2] == "NULL"


_TARGET_KINDS: Final = {
    **{kind: (kind,) for kind in ("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "theme")},
    "presProps": ("presProps",),
    "viewProps": ("viewProps",),
    "tableStyles": ("tableStyles",),
}
_COUNTS: Final = {
    "slide": {
        "slideLayout": (1, 1),
        "notesSlide": (0, 1),
        "slideMaster": (0, 0),
        "theme": (0, 0),
        "notesMaster": (0, 0),
    },
    "slideLayout": {"slideMaster": (1, 1)},
    "slideMaster": {"theme": (1, 1), "slideMaster": (0, 0)},
    "notesSlide": {"notesMaster": (1, 1), "slide": (0, 1)},
    "notesMaster": {"theme": (1, 1)},
    "presentation": {
        "notesMaster": (0, 1),
        "theme": (0, 1),
        "presProps": (0, 1),
        "viewProps": (0, 1),
        "tableStyles": (0, 1),
        "slideLayout": (0, 0),
        "notesSlide": (0, 0),
    },
}
"""How many relationships of a kind a part may have, by the part's kind (python-pptx #132, #688; PptxGenJS #1449)."""


def check_relations(checked: Checked) -> Iterator[Finding]:
    """A relationship leads to what its type says, and a part has as many of each as it may."""
    for name, part in checked.written.items():
        for relation in part.relations:
            target = checked.package.parts.get(relation.target)
            if relation.external or target is None:
                continue
            wanted = _TARGET_KINDS.get(relation.kind)
            if wanted is not None and checked.kind(target) not in wanted:
                yield name, f"{relation.id} is a {relation.kind} relationship to {target.content_type}"
            if relation.kind == "image" and not target.content_type.startswith("image/"):
                yield name, f"{relation.id} is an image relationship to {target.content_type}"
        kinds = [relation.kind for relation in part.relations]
        for kind, (low, high) in _COUNTS.get(checked.kind(part), {}).items():
            times = kinds.count(kind)
            if not low <= times <= high:
                yield name, f"has {times} relationships to a {kind}, {low} to {high} are allowed"


def check_properties(checked: Checked) -> Iterator[Finding]:
    """A presentation has the properties of its show and of its windows, as PowerPoint writes them."""
    for part in checked.package.related(None, "officeDocument"):
        kinds = [relation.kind for relation in part.relations]
        missing = [kind for kind in ("presProps", "viewProps") if kind not in kinds]
        yield from ((part.name, f"has 0 relationships to a {kind}") for kind in missing)


_REFERRED: Final = {
    "p:sldId": ("slide",),
    "p:sldMasterId": ("slideMaster",),
    "p:sldLayoutId": ("slideLayout",),
    "p:notesMasterId": ("notesMaster",),
    "a:hlinkClick": ("hyperlink", "slide"),
    "a:blip": ("image",),
    "asvg:svgBlip": ("image",),
    "c:chart": ("chart",),
}
"""The kinds of relationship that an element may name."""


def check_references(checked: Checked) -> Iterator[Finding]:
    """Every relationship that the XML names is there and of the right kind (pandoc #9421, PptxGenJS #1392)."""
    for name, part in checked.written.items():
        facts = checked.facts.get(name)
        if facts is None:
            continue
        kinds = {relation.id: relation.kind for relation in part.relations}
        for tag, attribute, identity in facts.references:
            if identity not in kinds:
                yield name, f"{tag} has {attribute}='{identity}', a relationship that is not there"
            elif tag in _REFERRED and kinds[identity] not in _REFERRED[tag]:
                yield name, f"{tag} has {attribute}='{identity}', which is a relationship to a {kinds[identity]}"


def check_pictures(checked: Checked) -> Iterator[Finding]:
    """A picture is drawn from a raster; an SVG only stands beside it (PptxGenJS #1150)."""
    for name, part in checked.written.items():
        targets = {relation.id: relation.target for relation in part.relations}
        for tag, _, identity in checked.facts[name].references if name in checked.facts else ():
            target = checked.package.parts.get(targets.get(identity, ""))
            if target is not None and tag in ("a:blip", "asvg:svgBlip"):
                is_vector = target.content_type == "image/svg+xml"
                if is_vector != (tag == "asvg:svgBlip"):
                    yield name, f"{tag} draws {target.content_type}"


def check_charts(checked: Checked) -> Iterator[Finding]:
    """A chart's elements stand where the schema allows them, labels where their kind of chart has places for them, and
    its numbers are numbers (json-to-office PR 282; PHPPresentation #353; PptxGenJS #1440)."""
    if _has_charts(checked):
        from summitdeck.ooxml.chart_rules import charts_of

        yield from ((name, fault) for name, facts in charts_of(checked) for fault in facts.faults)


def check_chart_axes(checked: Checked) -> Iterator[Finding]:
    """Axes have ids that are unsigned numbers, each once, and only these are named."""
    if _has_charts(checked):
        from summitdeck.ooxml.chart_rules import axis_faults, charts_of

        yield from ((name, fault) for name, facts in charts_of(checked) for fault in axis_faults(facts))


def check_chart_workbooks(checked: Checked) -> Iterator[Finding]:
    """A chart's numbers come from a workbook, so that they can be edited."""
    if _has_charts(checked):
        from summitdeck.ooxml.chart_rules import charts_of, workbook_faults

        for name, facts in charts_of(checked):
            yield from ((name, fault) for fault in workbook_faults(checked, name, facts))


def _has_charts(checked: Checked) -> bool:
    return any(checked.kind(part) == "chart" for part in checked.written.values())


def check_themes(checked: Checked) -> Iterator[Finding]:
    """No two masters share a theme (PptxGenJS #1449)."""
    users = Counter(
        relation.target
        for part in checked.package.parts.values()
        if checked.kind(part) in ("slideMaster", "notesMaster", "handoutMaster")
        for relation in part.relations
        if relation.kind == "theme"
    )
    yield from ((theme, f"is the theme of {times} masters") for theme, times in users.items() if times > 1)


def check_reachable(checked: Checked) -> Iterator[Finding]:
    """Every part can be reached from the package by relationships."""
    reached: set[str] = set()
    waiting = [relation.target for relation in checked.package.relations if not relation.external]
    while waiting:
        name = waiting.pop()
        if name not in reached and name in checked.package.parts:
            reached.add(name)
            waiting += [r.target for r in checked.package.parts[name].relations if not r.external]
    yield from ((name, "is reached by no relationship") for name in checked.written if name not in reached)
