"""Font files: the names under which a face is found, and files that are not what they say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import Trouble
from summitdeck.assets.font_files import FONT_LIMIT, FontFace, Match, read_faces, read_font, read_names, read_table
from typeset.fonts import bomb_woff, make_font, make_variable, save, save_collection


def faces_of(path: Path) -> tuple[tuple[FontFace, tuple[Match, ...]], ...]:
    found = read_faces(path)
    assert not isinstance(found, Trouble), found.message
    return found


def keys(path: Path, rank: int) -> set[str]:
    return {match.key for _, matches in faces_of(path) for match in matches if match.rank == rank}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ＭＳ Ｐゴシック", "mspゴシック"),
        ("MS PGothic", "mspgothic"),
        ("Source Sans Pro-Light", "sourcesansprolight"),
        ("Fira_Code", "firacode"),
    ],
)
def test_spelling_does_not_count(name: str, key: str) -> None:
    assert face_key(name) == key


def test_a_face_goes_by_its_names_in_all_languages(tmp_path: Path) -> None:
    path = save(make_font("Corp Gothic", japanese="社内ゴシック"), tmp_path / "corp.ttf")
    assert keys(path, 0) == {"corpgothic", "社内ゴシック"}
    assert "corpgothicregular" in keys(path, 2)


def test_a_weight_goes_by_its_own_name_and_by_that_of_all_weights(tmp_path: Path) -> None:
    light = make_font("Corp Sans Light", typographic=("Corp Sans", "Light"), weight=300)
    path = save(light, tmp_path / "light.ttf")
    assert (keys(path, 0), keys(path, 1)) == ({"corpsanslight"}, {"corpsans"})
    (face, _), *_ = faces_of(path)
    assert (face.weight, face.bold, face.italic) == (300, False, False)


def test_names_of_the_mac_and_of_old_windows_encodings_are_read(tmp_path: Path) -> None:
    builder = make_font("Corp")
    builder.font["name"].setName("社内明朝".encode("shift_jis"), 1, 1, 1, 11)
    builder.font["name"].setName("社内丸".encode("cp932"), 1, 3, 2, 1041)
    path = save(builder, tmp_path / "corp.ttf")
    assert {"corp", "社内明朝", "社内丸"} <= keys(path, 0)


def test_a_collection_has_many_faces(tmp_path: Path) -> None:
    fonts = [make_font("Corp A"), make_font("Corp B", "Bold Italic")]
    path = save_collection(fonts, tmp_path / "corp.ttc")
    found = [face for face, _ in faces_of(path)]
    assert [(face.number, face.weight, face.bold, face.italic) for face in found] == [
        (0, 400, False, False),
        (1, 700, True, True),
    ]


def test_a_variable_font_states_its_axis_and_its_instances(tmp_path: Path) -> None:
    ((face, matches),) = faces_of(save(make_variable("Corp Flex"), tmp_path / "flex.ttf"))
    assert (face.lightest, face.usual, face.heaviest) == (400, 400, 900)
    assert Match("corpflexsemibold", 3, 600) in matches


def test_a_woff_is_unpacked(tmp_path: Path) -> None:
    plain = save(make_font("Corp"), tmp_path / "corp.ttf")
    packed = save(make_font("Corp"), tmp_path / "corp.woff")
    assert packed.read_bytes()[:4] == b"wOFF"
    assert keys(packed, 0) == keys(plain, 0)
    data = read_font(packed)
    assert isinstance(data, bytes)
    assert read_table(data, 0, b"hmtx") == read_table(plain.read_bytes(), 0, b"hmtx") != b""
    assert read_names(data, 0)[1] == ("Corp",)
    assert read_table(data, 7, b"hmtx") == b""


def sound() -> bytes:
    from io import BytesIO

    data = BytesIO()
    make_font("Corp").font.save(data)
    return data.getvalue()


def without(tag: str) -> bytes:
    from io import BytesIO

    font = TTFont(BytesIO(sound()))
    del font[tag]
    data = BytesIO()
    font.save(data)
    return data.getvalue()


BROKEN: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("empty", "a.ttf", lambda: b"", "ends too early"),
    ("not a font", "a.ttf", lambda: b"%PDF-1.7 and so on", "something else"),
    ("cut off", "a.ttf", lambda: sound()[: len(sound()) // 2], "ends too early"),
    ("no names", "a.ttf", lambda: without("name"), "missing"),
    ("no characters", "a.ttf", lambda: without("cmap"), "missing"),
    ("65535 tables", "a.ttf", lambda: b"\0\1\0\0" + b"\xff" * 200, "65535 tables"),
    ("a collection of four billion faces", "a.ttc", lambda: b"ttcf" + b"\xff" * 200, "4294967295 faces"),
    ("WOFF2", "a.woff2", lambda: b"wOF2" + b"\0" * 100, "WOFF2"),
    ("a WOFF cut off", "a.woff", lambda: bomb_woff(100, 100)[:70], "ends too early"),
    ("a WOFF that promises 4 GB", "a.woff", lambda: bomb_woff(2**32 - 1, 1000), "larger than 128 MiB"),
    ("a WOFF that unpacks to more than it says", "a.woff", lambda: bomb_woff(100_000, 10**8), "missing"),
]


@pytest.mark.parametrize(("name", "make", "why"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_is_broken_is_told(tmp_path: Path, name: str, make: Callable[[], bytes], why: str) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    found = read_faces(path)
    assert isinstance(found, Trouble)
    assert (found.code, name in found.message, why in found.message) == ("unreadable-font", True, True), found.message


def test_a_woff_is_unpacked_no_further_than_it_promises(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "bomb.woff"
    path.write_bytes(bomb_woff(1000, 2 * 10**8))
    tracemalloc.start()
    read_faces(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < FONT_LIMIT + 10**7  # reading a file may set that much aside


def test_a_huge_file_and_a_folder_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.ttf"
    with path.open("wb") as file:
        file.truncate(FONT_LIMIT + 1)
    assert isinstance(read_faces(path), Trouble)
    assert isinstance(read_font(path), Trouble)
    assert isinstance(read_faces(tmp_path), Trouble)
    assert isinstance(read_faces(tmp_path / "missing.ttf"), Trouble)


SOUND = sound()


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_no_damage_crashes(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for at, value in changes:
        data[at] = value
    path = tmp_path / "damaged.ttf"
    path.write_bytes(data)
    assert isinstance(read_faces(path), tuple | Trouble)
