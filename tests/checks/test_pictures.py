"""`first-frame`: pictures that move, or have several pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.test_frames import moving
from hostile import picture_deck
from summitdeck.pipeline import check


@pytest.mark.parametrize(
    ("form", "count", "message"),
    [
        ("WEBP", 1, ""),
        ("WEBP", 5, "the picture is animated, and only the first of its 5 frames is shown"),
        ("PNG", 3, "the picture is animated, and only the first of its 3 frames is shown"),
        ("TIFF", 1, ""),
        ("TIFF", 2, "the picture has 2 pages, and only the first is shown"),
        ("GIF", 3, ""),
    ],
)
def test_frames_that_nobody_sees_are_told_at_the_picture(tmp_path: Path, form: str, count: int, message: str) -> None:
    found = check(picture_deck(tmp_path, "a.xyz", moving(form, count)))
    places = [(problem.span.line, problem.span.column) for problem in found if problem.span]
    assert [(problem.severity.value, problem.message) for problem in found] == (
        [("warning", message)] if message else []
    )
    assert places == [(3, 11)] * bool(message)


def test_one_picture_on_several_pages_is_told_at_each_place_once(tmp_path: Path) -> None:
    home = picture_deck(tmp_path, "a.png", moving("PNG", 3))
    slide = (home / "deck.yaml").read_text("utf-8")
    (home / "deck.yaml").write_text(f"{slide}---\n{slide}", "utf-8")
    assert [problem.span.line for problem in check(home) if problem.span] == [3, 8]
