"""The tools under test: how each is brought here and how it is called."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = HERE / ".cache"
"""Ignored by git: the peers as installed, the decks' inputs, and what the tools write."""

PPTXGENJS = "4.0.1"
PYPANDOC = "1.17"


@dataclass(frozen=True, slots=True)
class Inputs:
    """One deck's files: `NAME.json`, `NAME.md`, and the deck in the slide language."""

    folder: Path
    name: str
    source: Path
    """The deck in the slide language, a file or a folder."""

    def file(self, suffix: str) -> str:
        """Return the path of the deck's input for the tool that reads `suffix`."""
        return str(self.folder / f"{self.name}{suffix}")


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that makes a deck."""

    name: str
    version: str
    command: Callable[[Inputs, Path], list[str]]
    """Return the command that reads the inputs and writes the presentation."""


def find_tools() -> tuple[list[Tool], list[str]]:
    """Install what is not there yet; return the tools, summitdeck first, and a line for each one missing."""
    tools, missing = [_summitdeck(), _python_pptx()], []
    for bring in (_pptxgenjs, _pandoc):
        try:
            tools.insert(1 if bring is _pptxgenjs else len(tools), bring())
        except (OSError, subprocess.CalledProcessError) as problem:
            missing.append(f"{bring.__name__.strip('_')} could not be brought here, so it is not measured: {problem}")
    return tools, missing


def environment() -> dict[str, str]:
    """Return what the tools run in: the checkout's own code, kept compiled as when installed, the peers' modules."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    outer = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**outer, "PYTHONPATH": path, "NODE_PATH": str(CACHE / "node_modules"), "NO_COLOR": "1"}


def _summitdeck() -> Tool:
    def command(inputs: Inputs, target: Path) -> list[str]:
        return [sys.executable, "-m", "summitdeck", "build", str(inputs.source), "-o", str(target)]

    try:
        return Tool("summitdeck", version("summitdeck"), command)
    except PackageNotFoundError:  # run from a checkout that is not installed
        return Tool("summitdeck", "checkout", command)


def _python_pptx() -> Tool:
    def command(inputs: Inputs, target: Path) -> list[str]:
        return [sys.executable, str(HERE / "peers" / "python_pptx.py"), inputs.file(".json"), str(target)]

    return Tool("python-pptx", version("python-pptx"), command)


def _pptxgenjs() -> Tool:
    node, installed = _program("node"), CACHE / "node_modules" / "pptxgenjs" / "package.json"
    if not installed.exists() or json.loads(installed.read_bytes())["version"] != PPTXGENJS:
        flags = ["--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(CACHE)]
        subprocess.run([_program("npm"), "install", *flags, f"pptxgenjs@{PPTXGENJS}"], check=True)

    def command(inputs: Inputs, target: Path) -> list[str]:
        return [node, str(HERE / "peers" / "pptxgenjs.js"), inputs.file(".json"), str(target)]

    return Tool("PptxGenJS", PPTXGENJS, command)


def _pandoc() -> Tool:
    folder = CACHE / f"pypandoc-{PYPANDOC}"
    if not folder.exists():
        flags = ["--quiet", "--no-deps", "--only-binary", ":all:", "--target", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "install", *flags, f"pypandoc_binary=={PYPANDOC}"], check=True)
    program = next(path for path in (folder / "pypandoc" / "files").iterdir() if path.stem == "pandoc")
    said = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout

    def command(inputs: Inputs, target: Path) -> list[str]:
        options = ["--slide-level=1", "--resource-path", str(inputs.folder), "-o", str(target)]
        return [str(program), "--from=markdown-smart", *options, inputs.file(".md")]

    return Tool("pandoc", said.split()[1], command)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found
