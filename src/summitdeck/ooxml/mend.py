"""Mending, in the package that slides are put into, what would make them look otherwise from machine to machine.

The template's own file is never touched. Each mend says in the template what had been left to chance; a template
that says all of it keeps every byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from summitdeck.frozen import replace
from summitdeck.ooxml.design import page_size
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.ooxml.inheritance import TITLES, Stated, builtin_bucket
from summitdeck.ooxml.list_ids import list_id_edits
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.names import PREFIXES
from summitdeck.ooxml.placeholders import Placeholder, placeholders
from summitdeck.ooxml.relations import THEME_TYPE
from summitdeck.ooxml.theme import listed_face, typeface
from summitdeck.ooxml.xml import Element, XmlFault, read_xml
from summitdeck.ooxml.xml_edit import After, Edit, Set, edit_xml, element_to_xml

_FIRST_OWN_IDX = 13
"""PowerPoint gives a layout's own placeholders numbers from here on; those below are for title, body and furniture."""


def mend_design(package: Package, trees: Mapping[str, Element]) -> tuple[Package, dict[str, Element]]:
    """The package and its parsed parts, with own numbers, text styles, hanging marks and ids for all that lack them."""
    parts, mended = dict(package.parts), dict(trees)
    for name, tree in trees.items():
        match tree.tag:
            case "p:sldLayout":
                data = _with_own_numbers(package.parts[name].data, tree) if _shared_numbers(tree) else None
            case "p:sldMaster":
                data = _with_text_styles(package.parts[name].data, tree) if not tree.child("p:txStyles") else None
                data = _with_hanging_marks(data or package.parts[name].data) or data
            case "p:presentation":
                data = _with_sound_page(package.parts[name].data, tree)
                data = _with_default_style(data or package.parts[name].data, tree) or data
                data = _with_hanging_marks(data or package.parts[name].data) or data
            case _:
                data = None
        if data is None or isinstance(again := read_xml(data), XmlFault):
            continue
        parts[name], mended[name] = replace(parts[name], content=data), again
    for name, decide in list_id_edits(trees).items():
        edited = edit_xml(parts[name].data, decide)
        if isinstance(edited, bytes):
            parts[name] = replace(parts[name], content=edited)
    return replace(package, parts=parts), mended


_NAMED_PAGES = {"screen4x3": 4 / 3, "screen16x9": 16 / 9, "screen16x10": 16 / 10, "35mm": 3 / 2}
"""Width to height of pages that have a name (ECMA-376-1, ST_SlideSizeType). Keynote refuses a page of another shape."""
_BEFORE_NOTES_SIZE = ("p:sldSz", "p:sldIdLst", "p:handoutMasterIdLst", "p:notesMasterIdLst", "p:sldMasterIdLst")
_NOTES_SIZE = (
    '<p:notesSz xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" cx="6858000" cy="9144000"/>'
)


def _with_sound_page(data: bytes, tree: Element) -> bytes | None:
    """A presentation whose page is as large as it is taken to be, not called what it is not, and which says how large
    a page of notes is. None when it is so already."""
    width, height = page_size(tree)
    stated = tree.child("p:sldSz")
    ratio = _NAMED_PAGES.get((stated.get("type") or "") if stated else "")
    changes: dict[str, str | None] = {}
    if stated and (stated.get("cx"), stated.get("cy")) != (str(width), str(height)):
        changes |= {"cx": str(width), "cy": str(height)}
    if ratio and abs(width / height - ratio) > 0.02:
        changes["type"] = None
    before = None if tree.child("p:notesSz") else next((tag for tag in _BEFORE_NOTES_SIZE if tree.child(tag)), None)

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        if tag == "p:sldSz" and changes:
            return Set(changes)
        return After(_NOTES_SIZE) if tag == before and parent == "p:presentation" else None

    edited = edit_xml(data, decide)
    return edited if isinstance(edited, bytes) and edited != data else None


_BEFORE_DEFAULT_STYLE = (
    "p:kinsoku",
    "p:custDataLst",
    "p:photoAlbum",
    "p:custShowLst",
    "p:embeddedFontLst",
    "p:smartTags",
)
"""What may stand between `p:notesSz` and `p:defaultTextStyle`, nearest first (CT_Presentation)."""


def _with_default_style(data: bytes, tree: Element) -> bytes | None:
    """A presentation with a style for text boxes and tables: without one LibreOffice lets no mark hang there (measured
    on 7.4). None when it has one. LibreOffice itself writes none."""
    if tree.child("p:defaultTextStyle"):
        return None
    before = next((tag for tag in _BEFORE_DEFAULT_STYLE if tree.child(tag)), "p:notesSz")
    declared = "".join(f' xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items() if prefix in ("a", "p"))
    levels = "".join(f'<a:lvl{level}pPr hangingPunct="1"/>' for level in range(1, 10))

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        style = f"<p:defaultTextStyle{declared}>{levels}</p:defaultTextStyle>"
        return After(style) if tag == before and parent == "p:presentation" else None

    edited = edit_xml(data, decide)
    return edited if isinstance(edited, bytes) else None


_STYLES = frozenset({"p:titleStyle", "p:bodyStyle", "p:otherStyle", "p:defaultTextStyle"})


def _with_hanging_marks(data: bytes) -> bytes | None:
    """Text styles that say whether 、 and 。 may hang beyond a line's end. None when all of them say it.

    PowerPoint lets them when nothing is said; LibreOffice, 7.4 and 25.2 alike, only when it is (measured).
    """

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        is_level = parent in _STYLES and tag.startswith("a:lvl")
        return Set({"hangingPunct": "1"}) if is_level and "hangingPunct" not in attributes else None

    edited = edit_xml(data, decide)
    return edited if isinstance(edited, bytes) and edited != data else None


def _shared_numbers(tree: Element) -> bool:
    numbers = [found.idx for found in placeholders(tree)]
    return len(set(numbers)) < len(numbers)


def _with_own_numbers(data: bytes, tree: Element) -> bytes | None:
    """Another idx for every placeholder whose idx an earlier one (or the title) has: a slide finds it by idx alone.

    LibreOffice writes layouts whose title and bodies all have none, that is 0.
    """
    found = list(placeholders(tree))
    keepers: dict[int, Placeholder] = {}
    for placeholder in sorted(found, key=lambda each: each.kind not in TITLES):
        keepers.setdefault(placeholder.idx, placeholder)
    free = (number for number in count(_FIRST_OWN_IDX) if number not in keepers)
    numbers: dict[int, str] = {}  # by the place of its mark among all marks
    places = {id(mark): place for place, mark in enumerate(each for each in tree.walk() if each.tag == "p:ph")}
    for placeholder in found:
        if keepers[placeholder.idx] is not placeholder:
            numbers[places[id(placeholder.mark)]] = str(next(free))
    seen = -1

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        nonlocal seen
        seen += tag == "p:ph"
        return Set({"idx": numbers[seen]}) if tag == "p:ph" and seen in numbers else None

    edited = edit_xml(data, decide)
    return edited if isinstance(edited, bytes) else None


_BEFORE_STYLES = ("p:hf", "p:timing", "p:transition", "p:sldLayoutIdLst", "p:clrMap")
"""What may stand before `p:txStyles` in a master, nearest first (CT_SlideMaster)."""


def _with_text_styles(data: bytes, tree: Element) -> bytes | None:
    """Text styles for a master without any. Programs differ in what they then take; now it is said.

    LibreOffice writes such masters and formats the sample paragraphs in their placeholders instead: what those show
    is what the designer saw, and becomes the style. What they leave open is as PowerPoint has it built in.
    """
    before = next((tag for tag in _BEFORE_STYLES if tree.child(tag)), None)
    samples = {found.kind: found.shape for found in reversed(list(placeholders(tree)))}
    declared = "".join(f' xmlns:{prefix}="{uri}"' for uri, prefix in PREFIXES.items() if prefix in ("a", "p"))
    title, body = (_style(name, samples.get(name)) for name in ("title", "body"))
    styles = f"<p:txStyles{declared}>{title}{body}<p:otherStyle/></p:txStyles>"

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return After(styles) if tag == before and parent == "p:sldMaster" else None

    edited = edit_xml(data, decide)
    return edited if isinstance(edited, bytes) else None


def _style(name: str, sample: Element | None) -> str:
    body = sample.child("p:txBody") if sample else None
    samples = {_level(paragraph): paragraph for paragraph in reversed(body.all("a:p") if body else [])}
    levels = "".join(_level_xml(level, stated, samples.get(level)) for level, stated in enumerate(builtin_bucket(name)))
    return f"<p:{name}Style>{levels}</p:{name}Style>"


def _level(paragraph: Element) -> int:
    properties = paragraph.child("a:pPr")
    return (properties.integer("lvl") or 0) if properties else 0


_PARAGRAPH = ("marL", "marR", "indent", "algn", "rtl", "defTabSz", "eaLnBrk", "latinLnBrk", "hangingPunct")
_RUN = ("sz", "b", "i", "u", "kern", "cap", "spc", "baseline")
_SPACING = ("a:lnSpc", "a:spcBef", "a:spcAft")
_BULLET = ("a:buClrTx", "a:buClr", "a:buSzTx", "a:buSzPct", "a:buSzPts", "a:buFontTx", "a:buFont")
_MARK = ("a:buNone", "a:buAutoNum", "a:buChar")
_FILL = ("a:noFill", "a:solidFill", "a:gradFill")
_FACES = ("a:latin", "a:ea", "a:cs")


def _level_xml(level: int, builtin: Stated, sample: Element | None) -> str:
    """One level: what the sample paragraph shows, and what is built in for the rest. The order is the schema's."""
    nothing = Element("", {})
    paragraph = (sample.child("a:pPr") if sample else None) or nothing
    run = (sample.child("a:r", "a:rPr") or sample.child("a:endParaRPr") if sample else None) or nothing
    attributes = {"marL": builtin.get("margin_left"), "indent": builtin.get("indent"), **paragraph.attributes}
    run_attributes = {"sz": builtin["size"], **run.attributes}
    has_mark = any(child.tag in _MARK for child in paragraph.children)
    mark = _copied(paragraph, _BULLET + _MARK) if has_mark else _BUILTIN_MARK if "bullet" in builtin else "<a:buNone/>"
    return (
        f"<a:lvl{level + 1}pPr{_chosen(attributes, _PARAGRAPH)}>{_copied(paragraph, _SPACING)}{mark}"
        f"<a:defRPr{_chosen(run_attributes, _RUN)}>{_copied(run, _FILL)}{_copied(run, _FACES)}</a:defRPr>"
        f"</a:lvl{level + 1}pPr>"
    )


_BUILTIN_MARK = '<a:buFont typeface="Arial"/><a:buChar char="•"/>'


def _copied(holder: Element, tags: tuple[str, ...]) -> str:
    return "".join(element_to_xml(child) for tag in tags for child in holder.all(tag))


def _chosen(attributes: Mapping[str, object], names: tuple[str, ...]) -> str:
    chosen = ((name, attributes.get(name)) for name in names)
    return "".join(f' {name}="{escape_attribute(str(value))}"' for name, value in chosen if value is not None)


def fill_east_asian_faces(package: Package, language: str) -> Package:
    """The package with an East Asian face in each theme that names none: the face `read_theme` tells of.

    Without it every machine chooses its own, and some choose Chinese forms for Japanese text.
    """
    parts = dict(package.parts)
    for part in package.parts.values():
        filled = _with_east_asian_faces(part.data, language) if part.content_type == THEME_TYPE else None
        if filled is not None:
            parts[part.name] = replace(part, content=filled)
    return replace(package, parts=parts)


def _with_east_asian_faces(data: bytes, language: str) -> bytes | None:
    """None when nothing changes."""
    tree = read_xml(data)
    fonts = None if isinstance(tree, XmlFault) else tree.child("a:themeElements", "a:fontScheme")
    wanted = {
        font.tag: listed_face(font, language)
        for font in (fonts.children if fonts else ())
        if font.child("a:ea") and not typeface(font.child("a:ea"))
    }

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return Set({"typeface": wanted[parent]}) if tag == "a:ea" and wanted.get(parent) else None

    edited = edit_xml(data, decide) if any(wanted.values()) else None
    return edited if isinstance(edited, bytes) else None
