"""Reading a PowerPoint template as a Base, and as the package of it that slides are put into."""

from __future__ import annotations

from pathlib import Path

from summitdeck.assets.files import Trouble, display_name
from summitdeck.ooxml.base_cache import keep_offer, offer_key, recall_offer
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import open_package
from summitdeck.ooxml.strip import stripped_package
from summitdeck.problems import Problem
from summitdeck.scene.base import Base


def read_base(
    path: Path, *, name: str | None = None, language: str = "ja-JP"
) -> tuple[Base, Package, tuple[Problem, ...]] | Trouble:
    """What the template at `path` offers, its package without slides, and warnings about it (without a place).

    `path` is a .pptx, .potx, .ppsx or their macro kin, or a folder with one unzipped; `name` is what the author calls
    it. A theme without an East Asian face gets one that suits `language`, in the Base and in the package alike.
    """
    label = name or (display_name(path) if path.is_dir() else path.name)
    opened = open_package(path)
    return opened if isinstance(opened, Trouble) else package_to_base(opened, label, language)


def package_to_base(opened: Package, label: str, language: str) -> tuple[Base, Package, tuple[Problem, ...]] | Trouble:
    """The same of a package from `open_package` that messages call `label`."""
    stripped = stripped_package(opened, label)
    if isinstance(stripped, Trouble):
        return stripped
    key = offer_key(stripped, label, language)
    offer = recall_offer(key)
    if offer is None:
        from summitdeck.ooxml.offer_reader import read_offer  # most builds recall it

        read = read_offer(stripped, label, language)
        if isinstance(read, Trouble):
            return read
        offer = read
        keep_offer(key, offer)
    return offer.base, offer.mend(stripped), tuple(dict.fromkeys((*stripped.remarks, *offer.problems)))
