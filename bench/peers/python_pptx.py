"""The benchmark's deck through python-pptx, as its manual shows: `python python_pptx.py DECK.json OUT`."""

import json
import sys
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Inches


def main(source: Path, target: Path) -> None:
    """Read the deck from `source`, write the presentation to `target`."""
    deck = json.loads(source.read_text(encoding="utf-8"))
    presentation = Presentation()
    for slide in deck["slides"]:
        page = presentation.slides.add_slide(presentation.slide_layouts[1])
        page.shapes.title.text = slide["title"]
        _add_bullets(page.placeholders[1], slide["bullets"])
        if slide["table"]:
            _add_table(page, slide["table"])
        for picture in slide["pictures"]:
            shape = page.shapes.add_picture(str(source.parent / picture["path"]), Inches(5), Inches(2), Inches(4.5))
            shape._element.nvPicPr.cNvPr.set("descr", picture["alt"])
        if slide["notes"]:
            page.notes_slide.notes_text_frame.text = slide["notes"]
    presentation.save(str(target))


def _add_bullets(body: Any, bullets: list[dict[str, Any]]) -> None:
    frame = body.text_frame
    for number, bullet in enumerate(bullets):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.text, paragraph.level = bullet["text"], bullet["level"]


def _add_table(page: Any, rows: list[list[str]]) -> None:
    shape = page.shapes.add_table(len(rows), len(rows[0]), Inches(5), Inches(2), Inches(4.5), Inches(3))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            shape.table.cell(y, x).text = text


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
