"""Blocks of a content with their `when` and `for`: left out, or once for each turn.

Outlines are flat, and so are the numbers in them: a list that starts at 3 does so once, whichever of its items is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from summitdeck.deck.model import Block, Content, Extent, Paragraph, ParagraphKind
from summitdeck.deck.scope import Scope, turn_words
from summitdeck.deck.source import Place
from summitdeck.frozen import TYPE_CHECKING, replace

if TYPE_CHECKING:
    from typing import Any


class _Fate(Enum):
    """What became of a block."""

    FIRST = "in the deck"
    LATER = "in the deck for a second time or more"
    LOST = "left out"


_Made = Iterator[tuple[Block, _Fate]]


def say_turn(part: Any, turn: str) -> Any:
    """What was made in a turn of a loop, each place in it knowing the turn; one that knows an inner turn keeps that."""
    if isinstance(part, Place):
        return part if part.turn else replace(part, turn=turn)
    if isinstance(part, tuple):
        return tuple([say_turn(each, turn) for each in part])
    if isinstance(part, str) or not hasattr(part, "__dataclass_fields__"):
        return part
    return replace(part, **{name: say_turn(getattr(part, name), turn) for name in part.__dataclass_fields__})


def expand(content: Content, scope: Scope, resolve: Callable[[Block], Block]) -> Content:
    """The content without extents; `resolve` is asked for each block in each turn."""

    def stretch(extents: Sequence[Extent], first: int, end: int) -> _Made:
        at = first
        for index, extent in enumerate(extents):
            if extent.first < at:
                continue  # within one that was done
            yield from plain(at, extent.first)
            within = [each for each in extents[index + 1 :] if each.end <= extent.end]
            fate = _Fate.FIRST
            for _ in scope.each_turn(extent.terms):
                for block, inner in stretch(within, extent.first, extent.end):
                    yield block, fate if inner is _Fate.FIRST else inner
                fate = _Fate.LATER
            if fate is _Fate.FIRST:
                yield content.blocks[extent.first], _Fate.LOST
            at = extent.end
        yield from plain(at, end)

    def plain(first: int, end: int) -> _Made:
        for block in content.blocks[first:end]:
            made = resolve(block)
            yield say_turn(made, turn_words(scope.turn)) if scope.turn else made, _Fate.FIRST

    blocks = _numbered(stretch(content.extents, 0, len(content.blocks)))
    return replace(content, blocks=tuple(blocks), extents=())


def _numbered(made: Iterable[tuple[Block, _Fate]]) -> Iterator[Block]:
    """Blocks whose numbers go on from turn to turn, and begin where a lost first item would have begun."""
    last: Paragraph | None = None
    lost: Paragraph | None = None
    for block, fate in made:
        if not isinstance(block, Paragraph) or block.kind is not ParagraphKind.NUMBER:
            if fate is not _Fate.LOST:
                last = lost = None
                yield block
            continue
        if fate is _Fate.LOST:
            lost = block if block.start is not None else lost
            continue
        if fate is _Fate.LATER and last is not None and last.level == block.level:
            block = replace(block, start=None)
        elif lost is not None and lost.level == block.level and block.start is None:
            block = replace(block, start=lost.start)
        last, lost = block, None
        yield block
