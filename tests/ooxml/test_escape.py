"""Text into XML, links into URIs."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.ooxml.escape import escape_attribute, escape_text, url_to_uri

XML_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")).filter(
    lambda text: all(c in "\t\n" or c >= " " for c in text)
)


@given(XML_TEXT)
def test_what_is_escaped_reads_the_same_again(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{escape_attribute(text)}">{escape_text(text)}</a>')
    assert (element.text or "", element.get("b")) == (text, text)


@given(st.text())
def test_no_text_makes_broken_xml(text: str) -> None:
    ElementTree.fromstring(f'<a b="{escape_attribute(text)}">{escape_text(text)}</a>')


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    assert escape_text("a\x0bb\x00c\ufffed\ud800e\rf") == "abcdef"


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://example.com/a?b=1&c=2#d", "https://example.com/a?b=1&c=2#d"),
        ("https://example.com/日本 語", "https://example.com/%E6%97%A5%E6%9C%AC%20%E8%AA%9E"),
        ("https://例え.jp:8080/x", "https://xn--r8jz45g.jp:8080/x"),
        ("https://user@例え.jp", "https://user@xn--r8jz45g.jp"),
        ("https://example.com/%E6%97%A5", "https://example.com/%E6%97%A5"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ('https://example.com/{a}|<b>\\^`"', "https://example.com/%7Ba%7D%7C%3Cb%3E%5C%5E%60%22"),
        (" mailto:岩本@example.com ", "mailto:%E5%B2%A9%E6%9C%AC@example.com"),
    ],
)
def test_a_link_becomes_a_uri(url: str, uri: str) -> None:
    assert url_to_uri(url) == uri
    assert url_to_uri(uri) == uri
