"""A template as a stranger might send it: 4:3, German names, bodies without bullets, no East Asian face, no footer.

It has three layouts only, so that most of ours find no base layout or no slot of their own and need stand-ins.
"""

from __future__ import annotations

from pathlib import Path

from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.package_writer import write_file

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
WIDTH, HEIGHT = 9144000, 6858000

TITLE = ('type="title"', (457200, 274638, 8229600, 1143000), "Titel")
BODY = ('idx="1"', (457200, 1600200, 8229600, 4525963), "Inhalt")
DATE = ('type="dt" sz="half" idx="10"', (457200, 6356350, 2133600, 365125), "Datum")
NUMBER = ('type="sldNum" sz="quarter" idx="12"', (6553200, 6356350, 2133600, 365125), "Nummer")
LAYOUTS = (
    (
        "Titelfolie",
        "title",
        (
            ('type="ctrTitle"', (685800, 2130425, 7772400, 1470025), "Titel"),
            ('type="subTitle" idx="1"', (1371600, 3886200, 6400800, 1752600), "Untertitel"),
            DATE,
            NUMBER,
        ),
    ),
    ("Titel und Inhalt", "obj", (TITLE, BODY, DATE, NUMBER)),
    ("Nur Titel", "titleOnly", (TITLE, DATE, NUMBER)),
)
_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="de-DE"/><a:t>‹#›</a:t></a:fld>'
)
SIZES = (3200, 2800, 2400, 2000, 2000, 2000, 2000, 2000, 2000)


def write_foreign_template(path: Path) -> Path:
    """Write the template as a `.pptx` file; the path again."""
    assert write_file(foreign_package(), path) is None
    return path


def _shape(number: int, mark: str, frame: tuple[int, int, int, int], name: str) -> str:
    x, y, width, height = frame
    inside = _FIELD if "sldNum" in mark else f'<a:r><a:rPr lang="de-DE"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number - 1}"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {mark}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr>'
        "<a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle/><a:p>{inside}</a:p></p:txBody></p:sp>"
    )


def _tree(shapes: tuple[tuple[str, tuple[int, int, int, int], str], ...], name: str = "") -> str:
    named = f' name="{name}"' if name else ""
    inside = "".join(_shape(number, *shape) for number, shape in enumerate(shapes, 2))
    group = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"<p:cSld{named}><p:spTree>{group}{inside}</p:spTree></p:cSld>"


def _levels(sizes: tuple[int, ...], step: int, before: int) -> str:
    return "".join(
        f'<a:lvl{number}pPr marL="{step * (number - 1)}" indent="0" algn="l"><a:spcBef>'
        f'<a:spcPct val="{before}"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
        for number, size in enumerate(sizes, 1)
    )


def _theme() -> str:
    colors = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "1F497D",
        "lt2": "EEECE1",
        "hlink": "0000FF",
        "folHlink": "800080",
    }
    accents = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
    colors |= {f"accent{number}": color for number, color in enumerate(accents, 1)}
    order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colors[name]}"/></a:{name}>' for name in order)
    faces = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{A}" name="Fremd"><a:themeElements><a:clrScheme name="Fremd">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Fremd"><a:majorFont>{faces}</a:majorFont>'
        f"<a:minorFont>{faces}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Fremd"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _master() -> str:
    roles = "".join(f' {n}="{n}"' for n in (*(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink"))
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS)))
    body = ('type="body" idx="1"', *BODY[1:])
    return (
        f"{HEAD}<p:sldMaster {NAMES}>{_tree((TITLE, body, DATE, NUMBER))}"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"{roles}/><p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>'
        f"<p:txStyles><p:titleStyle>{_levels((4400,), 0, 0)}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(SIZES, 457200, 20000)}</p:bodyStyle>"
        f"<p:otherStyle>{_levels((1800,) * 9, 457200, 0)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def foreign_package() -> Package:
    """The template as a value, for who puts more into it."""
    master, theme = "/ppt/slideMasters/slideMaster1.xml", "/ppt/theme/theme1.xml"
    layouts = [f"/ppt/slideLayouts/slideLayout{number}.xml" for number in range(1, len(LAYOUTS) + 1)]
    presentation = (
        f"{HEAD}<p:presentation {NAMES}><p:sldMasterIdLst>"
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}" type="screen4x3"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle>{_levels((1800,) * 9, 457200, 0)}</p:defaultTextStyle></p:presentation>"
    )
    parts = [
        Part(
            "/ppt/presentation.xml",
            TYPE + "presentation.main+xml",
            presentation.encode(),
            (Relation("rId1", R + "/slideMaster", master), Relation("rId2", R + "/theme", theme)),
        ),
        Part(
            master,
            TYPE + "slideMaster+xml",
            _master().encode(),
            (
                *(Relation(f"rId{number}", R + "/slideLayout", name) for number, name in enumerate(layouts, 1)),
                Relation("rId9", R + "/theme", theme),
            ),
        ),
        Part(theme, "application/vnd.openxmlformats-officedocument.theme+xml", _theme().encode()),
    ]
    for part, (name, kind, shapes) in zip(layouts, LAYOUTS, strict=True):
        xml = (
            f'{HEAD}<p:sldLayout {NAMES} type="{kind}" preserve="1">{_tree(shapes, name)}'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )
        relation = Relation("rId1", R + "/slideMaster", master)
        parts.append(Part(part, TYPE + "slideLayout+xml", xml.encode(), (relation,)))
    return Package(
        {part.name: part for part in parts}, (Relation("rId1", R + "/officeDocument", "/ppt/presentation.xml"),)
    )
