"""What the hostile files of the shared folder cost: time and memory of each command on each of them, the worst first.

    make hostile
    python -m tools.hostile_costs ../shared/corpus/hostile

Each runs in a process of its own, without a cache. Time is processor time, so that other work on the machine changes it
little. Ends with 1 when one takes more than 2 s or 300 MB, or ends badly.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 2.0
MOST_MEMORY = 300
"""MB."""
SHOWN = 12
"""Costs that are printed in any case."""


class Cost(NamedTuple):
    """What one command took, its own processes included."""

    seconds: float
    """Of processor time."""
    memory: float
    """MB at the most."""
    what: str
    """The command and the file."""
    is_bad: bool
    """Whether it ended otherwise than with 0 or 1, or told of an exception."""

    @property
    def is_too_much(self) -> bool:
        """Whether it took more than it may."""
        return self.is_bad or self.seconds > MOST_SECONDS or self.memory > MOST_MEMORY


def commands(corpus: Path, work: Path) -> Iterator[tuple[str, list[str]]]:
    """Every command that a hostile file can be given to: what it is, and its words."""
    decks = sorted([*(corpus / "pptx").iterdir(), *(corpus / "real").iterdir()])
    for file in decks:
        for words in (["verify"], ["template", "inspect"], ["template", "lint"]):
            yield f"{' '.join(words)} {file.name}", [*words, str(file)]
    for file in [*decks, *sorted((corpus / "images").iterdir()), *sorted((corpus / "yaml").iterdir())]:
        deck = _deck_with(file, Path(tempfile.mkdtemp(dir=work)) / file.parent.name / "project")
        yield f"build with {file.name}", ["build", str(deck), "-o", str(deck.parent / "out.pptx")]


def _deck_with(file: Path, deck: Path) -> Path:
    """A deck that has the file for its template, its picture or its text."""
    (deck / "slides").mkdir(parents=True)
    name = deck / (file.name if file.parent.name != "yaml" else "deck.yaml")
    name.write_bytes(file.read_bytes())
    quoted = file.name.replace("'", "''")
    if file.parent.name in ("pptx", "real"):
        (deck / "deck.yaml").write_text(f"deck: {{template: '{quoted}'}}\n---\ntitle: A\nbody: b\n", "utf-8")
    elif file.parent.name == "images":
        (deck / "deck.yaml").write_text(f"title: A\npicture: '{quoted}'\nalt: x\n", "utf-8")
    return deck


def cost_of(what: str, command: list[str]) -> Cost:
    """Run a command of summitdeck and measure it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SUMMITDECK_CACHE": "off"}
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(
            [sys.executable, "-m", "summitdeck", *command], env=environment, stdout=subprocess.DEVNULL, stderr=told
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        is_bad = child.returncode not in (0, 1) or b"Traceback" in told.read()
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6, what, is_bad)


def main(corpus: Path) -> int:
    """Print what was too much, and what was most."""
    with tempfile.TemporaryDirectory() as work:
        costs = sorted((cost_of(*command) for command in commands(corpus, Path(work))), reverse=True)
    bad = [cost for cost in costs if cost.is_too_much]
    for cost in dict.fromkeys([*bad, *costs[:SHOWN], *sorted(costs, key=lambda cost: -cost.memory)[:3]]):
        mark = "!" if cost.is_too_much else " "
        print(f"{mark} {cost.seconds:5.2f} s  {cost.memory:4.0f} MB  {cost.what}")
    print(f"{len(costs)} commands: {len(bad)} beyond {MOST_SECONDS:g} s or {MOST_MEMORY} MB, or ended badly")
    return 1 if bad or not costs else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
