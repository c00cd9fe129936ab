"""Inheritance of text as PowerPoint does it: each test leaves out one source more, or states a trap."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ooxml.packages import Files, deck, layout, level, master, presentation, shape, write_folder
from summitdeck.ooxml.base_reader import read_base
from summitdeck.scene.base import Base, Slot
from summitdeck.typeset.model import Bullet, BulletKind, LevelStyle, Spacing

BODY = 'type="body" idx="1"'


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def base(folder: Path, files: Files) -> Base:
    found = read_base(write_folder(folder / "base", files))
    assert isinstance(found, tuple), found
    return found[0]


def sized(number: int, size: object) -> str:
    return level(number, run=f'sz="{size}"')


def slots(
    folder: Path, on_layout: str, on_master: str = "", styles: str | None = "", default_text: str = ""
) -> tuple[Slot, ...]:
    files = deck(
        layout(on_layout),
        master_part=master(on_master, styles=styles),
        presentation_part=presentation(default_text=default_text),
    )
    return base(folder, files).layouts[0].slots


def first_level(folder: Path, *levels: str, mark: str = BODY) -> LevelStyle:
    """Level 1 of a body: `levels` are stated by its layout, its master and the master's body style."""
    of_layout, of_master, of_style = (*levels, "", "", "")[:3]
    found = slots(
        folder,
        shape(mark, levels=of_layout),
        shape(BODY, levels=of_master),
        f"<p:titleStyle/><p:bodyStyle>{of_style}</p:bodyStyle>",
    )
    return found[0].levels[0]


@pytest.mark.parametrize(
    ("of_layout", "of_master", "of_style", "size"),
    [("4000", "3600", "3200", 4000), ("", "3600", "3200", 3600), ("", "", "3200", 3200), ("", "", "", 1800)],
    ids=["layout", "master", "style", "floor"],
)
def test_a_body_goes_by_layout_master_and_body_style(
    tmp_path: Path, of_layout: str, of_master: str, of_style: str, size: int
) -> None:
    sources = [sized(1, stated) if stated else "" for stated in (of_layout, of_master, of_style)]
    assert first_level(tmp_path, *sources).size == size


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        *(("title", 4400), ("ctrTitle", 4400)),
        *((kind, 2800) for kind in ("body", "subTitle", "obj", "pic", "tbl", "chart", "media", "dgm", "clipArt")),
        *(("dt", 1400), ("ftr", 1400), ("sldNum", 1400)),
    ],
)
def test_the_bucket_goes_by_the_type_at_the_end_of_the_chain(tmp_path: Path, kind: str, size: int) -> None:
    styles = "".join(
        f"<p:{name}Style>{sized(1, size)}</p:{name}Style>"
        for name, size in (("title", 4400), ("body", 2800), ("other", 900))
    )
    found = slots(tmp_path, shape(f'type="{kind}" idx="7"'), "", styles, sized(1, 1400))
    assert found[0].levels[0].size == size


def test_other_style_and_default_paragraph_are_not_read(tmp_path: Path) -> None:
    styles = f"<p:titleStyle/><p:bodyStyle/><p:otherStyle>{sized(1, 900)}</p:otherStyle>"
    default = '<a:defPPr><a:defRPr sz="700"/></a:defPPr>'
    found = slots(tmp_path, shape('type="ftr" idx="11"') + shape(BODY), "", styles, default)
    assert [slot.levels[0].size for slot in found] == [1800, 1800]


def test_each_property_is_looked_up_by_itself(tmp_path: Path) -> None:
    style = first_level(
        tmp_path,
        level(1, 'algn="ctr"', run='b="1"'),
        level(1, 'marL="100" algn="r"', run='sz="2400" b="0"'),
        level(1, 'marL="7" indent="-50"', run='sz="1200" i="1"'),
    )
    assert (style.align, style.bold) == ("ctr", True)
    assert (style.margin_left, style.size) == (100, 2400)
    assert (style.indent, style.italic) == (-50, True)


def test_a_layout_that_states_level_one_does_not_shadow_level_two(tmp_path: Path) -> None:
    styles = f"<p:titleStyle/><p:bodyStyle>{sized(1, 2800)}{sized(2, 2400)}</p:bodyStyle>"
    found = slots(tmp_path, shape(BODY, levels=sized(1, 4000)), shape(BODY), styles)
    assert [style.size for style in found[0].levels[:3]] == [4000, 2400, 1800]


def test_levels_do_not_fall_back_to_level_one(tmp_path: Path) -> None:
    found = slots(tmp_path, shape(BODY, levels=level(1, 'marL="100"', run='sz="4000" b="1"')))
    second = found[0].levels[1]
    assert (second.size, second.bold, second.margin_left) == (1800, False, 0)


def test_a_bare_placeholder_is_a_body(tmp_path: Path) -> None:
    found = slots(tmp_path, shape(""), shape(BODY, frame=(1, 2, 30, 40), levels=sized(1, 2000)))
    assert (found[0].kind, found[0].idx) == ("obj", 0)
    assert (found[0].frame.width, found[0].levels[0].size) == (30, 2000)


def test_layout_and_master_meet_by_type_and_not_by_idx(tmp_path: Path) -> None:
    on_master = shape('type="dt" idx="1"', frame=(9, 9, 9, 9)) + shape('type="body" idx="2"', frame=(1, 2, 30, 40))
    found = slots(tmp_path, shape('type="pic" idx="1"'), on_master)
    assert found[0].frame.width == 30


def test_of_two_master_placeholders_of_a_type_the_first_counts(tmp_path: Path) -> None:
    on_master = shape(BODY, levels=sized(1, 2000)) + shape('type="body"', levels=sized(1, 900))
    assert slots(tmp_path, shape(BODY), on_master)[0].levels[0].size == 2000


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ('<a:lnSpc><a:spcPct val="90000"/></a:lnSpc>', ("line_spacing", Spacing(percent=90000))),
        ('<a:lnSpc><a:spcPct val="90%"/></a:lnSpc>', ("line_spacing", Spacing(percent=90000))),
        ('<a:lnSpc><a:spcPts val="2400"/></a:lnSpc>', ("line_spacing", Spacing(points=2400))),
        ('<a:spcBef><a:spcPts val="600"/></a:spcBef>', ("before", Spacing(points=600))),
        ('<a:spcAft><a:spcPct val="20000"/></a:spcAft>', ("after", Spacing(percent=20000))),
        ("<a:buNone/>", ("bullet", Bullet())),
        ('<a:buChar char="–"/>', ("bullet", Bullet(BulletKind.CHARACTER, "–"))),
        (
            '<a:buClr><a:srgbClr val="C00000"/></a:buClr><a:buChar char="–"/>',
            ("bullet", Bullet(BulletKind.CHARACTER, "–", color="C00000")),
        ),
        (
            '<a:buSzPct val="80000"/><a:buFont typeface="Wingdings"/><a:buChar char="§"/>',
            ("bullet", Bullet(BulletKind.CHARACTER, "§", "Wingdings", 80000)),
        ),
        (
            '<a:buSzPts val="900"/><a:buFont typeface="+mj-lt"/><a:buAutoNum type="romanLcPeriod" startAt="3"/>',
            ("bullet", Bullet(BulletKind.NUMBER, "", "Georgia", 50000, "romanLcPeriod", 3)),
        ),
        ("<a:buFontTx/><a:buBlip/>", ("bullet", Bullet(BulletKind.PICTURE))),
    ],
)
def test_paragraph_children(tmp_path: Path, stated: str, read: tuple[str, object]) -> None:
    assert getattr(first_level(tmp_path, level(1, children=stated)), read[0]) == read[1]


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ('kern="1200"', ("kern", 1200)),
        ('spc="-50"', ("spacing", -50)),
        ('cap="all"', ("caps", True)),
        ('cap="none"', ("caps", False)),
        ('i="1"', ("italic", True)),
        ('sz="99999999"', ("size", 1800)),
        ('sz="large"', ("size", 1800)),
    ],
)
def test_run_attributes(tmp_path: Path, stated: str, read: tuple[str, object]) -> None:
    assert getattr(first_level(tmp_path, level(1, run=stated)), read[0]) == read[1]


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ('marL="342900"', ("margin_left", 342900)),
        ('indent="-342900"', ("indent", -342900)),
        ('rtl="1"', ("right_to_left", True)),
        ('algn="just"', ("align", "just")),
        ('algn="middle"', ("align", "l")),
    ],
)
def test_paragraph_attributes(tmp_path: Path, stated: str, read: tuple[str, object]) -> None:
    assert getattr(first_level(tmp_path, level(1, stated)), read[0]) == read[1]


def test_a_nearer_source_can_take_the_bullet_away(tmp_path: Path) -> None:
    below = level(1, children='<a:buChar char="•"/>')
    assert first_level(tmp_path, level(1, children="<a:buNone/>"), "", below).bullet.kind is BulletKind.NONE


def test_bullet_mark_and_bullet_face_come_from_different_sources(tmp_path: Path) -> None:
    above = level(1, children='<a:buChar char="§"/>')
    below = level(1, children='<a:buFont typeface="Wingdings"/><a:buChar char="n"/>')
    assert first_level(tmp_path, above, "", below).bullet == Bullet(BulletKind.CHARACTER, "§", "Wingdings")


@pytest.mark.parametrize(
    ("faces", "expected"),
    [
        ("", ("Arial", "游ゴシック")),
        ('<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/>', ("Georgia", "游ゴシック")),
        ('<a:latin typeface="Verdana"/>', ("Verdana", "游ゴシック")),
        ('<a:latin typeface="Verdana"/><a:ea typeface="メイリオ"/>', ("Verdana", "メイリオ")),
    ],
)
def test_faces_follow_the_theme(tmp_path: Path, faces: str, expected: tuple[str, str]) -> None:
    face = first_level(tmp_path, level(1, faces=faces)).face
    assert (face.latin, face.east_asian) == expected


@pytest.mark.parametrize(
    ("fill", "color"),
    [
        ('<a:solidFill><a:schemeClr val="accent2"/></a:solidFill>', "accent2"),
        ('<a:solidFill><a:schemeClr val="tx1"><a:alpha val="50000"/></a:schemeClr></a:solidFill>', "tx1"),
        ('<a:solidFill><a:schemeClr val="dk2"/></a:solidFill>', "1F2A44"),
        ('<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>', "808080"),
        ('<a:solidFill><a:srgbClr val="00b050"/></a:solidFill>', "00B050"),
        ('<a:gradFill><a:gsLst><a:gs pos="0"><a:prstClr val="navy"/></a:gs></a:gsLst></a:gradFill>', "000080"),
        ("<a:noFill/>", "tx1"),
        ("", "tx1"),
    ],
)
def test_colors_are_roles_where_they_are_one(tmp_path: Path, fill: str, color: str) -> None:
    assert first_level(tmp_path, level(1, faces=fill)).color == color


def test_a_master_without_text_styles_has_those_built_into_powerpoint(tmp_path: Path) -> None:
    title, body = slots(tmp_path, shape('type="title"') + shape(BODY), shape('type="title"') + shape(BODY), None)
    assert title.levels[0].size == 4400
    assert [style.size for style in body.levels] == [2800, 2400, 2000, *[1800] * 6]
    assert [(style.margin_left, style.indent) for style in body.levels[:2]] == [(228600, -228600), (685800, -228600)]


SHRUNK = '<a:bodyPr lIns="0" tIns="7" anchor="b"><a:normAutofit fontScale="90000"/></a:bodyPr>'


@pytest.mark.parametrize(
    ("of_layout", "of_master", "expected"),
    [
        ("<a:bodyPr/>", "<a:bodyPr/>", (91440, 45720, 91440, 45720, "t", "none", True)),
        ("<a:bodyPr/>", SHRUNK, (0, 7, 91440, 45720, "b", "normal", True)),
        ('<a:bodyPr lIns="5" anchor="ctr"/>', SHRUNK, (5, 7, 91440, 45720, "ctr", "normal", True)),
        ('<a:bodyPr wrap="none"><a:spAutoFit/></a:bodyPr>', SHRUNK, (0, 7, 91440, 45720, "b", "shape", False)),
        ("<a:bodyPr><a:noAutofit/></a:bodyPr>", SHRUNK, (0, 7, 91440, 45720, "b", "none", True)),
    ],
    ids=["nothing", "master", "attributes", "shape", "off"],
)
def test_body_properties_are_inherited_one_by_one(
    tmp_path: Path, of_layout: str, of_master: str, expected: tuple[object, ...]
) -> None:
    slot = slots(tmp_path, shape(BODY, body=of_layout), shape(BODY, body=of_master))[0]
    i = slot.insets
    assert (i.left, i.top, i.right, i.bottom, slot.anchor, slot.autofit, slot.wrap) == expected


def test_columns_and_direction_of_the_body(tmp_path: Path) -> None:
    body = '<a:bodyPr vert="eaVert" numCol="2" spcCol="360000" spcFirstLastPara="1"/>'
    slot = slots(tmp_path, shape(BODY + ' sz="half" orient="vert"', body=body))[0]
    assert (slot.vertical, slot.columns, slot.column_gap, slot.first_last_spacing) == ("eaVert", 2, 360000, True)
    assert (slot.size, slot.orient) == ("half", "vert")


SIZES = st.one_of(st.none(), st.integers(1, 400).map(lambda points: points * 100))


@settings(max_examples=40)
@given(st.lists(st.tuples(SIZES, SIZES, SIZES), min_size=9, max_size=9))
def test_any_combination_of_sources_resolves_to_the_nearest(
    tmp_path_factory: pytest.TempPathFactory, stated: list[tuple[int | None, int | None, int | None]]
) -> None:
    """What is resolved is what would be drawn had each level been written out with its nearest statement."""
    sources = ["".join(sized(n, each[place]) for n, each in enumerate(stated, 1) if each[place]) for place in range(3)]
    written_out = "".join(sized(n, next((size for size in each if size), 1800)) for n, each in enumerate(stated, 1))
    folder = tmp_path_factory.mktemp("decks")
    styles = f"<p:titleStyle/><p:bodyStyle>{sources[2]}</p:bodyStyle>"
    inherited = slots(folder / "a", shape(BODY, levels=sources[0]), shape(BODY, levels=sources[1]), styles)
    explicit = slots(folder / "b", shape(BODY, levels=written_out))
    assert inherited[0].levels == explicit[0].levels
