"""The self-check of charts: one planted fault after the other, each found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ooxml.chart_scenes import ONE, POINTS, chart, charts
from ooxml.scenes import template
from summitdeck.deck.figures import ChartKind, Labels
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.self_check import check_foreign_package, check_package

TEMPLATE = template()
KINDS = (
    chart(title="People", axes=("a", "b"), labels=Labels.VALUES),
    chart(ChartKind.DOUGHNUT, ONE, labels=Labels.PERCENT),
    chart(ChartKind.SCATTER, POINTS),
    chart(ChartKind.COLUMN, stacked=True, labels=Labels.VALUES),
    chart(ChartKind.PIE, ONE),
)
SOUND = scene_to_package(charts(*KINDS), TEMPLATE)
COLUMN, RING, SCATTER, STACKED, PIE = (f"/ppt/charts/chart{n}.xml" for n in range(1, 6))
BOOK = "/ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"

FAULTS = {
    "points behind the labels": (
        PIE,
        "<c:dPt>",
        '<c:dLbls><c:showVal val="1"/></c:dLbls><c:dPt>',
        "c:dPt stands in c:ser",
    ),
    "two marks": (SCATTER, "<c:marker>", '<c:marker><c:symbol val="none"/></c:marker><c:marker>', "c:marker stands in"),
    "an axis without a place": (COLUMN, '<c:axPos val="b"/>', "", "c:catAx has no c:axPos"),
    "a column chart with a hole": (
        COLUMN,
        "<c:gapWidth",
        '<c:holeSize val="50"/><c:gapWidth',
        "may hold no c:holeSize",
    ),
    "a chart without a plot": (RING, "c:plotArea>", "c:plot>", "c:chart has no c:plotArea"),
    "a label outside a ring": (RING, "<c:showLegendKey", '<c:dLblPos val="outEnd"/><c:showLegendKey', "val='outEnd'"),
    "a label outside stacked columns": (STACKED, '<c:dLblPos val="ctr"/>', '<c:dLblPos val="outEnd"/>', "val='outEnd'"),
    "no number": (COLUMN, "<c:v>3500</c:v>", "<c:v>NaN</c:v>", "'NaN', which is no number"),
    "a number of a program": (COLUMN, "<c:v>3500</c:v>", "<c:v>undefined</c:v>", "'undefined', which is no number"),
    "a percentage": (COLUMN, "<c:v>3500</c:v>", "<c:v>100%</c:v>", "'100%', which is no number"),
    "infinity": (COLUMN, "<c:v>3500</c:v>", "<c:v>inf</c:v>", "'inf', which is no number"),
    "more points than told": (
        COLUMN,
        '<c:ptCount val="3"/>',
        '<c:ptCount val="2"/>',
        "holds 2 points, and holds one at 2",
    ),
    "points out of order": (COLUMN, '<c:pt idx="1">', '<c:pt idx="0">', "out of order"),
    "a point without a place": (COLUMN, '<c:pt idx="1">', "<c:pt>", "points without an idx"),
    "a formula that is missing": (COLUMN, "<c:f>Sheet1!$A$2:$A$4</c:f>", "", "has no c:f"),
    "an axis below 0": (COLUMN, '<c:axId val="111111101"/>', '<c:axId val="-1"/>', "names the axis '-1'"),
    "an axis that is no number": (
        COLUMN,
        '<c:catAx><c:axId val="111111101"/>',
        '<c:catAx><c:axId val="-1"/>',
        "val='-1'",
    ),
    "an id twice": (
        COLUMN,
        '<c:valAx><c:axId val="111111102"/>',
        '<c:valAx><c:axId val="111111101"/>',
        "2 axes with the id",
    ),
    "an axis that is not there": (COLUMN, '<c:crossAx val="111111102"/>', '<c:crossAx val="7"/>', "names the axis '7'"),
    "a chart without a workbook": (COLUMN, '<c:externalData r:id="rId1">', "<c:externalData>", "has no workbook"),
    "another relationship": (COLUMN, '<c:externalData r:id="rId1">', '<c:externalData r:id="rId9">', "r:id='rId9'"),
    "a workbook that is none": (BOOK, "PK\x03\x04", "<htm", "which is no workbook"),
    "a chart that is something else": (COLUMN, "c:chartSpace", "c:userShapes", "is a c:userShapes"),
}
"""The part, what stands there, what is put in its place, and what is told. Of an end tag too."""


def messages(name: str) -> list[str]:
    part, old, new, _ = FAULTS[name]
    sound = SOUND.parts[part]
    assert old.encode() in sound.data, f"{old} is not in {part}"
    count = -1 if (old.endswith(">") and old[0] == "c") or old == "c:chartSpace" else 1
    broken = replace(sound, content=sound.data.replace(old.encode(), new.encode(), count))
    package = replace(SOUND, parts={**SOUND.parts, part: broken})
    return [problem.message for problem in check_package(package, TEMPLATE)]


def test_sound_charts_have_no_findings() -> None:
    assert check_package(SOUND, TEMPLATE) == ()
    assert check_foreign_package(SOUND) == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    told = FAULTS[name][3]
    found = messages(name)
    assert any(told in message for message in found), found


def test_a_missing_workbook_is_found() -> None:
    parts = {name: part for name, part in SOUND.parts.items() if name != BOOK}
    (found,) = check_package(replace(SOUND, parts=parts), TEMPLATE)
    assert f"leads to {BOOK}, which is not there" in found.message


def test_a_slide_without_its_chart_is_found() -> None:
    slide = SOUND.parts["/ppt/slides/slide1.xml"]
    others = tuple(relation for relation in slide.relations if relation.kind != "chart")
    package = replace(SOUND, parts={**SOUND.parts, slide.name: replace(slide, relations=others)})
    assert any("c:chart has r:id=" in problem.message for problem in check_package(package, TEMPLATE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # as PowerPoint itself writes them, elsewhere than the schema says, or without what this project always has
        ('<c:dispBlanksAs val="gap"/>', '<c:dispBlanksAs val="gap"/><c:extLst/><c:showDLblsOverMax val="0"/>'),
        ("<c:v>3500</c:v>", "<c:v>#N/A</c:v>"),
        ('<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>', ""),
        ('<c:lang val="ja-JP"/>', ""),
    ],
)
def test_what_powerpoint_writes_is_no_fault_in_a_file_of_another_program(old: str, new: str) -> None:
    sound = SOUND.parts[COLUMN]
    assert old.encode() in sound.data
    other = replace(sound, content=sound.data.replace(old.encode(), new.encode(), 1))
    assert check_foreign_package(replace(SOUND, parts={**SOUND.parts, COLUMN: other})) == ()


def test_axes_of_older_programs_are_only_told() -> None:
    """PowerPoint opens them: it once wrote such ids itself."""
    sound = SOUND.parts[COLUMN]
    other = replace(sound, content=sound.data.replace(b'"111111101"', b'"-2068027336"'))
    problems = check_foreign_package(replace(SOUND, parts={**SOUND.parts, COLUMN: other}))
    assert [(str(problem.severity), problem.code) for problem in problems] == [("warning", "package-chart-axes")]
