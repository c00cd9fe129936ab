"""What belongs to the design of a template, and stays. See `holdings`."""

from __future__ import annotations

from foreign import HEAD, NAMES, R
from ooxml.holdings import FONTS, LAYOUT, MAIN, MASTER, MS, OLE, P14, PML, Holding, Leaf, frame, image, movie, picture

DML = "application/vnd.openxmlformats-officedocument.drawingml."
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CHART = (
    f'{HEAD}<c:chartSpace xmlns:c="{_C}" xmlns:r="{R}"><c:chart><c:plotArea><c:layout/></c:plotArea></c:chart>'
    '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
)
_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shape id="_x0000_s1026"><v:imagedata o:relid="rId1" o:title=""/></v:shape></xml>'
)


def _ext(uri: str, inside: str) -> str:
    return f'<a:extLst><a:ext uri="{uri}">{inside}</a:ext></a:extLst>'


_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def _property(number: int, name: str, value: str) -> str:
    return (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
    )


LABEL = "MSIP_Label_2096f6a2-d2f7-48be-b329-b73aaa526e5d"
CUSTOM = (
    f'{HEAD}<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">{_property(2, LABEL + "_Enabled", "true")}'
    f"{_property(3, LABEL + '_Name', 'Confidential')}{_property(4, LABEL + '_Owner', 'jane@example.com')}"
    f"{_property(5, 'Client', 'ACME')}</Properties>"
)
_LABEL_INFO = (
    f'{HEAD}<clbl:labelList xmlns:clbl="{MS}/2020/mipLabelMetadata"><clbl:label '
    'id="{2096f6a2-d2f7-48be-b329-b73aaa526e5d}" enabled="1" method="Privileged" '
    'siteId="{cb46c030-1825-4e81-a295-151c039dbf02}" removed="0"/></clbl:labelList>'
)
_HANDOUT = (
    f'{HEAD}<p:handoutMaster {NAMES}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    '</p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" '
    + " ".join(f'accent{n}="accent{n}"' for n in range(1, 7))
    + ' hlink="hlink" folHlink="folHlink"/></p:handoutMaster>'
)


def _diagram(word: str, root: str, inside: str = "") -> Leaf:
    xml = f'{HEAD}<dgm:{root} xmlns:dgm="{_DGM}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    kind = f"{DML}diagram{word}+xml"
    name = {"Style": "QuickStyle"}.get(word, word)
    return Leaf(f"{R}/diagram{name}", f"/ppt/diagrams/{word.lower()}1.xml", kind, f"{xml}{inside}</dgm:{root}>")


KEPT: dict[str, Holding] = {
    "tags": Holding(
        LAYOUT,
        (
            Leaf(
                R + "/tags",
                "/ppt/tags/tag1.xml",
                PML + "tags+xml",
                f'<p:tagLst {NAMES}><p:tag name="A" val="B"/></p:tagLst>',
            ),
        ),
        '<p:custDataLst><p:tags r:id="{0}"/></p:custDataLst>',
        "</p:cSld>",
    ),
    "custom XML": Holding(
        MAIN,
        (
            Leaf(
                R + "/customXml",
                "/customXml/item1.xml",
                below=(
                    Leaf(
                        R + "/customXmlProps",
                        "/customXml/itemProps1.xml",
                        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
                        '<ds:datastoreItem ds:itemID="{7F2D1A6C-0000-4000-8000-000000000001}" '
                        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>',
                    ),
                ),
            ),
        ),
    ),
    "embedded fonts": Holding(
        MAIN,
        (Leaf(R + "/font", "/ppt/fonts/font1.fntdata", "application/x-fontdata", b"font"),),
        FONTS,
        "<p:defaultTextStyle>",
    ),
    "label": Holding(
        "",
        (
            Leaf(
                f"{MS}/2020/02/relationships/classificationlabels",
                "/docMetadata/LabelInfo.xml",
                "application/vnd.ms-office.classificationlabels+xml",
                _LABEL_INFO,
            ),
        ),
    ),
    "older label": Holding(
        "",
        (
            Leaf(
                R + "/custom-properties",
                "/docProps/custom.xml",
                "application/vnd.openxmlformats-officedocument.custom-properties+xml",
                CUSTOM,
            ),
        ),
    ),
    "chart": Holding(
        LAYOUT,
        (
            Leaf(
                R + "/chart",
                "/ppt/charts/chart1.xml",
                DML + "chart+xml",
                _CHART,
                (
                    Leaf(
                        R + "/package",
                        "/ppt/embeddings/book.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        b"xlsx",
                    ),
                    Leaf(
                        f"{MS}/2011/relationships/chartStyle",
                        "/ppt/charts/style1.xml",
                        "application/vnd.ms-office.chartstyle+xml",
                    ),
                ),
            ),
        ),
        frame(f'<c:chart xmlns:c="{_C}" r:id="{{0}}"/>', _C, 50),
    ),
    "diagram": Holding(
        MASTER,
        (
            _diagram("Data", "dataModel", "<dgm:ptLst/>"),
            _diagram("Layout", "layoutDef", '<dgm:layoutNode name="a"/>'),
            _diagram("Style", "styleDef"),
            _diagram("Colors", "colorsDef"),
            Leaf(
                f"{MS}/2007/relationships/diagramDrawing",
                "/ppt/diagrams/drawing1.xml",
                "application/vnd.ms-office.drawingml.diagramDrawing+xml",
            ),
        ),
        frame(f'<dgm:relIds xmlns:dgm="{_DGM}" r:dm="{{0}}" r:lo="{{1}}" r:qs="{{2}}" r:cs="{{3}}"/>', _DGM, 51),
    ),
    "embedded object": Holding(
        LAYOUT,
        (
            Leaf(
                R + "/oleObject",
                "/ppt/embeddings/ole1.bin",
                "application/vnd.openxmlformats-officedocument.oleObject",
                b"o",
            ),
            image("ole"),
        ),
        frame(
            '<p:oleObj name="Sheet" r:id="{0}" imgW="9144" imgH="9144" progId="Excel.Sheet.8"><p:embed/>'
            + picture(58, '<a:blip r:embed="{1}"/>')
            + "</p:oleObj>",
            OLE,
            52,
        ),
    ),
    "legacy drawing": Holding(
        LAYOUT,
        (
            Leaf(
                R + "/vmlDrawing",
                "/ppt/drawings/vmlDrawing1.vml",
                "application/vnd.openxmlformats-officedocument.vmlDrawing",
                _VML,
                (image("vml"),),
            ),
        ),
    ),
    "film": Holding(
        LAYOUT,
        (
            Leaf(R + "/video", "/ppt/media/film.mp4", "video/mp4", b"mp4"),
            Leaf(f"{MS}/2007/relationships/media", "/ppt/media/film.mp4", "video/mp4", b"mp4"),
            image("poster"),
        ),
        movie(60, "{0}"),
    ),
    "effects of a photo": Holding(
        LAYOUT,
        (
            image("photo"),
            Leaf(f"{MS}/2007/relationships/hdphoto", "/ppt/media/hdphoto1.wdp", "image/vnd.ms-photo", b"wdp"),
        ),
        picture(
            53,
            '<a:blip r:embed="{0}">'
            + _ext(
                "{{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}}",
                f'<a14:imgProps xmlns:a14="{MS}/drawing/2010/main"><a14:imgLayer r:embed="{{1}}"/></a14:imgProps>',
            )
            + "</a:blip>",
        ),
    ),
    "ink": Holding(
        LAYOUT,
        (
            Leaf(
                R + "/customXml",
                "/ppt/ink/ink1.xml",
                "application/inkml+xml",
                '<ink xmlns="http://www.w3.org/2003/InkML"/>',
            ),
            image("ink"),
        ),
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:p14="{P14}" Requires="p14"><p:contentPart '
        'p14:bwMode="auto" r:id="{0}"><p14:nvContentPartPr><p14:cNvPr id="54" name="Ink"/><p14:cNvContentPartPr/>'
        '<p14:nvPr/></p14:nvContentPartPr><p14:xfrm><a:off x="0" y="0"/><a:ext cx="9144" cy="9144"/></p14:xfrm>'
        "</p:contentPart></mc:Choice><mc:Fallback>"
        + picture(54, '<a:blip r:embed="{1}"/>')
        + "</mc:Fallback></mc:AlternateContent>",
    ),
    "3-D model": Holding(
        LAYOUT,
        (Leaf(f"{MS}/2017/06/relationships/model3d", "/ppt/media/model3d1.glb", "model/gltf.binary", b"glTF"),),
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:am3d="{MS}/drawing/2017/model3d" Requires="am3d">'
        + frame('<am3d:model3d r:embed="{0}"/>', f"{MS}/drawing/2017/model3d", 55)
        + "</mc:Choice></mc:AlternateContent>",
    ),
    "handout master": Holding(
        MAIN,
        (
            Leaf(
                R + "/handoutMaster",
                "/ppt/handoutMasters/handoutMaster1.xml",
                PML + "handoutMaster+xml",
                _HANDOUT,
                (Leaf(R + "/theme", "/ppt/theme/theme1.xml"),),  # shared with the slide master: it gets its own
            ),
        ),
        '<p:handoutMasterIdLst><p:handoutMasterId r:id="{0}"/></p:handoutMasterIdLst>',
        "<p:sldSz ",
    ),
    "web link": Holding(
        LAYOUT,
        (Leaf(R + "/hyperlink", "https://example.org/a b"), image("logo")),
        picture(56, '<a:blip r:embed="{1}"/>', link='<a:hlinkClick r:id="{0}"/>'),
    ),
    "kinsoku for Japanese": Holding(
        MAIN, xml='<p:kinsoku lang="ja-JP" invalStChars="、。" invalEndChars="「"/>', place="<p:defaultTextStyle>"
    ),
    "guides": Holding(
        MAIN,
        xml='<p:extLst><p:ext uri="{{EFAFB233-063F-42B5-8137-9DF3F51BA10A}}"><p15:sldGuideLst '
        f'xmlns:p15="{MS}/powerpoint/2012/main"/></p:ext></p:extLst>',
        place="</p:presentation>",
    ),
}
