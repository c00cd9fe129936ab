"""`font-estimated` and `font-stand-in`: faces that are not here."""

from __future__ import annotations

import pytest

from checked import narrow_base, told
from summitdeck.checks.fonts import check_guessed_faces, check_stand_ins
from summitdeck.typeset.faces import FaceKind, FaceMetrics, resolve_face
from summitdeck.typeset.model import Face

COMPANY = narrow_base(Face("Company Sans", "Company Gothic"))
CALIBRI = narrow_base(Face("Calibri", "Yu Gothic"))
LATIN = "body: [some words, more words]\n"


def test_a_guessed_face_is_told_once_where_the_template_is_named() -> None:
    (line,) = told(check_guessed_faces, LATIN, base=COMPANY, template="company.potx", pages=3)
    assert line.startswith("deck.yaml:1:18+12 warning font-estimated: the widths of the face 'Company Sans' are an ")


def test_without_a_named_template_it_is_told_at_the_first_text_in_the_face() -> None:
    (line,) = told(check_guessed_faces, "body: [日本語だけ, some words]\n", base=COMPANY)
    assert line.startswith("slide.yaml:1:15+10 warning font-estimated: ")


def test_characters_that_are_an_em_wide_in_any_face_need_none() -> None:
    assert told(check_guessed_faces, "body: [日本語だけ、全角１２３]\n", base=COMPANY) == []


def test_faces_whose_widths_are_known_pass() -> None:
    assert told(check_guessed_faces, LATIN, base=CALIBRI) == []
    assert told(check_guessed_faces, LATIN) == []


def test_code_has_a_face_of_its_own() -> None:
    def faces(name: str) -> FaceMetrics:
        known = resolve_face(name)
        return FaceMetrics(name, FaceKind.UNKNOWN, "Arial", known.read) if name == "Consolas" else known

    assert told(check_guessed_faces, LATIN, faces=faces) == []
    for body in ("body: ['some `code`']\n", "body:\n  code: x = 1\n", "body:\n  table: [['`x`']]\n"):
        (line,) = told(check_guessed_faces, body, faces=faces)
        assert "'Consolas'" in line


def test_a_face_that_is_as_wide_is_only_noted() -> None:
    assert told(check_stand_ins, LATIN, base=CALIBRI, template="x.potx") == [
        "deck.yaml:1:18+6 note font-stand-in: the face 'Calibri' is measured by Carlito, which is as wide"
    ]


@pytest.mark.parametrize(("face", "own"), [("Calibri", True), ("Liberation Sans", False), ("Consolas", False)])
def test_our_own_template_and_what_needs_no_other_face_are_not_noted(face: str, own: bool) -> None:
    base = narrow_base(Face(face, "Yu Gothic"))
    assert told(check_stand_ins, LATIN, base=base, is_own_template=own) == []
