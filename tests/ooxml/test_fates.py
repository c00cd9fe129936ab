"""What a template holds beside its design stays whole or goes without a trace, each thing by itself and all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import summitdeck
from on_template import package_faults
from ooxml.holdings import Holding, Leaf, template_with
from ooxml.holdings_gone import GONE
from ooxml.holdings_kept import CUSTOM, KEPT, LABEL
from summitdeck.ooxml.fates import PACKAGE_FATES, PART_FATES, Fate, fate_of
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import read_package
from summitdeck.ooxml.package_writer import write_file
from summitdeck.ooxml.self_check import find_faults
from validators import findings

SLIDES = (
    "deck:\n  template: base.pptx\n  language: en-US\n  title: A\n---\ntitle: One\nbody: [Two, Three]\nnotes: Four\n"
)
ANIMATED = Holding(
    GONE["film elsewhere"].source,
    GONE["film elsewhere"].leaves,
    '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" nodeType="tmRoot"/></p:par></p:tnLst></p:timing>',
    "</p:sldLayout>",
)
STAND_INS = ("chart", "diagram", "3-D model", "embedded fonts")


def built_on(folder: Path, *holdings: Holding) -> tuple[Package, list[str], Path]:
    """A deck of one slide on a template that holds these: as it is read again, the codes of what was told of the
    template, and the file. The template's own file is never changed."""
    template = folder / "base.pptx"
    assert write_file(template_with(holdings), template) is None
    before = template.read_bytes()
    (folder / "deck.yaml").write_text(SLIDES, "utf-8")
    built = summitdeck.build(folder, folder / "deck.pptx")
    assert built.path is not None, built.problems
    told = [problem.code for problem in summitdeck.check(folder) if not problem.code.startswith("font-")]
    assert template.read_bytes() == before
    package = read_package(built.path)
    assert isinstance(package, Package)
    return package, told, built.path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Package:
    """A deck on the template without any of them."""
    return built_on(tmp_path_factory.mktemp("plain"))[0]


def leaves_of(holding: Holding) -> Iterator[Leaf]:
    waiting = list(holding.leaves)
    while waiting:
        leaf = waiting.pop()
        waiting += leaf.below
        if not leaf.is_external:
            yield leaf


def relation_ids(package: Package, holding: Holding) -> list[str]:
    """The ids of the relationships to the leaves, as they are in the written deck."""
    owner = package.parts[holding.source].relations if holding.source else package.relations
    ids = {(r.type, r.target): r.id for r in owner}
    return [ids.get((leaf.kind, leaf.name.replace(" ", "%20")), "?") for leaf in holding.leaves]


@pytest.mark.parametrize("name", KEPT)
def test_it_stays_whole(name: str, tmp_path: Path, plain: Package) -> None:
    holding = KEPT[name]
    package, told, path = built_on(tmp_path, holding)
    for leaf in leaves_of(holding):
        data = leaf.data if isinstance(leaf.data, bytes) else leaf.data.encode()
        if leaf.name not in plain.parts and leaf.data != CUSTOM:
            assert package.parts[leaf.name].data == data
    if holding.xml:
        xml = package.parts[holding.source].data.decode()
        assert holding.xml.format(*relation_ids(package, holding)).removesuffix("</p:extLst>") in xml
    assert (told, list(package_faults(path)), find_faults(package)) == ([], [], ())


@pytest.mark.parametrize("name", GONE)
def test_it_goes_without_a_trace(name: str, tmp_path: Path, plain: Package) -> None:
    """The deck is the same, part by part, as on the template without it; or only what is named is left."""
    holding = GONE[name]
    package, told, path = built_on(tmp_path, holding)
    assert told == ([holding.told] if holding.told else [])
    if holding.left:
        left = holding.left.format(*relation_ids(package, holding))
        xml = package.parts[holding.source].data.decode()
        assert xml.replace(left, "") == plain.parts[holding.source].data.decode()
    else:
        assert package == plain
    assert (list(package_faults(path)), find_faults(package)) == ([], ())


def test_of_custom_properties_only_labels_stay_and_nobody_is_named(tmp_path: Path) -> None:
    package, _, _ = built_on(tmp_path, KEPT["older label"])
    xml = package.parts["/docProps/custom.xml"].data.decode()
    assert xml.count("<property ") == 2
    assert f'name="{LABEL}_Enabled"' in xml and f'name="{LABEL}_Name"' in xml


@pytest.mark.parametrize("data", ["<no-label/>", "not XML", CUSTOM.replace(LABEL, "Project")])
def test_custom_properties_without_a_label_go(data: str, tmp_path: Path, plain: Package) -> None:
    leaf = KEPT["older label"].leaves[0]
    package, told, _ = built_on(tmp_path, Holding("", (leaf._replace(data=data),)))
    assert (package == plain, told) == (True, [])


def test_an_animation_goes_with_the_film_it_plays(tmp_path: Path) -> None:
    """python-pptx #974"""
    package, _, _ = built_on(tmp_path, ANIMATED)
    assert b"p:timing" not in package.parts[ANIMATED.source].data


def test_a_handout_master_gets_a_theme_of_its_own(tmp_path: Path) -> None:
    """PowerPoint repairs decks in which two masters share one (PptxGenJS #1449)."""
    package, _, _ = built_on(tmp_path, KEPT["handout master"])
    masters = [part for part in package.parts.values() if "Master+xml" in part.content_type]
    themes = [relation.target for part in masters for relation in part.relations if relation.kind == "theme"]
    assert len(masters) == 3 == len(set(themes))  # of slides, notes and handouts
    first = package.parts["/ppt/theme/theme1.xml"].data
    assert package.parts[themes[-1]].content_type == package.parts["/ppt/theme/theme1.xml"].content_type
    assert first in [package.parts[name].data for name in themes[1:]]


@pytest.mark.needs("validators")
def test_validators_find_nothing_in_a_deck_on_a_template_that_holds_everything(tmp_path: Path) -> None:
    """But for what they have against stand-ins of charts, diagrams, models and fonts, which are hardly any."""
    sound = [holding for name, holding in KEPT.items() if name not in STAND_INS]
    _, _, path = built_on(tmp_path, *sound, *GONE.values())
    assert findings(path) == []


def test_python_pptx_opens_a_deck_on_a_template_that_holds_everything(tmp_path: Path) -> None:
    from pptx import Presentation

    _, _, path = built_on(tmp_path, *KEPT.values(), *GONE.values())
    assert Presentation(str(path)).slides[0].shapes.title.text_frame.text == "One"
    assert list(package_faults(path)) == []


def test_the_table_names_each_kind_once_and_what_it_does_not_name_follows_a_rule() -> None:
    assert {fate_of(kind, True) for kind in PACKAGE_FATES} == {Fate.STAYS, Fate.GOES, Fate.NOTED}
    assert {fate_of(kind, False) for kind in PART_FATES} == set(Fate)
    assert (fate_of("whatever", True), fate_of("whatever", False)) == (Fate.GOES, Fate.STAYS)
    assert all(ruling.why for table in (PACKAGE_FATES, PART_FATES) for ruling in table.values())
