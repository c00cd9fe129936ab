"""Which sizes text may come to, and which texts of a deck share one.

Texts of one family (the same place in the same layout) can share a size: `sizes: section` or `deck`. Placing the
slides once shows how small each text has to be; then the levels are agreed on, and the slides whose texts have others
are placed again. A level is a step of a text's own ladder, 0 the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summitdeck.deck.model import Minimum
from summitdeck.frozen import NamedTuple, dataclass, field

LEAST_TEXT = 1200
"""1/100 pt: what fitting may come to when the deck says nothing."""
LEAST_SMALL = 1000
"""The same of tables, code, captions and notes on the slide."""
SIZES = (1800, 1600, 1400, 1200, 1100, 1000)
"""The ladder of a table's text and of code, 1/100 pt; the last is the least that can be read from the last row of a
room."""


@dataclass(frozen=True, slots=True)
class Leasts:
    """The least sizes of a deck, 1/100 pt."""

    text: int = LEAST_TEXT
    small: int = LEAST_SMALL
    title: int | None = None
    """None: a title is never smaller than 90 %."""
    ladder: tuple[int, ...] = SIZES
    """The sizes a table and code may have."""

    def of(self, own: int) -> int:
        """The least size of a style whose own is `own`: what is larger by design stays larger."""
        match own:
            case 1200:
                return self.text
            case 1000:
                return self.small
        return max(own, self.text)


def leasts_of(minimum: Minimum | None) -> Leasts:
    """What the deck's `minimum` says, and what holds where it says nothing."""
    if minimum is None:
        return Leasts()
    small = minimum.table or LEAST_SMALL
    return Leasts(minimum.text or LEAST_TEXT, small, minimum.title, ladder_to(small))


def ladder_to(least: int) -> tuple[int, ...]:
    """The ladder of tables down to a least size: it ends there, or goes on point by point."""
    larger = [size for size in (*SIZES, 900, 800, 700) if size > least]
    return (*larger, least)


class Family(NamedTuple):
    """Texts that may share a size."""

    scope: int
    """The section, counted from 0; 0 for the whole deck."""
    layout: str
    kind: str
    """`text`, `title`, `table` or `code`: each has a ladder of its own."""
    role: str = ""
    slot: int = -1
    """The slot's `idx`; -1 for a text box."""


Levels = Mapping[Family, int]
Own = Callable[[Levels], Levels]
"""Of some texts that are fitted together: the levels they take when each family's is at least as told. Of nothing,
those they need."""


class Member(NamedTuple):
    """Some texts of a slide that are fitted together."""

    slide: int
    natural: Levels
    """The levels they need."""
    own: Own


@dataclass(slots=True)
class Siblings:
    """The texts of a deck that share sizes. While slides are placed for the first time it fills."""

    scopes: tuple[int, ...]
    """For each slide of the deck, within which scope its texts share sizes."""
    members: list[Member] = field(default_factory=list)
    levels: Levels | None = None
    """What was agreed on; None at first."""

    def agree(self) -> list[int]:
        """Find the levels at which every text fits; returns the slides that have to be placed again.

        A family takes the last level that any of its texts needs. That text of another length fits there too is
        checked, since PowerPoint's ladder is not quite a ladder (85 % at 90 % spacing is higher than 92.5 % at 80 %):
        where it does not, the family goes on to the next level at which it does.
        """
        levels: dict[Family, int] = {}
        for member in self.members:
            for family, level in member.natural.items():
                levels[family] = max(level, levels.get(family, 0))
        while True:
            before = dict(levels)
            for member in self.members:
                if any(member.natural[family] != before[family] for family in member.natural):
                    for family, level in member.own(before).items():
                        levels[family] = max(level, levels[family])
            if levels == before:
                break
        self.levels = levels
        return sorted({m.slide for m in self.members if any(m.natural[f] != levels[f] for f in m.natural)})
