"""Values as they are written: in `vars:`, and in files of values, `vars: summit.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, read_text, refuse_path
from summitdeck.deck.core import plain_value
from summitdeck.deck.events import read_nodes
from summitdeck.deck.file_vars import FileVar
from summitdeck.deck.keys import PATH_KEYS, kind_of_path
from summitdeck.deck.lines import as_in
from summitdeck.deck.model import Deck, Name, Var
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import unknown_key
from summitdeck.deck.source import Source
from summitdeck.deck.stream import clean, divide, is_worthless
from summitdeck.frozen import dataclass, replace
from summitdeck.problems import Problem, error

_FORMS = "as `vars: {summit: Kilo}`, `vars: summit.yaml` or `vars: [summit.yaml, {city: Paris}]`"


@dataclass(frozen=True, slots=True)
class Vars:
    """What `vars:` says."""

    values: Mapping[str, Var]
    files: tuple[Name, ...] = ()


def read_vars(reading: Reading, key: Scalar, node: Node) -> Vars:
    """Names with values, a file of them, or a list of files and behind them names with values. Errors: `bad-value`."""
    if isinstance(node, Pairs):
        return Vars(read_values(reading, node))
    items = node.items if isinstance(node, Items) else [node]
    files: list[Name] = []
    values: Mapping[str, Var] = {}
    has_values = False
    for item in items:
        if isinstance(item, Scalar) and item.value.lower().endswith((".yaml", ".yml")):
            if has_values:  # both are kept, so that what they say is not told as unknown
                hint = "values that are written here go before those of all files, and stand last"
                reading.error("bad-value", "a file stands behind values", item, hint)
            refused = refuse_path(item.value)
            if refused:
                reading.error(refused.code, refused.message, item, "write it as seen from the deck, as `../kilo.yaml`")
            else:
                files.append(reading.name(item))
        elif isinstance(item, Pairs):
            values = overlay(values, read_values(reading, item))
            has_values = True
        else:
            reading.error(
                "bad-value", "'vars' takes names with values, or files of them, which end in .yaml", item, _FORMS
            )
    if not items:
        reading.error("missing-value", f"there is nothing behind '{key.value}:'", key, _FORMS)
    return Vars(values, tuple(files))


def overlay(values: Mapping[str, Var], given: Mapping[str, Var]) -> Mapping[str, Var]:
    """Values with others before them, groups joined name by name."""
    merged = dict(values)
    for name, value in given.items():
        below = merged.get(name)
        is_joined = _is_group(value) and _is_group(below)
        merged[name] = overlay(below, value) if is_joined else value  # type: ignore[arg-type]
    return merged


def _is_group(value: Var | None) -> bool:
    """Whether a value is joined with another name by name; one from a file is whole."""
    return isinstance(value, Mapping) and not isinstance(value, FileVar)


def overlay_named(values: Mapping[str, Var], given: Mapping[str, Var]) -> Mapping[str, Var]:
    """Values with others before them, where `a.b` is a name within a group."""
    for name, value in given.items():
        for part in reversed(name.split(".")):
            value = {part: value}
        assert isinstance(value, Mapping)
        values = overlay(values, value)
    return values


def read_values(reading: Reading, node: Pairs) -> dict[str, Var]:
    """Names with values; a name can be used in `{{ }}`, so it is a word. Errors: `bad-value`, `missing-value`."""
    values = {}
    for name, value in node.pairs:
        if not name.value.isidentifier():
            hint = "write it with letters, digits and _, a letter first"
            reading.error("bad-value", f"'{name.value}' cannot be the name of a value", name, hint)
            continue
        values[name.value] = _read_value(reading, name, value)
    return values


def _read_value(reading: Reading, key: Scalar, node: Node) -> Var:
    """A value as written: a text, a list, or names with values."""
    if isinstance(node, Items):
        return tuple(_read_value(reading, key, item) for item in node.items)
    if isinstance(node, Pairs):
        group = {name.value: _read_value(reading, name, value) for name, value in node.pairs}
        return _read_file(reading, node, group) if _names_file(node) else group
    if node.is_missing:
        hint = as_in("an empty text is written as", f'{key.value}: ""')
        reading.error("missing-value", f"there is nothing behind '{key.value}:'", key, hint)
    if node.style == "":
        return plain_value(node.value)
    return node.value.rstrip("\n") if node.style in ("|", ">") else node.value


def _names_file(node: Pairs) -> bool:
    """Whether a group is the rows of a file: one of its names is a kind of file, and says a file of this kind."""
    said = [
        (key.value, value.value) for key, value in node.pairs if isinstance(value, Scalar) and key.value in PATH_KEYS
    ]
    return len(said) == 1 and kind_of_path(said[0][1]) == said[0][0]


def _read_file(reading: Reading, node: Pairs, written: Mapping[str, Var]) -> Var:
    """The rows of a file, with which of them in which order."""
    from summitdeck.deck.data_reader import read_data_options

    said = {key.value: (key, value) for key, value in node.pairs}
    for key, _ in node.pairs:
        if key.value not in (*PATH_KEYS, "where", "sort"):
            unknown_key(reading, key, ["where", "sort"], "rows from a file")
    data = read_data_options(reading, said)
    return written if data is None else FileVar(written, data)


def with_value_files(deck: Deck, files: Sequence[Path]) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck with the values of files that stand before its own `vars`, later files before earlier ones.

    Errors are those of the files. A name that no slide uses is none: a file of values may serve many decks.
    """
    values = overlay(deck.values, deck.settings.vars)
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in files:
        said, source, found = read_vars_file(path)
        values = overlay(values, said)
        sources += [source] if source is not None else []
        problems += found
    settings = replace(deck.settings, vars=values)
    return replace(deck, settings=settings, sources=(*deck.sources, *sources)), tuple(problems)


def read_vars_file(
    path: Path, text_of: Callable[[Path], str | Trouble] = read_text
) -> tuple[Mapping[str, Var], Source | None, tuple[Problem, ...]]:
    """The values in a file, the file as a source, and what is wrong in it.

    A trouble with the file itself is a problem without a place: who named the file knows where.
    """
    text = text_of(path)
    if isinstance(text, Trouble):
        return {}, None, (error(text.code, text.message, None, text.hint),)
    source = Source(path, display_name(path), text)
    cleaned, problems = clean(source)
    reading = Reading(source, cleaned, problems)
    parts = [part for part in divide(cleaned) if not is_worthless(cleaned, part)]
    if len(parts) > 1:
        span = source.span(parts[0].end, parts[0].end + 3)
        reading.error("bad-value", "a file of values has one part", span, "take the `---` out")
    node = read_nodes(reading, parts[0].start, parts[0].end) if parts else None
    values: Mapping[str, Var] = {}
    if isinstance(node, Pairs):
        values = read_values(reading, node)
    elif node is not None:
        reading.error("bad-value", "a file of values holds names with values", node, "as `summit: Kilo`, one a line")
    elif not parts:
        reading.error("missing-value", "there are no values in this file", source.span(0), "as `summit: Kilo`")
    return values, source, tuple(reading.problems)
