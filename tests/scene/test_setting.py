"""The room that a text has in its frame."""

from __future__ import annotations

from dataclasses import replace

from stage import BASE, frame
from summitdeck.scene.setting import Look, Setting, text_room
from summitdeck.typeset.model import Spacing

POINT = 12700
"""EMU."""


def setting_in(columns: int, gap: int = 0, percent: int = 100_000) -> Setting:
    """A frame of 200 by 100 pt on a slot of 20 pt text in columns."""
    layout = next(layout for layout in BASE.layouts if layout.kind == "obj")
    slot = next(slot for slot in layout.slots if not slot.is_title)
    styles = tuple(replace(style, size=2000, line_spacing=Spacing(percent)) for style in slot.levels)
    slot = replace(slot, columns=columns, column_gap=gap, levels=styles)
    return Setting(frame(0, 0, 200, 100), Look(styles, insets=(0, 0, 0, 0)), slot)


def test_one_column_has_the_frames_own_room() -> None:
    room = text_room(setting_in(1))
    assert (room.width, room.height) == (200 * POINT, 100 * POINT)


def test_lines_are_not_cut_between_columns() -> None:
    """Four lines of 24 pt stand in a column of 100 pt, and two of 36 pt: the rest of all but the last is lost."""
    room = text_room(setting_in(2, gap=20 * POINT))
    assert (room.width, room.height) == (90 * POINT, (200 - 4) * POINT)
    assert text_room(setting_in(3, percent=150_000)).height == (300 - 2 * 28) * POINT
