"""Drawings: their size, their PNG, and what is not passed on."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Pillow

from summitdeck.assets.files import Trouble
from summitdeck.assets.image_reader import image_from_bytes
from summitdeck.assets.images import Image
from summitdeck.assets.svg import FALLBACK_SIDE


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def svg(inside: str = "", root: str = 'viewBox="0 0 40 30"') -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {space} {root}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="0 0 40 30" width="80"', (80, 60)),
        ('viewBox="0 0 40 30" height="60"', (80, 60)),
        ('viewBox="0,0,40,30" width="100%"', (40, 30)),
        ('width="2in" height="25.4mm"', (192, 96)),
        ("", (300, 150)),
    ],
)
def test_its_size_is_what_a_browser_would_give_it(root: str, size: tuple[int, int]) -> None:
    image = image_from_bytes(svg('<rect width="9" height="9"/>', root), "a.svg")
    assert isinstance(image, Image)
    assert (image.width, image.height) == size


def test_a_png_of_the_same_shape_stands_beside_it() -> None:
    image = image_from_bytes(svg('<rect width="20" height="30" fill="#ff0000"/>'), "a.svg")
    assert isinstance(image, Image)
    assert image.extension == "svg"
    assert image.fallback is not None
    drawn = Pillow.open(io.BytesIO(image.fallback)).convert("RGBA")
    assert drawn.size == (FALLBACK_SIDE, FALLBACK_SIDE * 3 // 4)
    assert drawn.getpixel((10, 10)) == (255, 0, 0, 255)
    assert drawn.getpixel((FALLBACK_SIDE - 10, 10)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (svg("<script>alert(1)</script>"), "unsafe-picture", "<script>"),
        (svg("<foreignObject/>"), "unsafe-picture", "<foreignObject>"),
        (svg('<rect onclick="x()"/>'), "unsafe-picture", "onclick"),
        (svg('<image href="http://example.org/a.png"/>'), "unsafe-picture", "http://example.org/a.png"),
        (svg('<image xlink:href="file:///etc/passwd"/>'), "unsafe-picture", "file:///etc/passwd"),
        (svg('<use href="other.svg#a"/>'), "unsafe-picture", "other.svg"),
        (svg("<style>@import 'a.css';</style>"), "unsafe-picture", "style"),
        (svg('<rect fill="url(http://example.org/#a)"/>'), "unsafe-picture", "elsewhere"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "unsafe-picture", "entities"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(), "unsafe-picture", "style sheet"),
        (svg("<g>"), "broken-picture", "line 1"),
        (b"<html><svg/></html>", "not-a-picture", "web page"),
    ],
)
def test_what_could_do_harm_is_refused(data: bytes, code: str, words: str) -> None:
    refused = image_from_bytes(data, "a.svg")
    assert isinstance(refused, Trouble)
    assert refused.code == code
    assert words in refused.message


def test_gradients_and_references_within_the_file_are_fine() -> None:
    gradient = '<linearGradient id="g"><stop stop-color="#123456"/></linearGradient>'
    use = '<rect id="r" width="9" height="9" style="fill:url(#g)"/><use href="#r" x="10"/>'
    assert isinstance(image_from_bytes(svg(gradient + use), "a.svg"), Image)


def test_a_verdict_is_kept_only_for_the_same_bytes_of_a_safe_drawing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", str(tmp_path))
    first = image_from_bytes(svg("<rect/>", 'width="70" height="9"'), "a.svg")
    unsafe = svg("<script/>")
    refused = image_from_bytes(unsafe, "a.svg")
    monkeypatch.setattr("summitdeck.assets.svg._render", lambda *_: pytest.fail("drawn again"))
    again = image_from_bytes(svg("<rect/>", 'width="70" height="9"'), "b.svg")
    assert isinstance(first, Image)
    assert isinstance(again, Image)
    assert (again, again.data, again.fallback) == (first, first.data, first.fallback)
    assert (again.width, again.height) == (70, 9)
    assert isinstance(refused, Trouble)
    assert image_from_bytes(unsafe, "a.svg") == refused
