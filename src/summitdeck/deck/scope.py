"""The values that hold at a place of the deck, turn by turn of its loops, and what is wrong there.

A problem within a loop says which turn it is of, and is told once, not once for each turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.core import is_true, kind_of
from summitdeck.deck.evaluate import evaluate, names_of
from summitdeck.deck.expressions import Expression, Fault, Loop, Ref, parse, parse_loop
from summitdeck.deck.file_vars import FileVar, RowVar, holds_file
from summitdeck.deck.model import Name, Terms, Var
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple, replace
from summitdeck.problems import Problem, Span, error, warning

TURNS_LIMIT = 10_000
"""Turns of all loops of a deck: as many as a file may have slides. Three loops of a hundred within one another are a
million, from ten lines; this keeps them from using up the machine."""

_NEAR_SWITCHES = frozenset(["no", "off", "n", "none", "nein", "いいえ"])
"""Texts that are true, as every text is, though who wrote them most likely meant `false`."""


_EMPTY = "an empty cell is no number: write `People and People > 3000`"
_SPELLING = 'in a file a number is written as 4600 or 4.5; `4,600` and `45 %` are texts, and compared with "4,600"'


class Turn(NamedTuple):
    """What a loop stands at."""

    words: str
    """As `track = Neutron`."""
    place: Place | None
    """Where a row of a file of data stands."""


def turn_words(turns: Iterable[Turn]) -> str:
    """Turns in a problem's message."""
    return ", ".join(turn.words for turn in turns)


class Scope:
    """Values with the names of the loops around; gathers problems. Lives as long as one call of `resolve`."""

    def __init__(self, values: Mapping[str, Var], language: Callable[[], str]) -> None:
        self.values = values
        self.read_file: Callable[[FileVar], Var] = dict
        """Gives the rows that a value from a file stands for."""
        self._own = values
        self._files = {name: value for name, value in values.items() if holds_file(value)}
        self._opened: dict[str, Var] = {}
        self.used: set[str] = set()
        """Names that anything asked for, loops' own left out."""
        self.turn: tuple[Turn, ...] = ()
        """What the loops around stand at."""
        self.turns = 0
        """Turns so far."""
        self._language_of = language
        self._language: str | None = None
        self._found: dict[Problem, list[tuple[Turn, ...]]] = {}
        self._parsed: dict[str, Expression | Fault] = {}
        self._loops: dict[str, Loop | Fault] = {}

    def problems(self) -> Iterator[Problem]:
        """What was told, each problem once, with the turn it was first met in."""
        for problem, turns in self._found.items():
            if not turns[0]:
                yield problem
                continue
            others = len(dict.fromkeys(turns)) - 1
            more = f" and in {others} more turn{'s' if others > 1 else ''}" if others else ""
            related = [(f"{turn.words} stands here", turn.place.span()) for turn in turns[0] if turn.place]
            message = f"{problem.message} ({turn_words(turns[0])}{more})"
            yield replace(problem, message=message, related=(*problem.related, *related))

    def tell(self, problem: Problem) -> None:
        """Note a problem, in the turn that it is met in."""
        self._found.setdefault(problem, []).append(self.turn)

    def count(self) -> int:
        """How many problems were told, each turn counted."""
        return sum(map(len, self._found.values()))

    def tell_fault(
        self, fault: Fault, place: Place | None, is_exact: bool = True, related: tuple[tuple[str, Span], ...] = ()
    ) -> None:
        """Note a fault of the expression that stands at `place`; `is_exact`: the place is the expression's own."""
        if place is not None and is_exact and fault.at is not None:
            place = place.at(fault.at, fault.length)
        self.tell(error(fault.code, fault.message, place.span() if place is not None else None, fault.hint, related))

    def value(self, expression: str) -> Var | Fault:
        """What an expression comes to here."""
        tree = self._tree(expression)
        return tree if isinstance(tree, Fault) else self._evaluate(tree)

    def value_among(self, expression: str, names: Mapping[str, Var]) -> Var | Fault:
        """What an expression comes to where these names are values as well."""
        values, self.values = self.values, {**self.values, **names}
        found = self.value(expression)
        self.values = values
        return found

    def rows_met(
        self, when: Name, rows: Iterable[Mapping[str, Var]], related: Callable[[int], tuple[tuple[str, Span], ...]]
    ) -> list[bool]:
        """For each row whether a condition holds where its columns are values as well.

        An error in it is told once, of the first row that has it, and it counts as held; `related` says where that
        row stands.
        """
        tree = self._tree(when.text)
        if isinstance(tree, Fault):  # told when it was read
            return [True for _ in rows]
        values, met, is_told = self.values, list[bool](), False
        language = self._prepare(tree)
        for index, names in enumerate(rows):
            found = evaluate(tree, {**self.values, **names}, language)
            met.append(isinstance(found, Fault) or is_true(found))
            if isinstance(found, Fault) and not is_told:
                is_told = True
                if found.code == "bad-comparison":
                    found = replace(found, hint=_EMPTY if "" in names.values() else _SPELLING)
                self.tell_fault(found, when.place, related=related(index))
        self.values = values
        return met

    def each_turn(self, terms: Terms | None) -> Iterator[None]:
        """Once for each time that what has these terms is in the deck; the loop's name is a value meanwhile."""
        if terms is None:
            yield
        elif terms.loop is None:
            if self.is_met(terms.when):
                yield
        else:
            yield from self._loop(terms.loop, terms.when)

    def is_met(self, when: Name | None) -> bool:
        """Whether a condition holds; with an error in it it counts as held, so that what it is about is looked at."""
        if when is None:
            return True
        tree = self._tree(when.text)
        found = tree if isinstance(tree, Fault) else self._evaluate(tree)
        if isinstance(found, Fault):
            if found is not tree:  # what cannot be read was told when it was read
                self.tell_fault(found, when.place)
            return True
        if isinstance(tree, Ref) and isinstance(found, str) and found.lower() in _NEAR_SWITCHES:
            message = f"'{when.text.strip()}' is the text '{found}', which is true as every text is"
            hint = "write false where the value is set; `no` and `off` are words in YAML 1.2"
            self.tell(warning("near-switch", message, when.place.span() if when.place else None, hint))
        return is_true(found)

    def _loop(self, loop: Name, when: Name | None) -> Iterator[None]:
        parsed = self._loops.get(loop.text)
        if parsed is None:
            parsed = self._loops[loop.text] = parse_loop(loop.text)
        if isinstance(parsed, Fault):
            return  # told when it was read
        over = self._evaluate(parsed.over)
        if isinstance(over, Fault):
            self.tell_fault(over, loop.place)
            return
        if not isinstance(over, tuple):
            hint = "a loop goes over a list, as `tracks: [Nova, Neutron]`"
            fault = Fault("bad-loop", f"this is {kind_of(over)}, not a list", hint, parsed.over.at)
            self.tell_fault(fault, loop.place)
            return
        values, turn = self.values, self.turn
        for item in over:
            if self._is_spent(loop, len(over)):
                break
            self.values = {**values, parsed.name: item}
            place = item.place if isinstance(item, RowVar) else None
            self.turn = (*turn, Turn(f"{parsed.name} = {_label(item)}", place))
            if self.is_met(when):
                yield
        self.values, self.turn = values, turn

    def _is_spent(self, loop: Name, count: int) -> bool:
        self.turns += 1
        most = raised(TURNS_LIMIT)
        if self.turns == most + 1:
            message = f"the loops of this deck take more than {most:,} turns"
            span = loop.place.span() if loop.place else None
            self.tell(error("too-large", message, span, how_to_raise(most + count, TURNS_LIMIT)))
        return self.turns > most

    def _evaluate(self, tree: Expression) -> Var | Fault:
        language = self._prepare(tree)
        return evaluate(tree, self.values, language)

    def _prepare(self, tree: Expression) -> str:
        """Have ready what an expression uses; the deck's language."""
        self.used.update(names_of(tree))
        if self._files:
            self._read_files(tree)
        if self._language is None:
            self._language = self._language_of()
        return self._language

    def _read_files(self, tree: Expression) -> None:
        """Put the rows of files in the place of the names that an expression uses; what nobody uses is never read."""
        for name in names_of(tree):
            value = self._files.get(name)
            if value is None or self.values.get(name) is not value:
                continue
            if name not in self._opened:
                self._opened[name] = ()  # what a path names that leads back to itself
                values, turn = self.values, self.turn
                self.values, self.turn = self._own, ()  # the same rows in every turn
                self._opened[name] = self._rows_of(value)
                self.values, self.turn = values, turn
            self.values = {**self.values, name: self._opened[name]}

    def _rows_of(self, value: Var) -> Var:
        if isinstance(value, FileVar):
            return self.read_file(value)
        if isinstance(value, str) or not holds_file(value):
            return value
        if isinstance(value, Mapping):
            return {name: self._rows_of(each) for name, each in value.items()}
        return tuple([self._rows_of(each) for each in value])

    def _tree(self, expression: str) -> Expression | Fault:
        tree = self._parsed.get(expression)
        if tree is None:
            tree = self._parsed[expression] = parse(expression)
        return tree


def _label(item: Var) -> str:
    """An item of a list as a problem names it: its text, or the first text in a group."""
    while not isinstance(item, str):
        inner = list(item.values()) if isinstance(item, Mapping) else list(item)
        if not inner:
            return "…"
        item = inner[0]
    line = " ".join(item.split())
    return line if len(line) <= 30 else f"{line[:29]}…"
