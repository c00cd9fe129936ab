"""An inspection as text for a terminal of 100 columns, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.report import clean, width
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.template.inspect import (
    ColorFacts,
    FaceFacts,
    Inspection,
    bullet_words,
    furniture_words,
    level_sizes,
)
from summitdeck.template.viewers import Viewers
from summitdeck.typeset.model import EMU_PER_CENTIMETRE

if TYPE_CHECKING:
    from typing import Any


COLUMNS = 100
"""Terminal cells of a line."""
_LABEL, _NAME, _KIND = 10, 30, 9
_AUTOFITS = {"none": "no autofit", "normal": "shrinks", "shape": "grows"}
_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}


def inspection_to_text(inspection: Inspection) -> str:
    """All of it for a person, in lines of at most 100 cells."""
    rows = [clean(inspection.name), *_head(inspection), "", "Colours  (contrast of text on the ground)"]
    rows += [*_colors(inspection.colors), "", "Faces", *(row for face in inspection.faces for row in _face(face)), ""]
    several = len(inspection.masters) > 1
    for number, layout in enumerate(inspection.base.layouts, 1):
        rows += [_layout(number, layout, several), *_slots(layout, inspection.base)]
    rows += ["", *_wrapped("Decks get", map(str, inspection.kept))]
    rows += _wrapped("They do not get", map(str, inspection.dropped)) if inspection.dropped else []
    return "\n".join(row.rstrip() for row in rows)


def _head(inspection: Inspection) -> Iterator[str]:
    base, aspect = inspection.base, inspection.aspect
    yield _labelled("page", f"{_cm(base.width)} × {_cm(base.height)} cm{'' if aspect == 'other' else f', {aspect}'}")
    for number, master in enumerate(inspection.masters, 1):
        layouts = f"{master.layouts} layout{'' if master.layouts == 1 else 's'}"
        furniture = ", ".join(master.furniture) or "no footer, date or number"
        which = f"{number}  " if len(inspection.masters) > 1 else ""
        yield _labelled("master", f"{which}{_cut(clean(master.name), 34)}  {layouts}; {furniture}")


def _labelled(label: str, text: str) -> str:
    return f"  {_padded(label, _LABEL)}{text}"


def _colors(colors: Sequence[ColorFacts]) -> Iterator[str]:
    """Four in a row."""
    cells = [f"{_padded(each.role, 9)}{each.color} {each.contrast:5.1f}" for each in colors]
    for start in range(0, len(cells), 4):
        yield "  " + "   ".join(cells[start : start + 4])


def _face(face: FaceFacts) -> Iterator[str]:
    """A row, and one below it for who has the face when not everybody has."""
    yield _cut(f"  {_padded(clean(face.name), _NAME - 4)} {_padded(_uses(face), 26)} {face.widths}", COLUMNS)
    if face.embedded or face.viewers is not Viewers.ALL:
        has = "in the file" if face.embedded else f"comes with {face.viewers}"
        yield f"  {' ' * (_NAME + 23)} {has}"


def _uses(face: FaceFacts) -> str:
    """`headings, text`, `headings, text (Asian)`, or both."""
    pieces = []
    for script, end in (("Latin", ""), ("East Asian", " (Asian)")):
        roles = ", ".join(use.role for use in face.uses if use.script == script)
        pieces += [roles + end] if roles else []
    return "; ".join(pieces)


def _layout(number: int, layout: BaseLayout, several: bool) -> str:
    kind = layout.kind or "no type"
    count = f"{len(layout.slots)} slot{'' if len(layout.slots) == 1 else 's'}"
    furniture = ", ".join(furniture_words(layout)) or "no footer, date or number"
    master = f"master {layout.master + 1}; " if several else ""
    return f"{number:3}  {_cut(clean(layout.name), 40)}  ({kind}; {master}{count}; {furniture})"


def _slots(layout: BaseLayout, base: Base) -> Iterator[str]:
    """Two rows a slot: where it is, how its text looks; of furniture the first."""
    for slot in layout.slots:
        name, kind = _padded(clean(slot.name), _NAME), _padded(slot.kind, _KIND)
        yield f"     {name} {kind} {_shares(slot.frame, base)}  {_centimetres(slot.frame)}"
        if not slot.is_furniture:
            yield f"     {' ' * _NAME} {_looks(slot)}"


def _shares(frame: Frame, base: Base) -> str:
    found = ((frame.x, base.width), (frame.y, base.height), (frame.width, base.width), (frame.height, base.height))
    x, y, w, h = (f"{100 * part / whole:.1f}%" for part, whole in found)
    return f"{x:>6} {y:>6} {w:>6} × {h:>6}"


def _centimetres(frame: Frame) -> str:
    return f"{_cm(frame.width):>5} × {_cm(frame.height)} cm"


def _looks(slot: Slot) -> str:
    sizes = "/".join(f"{size / 100:g}" for size in _without_repeats(level_sizes(slot)))
    face = slot.levels[0].face
    names = " + ".join(dict.fromkeys(name for name in (face.latin, face.east_asian) if name))
    bullets = "" if slot.is_title else f"bullets {bullet_words(slot)}"
    words = [f"{sizes} pt", _ANCHORS[slot.anchor], _AUTOFITS[slot.autofit], bullets, clean(names)]
    return _cut(", ".join(word for word in words if word), COLUMNS - _NAME - 6)


def _without_repeats(sizes: Sequence[int]) -> Sequence[int]:
    """Without the last ones that are as the one before them."""
    end = len(sizes)
    while end > 1 and sizes[end - 1] == sizes[end - 2]:
        end -= 1
    return sizes[:end]


def _wrapped(label: str, words: Iterable[str]) -> Iterator[str]:
    line = f"{label}: "
    for place, word in enumerate(words):
        piece = f", {word}" if place else word
        if width(line + piece) > COLUMNS - 1:
            yield line + ("," if place else "")
            line, piece = "  ", word
        line += piece
    yield line


def _cm(length: int) -> str:
    return f"{length / EMU_PER_CENTIMETRE:.1f}"


def _cut(text: str, cells: int) -> str:
    if width(text) <= cells:
        return text
    while width(text) > cells - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, cells: int) -> str:
    """The text in exactly as many cells."""
    text = _cut(text, cells)
    return text + " " * (cells - width(text))


def inspection_to_json(inspection: Inspection) -> str:
    """All of it for a program: lengths in EMU and in shares of the page, sizes in points, colours as six digits."""
    import json

    return json.dumps(_to_object(inspection), ensure_ascii=False, indent=2)


def _to_object(inspection: Inspection) -> dict[str, Any]:
    base = inspection.base
    return {
        "name": inspection.name,
        "page": {"width": base.width, "height": base.height, "aspect": inspection.aspect},
        "masters": [
            {"name": each.name, "layouts": each.layouts, "furniture": list(each.furniture)}
            for each in inspection.masters
        ],
        "layouts": [_layout_object(layout, base) for layout in base.layouts],
        "palette": {each.role: {"color": each.color, "contrast": each.contrast} for each in inspection.colors},
        "faces": [
            {
                "name": each.name,
                "uses": [{"role": use.role, "script": use.script} for use in each.uses],
                "kind": str(each.kind),
                "stand_in": each.stand_in,
                "widths": each.widths,
                "viewers": each.viewers.name.lower(),
                "embedded": each.embedded,
            }
            for each in inspection.faces
        ],
        "kept": {each.name: each.number for each in inspection.kept},
        "dropped": {each.name: each.number for each in inspection.dropped},
        "problems": [{"code": each.code, "message": each.message} for each in inspection.problems],
    }


def _layout_object(layout: BaseLayout, base: Base) -> dict[str, Any]:
    return {
        "name": layout.name,
        "kind": layout.kind,
        "master": layout.master + 1,
        "background": layout.background,
        "furniture": list(furniture_words(layout)),
        "slots": [_slot_object(slot, base) for slot in layout.slots],
    }


def _slot_object(slot: Slot, base: Base) -> dict[str, Any]:
    frame, first = slot.frame, slot.levels[0]
    return {
        "name": slot.name,
        "kind": slot.kind,
        "frame": {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height},
        "share": {
            "x": round(frame.x / base.width, 4),
            "y": round(frame.y / base.height, 4),
            "width": round(frame.width / base.width, 4),
            "height": round(frame.height / base.height, 4),
        },
        "sizes": [size / 100 for size in level_sizes(slot)],
        "face": {"latin": first.face.latin, "east_asian": first.face.east_asian},
        "anchor": _ANCHORS[slot.anchor],
        "autofit": slot.autofit,
        "bullets": bullet_words(slot),
        "prompt": slot.prompt,
    }
