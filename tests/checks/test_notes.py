"""`notes-link`: a link that notes cannot hold."""

from __future__ import annotations

import pytest

from stage import BASE, CONTENT
from summitdeck.checks import check_scene
from summitdeck.scene.model import Page, Scene, SceneParagraph, SceneRun, SlideLink, Target, WebLink


@pytest.mark.parametrize(
    ("link", "told"),
    [(None, []), (WebLink("https://a.b"), []), (SlideLink(0), ["warning notes-link"])],
)
def test_only_a_link_to_a_slide_is_told(link: Target | None, told: list[str]) -> None:
    notes = (SceneParagraph((SceneRun("See "), SceneRun("there", link=link))),)
    page = Page(CONTENT, (), "page", notes=notes, layout="content", title="A")
    assert [f"{found.severity} {found.code}" for found in check_scene(Scene(BASE, (page,), "en-US"))] == told
