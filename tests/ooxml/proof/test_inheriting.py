"""What a run on a slide looks like once all it inherits is resolved: sources one by one, and all together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ooxml.packages import level, shape
from ooxml.slides import box, paragraph, run, slides, texts
from summitdeck.typeset.model import Bullet, BulletKind, SetParagraph, Spacing

SOURCES = ("run", "paragraph", "shape", "layout", "master", "style", "default")
BODY = 'type="body" idx="1"'
FRAME = (0, 0, 100, 100)


def sized(size: int) -> str:
    return level(1, run=f'sz="{size}"')


def ladder(folder: Path, mark: str | None, stated: dict[str, int]) -> int:
    """The size of a run where each source that is named states its own."""
    said = {source: sized(size) for source, size in stated.items()}
    own = f'sz="{stated["run"]}"' if "run" in stated else ""
    of_paragraph = f'<a:pPr><a:defRPr sz="{stated["paragraph"]}"/></a:pPr>' if "paragraph" in stated else ""
    kind = mark if mark is not None else BODY
    style = said.get("style", "")
    found = texts(
        folder,
        slides(
            box(paragraph(run("Words", own), properties=of_paragraph), mark=mark, levels=said.get("shape", "")),
            on_layout=shape(kind, levels=said.get("layout", "")),
            on_master=shape(kind, levels=said.get("master", "")),
            styles=f"<p:titleStyle>{style}</p:titleStyle><p:bodyStyle>{style}</p:bodyStyle>",
            default_text=said.get("default", ""),
        ),
    )
    only = found[0].paragraphs[0]
    return only.runs[0].size or only.style.size


SIZES = dict(zip(SOURCES, (4000, 3600, 3200, 2800, 2400, 2000, 1200), strict=True))


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        # each column leaves out one source more, from the run on; a source that does not count is passed over
        ('type="body" idx="1"', [4000, 3600, 3200, 2800, 2400, 2000, 1800]),
        ('type="title"', [4000, 3600, 3200, 2800, 2400, 2000, 1800]),
        ('idx="1"', [4000, 3600, 3200, 2800, 2000, 2000, 1800]),
        ('type="ftr" idx="11"', [4000, 3600, 3200, 2800, 2400, 1200, 1200]),
        (None, [4000, 3600, 3200, 1200, 1200, 1200, 1200]),
    ],
    ids=["body", "title", "object", "footer", "no placeholder"],
)
def test_a_run_takes_its_size_from_the_nearest_source(tmp_path: Path, mark: str | None, expected: list[int]) -> None:
    """TEXT.md 4.1. An object's placeholder folds to a body: a master that has only an object passes nothing on."""
    found = []
    for count in range(len(SOURCES)):
        found.append(ladder(tmp_path / str(count), mark, {source: SIZES[source] for source in SOURCES[count:]}))
    assert found == expected


def test_a_slide_finds_its_layouts_placeholder_by_idx_alone(tmp_path: Path) -> None:
    found = texts(
        tmp_path,
        slides(
            box(paragraph("x"), mark='type="pic" idx="3"', frame=None),
            on_layout=shape('type="pic" idx="2"', frame=(1, 1, 1, 1))
            + shape('type="tbl" idx="3"', frame=(2, 3, 400, 500)),
        ),
    )
    frame = found[0].box.frame
    assert (frame.x, frame.y, frame.width, frame.height) == (2, 3, 400, 500)


def test_of_two_layout_placeholders_with_one_idx_the_first_counts(tmp_path: Path) -> None:
    on_layout = shape(BODY, levels=sized(2000)) + shape(BODY, levels=sized(900))
    found = texts(tmp_path, slides(box(paragraph("x"), mark=BODY), on_layout=on_layout))
    assert found[0].paragraphs[0].style.size == 2000


def test_a_placeholder_without_a_match_goes_by_its_own_type_and_stands_nowhere(tmp_path: Path) -> None:
    styles = f"<p:titleStyle>{sized(4400)}</p:titleStyle><p:bodyStyle>{sized(2800)}</p:bodyStyle>"
    found = texts(tmp_path, slides(box(paragraph("x"), mark='type="title" idx="9"', frame=None), styles=styles))
    assert found[0].paragraphs[0].style.size == 4400
    assert (found[0].box.frame.width, [doubt.value for doubt in found[0].doubts]) == (0, ["a shape without a size"])


def test_a_master_without_text_styles_has_those_built_into_powerpoint(tmp_path: Path) -> None:
    deeper = paragraph("y", properties='<a:pPr lvl="1"/>')
    found = texts(tmp_path, slides(box(paragraph("x"), deeper, mark=BODY), on_layout=shape(BODY), styles=None))
    first, second = (each.style for each in found[0].paragraphs)
    assert (first.size, first.margin_left, first.indent) == (2800, 228600, -228600)
    assert (second.size, second.margin_left) == (2400, 685800)


@pytest.mark.parametrize(
    ("own", "inherited", "expected"),
    [
        ("<a:bodyPr/>", '<a:bodyPr lIns="0" tIns="7"><a:normAutofit/></a:bodyPr>', ("normal", False, 100_000, 0)),
        ("<a:bodyPr><a:normAutofit/></a:bodyPr>", "<a:bodyPr/>", ("normal", True, 100_000, 0)),
        (
            '<a:bodyPr><a:normAutofit fontScale="62500" lnSpcReduction="20000"/></a:bodyPr>',
            "<a:bodyPr/>",
            ("normal", True, 62_500, 20_000),
        ),
        ('<a:bodyPr><a:normAutofit fontScale="62.5%"/></a:bodyPr>', "<a:bodyPr/>", ("normal", True, 62_500, 0)),
        ("<a:bodyPr/>", '<a:bodyPr><a:normAutofit fontScale="62500"/></a:bodyPr>', ("normal", False, 100_000, 0)),
        ("<a:bodyPr><a:noAutofit/></a:bodyPr>", "<a:bodyPr><a:normAutofit/></a:bodyPr>", ("none", True, 100_000, 0)),
        ("<a:bodyPr><a:spAutoFit/></a:bodyPr>", "<a:bodyPr/>", ("shape", True, 100_000, 0)),
    ],
)
def test_autofit_and_its_stored_scale(
    tmp_path: Path, own: str, inherited: str, expected: tuple[str, bool, int, int]
) -> None:
    files = slides(box(paragraph("x"), mark=BODY, body=own), on_layout=shape(BODY, body=inherited))
    autofit = texts(tmp_path, files)[0].box.autofit
    assert (autofit.kind, autofit.own, autofit.font_scale, autofit.spacing_reduction) == expected


def test_insets_anchor_and_columns_are_inherited_one_by_one(tmp_path: Path) -> None:
    files = slides(
        box(paragraph("x"), mark=BODY, body='<a:bodyPr lIns="12700"/>', frame=(0, 0, 100, 50)),
        on_layout=shape(BODY, body='<a:bodyPr tIns="25400" numCol="2" spcCol="127000"/>'),
        on_master=shape(BODY, body='<a:bodyPr lIns="1" rIns="0" bIns="0" anchor="b"/>'),
    )
    found = texts(tmp_path, files)[0].box
    assert (found.width, found.height, found.columns, found.anchor) == ((99 - 10) * 12700 // 2, 48 * 2 * 12700, 2, "b")
    assert (found.area.x, found.area.y) == (12700, 25400)


def test_theme_faces_are_those_of_the_masters_theme(tmp_path: Path) -> None:
    faces = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    only = texts(tmp_path, slides(box(paragraph(run("x", children=faces), "y"))))[0].paragraphs[0]
    assert [(each.face or only.style.face).latin for each in only.runs] == ["Georgia", "Arial"]
    assert only.style.face.east_asian == "", "the theme names none, and so the viewer chooses"


# ---- what is inherited equals what is written out

STYLE = st.fixed_dictionaries(
    {},
    optional={
        "sz": st.sampled_from([1000, 1800, 2400, 2800]),
        "b": st.booleans(),
        "i": st.booleans(),
        "spc": st.sampled_from([-50, 0, 300]),
        "cap": st.sampled_from(["none", "all", "small"]),
        "kern": st.sampled_from([0, 1200]),
        "latin": st.sampled_from(["+mj-lt", "Verdana", "Courier New"]),
        "ea": st.sampled_from(["+mn-ea", "Meiryo"]),
    },
)
LAYOUT = st.fixed_dictionaries(
    {},
    optional={
        "marL": st.sampled_from([0, 228600, 457200]),
        "indent": st.sampled_from([-228600, 0, 100000]),
        "algn": st.sampled_from(["l", "ctr", "r"]),
        "marR": st.sampled_from([0, 91440]),
        "lnSpc": st.sampled_from(["90000", "110000"]),
        "spcBef": st.sampled_from(["0", "20000"]),
        "spcAft": st.sampled_from(["0", "30000"]),
        "bullet": st.sampled_from(
            ["<a:buNone/>", '<a:buChar char="–"/>', '<a:buAutoNum type="romanLcPeriod" startAt="3"/>']
        ),
        "bullet_size": st.sampled_from(["80000", "120000"]),
    },
)
Stated = dict[str, object]


def run_xml(stated: Stated) -> tuple[str, str]:
    """Attributes and children of run properties."""
    names = ("sz", "b", "i", "cap", "spc", "kern")
    attributes = " ".join(f'{name}="{_word(stated[name])}"' for name in names if name in stated)
    faces = "".join(f'<a:{name} typeface="{stated[name]}"/>' for name in ("latin", "ea") if name in stated)
    return attributes, faces


def _word(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def paragraph_xml(stated: Stated) -> tuple[str, str]:
    """Attributes and children of paragraph properties, but for a run's."""
    names = ("marL", "marR", "indent", "algn")
    attributes = " ".join(f'{name}="{stated[name]}"' for name in names if name in stated)
    spacing = "".join(
        f'<a:{name}><a:spcPct val="{stated[name]}"/></a:{name}>'
        for name in ("lnSpc", "spcBef", "spcAft")
        if name in stated
    )
    size = f'<a:buSzPct val="{stated["bullet_size"]}"/>' if "bullet_size" in stated else ""
    return attributes, f"{spacing}{size}{stated.get('bullet', '')}"


def level_xml(number: int, of_paragraph: Stated, of_run: Stated) -> str:
    attributes, children = paragraph_xml(of_paragraph)
    words, faces = run_xml(of_run)
    return level(number, attributes, children=children, run=words, faces=faces)


def body_slide(folder: Path, sources: list[tuple[Stated, Stated]], depth: int, *, bare: bool) -> SetParagraph:
    """A bullet at a depth: its run and paragraph state the first source, then shape, layout, master, style, each at
    the bullet's own level; the other levels state what must not be taken."""
    own_paragraph, own_run = sources[0]
    attributes, children = paragraph_xml(own_paragraph)
    words, faces = run_xml(own_run)
    wrong = level(1 + (depth + 1) % 9, 'marL="777" algn="r"', run='sz="700" b="1"')
    said = [wrong + level_xml(depth + 1, *source) for source in sources[1:]] if not bare else [wrong] * 4
    files = slides(
        box(
            paragraph(run("Words", words, faces), properties=f'<a:pPr lvl="{depth}" {attributes}>{children}</a:pPr>'),
            mark=BODY,
            levels=said[0],
        ),
        on_layout=shape(BODY, levels=said[1]),
        on_master=shape(BODY, levels=said[2]),
        styles=f"<p:titleStyle/><p:bodyStyle>{said[3]}</p:bodyStyle>",
    )
    return texts(folder, files)[0].paragraphs[0]


@settings(max_examples=60)
@given(st.lists(st.tuples(LAYOUT, STYLE), min_size=5, max_size=5), st.integers(0, 8))
def test_what_is_inherited_equals_what_is_written_out(
    tmp_path_factory: pytest.TempPathFactory, sources: list[tuple[Stated, Stated]], depth: int
) -> None:
    """The same deck with the nearest statement of each property on the run and its paragraph, and nothing above."""
    folder = tmp_path_factory.mktemp("decks")
    inherited = body_slide(folder / "a", sources, depth, bare=False)
    merged: tuple[Stated, Stated] = ({}, {})
    for of_paragraph, of_run in reversed(sources):
        merged[0].update(of_paragraph)
        merged[1].update(of_run)
    explicit = body_slide(folder / "b", [merged], depth, bare=True)
    assert drawn(inherited) == drawn(explicit)


def drawn(only: SetParagraph) -> tuple[object, ...]:
    """All that decides how a paragraph of one run is drawn, wherever typesetting keeps it."""
    one, style = only.runs[0], only.style
    caps = style.caps or one.text.isupper()
    face = one.face or style.face
    of_run = (one.text.upper() if caps else one.text, one.bold, one.italic, one.size or style.size, face)
    of_style = (style.margin_left, style.indent, style.align, style.line_spacing, style.before, style.after)
    return (*of_run, *of_style, style.bullet, style.kern, style.spacing)


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ({"lnSpc": "110000"}, ("line_spacing", Spacing(percent=110000))),
        ({"spcBef": "20000"}, ("before", Spacing(percent=20000))),
        ({"marL": 457200}, ("margin_left", 457200)),
        ({"bullet": "<a:buNone/>"}, ("bullet", Bullet())),
        (
            {"bullet": '<a:buAutoNum type="arabicParenR" startAt="4"/>', "bullet_size": "80000"},
            ("bullet", Bullet(BulletKind.NUMBER, "", None, 80000, "arabicParenR", 4)),
        ),
    ],
)
def test_paragraph_properties(tmp_path: Path, stated: Stated, read: tuple[str, object]) -> None:
    attributes, children = paragraph_xml(stated)
    own = paragraph("x", properties=f"<a:pPr {attributes}>{children}</a:pPr>")
    assert getattr(texts(tmp_path, slides(box(own)))[0].paragraphs[0].style, read[0]) == read[1]
