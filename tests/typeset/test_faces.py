"""Faces: what stands for each, how sure that is, and the numbers that are shipped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from summitdeck.typeset.advances import FOLDER, Advances, read_shipped, why_no_metrics
from summitdeck.typeset.face_tables import SHIPPED as SHIPPED_FACES
from summitdeck.typeset.faces import FaceKind, FaceSource, is_settled, resolve_face, substitute_width

EXACT, COMPATIBLE, ESTIMATED, UNKNOWN = FaceKind
SHIPPED, NONE = FaceSource.SHIPPED, FaceSource.NONE
FACES = [
    # name, how far it can be trusted, where its numbers come from, the face they are of, em of "Hamburgefonstiv 123",
    # and what LibreOffice draws where it differs
    ("Carlito", EXACT, SHIPPED, "Carlito", 8.780, None),
    ("DejaVu Sans", EXACT, SHIPPED, "DejaVu Sans", 10.875, None),
    ("Gelasio", EXACT, SHIPPED, "Gelasio", 9.541, "DejaVu Serif"),
    ("Calibri", COMPATIBLE, SHIPPED, "Carlito", 8.780, None),
    ("Cambria", COMPATIBLE, SHIPPED, "Caladea", 8.671, None),
    ("Georgia", COMPATIBLE, SHIPPED, "Gelasio", 9.541, "DejaVu Serif"),
    ("Arial", COMPATIBLE, SHIPPED, "Liberation Sans", 9.505, None),
    ("ArialMT", COMPATIBLE, SHIPPED, "Liberation Sans", 9.505, "DejaVu Sans"),
    ("Helvetica", COMPATIBLE, SHIPPED, "Liberation Sans", 9.505, None),
    ("Times New Roman", COMPATIBLE, SHIPPED, "Liberation Serif", 8.749, None),
    ("Courier New", COMPATIBLE, SHIPPED, "Liberation Mono", 11.402, None),
    ("Consolas", COMPATIBLE, SHIPPED, "Consolas", 10.446, "DejaVu Sans Mono"),
    ("Noto Sans CJK JP", EXACT, SHIPPED, "Noto Sans CJK JP", 10.019, None),
    ("Noto Sans JP", COMPATIBLE, SHIPPED, "Noto Sans CJK JP", 10.019, "DejaVu Sans"),
    ("ＭＳ ゴシック", COMPATIBLE, SHIPPED, "ＭＳ ゴシック", 9.5, "DejaVu Sans Mono"),
    ("MS Gothic", COMPATIBLE, SHIPPED, "MS Gothic", 9.5, "DejaVu Sans Mono"),
    ("ＭＳ 明朝", COMPATIBLE, SHIPPED, "ＭＳ 明朝", 9.5, "DejaVu Serif"),
    ("ＭＳ Ｐゴシック", ESTIMATED, NONE, "Liberation Sans", 9.505 * 0.95 * 1.03, "DejaVu Sans"),
    ("Yu Gothic", ESTIMATED, NONE, "Liberation Sans", 9.505 * 1.06 * 1.03, "DejaVu Sans"),
    ("游ゴシック Light", ESTIMATED, NONE, "Liberation Sans", 9.505 * 1.06 * 1.03, "DejaVu Sans"),
    ("メイリオ", ESTIMATED, NONE, "Liberation Sans", 9.505 * 1.15 * 1.03, "DejaVu Sans"),
    ("Verdana", ESTIMATED, NONE, "Liberation Sans", 9.505 * 1.149 * 1.03, "DejaVu Sans"),
    ("Aptos", ESTIMATED, NONE, "Liberation Sans", 9.505 * 1.03, "DejaVu Sans"),
    ("Calibri Light", ESTIMATED, NONE, "Carlito", 8.780 * 1.03, "DejaVu Sans"),
    ("Segoe UI Semibold", ESTIMATED, NONE, "Liberation Sans", 9.505 * 0.995 * 1.05 * 1.03, "DejaVu Sans"),
    ("Wingdings", ESTIMATED, NONE, "Wingdings", 19 * 0.9, None),
    ("Palatino Linotype", UNKNOWN, NONE, "Arial", 9.505 * 1.13, "DejaVu Serif"),
    ("Nobody Knows Sans", UNKNOWN, NONE, "Arial", 9.505 * 1.13, "DejaVu Sans"),
    ("Nobody Knows Light", UNKNOWN, NONE, "Arial", 9.505 * 1.13, "DejaVu Sans"),
]


@pytest.mark.parametrize(
    ("name", "kind", "source", "stand_in", "width", "libreoffice"), FACES, ids=[row[0] for row in FACES]
)
def test_a_face_is_resolved(
    name: str, kind: FaceKind, source: FaceSource, stand_in: str, width: float, libreoffice: str | None
) -> None:
    face = resolve_face(name)
    assert (face.kind, face.source, face.path, face.stand_in) == (kind, source, None, stand_in)
    assert face.libreoffice == libreoffice
    assert sum(face.width(c, False, False) for c in "Hamburgefonstiv 123") == pytest.approx(width, abs=0.002)


PHRASES = {
    "Carlito": "its own widths",
    "Calibri": "Carlito, which is as wide",
    "Consolas": "0.55 em for each letter, by its design",
    "Verdana": "Arial × 1.149 and 3 % more: an estimate",
    "Aptos": "Arial and 3 % more: an estimate",
    "Calibri Light": "Carlito and 3 % more: an estimate",
    "Wingdings": "0.9 em for each sign: an estimate",
    "Nobody": "unknown: Arial × 1.13, as wide as common faces get",
}


@pytest.mark.parametrize("name", PHRASES)
def test_a_face_says_what_its_widths_are(name: str) -> None:
    assert resolve_face(name).describe() == PHRASES[name]


@pytest.mark.parametrize(
    ("name", "east_asian", "settled"),
    [
        ("Calibri", False, True),
        ("Consolas", False, True),
        ("Wingdings", False, True),
        ("Verdana", False, False),
        ("Calibri Light", False, False),
        ("Nobody", True, False),
        ("Yu Gothic", False, False),
        ("Yu Gothic", True, True),
        ("游ゴシック Light", True, True),
        ("Yu Gothic UI", True, False),
        ("ＭＳ Ｐゴシック", True, False),
    ],
)
def test_what_is_settled_without_a_font_file(name: str, east_asian: bool, settled: bool) -> None:
    assert is_settled(resolve_face(name), east_asian) is settled


def golden() -> Iterator[tuple[str, bool, str, str]]:
    for block in Path(__file__).with_name("golden_widths.txt").read_text(encoding="utf-8").split("\n\n")[1:]:
        name, *rows = block.strip("\n").split("\n")
        face, _, style = name.strip("[]").rpartition(" ")
        for row in rows:
            width, text = row[:6].strip(), row[7:]
            if width != "-":
                yield face, style == "Bold", text, width


@pytest.mark.parametrize(("name", "bold"), dict.fromkeys((name, bold) for name, bold, _, _ in golden()))
def test_texts_are_as_wide_as_harfbuzz_sets_them(name: str, bold: bool) -> None:
    """Within 0.4 %, 1 % beyond ASCII: pairs are kept of ASCII only, and ligatures of two letters."""
    face = resolve_face(name)
    pairs, em = face.pairs(bold, False, shaped=True)
    held = 0
    for face_name, style, text, expected in golden():
        if (face_name, style) != (name, bold) or None in [face.own_width(c, bold, False) for c in text]:
            continue
        kerned = sum(pairs.get(a + b, 0) for a, b in pairwise(text)) / em
        width = sum(face.width(character, bold, False) for character in text) + kerned
        assert 1000 * width == pytest.approx(int(expected), rel=0.004 if text.isascii() else 0.01), text
        held += 1
    assert held >= 14


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
    licence = "Bitstream Vera licence" if head["face"].startswith("DejaVu") else "SIL Open Font License"
    assert licence in head["licence"]
    assert why_no_metrics(text) is None
    metrics = Advances(text)
    assert metrics.em in (1000, 2048)
    assert all(metrics.width(chr(point)) for point in range(0x20, 0x7F))


def test_every_style_of_every_face_is_shipped() -> None:
    for name, _ in SHIPPED_FACES.values():
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
