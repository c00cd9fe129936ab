"""Drawings that could run something, fetch something, or take the machine's time and memory to be drawn."""

from __future__ import annotations

import base64
import sys

import pytest

from hostile import SVG, png
from summitdeck.assets.files import Trouble
from summitdeck.assets.image_reader import image_from_bytes
from summitdeck.assets.images import Image
from summitdeck.assets.limits import SWITCH


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def data_uri(data: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


USED = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 8))
REFUSED = {
    "set to a script": ('<set attributeName="href" to="javascript:alert(1)"/>', "changes 'href' while it is shown"),
    "animated handler": ('<animate attributeName="onclick"/>', "changes 'onclick'"),
    "base": ('<g xml:base="http://host/"><use href="#a"/></g>', "takes its references from elsewhere"),
    "import, escaped": ("<style>@\\69mport 'http://host/';</style>", "loads something from elsewhere"),
    "import, parted by a comment": ("<style>@imp<!-- x -->ort 'http://host/';</style>", "loads something"),
    "import, parted by CDATA": ("<style>@im<![CDATA[port 'http://host/';]]></style>", "loads something"),
    "import in capitals": ("<style>@IMPORT 'http://host/';</style>", "loads something"),
    "address, escaped": ("<rect style='fill:u\\72l(http://host/)'/>", "loads something"),
    "address in capitals": ("<rect fill='URL(http://host/)'/>", "loads something"),
    "set of images": ("<rect style=\"fill:image-set('http://host/a.png' 1x)\"/>", "loads something"),
    "a drawing within": (f'<image href="{data_uri(SVG.encode(), "svg+xml")}"/>', "refers to"),
    "a script that says it is a PNG": (f'<image href="{data_uri(b"<svg><script/></svg>")}"/>', "cannot be read"),
    "a bomb within": (f'<image href="{data_uri(png(9_000, 9_000, 8, 0))}"/>', "more than 16 million pixels"),
    "a bomb in a style": (f"<rect style='fill:url({data_uri(png(9_000, 9_000, 8, 0))})'/>", "more than 16 million"),
    "deep": ("<g>" * 64 + "</g>" * 64, "more than 64 elements within one another"),
    "deep enough to end a process": ("<g opacity='.5'>" * 50_000 + "</g>" * 50_000, "more than 64 elements"),
    "many elements": ("<g/>" * 50_001, "more than 50,000 elements"),
    "many attributes": ("<g" + "".join(f" a{n}=''" for n in range(201)) + "/>", "more than 200 attributes"),
    "many filters": ("<g filter='url(#f)'/>" * 201, "more than 200 filters"),
    "many clips": ("<g clip-path='url(#f)'/>" * 5_001, "more than 5,000 clips"),
    "much noise": ("<filter><feTurbulence numOctaves='99'/></filter>", "noise of more than 10 layers"),
    "much text": (f"<text>{'x' * 20_001}</text>", "more than 20,000 characters of text"),
    "many rules": (f"<style>{'a b{fill:red}' * 2_000}</style>{'<g/>' * 600}", "too many rules of style"),
    "used and used": (f'<g id="a0"><rect/></g>{USED}', "cannot be drawn"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    inside, words = REFUSED[name]
    refused = image_from_bytes(f"{SVG}{inside}</svg>".encode(), "a.svg")
    assert isinstance(refused, Trouble)
    assert words in refused.message
    assert len(refused.message) < 300


TAKEN = {
    "a gradient": "<linearGradient id='g'/><rect width='9' height='9' fill='url(#g)'/>",
    "a style sheet": "<style>.a{fill:#f00;stroke:url(#g)} /* url(http://host/) */</style><rect class='a'/>",
    "a picture": f'<image width="9" height="9" href="{data_uri(png(9, 9))}"/>',
    "a clip": "<clipPath id='c'><rect width='9' height='9'/></clipPath><g clip-path='url(#c)'><rect/></g>",
    "a blur": "<filter id='f'><feGaussianBlur stdDeviation='2'/></filter><rect filter='url(#f)'/>",
    "what uses itself": "<g id='a'><use href='#a'/></g>",
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_drawings_do_hold_is_taken(name: str) -> None:
    assert isinstance(image_from_bytes(f"{SVG}{TAKEN[name]}</svg>".encode(), "a.svg"), Image)


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a process is limited on Linux only")
def test_a_drawing_that_takes_too_much_ends_only_the_process_that_draws_it() -> None:
    dear = "<defs><g id='a0'><rect width='1' height='1'/></g>"
    dear += "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 6))
    refused = image_from_bytes(f"{SVG}{dear}</defs><use href='#a5'/></svg>".encode(), "a.svg")
    assert isinstance(refused, Trouble)
    assert refused.message == "'a.svg' takes more than we give to be drawn"


def test_limits_can_be_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"{SVG}{'<g/>' * 60_000}</svg>".encode()
    assert isinstance(image_from_bytes(data, "a.svg"), Trouble)
    monkeypatch.setenv(SWITCH, "2")
    assert isinstance(image_from_bytes(data, "a.svg"), Image)


@pytest.mark.parametrize(
    ("document_type", "is_taken"),
    [
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">', True),
        ('<!DOCTYPE svg SYSTEM "http://host/a.dtd">', False),
        ('<!DOCTYPE svg SYSTEM "file:///etc/passwd">', False),
    ],
)
def test_a_document_type_from_elsewhere(document_type: str, is_taken: bool) -> None:
    image = image_from_bytes(f"{document_type}{SVG}<rect/></svg>".encode(), "a.svg")
    assert isinstance(image, Image) == is_taken


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037", "nonsense"])
def test_an_encoding_that_could_hide_something(encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{SVG}<script/></svg>'.encode()
    assert isinstance(image_from_bytes(data, "a.svg"), Trouble)


@pytest.mark.parametrize(
    "root", ['width="1e999" height="1"', 'width="1e30" height="1e30"', 'viewBox="0 0 1e308 1e308"']
)
def test_a_size_beyond_all_pictures(root: str) -> None:
    refused = image_from_bytes(f'<svg xmlns="http://www.w3.org/2000/svg" {root}/>'.encode(), "a.svg")
    assert isinstance(refused, Trouble)
    assert refused.code == "picture-too-large"
