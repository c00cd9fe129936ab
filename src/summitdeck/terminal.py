"""What commands print: problems with their lines, in colour on a terminal, and a bar while a long deck is laid out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summitdeck import __version__
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import Problem, Span, has_errors
from summitdeck.report import problem_to_github, problem_to_text, problems_to_json, summary

if TYPE_CHECKING:
    from summitdeck.deck.source import Source

SLOW = 40
"""Slides from which on a progress bar is worth its line: a build of fewer is over before it is read."""


def prepare_process() -> None:
    """What every command wants of its process."""
    gc.set_threshold(50_000, 20, 20)  # a build makes many values and hardly any cycles: a tenth of its time
    for stream in (sys.stdout, sys.stderr):  # a Windows console may know no Japanese: never fail for it
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def conclude(problems: Sequence[Problem], form: str, sources: Sequence[Source]) -> None:
    """Print problems, and leave with their exit status; without any, say so."""
    from click import echo

    show(problems, form, sources)
    if has_errors(problems):
        sys.exit(1)
    if form == "text" and all(problem.is_note for problem in problems):
        echo(", ".join(filter(None, ["no problems", summary(problems)])))


def show(problems: Sequence[Problem], form: str, sources: Sequence[Source]) -> None:
    """Print problems: text to the error stream, notes last; JSON, SARIF and GitHub's form to the output."""
    if form == "text" and not problems:
        return
    from click import echo  # 25 ms, and most builds have nothing to say

    if form == "sarif":
        from summitdeck.sarif import problems_to_sarif

        echo(problems_to_sarif([(None, problem) for problem in problems], __version__))
        return
    if form == "json":
        echo(problems_to_json(problems))
        return
    if form == "github":
        for problem in problems:
            echo(problem_to_github(problem))
        return
    lines = Lines(sources)
    color = colour(sys.stderr)
    for problem in sorted(problems, key=lambda problem: problem.is_note):
        echo(problem_to_text(problem, lines, color), err=True, color=color)
    if not all(problem.is_note for problem in problems):
        echo(summary(problems), err=True)


def colour(stream: object) -> bool:
    """Whether to colour: a terminal, and nobody set NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and bool(getattr(stream, "isatty", lambda: False)())


class Lines:
    """The source line of a span: from what was read, else from the file."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.texts = {source.name: source.text for source in sources}
        self.split: dict[str, list[str]] = {}

    def __call__(self, span: Span) -> str | None:
        """The line, without its end; None when it cannot be had."""
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


class Progress:
    """A bar on a terminal while a long deck is laid out; nothing in a pipe."""

    def __init__(self) -> None:
        self.shown = False
        self.wanted = bool(getattr(sys.stderr, "isatty", lambda: False)())

    def __enter__(self) -> Progress:
        return self

    def step(self, what: str, done: int, total: int) -> None:
        """Called for every slide; draws a hundred times at most."""
        if not self.wanted or total < SLOW or done % max(1, total // 100):
            return
        from click import echo

        bar = "█" * (24 * done // total)
        echo(f"\r{what} {bar:░<24} {done}/{total}", nl=False, err=True)
        self.shown = True

    def __exit__(self, *exception: object) -> None:
        if self.shown:
            from click import echo

            echo("\r\x1b[K", nl=False, err=True, color=True)
