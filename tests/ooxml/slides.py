"""Tiny decks with slides, as readable XML, and what is read of them: each test states only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ooxml.packages import Files, deck, layout, master, page, presentation, relations, theme, write_folder
from summitdeck.ooxml.package_reader import open_package
from summitdeck.ooxml.proof.model import Page, Text
from summitdeck.ooxml.proof.slide_reader import DeckReader, open_deck

POINT = 12700
TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


def paragraph(*pieces: str, properties: str = "", end: str = "") -> str:
    """A paragraph; a piece that is no XML is a plain run."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in pieces)
    return f"<a:p>{properties}{inside}{end}</a:p>"


def run(text: str, attributes: str = "", children: str = "") -> str:
    """A run with its properties."""
    return f"<a:r><a:rPr {attributes}>{children}</a:rPr><a:t>{text}</a:t></a:r>"


def box(
    *paragraphs: str,
    mark: str | None = None,
    name: str = "Box 1",
    frame: tuple[int, int, int, int] | None = (0, 0, 400, 300),
    body: str = "<a:bodyPr/>",
    levels: str = "",
    geometry: str = "rect",
    turn: int = 0,
) -> str:
    """A shape with text, its frame in points: a placeholder with `mark`, the attributes of its `p:ph`, else a shape."""
    placed = ""
    if frame:
        x, y, width, height = (side * POINT for side in frame)
        turned = f' rot="{turn * 60000}"' if turn else ""
        placed = f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        placed += f'<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
    slot = f"<p:ph {mark}/>" if mark is not None else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="7" name="{name}"/><p:cNvSpPr/><p:nvPr>{slot}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{placed}</p:spPr><p:txBody>{body}<a:lstStyle>{levels}</a:lstStyle>{''.join(paragraphs)}</p:txBody></p:sp>"
    )


def table(
    columns: Sequence[int],
    rows: Sequence[tuple[int, Sequence[str]]],
    *,
    properties: str = "<a:tblPr/>",
    frame: tuple[int, int, int, int] = (0, 0, 400, 300),
) -> str:
    """A table: widths of columns, heights of rows (points) with their cells (`a:tc`)."""
    x, y, width, height = (side * POINT for side in frame)
    grid = "".join(f'<a:gridCol w="{column * POINT}"/>' for column in columns)
    said = "".join(f'<a:tr h="{height * POINT}">{"".join(cells)}</a:tr>' for height, cells in rows)
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="8" name="Table 1"/><p:cNvGraphicFramePr/><p:nvPr/>'
        f'</p:nvGraphicFramePr><p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{TABLE_URI}"><a:tbl>{properties}<a:tblGrid>{grid}</a:tblGrid>{said}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def cell(*paragraphs: str, attributes: str = "", properties: str = "<a:tcPr/>") -> str:
    """A cell of a table."""
    inside = "".join(paragraphs) or "<a:p/>"
    return f"<a:tc {attributes}><a:txBody><a:bodyPr/><a:lstStyle/>{inside}</a:txBody>{properties}</a:tc>"


def slides(
    *shapes: str,
    on_layout: str = "",
    on_master: str = "",
    styles: str | None = "<p:titleStyle/><p:bodyStyle/>",
    default_text: str = "",
    attributes: Sequence[str] = (),
    theme_part: str | None = None,
    more: Files | None = None,
) -> Files:
    """A deck with a slide for each text of shapes, all on one layout. `attributes` are those of the slides' roots."""
    numbers = range(1, len(shapes) + 1)
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n + 1}"/>' for n in numbers)
    to_master = ("slideMaster", "slideMasters/slideMaster1.xml")
    said = [*attributes, *[""] * (len(shapes) - len(attributes))]
    parts: Files = {f"ppt/slides/slide{n}.xml": page("sld", shapes[n - 1], attributes=said[n - 1]) for n in numbers}
    to_layout = relations(("slideLayout", "../slideLayouts/slideLayout1.xml"))
    parts |= {f"ppt/slides/_rels/slide{n}.xml.rels": to_layout for n in numbers}
    parts["ppt/_rels/presentation.xml.rels"] = relations(
        to_master, *(("slide", f"slides/slide{n}.xml") for n in numbers)
    )
    return deck(
        layout(on_layout),
        master_part=master(on_master, styles=styles),
        presentation_part=presentation(default_text=default_text, rest=f"<p:sldIdLst>{ids}</p:sldIdLst>"),
        theme_part=theme_part or theme(),
        more={**parts, **(more or {})},
    )


def read(folder: Path, files: Files) -> list[Page]:
    """The slides of a deck, read."""
    package = open_package(write_folder(folder / "deck", files))
    reader = open_deck(package, "deck")  # type: ignore[arg-type]
    assert isinstance(reader, DeckReader), reader
    return list(reader.pages())


def texts(folder: Path, files: Files) -> tuple[Text, ...]:
    """The texts of a deck's first slide."""
    first = read(folder, files)[0]
    assert not first.problems, first.problems
    return first.texts
