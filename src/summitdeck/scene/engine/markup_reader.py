"""Rendered markup to a draft, checked against the grammar; each problem at the line of the layout it came from.

The XML parser is expat, told to refuse whatever is not elements, attributes and text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from summitdeck.deck.plain import fold_joint
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import Problem, Span, did_you_mean, error
from summitdeck.scene.drafts import Draft, Hole, Origin
from summitdeck.scene.engine.stamps import Stamped
from summitdeck.scene.grammar import ATTRIBUTES, TAGS, Rule, children_of, find_rule, parents_of
from summitdeck.scene.references import MARK, NONCHARACTERS, Observer, Pointer
from summitdeck.scene.terms import Holds, Value

if TYPE_CHECKING:
    from typing import NoReturn


DEPTH = 32
"""Elements inside one another."""
PROBLEMS = 20
"""Told of one slide; a layout with more is broken throughout."""
_BEFORE, _AFTER = b"<_>", b"</_>"
"""An element around all, so that what stands beside `<slide>` is found by the grammar and not by the parser."""
_ONE_THING = (Holds.PICTURE, Holds.TABLE, Holds.CHART, Holds.CODE)
_TEXT = (Holds.WORDS, Holds.BLOCKS)
_MARKS = frozenset({"b", "i", "code", "a", "br"})


class _Stop(Exception):
    """Nothing more can be read."""


class _Open:
    """An element whose end has not come yet."""

    __slots__ = ("attributes", "children", "known", "offset", "rule", "span", "tag")

    def __init__(self, tag: str, rule: Rule | None, known: bool, span: Span, offset: int) -> None:
        self.tag = tag
        self.rule = rule
        self.known = known
        """Whether what stands inside is worth checking: false inside what is itself out of place."""
        self.span = span
        self.offset = offset
        self.attributes: Mapping[str, Value] = {}
        self.children: list[Draft | Pointer | str] = []


class _Reader:
    def __init__(self, stamped: Stamped, observer: Observer) -> None:
        self.stamped = stamped
        self.observer = observer
        self.problems: dict[Problem, None] = {}
        self.open: list[_Open] = []
        self.slides: list[Draft] = []
        self.gathered: list[str] = []
        """Text since the last tag."""
        self.gathered_at = 0
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self._refusal("a document type")
        parser.ProcessingInstructionHandler = self._refusal("a processing instruction (<?…?>)")
        self.parser = parser

    def read(self) -> None:
        """Parse all; what is wrong is gathered in `problems`."""
        try:
            self.parser.Parse(_BEFORE + self.stamped.data + _AFTER, True)
        except expat.ExpatError as mistake:
            inner = self.open[-1] if self.open else None
            unclosed = expat.errors.messages.get(mistake.code) == expat.errors.XML_ERROR_TAG_MISMATCH
            at = inner.span if inner and inner.tag and unclosed else self.stamped.span(self._error_offset())
            message, hint = _explain(mistake, self.open, self.stamped.data[self._error_offset() :])
            self.problems[error("bad-markup", message, at, hint)] = None
        except _Stop:
            pass

    def _error_offset(self) -> int:
        return max(0, min(self.parser.ErrorByteIndex - len(_BEFORE), len(self.stamped.data) - 1))

    def _offset(self) -> int:
        return max(0, self.parser.CurrentByteIndex - len(_BEFORE))

    def _refusal(self, what: str) -> Callable[..., None]:
        def refuse(*said: object) -> NoReturn:
            self._tell("bad-markup", f"{what} has no place in a layout", self.stamped.span(self._offset()))
            raise _Stop

        return refuse

    def _tell(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """A problem, once; after so many there is no use in reading on."""
        self.problems[error(code, message, span, hint)] = None
        if len(self.problems) >= PROBLEMS:
            raise _Stop

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A start tag: find its rule, read its attributes."""
        self.text()
        if not self.open and not self.slides and tag == "_" and self.parser.CurrentByteIndex == 0:
            self.open.append(_Open("", None, True, Span("", 1, 1), 0))
            return
        offset = self._offset()
        parent = self.open[-1]
        span = self.stamped.span(offset, len(tag) + 1)
        if len(self.open) > DEPTH:
            self._tell("bad-markup", f"more than {DEPTH} elements inside one another", span)
            raise _Stop
        rule = find_rule(tag, parent.rule) if parent.known else None
        element = _Open(tag, rule, rule is not None, span, offset)
        if rule is None and parent.known:
            self._misplaced(tag, parent, span)
        elif rule is not None:
            element.attributes = self._attributes(rule, attributes, element)
        self.open.append(element)

    def _misplaced(self, tag: str, parent: _Open, span: Span) -> None:
        if tag not in TAGS:
            hint = did_you_mean(tag, TAGS, "there are")
            self._tell("unknown-element", f"there is no element <{tag}>", span, hint)
            return
        if parent.rule is None:
            self._tell("bad-markup", f"<{tag}> stands outside <slide>", span, "put it inside <slide>")
            return
        places = ", ".join(f"<{name}>" for name in parents_of(tag)) or "outermost"
        inside = ", ".join(f"<{name}>" for name in children_of(parent.rule))
        hint = f"<{tag}> may stand in {places}; in <{parent.tag}> may stand {inside or 'no element'}"
        self._tell("misplaced-element", f"<{tag}> may not stand in <{parent.tag}>", span, hint)

    def _attributes(self, rule: Rule, attributes: Mapping[str, str], element: _Open) -> Mapping[str, Value]:
        values: dict[str, Value] = {}
        for name, written in attributes.items():
            span = self.stamped.find(element.offset, rf"\b{re.escape(name)}(?=\s*=)") or element.span
            text = self._plain(written, span)
            if name not in rule.attributes:
                known = did_you_mean(name, rule.attributes, f"<{rule.tag}> has")
                message = f"<{rule.tag}> has no attribute '{name}'"
                self._tell("unknown-attribute", message, span, known or "it has none")
                continue
            value = ATTRIBUTES[name].read(text)
            if value is None:
                hint = did_you_mean(text, ATTRIBUTES[name].words)
                message = f"'{name}' wants {ATTRIBUTES[name].expects}, not '{_cut(text)}'"
                self._tell("bad-attribute", message, span, hint)
                continue
            values[name] = value
        for name in rule.required:
            if name not in attributes:
                hint = f"it wants {ATTRIBUTES[name].expects}"
                self._tell("missing-attribute", f"<{rule.tag}> needs '{name}'", element.span, hint)
        return values

    def _plain(self, written: str, span: Span) -> str:
        """An attribute's text, with references as plain text."""

        def text(mark: re.Match[str]) -> str:
            pointer = self.observer.pointer(mark[1])
            return self.observer.pointer_text(pointer) if pointer else ""

        plain = MARK.sub(text, written)
        return self._whole(plain, span)

    def _whole(self, text: str, span: Span) -> str:
        """The text, if no filter has cut a mark in two."""
        if not NONCHARACTERS.search(text):
            return text
        hint = "filter the field itself, before it is printed"
        self._tell("bad-markup", "a filter has cut what the slide says in two", span, hint)
        return NONCHARACTERS.sub("", text)

    def characters(self, text: str) -> None:
        """A stretch of text; the parser cuts it as it likes."""
        if not self.gathered:
            self.gathered_at = self._offset()
        self.gathered.append(text)

    def text(self) -> None:
        """The text up to a tag: words and references."""
        parts = MARK.split("".join(self.gathered))
        self.gathered = []
        element = self.open[-1] if self.open else None
        if element is None or not element.known:
            return
        for index, part in enumerate(parts):
            if index % 2:
                self._reference(self.observer.pointer(part), element)
            elif part:
                self._words(self._whole(part, element.span), element)

    def _reference(self, pointer: Pointer | None, element: _Open) -> None:
        if pointer is None:
            return
        if element.rule is not None and element.rule.holds not in (Holds.ELEMENTS, Holds.NOTHING):
            element.children.append(pointer)
            return
        where = f"in <{element.tag}>" if element.tag else "outside <slide>"
        span = element.span if element.tag else self.stamped.span(self.gathered_at)
        hint = "put it into an element that holds content, as <body> or <text>"
        self._tell("misplaced-text", f"'{pointer.field}' may not stand {where}", span, hint)

    def _words(self, words: str, element: _Open) -> None:
        if words.strip() and not _takes_words(element):
            self._no_words(words, element)
        else:
            element.children.append(words)

    def _no_words(self, words: str, element: _Open) -> None:
        where = f"in <{element.tag}>" if element.tag else "outside <slide>"
        before = words[: len(words) - len(words.lstrip())]
        span = self.stamped.span(self.gathered_at + len(before.encode()), len(words.strip().split("\n")[0]))
        hint = "words stand in <title>, <subtitle>, <body> or <text>"
        self._tell("misplaced-text", f"'{_cut(words.strip())}' may not stand {where}", span, hint)

    def end(self, tag: str) -> None:
        """An end tag: the element is whole."""
        self.text()
        element = self.open.pop()
        if not self.open:
            self._outermost(element)
            return
        if element.rule is None:
            return
        children = self._children(element, element.rule)
        number, offset, length = self._origin(element)
        draft = Draft(tag, element.attributes, children, Origin(number, offset, length), element.span)
        self.open[-1].children.append(draft)

    def _origin(self, element: _Open) -> tuple[int, int, int]:
        """Where the element was written; for one whose name was computed, the element written before it."""
        from bisect import bisect_right

        index = max(0, bisect_right(self.stamped.offsets, element.offset) - 1)
        number, offset = self.stamped.places[index] if self.stamped.places else (0, 0)
        return number, offset, element.span.length

    def _outermost(self, element: _Open) -> None:
        self.slides = [child for child in element.children if isinstance(child, Draft)]
        for extra in self.slides[1:]:
            self._tell("bad-markup", "a second <slide>", extra.span, "a layout makes one slide")
        if not self.slides and not self.problems:
            self._tell("bad-markup", "the layout makes no <slide>", self.stamped.span(0))

    def _children(self, element: _Open, rule: Rule) -> tuple[Draft | Hole | str, ...]:
        if rule.holds in _ONE_THING:
            self._one_thing(element, rule)
        wants = _wants(rule, element.children)
        return tuple(
            Hole(child, wants, element.span) if isinstance(child, Pointer) else child
            for child in _collapse(element.children, rule)
        )

    def _one_thing(self, element: _Open, rule: Rule) -> None:
        count = sum(isinstance(child, Pointer) for child in element.children)
        if count == 1:
            return
        told = "holds nothing" if not count else "holds several things"
        hint = "give each an element of its own" if count else f"as <{rule.tag}>{{{{ {rule.tag} }}}}</{rule.tag}>"
        self._tell("bad-markup", f"<{rule.tag}> {told}: it wants {rule.holds}", element.span, hint)


def _takes_words(element: _Open) -> bool:
    return element.rule is not None and element.rule.holds in (*_TEXT, Holds.INLINE)


def _wants(rule: Rule, children: list[Draft | Pointer | str]) -> Holds:
    """What its references must be: beside words or marks they stand in a line of text."""
    if rule.holds not in _TEXT:
        return rule.holds
    in_line = any(
        child.strip() if isinstance(child, str) else isinstance(child, Draft) and child.tag in _MARKS
        for child in children
    )
    return Holds.INLINE if in_line else rule.holds


def _collapse(children: list[Draft | Pointer | str], rule: Rule) -> list[Draft | Pointer | str]:
    """White space as in HTML: runs of it are one space, and none stands at the edges of a paragraph or a block."""
    made = [_fold(child) if isinstance(child, str) else child for child in children]
    block = rule.holds in (*_TEXT, *_ONE_THING, Holds.ELEMENTS, Holds.NOTHING) or rule.tag == "p"
    keeps = rule.holds is Holds.INLINE or _wants(rule, children) is Holds.INLINE
    for index, child in enumerate(made):
        if not isinstance(child, str):
            continue
        before, after = made[index - 1] if index else None, made[index + 1] if index + 1 < len(made) else None
        if (before is None and block) or (isinstance(before, Draft) and before.tag in ("p", "br")):
            child = child.lstrip(" ")
        if (after is None and block) or (isinstance(after, Draft) and after.tag in ("p", "br")):
            child = child.rstrip(" ")
        made[index] = child if keeps or child.strip(" ") else ""
    return [child for child in made if child != ""]


def _fold(text: str) -> str:
    """Runs of white space as one space; a line end between East Asian characters as none."""

    def joint(space: re.Match[str]) -> str:
        between = "\n" in space[0] and text[: space.start()] and text[space.end() :]
        return fold_joint(text[: space.start()], text[space.end() :]) if between else " "

    return re.sub(r"[ \t\r\n]+", joint, text)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def _explain(mistake: expat.ExpatError, opened: list[_Open], rest: bytes) -> tuple[str, str | None]:
    """What the XML parser means at the `rest` of the markup, and what to do about it."""
    if re.match(rb"<?!?(DOCTYPE|ENTITY)", rest, re.IGNORECASE):
        return "a document type has no place in a layout", "take it out"
    inner = opened[-1].tag if opened else ""
    match expat.errors.messages.get(mistake.code):
        case expat.errors.XML_ERROR_TAG_MISMATCH if inner:
            return f"<{inner}> is not closed", f"</{inner}> is missing, or two elements overlap"
        case expat.errors.XML_ERROR_TAG_MISMATCH:
            return "an element is closed that was not opened", None
        case expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE:
            return "an attribute stands twice", None
        case expat.errors.XML_ERROR_UNDEFINED_ENTITY:
            return "there is no such entity", "write the character itself; for & write &amp;"
        case expat.errors.XML_ERROR_INVALID_TOKEN:
            return "this is not XML", "for & write &amp;, for < write &lt;, and put an attribute's value in quotes"
        case expat.errors.XML_ERROR_MISPLACED_XML_PI:
            return "a layout has no <?xml …?> line", "take it out"
    return f"this is not XML: {expat.ErrorString(mistake.code)}", None


def read_markup(stamped: Stamped, observer: Observer) -> tuple[Draft | None, tuple[Problem, ...]]:
    """The draft of the slide that the markup describes; None with at least one problem."""
    reader = _Reader(stamped, observer)
    reader.read()
    if reader.problems:
        return None, tuple(reader.problems)
    return reader.slides[0], ()
