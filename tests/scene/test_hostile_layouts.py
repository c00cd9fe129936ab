"""Layouts that mean harm: none reaches the machine, runs on, or fills the memory; each says at its line what is wrong.

Budgets count steps and characters, so that a layout comes to the same on every machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from layout_slides import laid_out, written_layouts

SLIDE = "layout: x\ntitle: A <b> & 'c' \"d\"\n"


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def lay_out(folder: Path, payload: str) -> str:
    layout = f'{{# A layout. #}}\n<slide base="x"><title>{{{{ title }}}}</title>\n<text>{payload}</text></slide>'
    return laid_out(written_layouts(folder, {"x": layout}), SLIDE)


REACHING = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ title.__class__.__mro__ }}",
    "{{ title._observer }}",
    "{{ title.text.sources }}",
    "{{ title.text.format('x') }}",
    "{{ title.text.format_map({}) }}",
    "{{ title.text.encode() }}",
    "{{ title.text.translate({}) }}",
    "{{ '%s' % title }}",
    "{{ range.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ namespace().__class__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ [title]|map(attribute='__class__')|first }}",
    "{{ [title]|map('attr', '__class__')|first }}",
    "{{ {}.__class__ }}{{ {}.pop }}",
    "{{ [].append(1) }}",
    "{% for x in [1] %}{{ loop.__class__ }}{{ loop._iterator }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{{ caller.__call__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% import '/etc/passwd' as x %}",
    "{% include '../x.xml.jinja' %}",
    "{% extends 'os' %}",
    "{% include title %}",
    "{{ title|safe }}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{{ lipsum() }}{{ cycler('a') }}{{ joiner() }}{{ dict() }}",
    "{{ config }}{{ request.application }}",
    "{{ title|pprint }}{{ title|tojson }}{{ title|xmlattr }}",
]
"""Ways out of the sandbox, and ways past escaping."""

ENDLESS = [
    "{{ 'a' * 10 ** 9 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ [[]] * 10000000 }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 1|round(1000000000, 'ceil') }}{% for i in range(9999999) %}{% endfor %}",
    "{{ title|batch(1000000000) }}",
    "{{ [1]|batch(900, 'x' ~ title) }}",
    "{% for i in range(1000) %}{% for j in range(1000) %}x{% endfor %}{% endfor %}",
    "{% for i in range(1000) if range(1000)|sum %}x{% endfor %}",
    "{% set r = range(1000)|list %}{% for i in r %}{% for j in r if i < 0 %}{% endfor %}{% endfor %}",
    "{% for i in range(1000) %}{{ range(1000)|list|reverse|join }}{% endfor %}",
    "{% for i in range(1000) %}{% for j in range(18) %}" + "z" * 20_000 + "{% endfor %}{% endfor %}",
    "{% set x %}{% for i in range(1000) %}" + "z" * 20_000 + "{% endfor %}{% endset %}",
    "{% macro m() %}{% for i in range(1000) %}" + "z" * 20_000 + "{% endfor %}{% endmacro %}{{ m() }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% macro m(n) %}{{ m(varargs, varargs) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('aaaaaaaa') }}",
    "{% block b %}{{ self.b() }}{% endblock %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{{ loop([1]) }}{% endfor %}",
    "{% include 'x.xml.jinja' %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x|replace('', n.x) %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x]|list %}{% endfor %}",
    "{% set n = namespace(x={}) %}{% for i in range(60) %}{% set n.x = {1: n.x, 2: n.x} %}{% endfor %}",
    "{% set n = namespace(x=3) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{{ " + "9" * 5000 + " }}",
    "{{ 0x" + "f" * 20_000 + " }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "1 + " * 3000 + "1 }}",
    "{{ title" + "|upper" * 3000 + " }}",
    "{% if " + " and ".join(["title"] * 3000) + " %}{% endif %}",
    "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "{% for i in [1] %}" * 30 + "{% endfor %}" * 30,
    "".join(f"{{% macro m{i}() %}}{{{{ m{i + 1}() }}}}{{{{ m{i + 1}() }}}}{{% endmacro %}}" for i in range(40))
    + "{% macro m40() %}x{% endmacro %}{{ m0() }}",
    "<row>" * 2000,
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "\ufdd0\ufde0\ufdd1",
    "{{ '\\ufdd0\\ufde0\\ufdd1' }}",
]
"""Layouts that never end, or never stop growing, or stand on marks of our own."""

HARMLESS = {
    "{{ '</text></slide><slide/>' }}": "'</text></slide><slide/>'",
    "{{ '&lt;&amp;' }}": "'&lt;&amp;'",
    "{{ title.text }}": "'A <b> & \\'c\\' \"d\"'",
    "{{ title|upper }}": "'A <B> & \\'C\\' \"D\"'",
    "{{ '<' ~ title }}": "'<' {title} inline",
    "{{ title.text|replace('&', '<') }}": "'A <b> < \\'c\\' \"d\"'",
    "{% set x %}<b>{{ title.text }}</b>{% endset %}{{ x }}": "<b> 'A <b> & \\'c\\' \"d\"'",
    "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m('</i><row>') }}": "<i> '</i><row>'",
    "<i><![CDATA[</text>]]></i>": "<i> '</text>'",
}
"""What looks like markup and is text."""


@pytest.mark.parametrize("payload", [*REACHING, *ENDLESS], ids=lambda payload: payload[:60])
def test_a_hostile_layout_is_a_problem_at_its_line(tmp_path: Path, payload: str) -> None:
    told = lay_out(tmp_path, payload)
    place, code = told.split(" ")[0], told.split("» ")[1].split(":")[0]
    if code == "missing-field":  # a name that the layout uses is a field, whatever it means elsewhere
        assert payload in ("{{ config }}{{ request.application }}",)
        return
    assert place in ("x.xml.jinja:1", "x.xml.jinja:2", "x.xml.jinja:3")
    assert code in ("layout-error", "layout-syntax", "unknown-layout-file", "bad-markup", "misplaced-element")


@pytest.mark.parametrize(("payload", "expected"), HARMLESS.items(), ids=list(HARMLESS))
def test_no_text_can_become_markup(tmp_path: Path, payload: str, expected: str) -> None:
    told = lay_out(tmp_path, payload)
    assert " ".join(line.strip() for line in told.splitlines()[4:]) == expected


def test_the_same_layout_comes_to_the_same_end_each_time(tmp_path: Path) -> None:
    """What an import takes counts for every slide, and not only for the first."""
    long = "{% for i in range(900) %}{% for j in range(9) %}{% endfor %}{% endfor %}"
    body = f"{{{{ title.text }}}}{{% import '_m.xml.jinja' as m %}}{long}{{{{ m.a }}}}"
    files = {"_m": f"{{% set a %}}{long}{{% endset %}}", "x": f'<slide base="x"><text>{body}</text></slide>'}
    layouts = written_layouts(tmp_path, files)
    alone = written_layouts(tmp_path / "alone", {**files, "_m": "{% set a = 1 %}"})
    assert laid_out(alone, "layout: x\ntitle: aa\n").startswith("<slide")
    made = [laid_out(layouts, f"layout: x\ntitle: {word}\n") for word in ("aa", "bb", "cc")]
    assert ["more than 100,000 steps" in told for told in made] == [True, True, True]


@pytest.mark.needs("shared")
def test_every_payload_of_the_shared_corpus_is_met(tmp_path: Path, shared: Path) -> None:
    rows = json.loads((shared / "corpus" / "hostile" / "jinja" / "payloads.json").read_text("utf-8"))
    harmless = {"{{ '</a:t></a:r><evil/>' }}", "{{ '&lt;' }}"}
    for row in rows:
        told = lay_out(tmp_path, row)
        assert told.startswith("<slide") == (row in harmless), row
        assert "evil" not in told or row in harmless


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells how much memory was taken")
def test_no_layout_takes_more_than_300_mb(tmp_path: Path) -> None:
    program = """
import re, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from scene.test_hostile_layouts import ENDLESS, REACHING, lay_out
for payload in REACHING + ENDLESS:
    lay_out(Path(sys.argv[1]), payload)
print(int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""  # not ru_maxrss, which begins with what the process had that started this one: a whole test run's memory
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    environment = {**os.environ, "SUMMITDECK_CACHE": "off"}
    command = [sys.executable, "-c", program, str(tmp_path), *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 300
