"""What is told of a template: page, masters, layouts and slots, colours, faces, what decks get of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ooxml.packages import Files, layout, level, presentation, relations, shape, theme
from summitdeck.assets.files import Trouble
from summitdeck.report import width
from summitdeck.template.inspect import Inspection, Use, inspect_template, page_aspect
from summitdeck.template.inspection_report import inspection_to_json, inspection_to_text
from summitdeck.template.viewers import Viewers, face_viewers
from summitdeck.typeset.faces import FaceKind
from template.samples import BODY, TITLE, body, furniture, sound, title, with_slides, write

SUMMIT = Path(__file__).parents[2] / "templates" / "summit"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def inspect(folder: Path, files: Files | None = None) -> Inspection:
    found = inspect_template(write(folder, files or sound()))
    assert not isinstance(found, Trouble), found
    return found


@pytest.mark.parametrize(
    ("width", "height", "aspect"),
    [
        (12192000, 6858000, "16:9"),
        (9144000, 5143500, "16:9"),
        (9144000, 6858000, "4:3"),
        (9144000, 5715000, "16:10"),
        (6858000, 9144000, "3:4"),
        (9906000, 6858000, "A4"),  # PowerPoint's own A4 page, 27.5 × 19.05 cm
        (10692000, 7560000, "A4"),  # 297 × 210 mm
        (7560000, 10692000, "A4"),
        (5000000, 5000000, "1:1"),
        (9144000, 3000000, "other"),
    ],
)
def test_a_page_has_a_name(width: int, height: int, aspect: str) -> None:
    assert page_aspect(width, height) == aspect


@pytest.mark.parametrize(
    ("face", "viewers"),
    [
        ("Calibri Light", Viewers.ALL),
        ("ＭＳ Ｐゴシック", Viewers.ALL),
        ("ms pgothic", Viewers.ALL),
        ("游ゴシック Medium", Viewers.ALL),
        ("HG創英角ｺﾞｼｯｸUB", Viewers.ALL),
        ("Arial Narrow Bold", Viewers.ALL),
        ("Segoe UI Semibold", Viewers.WINDOWS),
        ("Meiryo UI", Viewers.WINDOWS),
        ("Hiragino Sans W3", Viewers.MAC),
        ("Helvetica Neue", Viewers.MAC),
        ("Noto Sans", Viewers.NONE),
        ("Light", Viewers.NONE),
        ("", Viewers.NONE),
    ],
)
def test_who_has_a_face(face: str, viewers: Viewers) -> None:
    assert face_viewers(face) is viewers


def test_what_decks_get_and_what_they_do_not(tmp_path: Path) -> None:
    found = inspect(tmp_path, with_slides(2))
    assert [str(each) for each in found.kept] == ["1 slide master", "6 slide layouts", "1 theme"]
    assert [str(each) for each in found.dropped] == ["2 sample slides"]


def test_sections_shows_macros_and_links_are_dropped(tmp_path: Path) -> None:
    main = presentation(
        rest='<p:custShowLst><p:custShow name="A" id="0"/><p:custShow name="B" id="1"/></p:custShowLst>'
    ).replace(
        "</p:presentation>",
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="One" id="{1}"/>'
        "</p14:sectionLst></p:ext></p:extLst></p:presentation>",
    )
    related = relations(("slideMaster", "slideMasters/slideMaster1.xml"), ("vbaProject", "vbaProject.bin"))
    linked = relations(
        ("slideMaster", "../slideMasters/slideMaster1.xml"), ("image", "file:///srv/logo.png", "External")
    )
    files = sound(
        presentation_part=main,
        more={
            "ppt/_rels/presentation.xml.rels": related,
            "ppt/vbaProject.bin": b"macro",
            "ppt/slideLayouts/_rels/slideLayout5.xml.rels": linked,
        },
    )
    found = inspect(tmp_path, files)
    assert [str(each) for each in found.dropped] == ["2 custom shows", "1 section", "macros", "1 link out of the file"]


def test_faces_of_themes_and_of_slots(tmp_path: Path) -> None:
    own = body(levels=level(1, faces='<a:latin typeface="Segoe UI"/>'))
    files = sound(
        extra=(layout(title() + own + furniture(), kind="cust", name="Own"),),
        theme_part=theme(major="Calibri", minor="Calibri", east_asian="Acme 明朝"),
    )
    calibri, acme, segoe = inspect(tmp_path, files).faces
    assert (calibri.name, calibri.kind, calibri.stand_in) == ("Calibri", FaceKind.COMPATIBLE, "Carlito")
    assert calibri.uses == (Use("headings", "Latin"), Use("text", "Latin"))
    assert (acme.name, acme.widths) == ("Acme 明朝", "one em a character")
    assert (segoe.name, segoe.viewers, segoe.uses) == ("Segoe UI", Viewers.WINDOWS, (Use("slots", "Latin"),))


def test_colours_are_held_against_the_ground_and_grounds_against_the_text(tmp_path: Path) -> None:
    contrasts = {each.role: each.contrast for each in inspect(tmp_path).colors}
    assert contrasts["tx1"] == contrasts["bg1"] == pytest.approx(18.88, abs=0.01)
    assert contrasts["accent4"] < 2


JAPANESE = layout(
    shape('type="title"', name="タイトル 1", frame=TITLE)
    + shape('idx="1"', name="コンテンツ プレースホルダー 2", frame=BODY)
    + furniture(),
    kind="cust",
    name="表と図",
)


def test_a_layout_as_text(tmp_path: Path) -> None:
    text = inspection_to_text(inspect(tmp_path, sound(extra=(JAPANESE,))))
    start = text.index("  7  表と図")
    assert text[start:].split("\n")[:7] == [
        "  7  表と図  (cust; 5 slots; footer, date, number)",
        "     タイトル 1                     title       4.9%   4.4%  90.2% ×  14.6%   30.6 × 2.8 cm",
        "                                    32 pt, top, no autofit, Arial + 游ゴシック",
        "     コンテンツ プレースホルダー 2  obj         4.9%  21.9%  90.2% ×  65.6%   30.6 × 12.5 cm",
        "                                    24/20/18 pt, top, shrinks, bullets none, Arial + 游ゴシック",
        "     dt                             dt          4.9%  91.9%  20.5% ×   4.4%    6.9 × 0.8 cm",
        "     ftr                            ftr        36.9%  91.9%  20.5% ×   4.4%    6.9 × 0.8 cm",
    ]


def test_columns_stand_below_one_another_by_cells() -> None:
    found = inspect_template(SUMMIT)
    assert not isinstance(found, Trouble)
    rows = [row for row in inspection_to_text(found).split("\n") if row.endswith(" cm") and "%" in row]
    assert len({width(row[: row.index("%")]) for row in rows}) == 1
    assert len(rows) == sum(len(each.slots) for each in found.base.layouts)


def test_no_line_is_wider_than_a_terminal(tmp_path: Path) -> None:
    long = "非常に長い名前のレイアウト" * 8
    page = layout(title() + body(BODY, name=long) + furniture(), kind="cust", name=long)
    named = theme(major=long, minor=long, east_asian=long).replace('name="T"', f'name="{long}"')
    files = sound(extra=(page,), theme_part=named)
    assert max(width(row) for row in inspection_to_text(inspect(tmp_path, files)).split("\n")) <= 100


def test_what_could_steer_a_terminal_is_made_harmless(tmp_path: Path) -> None:
    page = layout(title() + furniture(), kind="cust", name="Red&#x9b;31m")
    text = inspection_to_text(inspect(tmp_path, sound(extra=(page,))))
    assert "Red�31m" in text and "\x9b" not in text


def test_json_says_the_same(tmp_path: Path) -> None:
    found = inspect(tmp_path, sound(extra=(JAPANESE,)))
    said = json.loads(inspection_to_json(found))
    assert said["page"] == {"width": 12192000, "height": 6858000, "aspect": "16:9"}
    last = said["layouts"][-1]
    assert (last["name"], last["furniture"]) == ("表と図", ["footer", "date", "number"])
    slot = last["slots"][1]
    assert slot["frame"] == {"x": 600000, "y": 1500000, "width": 11000000, "height": 4500000}
    assert slot["share"]["width"] == pytest.approx(0.9022)
    assert (slot["sizes"], slot["autofit"]) == ([24.0, 20.0, 18.0, 18.0, 18.0], "normal")
    assert said["palette"]["accent1"] == {"color": "4472C4", "contrast": 4.72}
    assert said["kept"]["slide layout"] == 7


def test_what_is_no_template_is_trouble(tmp_path: Path) -> None:
    found = inspect_template(tmp_path / "none.potx")
    assert isinstance(found, Trouble) and found.code == "missing-file"
    found = inspect_template(tmp_path)
    assert isinstance(found, Trouble) and found.code == "not-a-presentation"


@pytest.mark.needs("shared")
def test_every_template_of_the_corpus_can_be_told(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "templates").iterdir()):
        found = inspect_template(file)
        assert not isinstance(found, Trouble), file
        assert max(map(width, inspection_to_text(found).split("\n"))) <= 100, file
        assert len(json.loads(inspection_to_json(found))["layouts"]) == len(found.base.layouts)


@pytest.mark.needs("shared")
def test_no_hostile_file_does_harm(shared: Path) -> None:
    for file in sorted((shared / "corpus" / "hostile" / "pptx").iterdir()):
        if file.name != "many_members_30k.pptx":
            found = inspect_template(file)
            assert isinstance(found, Trouble) or inspection_to_text(found), file
