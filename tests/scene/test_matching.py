"""Which base layout serves where a layout asks for one, by which rule, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stage import BASE, FURNITURE, frame, slot
from summitdeck.scene.base import Base, BaseLayout, Slot
from summitdeck.scene.layout_kinds import KINDS
from summitdeck.scene.layout_names import COMMON, POWERPOINT, PROGRAMS, name_kinds
from summitdeck.scene.matching import RULES, Match, find_base_layout

SKETCHES = {
    "title": "ctrTitle 5 20 90 20, subTitle 5 44 90 20",
    "obj": "title 5 5 90 15, obj 5 25 90 60",
    "secHead": "title 5 40 90 20, body 5 62 90 10",
    "twoObj": "title 5 5 90 15, obj 5 25 44 60, obj 51 25 44 60",
    "twoTxTwoObj": "title 5 5 90 15, body 5 22 44 8, obj 5 32 44 53, body 51 22 44 8, obj 51 32 44 53",
    "titleOnly": "title 5 5 90 15",
    "blank": "",
    "objTx": "title 5 5 30 15, obj 40 5 55 80, body 5 22 30 60",
    "picTx": "title 5 75 90 8, pic 5 5 90 65, body 5 84 90 8",
}
"""What stands on a layout of each kind: type of placeholder, then x, y, width and height in % of the page."""


def slots_of(sketch: str) -> tuple[Slot, ...]:
    found = []
    for number, each in enumerate(part for part in sketch.split(", ") if part):
        kind, *sides = each.split()
        x, y, width, height = (float(side) for side in sides)
        found.append(slot(kind, number, frame(10 * x, 5 * y, 10 * width, 5 * height)))
    return (*found, *FURNITURE)


def drawn(sketch: str, name: str = "Ours", kind: str | None = None, master: int = 0) -> BaseLayout:
    return BaseLayout(name, kind, f"/{master} {name} {kind} {sketch}", slots_of(sketch), master)


def base_of(*layouts: BaseLayout) -> Base:
    return replace(BASE, layouts=layouts)


def match(layouts: Sequence[BaseLayout], *wanted: str) -> Match:
    found = find_base_layout(base_of(*layouts), wanted)
    assert found is not None and found.rule in RULES and found.reason
    return found


def found(layouts: Sequence[BaseLayout], *wanted: str) -> tuple[str, str]:
    result = match(layouts, *wanted)
    return result.layout.name, result.rule


STANDARD = [drawn(sketch, f"{kind}'s", kind) for kind, sketch in SKETCHES.items()]
UNTOLD = [drawn(sketch, f"Design {number}") for number, sketch in enumerate(SKETCHES.values())]


# By name


def test_a_name_of_the_templates_own_wins_in_any_master() -> None:
    own = drawn(SKETCHES["obj"], "Our Findings", None, master=2)
    assert found([*STANDARD, own], "our findings", "obj") == ("Our Findings", "name")


def test_a_type_is_no_name_unless_it_is_written_alike() -> None:
    odd = drawn(SKETCHES["obj"], "Title")
    assert found([odd, drawn(SKETCHES["title"], "First", "title")], "title") == ("First", "type")
    assert found([drawn(SKETCHES["titleOnly"], "blank"), *STANDARD], "blank") == ("blank", "name")


def test_an_unknown_name_gives_way_to_the_next() -> None:
    assert found(STANDARD, "Nothing such", "obj") == ("obj's", "type")


# By type


@pytest.mark.parametrize("kind", SKETCHES)
def test_powerpoints_type_tells(kind: str) -> None:
    assert found(STANDARD, kind) == (f"{kind}'s", "type")


def test_powerpoints_english_name_asks_for_its_type() -> None:
    assert found([drawn(SKETCHES["twoObj"], "Zweierlei", "twoObj")], "Two Content") == ("Zweierlei", "type")


@pytest.mark.parametrize(("kind", "like"), [("tx", "obj"), ("twoColTx", "twoObj")])
def test_googles_types_are_like_powerpoints(kind: str, like: str) -> None:
    assert found([drawn(SKETCHES[like], "G", kind)], like) == ("G", "type")


@pytest.mark.parametrize(
    ("kind", "sketch", "why"),
    [
        ("obj", "title 5 5 90 15", "a content page without a content"),
        ("obj", "title 5 5 90 15, body 5 92 20 4", "the only text is as small as a date"),
        ("obj", "title 5 5 90 15, pic 5 25 90 60", "only a picture's place"),
        ("title", "title 5 5 90 15, obj 5 25 90 60", "a title page that is full of content"),
        ("title", "obj 5 25 90 60", "a title page without a title"),
        ("twoObj", "title 5 5 90 15, obj 5 25 90 60", "two contents, of which there is one"),
        ("twoTxTwoObj", "title 5 5 90 15, obj 5 25 44 60, obj 51 25 44 60", "a comparison without headings"),
        ("titleOnly", "title 5 5 90 15, obj 5 25 90 60", "a title only, with a content"),
        ("blank", "title 5 5 90 15, obj 5 25 30 30, obj 36 25 30 30, obj 66 25 30 30", "blank, with six contents"),
    ],
)
def test_a_type_that_its_placeholders_contradict_does_not_count(kind: str, sketch: str, why: str) -> None:
    liar = drawn(sketch, "Liar", kind)
    honest = drawn(SKETCHES[kind], "Honest")
    assert found([liar, honest], kind) == ("Honest", "structure"), why


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["A twin", "Title and Content"], "Title and Content"),  # PowerPoint's own name
        (["Titel und Inhalt mit Fazit", "Titel und Inhalt"], "Titel und Inhalt"),
        (["2_Title and Content", "Findings"], "Findings"),  # a copy, as PowerPoint numbers them
        (["Closing", "Findings"], "Findings"),
        (["End page", "2_Findings"], "2_Findings"),
        (["First", "Second"], "First"),
    ],
)
def test_of_several_of_a_type_the_standard_one_is_taken_and_no_variant(names: list[str], best: str) -> None:
    layouts = [drawn(SKETCHES["obj"], name, "obj") for name in names]
    result = match(layouts, "obj")
    assert result.layout.name == best
    (other,) = [name for name in names if name != best]
    assert f"preferred to '{other}'" in result.reason


def test_of_several_of_a_type_the_one_with_most_of_what_is_needed_is_taken() -> None:
    crowded = drawn(SKETCHES["obj"] + ", body 5 18 90 6, body 5 87 90 6", "Crowded", "obj")
    assert found([crowded, drawn(SKETCHES["obj"], "Plain", "obj")], "obj") == ("Plain", "type")


# By standard names

KIND_ORDER = ("title", "obj", "secHead", "twoObj", "twoTxTwoObj", "titleOnly", "blank", "objTx", "picTx")
NAMES = {
    "English": "Title Slide; Title and Content; Section Header; Two Content; Comparison; Title Only; Blank; "
    "Content with Caption; Picture with Caption",
    "Japanese": "タイトル スライド; タイトルとコンテンツ; セクション見出し; 2 つのコンテンツ; 比較; タイトルのみ; "
    "白紙; タイトル付きの\nコンテンツ; タイトル付きの図",
    "German": "Titelfolie; Titel und Inhalt; Abschnitts-\nüberschrift; Zwei Inhalte; Vergleich; Nur Titel; Leer; "
    "Inhalt mit Überschrift; Bild mit Überschrift",
    "French": "Diapositive de titre; Titre et contenu; En-tête de section; Deux contenus; Comparaison; Titre seul; "
    "Vide; Contenu avec légende; Image avec légende",
    "Chinese, simplified": "标题幻灯片; 标题和内容; 节标题; 两栏内容; 比较; 仅标题; 空白; 内容与标题; 图片与标题",
    "Chinese, traditional": "標題投影片; 標題及物件; 節標頭; 兩項物件; 比對; 只有標題; 空白; 標題的內容; 標題的圖片",
    "Korean": "제목 슬라이드; 제목 및 내용; 구역 머리글; 콘텐츠 2개; 비교; 제목만; 빈 화면; "
    "캡션 있는 콘텐츠; 캡션 있는 그림",
    "Spanish": "Diapositiva de título; Título y objetos; Encabezado de sección; Dos objetos; Comparación; "
    "Solo el título; En blanco; Contenido con título; Imagen con título",
    "Italian": "Diapositiva titolo; Titolo e contenuto; Intestazione sezione; Due contenuti; Confronto; Solo titolo; "
    "Vuota; Contenuto con didascalia; Immagine con didascalia",
    "Portuguese": "Slide de Título; Título e Conteúdo; Cabeçalho da Seção; Duas Partes de Conteúdo; Comparação; "
    "Somente Título; Em Branco; Conteúdo com Legenda; Imagem com Legenda",
    "Dutch": "Titeldia; Titel en object; Sectiekop; Twee objecten; Vergelijking; Alleen titel; Leeg; "
    "Inhoud met bijschrift; Afbeelding met bijschrift",
    "Russian": "Титульный слайд; Заголовок и объект; Заголовок раздела; Два объекта; Сравнение; Только заголовок; "
    "Пустой слайд; Объект с подписью; Рисунок с подписью",
    "Polish": "Slajd tytułowy; Tytuł i zawartość; Nagłówek sekcji; Dwa elementy zawartości; Porównanie; "
    "Tylko tytuł; Pusty; Zawartość z podpisem; Obraz z podpisem",
    "Hungarian": "Címdia; Cím és tartalom; Szakaszfejléc; 2 tartalomrész; Összehasonlítás; Csak cím; Üres; "
    "Tartalomrész képaláírással; Kép képaláírással",
}
"""As they stand in files that PowerPoint wrote in each language: title page, content, section and so on."""


def test_every_language_is_tried() -> None:
    assert set(NAMES) == set(POWERPOINT)


@pytest.mark.parametrize("language", NAMES)
def test_powerpoints_names_are_known_in_each_language(language: str) -> None:
    names = dict(zip(KIND_ORDER, NAMES[language].split("; "), strict=True))
    layouts = [drawn(SKETCHES[kind], name) for kind, name in names.items()]
    assert {kind: found(layouts, kind) for kind in names} == {
        kind: (name, "standard-name") for kind, name in names.items()
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TITLE", "title"),  # Google Slides
        ("TITLE_AND_BODY", "obj"),
        ("Title and body", "obj"),
        ("ONE_COLUMN_TEXT", "obj"),
        ("One column text", "obj"),
        ("SECTION_HEADER", "secHead"),
        ("Section title and description", "secHead"),
        ("TITLE_AND_TWO_COLUMNS", "twoObj"),
        ("MAIN_POINT", "statement"),
        ("Big number", "statement"),
        ("Caption only", "caption"),
        ("Title, Content", "obj"),  # LibreOffice
        ("Title, 2 Content", "twoObj"),
        ("Blank Slide", "blank"),
        ("Centered Text", "objOnly"),
        ("Title & Subtitle", "title"),  # Keynote
        ("Title & Bullets", "obj"),
        ("Title - Top", "titleOnly"),
        ("Title - Center", "statement"),
        ("Photo - Horizontal", "picTx"),
        ("表紙", "title"),  # by hand
        ("中扉", "secHead"),
        ("Cover", "title"),
        ("Divider", "secHead"),
        ("1_Titelfolie", "title"),  # copies and variants
        ("Titelfolie, blau", "title"),
        ("Title and Content with Box", "obj"),
        ("２つのコンテンツ", "twoObj"),  # another width
    ],
)
def test_names_of_other_programs_and_of_templates_makers_are_known(name: str, kind: str) -> None:
    assert kind in [known.kind for known in name_kinds(name)]


@pytest.mark.parametrize("name", ["", "Findings", "Title, 6 Content", "Content slide", "1_", "Kostenübersicht", "概要"])
def test_other_names_are_not_taken_for_one(name: str) -> None:
    assert name_kinds(name) == ()


def test_no_name_means_two_things() -> None:
    tables = [*POWERPOINT.values(), *PROGRAMS.values(), COMMON]
    names = [name for table in tables for every in table.values() for name in every.split("|")]
    assert {name: kinds for name in names if len(kinds := {known.kind for known in name_kinds(name)}) != 1} == {}


def test_a_name_that_the_placeholders_contradict_does_not_count() -> None:
    assert found([drawn(SKETCHES["titleOnly"], "Title and Content"), *UNTOLD], "obj") == ("Design 1", "structure")


# By structure


@pytest.mark.parametrize("kind", SKETCHES)
def test_placeholders_alone_tell(kind: str) -> None:
    assert match(UNTOLD, kind).layout.slots == slots_of(SKETCHES[kind])
    assert match(UNTOLD, kind).rule == "structure"


@pytest.mark.parametrize(
    ("kind", "sketch", "told"),
    [
        ("obj", "title 5 5 90 12, obj 5 23 90 65, body 2 1 38 4", True),  # a running head besides
        ("obj", "title 5 5 90 12, body 5 18 90 6, body 5 26 90 60", True),  # a line below the title besides
        ("obj", "title 5 5 90 12, body 5 25 20 60, obj 30 25 65 60", False),  # a margin's text is no trifle
        ("obj", "title 5 5 90 12, obj 5 25 30 30", False),  # too small to be a page's content
        ("obj", "title 5 5 8 90, obj 15 5 80 85", False),  # the title is set upright
        ("twoObj", "title 5 5 90 12, obj 5 25 26 60, obj 33 25 62 60", False),  # unlike
        ("twoObj", "title 5 5 90 12, obj 5 20 90 30, obj 5 55 90 30", False),  # one above the other
        ("twoObj", "title 5 5 90 12, body 5 25 44 50, body 51 25 44 50, body 5 80 90 6", True),  # a line below
        ("twoTxTwoObj", "title 5 5 90 12, obj 5 20 44 30, obj 51 20 44 30, obj 5 55 44 30, obj 51 55 44 30", False),
        ("secHead", "title 5 5 90 12", False),  # a title only
        ("secHead", "title 5 40 90 20", True),  # in the middle of the page
        ("titleOnly", "title 5 40 90 40", False),
        ("titleOnly", "ctrTitle 5 5 90 15", False),  # a title page
        ("title", "title 5 5 90 15, subTitle 5 25 90 60", True),
        ("title", "title 5 5 90 15, obj 5 25 90 60, subTitle 2 1 38 4", False),  # a running head is no subtitle
        ("blank", "obj 85 2 10 8", False),  # a place for a logo, perhaps on a drawn page
        ("picTx", "title 5 5 90 8, pic 5 15 40 60, pic 50 15 40 60", False),
    ],
)
def test_placeholders_tell_by_number_size_and_place(kind: str, sketch: str, told: bool) -> None:
    result = match([drawn(sketch)], kind)
    assert (result.rule == "structure") is told, result.reason


def test_a_section_page_is_told_from_a_title_page_by_a_word_in_its_name() -> None:
    layouts = [drawn(SKETCHES["title"], "Chapter, left"), drawn(SKETCHES["title"], "Opening")]
    assert found(layouts, "secHead") == ("Chapter, left", "structure")
    assert found(layouts, "title") == ("Opening", "structure")


@pytest.mark.parametrize(("name", "kind"), [("Plain", "titleOnly"), ("Title Only", None)])
def test_a_layout_of_another_kind_is_not_told_by_structure(name: str, kind: str | None) -> None:
    middle = drawn("title 5 40 90 20", name, kind)
    assert found([middle], "secHead") == (name, "stand-in")
    assert found([replace(middle, kind=None, name="Ours")], "secHead") == ("Ours", "structure")


def test_a_reason_says_what_was_seen() -> None:
    reason = match(UNTOLD, "twoObj").reason
    assert reason.startswith("it has a title across the page; ") and "side by side" in reason


# Masters


def test_the_first_master_wins() -> None:
    first = drawn(SKETCHES["obj"], "First", None, master=0)
    second = drawn(SKETCHES["obj"], "Title and Content", "obj", master=1)
    assert found([first, second], "obj") == ("First", "structure")


def test_another_master_serves_what_the_first_does_not_have() -> None:
    layouts = [drawn(SKETCHES["obj"], "First", "obj"), drawn(SKETCHES["title"], "Second", "title", master=1)]
    assert found(layouts, "title") == ("Second", "type")


def test_a_cover_as_first_master_serves_for_titles_only() -> None:
    layouts = [drawn(SKETCHES[kind], f"{kind} {n}", kind, n) for n in (0, 1) for kind in ("title", "obj")]
    cover = replace(base_of(*layouts), body_area=frame(50, 300, 900, 60))
    for kind, name in (("title", "title 0"), ("obj", "obj 1")):
        result = find_base_layout(cover, [kind])
        assert result and result.layout.name == name


def test_a_master_whose_text_would_not_be_seen_serves_last() -> None:
    pale, *_ = (drawn(SKETCHES["obj"], "Pale", "obj"),)
    white = tuple(replace(level, color="bg1") for level in pale.slots[1].levels)
    pale = replace(pale, slots=(pale.slots[0], replace(pale.slots[1], levels=white, ground="FFFFFF")))
    dark = drawn(SKETCHES["obj"], "Dark", "obj", master=1)
    assert found([pale, dark], "obj") == ("Dark", "type")
    assert found([pale], "obj") == ("Pale", "type")


@pytest.mark.parametrize(
    ("colors", "ground", "chosen"),
    [
        (("tx1", "bg1"), "FFFFFF", "Plain"),
        (("bg1", "bg1"), "FFFFFF", "Plain"),
        (("bg1", "bg1"), None, "First"),  # words upon a picture
        (("tx1", "tx1"), "FFFFFF", "First"),
    ],
)
def test_a_title_page_whose_words_would_not_be_seen_serves_last(
    colors: tuple[str, str], ground: str | None, chosen: str
) -> None:
    def colored(name: str, master: int, colors: tuple[str, str], ground: str | None) -> BaseLayout:
        layout = drawn(SKETCHES["title"], name, "title", master)
        slots = [
            replace(own, levels=tuple(replace(level, color=color) for level in own.levels), ground=ground)
            for own, color in zip(layout.slots, colors, strict=False)
        ]
        return replace(layout, slots=tuple(slots))

    first, plain = colored("First", 0, colors, ground), colored("Plain", 1, ("tx1", "tx1"), "FFFFFF")
    assert found([first, plain], "title") == (chosen, "type")


# When there is none


@pytest.mark.parametrize(
    ("has", "wanted", "serves"),
    [
        (["obj"], "title", "obj"),
        (["obj", "secHead"], "title", "secHead"),
        (["obj", "titleOnly", "title"], "secHead", "title"),
        (["obj", "titleOnly"], "twoObj", "titleOnly"),
        (["obj", "twoObj", "titleOnly"], "twoTxTwoObj", "titleOnly"),
        (["titleOnly", "twoObj"], "obj", "twoObj"),  # a real content, before none
        (["titleOnly", "title"], "obj", "titleOnly"),
        (["obj", "titleOnly"], "blank", "titleOnly"),
        (["obj", "title"], "picTx", "obj"),
    ],
)
def test_another_kind_stands_in(has: list[str], wanted: str, serves: str) -> None:
    layouts = [drawn(SKETCHES[kind], f"{kind}'s", kind) for kind in has]
    result = match(layouts, wanted)
    assert (result.layout.name, result.rule) == (f"{serves}'s", "stand-in")
    assert f"no {KINDS[wanted].says}" in result.reason


def test_a_stand_in_told_by_name_is_safer_than_one_told_by_structure() -> None:
    drawn_upon = drawn(SKETCHES["titleOnly"], "Right or wrong?")
    assert found([drawn_upon, drawn(SKETCHES["obj"], "Title and Content")], "twoObj") == (
        "Title and Content",
        "stand-in",
    )


def test_in_the_end_the_emptiest_layout_with_a_title_serves() -> None:
    layouts = [
        drawn("title 5 5 90 15, " + ", ".join(f"body 5 {y} 90 10" for y in (30, 45, 60, 75)), "Four rows"),
        drawn(SKETCHES["title"], "Opening", "title"),
        drawn("chart 5 5 90 80", "Chart"),
    ]
    assert found(layouts, "obj") == ("Opening", "nearest")


def test_a_base_without_layouts_has_none() -> None:
    assert find_base_layout(base_of(), ["obj"]) is None


percent = st.integers(0, 19).map(lambda n: 5 * n)
placeholder = st.builds(
    lambda kind, x, y, width, height: f"{kind} {x} {y} {min(width, 100 - x)} {min(height, 100 - y)}",
    st.sampled_from(["title", "ctrTitle", "subTitle", "body", "obj", "pic", "tbl", "chart"]),
    percent,
    percent,
    percent.map(lambda n: n + 2),
    percent.map(lambda n: n + 2),
)
layouts_drawn = st.lists(
    st.builds(
        lambda parts, name, kind, master: drawn(", ".join(parts), name, kind, master),
        st.lists(placeholder, max_size=5),
        st.sampled_from(["A", "B", "Title Slide", "Title and Content", "Leer", "2_Two Content"]),
        st.sampled_from([None, "cust", "title", "obj", "tx", "twoObj", "titleOnly", "blank", "secHead"]),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=6,
)


@given(layouts_drawn, st.sampled_from([*KINDS, "objOnly", "Title and Content", "Nothing such"]))
def test_there_is_always_a_layout_and_a_reason(layouts: list[BaseLayout], wanted: str) -> None:
    result = match(layouts, wanted)
    assert result.layout in layouts
    assert result.rule in ("type", "standard-name", "structure", "name") or result.composed


@given(layouts_drawn)
def test_a_title_page_is_never_a_content_page_when_there_is_a_title_page(layouts: list[BaseLayout]) -> None:
    opening = drawn(SKETCHES["title"], "Opening", "title")
    result = match([*layouts, opening], "title")
    assert result.rule in ("name", "type", "standard-name", "structure")
    assert not any(
        slot.kind == "obj" and slot.frame.width * slot.frame.height > BASE.width * BASE.height / 4
        for slot in result.layout.slots
    )
