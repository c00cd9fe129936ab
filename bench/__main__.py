"""`python -m bench [--quick]`: measure and print; when not quick, write RESULTS.md beside this file too.

`python -m bench --fit` is another matter: LibreOffice judges what is computed of texts (see `bench/fit.py`).
"""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import content, many, report
from bench.kilo import read_presentation
from bench.ledger import import_costs, stage_costs
from bench.measure import Incomplete, Runs, floor, machine, measure, run
from bench.pictures import draw_pictures
from bench.tools import CACHE, HERE, ROOT, Inputs, Tool, find_tools

KILO = ROOT / "slides" / "kilo-2014"
WORK = CACHE / "work"
LIMIT = 900.0
"""Seconds after which a run is stopped."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each tool makes one deck. Pandoc and python-pptx are quadratic: minutes at 2,000 slides."""

    deck: str
    about: str
    rounds: int
    """Of summitdeck and PptxGenJS."""
    python_pptx: int
    pandoc: int

    def of(self, tool: Tool) -> int:
        """Return `tool`'s number of rounds."""
        return {"python-pptx": self.python_pptx, "pandoc": self.pandoc}.get(tool.name, self.rounds)


_KILO = "`slides/kilo-2014`: the others are given what its built file holds"
_REPORT = "22 slides with eight bullets each, one table, four pictures of 1600×1200"
_EQUAL = "{} slides with eight bullets and notes each, a table on every 10th, one of 50 pictures on every 5th"
FULL = (
    Plan("kilo", _KILO, 9, 9, 5),
    Plan("report", _REPORT, 9, 9, 5),
    Plan("22", _EQUAL.format("22"), 9, 9, 5),
    Plan("200", _EQUAL.format("200"), 7, 3, 3),
    Plan("2000", _EQUAL.format("2,000"), 5, 1, 1),
)
QUICK = (
    Plan("kilo", _KILO, 5, 3, 1),
    Plan("report", _REPORT, 5, 3, 1),
    Plan("22", _EQUAL.format("22"), 3, 1, 1),
    Plan("200", _EQUAL.format("200"), 3, 1, 0),
)


def main(argv: Sequence[str]) -> int:
    """Run the benchmark; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds and decks, under two minutes, no file written"
    )
    parser.add_argument("--fit", action="store_true", help="text that fits, judged by LibreOffice; nothing is timed")
    parser.add_argument("--soffice", action="append", help="a LibreOffice for --fit, its command or path; several do")
    given = parser.parse_args(argv)
    quick = given.quick
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a Windows console may not take a dash
    if given.fit:
        from bench.fit import run_fit

        return run_fit(given.soffice or ["soffice"])
    WORK.mkdir(parents=True, exist_ok=True)
    draw_pictures(WORK / "pictures", 50)
    sections = []
    for section in _sections(quick):
        print(section, flush=True)
        sections.append(section)
    if not quick:
        from bench.fit import old_section

        results = HERE / "RESULTS.md"
        kept = old_section(results.read_text(encoding="utf-8")) if results.exists() else ""
        results.write_text("\n".join([*sections, *filter(None, [kept])]), encoding="utf-8")
    return 0


def _sections(quick: bool) -> Iterator[str]:
    tools, missing = find_tools()
    yield report.heading(machine(), tools, floor(5 if quick else 15, WORK / "floor.log"))
    yield from (f"{line}\n" for line in missing)
    results = {}
    for plan in QUICK if quick else FULL:
        results[plan.deck] = _peers(plan, tools)
        yield f"## {plan.deck}\n\n{plan.about}.\n\n{report.peers(results[plan.deck])}"
    rows = [
        (count, _alone(count, tools[0], 2 if quick else 5)) for count in ((200, 1000) if quick else (200, 1000, 4000))
    ]
    yield f"## Flat\n\nsummitdeck alone, the same kind of deck at more sizes.\n\n{report.flat(rows)}"
    if not quick:
        about = f"Two slides and a table of {many.ROWS} rows, `build --each`, by turns on one core and on two."
        yield f"## Many decks\n\n{about}\n\n{many.measure_many(7)[1]}\n"
    yield f"## What is asked of it\n\n{report.targets(results, rows)}"
    yield from _ledger(3 if quick else 9)


def _peers(plan: Plan, tools: Sequence[Tool]) -> list[Runs]:
    try:
        deck, source = _deck(plan.deck, tools[0])
    except Incomplete as problem:
        return [Runs(tools[0].name, note=str(problem))]
    return measure(deck, Inputs(WORK, deck.name, source), [(tool, plan.of(tool)) for tool in tools], LIMIT)


def _deck(name: str, summitdeck: Tool) -> tuple[content.Deck, Path]:
    """Return the deck called `name`, its inputs written, and its source in the slide language."""
    if name == "kilo":
        target = WORK / "kilo.pptx"
        run(summitdeck.command(Inputs(WORK, name, KILO), target), WORK / "kilo.log", LIMIT)
        deck, source = read_presentation(target, WORK), KILO
    else:
        deck = content.report() if name == "report" else content.generated(int(name))
        source = WORK / f"{name}.yaml"
        source.write_text(content.deck_to_yaml(deck), encoding="utf-8")
    content.write_inputs(deck, WORK)
    return deck, source


def _alone(count: int, tool: Tool, rounds: int) -> Runs:
    deck, source = _deck(str(count), tool)
    return measure(deck, Inputs(WORK, deck.name, source), [(tool, rounds)], LIMIT)[0]


def _ledger(rounds: int) -> Iterator[str]:
    target = WORK / "ledger.pptx"
    costs = report.imports(import_costs(KILO, target, rounds))
    about = "Of a build of `slides/kilo-2014`, under `-X importtime`, which makes them dearer."
    yield f"## Ledger: imports\n\n{about}\n\n{costs}"
    stages = report.stages(stage_costs(KILO, target, rounds))
    yield f"## Ledger: stages\n\nOf the same build: the first in its process, and once more.\n\n{stages}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
