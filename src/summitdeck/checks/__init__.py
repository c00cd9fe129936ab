"""What could be better: one rule, one generator, its docstring its manual page.

A rule looks at the scene, so it sees what the preview and the file show, and yields problems at the author's lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from summitdeck.checks.notes import check_notes
from summitdeck.checks.overlaps import check_overlaps
from summitdeck.checks.titles import check_titles
from summitdeck.problems import Problem
from summitdeck.scene.model import Scene

Rule = Callable[[Scene], Iterator[Problem]]

RULES: tuple[Rule, ...] = (check_titles, check_overlaps, check_notes)
"""Every rule there is, in the order of the manual."""


def check_scene(scene: Scene) -> tuple[Problem, ...]:
    """What all rules find."""
    return tuple(problem for rule in RULES for problem in rule(scene))
