"""Blocks of a content with their `when` and `for`: left out, or once for each turn.

Outlines are flat, and so are the numbers in them: a list that starts at 3 does so once, whichever of its items is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from summitdeck.deck.model import Block, Content, Extent, Paragraph, ParagraphKind
from summitdeck.deck.scope import Scope
from summitdeck.frozen import replace


class _Fate(Enum):
    """What became of a block."""

    FIRST = "in the deck"
    LATER = "in the deck for a second time or more"
    LOST = "left out"


_Made = Iterator[tuple[Block, _Fate]]


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
        return ((resolve(block), _Fate.FIRST) for block in content.blocks[first:end])

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
