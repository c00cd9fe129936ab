"""What drawing programs keep in an SVG for themselves goes; what is drawn stays byte for byte."""

from __future__ import annotations

import pytest

from summitdeck.assets.svg_private import strip_svg

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg"'
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:ink" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<rect width="1"/>', '<rect width="1"/>'),
        ("a<!-- C:\\Users\\me -->b", "ab"),
        ("<metadata><x>me</x></metadata><g/>", "<g/>"),
        ("<metadata/><g/>", "<g/>"),
        ('<i:view a="b > c"/><g/>', "<g/>"),
        ("<i:view><i:page/><g><rect/></g></i:view >\n<g/>", "\n<g/>"),
        ('<g i:label="me" id="a"  i:b=\'2\' />', '<g id="a" />'),
        ('<use xlink:href="#a" xml:space="preserve"/>', '<use xlink:href="#a" xml:space="preserve"/>'),
        ('<text>i:label="x" &lt;!-- no --&gt;</text>', '<text>i:label="x" &lt;!-- no --&gt;</text>'),
        ("<style><![CDATA[ a{b:c} <!-- d --> ]]></style>", "<style><![CDATA[ a{b:c} <!-- d --> ]]></style>"),
        (
            '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">seen</p></foreignObject><i:x/>',
            '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">seen</p></foreignObject>',
        ),
        (
            '<g xmlns:i="http://www.w3.org/2000/svg"><i:rect/></g>',
            '<g xmlns:i="http://www.w3.org/2000/svg"><i:rect/></g>',
        ),
        ("<text>図 é</text><!-- 図 --><g/>", "<text>図 é</text><g/>"),
    ],
)
def test_what_is_not_drawn_goes(written: str, kept: str) -> None:
    assert strip_svg(f"{HEAD}>{written}</svg>".encode()).decode() == f"{HEAD}>{kept}</svg>"


def test_the_roots_own_attributes_go_and_what_stands_before_it() -> None:
    written = f'<?xml version="1.0"?>\n<!-- me --><!--\nme -->{HEAD} i:export-filename="/home/me/a.png" width="4"/>'
    assert strip_svg(written.encode()).decode() == f'<?xml version="1.0"?>\n{HEAD} width="4"/>'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_characters_become_utf_8(encoding: str) -> None:
    bom = "" if encoding == "utf-16" else "\ufeff"
    written = f'{bom}<?xml version="1.0" encoding="UTF-16"?>{HEAD}><!-- me --><text>図</text></svg>'
    assert strip_svg(written.encode(encoding)).decode() == f"{HEAD}><text>図</text></svg>"


def test_one_byte_characters_stay() -> None:
    written = f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD}><text>é</text><!-- é --></svg>'
    assert strip_svg(written.encode("latin-1")) == written.replace("<!-- é -->", "").encode("latin-1")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<g/>", "<g/>"),
        ("a<!-- me -->b<!-- <g/> > -->c", "abc"),
        ("<style><![CDATA[ <!-- d --> ]]></style><!-- me -->", "<style><![CDATA[ <!-- d --> ]]></style>"),
        ("<?x <!-- ?><g/><!-- me -->", "<?x <!-- ?><g/>"),
        ("<metadata>me</metadata>", ""),
    ],
)
def test_a_drawing_of_one_namespace(written: str, kept: str) -> None:
    """Nothing but comments is cut without parsing; the result is the same."""
    assert strip_svg(f"{PLAIN}>{written}</svg>".encode()).decode() == f"{PLAIN}>{kept}</svg>"
