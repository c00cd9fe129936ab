"""The arithmetic of colours. Values of PowerPoint's own colour palette stand where it shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ooxml.packages import A
from summitdeck.ooxml.colors import color_to_hex, modified
from summitdeck.ooxml.xml import Element, read_xml

SCHEME = {"accent1": "4472C4", "tx1": "000000", "phClr": "4F81BD"}


def color(xml: str) -> Element:
    found = read_xml(f'<x xmlns:a="{A}">{xml}</x>'.encode())
    assert isinstance(found, Element)
    return found.children[0]


@pytest.mark.parametrize(
    ("start", "changes", "result"),
    [
        ("4472C4", "", "4472C4"),
        ("4472C4", "lumMod 75000", "2F5597"),  # the palette's "Darker 25 %"
        ("4472C4", "lumMod 50000", "203864"),  # "Darker 50 %"
        ("4472C4", "lumMod 60000 lumOff 40000", "8FAADC"),  # "Lighter 40 %"
        ("4472C4", "lumMod 20000 lumOff 80000", "DAE3F3"),  # "Lighter 80 %"
        ("FFFFFF", "lumMod 95000", "F2F2F2"),
        ("000000", "lumMod 50000 lumOff 50000", "808080"),
        ("000000", "tint 75000", "898989"),  # dates and numbers of the Office themes
        ("FFFFFF", "shade 50000", "BCBCBC"),
        ("4472C4", "lumOff 100000", "FFFFFF"),
        ("4472C4", "satMod 0", "848484"),
        ("4472C4", "sat 0", "848484"),
        ("FF0000", "lum 25000", "800000"),
        ("FF0000", "comp 0", "00FFFF"),
        ("FF0000", "hueOff 7200000", "00FF00"),
        ("00FF00", "hue 0", "FF0000"),
        ("00FF00", "hueMod 200000", "0000FF"),
        ("123456", "unheard 1", "123456"),
    ],
)
def test_modifications(start: str, changes: str, result: str) -> None:
    words = changes.split()
    assert modified(start, tuple(zip(words[::2], map(int, words[1::2]), strict=True))) == result


@pytest.mark.parametrize(
    ("xml", "result"),
    [
        ('<a:srgbClr val="ff8800"/>', "FF8800"),
        ('<a:srgbClr val="FF8800"><a:alpha val="1000"/></a:srgbClr>', "FF8800"),
        ('<a:srgbClr val="red"/>', None),
        ('<a:srgbClr val="+1_2_3"/>', None),
        ("<a:srgbClr/>", None),
        ('<a:schemeClr val="accent1"/>', "4472C4"),
        ('<a:schemeClr val="accent1"><a:lumMod val="75%"/></a:schemeClr>', "2F5597"),
        ('<a:schemeClr val="phClr"/>', "4F81BD"),
        ('<a:schemeClr val="accent9"/>', None),
        ('<a:sysClr val="windowText" lastClr="123456"/>', "123456"),
        ('<a:sysClr val="window"/>', "FFFFFF"),
        ('<a:prstClr val="cornflowerBlue"/>', "6495ED"),
        ('<a:prstClr val="dkGrey"/>', "A9A9A9"),
        ('<a:prstClr val="medSeaGreen"/>', "3CB371"),
        ('<a:prstClr val="ultraviolet"/>', None),
        ('<a:scrgbClr r="100000" g="50000" b="0"/>', "FFBC00"),
        ('<a:hslClr hue="7200000" sat="100000" lum="50000"/>', "00FF00"),
        ("<a:unheardClr/>", None),
    ],
)
def test_every_way_of_naming_a_color(xml: str, result: str | None) -> None:
    assert color_to_hex(color(xml), SCHEME.get) == result


HEX = st.integers(0, 0xFFFFFF).map("{:06X}".format)
NAMES = st.sampled_from(["tint", "shade", "lumMod", "lumOff", "satMod", "satOff", "hueMod", "hueOff", "comp"])


@given(HEX, st.lists(st.tuples(NAMES, st.integers(-(10**9), 10**9)), max_size=4))
def test_any_modification_gives_a_color(start: str, changes: list[tuple[str, int]]) -> None:
    result = modified(start, tuple(changes))
    assert len(result) == 6
    assert int(result, 16) >= 0


@given(HEX, NAMES.filter(lambda name: name.endswith(("Mod", "tint", "shade"))))
def test_a_whole_share_changes_nothing(start: str, name: str) -> None:
    assert modified(start, ((name, 100_000),)) == start


@given(HEX)
def test_no_light_is_black_and_full_tint_is_white(start: str) -> None:
    assert modified(start, (("shade", 0),)) == "000000"
    assert modified(start, (("tint", 0),)) == "FFFFFF"
