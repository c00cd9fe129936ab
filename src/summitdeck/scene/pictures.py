"""Pictures: opened once, set into their frames whole or cropped around a focus, never stretched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summitdeck.assets.files import Trouble, find_file
from summitdeck.assets.image_reader import read_image
from summitdeck.assets.images import Image
from summitdeck.assets.limits import how_to_raise, raised
from summitdeck.deck.model import Fit, Picture
from summitdeck.deck.plain import words_to_text
from summitdeck.problems import Problem, error
from summitdeck.scene.base import Frame
from summitdeck.scene.model import Crop

SIDES = {"left": 0.0, "top": 0.0, "center": 0.5, "middle": 0.5, "right": 1.0, "bottom": 1.0}
WHOLE = 100_000
"""1/1000 %: DrawingML's unit of a crop."""


ALBUM_LIMIT = 512 * 2**20
"""Bytes of all pictures of a deck, which are held in memory until it is written; mail takes a twentieth."""


class Album:
    """The pictures of a deck, each file opened once however often it is used."""

    __slots__ = ("_bytes", "_found", "_opened", "_roots")

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = tuple(roots)
        self._found: dict[tuple[Path, str], Path | Trouble] = {}
        self._opened: dict[Path, Image | Trouble] = {}
        self._bytes = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files opened so far."""
        return tuple(self._opened)

    def open(self, picture: Picture, folder: Path) -> Image | Trouble:
        """The picture that a file in `folder` names."""
        written = words_to_text(picture.path)
        key = (folder, written)
        if key not in self._found:
            self._found[key] = find_file(folder, written, self._roots)
        path = self._found[key]
        if isinstance(path, Trouble):
            return path
        if path not in self._opened:
            self._opened[path] = self._weighed(read_image(path), written)
        return self._opened[path]

    def _weighed(self, image: Image | Trouble, written: str) -> Image | Trouble:
        """The picture, unless all of the deck have grown too heavy with it."""
        if isinstance(image, Trouble):
            return image
        self._bytes += len(image.data) + len(image.fallback or b"")
        if self._bytes <= raised(ALBUM_LIMIT):
            return image
        message = f"with '{written}' the deck's pictures have more than {raised(ALBUM_LIMIT) // 2**20} MiB"
        hint = how_to_raise(self._bytes, ALBUM_LIMIT) or "make the pictures smaller"
        return Trouble("picture-too-large", message, f"make the pictures smaller; {hint}")


def open_picture(album: Album, picture: Picture) -> Image | Problem:
    """The picture, or the problem at the place that names it."""
    place = picture.path[0].place if picture.path else picture.place
    folder = place.source.path.parent if place else Path()
    opened = album.open(picture, folder)
    if isinstance(opened, Trouble):
        return error(opened.code, opened.message, place.span() if place else None, opened.hint)
    return opened


def contain(image: Image, frame: Frame, align: str = "center", anchor: str = "middle") -> Frame:
    """The largest frame of the picture's own aspect inside `frame`, set to a side of it."""
    width, height = frame.width, height_at(image, frame.width)
    if height > frame.height:
        width, height = width_at(image, frame.height), frame.height
    x = frame.x + round((frame.width - width) * SIDES.get(align, 0.5))
    y = frame.y + round((frame.height - height) * SIDES.get(anchor, 0.5))
    return Frame(x, y, width, height)


def height_at(image: Image, width: int) -> int:
    """EMU of the picture's height when it is `width` EMU wide."""
    return max(1, round(width * image.height / image.width))


def width_at(image: Image, height: int) -> int:
    """EMU of the picture's width when it is `height` EMU high."""
    return max(1, round(height * image.width / image.height))


def cover(image: Image, frame: Frame, focus: tuple[float, float] | None = None) -> Crop:
    """What to cut from each side so that the picture fills `frame`, keeping the focus as near the middle as can be."""
    across, down = focus or (0.5, 0.5)
    wanted = frame.width / max(1, frame.height)
    own = image.width / image.height
    if own > wanted:
        left, right = _cut(1 - wanted / own, across)
        return Crop(left=left, right=right)
    top, bottom = _cut(1 - own / wanted, down)
    return Crop(top=top, bottom=bottom)


def _cut(excess: float, focus: float) -> tuple[int, int]:
    """How the excess (a share of the side) is taken from both ends, 1/1000 %."""
    total = round(excess * WHOLE)
    first = min(total, max(0, round((focus - (1 - excess) / 2) * WHOLE)))
    return first, total - first


def fit_of(picture: Picture, told: str | None) -> Fit:
    """How a picture meets its frame: as the author says, else the layout, else whole."""
    return picture.fit or (Fit(told) if told else Fit.CONTAIN)
