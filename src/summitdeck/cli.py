"""The command line: click commands that call the pipeline and print what it says. Nothing is decided here."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summitdeck import __version__
from summitdeck.problems import Problem, Span, has_errors
from summitdeck.report import problem_to_github, problem_to_text, problems_to_json, summary

if TYPE_CHECKING:
    from summitdeck.deck.model import Var
    from summitdeck.deck.source import Source
    from summitdeck.scene.layouts import LayoutField

SLOW = 40
"""Slides from which on a progress bar is worth its line: a build of fewer is over before it is read."""

deck_argument = click.argument("deck", type=click.Path(path_type=Path), default=".")
set_option = click.option(
    "--set",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for {{ NAME }}; goes before `vars`. Repeatable.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are shown."
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  summitdeck build slides/kilo-2014",
)
@click.version_option(__version__, prog_name="summitdeck")
def main() -> None:
    """Slides in YAML become a native PowerPoint deck.

    Exit status: 0 done (warnings allowed), 1 problems, 2 the command itself was wrong.
    """
    gc.set_threshold(50_000, 20, 20)  # a build makes many values and hardly any cycles: a tenth of its time
    for stream in (sys.stdout, sys.stderr):  # a Windows console may know no Japanese: never fail for it
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command(epilog="Example:  summitdeck build slides/kilo-2014 -o kilo.pptx --set city=Paris")
@deck_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: build/NAME.pptx in the project.")
@set_option
@format_option
def build(deck: Path, output: Path | None, given: Sequence[str], form: str) -> None:
    """Build DECK (a folder or a file; default: here) into a .pptx file."""
    from summitdeck.pipeline import build

    with _Progress() as progress:
        result = build(deck, output, values=_values(given), progress=progress.step)
    _show(result.problems, form, result.sources)
    if result.path is None:
        sys.exit(1)
    if form == "text":
        from summitdeck.assets.files import display_name

        pages = f"{result.pages} slide{'' if result.pages == 1 else 's'}"
        click.echo(f"{display_name(result.path)}: {pages}")


@main.command(epilog="Example:  summitdeck check slides/kilo-2014 --format github")
@deck_argument
@set_option
@format_option
def check(deck: Path, given: Sequence[str], form: str) -> None:
    """Say what is wrong or could be better in DECK; write nothing."""
    from summitdeck.pipeline import lay_out

    with _Progress() as progress:
        laid_out = lay_out(deck, values=_values(given), progress=progress.step)
    _show(laid_out.problems, form, laid_out.sources)
    if has_errors(laid_out.problems):
        sys.exit(1)
    if form == "text" and not laid_out.problems:
        click.echo("no problems")


@main.command(epilog="Example:  summitdeck layouts slides/kilo-2014")
@deck_argument
def layouts(deck: Path) -> None:
    """List the layouts that slides of DECK may use, each with its fields."""
    from summitdeck.pipeline import list_layouts

    listing, problems = list_layouts(deck)
    found = [layout for name in listing.names() if (layout := listing.get(name))]
    problems = (*problems, *(problem for layout in found for problem in layout.problems))
    for layout in found:
        click.secho(layout.name, bold=True, nl=False, color=_colour(sys.stdout))
        click.echo(f"  {layout.description}" if layout.description else "")
        for field in layout.fields:
            click.echo(f"    {field.name}: {_field_kinds(field)}")
    _show(problems, "text", listing.sources)
    if has_errors(problems):
        sys.exit(1)


def _field_kinds(field: LayoutField) -> str:
    """What a field may hold, as a person says it."""
    *first, last = field.kinds
    kinds = f"{', '.join(first)} or {last}" if first else last
    return ("several: " if field.several else "") + kinds + ("" if field.required else " (may be left out)")


def _values(given: Sequence[str]) -> Mapping[str, Var]:
    """`a.b=c` pairs as nested values."""
    values: dict[str, Var] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--set takes NAME=VALUE, not '{pair}'")
        place, *inner = name.strip().split(".")
        target: dict[str, Var] = values
        for step in inner:
            deeper = target.setdefault(place, {})
            if not isinstance(deeper, dict):
                raise click.UsageError(f"--set {pair}: '{place}' has a value already, so it cannot hold '{step}'")
            target, place = deeper, step
        target[place] = value
    return values


def _show(problems: Sequence[Problem], form: str, sources: Sequence[Source]) -> None:
    """Print problems: text to the error stream, JSON and GitHub's form to the output."""
    if form == "json":
        click.echo(problems_to_json(problems))
        return
    if form == "github":
        for problem in problems:
            click.echo(problem_to_github(problem))
        return
    lines = _Lines(sources)
    color = _colour(sys.stderr)
    for problem in problems:
        click.echo(problem_to_text(problem, lines, color), err=True, color=color)
    if problems:
        click.echo(summary(problems), err=True)


def _colour(stream: object) -> bool:
    """Whether to colour: a terminal, and nobody set NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", lambda: False)())


class _Lines:
    """The source line of a span: from what was read, else from the file."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.texts = {source.name: source.text for source in sources}
        self.split: dict[str, list[str]] = {}

    def __call__(self, span: Span) -> str | None:
        if span.file not in self.split:
            self.split[span.file] = self._text(span.file).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self.split[span.file]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None

    def _text(self, name: str) -> str:
        from summitdeck.assets.files import Trouble, read_text

        if name in self.texts:
            return self.texts[name]
        text = read_text(Path(name))
        return "" if isinstance(text, Trouble) else text


class _Progress:
    """A bar on a terminal while a long deck is laid out; nothing in a pipe."""

    def __init__(self) -> None:
        self.shown = False
        self.wanted = bool(getattr(sys.stderr, "isatty", lambda: False)())

    def __enter__(self) -> _Progress:
        return self

    def step(self, what: str, done: int, total: int) -> None:
        """Called for every slide; draws a hundred times at most."""
        if not self.wanted or total < SLOW or done % max(1, total // 100):
            return
        bar = "█" * (24 * done // total)
        click.echo(f"\r{what} {bar:░<24} {done}/{total}", nl=False, err=True)
        self.shown = True

    def __exit__(self, *exception: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True, color=True)
