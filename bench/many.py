"""Many decks of one source on one core and on all: whole processes in turn, their ratio.

python -m bench.many [ROUNDS]
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from bench.tools import CACHE, environment

ROWS = 200
TARGET = 1.7
"""How much faster two cores are to be than one."""
_DECK = """\
deck:
  title: "{{ summit.city }}"
---
layout: title
title: "Summit {{ summit.city }}"
subtitle: "{{ summit.people }} people"
---
title: Figures
body:
  - "{{ summit.people }} people came to {{ summit.city }}"
  - table:
      - [City, People]
      - ["{{ summit.city }}", "{{ summit.people }}"]
"""


def main(rounds: int) -> int:
    """Print the ratio of medians and of each pair; the exit status is 1 when the target is missed."""
    ratio, told = measure_many(rounds)
    print(told)
    return int(ratio < TARGET)


def measure_many(rounds: int) -> tuple[float, str]:
    """How much faster two cores are than one, and what there is to say of it."""
    folder = CACHE / "work" / "many"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.yaml").write_text(_DECK, encoding="utf-8")
    rows = "".join(f'c{number:03},"City, {number}",{number * 17}\n' for number in range(ROWS))
    (folder / "rows.csv").write_text(f"slug,summit.city,summit.people\n{rows}", encoding="utf-8")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    pairs = [(_seconds(folder, 1), _seconds(folder, min(2, cores))) for _ in range(rounds)]
    one, two = (median(pair[at] for pair in pairs) for at in (0, 1))
    ratios = [alone / both for alone, both in pairs]
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    told = f"{ROWS} decks: {one:.2f} s on one core, {two:.2f} s on two: {median(ratios):.2f} times as fast ({each})"
    return median(ratios), f"{told}; asked: {TARGET}."


def _seconds(folder: Path, jobs: int) -> float:
    command = [sys.executable, "-m", "summitdeck", "build", "deck.yaml", "--each", "rows.csv"]
    command += ["-o", f"out{jobs}/{{{{ slug }}}}.pptx", "--jobs", str(jobs)]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    taken = time.perf_counter() - start
    if done.stdout != f"{ROWS} decks, {ROWS} built\n":
        raise SystemExit(done.stdout + done.stderr)
    return taken


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
