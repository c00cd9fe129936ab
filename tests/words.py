"""Words as a line of text for tests: `⟨b:bold⟩`, `⟨bi:both⟩`, `⟨k:code⟩`, `⟨s:struck⟩`, `⟨→target:link⟩`, `{{value}}`.

A `⟨`, `:` or `→` of the text itself stands as it is.
"""

from pathlib import Path

from summitdeck.deck.inline import read_words
from summitdeck.deck.model import Run, Words
from summitdeck.deck.source import Place, Source
from summitdeck.problems import Problem, Span


class PlainPlace(Place):
    """A place in a value that is itself the whole source: what stands at index i stands at offset i."""

    def at(self, index: int, length: int | None = None) -> Place:
        return PlainPlace(self.source, self.start, self.end, self.style, self.index + index, length)

    def span(self) -> Span:
        stop = None if self.length is None else self.index + self.length
        return self.source.span(self.index, stop)


def place_of(value: str) -> Place:
    """The place of a value that is its own source."""
    return PlainPlace(Source(Path("slide.yaml"), "slide.yaml", value), 0, len(value), "")


def read(value: str) -> tuple[Words, tuple[Problem, ...]]:
    """The words of a value that is its own source, and the problems in it."""
    return read_words(value, place_of(value))


def show(words: Words) -> str:
    """Words as one line, marks before each text."""
    return "".join(_show_run(run) for run in words)


def _show_run(run: Run) -> str:
    flags = (("b", run.bold), ("i", run.italic), ("k", run.code), ("s", run.strike))
    marks = "".join(letter for letter, is_on in flags if is_on)
    if run.link is not None:
        marks += f"→{run.link.target}"
    text = f"{{{{{run.text}}}}}" if run.is_value else run.text
    return f"⟨{marks}:{text}⟩" if marks else text
