"""Opening a presentation, zipped or unzipped, as a Package; and telling what a file is when it is none.

The rules of packages are those of ECMA-376-2 (Open Packaging Conventions): names compared without case,
relationships relative to their source, content types by name and then by extension. What comes out of here is
whole and safe to walk: every relationship target is normalised, every packed member proven to unpack within limits.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name, read_bytes
from summitdeck.assets.limits import raised
from summitdeck.frozen import NamedTuple, replace
from summitdeck.ooxml import zip_reader
from summitdeck.ooxml.file_kinds import foreign_file, foreign_main_part, foreign_zip
from summitdeck.ooxml.model import Deflated, Package, Part, Relation, inflate
from summitdeck.ooxml.names import MAIN_TYPES, MEDIA_TYPES, STRICT, VBA_TYPES
from summitdeck.ooxml.xml import Element, XmlFault, read_xml
from summitdeck.problems import Problem, warning

Content = bytes | Deflated
_TYPES_NAME = "/[Content_Types].xml"
_DEEPEST_FOLDER = 32
"""Folders of an unzipped package within one another; an ordinary one has three."""
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def read_package(path: Path) -> Package | Trouble:
    """The package in a .pptx, .potx, .ppsx, .pptm, .potm or .ppsm, or in a folder that holds one unzipped.

    Macros are left out, and a remark says so. Trouble when it is damaged, encrypted, unsafe or no presentation.
    """
    package = open_package(path)
    return package if isinstance(package, Trouble) else proven(package, path.name)


def open_package(path: Path) -> Package | Trouble:
    """The same, but members that no one has read yet are not proven to unpack: see `proven`."""
    if path.is_dir():
        label = display_name(path)
        try:
            members = _folder_members(path, label)
        except OSError as mistake:
            return Trouble("unreadable-file", f"'{label}' cannot be read: {mistake.strerror or mistake}")
    else:
        label = path.name
        members = _zip_members(path, label)
    if isinstance(members, Trouble):
        return members
    return _Assembly(label, members).package()


def proven(package: Package, label: str) -> Package | Trouble:
    """The package, once all its packed parts are known to unpack to what they claim."""
    for part in package.parts.values():
        if part.deflated and not zip_reader.prove(part.deflated):
            return zip_reader.damaged_member(label, part.name[1:])
    return package


class _Members(NamedTuple):
    """What lies in a zip or a folder: contents by name (as `/ppt/presentation.xml`), and remarks."""

    contents: Mapping[str, Content]
    remarks: tuple[Problem, ...] = ()


def _zip_members(path: Path, label: str) -> _Members | Trouble:
    data = read_bytes(path)
    if isinstance(data, Trouble):
        return data
    if not data.startswith(b"PK") and (foreign := foreign_file(data, label)):
        return foreign
    directory = zip_reader.read_directory(data, label)
    if isinstance(directory, Trouble):
        return directory
    chosen, remarks = _one_of_each_name(directory, label)
    contents: dict[str, Content] = {}
    for name, member in chosen.items():
        if ".." in name.split("/"):
            return Trouble("unsafe-file", f"'{label}' is refused: it holds '{member.name}', a path out of the file")
        content = zip_reader.member_content(data, member, label)
        if isinstance(content, Trouble):
            return content
        contents[name] = content
    return _Members(contents, remarks)


def _one_of_each_name(
    directory: tuple[zip_reader.Member, ...], label: str
) -> tuple[dict[str, zip_reader.Member], tuple[Problem, ...]]:
    """Members by part name. Of two with one name the last counts, as for most zip tools; of names that differ only
    in case, the first."""
    chosen: dict[str, zip_reader.Member] = {}
    spellings: dict[str, str] = {}
    twice: dict[str, None] = {}
    for member in directory:
        name = "/" + member.name.removeprefix("./").lstrip("/")
        if _is_litter(name):
            continue
        if spellings.setdefault(name.lower(), name) != name:
            twice[member.name] = None
            continue
        if name in chosen:
            twice[member.name] = None
        chosen[name] = member
    return chosen, tuple(
        warning("duplicate-part", f"'{label}' holds '{name}' twice: one of the two is left out") for name in twice
    )


def _is_litter(name: str) -> bool:
    return name.startswith("/__MACOSX/") or name.rpartition("/")[2].lower() in _LITTER


def _folder_members(folder: Path, label: str) -> _Members | Trouble:
    if not (folder / _TYPES_NAME[1:]).is_file():
        return Trouble(
            "not-a-presentation",
            f"the folder '{label}' holds no presentation",
            f"an unzipped one has a file {_TYPES_NAME[1:]} at its top",
        )
    contents: dict[str, Content] = {}
    total = 0
    for name, file in _files_below(folder, ""):
        if file.is_symlink():
            return Trouble(
                "unsafe-file", f"'{label}' is refused: '{name[1:]}' is a link", "a template holds plain files"
            )
        data = read_bytes(file, zip_reader.SIZE_LIMIT)
        if isinstance(data, Trouble):
            return data
        contents[name] = data
        total += len(data)
        if total > raised(zip_reader.TOTAL_LIMIT) or len(contents) > raised(zip_reader.MEMBER_LIMIT):
            return Trouble("file-too-large", f"'{label}' is refused: it holds too many or too large files")
    return _Members(contents)


def _files_below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Part names and files, in order of name, but for what file managers and editors leave behind."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        here = f"{name}/{entry.name}"
        hidden = entry.name.startswith(".") and entry.name != ".rels"
        if hidden or entry.name.endswith("~") or _is_litter(here):
            continue
        if entry.is_dir(follow_symlinks=False):
            if name.count("/") >= _DEEPEST_FOLDER:
                raise OSError(f"more than {_DEEPEST_FOLDER} folders within one another")
            yield from _files_below(Path(entry.path), here)
        else:
            yield here, Path(entry.path)


class _Broken(Exception):
    """Raised on a member that cannot be read as XML; never leaves this module. Its first argument is the Trouble."""


class _Assembly:
    """Members on their way to being a Package."""

    def __init__(self, label: str, members: _Members) -> None:
        self._label = label
        self._contents = members.contents
        self._names = {name.lower(): name for name in members.contents}
        self._remarks = members.remarks

    def package(self) -> Package | Trouble:
        """The package, or why it is none."""
        try:
            if _TYPES_NAME.lower() not in self._names:
                return foreign_zip(self._contents, self._label)
            return self._assembled()
        except _Broken as broken:
            trouble = broken.args[0]
            assert isinstance(trouble, Trouble)
            return trouble

    def _assembled(self) -> Package | Trouble:
        types = _types(self._tree(self._names[_TYPES_NAME.lower()]))
        relations = self._relations("/")
        if any(relation.type.startswith(STRICT) for relation in relations):
            return Trouble(
                "strict-file",
                f"'{self._label}' is an ISO strict file, which few programs read",
                "save it in PowerPoint as an ordinary presentation (.pptx)",
            )
        parts = self._parts(types)
        package = Package(parts, relations, self._remarks, tuple(self._type_faults(parts)))
        main = package.related(None, "officeDocument")
        if not main or main[0].content_type not in MAIN_TYPES:
            return foreign_main_part(main[0].content_type if main else None, self._label)
        return _without_macros(package, self._label)

    def _parts(self, types: Mapping[str, str]) -> dict[str, Part]:
        relations = {name: self._relations(name) for name in self._contents if not _is_plumbing(name)}
        wanted = {relation.target for each in relations.values() for relation in each}
        parts = {}
        for name, own in relations.items():
            extension = name.rpartition("/")[2].rpartition(".")[2].lower()
            content_type = types.get(name.lower()) or types.get(extension)
            if not content_type and name in wanted:
                content_type = MEDIA_TYPES.get(extension, "application/octet-stream")
            if content_type:
                parts[name] = Part(name, content_type, self._contents[name], own)
        return parts

    def _type_faults(self, parts: Mapping[str, Part]) -> Iterator[str]:
        """Types stated twice or of no part (pandoc #9113, PptxGenJS #1444), parts without one (pandoc #11492)."""
        tree = self._tree(self._names[_TYPES_NAME.lower()])
        seen: set[tuple[str, str]] = set()
        stated = set()
        for element in tree.children:
            name = element.get("PartName") if element.tag == "ct:Override" else element.get("Extension")
            key = (element.tag, (name or "").lower())
            if key in seen:
                yield f"states the type of {name} twice"
            seen.add(key)
            stated.add(key[1])
            if element.tag == "ct:Override" and self._named(key[1]) is None:
                yield f"states a type of {name}, which is not there"
        for name in parts:
            if not {name.lower(), name.rpartition("/")[2].rpartition(".")[2].lower()} & stated:
                yield f"states no type of {name}"

    def _named(self, name: str) -> str | None:
        """The member of this name, in lower case; it may be written as a URI."""
        found = self._names.get(name)
        if found is None and "%" in name:
            from urllib.parse import unquote  # for the rare name that is not plain ASCII

            return self._names.get(unquote(name).lower())
        return found

    def _relations(self, name: str) -> tuple[Relation, ...]:
        """The relationships of a part, or of the package ("/")."""
        folder, _, file = name.rpartition("/")
        member = self._names.get(f"{folder}/_rels/{file}.rels".lower())
        if member is None:
            return ()
        found = []
        for element in self._tree(member).all("rel:Relationship"):
            identifier, kind = element.get("Id"), element.get("Type")
            external = element.get("TargetMode") == "External"
            target = element.get("Target") or ""
            if identifier and kind:
                found.append(
                    Relation(identifier, kind, target if external else self._resolve(folder, target), external)
                )
        return tuple(found)

    def _resolve(self, folder: str, target: str) -> str:
        """The name of the part a relationship of a part in `folder` means; a name no part has when there is none."""
        path = target.partition("#")[0].replace("\\", "/")
        steps = [] if path.startswith("/") else folder.split("/")
        for step in path.split("/"):
            if step == "..":
                del steps[-1:]
            elif step not in ("", "."):
                steps.append(step)
        name = "/" + "/".join(step for step in steps if step)
        found = self._names.get(name.lower())
        if found is None and "%" in name:
            from urllib.parse import unquote  # for the rare name that is not plain ASCII

            found = self._names.get(unquote(name).lower())
        return found or name

    def _tree(self, name: str) -> Element:
        content = self._contents[name]
        if isinstance(content, Deflated):
            if not zip_reader.prove(content):
                raise _Broken(zip_reader.damaged_member(self._label, name[1:]))
            content = inflate(content)
        tree = read_xml(content)
        if isinstance(tree, XmlFault):
            raise _Broken(xml_trouble(self._label, name, tree))
        return tree


def xml_trouble(label: str, part: str, fault: XmlFault) -> Trouble:
    """What the author is told of a part that is not read as XML."""
    if fault.unsafe:
        return Trouble("unsafe-file", f"'{label}' is refused: '{part[1:]}' {fault.message}")
    return Trouble(
        "damaged-file",
        f"'{label}' is damaged: '{part[1:]}' {fault.message} (line {fault.line})",
        "save it again in PowerPoint",
    )


def _is_plumbing(name: str) -> bool:
    return name.lower() == _TYPES_NAME.lower() or (name.lower().endswith(".rels") and "/_rels/" in name.lower())


def _types(tree: Element) -> dict[str, str]:
    """Content types by part name in lower case, and by extension; the first that is stated counts."""
    types: dict[str, str] = {}
    for element in tree.children:
        content_type = element.get("ContentType") or ""
        if element.tag == "ct:Override":
            types.setdefault((element.get("PartName") or "").lower(), content_type)
        elif element.tag == "ct:Default":
            types.setdefault((element.get("Extension") or "").lower(), content_type)
    return types


def _without_macros(package: Package, label: str) -> Package:
    """The package without the parts that hold macros, their signatures, and what points to them."""
    macros = {name for name, part in package.parts.items() if part.content_type.startswith(VBA_TYPES)}
    if not macros:
        return package
    parts = {
        name: replace(part, relations=tuple(r for r in part.relations if r.external or r.target not in macros))
        for name, part in package.parts.items()
        if name not in macros
    }
    remark = warning("macros-dropped", f"the macros of '{label}' are left out")
    return replace(package, parts=parts, remarks=(*package.remarks, remark))
