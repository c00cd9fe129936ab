"""From the parser's events to nodes: nothing is constructed, so that `Yes`, `1.10` and dates stay as written.

Anchors, aliases, tags, merge keys and `?` are refused here, which is why no alias can multiply anything.
"""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import is_normalized

from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.libyaml import (
    AliasEvent,
    EventParser,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from summitdeck.deck.lines import as_in, line_at, mend
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.scalars import decode
from summitdeck.deck.stream import check_escapes
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import Problem

if TYPE_CHECKING:
    from typing import Any


MAX_DEPTH = 40
"""Lists and keys within one another. Nine levels of bullets need about twenty."""

TEXT_LIMIT = 20_000
"""Characters of one text: a slide full to its edges has some 2,000, half an hour of spoken notes has 20,000."""

_INSTEAD = "what YAML uses this sign for, `vars` and `slides:` do here"


def read_nodes(reading: Reading, start: int, end: int) -> Node | None:
    """What stands between two offsets of the file: one slide. None when nothing does, or when YAML cannot read it."""
    builder = _Builder(reading, start, end)
    count = len(reading.problems)
    try:
        builder.build(EventParser(reading.text[start:end]).get_event)
    except YAMLError as mistake:
        from summitdeck.deck.syntax import explain

        problem = explain(reading, start, end, mistake)  # says better what was noted of the same place before
        noted = reading.problems[count:]
        reading.problems[count:] = [earlier for earlier in noted if not _same_place(earlier, problem)]
        reading.problems.append(problem)
        return None
    return builder.root[0] if builder.root else None


def _same_place(earlier: Problem, problem: Problem) -> bool:
    """Whether a problem was noted of a place, or of a comment in the line, that another tells better."""
    one, other = earlier.span, problem.span
    if one is None or other is None or one.line != other.line:
        return False
    return one.column == other.column or earlier.code == "lost-tail"


class _TooDeep(YAMLError):
    """Raised to leave the parser; its mark says where."""

    def __init__(self, mark: Any) -> None:
        self.problem = "too deep"
        self.problem_mark = mark
        self.context_mark = None


class _Builder:
    """Puts together the nodes of one slide; lives as long as one call of `read_nodes`."""

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        self.reading = reading
        self.base = start
        self.root: list[Node] = []
        part = reading.source.text[start:end]
        self.is_normal = part.isascii() or is_normalized("NFC", part)
        self.most = raised(TEXT_LIMIT) if end - start > TEXT_LIMIT else end - start
        self.has_hash = "#" in part
        self.has_question = "?" in part

    def build(self, next_event: Callable[[], Any]) -> None:
        """Read events to the end of the slide."""
        text, base, scalar = self.reading.source.text, self.base, self.scalar
        children = self.root
        open_nodes: list[tuple[list[Node], int, bool]] = []  # children of the one around, start, is_flow
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                start, end = base + event.start_mark.index, base + event.end_mark.index
                value, style = event.value, event.style or ""
                if event.anchor is not None or event.tag is not None:
                    children.append(self.refuse(start, end))
                elif len(value) > self.most:
                    children.append(self.too_long(value, start, end))
                elif style == "" and self.is_normal and not self.has_hash and text[start:end] == value:
                    children.append(Scalar(value, start, end, ""))
                else:
                    children.append(scalar(value, start, end, style))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.check_start(event, len(open_nodes))
                open_nodes.append((children, base + event.start_mark.index, bool(event.flow_style)))
                children = []
            elif kind is MappingEndEvent:
                around, start, is_flow = open_nodes.pop()
                around.append(self.close_pairs(children, start, base + event.end_mark.index, is_flow))
                children = around
            elif kind is SequenceEndEvent:
                around, start, is_flow = open_nodes.pop()
                end = base + event.end_mark.index if is_flow or not children else children[-1].end
                around.append(Items(children, start, end, is_flow))
                children = around
            elif kind is AliasEvent:
                children.append(self.refuse(base + event.start_mark.index, base + event.end_mark.index))
            elif kind is StreamEndEvent:
                return

    def too_long(self, value: str, start: int, end: int) -> Scalar:
        """Refuse a text that is longer than any slide's; its beginning stands for it."""
        message = f"this text has {len(value):,} characters; a text has at most {raised(TEXT_LIMIT):,}"
        span = self.reading.source.span(start)
        self.reading.error("too-large", message, span, how_to_raise(len(value), TEXT_LIMIT))
        return Scalar(value[:80] or " ", start, min(end, start + 80), "")

    def scalar(self, value: str, start: int, end: int, style: str) -> Scalar:
        """A text; decoded anew where its value is not just what stands in the file."""
        text = self.reading.source.text
        if style == "":
            if text[start:end] != value or not self.is_normal:
                value = decode(text, start, end, "")[0]
            node = Scalar(value, start, end, "", "\n" in text[start:end] or "\r" in text[start:end])
            if self.has_hash and text[end : end + 1] in (" ", "\t"):
                from summitdeck.deck.traps import check_lost_tail

                check_lost_tail(self.reading, node)
            return node
        if style == "|":
            if not self.is_normal or self.reading.text is not text:
                value = decode(text, start, end, "|")[0]
        elif style == ">" or not self.is_normal or text[start + 1 : end - 1] != value:
            value = self.decode_escaped(start, end, style)
        return Scalar(value, start, end, style)

    def decode_escaped(self, start: int, end: int, style: str) -> str:
        """The value of a quoted or folded text; escapes may bring characters that no text may hold."""
        source = self.reading.source
        if style == '"' and "\\" in source.text[start:end]:
            self.reading.problems += check_escapes(source, start, end)
        return decode(source.text, start, end, style)[0]

    def check_start(self, event: Any, depth: int) -> None:
        """Refuse what a list or a mapping may not begin with, and too many within one another."""
        if depth >= MAX_DEPTH:
            raise _TooDeep(event.start_mark)
        if event.anchor is not None or event.tag is not None:
            start = self.base + event.start_mark.index
            sign = self.reading.source.text[start]
            span = self.reading.source.span(start)
            self.reading.error("yaml-feature", f"'{sign}' has no meaning here", span, _INSTEAD)

    def refuse(self, start: int, end: int) -> Scalar:
        """Refuse an anchor, an alias or a tag; what stands there is taken as text."""
        text = self.reading.source.text
        node = Scalar(decode(text, start, end, "")[0], start, end, "")
        hint = as_in(f"{_INSTEAD}; as text, quote it", mend(line_at(text, start)))
        self.reading.error("yaml-feature", f"a text may not start with '{text[start]}'", node, hint)
        return node

    def close_pairs(self, children: list[Node], start: int, end: int, is_flow: bool) -> Node:
        """Keys with values; `{{ name }}` without quotes, which YAML takes for keys within keys, is the text it is."""
        text = self.reading.source.text
        if is_flow and text.startswith("{{", start):
            if text.find("}}", start, end) == end - 2 and "\n" not in text[start:end]:
                return Scalar(text[start:end], start, end, "")
        elif not is_flow and children:
            end = children[-1].end
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        values = iter(children)
        for key, value in zip(values, values, strict=True):
            if not isinstance(key, Scalar):
                self.reading.error("bad-key", "a key is a word or some words", key, "quote it when it is meant as text")
                continue
            if key.value in seen:
                related = [("first here", self.reading.span(seen[key.value]))]
                message = f"'{key.value}' is written twice"
                self.reading.error("duplicate-key", message, key, "leave one of them, or begin a new bullet", related)
                continue
            seen[key.value] = key
            if key.value == "<<" and key.style == "":
                self.reading.error("yaml-feature", "keys are not merged with '<<'", key, _INSTEAD)
                continue
            if self.has_question:
                self.check_question(key, pairs[-1][1].end if pairs else start)
            pairs.append((key, value))
        return Pairs(pairs, start, end, is_flow)

    def check_question(self, key: Scalar, floor: int) -> None:
        """Refuse a key behind `? `, in brackets also behind `?`; what stands before `floor` belongs to the value
        before it."""
        text, at = self.reading.source.text, key.start - 1
        while at > floor and text[at] in " \t\r\n":
            at -= 1
        if floor <= at and text[at] == "?" and not text[at - 1 : at].strip(" \t\r\n-[{,"):
            self.reading.error(
                "yaml-feature", "a text may not start with '? '", self.reading.source.span(at, at + 1), _INSTEAD
            )
