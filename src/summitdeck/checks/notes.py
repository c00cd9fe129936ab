"""Rules on speaker notes."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.problems import Problem, warning
from summitdeck.scene.model import SlideLink


def check_notes(subject: Subject) -> Iterator[Problem]:
    """`notes-link` (warning): the notes link to a slide. PowerPoint lets a notes page point to no slide but its own, so
    the words are written without the link.

    Passes: `notes: See [the wiki](https://wiki.openstack.org)`. Fails: `notes: See [the summary](#summary)`.
    """
    for page in subject.scene.pages:
        links = (run.link for paragraph in page.notes or () for run in paragraph.runs)
        if any(isinstance(link, SlideLink) for link in links):
            span = page.place.span() if page.place else None
            hint = "name the slide in words, or link to it on the slide itself"
            yield warning("notes-link", "a link to a slide does not work in notes", span, hint)
