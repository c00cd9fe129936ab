"""Reading a part by its pieces gives what reading it plainly gives, whatever is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ooxml.test_self_check import FAULTS, FIVE, FOUR, NOTES, ONE, SOUND, THREE, TWO
from summitdeck.ooxml.facts import FactReader, Facts

PARTS = [SOUND.parts[name].data for name in (ONE, TWO, THREE, FOUR, FIVE, NOTES)]
SNIPPETS = [
    *(b"<", b">", b'"', b"&", b"]]>", b"&#0;", b"\x0b", b"\xff", b"\xef\xbf\xbf", b"<!---->", b"<![CDATA[", b"<?x?>"),
    *(b"<a:p>", b"</a:p>", b"<a:p/>", b"<a:tc>", b"</a:tc>", b"<a:t>", b"</a:t>", b"<a:sameCell/>", b"<a:tbl>"),
    *(b'<a:gridCol w="1"/>', b'<p:ph type="title"/>', b'<p:cNvPr id="2"/>', b' r:id="rId9"', b' xmlns:a="urn:x"'),
    *(b' xmlns="urn:x"', b' id="0"', b' lvl="9"', b'<a:off x="1.5" y="0"/>', b"<a:extLst>", b"</a:extLst>", b""),
]


def told(facts: Facts) -> object:
    """What the rules can see of facts: findings are told once each, in the order of the rules."""
    return (
        facts.root,
        sorted(set(facts.faults)),
        sorted(set(facts.references)),
        facts.shapes,
        facts.placeholders,
        facts.listed,
        facts.section_slides,
        facts.has_sections,
    )


def assert_same(data: bytes) -> None:
    reader = FactReader()
    for sound in PARTS:  # so that there is something to remember wrongly
        reader.read(sound)
    assert told(reader.read(data)) == told(FactReader().read_plainly(data))


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen_either_way(name: str) -> None:
    changed = FAULTS[name][0](SOUND)
    for part in changed.parts.values():
        if part.content_type.endswith("+xml") and part.data != SOUND.parts.get(part.name, part).data:
            assert_same(part.data)


@given(st.sampled_from(PARTS), st.data())
def test_changed_parts_are_read_the_same(part: bytes, data: st.DataObject) -> None:
    """A snippet is put anywhere, over anything of up to 40 bytes."""
    at = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(at, at + 40))
    assert_same(part[:at] + data.draw(st.sampled_from(SNIPPETS)) + part[end:])


@given(st.sampled_from(PARTS), st.data())
def test_parts_with_an_element_moved_are_read_the_same(part: bytes, data: st.DataObject) -> None:
    """Whole tags are cut out and put in elsewhere."""
    tags = part.split(b"<")
    cut = data.draw(st.integers(3, len(tags) - 1))
    length = data.draw(st.integers(0, 4))
    moved, rest = tags[cut : cut + length], tags[:cut] + tags[cut + length :]
    at = data.draw(st.integers(3, len(rest)))
    assert_same(b"<".join([*rest[:at], *moved, *rest[at:]]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<a:p>", '<a:p xmlns:a="urn:other">'),
        ("<p:txBody>", '<p:txBody xmlns:a="urn:other">'),
        ("<p:txBody>", "<p:txBody><!-- <a:t>--</a:t> -->"),
        ("<p:txBody>", "<p:txBody><![CDATA[<a:p>]]>"),
        ("<p:txBody>", "<p:txBody><?x <a:t>?></a:t> ?>"),
        ("<a:p>", '<a:p><p:nvPr><p:ph type="body"/></p:nvPr>'),
        ("<a:p>", '<a:p><p:cNvPr id="2" name=""/>'),
        ("</a:t>", "]]></a:t>"),
        ("</a:t>", "&am</a:t>"),
        ("</a:t>", "&nbsp;</a:t>"),
    ],
)
def test_what_only_looks_like_a_piece_is_none(old: str, new: str) -> None:
    part = SOUND.parts[ONE].data
    assert old.encode() in part
    assert_same(part.replace(old.encode(), new.encode(), 1))


def test_a_cell_that_calls_itself_read_is_judged() -> None:
    """The element that stands for a cell already read is no way past the rules."""
    part = SOUND.parts[TWO].data.replace(b"<a:tc>", b"<a:sameCell/><a:tc>", 1)
    assert any("a:sameCell" in fault for fault in FactReader().read(part).faults)
