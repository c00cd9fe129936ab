"""The tour shows every feature, shows it truly, and the manual shows the tour."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

import summitdeck
from summitdeck.cli import main
from summitdeck.deck.keys import CONTENT_KEYS, DATA_KEYS, KEYS, SLIDE_KEYS, Where
from tools.manual import MANUAL, PICTURES, TOUR, Example, fill, named_pictures, read_examples, titles_of

ROOT = Path(__file__).parent.parent
EXAMPLES = read_examples()
LARGEST = 60_000
"""Bytes of a picture of the manual: a clone should stay small."""
Used = Iterator[tuple[Where, str]]


def keys_in_document(said: Any) -> Used:
    """Our keys in a slide or in settings, with the place each stands in."""
    if set(said) == {"deck"}:
        yield from ((Where.SETTINGS, key) for key in said["deck"])
        for entry in said["deck"].get("slides", []):
            yield from ((Where.LISTED, key) for key in entry if isinstance(entry, dict))
        return
    for key, value in said.items():
        if key in SLIDE_KEYS:
            yield Where.SLIDE, key
        else:
            yield from keys_in_content({key: value})


def keys_in_content(said: Any) -> Used:
    if isinstance(said, list):
        for item in said:
            yield from keys_in_content(item)
    elif isinstance(said, dict):
        for key, value in said.items():
            if key in CONTENT_KEYS:
                yield Where.CONTENT, key
            match key, value:
                case (("table" | "rows"), list(rows)):
                    yield from keys_in_rows(rows)
                case "chart", dict(chart):
                    yield from ((Where.CHART, option) for option in chart)
                    yield from keys_in_columns(chart.get("series", []))
                case "table", dict(table):
                    yield from ((Where.DATA, option) for option in table if option in DATA_KEYS)
                    yield from keys_in_columns(table.get("columns", []))
                    yield from keys_in_content(table)
                case _:
                    yield from keys_in_content(value)


def keys_in_columns(columns: list[Any]) -> Used:
    for column in columns:
        if isinstance(column, dict):
            yield from ((Where.COLUMN, key) for key in column)


def keys_in_rows(rows: list[Any]) -> Used:
    for row in rows:
        if isinstance(row, dict):
            yield from ((Where.ROW, key) for key in row)
        for cell in row if isinstance(row, list) else []:
            if isinstance(cell, dict):
                yield from ((Where.CELL, key) for key in cell)


def used_keys() -> set[tuple[Where, str]]:
    """All keys that the tour uses, or shows in code, as `matrix`, of which one deck cannot make use."""
    texts = [path.read_text("utf-8") for path in sorted(TOUR.glob("*.yaml"))] + [shown("matrix").shown()]
    documents = (document for text in texts for document in yaml.load_all(text, yaml.BaseLoader))
    return {key for document in documents for key in keys_in_document(document)}


def shown(name: str) -> Example:
    return next(example for example in EXAMPLES if example.id == name)


def test_every_key_of_the_closed_table_is_in_the_tour() -> None:
    assert {(key.where, key.name) for key in KEYS if not key.is_later} - used_keys() == set()


def test_every_built_in_layout_is_in_the_tour() -> None:
    layouts = {path.name.partition(".")[0] for path in (ROOT / "templates" / "summit").glob("[!_]*.jinja")}
    used = {example.slide.layout.text if example.slide.layout else "content" for example in EXAMPLES}
    assert layouts - used == set()


def test_every_kind_of_chart_is_in_the_tour() -> None:
    from summitdeck.deck.figures import ChartKind

    text = (TOUR / "06-charts.yaml").read_text("utf-8")
    assert [kind for kind in ChartKind if f"kind: {kind}\n" not in text] == []


def test_nothing_is_wrong_with_it_and_nothing_could_be_better(tmp_path: Path) -> None:
    assert [str(problem) for problem in summitdeck.check(TOUR) if not problem.is_note] == []
    built = summitdeck.build(TOUR, tmp_path / "tour.pptx")
    assert built.path is not None
    assert built.pages > len(EXAMPLES)  # some are repeated, one goes on


def test_every_slide_has_an_id_of_its_own() -> None:
    ids = [example.id for example in EXAMPLES]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() not in ("", "---")]


def stands_in(lines: list[str], text: list[str]) -> bool:
    """Whether all lines are in the text, in their order."""
    rest = iter(text)
    return all(line in rest for line in lines)


@pytest.mark.parametrize("example", [one for one in EXAMPLES if any(one.codes())], ids=lambda one: one.id)
def test_the_code_that_a_slide_shows_is_its_own(example: Example) -> None:
    """Each line of it stands in the slide once more, or in the deck's settings; a layout's in its template."""
    own = lines_of(example.part)
    for code in example.codes():
        lines = lines_of(code.text)
        language = code.language.text if code.language else ""
        if language == "yaml" and example.id != "matrix":
            at = next(at for at in range(len(own)) if own[at : at + len(lines)] == lines)
            settings = lines_of((TOUR / "deck.yaml").read_text("utf-8").replace("  # needed only where", "\n#"))
            assert stands_in(lines, [*settings, *own[:at], *own[at + len(lines) :]])
        if language == "json":
            assert stands_in(lines, lines_of((TOUR / "data" / "moons.json").read_text("utf-8")))
        if language == "xml":
            assert stands_in(lines, lines_of((TOUR / "templates" / "figures.xml.jinja").read_text("utf-8")))


def test_the_test_above_can_fail() -> None:
    assert stands_in(["a", "b"], ["a", "x", "b"])
    assert not stands_in(["b", "a"], ["a", "x", "b"])


def test_the_files_that_it_lists_are_there() -> None:
    (code,) = shown("deck").codes()
    named = [line for line in lines_of(code.text) if "." in line]
    assert len(named) >= 5
    assert [name for name in named if not (TOUR / name).is_file()] == []


def test_the_table_of_decks_that_it_shows_makes_decks(tmp_path: Path) -> None:
    folder = tmp_path / "slides" / "welcome"
    shutil.copytree(TOUR / "data", folder / "data")
    (folder / "deck.yaml").write_text(f"{shown('matrix').shown()}\nbody: [Here we are]\n", "utf-8")
    done = CliRunner().invoke(main, ["build", str(folder)])
    assert done.exit_code == 0, done.stderr
    assert [path.name for path in sorted((tmp_path / "build").iterdir())] == ["kilo.pptx", "liberty.pptx"]


def test_the_manual_shows_the_tour_as_it_is() -> None:
    """`make pictures` fills it anew."""
    text = MANUAL.read_text("utf-8")
    assert fill(text) == text
    assert text.count("```yaml") == text.count("<!-- slide ") > 30


def test_the_manual_has_each_slide_that_is_no_page_between() -> None:
    text = MANUAL.read_text("utf-8")
    between = {example.id for example in EXAMPLES if example.slide.layout and example.slide.layout.text == "section"}
    told_in_words = {"deck", "mistakes", "hidden", "end"}
    assert {one.id for one in EXAMPLES if f"<!-- slide {one.id} -->" not in text} <= between | told_in_words


@pytest.mark.parametrize("name", named_pictures())
def test_a_picture_of_the_manual_is_small_and_of_a_slide(name: str) -> None:
    assert any(page == name or page.startswith(f"{name}-") for page in titles_of())
    assert (PICTURES / f"{name}.png").stat().st_size < LARGEST
    with Image.open(PICTURES / f"{name}.png") as picture:
        assert picture.size == (640, 360)


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in PICTURES.iterdir()} == set(named_pictures())
