"""Notes pages, and the master of our own."""

from __future__ import annotations

from dataclasses import replace

from ooxml.scenes import BASE, find, page, template, title, words
from summitdeck.ooxml.language import read_language
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.notes import NOTES_PAGE, NotesMaster, new_notes_master, notes_to_part, read_notes_master
from summitdeck.scene.model import SceneParagraph, SlideLink, WebLink

JA = read_language("ja-JP")
SLIDE, NOTES = "/ppt/slides/slide4.xml", "/ppt/notesSlides/notesSlide1.xml"


def master(*kinds: str, language: str = "ja-JP") -> tuple[NotesMaster, Part]:
    """The master of our own; or only some of its placeholders, as a template might have them."""
    package = template()
    slide_master = package.parts["/ppt/slideMasters/slideMaster1.xml"]
    made, parts = new_notes_master(
        "/ppt/notesMasters/notesMaster1.xml",
        "/ppt/theme/theme2.xml",
        package,
        slide_master,
        NOTES_PAGE,
        BASE,
        read_language(language),
    )
    part = parts[-1]
    if kinds:
        data = part.data
        for kind in {"hdr", "dt", "sldImg", "body", "ftr", "sldNum"} - set(kinds):
            data = data.replace(f'type="{kind}"'.encode(), b'type="chart"')
        part = replace(part, content=data)
        made = read_notes_master(part, NOTES_PAGE)
    return made, part


def notes(*paragraphs: SceneParagraph, on: NotesMaster | None = None) -> Part:
    shown = replace(page(title()), notes=paragraphs)
    return notes_to_part(shown, SLIDE, "4", NOTES, on or master()[0], JA, BASE)


def test_a_notes_page_shows_its_slide_its_words_and_its_number() -> None:
    part = notes(words("ここで一息。"), words("次へ", bold=True))
    assert find(part, "//p:ph/@type") == ["sldImg", "body", "sldNum"]
    assert find(part, "//p:ph/@idx") == ["2", "3", "5"]
    assert find(part, "//p:sp[2]//a:t/text()") == ["ここで一息。", "次へ"]
    assert find(part, "//a:fld/a:t/text()") == ["4"]
    assert [(r.kind, r.target) for r in part.relations] == [
        ("notesMaster", "/ppt/notesMasters/notesMaster1.xml"),
        ("slide", SLIDE),
    ]


def test_bullets_and_numbers_in_notes_hang_by_themselves() -> None:
    part = notes(
        words("a", bullet="bullet"), words("b", bullet="bullet", level=1), words("c", bullet="number", start=2)
    )
    assert find(part, "//a:pPr/@marL") == ["190500", "647700", "228600"]
    assert find(part, "//a:pPr/@indent") == ["-190500", "-190500", "-228600"]
    assert find(part, "//a:buAutoNum/@startAt") == ["2"]


def test_links_in_notes_lead_out_of_the_deck_only() -> None:
    part = notes(words("web", link=WebLink("https://example.com/")), words("there", link=SlideLink(0)))
    assert [r.kind for r in part.relations] == ["notesMaster", "slide", "hyperlink"]
    assert find(part, "//a:hlinkClick/@r:id") == ["rId3"]


def test_notes_without_a_word_are_an_empty_page() -> None:
    assert len(find(notes(), "//p:sp[2]//a:p")) == 1


def test_a_templates_own_master_is_cloned_as_far_as_it_goes() -> None:
    found, _ = master("body", "sldImg")
    assert (found.number, found.body and found.body.size) == (None, "quarter")
    assert find(notes(words("a"), on=found), "//p:ph/@type") == ["sldImg", "body"]
    bare, _ = master("sldNum")
    part = notes(words("a"), on=bare)
    assert find(part, "//p:ph/@type") == ["body", "sldNum"]
    assert len(find(part, "//p:sp[1]/p:spPr/a:xfrm")) == 1  # nobody else says where the words stand


def test_our_own_master_stands_on_a_theme_of_its_own() -> None:
    made, part = master()
    assert [r.target for r in part.relations] == ["/ppt/theme/theme2.xml"]
    assert read_notes_master(part, NOTES_PAGE) == made
    assert find(part, "//p:ph/@type") == ["hdr", "dt", "sldImg", "body", "ftr", "sldNum"]
    assert len(find(part, "/p:notesMaster/p:notesStyle/*")) == 9
    assert find(part, "//p:sp[4]//a:t/text()") == ["ここにノートを入力"]
    assert find(master(language="de-DE")[1], "//p:sp[4]//a:t/text()") == ["Click to add notes"]


def test_the_slides_image_has_the_slides_proportions_and_stays_on_the_page() -> None:
    _, part = master()
    x, y, width, height = (
        int(str(found))
        for found in find(
            part, "//p:sp[3]//a:off/@x | //p:sp[3]//a:off/@y | //p:sp[3]//a:ext/@cx | //p:sp[3]//a:ext/@cy"
        )
    )
    assert abs(width * BASE.height - height * BASE.width) < BASE.width
    assert x > 0 and y > 0 and x + width < NOTES_PAGE[0] and y + height < NOTES_PAGE[1] // 2
