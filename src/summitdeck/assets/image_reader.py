"""Pictures as PowerPoint takes them, read by what their bytes say they are.

PNG, JPEG and GIF are embedded as they are, less what tells of their maker (EXIF, GPS, comments). What PowerPoint or an
older viewer would not show right is converted: pictures turned by EXIF, CMYK, 16 bit, WebP, TIFF, BMP.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from summitdeck.assets.files import Trouble, read_bytes
from summitdeck.assets.images import Header, Image, refuse_size
from summitdeck.frozen import replace

PICTURE_LIMIT = 64 * 2**20
"""Bytes of a picture file: ten times what a camera's largest JPEG has."""
_HEAD = 2**20
"""Bytes of a PNG among which it says that it is animated: only a colour profile or texts stand before."""


def read_image(path: Path) -> Image | Trouble:
    """The picture in a file, by what its bytes say it is, whatever its name ends in."""
    data = read_bytes(path, PICTURE_LIMIT)
    return data if isinstance(data, Trouble) else image_from_bytes(data, path.name)


def image_from_bytes(data: bytes, name: str) -> Image | Trouble:
    """The picture in these bytes; `name` is for messages only."""
    from summitdeck.assets import headers

    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        image = _embed(data, headers.png_header(data), headers.strip_png, name)
        return _counted(image, data) if b"acTL" in data[:_HEAD] else image
    if data.startswith(b"\xff\xd8\xff"):
        return _embed(data, headers.jpeg_header(data), headers.strip_jpeg, name)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _embed(data, headers.gif_header(data), headers.strip_gif, name)
    if headers.is_foreign_raster(data):
        from summitdeck.assets.convert import convert_raster

        return _counted(convert_raster(data, name), data)
    if headers.looks_like_svg(data):
        from summitdeck.assets.svg import svg_image

        return svg_image(data, name)
    return Trouble(
        "not-a-picture",
        f"'{name}' is not a picture: {_what_it_is(data)}",
        "PNG, JPEG, GIF, WebP, TIFF, BMP and SVG are",
    )


def _counted(image: Image | Trouble, data: bytes) -> Image | Trouble:
    """The picture with the number of frames or pages that its file holds."""
    from summitdeck.assets.frames import count_frames

    frames = count_frames(data)
    if isinstance(image, Trouble) or frames == 1:
        return image
    return replace(image, frames=frames, is_paged=not data.startswith((b"RIFF", b"\x89PNG")))


def _embed(data: bytes, header: Header | str, strip: Callable[[bytes], bytes], name: str) -> Image | Trouble:
    if isinstance(header, str):
        return Trouble("broken-picture", f"'{name}' is damaged: {header}", "save it again from a picture editor")
    refused = refuse_size(header.width, header.height, name)
    if refused:
        return refused
    if header.convert:
        from summitdeck.assets.convert import convert_raster

        return convert_raster(data, name)
    kept = strip(data)
    return Image(
        sha256(kept).hexdigest(),
        header.extension,
        header.width,
        header.height,
        kept,
        None,
        header.dots_per_inch,
    )


def _what_it_is(data: bytes) -> str:
    head = data[:512].lstrip().lower()
    if not data:
        return "the file is empty"
    if head.startswith((b"<!doctype html", b"<html")):
        return "it is a web page, perhaps a download that failed"
    if head.startswith(b"version https://git-lfs"):
        return "it is a Git LFS pointer; run `git lfs pull`"
    if head.startswith(b"%pdf"):
        return "it is a PDF"
    return "its first bytes belong to no format we know"
