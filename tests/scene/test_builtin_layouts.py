"""The thirteen layouts that come with summitdeck: what each makes of slides, and what it says about wrong ones.

`builtin_layouts.txt` holds slides, each with its markup or its problems, as `layout_slides` tells them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from layout_slides import builtin_layouts, laid_out
from summitdeck.scene.fields import KINDS

NAMES = [
    *("blank", "chart", "code", "comparison", "content", "picture", "pictures"),
    *("quote", "section", "statement", "table", "title", "two-columns"),
]
CASES = [
    tuple(case.split("\n----\n"))
    for case in (Path(__file__).parent / "builtin_layouts.txt").read_text("utf-8").strip("\n").split("\n====\n")
]


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


@pytest.mark.parametrize(("slide", "expected"), CASES, ids=[case[0].replace("\n", " ")[:60] for case in CASES])
def test_a_slide_comes_to_its_markup(slide: str, expected: str) -> None:
    assert laid_out(builtin_layouts(), slide + "\n") == expected


def test_every_layout_is_there_and_in_order() -> None:
    layouts = builtin_layouts()
    assert list(layouts.names()) == NAMES
    assert layouts.problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_says_what_it_is_for(name: str) -> None:
    layout = builtin_layouts().get(name)
    assert layout is not None
    assert layout.problems == ()
    assert layout.description.endswith(".")
    assert len(layout.description) < 100


@pytest.mark.parametrize("name", NAMES)
def test_every_layout_has_a_slide_in_these_tests(name: str) -> None:
    shown = [slide for slide, expected in CASES if expected.startswith("<slide")]
    assert any(f"layout: {name}\n" in f"layout: content\n{slide}\n" for slide in shown)


FIELDS = """\
blank        body?
chart        title:text body? note?:text chart:chart
code         title body? code:code
comparison   title:text left_title:text left right_title:text right
content      title body? text? chart?:chart picture?:picture table?:table code?:code
picture      title?:text picture:picture
pictures     title?:text pictures:picture*
quote        title?:text quote:text by?:text
section      title:text subtitle?:text
statement    title?:text statement:text detail?:text
table        title:text body? note?:text table:table
title        title:text note?:text subtitle?:text author?:text
two-columns  title:text left right
"""
"""Each layout's fields in order: `?` may be left out, `:kind` where not every kind may stand, `*` item by item."""


@pytest.mark.parametrize("line", FIELDS.replace(" title ", " title:text ").splitlines())
def test_the_layout_is_the_schema(line: str) -> None:
    name, *expected = line.split()
    layout = builtin_layouts().get(name)
    assert layout is not None
    told = [
        f"{field.name}{'' if field.required else '?'}"
        f"{'' if len(field.kinds) == len(KINDS) else ':' + '+'.join(field.kinds)}{'*' if field.several else ''}"
        for field in layout.fields
    ]
    assert told == expected
