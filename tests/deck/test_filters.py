"""The filters of values, as a table: a value through filters in a language, and the text."""

from __future__ import annotations

import pytest

from summitdeck.deck.core import Core
from summitdeck.deck.evaluate import evaluate
from summitdeck.deck.expressions import Fault, parse
from summitdeck.deck.filters import FILTERS
from summitdeck.deck.model import Var

VALUES: dict[str, Var] = {
    "day": "2014-11-03",
    "leap": "2016-02-29",
    "n": Core("1234567.891"),
    "whole": Core("12345"),
    "half": Core("2.5"),
    "minus": Core("-0.5"),
    "small": Core("1e-3"),
    "huge": Core("1e999"),
    "hex": Core("0x1F"),
    "text": "Straße",
    "spelt": "1000",
    "rooms": ("241", Core("242"), "hall"),
    "nested": ("a", ("b",)),
    "empty": "",
    "nothing": Core("null"),
    "group": {"a": "b"},
}


def through(expression: str, language: str) -> Var | Fault:
    tree = parse(expression)
    return tree if isinstance(tree, Fault) else evaluate(tree, VALUES, language)


@pytest.mark.parametrize(
    ("expression", "language", "text"),
    [
        ("day | date", "ja-JP", "2014年11月3日"),
        ("day | date", "en-US", "November 3, 2014"),
        ("day | date", "de-DE", "November 3, 2014"),
        ("day | date('', 'en')", "ja-JP", "November 3, 2014"),
        ("day | date('', 'ja')", "en-US", "2014年11月3日"),
        ("day | date('M月d日（EEE）')", "ja-JP", "11月3日（月）"),
        ("day | date('EEEE, d MMM yy')", "en-US", "Monday, 3 Nov 14"),
        ("day | date(\"yyyy-MM-dd'T'\")", "en-US", "2014-11-03T"),
        ("leap | date('MM/dd')", "en-US", "02/29"),
        ("leap | date('MMMM')", "ja-JP", "2月"),
        ("day | weekday", "ja-JP", "月曜日"),
        ("day | weekday('short')", "ja-JP", "月"),
        ("day | weekday", "en-US", "Monday"),
        ("leap | weekday('short')", "en-US", "Mon"),
        ("n | number", "ja-JP", "1,234,567.891"),
        ("n | number(1)", "ja-JP", "1,234,567.9"),
        ("n | number(0, ' ')", "en-US", "1 234 568"),
        ("half | number(0)", "en-US", "3"),
        ("minus | number(0)", "en-US", "-1"),
        ("whole | number(2)", "en-US", "12,345.00"),
        ("small | number", "en-US", "0.001"),
        ("spelt | number", "en-US", "1,000"),
        ("rooms | join", "ja-JP", "241、242、hall"),
        ("rooms | join", "en-US", "241, 242, hall"),
        ("rooms | join(' / ')", "ja-JP", "241 / 242 / hall"),
        ("text | upper", "en-US", "STRASSE"),
        ("text | lower", "en-US", "straße"),
        ("missing | default('?')", "en-US", "?"),
        ("group.b | default('?')", "en-US", "?"),
        ("empty | default('?')", "en-US", "?"),
        ("nothing | default('?')", "en-US", "?"),
        ("text | default('?')", "en-US", "Straße"),
        ("missing | default('2014-11-03') | date('d')", "en-US", "3"),
    ],
)
def test_filters(expression: str, language: str, text: str) -> None:
    assert through(expression, language) == text


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("text | date", "'Straße' is no date"),
        ("rooms | date", "a list is no date"),
        ("'2015-02-29' | date", "there is no day 2015-02-29"),
        ("day | date('YYYY')", "'YYYY' is no part of a date"),
        ("day | date('a', 'b', 'c')", "'date' takes at most two values, not 3"),
        ("day | weekday('long', 'x')", "'weekday' takes at most one value, not 2"),
        ("day | weekday('shrt')", "'weekday' does not know \"shrt\""),
        ("text | number", "'Straße' is no number"),
        ("hex | number", "'0x1F' is no number"),
        ("n | number(99)", "'number' takes how many decimals, from 0 to 20"),
        ("n | number('2')", "'number' takes how many decimals, from 0 to 20"),
        ("huge | number(2)", "'1e999' is too large a number"),
        ("text | join", "'join' takes a list, and this is a text"),
        ("nested | join", "'join' takes a list of texts, and one of them is a list"),
        ("group | upper", "'upper' takes a text, and this is a group of values"),
        ("text | default", "'default' takes what stands for a missing value"),
        ("text | capitalize", "there is no filter 'capitalize'"),
    ],
)
def test_filters_that_do_not_fit(expression: str, message: str) -> None:
    fault = through(expression, "en-US")
    assert isinstance(fault, Fault)
    assert fault.message == message
    assert fault.hint
    assert expression[fault.at :].startswith((*FILTERS, "capitalize"))
