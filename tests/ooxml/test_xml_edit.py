"""Changing a few places of an XML part."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ooxml.packages import A, R
from summitdeck.ooxml.xml import XmlFault, read_xml
from summitdeck.ooxml.xml_edit import After, Cut, Decide, Edit, Set, edit_xml, element_to_xml

HEAD = f'<x xmlns:a="{A}" xmlns:rel="{R}">'


def on(tag: str, edit: Edit) -> Decide:
    """Edit every element of that tag."""

    def decide(found: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return edit if found == tag else None

    return decide


@pytest.mark.parametrize(
    ("xml", "tag", "edit", "expected"),
    [
        ("<y/>", "y", Cut(), ""),
        ("<y />", "y", Cut(), ""),
        ("<y></y>", "y", Cut(), ""),
        ("<z><y/></z>", "y", Cut(), "<z></z>"),
        ("<y>t<y/>u</y>v", "y", Cut(), "v"),
        ("<y q='>'><z/></y ><y/>", "y", Cut(), ""),
        ("<!-- <y/> --><y/>", "y", Cut(), "<!-- <y/> -->"),
        ("<y/><y/>", "y", After("<n/>"), "<y/><n/><y/><n/>"),
        ("<y><y/></y>", "y", After("<n/>"), "<y><y/><n/></y><n/>"),
        ('<a:y rel:id="rId1" b="2"/>', "a:y", Set({"r:id": None}), '<a:y b="2"/>'),
        ("<a:y  rel:id = 'rId1'/>", "a:y", Set({"r:id": "rId9"}), '<a:y rel:id="rId9"/>'),
        ("<a:y/>", "a:y", Set({"idx": "13"}), '<a:y idx="13"/>'),
        ('<y b="1">t</y>', "y", Set({"b": 'a"<&', "c": "2"}), '<y c="2" b="a&quot;&lt;&amp;">t</y>'),
        ('<y b="1"/>', "y", Set({"gone": None}), '<y b="1"/>'),
    ],
)
def test_one_place_changes_and_nothing_else(xml: str, tag: str, edit: Edit, expected: str) -> None:
    whole = f"<?xml version='1.0'?>\n{HEAD}{xml}\r\n 会議 </x>\n"
    assert edit_xml(whole.encode(), on(tag, edit)) == whole.replace(xml, expected, 1).encode()


def test_without_an_edit_the_very_bytes_come_back() -> None:
    data = f"{HEAD}<y/></x>".encode()
    assert edit_xml(data, lambda tag, attributes, parent: None) is data


def test_inside_what_is_cut_nothing_is_asked_for() -> None:
    asked: list[tuple[str, str]] = []

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        asked.append((tag, parent))
        return Cut() if tag == "y" else None

    edit_xml(b"<x><y><z/></y><w/></x>", decide)
    assert asked == [("x", ""), ("y", "x"), ("w", "x")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "shift_jis", "iso-8859-1"])
def test_an_edited_document_is_utf8_whatever_it_was(encoding: str) -> None:
    word = "café" if encoding == "iso-8859-1" else "会議"
    data = f'<?xml version="1.0" encoding="{encoding}"?><x><y/>{word}</x>'.encode(encoding)
    edited = edit_xml(data, on("y", Set({"typeface": "游ゴシック"})))
    assert isinstance(edited, bytes)
    assert edited.decode() == f'<?xml version="1.0"?><x><y typeface="游ゴシック"/>{word}</x>'


def test_a_document_type_is_refused_here_too() -> None:
    assert isinstance(edit_xml(b"<!DOCTYPE x><x/>", on("x", Cut())), XmlFault)


@given(st.lists(st.sampled_from(["y", "z"]), max_size=6), st.data())
def test_cutting_leaves_the_tree_without_the_cut_elements(tags: list[str], data: st.DataObject) -> None:
    xml = "t"
    for tag in tags:
        xml = data.draw(st.sampled_from([f"<{tag}>{xml}</{tag}>", f"<{tag}/>{xml}", f"{xml}<{tag} q='1'></{tag}>"]))
    edited = edit_xml(f"<x>{xml}</x>".encode(), on("y", Cut()))
    assert isinstance(edited, bytes)
    tree = read_xml(edited)
    assert not isinstance(tree, XmlFault)
    assert "y" not in {element.tag for element in tree.walk()}


def test_an_element_can_be_written_again() -> None:
    tree = read_xml(f'<a:ln xmlns:a="{A}" w="1"><a:noFill/></a:ln>'.encode())
    assert not isinstance(tree, XmlFault)
    assert element_to_xml(tree) == '<a:ln w="1"><a:noFill/></a:ln>'
