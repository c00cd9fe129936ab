"""Stamps: where in its file each element of the markup was written, carried through `extends`, macros and loops.

Before Jinja2 parses a file, a stamp goes before each `<` of its text. Rendered, the stamps are taken out again, and
what they said is kept beside the clean markup. They are made of noncharacters, which no file and no slide may hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from summitdeck.frozen import dataclass
from summitdeck.problems import Span
from summitdeck.scene.references import read_number, write_number
from summitdeck.scene.template_files import TemplateFile

_BEGIN, _COMMA, _END = "\ufddc", "\ufdde", "\ufddd"
_STAMP = re.compile(f"{_BEGIN}([^{_COMMA}]+){_COMMA}([^{_END}]+){_END}")


def stamp(file: TemplateFile, tokens: Iterable[tuple[int, str, str]]) -> str:
    """The file's text with a stamp before each `<` that is markup. `tokens` are Jinja2's, of the same text."""
    text = file.source.text
    parts: list[str] = []
    done = at = 0
    for _, kind, value in tokens:
        start = text.find(value, at)
        if start < 0:
            continue  # Jinja2 leaves out the line end at the end of a file
        at = start + len(value)
        if kind != "data":
            continue
        for found in re.finditer("<", value):
            here = start + found.start()
            parts += (text[done:here], f"{_BEGIN}{write_number(file.number)}{_COMMA}{write_number(here)}{_END}")
            done = here
    return "".join([*parts, text[done:]])


def without_stamps(markup: str) -> str:
    """The markup as Jinja2 made it of unstamped files."""
    return _STAMP.sub("", markup) if _BEGIN in markup else markup


@dataclass(frozen=True, slots=True)
class Stamped:
    """Markup without its stamps, and what they said."""

    data: bytes
    """UTF-8."""
    offsets: tuple[int, ...]
    """Where in `data` each stamp stood, rising."""
    places: tuple[tuple[int, int], ...]
    """For each stamp the file's number and the offset in its text."""
    files: Sequence[TemplateFile]

    def span(self, offset: int, length: int = 1) -> Span:
        """Where the byte at `offset` was written: exact for an element's `<`, for other text its line as a rule."""
        index = bisect_right(self.offsets, offset) - 1
        if index < 0:
            return Span(self.files[0].source.name, 1, 1) if self.files else Span("", 1, 1)
        number, start = self.places[index]
        source = self.files[number].source
        between = self.data[self.offsets[index] : offset].decode("utf-8", "replace")
        if "\n" not in between:
            exact = start + len(between) if source.text.startswith(between, start) else start
            return source.span(exact, exact + length)
        for _ in range(between.count("\n")):
            start = source.text.find("\n", start) + 1 or start
        line = re.compile(r"[ \t]*").match(source.text, start)
        begin = line.end() if line else start
        return source.span(begin, begin + length)

    def find(self, offset: int, pattern: str) -> Span | None:
        """Where in its file, inside the tag that begins at `offset`, stands what a regular expression finds."""
        index = bisect_right(self.offsets, offset) - 1
        if index < 0 or self.offsets[index] != offset:
            return None
        number, start = self.places[index]
        source = self.files[number].source
        found = re.compile(f"[^>]*?({pattern})").match(source.text, start)
        return source.span(found.start(1), found.end(1)) if found else None


def take_stamps(markup: str, files: Sequence[TemplateFile]) -> Stamped:
    """The markup's bytes, and where each of its elements was written."""
    offsets: list[int] = []
    places: list[tuple[int, int]] = []
    chunks: list[bytes] = []
    size = done = 0
    for found in _STAMP.finditer(markup):
        chunk = markup[done : found.start()].encode()
        chunks.append(chunk)
        size += len(chunk)
        done = found.end()
        offsets.append(size)
        places.append((read_number(found[1]), read_number(found[2])))
    chunks.append(markup[done:].encode())
    return Stamped(b"".join(chunks), tuple(offsets), tuple(places), files)
