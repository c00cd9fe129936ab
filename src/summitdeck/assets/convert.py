"""Pixels written anew: pictures turned by EXIF, CMYK, 16 bit, and formats that PowerPoint does not read everywhere."""

from __future__ import annotations

import io
import warnings
from hashlib import sha256

from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.assets.files import Trouble
from summitdeck.assets.headers import jpeg_header, png_header
from summitdeck.assets.images import CONVERT_LIMIT, Header, Image, refuse_conversion, refuse_size
from summitdeck.assets.limits import raised
from summitdeck.frozen import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image as Pillow

JPEG_QUALITY = 92
"""Of what was a JPEG and has to be written again: no difference to be seen, and not twice the size."""


def convert_raster(data: bytes, name: str) -> Image | Trouble:
    """The picture upright, as PNG (or JPEG when it was one), in 8-bit RGB, RGBA or grey, without its maker's data."""
    import PIL

    key = f"{sha256(data).hexdigest()} {PIL.__version__} {JPEG_QUALITY} {raised(CONVERT_LIMIT)}"
    converted = read_cached("converted", key)
    header = _header(converted) if converted is not None else ""
    if converted is None or isinstance(header, str):
        made = _convert(data, name)
        if isinstance(made, Trouble):
            return made
        converted, header = made, _header(made)
        if isinstance(header, str):
            return Trouble("broken-picture", f"'{name}' cannot be converted: {header}")
        write_cached("converted", key, converted)
    return Image(
        sha256(converted).hexdigest(),
        header.extension,
        header.width,
        header.height,
        converted,
        None,
        header.dots_per_inch,
    )


def _header(converted: bytes) -> Header | str:
    return png_header(converted) if converted.startswith(b"\x89PNG") else jpeg_header(converted)


def _convert(data: bytes, name: str) -> bytes | Trouble:
    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "TIFF", "BMP")) as picture:
                refused = refuse_size(*picture.size, name)
                if refused is None:
                    shrink(picture)
                    refused = refuse_conversion(*picture.size, name)
                return refused or _written(picture)
    except Pillow.DecompressionBombError:
        return Trouble("picture-too-large", f"'{name}' unpacks to far too many pixels")
    except MemoryError:
        return Trouble("picture-too-large", f"'{name}' does not fit into memory", "scale it down")
    except Exception as mistake:  # Pillow's decoders raise many kinds for damaged files
        return Trouble("broken-picture", f"'{name}' cannot be read: {mistake}", "save it again from a picture editor")


def shrink(picture: Pillow.Image) -> None:
    """Have a JPEG beyond what is unpacked read at half its size, or a quarter, or an eighth, which takes as much less.

    At 16 million pixels it is twice as wide as a projector. A progressive JPEG is unpacked as a whole all the same,
    and is left as it is.
    """
    if picture.format != "JPEG" or picture.info.get("progressive"):
        return
    width, height = picture.size
    part = next((part for part in (1, 2, 4, 8) if width * height <= raised(CONVERT_LIMIT) * part * part), 8)
    if part == 1:
        return
    picture.draft(picture.mode, (-(-width // part), -(-height // part)))
    dots = picture.info.get("dpi")
    if isinstance(dots, tuple):  # the same size in inches
        picture.info["dpi"] = (dots[0] / part, dots[1] / part)


def _written(picture: Pillow.Image) -> bytes:
    from PIL import ImageOps

    was_jpeg = picture.format == "JPEG"
    dots = picture.info.get("dpi")
    upright = ImageOps.exif_transpose(picture)
    plain = _eight_bit(upright)
    out = io.BytesIO()
    resolution = {"dpi": (float(dots[0]), float(dots[1]))} if isinstance(dots, tuple) else {}
    if was_jpeg:
        plain.save(out, "JPEG", quality=JPEG_QUALITY, **resolution)
    else:
        plain.save(out, "PNG", **resolution)
    return out.getvalue()


def _eight_bit(picture: Pillow.Image) -> Pillow.Image:
    """The same picture in a mode that every viewer draws alike."""
    if picture.mode.startswith("I"):  # 16-bit grey: keep the upper byte
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("1", "L", "RGB", "RGBA"):
        return picture.convert("L") if picture.mode == "1" else picture
    has_alpha = picture.mode in ("LA", "PA", "La", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")
