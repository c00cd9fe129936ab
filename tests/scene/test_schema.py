"""The layout is the schema: which fields a layout has, which it needs, and what kind each is, read off its text."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from layout_slides import marked, written_layouts
from summitdeck.scene.fields import KINDS

FILES = {
    "_parent": """
        {# Not the layout's own. #}
        <slide base="{% block base %}obj{% endblock %}">
          {% block title %}<title>{{ title }}</title>{% endblock %}
          {% block content %}{% endblock %}
        </slide>
    """,
    "_macros": """
        {% macro figure(it, words) %}<picture>{{ it }}</picture><text>{{ words }}</text>{% endmacro %}
        {% macro maybe(it) %}{% if it %}<table>{{ it }}</table>{% endif %}{% endmacro %}
        {% macro framed() %}<row><body>{{ caller() }}</body></row>{% endmacro %}
        {% macro own(title) %}<text>{{ title }}</text>{% endmacro %}
    """,
    "_part": "<table>{{ table }}</table>",
}


def fields(folder: Path, layout: str) -> str:
    """A layout's fields in a line: `?` may be left out, `:kind` unless any may stand, `*` item by item."""
    files = {name: textwrap.dedent(text) for name, text in {**FILES, "x": layout}.items()}
    layouts = written_layouts(folder, files)
    found = layouts.get("x")
    assert found is not None
    sources = {source.name: source for source in layouts.sources}
    if found.problems:
        return "; ".join(f"{marked(problem.span, sources)} {problem.message}" for problem in found.problems)
    return " ".join(
        f"{field.name}{'' if field.required else '?'}"
        f"{'' if len(field.kinds) == len(KINDS) else ':' + '+'.join(field.kinds)}{'*' if field.several else ''}"
        for field in found.fields
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # what is around a name tells the kind
        ("<title>{{ a }}</title><body>{{ b }}</body>", "a:text b"),
        ("<picture>{{ a }}</picture><table>{{ b }}</table><code>{{ c }}</code>", "a:picture b:table c:code"),
        ("<chart>{{ a }}</chart>", "a:chart"),
        ("<text><code>{{ a }}</code></text>", "a:text"),
        ("<row><column><body>{{ a }}</body></column></row>", "a"),
        ("<body>{{ a }}</body><text>{{ a }}</text>", "a"),
        ('<body w="{{ a }}" style="{{ b.text }}">{{ c }}</body>', "a:text b:text c"),
        ("<body>{{ a|upper }}</body>", "a:text"),
        ("<row/><body>{{ a }}</body>", "a"),
        ("<!-- <picture> --><body>{{ a }}</body>", "a"),
        # branches
        ("{% if a %}<body>{{ a }}</body>{% endif %}", "a?"),
        ("{% if a is defined %}<body>{{ a }}</body>{% endif %}", "a?"),
        ("{% if a is not defined %}<row/>{% else %}<body>{{ a }}</body>{% endif %}", "a?"),
        ("{% if not a %}<row/>{% else %}<body>{{ a }}</body>{% endif %}", "a?"),
        ("{% if a and b %}<body>{{ a }}</body><text>{{ b }}</text>{% endif %}", "a? b?:text"),
        ("{% if a or b %}<body>{{ a }}</body>{% endif %}", "a? b?:text"),
        ("{% if a %}<text>{{ b }}</text>{% endif %}", "a?:text b?:text"),
        ("{% if a %}<text>{{ b }}</text>{% else %}<body>{{ b }}</body>{% endif %}", "a?:text b"),
        ("{% if a %}<row/>{% elif b %}<text>{{ c }}</text>{% else %}<p>{{ c }}</p>{% endif %}", "a?:text b?:text c?"),
        ("{% if a %}{{ c }}{% elif b %}<b>{{ c }}</b>{% else %}<p>{{ c }}</p>{% endif %}", "a?:text c b?:text"),
        ("{% if a.caption %}<picture>{{ a }}</picture>{% endif %}", "a:picture"),
        ("{% if a and a.caption %}<picture>{{ a }}</picture>{% endif %}", "a?:picture"),
        ("{% if a == 'wide' %}<row/>{% endif %}", "a:text"),
        ("<body>{{ a or b }}</body>", "a? b?"),
        ("<body>{{ a if a else b }}</body>", "a? b?"),
        ("<text>{{ a|default('none') }}</text>", "a?:text"),
        ("<text>{{ 'By ' ~ a }}</text>", "a:text"),
        # loops
        ("{% for p in a %}<picture>{{ p }}</picture>{% endfor %}", "a:picture*"),
        ("{% for p in a %}<text>{{ p.caption }}</text><text>{{ b }}</text>{% endfor %}", "a:text* b:text"),
        ("{% for p in a if p.caption %}<text>{{ b }}</text>{% endfor %}", "a:text* b?:text"),
        ("{% if a %}{% for p in a %}<picture>{{ p }}</picture>{% endfor %}{% endif %}", "a?:picture*"),
        ("{% for p in a[:3]|batch(2) %}{% for q in p %}<code>{{ q }}</code>{% endfor %}{% endfor %}", "a:code*"),
        ("{% for p in [a, b] %}<body>{{ p }}</body>{% endfor %}", "a b"),
        ("{% for i in range(3) %}<body>{{ a }}</body>{% endfor %}", "a?"),
        ("{% for p in a %}{{ loop.index }}{% endfor %}", "a:text*"),
        # the layout's own names
        ("{% set gap = '2%' %}<row gap='{{ gap }}'/><body>{{ a }}</body>", "a"),
        ("{% set main = a %}<body>{{ main }}</body>", "a"),
        ("{% set kept %}<body>{{ a }}</body>{% endset %}{{ kept }}", "a"),
        ("{% with main = a %}<picture>{{ main }}</picture>{% endwith %}", "a:picture"),
        ("{% set n = namespace(x=1) %}{% set n.x = 2 %}<row share='{{ n.x }}'/>", ""),
        # macros
        ("{% macro m(x) %}<picture>{{ x }}</picture>{% endmacro %}{{ m(a) }}", "a:picture"),
        ("{% macro m(x, y='z') %}<p>{{ x ~ y ~ c }}</p>{% endmacro %}{{ m(a) }}{{ m(y=b, x=a) }}", "a c b"),
        ("{% macro m() %}<text>{{ c }}</text>{% endmacro %}<body>{{ a }}</body>", "a"),
        ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}<body>{{ a }}</body>", "a"),
        ("{% from '_macros.xml.jinja' import figure as f %}{{ f(a, b) }}", "a:picture b:text"),
        ("{% import '_macros.xml.jinja' as m %}{{ m.maybe(a) }}", "a?:table"),
        ("{% import '_macros.xml.jinja' as m %}{% call m.framed() %}{{ a }}{% endcall %}", "a"),
        ("{% import '_macros.xml.jinja' as m %}{{ m.own(a) }}", "a:text"),
        # other files
        ("{% include '_part.xml.jinja' %}", "table:table"),
        ("{% if table %}{% include '_part.xml.jinja' %}{% endif %}", "table?:table"),
        ("{% include ['_no.xml.jinja', '_part.xml.jinja'] %}", "table:table"),
        ("{% include '_no.xml.jinja' ignore missing %}<body>{{ a }}</body>", "a"),
    ],
)  # fmt: skip
def test_fields_of_a_layout(tmp_path: Path, markup: str, expected: str) -> None:
    assert fields(tmp_path, f'<slide base="obj">{markup}</slide>') == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("{% block content %}<body>{{ a }}</body>{% endblock %}", "title:text a"),
        ("{% block title %}{% endblock %}", ""),
        ("{% block title %}{% if title %}{{ super() }}{% endif %}{% endblock %}", "title?:text"),
        ("{% block title %}{{ super() }}{{ super() }}{% endblock %}", "title:text"),
        ("{% block base %}{{ 'obj' if a else 'blank' }}{% endblock %}", "a?:text title:text"),
        ("{% set main = a %}{% block content %}<picture>{{ main }}</picture>{% endblock %}", "a:picture title:text"),
        ("{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{% block content %}{{ m(a) }}{% endblock %}", "title:text a"),
        ("{% block content %}{{ self.title() }}{% endblock %}", "title:text"),
        ("{% block unknown %}{{ a }}{% endblock %}", "title:text"),
    ],
)  # fmt: skip
def test_fields_through_extends(tmp_path: Path, markup: str, expected: str) -> None:
    assert fields(tmp_path, "{% extends '_parent.xml.jinja' %}" + markup) == expected


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ("{% extends '_parant.xml.jinja' %}", "there is no layout file '_parant.xml.jinja'"),
        ("{% extends 'x.xml.jinja' %}", "no other 'x.xml.jinja' comes after this one on the search path"),
        ("{% include a %}", "the name of a file must be written out, in quotes"),
        ("{% extends 'a' if b else 'c' %}", "the name of a file must be written out, in quotes"),
        ("{{ dict(a=1) }}", "'dict' cannot be called"),
        ("{{ a|center(9) }}", "there is no filter 'center'"),
        ("{% if a is sameas b %}{% endif %}", "there is no test 'sameas'"),
        ("{% autoescape false %}{{ a }}{% endautoescape %}", "a layout cannot switch escaping off"),
        ("{% for a in b %}", "'for' is not closed"),
    ],
)
def test_a_layout_that_is_none(tmp_path: Path, layout: str, expected: str) -> None:
    assert fields(tmp_path, f"\n  {layout}") == f"x.xml.jinja:2 «{layout}» {expected}"


def test_files_that_extend_one_another_in_a_ring(tmp_path: Path) -> None:
    (tmp_path / "a.xml.jinja").write_text("{% extends 'x.xml.jinja' %}")
    told = fields(tmp_path, "{% extends 'a.xml.jinja' %}")
    assert told == "x.xml.jinja:1 «{% extends 'a.xml.jinja' %}» this file extends or includes itself"


def test_a_layout_is_described_by_its_first_comment(tmp_path: Path) -> None:
    text = "{#- Two columns,\n   side by side. -#}\n{# not this #}<slide base='x'/>"
    layouts = written_layouts(tmp_path, {"x": text, "y": "<slide base='x'/>"})
    assert [layouts.get(name).description for name in "xy"] == ["Two columns, side by side.", ""]  # type: ignore[union-attr]


def test_a_field_points_to_where_the_layout_uses_it(tmp_path: Path) -> None:
    layouts = written_layouts(tmp_path, {"x": "<slide base='x'>\n  <body>\n    {{ left }}</body></slide>"})
    layout = layouts.get("x")
    assert layout is not None
    assert [str(field.span).split("/")[-1] for field in layout.fields] == ["x.xml.jinja:3:8"]
