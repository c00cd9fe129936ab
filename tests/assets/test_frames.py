"""Pictures of several frames or pages, of which a deck shows the first."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from summitdeck.assets.frames import MOST_PAGES, count_frames
from summitdeck.assets.image_reader import image_from_bytes
from summitdeck.assets.images import Image


def moving(form: str, count: int) -> bytes:
    """A file of so many frames or pages, no two of them alike."""
    out = io.BytesIO()
    first, *others = [Pillow.new("RGB", (9, 9), (40 * number, 0, 0)) for number in range(count)]
    first.save(out, form, save_all=True, append_images=others)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "count", "counted"),
    [
        *(("PNG", 1, (1, False)), ("PNG", 3, (3, False))),
        *(("WEBP", 1, (1, False)), ("WEBP", 4, (4, False))),
        *(("TIFF", 1, (1, False)), ("TIFF", 3, (3, True))),
        *(("GIF", 1, (1, False)), ("GIF", 3, (1, False))),
    ],
)
def test_a_picture_says_how_many_frames_it_has_beyond_what_is_shown(
    form: str, count: int, counted: tuple[int, bool]
) -> None:
    image = image_from_bytes(moving(form, count), "a")
    assert isinstance(image, Image)
    assert (image.frames, image.is_paged) == counted
    shown = Pillow.open(io.BytesIO(image.data)).convert("RGB")
    assert shown.getpixel((4, 4)) == (0, 0, 0)
    assert shown.size == (9, 9)


def tiff(order: str, *kinds: int, back_to: int = 0) -> bytes:
    """The directories of a TIFF, one for each value of NewSubfileType; the last leads to the one at `back_to`."""
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    places = [8 + 18 * number for number in range(len(kinds))]
    nexts = [*places[1:], back_to]
    pages = [struct.pack(order + "HHHIII", 1, 254, 4, 1, kind, to) for kind, to in zip(kinds, nexts, strict=True)]
    return mark + struct.pack(order + "I", 8) + b"".join(pages)


@pytest.mark.parametrize("order", "<>")
def test_previews_and_masks_are_no_pages(order: str) -> None:
    assert count_frames(tiff(order, 0, 1, 2, 4, 0)) == 3


def test_pages_that_lead_in_a_circle_end() -> None:
    assert count_frames(tiff("<", 0, 0, 0, back_to=8)) == 3
    assert count_frames(tiff("<", *[0] * (MOST_PAGES + 5))) == MOST_PAGES


@given(st.sampled_from([b"II*\0", b"MM\0*", b"RIFF\0\0\0\0WEBP", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=200))
def test_damage_is_at_least_one_frame(head: bytes, rest: bytes) -> None:
    assert count_frames(head + rest) >= 1
    assert count_frames(moving("TIFF", 3)[: 8 + len(rest)]) >= 1
