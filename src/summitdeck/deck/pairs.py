"""A pair `key: words` that is no key of ours: one text, as the author typed it."""

from __future__ import annotations

from summitdeck.deck.nodes import Reading, Scalar
from summitdeck.deck.scalars import PAIR, decode


def pair_to_text(reading: Reading, key: Scalar, value: Scalar) -> Scalar:
    """`4つの話題: これも文字` as the text it is, colon and all; quotes around either part go.

    A block behind the colon (`>`) is read on in the same text.
    """
    text = reading.source.text[key.start : value.end]
    is_plain = key.style == value.style == "" and text.startswith(key.value) and text.endswith(value.value)
    if is_plain and text[len(key.value) : len(text) - len(value.value)].strip(" ") == ":":
        return Scalar(text, key.start, value.end, "")
    joined, _ = decode(reading.source.text, key.start, value.end, PAIR)
    return Scalar(joined.rstrip("\n") if value.style == ">" else joined, key.start, value.end, PAIR)
