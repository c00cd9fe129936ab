"""A small template and scenes on it, made by hand: what the writer's tests write."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from summitdeck.assets.images import Image
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.scene.base import Base, BaseLayout, Frame, Insets, Slot
from summitdeck.scene.model import (
    Crop,
    FurnitureShape,
    Page,
    PictureShape,
    RuleShape,
    Scene,
    SceneCell,
    SceneParagraph,
    SceneRun,
    Shape,
    SlideLink,
    TableShape,
    TextBody,
    TextShape,
    WebLink,
)
from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = {
    "a": A,
    "p": P,
    "r": R,
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XMLNS = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
WIDTH, HEIGHT = 12192000, 6858000
FACE = Face("Calibri", "Yu Gothic")
PALETTE = {"tx1": "1F2933", "bg1": "FFFFFF", "tx2": "52606D", "bg2": "F0F4F8"} | {
    f"accent{n}": color for n, color in enumerate(("1F5FA8", "C05621", "2F855A", "805AD5", "B7791F", "9B2C2C"), 1)
}

TITLE_FRAME = Frame(609600, 365760, 10972800, 914400)
BODY_FRAME = Frame(609600, 1463040, 10972800, 4572000)
PICTURE_FRAME = Frame(609600, 1463040, 5486400, 4114800)


def _levels(size: int, *, bullets: bool) -> tuple[LevelStyle, ...]:
    bullet = Bullet(BulletKind.CHARACTER, "•", "Arial") if bullets else Bullet()
    return tuple(
        LevelStyle(
            size=max(1400, size - 200 * n),
            face=FACE,
            margin_left=285750 + 342900 * n if bullets else 0,
            indent=-285750 if bullets else 0,
            bullet=bullet,
        )
        for n in range(9)
    )


def slot(kind: str, idx: int = 0, frame: Frame = BODY_FRAME, size: str | None = None, *, bullets: bool = True) -> Slot:
    """A slot of the template's layouts."""
    text = 3200 if "itle" in kind else 2400
    return Slot(kind, idx, kind, frame, Insets(), "t", "normal", _levels(text, bullets=bullets), size)


TITLE = slot("title", frame=TITLE_FRAME, bullets=False)
BODY = slot("obj", 1)
PICTURE = slot("pic", 13, size="half")
DATE = slot("dt", 10, Frame(609600, 6309360, 2743200, 365760), "half", bullets=False)
FOOTER = slot("ftr", 11, Frame(3962400, 6309360, 4267200, 365760), "quarter", bullets=False)
NUMBER = slot("sldNum", 12, Frame(8839200, 6309360, 2743200, 365760), "quarter", bullets=False)
CONTENT = BaseLayout(
    "Title and Content", "obj", "/ppt/slideLayouts/slideLayout1.xml", (TITLE, BODY, DATE, FOOTER, NUMBER)
)
PICTURED = BaseLayout("Picture", "picTx", "/ppt/slideLayouts/slideLayout2.xml", (TITLE, PICTURE, DATE, FOOTER, NUMBER))
BASE = Base(
    WIDTH,
    HEIGHT,
    (CONTENT, PICTURED),
    PALETTE,
    TITLE_FRAME,
    BODY_FRAME,
    tuple(LevelStyle(face=FACE, margin_left=457200 * n) for n in range(9)),
    _levels(2400, bullets=True),
    "Calibri",
    "Yu Gothic",
    "Calibri",
    "Yu Gothic",
)


def png(width: int = 2, height: int = 2, shade: int = 128) -> bytes:
    """A grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + packed + chunk(b"IEND", b"")


def image(width: int = 4, height: int = 3, shade: int = 128) -> Image:
    """A raster picture."""
    data = png(width, height, shade)
    return Image(hashlib.sha256(data).hexdigest(), "png", width, height, data)


def drawing(width: int = 40, height: int = 30) -> Image:
    """An SVG with its PNG."""
    data = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#1F5FA8"/></svg>'
    ).encode()
    return Image(hashlib.sha256(data).hexdigest(), "svg", width, height, data, png(width, height))


def words(text: str, **marks: object) -> SceneParagraph:
    """A paragraph of one run; `level`, `bullet`, `start`, `align`, `size` and spacings are the paragraph's."""
    own = {
        k: marks.pop(k) for k in ("level", "bullet", "start", "align", "size", "line_spacing", "before") if k in marks
    }
    return SceneParagraph((SceneRun(text, **marks),) if text else (), **own)  # type: ignore[arg-type]


def body(*paragraphs: SceneParagraph | str, autofit: str | None = "normal") -> TextBody:
    """A text body of paragraphs; a string is a plain one."""
    return TextBody(tuple(words(p) if isinstance(p, str) else p for p in paragraphs), autofit)


def title(text: str = "展示 Booths") -> TextShape:
    """The title slot, filled."""
    return TextShape("Title", TITLE_FRAME, body(text), TITLE, role="title")


def text(*paragraphs: SceneParagraph | str, autofit: str | None = "normal") -> TextShape:
    """The body slot, filled."""
    return TextShape("Content Placeholder", BODY_FRAME, body(*paragraphs, autofit=autofit), BODY, role="body")


def box(*paragraphs: SceneParagraph | str, **options: object) -> TextShape:
    """A text box; `levels` default to the base's plain text."""
    told = {"levels": BASE.text, "name": "TextBox", "frame": Frame(609600, 5486400, 4572000, 457200), **options}
    frame, name = told.pop("frame"), told.pop("name")
    return TextShape(name, frame, body(*paragraphs, autofit=None), None, True, **told)  # type: ignore[arg-type]


def picture(shown: Image, frame: Frame = PICTURE_FRAME, **options: object) -> PictureShape:
    """A free picture with alt text."""
    told = {"alt": "A grey wall", **options}
    return PictureShape("Picture", frame, shown, **told)  # type: ignore[arg-type]


def table(rows: Sequence[Sequence[SceneCell | SceneParagraph | str]], **options: object) -> TableShape:
    """A table in the body slot; a string is a cell of one plain paragraph."""
    cells = tuple(tuple(_cell(content) for content in row) for row in rows)
    columns = (1828800,) * len(cells[0])
    heights = (457200,) * len(cells)
    frame = Frame(BODY_FRAME.x, BODY_FRAME.y, sum(columns), sum(heights))
    told = {"size": 1800, "alt": "Who was where", "slot": BODY, **options}
    return TableShape("Table", frame, columns, heights, cells, **told)  # type: ignore[arg-type]


def _cell(content: SceneCell | SceneParagraph | str) -> SceneCell:
    match content:
        case str():
            return SceneCell((words(content),))
        case SceneParagraph():
            return SceneCell((content,))
        case _:
            return content


def furniture(number: int = 1) -> tuple[FurnitureShape, ...]:
    """A date, a footer and the slide's number."""
    return (
        FurnitureShape(DATE, "2014.12.1"),
        FurnitureShape(FOOTER, "R&Dセンター"),
        FurnitureShape(NUMBER, str(number), "slidenum"),
    )


def page(*shapes: Shape, **options: object) -> Page:
    """A page on the content layout."""
    told = {"base": CONTENT, "id": "page", **options}
    return Page(shapes=shapes, **told)  # type: ignore[arg-type]


def scene(*pages: Page, language: str = "ja-JP") -> Scene:
    """A deck of these pages; those without an id of their own get one."""
    named = (replace(p, id=f"page-{n}") if p.id == "page" else p for n, p in enumerate(pages, 1))
    return Scene(BASE, tuple(named), language, "Kilo <報告>", "岩本 & Co")


def covered() -> SceneCell:
    """A cell that a span covers."""
    return SceneCell((words(""),))


def everything() -> Scene:
    """A deck with one of each: what validators and other readers are shown."""
    marks = SceneParagraph(
        (
            SceneRun("Huawei"),
            SceneRun("が作った", bold=True),
            SceneRun(" <x> & ", italic=True),
            SceneRun("f(x)", code=True),
        )
    )
    listed = [words("三", bullet="number", start=3), words("four", bullet="number"), words("sub", level=1)]
    schedule = [["", "11月3日", "4日"], ["Summit", words("○", align="ctr"), ""], ["人数", "1,200", "34"]]
    merged = [["a", "b", "c"], [SceneCell((words("span"),), 2, 2), covered(), "x"], [covered(), covered(), "y"]]
    return scene(
        page(
            title(),
            text("参加者多い", marks, words("web", link=WebLink("https://example.com/日本 語")), *listed),
            furniture=furniture(1),
            notes=(
                words("ここで一息。"),
                words("point", bullet="bullet"),
                words("web", link=WebLink("https://e.com/")),
            ),
        ),
        page(title("Schedule"), table(schedule, total=True), box("説明", fill="bg2"), section="日程 & places"),
        page(title("Merged"), table(merged, header=2, slot=None), furniture=furniture(3), notes=()),
        page(
            title("Pictures"),
            picture(drawing(), crop=Crop(10000, 0, 10000, 0)),
            picture(image(), Frame(6400800, 1463040, 2743200, 2057400), decorative=True, link=SlideLink(0)),
            picture(image(), Frame(6400800, 3657600, 2743200, 2057400), link=WebLink("mailto:a@example.com")),
            RuleShape("Rule", Frame(609600, 1371600, 5486400, 38100), "accent1"),
        ),
        page(
            title('"Slot"'),
            picture(image(8, 3), PICTURE.frame, slot=PICTURE, alt='He said "no"'),
            base=PICTURED,
            hidden=True,
            section="More",
        ),
        page(title("two\nlines"), box(words("x = 1  # 返す", code=True, color="accent2"), words("", level=1))),
    )


def _placeholder(slot: Slot, number: int, text: str = "") -> str:
    kind = "" if slot.kind == "obj" else f' type="{slot.kind}"'
    size = f' sz="{slot.size}"' if slot.size else ""
    idx = f' idx="{slot.idx}"' if slot.idx else ""
    f = slot.frame
    field = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    )
    inside = field if slot.kind == "sldNum" else f'<a:r><a:rPr lang="en-US"/><a:t>{text or slot.kind}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{slot.kind} {number - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph{kind}{size}{idx}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{f.x}" y="{f.y}"/>'
        f'<a:ext cx="{f.width}" cy="{f.height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p>{inside}</a:p></p:txBody></p:sp>"
    )


def _tree(slots: Sequence[Slot]) -> str:
    return (
        '<p:cSld name="{}"><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        "<p:grpSpPr/>"
        + "".join(_placeholder(slot, number) for number, slot in enumerate(slots, 2))
        + "</p:spTree></p:cSld>"
    )


def _level(number: int, style: LevelStyle) -> str:
    bullet = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if style.bullet.character else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr marL="{style.margin_left}" indent="{style.indent}">{bullet}<a:defRPr sz="{style.size}">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def _levels_xml(levels: Sequence[LevelStyle]) -> str:
    return "".join(_level(number, style) for number, style in enumerate(levels, 1))


def _theme() -> str:
    colors = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"} | {
        f"accent{n}": f"accent{n}" for n in range(1, 7)
    }
    scheme = "".join(f'<a:{name}><a:srgbClr val="{PALETTE[role]}"/></a:{name}>' for name, role in colors.items())
    links = '<a:hlink><a:srgbClr val="1F5FA8"/></a:hlink><a:folHlink><a:srgbClr val="805AD5"/></a:folHlink>'
    faces = '<a:latin typeface="Calibri"/><a:ea typeface="Yu Gothic"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="{A}" name="Small"><a:themeElements>'
        f'<a:clrScheme name="Small">{scheme}{links}</a:clrScheme>'
        f'<a:fontScheme name="Small"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Small"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _master(layouts: Sequence[BaseLayout]) -> str:
    roles = "".join(f' {n}="{n}"' for n in (*(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink"))
    ids = "".join(f'<p:sldLayoutId id="{2147483648 + n}" r:id="rId{n}"/>' for n in range(1, len(layouts) + 1))
    master_body = replace(BODY, kind="body")
    return (
        f"{_HEAD}<p:sldMaster {_XMLNS}>{_tree((TITLE, master_body, DATE, FOOTER, NUMBER))}"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"{roles}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>'
        f"<p:txStyles><p:titleStyle>{_levels_xml(TITLE.levels)}</p:titleStyle><p:bodyStyle>{_levels_xml(BODY.levels)}"
        f"</p:bodyStyle><p:otherStyle>{_levels_xml(BASE.text)}</p:otherStyle></p:txStyles></p:sldMaster>"
    ).replace(' name="{}"', "")


def find(part: Part | str, path: str) -> list[str | etree._Element]:
    """What an XPath finds in a part, or in XML with the usual prefixes: elements, or attributes and texts."""
    if isinstance(part, str):
        part = Part("", "", f"<x {_XMLNS}>{part}</x>".encode())
    found: list[str | etree._Element] = etree.fromstring(part.data).xpath(path, namespaces=NS)
    return found


def template() -> Package:
    """A template without slides: one master, a content layout and a picture layout, no notes master."""
    layouts = (CONTENT, PICTURED)
    master_name, theme_name = "/ppt/slideMasters/slideMaster1.xml", "/ppt/theme/theme1.xml"
    presentation = (
        f'{_HEAD}<p:presentation {_XMLNS} saveSubsetFonts="1"><p:sldMasterIdLst>'
        f'<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{_levels_xml(BASE.text)}</p:defaultTextStyle></p:presentation>"
    )
    named = [
        Part(
            "/ppt/presentation.xml",
            _TYPE + "presentation.main+xml",
            presentation.encode(),
            (Relation("rId1", R + "/slideMaster", master_name), Relation("rId2", R + "/theme", theme_name)),
        ),
        Part(
            master_name,
            _TYPE + "slideMaster+xml",
            _master(layouts).encode(),
            (
                *(Relation(f"rId{n}", R + "/slideLayout", layout.part) for n, layout in enumerate(layouts, 1)),
                Relation("rId9", R + "/theme", theme_name),
            ),
        ),
        Part(theme_name, "application/vnd.openxmlformats-officedocument.theme+xml", _theme().encode()),
    ]
    for layout in layouts:
        tree = _tree(layout.slots).replace("{}", layout.name)
        colors = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        xml = f'{_HEAD}<p:sldLayout {_XMLNS} type="{layout.kind}" preserve="1">{tree}{colors}</p:sldLayout>'
        master = (Relation("rId1", R + "/slideMaster", master_name),)
        named.append(Part(layout.part, _TYPE + "slideLayout+xml", xml.encode(), master))
    return Package(
        {part.name: part for part in named}, (Relation("rId1", R + "/officeDocument", "/ppt/presentation.xml"),)
    )
