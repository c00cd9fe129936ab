"""The one door to files: what may be read, what is refused and in which words."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from summitdeck.assets.files import (
    Trouble,
    decode_text,
    display_name,
    find_file,
    natural_key,
    project_root,
    read_bytes,
    read_text,
)

posix_only = pytest.mark.skipif(os.name == "nt", reason="pipes and links of this kind are POSIX's")


def code(result: object) -> str:
    assert isinstance(result, Trouble), result
    return result.code


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["10-b", "2-a", "1"], ["1", "2-a", "10-b"]),
        (["b", "A", "a1", "a10", "a9"], ["A", "a1", "a9", "a10", "b"]),
        (["x", "7"], ["7", "x"]),
    ],
)
def test_names_are_ordered_as_people_count(names: list[str], ordered: list[str]) -> None:
    assert sorted(names, key=natural_key) == ordered


@pytest.mark.parametrize(
    ("data", "result"),
    [
        ("概要".encode(), "概要"),
        (b"\xef\xbb\xbftitle", "title"),
        ("概要".encode("utf-16"), "not-utf8: 'a' is written in UTF-16"),
        ("abc".encode("utf-16-le"), "not-utf8: 'a' is written in UTF-16"),
        ("展示会場の様子".encode("cp932"), "not-utf8: 'a' is written in Shift_JIS"),
        (b"ok\nbad \xff\xfe\xfd", "not-utf8: 'a' is not UTF-8: line 2 holds other bytes"),
        (b"a\0b", "not-text: 'a' is not a text file: it holds NUL bytes"),
        (b"", ""),
    ],
)
def test_text_is_utf8_and_other_encodings_are_named(data: bytes, result: str) -> None:
    text = decode_text(data, "a")
    assert (f"{text.code}: {text.message}" if isinstance(text, Trouble) else text) == result


def test_a_file_larger_than_its_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 11)
    assert read_bytes(tmp_path / "a", 11) == b"x" * 11
    assert code(read_bytes(tmp_path / "a", 10)) == "file-too-large"


def test_a_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "overview.yaml").touch()
    missing = read_text(tmp_path / "overwiev.yaml")
    assert isinstance(missing, Trouble)
    assert (missing.code, missing.hint) == ("missing-file", "did you mean 'overview.yaml'?")


@posix_only
def test_folders_devices_and_pipes_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code(read_bytes(tmp_path / "pipe")) == "not-a-file"
    assert code(read_bytes(tmp_path)) == "not-a-file"
    assert code(read_bytes(Path("/dev/zero"))) == "not-a-file"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_found_in_either_form(tmp_path: Path, form: str) -> None:
    stored = tmp_path / unicodedata.normalize(form, "プレゼン.png")
    stored.touch()
    for written in ("NFC", "NFD"):
        found = find_file(tmp_path, unicodedata.normalize(written, "プレゼン.png"), [tmp_path])
        assert isinstance(found, Path)
        assert found.exists()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("img/a.png", "found"),
        ("./img/../img/a.png", "found"),
        ("../outside.png", "outside-path"),
        ("../gone.png", "outside-path"),
        ("/etc/hostname", "outside-path"),
        ("~/a.png", "outside-path"),
        ("C:\\a.png", "outside-path"),
        ("\\\\host\\share\\a.png", "outside-path"),
        ("https://example.org/a.png", "outside-path"),
        ("img/b.png", "missing-file"),
        ("", "missing-file"),
        ("a\0b", "missing-file"),
    ],
)
def test_only_files_below_the_project_are_found(tmp_path: Path, written: str, expected: str) -> None:
    project = tmp_path / "project"
    (project / "img").mkdir(parents=True)
    (project / "img" / "a.png").touch()
    (tmp_path / "outside.png").touch()
    found = find_file(project, written, [project])
    assert (found.code if isinstance(found, Trouble) else "found") == expected


@posix_only
def test_a_link_does_not_lead_out(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    project = tmp_path / "project"
    project.mkdir()
    (project / "a.png").symlink_to(tmp_path / "secret")
    (project / "loop.png").symlink_to(project / "loop.png")
    assert code(find_file(project, "a.png", [project])) == "outside-path"
    assert code(find_file(project, "loop.png", [project])) == "missing-file"


def test_a_project_is_known_by_its_folders(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    deck = tmp_path / "decks" / "one"
    deck.mkdir(parents=True)
    assert project_root(deck) == tmp_path
    assert project_root(deck / "a.yaml") == tmp_path


def test_a_deck_with_layouts_of_its_own_is_still_of_its_project(tmp_path: Path) -> None:
    deck = tmp_path / "slides" / "one"
    (deck / "templates").mkdir(parents=True)
    assert project_root(deck) == tmp_path
    (deck / ".git").mkdir()
    assert project_root(deck) == deck


def test_names_are_shown_as_one_would_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_name(tmp_path / "slides" / "a.yaml") == "slides/a.yaml"
    assert display_name(Path("slides/a.yaml")) == "slides/a.yaml"
    assert display_name(tmp_path.parent / "x") == (tmp_path.parent / "x").as_posix()
