"""`{{ values }}` resolved: each becomes plain text under the marks around it, and nothing but text.

A value is named: `{{ name }}`, `{{ group.name }}`, `{{ list.0 }}`. It is put in after everything was read, so that
no value can bring in marks, structure or further values: `{{ other }}` within a value stays as it is. Filters,
calls and arithmetic are refused by name until they come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize

from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.links import VALUE, check_target
from summitdeck.deck.model import (
    Block,
    Cell,
    Chart,
    Code,
    Content,
    Deck,
    Furniture,
    Link,
    Paragraph,
    Picture,
    Run,
    Settings,
    Slide,
    Table,
    Var,
    Words,
)
from summitdeck.deck.plain import merge_runs
from summitdeck.deck.scalars import SOFT_BREAKS, find_forbidden, find_special
from summitdeck.deck.source import Place
from summitdeck.frozen import replace
from summitdeck.problems import Problem, did_you_mean, error, warning

VALUES_LIMIT = 20_000
"""Characters that values put into one slide: as many as one text may have that is written out."""

_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_REFUSED = (
    (r"\|", "a filter"),
    (r"\(", "a call"),
    (r"\[", "a subscript"),
    (r"[\"']", "a text in quotes"),
    (r"[-+*/%~<>=!]|\b(?:and|or|not|in|is|if)\b", "arithmetic or a comparison"),
)


def resolve(deck: Deck, given: Mapping[str, Var]) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck with every value replaced by its text, in whatever the slides and the settings show.

    `given` goes before the deck's own `vars`; a dotted name in it (`a.b`) is a name within a group. What needs no
    change is the same object as before. Errors: `unknown-value`, `value-not-text`, `unsupported-expression`, and
    `bad-link` for a link that a value spoilt; such a value stays as it was written. Warning: `unused-value`.
    """
    if _holds_no_value(deck):
        return deck, tuple(_check_given(given, deck.settings.vars, set()))
    resolver = _Resolver(_overlay(deck.settings.vars, given))
    settings = resolver.settings(deck.settings)
    slides = tuple(resolver.slide(slide) for slide in deck.slides)
    problems = (*resolver.problems, *_check_given(given, deck.settings.vars, resolver.used))
    if settings is deck.settings and all(new is old for new, old in zip(slides, deck.slides, strict=True)):
        return deck, problems
    return replace(deck, settings=settings, slides=slides), problems


def _holds_no_value(deck: Deck) -> bool:
    """Whether no file of the deck can hold a value: no two braces, and no escape that could make them."""
    texts = [source.text for source in deck.sources]
    return bool(texts) and not any("{{" in text or "\\" in text for text in texts)


def _overlay(values: Mapping[str, Var], given: Mapping[str, Var]) -> Mapping[str, Var]:
    merged = dict(values)
    for name, value in given.items():
        first, _, rest = name.partition(".")
        inner: Var = {rest: value} if rest else value
        below = merged.get(first)
        if isinstance(inner, Mapping):
            inner = _overlay(below if isinstance(below, Mapping) else {}, inner)
        merged[first] = inner
    return merged


def _check_given(given: Mapping[str, Var], values: Mapping[str, Var], used: set[str]) -> Iterator[Problem]:
    """A name that is set from outside but known nowhere is most likely misspelt."""
    known = [*dict.fromkeys([*values, *used])]
    for name in dict.fromkeys(name.partition(".")[0] for name in given):
        if name not in known:
            yield warning(
                "unused-value", f"nothing uses the value '{name}' that was set", None, did_you_mean(name, known)
            )


class _Resolver:
    """Replaces values part by part, each part the same object when there was none in it; gathers the problems."""

    def __init__(self, values: Mapping[str, Var]) -> None:
        self.values = values
        self.problems: list[Problem] = []
        self.used: set[str] = set()
        self.spent = 0
        """Characters that values brought into this slide."""

    def settings(self, settings: Settings) -> Settings:
        """Title, author, date and footer."""
        return _replaced(
            settings,
            title=self.words(settings.title),
            author=self.words(settings.author),
            date=self.furniture(settings.date),
            footer=self.words(settings.footer),
        )

    def slide(self, slide: Slide) -> Slide:
        """Fields, notes, section, footer and date."""
        self.spent = 0
        fields = slide.fields
        for name, field in slide.fields.items():
            content = self.content(field.content)
            if content is not field.content:
                fields = {**fields, name: replace(field, content=content)}
        if fields is slide.fields and not (slide.notes or slide.section or slide.footer or slide.date):
            return slide  # most slides
        return _replaced(
            slide,
            fields=fields,
            notes=self.content(slide.notes) if slide.notes is not None else None,
            section=self.words(slide.section) if slide.section is not None else None,
            footer=self.furniture(slide.footer),
            date=self.furniture(slide.date),
        )

    def furniture(self, furniture: Furniture) -> Furniture:
        """The words of a footer or a date; a switch stays."""
        return self.words(furniture) if isinstance(furniture, tuple) else furniture

    def content(self, content: Content) -> Content:
        """All blocks of a content."""
        changed: list[Block] | None = None
        for at, block in enumerate(content.blocks):
            new = self.block(block)
            if new is not block:
                changed = changed or list(content.blocks)
                changed[at] = new
        return content if changed is None else replace(content, blocks=tuple(changed))

    def block(self, block: Block) -> Block:
        """A paragraph's words; a picture's path, texts and link; a table's texts and cells; code's caption only."""
        match block:
            case Paragraph():
                words = self.words(block.words)
                return block if words is block.words else replace(block, words=words)
            case Picture():
                path, alt, caption = self.words(block.path), self.words(block.alt), self.words(block.caption)
                return _replaced(block, path=path, alt=alt, caption=caption, link=self.link(block.link))
            case Table():
                rows = tuple(tuple(self.cell(cell) for cell in row) for row in block.rows)
                rows = block.rows if _is_same(rows, block.rows) else rows
                return _replaced(block, rows=rows, alt=self.words(block.alt), caption=self.words(block.caption))
            case Code():
                return _replaced(block, caption=self.words(block.caption))
            case Chart():
                return self.chart(block)

    def chart(self, chart: Chart) -> Chart:
        """A chart's texts and cells."""
        rows = tuple(tuple(self.cell(cell) for cell in row) for row in chart.rows)
        axes = self.words(chart.axes[0]), self.words(chart.axes[1])
        return _replaced(
            chart,
            rows=chart.rows if _is_same(rows, chart.rows) else rows,
            title=self.words(chart.title),
            axes=chart.axes if axes[0] is chart.axes[0] and axes[1] is chart.axes[1] else axes,
            alt=self.words(chart.alt),
            caption=self.words(chart.caption),
        )

    def cell(self, cell: Cell) -> Cell:
        """A cell's words."""
        words = self.words(cell.words)
        return cell if words is cell.words else replace(cell, words=words)

    def words(self, words: Words) -> Words:
        """Words whose values are text, joined with their neighbours; the same words when they held none."""
        for run in words:
            if run.is_value or (run.link is not None and "{{" in run.link.target):
                return merge_runs(self.run(run) for run in words)
        return words

    def run(self, run: Run) -> Run:
        """A run with its value as text and its link's target resolved."""
        link = self.link(run.link)
        if not run.is_value:
            return run if link is run.link else replace(run, link=link)
        text = self.text(run.text, run.place)
        return replace(run, text=f"{{{{ {run.text} }}}}" if text is None else text, link=link, is_value=False)

    def link(self, link: Link | None) -> Link | None:
        """A link with the values in its target resolved, checked anew; None when it leads nowhere it may."""
        if link is None or "{{" not in link.target:
            return link
        place, problems = link.place, len(self.problems)

        def put(found: re.Match[str]) -> str:
            return (self.text(found[1].strip(), place) or "").replace("{{", "%7B%7B")

        target = re.sub(VALUE, put, link.target)
        if len(self.problems) == problems:
            self.problems += check_target(target, place)
        return replace(link, target=target) if len(self.problems) == problems else None

    def text(self, expression: str, place: Place | None) -> str | None:
        """The text an expression stands for; None when it stands for none, which is then told at `place`."""
        self.used.add(expression.partition(".")[0])
        value = find_value(expression, self.values)
        if isinstance(value, Fault):
            span = place.span() if place is not None else None
            self.problems.append(error(value.code, value.message, span, value.hint))
            return None
        self.spent += len(value)
        if self.spent > raised(VALUES_LIMIT):
            if self.spent - len(value) <= raised(VALUES_LIMIT):  # told once a slide
                self.problems.append(_too_much(place, self.spent))
            return None
        return _clean(value)


def _too_much(place: Place | None, size: int) -> Problem:
    message = f"the values of this slide are more than {raised(VALUES_LIMIT):,} characters"
    return error("too-large", message, place.span() if place else None, how_to_raise(size, VALUES_LIMIT))


class Fault(NamedTuple):
    """Why an expression has no text."""

    code: str
    message: str
    hint: str | None


def find_value(expression: str, values: Mapping[str, Var]) -> str | Fault:
    """The text that a dotted name stands for among `values`, as it was written."""
    if re.fullmatch(_NAME, expression) is None:
        return _refuse(expression)
    value: Var = values
    path: list[str] = []
    for name in expression.split("."):
        inner = _look_up(value, name)
        if inner is None:
            return _unknown(name, path, value)
        value = inner
        path.append(name)
    if isinstance(value, str):
        return value
    kind = "a group of values" if isinstance(value, Mapping) else "a list"
    inside = [f"{expression}.{name}" for name in _names(value)]
    return Fault(
        "value-not-text", f"'{expression}' is {kind}, not a text", f"name one of: {_listed(inside)}" if inside else None
    )


def _refuse(expression: str) -> Fault:
    what = next((what for pattern, what in _REFUSED if re.search(pattern, expression)), "more than a name")
    message = f"{{{{ {' '.join(expression.split())} }}}} holds {what}, and only a name can stand there so far"
    return Fault(
        "unsupported-expression", message, "write {{ name }} or {{ group.name }}; a name holds letters, digits and _"
    )


def _unknown(name: str, path: Sequence[str], value: Var) -> Fault:
    names = _names(value)
    if path:
        whole = ".".join(path)
        within = [f"{whole}.{known}" for known in names]
        if isinstance(value, tuple):
            return Fault("unknown-value", f"there is no '{name}' in '{whole}'", f"'{whole}' holds: {_listed(within)}")
        return Fault("unknown-value", f"there is no '{name}' in '{whole}'", did_you_mean(f"{whole}.{name}", within))
    none = "values come from `vars` in the deck's settings, or from --set name=value"
    return Fault("unknown-value", f"there is no value '{name}'", did_you_mean(name, names, "values are") or none)


def _look_up(value: Var, name: str) -> Var | None:
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, tuple) and name.isascii() and name.isdecimal() and int(name) < len(value):
        return value[int(name)]
    return None


def _names(value: Var) -> list[str]:
    if isinstance(value, Mapping):
        return list(value)
    return [str(index) for index in range(len(value))] if isinstance(value, tuple) else []


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:8], "…"] if len(names) > 8 else names)


def _clean(text: str) -> str:
    """A value as text may hold it: NFC, line breaks of one kind, no control characters."""
    if text.isascii() and text.isprintable():
        return text
    text = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not find_special(text):
        return text
    return "".join(
        "\n" if char in SOFT_BREAKS else char for char in text if char in SOFT_BREAKS or not find_forbidden(char)
    )


_Part = TypeVar("_Part", Settings, Slide, Picture, Table, Code, Chart)


def _replaced(part: _Part, **changes: Any) -> _Part:
    """The part with these fields; the part itself when each is what it was."""
    if all(getattr(part, name) is value for name, value in changes.items()):
        return part
    return replace(part, **changes)


def _is_same(rows: Sequence[Sequence[Cell]], others: Sequence[Sequence[Cell]]) -> bool:
    return all(
        cell is other for row, old in zip(rows, others, strict=True) for cell, other in zip(row, old, strict=True)
    )
