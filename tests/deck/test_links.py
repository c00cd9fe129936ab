"""Where a link may lead, and how its target is written."""

import pytest

from summitdeck.deck.links import check_target, find_target, unescape_target

ALLOWED = [
    "https://a.b",
    "http://a.b/c?d=e&f#g",
    "HTTPS://A.B",
    "https://user@a.b:8080/c",
    "https://[2001:db8::1]/c",
    "https://日本語.jp/資料(1)",
    "https://a.b/%20{c}",
    "mailto:a@b.c",
    "mailto:a@b.c,d@e.f?subject=x%20y",
    "#cells",
    "#節-1",
    "{{ url }}",
    "{{ url }}/path#{{ part }}",
    "https://{{ host }}/a",
    "#{{ id }}",
]
REFUSED = [
    *("", " ", "#", "a.png", "img/a.png", "../a", "/a", "//a.b", "?a", "a b", "www.a.b"),
    *("https:", "https://", "https:a.b", "https:///a", "https://?a", "https://a.b:x", "https://a b", "https://a.b/c d"),
    *("mailto:", "mailto:a", "mailto:@b", "mailto:a@b c", "https://a.b\n", "https://a.b/\x00", "https://a.b/<c>"),
    *(
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:x",
        "java\nscript:x",
        "vbscript:x",
        "data:text/html,x",
    ),
    *("file:///c:/x", "ftp://a.b", "ms-msdt:/id", "ms-word:ofe|u|https://a.b", "tel:1", "c:\\x", "\\\\host\\x"),
    *("javascript:{{ x }}", "file://{{ x }}", "img/{{ x }}", "{{ x", "{{ }}", "https://a.b/{{ x", "{{ x }} y"),
]


@pytest.mark.parametrize("target", ALLOWED)
def test_allowed(target: str) -> None:
    assert check_target(target) == ()


@pytest.mark.parametrize("target", REFUSED)
def test_refused(target: str) -> None:
    (problem,) = check_target(target)
    assert (problem.code, problem.is_error) == ("bad-link", True)
    assert problem.hint
    assert "\n" not in problem.message


@pytest.mark.parametrize(
    ("written", "target", "rest"),
    [
        ("(a)b", "a", "b"),
        ("(a(b)c)d", "a(b)c", "d"),
        ("( a )b", "a", "b"),
        ("(<a b)>)c", "a b)", "c"),
        (r"(a\)b)c", r"a\)b", "c"),
        ("({{ a }}/b)c", "{{ a }}/b", "c"),
        ("()b", "", "b"),
        ('(a "t")b', "a", "b"),
        ("(a 't')b", "a", "b"),
        ("(a b c)d", "a b c", "d"),
        ("(" + "(" * 32 + ")" * 32 + ")b", "(" * 32 + ")" * 32, "b"),
    ],
)
def test_targets_in_parentheses(written: str, target: str, rest: str) -> None:
    found = find_target(written, 0)
    assert found is not None
    assert (written[found.start : found.end], written[found.after :]) == (target, rest)


@pytest.mark.parametrize("written", ["a", "", "(a", "(a(b)", "(a\nb)", "(<a", "(a b", "(" + "(" * 33 + ")" * 34])
def test_no_target(written: str) -> None:
    assert find_target(written, 0) is None


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("a", "a"),
        (r"a\(b\)", "a(b)"),
        (r"a\b", r"a\b"),
        ("{{ a }}", "{{ a }}"),
        (r"\{{a}}", "%7B%7Ba}}"),
        (r"\{a\}", "%7Ba%7D"),
    ],
)
def test_escapes_in_targets(written: str, target: str) -> None:
    assert unescape_target(written) == target
