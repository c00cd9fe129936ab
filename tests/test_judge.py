"""LibreOffice as the judge, on a sample: what `make bench-fit` does in full (see `tools/judge`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitdeck.scene.base import Frame
from summitdeck.typeset.model import EMU_PER_POINT, SINGLE
from summitdeck.typeset.profile import Profile
from tools.judge import boxes, placeholders
from tools.judge.__main__ import repository_decks
from tools.judge.drawn import DrawnLine, Text, find_text, overflow, wrong_sizes
from tools.judge.line_ends import bad_line_ends
from tools.judge.office import Office
from tools.judge.pdf import Glyph, Sheet
from tools.judge.slides import Judged, judge_decks, make_deck
from tools.judge.trials import most_wrong

SEED = 2014
TEMPLATES = (  # in faces that LibreOffice has, and drawn by others
    "Open-XML-SDK__CompBckgrndPres_TP10220211.potx",
    "Open-XML-SDK__MRDProductSteeringCommitteePresentation_TP10193309.potx",
    "Open-XML-SDK__SalesPropPres_TP10220213.potx",
    "ShapeCrawler__014.pptx",  # made by Google Slides
    "officer__example.pptx",
    "officer__template.pptx",
    "officer__test-layouts-ordering-3-masters.pptx",
    "python-pptx__no-slides.pptx",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("judge"))


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("kind", ["installed", "missing", "chinese", "korean", "awkward"])
def test_random_boxes_take_as_many_lines_as_computed(kind: str, office: Office) -> None:
    judged = boxes.judge_boxes(boxes.random_boxes(kind, 40, SEED), office, kind)
    found = boxes.verdict(judged, Profile.LIBREOFFICE)
    assert found.boxes == 40 and found.lines > 400
    wrong = [boxes.first_difference(each) for each in judged if each.count(Profile.LIBREOFFICE) != len(each.drawn)]
    most = 2 if kind == "awkward" else 1  # twice what is asked, since the sample is small
    assert len(wrong) <= most * most_wrong(office.version()) * 40, wrong


@pytest.mark.needs("soffice", "shared")
def test_no_placeholder_overflows_that_was_said_to_fit(office: Office, shared: Path) -> None:
    templates = [shared / "corpus" / "templates" / name for name in TEMPLATES]
    judged = list(placeholders.judge_placeholders(templates, 5, office, SEED))
    assert len({each.filled.template for each in judged}) >= 8 and len(judged) >= 36
    assert {each.fits for each in judged} == {True, False}  # else the sample says nothing
    found = placeholders.verdict(judged, Profile.LIBREOFFICE, fitted=False)
    wrong = [each.describe() for each in judged if each.is_wrong(Profile.LIBREOFFICE, fitted=False)]
    assert found.wrong_fits == 0 and found.wrong_overflows <= 1, wrong  # of 40; over hundreds 98 % are asked for
    assert placeholders.verdict(judged, None, fitted=True).wrong_fits == 0, wrong


def _faults(judged: Judged) -> list[str]:
    return [f"{fault.what}: {fault.where}" for fault in judged.faults]


@pytest.mark.needs("soffice")
def test_fitted_slides_do_not_overflow_and_are_drawn_as_planned(office: Office, tmp_path: Path) -> None:
    make_deck(tmp_path / "own", {"body": 12, "title": 4, "columns": 4, "table": 4, "caption": 4}, SEED)
    (judged,) = judge_decks([tmp_path / "own"], office)
    assert judged.pages == 28 and judged.texts > 60 and judged.shrunk >= 12 and judged.tables == 4
    assert _faults(judged) == []


@pytest.mark.needs("soffice", "shared")
def test_nor_do_they_on_templates_of_others(office: Office, shared: Path, tmp_path: Path) -> None:
    decks = [tmp_path / name.replace(".", "-") for name in TEMPLATES]
    for deck, name in zip(decks, TEMPLATES, strict=True):
        make_deck(deck, {"body": 2, "title": 1, "table": 1}, SEED, shared / "corpus" / "templates" / name)
    judged = list(judge_decks(decks, office))
    assert len(judged) == 8 and all(each.pages >= 3 and each.texts >= 6 and each.shrunk for each in judged)
    assert [fault for each in judged for fault in _faults(each)] == []


@pytest.mark.needs("soffice")
def test_the_decks_of_this_repository_are_drawn_as_planned(office: Office) -> None:
    decks = repository_decks()
    judged = list(judge_decks(decks, office))
    assert len(judged) == len(decks) >= 5 and all(each.lines for each in judged)
    assert [fault for each in judged for fault in _faults(each)] == []


TEXT = Text(
    "page 1, body",
    Frame(100 * EMU_PER_POINT, 50 * EMU_PER_POINT, 200 * EMU_PER_POINT, 48 * EMU_PER_POINT),
    "t",
    ("あいうえ、お",),
    (2000,),
    (SINGLE,),
)


def _sheet(*rows: tuple[str, float], size: float = 20.0) -> Sheet:
    """Glyphs of these rows, each with its baseline, from the frame's left side on."""
    glyphs = [Glyph(text, 100 + size * place, y, size) for row, y in rows for place, text in enumerate(row)]
    return Sheet(tuple(glyphs), ())


def test_the_judge_sees_what_fits_and_what_overflows() -> None:
    drawn = find_text(TEXT, _sheet(("あいうえ、", 70), ("お", 94)))
    assert drawn is not None and [(line.text, line.starts, line.ends) for line in drawn] == [
        ("あいうえ、", True, False),
        ("お", False, True),
    ]
    assert overflow(TEXT, drawn) == pytest.approx(0)
    lower = find_text(TEXT, _sheet(("あいう", 70), ("え、", 94), ("お", 118)))
    assert lower is not None and overflow(TEXT, lower) == pytest.approx(24)


def test_the_judge_sees_another_size() -> None:
    drawn = find_text(TEXT, _sheet(("あいうえ、お", 70), size=19.5))
    assert drawn is not None and wrong_sizes(TEXT, drawn) == ["'あいうえ、お' 19.50 pt for 20"]
    assert find_text(TEXT, _sheet(("あいうえ", 70))) is None  # a part is not the text


@pytest.mark.parametrize(
    ("lines", "bad"),
    [
        (["あいう、", "えお"], 0),
        (["あいう", "、えお"], 1),
        (["あいう", "」えお"], 1),
        (["サ", "ーバ"], 1),
        (["あい（", "うえ"], 1),
        (["see (", "page)"], 0),  # no East Asian text beside it
    ],
)
def test_the_judge_sees_forbidden_line_ends(lines: list[str], bad: int) -> None:
    drawn = [DrawnLine(0, text, index == 0, False, 0.0, (20.0,)) for index, text in enumerate(lines)]
    assert len(bad_line_ends(drawn)) == bad
