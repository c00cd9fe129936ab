"""The common case without any setting: a text so short that it is one line in every profile.

Most bullets are. The bounds here are generous on purpose: what they do not settle is set properly.
"""

from __future__ import annotations

from functools import lru_cache

from summitdeck.typeset.bullets import number_to_label, text_left
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.model import BulletKind, SetParagraph
from summitdeck.typeset.pens import EMU_PER_HUNDREDTH, Look, Widest, pen_of, trust_of
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import EAST_ASIAN, LATIN, SIGN, SPACE, script_seams, text_to_scripts

WIDEST = 172
"""EMU an ASCII or East Asian character takes at most for each 1/100 pt of size, in any face that is shipped: 1.35 em,
a share of LibreOffice's seams included. (DejaVu Sans Bold has a W of 1.10 em; an estimated `@` is 1.20.)"""
WIDEST_SIGN = 280
"""The same of another character of _PLAIN: 2.2 em. DejaVu Serif Bold has a Roman numeral Ⅷ of 1.90."""
WIDER_ELSEWHERE = 1.04
"""How much wider LibreOffice may set a text than PowerPoint without kerning: whole dots, pairs that are spread."""
ROUNDING = 1600
"""EMU that rounding may add to each character."""
SEAM = 32
"""EMU of a seam between scripts for each 1/100 pt, rounded up."""
_PLAIN = frozenset((EAST_ASIAN, LATIN, SPACE, SIGN))
"""Classes whose characters are bounded by WIDEST and WIDEST_SIGN, as long as no capitals are made."""


_NARROW_BULLETS = frozenset("•–—‣◦·○●■□▪▫◆◇►▶")
"""No face that is shipped has them wider than WIDEST."""


def is_surely_one_line(paragraph: SetParagraph, width: int, number: int, faces: Faces) -> bool:
    """Whether the paragraph is one line in a box of `width` EMU in both profiles; False: it has to be set."""
    style, runs = paragraph.style, paragraph.runs
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    if not text.isprintable():
        return False
    size = largest_size(paragraph)
    room = width - len(text) * max(0, style.spacing) * EMU_PER_HUNDREDTH
    shipped = _are_shipped(paragraph, faces)
    room -= _text_left_at_most(paragraph, size, number, faces if not shipped else None)
    if shipped and len(text) * WIDEST * size <= room and not style.caps:
        if text.isascii():
            return True
        scripts = text_to_scripts(text)
        signs = len(text) - len(text.encode("ascii", "ignore")) - scripts.count(EAST_ASIAN)
        if (len(text) * WIDEST + signs * (WIDEST_SIGN - WIDEST)) * size <= room and _PLAIN.issuperset(scripts):
            return True
    scripts = text_to_scripts(text)
    mixed = EAST_ASIAN in scripts
    total = 0.0
    for run in runs:
        bold, italic = run.bold or style.bold, run.italic or style.italic
        face = run.face or style.face
        look = Look(face, run.size or style.size, bold, italic, style.spacing, style.caps, mixed)
        usual = trust_of(face, faces) == (True, True)
        widths = pen_of(look, faces, Profile.POWERPOINT) if usual else _widest_of(look, faces)
        total += sum(map(widths.__getitem__, run.text))
    if mixed:
        total += len(script_seams(scripts)) * SEAM * size
    return total * WIDER_ELSEWHERE + len(text) * ROUNDING <= room


def _are_shipped(paragraph: SetParagraph, faces: Faces) -> bool:
    """Whether the widest characters of all its faces, and its bullet's, are known."""
    bullet = paragraph.style.bullet.face
    if not trust_of(paragraph.style.face, faces).shipped or (bullet and faces(bullet).path):
        return False
    named = [run.face for run in paragraph.runs if run.face]
    return not named or all(trust_of(face, faces).shipped for face in named)


@lru_cache(maxsize=512)
def _widest_of(look: Look, faces: Faces) -> Widest:
    return Widest([pen_of(look, faces, profile) for profile in Profile])


def largest_size(paragraph: SetParagraph) -> int:
    """1/100 pt of the paragraph's largest run."""
    usual = paragraph.style.size
    return max([run.size or usual for run in paragraph.runs], default=usual)


def _text_left_at_most(paragraph: SetParagraph, size: int, number: int, faces: Faces | None) -> int:
    """EMU from the left inset at which the first line starts at the latest; `faces`: those that are not shipped."""
    style, bullet = paragraph.style, paragraph.style.bullet
    if bullet.kind is BulletKind.NONE:
        return max(0, style.margin_left + style.indent)
    if faces:
        return max([text_left(paragraph, profile, faces, number) for profile in Profile])
    label = (
        number_to_label(number or bullet.start, bullet.scheme) if bullet.kind is BulletKind.NUMBER else bullet.character
    )
    widest = WIDEST if label.isascii() or label in _NARROW_BULLETS else WIDEST_SIGN
    advance = max(1, len(label)) * widest * size * bullet.size_percent // 100000
    return max(style.margin_left, -style.indent, style.margin_left + min(0, style.indent) + advance, advance)
