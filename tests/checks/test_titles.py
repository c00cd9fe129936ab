"""`missing-title`: a slide that nobody can tell from others."""

from __future__ import annotations

import pytest

from stage import BASE, CONTENT
from summitdeck.checks import check_scene
from summitdeck.checks.titles import UNTITLED
from summitdeck.scene.model import Page, Scene


def check(title: str, layout: str) -> list[str]:
    scene = Scene(BASE, (Page(CONTENT, (), "page", layout=layout, title=title),), "en-US")
    return [f"{problem.severity} {problem.code}" for problem in check_scene(scene)]


def test_a_page_with_a_title_passes() -> None:
    assert check("概要", "content") == []


def test_a_page_without_one_fails() -> None:
    assert check("", "content") == ["warning missing-title"]


@pytest.mark.parametrize("layout", sorted(UNTITLED))
def test_some_layouts_may_go_without(layout: str) -> None:
    assert check("", layout) == []
