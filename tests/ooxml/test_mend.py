"""What is mended in the package that slides are put into, so that it looks the same everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import summitdeck
from foreign import write_foreign_template
from ooxml.packages import Files, deck, layout, level, master, shape, theme, write_folder
from summitdeck.ooxml.base_reader import read_base
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import read_package
from summitdeck.scene.base import Base
from summitdeck.typeset.model import BulletKind

LAYOUT = "/ppt/slideLayouts/slideLayout1.xml"
MASTER = "/ppt/slideMasters/slideMaster1.xml"
THEME = "/ppt/theme/theme1.xml"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def read(folder: Path, files: Files, language: str = "ja-JP") -> tuple[Base, Package]:
    found = read_base(write_folder(folder / "base", files), language=language)
    assert isinstance(found, tuple), found
    return found[0], found[1]


def test_placeholders_that_share_a_number_get_their_own(tmp_path: Path) -> None:
    """LibreOffice numbers neither titles nor bodies; a slide would find the title thrice."""
    shapes = shape("", name="Left") + shape('type="title"', name="Title") + shape("", name="Right")
    base, package = read(tmp_path, deck(layout(shapes + shape('type="ftr" idx="2"', name="Footer"))))
    numbers = {slot.name: slot.idx for slot in base.layouts[0].slots}
    assert numbers == {"Left": 13, "Title": 0, "Right": 14, "Footer": 2}
    xml = package.parts[LAYOUT].data.decode()
    assert xml.count('<p:ph idx="13" />') == xml.count('<p:ph idx="14" />') == 1
    assert '<p:ph type="title"/>' in xml


def test_a_new_number_is_one_that_no_placeholder_has(tmp_path: Path) -> None:
    shapes = "".join(shape(f'idx="{n}"') for n in (13, 13, 14, 4294967295, 4294967295))
    base, _ = read(tmp_path, deck(layout(shapes)))
    assert [slot.idx for slot in base.layouts[0].slots] == [13, 15, 14, 4294967295, 16]


def test_a_layout_with_numbers_of_its_own_keeps_every_byte(tmp_path: Path) -> None:
    files = deck(layout(shape('type="title"') + shape('idx="1"')))
    _, package = read(tmp_path, files)
    assert package.parts[LAYOUT].data == str(files[LAYOUT[1:]]).encode()


SAMPLE = (
    '<a:p><a:pPr marL="432000" indent="-324000"><a:spcBef><a:spcPts val="500"/></a:spcBef><a:buChar char="–"/></a:pPr>'
    '<a:r><a:rPr lang="en-US" sz="2100" b="1"><a:solidFill><a:srgbClr val="050505"/></a:solidFill>'
    '<a:latin typeface="Verdana"/></a:rPr><a:t>Outline</a:t></a:r></a:p>'
    '<a:p><a:pPr lvl="2"><a:buNone/></a:pPr><a:endParaRPr sz="1500"/></a:p>'
)


def test_a_master_without_text_styles_gets_those_its_samples_show(tmp_path: Path) -> None:
    body = shape('type="body"').replace("<a:p></a:p>", SAMPLE)
    base, package = read(tmp_path, deck(layout(shape('idx="1"')), master_part=master(body, styles=None)))
    first, second, third, *_ = base.layouts[0].slots[0].levels
    assert (first.size, first.bold, first.color, first.face.latin) == (2100, True, "050505", "Verdana")
    assert (first.margin_left, first.indent, first.before.points, first.bullet.character) == (432000, -324000, 500, "–")
    assert (second.size, second.margin_left, second.bullet.character) == (2400, 685800, "•")
    assert (third.size, third.bullet.kind) == (1500, BulletKind.NONE)
    xml = package.parts[MASTER].data.decode()
    assert xml.index("</p:sldLayoutIdLst>") < xml.index("<p:txStyles") < xml.index("</p:sldMaster>")
    assert xml.count("lang=") == 1  # the sample's own


def test_marks_hang_where_nothing_is_said_and_as_it_is_said(tmp_path: Path) -> None:
    """PowerPoint's default is to let 、 hang; LibreOffice does only what is written."""
    levels = level(1) + level(2, 'hangingPunct="0"')
    styles = f"<p:bodyStyle>{levels}</p:bodyStyle>"
    _, package = read(tmp_path, deck(master_part=master(shape('type="body"'), styles=styles)))
    xml = package.parts[MASTER].data.decode()
    assert '<a:lvl1pPr hangingPunct="1"' in xml
    assert '<a:lvl2pPr hangingPunct="0"' in xml


def test_marks_hang_in_text_boxes_of_a_presentation_without_a_style_for_them(tmp_path: Path) -> None:
    files = deck()
    without = re.sub(
        "<p:defaultTextStyle.*?</p:defaultTextStyle>|<p:defaultTextStyle/>", "", str(files["ppt/presentation.xml"])
    )
    _, package = read(tmp_path, {**files, "ppt/presentation.xml": without})
    xml = package.parts["/ppt/presentation.xml"].data.decode()
    assert xml.count('hangingPunct="1"') == 9
    assert "<p:notesSz" in xml and xml.index("<p:notesSz") < xml.index("<p:defaultTextStyle")


def test_a_master_with_text_styles_keeps_every_byte(tmp_path: Path) -> None:
    files = deck()
    _, package = read(tmp_path, files)
    assert package.parts[MASTER].data == str(files[MASTER[1:]]).encode()


@pytest.mark.parametrize(
    ("part", "language", "faces"),
    [
        (theme(), "ja-JP", ["游ゴシック"] * 2),
        (theme(listed=""), "ja-JP", ["Yu Gothic"] * 2),
        (theme(), "en-US", ["", ""]),
        (theme(east_asian="メイリオ"), "ja-JP", ["メイリオ"] * 2),
    ],
    ids=["listed", "usual", "english", "stated"],
)
def test_a_theme_without_an_east_asian_face_gets_one(
    tmp_path: Path, part: str, language: str, faces: list[str]
) -> None:
    base, package = read(tmp_path, deck(theme_part=part), language)
    assert [base.major_east_asian, base.minor_east_asian] == faces
    xml = package.parts[THEME].data.decode()
    assert xml == part.replace('<a:ea typeface=""/>', f'<a:ea typeface="{faces[0]}"/>')


def test_a_face_is_filled_in_the_deck_and_never_in_the_template(tmp_path: Path) -> None:
    template = write_foreign_template(tmp_path / "base.pptx")
    before = template.read_bytes()
    (tmp_path / "deck.yaml").write_text("deck:\n  template: base.pptx\n---\ntitle: 会議\nbody: [報告]\n", "utf-8")
    built = summitdeck.build(tmp_path, tmp_path / "deck.pptx")
    assert built.path is not None, built.problems
    faces = []
    for path in (template, built.path):
        package = read_package(path)
        assert isinstance(package, Package)
        faces.append(set(re.findall('<a:ea typeface="(.*?)"', package.parts[THEME].data.decode())))
    assert faces == [{""}, {"Yu Gothic"}]
    assert template.read_bytes() == before
