"""What the rules of the self-check look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache

from summitdeck.frozen import TYPE_CHECKING, dataclass, field
from summitdeck.ooxml.facts import Facts
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.names import MAIN_TYPES

if TYPE_CHECKING:
    from typing import Final, TypeVar

    from summitdeck.ooxml.chart_rules import ChartFacts

    Word = TypeVar("Word", bound=Hashable)

Finding = tuple[str, str]
"""The part (empty: the package), and what is wrong with it."""

_KIND: Final = re.compile(r"\.(\w+)(?:\.main)?\+xml$")


@lru_cache(maxsize=256)
def _kind(content_type: str) -> str:
    if content_type in MAIN_TYPES:
        return "presentation"
    found = _KIND.search(content_type)
    return found[1] if found else ""


def repeated(values: Sequence[Word]) -> Iterator[tuple[Word, int]]:
    """The values that stand there more than once, and how often."""
    if len(set(values)) != len(values):
        yield from ((value, times) for value, times in Counter(values).items() if times > 1)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules look at."""

    package: Package
    written: Mapping[str, Part]
    """The parts to check: all that are not the template's own."""
    facts: Mapping[str, Facts]
    """Of the written XML parts, and of the layouts and notes masters that they stand on."""
    charts: dict[str, ChartFacts] = field(default_factory=dict, compare=False)
    """Of the charts that have been looked at so far."""

    def kind(self, part: Part | None) -> str:
        """The part's kind by its content type: `slide`, `slideLayout`, `theme`; empty for others. The main part is
        a `presentation`, be it a template or a show."""
        return _kind(part.content_type) if part else ""

    def targets(self, part: Part, kind: str) -> list[Part]:
        """The parts that `part` is related to by `kind`."""
        return [
            self.package.parts[r.target]
            for r in part.relations
            if r.kind == kind and not r.external and r.target in self.package.parts
        ]
