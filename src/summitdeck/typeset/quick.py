"""The common case without any setting: a text so short that it is one line in every profile.

Most bullets are. The bounds here are generous on purpose: what they do not settle is set properly.
"""

from __future__ import annotations

from summitdeck.typeset.bullets import number_to_label
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.model import BulletKind, SetParagraph
from summitdeck.typeset.pens import EMU_PER_HUNDREDTH, Look, pen_of
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import EAST_ASIAN, LATIN, SIGN, SPACE, script_seams, text_to_scripts

WIDEST = 172
"""EMU a character takes at most for each 1/100 pt of size: 1.35 em, a share of LibreOffice's seams included."""
WIDER_ELSEWHERE = 1.04
"""How much wider LibreOffice may set a text than PowerPoint without kerning: whole dots, pairs that are spread."""
ROUNDING = 1600
"""EMU that rounding may add to each character."""
SEAM = 32
"""EMU of a seam between scripts for each 1/100 pt, rounded up."""
_PLAIN = frozenset((EAST_ASIAN, LATIN, SPACE, SIGN))
"""Classes of which no character is wider than WIDEST in any face, as long as no capitals are made."""


def is_surely_one_line(paragraph: SetParagraph, width: int, number: int, faces: Faces) -> bool:
    """Whether the paragraph is one line in a box of `width` EMU in both profiles; False: it has to be set."""
    style, runs = paragraph.style, paragraph.runs
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if not text.isprintable():
        return False
    size = largest_size(paragraph)
    room = width - _text_left_at_most(paragraph, size, number) - len(text) * max(0, style.spacing) * EMU_PER_HUNDREDTH
    if len(text) * WIDEST * size <= room and not style.caps:
        return text.isascii() or _PLAIN.issuperset(text_to_scripts(text))
    scripts = text_to_scripts(text)
    mixed = EAST_ASIAN in scripts
    total = 0.0
    for run in runs:
        bold, italic = run.bold or style.bold, run.italic or style.italic
        look = Look(run.face or style.face, run.size or style.size, bold, italic, style.spacing, style.caps, mixed)
        pen = pen_of(look, faces, Profile.POWERPOINT)
        total += sum(map(pen.__getitem__, run.text)) * pen.replaced_by
    if mixed:
        total += len(script_seams(scripts)) * SEAM * size
    return total * WIDER_ELSEWHERE + len(text) * ROUNDING <= room


def largest_size(paragraph: SetParagraph) -> int:
    """1/100 pt of the paragraph's largest run."""
    usual = paragraph.style.size
    return max([run.size or usual for run in paragraph.runs], default=usual)


def _text_left_at_most(paragraph: SetParagraph, size: int, number: int) -> int:
    """EMU from the left inset at which the first line starts at the latest."""
    style, bullet = paragraph.style, paragraph.style.bullet
    if bullet.kind is BulletKind.NONE:
        return max(0, style.margin_left + style.indent)
    label = (
        number_to_label(number or bullet.start, bullet.scheme) if bullet.kind is BulletKind.NUMBER else bullet.character
    )
    advance = max(1, len(label)) * WIDEST * size * bullet.size_percent // 100000
    return max(style.margin_left, -style.indent, style.margin_left + min(0, style.indent) + advance, advance)
