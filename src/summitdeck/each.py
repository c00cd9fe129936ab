"""Many decks of one source: one build for each row of a table, in parallel, and one summary.

    rows ──name──▶ jobs ──build, on all cores or on a cluster──▶ outcomes ──gather──▶ problems, each told once

A job and its outcome are plain values that can be pickled, so any executor of `concurrent.futures` runs them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, find_file, project_root
from summitdeck.deck.folders import allowed_roots
from summitdeck.deck.model import Deck
from summitdeck.deck.outputs import name_outputs, pattern_names
from summitdeck.deck.reader import read_deck
from summitdeck.deck.rows import Row, look_up, make_rows, read_rows
from summitdeck.deck.vars import overlay, overlay_named, read_vars_file, with_value_files
from summitdeck.frozen import TYPE_CHECKING, NamedTuple, dataclass, replace
from summitdeck.pipeline import build, lay_out
from summitdeck.problems import Problem, Severity, error, has_errors, sort_problems

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from summitdeck.deck.model import Var

Rows = Path | str | Sequence[Row] | Sequence[Mapping[str, "Var"]]
"""A table of values: a file, or its rows."""
Step = Callable[[int, int], None]
"""Told after each deck: how many are done, of how many."""

_LISTED = 5
"""Rows that are named where a problem is told of many."""


class Job(NamedTuple):
    """One deck to build."""

    number: int
    """Of its row, from 1 on."""
    deck: str
    output: str | None
    """The file to write; None to check only."""
    values: Mapping[str, Var]
    strict: bool = False
    quiet: tuple[str, ...] | None = ()
    """Names that need not be used by the deck, since the output's name uses them; None for all."""
    value_files: tuple[str, ...] = ()
    """Files of values, which go before the deck's own."""


class Outcome(NamedTuple):
    """What became of a job."""

    number: int
    path: str | None
    pages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BuiltRow:
    """What became of a row."""

    row: Row
    path: Path | None
    """The file written; None when problems stopped it, or none was asked for."""
    pages: int
    problems: tuple[Problem, ...]
    """Errors and warnings of this deck, sorted by place."""

    @property
    def is_failed(self) -> bool:
        """Whether errors stopped it."""
        return has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class BuiltEach:
    """What became of all rows."""

    rows: tuple[BuiltRow, ...]
    """In the order of the table; empty when its own mistakes stopped everything."""
    problems: tuple[Problem, ...]
    """Those of the table and of all decks, each told once, with the rows it is of; sorted by place."""

    @property
    def failed(self) -> tuple[BuiltRow, ...]:
        """The rows whose deck was not built."""
        return tuple(built for built in self.rows if built.is_failed)


def build_each(
    deck: Path | str,
    rows: Rows,
    output: str,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    values: Mapping[str, Var] | None = None,
    value_files: Sequence[Path | str] = (),
    strict: bool = False,
    progress: Step | None = None,
) -> BuiltEach:
    """Build a deck once for each row of a table: a `.csv`, `.json` or `.yaml` file, or mappings of names to values.

    `output` names the files, as `build/{{ slug }}.pptx`. A row's values go before `values`, these before those of
    `value_files`, and these before the deck's own; all of them may name files. `executor` runs the builds: any of
    `concurrent.futures`, so a cluster's too, on machines that see the same files; without one there are `jobs`
    processes, one for each core when not said. The bytes of a file depend on its row alone. A deck that fails stops no
    other; a mistake in the table, in a file of values or in a file's name stops all before the first is built. Raises
    nothing for what an author or a file can cause.
    """
    return _run(deck, rows, output, executor, jobs, values or {}, value_files, strict, progress)


def check_each(
    deck: Path | str,
    rows: Rows,
    *,
    executor: Executor | None = None,
    jobs: int | None = None,
    values: Mapping[str, Var] | None = None,
    value_files: Sequence[Path | str] = (),
    strict: bool = False,
    progress: Step | None = None,
) -> BuiltEach:
    """Check a deck with the values of each row; as `build_each`, but nothing is written.

    That a column is used by nothing is not told: it may be there to name files.
    """
    return _run(deck, rows, None, executor, jobs, values or {}, value_files, strict, progress)


def _run(
    deck: Path | str,
    rows: Rows,
    output: str | None,
    executor: Executor | None,
    jobs: int | None,
    values: Mapping[str, Var],
    value_files: Sequence[Path | str],
    strict: bool,
    progress: Step | None,
) -> BuiltEach:
    table, problems = _table(rows)
    files = tuple(str(Path(file).absolute()) for file in value_files)
    problems = (*problems, *[problem for file in value_files for problem in read_vars_file(Path(file))[2]])
    if has_errors(problems):
        return BuiltEach((), sort_problems(problems))
    named: list[str | None] = [None] * len(table)
    faults: list[Problem] = []
    if output is not None:
        named, faults = name_outputs(table, output, _values_of_names(deck, table, output, values, files))
    if faults:
        return BuiltEach((), sort_problems(faults))
    quiet = None if output is None else tuple({name.partition(".")[0]: None for name in pattern_names(output)})
    place = str(Path(deck).absolute())
    work = [
        Job(row.number, place, file, overlay(values, row.values), strict, quiet, files)
        for row, file in zip(table, named, strict=True)
    ]
    found = {done.number: done for done in _outcomes(work, executor, jobs or _cores(), progress)}
    built = tuple(_built(row, found[row.number]) for row in table)
    return BuiltEach(built, sort_problems([*problems, *gather(built)]))


def _values_of_names(
    deck: Path | str, table: Sequence[Row], output: str, values: Mapping[str, Var], files: Sequence[str]
) -> Mapping[str, Var]:
    """The values that files' names may use beside a row's own; the deck is read only when they use one."""
    if all(look_up(row.values, name) is not None for row in table for name in pattern_names(output)):
        return values
    read, _ = with_value_files(read_deck(Path(deck))[0], tuple(map(Path, files)))
    return overlay_named(overlay(read.values, read.settings.vars), values)


def _table(rows: Rows) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    if isinstance(rows, str | Path):
        return read_rows(Path(rows))
    ready = [row for row in rows if isinstance(row, Row)]
    return (tuple(ready), ()) if ready else make_rows(row for row in rows if not isinstance(row, Row))


def _built(row: Row, outcome: Outcome) -> BuiltRow:
    return BuiltRow(row, Path(outcome.path) if outcome.path else None, outcome.pages, outcome.problems)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# The builds


def build_job(job: Job) -> Outcome:
    """Build or check one deck: what an executor runs, in a process of its own or on another machine."""
    files = tuple(map(Path, job.value_files))
    if job.output is None:
        laid_out = lay_out(job.deck, values=job.values, value_files=files, strict=job.strict)
        pages = len(laid_out.scene.pages) if laid_out.scene else 0
        return Outcome(job.number, None, pages, _without_quiet(laid_out.problems, job.quiet))
    built = build(job.deck, job.output, values=job.values, value_files=files, strict=job.strict)
    path = str(built.path) if built.path else None
    return Outcome(job.number, path, built.pages, _without_quiet(built.problems, job.quiet))


def _without_quiet(problems: Iterable[Problem], quiet: Sequence[str] | None) -> tuple[Problem, ...]:
    """Without what is said of a column that only names the file."""
    return tuple(
        problem
        for problem in problems
        if problem.code != "unused-value"
        or (quiet is not None and not any(f"'{name}'" in problem.message for name in quiet))
    )


def _outcomes(work: Sequence[Job], executor: Executor | None, jobs: int, progress: Step | None) -> Iterator[Outcome]:
    """The outcomes, in the order in which they come."""
    if executor is None and (jobs == 1 or len(work) < 2):
        done: Iterable[Outcome] = map(build_job, work)
    elif executor is None:
        done = _on_cores(work, jobs)
    else:
        done = _on(executor, work)
    for count, outcome in enumerate(done, 1):
        yield outcome
        if progress:
            progress(count, len(work))


def _on_cores(work: Sequence[Job], jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(work))) as pool:
        try:
            yield from _on(pool, work)
        except BaseException:  # interrupted: what has not begun never will
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _on(executor: Executor, work: Sequence[Job]) -> Iterator[Outcome]:
    """Run jobs on an executor; one that it loses is a deck that failed."""
    from concurrent.futures import as_completed

    futures = {executor.submit(build_job, job): job for job in work}
    for future in as_completed(futures):
        mistake = future.exception()
        if mistake is None:
            yield future.result()
        else:
            why = f"{type(mistake).__name__}: {mistake}" if str(mistake) else type(mistake).__name__
            lost = error("build-lost", f"the process that built this deck failed: {why}", None)
            yield Outcome(futures[future].number, None, 0, (lost,))


# What is told


def gather(rows: Sequence[BuiltRow]) -> list[Problem]:
    """The problems of all rows, each told once with the rows that have it."""
    found: dict[tuple[object, ...], tuple[Problem, list[Row]]] = {}
    for built in rows:
        seen: dict[tuple[object, ...], int] = {}
        for problem in built.problems:
            key = (problem.severity, problem.code, problem.span or problem.message)
            seen[key] = seen.get(key, 0) + 1  # two of a kind at one place in one deck stay two
            found.setdefault((*key, seen[key]), (problem, []))[1].append(built.row)
    return [_of_rows(problem, having, len(rows)) for problem, having in found.values()]


def _of_rows(problem: Problem, having: Sequence[Row], total: int) -> Problem:
    """A problem with the rows that have it: at the first of them, the others by number."""
    row = having[0]
    words = f"of {row.describe()}"
    if problem.code == "unknown-value":
        words += f", whose columns are: {', '.join(row.columns)}"
    if len(having) > 1:
        others = ", ".join(str(other.number) for other in having[1 : _LISTED + 1])
        more = ", …" if len(having) > _LISTED + 1 else ""
        words += f" and {len(having) - 1} others of {total}: {others}{more}"
    span = row.end if problem.code == "unknown-value" and row.end else row.span
    if span is None:
        return replace(problem, message=f"{problem.message} ({words})")
    return replace(problem, related=(*problem.related, (words, span)))


def failure_words(built: BuiltRow) -> str:
    """A row whose deck failed, with its values and the first reason: `row 2 (slug: paris): there is no …`."""
    first = next(problem for problem in built.problems if problem.severity is Severity.ERROR)
    place = f"{built.row.span.file}:{built.row.span.line}: " if built.row.span else ""
    return f"{place}{built.row.describe()}: {first.message}"


def summary_words(built: BuiltEach, verb: str = "built") -> str:
    """`200 decks, 198 built, 2 failed`."""
    count, failed = len(built.rows), len(built.failed)
    words = f"{count} deck{'' if count == 1 else 's'}, {count - failed} {verb}"
    return f"{words}, {failed} failed" if failed else words


# `matrix:` in the settings


def matrix_of(deck: Path) -> tuple[Deck, tuple[Row, ...], tuple[Problem, ...]] | None:
    """The deck and the rows that its `matrix:` names or holds; None when the deck has none."""
    read, _ = read_deck(deck)
    matrix = read.settings.matrix
    if matrix is None:
        return None
    if isinstance(matrix.rows, tuple):
        return read, *make_rows(matrix.rows)
    span = matrix.rows.place.span() if matrix.rows.place else None
    path = find_file(read.folder, matrix.rows.text, allowed_roots(read.folder, read.settings.folders))
    if isinstance(path, Trouble):
        return read, (), (error(path.code, path.message, span, path.hint),)
    rows, problems = read_rows(path)
    return read, rows, tuple(problem if problem.span else replace(problem, span=span) for problem in problems)


def matrix_output(deck: Deck) -> str | None:
    """The output's pattern that `matrix:` states, below the project's folder; None when it states none."""
    matrix = deck.settings.matrix
    if matrix is None or matrix.output is None:
        return None
    return f"{display_name(project_root(deck.folder))}/{matrix.output.text}"
