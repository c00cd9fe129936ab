"""A template as a Base: pages, layouts, slots, palette, grounds, warnings; and templates that are none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ooxml.packages import (
    CLEAR_MAP,
    Files,
    deck,
    layout,
    level,
    master,
    page,
    presentation,
    relations,
    shape,
    theme,
    write_folder,
    write_zip,
)
from summitdeck.assets.files import Trouble
from summitdeck.ooxml.base_reader import read_base
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_writer import write_package
from summitdeck.problems import Problem
from summitdeck.scene.base import Base, Frame

OWN = Path(__file__).parents[2] / "templates" / "summit" / "base"


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMITDECK_CACHE", "off")


def read(path: Path) -> tuple[Base, Package, tuple[Problem, ...]]:
    found = read_base(path)
    assert not isinstance(found, Trouble), found
    return found


def base(folder: Path, files: Files) -> Base:
    return read(write_folder(folder / "base", files))[0]


def trouble(path: Path) -> Trouble:
    found = read_base(path)
    assert isinstance(found, Trouble), "it was read"
    return found


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('cx="12192000" cy="6858000"', (12192000, 6858000)),
        ('cx="6858000" cy="9144000"', (6858000, 9144000)),
        ("", (9144000, 6858000)),
        ('cx="1" cy="99999999999"', (914400, 51206400)),
    ],
)
def test_page_size(tmp_path: Path, size: str, expected: tuple[int, int]) -> None:
    found = base(tmp_path, deck(presentation_part=presentation(size=size)))
    assert (found.width, found.height) == expected


def test_layouts_have_name_kind_and_part(tmp_path: Path) -> None:
    plain = page("sldLayout", "", name="Own design")
    nameless = page("sldLayout", "", attributes='type="blank"', name="")
    found = base(tmp_path, deck(layout(name="Title & Body", kind="obj").replace("&", "&amp;"), plain, nameless))
    assert [(each.name, each.kind) for each in found.layouts] == [
        ("Title & Body", "obj"),
        ("Own design", None),
        ("blank", "blank"),
    ]
    assert found.layouts[1].part == "/ppt/slideLayouts/slideLayout2.xml"


def test_layouts_stand_in_the_masters_order_not_in_that_of_the_files(tmp_path: Path) -> None:
    files = deck(layout(name="A"), layout(name="B"), layout(name="C"))
    name = "ppt/slideMasters/slideMaster1.xml"
    entries = [f'<p:sldLayoutId id="{2147483700 + n}" r:id="rId{n}"/>' for n in (1, 2, 3)]
    files[name] = str(files[name]).replace("".join(entries), entries[2] + entries[0] + entries[1])
    assert [each.name for each in base(tmp_path, files).layouts] == ["C", "A", "B"]


def two_masters() -> Files:
    """The second master is listed first and has other colours, faces and layouts."""
    main = presentation().replace(
        '<p:sldMasterId id="2147483648" r:id="rId1"/>',
        '<p:sldMasterId id="2147483648" r:id="rId2"/><p:sldMasterId id="2147483660" r:id="rId1"/>',
    )
    return deck(
        presentation_part=main,
        more={
            "ppt/_rels/presentation.xml.rels": relations(
                ("slideMaster", "slideMasters/slideMaster1.xml"), ("slideMaster", "slideMasters/slideMaster2.xml")
            ),
            "ppt/slideMasters/slideMaster2.xml": master(),
            "ppt/slideMasters/_rels/slideMaster2.xml.rels": relations(
                ("slideLayout", "../slideLayouts/slideLayout9.xml"), ("theme", "../theme/theme2.xml")
            ),
            "ppt/slideLayouts/slideLayout9.xml": layout(name="Of the second"),
            "ppt/slideLayouts/_rels/slideLayout9.xml.rels": relations(
                ("slideMaster", "../slideMasters/slideMaster2.xml")
            ),
            "ppt/theme/theme2.xml": theme(minor="Verdana").replace("4472C4", "00AA00"),
        },
    )


def test_several_masters_stand_in_the_presentations_order(tmp_path: Path) -> None:
    found = base(tmp_path, two_masters())
    assert [(each.name, each.master) for each in found.layouts] == [("Of the second", 0), ("Content", 1)]
    assert (found.minor, found.palette["accent1"]) == ("Verdana", "00AA00")
    assert found.layouts[0].palette is None
    assert (found.layouts[1].palette or {})["accent1"] == "4472C4"


def test_a_slot_has_all_that_its_placeholder_says(tmp_path: Path) -> None:
    mark = 'type="pic" idx="13" sz="half"'
    found = base(tmp_path, deck(layout(shape(mark, name="Picture 2", frame=(1, 2, 3, 4), text="Click the icon"))))
    slot = found.layouts[0].slots[0]
    assert (slot.kind, slot.idx, slot.name, slot.size) == ("pic", 13, "Picture 2", "half")
    assert (slot.frame, slot.prompt) == (Frame(1, 2, 3, 4), "Click the icon")


def test_slots_stand_in_document_order_and_other_shapes_are_none(tmp_path: Path) -> None:
    drawing = '<p:sp><p:nvSpPr><p:cNvPr id="9" name="Logo"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'
    inside, modern, old = (shape(f'idx="{n}"', name=name) for n, name in ((5, "In a group"), (6, "New"), (7, "Old")))
    grouped = f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{inside}</p:grpSp>"
    new = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    shapes = shape('type="ftr" idx="11"', name="Footer") + drawing + grouped + new + shape('type="title"', name="Title")
    found = base(tmp_path, deck(layout(shapes)))
    assert [slot.name for slot in found.layouts[0].slots] == ["Footer", "New", "Title"]


def test_the_date_fields_type_comes_from_the_layout_or_its_master(tmp_path: Path) -> None:
    def dated(kind: str) -> str:
        field = f'<a:p><a:fld id="{{0}}" type="{kind}"><a:t>1/1/2026</a:t></a:fld></a:p>'
        return shape('type="dt" idx="10"').replace("<a:p></a:p>", field if kind else "<a:p/>")

    own = base(tmp_path / "a", deck(layout(dated("datetime4")), master_part=master(dated("datetimeFigureOut"))))
    inherited = base(tmp_path / "b", deck(layout(dated("")), master_part=master(dated("datetimeFigureOut"))))
    none = base(tmp_path / "c", deck(layout(dated("slidenum"))))
    assert [b.layouts[0].slots[0].field_type for b in (own, inherited, none)] == [
        "datetime4",
        "datetimeFigureOut",
        None,
    ]
    assert own.layouts[0].slots[0].prompt == "1/1/2026"


def test_title_and_body_areas_are_the_masters(tmp_path: Path) -> None:
    shapes = shape('type="title"', frame=(1, 2, 30, 40)) + shape('type="body" idx="1"', frame=(5, 6, 70, 80))
    found = base(tmp_path, deck(master_part=master(shapes)))
    assert (found.title_area, found.body_area) == (Frame(1, 2, 30, 40), Frame(5, 6, 70, 80))


def test_a_master_without_them_gets_sensible_ones(tmp_path: Path) -> None:
    found = base(tmp_path, deck())
    title, body = found.title_area, found.body_area
    assert 0 < title.x == body.x < title.right == body.right < found.width
    assert 0 < title.y < title.bottom <= body.y < body.bottom < found.height


def test_levels_of_text_boxes_and_of_the_body(tmp_path: Path) -> None:
    of_body = level(1, run='sz="2400"')
    styles = f"<p:titleStyle/><p:bodyStyle>{of_body}</p:bodyStyle>"
    files = deck(
        master_part=master(shape('type="body"', levels=level(2, run='sz="2000"')), styles=styles),
        presentation_part=presentation(default_text=level(1, run='sz="1600"')),
    )
    found = base(tmp_path, files)
    assert [style.size for style in found.text[:2]] == [1600, 1800]
    assert [style.size for style in found.body[:3]] == [2400, 2000, 1800]
    assert len(found.text) == len(found.body) == 9


GREEN = '<a:solidFill><a:srgbClr val="00B050"/></a:solidFill>'


def ground(fill: str) -> str:
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def reference(index: int, color: str = "bg1") -> str:
    return f'<p:bg><p:bgRef idx="{index}"><a:schemeClr val="{color}"/></p:bgRef></p:bg>'


@pytest.mark.parametrize(
    ("of_layout", "of_master", "color"),
    [
        ("", "", "FFFFFF"),
        ("", ground(GREEN), "00B050"),
        (ground(GREEN), reference(1001), "00B050"),
        ("", reference(1001), "FFFFFF"),
        ("", reference(1001, "accent1"), "4472C4"),
        ("", reference(1002, "bg1"), "808080"),
        ("", reference(1003), None),
        ("", reference(1, "tx2"), "1F2A44"),
        ("", reference(1099), "FFFFFF"),
        ("", reference(0), "FFFFFF"),
        ("", ground("<a:blipFill><a:blip/></a:blipFill>"), None),
        (
            "",
            ground('<a:solidFill><a:schemeClr val="tx2"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'),
            "101522",
        ),
    ],
)
def test_backgrounds(tmp_path: Path, of_layout: str, of_master: str, color: str | None) -> None:
    found = base(tmp_path, deck(layout(background=of_layout), master_part=master(background=of_master)))
    assert found.layouts[0].background == color


def drawn(tag: str, x: int, y: int, width: int, height: int, inside: str, turned: str = "") -> str:
    """A drawing of the template: `sp` with a fill, or a `pic`."""
    placed = f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    named = (
        f'<p:nv{tag.title()}Pr><p:cNvPr id="9" name="Drawing"/><p:cNv{tag.title()}Pr/><p:nvPr/></p:nv{tag.title()}Pr>'
    )
    form = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return f"<p:{tag}>{named}<p:spPr>{placed}{form}{inside}</p:spPr></p:{tag}>"


WHOLE, HALF, LINE = (0, 0, 2000, 2000), (0, 0, 600, 2000), (500, 1480, 1000, 10)


@pytest.mark.parametrize(
    ("of_layout", "of_master", "color"),
    [
        ("", "", "FFFFFF"),
        (drawn("sp", *WHOLE, GREEN), "", "00B050"),
        ("", drawn("sp", *WHOLE, GREEN), "00B050"),
        (drawn("sp", *WHOLE, "<a:noFill/>"), drawn("sp", *WHOLE, GREEN), "00B050"),
        (drawn("sp", *HALF, GREEN), "", None),
        (drawn("sp", *LINE, GREEN), "", "FFFFFF"),
        (drawn("sp", *WHOLE, GREEN, ' rot="900000"'), "", None),
        (drawn("pic", *WHOLE, ""), "", None),
        (drawn("sp", *WHOLE, "<a:gradFill/>"), "", None),
        (drawn("sp", *WHOLE, GREEN), drawn("pic", *WHOLE, ""), "00B050"),
        (drawn("sp", *LINE, GREEN) * 30, drawn("sp", *LINE, GREEN) * 30, "FFFFFF"),
        (drawn("sp", *LINE, GREEN) * 30, drawn("sp", *LINE, GREEN) * 31, None),  # nobody looks at so many
    ],
)
def test_a_slot_knows_the_plain_colour_that_its_text_stands_on(
    tmp_path: Path, of_layout: str, of_master: str, color: str | None
) -> None:
    title = shape('type="title"', frame=(500, 500, 1000, 1000))
    found = base(tmp_path, deck(layout(of_layout + title), master_part=master(of_master)))
    assert [slot.ground for slot in found.layouts[0].slots] == [color]


def test_a_slot_with_a_fill_of_its_own_stands_on_that(tmp_path: Path) -> None:
    filled = shape('type="title"', frame=(500, 500, 1000, 1000)).replace(
        "</a:xfrm></p:spPr>", f"</a:xfrm>{GREEN}</p:spPr>"
    )
    inherits = shape('type="title"', frame=(500, 500, 1000, 1000))
    for of_layout, of_master in ((filled, ""), (inherits, filled)):
        found = base(tmp_path, deck(layout(of_layout), master_part=master(of_master)))
        assert found.layouts[0].slots[0].ground == "00B050"


def test_a_layout_may_see_colors_through_its_own_map(tmp_path: Path) -> None:
    swapped = CLEAR_MAP.replace("p:clrMap", "a:overrideClrMapping").replace(
        'bg1="lt1" tx1="dk1"', 'bg1="dk2" tx1="lt1"'
    )
    muted = '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
    shapes = shape('type="body" idx="1"', levels=level(1, faces=muted))
    files = deck(layout(shapes), layout(shapes, rest=f"<p:clrMapOvr>{swapped}</p:clrMapOvr>"))
    plain, dark = base(tmp_path, files).layouts
    assert (plain.palette, plain.background, plain.slots[0].levels[0].color) == (None, "FFFFFF", "808080")
    assert dark.palette is not None
    assert (dark.palette["bg1"], dark.palette["tx1"]) == ("1F2A44", "FFFFFF")
    assert (dark.background, dark.slots[0].levels[0].color) == ("1F2A44", "101522")


def test_a_layout_may_have_a_theme_of_its_own(tmp_path: Path) -> None:
    files = deck(
        layout(shape("")),
        more={
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
                ("slideMaster", "../slideMasters/slideMaster1.xml"), ("themeOverride", "../theme/themeOverride1.xml")
            ),
            "ppt/theme/themeOverride1.xml": theme(minor="Verdana").replace("4472C4", "00AA00"),
        },
    )
    found = base(tmp_path, files)
    assert (found.layouts[0].palette or {})["accent1"] == "00AA00"
    assert found.layouts[0].slots[0].levels[0].face.latin == "Verdana"
    assert found.minor == "Arial"


def test_a_slot_without_size_is_warned_of(tmp_path: Path) -> None:
    files = deck(layout(shape('type="tbl" idx="5"', name="Table 1"), name="Data"))
    found, _, problems = read(write_zip(tmp_path / "t.pptx", files))
    assert found.layouts[0].slots[0].frame == Frame(0, 0, 0, 0)
    assert [(p.severity, p.code, p.message) for p in problems] == [
        ("warning", "empty-slot", "layout 'Data' of 't.pptx': 'Table 1' has no size")
    ]


def test_the_name_is_the_authors_or_the_files(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "corporate.potx", deck())
    named = read_base(path, name="our template")
    assert isinstance(named, tuple)
    assert (read(path)[0].name, named[0].name) == ("corporate.potx", "our template")


def without(files: Files, name: str) -> Files:
    return {key: content for key, content in files.items() if key != name}


NO_LAYOUTS = deck(more={"ppt/slideMasters/_rels/slideMaster1.xml.rels": relations()})
NO_MASTERS = deck(more={"ppt/_rels/presentation.xml.rels": relations()})
NO_LAYOUT_FILE = without(deck(), "ppt/slideLayouts/slideLayout1.xml")
NO_MAIN_FILE = without(deck(), "ppt/presentation.xml")
CUT_SHORT = deck(master_part="<p:sldMaster")
WITH_DTD = deck(theme_part='<!DOCTYPE x SYSTEM "http://example.org/x"><x/>')
MANY = deck(layout(shape("") * 5001))
DEEP = deck(layout("<p:sp>" * 300 + "</p:sp>" * 300))


@pytest.mark.parametrize(
    ("files", "code", "message"),
    [
        (NO_LAYOUTS, "no-layouts", "'t.pptx' has no slide layouts"),
        (NO_MASTERS, "no-layouts", "'t.pptx' has no slide layouts"),
        (NO_LAYOUT_FILE, "no-layouts", "'t.pptx' has no slide layouts"),
        (NO_MAIN_FILE, "not-a-presentation", "'t.pptx' holds no presentation"),
        (
            CUT_SHORT,
            "damaged-file",
            "'t.pptx' is damaged: 'ppt/slideMasters/slideMaster1.xml' is not well-formed: unclosed token (line 1)",
        ),
        (
            WITH_DTD,
            "unsafe-file",
            "'t.pptx' is refused: 'ppt/theme/theme1.xml' holds a document type (DTD), which no Office file needs",
        ),
        (MANY, "unsafe-file", "'t.pptx' is refused: it has more than 5000 placeholders"),
        (
            DEEP,
            "unsafe-file",
            "'t.pptx' is refused: 'ppt/slideLayouts/slideLayout1.xml' nests more than 256 elements",
        ),
    ],
    ids=["layouts", "masters", "layout", "main", "short", "dtd", "many", "deep"],
)
def test_a_template_that_cannot_serve(tmp_path: Path, files: Files, code: str, message: str) -> None:
    found = trouble(write_zip(tmp_path / "t.pptx", files))
    assert (found.code, found.message) == (code, message)


def test_a_layout_whose_master_is_itself_is_no_loop(tmp_path: Path) -> None:
    own = relations(("slideMaster", "slideLayout1.xml"), ("slideLayout", "slideLayout1.xml"))
    files = deck(more={"ppt/slideLayouts/_rels/slideLayout1.xml.rels": own})
    assert trouble(write_zip(tmp_path / "t.pptx", files)).code == "damaged-file"


def rewritten(package: Package, path: Path) -> Path:
    out = io.BytesIO()
    write_package(package, out)
    path.write_bytes(out.getvalue())
    return path


def test_the_package_that_comes_along_reads_as_the_same_base(tmp_path: Path) -> None:
    shapes = shape("", name="A") + shape('type="title"') + shape("", name="B")
    files = deck(layout(shapes), master_part=master(shape('type="body"'), styles=None))
    found, package, problems = read(write_zip(tmp_path / "t.pptx", files))
    (tmp_path / "again").mkdir()
    again, its_package, its_problems = read(rewritten(package, tmp_path / "again" / "t.pptx"))
    assert (again, its_problems) == (found, problems)
    assert its_package == package


def test_our_own_template_needs_no_mending_and_no_warning() -> None:
    found, package, problems = read(OWN)
    assert problems == ()
    assert all((OWN / name[1:]).read_bytes() == part.data for name, part in package.parts.items())
    kinds = [each.kind for each in found.layouts]
    assert {"title", "secHead", "obj", "twoObj", "titleOnly", "blank", "picTx"} <= set(kinds)
    assert all(slot.frame.width and slot.frame.height for each in found.layouts for slot in each.slots)
    assert found.minor_east_asian
    assert found.major_east_asian


@pytest.mark.needs("shared")
@pytest.mark.parametrize("folder", ["hostile/pptx", "hostile/real", "import"])
def test_every_file_of_the_corpus_is_a_base_or_a_trouble(shared: Path, folder: str) -> None:
    for path in sorted((shared / "corpus" / folder).iterdir()):
        found = read_base(path)
        if isinstance(found, Trouble):
            assert found.message.startswith(f"'{path.name}' "), path.name
            assert "\n" not in found.message


@pytest.mark.needs("shared")
def test_every_template_of_the_corpus_can_serve(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "corpus" / "templates").iterdir()):
        found, package, problems = read(path)
        assert found.layouts, path.name
        assert not [p for p in problems if p.is_error]
        for each in found.layouts:
            numbers = [slot.idx for slot in each.slots]
            assert len(set(numbers)) == len(numbers), (path.name, each.name)
        assert not any(part.content_type.endswith((".slide+xml", ".notesSlide+xml")) for part in package.parts.values())
        assert read(rewritten(package, tmp_path / path.name))[0] == found, path.name
