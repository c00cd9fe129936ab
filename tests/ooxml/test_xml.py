"""Reading XML under limits."""

from __future__ import annotations

import pytest

from ooxml.packages import A, P
from summitdeck.ooxml import xml
from summitdeck.ooxml.xml import Budget, Element, XmlFault, read_xml, to_integer

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
FOREIGN = '<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]><x/>'


def root(text: str | bytes) -> Element:
    found = read_xml(text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, Element)
    return found


def fault(data: bytes, budget: Budget | None = None) -> XmlFault:
    found = read_xml(data, budget)
    assert isinstance(found, XmlFault)
    return found


def test_names_go_by_the_usual_prefixes_whatever_the_file_calls_them() -> None:
    tree = root(f'<x:sld xmlns:x="{P}" xmlns="{A}"><t q="1"/><z:own xmlns:z="urn:z" z:k="v"/></x:sld>')
    assert [element.tag for element in tree.walk()] == ["p:sld", "a:t", "{urn:z}own"]
    assert tree.children[0].get("q") == "1"
    assert tree.children[1].get("{urn:z}k") == "v"


def test_text_is_what_stands_directly_in_an_element() -> None:
    tree = root("<x>one<y> two </y>three &amp; four</x>")
    assert (tree.text, tree.children[0].text) == ("onethree & four", " two ")


def test_children_are_found_along_a_path() -> None:
    tree = root("<x><y><z n='1'/></y><y><z n='2'/></y></x>")
    found = tree.child("y", "z")
    assert found is not None and found.get("n") == "1"
    assert [len(each.children) for each in tree.all("y")] == [1, 1]
    assert tree.child("y", "missing") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [BOMB, FOREIGN, PARAMETER], ids=["bomb", "foreign", "parameter"])
def test_a_document_type_is_refused_in_any_encoding(text: str, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    found = fault(mark + text.encode(encoding))
    assert found.unsafe
    assert "DTD" in found.message


def test_the_words_of_a_document_type_in_text_are_no_document_type() -> None:
    assert root("<x><![CDATA[<!DOCTYPE html>]]></x>").text == "<!DOCTYPE html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_text_of_either_encoding_reads_the_same(encoding: str) -> None:
    assert root(f'<?xml version="1.0" encoding="{encoding}"?><x>会議</x>'.encode(encoding)).text == "会議"


def test_what_is_not_well_formed_is_said_with_its_line() -> None:
    found = fault(b"<x>\n<y>\n</x>")
    assert (found.line, found.unsafe) == (3, False)
    assert found.message == "is not well-formed: mismatched tag"


@pytest.mark.parametrize("data", [b"", b"\0", b"PK", b"<x", b'<?xml version="1.0" encoding="no-such"?><x/>'])
def test_damage_is_a_fault_and_no_exception(data: bytes) -> None:
    assert not fault(data).unsafe


def test_depth_is_limited_where_other_programs_limit_it() -> None:
    assert root("<x>" * 256 + "</x>" * 256).tag == "x"
    assert fault(b"<x>" * 257 + b"</x>" * 257).message == "nests more than 256 elements"


def test_attributes_of_one_element_are_limited() -> None:
    def element(count: int) -> bytes:
        return b"<x " + b" ".join(b"a%d='1'" % number for number in range(count)) + b"/>"

    assert len(root(element(256).decode()).attributes) == 256
    assert fault(element(257)).message == "holds an element of more than 256 attributes"


def test_the_number_of_elements_can_be_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "ELEMENT_LIMIT", 2)
    assert fault(b"<x><y/><y/></x>").message == "holds too many elements"
    monkeypatch.setenv("SUMMITDECK_LIMITS", "2")
    assert root("<x><y/><y/></x>").tag == "x"


def test_documents_may_share_one_budget_of_elements() -> None:
    budget = Budget(5)
    assert isinstance(read_xml(b"<x><y/><y/></x>", budget), Element)
    assert budget.elements == 2
    assert fault(b"<x><y/><y/></x>", budget).message == "holds too many elements"


def test_bytes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "SIZE_LIMIT", 2**20)
    assert fault(b"<x>" + b" " * 2**20 + b"</x>").message == "is larger than 1 MiB"


def test_text_may_come_in_very_many_pieces() -> None:
    assert len(root("<x>" + "a<y/>" * 100_000 + "&amp;" * 100_000 + "</x>").text) == 200_000


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("914400", 914400),
        ("-1", -1),
        ("12700.5", 12700),
        ("1.5e2", 150),
        ("", None),
        (None, None),
        ("NaN", None),
        ("inf", None),
        ("ten", None),
        ("9" * 20, 27_273_042_316_900),
        ("-" + "9" * 20, -27_273_042_316_900),
        ("9" * 5000, None),
    ],
)
def test_numbers_of_careless_programs(written: str | None, read: int | None) -> None:
    assert to_integer(written) == read


@pytest.mark.parametrize(("written", "share"), [("75000", 75000), ("75%", 75000), ("12.5%", 12500), ("%", None)])
def test_shares_may_be_written_as_percent(written: str, share: int | None) -> None:
    assert Element("a:spcPct", {"val": written}).share("val") == share


@pytest.mark.parametrize(
    ("written", "flag"), [("1", True), ("true", True), ("on", True), ("0", False), ("false", False), ("2", None)]
)
def test_flags(written: str, flag: bool | None) -> None:
    assert Element("a:defRPr", {"b": written}).flag("b") is flag
