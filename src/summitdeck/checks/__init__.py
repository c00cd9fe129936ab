"""What could be better: one rule, one generator, its docstring its manual page.

A rule looks at the scene, so it sees what the preview and the file show, and yields problems at the author's lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from summitdeck.checks.contrast import check_contrast
from summitdeck.checks.fonts import check_guessed_faces, check_stand_ins
from summitdeck.checks.furniture import check_furniture
from summitdeck.checks.lines import check_last_lines, check_long_words
from summitdeck.checks.notes import check_notes
from summitdeck.checks.overlaps import check_overlaps
from summitdeck.checks.pictures import check_frames
from summitdeck.checks.scripts import check_scripts
from summitdeck.checks.shrunk import check_shrunk
from summitdeck.checks.subject import Subject, make_subject
from summitdeck.checks.titles import check_titles
from summitdeck.checks.to_fill import check_to_fill
from summitdeck.deck.model import Deck
from summitdeck.problems import Problem
from summitdeck.scene.model import Scene
from summitdeck.typeset.faces import Faces, resolve_face

Rule = Callable[[Subject], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    check_titles,
    check_overlaps,
    check_contrast,
    check_frames,
    check_notes,
    check_furniture,
    check_to_fill,
    check_shrunk,
    check_last_lines,
    check_long_words,
    check_scripts,
    check_guessed_faces,
    check_stand_ins,
)
"""Every rule there is, in the order of the manual."""


def check_scene(
    scene: Scene,
    deck: Deck | None = None,
    faces: Faces = resolve_face,
    problems: Iterable[Problem] = (),
    *,
    is_own_template: bool = True,
) -> tuple[Problem, ...]:
    """What all rules find.

    `deck` is the one that the scene was made of, so that problems stand at its words; `faces` what it was measured
    with; `problems` what placing has told of it.
    """
    subject = make_subject(scene, deck, faces, problems, is_own_template)
    return tuple([problem for rule in RULES for problem in rule(subject)])
