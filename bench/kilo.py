"""The Kilo deck as content for the other tools, taken from the file summitdeck makes of it."""

from pathlib import Path
from typing import Any

from bench.content import Bullet, Deck, Picture, Slide


def read_presentation(path: Path, folder: Path) -> Deck:
    """Return what the slides of `path` hold; their pictures are written into `folder`/kilo."""
    from pptx import Presentation

    (folder / "kilo").mkdir(parents=True, exist_ok=True)
    slides = Presentation(str(path)).slides
    return Deck("kilo", tuple(_slide(slide, folder, number) for number, slide in enumerate(slides, start=1)))


def _slide(slide: Any, folder: Path, number: int) -> Slide:
    title = slide.shapes.title
    bullets: list[Bullet] = []
    rows: list[tuple[str, ...]] = []
    pictures: list[Picture] = []
    for shape in slide.shapes:
        if shape.has_text_frame and shape.element is not (title.element if title is not None else None):
            bullets += [] if _is_furniture(shape) else _bullets(shape)
        elif getattr(shape, "has_table", False) and shape.has_table:
            rows += [tuple(cell.text for cell in row.cells) for row in shape.table.rows]
        elif hasattr(shape, "image"):
            pictures.append(_picture(shape, folder, f"{number:02}-{len(pictures)}"))
    notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
    return Slide(
        _line(title.text if title is not None else ""),
        tuple(bullets),
        tuple(rows),
        tuple(pictures),
        _line(notes),
    )


def _is_furniture(shape: Any) -> bool:
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND

    return shape.is_placeholder and shape.placeholder_format.type in {KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER}


def _bullets(shape: Any) -> list[Bullet]:
    paragraphs = shape.text_frame.paragraphs
    return [Bullet(paragraph.level, _line(paragraph.text)) for paragraph in paragraphs if paragraph.text.strip()]


def _picture(shape: Any, folder: Path, stem: str) -> Picture:
    path = folder / "kilo" / f"{stem}.{shape.image.ext}"
    path.write_bytes(shape.image.blob)
    return Picture(path.relative_to(folder).as_posix(), shape.element.nvPicPr.cNvPr.get("descr", ""))


def _line(text: str) -> str:
    return " ".join(text.split())
