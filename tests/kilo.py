"""The structure of the Kilo report, as the original text has it and as a deck has it, in one plain form.

Each slide is a title in a line of its own, then lines: `- bullet`, indented by two spaces a level, and
`| cell | cell |` for a row of a table; the title page has lines without dashes. Bold stands as `**bold**`, a link
as `<address>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summitdeck.deck.model import Content, Deck, Paragraph, Slide, Table, Words

TITLE_PAGE = ("subtitle", "author", "note")
"""The fields of the title page below its title."""


def text_to_structure(text: str) -> str:
    """The structure of the original text.

    The title page ends with its note, which begins with ※. On the other slides a line that begins with neither
    blank nor dash is a title, a blank before a dash is a level, and rows have tabs between their cells. A bullet
    with blank lines around it and a list behind it is that list's parent.
    """
    lines = text.splitlines()
    found: list[str] = []
    is_title_page = True
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        bullet = re.match(r"( *)- (.*)", line)
        if bullet:
            level = len(bullet[1]) + _has_lone_parent(lines, at)
            found.append(f"{'  ' * level}- {bullet[2].strip()}")
        elif "\t" in line:
            found.append(f"| {' | '.join(line.split(chr(9)))} |")
        elif is_title_page and found:
            found.append(line.strip())
            is_title_page = not line.startswith("※")
        else:
            found += ["", line.strip()]
    return "\n".join([*found[1:], ""])


def _has_lone_parent(lines: list[str], at: int) -> bool:
    """Whether the list that a bullet stands in follows a bullet with blank lines around it."""
    while lines[at - 1].lstrip().startswith("- "):
        at -= 1
    above = lines[at - 1 :: -1]
    return bool(above) and not above[0].strip() and above[1].startswith("- ") and not above[2].strip()


def deck_to_structure(deck: Deck) -> str:
    """The structure of a deck whose values are resolved."""
    return "\n\n".join("\n".join(_slide_lines(slide)) for slide in deck.slides) + "\n"


def _slide_lines(slide: Slide) -> Iterator[str]:
    yield from (line.lstrip("- ") for line in _content_lines(slide.fields["title"].content))
    for name in (*TITLE_PAGE, "body"):
        if name in slide.fields:
            for line in _content_lines(slide.fields[name].content):
                yield line.lstrip("- ") if name in TITLE_PAGE else line


def _content_lines(content: Content) -> Iterator[str]:
    for block in content.blocks:
        match block:
            case Paragraph(words=words, level=level):
                yield f"{'  ' * level}- {_marked(words)}"
            case Table(rows=rows):
                yield from (f"| {' | '.join(_marked(cell.words) for cell in row)} |" for row in rows)


def _marked(words: Words) -> str:
    texts = [f"<{run.link.target}>" if run.link is not None else run.text for run in words]
    return "".join(f"**{text}**" if run.bold else text for run, text in zip(words, texts, strict=True))
