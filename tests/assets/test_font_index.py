"""Which font file has a face: choosing a style, and what is known of the machine without asking it again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from summitdeck.assets import font_index
from summitdeck.assets.font_index import FontIndex, choose_face, font_files, index_files, installed_fonts
from typeset.fonts import make_font, make_variable, save

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="fontconfig's fc-list is a shell script here")


def index_of(*paths: Path) -> FontIndex:
    index, troubles = index_files(paths)
    assert not troubles
    return index


def chosen(index: FontIndex, key: str, bold: bool = False, italic: bool = False) -> tuple[str, int] | None:
    found = choose_face(index.find(key), bold, italic)
    return (Path(found[0].path).stem, found[1]) if found else None


def test_a_family_of_four_styles(tmp_path: Path) -> None:
    styles = {"r": "Regular", "b": "Bold", "i": "Italic", "z": "Bold Italic"}
    index = index_of(*[save(make_font("Corp", style), tmp_path / f"{name}.ttf") for name, style in styles.items()])
    found = [chosen(index, "corp", bold, italic) for bold in (False, True) for italic in (False, True)]
    assert found == [("r", 0), ("i", 0), ("b", 0), ("z", 0)]
    assert chosen(index, "corpbold") == ("b", 0)
    assert chosen(index, "cor") is None
    assert chosen(index, "corpb") is None


def test_a_style_that_is_missing_is_the_nearest(tmp_path: Path) -> None:
    index = index_of(save(make_font("Corp"), tmp_path / "r.ttf"), save(make_font("Corp", "Italic"), tmp_path / "i.ttf"))
    assert chosen(index, "corp", bold=True) == ("r", 0)
    assert chosen(index, "corp", bold=True, italic=True) == ("i", 0)


def test_a_family_of_many_weights(tmp_path: Path) -> None:
    weights = {"thin": 100, "light": 300, "regular": 400, "semibold": 600, "black": 900}
    paths = [
        save(
            make_font(f"Corp {name}", typographic=("Corp", name.title()), weight=weight),
            tmp_path / f"{name}.ttf",
        )
        for name, weight in weights.items()
    ]
    index = index_of(*paths)
    assert chosen(index, "corp") == ("regular", 0)
    assert chosen(index, "corp", bold=True) == ("semibold", 0)
    assert chosen(index, "corplight") == ("light", 0)
    assert chosen(index, "corplight", bold=True) == ("light", 0)


def test_a_variable_font(tmp_path: Path) -> None:
    index = index_of(save(make_variable("Flex"), tmp_path / "flex.ttf"))
    assert chosen(index, "flex") == ("flex", 400)
    assert chosen(index, "flex", bold=True) == ("flex", 700)
    assert chosen(index, "flexsemibold") == ("flex", 600)


def test_the_same_face_twice_is_the_first_by_name(tmp_path: Path) -> None:
    paths = [save(make_font("Corp"), tmp_path / name) for name in ("b.ttf", "a.ttf")]
    assert chosen(index_of(*paths), "corp") == ("a", 0)


def test_files_are_found_below_a_folder(tmp_path: Path) -> None:
    for name in ("b.TTF", "a.otf", "sub/c.ttc", "readme.md", "d.woff2"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    names = [path.relative_to(tmp_path).as_posix() for path in font_files(tmp_path, 10)]
    assert names == ["a.otf", "b.TTF", "sub/c.ttc"]
    assert len(font_files(tmp_path, 2)) == 2
    assert [path.name for path in font_files(tmp_path, 10, depth=0)] == ["a.otf", "b.TTF"]


class Machine:
    """A machine with an `fc-list` of its own, which counts how often it is asked."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.fonts, self.log, self._programs = folder / "system" / "fonts", folder / "log", folder / "bin"
        self.fonts.mkdir(parents=True)
        self._programs.mkdir()
        patch.setenv("PATH", str(self._programs))
        patch.setenv("HOME", str(folder / "home"))
        patch.setenv("SUMMITDECK_CACHE", str(folder / "cache"))
        patch.setattr(font_index, "_UNIX", ("~/.fonts",))

    def fc_list(self, then: str) -> None:
        """Put a program there that does `then`."""
        program = self._programs / "fc-list"
        said = f"open({str(self.log)!r}, 'a').write('asked\\n')"
        program.write_text(f"#!{sys.executable}\nimport os, sys, time\n{said}\n{then}\n", encoding="utf-8")
        program.chmod(0o755)

    def lists_its_fonts(self) -> None:
        """Put a program there that lists the fonts of the folder."""
        self.fc_list(f"for n in sorted(os.listdir({str(self.fonts)!r})): print({str(self.fonts)!r} + '/' + n)")

    @property
    def asked(self) -> int:
        return self.log.read_text().count("asked") if self.log.exists() else 0


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


@UNIX
def test_fontconfig_is_asked_once(machine: Machine) -> None:
    machine.lists_its_fonts()
    save(make_font("Corp"), machine.fonts / "corp.ttf")
    assert [chosen(installed_fonts(), "corp") for _ in range(3)] == [("corp", 0)] * 3
    assert machine.asked == 1


@UNIX
def test_and_again_when_a_font_was_installed(machine: Machine) -> None:
    machine.lists_its_fonts()
    save(make_font("Corp"), machine.fonts / "corp.ttf")
    assert chosen(installed_fonts(), "new") is None
    save(make_font("New"), machine.fonts / "new.ttf")
    os.utime(machine.fonts, ns=(1, 1))  # file systems count time in steps
    assert chosen(installed_fonts(), "new") == ("new", 0)
    assert machine.asked == 2


@UNIX
def test_and_when_the_cache_was_deleted_or_damaged(machine: Machine, tmp_path: Path) -> None:
    machine.lists_its_fonts()
    save(make_font("Corp"), machine.fonts / "corp.ttf")
    installed_fonts()
    (entry,) = (tmp_path / "cache" / "font-index").iterdir()
    entry.write_bytes(entry.read_bytes()[:40])
    assert chosen(installed_fonts(), "corp") == ("corp", 0)
    (entry,) = (tmp_path / "cache" / "font-index").iterdir()
    entry.unlink()
    assert chosen(installed_fonts(), "corp") == ("corp", 0)
    assert machine.asked == 3


TROUBLE = {
    "absent": None,
    "fails": "sys.exit(1)",
    "hangs": "time.sleep(60)",
    "is no program": "",
}


@UNIX
@pytest.mark.parametrize("what", TROUBLE)
def test_without_fontconfig_the_usual_folders_are_searched(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(font_index, "PATIENCE", 0.3)
    then = TROUBLE[what]
    if then is not None:
        machine.fc_list(then)
    if what == "is no program":
        (tmp_path / "bin" / "fc-list").write_bytes(b"\x7fELF")
    save(make_font("Corp"), tmp_path / "home" / ".fonts" / "sub" / "corp.ttf")
    assert chosen(installed_fonts(), "corp") == ("corp", 0)


@UNIX
def test_what_fontconfig_lists_need_not_be_a_font(machine: Machine) -> None:
    machine.lists_its_fonts()
    (machine.fonts / "broken.ttf").write_bytes(b"no font")
    (machine.fonts / "old.pfb").write_bytes(b"no font")
    save(make_font("Corp"), machine.fonts / "corp.ttf")
    assert chosen(installed_fonts(), "corp") == ("corp", 0)
