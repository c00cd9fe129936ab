"""`summitdeck build --each` and `check --each`: what they print of many decks."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import has_errors
from summitdeck.terminal import Progress, show

if TYPE_CHECKING:
    from summitdeck.deck.model import Var
    from summitdeck.deck.rows import Row
    from summitdeck.each import BuiltEach, Rows

NAMED = 20
"""Failed decks that are named; more of them have most likely one reason, which is told above them."""

each_option = click.option(
    "--each",
    type=click.Path(path_type=Path),
    metavar="TABLE",
    help="A deck for each row of a .csv, .json or .yaml file; its columns are values.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Decks built at once. Default: one for each core."
)
row_option = click.option(
    "--row",
    type=click.IntRange(min=1),
    metavar="N",
    help="Of a deck with `matrix:`, the row that gives the values. Default: the first.",
)


def build_all(
    deck: Path,
    each: Path | None,
    output: Path | None,
    value_files: Sequence[Path],
    values: Mapping[str, Var],
    jobs: int | None,
    strict: bool,
    form: str,
) -> bool:
    """Build a deck for each row, where the command or the deck names a table; whether either does."""
    found = _table(deck, each, form)
    if found is None:
        return False
    from summitdeck.each import build_each

    rows, stated = found
    pattern = str(output) if output else stated
    if pattern is None:
        raise click.UsageError("say where the decks go, as -o 'build/{{ slug }}.pptx'")
    with Progress() as bar:
        step = partial(bar.step, "building")
        built = build_each(
            deck, rows, pattern, jobs=jobs, values=values, value_files=value_files, strict=strict, progress=step
        )
    _conclude(built, form, "built")
    return True


def check_all(
    deck: Path,
    each: Path | None,
    value_files: Sequence[Path],
    values: Mapping[str, Var],
    jobs: int | None,
    strict: bool,
    form: str,
) -> bool:
    """Check a deck with each row, where the command or the deck names a table; whether either does."""
    found = _table(deck, each, form)
    if found is None:
        return False
    from summitdeck.each import check_each

    with Progress() as bar:
        step = partial(bar.step, "checking")
        built = check_each(
            deck, found[0], jobs=jobs, values=values, value_files=value_files, strict=strict, progress=step
        )
    _conclude(built, form, "without an error")
    return True


def values_of_row(deck: Path, row: int | None, values: Mapping[str, Var]) -> Mapping[str, Var]:
    """Values with those of one row of the deck's `matrix:` before them, and says which; without one as given."""
    found = _matrix(deck, "text")
    if found is None:
        if row is not None:
            raise click.UsageError("the deck has no `matrix:`, so there are no rows")
        return values
    from summitdeck.deck.vars import overlay

    rows, _ = found
    if (row or 1) > len(rows):
        raise click.UsageError(f"the deck's `matrix:` has {len(rows)} rows")
    meant = rows[(row or 1) - 1]
    other = "" if row or len(rows) == 1 else "; --row N means another one"
    click.echo(f"{meant.describe()} of the {len(rows)} in `matrix:`{other}", err=True)
    return overlay(values, meant.values)


def _table(deck: Path, each: Path | None, form: str) -> tuple[Rows, str | None] | None:
    """The rows that the command or the deck's `matrix:` names, and the output's name that the deck states."""
    return _matrix(deck, form) if each is None else (each, None)


def _matrix(deck: Path, form: str) -> tuple[tuple[Row, ...], str | None] | None:
    """The rows of the deck's `matrix:` and the output's name that it states; leaves when they cannot be had."""
    from summitdeck.deck.reader import mentions

    if not mentions(deck, "matrix"):
        return None
    from summitdeck.each import matrix_of, matrix_output

    found = matrix_of(deck)
    if found is None:
        return None
    read, rows, problems = found
    if problems:
        show(problems, form, ())
        sys.exit(1)
    return rows, matrix_output(read)


def _conclude(built: BuiltEach, form: str, verb: str) -> None:
    """Print what there is to say, and leave with 1 when a deck failed."""
    from summitdeck.each import failure_words, summary_words

    show(built.problems, form, ())
    if form == "text":
        for row in built.failed[:NAMED]:
            click.echo(f"failed: {failure_words(row)}", err=True)
        if len(built.failed) > NAMED:
            click.echo(f"failed: {len(built.failed) - NAMED} more", err=True)
        if built.rows:
            click.echo(summary_words(built, verb))
    if built.failed or has_errors(built.problems):
        sys.exit(1)
