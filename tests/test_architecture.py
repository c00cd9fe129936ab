"""The layers: a module imports only from layers before its own, and stays small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "summitdeck"
LAYERS = (
    ("frozen", "problems", "report", "sarif"),
    ("assets",),
    ("deck",),
    ("typeset",),
    ("scene",),
    ("checks",),
    ("ooxml",),
    ("template",),
    ("pipeline", "verify", "explain", "each", "scaffold"),
    ("preview",),
    ("terminal",),
    ("build_command", "template_commands", "each_commands", "new_commands"),
    ("cli",),
    ("plain",),
    ("__main__", "__init__"),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
HEAVY = {
    "jinja2",
    "lxml",
    "PIL",
    "pygments",
    "pptx",
    "zipfile",
    "difflib",
    "json",
    "resvg_py",
    "uharfbuzz",
    "fontTools",
    "budoux",
}
LAZY = {"scene/engine": {"jinja2"}}
"""Folders that are themselves imported only when needed, and what they may import at once."""
LINES, FUNCTION_LINES = 400, 60
MODULES = sorted(SOURCE.rglob("*.py"))


def layer(module: Path) -> str:
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "summitdeck")


def imported_at_once(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)


def is_typing_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_from_layers_before_its_own(module: Path) -> None:
    own = RANK[layer(module)]
    for name in imports(ast.parse(module.read_text("utf-8"))):
        parts = name.split(".")
        if parts[0] == "summitdeck" and len(parts) > 1 and parts[1] in RANK:
            assert RANK[parts[1]] <= own, f"{layer(module)} may not import {name}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_nothing_heavy_before_it_is_needed(module: Path) -> None:
    allowed = LAZY.get(module.parent.relative_to(SOURCE).as_posix(), set())
    for node in ast.parse(module.read_text("utf-8")).body:
        if not is_typing_only(node):
            is_import = isinstance(node, ast.Import | ast.ImportFrom)
            names = {name.split(".")[0] for name in imports(node)} if is_import else set()
            assert not names & HEAVY - allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_modules_and_functions_stay_small(module: Path) -> None:
    text = module.read_text("utf-8")
    assert text.count("\n") <= LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, node.name


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_public_name_says_what_it_is(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            is_inner = any(
                isinstance(outer, ast.FunctionDef) and outer is not node and node in ast.walk(outer)
                for outer in ast.walk(tree)
            )
            assert is_inner or ast.get_docstring(node), f"{node.name} has no docstring"


def test_every_folder_is_a_layer() -> None:
    assert {layer(module) for module in MODULES} <= set(RANK)


def test_nothing_imports_a_lazy_folder_at_once() -> None:
    for module in MODULES:
        if "engine" not in module.relative_to(SOURCE).parts:
            names = imported_at_once(ast.parse(module.read_text("utf-8")))
            assert not [name for name in names if name.startswith("summitdeck.scene.engine")], module
