"""Which viewers have a face. A viewer without it takes another, and lines then break elsewhere than planned.

Sources: Microsoft's lists "Windows 11 font list", "Fonts included with Office for Mac" and "Cloud fonts in Office",
Apple's "Fonts included with macOS". Families only: a weight of a family comes with the family.
"""

from __future__ import annotations

from enum import StrEnum

from summitdeck.assets.face_names import face_key


class Viewers(StrEnum):
    """Who has a face."""

    ALL = "PowerPoint on Windows and on the Mac"
    WINDOWS = "Windows only"
    MAC = "the Mac only"
    NONE = "neither Windows, macOS nor Office"


_ALL = """
Aptos|Calibri|Cambria|Cambria Math|Candara|Consolas|Constantia|Corbel|Arial|Arial Black|Arial Narrow|Arial Unicode MS
Times New Roman|Courier New|Georgia|Verdana|Tahoma|Trebuchet MS|Impact|Comic Sans MS|Helvetica|Times|Courier
Franklin Gothic|Franklin Gothic Book|Gill Sans MT|Garamond|Century|Century Gothic|Century Schoolbook|Book Antiqua
Bookman Old Style|Baskerville Old Face|Bell MT|Bernard MT|Bodoni MT|Brush Script MT|Perpetua|Rockwell|Tw Cen MT
Lucida Sans|Lucida Console|Lucida Sans Unicode|Lucida Bright|Lucida Handwriting|Palatino Linotype|Goudy Old Style
Monotype Corsiva|Footlight MT|Eurostile|Edwardian Script ITC|Curlz MT|Cooper Black|Copperplate Gothic|Haettenschweiler
Microsoft Sans Serif|Onyx|Papyrus|Wide Latin|Wingdings|Wingdings 2|Wingdings 3|Webdings|Symbol|Marlett
MS Gothic|ＭＳ ゴシック|MS PGothic|ＭＳ Ｐゴシック|MS Mincho|ＭＳ 明朝|MS PMincho|ＭＳ Ｐ明朝|Meiryo|メイリオ
Yu Gothic|游ゴシック|Yu Mincho|游明朝|SimSun|宋体|NSimSun|新宋体|SimHei|黑体|KaiTi|楷体|FangSong|仿宋|DengXian|等线
Microsoft YaHei|微软雅黑|Microsoft JhengHei|微軟正黑體|PMingLiU|新細明體|MingLiU|細明體|DFKai-SB|標楷體
Malgun Gothic|맑은 고딕|Batang|바탕|Gulim|굴림|Dotum|돋움|華康儷中黑|隶书|LiSu|YouYuan|幼圆|HYGothic|HYSinMyeongJo
Avenir Next LT Pro|Bierstadt|Grandview|Seaford|Skeena|Tenorite|Source Sans Pro|Posterama|Sagona|Speak Pro|Univers
Trade Gothic Next|Walbaum|Quire Sans|Neue Haas Grotesk Text Pro|Dante|Daytona|Elephant|Georgia Pro|Gill Sans Nova
Rockwell Nova|Verdana Pro|Arial Nova|Biome|Sabon Next LT|Tisa Offc Serif Pro|Amasis MT Pro|Felix Titling|Modern Love
"""
_WINDOWS = """
Segoe UI|Segoe Print|Segoe Script|Segoe UI Symbol|Segoe UI Emoji|Segoe UI Variable|Bahnschrift|Meiryo UI|Yu Gothic UI
BIZ UDGothic|BIZ UDゴシック|BIZ UDPGothic|BIZ UDPゴシック|BIZ UDMincho|BIZ UD明朝|BIZ UDPMincho|BIZ UDP明朝|MS UI Gothic
UD Digi Kyokasho|UD デジタル 教科書体|Ebrima|Gadugi|Nirmala UI|Leelawadee UI|Sitka|Ink Free|Sylfaen|Gabriola
"""
_MAC = """
Helvetica Neue|Lucida Grande|Avenir|Avenir Next|Futura|Optima|Menlo|Monaco|SF Pro|SF Pro Text|SF Pro Display|SF Mono
Hiragino Sans|Hiragino Kaku Gothic Pro|Hiragino Kaku Gothic ProN|Hiragino Mincho Pro|Hiragino Mincho ProN|Osaka
ヒラギノ角ゴシック|ヒラギノ角ゴ Pro|ヒラギノ角ゴ ProN|ヒラギノ明朝 Pro|ヒラギノ明朝 ProN
ヒラギノ丸ゴ Pro|ヒラギノ丸ゴ ProN
Geneva|Didot|Gill Sans|American Typewriter|Apple SD Gothic Neo|PingFang SC|PingFang TC|Baskerville|Hoefler Text
"""
_WEIGHTS = (
    "thin", "extralight", "ultralight", "semilight", "light", "regular", "book", "medium", "semibold", "demibold",
    "demi", "bold", "extrabold", "heavy", "black", "narrow", "condensed", "display", "mono", "serif", "w3", "w6",
)  # fmt: skip
"""What a family's name may end in where one of its weights or widths is named."""


def _keys(table: str) -> frozenset[str]:
    return frozenset(face_key(name) for line in table.split("\n") for name in line.split("|") if name)


_TABLES = ((_keys(_ALL), Viewers.ALL), (_keys(_WINDOWS), Viewers.WINDOWS), (_keys(_MAC), Viewers.MAC))


def face_viewers(name: str) -> Viewers:
    """Who has the face of this name, or the family that it is a weight of."""
    key = face_key(name)
    families = [key]
    for _ in range(2):  # as `Condensed Bold`
        shorter = next((families[-1].removesuffix(word) for word in _WEIGHTS if families[-1].endswith(word)), "")
        families += [shorter] if shorter else []
    found = (viewers for known, viewers in _TABLES if not known.isdisjoint(families))
    usual = Viewers.ALL if key.startswith("hg") else Viewers.NONE  # HG創英角…: come with Japanese Office
    return next(found, usual)
