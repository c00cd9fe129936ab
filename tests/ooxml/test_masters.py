"""Several slide masters: each with its own theme, all of them and their layouts under ids of their own, and pruned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import summitdeck
from foreign import LAYOUTS, R, foreign_package
from ooxml.test_foundation import LAYOUT, MAIN, MASTER, THEME, edited, read, with_part
from summitdeck.assets.files import Trouble
from summitdeck.frozen import replace
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.package_reader import read_package
from summitdeck.ooxml.package_writer import write_file
from summitdeck.ooxml.self_check import find_faults

TWIN, TWIN_THEME = "/ppt/slideMasters/slideMaster2.xml", "/ppt/theme/theme2.xml"
FIRST = 2**31


def twins(*, theme: str = TWIN_THEME, identity: int = FIRST) -> Package:
    """The template with its master and layouts twice, the second master's layouts numbered from 11."""
    package = foreign_package()
    own = [Relation("rId9", R + "/theme", theme)]
    for number in range(1, len(LAYOUTS) + 1):
        name = f"/ppt/slideLayouts/slideLayout{10 + number}.xml"
        layout = package.parts[f"/ppt/slideLayouts/slideLayout{number}.xml"]
        data = layout.data.replace(b'<p:cSld name="', b'<p:cSld name="Zwei ')
        package = with_part(
            package, Part(name, layout.content_type, data, (Relation("rId1", R + "/slideMaster", TWIN),))
        )
        own.append(Relation(f"rId{number}", R + "/slideLayout", name))
    package = with_part(package, replace(package.parts[MASTER], name=TWIN, relations=tuple(own)))
    if theme != THEME:
        data = package.parts[THEME].data.replace(b"4F81BD", b"00FF00")
        package = with_part(package, replace(package.parts[THEME], name=theme, content=data))
    main = package.parts[MAIN]
    entry = f'<p:sldMasterId id="{identity}" r:id="rId50"/></p:sldMasterIdLst>'
    xml = main.data.decode().replace("</p:sldMasterIdLst>", entry)
    relations = (*main.relations, Relation("rId50", R + "/slideMaster", TWIN))
    return with_part(package, replace(main, content=xml.encode(), relations=relations))


def ids(package: Package) -> list[int]:
    """Of the masters, and of each master's layouts."""
    parts = [package.parts[name] for name in (MAIN, MASTER, TWIN) if name in package.parts]
    found = [re.findall(r"<p:sld(?:Master|Layout)Id\b[^>]*?\bid=\"(\d+)\"", part.data.decode()) for part in parts]
    return [int(identity) - FIRST for each in found for identity in each]


def sound(folder: Path, package: Package) -> Package:
    """The template as decks are built on it."""
    found = read(folder, package)
    assert not isinstance(found, Trouble), found
    return found[1]


@pytest.mark.parametrize(
    ("pattern", "by", "wanted"),
    [
        ("x^", "", [0, 1, 2, 3]),
        (r'(sldLayoutId) id="\d+"', r'\1 id="2147483648"', [0, 1, 2, 3]),
        (r'(sldLayoutId) id="\d+"', r'\1 id="7"', [0, 1, 2, 3]),
        (r'(sldLayoutId) id="\d+"', r"\1", [0, 1, 2, 3]),
        ('id="2147483649"', 'id="4294967295"', [0, 4294967295 - FIRST, 2, 3]),
        ('id="2147483650"', 'id="4294967296"', [0, 1, 4, 3]),
        ("</p:sldLayoutIdLst>", r'<p:sldLayoutId id="2147483999" r:id="rId1"/></p:sldLayoutIdLst>', [0, 1, 2, 3]),
    ],
    ids=["sound", "one for all", "small", "none", "the greatest", "too great", "listed twice"],
)
def test_ids_that_are_not_good_are_renewed(pattern: str, by: str, wanted: list[int], tmp_path: Path) -> None:
    package = foreign_package() if pattern == "x^" else edited(MASTER, pattern, by)
    assert ids(sound(tmp_path, package)) == wanted


def test_masters_and_layouts_share_one_set_of_ids(tmp_path: Path) -> None:
    """The second master has the first one's id, and its layouts theirs: the first keep them."""
    assert ids(sound(tmp_path, twins())) == [0, 4, 1, 2, 3, 5, 6, 7]


def test_ids_that_are_good_stay(tmp_path: Path) -> None:
    package = twins(identity=FIRST + 50)
    twin = package.parts[TWIN]
    xml = re.sub(r'(sldLayoutId id=")(\d+)', lambda found: f"{found[1]}{int(found[2]) + 50}", twin.data.decode())
    package = with_part(package, replace(twin, content=xml.encode()))
    again = sound(tmp_path, package)
    assert ids(again) == [0, 50, 1, 2, 3, 51, 52, 53]
    assert again.parts[MAIN].data.count(b"sldMasterId ") == 2


def test_masters_that_share_a_theme_get_their_own(tmp_path: Path) -> None:
    package = sound(tmp_path, twins(theme=THEME))
    themes = [package.related(package.parts[name], "theme")[0] for name in (MASTER, TWIN)]
    assert themes[0].name == THEME != themes[1].name
    assert themes[0].data == themes[1].data


def test_one_relationship_is_enough_of_what_there_is_one_of(tmp_path: Path) -> None:
    package = foreign_package()
    for name, relation in (
        (MASTER, Relation("rId70", R + "/theme", THEME)),
        (MAIN, Relation("rId70", R + "/slideLayout", LAYOUT)),
    ):
        part = package.parts[name]
        package = with_part(package, replace(part, relations=(*part.relations, relation)))
    again = sound(tmp_path, package)
    assert "rId70" not in {relation.id for part in again.parts.values() for relation in part.relations}


def test_a_layout_that_one_master_lists_and_another_has_is_refused(tmp_path: Path) -> None:
    package = twins()
    layout = package.parts[LAYOUT]
    found = read(tmp_path, with_part(package, replace(layout, relations=(replace(layout.relations[0], target=TWIN),))))
    assert isinstance(found, Trouble)
    assert found.message.endswith(
        "'ppt/slideLayouts/slideLayout2.xml' does not belong to the slide master that lists it"
    )


SLIDES = "deck:\n  template: base.pptx\n  language: en-US\n{more}---\nlayout: {layout}\ntitle: One\nbody: [Two]\n"


def built(folder: Path, package: Package, layout: str, more: str) -> Package:
    assert write_file(package, folder / "base.pptx") is None
    (folder / "deck.yaml").write_text(SLIDES.format(layout=layout, more=more), "utf-8")
    result = summitdeck.build(folder, folder / "deck.pptx")
    assert result.path is not None, result.problems
    read = read_package(result.path)
    assert isinstance(read, Package)
    assert find_faults(read) == ()
    return read


@pytest.mark.parametrize(
    ("layout", "more", "layouts", "masters", "theme"),
    [
        ("content", "", [1, 11, 12, 13, 2, 3], [MASTER, TWIN], THEME),
        ("content", "  prune: false\n", [1, 11, 12, 13, 2, 3], [MASTER, TWIN], THEME),
        ("content", "  prune: true\n", [2], [MASTER], THEME),
        ("Zwei Titel und Inhalt", "  prune: true\n", [12], [TWIN], TWIN_THEME),
    ],
    ids=["not said", "false", "first", "second"],
)
def test_pruned_decks_have_the_layouts_that_slides_stand_on(
    layout: str, more: str, layouts: list[int], masters: list[str], theme: str, tmp_path: Path
) -> None:
    package = built(tmp_path, twins(), layout, more)
    found = [name for name in sorted(package.parts) if "slideLayout" in name]
    assert found == [f"/ppt/slideLayouts/slideLayout{number}.xml" for number in layouts]
    assert [name for name in sorted(package.parts) if "slideMaster" in name] == masters
    assert package.related(package.parts[MAIN], "theme")[0].name == theme


def test_python_pptx_opens_a_pruned_deck(tmp_path: Path) -> None:
    from pptx import Presentation

    built(tmp_path, twins(), "content", "  prune: true\n")
    deck = Presentation(str(tmp_path / "deck.pptx"))
    assert [layout.name for master in deck.slide_masters for layout in master.slide_layouts] == ["Titel und Inhalt"]
    assert deck.slides[0].slide_layout.name == "Titel und Inhalt"
