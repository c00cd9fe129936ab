"""Tables as PowerPoint's own: a graphic frame with a grid, a built-in style, and every length written.

Cells inherit no size and are never fitted by PowerPoint: each run and each end of paragraph says its size. The
look is the style's, and what no built-in style has: light rules between the rows, and a header and a total told
by weight and a tint. These are written on the cells, and the weight too, which LibreOffice does not take from a style.
"""

from __future__ import annotations

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.drawing import Look, Pen, color_to_xml, paragraphs_to_xml
from summitdeck.ooxml.shapes import placeholder, shape_name, transform
from summitdeck.scene.model import SceneCell, TableShape

if TYPE_CHECKING:
    from typing import Final


TABLE_STYLE: Final = "{3B4B98B0-60AC-42C2-AFA5-B58CD77FA1E5}"
"""PowerPoint's built-in "Light Style 1 - Accent 1": rules above, below and under the header, the header bold. It
needs no definition in the file and follows the theme."""
_TABLE_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
_DEFAULT_MARGINS: Final = (91440, 45720, 91440, 45720)
_STRONG: Final = '<a:schemeClr val="accent1"/>'
_LIGHT: Final = '<a:schemeClr val="tx1"><a:lumMod val="25000"/><a:lumOff val="75000"/></a:schemeClr>'
"""A quiet grey beside dark text; on a dark ground, where text is white, white."""
_TINT_ALPHA, _LIGHT_ALPHA = 12000, 45000
"""1/1000 %. Laid over the ground, so that it is a tint of a light one as of a dark one."""
_STRONG_WIDTH, _LIGHT_WIDTH = 12700, 6350  # 1 pt as the style's own rules, and half of it


def table_to_xml(shape: TableShape, number: int, pen: Pen) -> str:
    """A table in a slot or free, with its alt text."""
    slot = placeholder(shape.slot) if shape.slot is not None else ""
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in shape.columns)
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{shape_name(shape.name, number, shape.alt)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"{f'<p:nvPr>{slot}</p:nvPr>' if slot else '<p:nvPr/>'}</p:nvGraphicFramePr>{transform(shape.frame, 'p:xfrm')}"
        f'<a:graphic><a:graphicData uri="{_TABLE_URI}"><a:tbl>{_style(shape)}<a:tblGrid>{columns}</a:tblGrid>'
        f"{_rows(shape, pen)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _style(shape: TableShape) -> str:
    header = ' firstRow="1"' if shape.header else ""
    total = ' lastRow="1"' if shape.total else ""
    return f"<a:tblPr{header}{total}><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>"


def _rows(shape: TableShape, pen: Pen) -> str:
    plain = Look(size=shape.size)
    bold = Look(size=shape.size, bold=True)
    spans = _spans(shape.cells)
    margins = _margins(shape.margins)
    header_tint = f"<a:solidFill>{_alpha(shape.color or 'accent1', _TINT_ALPHA)}</a:solidFill>"
    rows = []
    for row, (height, cells) in enumerate(zip(shape.rows, shape.cells, strict=True)):
        told = row < shape.header or (shape.total and row == len(shape.rows) - 1)
        tint = header_tint if row < shape.header else ""
        written = [
            _cell(cell, spans.get((row, column), ""), bold if told else plain, pen)
            + f'<a:tcPr{margins} anchor="ctr">{_rules(shape, row, cell.rows)}{tint}</a:tcPr></a:tc>'
            for column, cell in enumerate(cells)
        ]
        rows.append(f'<a:tr h="{height}">{"".join(written)}</a:tr>')
    return "".join(rows)


def _margins(margins: tuple[int, int, int, int]) -> str:
    names = ("marL", "marT", "marR", "marB")
    told = zip(names, margins, _DEFAULT_MARGINS, strict=True)
    return "".join(f' {name}="{margin}"' for name, margin, usual in told if margin != usual)


def _rules(shape: TableShape, row: int, height: int) -> str:
    """The rules above and below a cell of `height` rows; the table's own first and last one are the style's."""
    return _rule("lnT", shape, row) + _rule("lnB", shape, row + height)


def _rule(tag: str, shape: TableShape, above: int) -> str:
    """The rule above row `above`, on the side of a cell that meets it."""
    count = len(shape.rows)
    if not 0 < above < count:
        return ""
    strong = above == shape.header or (shape.total and above == count - 1)
    own = shape.color
    if strong:
        width, color = _STRONG_WIDTH, color_to_xml(own) if own else _STRONG
    else:
        width, color = _LIGHT_WIDTH, _alpha(own, _LIGHT_ALPHA) if own else _LIGHT
    return (
        f'<a:{tag} w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>{color}</a:solidFill>'
        f'<a:prstDash val="solid"/></a:{tag}>'
    )


def _alpha(color: str, alpha: int) -> str:
    """A colour that lets some of the ground through."""
    return color_to_xml(color, f'<a:alpha val="{alpha}"/>')


def _spans(cells: tuple[tuple[SceneCell, ...], ...]) -> dict[tuple[int, int], str]:
    """The span attributes of every cell that spans or is covered, by row and column. PowerPoint repeats the
    span along the upper and the left edge of the block, and marks all but its first cell as merged."""
    spans = {}
    for row, across in enumerate(cells):
        for column, cell in enumerate(across):
            down = f' rowSpan="{cell.rows}"' if cell.rows > 1 else ""
            right = f' gridSpan="{cell.columns}"' if cell.columns > 1 else ""
            if not (down or right):
                continue
            for r in range(cell.rows):
                for c in range(cell.columns):
                    merged = (' hMerge="1"' if c else "") + (' vMerge="1"' if r else "")
                    spans[row + r, column + c] = (down if not r else "") + (right if not c else "") + merged
    return spans


def _cell(cell: SceneCell, spans: str, look: Look, pen: Pen) -> str:
    """One cell of the full grid up to its properties; one that a span covers is written too, and stays empty."""
    paragraphs = paragraphs_to_xml(cell.paragraphs, look, pen)
    return f"<a:tc{spans}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</a:txBody>"
