"""Text as DrawingML: what is written, and what is left to the template."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ooxml.scenes import BASE, BODY, FACE, TITLE, body, find, words
from summitdeck.ooxml.drawing import Look, Pen, color_to_xml, paragraphs_to_xml
from summitdeck.ooxml.language import read_language
from summitdeck.ooxml.relations import Relations
from summitdeck.scene.model import SceneParagraph, SceneRun, SlideLink, WebLink
from summitdeck.typeset.model import Bullet, BulletKind, Face, LevelStyle, Spacing

JA = 'lang="ja-JP" altLang="en-US"'
EN = 'lang="en-US" altLang="ja-JP"'


def pen(pages: tuple[str, ...] = ("/ppt/slides/slide1.xml", "/ppt/slides/slide2.xml")) -> Pen:
    return Pen(read_language("ja-JP"), Relations(), pages, BASE)


def in_slot(*paragraphs: SceneParagraph, with_pen: Pen | None = None) -> str:
    return paragraphs_to_xml(paragraphs, Look(BODY.levels), with_pen or pen())


def in_box(paragraph: SceneParagraph, style: LevelStyle) -> str:
    return paragraphs_to_xml([paragraph], Look((style,), explicit=True), pen())


def test_a_plain_paragraph_in_a_slot_says_nothing_but_its_words_and_their_language() -> None:
    written = f'<a:p><a:r><a:rPr {JA} dirty="0"/><a:t>参加者</a:t></a:r><a:endParaRPr {JA} dirty="0"/></a:p>'
    assert in_slot(words("参加者")) == written


def test_no_paragraph_at_all_is_an_empty_one() -> None:
    assert in_slot() == in_slot(words("")) == f'<a:p><a:endParaRPr {JA} dirty="0"/></a:p>'


@pytest.mark.parametrize(
    ("paragraph", "properties"),
    [
        (words("a"), None),
        (words("a", level=3), '<a:pPr lvl="3"/>'),
        (words("a", align="ctr"), '<a:pPr algn="ctr"/>'),
        (replace(words("שלום"), direction="rtl"), '<a:pPr algn="r" rtl="1"/>'),  # `algn` is physical
        (replace(words("שלום", align="ctr", level=1), direction="rtl"), '<a:pPr lvl="1" algn="ctr" rtl="1"/>'),
        (
            replace(words("שלום", bullet="none"), direction="rtl"),
            '<a:pPr marL="0" indent="0" algn="r" rtl="1"><a:buNone/></a:pPr>',
        ),
        (words("a", bullet="none"), '<a:pPr marL="0" indent="0"><a:buNone/></a:pPr>'),
        (words("a", bullet="none", level=1), '<a:pPr marL="628650" indent="0" lvl="1"><a:buNone/></a:pPr>'),
        (words("a", bullet="bullet"), None),  # the level has one
        (
            words("a", bullet="number"),
            '<a:pPr><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/></a:pPr>',
        ),
        (
            words("a", bullet="number", start=3, level=1),
            '<a:pPr lvl="1"><a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="3"/></a:pPr>',
        ),
        (
            words("a", line_spacing=Spacing(percent=90000), before=Spacing(points=600), bullet="none"),
            '<a:pPr marL="0" indent="0"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc>'
            '<a:spcBef><a:spcPts val="600"/></a:spcBef><a:buNone/></a:pPr>',
        ),
    ],
)
def test_a_paragraph_says_what_differs_from_its_level(paragraph: SceneParagraph, properties: str | None) -> None:
    xml = in_slot(paragraph)
    assert xml.startswith(f"<a:p>{properties or ''}<a:r>")


@pytest.mark.parametrize(
    ("bullet", "properties"),
    [
        ("bullet", '<a:pPr marL="508000" indent="-508000"><a:buFont typeface="Arial"/><a:buChar char="•"/></a:pPr>'),
        (
            "number",
            '<a:pPr marL="609600" indent="-609600"><a:buFont typeface="+mj-lt"/>'
            '<a:buAutoNum type="arabicPeriod"/></a:pPr>',
        ),
    ],
)
def test_a_bullet_where_the_level_has_none_hangs(bullet: str, properties: str) -> None:
    xml = paragraphs_to_xml([words("a", bullet=bullet)], Look(TITLE.levels), pen())
    assert xml.startswith(f"<a:p>{properties}<a:r>")


def starts(*paragraphs: SceneParagraph) -> list[str | None]:
    """The `startAt` of each numbered paragraph."""
    return [element.get("startAt") for element in find(in_slot(*paragraphs), "//a:buAutoNum")]  # type: ignore[union-attr]


def test_a_list_that_starts_at_three_says_so_on_each_of_its_items() -> None:
    """PowerPoint begins a new list where `startAt` changes."""
    three = words("c", bullet="number", start=3)
    item, deeper = words("d", bullet="number"), words("i", bullet="number", level=1)
    assert starts(three, item, deeper, item) == ["3", "3", None, "3"]
    assert starts(three, words("plain"), item) == ["3", None]
    assert starts(words("p", level=0), words("x", bullet="number", start=2, level=1), item, deeper) == ["2", None, None]


@pytest.mark.parametrize(
    ("run", "properties"),
    [
        (SceneRun("a", bold=True), f'<a:rPr {EN} b="1" dirty="0"/>'),
        (SceneRun("a", italic=True, strike=True), f'<a:rPr {EN} i="1" strike="sngStrike" dirty="0"/>'),
        (
            SceneRun("a", color="accent2"),
            f'<a:rPr {EN} dirty="0"><a:solidFill><a:schemeClr val="accent2"/></a:solidFill></a:rPr>',
        ),
        (
            SceneRun("f(x)", code=True, color="1f5fa8"),
            f'<a:rPr {EN} noProof="1" dirty="0"><a:solidFill><a:srgbClr val="1F5FA8"/></a:solidFill>'
            '<a:latin typeface="Consolas" pitchFamily="49" charset="0"/>'
            '<a:cs typeface="Consolas" pitchFamily="49" charset="0"/></a:rPr>',
        ),
        (
            SceneRun("a", link=WebLink("https://example.com/")),
            f'<a:rPr {EN} dirty="0"><a:hlinkClick r:id="rId1"/></a:rPr>',
        ),
        (
            SceneRun("a", link=SlideLink(1)),
            f'<a:rPr {EN} dirty="0"><a:hlinkClick r:id="rId1" action="ppaction://hlinksldjump"/></a:rPr>',
        ),
    ],
)
def test_a_run_says_its_marks_in_the_schemas_order(run: SceneRun, properties: str) -> None:
    assert f"<a:p><a:r>{properties}<a:t>" in in_slot(SceneParagraph((run,)))


def test_a_link_in_a_colour_of_its_own_keeps_it() -> None:
    xml = in_slot(words("a", link=WebLink("https://example.com/"), color="tx1"))
    assert 'hyperlinkcolor" val="tx"/>' in xml


def test_each_target_is_entered_once() -> None:
    used = pen()
    web = words("a", link=WebLink("https://example.com/日本"))
    in_slot(web, words("b", link=SlideLink(0)), web, words("c", link=SlideLink(0)), with_pen=used)
    told = [(r.id, r.kind, r.target, r.external) for r in used.relations.done()]
    assert told == [
        ("rId1", "hyperlink", "https://example.com/%E6%97%A5%E6%9C%AC", True),
        ("rId2", "slide", "/ppt/slides/slide1.xml", False),
    ]


def test_a_link_to_a_slide_is_words_where_no_slide_may_be_named() -> None:
    used = pen(pages=())
    assert "hlinkClick" not in in_slot(words("a", link=SlideLink(0)), with_pen=used)
    assert not used.relations.done()


def test_a_line_break_parts_a_run_in_its_own_language() -> None:
    xml = in_slot(words("会場\n\nhall", bold=True))
    run = f'<a:rPr {JA} b="1" dirty="0"/>'
    broken = f"<a:br>{run}</a:br>"
    assert xml.startswith(f"<a:p><a:r>{run}<a:t>会場</a:t></a:r>{broken}{broken}<a:r>{run}<a:t>hall</a:t></a:r>")


def test_the_end_of_a_paragraph_goes_on_as_its_last_words() -> None:
    paragraph = SceneParagraph((SceneRun("会場"), SceneRun("hall"), SceneRun("")), size=2000)
    assert in_slot(paragraph).endswith(f'<a:endParaRPr {EN} sz="2000" dirty="0"/></a:p>')


def test_a_size_that_was_baked_stands_on_each_run() -> None:
    assert in_slot(words("会場", size=1900)).count('sz="1900"') == 2


STYLE = LevelStyle(
    size=1400,
    face=FACE,
    color="tx2",
    margin_left=342900,
    indent=-342900,
    align="r",
    line_spacing=Spacing(percent=110000),
    before=Spacing(points=300),
    bullet=Bullet(BulletKind.CHARACTER, "–", "Arial", 80000),
)


def test_a_text_box_says_everything() -> None:
    assert in_box(words("会場"), STYLE).startswith(
        '<a:p><a:pPr marL="342900" indent="-342900" algn="r"><a:lnSpc><a:spcPct val="110000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="300"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buSzPct val="80000"/>'
        '<a:buFont typeface="Arial"/><a:buChar char="–"/></a:pPr>'
        f'<a:r><a:rPr {JA} sz="1400" dirty="0"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:rPr><a:t>会場</a:t></a:r>'
    )


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (replace(STYLE, bold=True, italic=True), f'<a:rPr {EN} sz="1400" b="1" i="1" dirty="0">'),
        (replace(STYLE, caps=True, spacing=50, kern=1200), f'{EN} sz="1400" kern="1200" cap="all" spc="50"'),
        (replace(STYLE, face=Face("Impact", "Meiryo")), '<a:latin typeface="Impact"/><a:ea typeface="Meiryo"/>'),
        (replace(STYLE, right_to_left=True), 'algn="r" rtl="1">'),
        (replace(STYLE, bullet=Bullet()), "<a:buNone/></a:pPr>"),
        (
            replace(STYLE, bullet=Bullet(BulletKind.CHARACTER, "–", "Arial", 80000, color="accent1")),
            '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buSzPct val="80000"/><a:buFont typeface="Arial"/>',
        ),
        (
            replace(STYLE, bullet=Bullet(BulletKind.NUMBER, scheme="romanLcPeriod", start=4)),
            '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="romanLcPeriod" startAt="4"/>',
        ),
        (replace(STYLE, bullet=Bullet(BulletKind.PICTURE)), '<a:buFont typeface="Arial"/><a:buChar char="•"/>'),
    ],
)
def test_a_text_box_in_another_look(style: LevelStyle, written: str) -> None:
    assert written in in_box(words("hall"), style)


@pytest.mark.parametrize(
    ("color", "xml"),
    [
        ("bg2", '<a:schemeClr val="bg2"/>'),
        ("c05621", '<a:srgbClr val="C05621"/>'),
        ("#C05621", '<a:srgbClr val="C05621"/>'),
    ],
)
def test_colours_by_role_follow_the_theme(color: str, xml: str) -> None:
    assert color_to_xml(color) == xml


def test_nothing_an_author_writes_becomes_markup() -> None:
    hostile = '</a:t></a:r><a:r/>& "x" <b>\x0b\x00'
    assert find(in_slot(words(hostile)), "//a:t/text()") == ['</a:t></a:r><a:r/>& "x" <b>']


def test_a_body_of_many_paragraphs_keeps_their_order() -> None:
    texts = [f"{number}" for number in range(20)]
    assert find(in_slot(*body(*texts).paragraphs), "//a:t/text()") == texts
