"""`slides:` as a list of files, folders and single slides of others; each mistake in the file that makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

import summitdeck
from summitdeck.deck.plain import content_to_text, words_to_text
from summitdeck.deck.printer import print_deck
from summitdeck.deck.reader import read_deck
from summitdeck.deck.values import resolve

FILES = {
    "slides/kilo/deck.yaml": "deck:\n  title: Kilo\n  slides: [b.yaml, a.yaml, ../../common/]\n",
    "slides/kilo/a.yaml": "title: Kilo a\nid: a\n",
    "slides/kilo/b.yaml": "title: Kilo b1\nid: b1\n---\ntitle: Kilo b2\nid: b2\nbody:\n",
    "common/1-about.yaml": "title: About\nid: about\n",
    "common/10-end.yaml": "title: End\n",
    "common/2-legal.yaml": "title: Legal\n",
    "slides/ring/deck.yaml": "deck:\n  slides:\n    - ../ring2\n---\ntitle: Ring\nid: ring\n",
    "slides/ring2/deck.yaml": "deck:\n  slides:\n    - x.yaml\n    - ../ring/\n",
    "slides/ring2/x.yaml": "title: X\n",
    "slides/empty/readme.txt": "",
    "slides/broken/a.yaml": 'title: "open\nid: lost\n---\ntitle: Good\nid: good\n',
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is the current folder."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(project: Path, listed: str) -> tuple[list[str], list[str], str]:
    """Titles and problems of a deck with this list, and the deck's title."""
    home = project / "slides/next/deck.yaml"
    home.parent.mkdir()
    home.write_text(f"deck:\n  title: Next\n  slides:\n    - {listed.replace('; ', chr(10) + '    - ')}\n", "utf-8")
    deck, problems = read_deck(home.parent)
    titles = [content_to_text(slide.fields["title"].content) for slide in deck.slides]
    return titles, [f"{problem.span} {problem.code}" for problem in problems], deck.settings.title[0].text


@pytest.mark.parametrize(
    ("listed", "titles"),
    [
        ("../../common", ["About", "Legal", "End"]),
        ("../../common/", ["About", "Legal", "End"]),
        ("../../common/10-end.yaml; ../kilo/a.yaml", ["End", "Kilo a"]),
        ("../kilo/b.yaml#b1", ["Kilo b1"]),
        ("../kilo/#about; ../kilo/b.yaml#b1; ../kilo/#a", ["About", "Kilo b1", "Kilo a"]),
        ("../broken/a.yaml#good", ["Good"]),  # what is wrong elsewhere in its file is not this deck's
    ],
)
def test_what_is_listed_comes_in_its_order(project: Path, listed: str, titles: list[str]) -> None:
    assert read(project, listed) == (titles, [], "Next")


def test_a_folder_comes_in_its_own_order_and_leaves_its_settings(project: Path) -> None:
    titles, problems, title = read(project, "../kilo")
    assert (titles, title) == (["Kilo b1", "Kilo b2", "Kilo a", "About", "Legal", "End"], "Next")
    assert problems == ["slides/kilo/b.yaml:6:1 missing-value"]


@pytest.mark.parametrize(
    ("listed", "problems"),
    [
        ("../kilo/b.yaml#b3", ["slides/next/deck.yaml:4:7 missing-slide"]),
        ("../kilo/b.yaml#b2", ["slides/kilo/b.yaml:6:1 missing-value"]),
        ("../broken/a.yaml#lost", ["slides/broken/a.yaml:1:8 unclosed-quote"]),
        ("../broken/a.yaml#good; ../broken/a.yaml#lost", ["slides/broken/a.yaml:1:8 unclosed-quote"]),
        ("../nowhere/", ["slides/next/deck.yaml:4:7 missing-file"]),
        ("../empty", ["slides/next/deck.yaml:4:7 empty-deck"]),
        ("../../..", ["slides/next/deck.yaml:4:7 outside-path"]),
        (".", ["slides/next/deck.yaml:4:7 slides-cycle"]),
        ("../ring", ["slides/ring2/deck.yaml:4:7 slides-cycle"]),
        ("../../common; ../../common/1-about.yaml", ["slides/next/deck.yaml:5:7 slide-twice"]),
        ("../kilo/a.yaml; ./../kilo/a.yaml", ["slides/next/deck.yaml:5:7 slide-twice"]),
        ("../kilo/a.yaml#a; ../kilo/#a", ["slides/next/deck.yaml:5:7 slide-twice"]),
    ],
)
def test_a_mistake_is_told_in_its_own_file(project: Path, listed: str, problems: list[str]) -> None:
    assert read(project, listed)[1] == problems


def test_a_deck_may_put_a_slide_of_its_own_settings_file_elsewhere(project: Path) -> None:
    (project / "deck.yaml").write_text(
        "deck:\n  title: T\n  slides: [common/1-about.yaml, deck.yaml#mine]\n---\ntitle: Mine\nid: mine\n", "utf-8"
    )
    deck, problems = read_deck(project / "deck.yaml")
    assert problems == ()
    assert [slide.id.text for slide in deck.slides if slide.id] == ["about", "mine"]
    assert deck.settings.title[0].text == "T"


def test_folders_that_bring_in_one_another_many_times_over_end_soon(project: Path) -> None:
    for level in range(30):
        folder = project / f"deep/{level}"
        folder.mkdir(parents=True)
        below = f"../{level + 1}, ./../{level + 1}, .././{level + 1}" if level < 29 else "x.yaml"
        (folder / "deck.yaml").write_text(f"deck: {{slides: [{below}]}}\n", "utf-8")
    (folder / "x.yaml").write_text("title: X\n", "utf-8")
    deck, problems = read_deck(project / "deep/0")
    assert len(deck.slides) == 1
    assert {problem.code for problem in problems} == {"slide-twice"}


def test_a_folder_that_is_taken_in_leaves_its_files_of_values(project: Path) -> None:
    (project / "common/deck.yaml").write_text("deck: {vars: house.yaml}\n", "utf-8")
    (project / "common/house.yaml").write_text("house: R&D\n", "utf-8")
    assert read(project, "../../common") == (["About", "Legal", "End"], [], "Next")


GROUPS = {
    "topics/deck.yaml": "deck:\n  defaults: {overflow: split, footer: Topics, number: false}\n",
    "topics/1.yaml": "title: One\nfooter: One's own\n",
    "topics/2.yaml": "title: Two\nhidden: false\n",
}


def said(project: Path, settings: str, files: dict[str, str] = GROUPS) -> list[str]:
    """What each slide of a deck says of itself, beside a topics/ folder and a last slide."""
    for name, text in {**files, "end.yaml": "title: End\n", "deck.yaml": f"deck:\n{settings}"}.items():
        path = project / "slides/next" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    deck, problems = read_deck(project / "slides/next")
    assert problems == ()
    assert read_deck(Path("x.yaml"), text_of=lambda _: print_deck(deck))[0].slides == deck.slides
    lines = []
    for slide in resolve(deck, {})[0].slides:
        said = [words_to_text(slide.section or ()), str(slide.overflow or "")]
        said += [words_to_text(slide.footer) if isinstance(slide.footer, tuple) else str(slide.footer)]
        lines.append(" | ".join([*said, str(slide.number), str(slide.hidden)]))
    return lines


def test_a_slide_goes_before_its_entry_this_before_its_folder_and_all_before_the_deck(project: Path) -> None:
    entry = "{from: topics/, defaults: {section: Topics, footer: Entry, hidden: true}}"
    deck = "  defaults: {overflow: off, number: true, footer: Deck}\n"
    assert said(project, f"  slides: [{entry}, end.yaml]\n{deck}") == [
        "Topics | split | One's own | False | True",
        " | split | Topics | False | False",
        " | off | Deck | True | None",
    ]


def test_a_deck_of_one_entry_for_each_file(project: Path) -> None:
    listed = "[{from: topics/2.yaml, defaults: {footer: Second}}, {from: end.yaml}, topics/1.yaml]"
    assert said(project, f"  slides: {listed}\n") == [
        " |  | Second | None | False",
        " |  | None | None | None",
        " |  | One's own | None | None",
    ]


@pytest.mark.parametrize(
    ("first", "second", "sections"),
    [
        ("when: first", "title: B", ["S", "", ""]),
        ("when: not first", "title: B", ["S", "", "", ""]),
        ("when: not first", "title: B\nwhen: first", ["S", "", ""]),
        ("for: x in [1, 2]", "title: B\nwhen: not first", ["S", "", "", "", ""]),
        ("section: Own", "title: B", ["Own", "", "", ""]),
    ],
)
def test_the_section_of_a_group_begins_with_its_first_slide_that_is_there(
    project: Path, first: str, second: str, sections: list[str]
) -> None:
    files = {"topics/1.yaml": f"title: A\n{first}\n", "topics/2.yaml": second, "topics/3.yaml": "title: C\n"}
    settings = "  vars: {first: false}\n  slides: [{from: topics/, defaults: {section: S}}, end.yaml]\n"
    found = [line.split(" | ")[0] for line in said(project, settings, files)]
    assert found == sections


def test_what_is_wrong_with_defaults_is_told_once_where_they_stand(project: Path) -> None:
    (project / "slides/next").mkdir()
    (project / "slides/next/deck.yaml").write_text(
        "deck:\n  slides:\n    - from: ../kilo/\n      defaults:\n        layout: kontent\n        overflow: cut\n",
        "utf-8",
    )
    (project / "slides/kilo/b.yaml").write_text("title: B\n", "utf-8")
    told = [f"{problem.span} {problem.code}" for problem in summitdeck.check("slides/next") if problem.is_error]
    assert told == ["slides/next/deck.yaml:5:17 unknown-layout", "slides/next/deck.yaml:6:19 bad-value"]
