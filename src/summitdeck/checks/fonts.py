"""Rules on faces."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.checks.texts import Text
from summitdeck.problems import Problem, Span, note, warning
from summitdeck.typeset.faces import FaceKind, FaceMetrics
from summitdeck.typeset.model import Face
from summitdeck.typeset.scripts import LATIN, OTHER, text_to_scripts


def check_guessed_faces(subject: Subject) -> Iterator[Problem]:
    """`font-estimated` (warning): text is set in a face whose widths are not known here, so they are an estimate, and
    a box may turn out fuller or emptier than planned. Told once for each face, where the deck names its template.
    Japanese, Chinese and Korean characters are one em wide in any face: what draws only these is no guess.

    Passes: Arial, Calibri, and any face that is installed, or whose file or metrics lie in `fonts/`. Fails: a company's
    own face where it is not.
    """
    for metrics, text in _used(subject):
        if metrics.is_guess:
            words = metrics.describe().removeprefix("unknown: ").removesuffix(": an estimate")
            message = f"the widths of the face '{metrics.name}' are an estimate: {words}"
            hint = "install it, or put its file or its metrics (`summitdeck fonts dump`) into fonts/"
            yield warning("font-estimated", message, _span(subject, text), hint)


def check_stand_ins(subject: Subject) -> Iterator[Problem]:
    """`font-stand-in` (note): text is set in a face whose widths are those of another one, made to be exactly as wide:
    the layout is right. Told once for each face of a template that is not our own.

    Passes: a face that is installed. Fails: Cambria, measured by Caladea.
    """
    if subject.is_own_template:
        return
    for metrics, text in _used(subject):
        if metrics.kind is FaceKind.COMPATIBLE and metrics.pitch is None:
            message = f"the face '{metrics.name}' is measured by {metrics.describe()}"
            yield note("font-stand-in", message, _span(subject, text))


def _used(subject: Subject) -> Iterator[tuple[FaceMetrics, Text]]:
    """The faces that draw anything whose width is the face's own matter, and where each is first met."""
    seen: set[Face] = set()
    names: set[str] = set()
    for text in subject.texts:
        style = text.paragraph.style
        for run in text.paragraph.runs:
            face = run.face or style.face
            if face in seen:
                continue
            scripts = text_to_scripts(run.text)
            if LATIN in scripts or OTHER in scripts:
                seen.add(face)
                if face.latin not in names:
                    names.add(face.latin)
                    yield subject.faces(face.latin), text


def _span(subject: Subject, text: Text) -> Span | None:
    """Where the settings name the template; else where the face is first met."""
    named = subject.deck.settings.template
    return named.place.span() if named and named.place else subject.span(text)
