"""Proofs by hand: boxes so plain that each figure can be told by counting. Liberation Sans stands for Arial; a line of
10 pt is 12 pt high, and without insets a box is all for its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ooxml.packages import shape
from ooxml.slides import POINT, box, cell, paragraph, read, run, slides, table
from summitdeck.frozen import replace
from summitdeck.ooxml.proof.model import Doubt, Finding, Proof, TableProof, Verdict
from summitdeck.ooxml.proof.proving import Allowance, prove_text
from summitdeck.ooxml.proof.table_proof import prove_table
from summitdeck.scene.base import Frame
from summitdeck.typeset.faces import FaceKind, resolve_face

PAGE = Frame(0, 0, 960 * POINT, 540 * POINT)
BARE = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def body(autofit: str = "", more: str = "") -> str:
    return f"<a:bodyPr {BARE} {more}>{autofit}</a:bodyPr>"


def proofs(folder: Path, *shapes: str, allowance: Allowance | None = None, **options: str) -> list[Proof]:
    page = read(folder, slides("".join(shapes), **options))[0]
    return [prove_text(text, PAGE, resolve_face, allowance or Allowance()) for text in page.texts]


def lines(count: int, size: int = 1000, properties: str = "") -> list[str]:
    return [paragraph(run(f"line {n}", f'sz="{size}"'), properties=properties) for n in range(count)]


def prove(folder: Path, count: int, height: int, autofit: str = "", **options: str) -> Proof:
    """So many lines of 10 pt in a box of this height, points."""
    shaped = box(*lines(count, properties=options.pop("properties", "")), frame=(0, 0, 400, height), body=body(autofit))
    return proofs(folder, shaped, **options)[0]


@pytest.mark.parametrize(
    ("count", "height", "verdict", "slack"),
    [(3, 40, "fits", 4.0), (3, 36, "fits", 0.0), (3, 35, "overflows", -1.0), (9, 36, "overflows", -72.0)],
)
def test_lines_are_a_fifth_higher_than_their_size(
    tmp_path: Path, count: int, height: int, verdict: str, slack: float
) -> None:
    proof = prove(tmp_path, count, height)
    assert (proof.powerpoint.lines, proof.powerpoint.height) == ((1,) * count, count * 12 * POINT)
    for drawn in (proof.powerpoint, proof.libreoffice):
        assert (drawn.verdict.value, drawn.slack / POINT) == (verdict, slack)


def test_a_box_that_a_program_of_whole_hundredths_of_a_millimetre_wrote_is_high_enough(tmp_path: Path) -> None:
    """LibreOffice writes the box that it fitted to a text up to a tenth of a point too low."""
    found = []
    for missing in (1_270, 2_540, 2_541):
        shaped = box(*lines(3), frame=(0, 0, 400, 36), body=body(more=f'tIns="{missing}"').replace(' tIns="0"', ""))
        found.append(proofs(tmp_path / str(missing), shaped)[0].fits)
    assert found == [True, True, False]


def test_a_text_that_overflows_says_how_much_and_what_would_help(tmp_path: Path) -> None:
    proof = prove(tmp_path, 9, 100)
    assert not proof.fits
    assert (proof.lines_over, proof.fits_at) == (1, (100_000, 10_000))  # 9 lines of 90 % are 97.2 pt
    assert prove(tmp_path / "b", 9, 90).fits_at == (92_500, 10_000)  # of 9 pt at 90 % they are 87.5 pt


def test_a_stored_scale_makes_whole_points_and_its_reduction_is_subtracted(tmp_path: Path) -> None:
    """TEXT.md 1.2: 10 pt at 62.5 % is 6 pt, and 110 % less 20 is 90 %: 9 lines are 9 × 6 × 1.2 × 0.9 = 58.3 pt."""
    spacing = '<a:pPr><a:lnSpc><a:spcPct val="110000"/></a:lnSpc></a:pPr>'
    scaled = '<a:normAutofit fontScale="62500" lnSpcReduction="20000"/>'
    proof = prove(tmp_path, 9, 60, scaled, properties=spacing)
    assert proof.sizes == (600,) * 9
    assert proof.powerpoint.height == round(9 * 6 * 1.2 * 0.9 * POINT)
    assert proof.powerpoint.verdict is Verdict.FITS


def test_libreoffice_ignores_a_stored_scale_and_refits_by_itself(tmp_path: Path) -> None:
    proof = prove(tmp_path, 9, 60, '<a:normAutofit fontScale="47500"/>')
    assert proof.libreoffice.height == 9 * 12 * POINT
    assert (proof.libreoffice.verdict, proof.fits) == (Verdict.REFITS, True)


def test_an_inherited_autofit_makes_libreoffice_refit_nothing(tmp_path: Path) -> None:
    shaped = box(*lines(9), mark='idx="1"', frame=(0, 0, 400, 60), body=f"<a:bodyPr {BARE}/>")
    on_layout = shape('idx="1"', body="<a:bodyPr><a:normAutofit/></a:bodyPr>")
    proof = proofs(tmp_path, shaped, on_layout=on_layout)[0]
    assert (proof.box.autofit.kind, proof.libreoffice.verdict) == ("normal", Verdict.OVERFLOWS)


def test_a_box_that_would_grow_overflows_as_it_is_drawn(tmp_path: Path) -> None:
    proof = prove(tmp_path, 3, 30, "<a:spAutoFit/>")
    assert (proof.powerpoint.verdict, proof.libreoffice.verdict) == (Verdict.OVERFLOWS, Verdict.OVERFLOWS)


def test_space_before_the_first_paragraph_counts_only_where_it_is_told_to(tmp_path: Path) -> None:
    spaced = lines(2, properties='<a:pPr><a:spcBef><a:spcPts val="1000"/></a:spcBef></a:pPr>')
    shapes = [box(*spaced, body=body(more=more)) for more in ("", 'spcFirstLastPara="1"')]
    assert [proof.powerpoint.height // POINT for proof in proofs(tmp_path, *shapes)] == [34, 44]


def test_columns_share_the_width_and_add_their_heights(tmp_path: Path) -> None:
    shaped = box(*lines(6), frame=(0, 0, 400, 40), body=body(more='numCol="2" spcCol="0"'))
    proof = proofs(tmp_path, shaped)[0]
    assert (proof.box.width // POINT, proof.box.height // POINT, proof.fits) == (200, 80, True)


@pytest.mark.parametrize(("height", "fits"), [(48, True), (47.8, True), (47.7, False), (40, False)])
def test_a_line_is_not_cut_between_columns(tmp_path: Path, height: float, fits: bool) -> None:
    """Eight lines of 12 pt in two columns: four in each, or three, and two are too many, though both columns together
    are high enough. Programs that round to 1/100 mm are given as much in each column as in a box."""
    shaped = box(*lines(8), frame=(0, 0, 400, 100), body=body(more='numCol="2" spcCol="0"'))
    shaped = shaped.replace(f'cy="{100 * POINT}"', f'cy="{round(height * POINT)}"')
    proof = proofs(tmp_path, shaped)[0]
    assert (proof.fits, proof.lines_over) == (fits, 0 if fits else 2)


def test_a_right_margin_makes_lines_shorter(tmp_path: Path) -> None:
    wide, narrow = (
        box(paragraph(run("word " * 20, 'sz="1000"'), properties=f'<a:pPr marR="{margin * POINT}"/>'), body=body())
        for margin in (0, 300)
    )
    counts = [proof.powerpoint.lines[0] for proof in proofs(tmp_path, wide, narrow)]
    assert counts[0] < counts[1]


# ---- single lines


@pytest.mark.parametrize(
    ("text", "width", "findings"),
    [
        ("あいうえおか", 50, [("orphan", "あいうえおか")]),
        ("あいうえおかき", 50, []),
        ("あいうえお<br>か", 50, []),  # the author's own line break
        ("Incomprehensibilities are", 60, [("long-word", "Incomprehensibilities")]),
        ("say it in words", 60, []),
    ],
)
def test_lines_worth_a_word(tmp_path: Path, text: str, width: int, findings: list[tuple[str, str]]) -> None:
    pieces = [run(piece, 'sz="1000"') for piece in text.split("<br>")]
    pieces[1:1] = ["<a:br/>"] * (len(pieces) - 1)
    proof = proofs(tmp_path, box(paragraph(*pieces), frame=(0, 0, width, 99), body=body()))[0]
    both = ("powerpoint", "libreoffice")
    assert proof.findings == tuple(Finding(code, words, both) for code, words in findings)


def test_an_unwrapped_line_that_is_wider_than_its_box(tmp_path: Path) -> None:
    shapes = [box(*lines(1), frame=(0, 0, width, 20), body=body(more='wrap="none"')) for width in (20, 60)]
    found = [[finding.code for finding in proof.findings] for proof in proofs(tmp_path, *shapes)]
    assert found == [["wide-text"], []]


@pytest.mark.parametrize(
    ("frame", "more", "turn", "beyond"),
    [
        ((0, 500, 400, 30), "", 0, 20),  # five lines are 60 pt high, and begin 40 above the edge
        ((0, 500, 400, 30), 'anchor="b"', 0, 0),
        ((0, 0, 400, 30), 'anchor="b"', 0, 30),
        ((0, 520, 400, 10), 'anchor="ctr"', 0, 15),
        ((900, 0, 400, 90), "", 0, 0),  # the box runs off the page, its short lines do not
        ((950, 0, 400, 90), "", 0, 14),
        ((700, 5, 60, 60), "", 45, 7),  # its corner
        ((0, 0, 400, 60), "", 90, 170),  # turned about its middle, which is 30 below the upper edge
    ],
)
def test_text_that_runs_off_the_page(
    tmp_path: Path, frame: tuple[int, int, int, int], more: str, turn: int, beyond: int
) -> None:
    proof = proofs(tmp_path, box(*lines(5), frame=frame, body=body(more=more), turn=turn))[0]
    assert proof.off_page / POINT == pytest.approx(beyond, abs=3)


@pytest.mark.parametrize(("align", "beyond"), [("l", 200), ("ctr", 12), ("r", 0)])
def test_short_lines_stand_where_they_are_aligned_to(tmp_path: Path, align: str, beyond: int) -> None:
    """A box that begins 200 pt left of the page and ends 200 pt inside; its lines are 24 pt wide."""
    aligned = box(*lines(2, properties=f'<a:pPr algn="{align}"/>'), frame=(-200, 0, 400, 40), body=body())
    assert proofs(tmp_path, aligned)[0].off_page / POINT == pytest.approx(beyond, abs=1)


# ---- what is guessed


def test_faces_say_what_stands_for_them(tmp_path: Path) -> None:
    runs = [run(text, children=f'<a:latin typeface="{face}"/>') for text, face in (("a", "Calibri"), ("b", "Nowhere"))]
    proof = proofs(tmp_path, box(paragraph(*runs, run("漢", children='<a:ea typeface="Meiryo"/>'))))[0]
    assert [(face.name, face.script, face.kind) for face in proof.faces] == [
        ("Calibri", "latin", FaceKind.COMPATIBLE),
        ("Nowhere", "latin", FaceKind.UNKNOWN),
        ("Meiryo", "east-asian", resolve_face("Meiryo").kind),
    ]
    assert proof.is_estimated
    assert not proofs(tmp_path / "b", box(paragraph(run("漢", children='<a:ea typeface="Nowhere"/>'))))[0].is_estimated


@pytest.mark.parametrize(("height", "certain"), [(13, False), (5, True)])
def test_an_overflow_that_hangs_on_a_guess_is_not_certain(tmp_path: Path, height: int, certain: bool) -> None:
    """Two words that need a second line only if the unknown face is wide; and a box too low for any."""
    words = run("abcdefgh abcdefgh", 'sz="1000"', '<a:latin typeface="Nowhere"/>')
    proof = proofs(tmp_path, box(paragraph(words), frame=(0, 0, 90, height), body=body()))[0]
    assert (proof.powerpoint.lines, proof.fits, proof.is_certain) == ((2,), False, certain)


@pytest.mark.parametrize("doubt", ['<a:prstTxWarp prst="textArchUp"/>'])
def test_what_cannot_be_measured_has_no_verdict(tmp_path: Path, doubt: str) -> None:
    proof = proofs(tmp_path, box(*lines(50), frame=(0, 0, 50, 50), body=body(doubt)))[0]
    assert (proof.powerpoint.verdict, proof.libreoffice.verdict, proof.fits) == (*[Verdict.UNMEASURED] * 2, True)


def test_a_text_too_long_to_be_measured_is_proven_too_long_by_its_beginning(tmp_path: Path) -> None:
    proof = proofs(tmp_path, box(paragraph("word " * 8000)))[0]
    assert (Doubt.CUT in proof.doubts, proof.powerpoint.verdict) == (True, Verdict.OVERFLOWS)


def test_what_is_beyond_the_allowance_is_not_measured(tmp_path: Path) -> None:
    allowance = Allowance(100)
    first, second = proofs(tmp_path, *[box(paragraph("x" * 80))] * 2, allowance=allowance)
    assert (first.powerpoint.verdict, second.powerpoint.verdict) == (Verdict.FITS, Verdict.UNMEASURED)
    assert second.doubts == (Doubt.CUT,)


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["word", "日本語の文", "a longer line of words", "、。"]), min_size=1, max_size=8),
    st.data(),
)
def test_a_lower_box_never_fits_what_a_higher_one_does_not(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    low = data.draw(st.integers(1, 200))
    high = data.draw(st.integers(low, 250))
    shapes = [box(*map(paragraph, texts), frame=(0, 0, 150, height), body=body()) for height in (low, high)]
    lower, higher = proofs(tmp_path_factory.mktemp("deck"), *shapes)
    assert lower.powerpoint.height == higher.powerpoint.height
    assert higher.fits or not lower.fits


# ---- tables


def prove_rows(folder: Path, *shapes: str) -> TableProof:
    page = read(folder, slides("".join(shapes)))[0]
    return prove_table(page.tables[0], PAGE, resolve_face, Allowance())


def words(text: str, size: int = 1000) -> str:
    return cell(paragraph(run(text, f'sz="{size}"')))


def test_a_row_is_drawn_as_high_as_its_text_needs(tmp_path: Path) -> None:
    """Margins of a cell are 7.2 pt together: three lines of 12 pt in a row are 50.4 pt (TEXT.md 5.1)."""
    three = cell(*[paragraph(run("x", 'sz="1200"'))] * 3)
    found = prove_rows(tmp_path, table((100, 100), [(20, [three, words("y")]), (40, [words("z"), cell()])]))
    assert [(row.stated / POINT, row.powerpoint / POINT) for row in found.rows] == [(20, 50.4), (40, 40)]


def test_an_empty_cell_counts_with_the_size_of_its_end(tmp_path: Path) -> None:
    small = cell(paragraph(end='<a:endParaRPr sz="1000"/>'))
    found = prove_rows(tmp_path, table((100,), [(0, [cell()]), (0, [small])]))
    assert [row.powerpoint / POINT for row in found.rows] == [21.6 + 7.2, 12 + 7.2]
    assert found.cells == ()


def test_a_cell_is_as_high_as_its_narrowest_paragraph_makes_it(tmp_path: Path) -> None:
    text = run("word " * 8, 'sz="1000"')
    margin = f'<a:pPr marR="{60 * POINT}"/>'
    marked = [("", ""), ("", margin), (margin, margin)]
    cells = [cell(*[paragraph(text, properties=own) for own in both]) for both in marked]
    rows = prove_rows(tmp_path, table((150,), [(0, [each]) for each in cells])).rows
    assert rows[0].powerpoint < rows[1].powerpoint == rows[2].powerpoint


def test_libreoffice_sets_japanese_lines_in_cells_higher(tmp_path: Path) -> None:
    row = prove_rows(tmp_path, table((100,), [(30, [words("日本", 2000)])])).rows[0]
    assert row.powerpoint / POINT == 24 + 7.2
    assert 1.44 * 20 < row.libreoffice / POINT - 7.2 < 1.46 * 20


def test_a_cell_over_two_rows_makes_the_last_of_them_higher(tmp_path: Path) -> None:
    tall = cell(*[paragraph(run("x", 'sz="1000"'))] * 5, attributes='rowSpan="2"')
    covered = cell(attributes='vMerge="1"')
    found = prove_rows(tmp_path, table((100, 100), [(20, [tall, words("a")]), (20, [covered, words("b")])]))
    assert [row.powerpoint / POINT for row in found.rows] == [20, 47.2]


def test_a_table_that_runs_off_the_page(tmp_path: Path) -> None:
    rows = [(0, [words("x")])] * 20  # 19.2 pt each
    assert prove_rows(tmp_path, table((100,), rows, frame=(0, 200, 100, 20))).off_page / POINT == 200 + 384 - 540
    assert prove_rows(tmp_path / "b", table((100,), rows, frame=(0, 100, 100, 20))).off_page == 0


def test_a_word_longer_than_its_cell(tmp_path: Path) -> None:
    found = prove_rows(tmp_path, table((40,), [(20, [words("Extraordinary")])]))
    assert [finding.code for finding in found.cells[0].findings] == ["long-word"]


@pytest.mark.parametrize("most", [1, 4096])
def test_each_cell_is_proven_as_if_it_stood_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Cells that are written alike are read and set once: in columns as wide, and as bold, and no others."""
    monkeypatch.setattr("summitdeck.ooxml.proof.table_reader._MOST_KINDS", most)
    text = "Extraordinary words 日本"
    kinds = [
        words(text),
        words(text, 1400),
        words(text).replace("<a:tcPr", '<a:tcPr marL="400000"'),
        words(text).replace("<a:r>", '<a:pPr marL="300000"/><a:r>'),
        words("Extraordinary"),
    ]
    widths = (40, 150, 40, 150)
    both = prove_rows(tmp_path, table(widths, [(0, [kind] * 4) for kind in (*kinds, *kinds)]))
    heights = set()
    for proof in both.cells:
        kind, width = kinds[proof.row % len(kinds)], widths[proof.column]
        alone = prove_rows(tmp_path / f"{proof.row}-{proof.column}", table((width,), [(0, [kind])])).cells[0]
        assert replace(proof, row=0, column=0) == alone
        heights.add((proof.powerpoint_height, proof.libreoffice_height))
    assert len(both.cells) == 40
    assert len(heights) > 5
