"""Charts: what stands in the workbook stands in the chart, other readers find it there, and each kind is told right."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from ooxml.chart_scenes import CHART_NS, DATA, ONE, POINTS, cached, cells, chart, charts, every_chart
from ooxml.scenes import template
from summitdeck.deck.figures import ChartKind, Labels, Legend, Series
from summitdeck.ooxml.deck_writer import scene_to_package
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_writer import write_package
from summitdeck.ooxml.self_check import check_package
from summitdeck.scene.model import ChartShape
from validators import findings

TEMPLATE = template()
WITHOUT_PLACES = (ChartKind.AREA, ChartKind.DOUGHNUT)


def built(*shapes: ChartShape) -> Package:
    return scene_to_package(charts(*shapes), TEMPLATE)


def part(shape: ChartShape) -> etree._Element:
    return etree.fromstring(built(shape).parts["/ppt/charts/chart1.xml"].data)


def found(shape: ChartShape, path: str) -> list[str]:
    values: list[str] = part(shape).xpath(path, namespaces=CHART_NS)
    return values


def name_of(shape: ChartShape) -> str:
    return f"{shape.kind} {'full' if shape.title else 'bare'} {shape.labels}"


@pytest.mark.parametrize("shape", every_chart(), ids=name_of)
def test_the_workbook_holds_what_the_chart_shows(shape: ChartShape) -> None:
    package = built(shape)
    xml = package.parts["/ppt/charts/chart1.xml"]
    (relation,) = xml.relations
    in_workbook = cells(package.parts[relation.target].data)
    assert in_workbook.pop("A1") == "City"
    assert cached(xml.data) == in_workbook
    assert set(in_workbook.values()) >= {value for series in shape.data.series for value in series.values} - {None}


@pytest.mark.parametrize("shape", every_chart(), ids=name_of)
def test_a_chart_is_sound(shape: ChartShape) -> None:
    assert check_package(built(shape), TEMPLATE) == ()


def test_python_pptx_reads_every_chart() -> None:
    """The second opinion: kinds, names, categories and numbers as another reader finds them."""
    from pptx import Presentation

    shapes = every_chart()
    out = BytesIO()
    write_package(built(*shapes), out)
    slides = Presentation(out).slides
    for shape, slide in zip(shapes, slides, strict=True):
        (frame,) = [each for each in slide.shapes if each.has_chart]
        plot = frame.chart.plots[0]
        assert [series.name for series in plot.series][1:] in ([], ["Neutron_x005F_x0041_"])
        assert [tuple(series.values) for series in plot.series] == [series.values for series in shape.data.series]
        assert frame.chart.has_legend == (shape.legend is not Legend.NONE)
        assert frame.chart.has_title == bool(shape.title)
        if shape.kind is not ChartKind.SCATTER:
            assert tuple(plot.categories) == DATA.categories
        assert frame.chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")


def test_charts_on_many_slides_have_parts_of_their_own() -> None:
    shape = chart()
    package = built(shape, shape)
    numbers = [f"/ppt/charts/chart{n}.xml" for n in (1, 2)]
    books = [package.parts[name].relations[0].target for name in numbers]
    assert books == [f"/ppt/embeddings/Microsoft_Excel_Sheet{n}.xlsx" for n in (1, 2)]
    for slide, name in zip((1, 2), numbers, strict=True):
        assert [r.target for r in package.parts[f"/ppt/slides/slide{slide}.xml"].relations if r.kind == "chart"] == [
            name
        ]


def test_charts_are_counted_on_after_the_templates_own() -> None:
    own = replace(TEMPLATE.parts["/ppt/theme/theme1.xml"], name="/ppt/charts/chart7.xml")
    package = scene_to_package(charts(chart()), replace(TEMPLATE, parts={**TEMPLATE.parts, own.name: own}))
    assert "/ppt/charts/chart8.xml" in package.parts


def test_the_same_chart_is_the_same_bytes() -> None:
    outs = [BytesIO(), BytesIO()]
    for out in outs:
        write_package(built(*every_chart()), out)
    assert outs[0].getvalue() == outs[1].getvalue()


def test_a_chart_fills_its_slot_and_says_what_it_is() -> None:
    slide = built(chart(), chart(slot=None)).parts
    frame = slide["/ppt/slides/slide1.xml"].data.decode()
    assert '<p:cNvPr id="3" name="Chart 2" descr="Numbers"/>' in frame
    assert '<p:nvPr><p:ph idx="1"/></p:nvPr>' in frame
    assert "<p:ph idx" not in slide["/ppt/slides/slide2.xml"].data.decode()


def test_a_missing_number_is_a_gap() -> None:
    assert found(chart(), "//c:ser[1]/c:val//c:pt/@idx") == ["0", "2"]
    assert found(chart(), "//c:ser[1]/c:val//c:ptCount/@val") == ["3"]
    assert found(chart(), "//c:dispBlanksAs/@val") == ["gap"]


def test_colours_and_faces_are_the_themes() -> None:
    data = replace(DATA, series=tuple(Series(str(n), (1, 2, 3)) for n in range(8)))
    fills = found(chart(data=data), "//c:ser/c:spPr/a:solidFill/a:schemeClr/@val")
    assert fills == [*(f"accent{n}" for n in range(1, 7)), "accent1", "accent2"]
    assert found(chart(data=data), "//c:ser[7]/c:spPr//a:lumMod/@val") == ["60000"]
    assert set(found(chart(title="x"), "//a:latin/@typeface")) == {"+mn-lt"}
    assert set(found(chart(title="x"), "//a:ea/@typeface")) == {"+mn-ea"}
    assert not part(chart(title="x", labels=Labels.VALUES)).xpath("//a:srgbClr", namespaces=CHART_NS)


def test_slices_have_a_colour_each() -> None:
    shape = chart(ChartKind.PIE, ONE)
    assert found(shape, "//c:dPt/c:spPr/a:solidFill/a:schemeClr/@val") == ["accent1", "accent2", "accent3"]


def test_no_title_means_none_not_even_powerpoints_own() -> None:
    assert found(chart(data=ONE), "//c:autoTitleDeleted/@val") == ["1"]
    shape = chart(title="a & b\nc")
    assert found(shape, "//c:chart/c:title//a:t/text()") == ["a & b", "c"]
    assert found(shape, "//c:autoTitleDeleted/@val") == ["0"]
    assert set(found(shape, "//c:chart/c:title//a:rPr/@sz")) == {"1600"}
    assert set(found(shape, "//c:txPr//a:defRPr/@sz")) == {"1400"}


@pytest.mark.parametrize(("legend", "sign"), [("top", "t"), ("bottom", "b"), ("left", "l"), ("right", "r")])
def test_legends(legend: str, sign: str) -> None:
    assert found(chart(legend=Legend(legend)), "//c:legendPos/@val") == [sign]
    assert found(chart(), "//c:legendPos/@val") == []


@pytest.mark.parametrize("shape", every_chart(), ids=name_of)
def test_labels_stand_where_their_kind_has_a_place_for_them(shape: ChartShape) -> None:
    """PowerPoint offers a repair for a place that it does not offer itself."""
    told = set(found(shape, "//c:dLblPos/@val"))
    wanted = {ChartKind.PIE: {"outEnd"}, ChartKind.LINE: {"t"}, ChartKind.SCATTER: {"t"}}.get(shape.kind, {"ctr"})
    assert told == (set() if shape.labels is Labels.NONE or shape.kind in WITHOUT_PLACES else wanted)
    percent = set(found(shape, "//c:showPercent/@val"))
    assert percent == ({"1"} if shape.labels is Labels.PERCENT else set() if shape.labels is Labels.NONE else {"0"})


def test_labels_beside_columns_make_their_axis_needless() -> None:
    for kind in (ChartKind.COLUMN, ChartKind.BAR):
        assert found(chart(kind, labels=Labels.VALUES), "//c:valAx/c:delete/@val") == ["1"]
        assert found(chart(kind, labels=Labels.VALUES), "//c:majorGridlines") == []
        assert found(chart(kind, labels=Labels.VALUES, stacked=True), "//c:valAx/c:delete/@val") == ["0"]
    assert found(chart(labels=Labels.NONE), "//c:valAx/c:delete/@val") == ["0"]
    assert found(chart(ChartKind.LINE, labels=Labels.VALUES), "//c:valAx/c:delete/@val") == ["0"]


def test_words_on_a_colour_can_be_read_there() -> None:
    ring = chart(ChartKind.DOUGHNUT, ONE, labels=Labels.PERCENT)
    assert found(ring, "//c:dLbl//a:schemeClr/@val") == ["bg1", "tx1", "bg1"]
    stacked = chart(stacked=True, labels=Labels.VALUES)
    assert found(stacked, "//c:ser/c:dLbls//a:schemeClr/@val") == ["bg1", "tx1"]


@pytest.mark.parametrize(
    ("kind", "values", "limits"),
    [
        (ChartKind.COLUMN, (98, 99, 97), {"min": "0"}),
        (ChartKind.BAR, (98, 99, 97), {"min": "0"}),
        (ChartKind.AREA, (98, 99, 97), {"min": "0"}),
        (ChartKind.COLUMN, (-98, -99, -97), {"max": "0"}),
        (ChartKind.COLUMN, (-98, 99, 97), {}),
        (ChartKind.LINE, (98, 99, 97), {}),
        (ChartKind.COLUMN, (0, 0, None), {}),
    ],
)
def test_what_is_read_as_a_length_begins_at_0(
    kind: ChartKind, values: tuple[float | None, ...], limits: dict[str, str]
) -> None:
    root = part(chart(kind, replace(DATA, series=(Series("a", values),))))
    scaling = root.xpath("//c:valAx/c:scaling/*[not(self::c:orientation)]", namespaces=CHART_NS)
    assert {etree.QName(each).localname: each.get("val") for each in scaling} == limits


def test_parts_of_a_whole_end_at_100_percent() -> None:
    data = replace(DATA, series=(Series("a", (0.3, 0.1, 0.7)), Series("b", (0.7, 0.9, 0.3))))
    shape = chart(data=data, stacked=True, number_format="0%")
    assert found(shape, "//c:valAx/c:scaling/c:max/@val") == ["1"]
    assert found(replace(shape, stacked=False), "//c:valAx/c:scaling/c:max/@val") == []


def test_the_first_bar_stands_on_top_and_the_numbers_below() -> None:
    shape = chart(ChartKind.BAR)
    assert found(shape, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert found(shape, "//c:valAx/c:crosses/@val") == ["max"]
    assert found(chart(), "//c:catAx/c:scaling/c:orientation/@val") == ["minMax"]


def test_titles_of_axes_run_along_them() -> None:
    shape = chart(axes=("Year", "People"))
    assert found(shape, "//c:catAx/c:title//a:t/text()") == ["Year"]
    assert found(shape, "//c:valAx/c:title//a:t/text()") == ["People"]
    assert found(shape, "//c:title//a:bodyPr/@rot") == ["-5400000"]
    assert found(chart(ChartKind.SCATTER, POINTS, axes=("x", "")), "//c:valAx[1]/c:title//a:t/text()") == ["x"]


def test_numbers_are_shown_in_their_format_everywhere() -> None:
    shape = chart(number_format='0 "人"', labels=Labels.VALUES)
    codes = found(
        shape, "//c:valAx/c:numFmt/@formatCode | //c:dLbls/c:numFmt/@formatCode | //c:val//c:formatCode/text()"
    )
    assert set(codes) == {'0 "人"'}


@pytest.mark.needs("validators")
def test_the_validators_have_nothing_against_any_chart(tmp_path: Path) -> None:
    path = tmp_path / "charts.pptx"
    with path.open("wb") as out:
        write_package(built(*every_chart()), out)
    assert findings(path) == []
