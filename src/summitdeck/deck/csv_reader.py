"""CSV as RFC 4180 has it, read so that every entry knows its place.

Commas part the entries, quotes may stand around one and then hold commas, line ends and doubled quotes. Blank lines
count for nothing.
"""

from __future__ import annotations

import re

from summitdeck.deck.source import Source
from summitdeck.frozen import NamedTuple
from summitdeck.problems import Problem, Span, error

_QUOTED = re.compile(r'"((?:[^"]|"")*+)"').match
_PLAIN = re.compile(r"[^,\r\n]*+").match
_LINE_END = re.compile(r"\r\n|\r|\n").match


class Entry(NamedTuple):
    """One entry of a line."""

    text: str
    """Without the quotes around it."""
    start: int
    """Offset in the file of its first character, the quote included."""
    end: int

    def span(self, source: Source) -> Span:
        """Where it stands."""
        return source.span(self.start, max(self.end, self.start + 1))


def read_csv(source: Source) -> tuple[list[list[Entry]], list[Problem]]:
    """The lines of a CSV file that are not blank, each as its entries, and what is wrong.

    Errors: `bad-csv` for a quote that is not closed or has something behind it; what follows is not read.
    """
    text, at = source.text, 0
    lines: list[list[Entry]] = []
    line: list[Entry] = []
    while at < len(text):
        quoted = _QUOTED(text, at) if text[at] == '"' else None
        if text[at] == '"' and quoted is None:
            return lines, [error("bad-csv", "the quote that opens here is not closed", source.span(at))]
        found = quoted or _PLAIN(text, at)
        assert found is not None
        words = quoted[1].replace('""', '"') if quoted else found[0]
        line.append(Entry(words, at, found.end()))
        at = found.end()
        if text[at : at + 1] == ",":
            at += 1
            if at < len(text):
                continue
            line.append(Entry("", at, at))
        elif at < len(text) and _LINE_END(text, at) is None:
            hint = 'within quotes a quote is written twice: ""'
            return lines, [error("bad-csv", "something stands behind a closing quote", source.span(at), hint)]
        end = _LINE_END(text, at)
        at = end.end() if end else at
        if len(line) > 1 or line[0].start < line[0].end:
            lines.append(line)
        line = []
    return lines, []
