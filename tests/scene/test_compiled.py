"""What layouts were found to make is kept and used again, and is always what the layout itself would make."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout_slides import NOWHERE, laid_out, written_layouts
from strategies import contents
from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.deck.model import Content, Field, Name, Paragraph, Picture, Run, Slide, Table
from summitdeck.scene.drafts import Outcome
from summitdeck.scene.engine.run import Engine
from summitdeck.scene.layouts import find_layouts, render_slide, search_path
from summitdeck.scene.markup import references
from summitdeck.scene.memo import LEAVES, Failure, Memo
from summitdeck.scene.references import Contents, Observer
from summitdeck.scene.template_files import TemplateFile, read_files
from summitdeck.scene.templates import builtin_folder

NASTY = {
    "asks-in-odd-orders": """
        <slide base="x">{% if title.text|length > 3 and body.has_picture %}<body>{{ body }}</body>
        {% elif body|length > 2 %}{% for item in body|reverse %}<body>{{ item }}</body>{% endfor %}
        {% else %}<text>{{ body.kind }}</text>{% endif %}</slide>""",
    "asks-for-words": """
        <slide base="{{ title.text[:3] or 'x' }}"><text>{{ title|upper }}</text>
        {% for item in body %}<text>{{ loop.index }} {{ item.text|trim }}</text>{% endfor %}</slide>""",
    "asks-for-captions": """
        <slide base="x">{% for item in body %}{% if item.caption and not item.alt %}<text>{{ item.caption }}</text>
        {% elif item.has_table %}<table>{{ item }}</table>{% else %}<body>{{ item }}</body>{% endif %}{% endfor %}
        </slide>""",
    "compares": """
        <slide base="x">{% if title == body %}<text>same</text>{% elif 'a' in title %}<text>a</text>{% endif %}
        {% set n = namespace(x=0) %}{% for a in body %}{% for b in body if a.kind == b.kind %}{% set n.x = n.x + 1 %}
        {% endfor %}{% endfor %}<text>{{ n.x }}</text></slide>""",
    "fails": """
        <slide base="x">{% if body|length > 1 %}{{ 1 // (body|length - 2) }}{% endif %}
        <text style="{{ body.kind }}">{{ body[1] }}</text></slide>""",
    "prints-captions": "<slide base='x'><body>{{ body }}</body><text>{{ body.caption }}{{ body.alt }}</text></slide>",
}
WORDS = st.sampled_from(["", "a", "b", "long words"]).map(lambda text: (Run(text),) if text else ())
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS, st.integers(0, 1)),
    st.builds(Picture, st.just((Run("a.png"),)), WORDS, st.just(False), WORDS),
    st.builds(Table, st.just(()), caption=WORDS),
)
FEW = st.lists(BLOCKS, min_size=1, max_size=4).map(lambda blocks: Content(tuple(blocks)))
"""Contents of few shapes, so that two of them often answer alike."""


def nasty_files(folder: Path) -> tuple[TemplateFile, ...]:
    for name, text in NASTY.items():
        (folder / f"{name}.xml.jinja").write_text(text, "utf-8")
    return read_files([folder])[0]


def compare_known_and_fresh(files: tuple[TemplateFile, ...], file: TemplateFile, names: list[str], few: bool) -> int:
    """Lays out many slides, each both ways; how many of them were known."""
    engine, memo = Engine(files), Memo()
    seen: list[tuple[Contents, Outcome | Failure]] = []
    hits = 0

    @settings(max_examples=40, database=None, suppress_health_check=list(HealthCheck))
    @given(st.dictionaries(st.sampled_from(names), FEW if few else contents(), max_size=len(names)))
    def compare(fields: Mapping[str, Content]) -> None:
        nonlocal hits
        slide = Contents(fields)
        observer = Observer(slide)
        fresh = engine.run(file, observer)
        found = memo.find(slide)
        assert found is None or found == fresh
        hits += found is not None
        if found is None:
            memo.keep(slide, observer.answers, fresh)
        seen.append((slide, fresh))

    compare()
    again = Memo.from_data(json.loads(json.dumps(memo.to_data())), files)
    for slide, fresh in seen:
        assert memo.find(slide) == fresh
        assert again.find(slide) == (fresh if isinstance(fresh, Outcome) else None)
    return hits


@pytest.mark.parametrize("name", sorted(NASTY))
def test_a_nasty_layout_known_is_the_same_as_carried_out(tmp_path: Path, name: str) -> None:
    files = nasty_files(tmp_path)
    file = next(file for file in files if file.layout == name)
    assert compare_known_and_fresh(files, file, ["title", "body"], few=True) > 5


@pytest.mark.parametrize(
    "name", sorted(path.name.split(".")[0] for path in (builtin_folder() / "summit").glob("[!_]*.jinja"))
)
@pytest.mark.parametrize("few", [True, False], ids=["few", "any"])
def test_a_built_in_layout_known_is_the_same_as_carried_out(name: str, few: bool) -> None:
    files = read_files(search_path("summit", NOWHERE, NOWHERE))[0]
    file = next(file for file in files if file.layout == name)
    layout = find_layouts(search_path("summit", NOWHERE, NOWHERE)).get(name)
    assert layout is not None
    assert compare_known_and_fresh(files, file, [field.name for field in layout.fields], few) > 5


def test_a_layout_that_asks_for_every_word_does_not_fill_the_memory(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path, {"x": '<slide base="x"><text>{{ title|upper }}</text></slide>'})
    files = read_files([tmp_path])[0]
    engine, memo = Engine(files), Memo()
    for number in range(LEAVES + 20):
        slide = Contents({"title": Content((Paragraph((Run(f"slide {number}"),)),))})
        observer = Observer(slide)
        memo.keep(slide, observer.answers, engine.run(files[0], observer))
    assert len(memo.to_data()[0][1][1]) == LEAVES or len(json.dumps(memo.to_data()).split('"slide":')) - 1 == LEAVES
    assert laid_out(layouts, "layout: x\ntitle: one more\n").endswith("'ONE MORE'")


# Between runs


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("SUMMITDECK_CACHE", str(folder))
    return folder


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_known_is_kept_for_the_next_run(tmp_path: Path, cache: Path) -> None:
    files = {"x": '<slide base="x">\n<body>{{ body }}</body></slide>'}
    layouts = written_layouts(tmp_path / "t", files)
    made = laid_out(layouts, "layout: x\nbody: [a]\n")
    assert kept(cache) == []
    layouts.remember()
    assert len(kept(cache)) == 1
    before = kept(cache)[0].read_bytes()
    again = written_layouts(tmp_path / "t", files)
    assert laid_out(again, "layout: x\nbody: [a]\n") == made
    again.remember()
    assert kept(cache)[0].read_bytes() == before


def test_a_build_that_knows_all_needs_no_jinja2(tmp_path: Path, cache: Path) -> None:
    program = """
import sys
sys.path[:0] = sys.argv[1:]
from layout_slides import builtin_layouts, laid_out
layouts = builtin_layouts()
print(laid_out(layouts, "title: a\\nbody: [b]\\npicture: c.png\\n"))
print(layouts.get("content"))
layouts.remember()
print("jinja2" in sys.modules, "markupsafe" in sys.modules)
"""
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, *paths], capture_output=True, text=True, check=True, timeout=60
        ).stdout
        for _ in range(2)
    ]
    first, second = (run.rstrip("\n").rpartition("\n") for run in runs)
    assert first[0] == second[0]
    assert (first[2], second[2]) == ("True True", "False False")


@pytest.mark.parametrize("changed", ["text", "name", "order", "shared"])
def test_a_changed_file_makes_all_unknown(tmp_path: Path, cache: Path, changed: str) -> None:
    files = {"x": "{% extends '_p.xml.jinja' %}", "_p": '<slide base="x"><body>{{ body }}</body></slide>'}
    layouts = written_layouts(tmp_path / "t", files)
    laid_out(layouts, "layout: x\nbody: [a]\n")
    layouts.remember()
    own = tmp_path / "own"
    match changed:
        case "text":
            files["x"] += "{% block b %}{% endblock %}"
        case "name":
            files["y"] = files.pop("x")
            (tmp_path / "t" / "x.xml.jinja").unlink()
        case "shared":
            files["_p"] = files["_p"].replace("body>", "text>")
        case "order":
            written_layouts(own, {"_p": files["_p"].replace('base="x"', 'base="own"')})
    written_layouts(tmp_path / "t", files)
    again = find_layouts([own, tmp_path / "t"])
    made = laid_out(again, f"layout: {'y' if changed == 'name' else 'x'}\nbody: [a]\n")
    assert ("<text>" in made, 'base="own"' in made) == (changed == "shared", changed == "order")
    again.remember()
    assert len(kept(cache)) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not JSON",
        b"[]",
        b"null",
        b'{"x": 1}',
        b'{"x": [[], 1]}',
        b'{"x": [[["body", true, false, ["text"], [0, 0, 1]]], [[["body"], {"slide": {}}]]]}',
        b'{"x": [[["body", true, false, ["text"], [9, 0, 1]]], []]}',
        b'{"x": [[], [[["body"], [["body", null, "kinds"], [["text", 7]]]]]]}',
        b"[" * 100_000,
    ],
)
def test_what_is_kept_but_damaged_is_as_if_it_were_not(
    tmp_path: Path, cache: Path, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"x": '<slide base="x"><body>{{ body }}</body></slide>'}
    monkeypatch.setattr("summitdeck.scene.compiled.read_cached", lambda kind, key: data)
    made = laid_out(written_layouts(tmp_path, files), "layout: x\nbody: [a]\n")
    assert made == '<slide base="x">\n  <body>\n    {body}'


def test_faults_are_not_kept(tmp_path: Path, cache: Path) -> None:
    files = {"x": '<slide base="x"><txt/><body>{{ body }}</body></slide>'}
    layouts = written_layouts(tmp_path / "t", files)
    made = laid_out(layouts, "layout: x\nbody: [a]\n")
    assert "unknown-element" in made
    layouts.remember()
    assert laid_out(written_layouts(tmp_path / "t", files), "layout: x\nbody: [a]\n") == made


def test_the_cache_may_be_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")
    write_cached("layouts", "key", b"data")
    assert read_cached("layouts", "key") is None
    layouts = written_layouts(tmp_path, {"x": '<slide base="x"/>'})
    laid_out(layouts, "layout: x\n")
    layouts.remember()


def test_a_slide_is_bound_anew_to_what_is_known(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path / "t", {"x": '<slide base="x"><body>{{ body }}</body></slide>'})
    said = [Content((Paragraph((Run(text),)),)) for text in ("one", "two")]
    made = [render_slide(layouts, Slide({"body": Field(content)}, Name("x")))[0] for content in said]
    assert [next(references(rendered.slide)).content for rendered in made if rendered] == said
