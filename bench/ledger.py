"""The ledger: what each import and each stage of one deck costs."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.tools import ROOT, environment

_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \|( +)(\S+)")


@dataclass(frozen=True, slots=True)
class Import:
    """What a package costs when a build first needs it, in milliseconds."""

    name: str
    own: float
    """In the package's own modules."""
    total: float
    """With what these modules import that was not there yet."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage costs without the stages inside it, in milliseconds."""

    name: str
    cold: float
    """In a new process, with the modules it imports on the way."""
    warm: float
    """The second time in one process."""


def import_costs(deck: Path, target: Path, rounds: int) -> list[Import]:
    """Return the packages that a build of `deck` imports, dearest first."""
    command = [sys.executable, "-X", "importtime", "-m", "summitdeck", "build", str(deck), "-o", str(target)]
    runs = [_run(command).stderr for _ in range(rounds)]
    tables = [_by_package(said) for said in runs]
    names = set.intersection(*(set(table) for table in tables))
    rows = [Import(name, *(median(table[name][i] for table in tables) for i in (0, 1))) for name in names]
    return sorted(rows, key=lambda row: (-row.own, row.name))


def _by_package(said: str) -> dict[str, tuple[float, float]]:
    """Return package → (own, total) milliseconds. Python prints a module after what it imports."""
    own: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    inside: list[tuple[int, str]] = []  # the importers of the current line, outermost first: read backwards
    for match in reversed(list(_LINE.finditer(said))):
        depth, name = len(match[3]), _package(match[4])
        while inside and inside[-1][0] >= depth:
            inside.pop()
        own[name] += int(match[1]) / 1000
        if name not in (package for _, package in inside):
            total[name] += int(match[2]) / 1000
        inside.append((depth, name))
    return {name: (own[name], total[name]) for name in own}


def _package(module: str) -> str:
    """Return what a module is booked under: our own by layer, all others by package."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "summitdeck" else parts[0]


def stage_costs(deck: Path, target: Path, rounds: int) -> list[Stage]:
    """Return the stages of a build of `deck` in their order."""
    command = [sys.executable, "-m", "bench.stages", str(deck), str(target)]
    runs = [json.loads(_run(command).stdout) for _ in range(rounds)]
    return [
        Stage(name, *(median(run[heat][name] for run in runs) for heat in ("cold", "warm"))) for name in runs[0]["cold"]
    ]


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    env = {**environment(), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(command)}\n{done.stderr[-2000:]}{done.stdout[-2000:]}")
    return done
