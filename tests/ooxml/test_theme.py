"""Themes: colours through a map, faces by script, grounds."""

from __future__ import annotations

import pytest

from ooxml.packages import A, theme
from summitdeck.ooxml.theme import PLAIN_MAP, Look, Theme, look, read_theme
from summitdeck.ooxml.xml import Element, read_xml


def tree(xml: str) -> Element:
    found = read_xml(xml.encode())
    assert isinstance(found, Element)
    return found


def read(xml: str, language: str = "ja-JP") -> Theme:
    return read_theme(tree(xml), language)


def fill(xml: str) -> Element:
    return tree(f'<x xmlns:a="{A}">{xml}</x>').children[0]


@pytest.mark.parametrize(
    ("language", "stated", "face"),
    [
        ("ja-JP", "", "游ゴシック"),
        ("ja", "", "游ゴシック"),
        ("zh-CN", "", "等线"),
        ("zh-TW", "", "Microsoft JhengHei"),
        ("zh-Hant-HK", "", "Microsoft JhengHei"),
        ("ko-KR", "", "Malgun Gothic"),
        ("en-US", "", ""),
        ("ja-JP", "メイリオ", "メイリオ"),
        ("en-US", "メイリオ", "メイリオ"),
    ],
)
def test_the_east_asian_face_is_the_themes_or_listed_for_the_language(language: str, stated: str, face: str) -> None:
    found = read(theme(east_asian=stated), language)
    assert (found.major.east_asian, found.minor.east_asian) == (face, face)


def test_a_theme_that_lists_no_face_gets_one_that_office_has() -> None:
    assert read(theme(listed="")).minor.east_asian == "Yu Gothic"


def test_colors_and_faces() -> None:
    found = read(theme())
    assert (found.colors["dk1"], found.colors["lt1"], found.colors["accent1"]) == ("111111", "FFFFFF", "4472C4")
    assert (found.major.latin, found.minor.latin) == ("Georgia", "Arial")


def test_a_broken_theme_is_filled_up() -> None:
    found = read(f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme/></a:themeElements></a:theme>')
    assert found.colors["accent1"] == "4472C4"
    assert found.minor.latin == "Calibri"


def test_an_override_lies_over_the_theme() -> None:
    scheme = '<a:clrScheme name="O"><a:accent1><a:srgbClr val="00FF00"/></a:accent1></a:clrScheme>'
    over = read_theme(tree(f'<a:themeOverride xmlns:a="{A}">{scheme}</a:themeOverride>'), "ja-JP", read(theme()))
    assert (over.colors["accent1"], over.colors["accent2"]) == ("00FF00", "ED7D31")
    assert over.major.latin == "Georgia"


@pytest.mark.parametrize(
    ("color_map", "role", "color"),
    [
        (PLAIN_MAP, "tx1", "111111"),
        ({**PLAIN_MAP, "tx1": "lt1", "bg1": "dk2"}, "bg1", "1F2A44"),
        ({**PLAIN_MAP, "accent1": "accent2"}, "accent1", "ED7D31"),
        ({}, "bg2", "EEF1F6"),
        ({"bg1": "nonsense"}, "bg1", "FFFFFF"),
    ],
)
def test_a_palette_is_the_theme_through_the_map(color_map: dict[str, str], role: str, color: str) -> None:
    assert look(read(theme()), color_map).palette[role] == color


PLAIN = look(read(theme()), PLAIN_MAP)


@pytest.mark.parametrize(
    ("written", "face"),
    [("+mn-lt", "Arial"), ("+mj-lt", "Georgia"), ("+mj-ea", "游ゴシック"), ("+mn-cs", ""), ("Meiryo", "Meiryo")],
)
def test_references_to_the_themes_faces(written: str, face: str) -> None:
    assert PLAIN.face(written) == face


@pytest.mark.parametrize(
    ("xml", "color"),
    [
        ('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', "4472C4"),
        ('<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>', "FF0000"),
        ("<a:solidFill/>", None),
        ('<a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="accent1"/></a:gs></a:gsLst></a:gradFill>', None),
        ("<a:noFill/>", None),
        ("<a:blipFill/>", None),
    ],
)
def test_a_ground_is_known_where_it_is_one_plain_color(xml: str, color: str | None) -> None:
    assert PLAIN.ground(fill(xml), "FF0000") == color


def test_a_look_answers_roles_for_text() -> None:
    assert isinstance(PLAIN, Look)
    assert PLAIN.color(fill('<a:pattFill><a:fgClr><a:schemeClr val="hlink"/></a:fgClr></a:pattFill>')) == "hlink"
