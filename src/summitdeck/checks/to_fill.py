"""Rules on what a new deck still has to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summitdeck.checks.subject import Subject
from summitdeck.deck.model import Block, Chart, Deck, Paragraph, Picture, Table, Words
from summitdeck.deck.plain import words_to_text
from summitdeck.frozen import replace
from summitdeck.problems import Problem, Span, warning

_CODE = "to-fill"
_PROMPT = re.compile(r"\bTODO\b")
"""What `summitdeck new` and `summitdeck add` put where words are to come."""
_SHOWN = 40
"""Characters of a prompt that are shown."""


def holds_prompt(words: str) -> bool:
    """Whether words are still to be written."""
    return _PROMPT.search(words) is not None


def check_to_fill(subject: Subject) -> Iterator[Problem]:
    """`to-fill` (warning): a text, a chart, an alt text, the notes or a setting still holds the prompt `TODO`, as new
    decks do.

    Passes: `title: 概要`. Fails: `title: "TODO: title"`.
    """
    for text in subject.texts:
        found = _PROMPT.search(text.words)
        if found:
            yield _to_fill(subject.span(text, found.start()), text.words)
    for where, words in _unseen(subject.deck):
        if words and holds_prompt(words_to_text(words)):
            place = words[0].place
            yield _to_fill(place.span() if place else None, words_to_text(words), where)


def tell_prompts_once(problems: Sequence[Problem]) -> list[Problem]:
    """What a build says of sorted problems: of prompts the first, and how many more there are. `check` lists them."""
    prompts = [problem for problem in problems if problem.code == _CODE]
    if len(prompts) < 2:
        return list(problems)
    message = f"{prompts[0].message}, and {len(prompts) - 1} more"
    told = replace(prompts[0], message=message, hint="`summitdeck check` lists them all")
    return [
        told if problem is prompts[0] else problem
        for problem in problems
        if problem is prompts[0] or problem.code != _CODE
    ]


def _unseen(deck: Deck) -> Iterator[tuple[str, Words]]:
    """Words that no text of a page holds, and where that is if it is not plain: settings, sections, footers, alt texts,
    notes, and what stands within charts."""
    settings = deck.settings
    said = [settings.title, settings.author, settings.footer, settings.date]
    for slide in deck.slides:
        said += [slide.section or (), slide.footer, slide.date]
        for field in slide.fields.values():
            for block in field.content.blocks:
                said += _within(block)
        for block in slide.notes.blocks if slide.notes else ():
            if isinstance(block, Paragraph):
                yield "the notes", block.words
    yield from (("", words) for words in said if isinstance(words, tuple))


def _within(block: Block) -> Iterator[Words]:
    match block:
        case Picture() | Table():
            yield block.alt
        case Chart():
            yield from (block.title, *block.axes, block.alt)
            yield from (cell.words for row in block.rows for cell in row)


def _to_fill(span: Span | None, words: str, where: str = "") -> Problem:
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    inside = f" in {where}" if where else ""
    return warning(_CODE, f"still to fill{inside}: '{shown}'", span, "write it, or delete it")
