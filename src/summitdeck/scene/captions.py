"""Captions: small words under a picture, a table or code, as wide as what they belong to, or a little wider."""

from __future__ import annotations

from summitdeck.deck.model import Paragraph, ParagraphKind, Words
from summitdeck.frozen import replace
from summitdeck.scene.base import Frame
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import TextShape
from summitdeck.scene.setting import Setting
from summitdeck.scene.text import SLACK, box_height, place_words, text_shape
from summitdeck.typeset.height import natural_width, spared_width
from summitdeck.typeset.model import EMU_PER_POINT

GAP = 6 * EMU_PER_POINT
"""EMU between a picture and its caption."""
MOST = 2
"""A caption takes at most one part in this many of the page's height: a longer one is made smaller, or told."""
LEAST_ABOVE = 8
"""To what it belongs it leaves at least one part in this many of the frame's height."""
LEAST_WIDTH = 3 * 914400
"""EMU a caption may take although its picture is narrower: lines of a few characters are hard to read."""


def caption_width(caption: Words, own: int, setting: Setting, desk: Desk) -> int:
    """EMU of a caption under something `own` wide: no wider, if its words would not be broken too short."""
    room = setting.frame.width
    told = _setting(setting.frame, setting, desk)
    natural = natural_width(place_words((_sentence(caption),), told, desk)[0].measured, faces=desk.faces)
    return min(room, max(own, min(LEAST_WIDTH, spared_width(natural) + SLACK)))


def caption_height(caption: Words, width: int, setting: Setting, desk: Desk) -> int:
    """EMU that a caption takes below its block, the gap included; 0 for none.

    Never more than half of the page, and never the whole frame: what does not fit there is told of the caption.
    """
    if not caption:
        return 0
    told = _setting(Frame(0, 0, width, 0), setting, desk)
    needed = GAP + box_height(place_words((_sentence(caption),), told, desk), told, desk.faces)
    frame = setting.frame.height
    return min(needed, max(GAP + 1, min(desk.page.height // MOST, frame - frame // LEAST_ABOVE)))


def caption_shapes(caption: Words, under: Frame, width: int, setting: Setting, desk: Desk) -> list[TextShape]:
    """The caption under a block; none when there is no caption. It stays inside the setting's frame."""
    if not caption:
        return []
    side = (under.width - width) // 2 if setting.align == "center" else 0
    x = max(setting.frame.x, min(under.x + side, setting.frame.right - width))
    height = caption_height(caption, width, setting, desk) - GAP
    told = _setting(Frame(x, under.bottom + GAP, width, height), setting, desk)
    return [text_shape((_sentence(caption),), told, desk)]


def _setting(frame: Frame, setting: Setting, desk: Desk) -> Setting:
    align = "center" if setting.align == "center" else None  # words begin where their picture begins
    look = desk.look("caption")
    return replace(setting, frame=frame, look=look, slot=None, align=align, anchor="top", role="caption")


def _sentence(words: Words) -> Paragraph:
    return Paragraph(words, 0, ParagraphKind.PLAIN, place=words[0].place if words else None)
