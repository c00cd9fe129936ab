"""`slides:` and `defaults:` in the settings: which slides come in which order, and what groups of them have in common.

An entry of the list may say `{from: topics/, defaults: {section: Topics, overflow: split}}`. What a slide says itself
goes before the defaults of its entry, these before the defaults of the deck, and these before its other settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitdeck.deck.keys import DEFAULT_KEYS, LISTED_KEYS, available
from summitdeck.deck.model import Defaults, Listed, Slide
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import missing_value, unknown_key, want_text
from summitdeck.deck.slides import READERS
from summitdeck.frozen import TYPE_CHECKING, replace

if TYPE_CHECKING:
    from typing import Any

_EXAMPLE = "as `slides: [01-title.yaml, {from: topics/, defaults: {section: Topics}}]`"


def read_slides(reading: Reading, key: Scalar, node: Node) -> tuple[Listed, ...]:
    """Files, folders and slides of files, in their order. Errors: `bad-value`, `missing-value`, `unknown-key`."""
    if not isinstance(node, Items):
        hint = "as `slides: [01-title.yaml, ../common/about.yaml]`"
        reading.error("bad-value", "'slides' takes a list of files", node if node.end > node.start else key, hint)
        return ()
    if not node.items:
        missing_value(reading, key, node)
    listed: dict[str, Listed] = {}
    for item in node.items:
        entry = _read_entry(reading, key, item)
        if entry is not None and entry.name.text in listed:
            reading.error("bad-value", f"'{entry.name.text}' is listed twice", item, "leave one of them")
        elif entry is not None:
            listed[entry.name.text] = entry
    return tuple(listed.values())


def _read_entry(reading: Reading, key: Scalar, item: Node) -> Listed | None:
    """A file's name, or `from` with `defaults`."""
    defaults = None
    if isinstance(item, Pairs):
        said = {name.value: (name, value) for name, value in item.pairs}
        for name, _ in item.pairs:
            if name.value not in LISTED_KEYS:
                unknown_key(reading, name, available(LISTED_KEYS), "an entry of 'slides'")
        if "defaults" in said:
            defaults = read_defaults(reading, *said["defaults"])
        if "from" not in said:
            reading.error("bad-value", "an entry with options needs 'from', which slides it is of", item, _EXAMPLE)
            return None
        key, item = said["from"]
    scalar = want_text(reading, key, item, "a file, a folder or `FILE.yaml#id`" if key.value == "from" else "files")
    if scalar is None:
        return None
    path, hash_sign, wanted = scalar.value.partition("#")
    if hash_sign and not (path and wanted):
        reading.error("bad-value", f"'{scalar.value}' names no slide of a file", scalar, "as `FILE.yaml#id`")
        return None
    return Listed(reading.name(scalar), defaults)


def read_defaults(reading: Reading, key: Scalar, node: Node) -> Defaults | None:
    """What slides say unless they say otherwise; None when that is nothing. Errors: `bad-value`, `unknown-key`."""
    if not isinstance(node, Pairs):
        if isinstance(node, Scalar) and not node.value.strip():
            missing_value(reading, key, node)
        else:
            reading.error("bad-value", "'defaults' takes keys of a slide", node, "as `defaults: {overflow: split}`")
        return None
    said: dict[str, Any] = {}
    for name, value in node.pairs:
        if name.value in DEFAULT_KEYS:
            said[name.value] = READERS[name.value](reading, name, value)
        else:
            unknown_key(reading, name, list(DEFAULT_KEYS), "'defaults'")
    return Defaults(**said) if said else None


def with_defaults(slides: Iterable[Slide], defaults: Defaults | None) -> Iterator[Slide]:
    """The slides with the defaults wherever they say nothing; a section begins with the first one.

    When that has a condition, the section also stands on those behind it, up to one that surely is in the deck.
    """
    if defaults is None:
        yield from slides
        return
    said = {name: value for name in DEFAULT_KEYS if (value := getattr(defaults, name)) is not None}
    later = {name: value for name, value in said.items() if name != "section"}
    is_begun = False
    for slide in slides:
        missing = later if is_begun else said
        is_begun = is_begun or slide.terms is None or slide.section is not None
        changes = {name: value for name, value in missing.items() if getattr(slide, name) is None}
        yield replace(slide, **changes) if changes else slide
