"""A template of the project from a corporate file: what is written, what is refused, and that it builds."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

import summitdeck
from ooxml.packages import Files, layout, shape, write_zip
from summitdeck.assets.files import Trouble
from summitdeck.ooxml.base_reader import read_base
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import read_package
from summitdeck.ooxml.strip import strip_slides
from summitdeck.scene.layouts import find_layouts, search_path
from summitdeck.template.starter import Created, new_template
from summitdeck.template.starter_layouts import BUILT_IN
from template.samples import BODY, LEFT, RIGHT, body, furniture, sound, title, with_slides

ROOT = Path(__file__).parents[2]
SUMMIT = ROOT / "templates" / "summit"
CORPUS = (
    "Open-XML-SDK__QuizShow_TP10176929.potx",  # pages for questions, no blank one
    "libreoffice-templates__Beehive.potx",  # two masters with the same names, no text styles
    "pptx_generator__templates.pptx",  # Japanese, 24 layouts whose placeholders have names of their own
    "pptx-template__test-data2-in.pptx",  # Japanese names over two lines
)


def made(source: Path, root: Path, name: str = "corporate", *, unzip: bool = True) -> Created:
    found = new_template(source, name, root, unzip=unzip)
    assert not isinstance(found, Trouble), found
    return found


def refused(source: Path, root: Path, name: str) -> Trouble:
    found = new_template(source, name, root)
    assert isinstance(found, Trouble), found
    return found


def source(folder: Path, files: Files | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    return write_zip(folder / "Corporate 2026.potx", files or sound())


def package(path: Path) -> Package:
    found = read_package(path)
    assert not isinstance(found, Trouble), found
    return found


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def two_pictures(name: str = "Two Pictures, wide") -> str:
    left = shape('type="pic" idx="13"', name="Picture Placeholder 2", frame=LEFT)
    right = shape('type="pic" idx="14"', name="Picture Placeholder 3", frame=RIGHT)
    return layout(title() + left + right + furniture(), kind="cust", name=name)


def test_a_folder_with_the_base_in_lines_and_a_layout_to_start_from(tmp_path: Path) -> None:
    created = made(source(tmp_path, sound(extra=(two_pictures(),))), tmp_path)
    assert created.path == tmp_path / "templates" / "corporate"
    assert created.layouts == ("two-pictures-wide",)
    found = names(created.path)
    assert found[:1] == ["README.md"]
    assert found[-1] == "two-pictures-wide.xml.jinja"
    assert found[1:3] == ["base/[Content_Types].xml", "base/_rels/.rels"]
    part = (created.base / "ppt" / "slideLayouts" / "slideLayout7.xml").read_text("utf-8")
    assert part.count("\n") > 20
    assert (created.path / "two-pictures-wide.xml.jinja").read_text("utf-8") == (
        "{# The template's 'Two Pictures, wide'. All of its fields must be given. #}\n"
        '<slide base="Two Pictures, wide">\n'
        "  <title>{{ title }}</title>\n"
        '  <picture slot="1">{{ picture_1 }}</picture>\n'
        '  <picture slot="2">{{ picture_2 }}</picture>\n'
        "</slide>\n"
    )


def test_what_is_written_is_the_base_without_slides(tmp_path: Path) -> None:
    path = source(tmp_path, with_slides(3))
    created = made(path, tmp_path)
    wanted = strip_slides(package(path))
    assert package(created.base).parts.keys() == wanted.parts.keys()
    assert not [name for name in names(created.path) if "slides/" in name or "docProps" in name]
    ours, theirs = read_base(created.base, name="x"), read_base(path, name="x")
    assert not isinstance(ours, Trouble) and not isinstance(theirs, Trouble)
    assert ours[0] == theirs[0]


def test_the_users_east_asian_face_is_not_decided_in_the_base(tmp_path: Path) -> None:
    from ooxml.packages import theme

    created = made(source(tmp_path, sound(theme_part=theme())), tmp_path)
    assert '<a:ea typeface=""/>' in (created.base / "ppt" / "theme" / "theme1.xml").read_text("utf-8")


def test_as_one_file_it_is_a_potx(tmp_path: Path) -> None:
    created = made(source(tmp_path), tmp_path, unzip=False)
    assert created.base == created.path / "base.potx"
    assert names(created.path) == ["README.md", "base.potx"]
    with zipfile.ZipFile(created.base) as archive:
        assert b"presentationml.template.main+xml" in archive.read("[Content_Types].xml")


def test_the_same_file_gives_the_same_folder(tmp_path: Path) -> None:
    path = source(tmp_path, sound(extra=(two_pictures(),)))
    first, second = (made(path, tmp_path / root).path for root in ("one", "two"))
    assert names(first) == names(second)
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names(first))


def test_no_file_says_where_it_was_made(tmp_path: Path) -> None:
    created = made(source(tmp_path, sound(extra=(two_pictures(),))), tmp_path)
    for name in names(created.path):
        assert str(tmp_path).encode() not in (created.path / name).read_bytes(), name


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = source(tmp_path)
    mine = tmp_path / "templates" / "corporate"
    mine.mkdir(parents=True)
    (mine / "content.xml.jinja").write_text("mine", "utf-8")
    trouble = refused(path, tmp_path, "corporate")
    assert trouble.code == "template-exists"
    assert names(mine) == ["content.xml.jinja"]
    (tmp_path / "templates" / "dangling").symlink_to(tmp_path / "nowhere")
    assert refused(path, tmp_path, "dangling").code == "template-exists"


def test_nothing_is_left_of_what_could_not_be_made(tmp_path: Path) -> None:
    broken = tmp_path / "broken.potx"
    broken.write_bytes(source(tmp_path).read_bytes()[:500])
    assert refused(broken, tmp_path, "corporate").code == "damaged-file"
    (tmp_path / "templates").write_text("a file where the folder should be", "utf-8")
    assert refused(source(tmp_path), tmp_path, "corporate").code == "cannot-write"
    assert names(tmp_path) == ["Corporate 2026.potx", "broken.potx", "templates"]


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "a/b",
        "../a",
        "a\\b",
        "C:a",
        " a",
        "a ",
        "a.",
        "-a",
        "con",
        "NUL.b",
        "a\0b",
        'a"b',
        "x" * 61,
        "a.pptx",
    ],
)
def test_what_cannot_be_a_name(tmp_path: Path, name: str) -> None:
    assert refused(source(tmp_path), tmp_path, name).code == "bad-template-name"
    assert not (tmp_path / "templates").exists()


def test_a_name_in_japanese_is_one(tmp_path: Path) -> None:
    assert made(source(tmp_path), tmp_path, "技術本部 2026").path.name == "技術本部 2026"


def test_a_part_that_is_no_file_everywhere_stays_in_one(tmp_path: Path) -> None:
    names_ = "ppt/slideLayouts/_rels/slideLayout5.xml.rels"
    from ooxml.packages import relations

    related = relations(("slideMaster", "../slideMasters/slideMaster1.xml"), ("image", "../media/nul.png"))
    path = source(tmp_path, sound(more={names_: related, "ppt/media/nul.png": b"\x89PNG"}))
    assert refused(path, tmp_path, "corporate").code == "cannot-unzip"
    assert made(path, tmp_path, unzip=False).base.is_file()


FIELDS = {
    "names that somebody gave": (
        title() + body(LEFT, 'type="body" idx="13"', "Key Message") + body(RIGHT, 'idx="14"', "Source 12"),
        "title key_message source",
    ),
    "names in Japanese": (title() + body(BODY, 'type="body" idx="13"', "出典"), "title 出典"),
    "names that programs give": (
        title()
        + body(LEFT, 'type="body" idx="13"', "Text Placeholder 7")
        + body(RIGHT, 'idx="14"', "プレースホルダー 3"),
        "title left right",
    ),
    "names that mean something else": (
        title() + body(LEFT, 'idx="13"', "Notes") + body(RIGHT, 'idx="14"', "For"),
        "title notes_text for_text",
    ),
    "one name for two": (
        title() + body(LEFT, 'idx="13"', "Option") + body(RIGHT, 'idx="14"', "Option"),
        "title option_1 option_2",
    ),
    "a name that begins with a digit": (title() + body(BODY, 'idx="13"', "3rd reason"), "title text_3rd_reason"),
    "a subtitle": (
        title() + shape('type="subTitle" idx="13"', name="Untertitel 2", frame=BODY),
        "title subtitle",
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_slots_become_fields(tmp_path: Path, name: str) -> None:
    shapes, expected = FIELDS[name]
    created = made(source(tmp_path, sound(extra=(layout(shapes + furniture(), kind="cust", name="Own"),))), tmp_path)
    assert created.layouts == ("own",)
    found = find_layouts([created.path]).get("own")
    assert found and found.problems == ()
    assert [field.name for field in found.fields] == expected.split()


def test_the_third_content_and_all_further_may_be_left_out(tmp_path: Path) -> None:
    frames = [(600_000, 1_500_000 + 1_100_000 * row, 11_000_000, 1_000_000) for row in range(4)]
    rows = "".join(body(frame, f'idx="{13 + n}"', f"Row {'abcd'[n]}") for n, frame in enumerate(frames))
    created = made(source(tmp_path, sound(extra=(layout(title() + rows, kind="cust", name="Rows"),))), tmp_path)
    found = find_layouts([created.path]).get("rows")
    assert found and [(field.name, field.required) for field in found.fields] == [
        ("title", True),
        ("row_a", True),
        ("row_b", True),
        ("row_c", False),
        ("row_d", False),
    ]
    assert found.description == "The template's 'Rows'. May be left out: row_c, row_d."


@pytest.mark.parametrize(
    ("base", "layout_name"),
    [
        ("R&amp;D &lt;intern&gt; &quot;neu&quot;", "r-d-intern-neu"),
        ("表と図", "表と図"),
        ("Table", "table-2"),  # `table` is built in
        ("{# #}", None),
        ("{{ title }}", None),
        ("A | B", None),
    ],
)
def test_layouts_of_any_name(tmp_path: Path, base: str, layout_name: str | None) -> None:
    page = layout(
        title() + body(LEFT) + body(RIGHT, 'idx="2"', "B") + body(BODY, 'idx="3"', "C"), kind="cust", name=base
    )
    created = made(source(tmp_path, sound(extra=(page,))), tmp_path)
    assert created.layouts == ((layout_name,) if layout_name else ())
    assert bool(created.left_out) == (layout_name is None)
    if layout_name:
        found = find_layouts([created.path]).get(layout_name)
        assert found and found.problems == ()


def test_the_readme_says_what_stands_on_what(tmp_path: Path) -> None:
    created = made(source(tmp_path, sound(extra=(two_pictures(),))), tmp_path)
    text = (created.path / "README.md").read_text("utf-8")
    assert "Made from `Corporate 2026.potx`, page 33.9 × 19.1 cm (16:9)." in text
    assert "| `two-columns` | Two Content |" in text
    assert "| `two-pictures-wide` | Two Pictures, wide | `title`, `picture_1`, `picture_2` |" in text


def test_every_built_in_layout_is_known() -> None:
    assert BUILT_IN.keys() == set(find_layouts([SUMMIT]).names())


def kilo(folder: Path, template: str) -> dict[str, bytes]:
    """The slides of the Kilo deck on a template, as the file has them."""
    shutil.copytree(ROOT / "slides" / "kilo-2014", folder)
    shutil.copytree(ROOT / "slides" / "common", folder.parent / "common", dirs_exist_ok=True)
    settings = folder / "deck.yaml"
    text = settings.read_text("utf-8")
    assert "template: summit" in text
    settings.write_text(text.replace("template: summit", f"template: {template}"), "utf-8")
    result = summitdeck.build(folder, folder.with_suffix(".pptx"))
    assert result.path is not None, [f"{problem.span} {problem.message}" for problem in result.problems]
    with zipfile.ZipFile(result.path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("ppt/slides/")}


def test_a_deck_is_the_same_by_name_as_by_file(tmp_path: Path) -> None:
    path = source(tmp_path, sound(extra=(two_pictures(),)))
    made(path, tmp_path, "unzipped")
    made(path, tmp_path, "zipped", unzip=False)
    (tmp_path / "slides").mkdir()
    shutil.copyfile(path, tmp_path / "slides" / "corporate.potx")
    by_file = kilo(tmp_path / "slides" / "a", "../corporate.potx")
    assert len(by_file) == 2 * 22  # each with its relationships
    assert kilo(tmp_path / "slides" / "b", "unzipped") == by_file
    assert kilo(tmp_path / "slides" / "c", "zipped") == by_file


@pytest.mark.needs("shared")
@pytest.mark.parametrize("name", CORPUS)
def test_corporate_templates_by_name(shared: Path, tmp_path: Path, name: str) -> None:
    path = shared / "corpus" / "templates" / name
    created = made(path, tmp_path)
    (tmp_path / "slides").mkdir()
    shutil.copyfile(path, tmp_path / "slides" / name)
    assert kilo(tmp_path / "slides" / "a", "corporate") == kilo(tmp_path / "slides" / "b", f"../{name}")
    found = find_layouts(search_path("corporate", tmp_path / "slides" / "a", tmp_path))
    for own in created.layouts:
        each = found.get(own)
        assert each and each.path.parent == created.path and each.problems == (), own


@pytest.mark.needs("shared")
def test_templates_of_the_corpus_become_ones_of_ours(shared: Path, tmp_path: Path) -> None:
    for number, file in enumerate(sorted((shared / "corpus" / "templates").iterdir())[::3]):
        created = made(file, tmp_path, f"template {number}")
        ours, theirs = read_base(created.base, name="x"), read_base(file, name="x")
        assert not isinstance(ours, Trouble) and not isinstance(theirs, Trouble)
        assert ours[0] == theirs[0], file
        found = find_layouts([created.path])
        assert [own for own in created.layouts if (each := found.get(own)) is None or each.problems] == [], file


@pytest.mark.needs("shared")
def test_no_hostile_file_does_harm(shared: Path, tmp_path: Path) -> None:
    for number, file in enumerate(sorted((shared / "corpus" / "hostile" / "pptx").iterdir())):
        if file.name != "many_members_30k.pptx":
            new_template(file, f"template{number}", tmp_path)
    made_ones = sorted(path.name for path in (tmp_path / "templates").iterdir())
    assert made_ones and all(name.startswith("template") for name in made_ones)
    assert names(tmp_path) == [f"templates/{name}" for name in names(tmp_path / "templates")]
