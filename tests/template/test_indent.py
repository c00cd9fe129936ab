"""XML in lines: breaks where they mean nothing, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.ooxml.xml import Element, read_xml
from summitdeck.template.indent import indent_xml


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a><b/><c/></a>", "<a>\n  <b/>\n  <c/>\n</a>"),
        ("<a><b><c/></b></a>", "<a>\n  <b>\n    <c/>\n  </b>\n</a>"),
        ("<a><t>words</t><t></t><t/></a>", "<a>\n  <t>words</t>\n  <t></t>\n  <t/>\n</a>"),
        ("<a><t> </t></a>", "<a>\n  <t> </t>\n</a>"),
        ("<a>mixed<b/><c/></a>", "<a>mixed<b/><c/></a>"),
        ("<a>mixed<b><c/></b></a>", "<a>mixed<b>\n    <c/>\n  </b></a>"),
        ("<a>\n <b/><c/></a>", "<a>\n <b/><c/></a>"),
        ('<a xml:space="preserve"><b/><c><d/></c></a>', '<a xml:space="preserve"><b/><c><d/></c></a>'),
        ("<a><!-- why --><b/></a>", "<a><!-- why --><b/></a>"),
        ('<a b="x > y"><c/></a>', '<a b="x > y">\n  <c/>\n</a>'),
        ("<a/>", "<a/>"),
        ("<?xml version='1.0'?>\n<a><b/></a>", "<?xml version='1.0'?>\n<a>\n  <b/>\n</a>"),
        ("<a><b></a>", "<a><b></a>"),
        ("<!DOCTYPE a><a><b/></a>", "<!DOCTYPE a><a><b/></a>"),
    ],
)
def test_where_a_line_begins(before: str, after: str) -> None:
    assert indent_xml(before.encode()).decode() == after


def test_another_encoding_stays_as_it_is() -> None:
    for data in (
        "<a><b/></a>".encode("utf-16"),
        "<a><b/></a>".encode("utf-16-be"),
        '<?xml version="1.0" encoding="Shift_JIS"?><a><b c="表"/></a>'.encode("cp932"),
    ):
        assert indent_xml(data) == data


elements = st.recursive(
    st.text("ab<&> \n表", max_size=4).map(lambda text: f"<t>{text.replace('&', '&amp;').replace('<', '&lt;')}</t>"),
    lambda inner: st.lists(inner, max_size=4).map(lambda children: f"<e>{''.join(children)}</e>"),
)


def told(element: Element) -> object:
    text = element.text if not element.children or element.text.strip() else ""
    return element.tag, dict(element.attributes), text, [told(child) for child in element.children]


@given(elements)
def test_nothing_that_means_anything_changes(xml: str) -> None:
    before, after = read_xml(xml.encode()), read_xml(indent_xml(xml.encode()))
    assert isinstance(before, Element) and isinstance(after, Element)
    assert told(before) == told(after)
    assert indent_xml(indent_xml(xml.encode())) == indent_xml(xml.encode())
