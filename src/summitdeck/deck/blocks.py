"""Blocks that are no bullets: pictures, code and quotes, each from its keys."""

from __future__ import annotations

from summitdeck.deck.model import Block, Code, Fit, Paragraph, ParagraphKind, Picture
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import (
    read_choice,
    read_link,
    read_name,
    read_numbers,
    read_path,
    read_switch,
    read_text,
    text_words,
    want_text,
)
from summitdeck.deck.textblock import read_text_block
from summitdeck.frozen import replace

_Said = dict[str, tuple[Scalar, Node]]


def read_picture(reading: Reading, pairs: Pairs) -> Picture | None:
    """A picture by its path, with its options; None without a path. Errors: `bad-value`, `decorative-with-alt`."""
    said = {key.value: (key, node) for key, node in pairs.pairs}
    path = read_path(reading, *said["picture"])
    alt = read_text(reading, *said["alt"]) if "alt" in said else ()
    decorative = bool(read_switch(reading, *said["decorative"])) if "decorative" in said else False
    if decorative and "alt" in said:
        message = "a picture that is decorative says nothing, but this one has an 'alt'"
        reading.error("decorative-with-alt", message, said["decorative"][0], "leave one of them")
    picture = Picture(
        path=path,
        alt=alt,
        decorative=decorative,
        caption=read_text(reading, *said["caption"]) if "caption" in said else (),
        fit=read_choice(reading, *said["fit"], Fit) if "fit" in said else None,
        focus=_read_focus(reading, *said["focus"]) if "focus" in said else None,
        link=read_link(reading, *said["link"]) if "link" in said else None,
        place=reading.stretch(said["picture"][1]),
    )
    return picture if path else None


def _read_focus(reading: Reading, key: Scalar, node: Node) -> tuple[float, float] | None:
    numbers = read_numbers(reading, key, node, "[0.5, 0.3]")
    if numbers is None:
        return None
    if len(numbers) == 2 and all(number <= 1 for number, _ in numbers):
        return numbers[0][0], numbers[1][0]
    message = "'focus' is two shares from 0 to 1, from the left and from the top"
    reading.error("bad-value", message, node, "as [0.5, 0.3]")
    return None


def read_code(reading: Reading, pairs: Pairs) -> Code | None:
    """Source text as it stands, without the line ends that close its block; None without any. Errors: `bad-value`."""
    said = {key.value: (key, node) for key, node in pairs.pairs}
    scalar = want_text(reading, *said["code"], "source text")
    language = read_name(reading, *said["language"]) if "language" in said else None
    caption = read_text(reading, *said["caption"]) if "caption" in said else ()
    if scalar is None:
        return None
    return Code(scalar.value.rstrip("\n"), language, caption, reading.place(scalar))


def read_quote(reading: Reading, key: Scalar, node: Node) -> list[Block]:
    """Somebody else's words: a text, a list of texts or a text block, each paragraph a quote. Errors: `bad-value`."""
    if isinstance(node, Scalar) and node.style == "|" and node.value.strip():
        paragraphs, problems = read_text_block(node.value, reading.place(node))
        reading.problems += problems
        return [replace(paragraph, level=0, kind=ParagraphKind.QUOTE, start=None) for paragraph in paragraphs]
    scalars = [want_text(reading, key, item) for item in (node.items if isinstance(node, Items) else [node])]
    if not scalars:
        reading.error("missing-value", f"there is nothing behind '{key.value}:'", key)
    return [
        Paragraph(text_words(reading, scalar), 0, ParagraphKind.QUOTE, place=reading.place(scalar))
        for scalar in scalars
        if scalar is not None
    ]
