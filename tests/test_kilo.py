"""The Kilo deck says what the original report says, slide by slide, and adds only what it may."""

from pathlib import Path

import pytest

import summitdeck
from kilo import deck_to_structure, presentation_to_structure, text_to_structure
from summitdeck.deck.model import Content, Deck, Picture
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve

FOLDER = Path(__file__).parent.parent / "slides" / "kilo-2014"
STRUCTURE = Path(__file__).parent / "kilo-structure.txt"


@pytest.fixture(scope="module")
def kilo() -> Deck:
    deck, problems = read_deck(FOLDER)
    resolved, unresolved = resolve(deck, {})
    assert (problems, unresolved) == ((), ())
    return resolved


def test_titles_bullets_levels_bold_runs_table_and_links(kilo: Deck) -> None:
    assert deck_to_structure(kilo).split("\n\n") == STRUCTURE.read_text("utf-8").split("\n\n")
    assert len(kilo.slides) == 22


def test_the_built_file_has_the_same_structure(tmp_path: Path) -> None:
    built = summitdeck.build(FOLDER, tmp_path / "kilo.pptx")
    assert built.problems == ()
    assert presentation_to_structure(tmp_path / "kilo.pptx").split("\n\n") == STRUCTURE.read_text("utf-8").split("\n\n")


@pytest.mark.needs("shared")
def test_the_structure_is_that_of_the_original_text(shared: Path) -> None:
    original = (shared / "original" / "kilo-2014.txt").read_text("utf-8")
    assert text_to_structure(original).split("\n\n") == STRUCTURE.read_text("utf-8").split("\n\n")


def test_files_stand_in_the_order_of_their_numbers(kilo: Deck) -> None:
    names = [slide.place.source.path.name for slide in kilo.slides if slide.place]
    assert names == sorted(names)
    assert [name[:2] for name in names] == [f"{number:02}" for number in range(1, 23)]


def pictures(content: Content) -> list[Picture]:
    return [block for block in content.blocks if isinstance(block, Picture)]


def test_four_slides_have_a_picture_with_a_text_for_who_does_not_see_it(kilo: Deck) -> None:
    found = {
        number: picture
        for number, slide in enumerate(kilo.slides, start=1)
        for field in slide.fields.values()
        for picture in pictures(field.content)
    }
    assert list(found) == [2, 4, 5, 19]
    for picture in found.values():
        assert (FOLDER / words_to_text(picture.path)).is_file()
        assert len(words_to_text(picture.alt)) > 10


def test_a_plain_deck_for_another_summit_needs_only_other_values() -> None:
    deck, problems = resolve(read_deck(FOLDER)[0], {"summit": "Liberty", "city": "バンクーバー"})
    structure = deck_to_structure(deck)
    assert problems == ()
    assert structure.startswith("OpenStack Liberty Design Summit 報告\n")
    assert "- バンクーバーPalais des congrès" in structure
    assert words_to_text(deck.settings.title) == "OpenStack Liberty Design Summit 報告"


def test_the_original_is_read_as_it_is_meant() -> None:
    """The rules of the plain form, on a text of our own."""
    page = ["", "Title", "", "line", "", "※note", ""]
    one = ["One", "", "- a", "", "\tx\ty", "r\t\t1", "", "- b", "", " ", ""]
    two = ["Two", "- P", "", "- c", "- d", " - e", "", "- Q", "", "- f", "Three", "- g", " - h"]
    assert text_to_structure("\n".join([*page, *one, *two])).split("\n") == [
        *["Title", "line", "※note", ""],
        *["One", "- a", "|  | x | y |", "| r |  | 1 |", "- b", ""],
        *["Two", "- P", "- c", "- d", "  - e", "- Q", "  - f", ""],
        *["Three", "- g", "  - h", ""],
    ]
