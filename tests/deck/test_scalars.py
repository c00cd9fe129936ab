"""What a scalar says, and where each of its characters stands: compared with PyYAML for every style."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from summitdeck.deck.scalars import PAIR, decode, value_offsets

# Each row: a source with one scalar between ⟦ and ⟧, its value, and for each character of the value what stands at
# its offset in the source (· for a space, ⏎ for a line end). Quotes of the source are part of the scalar.
ROWS = [
    ("k: ⟦plain⟧", "plain", "plain"),
    ("k: ⟦one\n   two⟧", "one two", "one⏎two"),
    ("k: ⟦one  \n\n   two⟧", "one\ntwo", "one·two"),
    ("k: ⟦日本\n   語⟧", "日本語", "日本語"),
    ("k: ⟦「日本」\n   語⟧", "「日本」語", "「日本」語"),
    ("k: ⟦日本\n   go⟧", "日本 go", "日本⏎go"),
    ("k: ⟦한국\n   어⟧", "한국 어", "한국⏎어"),
    ("k: ⟦'it''s'⟧", "it's", "it's"),
    ("k: ⟦'a\n  b'⟧", "a b", "a⏎b"),
    ("k: ⟦'日\n  本'⟧", "日本", "日本"),
    ("k: ⟦' a '⟧", " a ", "·a·"),
    ('k: ⟦"a\\tb"⟧', "a\tb", "a\\b"),
    ('k: ⟦"\\u3042\\x41\\U0001F600!"⟧', "あA😀!", "\\\\\\!"),
    ('k: ⟦"\\u65e5\n  \\u672c"⟧', "日本", "\\\\"),
    ('k: ⟦"a \\\n   b"⟧', "a b", "a·b"),
    ('k: ⟦"a\\\n\n   b"⟧', "a\nb", "a⏎b"),
    ('k: ⟦"\\"q\\""⟧', '"q"', "\\q\\"),
    ('k: ⟦"a\\vb\\Nc\\Ld"⟧', "a\nb\nc\nd", "a\\b\\c\\d"),
    ("k: ⟦|\n  one\n   two\n⟧", "one\n two\n", "one⏎·two⏎"),
    ("k: ⟦|-\n  one\n\n  two\n\n⟧", "one\n\ntwo", "one⏎⏎two"),
    ("k: ⟦|+\n  one\n\n⟧", "one\n\n", "one⏎⏎"),
    ("k: ⟦|2\n    one\n   two\n⟧", "  one\n two\n", "··one⏎·two⏎"),
    ("- - ⟦|1\n    one\n⟧", " one\n", "·one⏎"),
    ("- k: ⟦|1-\n    one\n⟧", " one", "·one"),
    ("k:\n  ⟦|1\n   one\n⟧", "  one\n", "··one⏎"),
    ("k: ⟦| # comment\n  one\n⟧", "one\n", "one⏎"),
    ("k: ⟦|\n\n  one\n⟧", "\none\n", "⏎one⏎"),
    ("k: ⟦|\n  one⟧", "one", "one"),
    ("k: ⟦>\n  one\n  two\n\n  three\n⟧", "one two\nthree\n", "one⏎two⏎three⏎"),
    ("k: ⟦>-\n  日\n  本\n⟧", "日本", "日本"),
    ("k: ⟦>\n  one\n    two\n  three\n⟧", "one\n  two\nthree\n", "one⏎··two⏎three⏎"),
    ("k: ⟦|\r\n  a\r\n  b\r\n⟧", "a\nb\n", "a⏎b⏎"),
    ("k: ⟦か\u3099き⟧", "がき", "かき"),
    ("k: ⟦e\u0301e⟧", "ée", "ee"),
    ('k: ⟦"か\\u3099!"⟧', "が!", "か!"),
    ("k: ⟦\u1112\u1161\u11ab!⟧", "한!", "\u1112!"),
    ("k: ⟦a\x0bb\u2028c⟧", "a\nb\nc", "a\x0bb\u2028c"),
    ("k: ⟦a\x07b⟧", "a\ufffdb", "a\x07b"),
]


def between_marks(source: str) -> tuple[str, int, int]:
    start = source.index("⟦")
    text = source.replace("⟦", "").replace("⟧", "")
    return text, start, source.index("⟧") - 1


@pytest.mark.parametrize(("source", "value", "origins"), ROWS, ids=[ascii(row[0]) for row in ROWS])
def test_values_and_offsets(source: str, value: str, origins: str) -> None:
    text, start, end = between_marks(source)
    style = text[start] if text[start] in "'\"|>" else ""
    assert decode(text, start, end, style)[0] == value
    shown = {" ": "·", "\n": "⏎", "\r": "⏎"}
    assert "".join(shown.get(text[at], text[at]) for at in value_offsets(text, start, end, style)) == origins


PAIRS = [
    ("⟦Key: words⟧", "Key: words"),
    ("⟦Key:   words⟧", "Key:   words"),
    ("⟦Key : words⟧", "Key: words"),
    ("⟦http://x.y: words⟧", "http://x.y: words"),
    ('⟦"Odd: key": words⟧', "Odd: key: words"),
    ("⟦'it''s': so⟧", "it's: so"),
    ('⟦"a\\"b" : c⟧', 'a"b: c'),
    ('⟦Key: "a: \\u3042"⟧', "Key: a: あ"),
    ("⟦Key:\n  words\n  more⟧", "Key: words more"),
    ("⟦話題: 日本\n  語⟧", "話題: 日本語"),
    ("⟦Key: # comment\n  words⟧", "Key: words"),
    ("⟦Key: >-\n  one\n  two⟧", "Key: one two"),
]


@pytest.mark.parametrize(("source", "value"), PAIRS, ids=[row[0] for row in PAIRS])
def test_pairs_are_one_text(source: str, value: str) -> None:
    text, start, end = between_marks(source)
    found, edges = decode(text, start, end, PAIR)
    assert found == value
    assert len(edges) == len(value) + 1
    assert edges == sorted(edges)
    assert all(text[at] == char for char, at in zip(value, edges, strict=False) if char in "KeyKw話題")


WESTERN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf"], max_codepoint=0x2FFF)
    | st.sampled_from(" \n\t\"'\\:#-?|>{}[],&*!%@`\n \n  "),
    max_size=40,
).map(lambda text: normalize("NFC", re.sub("[\u2028\u2029\x85]", "", text)))
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


def emitted(value: str, style: str | None, width: int, depth: int) -> str:
    """The value as PyYAML writes it, some lists deep."""
    node: yaml.Node = yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
    for level in range(depth):
        node = yaml.SequenceNode("tag:yaml.org,2002:seq", [node]) if level % 2 else _mapping(node)
    return yaml.serialize(node, width=width, allow_unicode=True)


def _mapping(node: yaml.Node) -> yaml.Node:
    return yaml.MappingNode("tag:yaml.org,2002:map", [(yaml.ScalarNode("tag:yaml.org,2002:str", "k"), node)])


@given(value=WESTERN, style=STYLES, width=st.integers(5, 60), depth=st.integers(1, 3))
@example(value="  leading\n\n   x ", style="|", width=80, depth=2)
@example(value="a\n\n\n b\nc\n\n", style=">", width=10, depth=1)
def test_every_scalar_that_pyyaml_writes(value: str, style: str | None, width: int, depth: int) -> None:
    """The value is PyYAML's own, and each character that stands in the source is found where it stands."""
    text = emitted(value, style, width, depth)
    event = [event for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)][-1]
    start, end = event.start_mark.index, event.end_mark.index
    found, edges = decode(text, start, end, event.style or "")
    assert found == event.value == value
    assert len(edges) == len(value) + 1
    assert edges == sorted(edges)
    for char, at, behind in zip(found, edges, edges[1:], strict=False):
        origin = text[at:behind]
        is_escaped = event.style == '"' and origin.startswith("\\")
        assert origin[0] == char or is_escaped or (char in " \n" and origin[0] in " \t\n"), (char, origin)


@given(
    source=st.text("ab \n'\"\\|>-+123:#\t\r日本か\u3099\u0301x", max_size=30),
    style=st.sampled_from(["", "'", '"', "|", ">"]),
)
def test_any_text_has_a_value_with_offsets_in_order(source: str, style: str) -> None:
    """Also what libyaml would never hand over does no harm."""
    closing = style if style in ("'", '"') else ""
    text = f"k: {style}{source}{closing}"
    value, edges = decode(text, 3, len(text), style)
    assert len(edges) == len(value) + 1
    assert normalize("NFC", value) == value
    assert all(3 <= at <= len(text) for at in edges)
