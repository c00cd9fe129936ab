"""Rules on what is measured only roughly."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.problems import Problem, warning
from summitdeck.typeset.scripts import COMPLEX, text_to_scripts

HEBREW = (("\u0590", "\u05ff"), ("\ufb1d", "\ufb4f"))
"""Complex only in its direction: each letter has its own width, and words stand apart."""


def check_scripts(subject: Subject) -> Iterator[Problem]:
    """`unmeasured` (warning): the slide holds text in a script whose lines cannot be computed here: Thai, Lao, Khmer
    and Myanmar set no spaces between words, so breaking them takes a dictionary; the scripts of India and Arabic join
    their letters. Such text is measured letter by letter, and may need more or less room than was planned.

    Passes: `ברוכים הבאים`, `こんにちは`. Fails: `สวัสดี`.
    """
    told: set[int] = set()
    for text in subject.texts:
        if text.page.slide in told:
            continue
        for run in text.paragraph.runs:
            if run.text.isascii() or COMPLEX not in (scripts := text_to_scripts(run.text)):
                continue
            rough = [at for at, script in enumerate(scripts) if script == COMPLEX and not _is_hebrew(run.text[at])]
            if rough:
                told.add(text.page.slide)
                start = text.words.index(run.text) + rough[0]
                name = unicodedata.name(run.text[rough[0]], "this").split()[0].capitalize()
                yield warning(
                    "unmeasured",
                    f"{name} text is measured only roughly",
                    subject.span(text, start, rough[-1] + 1 - rough[0]),
                    "look at the slide in PowerPoint, and leave some room",
                )
                break


def _is_hebrew(character: str) -> bool:
    return any(first <= character <= last for first, last in HEBREW)
