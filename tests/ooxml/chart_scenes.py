"""Charts for tests, and what stands in the workbook of one: read from its XML, not by what wrote it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

from lxml import etree

from ooxml.scenes import BODY, FACE, page, scene, title
from summitdeck.deck.figures import ChartData, ChartKind, Labels, Legend, Series
from summitdeck.scene.model import ChartShape, Scene

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHART_NS = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
DATA = ChartData(
    ("Paris", "香港 & <more>", "2014"),
    (Series("Nova", (3500, None, 12.5)), Series("Neutron_x0041_", (-1, 0.1, 1e20))),
    corner="City",
)
ONE = replace(DATA, series=(Series("Votes", (61, 29, 10)),))
POINTS = replace(DATA, across=(1, 2.5, None))


def chart(kind: ChartKind = ChartKind.COLUMN, data: ChartData = DATA, **options: object) -> ChartShape:
    """A chart in the body's slot."""
    shape = ChartShape("Chart", BODY.frame, kind, data, 1400, FACE, alt="Numbers", slot=BODY)
    return replace(shape, words_on=("bg1", "tx1"), **options)  # type: ignore[arg-type]


def every_chart() -> tuple[ChartShape, ...]:
    """Each kind, bare and with all its options."""
    made = []
    for kind in ChartKind:
        is_round = kind in (ChartKind.PIE, ChartKind.DOUGHNUT)
        data = ONE if is_round else POINTS if kind is ChartKind.SCATTER else DATA
        stacked = kind in (ChartKind.BAR, ChartKind.COLUMN, ChartKind.LINE, ChartKind.AREA)
        full = chart(
            kind, data, title="People\nin all", legend=Legend.RIGHT, labels=Labels.VALUES, axes=("City", "人 & co"),
            number_format='#,##0 "人"', across_format="0.0", stacked=stacked, color="123456", ground="FFFFFF",
        )  # fmt: skip
        made += [chart(kind, data), full]
        made += [replace(full, labels=Labels.PERCENT)] if is_round else []
    return tuple(made)


def charts(*shapes: ChartShape) -> Scene:
    """A deck of one chart a page."""
    return scene(*(page(title(), shape) for shape in shapes))


def cells(workbook: bytes) -> dict[str, str | float]:
    """What the first sheet holds, by the cells' names."""
    with zipfile.ZipFile(BytesIO(workbook)) as file:
        assert file.testzip() is None
        shared = etree.fromstring(file.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(item.itertext()) for item in shared]
    found: dict[str, str | float] = {}
    for cell in sheet.iter(f"{{{MAIN}}}c"):
        value = cell.findtext(f"{{{MAIN}}}v")
        found[cell.get("r")] = texts[int(value)] if cell.get("t") == "s" else float(value)
    return found


def cached(xml: bytes) -> dict[str, str | float]:
    """What the formulas of a chart name and its caches hold, by the cells' names."""
    found: dict[str, str | float] = {}
    root = etree.fromstring(xml)
    for named in root.iter(*[f"{{{CHART_NS['c']}}}{name}" for name in ("strRef", "numRef")]):
        formula = named.findtext("c:f", namespaces=CHART_NS)
        match = re.fullmatch(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$\1\$(\d+))?", formula)
        assert match, formula
        column, first, last = match[1], int(match[2]), int(match[3] or match[2])
        count = named.find("*/c:ptCount", CHART_NS)
        assert int(count.get("val")) == last - first + 1
        for point in named.iterfind("*/c:pt", CHART_NS):
            text = point.findtext("c:v", namespaces=CHART_NS)
            value = float(text) if named.tag.endswith("numRef") else text
            name = f"{column}{first + int(point.get('idx'))}"
            assert found.setdefault(name, value) == value
    return found
