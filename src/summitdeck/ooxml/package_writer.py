"""A package as a zip: the same bytes for the same package, written as it goes, and put in place at once.

Own code rather than `zipfile`, which takes 40 ms to import and twice the time to write, and dates every member.
The format is PKWARE's APPNOTE 6.3.10; numbers in comments are its sections.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from summitdeck.assets import placing
from summitdeck.assets.files import display_name
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.escape import escape_attribute, url_to_uri
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.zip_writer import ZipWriter
from summitdeck.problems import Problem, error

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO, Final

_STORED_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/gif"})
"""Packed by nature: deflating them gains 2 % and would cost most of the time."""
_XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
_ALWAYS: Final = {"rels": _RELATIONS_TYPE, "xml": "application/xml"}


def write_package(package: Package, out: BinaryIO, *, date: datetime | None = None) -> None:
    """Write the package as a zip; `out` need not seek. Every member bears `date` (None: 1980, a zip's first)."""
    zip_file = ZipWriter(out, date)
    zip_file.add("[Content_Types].xml", _content_types(package).encode())
    zip_file.add("_rels/.rels", _relations_to_xml("/", package.relations).encode())
    for name, part, is_relations in sorted(_members(package.parts.values()), key=lambda member: member[0]):
        if is_relations:
            zip_file.add(name, _relations_to_xml(part.name, part.relations).encode())
        elif part.deflated is not None:
            zip_file.add_packed(name, part.deflated)
        else:
            zip_file.add(name, part.data, store=part.content_type in _STORED_TYPES)
    zip_file.close()


def _members(parts: Iterable[Part]) -> Iterator[tuple[str, Part, bool]]:
    """The name in the zip of each part and of each part's relationships."""
    for part in parts:
        name = url_to_uri(part.name[1:])
        yield name, part, False
        if part.relations:
            folder, slash, file = name.rpartition("/")
            yield f"{folder}{slash}_rels/{file}.rels", part, True


def _content_types(package: Package) -> str:
    """`[Content_Types].xml`: by extension what all parts of one extension are, by name the rest; nothing that is
    not there, since PowerPoint offers a repair for a type without its part."""
    counted: dict[str, Counter[str]] = {}
    for part in package.parts.values():
        counted.setdefault(_extension(part.name), Counter())[part.content_type] += 1
    usual = {end: min(types, key=lambda t: (-types[t], t)) for end, types in counted.items() if end}
    usual = {**{end: kind for end, kind in usual.items() if not end.endswith("xml")}, **_ALWAYS}
    defaults = "".join(
        f'<Default Extension="{escape_attribute(end)}" ContentType="{escape_attribute(kind)}"/>'
        for end, kind in sorted(usual.items())
    )
    unusual = [part for part in package.parts.values() if usual.get(_extension(part.name)) != part.content_type]
    names = sorted((escape_attribute(url_to_uri(p.name)), escape_attribute(p.content_type)) for p in unusual)
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in names)
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{_XML_HEAD}<Types xmlns="{namespace}">{defaults}{overrides}</Types>'


def _extension(name: str) -> str:
    file = name.rpartition("/")[2]
    return file.rpartition(".")[2].lower() if "." in file else ""


def _relations_to_xml(source: str, relations: Iterable[Relation]) -> str:
    """A `.rels` member; targets are relative to the part they start from, as PowerPoint writes them."""
    folder = source.rpartition("/")[0] + "/"
    lines = [
        f'<Relationship Id="{escape_attribute(r.id)}" Type="{escape_attribute(r.type)}"'
        f' Target="{escape_attribute(r.target)}" TargetMode="External"/>'
        if r.external
        else f'<Relationship Id="{escape_attribute(r.id)}" Type="{r.type}" Target="{_relative(folder, r.target)}"/>'
        for r in relations
    ]
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_XML_HEAD}<Relationships xmlns="{namespace}">{"".join(lines)}</Relationships>'


def _relative(folder: str, target: str) -> str:
    """`target` as seen from `folder`, both absolute: `../media/image1.png` from `/ppt/slides/`."""
    up = 0
    while not target.startswith(folder):
        folder = folder[: folder.rindex("/", 0, -1) + 1]
        up += 1
    return escape_attribute(url_to_uri("../" * up + target[len(folder) :]))


def write_file(package: Package, path: Path, *, date: datetime | None = None) -> Problem | None:
    """Write the package as the file `path`, whole or not at all (see `put_in_place`).

    None when it is done; else why not, and a file that was there before is as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():  # a pipe or a device cannot be replaced, only written to
            with target.open("wb") as out:
                write_package(package, out, date=date)
        else:
            placing.put_in_place(target, lambda out: write_package(package, out, date=date))
    except OSError as mistake:
        return _refusal(path, mistake)
    return None


def _refusal(path: Path, mistake: OSError) -> Problem:
    name = display_name(path)
    if isinstance(mistake, PermissionError) and placing.is_windows():
        hint = "it is open in PowerPoint or another program: close it there, and build again"
    elif isinstance(mistake, PermissionError):
        hint = "look at the permissions of the file and of its folder"
    elif isinstance(mistake, IsADirectoryError):
        hint = "give the name of a file: -o NAME.pptx"
    else:
        hint = None
    return error("cannot-write", f"'{name}' cannot be written: {mistake.strerror or mistake}", hint=hint)


def source_date() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH names (reproducible-builds.org), or None when it is not set or no number."""
    written = os.environ.get("SOURCE_DATE_EPOCH")
    if written is None:
        return None
    from datetime import UTC, datetime

    try:
        return datetime.fromtimestamp(int(written), UTC)
    except (ValueError, OverflowError, OSError):
        return None
