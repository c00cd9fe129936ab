"""How PowerPoint inherits text: which properties each level states where, and what holds in the end.

Sources, nearest first: the run, the paragraph, the slide's shape, the layout's placeholder of the same `idx`, the
master's of the same folded type, and one bucket: `titleStyle` or `bodyStyle` of the master, or the presentation's
`defaultTextStyle` for furniture and for what is no placeholder. Each property is looked up by itself, each level by
itself, and the bucket goes by the type at the end of the chain. These are measured facts about PowerPoint; ECMA-376
describes it otherwise in places.
"""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.frozen import TYPE_CHECKING, NamedTuple
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Element
from summitdeck.typeset.model import (
    NO_SPACE,
    SINGLE,
    Bullet,
    BulletKind,
    Face,
    LevelStyle,
    Spacing,
)

if TYPE_CHECKING:
    from typing import Any


FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})
TITLES = frozenset({"title", "ctrTitle"})
LEVELS = range(1, 10)
_ALIGNMENTS = frozenset({"l", "ctr", "r", "just", "justLow", "dist", "thaiDist"})
_WIDEST = 51_206_400  # ST_TextMargin's and ST_TextIndent's bound, EMU; those of the rest stand in the same chapter

Stated = Mapping[str, "Any"]
"""Properties that some source states, by name: numbers, words, and elements where only a Look can tell."""


def fold(kind: str) -> str:
    """The type of master placeholder that a layout's placeholder of type `kind` inherits from."""
    if kind in TITLES:
        return "title"
    return kind if kind in FURNITURE else "body"


def bucket(kind: str) -> str:
    """Which style of a master text ends in, by the type at the end of its chain: `title`, `body` or `other`."""
    if kind in TITLES:
        return "title"
    return "other" if kind in FURNITURE else "body"


class Inherited(NamedTuple):
    """The nine levels of a text at one point of its chain: what is stated so far, and how that looks."""

    stated: tuple[Stated, ...]
    styles: tuple[LevelStyle, ...]
    look: Look


def begin(stated: tuple[Stated, ...], look: Look) -> Inherited:
    """The end of a chain: a bucket seen through a look."""
    return Inherited(stated, tuple(level_style(level, look) for level in stated), look)


def under(above: Inherited, list_style: Element | None, look: Look) -> Inherited:
    """What a shape with this `a:lstStyle` makes of what it inherits. Levels that state nothing are shared."""
    own = stated_levels(list_style)
    if look is above.look and not any(own):
        return above
    merged = tuple({**old, **new} if new else old for old, new in zip(above.stated, own, strict=True))
    if look is not above.look:
        return begin(merged, look)
    styles = tuple(
        level_style(all_of_it, look) if new else style
        for style, all_of_it, new in zip(above.styles, merged, own, strict=True)
    )
    return Inherited(merged, styles, look)


_NOTHING: tuple[Stated, ...] = ({},) * 9


def stated_levels(list_style: Element | None) -> tuple[Stated, ...]:
    """What each of the nine levels of an `a:lstStyle`, a bucket or a `p:defaultTextStyle` states."""
    if list_style is None or not list_style.children:
        return _NOTHING
    levels = {child.tag: child for child in reversed(list_style.children)}
    return tuple(stated_paragraph(levels.get(f"a:lvl{level}pPr")) for level in LEVELS)


def stated_paragraph(level: Element | None) -> Stated:
    """What one level of a style, or an `a:pPr`, states."""
    if level is None or not (level.attributes or level.children):
        return {}
    found: dict[str, Any] = {
        "margin_left": _clamped(level.integer("marL"), 0, _WIDEST),
        "margin_right": _clamped(level.integer("marR"), 0, _WIDEST),
        "indent": _clamped(level.integer("indent"), -_WIDEST, _WIDEST),
        "align": align if (align := level.get("algn")) in _ALIGNMENTS else None,
        "right_to_left": level.flag("rtl"),
    }
    for child in level.children:
        match child.tag:
            case "a:lnSpc" | "a:spcBef" | "a:spcAft":
                found[child.tag] = _spacing(child)
            case "a:buNone" | "a:buChar" | "a:buAutoNum" | "a:buBlip":
                found["bullet"] = child
            case "a:buFont" | "a:buFontTx":
                found["bullet_face"] = child.get("typeface") or ""
            case "a:buSzPct" | "a:buSzPts" | "a:buSzTx":
                found["bullet_size"] = child
            case "a:buClr":
                found["bullet_color"] = child
            case "a:defRPr":
                found |= stated_run(child)
    return {name: value for name, value in found.items() if value is not None}


def stated_run(run: Element) -> Stated:
    """What an `a:rPr`, `a:defRPr` or `a:endParaRPr` states. A value of None is none."""
    found: dict[str, Any] = {
        "size": _valid_size(run.integer("sz")),
        "bold": run.flag("b"),
        "italic": run.flag("i"),
        "kern": _clamped(run.integer("kern"), 0, 400_000),
        "spacing": _clamped(run.integer("spc"), -400_000, 400_000),
        "cap": run.get("cap"),
    }
    for child in run.children:
        match child.tag:
            case "a:latin" | "a:ea" | "a:cs":
                found[child.tag] = child.get("typeface")
            case "a:solidFill" | "a:gradFill" | "a:pattFill" | "a:noFill" | "a:blipFill" | "a:grpFill":
                found["fill"] = child
    return found


def _clamped(number: int | None, least: int, greatest: int) -> int | None:
    return None if number is None else max(least, min(greatest, number))


def _valid_size(size: int | None) -> int | None:
    return size if size is not None and 100 <= size <= 400_000 else None


def _spacing(holder: Element) -> Spacing | None:
    for child in holder.children:
        if child.tag == "a:spcPct" and (percent := child.share("val")) is not None:
            return Spacing(percent=_clamped(percent, 0, 13_200_000))
        if child.tag == "a:spcPts" and (points := child.integer("val")) is not None:
            return Spacing(points=_clamped(points, 0, 158_400))
    return None


def level_style(stated: Stated, look: Look) -> LevelStyle:
    """How a level looks by all that its chain states. What nothing states is 18 pt, at the margin, single-spaced."""
    size = stated.get("size", 1800)
    return LevelStyle(
        size=size,
        face=Face(
            look.face(stated.get("a:latin") or "+mn-lt"),
            look.face(stated.get("a:ea") or "+mn-ea"),
            look.face(stated.get("a:cs") or "+mn-cs"),
        ),
        bold=stated.get("bold", False),
        italic=stated.get("italic", False),
        color=("fill" in stated and look.color(stated["fill"])) or "tx1",
        margin_left=stated.get("margin_left", 0),
        indent=stated.get("indent", 0),
        align=stated.get("align", "l"),
        line_spacing=stated.get("a:lnSpc", SINGLE),
        before=stated.get("a:spcBef", NO_SPACE),
        after=stated.get("a:spcAft", NO_SPACE),
        bullet=_bullet(stated, look, size),
        right_to_left=stated.get("right_to_left", False),
        kern=stated.get("kern"),
        spacing=stated.get("spacing", 0),
        caps=stated.get("cap") in ("all", "small"),
    )


_NO_BULLET = Bullet()


def _bullet(stated: Stated, look: Look, size: int) -> Bullet:
    mark = stated.get("bullet")
    if mark is None or mark.tag == "a:buNone":
        return _NO_BULLET
    face = stated.get("bullet_face")
    share = _bullet_share(stated.get("bullet_size"), size)
    match mark.tag:
        case "a:buChar":
            kind, character = BulletKind.CHARACTER, mark.get("char") or "•"
        case "a:buAutoNum":
            kind, character = BulletKind.NUMBER, ""
        case _:
            kind, character = BulletKind.PICTURE, ""
    return Bullet(
        kind,
        character,
        look.face(face) if face else None,
        share,
        mark.get("type") or "arabicPeriod",
        _clamped(mark.integer("startAt"), 1, 32_767) or 1,
        ("bullet_color" in stated and look.color(stated["bullet_color"])) or None,
    )


def _bullet_share(size: Element | None, text_size: int) -> int:
    """1/1000 % of the text's size."""
    if size is None or size.tag == "a:buSzTx":
        return 100_000
    if size.tag == "a:buSzPts":
        share: int | None = round((size.integer("val") or text_size) * 100_000 / text_size)
    else:
        share = size.share("val")
    return _clamped(share, 25_000, 400_000) or 100_000


def builtin_bucket(name: str) -> tuple[Stated, ...]:
    """What PowerPoint uses for a master that has no `p:txStyles` at all (LibreOffice and others write such).

    Sizes and margins are as measured; that a mark stands in the hanging indent of the body is taken for granted.
    """
    if name == "title":
        return ({"size": 4400},) * 9
    mark = Element("a:buChar", {"char": "•"})
    sizes = (2800, 2400, 2000, *(1800,) * 6)
    return tuple(
        {
            "size": size,
            "margin_left": 228_600 + 457_200 * level,
            "indent": -228_600,
            "bullet": mark,
            "bullet_face": "Arial",
        }
        for level, size in enumerate(sizes)
    )
