"""Metrics made from font files: the numbers, the format, and what is kept of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summitdeck.assets.files import Trouble
from summitdeck.assets.font_files import FontFace, read_faces
from summitdeck.typeset.advances import Advances, metrics_head, why_no_metrics
from summitdeck.typeset.font_metrics import face_to_metrics
from typeset.fonts import make_font, make_variable, save, save_collection


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("SUMMITDECK_CACHE", str(folder))
    return folder


def face_of(path: Path, number: int = 0) -> FontFace:
    found = read_faces(path)
    assert not isinstance(found, Trouble)
    return found[number][0]


def metrics_of(path: Path, number: int = 0, weight: int = 0) -> str:
    text = face_to_metrics(face_of(path, number), weight)
    assert isinstance(text, str)
    return text


def test_widths_and_kern_pairs_are_taken(tmp_path: Path) -> None:
    widths = {"A": 600, "V": 500, "é": 450, "あ": 900, "日": 1000, "א": 550, " ": 250}
    text = metrics_of(save(make_font("Corp", widths=widths, kern={("A", "V"): -80}), tmp_path / "corp.ttf"))
    metrics = Advances(text)
    assert {character: metrics.width(character) for character in widths} == widths
    assert (metrics.em, metrics.width("B"), metrics.kern()) == (1000, None, {"AV": -80})
    assert metrics.shaped() == {"AV": -80}  # HarfBuzz falls back on the same table


def test_the_head_says_where_the_numbers_come_from(tmp_path: Path) -> None:
    head = metrics_head(metrics_of(save(make_font("Corp", "Bold", japanese="社内"), tmp_path / "corp.ttf")))
    assert (head["face"], head["style"], head["names"]) == ("Corp", "Bold", "Corp | 社内 | Corp Bold")
    assert (head["origin"], head["copyright"], head["em"]) == ("corp.ttf, Version 1.000", "Nobody's", "1000")


def test_each_face_of_a_collection_has_its_own(tmp_path: Path) -> None:
    fonts = [make_font("Corp A"), make_font("Corp B", widths={"A": 111})]
    path = save_collection(fonts, tmp_path / "corp.ttc")
    assert [Advances(metrics_of(path, number)).width("A") for number in (0, 1)] == [600, 111]


def test_a_woff_gives_the_same(tmp_path: Path) -> None:
    plain, packed = (metrics_of(save(make_font("Corp"), tmp_path / name)) for name in ("c.ttf", "c.woff"))
    assert plain.partition("\n---\n")[2] == packed.partition("\n---\n")[2]


def test_a_variable_font_has_widths_for_each_weight(tmp_path: Path) -> None:
    path = save(make_variable("Flex", wider=100), tmp_path / "flex.ttf")
    assert [Advances(metrics_of(path, weight=weight)).width("A") for weight in (0, 400, 650, 900)] == [
        600,
        600,
        650,
        700,
    ]


def test_a_symbol_font_is_asked_for_by_bytes_and_by_private_characters(tmp_path: Path) -> None:
    builder = make_font("Signs", widths={"\uf0a7": 458, "\uf041": 800})
    for table in builder.font["cmap"].tables:
        table.platEncID = 0  # symbol
    builder.font["cmap"].tables = builder.font["cmap"].tables[-1:]
    metrics = Advances(metrics_of(save(builder, tmp_path / "signs.ttf")))
    assert [metrics.width(character) for character in "§A\uf0a7"] == [458, 800, 458]


def test_what_is_kept_is_not_made_again(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(make_font("Corp"), tmp_path / "corp.ttf")
    first = metrics_of(path)
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)  # an import fails
    assert metrics_of(path) == first
    for entry in (cache / "font-metrics").iterdir():
        entry.unlink()
    missing = face_to_metrics(face_of(path))
    assert isinstance(missing, Trouble) and "uharfbuzz is not installed" in missing.message


def test_a_changed_font_is_read_again(tmp_path: Path) -> None:
    path = save(make_font("Corp"), tmp_path / "corp.ttf")
    assert Advances(metrics_of(path)).width("A") == 600
    save(make_font("Corp", widths={"A": 601, "B": 1}), path)
    assert Advances(metrics_of(path)).width("A") == 601


def test_a_damaged_entry_is_made_anew(tmp_path: Path, cache: Path) -> None:
    path = save(make_font("Corp"), tmp_path / "corp.ttf")
    first = metrics_of(path)
    (entry,) = (cache / "font-metrics").iterdir()
    entry.write_bytes(entry.read_bytes()[:-5])
    assert metrics_of(path) == first
    assert entry.read_bytes().endswith(b"\n")


RACER = """
import sys
from pathlib import Path
from summitdeck.assets.font_files import read_faces
from summitdeck.typeset.font_metrics import face_to_metrics
for _ in range(20):
    text = face_to_metrics(read_faces(Path(sys.argv[1]))[0][0])
    for entry in Path(sys.argv[2], "font-metrics").glob("*[!t]"):
        if int(sys.argv[3]):
            entry.unlink(missing_ok=True)
print(hash(text) and len(text), text[:12])
"""


def test_processes_may_race(tmp_path: Path, cache: Path) -> None:
    path = save(make_font("Corp"), tmp_path / "corp.ttf")
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", RACER, str(path), str(cache), str(number % 2)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    said = [racer.communicate(timeout=60) for racer in racers]
    assert {out for out, _ in said} == {f"{len(metrics_of(path))} face: Corp\ns\n"}, said
    assert not list((cache / "font-metrics").glob("*.part"))


SOUND = "face: A\nem: 1000\n---\n0041 600 700*3\n---\nA\tV-80\n---\nA\tV-80\n"
BROKEN = [
    ("cut off", SOUND[:30], "ends too early"),
    ("no last line's end", SOUND[:-1], "ends too early"),
    ("no em", SOUND.replace("em: 1000", "me: 1000"), "no em"),
    ("an em of nothing", SOUND.replace("1000", "0"), "no em"),
    ("an em beyond all", SOUND.replace("1000", "99999"), "no em"),
    ("no widths", SOUND.replace("600", "6OO"), "no widths"),
    ("a negative width", SOUND.replace("600", "-600"), "no widths"),
    ("no such character", SOUND.replace("0041", "110000"), "no widths"),
    ("a run of a million", SOUND.replace("700*3", "700*1000000"), "no widths"),
    ("a run out of its block", SOUND.replace("700*3", "700*999"), "too long"),
    ("no pairs", SOUND.replace("V-80", "V-"), "no pairs"),
]


def test_sound_metrics_are_taken() -> None:
    assert why_no_metrics(SOUND) is None
    assert why_no_metrics(SOUND.replace("0041", "20041").replace("A\tV-80", "\U00020041\t 80")) is None


@pytest.mark.parametrize(("text", "why"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken_metrics_are_told(text: str, why: str) -> None:
    assert why in (why_no_metrics(text) or "")


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_written_is_sound(tmp_path: Path, number: int) -> None:
    widths = {chr(0x4E00 + index): 1000 for index in range(600)} | {"A": 600, "\U0001f389": 1300}
    path = save(make_font("Corp", widths=widths if number == 1 else {"A": 5, "B": 6}), tmp_path / "corp.ttf")
    assert why_no_metrics(metrics_of(path)) is None
