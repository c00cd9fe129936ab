"""What base layouts are called: by PowerPoint in each language, by other programs, and by those who make templates.

A table of names for each kind of base layout. Kinds are PowerPoint's own types (ST_SlideLayoutType, ECMA-376-1,
19.7.15). Names are compared without regard to case, width, spaces and punctuation, since programs write
`2 つのコンテンツ` and `2つのコンテンツ`, `Abschnitts-⏎überschrift` and `Abschnittsüberschrift` for the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from summitdeck.frozen import NamedTuple

POWERPOINT: Mapping[str, Mapping[str, str]] = {
    "English": {
        "title": "Title Slide",
        "obj": "Title and Content|Title and Text",
        "secHead": "Section Header",
        "twoObj": "Two Content|Title and 2-Column Text|Title and 2 Content",
        "twoTxTwoObj": "Comparison",
        "titleOnly": "Title Only",
        "blank": "Blank",
        "objTx": "Content with Caption",
        "picTx": "Picture with Caption",
        "vertTx": "Title and Vertical Text",
        "vertTitleAndTx": "Vertical Title and Text",
    },
    "Japanese": {
        "title": "タイトル スライド",
        "obj": "タイトルとコンテンツ|タイトルとテキスト",
        "secHead": "セクション見出し",
        "twoObj": "2 つのコンテンツ|二つのコンテンツ",
        "twoTxTwoObj": "比較",
        "titleOnly": "タイトルのみ",
        "blank": "白紙",
        "objTx": "タイトル付きのコンテンツ",
        "picTx": "タイトル付きの図",
        "vertTx": "タイトルと縦書きテキスト",
        "vertTitleAndTx": "縦書きタイトルと縦書きテキスト",
    },
    "German": {
        "title": "Titelfolie",
        "obj": "Titel und Inhalt|Titel und Text",
        "secHead": "Abschnittsüberschrift",
        "twoObj": "Zwei Inhalte",
        "twoTxTwoObj": "Vergleich",
        "titleOnly": "Nur Titel",
        "blank": "Leer",
        "objTx": "Inhalt mit Überschrift",
        "picTx": "Bild mit Überschrift",
        "vertTx": "Titel und vertikaler Text",
        "vertTitleAndTx": "Vertikaler Titel und Text",
    },
    "French": {
        "title": "Diapositive de titre",
        "obj": "Titre et contenu|Titre et texte",
        "secHead": "En-tête de section|Titre de section",
        "twoObj": "Deux contenus",
        "twoTxTwoObj": "Comparaison",
        "titleOnly": "Titre seul",
        "blank": "Vide",
        "objTx": "Contenu avec légende",
        "picTx": "Image avec légende",
        "vertTx": "Titre et texte vertical",
        "vertTitleAndTx": "Titre vertical et texte",
    },
    "Chinese, simplified": {
        "title": "标题幻灯片",
        "obj": "标题和内容|标题和文本",
        "secHead": "节标题",
        "twoObj": "两栏内容|两项内容",
        "twoTxTwoObj": "比较",
        "titleOnly": "仅标题",
        "blank": "空白",
        "objTx": "内容与标题",
        "picTx": "图片与标题",
        "vertTx": "标题和竖排文字",
        "vertTitleAndTx": "垂直排列标题与文本|竖排标题与文本",
    },
    "Chinese, traditional": {
        "title": "標題投影片",
        "obj": "標題及物件|標題及內容",
        "secHead": "節標頭|章節標題|區段標題",
        "twoObj": "兩項物件|兩個內容",
        "twoTxTwoObj": "比對|比較",
        "titleOnly": "只有標題",
        "blank": "空白",
        "objTx": "標題的內容|含標題的內容",
        "picTx": "標題的圖片|含標題的圖片",
        "vertTx": "標題及直排文字",
        "vertTitleAndTx": "直排標題及文字",
    },
    "Korean": {
        "title": "제목 슬라이드",
        "obj": "제목 및 내용",
        "secHead": "구역 머리글",
        "twoObj": "콘텐츠 2개",
        "twoTxTwoObj": "비교",
        "titleOnly": "제목만",
        "blank": "빈 화면",
        "objTx": "캡션 있는 콘텐츠",
        "picTx": "캡션 있는 그림",
        "vertTx": "제목 및 세로 텍스트",
        "vertTitleAndTx": "세로 제목 및 텍스트",
    },
    "Spanish": {
        "title": "Diapositiva de título",
        "obj": "Título y objetos|Título y contenido|Título y texto",
        "secHead": "Encabezado de sección",
        "twoObj": "Dos objetos|Dos contenidos",
        "twoTxTwoObj": "Comparación",
        "titleOnly": "Solo el título|Sólo el título|Solo título",
        "blank": "En blanco",
        "objTx": "Contenido con título",
        "picTx": "Imagen con título",
        "vertTx": "Título y texto vertical",
        "vertTitleAndTx": "Título vertical y texto",
    },
    "Italian": {
        "title": "Diapositiva titolo",
        "obj": "Titolo e contenuto|Titolo e testo",
        "secHead": "Intestazione sezione",
        "twoObj": "Due contenuti|Contenuto 2",
        "twoTxTwoObj": "Confronto",
        "titleOnly": "Solo titolo",
        "blank": "Vuota|Vuoto",
        "objTx": "Contenuto con didascalia",
        "picTx": "Immagine con didascalia",
        "vertTx": "Titolo e testo verticale",
        "vertTitleAndTx": "Titolo e testo verticali|Titolo verticale e testo",
    },
    "Portuguese": {
        "title": "Slide de título|Diapositivo de título",
        "obj": "Título e conteúdo|Título e objeto|Título e objecto|Título e texto",
        "secHead": "Cabeçalho da seção|Cabeçalho da secção",
        "twoObj": "Duas partes de conteúdo|Conteúdo duplo",
        "twoTxTwoObj": "Comparação",
        "titleOnly": "Somente título|Só título",
        "blank": "Em branco",
        "objTx": "Conteúdo com legenda",
        "picTx": "Imagem com legenda",
        "vertTx": "Título e texto vertical",
        "vertTitleAndTx": "Título e texto verticais|Texto e título vertical",
    },
    "Dutch": {
        "title": "Titeldia",
        "obj": "Titel en object|Titel en inhoud|Titel en tekst",
        "secHead": "Sectiekop",
        "twoObj": "Twee objecten|Inhoud van twee",
        "twoTxTwoObj": "Vergelijking",
        "titleOnly": "Alleen titel",
        "blank": "Leeg",
        "objTx": "Inhoud met bijschrift",
        "picTx": "Afbeelding met bijschrift",
        "vertTx": "Titel en verticale tekst",
        "vertTitleAndTx": "Verticale titel en tekst",
    },
    "Russian": {
        "title": "Титульный слайд",
        "obj": "Заголовок и объект|Заголовок и текст",
        "secHead": "Заголовок раздела",
        "twoObj": "Два объекта",
        "twoTxTwoObj": "Сравнение",
        "titleOnly": "Только заголовок",
        "blank": "Пустой слайд",
        "objTx": "Объект с подписью",
        "picTx": "Рисунок с подписью",
        "vertTx": "Заголовок и вертикальный текст",
        "vertTitleAndTx": "Вертикальный заголовок и текст",
    },
    "Polish": {
        "title": "Slajd tytułowy",
        "obj": "Tytuł i zawartość",
        "secHead": "Nagłówek sekcji",
        "twoObj": "Dwa elementy zawartości",
        "twoTxTwoObj": "Porównanie",
        "titleOnly": "Tylko tytuł",
        "blank": "Pusty",
        "objTx": "Zawartość z podpisem",
        "picTx": "Obraz z podpisem",
        "vertTx": "Tytuł i tekst pionowy",
        "vertTitleAndTx": "Tytuł pionowy i tekst",
    },
    "Hungarian": {
        "title": "Címdia",
        "obj": "Cím és tartalom",
        "secHead": "Szakaszfejléc",
        "twoObj": "2 tartalomrész",
        "twoTxTwoObj": "Összehasonlítás",
        "titleOnly": "Csak cím",
        "blank": "Üres",
        "objTx": "Tartalomrész képaláírással",
        "picTx": "Kép képaláírással",
        "vertTx": "Cím és függőleges szöveg",
        "vertTitleAndTx": "Függőleges cím és szöveg",
    },
}
"""What PowerPoint calls the layouts of its own default template: language → kind → names, `|` between several."""

PROGRAMS: Mapping[str, Mapping[str, str]] = {
    "Google Slides": {
        "title": "TITLE",
        "obj": "TITLE_AND_BODY|One column text",
        "secHead": "SECTION_HEADER|SECTION_TITLE_AND_DESCRIPTION|Section title and description",
        "twoObj": "TITLE_AND_TWO_COLUMNS",
        "titleOnly": "TITLE_ONLY",
        "blank": "BLANK",
        "caption": "CAPTION_ONLY|Caption",
        "statement": "MAIN_POINT|BIG_NUMBER",
    },
    "LibreOffice": {
        "title": "Title Slide",
        "obj": "Title, Content",
        "twoObj": "Title and 2 Content|Title, 2 Content",
        "titleOnly": "Title Only",
        "blank": "Blank Slide",
        "objOnly": "Centered Text",
    },
    "Keynote": {
        "title": "Title & Subtitle",
        "obj": "Title & Bullets",
        "secHead": "Section",
        "titleOnly": "Title - Top",
        "blank": "Blank",
        "statement": "Title - Center|Statement|Big Fact",
        "picTx": "Photo - Horizontal|Photo - Vertical|Title & Photo",
        "objTx": "Title, Bullets & Photo",
        "objOnly": "Bullets",
        "picOnly": "Photo|Photo - 3 Up",
        "quote": "Quote",
    },
}
"""What other programs call theirs when they write a presentation for PowerPoint."""

COMMON: Mapping[str, str] = {
    "title": "Title Page|Cover|Cover Slide|Cover Page|Deckblatt|Titelseite|Page de titre|Portada|Copertina|Capa|Титул"
    "|タイトル|表紙|封面|표지",
    "obj": "Content|Text|Inhalt|Contenu|Contenido|Contenuto|Conteúdo|コンテンツ|本文|内容|內容|본문",
    "secHead": "Divider|Section Divider|Section Title|Chapter|Trennfolie|Kapitel|Zwischentitel|Intercalaire"
    "|中扉|章扉|章タイトル|セクション|过渡页|章节页|章節頁|간지",
    "twoObj": "Two Columns|2 Columns|Zwei Spalten|Deux colonnes|Dos columnas|Due colonne|Duas colunas"
    "|2段組|二段組|2カラム|双栏|两栏",
}
"""What those who draw a template by hand call layouts; kept short, since structure says more."""

TELLING: Mapping[str, str] = {
    "title": "cover deckblatt titelfolie portada copertina capa обложка 表紙 封面 표지",
    "secHead": "section divider chapter abschnitt kapitel trennfolie intercalaire sección sezione seção secção sectie "
    "раздел セクション 中扉 章 过渡 過渡 구역 간지",
    "closing": "closing closin close end ende thank thanks contact kontakt contacto disclaimer merci fin danke gracias "
    "grazie obrigado спасибо 謝辞 終わり 裏表紙 结束 結束 谢谢 謝謝 封底 감사합니다",
}
"""Words that tell what a page is for wherever they stand in its name. A page for the end of a deck is for nothing
else when there is another."""


class Named(NamedTuple):
    """What a name is known as."""

    kind: str
    """PowerPoint's type, or `statement`, `caption`, `quote`, `picOnly`, for which it has none."""
    tongue: str
    """Whose name it is: a language, a program, or `common`."""
    copied: bool
    """Whether it only begins so, or has a number before it as PowerPoint gives to copies: `1_Title Slide`."""


def name_kinds(name: str) -> tuple[Named, ...]:
    """What a layout's name is known as, best first; several when languages share a name. Empty for an unknown name."""
    bare = _without_number(name)
    known = _known()
    whole = known.get(plain_name(bare), ())
    if whole:
        copied = bare != name
        return tuple([Named(kind, tongue, copied) for kind, tongue in whole])
    return tuple([Named(kind, tongue, True) for kind, tongue in _beginning(bare)])


def is_named(name: str, kind: str) -> bool:
    """Whether the name is a standard one of this kind, and not a copy's."""
    return any(known.kind == kind and not known.copied for known in name_kinds(name))


def tells(name: str, kind: str) -> bool:
    """Whether a word of the name tells that the page is of this kind, or for the `closing` of a deck.

    In scripts that do not part words a word may stand anywhere.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = "".join([sign if sign.isalnum() else " " for sign in folded]).split()
    return any(word in words or (word[0] >= "\u2e80" and word in folded) for word in TELLING.get(kind, "").split())


@cache
def plain_name(name: str) -> str:
    """A name as names are compared: letters and digits only, one case, one width."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join([sign for sign in folded if sign.isalnum()])


def _without_number(name: str) -> str:
    """A name without the number that PowerPoint puts before the name of a copy: `2_`."""
    number, mark, rest = name.partition("_")
    return rest if mark and rest and number.isdecimal() else name


def _beginning(name: str) -> Sequence[tuple[str, str]]:
    """What the first words of a name are in PowerPoint: `Titelfolie, blau`. The longest that is known counts."""
    words = name.replace("_", " ").replace("-", " ").split()
    for count in range(len(words) - 1, 0, -1):
        found = [known for known in _known().get(plain_name(" ".join(words[:count])), ()) if known[1] in POWERPOINT]
        if found:
            return found
    return ()


@cache
def _known() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Every name in its plain form, with its kinds and whose name it is."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for tongue, table in (*POWERPOINT.items(), *PROGRAMS.items(), ("common", COMMON)):
        for kind, names in table.items():
            for name in names.split("|"):
                key = plain_name(name)
                found[key] = (*found.get(key, ()), (kind, tongue))
    return found
