"""The room that a text has in its frame."""

from __future__ import annotations

from dataclasses import replace

from stage import BASE, frame
from summitdeck.scene.setting import Look, Setting, text_room

POINT = 12700
"""EMU."""


def setting_in(columns: int, gap: int = 0) -> Setting:
    """A frame of 200 by 100 pt on a slot of 20 pt text in columns."""
    layout = next(layout for layout in BASE.layouts if layout.kind == "obj")
    slot = next(slot for slot in layout.slots if not slot.is_title)
    slot = replace(slot, columns=columns, column_gap=gap)
    return Setting(frame(0, 0, 200, 100), Look(slot.levels, insets=(0, 0, 0, 0)), slot)


def test_one_column_has_the_frames_own_room() -> None:
    room = text_room(setting_in(1))
    assert (room.width, room.height) == (200 * POINT, 100 * POINT)


def test_columns_share_the_width_and_each_has_the_height() -> None:
    room = text_room(setting_in(3, gap=10 * POINT))
    assert (room.width, room.height, room.columns) == (60 * POINT, 300 * POINT, (100 * POINT, 3))
    assert text_room(setting_in(1)).columns is None
