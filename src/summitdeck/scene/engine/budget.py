"""How much a layout may do: counted in steps and in characters, never in seconds, so that the same input always
gives the same result. A step is about one node of the template carried out.
"""

from __future__ import annotations

from collections.abc import Iterable

from summitdeck.assets.limits import raised
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.scene.references import TEXT_LIMIT, LayoutMistake

if TYPE_CHECKING:
    from typing import Any


STEPS = 100_000
"""Steps for one slide. The largest of the built-in layouts takes some hundred."""
OUTPUT = 200_000
"""Characters of markup for one slide."""
ITEMS = 10_000
"""Values in one list or mapping, nested ones and all."""
RANGE = 1_000
"""Numbers in a `range`."""
NUMBER = 2**53
"""The largest whole number: what a float still tells from its neighbours."""

_CHARACTERS_PER_STEP = 64


class Meter:
    """What is left of a layout's budget for one slide."""

    __slots__ = ("steps",)

    def __init__(self) -> None:
        self.steps = raised(STEPS)

    def spend(self, steps: int) -> bool:
        """Take steps off; always True, so that it can stand in a condition."""
        self.steps -= steps
        if self.steps < 0:
            raise LayoutMistake(f"this takes more than {raised(STEPS):,} steps", "loop over fields, not over thousands")
        return True

    def weigh(self, value: Any) -> Any:
        """The value itself, if it is not too large; costs by its size."""
        waiting, count = [value], 0
        while waiting:
            one = waiting.pop()
            count += 1 + self._weigh_one(one)
            if isinstance(one, range):
                count += len(one)
            elif isinstance(one, dict):
                waiting += one.values()
            elif isinstance(one, list | tuple):
                waiting += one
            if count + len(waiting) > ITEMS:
                raise LayoutMistake(f"a list of more than {ITEMS:,} values")
        self.spend(count)
        return value

    def _weigh_one(self, value: object) -> int:
        if isinstance(value, str):
            limit = OUTPUT if hasattr(value, "__html__") else TEXT_LIMIT
            if len(value) > limit:
                raise LayoutMistake(f"a text of more than {limit:,} characters")
            return len(value) // _CHARACTERS_PER_STEP
        if isinstance(value, int) and abs(value) > NUMBER:
            raise LayoutMistake("a number too large to be exact")
        return 0

    def join(self, pieces: Iterable[str]) -> str:
        """The markup that the pieces make together."""
        total, kept = 0, []
        for piece in pieces:
            total += len(piece)
            if total > raised(OUTPUT):
                raise LayoutMistake(f"this makes more than {raised(OUTPUT):,} characters of markup for one slide")
            kept.append(piece)
        return "".join(kept)


def bounded_range(*arguments: int) -> range:
    """Python's `range`, of at most a thousand numbers."""
    numbers = range(*arguments)
    if len(numbers) > RANGE:
        raise LayoutMistake(f"a range of more than {RANGE:,} numbers")
    return numbers
