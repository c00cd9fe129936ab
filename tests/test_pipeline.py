"""The public functions: a deck in, a file or problems out, whatever an author or a file can cause."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest

import summitdeck
from foreign import write_foreign_template
from summitdeck.pipeline import default_output, dump_faces, lay_out, list_faces, list_layouts

GOOD = "title: 概要\nbody: [one, two]\n"


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a good deck in it, in a project of its own; it is the current folder."""
    (tmp_path / "slides").mkdir()
    folder = tmp_path / "slides" / "talk"
    folder.mkdir()
    (folder / "deck.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def texts(path: Path) -> list[str]:
    """The titles that python-pptx finds."""
    from pptx import Presentation

    return [slide.shapes.title.text for slide in Presentation(str(path)).slides]


def codes(problems: tuple[summitdeck.Problem, ...]) -> list[str]:
    return [f"{problem.span} {problem.code}" if problem.span else problem.code for problem in problems]


def test_a_deck_is_built_where_it_is_told(deck: Path, tmp_path: Path) -> None:
    built = summitdeck.build(deck, tmp_path / "new" / "out.pptx")
    assert (built.path, built.pages, built.problems) == (tmp_path / "new" / "out.pptx", 1, ())
    assert texts(tmp_path / "new" / "out.pptx") == ["概要"]
    assert built.deck.name == "talk"


def test_without_a_target_it_goes_to_the_projects_build_folder(deck: Path, tmp_path: Path) -> None:
    assert summitdeck.build(str(deck)).path == tmp_path / "build" / "talk.pptx"
    write(deck / "other.yaml", GOOD)
    assert summitdeck.build("other.yaml").path == tmp_path / "build" / "other.pptx"


def test_checking_writes_nothing(deck: Path, tmp_path: Path) -> None:
    write(deck / "deck.yaml", "title: A\nbody: [x]\nwrong: y\n")
    assert codes(summitdeck.check(deck)) == ["deck.yaml:3:1 unplaced-field"]
    assert not (tmp_path / "build").exists()


def test_a_deck_is_read_as_a_value(deck: Path) -> None:
    read, problems = summitdeck.read_deck(deck)
    assert (len(read.slides), problems) == (1, ())


def test_only_what_is_public_is_offered() -> None:
    for name in summitdeck.__all__:
        assert getattr(summitdeck, name) is not None
    with pytest.raises(AttributeError):
        summitdeck.nothing  # noqa: B018


def test_a_failed_build_leaves_the_last_good_file(deck: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pptx"
    summitdeck.build(deck, out)
    before = out.read_bytes()
    write(deck / "deck.yaml", "title: A\nbody: [x]\npicture: nothing.png\n")
    built = summitdeck.build(deck, out)
    assert (built.path, built.pages) == (None, 0)
    assert out.read_bytes() == before
    assert not list(tmp_path.glob(".*"))  # nothing half written is left behind


def test_warnings_do_not_stop_a_build(deck: Path, tmp_path: Path) -> None:
    write(deck / "deck.yaml", "title: A\nbody: [x]\npicture: hall.svg\n")
    write(deck / "hall.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    built = summitdeck.build(deck, tmp_path / "out.pptx")
    assert built.path and codes(built.problems) == ["deck.yaml:3:10 missing-alt"]


def test_a_strict_build_takes_warnings_for_errors(deck: Path, tmp_path: Path) -> None:
    write(deck / "deck.yaml", "title: A\nbody: [x]\npicture: hall.svg\n")
    write(deck / "hall.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    built = summitdeck.build(deck, tmp_path / "out.pptx", strict=True)
    assert (built.path, [found.is_error for found in built.problems]) == (None, [True])
    assert not (tmp_path / "out.pptx").exists()
    assert summitdeck.check(deck, strict=True) == built.problems


def test_notes_are_for_check_and_stop_nothing(deck: Path, tmp_path: Path) -> None:
    write(deck / "deck.yaml", "title: A\nbody: [一, 二, 三, 四, 五, 六, 七, 八, 九, 十]\n")
    assert codes(summitdeck.check(deck, strict=True)) == ["deck.yaml:2:8 shrunk"]
    built = summitdeck.build(deck, tmp_path / "out.pptx", strict=True)
    assert built.path and built.problems == ()


def test_all_problems_of_all_files_come_in_one_run_in_their_order(deck: Path) -> None:
    write(deck / "deck.yaml", "deck: {footer: '{{ nobody }}'}\n")
    write(deck / "1.yaml", "title: A\nbody: [x]\npicture: none.png\nalt: a\n---\nlayout: contant\ntitle: B\n")
    write(deck / "2.yaml", "title: C: D\n")
    write(deck / "10.yaml", "title: E\nbody:\n  - [x](#gone)\n---\ntitle: F\n")
    assert codes(summitdeck.check(deck)) == [
        "1.yaml:3:10 missing-file",
        "1.yaml:6:9 unknown-layout",
        "2.yaml:1:9 unquoted-colon",
        "10.yaml:3:5 needs-quotes",
        "10.yaml:5:1 missing-field",
        "deck.yaml:1:20 unknown-value",
    ]


def test_a_link_made_of_a_value_leads_somewhere_or_is_told(deck: Path) -> None:
    slides = "---\nid: here\ntitle: A\nbody:\n  - '[x](#{{ to }})'\n"
    write(deck / "deck.yaml", "deck: {vars: {to: nowhere}}\n" + slides)
    assert codes(summitdeck.check(deck)) == ["deck.yaml:6:10 broken-link"]
    assert summitdeck.check(deck, values={"to": "here"}) == ()


@pytest.mark.parametrize(
    "block", ["table: [[a]]", "picture: a.png", "code: x = 1", "chart: {kind: pie, rows: [[a, b], [c, 1]]}"]
)
def test_what_notes_cannot_hold_is_told(deck: Path, block: str) -> None:
    write(deck / "deck.yaml", f"title: A\nbody: [x]\nnotes:\n  - said\n  - {block}\n")
    (found,) = summitdeck.check(deck)
    assert (found.code, found.is_error, str(found.span).rpartition(":")[0]) == ("wrong-kind", True, "deck.yaml:5")


def test_values_given_go_before_the_decks_own(deck: Path, tmp_path: Path) -> None:
    write(deck / "deck.yaml", "deck: {vars: {city: Paris}}\n---\ntitle: '{{ city }} {{ year }}'\nbody: [x]\n")
    assert codes(summitdeck.check(deck)) == ["deck.yaml:3:23 unknown-value"]
    built = summitdeck.build(deck, tmp_path / "out.pptx", values={"city": "東京", "year": "2014"})
    assert built.path and texts(built.path) == ["東京 2014"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere", "missing-file"),
        ("empty", "empty-deck"),
        ("deck.yaml/x", "unreadable-file"),
    ],
)
def test_a_deck_that_is_not_there(deck: Path, name: str, problem: str) -> None:
    (deck / "empty").mkdir()
    built = summitdeck.build(deck / name)
    assert (built.path, [found.code for found in built.problems]) == (None, [problem])


def test_a_template_of_ones_own(deck: Path, tmp_path: Path) -> None:
    write_foreign_template(deck / "foreign.pptx")
    write(deck / "deck.yaml", f"deck: {{template: foreign.pptx}}\n---\n{GOOD}")
    built = summitdeck.build(deck, tmp_path / "out.pptx")
    assert built.path and texts(built.path) == ["概要"]
    assert "ppt/slideLayouts/slideLayout3.xml" in zipfile.ZipFile(built.path).namelist()


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("sumit", "deck.yaml:1:18 unknown-template"),
        ("none.pptx", "deck.yaml:1:18 missing-file"),
        ("../../../x.pptx", "deck.yaml:1:18 outside-path"),
        ("broken.pptx", "deck.yaml:1:18 not-a-presentation"),
    ],
)
def test_a_template_that_cannot_be_had_hides_no_other_problem(deck: Path, template: str, problem: str) -> None:
    write(deck / "broken.pptx", "no zip")
    write(deck / "deck.yaml", f"deck: {{template: {template}}}\n---\ntitle: '{{{{ nobody }}}}'\nwrong: x\n")
    assert codes(summitdeck.check(deck)) == [
        problem,
        "deck.yaml:3:1 missing-field",
        "deck.yaml:3:12 unknown-value",
        "deck.yaml:4:1 unplaced-field",
    ]


@pytest.mark.parametrize("target", ["deck.yaml", "hall.svg", "foreign.pptx", "templates/mine.xml.jinja"])
def test_an_input_is_never_overwritten(deck: Path, target: str) -> None:
    write_foreign_template(deck / "foreign.pptx")
    (deck / "templates").mkdir()
    write(deck / "templates/mine.xml.jinja", "<slide base='blank'><text>{{ words }}</text></slide>")
    write(deck / "hall.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    write(deck / "deck.yaml", f"deck: {{template: foreign.pptx}}\n---\n{GOOD}picture: hall.svg\nalt: a\n")
    before = (deck / target).read_bytes()
    built = summitdeck.build(deck, deck / target)
    assert (built.path, [problem.code for problem in built.problems]) == (None, ["overwrites-input"])
    assert (deck / target).read_bytes() == before


def test_nothing_is_put_into_an_unzipped_template(deck: Path) -> None:
    from summitdeck.scene.templates import builtin_folder

    target = builtin_folder() / "summit" / "base" / "out.pptx"
    assert [problem.code for problem in summitdeck.build(deck, target).problems] == ["overwrites-input"]
    assert not target.exists()


def test_a_folder_is_no_target(deck: Path, tmp_path: Path) -> None:
    built = summitdeck.build(deck, tmp_path)
    assert (built.path, [problem.code for problem in built.problems]) == (None, ["not-a-file"])


def test_a_target_that_cannot_be_written_is_told(deck: Path, tmp_path: Path) -> None:
    write(tmp_path / "file", "")
    built = summitdeck.build(deck, tmp_path / "file" / "out.pptx")
    assert (built.path, [problem.code for problem in built.problems]) == (None, ["cannot-write"])


def test_the_file_to_write_may_stand_in_the_decks_own_folder(deck: Path) -> None:
    assert summitdeck.build(deck, deck / "talk.pptx").path == deck / "talk.pptx"
    assert summitdeck.build(deck, deck / "talk.pptx").path == deck / "talk.pptx"  # and be replaced


def test_progress_is_told(deck: Path) -> None:
    told: list[tuple[str, int, int]] = []
    lay_out(deck, progress=lambda *step: told.append(step))
    assert told == [("laying out", 1, 1)]


def test_layouts_of_the_deck_stand_beside_the_built_in_ones(deck: Path) -> None:
    (deck / "templates").mkdir()
    write(deck / "templates/mine.xml.jinja", "{# My own. #}<slide base='blank'><text>{{ words }}</text></slide>")
    write(deck / "templates/quote.xml.jinja", "<slide base='blank'><text>{{ words }}</text></slide>")
    layouts, problems = list_layouts(deck)
    mine, quote = layouts.get("mine"), layouts.get("quote")
    assert problems == () and {"mine", "content", "two-columns"} <= set(layouts.names())
    assert mine and mine.description == "My own."
    assert quote and [field.name for field in quote.fields] == ["words"]  # the deck's own goes before


def test_default_output_has_a_name_even_for_a_deck_without_one() -> None:
    from summitdeck.deck.model import Deck, Settings

    assert default_output(Deck(Settings(), ())).name == "deck.pptx"


@pytest.fixture
def font() -> tuple[str, bytes]:
    """A face's name and its font: the one that Pillow brings."""
    from PIL import ImageFont

    font = ImageFont.load_default(10)
    assert isinstance(font, ImageFont.FreeTypeFont)
    name = font.getname()[0]
    assert name
    return name, font.font_bytes


def write_company_deck(deck: Path, face: str) -> None:
    """A deck on a template whose theme names a face."""
    from pptx import Presentation
    from pptx.opc.package import Part

    write_foreign_template(deck / "company.pptx")
    presentation = Presentation(str(deck / "company.pptx"))
    theme = next(part for part in presentation.part.package.iter_parts() if "/theme/theme1" in part.partname)
    assert isinstance(theme, Part)
    theme._blob = re.sub(rb'(<a:m(?:aj|in)orFont>\s*<a:latin typeface=")[^"]*', rb"\g<1>" + face.encode(), theme.blob)
    presentation.save(str(deck / "company.pptx"))
    write(deck / "deck.yaml", "deck: {template: company.pptx}\n---\ntitle: One\nbody: [two]\n")


@pytest.mark.parametrize("place", [".", "../..", "none"])
def test_a_face_is_looked_for_in_the_fonts_folders(deck: Path, font: tuple[str, bytes], place: str) -> None:
    name, data = font
    write_company_deck(deck, name)
    fonts = deck / place / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "own.ttf").write_bytes(data)
    found = [problem for problem in summitdeck.check(deck) if problem.code == "font-estimated"]
    assert codes(tuple(found)) == (["deck.yaml:1:18 font-estimated"] if place == "none" else [])
    assert all(f"'{name}'" in problem.message for problem in found)


def test_fonts_are_inputs_and_a_broken_one_is_told(deck: Path, font: tuple[str, bytes]) -> None:
    name, data = font
    write_company_deck(deck, name)
    (deck / "fonts").mkdir()
    (deck / "fonts" / "own.ttf").write_bytes(data)
    (deck / "fonts" / "broken.ttf").write_bytes(b"no font")
    built = summitdeck.build(deck, deck / "fonts" / "own.ttf")
    assert "overwrites-input" in codes(built.problems) and "unreadable-font" in codes(built.problems)
    assert (deck / "fonts" / "own.ttf").read_bytes() == data


def test_the_faces_of_a_deck_say_what_they_are_for(deck: Path) -> None:
    write(deck / "deck.yaml", "layout: code\ntitle: 概要 and more\ncode: x = 1\n")
    rows, problems = list_faces(deck)
    assert [(row.name, row.uses) for row in rows] == [
        ("Calibri", ("headings",)),
        ("Yu Gothic", ("East Asian",)),
        ("Consolas", ("code",)),
    ]
    assert problems == ()


def test_metrics_are_written_whole_or_not_at_all(tmp_path: Path, font: tuple[str, bytes]) -> None:
    name, data = font
    (tmp_path / "own.ttf").write_bytes(data)
    assert dump_faces([name, "Nobody Has This"], tmp_path)[0] == ()
    assert [path.name for path in tmp_path.iterdir()] == ["own.ttf"]
    written, problems = dump_faces([name], tmp_path)
    assert problems == () and all(path.parent == tmp_path and path.is_file() for path in written)
    assert [problem.code for problem in dump_faces([name], tmp_path)[1]] == ["file-exists"] * len(written)
    assert dump_faces([name], tmp_path, replace_files=True) == (written, ())
    assert [problem.code for problem in dump_faces([name], tmp_path / "own.ttf")[1]] != []


def test_a_place_is_right_where_a_title_was_given_a_line_break(deck: Path) -> None:
    words = "とても長い題名なので二行に分けなければならないがどこで分けるかは言葉の切れ目によるもの"
    write(deck / "deck.yaml", f"deck: {{titles: balanced}}\n---\ntitle: {words}สวัสดี です\nbody: [x]\n")
    assert codes(summitdeck.check(deck)) == [f"deck.yaml:3:{len('title: ' + words) + 1} unmeasured"]


@pytest.mark.parametrize("what", ["picture", "template"])
@pytest.mark.parametrize("is_listed", [False, True])
def test_what_lies_outside_is_read_only_through_the_door(
    deck: Path, what: str, is_listed: bool, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    common = tmp_path_factory.mktemp("common")
    write(common / "a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>')
    assert summitdeck.build(deck, common / "base.pptx").path
    there = os.path.relpath(common, deck)
    template = f"{there}/base.pptx" if what == "template" else "summit"
    picture = f"layout: picture\npicture: {there}/a.svg\nalt: A\n" if what == "picture" else "title: One\nbody: [a]\n"
    folders = f"  folders: [{there}]\n" if is_listed else ""
    write(deck / "deck.yaml", f"deck:\n  template: {template}\n{folders}---\n{picture}")
    found = [problem.code for problem in summitdeck.build(deck, tmp_path / "x.pptx").problems if problem.is_error]
    assert found == ([] if is_listed else ["outside-path"])
