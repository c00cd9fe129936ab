"""Faces: what stands for each, how sure that is, and the numbers that are shipped."""

from __future__ import annotations

import pytest

from summitdeck.typeset.advances import FOLDER, Advances, read_shipped
from summitdeck.typeset.faces import FaceKind, resolve_face, substitute_width

FACES = [
    # name                      kind                  stands in              em of "Hamburgefonstiv 123"
    ("Carlito", FaceKind.EXACT, "Carlito", 8.780),
    ("Calibri", FaceKind.COMPATIBLE, "Carlito", 8.780),
    ("Cambria", FaceKind.COMPATIBLE, "Caladea", 8.671),
    ("Georgia", FaceKind.COMPATIBLE, "Gelasio", 9.541),
    ("Arial", FaceKind.COMPATIBLE, "Liberation Sans", 9.505),
    ("Helvetica", FaceKind.COMPATIBLE, "Liberation Sans", 9.505),
    ("Times New Roman", FaceKind.COMPATIBLE, "Liberation Serif", 8.749),
    ("Courier New", FaceKind.COMPATIBLE, "Liberation Mono", 11.402),
    ("Consolas", FaceKind.COMPATIBLE, "Consolas", 10.446),
    ("Noto Sans CJK JP", FaceKind.EXACT, "Noto Sans CJK JP", 10.019),
    ("Noto Sans JP", FaceKind.COMPATIBLE, "Noto Sans CJK JP", 10.019),
    ("ＭＳ ゴシック", FaceKind.COMPATIBLE, "ＭＳ ゴシック", 9.5),
    ("MS Gothic", FaceKind.COMPATIBLE, "MS Gothic", 9.5),
    ("ＭＳ Ｐゴシック", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 0.95 * 1.03),
    ("Yu Gothic", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 1.06 * 1.03),
    ("游ゴシック Light", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 1.06 * 1.03),
    ("メイリオ", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 1.15 * 1.03),
    ("Verdana", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 1.149 * 1.03),
    ("Aptos", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 1.03),
    ("Calibri Light", FaceKind.ESTIMATED, "Carlito", 8.780 * 1.03),
    ("Segoe UI Semibold", FaceKind.ESTIMATED, "Liberation Sans", 9.505 * 0.995 * 1.05 * 1.03),
    ("Nobody Knows Sans", FaceKind.UNKNOWN, "Arial", 9.505 * 1.13),
    ("Nobody Knows Light", FaceKind.UNKNOWN, "Arial", 9.505 * 1.13),
]


@pytest.mark.parametrize(("name", "kind", "stand_in", "width"), FACES, ids=[row[0] for row in FACES])
def test_a_face_is_resolved(name: str, kind: FaceKind, stand_in: str, width: float) -> None:
    face = resolve_face(name)
    assert (face.kind, face.stand_in) == (kind, stand_in)
    assert sum(face.width(c, False, False) for c in "Hamburgefonstiv 123") == pytest.approx(width, abs=0.002)


def test_spelling_does_not_count() -> None:
    names = ("MS PGothic", "ms pgothic", "MS-PGothic", "ＭＳ ＰＧｏｔｈｉｃ")
    assert {resolve_face(name).factor for name in names} == {resolve_face("ＭＳ Ｐゴシック").factor}


WIDTHS = [
    # face, bold, italic, text, units of 1/1000 em; the published advances of the fonts
    ("Calibri", False, False, "A", 579),
    ("Calibri", True, False, "A", 606),
    ("Calibri", False, True, "A", 579),
    ("Calibri", False, False, "é", 498),
    ("Calibri", False, False, "Ж", 801),
    ("Arial", False, False, "A", 667),
    ("Arial", True, True, "A", 722),
    ("Arial", False, False, "→", 1000),
    ("Times New Roman", False, False, "fi", 611),
    ("Courier New", True, True, "i", 600),
    ("Calibri", False, False, "\u00a0", 226),  # no-break space: as a space
    ("Calibri", False, False, "\u2011", 306),  # non-breaking hyphen: as a hyphen
    ("Calibri", False, False, "\u00ad\u200b\u200d\ufe0f", 0),  # soft hyphen and joiners draw nothing
    ("Calibri", False, False, "e\u0301", 498),  # a combining mark takes no room
    ("Calibri", False, False, "①", 1000),  # not in the face: as another draws it
    ("Calibri", False, False, "\U0001f389", 1400),
    ("Consolas", False, False, "iW", 1100),
]


@pytest.mark.parametrize(("name", "bold", "italic", "text", "expected"), WIDTHS)
def test_characters_have_their_widths(name: str, bold: bool, italic: bool, text: str, expected: int) -> None:
    width = sum(resolve_face(name).width(character, bold, italic) for character in text)
    assert round(1000 * width) == expected


def test_latin_faces_are_as_wide_as_measured_relative_to_arial() -> None:
    """Within 2 %: the mean of a corpus of slides, measured before this code was written."""
    text = "The quick brown fox jumps over lazy dogs, and keeps the skills in-house; 41 of 60 said so"
    arial = sum(resolve_face("Arial").width(c, False, False) for c in text)
    for name, ratio in {
        "Carlito": 0.905,
        "Caladea": 0.906,
        "Times New Roman": 0.919,
        "Noto Sans CJK JP": 1.025,
    }.items():
        assert sum(resolve_face(name).width(c, False, False) for c in text) / arial == pytest.approx(ratio, rel=0.02)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_shipped_metrics_name_their_origin_and_licence(path: object) -> None:
    text = FOLDER.joinpath(str(path)).read_text(encoding="utf-8")
    head = dict(line.split(": ", 1) for line in text.partition("\n---\n")[0].splitlines())
    assert list(head) == ["face", "style", "origin", "licence", "copyright", "em"]
    assert "SIL Open Font License" in head["licence"]
    metrics = Advances(text)
    assert metrics.em in (1000, 2048)
    assert all(metrics.width(chr(point)) for point in range(0x20, 0x7F))


def test_every_style_of_every_face_is_shipped() -> None:
    for name in ("Calibri", "Cambria", "Georgia", "Arial", "Times New Roman", "Courier New", "Noto Sans CJK JP"):
        for bold in (False, True):
            for italic in (False, True):
                assert resolve_face(name).width("x", bold, italic) > 0.2


def test_kern_pairs() -> None:
    arial = read_shipped("liberationsans-regular")
    assert (arial.kern()["AV"], arial.kern()[" A"], len(arial.kern())) == (-152, -113, 908)
    carlito = read_shipped("carlito-regular")
    assert not carlito.kern()  # it has no legacy table, which is the one PowerPoint reads
    assert carlito.shaped()["tt"] == -73  # a ligature
    assert read_shipped("notosanscjkjp-regular").shaped()["バン"] == 50


def test_a_guessed_face_is_not_kerned() -> None:
    assert resolve_face("Verdana").pairs(False, False, shaped=True)[0] == {}
    assert resolve_face("Arial").pairs(False, False, shaped=False)[0]["AV"] == -152


def test_substitutes() -> None:
    assert substitute_width("\u2003") == 1.0  # em space
    assert substitute_width("\u0e01") == 0.7  # a Thai letter, taken wide
    assert substitute_width("\u0561") == 0.8  # an Armenian one
