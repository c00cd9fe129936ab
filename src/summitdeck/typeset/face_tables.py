"""What is known of faces by their names: which are shipped, as wide as another, of one pitch; what LibreOffice draws.

Names are keys as `assets.font_files.face_key` makes them. The compatible faces are those of fontconfig's list of metric
aliases (30-metric-aliases.conf). The factors are mean widths relative to Arial: measured on a corpus of Japanese and
English slides where the font is free, else the mean letter widths that the capsize project publishes for the font,
whichever is greater.

What LibreOffice draws where a face is missing was measured with LibreOffice 7.4 on Debian 12, one name on a slide and
the fonts of its PDF listed, 300 names. It is what fontconfig has for the name: a metric alias that is installed, else
DejaVu Serif or DejaVu Sans Mono for the families that its lists (45-latin.conf, 40-nonlatin.conf) call serif and
monospace, else DejaVu Sans, for `Calibri Light` too. Bold is drawn by the bold style; italics are as wide as upright
letters. The file's own `panose` does not count, nor does the language, but a `pitchFamily` of fixed pitch gives DejaVu
Sans Mono; PowerPoint states it with fixed-pitch faces, and this project does with code.
"""

from __future__ import annotations

SHIPPED = {
    "carlito": ("Carlito", 4),
    "caladea": ("Caladea", 4),
    "gelasio": ("Gelasio", 4),
    "liberationsans": ("Liberation Sans", 4),
    "liberationserif": ("Liberation Serif", 4),
    "liberationmono": ("Liberation Mono", 4),
    "notosanscjkjp": ("Noto Sans CJK JP", 2),
    "dejavusans": ("DejaVu Sans", 2),
    "dejavuserif": ("DejaVu Serif", 2),
    "dejavusansmono": ("DejaVu Sans Mono", 2),
}
"""The faces whose metrics are shipped, and in how many styles: two are regular and bold."""
COMPATIBLE = {
    **dict.fromkeys(("calibri",), "carlito"),
    **dict.fromkeys(("cambria",), "caladea"),
    **dict.fromkeys(("georgia",), "gelasio"),
    **dict.fromkeys(("arial", "helvetica", "arimo", "arialmt"), "liberationsans"),
    **dict.fromkeys(("nimbussans", "nimbussansl", "albany", "albanyamt"), "liberationsans"),
    **dict.fromkeys(("timesnewroman", "times", "tinos", "timesnewromanpsmt"), "liberationserif"),
    **dict.fromkeys(("nimbusroman", "nimbusromanno9l", "thorndale", "thorndaleamt"), "liberationserif"),
    **dict.fromkeys(("couriernew", "courier", "cousine"), "liberationmono"),
    **dict.fromkeys(("nimbusmono", "nimbusmonol", "nimbusmonops", "cumberland", "cumberlandamt"), "liberationmono"),
    **dict.fromkeys(("notosansjp", "sourcehansans", "sourcehansansjp", "源ノ角ゴシック"), "notosanscjkjp"),
}
"""Faces made to be as wide as a shipped one."""
PITCHES = {
    **dict.fromkeys(("consolas",), 1126 / 2048),
    **dict.fromkeys(("lucidaconsole", "menlo", "monaco", "sfmono"), 0.6025),
    **dict.fromkeys(("sourcecodepro", "firacode", "firamono", "jetbrainsmono", "robotomono"), 0.6001),
    **dict.fromkeys(("cascadiacode", "cascadiamono"), 1200 / 2048),
    **dict.fromkeys(("msgothic", "msゴシック", "msmincho", "ms明朝", "bizudgothic", "bizudゴシック"), 0.5),
    **dict.fromkeys(("bizudmincho", "bizud明朝", "ipagothic", "ipaゴシック", "ipamincho", "ipa明朝"), 0.5),
    **dict.fromkeys(("simsun", "宋体", "nsimsun", "新宋体", "simhei", "黑体", "mingliu", "細明體"), 0.5),
}
"""Em of each Latin character of a face of fixed pitch, by its design."""
FACTORS = {  # of Arial
    "aptos": 1.0,
    "aptosdisplay": 1.0,
    "verdana": 1.149,
    "tahoma": 1.005,
    "trebuchetms": 1.023,
    "segoeui": 0.995,
    "helveticaneue": 1.009,
    "lucidagrande": 1.103,
    "roboto": 0.998,
    "robotoslab": 1.065,
    "lato": 0.989,
    "opensans": 1.051,
    "notosans": 1.063,
    "notoserif": 1.079,
    "inter": 1.071,
    "montserrat": 1.128,
    "poppins": 1.122,
    "raleway": 1.039,
    "sourcesans3": 0.938,
    "sourcesanspro": 0.938,
    "ibmplexsans": 1.012,
    "firasans": 1.027,
    "ubuntu": 1.021,
    "nunito": 1.014,
    "worksans": 1.119,
    "merriweather": 1.088,
    "playfairdisplay": 1.014,
    "lora": 1.05,
    "ptsans": 0.967,
    "publicsans": 1.049,
    "dmsans": 1.045,
    **dict.fromkeys(("meiryo", "メイリオ", "meiryoui"), 1.15),
    **dict.fromkeys(("yugothic", "游ゴシック", "yugothicui", "yumincho", "游明朝", "游ゴシック体", "游明朝体"), 1.06),
    **dict.fromkeys(("hiraginosans", "ヒラギノ角ゴシック", "hiraginokakugothicpron", "hiraginokakugothicpro"), 1.06),
    **dict.fromkeys(("ヒラギノ角ゴpron", "ヒラギノ角ゴpro", "hiraginominchopron", "ヒラギノ明朝pron"), 1.06),
    **dict.fromkeys(
        ("ipaexgothic", "ipaexゴシック", "ipaexmincho", "ipaex明朝", "bizudpgothic", "bizudpゴシック"), 1.06
    ),
    **dict.fromkeys(("mspgothic", "mspゴシック", "mspmincho", "msp明朝", "msuigothic", "ipapgothic"), 0.95),
}
"""Mean width of a face's letters. East Asian characters are one em wide, whatever this says."""
SYMBOL_FACES = frozenset(("wingdings", "wingdings2", "wingdings3", "webdings", "symbol"))
SYMBOL_WIDTH = 0.9
"""Em of a sign of a symbol face, taken wide."""
ESTIMATE_MARGIN = 1.03
UNKNOWN_FACTOR = 1.13
"""DejaVu Sans, the widest of the faces in common use, is 1.127 of Arial."""
WEIGHTS = (  # those that end as others do come first
    "thin", "extralight", "ultralight", "semilight", "light", "regular", "book", "medium", "semibold", "demibold",
)  # fmt: skip
HEAVIER = {"medium": 1.02, "semibold": 1.05, "demibold": 1.05}
"""How much wider than regular a family's heavier weights are."""
_EAST_ASIAN = """
yugothic yumincho 游ゴシック 游明朝 游ゴシック体 游明朝体 meiryo メイリオ msgothic msゴシック msmincho ms明朝
hiraginosans hiraginokakugothicpron hiraginokakugothicpro hiraginominchopron ヒラギノ角ゴシック ヒラギノ角ゴpron
ヒラギノ角ゴpro ヒラギノ明朝pron bizudgothic bizudゴシック bizudmincho bizud明朝 ipagothic ipaゴシック ipamincho ipa明朝
ipaexgothic ipaexゴシック ipaexmincho ipaex明朝 notosansjp notosanscjkjp notoserifjp notoserifcjkjp sourcehansans
sourcehansansjp 源ノ角ゴシック simsun 宋体 nsimsun 新宋体 simhei 黑体 microsoftyahei 微软雅黑 mingliu 細明體
malgungothic 맑은고딕
"""
FULL_WIDTH = frozenset(_EAST_ASIAN.split())
"""Faces whose kana, kanji, hangul and East Asian punctuation are one em wide, by their design. Others have kana of
their own widths: MS PGothic, Meiryo UI, Yu Gothic UI."""
_LIBREOFFICE_SERIF = """
bitstreamveraserif constantia dejavuserif elephant garamond georgia gelasio luxiserif msserif palatinolinotype palatino
urwpalladiol texgyrepagella freeserif simsun ms明朝 kochimincho sazanamimincho nanummyeongjo unbatang baekmukbatang
"""
_LIBREOFFICE_MONO = """
andalemono bitstreamverasansmono consolas courierstd fixedsys inconsolata luximono terminal nsimsun nanumgothiccoding
freemono
"""
_PLAIN_NAMES = frozenset(("arialmt", "timesnewromanpsmt"))
"""Names inside font files that fontconfig does not take for a family's."""


def drawn_by_libreoffice(key: str) -> str:
    """The shipped face that LibreOffice draws, or one as wide, where the named one is missing; asks no machine."""
    if key in COMPATIBLE and COMPATIBLE[key] not in ("gelasio", "notosanscjkjp") and key not in _PLAIN_NAMES:
        return SHIPPED[COMPATIBLE[key]][0]
    if key in SHIPPED and key != "gelasio":
        return SHIPPED[key][0]
    if key in _SERIF:
        return "DejaVu Serif"
    return "DejaVu Sans Mono" if key in _MONO or split_weight(key)[0] in PITCHES else "DejaVu Sans"


def split_weight(key: str) -> tuple[str, str]:
    """The family and the weight in a name as `calibrilight`; the name and the empty text where it ends in none."""
    weight = next(filter(key.endswith, WEIGHTS), "")
    return key.removesuffix(weight), weight


_SERIF = frozenset(_LIBREOFFICE_SERIF.split())
_MONO = frozenset(_LIBREOFFICE_MONO.split())
