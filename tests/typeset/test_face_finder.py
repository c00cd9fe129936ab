"""Faces of font files: in which order they are looked for, what is told of them, and what LibreOffice has of them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Emu

from summitdeck.assets import font_index
from summitdeck.assets.face_names import face_key
from summitdeck.assets.files import Trouble
from summitdeck.assets.font_index import FontIndex, index_files
from summitdeck.typeset.bullets import text_left
from summitdeck.typeset.face_finder import FaceFinder, find_faces
from summitdeck.typeset.face_list import dump_face, list_faces
from summitdeck.typeset.faces import FaceKind, FaceSource
from summitdeck.typeset.height import natural_width
from summitdeck.typeset.model import Face
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import is_surely_one_line
from summitdeck.typeset.setting import set_paragraph
from typeset.fonts import make_font, make_variable, save
from typeset.looks import POINT, level, look, paragraph

PP, LO = Profile.POWERPOINT, Profile.LIBREOFFICE
WORD = "Hamburgefonstiv"
KANA = {"あ": 800, "い": 700, "ー": 900, "日": 1000, "、": 500, "…": 900, " ": 300, "A": 650, "ｱ": 400}


@dataclass
class Place:
    """A deck's and a template's folder, and the fonts of a machine."""

    folder: Path
    installed: list[Path]
    asked: list[str]

    @property
    def deck(self) -> Path:
        return self.folder / "deck" / "fonts"

    @property
    def template(self) -> Path:
        return self.folder / "template" / "fonts"

    def install(self, path: Path) -> None:
        self.installed.append(path)

    def finder(self) -> FaceFinder:
        return find_faces([self.deck, self.template])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Folders, and a machine without any font but those that the test installs."""
    made = Place(tmp_path, [], [])

    def installed_fonts() -> FontIndex:
        made.asked.append("machine")
        return index_files(made.installed)[0]

    monkeypatch.setattr(font_index, "installed_fonts", installed_fonts)
    monkeypatch.setenv("SUMMITDECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SUMMITDECK_FONTS", raising=False)
    return made


def em(finder: FaceFinder, name: str, character: str = "A", bold: bool = False) -> float:
    return finder(name).width(character, bold, False)


def test_the_order_in_which_a_face_is_looked_for(place: Place) -> None:
    def sources() -> tuple[str, float]:
        face = place.finder()("Corp")
        return face.source.value, round(face.width("A", False, False), 3)

    assert sources() == ("none", 0.754)
    place.install(save(make_font("Corp", widths={"A": 100}), place.folder / "system" / "corp.ttf"))
    assert sources() == ("installed", 0.1)
    (dumped,) = dump(place.finder(), "Corp").values()
    place.template.mkdir(parents=True)
    (place.template / "corp.txt").write_text(dumped.replace("0041 100", "0041 200"), encoding="utf-8")
    assert sources() == ("metrics file", 0.2)
    save(make_font("Corp", widths={"A": 300}), place.template / "corp.ttf")
    assert sources() == ("fonts folder", 0.3)
    place.deck.mkdir(parents=True)
    (place.deck / "corp.txt").write_text(dumped.replace("0041 100", "0041 400"), encoding="utf-8")
    assert sources() == ("metrics file", 0.4)
    save(make_font("Corp", widths={"A": 500}), place.deck / "sub" / "corp.woff")
    assert sources() == ("fonts folder", 0.5)


def dump(finder: FaceFinder, name: str) -> dict[str, str]:
    found = dump_face(name, finder)
    assert not isinstance(found, Trouble), found.message
    return dict(found)


def test_what_is_shipped_is_the_same_on_every_machine(place: Place) -> None:
    place.install(save(make_font("Calibri", widths={"A": 1}), place.folder / "calibri.ttf"))
    finder = place.finder()
    for name in ("Calibri", "Arial", "Cambria", "Consolas", "Georgia", "MS Gothic", "Wingdings"):
        assert finder(name).source in (FaceSource.SHIPPED, FaceSource.NONE)
    assert not place.asked
    save(make_font("Calibri", widths={"A": 2}), place.deck / "calibri.ttf")
    assert em(place.finder(), "Calibri") == 0.002


def test_a_face_is_found_by_any_of_its_names(place: Place) -> None:
    save(make_font("Corp Gothic", japanese="社内ゴシック"), place.deck / "a.ttf")
    save(make_font("Corp Light", typographic=("Corp", "Light"), weight=300), place.deck / "b.ttf")
    finder = place.finder()
    for name in ("Corp Gothic", "corp-gothic", "社内ゴシック", "Corp Light", "Corp", "Corp Gothic Regular"):
        assert finder(name).kind is FaceKind.EXACT, name
    assert finder("Corp Bold").kind is FaceKind.UNKNOWN


def test_styles_have_their_own_widths_and_missing_ones_the_regular(place: Place) -> None:
    save(make_font("Corp", widths={"A": 600}), place.deck / "r.ttf")
    save(make_font("Corp", "Bold", widths={"A": 650}), place.deck / "b.ttf")
    save(make_font("Solo", widths={"A": 300}), place.deck / "s.ttf")
    finder = place.finder()
    assert [em(finder, "Corp", bold=bold) for bold in (False, True)] == [0.6, 0.65]
    assert [em(finder, "Solo", bold=bold) for bold in (False, True)] == [0.3, 0.3]


def test_a_named_weight_of_a_variable_font_is_an_estimate(place: Place) -> None:
    save(make_variable("Flex", wider=100), place.deck / "flex.ttf")
    finder = place.finder()
    found = {name: (finder(name).kind, em(finder, name)) for name in ("Flex", "Flex Regular", "Flex SemiBold")}
    assert found == {
        "Flex": (FaceKind.EXACT, 0.6),
        "Flex Regular": (FaceKind.EXACT, 0.6),
        "Flex SemiBold": (FaceKind.ESTIMATED, 0.64),
    }
    assert em(finder, "Flex", bold=True) == 0.66


ELSEWHERE = [  # name, where it is found, what LibreOffice draws
    ("Beside", FaceSource.FOLDER, "DejaVu Sans"),
    ("Dumped", FaceSource.METRICS, "DejaVu Sans"),
    ("Here", FaceSource.INSTALLED, None),
]


def test_libreoffice_has_only_what_is_installed(place: Place) -> None:
    place.install(save(make_font("Here"), place.folder / "here.ttf"))
    place.install(save(make_font("Dumped"), place.folder / "dumped.ttf"))
    save(make_font("Beside"), place.deck / "beside.ttf")
    for name, text in dump(place.finder(), "Dumped").items():
        (place.deck / name).write_text(text, encoding="utf-8")
    finder = place.finder()
    for name, source, drawn in ELSEWHERE:
        assert (finder(name).source, finder(name).libreoffice) == (source, drawn)
        widths = {
            profile: set_paragraph(paragraph("A", look(face=Face(name, ""))), 99 * POINT, profile, faces=finder).widths[
                0
            ]
            for profile in Profile
        }
        assert abs(widths[PP] - 0.6 * 20 * POINT) < 0.01 * POINT
        dejavu = 1401 / 2048
        assert abs(widths[LO] - (dejavu if drawn else 0.6) * 20 * POINT) < 0.1 * POINT


def test_kana_of_a_proportional_face_are_measured_where_the_face_is_known(place: Place) -> None:
    style = look(face=Face("Arial", "Corp P Gothic"))

    def widths() -> tuple[float, float]:
        finder = place.finder()
        pp, lo = (set_paragraph(paragraph("あいー日ｱ", style), 999 * POINT, p, faces=finder).widths[0] for p in Profile)
        return round(pp / POINT, 1), round(lo / POINT, 1)

    by_design = 4.5 * 20
    assert widths() == (by_design, pytest.approx(by_design, rel=0.01))
    place.install(save(make_font("Corp P Gothic", widths=KANA), place.folder / "p.ttf"))
    own = 3.8 * 20
    assert widths() == (own, pytest.approx(own, rel=0.01))
    save(make_font("Corp P Gothic", widths=KANA), place.deck / "p.ttf")
    assert widths() == (own, pytest.approx(by_design, rel=0.01))  # LibreOffice draws another


def test_a_face_one_em_wide_by_design_is_not_looked_for(place: Place) -> None:
    style = look(face=Face("Calibri", "Yu Gothic"))
    set_paragraph(paragraph("日本…A、→「バン」", style), 999 * POINT, PP, faces=place.finder())
    assert not place.asked
    set_paragraph(paragraph("A", look(face=Face("Yu Gothic", ""))), 999 * POINT, PP, faces=place.finder())
    assert place.asked


def test_the_machine_can_be_kept_out(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.install(save(make_font("Corp"), place.folder / "corp.ttf"))
    assert find_faces([], installed=False)("Corp").kind is FaceKind.UNKNOWN
    monkeypatch.setenv("SUMMITDECK_FONTS", "shipped")
    assert place.finder()("Corp").kind is FaceKind.UNKNOWN
    assert not place.asked


def test_a_face_is_resolved_once_and_finders_are_told_apart(place: Place) -> None:
    finder = place.finder()
    assert finder("Corp") is finder("Corp")
    assert len({finder, place.finder()}) == 2


BROKEN: list[tuple[str, bytes, str]] = [
    ("corp.ttf", b"no font at all", "cannot be read as a font"),
    ("corp.ttc", b"ttcf", "cannot be read as a font"),
    ("corp.woff2", b"wOF2", "WOFF2"),
    ("corp.txt", b"face: Corp\nem: 1000\n---\n", "holds no metrics"),
]


@pytest.mark.parametrize(("name", "data", "why"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_broken_file_is_told_and_the_rest_is_used(place: Place, name: str, data: bytes, why: str) -> None:
    save(make_font("Sound"), place.deck / "sound.ttf")
    (place.deck / name).write_bytes(data)
    finder = place.finder()
    assert finder("Sound").kind is FaceKind.EXACT
    (problem,) = finder.problems
    assert (problem.code, problem.is_error) == ("unreadable-font", False)
    assert f"deck/fonts/{name}" in problem.message and why in problem.message
    assert problem.hint


def test_a_font_without_widths_is_told_when_it_is_asked_for(place: Place) -> None:
    save(make_font("Corp", widths={}), place.deck / "corp.ttf")
    finder = place.finder()
    assert not finder.problems
    assert finder("Corp").kind is FaceKind.UNKNOWN
    (problem,) = finder.problems
    assert "has no widths" in problem.message


def test_other_texts_in_the_folder_are_let_be(place: Place) -> None:
    place.deck.mkdir(parents=True)
    (place.deck / "OFL.txt").write_text("Copyright 2014", encoding="utf-8")
    (place.deck / "読んで.txt").write_bytes("社内用".encode("cp932"))
    (place.deck / ".DS_Store").write_bytes(b"\0")
    assert place.finder().problems == place.finder().paths == ()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_out_of_the_folder_is_not_followed(place: Place) -> None:
    outside = save(make_font("Secret"), place.folder / "secret.ttf")
    place.deck.mkdir(parents=True)
    (place.deck / "secret.ttf").symlink_to(outside)
    finder = place.finder()
    assert finder("Secret").kind is FaceKind.UNKNOWN
    assert ["leads out of the folder" in problem.message for problem in finder.problems] == [True]


def test_metrics_with_the_line_ends_of_windows(place: Place) -> None:
    place.install(save(make_font("Corp"), place.folder / "corp.ttf"))
    place.deck.mkdir(parents=True)
    for name, text in dump(place.finder(), "Corp").items():
        (place.deck / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    finder = place.finder()
    assert (finder("Corp").source, em(finder, "Corp"), finder.problems) == (FaceSource.METRICS, 0.6, ())


def test_a_dump_has_a_file_for_each_style(place: Place) -> None:
    for style, width in (("Regular", 600), ("Bold", 650)):
        place.install(save(make_font("Corp", style, {"A": width}, japanese="社内"), place.folder / f"{style}.ttf"))
    dumped = dump(place.finder(), "社内")
    assert list(dumped) == ["社内-regular.txt", "社内-bold.txt"]
    place.deck.mkdir(parents=True)
    for name, text in dumped.items():
        (place.deck / name).write_text(text, encoding="utf-8")
    place.installed.clear()
    finder = place.finder()
    for name in ("Corp", "社内"):
        assert [em(finder, name, bold=bold) for bold in (False, True)] == [0.6, 0.65]


def test_a_dump_of_a_variable_font_has_its_bold(place: Place) -> None:
    place.install(save(make_variable("Flex"), place.folder / "flex.ttf"))
    dumped = dump(place.finder(), "Flex")
    assert [text.split("\n")[1] for text in dumped.values()] == ["style: Regular", "style: Bold"]
    semibold = dump(place.finder(), "Flex SemiBold")
    assert "names: Flex SemiBold\n" in semibold["flexsemibold-regular.txt"]


def test_a_face_that_is_shipped_is_dumped_too(place: Place) -> None:
    place.install(save(make_font("Calibri"), place.folder / "calibri.ttf"))
    assert list(dump(place.finder(), "Calibri")) == ["calibri-regular.txt"]


def test_a_face_without_a_font_cannot_be_dumped(place: Place) -> None:
    found = dump_face("Nobody", place.finder())
    assert isinstance(found, Trouble) and found.code == "missing-font"


def test_a_list_of_faces_for_people(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.folder)
    save(make_font("Corp"), place.deck / "corp.ttf")
    place.install(save(make_font("Here"), place.folder / "here.ttf"))
    rows = list_faces(["Calibri", "Corp", "Here", "Verdana", "Calibri"], place.finder())
    assert [(row.name, row.kind.value, row.source.value, row.libreoffice, row.words) for row in rows] == [
        ("Calibri", "compatible", "shipped", "Carlito", "Carlito, which is as wide"),
        ("Corp", "exact", "fonts folder", "DejaVu Sans", "its own widths, from deck/fonts/corp.ttf"),
        ("Here", "exact", "installed", "Here", "its own widths, from here.ttf"),
        ("Verdana", "estimated", "none", "DejaVu Sans", "Arial × 1.149 and 3 % more: an estimate"),
    ]


def test_the_files_that_were_read_are_known(place: Place) -> None:
    used = save(make_font("Here"), place.folder / "here.ttf")
    place.install(used)
    place.install(save(make_font("There"), place.folder / "there.ttf"))
    beside = save(make_font("Corp"), place.deck / "corp.ttf")
    finder = place.finder()
    assert finder.paths == (beside,)
    finder("Here")
    assert finder.paths == (beside, used)


TEXTS = st.text("ab WM@V-J,.:「」（）、。ーっ々会場…“”①→‰Ⅷ日あバン\u00a0\u3000", max_size=40)
NAMES = st.sampled_from(["Wide", "Aptos", "Georgia", "Consolas", "MS Gothic", "Nobody", "Verdana", "Gelasio"])
ASIAN = st.sampled_from(["Yu Gothic", "Wide", "Noto Sans CJK JP", "MS PGothic", ""])


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> FaceFinder:
    """A face far wider than those that are shipped, with letters that push one another apart."""
    folder = tmp_path_factory.mktemp("wide")
    widths = dict.fromkeys("abWMV@-J,.「」、。…“→会場日あ•", 2500) | {" ": 1200}
    kern = {("a", "b"): 700, ("-", "J"): 400, ("W", "M"): 300}
    save(make_font("Wide", widths=widths, kern=kern), folder / "wide.ttf")
    return find_faces([folder], installed=False)


@given(TEXTS, st.integers(POINT, 1600 * POINT), NAMES, ASIAN, st.booleans(), st.integers(0, 3))
def test_what_is_surely_one_line_is_one_in_any_face(
    wide: FaceFinder, text: str, width: int, name: str, asian: str, bold: bool, depth: int
) -> None:
    style = level(depth, face=Face(name, asian), bold=bold, kern=1200)
    item = paragraph(text, style)
    if is_surely_one_line(item, width, 0, wide):
        set_in = [set_paragraph(item, width, profile, faces=wide).texts for profile in Profile]
        assert [len(lines) for lines in set_in] == [1, 1]


def test_a_short_text_is_surely_one_line_in_any_face(wide: FaceFinder) -> None:
    for name in ("Wide", "Aptos", "Georgia"):
        item = paragraph("ab 会場", level(0, face=Face(name, "Wide")))
        assert is_surely_one_line(item, 2 * natural_width(item, faces=wide), 0, wide)
    assert text_left(paragraph("a", level(0, face=Face("Wide", ""))), PP, wide) > level(0).margin_left


DRAWN = """
Georgia|Verdana|Aptos|Consolas|Yu Gothic|Constantia|Garamond|Palatino Linotype|Gill Sans MT|Calibri Light|Nobody
Segoe UI Semibold|Century Gothic|Book Antiqua|Andale Mono|ＭＳ 明朝|Meiryo UI|Calibri|Arial|Times New Roman|ArialMT
Courier New|Helvetica Neue
"""


@pytest.mark.needs("soffice", "pdftotext")
def test_libreoffice_draws_what_stands_in(soffice_pdf: Callable[[Path], Path], tmp_path: Path) -> None:
    """Each name on a page of its own: the width of a word tells the face, in regular and in bold."""
    names = [name for name in DRAWN.replace("\n", "|").split("|") if name]
    deck = Presentation()
    for name in names:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        frame = slide.shapes.add_textbox(0, 0, Emu(9000000), Emu(2000000)).text_frame
        for bold, target in ((False, frame.paragraphs[0]), (True, frame.add_paragraph())):
            run = target.add_run()
            run.text, run.font.name, run.font.size, run.font.bold = WORD, name, Emu(20 * POINT), bold
    deck.save(str(tmp_path / "faces.pptx"))
    command = ["pdftotext", "-bbox", str(soffice_pdf(tmp_path / "faces.pptx")), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    found = [float(right) - float(left) for left, right in re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)"', said)]
    index = font_index.installed_fonts()
    for name, regular, bold in zip(names, found[::2], found[1::2], strict=True):
        for width, thick in ((regular, False), (bold, True)):
            expected = set_paragraph(paragraph(WORD, look(face=Face(name, ""), bold=thick)), 999 * POINT, LO).widths[0]
            if not index.find(face_key(name)):
                assert width == pytest.approx(expected / POINT, rel=0.002), (name, thick)
