"""Rules on the file: what it carries along, and what of it is left out. One rule, one generator."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.frozen import replace
from summitdeck.ooxml.foundation import prompting_faults
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.names import SLIDE_TYPE
from summitdeck.problems import Problem
from summitdeck.template.advice import SLIDE_MASTER, advise, remark
from summitdeck.template.study import Study

HEAVY = 2**20
"""Bytes from which on a picture is worth a word: each deck carries it, and mail with it."""
_TOLD_HERE = ("missing-part", "duplicate-part")
"""What reading tells and no rule does."""


def check_pictures(study: Study) -> Iterator[Problem]:
    """`template-heavy-picture`: a picture of a master or a layout has more than 1 MB, which every deck carries.

    Passes: a logo. Fails: a photograph as the camera gave it.
    """
    users: dict[str, list[str]] = {}
    named = [(f"master '{master.name}'", master.part) for master in study.masters]
    named += [(f"layout '{layout.base.name}'", layout.part) for layout in study.layouts]
    for name, part in named:
        for relation in part.relations:
            if not relation.external and relation.target in study.kept.parts:
                users.setdefault(relation.target, []).append(name)
    for target, names in users.items():
        part = study.kept.parts[target]
        size = _size(part)
        if part.content_type.startswith(("image/", "video/", "audio/")) and size > HEAVY:
            yield advise(
                "heavy-picture",
                f"a picture of {names[0]} has {size / 2**20:.1f} MB",
                "every deck carries it",
                f"{SLIDE_MASTER}, select it, Picture Format > Compress Pictures",
            )


def _size(part: Part) -> int:
    return part.deflated.size if part.deflated else len(part.data)


def check_slides(study: Study) -> Iterator[Problem]:
    """`template-sample-slides` (note): the file holds slides. Decks do not get them.

    Passes: a template without slides. Fails: one with ten pages of how to use it.
    """
    count = sum(part.content_type == SLIDE_TYPE for part in study.opened.parts.values())
    if count:
        yield remark(
            "sample-slides",
            f"the file holds {count} slide{'' if count == 1 else 's'}",
            "decks do not get them, nor their notes and media",
            "`summitdeck template new` makes a copy without them",
        )


def check_macros(study: Study) -> Iterator[Problem]:
    """`template-macros`: the file holds macros. Decks do not get them, so what they do on slides is not done.

    Passes: a .potx. Fails: a .potm.
    """
    if any(problem.code == "macros-dropped" for problem in study.problems):
        yield advise(
            "macros",
            "the file holds macros",
            "decks do not get them: what they do for a slide is not done",
            "File > Save As > PowerPoint Template (*.potx), if nobody needs them",
        )


def check_links(study: Study) -> Iterator[Problem]:
    """`template-external-link`: a master or a layout shows a picture, or something else, that lies in another file.
    It is left out: who opens the deck may not have it, and it would tell another machine who did.

    Passes: a hyperlink to the company's site. Fails: a linked logo.
    """
    for problem in study.problems:
        if problem.code == "linked-file":
            yield advise(
                "external-link",
                problem.message,
                "who opens a deck may not have that file, and opening it would tell another machine",
                "File > Info > Edit Links to Files > Break Link, or insert the picture anew",
            )


def check_soundness(study: Study) -> Iterator[Problem]:
    """`template-unsound`: something that decks get of the file is such that PowerPoint is known to offer a repair.

    Passes: what PowerPoint saves. Fails: elements out of order, relationships that lead to the wrong part.
    """
    for fault in prompting_faults(study.kept):
        yield advise(
            "unsound",
            str(fault),
            "PowerPoint may offer to repair every deck built on it",
            "open it in PowerPoint and save it again",
        )


def check_parts(study: Study) -> Iterator[Problem]:
    """`template-missing-part`, `template-duplicate-part`: the file is not whole, and was read all the same.

    Passes: what PowerPoint saves. Fails: what a careless program saves.
    """
    for problem in study.problems:
        if problem.code in _TOLD_HERE:
            hint = "another program may refuse the file\nopen it in PowerPoint and save it again"
            yield replace(problem, code=f"template-{problem.code}", hint=hint)
