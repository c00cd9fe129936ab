"""Which faces a scene's texts are drawn with, and for what."""

from __future__ import annotations

from summitdeck.checks.texts import scene_texts
from summitdeck.scene.model import Scene, TextShape
from summitdeck.typeset.scripts import COMPLEX, EAST_ASIAN, LATIN, OTHER, text_to_scripts

HEADINGS, TEXT, CODE, EAST_ASIAN_TEXT, COMPLEX_TEXT = "headings", "text", "code", "East Asian", "complex scripts"
USES = (HEADINGS, TEXT, CODE, EAST_ASIAN_TEXT, COMPLEX_TEXT)


def face_uses(scene: Scene) -> dict[str, tuple[str, ...]]:
    """What each face is used for, in the order of `USES`; nothing for a face that the template only names."""
    base = scene.base
    named = (base.major, base.minor, base.major_east_asian, base.minor_east_asian)
    found: dict[str, set[str]] = {name: set() for name in named if name}
    for text in scene_texts(scene):
        shape, style = text.shape, text.paragraph.style
        is_title = isinstance(shape, TextShape) and (shape.role == "title" or bool(shape.slot and shape.slot.is_title))
        for run in text.paragraph.runs:
            scripts = text_to_scripts(run.text)
            face = run.face or style.face
            use = CODE if run.face else HEADINGS if is_title else TEXT
            east_asian = face.east_asian or style.face.east_asian  # code names none: the theme's draws
            drawn = (
                (face.latin, use, LATIN in scripts or OTHER in scripts),
                (east_asian, EAST_ASIAN_TEXT, EAST_ASIAN in scripts),
                (face.complex or face.latin, COMPLEX_TEXT, COMPLEX in scripts),
            )
            for name, what, is_drawn in drawn:
                if name and is_drawn:
                    found.setdefault(name, set()).add(what)
    return {name: tuple([use for use in USES if use in uses]) for name, uses in found.items()}
