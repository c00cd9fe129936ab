"""Base layouts that no slide uses are left out, with what only they used."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreign import write_foreign_template
from summitdeck.ooxml.base_reader import read_base
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.prune import prune_layouts

LAYOUT = "/ppt/slideLayouts/slideLayout{}.xml"


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """A template of three layouts on one master."""
    read = read_base(write_foreign_template(tmp_path / "base.pptx"))
    assert isinstance(read, tuple)
    return read[1]


def layouts(package: Package) -> list[str]:
    return sorted(name for name in package.parts if name.startswith("/ppt/slideLayouts/"))


def test_only_what_is_used_stays(package: Package) -> None:
    pruned = prune_layouts(package, {LAYOUT.format(2)})
    assert layouts(pruned) == [LAYOUT.format(2)]
    master = pruned.parts["/ppt/slideMasters/slideMaster1.xml"]
    assert [relation.target for relation in master.relations if relation.kind == "slideLayout"] == [LAYOUT.format(2)]
    assert master.data.count(b"<p:sldLayoutId ") == 1


def test_nothing_changes_when_all_are_used(package: Package) -> None:
    assert prune_layouts(package, set(layouts(package))) == package


def test_one_layout_stays_when_none_is_used(package: Package) -> None:
    assert layouts(prune_layouts(package, set())) == [LAYOUT.format(1)]


def test_pictures_of_a_layout_that_goes_go_with_it_and_shared_ones_stay(package: Package) -> None:
    parts = dict(package.parts)
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    for number, own in ((1, "own"), (2, "other")):
        part = parts[LAYOUT.format(number)]
        added = (Relation("rId8", image, f"/ppt/media/{own}.png"), Relation("rId9", image, "/ppt/media/shared.png"))
        parts[part.name] = Part(part.name, part.content_type, part.data, (*part.relations, *added))
    for name in ("own", "other", "shared"):
        parts[f"/ppt/media/{name}.png"] = Part(f"/ppt/media/{name}.png", "image/png", b"")
    pruned = prune_layouts(Package(parts, package.relations), {LAYOUT.format(1)})
    assert [name for name in pruned.parts if "media" in name] == ["/ppt/media/own.png", "/ppt/media/shared.png"]


def test_a_master_without_layouts_goes(package: Package) -> None:
    twin, theme = "/ppt/slideMasters/slideMaster2.xml", "/ppt/theme/theme2.xml"
    parts = dict(package.parts)
    master = parts["/ppt/slideMasters/slideMaster1.xml"]
    main = parts["/ppt/presentation.xml"]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    own = (Relation("rId1", kind + "slideLayout", LAYOUT.format(9)), Relation("rId9", kind + "theme", theme))
    parts[twin] = Part(twin, master.content_type, master.data, own)
    parts[LAYOUT.format(9)] = Part(
        LAYOUT.format(9), parts[LAYOUT.format(1)].content_type, b"<x/>", (Relation("rId1", kind + "slideMaster", twin),)
    )
    parts[theme] = Part(theme, parts["/ppt/theme/theme1.xml"].content_type, b"<x/>")
    listed = main.data.replace(
        b"</p:sldMasterIdLst>", b'<p:sldMasterId id="2147484000" r:id="rId77"/></p:sldMasterIdLst>'
    )
    parts[main.name] = Part(
        main.name, main.content_type, listed, (*main.relations, Relation("rId77", kind + "slideMaster", twin))
    )
    pruned = prune_layouts(Package(parts, package.relations), {LAYOUT.format(1)})
    assert not {twin, theme, LAYOUT.format(9)} & set(pruned.parts)
    assert pruned.parts[main.name].data.count(b"<p:sldMasterId ") == 1
