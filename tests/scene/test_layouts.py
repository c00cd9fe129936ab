"""Slides laid out by layouts: the search path, branches, what is placed and what is not, and whose mistake it is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from layout_slides import builtin_layouts, laid_out, read_slide, written_layouts
from summitdeck.deck.model import Slide
from summitdeck.problems import sort_problems
from summitdeck.scene.layouts import find_layouts, render_slide, search_path
from summitdeck.scene.markup import elements, print_markup
from summitdeck.scene.templates import builtin_folder


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def lay_out(folder: Path, slide: str, **files: str) -> str:
    """What a slide comes to, laid out by files given by their names."""
    written = {name: textwrap.dedent(text).lstrip() for name, text in files.items()}
    return laid_out(written_layouts(folder, written), textwrap.dedent(slide).lstrip())


def expected(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


# The search path


def test_the_decks_own_layouts_come_first_then_the_projects_then_ours(tmp_path: Path) -> None:
    deck = tmp_path / "slides" / "kilo"
    for folder in (deck / "templates" / "acme", deck / "templates", tmp_path / "templates"):
        folder.mkdir(parents=True, exist_ok=True)
    path = search_path("acme", deck, tmp_path)
    names = [place.relative_to(tmp_path).as_posix() for place in path if place.is_relative_to(tmp_path)]
    assert names == ["slides/kilo/templates/acme", "slides/kilo/templates", "templates/acme", "templates"]
    assert path[-1] == builtin_folder().absolute() / "summit"


@pytest.mark.parametrize("template", ["corporate/acme.potx", "../other", "..", "/abs", "a\\b"])
def test_a_path_is_no_folder_of_layouts(tmp_path: Path, template: str) -> None:
    (tmp_path / "templates").mkdir()
    path = search_path(template, tmp_path, tmp_path)
    assert path == search_path("summit", tmp_path, tmp_path)[1:2] + path[1:]
    assert all(place.name in ("templates", "summit") for place in path)


def test_a_layout_overrides_the_built_in_one_and_extends_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for name in ("content.xml.jinja", "summit/content.xml.jinja"):
        own = tmp_path / "templates" / "content.xml.jinja"
        own.write_text(f"{{% extends '{name}' %}}{{% block base %}}Mine{{% endblock %}}")
        layouts = find_layouts(search_path("summit", tmp_path, tmp_path))
        made = laid_out(layouts, "title: a\nbody: [b]\n")
        assert made == '<slide base="Mine">\n  <title>\n    {title}\n  <body>\n    {body}'


def test_every_built_in_layout_takes_the_decks_own_frame(tmp_path: Path) -> None:
    (tmp_path / "templates" / "summit").mkdir(parents=True)
    own = tmp_path / "templates" / "summit" / "_slide.xml.jinja"
    own.write_text(
        '{% extends "_slide.xml.jinja" %}{% block title %}<title align="center">{{ title }}</title>{% endblock %}'
    )
    layouts = find_layouts(search_path("summit", tmp_path, tmp_path))
    made = laid_out(layouts, "layout: section\ntitle: a\n")
    assert made == '<slide base="secHead">\n  <title align="center">\n    {title}'


def test_a_file_whose_name_starts_low_is_no_layout(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path, {"_part": "", "b": "", "a": ""})
    assert layouts.names() == ("a", "b")
    assert layouts.get("_part") is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("{{ secret }}")
    (tmp_path / "templates").mkdir()
    try:
        (tmp_path / "templates" / "x.xml.jinja").symlink_to(secret)
    except OSError:
        pytest.skip("this system lets nobody make links")
    layouts = find_layouts([tmp_path / "templates"])
    assert [problem.code for problem in layouts.problems] == ["outside-path"]
    assert layouts.names() == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe<\x00", "not-utf8"), ("日本".encode("cp932"), "not-utf8"), (b"x" * 40_000, "file-too-large")],
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "x.xml.jinja").write_bytes(data)
    (tmp_path / "y.xml.jinja").write_text("<slide base='x'/>")
    layouts = find_layouts([tmp_path])
    assert [problem.code for problem in layouts.problems] == [code]
    assert layouts.names() == ("y",)


# What is placed

TABLE_OR_TEXT = """
    <slide base="x">
      <title>{{ title }}</title>
      {% if wide %}
      <table>{{ table }}</table>
      {% endif %}
    </slide>
"""


def test_a_table_in_the_branch_not_taken_is_an_error_and_no_loss(tmp_path: Path) -> None:
    made = lay_out(tmp_path, "layout: x\ntitle: a\ntable:\n  - [b, c]\n", x=TABLE_OR_TEXT)
    assert made == expected("""
        deck.yaml:3 «table» unplaced-field: layout 'x' does not show 'table' on this slide
          the layout has a place for it, but not beside what else this slide holds
          > x.xml.jinja:4 «table» the layout uses it here
    """)


def test_what_a_taken_branch_needs_is_told_at_the_slide(tmp_path: Path) -> None:
    made = lay_out(tmp_path, "layout: x\ntitle: a\nwide: really\n", x=TABLE_OR_TEXT)
    assert made == expected("""
        deck.yaml:1 «layout: x» missing-field: layout 'x' needs 'table'
          add to the slide:
          table:
            - [Heading, Heading]
            - [cell, cell]
          > x.xml.jinja:4 «<table>{{ table }}</table>» the layout uses it here
    """)


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<body>{{ a }}</body>", None),
        ("<body>{{ a }}</body><body>{{ a }}</body>", None),
        ("{% for x in a %}<body>{{ x }}</body>{% endfor %}", None),
        ("<body>{{ a[0] }}</body><text>{{ a[1].text }}</text>", None),
        ("<text>{{ a|upper }}</text>", None),
        ("<text>{{ a.text[:1] }}</text>", None),
        ("<text>{{ (a ~ '')|upper if false else a|lower }}</text>", None),
        ("<text style=\"{{ a.text and 'note' }}\">b</text>", "does not show 'a'"),
        ("{% if a == 'x' %}<text>b</text>{% endif %}", None),
        ("{% if a %}<text>b</text>{% endif %}", "does not show 'a'"),
        ("{% if a.text|length > 3 %}<text>b</text>{% endif %}", "does not show 'a'"),
        ("{% if 'x' in a %}<text>b</text>{% endif %}", "does not show 'a'"),
        ("{% set b %}<body>{{ a }}</body>{% endset %}", "does not show 'a'"),
        ("<body>{{ a[0] }}</body>", "has room for 1 of the 2 in 'a'"),
        ("{% for x in a[1:] %}<body>{{ x }}</body>{% endfor %}", "has room for 1 of the 2 in 'a'"),
        ("<text>{{ a.caption }}</text>", "does not show 'a'"),
    ],
)
def test_a_field_is_placed_only_when_all_of_it_came_out(tmp_path: Path, markup: str, problem: str | None) -> None:
    made = lay_out(tmp_path, "layout: x\na: [b, c]\n", x=f'<slide base="x">{markup}</slide>')
    assert problem in made if problem else made.startswith("<slide")


def test_what_is_left_over_is_marked_where_it_begins(tmp_path: Path) -> None:
    layout = '<slide base="x">{% for p in a[:2] %}<body>{{ p }}</body>{% endfor %}</slide>'
    made = lay_out(tmp_path, "layout: x\na:\n  - one\n  - two\n  - three\n  - four\n", x=layout)
    assert made.startswith("deck.yaml:5 «three» unplaced-field: layout 'x' has room for 2 of the 4 in 'a'")


def test_a_field_in_an_attribute_is_plain_text(tmp_path: Path) -> None:
    layout = '<slide base="x"><text style="{{ look }}" w="{{ 100 / 4 }}%">a</text></slide>'
    made = lay_out(tmp_path, "layout: x\nlook: '**quote**'\n", x=layout)
    assert made == '<slide base="x">\n  <text style="quote" w="25%">\n    \'a\''


@pytest.mark.parametrize(
    ("slide", "message"),
    [
        ("a: {picture: x.png}", "layout 'x' takes 'a' as plain text, and this is a picture"),
        ("a: [b, {table: [[c, d]]}]", "layout 'x' takes 'a' as plain text, and this is a table"),
    ],
)
def test_only_text_can_be_plain_text(tmp_path: Path, slide: str, message: str) -> None:
    made = lay_out(tmp_path, f"layout: x\n{slide}\n", x='<slide base="x"><text>{{ a|upper }}</text></slide>')
    assert f"wrong-kind: {message}" in made


@pytest.mark.parametrize(
    ("markup", "field", "message"),
    [
        ("<picture>{{ a }}</picture>", "words", "'a' must be a picture, not text"),
        ("<picture>{{ a }}</picture>", "{table: [[b, c]]}", "'a' must be a picture, not a table"),
        ("<table>{{ a }}</table>", "{picture: b.png}", "'a' must be a table, not a picture"),
        ("<code>{{ a }}</code>", "[b]", "'a' must be code, not text"),
        ("<text>{{ a }}</text>", "{picture: b.png}", "a picture cannot stand where the layout puts 'a'"),
        ("<title>{{ a }}</title>", "[b, {table: [[b, c]]}]", "a table cannot stand where the layout puts 'a'"),
        (
            "<picture>{{ a }}</picture>",
            "[{picture: b.png}, {picture: c.png}]",
            "one picture has room here, and 'a' has 2",
        ),
        ("<text>By {{ a }}</text>", "[b, c]", "'a' stands in a line of text here: it can only be one paragraph"),
        ("<text><b>{{ a }}</b></text>", "{picture: b.png}", "a picture cannot stand where the layout puts 'a'"),
        ("<body>{{ a }}</body>", "[b, {table: [[b, c]]}, {picture: c.png}, {code: x}]", None),
        ("<text><p>{{ a }} and {{ a }}</p></text>", "b", None),
    ],
)
def test_content_of_the_wrong_kind(tmp_path: Path, markup: str, field: str, message: str | None) -> None:
    made = lay_out(tmp_path, f"layout: x\na: {field}\n", x=f'<slide base="x">\n{markup}</slide>')
    assert made.startswith("<slide") if message is None else f" wrong-kind: {message}\n" in made
    assert message is None or "> x.xml.jinja:2 «<" in made


def test_all_that_is_wrong_with_a_slide_is_told_at_once(tmp_path: Path) -> None:
    layout = '<slide base="x"><picture>{{ a }}</picture><table>{{ b }}</table></slide>'
    made = lay_out(tmp_path, "layout: x\na: words\nb: words\nc: words\n", x=layout)
    codes = [line.split(" ")[2].rstrip(":") for line in made.splitlines() if not line.startswith(" ")]
    assert codes == ["unplaced-field", "wrong-kind", "wrong-kind"]


# Whose mistake it is


def test_a_mistake_in_a_shared_file_is_told_there(tmp_path: Path) -> None:
    made = lay_out(
        tmp_path,
        "layout: x\ntitle: a\n",
        x="""
            {% extends '_parent.xml.jinja' %}
            {% from '_macros.xml.jinja' import m %}
            {% block c %}{{ m(title) }}{% endblock %}
        """,
        _parent='<slide base="x">\n  <titel>{{ title }}</titel>\n  {% block c %}{% endblock %}\n</slide>',
        _macros="{% macro m(it) %}\n<text\n  styel='note'>{{ it }}</text>\n{% endmacro %}",
    )
    assert made == expected("""
        _parent.xml.jinja:2 «<titel» unknown-element: there is no element <titel>
          did you mean 'title'?
          > deck.yaml:1 «layout: x» with this slide
        _macros.xml.jinja:3 «styel» unknown-attribute: <text> has no attribute 'styel'
          did you mean 'style'?
          > deck.yaml:1 «layout: x» with this slide
    """)


def test_elements_know_the_line_they_were_written_on(tmp_path: Path) -> None:
    """Through a parent, a macro and an include."""
    files = {
        "_included": '<text style="caption">{{ picture.caption }}</text>',
        "_pieces": """
            {% macro figure(picture) %}
            <column>
            <picture>{{ picture }}</picture>{% include '_included.xml.jinja' %}
            </column>
            {% endmacro %}
            """,
        "mine": """
            {% extends '_slide.xml.jinja' %}
            {% from '_pieces.xml.jinja' import figure %}
            {% block content %}
            <column>{% for p in pictures %}{{ figure(p) }}{% endfor %}</column>
            {% endblock %}
            """,
    }
    written_layouts(tmp_path, {name: textwrap.dedent(text).lstrip() for name, text in files.items()})
    layouts = find_layouts([tmp_path, builtin_folder() / "summit"])
    slide = read_slide("layout: mine\ntitle: a\npictures:\n  - {picture: a.png, caption: b}\n")[0]
    rendered, _ = render_slide(layouts, slide)
    assert rendered is not None
    title, column = elements(rendered.slide)
    figure = next(elements(column))
    told = [
        f"{Path(e.span.file).name}:{e.span.line}:{e.tag}"
        for e in (rendered.slide, title, column, figure, *elements(figure))
    ]
    assert told == [
        *("_slide.xml.jinja:2:slide", "_slide.xml.jinja:3:title", "mine.xml.jinja:4:column"),
        *("_pieces.xml.jinja:2:column", "_pieces.xml.jinja:3:picture", "_included.xml.jinja:1:text"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ 1 / 0 }}", "layout-error: this divides by zero"),
        ("{{ title + 1 }}", "layout-error: '+' wants numbers, not this"),
        ("{{ title.nope }}", "layout-error: there is no 'nope' here"),
        (
            "{{ title < 3 }}",
            "layout-error: this does not work: '<' not supported between instances of field and number",
        ),
        ("{{ m(1, 2) }}", "layout-error: this does not work: macro 'm' takes not more than 1 argument(s)"),
        ("{{ nope.x }}", None),
        ("{{ loop.index }}", "layout-error: 'loop' means nothing here"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, line: str, told: str | None) -> None:
    before = '<slide base="x">{% macro m(a) %}{% endmacro %}\n<title>{{ title }}</title>\n<text>\n  '
    layout = f"{before}{line}\n</text></slide>"
    made = lay_out(tmp_path, "layout: x\ntitle: a\n", x=layout)
    assert made.startswith(f"x.xml.jinja:4 «{line}» {told}" if told else "deck.yaml:1 «layout: x» missing-field")


def test_a_field_that_a_file_cannot_see_is_no_missing_field(tmp_path: Path) -> None:
    made = lay_out(
        tmp_path,
        "layout: x\ntitle: a\n",
        x="{% import '_m.xml.jinja' as m %}<slide base='x'>{{ m.show() }}</slide>",
        _m="{% macro show() %}\n<title>{{ title }}</title>{% endmacro %}",
    )
    assert made.startswith(
        "_m.xml.jinja:2 «<title>{{ title }}</title>{% endmacro %}» layout-error: 'title' cannot be seen here"
    )


def test_one_fault_of_a_layout_is_told_once_for_all_slides(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path, {"x": '<slide base="x"><txet>{{ title }}</txet></slide>'})
    slides = [read_slide(f"layout: x\ntitle: slide {number}\n")[0] for number in range(3)]
    problems = [problem for slide in slides for problem in render_slide(layouts, slide)[1]]
    assert len(problems) == 3
    assert len(sort_problems(problems)) == 1


def test_a_broken_layout_hides_no_other(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path, {"x": "{% if %}", "y": '<slide base="x"/>'})
    assert "layout-syntax" in laid_out(layouts, "layout: x\ntitle: a\n")
    assert laid_out(layouts, "layout: y\n") == '<slide base="x">'


def test_the_slide_without_a_layout_is_content() -> None:
    rendered, problems = render_slide(builtin_layouts(), read_slide("title: a\nbody: [b]\n")[0])
    assert not problems
    assert rendered is not None
    assert rendered.layout == "content"


def test_a_slide_of_nothing_needs_a_title_and_a_body() -> None:
    _, problems = render_slide(builtin_layouts(), Slide({}))
    assert [problem.message for problem in problems] == ["layout 'content' needs 'title'"]


def test_line_ends_of_windows_make_no_difference(tmp_path: Path) -> None:
    text = '<slide base="x">\n  <title>{{ title }}</title>\n  <txet/>\n</slide>\n'
    (tmp_path / "x.xml.jinja").write_bytes(text.replace("\n", "\r\n").encode())
    made = laid_out(find_layouts([tmp_path]), "layout: x\ntitle: a\n")
    assert made.startswith("x.xml.jinja:3 «<txet»")


def test_a_layout_of_every_part_of_jinja2(tmp_path: Path) -> None:
    made = lay_out(
        tmp_path,
        "layout: x\ntitle: a\nbody: [b, c]\n",
        x="""
            {%- extends "_p.xml.jinja" -%}
            {%- import "_m.xml.jinja" as m -%}
            {%- from "_m.xml.jinja" import box as frame with context -%}
            {% block top scoped %}{{ super() }}<rule color="accent1"/>{% endblock %}
            {% block main %}
              {% call frame("2%") %}
                {% for item in body recursive %}
                  {% if loop.first %}<text>{{ loop.index }}/{{ loop.length }}</text>{% endif %}
                  <body>{{ item }}</body>
                {% else %}<text>none</text>
                {% endfor %}
              {% endcall %}
              {% with n = m.number %}{% raw %}<!-- {{ not this }} -->{% endraw %}<text>{{ n }}</text>{% endwith %}
              {% filter trim %}  <text>x</text>  {% endfilter %}
              {% include "_i.xml.jinja" %}
            {% endblock %}
        """,
        _p="""
            <slide base="x">
              {% block top %}<title>{{ title }}</title>{% endblock %}
              {% block main required %}{% endblock %}
            </slide>
        """,
        _m="""
            {% set number = 3 %}
            {% macro box(gap, share=2) %}
            <row gap="{{ gap }}" share="{{ share }}">{{ caller() }}</row>
            {% endmacro %}
        """,
        _i="<text>{{ title.kind }}</text>",
    )
    assert made == expected("""
        <slide base="x">
          <title>
            {title}
          <rule color="accent1">
          <row gap="2%" share="2">
            <text>
              '1/2'
            <body>
              {body[0]}
            <body>
              {body[1]}
          <text>
            '3'
          <text>
            'x'
          <text>
            'text'
    """)


def test_markup_prints_as_it_is(tmp_path: Path) -> None:
    layout = (
        '<slide base="Two Content|twoObj"><picture focus="50% 30%" slot="2|pic 1" share="1.5">{{ p }}</picture></slide>'
    )
    rendered, _ = render_slide(
        written_layouts(tmp_path, {"x": layout}), read_slide("layout: x\np: {picture: a.png}\n")[0]
    )
    assert rendered is not None
    assert print_markup(rendered.slide).splitlines() == [
        '<slide base="Two Content|twoObj">',
        '  <picture focus="50% 30%" slot="2|pic 1" share="1.5">',
        "    {p}",
    ]
