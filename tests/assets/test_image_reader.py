"""Pictures: what is taken as it is, what is written anew, what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Pillow

from summitdeck.assets.files import Trouble
from summitdeck.assets.image_reader import image_from_bytes, read_image
from summitdeck.assets.images import SIDE_LIMIT, Image


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (12, 8), **options: object) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size).save(out, form, **options)
    return out.getvalue()


def read(data: bytes) -> Image:
    image = image_from_bytes(data, "a")
    assert isinstance(image, Image), image
    return image


def pixels(image: Image) -> Pillow.Image:
    return Pillow.open(io.BytesIO(image.data))


@pytest.mark.parametrize(
    ("form", "extension"),
    [("PNG", "png"), ("JPEG", "jpeg"), ("GIF", "gif"), ("WEBP", "png"), ("TIFF", "png"), ("BMP", "png")],
)
def test_every_format_comes_as_one_powerpoint_reads(form: str, extension: str) -> None:
    image = read(picture(form))
    assert (image.extension, image.width, image.height) == (extension, 12, 8)
    assert pixels(image).size == (12, 8)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
def test_what_needs_no_change_is_embedded_as_it_is(form: str) -> None:
    data = picture(form)
    assert read(data).data == data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_turned_by_exif_stands_upright(orientation: int) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    image = read(picture("JPEG", exif=exif))
    assert (image.width, image.height) == ((12, 8) if orientation < 5 else (8, 12))
    assert 0x0112 not in pixels(image).getexif()


@pytest.mark.parametrize(
    ("form", "mode", "becomes"),
    [("JPEG", "CMYK", "RGB"), ("PNG", "I;16", "L"), ("TIFF", "CMYK", "RGB"), ("TIFF", "LA", "RGBA"), ("PNG", "P", "P")],
)
def test_what_older_viewers_cannot_draw_is_written_anew(form: str, mode: str, becomes: str) -> None:
    assert pixels(read(picture(form, mode))).mode == becomes


def test_nothing_of_its_maker_is_kept() -> None:
    exif = Pillow.Exif()
    exif[0x013B] = "Somebody"
    exif.get_ifd(0x8825)[1] = "N"
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Somebody")
    for data in (
        picture("JPEG", exif=exif, comment=b"Somebody"),
        picture("PNG", pnginfo=info),
        picture("GIF", comment=b"Somebody"),
    ):
        assert b"Somebody" in data
        image = read(data)
        assert b"Somebody" not in image.data
        assert pixels(image).convert("RGB").getpixel((3, 3)) == (0, 0, 0)


def test_a_moving_gif_keeps_its_frames_and_their_time() -> None:
    frames = [Pillow.new("RGB", (12, 8), colour) for colour in ("red", "lime", "blue")]
    out = io.BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=[70, 80, 90], loop=3, comment=b"Somebody"
    )
    kept = pixels(read(out.getvalue()))
    assert (getattr(kept, "n_frames", 1), kept.info["loop"], kept.info["duration"]) == (3, 3, 70)
    assert "comment" not in kept.info


@pytest.mark.parametrize("at", range(14, 60))
def test_a_gif_whose_blocks_are_not_as_they_should_be_is_not_cut(at: int) -> None:
    data = picture("GIF", comment=b"Somebody")
    damaged = data[:at] + b"\x99" + data[at + 1 :]
    refused = image_from_bytes(damaged, "a")
    assert isinstance(refused, Trouble) or len(refused.data) in (len(damaged), len(damaged) - 12)


@pytest.mark.parametrize(("dpi", "kept"), [((150, 150), 150), ((1, 1), 96), ((9999, 9999), 96)])
def test_a_sensible_resolution_is_kept(dpi: tuple[int, int], kept: int) -> None:
    assert round(read(picture("JPEG", dpi=dpi)).dots_per_inch) == kept
    assert round(read(picture("PNG", dpi=dpi)).dots_per_inch) == kept


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "not-a-picture", "empty"),
        (b"<!DOCTYPE html><html>404", "not-a-picture", "web page"),
        (b"version https://git-lfs.github.com/spec/v1", "not-a-picture", "git lfs pull"),
        (b"%PDF-1.7", "not-a-picture", "PDF"),
        (b"hello", "not-a-picture", "no format"),
        (picture("PNG")[:-20], "broken-picture", "last chunk"),
        (picture("JPEG")[:-20], "broken-picture", "end mark"),
        (picture("GIF")[:-20], "broken-picture", "end mark"),
        (picture("WEBP")[:-20], "broken-picture", "cannot be read"),
        (picture("PNG", size=(SIDE_LIMIT + 1, 1)), "picture-too-large", "30001×1"),
    ],
)
def test_what_is_no_picture_is_refused_in_plain_words(data: bytes, code: str, words: str) -> None:
    refused = image_from_bytes(data, "a")
    assert isinstance(refused, Trouble)
    assert refused.code == code
    assert words in refused.message


def test_a_picture_is_known_by_its_bytes_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(picture("JPEG"))
    image = read_image(tmp_path / "a.png")
    assert isinstance(image, Image)
    assert image.extension == "jpeg"


@pytest.mark.parametrize(("limit", "size"), [(96, (8, 12)), (95, (4, 6)), (20, (2, 3))])
def test_a_large_jpeg_that_has_to_be_converted_is_read_smaller(
    monkeypatch: pytest.MonkeyPatch, limit: int, size: tuple[int, int]
) -> None:
    """As large as before on paper: its resolution shrinks with it."""
    monkeypatch.setattr("summitdeck.assets.images.CONVERT_LIMIT", limit)
    monkeypatch.setattr("summitdeck.assets.convert.CONVERT_LIMIT", limit)
    exif = Pillow.Exif()
    exif[0x0112] = 6
    image = read(picture("JPEG", exif=exif, dpi=(384, 384)))
    assert (image.width, image.height) == size
    assert image.dots_per_inch / image.width == pytest.approx(384 / 8)


@pytest.mark.parametrize("data", [picture("TIFF"), picture("JPEG", "CMYK", progressive=True)], ids=["TIFF", "JPEG"])
def test_what_cannot_be_read_smaller_is_refused(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("summitdeck.assets.images.CONVERT_LIMIT", 95)
    monkeypatch.setattr("summitdeck.assets.convert.CONVERT_LIMIT", 95)
    refused = image_from_bytes(data, "a")
    assert isinstance(refused, Trouble)
    assert "12×8 pixels, too many to be converted" in refused.message
    assert "SUMMITDECK_LIMITS=2" in (refused.hint or "")
