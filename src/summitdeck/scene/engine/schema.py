"""Which fields a layout has, read off the layout itself: the names it uses, what is around them, and which of them
it cannot do without.

A layout is walked as Jinja2 would carry it out, through `extends`, `include` and macros, but along every branch. A
name is required when a use of it is carried out whatever the slide holds; what only some branch needs comes out
when that branch is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jinja2 import TemplateNotFound, nodes

from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.scene.drafts import Origin
from summitdeck.scene.engine.environment import LayoutEnvironment
from summitdeck.scene.engine.expressions import (
    NONE,
    Body,
    Expressions,
    FieldValue,
    LayoutFault,
    Module,
    Needs,
    Several,
    State,
    Values,
)
from summitdeck.scene.engine.guard import names_in
from summitdeck.scene.engine.outline import Outline
from summitdeck.scene.fields import KINDS, LayoutField, Schema
from summitdeck.scene.template_files import TemplateFile

if TYPE_CHECKING:
    from typing import Any


DEPTH = 16
"""Macros inside one another; deeper ones say nothing new."""
CALLS = 1000
"""Calls and files in one walk; what goes on and on says nothing new."""


def read_schema(environment: LayoutEnvironment, file: TemplateFile, files: Sequence[TemplateFile]) -> Schema:
    """The fields of a layout. Raises LayoutFault, TemplateSyntaxError, or what Python's own limits raise."""
    walk = Walk(environment)
    needs = walk.file(str(file.number), State(str(file.number), {}))
    made = []
    for name, use in walk.uses.items():
        source = files[int(use.file)].source
        origin = _origin(source.text, int(use.file), use.line, name)
        kinds = tuple(kind for kind in KINDS if kind in use.kinds) or ("text",)
        made.append(LayoutField(name, name in needs, use.several, kinds, origin.span(files), origin))
    return Schema(tuple(made))


def _origin(text: str, file: int, line: int, name: str) -> Origin:
    """Where on its line a name stands."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1 or start
    end = text.find("\n", start)
    found = re.compile(rf"\b{re.escape(name)}\b").search(text, start, end if end >= 0 else len(text))
    return Origin(file, found.start() if found else start, len(name) if found else 1)


class Walk(Expressions):
    """One walk through a layout's statements: each is the fields it cannot do without."""

    def __init__(self, environment: LayoutEnvironment) -> None:
        super().__init__(environment.globals)
        self.environment = environment
        self.trees: dict[str, nodes.Template] = {}
        self.outline = Outline()
        self.trail: list[str] = []
        """The files being walked, each extending or including the next."""
        self.left = CALLS
        self.silent = False
        """Whether what is carried out is not printed: a file that extends another."""

    def file(self, name: str, state: State) -> Needs:
        """A file, and what it extends."""
        if name in self.trail:
            raise LayoutFault(name, 1, "this file extends or includes itself")
        self.trail.append(name)
        self.left -= 1
        if self.left < 0:
            raise LayoutFault(name, 1, "too many files are included, one by the other")
        if name not in self.trees:
            self.environment.compiled(name)  # says now what is wrong with it, not when a slide comes
            self.trees[name] = self.environment.parsed(name)
        tree = self.trees[name]
        here = replace(state, file=name)
        for block in tree.find_all(nodes.Block):
            index = len(self.blocks.setdefault(block.name, []))
            self.blocks[block.name].append(Body(block, name, state.scope, (block.name, index)))
        extends = next(iter(tree.find_all(nodes.Extends)), None)
        if extends is None:
            needs = self.body(tree.body, here)
        else:
            needs = self.aside(lambda: self.body(tree.body, here), silent=True)
            needs |= self.file(self.found(extends, here)[0], here)
        self.trail.pop()
        return needs

    def found(self, node: Any, state: State) -> list[str]:
        """The file that a node names: the first that is there."""
        names = names_in(node, state.file)
        for name in names:
            try:
                return [self.environment.join_path(name, state.file)]
            except TemplateNotFound:
                continue
        if getattr(node, "ignore_missing", False):
            return []
        own = self.environment.name_of(state.file)
        if own in names:
            message = f"no other '{own}' comes after this one on the search path"
            raise LayoutFault(state.file, node.lineno, message)
        raise LayoutFault(state.file, node.lineno, f"there is no layout file '{names[-1]}'", names[-1])

    def aside(self, act: Callable[[], Needs], *, silent: bool) -> Needs:
        """What is carried out beside the markup: its text does not go on from here."""
        kept = self.outline, self.silent
        self.outline, self.silent = Outline(), silent
        needs = act()
        self.outline, self.silent = kept
        return needs

    def body(self, body: Sequence[nodes.Node], state: State) -> Needs:
        """Statements one after the other."""
        needs = NONE
        for node in body:
            needs |= self.statement(node, state)
        return needs

    def statement(self, node: Any, state: State) -> Needs:
        """One statement."""
        match node:
            case nodes.Output():
                return self.output(node, state)
            case nodes.If():
                return self.branches(
                    [(node.test, node.body), *((e.test, e.body) for e in node.elif_)], node.else_, state
                )
            case nodes.For():
                return self.loop(node, state)
            case nodes.Assign():
                values, needs = self.value(node.node, state)
                self.assign(node.target, values, state)
                return needs
            case nodes.AssignBlock():
                self.assign(node.target, (), state)
                return self.aside(lambda: self.body(node.body, state.inner()), silent=False)
            case nodes.Macro():
                state.scope[node.name] = (Body(node, state.file, state.scope, state.block),)
                return NONE
            case nodes.CallBlock():
                caller = Body(node, state.file, state.scope, state.block)
                return self.value(node.call, state, (caller,))[1]
            case nodes.Block():
                return NONE if self.silent else self.call(self.blocks[node.name][0], [], {}, (), state)
            case nodes.With():
                return self.with_names(node, state)
            case nodes.Include() | nodes.Import() | nodes.FromImport():
                return self.other_file(node, state)
            case nodes.ExprStmt():
                return self.value(node.node, state)[1]
            case nodes.FilterBlock() | nodes.Scope() | nodes.ScopedEvalContextModifier():
                return self.body(node.body, state.inner())
        return NONE

    def output(self, node: nodes.Output, state: State) -> Needs:
        """Text and `{{ … }}`."""
        needs = NONE
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                self.outline.feed("" if self.silent else part.data)
                continue
            values, more = self.value(part, state)
            needs |= more | self.need(values, state)
            for value in values:
                if isinstance(value, FieldValue) and value.whole and not self.silent:
                    self.uses[value.name].kinds.update(self.outline.kinds())
        return needs

    def branches(self, ways: Sequence[tuple[Any, Any]], otherwise: Any, state: State) -> Needs:
        """Needed is what the condition needs, and what is needed on every way."""
        if not ways:
            return self.body(otherwise, state)
        test, body = ways[0]
        needs = self.asked(test, state)
        before = self.outline.copy()
        then = self.body(body, state.sure_of(self.given(test, True, state)))
        after, self.outline = self.outline, before
        rest = self.branches(ways[1:], otherwise, state.sure_of(self.given(test, False, state)))
        self.outline = after
        return needs | (then & rest)

    def loop(self, node: nodes.For, state: State) -> Needs:
        """A loop; over a field its body is carried out, since no field is empty."""
        values, needs = self.value(node.iter, state)
        needs |= self.need(values, state)
        fields = [value for value in values if isinstance(value, FieldValue)]
        for value in fields:
            self.uses[value.name].several = True
        inner = state.inner().sure_of(value.name for value in fields)
        self.assign(node.target, self.items(values), inner)
        inner.scope["loop"] = ()
        if node.test is not None:
            self.asked(node.test, inner)
        body = self.body(node.body, inner)
        self.body(node.else_, state.inner())
        sure = node.test is None and any(isinstance(value, Several) and value.values for value in values)
        sure = sure or (node.test is None and bool(fields) and all(value.sure for value in fields))
        return needs | (body if sure else NONE)

    def assign(self, target: Any, values: Values, state: State) -> None:
        """Names of the layout's own: they are no fields."""
        if isinstance(target, nodes.Name):
            state.scope[target.name] = values
        elif isinstance(target, nodes.Tuple):
            for part in target.items:
                self.assign(part, (), state)

    def with_names(self, node: nodes.With, state: State) -> Needs:
        """`{% with %}`."""
        inner, needs = state.inner(), NONE
        for target, expression in zip(node.targets, node.values, strict=True):
            values, more = self.value(expression, state)
            needs |= more
            self.assign(target, values, inner)
        return needs | self.body(node.body, inner)

    def other_file(self, node: Any, state: State) -> Needs:
        """`include` and the two kinds of `import`."""
        needs, blocks = NONE, self.blocks
        for name in self.found(node, state):
            inner = state.inner() if node.with_context else State(state.file, {})
            self.blocks = {}
            if isinstance(node, nodes.Include):
                needs = self.file(name, inner)
                continue
            needs = self.aside(lambda name=name, inner=inner: self.file(name, inner), silent=True)  # type: ignore[misc]
            if isinstance(node, nodes.Import):
                state.scope[node.target] = (Module(inner.scope),)
                continue
            for names in node.names:
                name, alias = names if isinstance(names, tuple) else (names, names)
                state.scope[alias] = inner.scope.get(name, ())
        self.blocks = blocks
        return needs

    def call(
        self, body: Body, given: Sequence[Values], named: dict[str, Values], caller: Values, state: State
    ) -> Needs:
        """A macro, a block, or what a macro was called with, carried out where it is called."""
        self.left -= 1
        if state.depth >= DEPTH or self.left < 0:
            return NONE
        scope = dict(body.scope)
        arguments = getattr(body.node, "args", [])
        defaults = [None] * (len(arguments) - len(getattr(body.node, "defaults", []))) + list(
            getattr(body.node, "defaults", [])
        )
        for index, (argument, default) in enumerate(zip(arguments, defaults, strict=True)):
            values = given[index] if index < len(given) else named.get(argument.name)
            scope[argument.name] = values if values is not None else self.value(default, state)[0] if default else ()
        if caller or isinstance(body.node, nodes.Macro):
            scope["caller"] = caller
        inner = State(body.file, scope, state.given, body.block, state.depth + 1)
        if not self.silent:
            return self.body(body.node.body, inner)
        return self.aside(lambda: self.body(body.node.body, inner), silent=False)
