"""What belongs to the slides of a template, to one file or to one machine, and goes. See `holdings`."""

from __future__ import annotations

from foreign import R
from ooxml.holdings import FONTS, LAYOUT, MAIN, MS, OLE, P14, PACKAGE, Holding, Leaf, frame, image, movie, picture

_CONTROL = (
    '<p:controls><p:control spid="_x0000_s1026" name="Box" r:id="{0}" imgW="9144" imgH="9144">'
    + picture(59, "<a:blip/>")
    + "</p:control></p:controls>"
)
_SHOW = '<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst/></p:custShow></p:custShowLst>'


GONE: dict[str, Holding] = {
    "comment authors": Holding(MAIN, (Leaf(R + "/commentAuthors", "/ppt/commentAuthors.xml"),), stays=False),
    "authors of threads": Holding(
        MAIN, (Leaf(f"{MS}/2018/10/relationships/authors", "/ppt/authors.xml"),), stays=False
    ),
    "comments of a layout": Holding(
        LAYOUT,
        (Leaf(f"{MS}/2018/10/relationships/comments", "/ppt/comments/modernComment1.xml"),),
        '<p:extLst><p:ext uri="{{6950BFC3-D8DA-4A85-94F7-54DA5524770B}}"><p188:commentRel '
        f'xmlns:p188="{MS}/powerpoint/2018/8/main" r:id="{{0}}"/></p:ext></p:extLst>',
        "</p:cSld>",
        stays=False,
    ),
    "revisions": Holding(
        MAIN,
        (
            Leaf(f"{MS}/2015/10/relationships/revisionInfo", "/ppt/revisionInfo.xml"),
            Leaf(f"{MS}/2016/11/relationships/changesInfo", "/ppt/changesInfos/changesInfo1.xml"),
        ),
        stays=False,
    ),
    "printer": Holding(
        MAIN, (Leaf(R + "/printerSettings", "/ppt/printerSettings/printerSettings1.bin", data=b"p"),), stays=False
    ),
    "smart tags": Holding(
        MAIN,
        (Leaf(R + "/smartTags", "/ppt/smartTags.xml"),),
        '<p:smartTags r:id="{0}"/>',
        "<p:defaultTextStyle>",
        stays=False,
    ),
    "custom shows": Holding(MAIN, xml=_SHOW, place="<p:defaultTextStyle>", stays=False),
    "photo album": Holding(MAIN, xml="<p:photoAlbum/>", place="<p:defaultTextStyle>", stays=False),
    "sections": Holding(
        MAIN,
        xml='<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
        f'xmlns:p14="{P14}"/></p:ext></p:extLst>',
        place="</p:presentation>",
        stays=False,
    ),
    "password to change": Holding(
        MAIN,
        xml='<p:modifyVerifier algorithmName="SHA-512" hashData="AA==" saltData="AA==" spinValue="1"/>',
        place="</p:presentation>",
        stays=False,
    ),
    "advice to read only": Holding(
        MAIN,
        xml='<p:extLst><p:ext uri="{{1BD7E111-0CB8-44D6-8891-C1BB2F81B7CC}}"><p1710:readonlyRecommended '
        f'xmlns:p1710="{MS}/powerpoint/2017/10/main" val="1"/></p:ext></p:extLst>',
        place="</p:presentation>",
        stays=False,
    ),
    "kinsoku for English": Holding(
        MAIN,
        xml='<p:kinsoku lang="en-US" invalStChars="!" invalEndChars="("/>',
        place="<p:defaultTextStyle>",
        stays=False,
    ),
    "thumbnail": Holding(
        "", (Leaf(PACKAGE + "/metadata/thumbnail", "/docProps/thumbnail.jpeg", "image/jpeg", b"j"),), stays=False
    ),
    "buttons": Holding(
        "",
        (Leaf(f"{MS}/2007/relationships/ui/extensibility", "/customUI/customUI14.xml"),),
        stays=False,
        told="left-out",
    ),
    "quick access": Holding(
        "", (Leaf(f"{MS}/2006/relationships/ui/userCustomization", "/userCustomization/customUI.xml"),), stays=False
    ),
    "web add-ins": Holding(
        "",
        (
            Leaf(
                f"{MS}/2011/relationships/webextensiontaskpanes",
                "/ppt/webextensions/taskpanes.xml",
                below=(Leaf(f"{MS}/2011/relationships/webextension", "/ppt/webextensions/webextension1.xml"),),
            ),
        ),
        stays=False,
        told="left-out",
    ),
    "signature": Holding(
        "", (Leaf(PACKAGE + "/digital-signature/origin", "/_xmlsignatures/origin.sigs"),), stays=False, told="left-out"
    ),
    "macros": Holding(
        MAIN,
        (
            Leaf(
                f"{MS}/2006/relationships/vbaProject",
                "/ppt/vbaProject.bin",
                "application/vnd.ms-office.vbaProject",
                b"v",
            ),
        ),
        stays=False,
        told="macros-dropped",
    ),
    "controls": Holding(
        LAYOUT,
        (
            Leaf(
                R + "/control",
                "/ppt/activeX/activeX1.xml",
                "application/vnd.ms-office.activeX+xml",
                below=(Leaf(f"{MS}/2006/relationships/activeXControlBinary", "/ppt/activeX/activeX1.bin", data=b"a"),),
            ),
        ),
        _CONTROL,
        "</p:cSld>",
        stays=False,
        told="controls-dropped",
    ),
    "film elsewhere": Holding(
        LAYOUT,
        (
            Leaf(R + "/video", "file:///C:/film.mp4"),
            Leaf(f"{MS}/2007/relationships/media", "file:///C:/film.mp4"),
            image("still"),
        ),
        movie(61, "{0}"),
        stays=False,
        told="linked-file",
        left=picture(61, '<a:blip r:embed="{2}"/>'),
    ),
    "font elsewhere": Holding(
        MAIN,
        (Leaf(R + "/font", "file:///C:/font1.fntdata"),),
        FONTS,
        "<p:defaultTextStyle>",
        stays=False,
        told="linked-file",
    ),
    "object elsewhere": Holding(
        LAYOUT,
        (Leaf(R + "/oleObject", "file:///C:/book.xlsx"),),
        frame('<p:oleObj name="Sheet" r:id="{0}" progId="Excel.Sheet.8"><p:link/></p:oleObj>', OLE, 57),
        stays=False,
        told="linked-file",
    ),
}
