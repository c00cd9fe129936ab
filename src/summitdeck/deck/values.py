"""`{{ values }}`, `when` and `for` resolved: each value becomes plain text under the marks around it, and nothing but
text.

A value is named: `{{ name }}`, `{{ group.name }}`, `{{ list.0 }}`, and may go through filters, `{{ opened | date }}`.
It is put in after everything was read, so that no value can bring in marks, structure or further values: `{{ other }}`
within a value stays as it is. Calls and arithmetic are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, read_text
from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.folders import allowed_roots
from summitdeck.deck.ids import check_ids, check_resolved_id
from summitdeck.deck.language import deck_language
from summitdeck.deck.links import VALUE, check_target
from summitdeck.deck.model import (
    Block,
    Cell,
    Chart,
    Code,
    Content,
    Deck,
    Field,
    Furniture,
    Link,
    Name,
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
from summitdeck.deck.scope import Scope, turn_words
from summitdeck.deck.source import Place
from summitdeck.deck.tables import MAX_CELLS, MAX_ROWS
from summitdeck.deck.turns import expand, say_turn
from summitdeck.deck.value_text import clean_value, is_value, no_text, refuse_expression
from summitdeck.deck.vars import overlay, overlay_named
from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.problems import Problem, did_you_mean, error, warning

if TYPE_CHECKING:
    from typing import Any, TypeVar

    from summitdeck.deck.data_rows import DataRows

TextOf = Callable[[Path], str | Trouble]

VALUES_LIMIT = 20_000
"""Characters that values put into one slide: as many as one text may have that is written out."""


def resolve(deck: Deck, given: Mapping[str, Var], *, text_of: TextOf = read_text) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck with every value replaced by its text, in whatever the slides and the settings show, without what a
    `when` leaves out, and with what a `for` says once for each turn.

    `given` goes before the deck's own `vars`, and these before the files it names; a dotted name in `given` (`a.b`) is
    a name within a group. What needs no change is the same object as before. Errors: `unknown-value`,
    `value-not-text`, `unsupported-expression`, `bad-expression`, `bad-comparison`, `unknown-filter`, `bad-filter`,
    `bad-loop`, `too-large`, `duplicate-id`, and `bad-link` for a link that a value spoilt; a value with an error stays
    as it was written. Of files of data, whose texts `text_of` gives: those of files and of `data_files.read_data`,
    `unknown-column`, `bad-column`, `no-rows`, `empty-table`. Warnings: `unused-value`, `near-switch`, `stale-total`.
    """
    own = overlay(deck.values, deck.settings.vars) if deck.values else deck.settings.vars
    if _holds_no_value(deck):
        return deck, tuple(_check_given(given, own, set()))
    scope = Scope(overlay_named(own, given), lambda: deck_language(deck))
    resolver = _Resolver(scope, deck, text_of)
    settings = resolver.settings(deck.settings)
    slides = tuple([each for slide in deck.slides for each in resolver.slides(slide)])
    problems = [*scope.problems(), *resolver.file_problems(), *_check_given(given, own, scope.used)]
    if settings is deck.settings and _are_same(slides, deck.slides):
        return deck, tuple(problems)
    if resolver.has_new_ids:
        problems += check_ids(slides)
    sources = (*deck.sources, *(resolver.rows.files.sources if resolver.rows else ()))
    return replace(deck, settings=settings, slides=slides, sources=sources), tuple(problems)


def _holds_no_value(deck: Deck) -> bool:
    """Whether no file of the deck can hold a value, `when` or `for`, name a file of data, or escape one."""
    texts = [source.text for source in deck.sources]
    return bool(texts) and not any("{{" in text or "\\" in text or re.search(_TERMS, text) for text in texts)


def _check_given(given: Mapping[str, Var], values: Mapping[str, Var], used: set[str]) -> Iterator[Problem]:
    """A name that is set from outside but known nowhere is most likely misspelt."""
    known = [*dict.fromkeys([*values, *used])]
    for name in dict.fromkeys(name.partition(".")[0] for name in given):
        if name not in known:
            yield warning(
                "unused-value", f"nothing uses the value '{name}' that was set", None, did_you_mean(name, known)
            )


class _Resolver:
    """Replaces values part by part, each part the same object when there was none in it."""

    def __init__(self, scope: Scope, deck: Deck, text_of: TextOf) -> None:
        self.scope = scope
        self.deck = deck
        self.text_of = text_of
        scope.read_file = lambda value: self.data().variable(value.data)
        self.rows: DataRows | None = None
        """Of files of data, once one is named."""
        self.spent = 0
        """Characters that values brought into this slide."""
        self.begun: Words | None = None
        """The section that a slide with terms began, until another one begins."""
        self.has_new_ids = False
        """Whether slides may have ids now that they did not have when they were read."""

    def data(self) -> DataRows:
        """What reads files of data; few decks have any."""
        if self.rows is None:
            from summitdeck.deck.data_files import DataFiles
            from summitdeck.deck.data_rows import DataRows

            roots = allowed_roots(self.deck.folder, self.deck.settings.folders)
            self.rows = DataRows(self.scope, DataFiles(roots, self.text_of), self.deck.folder, self.words)
        return self.rows

    def file_problems(self) -> Sequence[Problem]:
        """What is wrong in files of data themselves."""
        return self.rows.files.problems if self.rows else ()

    def settings(self, settings: Settings) -> Settings:
        """Title, author, date and footer."""
        return _replaced(
            settings,
            title=self.words(settings.title),
            author=self.words(settings.author),
            date=self.furniture(settings.date),
            footer=self.words(settings.footer),
        )

    def slides(self, slide: Slide) -> Iterator[Slide]:
        """The slide, none, or one for each turn of its loop."""
        if slide.terms is None:
            yield self.in_section(self.slide(slide))
            return
        self.has_new_ids = self.has_new_ids or slide.id is not None
        for _ in self.scope.each_turn(slide.terms):
            made = self.in_section(replace(self.slide(slide), terms=None))
            self.begun = made.section or self.begun
            if self.scope.turn and made.place is not None:  # what is told of a slide later adds its turn
                made = replace(made, place=say_turn(made.place, turn_words(self.scope.turn)))
            yield made

    def in_section(self, slide: Slide) -> Slide:
        """All turns stand in the section that the first one began, and so does the slide behind a condition."""
        if slide.section is None:
            return slide
        if slide.section == self.begun:
            return replace(slide, section=None)
        self.begun = None
        return slide

    def slide(self, slide: Slide) -> Slide:
        """Id, fields, notes, section, footer and date."""
        self.spent = 0
        fields = self.fields(slide.fields)
        if fields is slide.fields and not (slide.notes or slide.section or slide.footer or slide.date or slide.id):
            return slide  # most slides
        notes = self.content(slide.notes) if slide.notes is not None else None
        return _replaced(
            slide,
            fields=fields,
            notes=notes if notes is slide.notes or (notes is not None and notes.blocks) else None,
            id=self.id(slide.id) if slide.id is not None else None,
            section=self.words(slide.section) if slide.section is not None else None,
            footer=self.furniture(slide.footer),
            date=self.furniture(slide.date),
        )

    def fields(self, fields: Mapping[str, Field]) -> Mapping[str, Field]:
        """The fields; one of which conditions leave nothing is as one that was not written."""
        changed = fields
        for name, field in fields.items():
            content = self.content(field.content)
            if content is field.content:
                continue
            changed = dict(changed) if changed is fields else changed
            assert isinstance(changed, dict)
            if content.blocks:
                changed[name] = replace(field, content=content)
            else:
                del changed[name]
        return changed

    def id(self, name: Name) -> Name | None:
        """An id with its values resolved; None when that is no id."""
        if "{{" not in name.text:
            return name
        self.has_new_ids = True
        text = self.target(name.text, name.place)
        problem = check_resolved_id(text, name.place) if text is not None else None
        if problem is not None:
            self.scope.tell(problem)
        return None if text is None or problem is not None else replace(name, text=text)

    def furniture(self, furniture: Furniture) -> Furniture:
        """The words of a footer or a date; a switch stays."""
        return self.words(furniture) if isinstance(furniture, tuple) else furniture

    def content(self, content: Content) -> Content:
        """All blocks of a content."""
        if content.extents:
            return expand(content, self.scope, self.block)
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
                return self.table(block)
            case Code():
                return _replaced(block, caption=self.words(block.caption))
            case Chart():
                return self.chart(block)

    def chart(self, chart: Chart) -> Chart:
        """A chart's texts and cells."""
        chart = self.data().chart(chart) if chart.data is not None else chart
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

    def table(self, table: Table) -> Table:
        """A table's rows, caption and alt text."""
        table = self.data().table(table) if table.data is not None else table
        alt, caption = self.words(table.alt), self.words(table.caption)
        if not table.terms:
            rows = tuple(self.row(row) for row in table.rows)
            rows = table.rows if _is_same(rows, table.rows) else rows
            return _replaced(table, rows=rows, alt=alt, caption=caption)
        made: list[tuple[Cell, ...]] = []
        header, total = 0, False
        for at, (row, terms) in enumerate(zip(table.rows, table.terms, strict=True)):
            for _ in self.scope.each_turn(terms):
                cells = self.row(row)
                made.append(say_turn(cells, turn_words(self.scope.turn)) if self.scope.turn else cells)
                header += at < table.header
                total = total or (table.total and at == len(table.rows) - 1)
        self.check_rows(table, made)
        return replace(table, rows=tuple(made), header=header, total=total, terms=(), alt=alt, caption=caption)

    def check_rows(self, table: Table, rows: list[tuple[Cell, ...]]) -> None:
        """A table must have rows, and not more than one that is written out may have; an empty row stands for none."""
        span = table.place.span() if table.place is not None else None
        cells = sum(map(len, rows))
        if not rows:
            self.scope.tell(error("empty-table", "no row of this table is left", span, _EMPTY_TABLE))
            rows.append(tuple([Cell(()) for cell in table.rows[0] for _ in range(cell.columns)]))
        elif len(rows) > MAX_ROWS:
            self.scope.tell(error("too-large", f"a table has at most {MAX_ROWS} rows, this has {len(rows)}", span))
        elif cells > raised(MAX_CELLS):
            message = f"a table has at most {raised(MAX_CELLS):,} cells"
            self.scope.tell(error("too-large", message, span, how_to_raise(cells, MAX_CELLS)))

    def row(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The cells of a row."""
        return tuple([self.cell(cell) for cell in row])

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
        target = self.target(link.target, link.place)
        if target is None:
            return None
        problems = check_target(target, link.place)
        for problem in problems:
            self.scope.tell(problem)
        return None if problems else replace(link, target=target)

    def target(self, text: str, place: Place | None) -> str | None:
        """A link's target or an id with its values in it; None when one of them has no text."""
        parts = [self.text(found[1].strip(), place, is_exact=False) for found in re.finditer(VALUE, text)]
        if any(part is None for part in parts):
            return None
        values = iter(parts)
        return re.sub(VALUE, lambda _: (next(values) or "").replace("{{", "%7B%7B"), text)

    def text(self, expression: str, place: Place | None, is_exact: bool = True) -> str | None:
        """The text an expression stands for; None when it stands for none, which is then told at `place`."""
        value = self.scope.value(expression) if is_value(expression) else refuse_expression(expression)
        if not isinstance(value, str):
            self.scope.tell_fault(no_text(expression, value), place, is_exact)
            return None
        self.spent += len(value)
        if self.spent > raised(VALUES_LIMIT):
            if self.spent - len(value) <= raised(VALUES_LIMIT):  # told once a slide
                self.scope.tell(_too_much(place, self.spent))
            return None
        return clean_value(str(value))


_TERMS = r"\b(?:when|for|csv|json|yaml)[\"']?[ \t]*:"
_EMPTY_TABLE = "give the table itself a `when`, or a row that always stands"


def _too_much(place: Place | None, size: int) -> Problem:
    message = f"the values of this slide are more than {raised(VALUES_LIMIT):,} characters"
    return error("too-large", message, place.span() if place else None, how_to_raise(size, VALUES_LIMIT))


if TYPE_CHECKING:
    _Part = TypeVar("_Part", Settings, Slide, Picture, Table, Code, Chart)


def _replaced(part: _Part, **changes: Any) -> _Part:
    """The part with these fields; the part itself when each is what it was."""
    if all(getattr(part, name) is value for name, value in changes.items()):
        return part
    return replace(part, **changes)


def _are_same(slides: Sequence[Slide], others: Sequence[Slide]) -> bool:
    return len(slides) == len(others) and all(new is old for new, old in zip(slides, others, strict=True))


def _is_same(rows: Sequence[Sequence[Cell]], others: Sequence[Sequence[Cell]]) -> bool:
    return all(
        cell is other for row, old in zip(rows, others, strict=True) for cell, other in zip(row, old, strict=True)
    )
