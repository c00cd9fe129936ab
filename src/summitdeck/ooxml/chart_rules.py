"""Rules of the self-check on charts: their elements, numbers, axes and workbooks. Loaded when a package has a chart.

Only kinds of chart that this project writes are looked into, but of these all that the schema allows (ECMA-376-1,
section 21.2), so that nothing in a chart by PowerPoint is taken for a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import isfinite

from summitdeck.frozen import TYPE_CHECKING, dataclass, field
from summitdeck.ooxml.checked import Checked, repeated
from summitdeck.ooxml.grammar import children_faults, read_order
from summitdeck.ooxml.xml import Element, read_xml

if TYPE_CHECKING:
    from typing import Final


_LABEL: Final = (
    "c:delete c:layout c:tx c:numFmt c:spPr c:txPr c:dLblPos c:showLegendKey c:showVal c:showCatName c:showSerName"
    " c:showPercent c:showBubbleSize c:separator"
)
_SERIES: Final = "!c:idx !c:order c:tx c:spPr"
_POINTS: Final = "c:dPt* c:dLbls"
_DATA: Final = "c:trendline* c:errBars* c:cat c:val"
_AXIS: Final = (
    "!c:axId !c:scaling c:delete !c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark"
    " c:minorTickMark c:tickLblPos c:spPr c:txPr !c:crossAx c:crosses|c:crossesAt"
)
_CHARTS: Final = (
    "c:areaChart|c:area3DChart|c:lineChart|c:line3DChart|c:stockChart|c:radarChart|c:scatterChart|c:pieChart"
    "|c:pie3DChart|c:doughnutChart|c:barChart|c:bar3DChart|c:ofPieChart|c:surfaceChart|c:surface3DChart|c:bubbleChart"
)
_SEQUENCES: Final = {
    "c:chartSpace": (
        "c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotSource c:protection !c:chart c:spPr c:txPr"
        " c:externalData c:printSettings c:userShapes c:extLst"
    ),
    "c:chart": (
        "c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall !c:plotArea c:legend"
        " c:plotVisOnly c:dispBlanksAs c:extLst|c:showDLblsOverMax*"
    ),
    "c:plotArea": f"c:layout {_CHARTS}* c:valAx|c:catAx|c:dateAx|c:serAx* c:dTable c:spPr c:extLst",
    "c:barChart": (
        "!c:barDir c:grouping c:varyColors c:ser* c:dLbls c:gapWidth c:overlap c:serLines* !c:axId* c:extLst"
    ),
    "c:lineChart": (
        "!c:grouping c:varyColors c:ser* c:dLbls c:dropLines c:hiLowLines c:upDownBars c:marker c:smooth !c:axId*"
        " c:extLst"
    ),
    "c:areaChart": "c:grouping c:varyColors c:ser* c:dLbls c:dropLines !c:axId* c:extLst",
    "c:scatterChart": "!c:scatterStyle c:varyColors c:ser* c:dLbls !c:axId* c:extLst",
    "c:pieChart": "c:varyColors c:ser* c:dLbls c:firstSliceAng c:extLst",
    "c:doughnutChart": "c:varyColors c:ser* c:dLbls c:firstSliceAng c:holeSize c:extLst",
    "c:barChart c:ser": f"{_SERIES} c:invertIfNegative c:pictureOptions {_POINTS} {_DATA} c:shape c:extLst",
    "c:lineChart c:ser": f"{_SERIES} c:marker {_POINTS} {_DATA} c:smooth c:extLst",
    "c:areaChart c:ser": f"{_SERIES} c:pictureOptions {_POINTS} {_DATA} c:extLst",
    "c:pieChart c:ser": f"{_SERIES} c:explosion {_POINTS} c:cat c:val c:extLst",
    "c:doughnutChart c:ser": f"{_SERIES} c:explosion {_POINTS} c:cat c:val c:extLst",
    "c:scatterChart c:ser": (f"{_SERIES} c:marker {_POINTS} c:trendline* c:errBars* c:xVal c:yVal c:smooth c:extLst"),
    "c:dPt": "!c:idx c:invertIfNegative c:marker c:bubble3D c:explosion c:spPr c:pictureOptions c:extLst",
    "c:dLbls": f"c:dLbl* {_LABEL} c:showLeaderLines c:leaderLines c:extLst",
    "c:dLbl": f"!c:idx {_LABEL} c:extLst",
    "c:marker": "c:symbol c:size c:spPr c:extLst",
    "c:catAx": f"{_AXIS} c:auto c:lblAlgn c:lblOffset c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl c:extLst",
    "c:valAx": f"{_AXIS} c:crossBetween c:majorUnit c:minorUnit c:dispUnits c:extLst",
    "c:scaling": "c:logBase c:orientation c:max c:min c:extLst",
    "c:title": "c:tx c:layout c:overlay c:spPr c:txPr c:extLst",
    "c:legend": "c:legendPos c:legendEntry* c:layout c:overlay c:spPr c:txPr c:extLst",
    "c:strRef": "!c:f c:strCache c:extLst",
    "c:numRef": "!c:f c:numCache c:extLst",
    "c:strCache": "c:ptCount c:pt* c:extLst",
    "c:numCache": "c:formatCode c:ptCount c:pt* c:extLst",
    "c:externalData": "c:autoUpdate",
}
"""Children in order, written as in `grammar`; of a series by the kind of chart it stands in."""

_PLACES: Final = {
    "c:barChart": ("ctr", "inEnd", "inBase", "outEnd"),
    "c:lineChart": ("t", "b", "l", "r", "ctr"),
    "c:scatterChart": ("t", "b", "l", "r", "ctr"),
    "c:pieChart": ("bestFit", "ctr", "inEnd", "outEnd"),
    "c:areaChart": (),
    "c:doughnutChart": (),
}
"""Where labels may stand (c:dLblPos, 21.2.2.48), by the kind of chart: the places that Excel offers for it. In another
place they are damage."""
_LARGEST_ID: Final = 2**32 - 1

Fault = str
"""What is wrong within a chart, in words."""


@dataclass(slots=True)
class ChartFacts:
    """What is known of a chart once it is walked through."""

    faults: list[Fault] = field(default_factory=list)
    """Of its elements, its labels and its numbers."""
    axes: list[str] = field(default_factory=list)
    """The ids of its axes."""
    named: list[str] = field(default_factory=list)
    """The ids of axes that its plots, and other axes, name."""
    data: str | None = None
    """The id of the relationship to its workbook; None without any."""


def charts_of(checked: Checked) -> Iterator[tuple[str, ChartFacts]]:
    """The charts that were written, each walked through once; what is not well-formed is told elsewhere."""
    for name, part in checked.written.items():
        if checked.kind(part) != "chart":
            continue
        facts = checked.charts.get(name)
        if facts is None:
            root = read_xml(part.data)
            if not isinstance(root, Element) or root.tag != "c:chartSpace":
                continue
            facts = checked.charts[name] = read_chart(root)
        yield name, facts


def read_chart(root: Element) -> ChartFacts:
    """One walk over a chart. Text and shapes in it, which are DrawingML, are looked at as in any other part."""
    facts = ChartFacts()
    waiting: list[tuple[Element, str, Sequence[str] | None]] = [(root, "", None)]
    while waiting:
        element, above, places = waiting.pop()
        tag = element.tag
        children = element.children
        key = f"{above} {tag}" if tag == "c:ser" else tag
        if key in _SEQUENCES and not (tag == "c:marker" and above == "c:lineChart"):
            facts.faults += _children_faults(key, tag, tuple([child.tag for child in children]))
        if tag in _READERS:
            _READERS[tag](facts, element)
        elif tag in _PLACES:
            places = _known_places(element)
            facts.named += [child.get("val") or "" for child in element.all("c:axId")]
        elif tag == "c:dLblPos" and places is not None and element.get("val") not in places:
            facts.faults.append(f"{tag} has val='{element.get('val')}', which this kind of chart does not know")
        waiting += [(child, tag, places) for child in children if child.tag not in _OTHERS]
    return facts


_OTHERS: Final = frozenset(["c:extLst", "c:spPr", "c:txPr", "c:rich", "c:pt", "c:f"])
"""What holds nothing that the walk looks for."""


@lru_cache(maxsize=512)
def _children_faults(key: str, tag: str, children: tuple[str, ...]) -> tuple[Fault, ...]:
    return tuple(children_faults(tag, children, read_order(_SEQUENCES[key])))


def _known_places(chart: Element) -> Sequence[str]:
    grouping = chart.child("c:grouping")
    is_stacked = grouping is not None and "tacked" in (grouping.get("val") or "")
    return [place for place in _PLACES[chart.tag] if not (place == "outEnd" and is_stacked)]


def _read_texts(facts: ChartFacts, cache: Element) -> None:
    """Points within what the cache says it holds, in order."""
    count, points = cache.child("c:ptCount"), cache.all("c:pt")
    size = count.integer("val") if count is not None else None
    places = [place for point in points if (place := point.integer("idx")) is not None]
    if len(places) < len(points) or any(later <= here for here, later in pairwise(places)):
        facts.faults.append(f"{cache.tag} has points without an idx, or out of order")
    elif size is None or (places and places[-1] >= size):
        last = places[-1] if places else 0
        facts.faults.append(f"{cache.tag} says that it holds {size} points, and holds one at {last}")
    if any([child.tag for child in point.children] != ["c:v"] for point in points):
        facts.faults.append(f"{cache.tag} has a c:pt without its c:v")


def _read_numbers(facts: ChartFacts, cache: Element) -> None:
    """The same, and numbers that are numbers."""
    _read_texts(facts, cache)
    for point in cache.all("c:pt"):
        value = point.child("c:v")
        text = value.text.strip() if value is not None else ""
        if not _is_number(text):
            facts.faults.append(f"{cache.tag} has '{text}', which is no number")


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text)) and "_" not in text
    except ValueError:
        return text in ("#N/A", "")  # what Excel itself puts there for a missing number


def _read_axis(facts: ChartFacts, axis: Element) -> None:
    facts.axes.append(_value(axis, "c:axId"))
    facts.named.append(_value(axis, "c:crossAx"))


def _read_data(facts: ChartFacts, data: Element) -> None:
    facts.data = data.get("r:id")


def _value(element: Element, tag: str) -> str:
    child = element.child(tag)
    return (child.get("val") or "") if child is not None else ""


_READERS: Final[Mapping[str, Callable[[ChartFacts, Element], None]]] = {
    **dict.fromkeys(("c:numCache", "c:numLit"), _read_numbers),
    **dict.fromkeys(("c:strCache", "c:strLit"), _read_texts),
    **dict.fromkeys(("c:valAx", "c:catAx", "c:dateAx", "c:serAx"), _read_axis),
    "c:externalData": _read_data,
}


def axis_faults(facts: ChartFacts) -> Iterator[Fault]:
    """Ids of axes that are no unsigned numbers, that stand twice, or that name no axis."""
    for identity in facts.axes:
        if not identity.isdecimal() or int(identity) > _LARGEST_ID:
            yield f"c:axId has val='{identity}', which is no number from 0 to {_LARGEST_ID}"
    for identity, times in repeated(facts.axes):
        yield f"has {times} axes with the id {identity}"
    for identity in dict.fromkeys(facts.named):
        if identity not in facts.axes:
            yield f"names the axis '{identity}', which is not there"


def workbook_faults(checked: Checked, name: str, facts: ChartFacts) -> Iterator[Fault]:
    """Numbers that come from no workbook, or from one that is none."""
    relation = next((each for each in checked.written[name].relations if each.id == facts.data), None)
    if relation is None:
        yield "has no workbook: its numbers cannot be edited"
        return
    book = checked.package.parts.get(relation.target)
    if not relation.external and book is not None and not _is_workbook(book.content_type, book.data[:8]):
        yield f"{relation.id} leads to {relation.target}, which is no workbook"


def _is_workbook(content_type: str, head: bytes) -> bool:
    """Whether bytes may be a workbook: a zip, or one of the old format."""
    is_zip = head.startswith(b"PK\x03\x04")
    return is_zip or ("spreadsheetml" not in content_type and head.startswith(b"\xd0\xcf\x11\xe0"))
