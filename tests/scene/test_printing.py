"""The scene as text: all that is written, nothing of the machine."""

from __future__ import annotations

from dataclasses import replace

from stage import BASE, BODY, CONTENT, DATE, FOOTER, NUMBER, TITLE, frame, levels
from summitdeck.assets.images import Image
from summitdeck.scene.model import (
    Crop,
    FurnitureShape,
    Page,
    PictureShape,
    RuleShape,
    Scene,
    SceneCell,
    SceneParagraph,
    SceneRun,
    SlideLink,
    TableShape,
    TextBody,
    TextShape,
    WebLink,
)
from summitdeck.scene.printing import print_scene
from summitdeck.typeset.model import Spacing


def line(text: str, **options: object) -> SceneParagraph:
    return SceneParagraph((SceneRun(text),) if text else (), **options)  # type: ignore[arg-type]


TEXT = TextShape(
    "Content Placeholder",
    BODY.frame,
    TextBody(
        (
            line("plain", bullet="none"),
            line("first"),
            line("deeper", level=1, size=1500, line_spacing=Spacing(percent=90_000)),
            line("third", bullet="number", start=3),
            line("fourth\nand on", bullet="number"),
            SceneParagraph(
                (
                    SceneRun("a", bold=True),
                    SceneRun("b", italic=True, strike=True),
                    SceneRun("c", code=True, link=WebLink("https://example.com/")),
                    SceneRun("d", link=SlideLink(0), color="accent1"),
                ),
                align="ctr",
                before=Spacing(points=600),
            ),
        ),
        "normal",
        92_500,
        10_000,
    ),
    BODY,
    role="body",
)
BOX = TextShape(
    "TextBox",
    frame(100, 250, 100, 50),
    TextBody((line("boxed"),), "none"),
    moved=True,
    levels=levels(14),
    anchor="b",
    fill="bg2",
    role="note",
)
MOVED = TextShape("Title", frame(0, 0, 500, 50), TextBody((line("T"),)), TITLE, True, anchor="ctr", role="title")
CODE = TextShape(
    "Code",
    BODY.frame,
    TextBody((line("x = 1"), line("")), "none"),
    moved=True,
    levels=levels(18),
    fill="bg2",
    role="code",
)
TABLE = TableShape(
    "Table",
    frame(100, 100, 300, 100),
    (100 * 12700, 200 * 12700),
    (50 * 12700, 50 * 12700),
    (
        (SceneCell((line("a\nb"),), columns=2), SceneCell((line(""),), covered_across=True)),
        (SceneCell((line("c"),)), SceneCell((line("d", align="r"),))),
    ),
    1600,
    total=True,
    alt="Alt",
)
PICTURE = PictureShape(
    "Picture",
    frame(0, 0, 100, 100),
    Image("digest", "jpeg", 400, 300, b""),
    Crop(12_500, 0, 12_500, 0),
    "A hall",
    link=SlideLink(1),
)
PAGES = (
    Page(
        CONTENT,
        (TEXT, BOX),
        "one",
        (FurnitureShape(DATE, "2014"), FurnitureShape(FOOTER, "R&D"), FurnitureShape(NUMBER, "1", "slidenum")),
        (line("note"), line("point", bullet="bullet")),
        layout="content",
        title="First",
        section="Part",
    ),
    Page(
        CONTENT,
        (
            MOVED,
            TABLE,
            PICTURE,
            replace(PICTURE, decorative=True, link=None),
            RuleShape("Rule", frame(0, 50, 1000, 5), "accent1"),
            CODE,
        ),
        "two",
        hidden=True,
    ),
)

EXPECTED = """\
scene "Deck" by "Me" in ja-JP, 2 pages

page 1 "First" layout content on "Title and Content", section "Part"
  id one
  body        5.0%   25.0%   90.0%   60.0%  in obj 1  scaled 92.5% -10%
    plain
    • first
      • deeper  {15 pt, lines 90%}
    3. third
    4. fourth
       and on
    • **a***~~b~~*[`c`](https://example.com/)[⟨accent1 d⟩](page 1)  {align ctr, before 6 pt}
  note       10.0%   50.0%   10.0%   10.0%  14 pt tx1  on bg2  anchor b  autofit none
    boxed
  date      "2014"
  footer    "R&D"
  number    "1"  field slidenum
  notes
    note
    • point

page 2 "" layout  on "Title and Content", hidden
  id two
  title       0.0%    0.0%   50.0%   10.0%  in title  moved  anchor ctr
    T
  table      10.0%   20.0%   30.0%   20.0%  16 pt  header 1, total  "Alt"
    columns 33.3% 66.7%
    50.0% | [2×1] a⏎b | < |
    50.0% | c | d  {align r} |
  picture     0.0%    0.0%   10.0%   20.0%  400×300 jpeg  crop 12.5% 0% 12.5% 0%  "A hall"  → page 2
  picture     0.0%    0.0%   10.0%   20.0%  400×300 jpeg  crop 12.5% 0% 12.5% 0%  decorative
  rule        0.0%   10.0%  100.0%    1.0%  accent1
  code        5.0%   25.0%   90.0%   60.0%  18 pt tx1  on bg2  autofit none
    | x = 1
    |
"""


def test_everything_is_printed() -> None:
    assert print_scene(Scene(BASE, PAGES, "ja-JP", "Deck", "Me")) == EXPECTED


def test_a_deck_of_one_page() -> None:
    assert print_scene(Scene(BASE, (), "en-US")) == 'scene "" by "" in en-US, 0 pages\n'
