"""Whole processes, run in turn: what each took, what it needed, and whether its file is complete."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.content import Deck
from bench.tools import HERE, Inputs, Tool, environment
from bench.verify import missing_content


class Incomplete(Exception):
    """A tool failed, took too long, or left something out: its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run needed; None where the system does not tell."""

    seconds: float
    """From start to end."""
    cpu: float | None
    """Seconds of the processor."""
    peak: int | None
    """Bytes."""


@dataclass(slots=True)
class Runs:
    """What one tool needed for one deck."""

    tool: str
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    """Seconds of the processor, on all cores, system calls included; empty where the system does not tell."""
    peak: int = 0
    """Bytes; 0 where the system does not tell."""
    size: int = 0
    """Bytes of the file written."""
    rounds: list[int] = field(default_factory=list)
    """The round each run belonged to, so that runs of one round are compared with each other."""
    note: str = ""
    """Why there is no figure, where there is none."""

    @property
    def time(self) -> float:
        """Return the median in seconds."""
        return median(self.seconds)


def run(command: Sequence[str], log: Path, limit: float) -> Figures:
    """Run `command`, stopping it after `limit` seconds. Raises `Incomplete` when it fails."""
    launcher = [sys.executable, "-I", "-S", str(HERE / "launch.py"), str(limit), str(log), *command]
    done = subprocess.run(launcher, check=True, capture_output=True, text=True, env=environment())
    figures = json.loads(done.stdout)
    if figures["code"] == -9 or figures["seconds"] >= limit:
        raise Incomplete(f"stopped after {limit:.0f} s")
    if figures["code"]:
        tail = log.read_text(encoding="utf-8", errors="replace").strip()[-600:]
        raise Incomplete(f"{command[0]} ended with {figures['code']}: {tail}")
    return Figures(figures["seconds"], figures["cpu"], figures["peak"])


def measure(deck: Deck, inputs: Inputs, tools: Iterable[tuple[Tool, int]], limit: float) -> list[Runs]:
    """Run each tool as many rounds as it is given, in turn; the first run of those with many is a warm-up."""
    results = {tool: (Runs(tool.name), rounds) for tool, rounds in tools if rounds}
    for number in range(-1, max((rounds for _, rounds in results.values()), default=0)):
        for tool, (runs, rounds) in results.items():
            warm_up = number < 0
            if runs.note or number >= rounds or (warm_up and rounds < 3):
                continue
            try:
                figures = _checked_run(tool, deck, inputs, limit, runs)
            except Incomplete as problem:
                runs.note = str(problem)
                print(f"  {tool.name}: {problem}", file=sys.stderr)
                continue
            if not warm_up:
                runs.seconds.append(figures.seconds)
                runs.cpu += [] if figures.cpu is None else [figures.cpu]
                runs.rounds.append(number)
                runs.peak = max(runs.peak, figures.peak or 0)
    return [runs for runs, _ in results.values()]


def _checked_run(tool: Tool, deck: Deck, inputs: Inputs, limit: float, runs: Runs) -> Figures:
    target = inputs.folder / "out" / f"{deck.name}-{tool.name}.pptx"
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    figures = run(tool.command(inputs, target), target.with_suffix(".log"), limit)
    runs.size = target.stat().st_size
    if not runs.seconds and (lacks := missing_content(target, deck)):
        raise Incomplete(f"{len(lacks)} things are not in its file, the first: {lacks[0]}")
    return figures


def ratio(runs: Runs, other: Runs) -> float | None:
    """Return the median, over the rounds both ran, of `runs` by `other`: a busy moment slows both alike."""
    theirs = dict(zip(other.rounds, other.seconds, strict=True))
    pairs = [seconds / theirs[n] for n, seconds in zip(runs.rounds, runs.seconds, strict=True) if n in theirs]
    return median(pairs) if pairs else None


def floor(rounds: int, log: Path) -> float:
    """Return the median seconds of a Python that does nothing."""
    return median(run([sys.executable, "-c", "pass"], log, 60).seconds for _ in range(rounds))


def machine() -> str:
    """Return the kind of machine in one line."""
    import platform

    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = named[0] if named else platform.processor() or platform.machine()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {processor}; {system}"
