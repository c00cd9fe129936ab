"""The structure of the Kilo report, as the original text has it and as a deck has it, in one plain form.

Each slide is a title in a line of its own, then lines: `- bullet`, indented by two spaces a level, and
`| cell | cell |` for a row of a table; the title page has lines without dashes. Bold stands as `**bold**`, a link
as `<address>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from summitdeck.deck.model import Content, Deck, Paragraph, Slide, Table, Words

TITLE_PAGE = ("subtitle", "author", "note")
"""The fields of the title page below its title."""
FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


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


def presentation_to_structure(path: Path) -> str:
    """The structure of a written file, read by a program that is not ours: shapes in reading order, furniture apart."""
    from pptx import Presentation

    slides = enumerate(Presentation(str(path)).slides)
    return "\n\n".join("\n".join(_shape_lines(slide, is_title_page=number == 0)) for number, slide in slides) + "\n"


def _shape_lines(slide: Any, is_title_page: bool) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.is_placeholder and shape.placeholder_format.type in FURNITURE:
            continue
        if shape.has_text_frame:
            is_plain = is_title_page or shape == slide.shapes.title
            for paragraph in shape.text_frame.paragraphs:
                yield _written(paragraph) if is_plain else f"{'  ' * paragraph.level}- {_written(paragraph)}"
        elif shape.has_table:
            for row in shape.table.rows:
                yield f"| {' | '.join(cell.text_frame.text for cell in row.cells)} |"


def _written(paragraph: Any) -> str:
    """A paragraph's words with their marks; bold is what the run itself says, not its style."""
    texts = [f"<{run.hyperlink.address}>" if run.hyperlink.address else run.text for run in paragraph.runs]
    return "".join(f"**{text}**" if run.font.bold else text for run, text in zip(paragraph.runs, texts, strict=True))
