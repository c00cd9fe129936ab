"""Tables: the grid, spans, sizes, rules."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from ooxml.scenes import BASE, BODY, NS, find, table, words
from summitdeck.ooxml.drawing import Pen
from summitdeck.ooxml.language import read_language
from summitdeck.ooxml.relations import Relations
from summitdeck.ooxml.tables import TABLE_STYLE, table_to_xml
from summitdeck.scene.model import SceneCell, SceneParagraph, TableShape

DAYS = table([["", "11月3日", "4日"], ["Summit", "○", ""], ["Design Summit", "", "○"]])


def written(shape: TableShape) -> str:
    return table_to_xml(shape, 3, Pen(read_language("ja-JP"), Relations(), (), BASE))


def elements(xml: str, path: str) -> list[etree._Element]:
    return [element for element in find(xml, path) if not isinstance(element, str)]


def test_a_table_in_a_slot_is_a_frame_with_words_for_who_does_not_see_it() -> None:
    xml = written(DAYS)
    assert xml.startswith(
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="3" name="Table 2" descr="Who was where"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr><p:ph idx="1"/></p:nvPr>'
        f'</p:nvGraphicFramePr><p:xfrm><a:off x="{BODY.frame.x}" y="{BODY.frame.y}"/><a:ext cx="5486400" cy="1371600"/>'
    )
    assert "<p:nvPr/>" in written(replace(DAYS, slot=None))


def test_the_style_is_built_in_and_knows_header_and_total() -> None:
    style = f"<a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"
    assert f'<a:tblPr firstRow="1">{style}' in written(DAYS)
    assert f'<a:tblPr firstRow="1" lastRow="1">{style}' in written(replace(DAYS, total=True))
    assert f"<a:tblPr>{style}" in written(replace(DAYS, header=0))


def test_grid_and_rows_have_the_lengths_of_the_scene() -> None:
    shape = replace(DAYS, columns=(1, 2, 3), rows=(4, 5, 6))
    assert find(written(shape), "//a:gridCol/@w") == ["1", "2", "3"]
    assert find(written(shape), "//a:tr/@h") == ["4", "5", "6"]


def test_every_run_and_every_empty_cell_says_its_size() -> None:
    xml = written(replace(DAYS, size=1400))
    assert set(find(xml, "//a:rPr/@sz | //a:endParaRPr/@sz")) == {"1400"}
    assert len(elements(xml, "//a:endParaRPr")) == 9
    assert len(elements(xml, "//a:tc[count(a:txBody/a:p) = 1]")) == 9


def test_only_headers_and_a_total_are_bold() -> None:
    def bold(shape: TableShape) -> list[bool]:
        return [
            bool(elements(etree.tostring(row).decode(), ".//a:rPr[@b='1']"))
            for row in elements(written(shape), "//a:tr")
        ]

    assert bold(DAYS) == [True, False, False]
    assert bold(replace(DAYS, header=2)) == [True, True, False]
    assert bold(replace(DAYS, header=0, total=True)) == [False, False, True]


def test_the_header_is_tinted_and_light_rules_part_the_rows() -> None:
    xml = written(DAYS)
    tinted = [row.find(".//a:tcPr/a:solidFill", NS) is not None for row in elements(xml, "//a:tr")]
    assert tinted == [True, False, False]
    widths = [[row.find(f"a:tc/a:tcPr/a:{side}", NS) for side in ("lnT", "lnB")] for row in elements(xml, "//a:tr")]
    told = [[line.get("w") if line is not None else None for line in pair] for pair in widths]
    assert told == [[None, "12700"], ["12700", "6350"], ["6350", None]]


def test_margins_are_written_where_they_are_not_powerpoints() -> None:
    assert '<a:tcPr anchor="ctr">' in written(DAYS)
    assert '<a:tcPr marL="1" marR="3" anchor="ctr">' in written(replace(DAYS, margins=(1, 45720, 3, 45720)))


EMPTY = SceneCell((SceneParagraph(()),))


def spans(shape: TableShape) -> list[list[str]]:
    short = {"gridSpan": "c", "rowSpan": "r", "hMerge": "h", "vMerge": "v"}
    return [
        [
            " ".join(f"{short[name]}{value}" for name, value in sorted(cell.attrib.items()))
            for cell in row.iterfind("a:tc", NS)
        ]
        for row in elements(written(shape), "//a:tr")
    ]


def test_a_block_of_cells_is_marked_as_powerpoint_marks_it() -> None:
    block = SceneCell((words("block"),), 2, 2)
    shape = table([["a", "b", "c"], [block, EMPTY, "x"], [EMPTY, EMPTY, "y"]])
    assert spans(shape) == [["", "", ""], ["c2 r2", "h1 r2", ""], ["c2 v1", "h1 v1", ""]]


def test_spans_along_a_row_and_down_a_column() -> None:
    wide, tall = SceneCell((words("wide"),), 3, 1), SceneCell((words("tall"),), 1, 2)
    shape = table([[wide, EMPTY, EMPTY], [tall, "b", "c"], [EMPTY, "d", "e"]])
    assert spans(shape) == [["c3", "h1", "h1"], ["r2", "", ""], ["v1", "", ""]]


def test_a_spanning_cell_is_ruled_below_its_last_row() -> None:
    tall = SceneCell((words("tall"),), 1, 2)
    xml = written(table([["a", "b"], [tall, "x"], [EMPTY, "y"]]))
    cell = elements(xml, "//a:tc[@rowSpan]")[0]
    assert cell.find("a:tcPr/a:lnB", NS) is None
