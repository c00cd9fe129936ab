"""What is done to a layout's tree before it is compiled: it counts its own steps and weighs what it makes.

Every body that may be carried out more than once (of a loop, a macro, a block, a file) begins by taking its own
size in nodes off the budget; every list and every joined text is weighed. What layouts may not do is refused here.
"""

from __future__ import annotations

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.scene.engine.filters import FILTER_NAMES, PLAIN_TESTS

if TYPE_CHECKING:
    from typing import Any, NoReturn


SPEND, WEIGH, CONCAT = "spend steps", "weigh value", "concat texts"
"""Filters that no template can name: their names hold a space."""


class Guard(NodeTransformer):
    """Rewrites the tree of one file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def refuse(self, message: str, node: nodes.Node) -> NoReturn:
        """Stop at a node that no layout may hold."""
        raise TemplateSyntaxError(message, node.lineno, self.name, self.name)

    def visit_Template(self, node: nodes.Template) -> nodes.Node:
        """A file's own text, as often as it is included."""
        return self._count_body(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """A macro's body, as often as it is called."""
        return self._count_body(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """What a macro is called with, as often as it prints that."""
        return self._count_body(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:
        """A block, as often as it is printed."""
        return self._count_body(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """A loop's body and its condition, for each item."""
        counted = self._count_body(node)
        if node.test is not None:
            node.test = nodes.And(self._spend(node.test), node.test, lineno=node.lineno)
        return counted

    def visit_List(self, node: nodes.List) -> nodes.Node:
        """A list, weighed when it is made."""
        return self._filtered(WEIGH, self.generic_visit(node))

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        """A mapping likewise."""
        return self._filtered(WEIGH, self.generic_visit(node))

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        """A tuple likewise, unless it only takes values apart."""
        made = self.generic_visit(node)
        return self._filtered(WEIGH, made) if node.ctx == "load" else made

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Texts joined by `~`."""
        made: Any = self.generic_visit(node)
        return self._filtered(CONCAT, nodes.List(made.nodes, lineno=node.lineno))

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        """A filter there is; Jinja2 itself would find out only when it comes to it."""
        if node.name not in FILTER_NAMES:
            self.refuse(f"No filter named {node.name!r}.", node)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:
        """A test likewise."""
        if node.name not in PLAIN_TESTS:
            self.refuse(f"No test named {node.name!r}.", node)
        return self.generic_visit(node)

    def visit_Extends(self, node: nodes.Extends) -> nodes.Node:
        """Another file, by a name that can be known beforehand."""
        return self._named(node)

    def visit_Import(self, node: nodes.Import) -> nodes.Node:
        """Likewise."""
        return self._named(node)

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node:
        """Likewise."""
        return self._named(node)

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        """Likewise; the first of several that is there."""
        return self._named(node)

    def visit_EvalContextModifier(self, node: nodes.EvalContextModifier) -> nodes.Node:
        """Escaping stays on: no author's text can break the markup."""
        self.refuse("a layout cannot switch escaping off", node)

    visit_ScopedEvalContextModifier = visit_EvalContextModifier

    def _named(self, node: Any) -> nodes.Node:
        names_in(node, self.name)
        return node  # type: ignore[no-any-return]

    def _count_body(self, node: Any) -> nodes.Node:
        spend = nodes.ExprStmt(self._spend(node), lineno=node.lineno)
        made: Any = self.generic_visit(node)
        made.body = [spend, *made.body]
        return made  # type: ignore[no-any-return]

    def _spend(self, node: nodes.Node) -> nodes.Filter:
        weight = 1 + sum(1 for _ in node.find_all(nodes.Node))
        return self._filtered(SPEND, nodes.Const(weight, lineno=node.lineno))

    def _filtered(self, name: str, node: Any) -> nodes.Filter:
        return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def names_in(node: Any, name: str) -> tuple[str, ...]:
    """The file or files that `extends`, `include` or `import` name. Raises TemplateSyntaxError if computed."""
    written = node.template
    parts = written.items if isinstance(written, nodes.List | nodes.Tuple) else [written]
    texts = tuple(part.value for part in parts if isinstance(part, nodes.Const) and isinstance(part.value, str))
    if len(texts) != len(parts) or not texts:
        raise TemplateSyntaxError("the name of a file must be written out, in quotes", node.lineno, name, name)
    return texts
