"""Paragraphs for the tests of typesetting, in a few words."""

from __future__ import annotations

from dataclasses import replace

from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle, SetParagraph, SetRun

POINT = 12700
PLAIN = LevelStyle(size=2000, face=Face("Calibri", "Yu Gothic"))
"""20 pt without indents: a kanji is 254000 EMU."""
DOT = Bullet(BulletKind.CHARACTER, "•")
COUNT = Bullet(BulletKind.NUMBER)


def look(**changes: object) -> LevelStyle:
    """PLAIN, with changes."""
    return replace(PLAIN, **changes)  # type: ignore[arg-type]


def paragraph(text: str, style: LevelStyle = PLAIN) -> SetParagraph:
    """A paragraph of one run."""
    return SetParagraph((SetRun(text),), style)


def level(number: int, **changes: object) -> LevelStyle:
    """A usual level of a body: 24, 20, 18, 16, 14 pt, hanging bullets."""
    sizes = (2400, 2000, 1800, 1600, 1400)
    return look(size=sizes[number], margin_left=228600 + 342900 * number, indent=-228600, bullet=DOT, **changes)
