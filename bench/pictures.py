"""Pictures for the benchmark: drawn here, so that the repository carries none."""

from pathlib import Path
from random import Random

SIZE = (1600, 1200)
"""Pixels, as a camera's small setting gives."""


def draw_pictures(folder: Path, count: int) -> None:
    """Draw the pictures not there yet, `00.jpg` onwards, each as hard to compress as a photograph."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"{number:02}.jpg"
        if not path.exists():
            path.write_bytes(_jpeg(number))


def _jpeg(number: int) -> bytes:
    import io

    from PIL import Image

    chance = Random(number)
    planes = [Image.frombytes("L", (320, 240), chance.randbytes(320 * 240)).resize(SIZE) for _ in range(3)]
    light = Image.linear_gradient("L").rotate(90 * (number % 4)).resize(SIZE)
    blended = Image.merge("RGB", [Image.blend(light, plane, 0.25) for plane in planes])
    stream = io.BytesIO()
    blended.save(stream, "JPEG", quality=85)
    return stream.getvalue()
