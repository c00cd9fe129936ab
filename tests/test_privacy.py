"""What a deck tells of the machine it was built on, and of those who made its pictures: nothing."""

from __future__ import annotations

import getpass
import io
import shutil
import socket
import zipfile
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

import summitdeck

ROOT = Path(__file__).parents[1]
SECRET = "hemlighet"
"""A word that stands in every place from which something might leak."""
SVG = f"""<?xml version="1.0"?>
<!-- {SECRET} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
     xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" width="40" height="30"
     inkscape:export-filename="/home/{SECRET}/a.png" sodipodi:docname="{SECRET}.svg">
  <metadata><cc>{SECRET}</cc></metadata>
  <sodipodi:namedview inkscape:current-layer="{SECRET}"/>
  <rect width="40" height="30" fill="#888" inkscape:label="{SECRET}"/>
</svg>"""


def _png() -> bytes:
    out, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("Comment", SECRET)
    Image.new("RGB", (40, 30), "red").save(out, "PNG", pnginfo=told, exif=_exif())
    return out.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = SECRET  # artist
    exif.get_ifd(0x8825)[1] = SECRET  # GPS
    return exif.tobytes()


def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=_exif(), comment=SECRET.encode())
    return out.getvalue()


def _gif() -> bytes:
    out = io.BytesIO()
    Image.new("P", (40, 30)).save(out, "GIF", comment=SECRET.encode())
    return out.getvalue()


PICTURES = {"a.png": _png, "b.jpg": _jpeg, "c.gif": _gif, "d.svg": lambda: SVG.encode()}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All parts of a deck that was built in a folder, by a user, on a template that bear the word."""
    folder = tmp_path_factory.mktemp(SECRET) / SECRET
    (folder / "img").mkdir(parents=True)
    slides = ["deck:\n  title: Pictures\n  template: base.pptx\n"]
    for name, make in PICTURES.items():
        data = make()
        assert SECRET.encode() in data, f"the test is none: {name} does not hold the word"
        (folder / "img" / name).write_bytes(data)
        slides.append(f"layout: picture\npicture: img/{name}\n")
    (folder / "deck.yaml").write_text("---\n".join(slides), "utf-8")
    shutil.copyfile(ROOT / "tests" / "kitchen-sink" / "img" / "sun.png", folder / "img" / "sun.png")
    _template(folder / "base.pptx")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME", "EMAIL", "PWD"):
            patch.setenv(variable, SECRET)
        built = summitdeck.build(folder, folder / "deck.pptx")
    assert built.path, built.problems
    with zipfile.ZipFile(built.path) as archive:
        assert SECRET.encode() not in b"".join(info.extra + info.comment for info in archive.infolist())
        return {name: archive.read(name) for name in archive.namelist()}


def _template(path: Path) -> None:
    """A template that tells who made it, and who commented on it."""
    from pptx import Presentation

    template = Presentation()
    for name in ("author", "last_modified_by", "comments", "keywords"):
        setattr(template.core_properties, name, SECRET)
    template.save(str(path))


def test_no_part_holds_the_word(package: dict[str, bytes]) -> None:
    assert len([name for name in package if "/media/" in name]) >= len(PICTURES)
    assert [name for name, data in package.items() if SECRET.encode() in data or SECRET in name] == []


def test_nobody_and_no_machine_is_named(package: dict[str, bytes]) -> None:
    texts = b"".join(data for name, data in package.items() if name.endswith((".xml", ".rels"))).decode()
    words = {str(Path.home()), socket.gethostname(), str(ROOT)}
    assert not [word for word in words if len(word) > 5 and word in texts]
    user = getpass.getuser()
    assert f">{user}<" not in texts
