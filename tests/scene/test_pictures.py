"""Pictures in frames: whole or cropped, never stretched; opened once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.assets.images import Image
from summitdeck.deck.model import Fit, Picture, Run
from summitdeck.deck.source import Place, Source
from summitdeck.problems import Problem
from summitdeck.scene.base import Frame
from summitdeck.scene.model import Crop
from summitdeck.scene.pictures import Album, contain, cover, fit_of, open_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


def image(width: int, height: int) -> Image:
    return Image("digest", "png", width, height, b"")


@pytest.mark.parametrize(
    ("align", "anchor", "found"),
    [
        ("left", "top", (10, 20, 400, 200)),
        ("center", "middle", (10, 120, 400, 200)),
        ("right", "bottom", (10, 220, 400, 200)),
    ],
)
def test_a_wide_picture_takes_the_width_and_stands_where_it_is_told(
    align: str, anchor: str, found: tuple[int, ...]
) -> None:
    own = contain(image(200, 100), Frame(10, 20, 400, 400), align, anchor)
    assert (own.x, own.y, own.width, own.height) == found


@pytest.mark.parametrize(("align", "x"), [("left", 10), ("center", 160), ("right", 310)])
def test_a_tall_picture_takes_the_height(align: str, x: int) -> None:
    assert contain(image(100, 400), Frame(10, 20, 400, 400), align) == Frame(x, 20, 100, 400)


sides = st.integers(1, 20_000)
rooms = st.builds(
    Frame, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(10**4, 10**7), st.integers(10**4, 10**7)
)


@given(sides, sides, rooms)
def test_a_whole_picture_keeps_its_shape_and_fills_one_side(width: int, height: int, room: Frame) -> None:
    own = contain(image(width, height), room)
    assert own.x >= room.x and own.y >= room.y and own.right <= room.right + 1 and own.bottom <= room.bottom + 1
    assert own.width == room.width or own.height == room.height
    exact = own.width * height / width if own.width == room.width else own.height * width / height
    assert abs((own.height if own.width == room.width else own.width) - max(1, exact)) <= 1


@given(sides, sides, rooms, st.floats(0, 1), st.floats(0, 1))
def test_what_the_crop_leaves_has_the_frames_shape(
    width: int, height: int, room: Frame, across: float, down: float
) -> None:
    crop = cover(image(width, height), room, (across, down))
    assert min(crop.left, crop.top, crop.right, crop.bottom) >= 0
    left = width * (100_000 - crop.left - crop.right) / 100_000
    high = height * (100_000 - crop.top - crop.bottom) / 100_000
    step = max(width, height) / 100_000  # what a crop's unit is worth
    assert abs(left * room.height - high * room.width) <= step * max(room.height, room.width) + 1


@pytest.mark.parametrize(
    ("focus", "crop"),
    [
        (None, Crop(left=25_000, right=25_000)),
        ((0.5, 0.5), Crop(left=25_000, right=25_000)),
        ((0.0, 0.5), Crop(left=0, right=50_000)),
        ((0.4, 0.5), Crop(left=15_000, right=35_000)),
        ((1.0, 0.5), Crop(left=50_000, right=0)),
    ],
)
def test_a_crop_keeps_the_focus_as_near_the_middle_as_it_can(focus: tuple[float, float] | None, crop: Crop) -> None:
    assert cover(image(200, 100), Frame(0, 0, 500, 500), focus) == crop


def test_what_a_narrow_crop_leaves_has_the_focus_in_its_middle() -> None:
    """A quarter of the width is left: the focus at 40 % of it stands half a quarter from either side."""
    assert cover(image(400, 100), Frame(0, 0, 500, 500), (0.4, 0.5)) == Crop(left=27_500, right=47_500)


def test_the_author_goes_before_the_layout() -> None:
    said = Picture((), fit=Fit.COVER)
    assert fit_of(said, "contain") is Fit.COVER
    assert fit_of(Picture(()), "cover") is Fit.COVER
    assert fit_of(Picture(()), None) is Fit.CONTAIN


def picture_in(folder: Path, name: str) -> Picture:
    """A picture as a slide in this folder names it."""
    text = f"picture: {name}"
    source = Source(folder / "slide.yaml", "slide.yaml", text)
    return Picture((Run(name, place=Place(source, 9, 9 + len(name), "")),))


def test_a_file_is_opened_once_however_often_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG, encoding="utf-8")
    album = Album([tmp_path])
    first = open_picture(album, picture_in(tmp_path, "a.svg"))
    (tmp_path / "a.svg").unlink()
    assert open_picture(album, picture_in(tmp_path, "a.svg")) is first
    assert isinstance(first, Image) and (first.width, first.height) == (40, 30)
    assert album.paths == (tmp_path / "a.svg",)


def test_a_missing_picture_is_told_at_the_place_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "hall.svg").write_text(SVG, encoding="utf-8")
    problem = open_picture(Album([tmp_path]), picture_in(tmp_path, "hal.svg"))
    assert isinstance(problem, Problem)
    assert (problem.code, str(problem.span), problem.hint) == (
        "missing-file",
        "slide.yaml:1:10",
        "did you mean 'hall.svg'?",
    )


def test_nothing_outside_the_project_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "deck").mkdir()
    problem = open_picture(Album([tmp_path / "deck"]), picture_in(tmp_path / "deck", "../secret.svg"))
    assert isinstance(problem, Problem) and problem.code == "outside-path"


def test_all_pictures_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.svg", "b.svg"):
        (tmp_path / name).write_text(SVG, "utf-8")
    album, place = Album([tmp_path]), Place(Source(tmp_path / "deck.yaml", "deck.yaml", "x"), 0, 1, "")
    first, second = (Picture((Run(name, place=place),)) for name in ("a.svg", "b.svg"))
    opened = open_picture(album, first)
    assert isinstance(opened, Image) and opened.fallback
    monkeypatch.setattr("summitdeck.scene.pictures.ALBUM_LIMIT", len(opened.data) + len(opened.fallback))
    assert open_picture(album, first) is opened
    refused = open_picture(album, second)
    assert isinstance(refused, Problem) and refused.code == "picture-too-large"
    assert refused.hint and "SUMMITDECK_LIMITS=2" in refused.hint
