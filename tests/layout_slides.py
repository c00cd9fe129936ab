"""Slides typed as YAML and laid out, told as text: what the tests of layouts share.

<slide base="obj">            the markup, one node a line; {body} stands for what the slide says there
deck.yaml:2 «body» …          a problem: file, line, what is marked, code, message; its hint and other places below
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from summitdeck.deck.model import Slide
from summitdeck.deck.reader import read_slides
from summitdeck.deck.source import Source
from summitdeck.problems import Problem, Span
from summitdeck.scene.layouts import Layouts, find_layouts, render_slide, search_path
from summitdeck.scene.markup import print_markup

NOWHERE = Path("no-such-folder")


@cache
def builtin_layouts() -> Layouts:
    """The layouts that come with summitdeck."""
    return find_layouts(search_path("summit", NOWHERE, NOWHERE))


def written_layouts(folder: Path, files: Mapping[str, str]) -> Layouts:
    """Layouts out of files by their names, written into a folder."""
    for name, text in files.items():
        path = folder / f"{name}.xml.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return find_layouts([folder])


def read_slide(text: str) -> tuple[Slide, Source]:
    """The one slide that some YAML says."""
    source = Source(Path("deck.yaml"), "deck.yaml", text)
    slides, _, problems = read_slides(source)
    assert not problems
    assert len(slides) == 1
    return slides[0], source


def laid_out(layouts: Layouts, text: str) -> str:
    """What a slide comes to: its markup, or the problems."""
    slide, source = read_slide(text)
    rendered, problems = render_slide(layouts, slide)
    assert (rendered is None) == bool(problems)
    sources = {own.name: own for own in (source, *layouts.sources)}
    return print_markup(rendered.slide) if rendered else told(problems, sources)


def told(problems: Iterable[Problem], sources: Mapping[str, Source]) -> str:
    """Problems as text."""
    lines = []
    for problem in problems:
        lines.append(f"{marked(problem.span, sources)} {problem.code}: {problem.message}")
        lines += [f"  {line}" for line in (problem.hint or "").splitlines()]
        lines += [f"  > {marked(span, sources)} {word}" for word, span in problem.related]
    return "\n".join(lines)


def marked(span: Span | None, sources: Mapping[str, Source]) -> str:
    """A place with the text it marks."""
    if span is None:
        return "nowhere"
    line = sources[span.file].line(span.line)
    return f"{Path(span.file).name}:{span.line} «{line[span.column - 1 : span.column - 1 + span.length]}»"
