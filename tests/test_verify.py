"""`verify`: what the build planned holds by the file alone, and what is told of decks from elsewhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import summitdeck
from foreign import write_foreign_template
from hostile import deck, repacked
from ooxml.packages import write_zip
from ooxml.slides import box, cell, paragraph, run, slides, table
from summitdeck.ooxml.proof.model import Verdict
from summitdeck.pipeline import build, lay_out
from summitdeck.scene.model import Scene, TableShape, TextShape
from summitdeck.typeset.fitting import scaled_size
from summitdeck.verify import Verified, verified_to_json, verified_to_text, verify

ROOT = Path(__file__).parents[1]
DECKS = sorted(path.parent for folder in ("slides", "tests/decks") for path in (ROOT / folder).glob("*/deck.yaml"))
BARE = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'


@pytest.fixture(scope="module", params=DECKS, ids=lambda path: path.name)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Verified]:
    """A deck as it was planned, and as its file says."""
    built = summitdeck.build(request.param, tmp_path_factory.mktemp("decks") / "deck.pptx")
    assert built.path is not None, built.problems
    scene = lay_out(request.param).scene
    assert scene is not None
    return scene, verify(built.path)


def planned_sizes(shape: TextShape) -> tuple[int, ...]:
    """The size of each paragraph, as fitting left it."""
    levels = shape.slot.levels if shape.slot else shape.levels
    sizes = [p.size or levels[min(p.level, len(levels) - 1)].size for p in shape.body.paragraphs]
    return tuple(scaled_size(size, shape.body.font_scale or 100_000) for size in sizes)


def test_what_the_build_said_fits_fits_by_the_file_alone(pair: tuple[Scene, Verified]) -> None:
    verified = pair[1]
    assert [problem for problem in verified.problems if problem.is_error] == []
    assert [proof.box.at for proof in verified.bodies if proof.powerpoint.verdict is not Verdict.FITS] == []
    assert not [problem for problem in verified.problems if problem.code in {"row-grows", "off-page", "long-word"}]


def test_sizes_and_frames_are_those_planned(pair: tuple[Scene, Verified]) -> None:
    scene, verified = pair
    planned = [
        (number, shape.frame, planned_sizes(shape))
        for number, page in enumerate(scene.pages, 1)
        for shape in page.shapes
        if isinstance(shape, TextShape) and any(run.text.strip() for p in shape.body.paragraphs for run in p.runs)
    ]
    furniture = ("dt", "ftr", "sldNum")
    read = [
        (proof.box.at.slide, proof.box.frame, proof.sizes)
        for proof in verified.bodies
        if proof.box.at.placeholder not in furniture
    ]
    assert read == planned


def test_tables_are_those_planned(pair: tuple[Scene, Verified]) -> None:
    scene, verified = pair
    shapes = [(n, s) for n, page in enumerate(scene.pages, 1) for s in page.shapes if isinstance(s, TableShape)]
    assert [(proof.at.slide, proof.frame) for proof in verified.tables] == [(n, s.frame) for n, s in shapes]
    for proof, (_, shape) in zip(verified.tables, shapes, strict=True):
        assert proof.columns == shape.columns
        assert tuple(max(row.powerpoint, row.libreoffice) for row in proof.rows) == shape.rows
        assert {size for cell in proof.cells for size in cell.sizes} <= {shape.size}


def test_hidden_slides_count(pair: tuple[Scene, Verified]) -> None:
    scene, verified = pair
    assert verified.slides == len(scene.pages)
    assert verified.hidden == tuple(number for number, page in enumerate(scene.pages, 1) if page.hidden)


# ---- decks from elsewhere


def verified(folder: Path, *shapes: str) -> Verified:
    return verify(write_zip(folder / "deck.pptx", slides(*shapes)))


def lines(count: int, face: str = "Arial") -> list[str]:
    return [paragraph(run("line", 'sz="1000"', f'<a:latin typeface="{face}"/>'))] * count


OVERFLOWING = box(*lines(9), name="Content Placeholder 2", frame=(0, 0, 400, 100), body=BARE)


def told(found: Verified) -> list[tuple[str, str, str, str | None]]:
    return [(problem.severity, problem.code, problem.message, problem.hint) for problem in found.problems]


def test_a_text_that_does_not_fit_is_an_error_with_slide_and_shape(tmp_path: Path) -> None:
    assert told(verified(tmp_path, box(*lines(1)), OVERFLOWING)) == [
        (
            "error",
            "overflow",
            "slide 2, 'Content Placeholder 2': the text needs 108 % of its box, 8.0 pt (1 line) more than there is",
            "with lines 10 % closer it fits",
        )
    ]


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (
            box(*lines(9), frame=(0, 0, 400, 60), body=BARE.replace("/>", "><a:normAutofit/></a:bodyPr>")),
            [
                "error overflow: the text needs 180 % of its box, 48.0 pt (4 lines) more than there is in PowerPoint,"
                " and LibreOffice will make it smaller"
            ],
        ),
        (
            box(
                paragraph(run("word " * 9, 'sz="1000"', '<a:latin typeface="Nowhere"/>')),
                frame=(0, 0, 215, 12),
                body=BARE,
            ),
            [
                "warning overflow: the text may need 200 % of its box, 12.0 pt (1 line) more than there is; its widths"
                " are estimated",
                "warning font-estimated: nothing is known of the face 'Nowhere'; taken for a wide one",
            ],
        ),
        (
            box(paragraph(run("あいうえおか", 'sz="1000"')), frame=(0, 0, 50, 99), body=BARE),
            ["warning orphan: the last line of 'あいうえおか' is a single character"],
        ),
        (
            box(paragraph(run("Extraordinary", 'sz="1000"')), frame=(0, 0, 40, 99), body=BARE),
            ["warning long-word: 'Extraordinary' is longer than its line and broken"],
        ),
        (
            box(*lines(1), frame=(0, 535, 99, 12), body=BARE),
            ["warning off-page: the text runs 7.0 pt off the page"],
        ),
        (
            box(*lines(1), frame=(0, 0, 5, 12), body=BARE.replace("lIns", 'wrap="none" lIns')),
            ["warning wide-text: 'line' is not wrapped and runs out of its box"],
        ),
        (
            table((99,), [(10, [cell(paragraph(run("x", 'sz="1000"')))]), (20, [cell(*lines(1))])]),
            ["warning row-grows: row 1: drawn 9.2 pt higher than the file says"],
        ),
        (table((99,), [(0, [cell(*lines(1))])]), []),  # a height of nothing says nothing
        (
            box(paragraph("สวัสดี")),
            ["warning unmeasured: not measured, or only roughly: a script whose words only a dictionary tells"],
        ),
        (box(*lines(1)), []),
    ],
)
def test_what_is_told_of_a_text(tmp_path: Path, shape: str, said: list[str]) -> None:
    found = [
        f"{problem.severity} {problem.code}: {problem.message.partition(': ')[2]}"
        for problem in verified(tmp_path, shape).problems
    ]
    assert found == said


def test_the_report_has_a_line_for_each_slide_with_something_to_say(tmp_path: Path) -> None:
    text = verified_to_text(verified(tmp_path, box(*lines(1)), OVERFLOWING, box(*lines(1))))
    assert text.split("\n") == [
        "slide 2  'Content Placeholder 2': the text needs 108 % of its box, 8.0 pt (1 line) more than there is",
        "deck.pptx: 3 slides, 3 texts: 1 does not fit (slide 2)",
        "computed for PowerPoint and LibreOffice; faces: Arial (by Liberation Sans, as wide)",
        "the package is sound",
    ]


def test_a_deck_that_fits_has_only_its_summary(tmp_path: Path) -> None:
    shapes = box(*lines(2, "Calibri"), frame=(0, 0, 99, 30), body=BARE)
    assert verified_to_text(verified(tmp_path, box(*lines(1)), shapes)).split("\n") == [
        "deck.pptx: 2 slides, 2 texts: all fit (least slack 6.0 pt on slide 2)",
        "computed for PowerPoint and LibreOffice; faces: Arial (by Liberation Sans, as wide),"
        " Calibri (by Carlito, as wide)",
        "the package is sound",
    ]


def test_a_slide_with_much_to_say_keeps_to_a_line(tmp_path: Path) -> None:
    names = [OVERFLOWING.replace("Placeholder 2", f"Placeholder {n}") for n in range(9)]
    rows = verified_to_text(verified(tmp_path, "".join(names))).split("\n")
    (row,) = [row for row in rows if row.startswith("slide 1")]
    assert row.count("Placeholder") == 4 and row.endswith("; and 5 more")


def test_a_control_character_in_a_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    shape = OVERFLOWING.replace("Content Placeholder 2", "a&#x9b;b")
    assert "\x9b" not in verified_to_text(verified(tmp_path, shape))


def test_json_has_all_of_it(tmp_path: Path) -> None:
    row = [(20, [cell(*lines(1))])]
    found = json.loads(verified_to_json(verified(tmp_path, OVERFLOWING + table((99,), row))))
    assert list(found) == [
        *("file", "slides", "hidden", "unread", "page", "texts", "tables", "unmeasured", "faces", "problems")
    ]
    text = found["texts"][0]
    assert text["box"]["at"]["shape"] == "Content Placeholder 2"
    assert text["box"]["area"] == {"x": 0, "y": 0, "width": 400 * 12700, "height": 100 * 12700}
    assert text["sizes"] == [1000] * 9
    height = 9 * 12 * 12700
    assert text["powerpoint"] == {
        "lines": [1] * 9,
        "height": height,
        "slack": 100 * 12700 - height,
        "verdict": "overflows",
    }
    assert found["tables"][0]["rows"] == [{"stated": 254000, "powerpoint": 254000, "libreoffice": 254000}]
    assert found["problems"][0]["code"] == "overflow"


def test_the_same_file_gives_the_same_report_zipped_or_unzipped(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "deck", slides(OVERFLOWING))
    shutil.unpack_archive(path, tmp_path / "folder" / "deck", "zip")
    first, second = verify(path), verify(tmp_path / "folder" / "deck")
    assert first.bodies == second.bodies
    assert [problem.message for problem in first.problems] == [problem.message for problem in second.problems]


def test_other_faces_can_be_given(tmp_path: Path) -> None:
    from summitdeck.typeset.faces import FaceMetrics, resolve_face

    def every_face_is_unknown(name: str, east_asian: bool = False) -> FaceMetrics:
        return resolve_face("Nowhere", east_asian)

    path = write_zip(tmp_path / "deck.pptx", slides(box(*lines(1))))
    assert [problem.code for problem in verify(path, faces=every_face_is_unknown).problems] == ["font-estimated"]


# ---- files that are no decks


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pptx", b"", "not-a-presentation"),
        ("page.pptx", b"<!doctype html>", "not-a-presentation"),
        ("cut.pptx", b"PK\x03\x04 and no more", "damaged-file"),
        ("secret.pptx", bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "encrypted-file"),
    ],
)
def test_a_file_that_is_no_deck_is_one_problem(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = verify(tmp_path / name)
    assert [problem.code for problem in found.problems] == [code]
    assert (found.slides, verified_to_text(found)) == (0, f"{name}: not read")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [problem.code for problem in verify(tmp_path / "none.pptx").problems] == ["missing-file"]


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    files = slides(box(*lines(1)), OVERFLOWING)
    files["ppt/slides/slide1.xml"] = '<!DOCTYPE x [<!ENTITY e "e">]>' + str(files["ppt/slides/slide1.xml"])
    found = verify(write_zip(tmp_path / "deck.pptx", files))
    assert [problem.code for problem in found.fit] == ["unsafe-file", "overflow"]
    first, second, *_, last, _, package = verified_to_text(found).split("\n")
    assert (first, second, last, package) == (
        "error: ppt/slides/slide1.xml: holds a document type (DTD), which no Office file needs in line 1"
        " [package-structure]",
        "slide 1  not read",
        "deck.pptx: 2 slides, 1 text: 1 does not fit (slide 2), slide 1 not read",
        "the package has 1 error",
    )


def test_a_package_that_powerpoint_would_repair_is_an_error(tmp_path: Path) -> None:
    found = verified(tmp_path, box(*lines(1)).replace("<a:p>", '<a:p><a:endParaRPr lang="en"/>', 1))
    assert told(found)[0] == (
        "error",
        "package-structure",
        "ppt/slides/slide1.xml: a:r stands in a:p out of order, or twice",
        "PowerPoint may offer to repair the file, and lose what it does not understand",
    )
    assert found.package and not found.fit


def test_what_powerpoint_opens_all_the_same_is_a_warning(tmp_path: Path) -> None:
    found = verified(tmp_path, OVERFLOWING + OVERFLOWING)
    assert told(found)[0] == ("warning", "package-shape-ids", "ppt/slides/slide1.xml: has 2 shapes with the id 7", None)
    assert "the package has 1 warning" in verified_to_text(found)


def test_what_is_only_a_rule_of_this_house_is_not_told(tmp_path: Path) -> None:
    """A run without a language, a main part that is a template's: sound, though not as this project writes."""
    assert not verified(tmp_path, box(paragraph(run("no language")))).package


def test_a_part_that_does_not_unpack_is_an_error_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "deck.pptx", slides(box(*lines(1)), OVERFLOWING + OVERFLOWING))
    data = bytearray(path.read_bytes())
    name = b"ppt/slides/slide1.xml"
    data[data.index(b"PK\x03\x04", data.index(name) - 40) + 30 + len(name) + 9] ^= 0xFF
    path.write_bytes(data)
    assert [problem.code for problem in verify(path).package] == ["damaged-part", "package-shape-ids"]


@pytest.mark.needs("shared")
@pytest.mark.parametrize("folder", ["hostile/pptx", "hostile/real", "templates"])
def test_no_file_of_the_corpus_is_a_crash(shared: Path, folder: str) -> None:
    paths = sorted((shared / "corpus" / folder).glob("*.p?t?"))
    assert paths
    for path in paths:
        if path.name not in {"shapes_30k.pptx", "table_200x200.pptx"}:  # bounded, but seconds each
            found = verify(path)
            assert json.loads(verified_to_json(found))["file"] == path.name
            assert verified_to_text(found)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            '<Override PartName="/ppt/gone.xml" ContentType="a/b+xml"/>',
            "states a type of /ppt/gone.xml, which is not there",
        ),
        ('<Default Extension="PNG" ContentType="image/png"/>', "states the type of PNG twice"),
    ],
)
def test_a_list_of_content_types_that_powerpoint_refuses_is_told(tmp_path: Path, added: str, said: str) -> None:
    files = slides(box(*lines(1)))
    files["[Content_Types].xml"] = str(files["[Content_Types].xml"]).replace("</Types>", f"{added}</Types>")
    (problem,) = verify(write_zip(tmp_path / "deck.pptx", files)).package
    assert (problem.code, problem.message) == ("package-content-types", f"[Content_Types].xml: {said}")


def test_a_part_without_a_content_type_is_told(tmp_path: Path) -> None:
    files = slides(box(*lines(1)))
    name = next(name for name in files if name.endswith("slide1.xml.rels"))
    files[name] = str(files[name]).replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"'
        ' Target="../fonts/a.fntdata"/></Relationships>',
    )
    files["ppt/fonts/a.fntdata"] = b"font"
    messages = [problem.message for problem in verify(write_zip(tmp_path / "deck.pptx", files)).package]
    assert "[Content_Types].xml: states no type of /ppt/fonts/a.fntdata" in messages


def test_columns_are_filled_alike_by_build_and_verify(tmp_path: Path) -> None:
    """Each number of lines that a build says to fit fits by the file alone, and the next one does by neither."""

    def in_columns(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if "slideLayouts/slideLayout2" in name and name.endswith(".xml")]:
            before, body, after = parts[name].partition(b'idx="1"')
            parts[name] = before + body + after.replace(b"<a:bodyPr>", b'<a:bodyPr numCol="3" spcCol="99999">', 1)

    home = deck(tmp_path, "")
    repacked(write_foreign_template(tmp_path / "t.pptx"), home / "t.pptx", in_columns)
    told = {}
    for count in range(18, 34):
        lines = "".join(f"  - line {number}\n" for number in range(count))
        (home / "deck.yaml").write_text(f"deck: {{template: t.pptx, overflow: off}}\n---\ntitle: A\nbody:\n{lines}")
        built = build(home, tmp_path / "a.pptx")
        by_build = "overflow" not in [problem.code for problem in built.problems]
        told[count] = by_build, "overflow" not in [problem.code for problem in verify(tmp_path / "a.pptx").problems]
    assert {fits for fits, _ in told.values()} == {True, False}
    assert all(by_build is by_verify for by_build, by_verify in told.values()), told
