"""From a text as it is read to its proof: how many lines it takes in each program, how high they are, what is left.

PowerPoint applies a stored scale as it is written and fits nothing anew when it opens a file; LibreOffice ignores
the stored scale and, where the shape itself asks for it, makes the text smaller until it fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summitdeck.frozen import NamedTuple, replace
from summitdeck.ooxml.proof.frames import outside
from summitdeck.ooxml.proof.lines import findings_of, off_page
from summitdeck.ooxml.proof.model import WHOLE, Box, Doubt, Drawn, FaceUse, Proof, Text, Verdict
from summitdeck.scene.base import Frame
from summitdeck.typeset.bullets import numbers
from summitdeck.typeset.faces import FaceKind, FaceMetrics, Faces
from summitdeck.typeset.fitting import LADDER, fit, reduced_spacing, scaled_paragraph
from summitdeck.typeset.height import Columns, lines_to_height
from summitdeck.typeset.model import Lines, SetParagraph
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import is_surely_one_line, largest_size
from summitdeck.typeset.scripts import COMPLEX, EAST_ASIAN, text_to_scripts
from summitdeck.typeset.setting import set_paragraph

UNENDING = 10**10
"""EMU of a line that is never broken: ten kilometres."""
SMALLEST = 100
"""1/100 pt: down to this size it is tried whether a text would fit."""
CHARACTERS = 5_000_000
"""Of a whole deck that are measured, each trial of a smaller size counted; 2,000 full slides have 1,000,000."""
HAIR = 2_540
"""EMU, a fifth of a point, by which a text may be higher than its box: programs that keep lengths in 1/100 mm write
the boxes that they fitted to their texts up to 0.1 pt too low."""
NARROWER = {FaceKind.ESTIMATED: 0.94, FaceKind.UNKNOWN: 0.7}
"""What to multiply guessed widths by to be sure that they are not too wide: an estimate has 3 % of margin and may be
as much off itself; of the faces in common use hardly one is narrower than 0.8 of Arial."""
LEAST_COST = 40
"""Characters that measuring a paragraph counts for at least."""
_NO_VERDICT = frozenset({Doubt.EQUATION, Doubt.WARPED, Doubt.NO_PLACE})
"""Doubts that leave nothing to be said of how much room a text takes."""


class Allowance:
    """How many characters may still be measured: a bound on the time that one file can cost."""

    __slots__ = ("left",)

    def __init__(self, characters: int = CHARACTERS) -> None:
        self.left = characters

    def take(self, paragraphs: Sequence[SetParagraph], times: int = 1) -> bool:
        """Take what measuring the paragraphs costs; False, and nothing is taken, when it is not left."""
        cost = times * sum([max(LEAST_COST, sum([len(run.text) for run in each.runs])) for each in paragraphs])
        if cost > self.left:
            return False
        self.left -= cost
        return True


class SetText(NamedTuple):
    """Paragraphs in lines."""

    sizes: tuple[tuple[int, ...], ...]
    """Of each line of each paragraph, 1/100 pt."""
    lines: tuple[Lines | None, ...]
    """Of each paragraph; None for one that is surely a single line and was not set."""


def set_text(
    paragraphs: Sequence[SetParagraph], widths: Sequence[int], profile: Profile, faces: Faces, *, always: bool = False
) -> SetText:
    """The lines of a text whose paragraphs have these widths. `always`: also of what is surely one line."""
    sizes: list[tuple[int, ...]] = []
    lines: list[Lines | None] = []
    for paragraph, width, number in zip(paragraphs, widths, numbers(paragraphs), strict=True):
        if not always and is_surely_one_line(paragraph, width, number, faces):
            sizes.append((largest_size(paragraph),))
            lines.append(None)
        else:
            found = set_paragraph(paragraph, width, profile, number=number, faces=faces)
            sizes.append(found.sizes)
            lines.append(found)
    return SetText(tuple(sizes), tuple(lines))


def set_text_everywhere(
    paragraphs: Sequence[SetParagraph], widths: Sequence[int], faces: Faces, *, always: bool = False
) -> dict[Profile, SetText]:
    """The same in each profile. What is surely one line is so in all of them, and that is asked once."""
    sizes: dict[Profile, list[tuple[int, ...]]] = {profile: [] for profile in Profile}
    lines: dict[Profile, list[Lines | None]] = {profile: [] for profile in Profile}
    for paragraph, width, number in zip(paragraphs, widths, numbers(paragraphs), strict=True):
        plain = not always and is_surely_one_line(paragraph, width, number, faces)
        one = (largest_size(paragraph),)
        for profile in Profile:
            found = None if plain else set_paragraph(paragraph, width, profile, number=number, faces=faces)
            sizes[profile].append(found.sizes if found else one)
            lines[profile].append(found)
    return {profile: SetText(tuple(sizes[profile]), tuple(lines[profile])) for profile in Profile}


def drawn_paragraphs(text: Text) -> tuple[SetParagraph, ...]:
    """The paragraphs as PowerPoint draws them: at the stored scale, with the stored reduction of line spacing."""
    scale, reduction = text.box.autofit.font_scale, text.box.autofit.spacing_reduction
    paragraphs = text.paragraphs
    if scale != WHOLE:
        paragraphs = tuple([scaled_paragraph(paragraph, scale) for paragraph in paragraphs])
    if not reduction:
        return paragraphs
    return tuple([_tightened(paragraph, reduction) for paragraph in paragraphs])


def _tightened(paragraph: SetParagraph, reduction: int) -> SetParagraph:
    spacing = reduced_spacing(paragraph.style.line_spacing, reduction)
    return SetParagraph(paragraph.runs, replace(paragraph.style, line_spacing=spacing))


def line_widths(text: Text) -> list[int]:
    """EMU that the lines of each paragraph may take, its left margin included."""
    if not text.box.wrap:
        return [UNENDING] * len(text.paragraphs)
    margins = text.margins_right or (0,) * len(text.paragraphs)
    return [max(1, text.box.width - margin) for margin in margins]


def prove_text(text: Text, page: Frame, faces: Faces, allowance: Allowance) -> Proof:
    """Everything that can be computed of a text; `page` is its slide."""
    drawn, box = drawn_paragraphs(text), text.box
    if not allowance.take(drawn, 1 if drawn is text.paragraphs else 2):
        return _unproven(text)
    widths = line_widths(text)
    made = set_text_everywhere(text.paragraphs, widths, faces, always=not box.wrap)
    if drawn is not text.paragraphs:
        made[Profile.POWERPOINT] = set_text(drawn, widths, Profile.POWERPOINT, faces, always=not box.wrap)
    powerpoint = _drawn(text, drawn, made[Profile.POWERPOINT], Profile.POWERPOINT)
    libreoffice = _drawn(text, text.paragraphs, made[Profile.LIBREOFFICE], Profile.LIBREOFFICE)
    told = {profile: each.lines for profile, each in made.items()}
    height = max(powerpoint.height, libreoffice.height)
    if libreoffice.verdict is Verdict.REFITS:  # what LibreOffice makes of it then is its own
        del told[Profile.LIBREOFFICE]
        height = powerpoint.height
    proof = Proof(
        box,
        tuple([largest_size(paragraph) for paragraph in drawn]),
        faces_of(drawn, faces),
        powerpoint,
        libreoffice,
        findings_of(text, drawn, told),
        text.doubts,
        off_page=_off_page(text, drawn, height, list(told.values()), page, faces),
    )
    if proof.fits:
        return proof
    return replace(
        proof,
        fits_at=_fitting_rung(text, drawn, faces, allowance),
        is_certain=not (proof.is_estimated and _may_fit(text, drawn, faces)),
        lines_over=_lines_over(drawn, made[Profile.POWERPOINT], powerpoint),
    )


def _may_fit(text: Text, drawn: Sequence[SetParagraph], faces: Faces) -> bool:
    """Whether the text would fit if the faces that had to be guessed were narrow."""
    made = set_text(drawn, line_widths(text), Profile.POWERPOINT, narrow(faces))
    return _drawn(text, drawn, made, Profile.POWERPOINT).verdict is Verdict.FITS


@lru_cache(maxsize=4)
def narrow(faces: Faces) -> Faces:
    """The same faces, those that are guessed as narrow as they are likely to be; the same object each time."""

    @lru_cache(maxsize=256)
    def find(name: str, east_asian: bool = False) -> FaceMetrics:
        metrics = faces(name, east_asian)
        return replace(metrics, factor=metrics.factor * NARROWER.get(metrics.kind, 1.0))

    return find


def _drawn(text: Text, paragraphs: Sequence[SetParagraph], made: SetText, profile: Profile) -> Drawn:
    spacings = [paragraph.style.line_spacing for paragraph in paragraphs]
    height = lines_to_height(paragraphs, made.sizes, profile, spacings, text.first_last, _columns(text.box, HAIR))
    slack = text.box.height - height
    return Drawn(tuple([len(sizes) for sizes in made.sizes]), height, slack, _verdict(text, slack, profile))


def _columns(box: Box, more: int = 0) -> Columns | None:
    """The columns of a box of several, each so much higher."""
    height = box.height // box.columns + more
    return Columns(height, box.columns) if box.columns > 1 and height > 0 else None


def _verdict(text: Text, slack: int, profile: Profile) -> Verdict:
    if _NO_VERDICT.intersection(text.doubts):
        return Verdict.UNMEASURED
    if slack >= -HAIR * max(1, text.box.columns):
        return Verdict.UNMEASURED if Doubt.CUT in text.doubts else Verdict.FITS
    refits = profile is Profile.LIBREOFFICE and text.box.autofit.kind == "normal" and text.box.autofit.own
    return Verdict.REFITS if refits else Verdict.OVERFLOWS


def _unproven(text: Text) -> Proof:
    nothing = Drawn((), 0, 0, Verdict.UNMEASURED)
    return Proof(text.box, (), (), nothing, nothing, doubts=tuple(dict.fromkeys((*text.doubts, Doubt.CUT))))


def _fitting_rung(
    text: Text, drawn: tuple[SetParagraph, ...], faces: Faces, allowance: Allowance
) -> tuple[int, int] | None:
    """The first rung of PowerPoint's ladder at which the text, as it is drawn now, would fit in both programs."""
    box = text.box
    if box.height <= 0 or not box.wrap or text.margins_right or not allowance.take(drawn, len(LADDER)):
        return None
    found = fit(
        drawn,
        box.width,
        box.height,
        title=False,
        minimum=SMALLEST,
        first_last=text.first_last,
        columns=_columns(box),
        faces=faces,
    )
    return (found.font_scale, found.spacing_reduction) if found.fits and found.rung else None


def _lines_over(paragraphs: Sequence[SetParagraph], made: SetText, drawn: Drawn) -> int:
    """How many of the last lines stand below the box; at least one of a text that overflows."""
    missing, count = -drawn.slack, 0
    for paragraph, sizes in zip(reversed(paragraphs), reversed(made.sizes), strict=True):
        for size in reversed(sizes):
            if missing <= 0:
                return max(1, count)
            spacing = [paragraph.style.line_spacing]
            missing -= lines_to_height([paragraph], ((size,),), Profile.POWERPOINT, spacing, False)
            count += 1
    return max(1, count)


def faces_of(paragraphs: Sequence[SetParagraph], faces: Faces) -> tuple[FaceUse, ...]:
    """The faces that draw something of a text, each once, in the order they are met."""
    found: dict[tuple[str, str], None] = {}
    for paragraph in paragraphs:
        for run in paragraph.runs:
            face, text = run.face or paragraph.style.face, run.text
            if text.isascii():
                if text and not text.isspace():
                    found[face.latin, "latin"] = None
                continue
            scripts = set(text_to_scripts("".join(text.split())))
            if EAST_ASIAN in scripts:
                found[face.east_asian, "east-asian"] = None
            if COMPLEX in scripts:
                found[face.complex or face.latin, "complex"] = None
            if scripts - {EAST_ASIAN, COMPLEX}:
                found[face.latin, "latin"] = None
    return tuple([_face_use(name, script, faces) for name, script in found])


def _face_use(name: str, script: str, faces: Faces) -> FaceUse:
    metrics = faces(name, script == "east-asian")
    return FaceUse(name, script, metrics.kind, metrics.stand_in)


def _off_page(
    text: Text,
    drawn: Sequence[SetParagraph],
    height: int,
    lines: Sequence[Sequence[Lines | None]],
    page: Frame,
    faces: Faces,
) -> int:
    """EMU by which the drawn text reaches beyond the page."""
    box = text.box
    if _NO_VERDICT.intersection(text.doubts):
        return 0
    if box.wrap and height <= box.height and not box.rotation and not outside(box.frame, page):
        return 0
    beyond = off_page(text, height, lines, page)
    if not beyond or not box.wrap:
        return beyond
    whole = set_text(
        drawn, line_widths(text), Profile.POWERPOINT, faces, always=True
    )  # short lines end before the edge
    return off_page(text, height, [whole.lines], page)
