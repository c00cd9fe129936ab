"""The workbook of a chart: its cells, its formats, the same bytes, and nothing that other readers refuse."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from ooxml.chart_scenes import MAIN, cells
from summitdeck.ooxml.workbook import cell_name, cell_text, make_workbook, number_text, reference

ROWS = [["", "Nova & <co>", "2014"], ["Paris", 3500, None], [" 香港 ", -0.1, 1e-7], [2.5, "Nova & <co>", ""]]


def read(workbook: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(workbook)) as file:
        return etree.fromstring(file.read(name))


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (1, 1, "B2"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1"), (0, 702, "AAA1")],
)
def test_cells_are_named_as_in_excel(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


def test_a_formula_names_one_cell_or_a_column_of_them() -> None:
    assert reference(0, 1) == "Sheet1!$B$1"
    assert reference(1, 0, 4) == "Sheet1!$A$2:$A$5"
    assert reference(1, 27, 1) == "Sheet1!$AB$2"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3500, "3500"),
        (3500.0, "3500"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (1e-7, "1e-07"),
        (1e20, "1e+20"),
        (1e15, "1000000000000000"),
        (1e16, "1e+16"),
    ],
)
def test_a_number_is_as_short_as_it_can_be(number: float, text: str) -> None:
    assert number_text(number) == text
    assert float(text) == number


def test_a_text_that_looks_like_an_escape_is_none() -> None:
    assert cell_text("_x0041_ <b> _x41_") == "_x005F_x0041_ &lt;b&gt; _x41_"


def test_the_sheet_holds_the_rows() -> None:
    assert cells(make_workbook(ROWS)) == {
        "B1": "Nova & <co>",
        "C1": "2014",
        "A2": "Paris",
        "B2": 3500,
        "A3": " 香港 ",
        "B3": -0.1,
        "C3": 1e-7,
        "A4": 2.5,
        "B4": "Nova & <co>",
    }


def test_a_text_stands_once() -> None:
    assert len(read(make_workbook(ROWS), "xl/sharedStrings.xml")) == 4


def test_each_column_has_its_format() -> None:
    workbook = make_workbook(ROWS, ["General", '#,##0 "人"', "0%"])
    styles = read(workbook, "xl/styles.xml")
    codes = {each.get("numFmtId"): each.get("formatCode") for each in styles.iter(f"{{{MAIN}}}numFmt")}
    formats = [codes.get(each.get("numFmtId")) for each in styles.find(f"{{{MAIN}}}cellXfs")]
    used = {
        c.get("r"): formats[int(c.get("s", 0))] for c in read(workbook, "xl/worksheets/sheet1.xml").iter(f"{{{MAIN}}}c")
    }
    assert used == {"B1": None, "C1": None, "A2": None, "B2": '#,##0 "人"', "A3": None, "B3": '#,##0 "人"', "C3": "0%",
                    "A4": None, "B4": None}  # fmt: skip


def test_the_same_cells_are_the_same_bytes_without_a_date() -> None:
    workbook = make_workbook(ROWS)
    assert workbook == make_workbook([list(row) for row in ROWS])
    with zipfile.ZipFile(BytesIO(workbook)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"


def test_a_sheet_without_rows_is_one() -> None:
    assert cells(make_workbook([])) == {}
