"""What a template was found to offer, kept between runs as plain data: to read a large one takes 1/20 s.

A Base is written as a table of rows, each one value: a class's name, or nothing for a tuple, then its fields; a field
that is itself a value is the number of an earlier row, in brackets. Only the classes named here can come out again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from summitdeck.assets.caches import cache_folder, read_cached, write_cached
from summitdeck.frozen import TYPE_CHECKING, NamedTuple, fields, is_dataclass, replace
from summitdeck.ooxml.model import Package
from summitdeck.problems import Problem, Severity
from summitdeck.scene.base import Base, BaseLayout, Frame, Insets, Slot
from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle, Spacing

if TYPE_CHECKING:
    from typing import Any


_KIND = "base"
_CLASSES: Mapping[str, type] = {
    each.__name__: each
    for each in (
        Base,
        BaseLayout,
        Slot,
        Frame,
        Insets,
        LevelStyle,
        Face,
        Bullet,
        Spacing,
        Problem,
        BulletKind,
        Severity,
    )
}


class Offer(NamedTuple):
    """What a template offers, its package aside."""

    base: Base
    problems: tuple[Problem, ...]
    """What its masters and layouts are warned of."""
    mended: Mapping[str, str]
    """The parts that were changed so that the package says what the Base says: their XML by part name."""

    def mend(self, package: Package) -> Package:
        """The package this was read from, with the changed parts."""
        changed = {name: replace(package.parts[name], content=xml.encode()) for name, xml in self.mended.items()}
        return replace(package, parts={**package.parts, **changed})


def offer_key(package: Package, label: str, language: str) -> str | None:
    """Names all that an Offer depends on: the parts it is read from and this program's own code. None: not kept."""
    if cache_folder() is None:
        return None
    from hashlib import sha256

    digest = sha256()
    for part in package.parts.values():
        if part.content_type.endswith("+xml"):
            digest.update(f"{part.name} {part.content_type} {part.relations}\n".encode())
            digest.update(part.deflated.data if part.deflated else part.data)
    return f"{label}\n{language}\n{digest.hexdigest()}\n{_code_stamp()}"


def _code_stamp() -> str:
    """Size and time of every file of this program that has a part in reading a Base; empty when it lies in no files."""
    here = Path(__file__).parent
    files = [here.parent / name for name in ("problems.py", "typeset/model.py", "scene/base.py")]
    try:
        with os.scandir(here) as entries:
            stamps = {entry.name: entry.stat() for entry in entries if entry.name.endswith(".py")}
        stamps |= {f"{file.parent.name}/{file.name}": file.stat() for file in files}
    except OSError:
        return ""
    return " ".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in sorted(stamps.items()))


def recall_offer(key: str | None) -> Offer | None:
    """What was kept under the key; None when nothing was, or it cannot be understood."""
    data = read_cached(_KIND, key) if key else None
    return offer_from_bytes(data) if data else None


def keep_offer(key: str | None, offer: Offer) -> None:
    """Keep it for the next run."""
    if key:
        write_cached(_KIND, key, offer_to_bytes(offer))


def offer_to_bytes(offer: Offer) -> bytes:
    """As plain data."""
    import json

    rows: dict[str, int] = {}
    known: dict[int, int] = {}

    def put(value: object) -> Any:
        if value is None or isinstance(value, Mapping) or type(value) in (str, int, bool):
            return value
        if id(value) not in known:
            name, *values = _row(value)
            row = json.dumps([name, *map(put, values)], ensure_ascii=False, separators=(",", ":"))
            known[id(value)] = rows.setdefault(row, len(rows))  # levels are alike: a third of the rows is left
        return [known[id(value)]]

    put(tuple(offer))
    return f"[{','.join(rows)}]".encode()


def _row(value: object) -> list[object]:
    if isinstance(value, tuple):
        return ["", *value]
    if is_dataclass(value):
        return [type(value).__name__, *(getattr(value, field.name) for field in fields(value))]
    assert isinstance(value, BulletKind | Severity)
    return [type(value).__name__, value.value]


def offer_from_bytes(data: bytes) -> Offer | None:
    """The same back; None when it is not what `offer_to_bytes` writes."""
    import json

    try:
        made: list[Any] = []
        for name, *row in json.loads(data):
            values = [made[value[0]] if type(value) is list else value for value in row]
            made.append(_CLASSES[name](*values) if name else tuple(values))
        offer = Offer(*made[-1])
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    return offer if _is_offer(offer) else None


def _is_offer(offer: Offer) -> bool:
    """Whether the parts of an offer are what they should be; what is in them, its checksum answers for."""
    mended = offer.mended
    return (
        isinstance(offer.base, Base)
        and isinstance(offer.base.layouts, tuple)
        and all(isinstance(layout, BaseLayout) for layout in offer.base.layouts)
        and isinstance(offer.problems, tuple)
        and all(isinstance(problem, Problem) for problem in offer.problems)
        and isinstance(mended, dict)
        and all(isinstance(xml, str) for xml in mended.values())
    )
