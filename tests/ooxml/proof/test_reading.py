"""The texts of slides: which shapes hold some, where they stand, and what their paragraphs are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from ooxml.packages import shape
from ooxml.slides import POINT, box, cell, paragraph, read, run, slides, table, texts
from summitdeck.ooxml.proof.model import Doubt, Text
from summitdeck.typeset.model import SetRun

PLAIN = "http://schemas.openxmlformats.org/drawingml/2006/"


def only(folder: Path, *shapes: str, **options: str) -> Text:
    found = texts(folder, slides("".join(shapes), **options))
    assert len(found) == 1
    return found[0]


def words(text: Text) -> list[str]:
    return ["".join(each.text for each in one.runs) for one in text.paragraphs]


def group(*shapes: str, place: str = "", hidden: bool = False) -> str:
    """A group; `place` is its `a:xfrm`'s content."""
    flag = ' hidden="1"' if hidden else ""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="3" name="Group"{flag}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr>{place}</p:grpSpPr>{''.join(shapes)}</p:grpSp>"
    )


def xfrm(off: tuple[int, int], ext: tuple[int, int], child_off: tuple[int, int], child_ext: tuple[int, int]) -> str:
    """A group's transform, in points."""
    values = [side * POINT for pair in (off, ext, child_off, child_ext) for side in pair]
    return (
        '<a:xfrm rot="5400000"><a:off x="{}" y="{}"/><a:ext cx="{}" cy="{}"/>'
        '<a:chOff x="{}" y="{}"/><a:chExt cx="{}" cy="{}"/></a:xfrm>'
    ).format(*values)


def in_points(text: Text) -> tuple[int, ...]:
    frame = text.box.frame
    return tuple(round(side / POINT) for side in (frame.x, frame.y, frame.width, frame.height))


def test_slides_stand_in_the_presentations_order_and_hidden_ones_are_marked(tmp_path: Path) -> None:
    files = slides(box(paragraph("one")), box(paragraph("two")), attributes=("", 'show="0"'))
    main = str(files["ppt/presentation.xml"])
    files["ppt/presentation.xml"] = main.replace(
        '<p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId3"/>',
        '<p:sldId id="257" r:id="rId3"/><p:sldId id="256" r:id="rId2"/>',
    )
    found = read(tmp_path, files)
    assert [(page.number, page.part[-5], page.hidden) for page in found] == [(1, "2", True), (2, "1", False)]
    assert [text.box.at.hidden for page in found for text in page.texts] == [True, False]


def test_text_in_groups_of_groups_is_placed_on_the_page(tmp_path: Path) -> None:
    inner = group(box(paragraph("x"), frame=(10, 10, 20, 20)), place=xfrm((100, 0), (40, 40), (10, 10), (20, 20)))
    outer = group(inner, place=xfrm((200, 100), (300, 300), (100, 0), (100, 100)))
    found = only(tmp_path, outer)
    assert in_points(found) == (200, 100, 120, 120)
    assert found.box.rotation == 180 * 60000


def test_a_shapes_own_turn_is_added_to_its_groups(tmp_path: Path) -> None:
    turned = group(box(paragraph("x"), turn=300), place=xfrm((0, 0), (1, 1), (0, 0), (1, 1)))
    assert only(tmp_path, turned).box.rotation == 30 * 60000


def test_two_hundred_groups_in_one_another_are_no_trouble(tmp_path: Path) -> None:
    deep = box(paragraph("x"), frame=(1, 1, 9, 9))
    for _ in range(200):
        deep = group(deep, place=xfrm((0, 0), (999, 999), (0, 0), (1, 1)))
    assert words(only(tmp_path, deep)) == ["x"]


def test_an_empty_placeholder_is_no_text(tmp_path: Path) -> None:
    empty = box("<a:p/>", mark='idx="1"') + box(paragraph("   "), mark='idx="2"') + box(paragraph("<a:br/>"))
    assert texts(tmp_path, slides(empty + box(paragraph("x"))))[0].paragraphs[0].runs == (SetRun("x"),)


def test_runs_breaks_fields_and_tabs(tmp_path: Path) -> None:
    pieces = ("a\tb", "<a:br/>", '<a:fld id="{1}" type="slidenum"><a:rPr sz="900"/><a:t>12</a:t></a:fld>')
    found = only(tmp_path, box(paragraph(*pieces)))
    assert [(each.text, each.size) for each in found.paragraphs[0].runs] == [("a\tb", None), ("\n", None), ("12", 900)]


def test_a_line_break_in_the_xml_is_a_space(tmp_path: Path) -> None:
    assert words(only(tmp_path, box(paragraph("a\nb")))) == ["a b"]


@pytest.mark.parametrize(
    ("attributes", "read"),
    [
        ('sz="2400"', SetRun("Ab", size=2400)),
        ('b="1" i="1"', SetRun("Ab", True, True)),
        ('cap="all"', SetRun("AB")),
        ('cap="small"', SetRun("AB")),
        ('lang="zh-TW"', SetRun("Ab", language="zh-TW")),
        ('lang="en-US"', SetRun("Ab")),
    ],
)
def test_properties_of_a_run(tmp_path: Path, attributes: str, read: SetRun) -> None:
    assert only(tmp_path, box(paragraph(run("Ab", attributes)))).paragraphs[0].runs == (read,)


def test_letter_spacing_that_changes_is_taken_for_the_widest(tmp_path: Path) -> None:
    found = only(tmp_path, box(paragraph(run("a", 'spc="100"'), run("b", 'spc="300"'))))
    assert (found.paragraphs[0].style.spacing, found.doubts) == (300, (Doubt.SPACING,))


@pytest.mark.parametrize(
    ("pieces", "size"),
    [
        ((), 3000),  # an empty paragraph is as high as its end says
        (("x",), 1800),
        (("x", "<a:br/>"), 3000),  # so is an empty last line
        (("<a:br/>", "x"), 1800),
    ],
)
def test_the_end_of_a_paragraph_has_a_size_of_its_own(tmp_path: Path, pieces: tuple[str, ...], size: int) -> None:
    ended = paragraph(*pieces, end='<a:endParaRPr sz="3000"/>')
    assert only(tmp_path, box(paragraph("first"), ended)).paragraphs[1].style.size == size


@pytest.mark.parametrize(
    ("geometry", "width", "height"),
    [("rect", 200, 100), ("ellipse", 141, 71), ("diamond", 100, 50), ("triangle", 100, 50), ("roundRect", 190, 90)],
)
def test_the_text_of_a_round_shape_has_less_room(tmp_path: Path, geometry: str, width: int, height: int) -> None:
    """The rectangles of presetShapeDefinitions.xml: of an ellipse 1/√2 of its frame, of a diamond a half."""
    body = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
    found = only(tmp_path, box(paragraph("x"), frame=(0, 0, 200, 100), geometry=geometry, body=body)).box
    assert (round(found.width / POINT), round(found.height / POINT)) == (width, height)


def test_lines_of_vertical_text_run_down_the_page(tmp_path: Path) -> None:
    body = '<a:bodyPr vert="eaVert" lIns="0" tIns="0" rIns="0" bIns="0"/>'
    found = only(tmp_path, box(paragraph("縦"), frame=(0, 0, 50, 300), body=body)).box
    assert (found.width // POINT, found.height // POINT) == (300, 50)


def alternative(requires: str, choice: str, fallback: str) -> str:
    said = f'<mc:Choice Requires="{requires}">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return (
        f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{said}'
        "</mc:AlternateContent>"
    )


@pytest.mark.parametrize(("requires", "read"), [("a14", "new"), ("a14 p14", "new"), ("yonder", "old")])
def test_of_alternatives_the_one_powerpoint_understands_is_read(tmp_path: Path, requires: str, read: str) -> None:
    both = alternative(requires, box(paragraph("new")), box(paragraph("old")))
    assert words(only(tmp_path, both)) == [read]
    inside = alternative(requires, run("new"), run("old"))
    assert words(only(tmp_path / "inside", box(paragraph(inside)))) == [read]


def graphic(kind: str) -> str:
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="G"/><p:cNvGraphicFramePr/><p:nvPr/>'
        f'</p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="{kind}"/></a:graphic></p:graphicFrame>'
    )


def test_what_holds_text_that_is_not_looked_at_is_counted(tmp_path: Path) -> None:
    shapes = (
        graphic(PLAIN + "chart"),
        graphic(PLAIN + "diagram"),
        graphic("http://schemas.openxmlformats.org/presentationml/2006/ole"),
        graphic("urn:unknown"),
        group(box(paragraph("not seen")), hidden=True),
    )
    found = read(tmp_path, slides("".join(shapes)))[0]
    assert found.unmeasured == ("chart", "SmartArt", "embedded object", "graphic", "hidden shape")
    assert found.texts == ()


@pytest.mark.parametrize(
    ("inside", "body", "doubts"),
    [
        ("สวัสดี", "", (Doubt.DICTIONARY,)),
        ('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>', "", (Doubt.EQUATION,)),
        ("bent", '<a:prstTxWarp prst="textArchUp"><a:avLst/></a:prstTxWarp>', (Doubt.WARPED,)),
        ("plain", '<a:prstTxWarp prst="textNoShape"><a:avLst/></a:prstTxWarp>', ()),
        ("x" * 40_000, "", (Doubt.CUT,)),
    ],
    ids=["Thai", "equation", "bent", "not bent", "long"],
)
def test_what_is_not_measured_is_said(tmp_path: Path, inside: str, body: str, doubts: tuple[Doubt, ...]) -> None:
    assert only(tmp_path, box(paragraph(inside), body=f"<a:bodyPr>{body}</a:bodyPr>")).doubts == doubts


def test_tab_stops_of_its_own_are_said(tmp_path: Path) -> None:
    stops = '<a:pPr><a:tabLst><a:tab pos="100" algn="l"/></a:tabLst></a:pPr>'
    assert only(tmp_path, box(paragraph("a\tb", properties=stops))).doubts == (Doubt.TABS,)
    assert only(tmp_path / "without", box(paragraph("ab", properties=stops))).doubts == ()


def test_right_margins_are_kept_apart(tmp_path: Path) -> None:
    found = only(tmp_path, box(paragraph("a", properties='<a:pPr marR="12700"/>'), paragraph("b")))
    assert found.margins_right == (12700, 0)


def test_a_slide_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    files = slides(box(paragraph("one")), box(paragraph("two")), box(paragraph("three")))
    files["ppt/slides/slide2.xml"] = "<p:sld"
    del files["ppt/slides/slide3.xml"]
    found = read(tmp_path, files)
    assert [[problem.code for problem in page.problems] for page in found] == [[], ["damaged-file"], ["missing-part"]]


def test_a_slide_without_a_layout_is_told(tmp_path: Path) -> None:
    files = slides(box(paragraph("one")))
    del files["ppt/slides/_rels/slide1.xml.rels"]
    found = read(tmp_path, files)[0]
    assert [(problem.code, "has no layout" in problem.message) for problem in found.problems] == [
        ("missing-part", True)
    ]


# ---- tables

TWO = '<a:tblPr firstRow="1"><a:tableStyleId>{}</a:tableStyleId></a:tblPr>'


def test_cells_have_their_margins_and_spans(tmp_path: Path) -> None:
    files = slides(
        table(
            (100, 200, 50),
            [
                (20, [cell(paragraph("a"), attributes='gridSpan="2"'), cell(attributes='hMerge="1"'), cell()]),
                (
                    30,
                    [cell(paragraph("b"), attributes='rowSpan="2"', properties='<a:tcPr marL="0" marT="12700"/>')] * 3,
                ),
                (40, [cell(attributes='vMerge="1"')] * 3),
            ],
            frame=(10, 20, 350, 90),
        )
    )
    found = read(tmp_path, files)[0].tables[0]
    assert ([side // POINT for side in found.columns], [side // POINT for side in found.rows]) == (
        [100, 200, 50],
        [20, 30, 40],
    )
    assert [(each.row, each.column, each.rows, each.columns) for each in found.cells] == [
        (0, 0, 1, 2),
        (0, 2, 1, 1),
        *((1, column, 2, 1) for column in range(3)),
    ]
    first, last = found.cells[0].text.box, found.cells[4].text.box
    assert (first.frame.x, first.frame.y, first.width) == (10 * POINT, 20 * POINT, 300 * POINT - 2 * 91440)
    assert (last.frame.x, last.frame.height, last.width) == (310 * POINT, 70 * POINT, 50 * POINT - 91440)
    assert found.cells[4].margins == 12700 + 45720


def test_a_cell_is_of_the_default_text_style_unless_it_says_otherwise(tmp_path: Path) -> None:
    row = (
        20,
        [cell(paragraph("a")), cell(paragraph(run("b", 'sz="900"'))), cell(paragraph(end='<a:endParaRPr sz="700"/>'))],
    )
    default = '<a:lvl1pPr><a:defRPr sz="1600"/></a:lvl1pPr>'
    styles = '<p:titleStyle/><p:bodyStyle><a:lvl1pPr><a:defRPr sz="3200"/></a:lvl1pPr></p:bodyStyle>'
    found = read(tmp_path, slides(table((9, 9, 9), [row]), default_text=default, styles=styles))[0].tables[0]
    sizes = [
        (one.style.size, one.runs[0].size if one.runs else None) for each in found.cells for one in each.text.paragraphs
    ]
    assert sizes == [(1600, None), (1600, 900), (700, None)]


@pytest.mark.parametrize(
    ("style", "bold"),
    [
        ("{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}", [True, False]),  # built in, and not defined in the file
        ("{2D5ABB26-0587-4C30-8999-92F81FD0307C}", [False, False]),  # No Style, No Grid
        ("{00000000-0000-0000-0000-00000000000A}", [True, False]),
        ("{00000000-0000-0000-0000-00000000000B}", [True, True]),
    ],
)
def test_a_tables_style_makes_its_header_bold(tmp_path: Path, style: str, bold: list[bool]) -> None:
    defined = "".join(
        f'<a:tblStyle styleId="{{00000000-0000-0000-0000-00000000000{name}}}" styleName="{name}"><a:{part}>'
        f'<a:tcTxStyle b="on"/></a:{part}></a:tblStyle>'
        for name, part in (("A", "firstRow"), ("B", "wholeTbl"))
    )
    files = slides(table((9,), [(20, [cell(paragraph("a"))])] * 2, properties=TWO.format(style)))
    files["ppt/tableStyles.xml"] = f'<a:tblStyleLst xmlns:a="{PLAIN}main">{defined}</a:tblStyleLst>'
    files["[Content_Types].xml"] = str(files["[Content_Types].xml"]).replace(
        "</Types>", '<Override PartName="/ppt/tableStyles.xml" ContentType="x/y+xml"/></Types>'
    )
    rels = "ppt/_rels/presentation.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tableStyles"
    files[rels] = str(files[rels]).replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="tableStyles.xml"/></Relationships>'
    )
    found = read(tmp_path, files)[0].tables[0]
    assert [each.text.paragraphs[0].runs[0].bold for each in found.cells] == bold


def test_a_placeholder_that_holds_a_picture_in_the_layout_takes_text_on_the_slide(tmp_path: Path) -> None:
    files = slides(
        box(paragraph("x"), mark='idx="4"', frame=None), on_layout=shape('type="pic" idx="4"', frame=(0, 0, 9, 9))
    )
    assert texts(tmp_path, files)[0].box.at.placeholder == "obj"
