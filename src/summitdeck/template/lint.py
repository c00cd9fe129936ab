"""What could be better in a template: all rules, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from summitdeck.assets.files import Trouble
from summitdeck.problems import Problem, error
from summitdeck.template import file_rules, layout_rules, slot_rules, text_rules
from summitdeck.template.study import Study, study_template
from summitdeck.typeset.faces import Faces, resolve_face

Rule = Callable[[Study], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    layout_rules.check_standard_layouts,
    layout_rules.check_titles,
    layout_rules.check_furniture,
    layout_rules.check_names,
    layout_rules.check_masters,
    slot_rules.check_types,
    slot_rules.check_numbers,
    slot_rules.check_extents,
    slot_rules.check_page,
    slot_rules.check_overlaps,
    slot_rules.check_insets,
    slot_rules.check_title_heights,
    slot_rules.check_sizes,
    slot_rules.check_autofit,
    text_rules.check_text_styles,
    text_rules.check_east_asian_faces,
    text_rules.check_common_faces,
    text_rules.check_measured_faces,
    text_rules.check_contrast,
    text_rules.check_hanging,
    text_rules.check_word_breaks,
    text_rules.check_kinsoku,
    text_rules.check_prompts,
    file_rules.check_slides,
    file_rules.check_macros,
    file_rules.check_links,
    file_rules.check_pictures,
    file_rules.check_parts,
    file_rules.check_soundness,
)
"""Every rule there is, in the order of the manual and of what is told."""


def lint_template(path: Path, language: str = "ja-JP", faces: Faces = resolve_face) -> tuple[Problem, ...]:
    """What could be better in the template at `path`, a PowerPoint file, an unzipped one or a folder of `templates/`.

    A file that cannot be read is one error. All else are warnings and notes, but for what PowerPoint refuses to open.
    """
    study = study_template(path, language, faces)
    if isinstance(study, Trouble):
        return (error(study.code, study.message, None, study.hint),)
    return tuple(dict.fromkeys(problem for rule in RULES for problem in rule(study)))
