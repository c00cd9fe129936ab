"""A template that nothing is wrong with, small enough to read, to be spoilt by one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ooxml.packages import Files, deck, layout, level, master, presentation, relations, shape, theme, write_folder
from summitdeck.problems import Problem
from summitdeck.template.lint import lint_template

Box = tuple[int, int, int, int]
TITLE: Box = (600_000, 300_000, 11_000_000, 1_000_000)
COVER: Box = (1_500_000, 1_100_000, 9_000_000, 2_400_000)
BELOW: Box = (1_500_000, 3_600_000, 9_000_000, 1_600_000)
BODY: Box = (600_000, 1_500_000, 11_000_000, 4_500_000)
LEFT: Box = (600_000, 1_500_000, 5_300_000, 4_500_000)
RIGHT: Box = (6_200_000, 1_500_000, 5_300_000, 4_500_000)
FITTED = "<a:bodyPr><a:normAutofit/></a:bodyPr>"


def title(frame: Box | None = None, mark: str = 'type="title"', **more: str) -> str:
    """A title's placeholder."""
    return shape(mark, name="Title 1", frame=frame, **more)


def body(frame: Box | None = None, mark: str = 'idx="1"', name: str = "Content 2", **more: str) -> str:
    """A content's placeholder."""
    return shape(mark, name=name, frame=frame, **more)


def furniture(*, numbered: bool = True, framed: bool = False) -> str:
    """Date and footer, and the slide number unless not wanted."""
    kinds = (("dt", 10, 600_000), ("ftr", 11, 4_500_000), ("sldNum", 12, 9_000_000))
    return "".join(
        shape(f'type="{kind}" idx="{idx}"', name=kind, frame=(x, 6_300_000, 2_500_000, 300_000) if framed else None)
        for kind, idx, x in kinds
        if numbered or kind != "sldNum"
    )


SIZES = "".join(level(n, run=f'sz="{size}"') for n, size in enumerate((2400, 2000, 1800), 1))
TITLE_SIZE = level(1, run='sz="3200"')
STYLES = f"<p:titleStyle>{TITLE_SIZE}</p:titleStyle><p:bodyStyle>{SIZES}</p:bodyStyle>"


def masters_shapes() -> str:
    """A master's placeholders."""
    return title(TITLE) + shape('type="body" idx="1"', name="Text", frame=BODY, body=FITTED) + furniture(framed=True)


def sound_master(shapes: str | None = None, layouts: int = 6, styles: str | None = STYLES, background: str = "") -> str:
    """A master with all that belongs to one."""
    own = masters_shapes() if shapes is None else shapes
    return master(own, styles=styles, layouts=layouts, background=background)


def sound_layouts() -> dict[str, str]:
    """The standard pages by type, each as PowerPoint makes it."""
    cover = title(COVER, 'type="ctrTitle"') + shape('type="subTitle" idx="1"', name="Subtitle 2", frame=BELOW)
    section = title(COVER) + shape('type="body" idx="1"', name="Text 2", frame=BELOW)
    two = title() + body(LEFT) + body(RIGHT, 'idx="2"', "Content 3")
    return {
        "title": layout(cover + furniture(), kind="title", name="Title Slide"),
        "obj": layout(title() + body() + furniture(), kind="obj", name="Title and Content"),
        "secHead": layout(section + furniture(), kind="secHead", name="Section Header"),
        "twoObj": layout(two + furniture(), kind="twoObj", name="Two Content"),
        "titleOnly": layout(title() + furniture(), kind="titleOnly", name="Title Only"),
        "blank": layout(furniture(), kind="blank", name="Blank"),
    }


def sound(
    changed: Mapping[str, str | None] | None = None,
    *,
    extra: tuple[str, ...] = (),
    master_part: str | None = None,
    theme_part: str | None = None,
    presentation_part: str | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> Files:
    """The sound template, some of its layouts changed (None: without it) or added."""
    layouts = [each for each in {**sound_layouts(), **(changed or {})}.values() if each is not None]
    layouts += extra
    return deck(
        *layouts,
        master_part=master_part or sound_master(layouts=len(layouts)),
        theme_part=theme_part or theme(east_asian="游ゴシック"),
        presentation_part=presentation_part,
        more=more,
    )


def with_slides(count: int) -> Files:
    """The sound template with slides that stand on nothing."""
    to_slides = [("slide", f"slides/slide{n}.xml") for n in range(1, count + 1)]
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n + 1}"/>' for n in range(1, count + 1))
    slide = '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cSld/></p:sld>'
    return sound(
        presentation_part=presentation(rest=f"<p:sldIdLst>{ids}</p:sldIdLst>"),
        more={
            **{f"ppt/slides/slide{n}.xml": slide for n in range(1, count + 1)},
            "ppt/_rels/presentation.xml.rels": relations(("slideMaster", "slideMasters/slideMaster1.xml"), *to_slides),
        },
    )


def write(folder: Path, files: Files) -> Path:
    """The template as an unzipped folder."""
    return write_folder(folder / "base", files)


def findings(folder: Path, files: Files, language: str = "ja-JP") -> tuple[Problem, ...]:
    """What is wrong with the template."""
    return lint_template(write(folder, files), language)
