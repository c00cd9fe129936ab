"""A template of the project from a corporate file: its base without slides, and layouts to start from."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name
from summitdeck.frozen import dataclass, replace
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.package_reader import read_package
from summitdeck.ooxml.package_writer import write_package
from summitdeck.ooxml.strip import stripped_package
from summitdeck.problems import Problem
from summitdeck.scene.templates import FILE_ENDINGS
from summitdeck.template.indent import indent_xml
from summitdeck.template.starter_layouts import Starter, starter_layouts, starter_readme
from summitdeck.template.study import study_template

TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
"""Content type of the main part of a .potx."""
NAME_LIMIT = 60
"""Characters of a template's name."""
_NAME = re.compile(r"\w[\w .-]*")
"""What the search path of layouts takes for a template's name."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""What Windows takes for a device, with any ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces")."""
_INDENTED = re.compile(r"application/vnd\.openxmlformats-officedocument\.(presentationml\.|theme).*\+xml")
"""Content types whose XML is put in lines."""


@dataclass(frozen=True, slots=True)
class Created:
    """A template that was made."""

    path: Path
    """Its folder."""
    base: Path
    """What holds the base: a folder, or a file."""
    layouts: tuple[str, ...]
    """The layouts that were written for it."""
    left_out: tuple[str, ...]
    """Base layouts that got none, since no layout can name them."""
    problems: tuple[Problem, ...]
    """What reading the file told: warnings without a place."""


def new_template(source: Path, name: str, root: Path, *, unzip: bool = True) -> Created | Trouble:
    """Make the template `name` below `root`/templates from the PowerPoint file `source`, whole or not at all.

    The base is what decks need of it: without slides, their media, macros and properties. It is unzipped, its XML in
    lines, so that a change to it can be read; or one file, `base.potx`, without `unzip`. Base layouts that no built-in
    layout stands on get one to start from. What is there already is never overwritten.
    """
    name = unicodedata.normalize("NFC", name)
    target = root / "templates" / name
    refused = _refuse_name(name) or _refuse_target(target)
    if refused:
        return refused
    study = study_template(source, "ja-JP")
    if isinstance(study, Trouble):
        return study
    stripped = stripped_package(study.opened, study.label)
    if isinstance(stripped, Trouble):
        return stripped
    starters, left_out = starter_layouts(study.base)
    texts = {f"{starter.name}.xml.jinja": starter.text for starter in starters}
    texts["README.md"] = starter_readme(study.base, name, source.name, starters, left_out)
    trouble = _write(target, stripped, texts, unzip)
    if trouble:
        return trouble
    base = target / ("base" if unzip else "base.potx")
    return Created(target, base, _names(starters), left_out, study.problems)


def _names(starters: tuple[Starter, ...]) -> tuple[str, ...]:
    return tuple(starter.name for starter in starters)


def _refuse_name(name: str) -> Trouble | None:
    hint = "a name has letters, digits, '-', '_', '.' and blanks, as 'corporate-2026'"
    if not _NAME.fullmatch(name) or name != name.rstrip(" .") or name.split(".")[0].lower() in _RESERVED:
        return Trouble("bad-template-name", f"'{name[:NAME_LIMIT]}' cannot be the name of a template", hint)
    if name.lower().endswith(FILE_ENDINGS):
        hint = f"leave the ending out: '{name.rpartition('.')[0]}'"
        return Trouble("bad-template-name", f"'{name}' is the name of a file, not of a template", hint)
    if len(name) > NAME_LIMIT:
        return Trouble("bad-template-name", f"a template's name has at most {NAME_LIMIT} characters", hint)
    return None


def _refuse_target(target: Path) -> Trouble | None:
    try:
        is_there = os.path.lexists(target)
    except (OSError, ValueError):
        is_there = False
    if is_there:
        hint = "choose another name, or move that folder away"
        return Trouble("template-exists", f"there is a template '{display_name(target)}' already", hint)
    return None


def _write(target: Path, package: Package, texts: Mapping[str, str], unzip: bool) -> Trouble | None:
    """Write the folder beside its place first, then rename it."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        temporary.mkdir(parents=True)
        trouble = _write_base(temporary, package, unzip)
        if trouble is None:
            for name, text in texts.items():
                (temporary / name).write_text(text, "utf-8", newline="\n")
            trouble = _refuse_target(target)  # somebody may have made it meanwhile
        if trouble is None:
            temporary.rename(target)
        return trouble
    except OSError as mistake:
        said = mistake.strerror or str(mistake)
        return Trouble("cannot-write", f"'{display_name(target)}' cannot be written: {said}")
    finally:
        _remove(temporary)


def _remove(folder: Path) -> None:
    if os.path.lexists(folder):
        import shutil

        with suppress(OSError):
            shutil.rmtree(folder)


def _write_base(folder: Path, package: Package, unzip: bool) -> Trouble | None:
    if not unzip:
        with (folder / "base.potx").open("wb") as out:
            write_package(_as_template(package), out)
        return None
    indented = {name: _indented(part) for name, part in package.parts.items()}
    package = replace(package, parts=indented)
    members = dict(_members(package))
    for name in members:
        if not _is_portable(name):
            return _not_unzipped(name)
    for name, data in members.items():
        path = folder / "base" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    again = read_package(folder / "base")
    if isinstance(again, Trouble) or again != package:
        return _not_unzipped("a part")
    return None


def _as_template(package: Package) -> Package:
    """The same as a .potx: PowerPoint does not open one whose main part says that it is a .pptx."""
    main = package.related(None, "officeDocument")[0]
    return replace(package, parts={**package.parts, main.name: replace(main, content_type=TEMPLATE_TYPE)})


def _indented(part: Part) -> Part:
    return replace(part, content=indent_xml(part.data)) if _INDENTED.fullmatch(part.content_type) else part


def _members(package: Package) -> Iterator[tuple[str, bytes]]:
    """The files of an unzipped package, in order of name."""
    import io
    import zipfile

    zipped = io.BytesIO()
    write_package(package, zipped)
    with zipfile.ZipFile(zipped) as archive:
        for name in sorted(archive.namelist()):
            data = archive.read(name)
            yield name, indent_xml(data) if name.endswith((".rels", "[Content_Types].xml")) else data


def _is_portable(name: str) -> bool:
    """Whether every system can have a file of this name, and reading a folder finds it again."""
    steps = name.split("/")
    return all(
        0 < len(step) < 200
        and not re.search(r'[<>:"\\|?*\x00-\x1f]', step)
        and step == step.rstrip(" .")
        and step.split(".")[0].lower() not in _RESERVED
        for step in steps
    )


def _not_unzipped(name: str) -> Trouble:
    return Trouble(
        "cannot-unzip",
        f"{name if name == 'a part' else repr(name)} of the file cannot be a file of its own on every system",
        "keep the base as one file, base.potx",
    )
