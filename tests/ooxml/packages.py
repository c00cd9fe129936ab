"""Tiny presentations as readable XML: each test states only what it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARED = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml."

COLORS = {
    "dk1": '<a:sysClr val="windowText" lastClr="111111"/>',
    "lt1": '<a:sysClr val="window" lastClr="FFFFFF"/>',
    "dk2": '<a:srgbClr val="1F2A44"/>',
    "lt2": '<a:srgbClr val="EEF1F6"/>',
    "accent1": '<a:srgbClr val="4472C4"/>',
    "accent2": '<a:srgbClr val="ED7D31"/>',
    "accent3": '<a:srgbClr val="A5A5A5"/>',
    "accent4": '<a:srgbClr val="FFC000"/>',
    "accent5": '<a:srgbClr val="5B9BD5"/>',
    "accent6": '<a:srgbClr val="70AD47"/>',
    "hlink": '<a:srgbClr val="0563C1"/>',
    "folHlink": '<a:srgbClr val="954F72"/>',
}
JAPANESE_FACES = '<a:font script="Jpan" typeface="游ゴシック"/><a:font script="Hans" typeface="等线"/>'
CLEAR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def theme(major: str = "Georgia", minor: str = "Arial", east_asian: str = "", listed: str = JAPANESE_FACES) -> str:
    """A theme part."""
    colors = "".join(f"<a:{name}>{color}</a:{name}>" for name, color in COLORS.items())
    fonts = "".join(
        f'<a:{which}Font><a:latin typeface="{face}"/><a:ea typeface="{east_asian}"/><a:cs typeface=""/>{listed}'
        f"</a:{which}Font>"
        for which, face in (("major", major), ("minor", minor))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    tinted = '<a:solidFill><a:schemeClr val="phClr"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
    gradient = '<a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="phClr"/></a:gs></a:gsLst></a:gradFill>'
    return (
        f'<a:theme xmlns:a="{A}" name="T"><a:themeElements><a:clrScheme name="C">{colors}</a:clrScheme>'
        f'<a:fontScheme name="F">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="S"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:bgFillStyleLst>{fill}{tinted}{gradient}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def shape(
    mark: str,
    *,
    name: str = "Slot",
    frame: tuple[int, int, int, int] | None = None,
    body: str = "<a:bodyPr/>",
    levels: str = "",
    text: str = "",
) -> str:
    """A placeholder: `mark` are the attributes of its `p:ph`, `levels` the content of its list style."""
    placed = ""
    if frame:
        x, y, width, height = frame
        placed = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    run = f"<a:r><a:t>{text}</a:t></a:r>" if text else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{name}"/><p:cNvSpPr/><p:nvPr><p:ph {mark}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{placed}</p:spPr><p:txBody>{body}<a:lstStyle>{levels}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )


def level(number: int, attributes: str = "", *, children: str = "", run: str = "", faces: str = "") -> str:
    """One level of a list style."""
    return f"<a:lvl{number}pPr {attributes}>{children}<a:defRPr {run}>{faces}</a:defRPr></a:lvl{number}pPr>"


def page(
    tag: str, shapes: str, *, attributes: str = "", name: str = "Page", background: str = "", rest: str = ""
) -> str:
    """A master's or layout's part (or a slide's)."""
    tree = f"<p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shapes}</p:spTree>"
    return f'<p:{tag} {DECLARED} {attributes}><p:cSld name="{name}">{background}{tree}</p:cSld>{rest}</p:{tag}>'


def master(
    shapes: str = "", *, styles: str | None = "<p:titleStyle/><p:bodyStyle/>", background: str = "", layouts: int = 1
) -> str:
    """A master's part. `styles` None: it has no text styles at all."""
    ids = "".join(f'<p:sldLayoutId id="{2147483700 + n}" r:id="rId{n}"/>' for n in range(1, layouts + 1))
    said = "" if styles is None else f"<p:txStyles>{styles}</p:txStyles>"
    rest = f"{CLEAR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>{said}"
    return page("sldMaster", shapes, background=background, rest=rest)


def layout(shapes: str = "", *, kind: str = "obj", name: str = "Content", background: str = "", rest: str = "") -> str:
    """A layout's part."""
    return page("sldLayout", shapes, attributes=f'type="{kind}"', name=name, background=background, rest=rest)


def presentation(*, default_text: str = "", rest: str = "", size: str = 'cx="12192000" cy="6858000"') -> str:
    """The presentation part, with `rest` where the schema has it: lists of ids before the size, all else after."""
    ids, after = (rest, "") if "IdLst>" in rest else ("", rest)
    return (
        f'<p:presentation {DECLARED}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'{ids}<p:sldSz {size}/><p:notesSz cx="1" cy="1"/>{after}'
        f"<p:defaultTextStyle>{default_text}</p:defaultTextStyle></p:presentation>"
    )


def relations(*entries: tuple[str, str] | tuple[str, str, str]) -> str:
    """A .rels part: kind and target of rId1, rId2, …; a third word makes the target external."""
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{entry[0]}" Target="{entry[1]}"'
        + (' TargetMode="External"/>' if len(entry) == 3 else "/>")
        for n, entry in enumerate(entries, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'
    )


_TYPES = {
    "ppt/presentation.xml": PRESENTATIONML + "presentation.main+xml",
    "ppt/slideMasters/": PRESENTATIONML + "slideMaster+xml",
    "ppt/slideLayouts/": PRESENTATIONML + "slideLayout+xml",
    "ppt/slides/": PRESENTATIONML + "slide+xml",
    "ppt/notesSlides/": PRESENTATIONML + "notesSlide+xml",
    "ppt/theme/": "application/vnd.openxmlformats-officedocument.theme+xml",
    "ppt/presProps": PRESENTATIONML + "presProps+xml",
    "ppt/viewProps": PRESENTATIONML + "viewProps+xml",
    "ppt/vbaProject": "application/vnd.ms-office.vbaProject",
    "docProps/": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def content_types(names: Mapping[str, object]) -> str:
    """[Content_Types].xml for members of these names."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in names
        for start, kind in _TYPES.items()
        if name.startswith(start) and "_rels" not in name
    )
    defaults = '<Default Extension="rels" ContentType="x/rels"/><Default Extension="png" ContentType="image/png"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>'


Files = dict[str, str | bytes]


def deck(
    *layouts: str,
    master_part: str | None = None,
    presentation_part: str | None = None,
    theme_part: str | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> Files:
    """A whole presentation with one master, as member names and contents. `more` adds members or replaces them."""
    layouts = layouts or (layout(),)
    numbered = {f"ppt/slideLayouts/slideLayout{n}.xml": part for n, part in enumerate(layouts, 1)}
    to_master = relations(("slideMaster", "../slideMasters/slideMaster1.xml"))
    files: Files = {
        "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": presentation_part or presentation(),
        "ppt/_rels/presentation.xml.rels": relations(("slideMaster", "slideMasters/slideMaster1.xml")),
        "ppt/slideMasters/slideMaster1.xml": master_part or master(layouts=len(layouts)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(layouts) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/theme/theme1.xml": theme_part or theme(),
        **numbered,
        **{f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels": to_master for n in range(1, len(layouts) + 1)},
        **(more or {}),
    }
    files.setdefault("[Content_Types].xml", content_types(files))
    return files


def as_bytes(content: str | bytes) -> bytes:
    """A member's content as it is written."""
    return content if isinstance(content, bytes) else content.encode()


def write_zip(path: Path, files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Zip the members."""
    path.write_bytes(zip_bytes(files, compression))
    return path


def zip_bytes(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The members, zipped."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, as_bytes(content))
    return out.getvalue()


def write_folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the members unzipped."""
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(as_bytes(content))
    return path
