"""A workbook of one sheet, for the numbers of a chart: what opens when somebody asks PowerPoint to edit its data.

Only what Excel and LibreOffice need to open it without a remark (ECMA-376-1, chapter 18); the same bytes for the same
cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.escape import escape_attribute, escape_text
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.package_writer import write_package
from summitdeck.ooxml.relations import OFFICE
from summitdeck.ooxml.slides import XML_HEAD

if TYPE_CHECKING:
    from typing import Final


WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Content type of a whole workbook as a part of a presentation."""
SHEET: Final = "Sheet1"
"""Excel's own name for the first sheet; ASCII, so that formulas need no quotes."""
LONGEST_TEXT: Final = 32_767
"""Characters of a cell (Excel's specifications and limits)."""
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_FIRST_WIDTH, _WIDTH = 18, 12  # characters
_OWN_FORMAT: Final = 164
"""The first number of a format that is not built in (ECMA-376-1, 18.8.30)."""

_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

Value = str | float | None
"""What a cell holds; None for an empty one."""


def cell_name(row: int, column: int, fixed: bool = False) -> str:
    """`B2` for row 1 and column 1, both counted from 0; `$B$2` when fixed."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"${letters}${row + 1}" if fixed else f"{letters}{row + 1}"


def reference(row: int, column: int, last_row: int | None = None) -> str:
    """The formula that names one cell, or the cells of a column down to `last_row`: `Sheet1!$B$2:$B$5`."""
    first = f"{SHEET}!{cell_name(row, column, fixed=True)}"
    return first if last_row in (None, row) else f"{first}:{cell_name(last_row or 0, column, fixed=True)}"


def cell_text(text: str) -> str:
    """A text as a cell and a chart hold it, ready to stand in XML: `_x0041_` would be read as the sign it names
    (ECMA-376-1, 22.9.2.19, ST_Xstring)."""
    return escape_text(_ESCAPE.sub("_x005F_", text[:LONGEST_TEXT]))


def number_text(number: float) -> str:
    """A finite number as XML Schema's double: as short as it can be, and the same number when it is read."""
    return str(int(number)) if number == int(number) and abs(number) < 1e16 else repr(number)


def make_workbook(rows: Sequence[Sequence[Value]], formats: Sequence[str] = ()) -> bytes:
    """The file, an `.xlsx`: one sheet of these rows; `formats` are Excel number formats, one for each column."""
    strings: dict[str, int] = {}
    known = list(dict.fromkeys(["General", *formats]))
    sheet = _sheet(rows, strings, [known.index(code) for code in formats])
    parts = (
        Part(
            "/xl/workbook.xml",
            f"{_TYPE}sheet.main+xml",
            _workbook(),
            (
                Relation("rId1", f"{OFFICE}/worksheet", "/xl/worksheets/sheet1.xml"),
                Relation("rId2", f"{OFFICE}/styles", "/xl/styles.xml"),
                Relation("rId3", f"{OFFICE}/sharedStrings", "/xl/sharedStrings.xml"),
            ),
        ),
        Part("/xl/worksheets/sheet1.xml", f"{_TYPE}worksheet+xml", sheet),
        Part("/xl/styles.xml", f"{_TYPE}styles+xml", _styles(known)),
        Part("/xl/sharedStrings.xml", f"{_TYPE}sharedStrings+xml", _shared_strings(strings)),
    )
    relations = (Relation("rId1", f"{OFFICE}/officeDocument", "/xl/workbook.xml"),)
    out = BytesIO()
    write_package(Package({part.name: part for part in parts}, relations), out)
    return out.getvalue()


def _workbook() -> bytes:
    return (
        f'{XML_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode()


def _sheet(rows: Sequence[Sequence[Value]], strings: dict[str, int], styles: Sequence[int]) -> bytes:
    """The sheet; its texts, ready for XML, are added to `strings`, each with its index."""
    width = max((len(row) for row in rows), default=1)
    last = cell_name(max(0, len(rows) - 1), max(0, width - 1))
    columns = f'<col min="1" max="1" width="{_FIRST_WIDTH}" customWidth="1"/>'
    if width > 1:
        columns += f'<col min="2" max="{width}" width="{_WIDTH}" customWidth="1"/>'
    return (
        f'{XML_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(_rows(rows, strings, styles))}</sheetData></worksheet>"
    ).encode()


def _rows(rows: Sequence[Sequence[Value]], strings: dict[str, int], styles: Sequence[int]) -> Iterator[str]:
    for number, row in enumerate(rows):
        cells = [
            _cell(cell_name(number, column), value, strings, styles[column] if column < len(styles) else 0)
            for column, value in enumerate(row)
        ]
        yield f'<row r="{number + 1}">{"".join(cells)}</row>'


def _cell(name: str, value: Value, strings: dict[str, int], style: int) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{name}" t="s"><v>{strings.setdefault(cell_text(value), len(strings))}</v></c>'
    return f'<c r="{name}" s="{style}"><v>{number_text(value)}</v></c>'


def _shared_strings(strings: Iterable[str]) -> bytes:
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in strings)
    return f'{XML_HEAD}<sst xmlns="{_MAIN}">{items}</sst>'.encode()


def _styles(formats: Sequence[str]) -> bytes:
    """The least that Excel takes: one face, the two fills it keeps for itself, and the formats, `General` first."""
    own = [
        f'<numFmt numFmtId="{number}" formatCode="{escape_attribute(code)}"/>'
        for number, code in enumerate(formats[1:], _OWN_FORMAT)
    ]
    plain = 'fontId="0" fillId="0" borderId="0"'
    shown = [
        f'<xf numFmtId="{number}" {plain} xfId="0" applyNumberFormat="1"/>'
        for number in range(_OWN_FORMAT, _OWN_FORMAT + len(own))
    ]
    return (
        f'{XML_HEAD}<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(own)}">{"".join(own)}</numFmts>' if own else "")
        + '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {plain}/></cellStyleXfs>'
        f'<cellXfs count="{1 + len(own)}"><xf numFmtId="0" {plain} xfId="0"/>{"".join(shown)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ).encode()
