"""Slide ids: each once in the deck, and every link within the deck leads to one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from summitdeck.deck.links import VALUE
from summitdeck.deck.model import Block, Chart, Code, Link, Paragraph, Picture, Slide, Table, Words
from summitdeck.deck.source import Place
from summitdeck.problems import Problem, did_you_mean, error

_MOST_GUESSES = 20
"""Broken links for which a near id is looked for: that takes time, and with more of them the cause is another."""


def check_ids(slides: Sequence[Slide]) -> list[Problem]:
    """Errors `duplicate-id`: an id that an earlier slide has.

    Slides with a `when` or a `for`, and ids that hold values, are passed over: call this again once all is resolved.
    """
    problems = []
    seen: dict[str, Slide] = {}
    for slide in slides:
        if slide.id is None or slide.terms is not None or "{{" in slide.id.text:
            continue
        first = seen.setdefault(slide.id.text, slide)
        if first is not slide and slide.id.place is not None:
            there = first.id.place.span() if first.id is not None and first.id.place is not None else None
            related = (("first here", there),) if there is not None else ()
            message = f"the id '{slide.id.text}' belongs to another slide"
            hint = "give each slide an id of its own"
            if there == slide.id.place.span():
                message, related = f"each turn of the loop has the id '{slide.id.text}'", ()
                hint = f"put a value into it, as `id: {slide.id.text}-{{{{ name }}}}`"
            problems.append(error("duplicate-id", message, slide.id.place.span(), hint, related))
    return problems


def check_id(text: str, place: Place | None) -> Problem | None:
    """Error `bad-value`: an id of something else than letters of any script, digits, `-`, `_` and values."""
    solid = re.sub(VALUE, lambda found: "x" if found[1].strip() else found[0], text)
    return check_resolved_id(solid, place)


def check_resolved_id(text: str, place: Place | None) -> Problem | None:
    """Error `bad-value`: an id of something else than letters of any script, digits, `-` and `_`."""
    bad = next((char for char in text if not re.match(r"[\w-]", char)), None)
    if text and bad is None:
        return None
    shown = "be empty" if bad is None else "hold a space" if bad.isspace() else f"hold '{bad}'"
    span = place.span() if place is not None else None
    return error("bad-value", f"an id cannot {shown}", span, "write it with letters, digits, - and _")


def check_links(slides: Sequence[Slide], more_ids: Collection[str] = ()) -> list[Problem]:
    """Errors `broken-link`: a link `#id` to a slide that is not there.

    Links that still hold `{{ values }}`, and all links while ids hold some, are passed over: call this again once they
    are resolved. `more_ids` are those of slides that could not be read.
    """
    ids = [slide.id.text for slide in slides if slide.id is not None]
    if any("{{" in name for name in ids):
        return []
    known = {*ids, *more_ids}
    problems: list[Problem] = []
    told: set[int] = set()
    for link in (link for slide in slides for link in links_of(slide)):
        if not link.target.startswith("#") or "{{" in link.target or link.target[1:] in known or id(link) in told:
            continue
        told.add(id(link))
        hint = did_you_mean(link.target[1:], ids, "the ids are") if len(problems) < _MOST_GUESSES else None
        hint = hint or "give a slide the `id` that the link names"
        span = link.place.span() if link.place is not None else None
        problems.append(error("broken-link", f"there is no slide with the id '{link.target[1:]}'", span, hint))
    return problems


def links_of(slide: Slide) -> Iterator[Link]:
    """Every link on a slide, in its notes and its furniture; one that spans several runs comes once for each."""
    for field in slide.fields.values():
        yield from _in_blocks(field.content.blocks)
    if slide.notes is not None:
        yield from _in_blocks(slide.notes.blocks)
    for words in (slide.section, slide.footer, slide.date):
        if isinstance(words, tuple):
            yield from _in_words(words)


def _in_blocks(blocks: Iterable[Block]) -> Iterator[Link]:
    for block in blocks:
        match block:
            case Paragraph(words=words):
                for run in words:
                    if run.link is not None:
                        yield run.link
            case Table():
                yield from _in_words(block.caption)
                for row in block.rows:
                    for cell in row:
                        yield from _in_words(cell.words)
            case Picture():
                yield from _in_words(block.caption)
                if block.link is not None:
                    yield block.link
            case Code(caption=caption) | Chart(caption=caption):
                yield from _in_words(caption)


def _in_words(words: Words) -> Iterator[Link]:
    return (run.link for run in words if run.link is not None)
