"""Caches that somebody else wrote to: whatever lies there, the deck comes out as without one, and nothing of it is run.

An entry counts only if this user wrote it, under its key. Even one with the right checksum is looked at before use.
"""

from __future__ import annotations

import io
import marshal
import os
import pickle
import re
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image as Pillow

from foreign import write_foreign_template
from hostile import SVG, deck, repacked
from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.assets.limits import SWITCH
from summitdeck.pipeline import build
from typeset.fonts import make_font, save

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither owners nor links like these")

KINDS = ("base", "converted", "font-index", "font-metrics", "layouts", "svg")
SLIDES = """\
deck: {template: company.pptx}
---
title: A
body: [AV, {picture: a.svg, alt: x}]
---
title: AV
body: [{picture: a.jpg, alt: x}]
"""
WIDTHS = dict.fromkeys("AVBx ・…–•1", 600)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck that needs an entry of every kind."""
    monkeypatch.setenv("SUMMITDECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SUMMITDECK_FONTS", "")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    installed = tmp_path / "me" / ("Library/Fonts" if sys.platform == "darwin" else ".fonts")
    save(make_font("Plant", widths=WIDTHS), installed / "plant.ttf")
    photograph = io.BytesIO()
    Pillow.new("CMYK", (9, 9)).save(photograph, "JPEG")
    made = deck(tmp_path, SLIDES, {"a.svg": f"{SVG}</svg>".encode(), "a.jpg": photograph.getvalue()})
    save(make_font("Corp", widths=WIDTHS), made / "fonts" / "corp.ttf")

    def change(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if "/theme/" in name]:
            for which, face in ((b"major", b"Corp"), (b"minor", b"Plant")):
                named = rb"(<a:%bFont>\s*<a:latin typeface=\")[^\"]*" % which
                parts[name] = re.sub(named, rb"\g<1>" + face, parts[name])

    repacked(write_foreign_template(tmp_path / "t.pptx"), made / "company.pptx", change)
    return made


def built(home: Path) -> tuple[bytes, list[str]]:
    """The bytes of the deck, and what is told of it."""
    target = home.parent / "out" / "a.pptx"
    done = build(home, target)
    assert done.path == target
    return target.read_bytes(), [f"{problem.span} {problem.code}: {problem.message}" for problem in done.problems]


def entries(home: Path, kind: str = "*") -> list[Path]:
    return sorted((home.parent / "cache").glob(f"{kind}/*"))


def sealed(entry: Path, payload: bytes) -> bytes:
    """What the program itself would write for this content."""
    name = f"{entry.parent.name}/{entry.name}\n".encode()
    return sha256(name + payload).hexdigest().encode() + b"\n" + payload


def test_each_kind_of_entry_is_made(home: Path) -> None:
    """Else the tests below would try nothing; and what is kept here is what the program would write."""
    first = built(home)
    assert tuple(sorted({entry.parent.name for entry in entries(home)})) == KINDS
    for entry in entries(home):
        data = entry.read_bytes()
        assert sealed(entry, data.partition(b"\n")[2]) == data
        assert (entry.stat().st_mode & 0o777, entry.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert built(home) == first


class Harm:
    """Unpickled, it leaves a file behind."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, ("harm",)


CODE = marshal.dumps(compile("import os; os.mkdir('harm')", "x", "exec"))
PAYLOADS = {
    "nothing": b"",
    "NULs": bytes(4096),
    "not UTF-8": b"\xff\xfe\xfa" * 99,
    "a pickle": pickle.dumps(Harm()),
    "marshalled code": CODE,
    "bytecode": bytes(16) + CODE,
    "null": b"null",
    "an object": b'{"content": 1}',
    "a list": b"[]",
    "rows of another program": b'[["",1,2,3]]',
    "an offer of nothing": b'[["",null,[0],{}]]',
    "a deep list": b"[" * 100_000,
    "a long number": b"[" + b"9" * 100_000 + b"]",
    "lines": b"a\n---\nb\n---\nc\n---\nd\n",
    "metrics without widths": b"face: x\nem: 0\n---\nzz 1\n---\n\n---\n\n",
    "a picture of nothing": b"9 9 \x89PNG",
}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("whole", [True, False], ids=["sealed", "plain"])
def test_content_that_is_not_ours_is_not_believed(
    home: Path, payload: str, whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when its checksum is right."""
    monkeypatch.chdir(tmp_path)
    first = built(home)
    for entry in entries(home):
        entry.write_bytes(sealed(entry, PAYLOADS[payload]) if whole else PAYLOADS[payload])
    assert built(home) == first
    assert not (tmp_path / "harm").exists()


def cut(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-7])


def flip(entry: Path) -> None:
    data = bytearray(entry.read_bytes())
    data[len(data) // 2] ^= 1
    entry.write_bytes(data)


def be_folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


def be_pipe(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)


def lead_away(entry: Path) -> None:
    away = entry.parents[2] / "away"
    away.mkdir(exist_ok=True)
    shutil.move(entry, away / entry.name)
    entry.symlink_to(away / entry.name)


def lead_to_endless(entry: Path) -> None:
    entry.unlink()
    entry.symlink_to("/dev/zero")


def lead_nowhere(entry: Path) -> None:
    entry.unlink()
    entry.symlink_to("nowhere")


def be_unreadable(entry: Path) -> None:
    entry.chmod(0)


def be_open_to_all(entry: Path) -> None:
    entry.write_bytes(sealed(entry, b"[]"))
    entry.chmod(0o666)


DEEDS = [cut, flip, be_folder, be_pipe, lead_away, lead_to_endless, lead_nowhere, be_unreadable, be_open_to_all]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: str(deed.__name__))
def test_an_entry_that_is_damaged_or_no_plain_file_is_none(home: Path, deed: Callable[[Path], None]) -> None:
    first = built(home)
    for entry in entries(home):
        deed(entry)
    assert [built(home), built(home)] == [first, first]


def test_an_entry_under_the_name_of_another_is_none(home: Path) -> None:
    """Of the same kind: two pictures, two templates."""
    for kind in KINDS:
        for key in ("one", "two"):
            write_cached(kind, key, key.encode())
        one, two = entries(home, kind)
        held = one.read_bytes()
        one.write_bytes(two.read_bytes())
        two.write_bytes(held)
        assert (read_cached(kind, "one"), read_cached(kind, "two")) == (None, None)
    first = built(home)
    for entry in entries(home, "svg"):
        for other in set(KINDS) - {"svg"}:
            shutil.copy(entry, entry.parents[1] / other / entry.name)
    assert built(home) == first


@pytest.mark.parametrize("what", ["a file", "a dangling link", "a folder that is closed", "not there"])
def test_a_folder_that_cannot_be_used(home: Path, what: str) -> None:
    first = built(home)
    for folder in (home.parent / "cache").iterdir():
        shutil.rmtree(folder)
        match what:
            case "a file":
                folder.write_bytes(b"")
            case "a dangling link":
                folder.symlink_to("nowhere")
            case "a folder that is closed":
                folder.mkdir(mode=0)
    assert built(home) == first


def test_what_another_user_wrote_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cached("svg", "one", b"1")
    assert read_cached("svg", "one") == b"1"
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert read_cached("svg", "one") is None


@pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
def test_what_others_may_write_to_is_none(home: Path, mode: int) -> None:
    write_cached("svg", "one", b"1")
    (entry,) = entries(home)
    entry.chmod(mode)
    assert read_cached("svg", "one") is None
    write_cached("svg", "one", b"2")
    assert read_cached("svg", "one") == b"2"


def test_writing_follows_no_link(home: Path) -> None:
    """In a folder that others may write to, somebody may have put one there."""
    away = home / "away"
    away.write_bytes(b"mine")
    write_cached("svg", "one", b"1")
    (entry,) = entries(home)
    entry.unlink()
    entry.symlink_to(away)
    write_cached("svg", "one", b"2")
    assert (read_cached("svg", "one"), away.read_bytes()) == (b"2", b"mine")


def test_an_entry_has_a_limit(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summitdeck.assets.caches.ENTRY_LIMIT", 100)
    for size, found in ((35, True), (36, False)):
        write_cached("svg", "one", b"x" * size)
        assert (read_cached("svg", "one") is not None) is found
    monkeypatch.setenv(SWITCH, "2")
    assert read_cached("svg", "one") is not None
