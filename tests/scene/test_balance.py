"""Titles of two lines: where they are broken, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import BASE, POINT, TITLE, read_slide, web
from summitdeck.deck.model import Paragraph
from summitdeck.deck.reader import read_deck
from summitdeck.scene.balance import balance, break_places, phrase_ends
from summitdeck.scene.layouts import find_layouts
from summitdeck.scene.model import SceneRun, TextShape, WebLink
from summitdeck.scene.paragraphs import Placed, Styles, place_paragraphs
from summitdeck.scene.pictures import Album
from summitdeck.scene.place import place
from summitdeck.typeset.faces import resolve_face
from summitdeck.typeset.fitting import WHOLE
from summitdeck.typeset.kinsoku import NO_END, NO_START
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.setting import set_paragraph


def placed(words: str) -> Placed:
    (paragraph,) = read_slide(f'title: "{words}"').fields["title"].content.blocks
    assert isinstance(paragraph, Paragraph)
    return place_paragraphs([paragraph], TITLE.levels, Styles(), web)[0]


def lines(words: str, width: int, language: str = "ja-JP") -> str | None:
    """The two lines with `|` between them; None when the title is left alone. Of text at 30 pt."""
    found = balance(placed(words), WHOLE, width * POINT, language, resolve_face)
    return None if found is None else "".join(run.text for run in found.scene.runs).replace("\n", "|")


BALANCED = [
    # width in pt, words, lines
    (600, "分散仮想ルーターとロードバランサーの今後の方針", "分散仮想ルーターと|ロードバランサーの今後の方針"),
    (400, "今後の開発方針および整理の話", "今後の|開発方針および整理の話"),  # BudouX parts 開発方|針および
    (480, "Rackspaceでのcellsの使いかたの説明", "Rackspaceでの|cellsの使いかたの説明"),
    (400, "OpenStack Kilo Design Summit 報告", "OpenStack Kilo|Design Summit 報告"),
    (300, "Scaling out the control plane", "Scaling out the|control plane"),
    (400, "분산 가상 라우터와 부하 분산 방침", "분산 가상 라우터와|부하 분산 방침"),
    (300, "well-known-and-long-hyphenated", "well-known-and-|long-hyphenated"),
    (300, "「重要」な変更点（まとめ）と予定", "「重要」な変更点|（まとめ）と予定"),
]


@pytest.mark.parametrize(("width", "words", "found"), BALANCED)
def test_where_two_lines_part(width: int, words: str, found: str) -> None:
    assert lines(words, width) == found


ALONE = [
    (600, "会場"),  # one line
    (300, "分散仮想ルーターとロードバランサーの今後の方針"),  # three
    (600, "分散仮想ルーターと\\nロードバランサーの今後の方針"),  # its own
    (300, "Donaudampfschifffahrt" * 2),  # no place
]


@pytest.mark.parametrize(("width", "words"), ALONE)
def test_what_is_left_alone(width: int, words: str) -> None:
    assert lines(words, width) is None


def test_languages_have_phrases_of_their_own() -> None:
    text = "今天是晴天我们去公园散步吧"
    assert phrase_ends(text, "zh-CN") != phrase_ends(text, "ja-JP")
    assert phrase_ends("研究生命起源的科學家們在這裡工作", "zh-TW") == phrase_ends(
        "研究生命起源的科學家們在這裡工作", "zh-Hant"
    )
    assert phrase_ends("の" + text, "zh-CN") == phrase_ends("の" + text, "ja")  # kana is Japanese
    assert phrase_ends("부하 분산 방침", "ja") == {3, 6}


def test_a_link_is_broken_only_when_there_is_no_other_place() -> None:
    link = WebLink("https://example.com")
    runs = (SceneRun("See "), SceneRun("the very long wiki", link=link), SceneRun(" now"))
    first, second = break_places("See the very long wiki now", runs, "en-US")
    assert (first, second) == ([4, 23], [8, 13, 18])
    assert (
        lines("[the very long wiki page on Sprints](https://example.com)", 350) == "the very long wiki|page on Sprints"
    )


def test_runs_keep_their_marks() -> None:
    found = balance(placed("Scaling **out the** control plane"), WHOLE, 300 * POINT, "en", resolve_face)
    assert found is not None
    assert [(run.text, run.bold) for run in found.scene.runs] == [
        ("Scaling ", False),
        ("out the\n", True),
        ("control plane", False),
    ]
    assert [run.text for run in found.measured.runs] == [run.text for run in found.scene.runs]


PIECES = [
    "Neutron",
    "の",
    "「分離」",
    "、",
    "プラグイン",
    "API",
    "と",
    " ",
    "-",
    "（まとめ）",
    "。",
    "방침",
    "**太字**",
]
WORDS = st.lists(st.sampled_from(PIECES), min_size=4, max_size=24).map("".join)


@given(WORDS, st.integers(150, 800), st.sampled_from(["ja-JP", "en-US", "ko-KR", "zh-CN", "zh-TW"]))
@settings(max_examples=200)
def test_a_break_makes_two_lines_in_both_profiles_and_loses_nothing(words: str, width: int, language: str) -> None:
    if not words.strip():
        return
    title = placed(words)
    found = balance(title, WHOLE, width * POINT, language, resolve_face)
    if found is None:
        return
    for profile in Profile:
        assert len(set_paragraph(found.measured, width * POINT, profile).texts) == 2
    before = "".join(run.text for run in title.scene.runs)
    first, second = "".join(run.text for run in found.scene.runs).split("\n")
    assert before.startswith(first) and before.endswith(second)
    assert not before[len(first) : len(before) - len(second)].strip()
    assert second[0] not in NO_START and first[-1] not in NO_END


DECKS = [
    # settings, title, what is written, the page's title
    ("balanced", "分散仮想ルーターとロードバランサーの今後の開発方針について", True, None),
    ("balanced", "Scaling out the control plane of a very large cloud in one year", True, None),
    ("plain", "分散仮想ルーターとロードバランサーの今後の開発方針について", False, None),
    ("balanced", "ネットワークの\\n分離", False, "ネットワークの分離"),
    ("balanced", "Design\\nSummit", False, "Design Summit"),
    ("balanced", "Kilo\\n報告", False, "Kilo 報告"),
]


@pytest.mark.parametrize(("titles", "title", "broken", "plain"), DECKS)
def test_a_pages_title_has_its_words_as_they_were(
    titles: str, title: str, broken: bool, plain: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("deck")
    (folder / "content.xml.jinja").write_text(
        '<slide base="obj"><title>{{ title }}</title><body>{{ body }}</body></slide>', "utf-8"
    )
    text = f'deck: {{titles: {titles}}}\n---\ntitle: "{title}"\nbody: [x]\n'
    (folder / "deck.yaml").write_text(text, "utf-8")
    deck, _ = read_deck(folder / "deck.yaml")
    narrow = replace(TITLE, frame=replace(TITLE.frame, width=600 * POINT))
    slots = [(layout, tuple(narrow if slot is TITLE else slot for slot in layout.slots)) for layout in BASE.layouts]
    base = replace(BASE, layouts=tuple(replace(layout, slots=own) for layout, own in slots))
    scene, problems = place(deck, base, find_layouts([folder]), Album(()))
    (page,) = scene.pages
    shape = page.shapes[0]
    assert isinstance(shape, TextShape) and not problems
    written = shape.body.paragraphs[0].runs[0].text
    assert ("\n" in written) is (broken or plain is not None)
    assert page.title == scene.title == (plain or title)
    assert shape.plain == (title if broken else "")
