"""A template that PowerPoint itself would not open or would repair is refused, with what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from foreign import R, foreign_package
from summitdeck.assets.files import Trouble
from summitdeck.frozen import replace
from summitdeck.ooxml.base_reader import read_base
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.package_writer import write_file
from summitdeck.problems import Problem
from summitdeck.scene.base import Base

MAIN, MASTER = "/ppt/presentation.xml", "/ppt/slideMasters/slideMaster1.xml"
LAYOUT, THEME = "/ppt/slideLayouts/slideLayout2.xml", "/ppt/theme/theme1.xml"


def with_part(package: Package, part: Part) -> Package:
    return replace(package, parts={**package.parts, part.name: part})


def related(name: str, change: Callable[[list[Relation]], list[Relation]]) -> Package:
    """The template, with other relationships of one part."""
    part = foreign_package().parts[name]
    return with_part(foreign_package(), replace(part, relations=tuple(change(list(part.relations)))))


def edited(name: str, pattern: str, by: str) -> Package:
    """The template, with other XML in one part."""
    part = foreign_package().parts[name]
    xml, times = re.subn(pattern, by, part.data.decode(), flags=re.DOTALL)
    assert times
    return with_part(foreign_package(), replace(part, content=xml.encode()))


def called(name: str) -> Package:
    """The template, with a part of which it is not said what it is."""
    return with_part(foreign_package(), replace(foreign_package().parts[name], content_type="application/xml"))


def read(folder: Path, package: Package) -> tuple[Base, Package, tuple[Problem, ...]] | Trouble:
    path = folder / "base.pptx"
    assert write_file(package, path) is None
    return read_base(path)


DAMAGED = {
    "no list of masters": (
        edited(MAIN, "<p:sldMasterIdLst>.*?</p:sldMasterIdLst>", ""),
        "'ppt/presentation.xml' lists no slide master",
    ),
    "order": (
        edited(MAIN, "(<p:sldMasterIdLst>.*?</p:sldMasterIdLst>)(<p:sldSz [^>]*/>)", r"\2\1"),
        "in 'ppt/presentation.xml', p:sldMasterIdLst stands in p:presentation out of order, or twice",
    ),
    "master without theme": (
        related(MASTER, lambda own: [each for each in own if each.kind != "theme"]),
        "'ppt/slideMasters/slideMaster1.xml' has no theme",
    ),
    "one name twice": (
        related(MASTER, lambda own: [*own, Relation("rId1", R + "/slideLayout", LAYOUT)]),
        "'ppt/slideMasters/slideMaster1.xml' has two relationships of one name",
    ),
    "no name": (
        related(LAYOUT, lambda own: [replace(each, id="1 a") for each in own]),
        "'ppt/slideLayouts/slideLayout2.xml' has a relationship with a name that none can have",
    ),
    "type of a master": (called(MASTER), "'ppt/slideMasters/slideMaster1.xml' is not said to be what it is used as"),
    "type of a layout": (called(LAYOUT), "'ppt/slideLayouts/slideLayout2.xml' is not said to be what it is used as"),
    "type of a theme": (called(THEME), "'ppt/theme/theme1.xml' is not said to be what it is used as"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_it_is_refused(name: str, tmp_path: Path) -> None:
    package, why = DAMAGED[name]
    found = read(tmp_path, package)
    assert isinstance(found, Trouble)
    assert (found.code, found.message) == ("damaged-file", f"'base.pptx' is damaged: {why}")
    assert found.hint


def test_a_layout_that_does_not_say_to_which_master_it_belongs_belongs_to_the_one_that_lists_it(tmp_path: Path) -> None:
    found = read(tmp_path, related(LAYOUT, lambda _: []))
    assert not isinstance(found, Trouble)
    package = found[1]
    assert package.related(package.parts[LAYOUT], "slideMaster") == (package.parts[MASTER],)


def test_a_sound_one_is_not(tmp_path: Path) -> None:
    assert not isinstance(read(tmp_path, foreign_package()), Trouble)


@pytest.mark.parametrize(
    ("pattern", "by", "size", "notes"),
    [
        ('cx="9144000" cy="6858000" type="screen4x3"', r"\g<0>", 'cx="9144000" cy="6858000" type="screen4x3"', 1),
        ('cx="9144000"', 'cx="12192000"', 'cx="12192000" cy="6858000"', 1),
        ('cx="9144000"', 'cx="1"', 'cx="914400" cy="6858000"', 1),
        ("<p:notesSz [^>]*/>", "", 'cx="9144000" cy="6858000" type="screen4x3"', 1),
    ],
    ids=["sound", "called 4:3", "too narrow", "no notes"],
)
def test_what_is_wrong_with_the_page_is_mended(pattern: str, by: str, size: str, notes: int, tmp_path: Path) -> None:
    found = read(tmp_path, edited(MAIN, pattern, by))
    assert not isinstance(found, Trouble)
    xml = found[1].parts[MAIN].data.decode()
    assert re.findall(r"<p:sldSz ([^>]*?) ?/>", xml) == [size]
    assert xml.count("<p:notesSz") == notes and xml.index("<p:sldSz") < xml.index("<p:notesSz")


def test_one_that_powerpoint_might_repair_is_built_upon_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, edited(LAYOUT, "<a:p>", '<a:p><a:endParaRPr lang="en-US"/>'))
    assert not isinstance(found, Trouble)
    (problem,) = [problem for problem in found[2] if problem.code == "unsound-template"]
    assert not problem.is_error
    assert problem.message.startswith("'base.pptx' is not sound: ppt/slideLayouts/slideLayout2.xml: a:")
    assert problem.hint and "save it again" in problem.hint


def test_nothing_is_told_of_a_sound_one(tmp_path: Path) -> None:
    found = read(tmp_path, foreign_package())
    assert not isinstance(found, Trouble)
    assert [problem.code for problem in found[2]] == []
