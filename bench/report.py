"""The results as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from bench.ledger import Import, Stage
from bench.measure import Runs, ratio
from bench.tools import Tool

REFERENCE = "PptxGenJS"
"""The peer that every time is set against."""


def heading(machine: str, tools: Iterable[Tool], floor: float) -> str:
    """Return what stands above the tables."""
    versions = ", ".join(f"{tool.name} {tool.version}" for tool in tools)
    return f"""# Benchmark results

Written by `make bench`. {machine}. {versions}.
A Python that does nothing takes {floor:.3f} s here: it is part of every figure of summitdeck and python-pptx.

Each figure is a whole process, from its start to its end, run in turn with the others: read the ratios, not
the seconds. A ratio is the median of the ratios of runs made in one round; "processor" is what a run used of
all cores, which suffers less from a busy machine. Each tool reads the same content in its own form (ours YAML,
pandoc Markdown, PptxGenJS and the python-pptx script JSON) and keeps its defaults: PptxGenJS stores its parts
where the others deflate them. Every file is opened afterwards, and a tool that left out a slide, a text, a
table, a picture or a note gets no figure.
"""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table: the first column to the left, the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def peers(results: Sequence[Runs]) -> str:
    """Return one deck's table."""
    reference = next((runs for runs in results if runs.tool == REFERENCE and runs.seconds), None)
    header = ("", "median", f"to {REFERENCE}", "spread", "processor", "runs", "peak memory", "file")
    return table(header, (_peer(runs, reference) for runs in results))


def _peer(runs: Runs, reference: Runs | None) -> tuple[str, ...]:
    if not runs.seconds:
        return (runs.tool, runs.note or "not run", *[""] * 6)
    against = ratio(runs, reference) if reference else None
    return (
        runs.tool,
        f"{runs.time:.2f} s",
        f"{against:.2f}" if against else "",
        f"{min(runs.seconds):.2f}–{max(runs.seconds):.2f} s",
        f"{median(runs.cpu):.2f} s" if runs.cpu else "not known",
        str(len(runs.seconds)),
        f"{runs.peak / 1e6:.0f} MB" if runs.peak else "not known",
        f"{runs.size / 1e6:.2f} MB",
    )


def flat(rows: Sequence[tuple[int, Runs]]) -> str:
    """Return summitdeck's cost per slide at each size, and of the slides added since the size before."""
    header = ("slides", "median", "a slide", "each slide more", "peak memory")
    return table(header, (_flat(rows[number - 1] if number else None, row) for number, row in enumerate(rows)))


def _flat(smaller: tuple[int, Runs] | None, row: tuple[int, Runs]) -> tuple[str, ...]:
    count, runs = row
    if not runs.seconds:
        return (f"{count:,}", runs.note, "", "", "")
    more = ""
    if smaller and smaller[1].seconds:
        more = f"{(runs.time - smaller[1].time) / (count - smaller[0]) * 1000:.2f} ms"
    return (
        f"{count:,}",
        f"{runs.time:.2f} s",
        f"{runs.time / count * 1000:.2f} ms",
        more,
        f"{runs.peak / 1e6:.0f} MB",
    )


def imports(rows: Sequence[Import], least: float = 1.0) -> str:
    """Return the imports of at least `least` milliseconds; the rest in one line."""
    shown = [row for row in rows if row.own >= least]
    rest = [row.own for row in rows if row.own < least]
    lines = [(f"`{row.name}`", f"{row.own:.1f} ms", f"{row.total:.1f} ms") for row in shown]
    whole = sum(row.own for row in rows)
    lines += [(f"{len(rest)} others", f"{sum(rest):.1f} ms", ""), ("**all**", f"{whole:.1f} ms", "")]
    return table(("import", "itself", "with what it brings"), lines)


def stages(rows: Sequence[Stage]) -> str:
    """Return the stages, cold and warm."""
    lines = [(row.name, f"{row.cold:.1f} ms", f"{row.warm:.1f} ms") for row in rows]
    whole = ("**all**", f"{sum(r.cold for r in rows):.1f} ms", f"{sum(r.warm for r in rows):.1f} ms")
    return table(("stage", "first build", "second build"), [*lines, whole])


def targets(results: Mapping[str, Sequence[Runs]], rows: Sequence[tuple[int, Runs]]) -> str:
    """Return the project's promises about speed, each with what was measured."""
    lines = []
    for deck, most in (("kilo", "at most 1.0"), ("2000", "at most 0.6; 0.35 before text was fitted")):
        runs = {row.tool: row for row in results.get(deck, ()) if row.seconds}
        against = ratio(runs["summitdeck"], runs[REFERENCE]) if {"summitdeck", REFERENCE} <= set(runs) else None
        lines.append(
            (
                f"{deck}: time to {REFERENCE}",
                most,
                f"{against:.2f}" if against else "not measured",
            )
        )
        if deck == "2000":
            peak = f"{runs['summitdeck'].peak / 1e6:.0f} MB" if "summitdeck" in runs else "not measured"
            lines.append((f"{deck}: peak memory", "at most 300 MB", peak))
    lines.append(("a slide more, in the largest step to the smallest", "about 1", _flatness(rows)))
    return table(("promise", "asked", "measured"), lines)


def _flatness(rows: Sequence[tuple[int, Runs]]) -> str:
    steps = [(b[1].time - a[1].time) / (b[0] - a[0]) for a, b in pairwise(rows) if a[1].seconds and b[1].seconds]
    return f"{steps[-1] / steps[0]:.2f}" if len(steps) > 1 else "not measured"
