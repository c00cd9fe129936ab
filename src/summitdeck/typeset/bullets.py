"""What stands before a paragraph, and how far it pushes the first line.

Numbers as PowerPoint computes them (measured on PowerPoint by the Dewiride project, its record 0031): a number
counts the paragraphs before it in the same run, that is the same scheme and start at the same level; deeper
paragraphs are passed over and a shallower one ends the run. `a, b … z, aa, bb`, not `aa, ab`.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.typeset.faces import Faces
from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle, SetParagraph
from summitdeck.typeset.pens import Look, pen_of
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import has_east_asian

PICTURE_BULLET = 0.7
"""Em: the side of a picture bullet, if it is square."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
_CIRCLED_MOST = 20


def numbers(paragraphs: Sequence[SetParagraph]) -> list[int]:
    """The number that stands before each paragraph; 0 where none does. The left margin tells the level."""
    found: list[int] = []
    open_runs: list[tuple[int, str, int, int]] = []  # margin, scheme, start, last number; outermost first
    for paragraph in paragraphs:
        style, bullet = paragraph.style, paragraph.style.bullet
        while open_runs and open_runs[-1][0] > style.margin_left:
            open_runs.pop()
        if bullet.kind is not BulletKind.NUMBER:
            if open_runs and open_runs[-1][0] == style.margin_left:
                open_runs.pop()
            found.append(0)
            continue
        number = bullet.start
        if open_runs and open_runs[-1][:3] == (style.margin_left, bullet.scheme, bullet.start):
            number = open_runs.pop()[3] + 1
        elif open_runs and open_runs[-1][0] == style.margin_left:
            open_runs.pop()
        open_runs.append((style.margin_left, bullet.scheme, bullet.start, number))
        found.append(number)
    return found


def number_to_label(number: int, scheme: str) -> str:
    """What DrawingML's numbering scheme draws, as `(iv)`; of other scripts' numerals the widest, roughly."""
    if scheme.startswith("circleNum"):
        return chr(0x245F + number) if number <= _CIRCLED_MOST else str(number)
    if scheme.startswith("alpha"):
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        text = letter.upper() if scheme.startswith("alphaUc") else letter
    elif scheme.startswith("roman"):
        text = _to_roman(number).upper() if scheme.startswith("romanUc") else _to_roman(number)
    elif scheme.startswith(("ea1", "arabicDb")):
        text = "一" * len(str(number))
    else:
        text = str(number)
    if scheme.endswith("ParenBoth"):
        return f"({text})"
    return text + (")" if scheme.endswith("ParenR") else "" if scheme.endswith("Plain") else ".")


def _to_roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN.items():
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def text_left(paragraph: SetParagraph, profile: Profile, faces: Faces, number: int = 0) -> int:
    """EMU from the left inset to where the text of the first line starts.

    `number` is what a numbered paragraph counts; 0 takes its start. Without a bullet the indent is free to be
    positive; with one, a text that the bullet would run into is pushed aside (measured on PowerPoint, record 0031).
    """
    style = paragraph.style
    if style.bullet.kind is BulletKind.NONE or not any(run.text for run in paragraph.runs):
        return max(0, style.margin_left + style.indent)
    bullet_left = max(0, style.margin_left + min(0, style.indent))
    advance = _bullet_advance(paragraph, profile, faces, number)
    return max(style.margin_left, -style.indent, bullet_left + advance)


def _bullet_advance(paragraph: SetParagraph, profile: Profile, faces: Faces, number: int) -> int:
    style, bullet, first = paragraph.style, paragraph.style.bullet, paragraph.runs[0]
    size = (first.size or style.size) * bullet.size_percent // 100000
    match bullet.kind:
        case BulletKind.PICTURE:
            return round(size * 127 * PICTURE_BULLET)
        case BulletKind.NUMBER:
            text = number_to_label(number or bullet.start, bullet.scheme)
            face = first.face or style.face
        case _:
            text = bullet.character
            face = _bullet_face(bullet, style)
    look = Look(face, size, first.bold or style.bold, first.italic or style.italic, mixed=has_east_asian(text))
    return -int(-sum(map(pen_of(look, faces, profile).__getitem__, text)) // 1)


def _bullet_face(bullet: Bullet, style: LevelStyle) -> Face:
    if bullet.face is None:
        return style.face
    return Face(bullet.face, style.face.east_asian, style.face.complex)
