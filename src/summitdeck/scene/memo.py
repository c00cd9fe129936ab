"""What layouts were found to make, so that it need not be found again: for other slides, and in the next run.

What a layout makes depends on nothing but the answers it gets, and which question comes next on nothing but the
answers before it. So they make a tree: its branches are answers, its leaves what the layout makes. Going down it
with another slide asks that slide the same questions that the layout itself would ask, in the same order, and comes
to what the layout would make: no key has to be guessed, and nothing that was not asked can matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.frozen import TYPE_CHECKING, NamedTuple
from summitdeck.problems import Problem, Span
from summitdeck.scene.drafts import Outcome, data_to_draft, draft_to_data
from summitdeck.scene.references import Answer, Contents, Pointer, Question, answer
from summitdeck.scene.template_files import TemplateFile
from summitdeck.scene.terms import Part

if TYPE_CHECKING:
    from typing import Any


LEAVES = 400
"""Outcomes kept of one layout: one that asks for the words of every slide would fill the memory."""


class Failure(NamedTuple):
    """A layout that makes nothing of a slide."""

    problems: tuple[Problem, ...]
    missing: str | None = None
    """The field that it cannot do without here."""
    span: Span | None = None
    """Where it uses that."""
    hidden: bool = False
    """Whether the slide gives the field, and only this part of the layout cannot see it."""


class _Branch:
    __slots__ = ("question", "ways")

    def __init__(self, question: Question) -> None:
        self.question = question
        self.ways: dict[Answer, _Branch | Outcome | Failure] = {}


class Memo:
    """What one layout makes."""

    def __init__(self) -> None:
        self._roots: dict[tuple[str, ...], _Branch | Outcome | Failure] = {}
        self._leaves = 0
        self.changed = False
        """Whether there is something that the last run did not know."""

    def find(self, contents: Contents) -> Outcome | Failure | None:
        """What the layout makes of a slide with these fields; None when that is not known."""
        node = self._roots.get(tuple(sorted(contents.fields)))
        while isinstance(node, _Branch):
            node = node.ways.get(answer(contents, node.question))
        return node

    def keep(self, contents: Contents, answers: Mapping[Question, Answer], made: Outcome | Failure) -> None:
        """What the layout made when it got these answers, in this order."""
        if self._leaves >= LEAVES:
            return
        self._leaves += 1
        self.changed |= isinstance(made, Outcome)
        names = tuple(sorted(contents.fields))
        steps = list(answers.items())
        if not steps:
            self._roots[names] = made
            return
        node = self._roots.setdefault(names, _Branch(steps[0][0]))
        for index, (question, given) in enumerate(steps):
            if not isinstance(node, _Branch) or node.question != question:
                raise AssertionError("a layout asked the same slide different questions")
            last = index + 1 == len(steps)
            node = node.ways.setdefault(given, made if last else _Branch(steps[index + 1][0]))

    def to_data(self) -> Any:
        """The memo as lists, numbers and texts; without failures, which say where things stand."""
        return [[list(names), _node_to_data(node)] for names, node in self._roots.items()]

    @classmethod
    def from_data(cls, data: Any, files: Sequence[TemplateFile]) -> Memo:
        """The memo that `to_data` made. Raises KeyError, IndexError, TypeError or ValueError for anything else."""
        memo = cls()
        for names, node in data:
            found = memo._node(node, files)
            if found is not None:
                memo._roots[tuple(names)] = found
        return memo

    def _node(self, data: Any, files: Sequence[TemplateFile]) -> _Branch | Outcome | None:
        if data is None:
            return None
        if isinstance(data, dict):
            self._leaves += 1
            read = frozenset(Pointer(field, item, Part(part)) for field, item, part in data["read"])
            return Outcome(data_to_draft(data["slide"], files), read)
        question, ways = data
        branch = _Branch(Question(*question))
        for given, way in ways:
            found = self._node(way, files)
            if found is not None:
                branch.ways[given] = found
        return branch


def _node_to_data(node: _Branch | Outcome | Failure) -> Any:
    match node:
        case Outcome(draft, read):
            told = sorted(read, key=lambda pointer: (pointer.field, str(pointer.part), pointer.item or 0))
            return {"slide": draft_to_data(draft), "read": [[p.field, p.item, str(p.part)] for p in told]}
        case _Branch():
            return [list(node.question), [[given, _node_to_data(way)] for given, way in node.ways.items()]]
    return None
