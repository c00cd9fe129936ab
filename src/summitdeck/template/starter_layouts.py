"""Layouts to start from: one for each base layout that no built-in layout stands on, its slots as fields.

The built-in layouts serve any base, so a new template needs none of its own; these are for the pages only it has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from summitdeck.deck.keys import KEYS, Where
from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.escape import escape_attribute
from summitdeck.scene.base import Base, BaseLayout
from summitdeck.scene.base_layouts import BaseField, base_fields
from summitdeck.scene.matching import find_base_layout
from summitdeck.template.inspect import page_aspect

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "section": ("secHead",),
    "content": ("obj",),
    "table": ("obj",),
    "chart": ("obj",),
    "code": ("obj",),
    "two-columns": ("twoObj",),
    "comparison": ("twoTxTwoObj",),
    "picture": ("titleOnly",),
    "pictures": ("titleOnly",),
    "quote": ("Quote", "titleOnly"),
    "statement": ("Statement", "titleOnly"),
    "blank": ("blank",),
}
"""The built-in layouts and the base layouts they ask for."""
STARTER_LIMIT = 100
"""Layouts that are written; a search path takes 300 files."""
_REQUIRED = 2
"""Contents that a slide must give; all further ones may be left out."""
_NAME_LIMIT = 40
_JINJA = """
and as block call caller cycler else elif extends false filter for from if import in include is joiner kwargs lipsum
loop macro namespace none not or range recursive self set super true varargs with without
"""
_WORDS = frozenset(_JINJA.split())
"""What a name cannot be in Jinja2."""
_OWN_FIELDS = frozenset({"picture", "table", "chart", "code"})
"""Keys of a content that a layout may have as fields: the built-in ones do."""
_TAKEN = _WORDS | ({key.name for key in KEYS if key.where in (Where.SLIDE, Where.CONTENT)} - _OWN_FIELDS)
"""What a field of a layout cannot be called: it means something else on a slide."""
_COMMON = re.compile(
    r"(title|subtitle|text|content|picture|table|chart|media|object|diagram|vertical|clip ?art|smartart|online image|"
    r"placeholder|shape|rectangle|google|titre|texte|contenu|image|tableau|espace réservé|du|de|pour une?|"
    r"titel|untertitel|inhalt|bild|tabelle|text|platzhalter|inhaltsplatzhalter|textplatzhalter|bildplatzhalter|"
    r"タイトル|サブタイトル|字幕|テキスト|コンテンツ|図|表|縦書き|プレースホルダー|标题|副标题|文本|内容|图片|占位符|"
    r"제목|부제목|텍스트|내용|그림|개체|틀|\W|\d|_|p)+",
    re.IGNORECASE,
)
"""Names that programs give: they say nothing but the kind."""
_BY_KIND = {
    "pic": "picture",
    "clipArt": "picture",
    "tbl": "table",
    "chart": "chart",
    "dgm": "diagram",
    "media": "media",
}


class Starter(NamedTuple):
    """A layout to start from."""

    name: str
    """The layout's name."""
    base: str
    """The base layout's."""
    fields: tuple[str, ...]
    text: str


class _Field(NamedTuple):
    """A field of a starter."""

    name: str
    own: BaseField
    is_required: bool


def starter_layouts(base: Base) -> tuple[tuple[Starter, ...], tuple[str, ...]]:
    """The layouts to start from, and the names of base layouts that got none because nothing can name them."""
    used = used_layouts(base)
    names: set[str] = set(BUILT_IN)
    starters: list[Starter] = []
    left_out: list[str] = []
    for layout in base.layouts:
        if layout.part in used or not base_fields(layout):
            continue
        if len(starters) < STARTER_LIMIT and _can_be_named(base, layout):
            name = _free(_kebab(layout.name) or "page", names)
            starters.append(_starter(name, layout))
        else:
            left_out.append(layout.name)
    return tuple(starters), tuple(dict.fromkeys(left_out))


def used_layouts(base: Base) -> frozenset[str]:
    """The part names of the base layouts that built-in layouts stand on."""
    found = (find_base_layout(base, wanted) for wanted in BUILT_IN.values())
    return frozenset(match.layout.part for match in found if match)


def _can_be_named(base: Base, layout: BaseLayout) -> bool:
    """Whether `base="…"` with its name means this layout and no other."""
    name = layout.name
    if not name or name != name.strip() or re.search(r"[|\r]|\{[{%#]|[%#}]\}", name):
        return False
    found = find_base_layout(base, (name,))
    return found is not None and found.layout.part == layout.part


def _kebab(name: str) -> str:
    """`Two Pictures, wide` as `two-pictures-wide`; letters of every script stay."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).lower())
    return unicodedata.normalize("NFC", "-".join(words))[:_NAME_LIMIT].strip("-")


def _free(name: str, taken: set[str], joint: str = "-") -> str:
    """The name, with a number behind it when there is one like it already."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}{joint}{number}"
    taken.add(free)
    return free


def _starter(name: str, layout: BaseLayout) -> Starter:
    fields = tuple(_fields(layout))
    lines = [
        f"{{# The template's '{_one_line(layout.name)}'. {_says(fields)} #}}",
        f'<slide base="{escape_attribute(layout.name)}">',
        *(f"  {_element(field)}" for field in fields),
        "</slide>",
    ]
    return Starter(name, layout.name, tuple(field.name for field in fields), "\n".join([*lines, ""]))


def _one_line(name: str) -> str:
    return " ".join(name.replace("#}", "# }").split())


def _says(fields: Sequence[_Field]) -> str:
    """A sentence on the fields."""
    optional = [field.name for field in fields if not field.is_required]
    return f"May be left out: {', '.join(optional)}." if optional else "All of its fields must be given."


def _fields(layout: BaseLayout) -> Iterator[_Field]:
    owns = base_fields(layout)
    wanted = [_wanted_name(own, owns) for own in owns]
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    contents = 0
    for own, name in zip(owns, wanted, strict=True):
        if wanted.count(name) > 1:
            numbers[name] = numbers.get(name, 0) + 1
            name = f"{name}_{numbers[name]}"
        elif name in _TAKEN:
            name = "words" if name == "text" else f"{name}_content"
        contents += bool(own.number)
        is_required = own.name == "title" if not own.number else contents <= _REQUIRED
        yield _Field(_free(name, taken, "_"), own, is_required)


def _wanted_name(own: BaseField, owns: Sequence[BaseField]) -> str:
    """What the field should be called: as the placeholder, when somebody named it; else by what it holds."""
    if not own.number:
        return own.name
    given = _identifier(own.slot.name)
    if given and not _COMMON.fullmatch(own.slot.name):
        return given
    short = own.short or _BY_KIND.get(own.slot.kind) or "text"
    return short if short.isidentifier() else "text"


def _identifier(name: str) -> str:
    """A placeholder's name as one of Jinja2; empty when nothing of it can be."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).lower())
    while words and words[-1].isdecimal() and len(words) > 1:  # 'Text Placeholder 3' is another number elsewhere
        words.pop()
    found = "_".join(words)[:_NAME_LIMIT].strip("_")
    found = found if not found[:1].isdigit() else f"text_{found}"
    return f"{found}_text" if found in _TAKEN else found if found.isidentifier() else ""


def _element(field: _Field) -> str:
    tag, number = field.own.tag, field.own.number
    slot = f' slot="{number}"' if number else ""
    element = f"<{tag}{slot}>{{{{ {field.name} }}}}</{tag}>"
    return element if field.is_required else f"{{% if {field.name} %}}{element}{{% endif %}}"


def starter_readme(base: Base, name: str, source: str, starters: Sequence[Starter], left_out: Sequence[str]) -> str:
    """What lies in the template's folder, for who opens it."""
    aspect = page_aspect(base.width, base.height)
    page = f"{base.width / 360000:.1f} × {base.height / 360000:.1f} cm{'' if aspect == 'other' else f' ({aspect})'}"
    lines = [
        f"# {name}",
        "",
        f"Made from `{source}`, page {page}. A deck takes it by `template: {name}`.",
        "",
        "`base` is the PowerPoint side: masters, layouts, theme, without slides. Design it in PowerPoint; this folder",
        "only says what goes where. The built-in layouts need no file here:",
        "",
        "| layout | stands on | why |",
        "|---|---|---|",
        *_table(base),
        "",
    ]
    if starters:
        lines += [
            "For the pages that only this template has there is a file each. Rename its fields, or delete it:",
            "",
        ]
        lines += ["| layout | stands on | fields |", "|---|---|---|"]
        lines += [
            f"| `{s.name}` | {_cell(s.base)} | {', '.join(f'`{field}`' for field in s.fields)} |" for s in starters
        ]
        lines += [""]
    if left_out:
        lines += [f"No layout can name these, or there were too many: {', '.join(map(_cell, left_out))}.", ""]
    return "\n".join(lines)


def _table(base: Base) -> Iterator[str]:
    for layout, wanted in BUILT_IN.items():
        match = find_base_layout(base, wanted)
        if match:
            yield f"| `{layout}` | {_cell(match.layout.name)} | {_cell(match.reason)} |"


def _coded(fields: Sequence[str]) -> str:
    return ", ".join(f"`{field}`" for field in fields)


def _cell(text: str) -> str:
    """Words in a Markdown table."""
    return re.sub(r"([\\|`*_<\[])", r"\\\1", " ".join(text.split()))
