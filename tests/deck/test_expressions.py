"""The expressions of `when`, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.core import Core
from summitdeck.deck.evaluate import evaluate, names_of
from summitdeck.deck.expressions import DEEPEST, Fault, parse, parse_loop
from summitdeck.deck.model import Var

VALUES: Mapping[str, Var] = {
    "ops": Core("true"),
    "off": Core("FALSE"),
    "none": Core("~"),
    "n": Core("12"),
    "price": Core("1.10"),
    "hex": Core("0x0C"),
    "quoted": "12",
    "city": "Paris",
    "day": "2014-11-03",
    "empty": "",
    "会場": "パレ",
    "rooms": ("241", Core("242"), Core("true")),
    "no_rooms": (),
    "summit": {"name": "Kilo", "dates": {"first": "2014-11-03"}},
}


def value_of(text: str) -> Var | Fault:
    tree = parse(text)
    return tree if isinstance(tree, Fault) else evaluate(tree, VALUES, "en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ops", "true"),
        ("summit.name", "Kilo"),
        ("summit.dates.first", "2014-11-03"),
        ("rooms.0", "241"),
        ("summit['dates']['first']", "2014-11-03"),
        ('summit [ "dates" ] ["first"] == "2014-11-03"', "true"),
        ('summit["nix"] | default("?")', "?"),
        ('n == ""', "false"),
        ('empty == ""', "true"),
        ('rooms != ""', "true"),
        ("会場", "パレ"),
        ("not ops", "false"),
        ("not not ops", "true"),
        ("not off", "true"),
        ("not none", "true"),
        ("not empty", "true"),
        ("not city", "false"),
        ("not no_rooms", "true"),
        ("not 0", "true"),
        ("ops and city", "Paris"),
        ("off and city", "FALSE"),
        ("empty or city", "Paris"),
        # not binds before and, and before or
        ("off and off or ops", "true"),
        ("off and (off or ops)", "FALSE"),
        ("not off and off", "FALSE"),
        ("not (off and off)", "true"),
        # numbers by their value, texts by their characters
        ("n == 12.0", "true"),
        ("hex == n", "true"),
        ("price == 1.1", "true"),
        ("price < 2", "true"),
        ("n >= 12", "true"),
        ("n > 9", "true"),
        ("quoted == '12'", "true"),
        ("n != -3", "true"),
        ('city == "Paris"', "true"),
        ("city != 'Paris'", "false"),
        ('day < "2014-11-10"', "true"),
        ("none == null", "true"),
        ("city == null", "false"),
        ("ops == true", "true"),
        ("rooms == no_rooms", "false"),
        # in
        ('"241" in rooms', "true"),
        ("242 in rooms", "true"),
        ("241 in rooms", "false"),
        ("city in ['Paris', \"Tokyo\"]", "true"),
        ("city not in []", "true"),
        ('"ari" in city', "true"),
        ('"name" in summit', "true"),
        # filters
        ("missing | default(false)", "false"),
        ("summit.city | default('Paris') == city", "true"),
        ("not (missing | default(true))", "false"),
        ("city | upper == 'PARIS'", "true"),
    ],
)
def test_what_expressions_come_to(text: str, value: str) -> None:
    assert str(value_of(text)) == value


@pytest.mark.parametrize(
    ("text", "at", "code", "message"),
    [
        ("", 0, "bad-expression", "a value is missing at the end"),
        ("ops and", 7, "bad-expression", "a value is missing at the end"),
        ("ops = true", 4, "bad-expression", "'=' has no meaning here"),
        ("ops && off", 4, "bad-expression", "'&' has no meaning here"),
        ("!ops", 0, "bad-expression", "'!' has no meaning here"),
        ("ops || off", 5, "bad-expression", "a filter's name is missing behind '|'"),
        ("n + 1", 2, "bad-expression", "'+' has no meaning here"),
        ("ops off", 4, "bad-expression", "'off' is not expected here"),
        ("1 < n < 20", 6, "bad-expression", "'<' is not expected here"),
        ("(ops", 0, "bad-expression", "a parenthesis is missing"),
        ("ops)", 3, "bad-expression", "')' is not expected here"),
        ("city == 'Paris", 8, "bad-expression", "the text in quotes does not end"),
        ("city()", 4, "bad-expression", "'(' is not expected here"),
        ("city.__class__", 0, "unknown-value", "there is no '__class__' in 'city'"),
        ("city in [Paris]", 9, "bad-expression", "'Paris' stands where a value should"),
        ("city in ['a' 'b']", 13, "bad-expression", "']' is missing"),
        ("city not 1", 5, "bad-expression", "'not' is not expected here"),
        ("a..b", 1, "bad-expression", "'.' has no meaning here"),
        ("1.2.3", 0, "bad-expression", "'1' has no meaning here"),
        ("ops and cty", 8, "unknown-value", "there is no value 'cty'"),
        ("off and cty", 8, "unknown-value", "there is no value 'cty'"),
        ("ops or (n == 1 or cty)", 18, "unknown-value", "there is no value 'cty'"),
        ("n == quoted", 2, "bad-comparison", "'==' cannot compare a number with a text"),
        ("ops == 'true'", 4, "bad-comparison", "'==' cannot compare true or false with a text"),
        ("rooms < 3", 6, "bad-comparison", "'<' cannot compare a list with a number"),
        ("ops < off", 4, "bad-comparison", "'<' cannot compare true or false with true or false"),
        ("1 in n", 2, "bad-comparison", "'in' looks for a text or a number in a list, not for a number in a number"),
        ("city | uper", 7, "unknown-filter", "there is no filter 'uper'"),
        ("summit['nme']", 7, "unknown-value", "there is no 'nme' in 'summit'"),
        ("summit['dates']['last']", 16, "unknown-value", "there is no 'last' in 'summit[\"dates\"]'"),
        ("off and summit['nme']", 15, "unknown-value", "there is no 'nme' in 'summit'"),
        ("city['a']", 5, "unknown-value", "there is no 'a' in 'city'"),
        ("summit[dates]", 7, "bad-expression", "the name of a part stands in quotes"),
        ("rooms[0]", 6, "bad-expression", "the name of a part stands in quotes"),
        ("summit['dates'", 14, "bad-expression", "']' is missing"),
        ("city | upper(1)", 7, "bad-filter", "'upper' takes nothing in parentheses, not 1"),
    ],
)
def test_what_is_wrong_with_expressions(text: str, at: int, code: str, message: str) -> None:
    fault = value_of(text)
    assert isinstance(fault, Fault)
    assert (fault.at, fault.code, fault.message) == (at, code, message)


def test_depth_is_limited() -> None:
    assert value_of("(" * (DEEPEST - 1) + "ops" + ")" * (DEEPEST - 1)) == Core("true")
    for text in ("(" * 5000 + "ops" + ")" * 5000, "not " * 5000 + "ops", "ops" + "['a']" * 5000):
        fault = value_of(text)
        assert isinstance(fault, Fault)
        assert fault.message == "the expression is nested too deep"


def test_a_long_chain_is_no_depth() -> None:
    assert value_of(" and ".join(["ops"] * 300)) == Core("true")


TOKENS = ["ops", "n", "city", ".", '"', *"()[],|<", "==", "in", "not", "and", "or", "1", "default"]


@given(st.text(max_size=40) | st.lists(st.sampled_from(TOKENS), max_size=12).map(" ".join))
def test_any_text_is_an_expression_or_a_fault_within_it(text: str) -> None:
    found = value_of(text)
    if isinstance(found, Fault) and found.at is not None:
        assert 0 <= found.at <= len(text)
        assert found.at + (found.length or 0) <= len(text)
    loop = parse_loop(text)
    assert isinstance(loop, Fault) or loop.name in text


def test_names_of_an_expression() -> None:
    tree = parse("a.b and not (c | default(1)) in d or e['x']['y'] == 1")
    assert not isinstance(tree, Fault)
    assert list(names_of(tree)) == ["a", "c", "d", "e"]


@pytest.mark.parametrize(
    "text",
    ["tracks", "t of tracks", "t in", "a.b in tracks", "not in tracks", "t in a b", "1 in tracks", "t in a and b"],
)
def test_what_is_no_loop(text: str) -> None:
    assert isinstance(parse_loop(text), Fault)
