"""What the expressions of a layout may be, and which fields they cannot be worked out without.

The half of `schema.py` that knows expressions; statements are its other half.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import nodes

from summitdeck.frozen import TYPE_CHECKING, dataclass, field, replace

if TYPE_CHECKING:
    from typing import Any


ITEM_FILTERS = frozenset({"first", "last", "list", "reverse", "batch"})
DEFAULTS = frozenset({"default", "d"})

Needs = frozenset[str]
"""Fields that a stretch of a layout cannot do without."""
NONE: Needs = frozenset()


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value that comes from a field."""

    name: str
    item: bool = False
    """Whether it is one of its items."""
    whole: bool = True
    """Whether printing it prints the content, and not a caption or a plain text."""
    sure: bool = True
    """Whether it comes out whatever the slide holds."""


@dataclass(frozen=True, slots=True)
class Several:
    """A list written in the layout."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What is carried out when it is called: a macro, a block, what a macro is called with."""

    node: Any
    file: str
    scope: dict[str, Values] = field(compare=False)
    block: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Module:
    """An imported file."""

    exports: dict[str, Values] = field(compare=False)


Value = FieldValue | Several | Body | Module
Values = tuple[Value, ...]
"""What an expression may be; empty for all that has nothing to do with fields."""


@dataclass(slots=True)
class Use:
    """How a layout uses a name."""

    file: str
    line: int
    several: bool = False
    kinds: set[str] = field(default_factory=set)


class LayoutFault(Exception):
    """What makes a layout useless whatever the slide says."""

    def __init__(self, file: str, line: int, message: str, missing: str | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
        self.missing = missing
        """The name of a file that was looked for."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a walk stands."""

    file: str
    scope: dict[str, Values]
    given: Needs = NONE
    """Fields that the conditions around have made sure of."""
    block: tuple[str, int] | None = None
    depth: int = 0

    def inner(self) -> State:
        """The same with names of its own."""
        return replace(self, scope=dict(self.scope))

    def sure_of(self, names: Iterable[str]) -> State:
        """The same under a condition."""
        return replace(self, given=self.given | frozenset(names))


class Expressions:
    """A walk through expressions: each is what it may be, and the fields it cannot be worked out without."""

    def __init__(self, names: Iterable[str]) -> None:
        self.uses: dict[str, Use] = {}
        """The fields met, in order."""
        self.blocks: dict[str, list[Body]] = {}
        """The blocks of the files met, the overriding ones first."""
        self.own_names = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs", *names})
        """Names that are Jinja2's or ours, and no fields."""

    def call(
        self, body: Body, given: Sequence[Values], named: dict[str, Values], caller: Values, state: State
    ) -> Needs:
        """A body, carried out where it is called: `schema.py` knows how."""
        raise NotImplementedError

    def need(self, values: Values, state: State) -> Needs:
        """What using these values needs."""
        names = (value.name for value in values if isinstance(value, FieldValue) and value.sure)
        return frozenset(names) - state.given

    def value(self, node: Any, state: State, caller: Values = ()) -> tuple[Values, Needs]:
        """An expression."""
        match node:
            case nodes.Name():
                return self.name(node, state), NONE
            case nodes.Getattr() | nodes.Getitem():
                return self.part(node, state)
            case nodes.Filter():
                return self.filtered(node, state)
            case nodes.Call():
                return self.called(node, state, caller)
            case nodes.Test() if node.name in ("defined", "undefined"):
                return (), self.value(node.node, state)[1]
            case nodes.And() | nodes.Or():
                left, needs = self.value(node.left, state)
                right, _ = self.value(
                    node.right, state.sure_of(self.given(node.left, isinstance(node, nodes.And), state))
                )
                return unsure((*left, *right)), needs
            case nodes.Not():
                return (), self.asked(node.node, state)
            case nodes.CondExpr():
                return self.choice(node, state)
            case nodes.List() | nodes.Tuple():
                values, needs = self.all_of(node.items, state)
                return (Several(values),), needs
        values, needs = self.all_of(node.iter_child_nodes(), state)
        kept = tuple(value for value in values if isinstance(node, nodes.Concat) and isinstance(value, FieldValue))
        return kept, needs | self.need(values, state)

    def all_of(self, parts: Iterable[Any], state: State) -> tuple[Values, Needs]:
        """Several expressions."""
        values: list[Value] = []
        needs = NONE
        for part in parts:
            found, more = self.value(part, state)
            values += found
            needs |= more
        return tuple(values), needs

    def name(self, node: nodes.Name, state: State) -> Values:
        """A name: the layout's own, or else a field."""
        if node.name in state.scope:
            return state.scope[node.name]
        if node.name == "super" and state.block and state.block[1] + 1 < len(self.blocks.get(state.block[0], ())):
            return (self.blocks[state.block[0]][state.block[1] + 1],)
        if node.name in self.own_names:
            return ()
        self.uses.setdefault(node.name, Use(state.file, node.lineno))
        return (FieldValue(node.name),)

    def part(self, node: Any, state: State) -> tuple[Values, Needs]:
        """`a.b` and `a[b]`."""
        values, needs = self.value(node.node, state)
        name = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        if isinstance(node, nodes.Getitem):
            needs |= self.value(node.arg, state)[1]
        made: list[Value] = []
        for value in values:
            match value:
                case FieldValue():
                    made.append(replace(value, whole=False) if isinstance(name, str) else replace(value, item=True))
                case Module(exports):
                    made += exports.get(str(name), ())
                case Several(inner):
                    made += unsure(inner)
        if isinstance(node.node, nodes.Name) and node.node.name == "self" and name in self.blocks:
            made.append(self.blocks[str(name)][0])
        return tuple(made), needs | self.need(values, state)

    def filtered(self, node: nodes.Filter, state: State) -> tuple[Values, Needs]:
        """`a|b`."""
        values, needs = self.value(node.node, state) if node.node else ((), NONE)
        arguments, more = self.all_of([*node.args, *(pair.value for pair in node.kwargs)], state)
        if node.name in DEFAULTS:
            return unsure((*values, *arguments)), needs | more
        needs |= more | self.need((*values, *arguments), state)
        fields = [value for value in (*values, *self.items(values)) if isinstance(value, FieldValue)]
        if node.name in ITEM_FILTERS:
            return tuple(replace(value, item=True) for value in fields[:1]), needs
        return tuple(replace(value, whole=False) for value in fields[:1]), needs

    def choice(self, node: nodes.CondExpr, state: State) -> tuple[Values, Needs]:
        """`a if b else c`."""
        needs = self.asked(node.test, state)
        then, _ = self.value(node.expr1, state.sure_of(self.given(node.test, True, state)))
        rest: Values = ()
        if node.expr2 is not None:
            rest, _ = self.value(node.expr2, state.sure_of(self.given(node.test, False, state)))
        return unsure((*then, *rest)), needs

    def items(self, values: Values) -> Values:
        """What a loop goes through."""
        made: list[Value] = []
        for value in values:
            match value:
                case FieldValue():
                    made.append(replace(value, item=True))
                case Several(inner):
                    made += inner
        return tuple(made)

    def called(self, node: nodes.Call, state: State, caller: Values) -> tuple[Values, Needs]:
        """`a(b)`: the body that is called, carried out here."""
        bodies, needs = self.value(node.node, state)
        arguments = [self.value(argument, state) for argument in node.args]
        named = {pair.key: self.value(pair.value, state) for pair in node.kwargs}
        needs |= frozenset[str]().union(*(more for _, more in (*arguments, *named.values())))
        if isinstance(node.node, nodes.Name) and any(isinstance(body, FieldValue) for body in bodies):
            raise LayoutFault(state.file, node.lineno, f"'{node.node.name}' cannot be called")
        known = [body for body in bodies if isinstance(body, Body)]
        for body in known:
            given = [values for values, _ in arguments]
            needs |= self.call(body, given, {key: values for key, (values, _) in named.items()}, caller, state)
        if not known:
            for values, _ in (*arguments, *named.values()):
                needs |= self.need(values, state)
        return (), needs

    def asked(self, node: Any, state: State) -> Needs:
        """What asking whether something is true needs: nothing, for a field by itself."""
        return self.value(node, state)[1]

    def given(self, node: Any, outcome: bool, state: State) -> Needs:
        """The fields that are there for sure once a condition has come out so."""
        match node:
            case nodes.Name():
                fields = [value.name for value in self.name(node, state) if isinstance(value, FieldValue)]
                return frozenset(fields if outcome and len(fields) == 1 else ())
            case nodes.Not():
                return self.given(node.node, not outcome, state)
            case nodes.Test(name="defined" | "undefined"):
                return self.given(node.node, True, state) if outcome == (node.name == "defined") else NONE
            case nodes.And() | nodes.Or():
                left = self.given(node.left, outcome, state)
                right = self.given(node.right, outcome, state)
                return left | right if outcome == isinstance(node, nodes.And) else left & right
        return self.value(node, state)[1]


def unsure(values: Values) -> Values:
    """The same values, where not each of them comes out."""
    return tuple(replace(value, sure=False) if isinstance(value, FieldValue) else value for value in values)
