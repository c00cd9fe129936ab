"""The deck's settings: the document whose only key is `deck`."""

from __future__ import annotations

import re
from collections.abc import Callable

from summitdeck.assets.files import PATH_LIMIT, refuse_path
from summitdeck.deck.defaults import read_defaults, read_slides
from summitdeck.deck.keys import SETTINGS_KEYS, available
from summitdeck.deck.matrix import read_matrix
from summitdeck.deck.model import Minimum, Name, Overflow, Settings, Sizes, Titles, Words
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import (
    is_switch,
    missing_value,
    read_choice,
    read_name,
    read_points,
    read_switch,
    read_text,
    refuse_later,
    unknown_key,
    want_text,
)
from summitdeck.deck.slides import read_date
from summitdeck.deck.source import Place
from summitdeck.deck.vars import Vars, read_vars
from summitdeck.frozen import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


LEAST_POINTS, MOST_POINTS = 6, 96
"""What `minimum` may be, pt: smaller text is not read, and a larger least size would leave nothing to fit."""
_KINDS_OF_TEXT = ["text", "table", "title"]
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*").fullmatch


def read_settings(reading: Reading, key: Scalar, node: Node) -> Settings:
    """What `deck:` says. Errors: `unknown-key`, `not-yet`, `missing-value`, `bad-value`."""
    if not isinstance(node, Pairs):
        if isinstance(node, Scalar) and not node.value.strip():
            missing_value(reading, key, node)
        else:
            reading.error("bad-value", "'deck' holds keys, as `title: …`, each on a line below it", node)
        return Settings(place=reading.place(key))
    said: dict[str, Any] = {}
    for name, value in node.pairs:
        if name.value in _READERS:
            found = _READERS[name.value](reading, name, value)
            if found is not None:
                said[name.value] = found
        elif name.value in SETTINGS_KEYS:
            refuse_later(reading, name)
        else:
            unknown_key(reading, name, available(SETTINGS_KEYS), "the settings")
    if "vars" in said:
        stated: Vars = said["vars"]
        said |= {"vars": stated.values, "var_files": stated.files}
    return Settings(place=Place(reading.source, key.start, node.end), **said)


def _read_language(reading: Reading, key: Scalar, node: Node) -> Name | None:
    name = read_name(reading, key, node)
    if name is None or _LANGUAGE(name.text):
        return name
    mended = name.text.replace("_", "-")
    hint = f"write {mended}" if _LANGUAGE(mended) else "as ja-JP or en-US"
    reading.error("bad-value", f"'{name.text}' is no language", node, hint)
    return None


def _read_template(reading: Reading, key: Scalar, node: Node) -> Name | None:
    name = read_name(reading, key, node)
    if name is None or len(name.text) <= PATH_LIMIT:
        return name
    reading.error("bad-value", f"a name of more than {PATH_LIMIT} characters names no template", key)
    return None


def _read_footer(reading: Reading, key: Scalar, node: Node) -> Words | None:
    """The footer's words; `false` says that there is none, as saying nothing does."""
    if is_switch(node):
        if read_switch(reading, key, node):
            reading.error(
                "bad-value", "'footer' takes the words of the footer", node, "write them, or leave the key out"
            )
        return ()
    return read_text(reading, key, node)


def _read_overflow(reading: Reading, key: Scalar, node: Node) -> Overflow | None:
    return read_choice(reading, key, node, Overflow)


def _read_sizes(reading: Reading, key: Scalar, node: Node) -> Sizes | None:
    return read_choice(reading, key, node, Sizes)


def _read_titles(reading: Reading, key: Scalar, node: Node) -> Titles | None:
    return read_choice(reading, key, node, Titles)


def _read_minimum(reading: Reading, key: Scalar, node: Node) -> Minimum | None:
    """One size, which is the text's, or one for each of several kinds of text."""
    if isinstance(node, Items):
        hint = "as `minimum: 14` or `minimum: {text: 12, table: 10, title: 24}`"
        reading.error("bad-value", "'minimum' takes a size in points, not a list", node, hint)
        return None
    if isinstance(node, Scalar):
        size = read_points(reading, key, node, LEAST_POINTS, MOST_POINTS)
        return None if size is None else Minimum(size)
    said: dict[str, int] = {}
    for name, value in node.pairs:
        if name.value not in _KINDS_OF_TEXT:
            unknown_key(reading, name, _KINDS_OF_TEXT, "'minimum'")
        elif (size := read_points(reading, name, value, LEAST_POINTS, MOST_POINTS)) is not None:
            said[name.value] = size
    if not node.pairs:
        missing_value(reading, key, node)
    return Minimum(**said) if said else None


def _read_folders(reading: Reading, key: Scalar, node: Node) -> tuple[Name, ...]:
    """Folders and files, relative ones: an absolute path would hold on one machine only."""
    items = node.items if isinstance(node, Items) else []
    if not items:
        hint = "as `folders: [../common]`"
        reading.error("bad-value", "'folders' takes a list of folders", node if node.end > node.start else key, hint)
    names: list[Name] = []
    for item in items:
        scalar = want_text(reading, key, item, "a list of folders")
        if scalar is None:
            continue
        refused = refuse_path(scalar.value)
        if refused:
            reading.error(refused.code, refused.message, scalar, "write it as seen from the deck, as `../common`")
        else:
            names.append(reading.name(scalar))
    return tuple(names)


_READERS: dict[str, Callable[[Reading, Scalar, Node], Any]] = {
    "title": read_text,
    "author": read_text,
    "date": read_date,
    "language": _read_language,
    "template": _read_template,
    "footer": _read_footer,
    "number": read_switch,
    "overflow": _read_overflow,
    "sizes": _read_sizes,
    "minimum": _read_minimum,
    "titles": _read_titles,
    "prune": read_switch,
    "vars": read_vars,
    "slides": read_slides,
    "defaults": read_defaults,
    "folders": _read_folders,
    "matrix": read_matrix,
}
