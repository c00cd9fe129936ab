"""Inline marks: what is a mark, what is a character, where each run stands, and what is told as wrong."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.inline import read_words
from words import place_of, read, show

ENGLISH = [
    # CommonMark's own behaviour, which stays where no East Asian character is near
    ("plain words", "plain words"),
    ("**bold**", "⟨b:bold⟩"),
    ("*italic*", "⟨i:italic⟩"),
    ("***both***", "⟨bi:both⟩"),
    ("__bold__", "⟨b:bold⟩"),
    ("_italic_", "⟨i:italic⟩"),
    ("_**both**_", "⟨bi:both⟩"),
    ("**bold**text", "⟨b:bold⟩text"),
    ("text**bold**", "text⟨b:bold⟩"),
    ("a*b*c", "a⟨i:b⟩c"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("5*3", "5*3"),
    ("snake_case_name", "snake_case_name"),
    ("_snake_case_", "⟨i:snake_case⟩"),
    ("__init__.py", "⟨b:init⟩.py"),
    ("foo__bar__", "foo__bar__"),
    ("* not a bullet", "* not a bullet"),
    ("** spaced **", "** spaced **"),
    ("a * b*", "a * b*"),
    ('a*"b"*c', 'a*"b"*c'),
    ('a **"b"** c', 'a ⟨b:"b"⟩ c'),
    ("**open", "**open"),
    ("closed**", "closed**"),
    ("**a*", "*⟨i:a⟩"),
    ("*a**", "⟨i:a⟩*"),
    ("***a**", "*⟨b:a⟩"),
    ("***a*", "**⟨i:a⟩"),
    ("*a **b** c*", "⟨i:a ⟩⟨bi:b⟩⟨i: c⟩"),
    ("**a *b* c**", "⟨b:a ⟩⟨bi:b⟩⟨b: c⟩"),
    ("*a***b**", "⟨i:a⟩⟨b:b⟩"),
    ("**a***b*", "⟨b:a⟩⟨i:b⟩"),
    ("***a** b*", "⟨bi:a⟩⟨i: b⟩"),
    ("***a* b**", "⟨bi:a⟩⟨b: b⟩"),
    ("*a**b*", "⟨i:a**b⟩"),  # the rule of three
    ("**a*b**c", "⟨b:a*b⟩c"),
    ("*a _b* c_", "⟨i:a _b⟩ c_"),
    ("****a****", "⟨b:a⟩"),
    ("**", "**"),
    ("****", "****"),
    ("**(a)**", "⟨b:(a)⟩"),
    ("x**(a)**y", "x**(a)**y"),
    ("*(**a**)*", "⟨i:(⟩⟨bi:a⟩⟨i:)⟩"),
    ("price*, terms*", "price*, terms*"),
    ("~~struck~~", "⟨s:struck⟩"),
    ("a~~b~~c", "a⟨s:b⟩c"),
    ("~~**both**~~", "⟨bs:both⟩"),
    ("~one~ 5~6 ~~~three~~~", "~one~ 5~6 ~~~three~~~"),
    ("~~ spaced ~~", "~~ spaced ~~"),
    ("R&amp;D <b>x</b> &#42;", "R&amp;D <b>x</b> &#42;"),
]

EAST_ASIAN = [
    # beside letters: as in CommonMark, which already does this much
    ("これは**重要**です", "これは⟨b:重要⟩です"),
    ("Huawei**が作った**", "Huawei⟨b:が作った⟩"),
    ("**複数** distribution/version OpenStack**を束ねる**", "⟨b:複数⟩ distribution/version OpenStack⟨b:を束ねる⟩"),
    ("PoC **コードあり**", "PoC ⟨b:コードあり⟩"),
    ("Neutron**対応**", "Neutron⟨b:対応⟩"),
    ("Multicloud/Federation**は問題あるよねえと会場の意見**", "Multicloud/Federation⟨b:は問題あるよねえと会場の意見⟩"),
    ("Python**の**dict**を渡すのではなく**objectにしたい", "Python⟨b:の⟩dict⟨b:を渡すのではなく⟩objectにしたい"),
    ("Mixin **多すぎ**", "Mixin ⟨b:多すぎ⟩"),
    ("*強調*と**太字**と***両方***と~~取消~~", "⟨i:強調⟩と⟨b:太字⟩と⟨bi:両方⟩と⟨s:取消⟩"),
    # brackets and stops inside the mark
    ("**「重要」**です", "⟨b:「重要」⟩です"),
    ("これは**「A」**、", "これは⟨b:「A」⟩、"),
    ("これは**「A」**です", "これは⟨b:「A」⟩です"),
    ("は*『書名』*を", "は⟨i:『書名』⟩を"),
    ("新**（第2版）**版", "新⟨b:（第2版）⟩版"),
    ("**重要。**次", "⟨b:重要。⟩次"),
    ("**すごい！**本当", "⟨b:すごい！⟩本当"),
    ("**なぜ？**と", "⟨b:なぜ？⟩と"),
    ("**A、**B", "⟨b:A、⟩B"),
    ("A**、B**", "A⟨b:、B⟩"),
    ("Kilo**（K版）**release", "Kilo⟨b:（K版）⟩release"),
    ("**【注意】**Nova", "⟨b:【注意】⟩Nova"),
    ("値は**〜10**まで", "値は⟨b:〜10⟩まで"),
    ("前~~（案）~~後", "前⟨s:（案）⟩後"),
    ("前~~「旧」~~、", "前⟨s:「旧」⟩、"),
    # brackets and stops outside the mark
    ("「**重要**」です", "「⟨b:重要⟩」です"),
    ("（*注*）", "（⟨i:注⟩）"),
    ("、**次**。", "、⟨b:次⟩。"),
    ("。**次**", "。⟨b:次⟩"),
    # ASCII punctuation inside, East Asian text outside
    ('これは**"foo"**です', 'これは⟨b:"foo"⟩です'),
    ("この**(注1)**は", "この⟨b:(注1)⟩は"),
    ("約**46%**を", "約⟨b:46%⟩を"),
    ("**わかる!**問題なし", "⟨b:わかる!⟩問題なし"),
    ("用語**API(v3)**の", "用語⟨b:API(v3)⟩の"),
    ("**$100**が", "⟨b:$100⟩が"),
    ("は**-10**です", "は⟨b:-10⟩です"),
    ("**[注]**は", "⟨b:[注]⟩は"),
    ("**`code`**です", "⟨bk:code⟩です"),
    ("これは**`code`**です", "これは⟨bk:code⟩です"),
    ("これ~~(旧)~~は", "これ⟨s:(旧)⟩は"),
    # quotes, dots and signs of no width of their own
    ("最終日は**“contributors meetup”**です", "最終日は⟨b:“contributors meetup”⟩です"),
    ("**※注**です", "⟨b:※注⟩です"),
    ("対応**※1**です", "対応⟨b:※1⟩です"),
    ("**でも…**次", "⟨b:でも…⟩次"),
    ("は**○**です", "は⟨b:○⟩です"),
    ("→**結果**", "→⟨b:結果⟩"),
    ("は**→結果**です", "は⟨b:→結果⟩です"),
    ("**🎉**です", "⟨b:🎉⟩です"),
    ("祝**🎉祝**", "祝⟨b:🎉祝⟩"),
    # several marks in one line do not run into one another
    ("**「A」**と**「B」**", "⟨b:「A」⟩と⟨b:「B」⟩"),
    ("**「A」**、**「B」**", "⟨b:「A」⟩、⟨b:「B」⟩"),
    ("これは**「A」**、それは**「B」**です", "これは⟨b:「A」⟩、それは⟨b:「B」⟩です"),
    ("*これは**「A」**です*", "⟨i:これは⟩⟨bi:「A」⟩⟨i:です⟩"),
    ("**これは*「A」*です**", "⟨b:これは⟩⟨bi:「A」⟩⟨b:です⟩"),
    ("***「A」***です", "⟨bi:「A」⟩です"),
    # values and links beside marks
    ("**{{ summit }}**です", "⟨b:{{summit}}⟩です"),
    ("第**{{ n }}**回", "第⟨b:{{n}}⟩回"),
    ("a**{{ n }}**b", "a⟨b:{{n}}⟩b"),
    ("**[表](#t)**です", "⟨b→#t:表⟩です"),
    ("は**<https://a.jp>**です", "は⟨b→https://a.jp:https://a.jp⟩です"),
    # other scripts, half-width kana, rare Han, variation selectors
    ("**이 용어(This term)**를", "⟨b:이 용어(This term)⟩를"),
    ("我可以**“强调”**吗", "我可以⟨b:“强调”⟩吗"),
    ("ｶﾅ**(半角)**ｶﾅ", "ｶﾅ⟨b:(半角)⟩ｶﾅ"),
    ("𠮷**(姓)**𠮷", "𠮷⟨b:(姓)⟩𠮷"),
    ("葛\U000e0100**(字)**葛", "葛\U000e0100⟨b:(字)⟩葛"),
    # what stays text: spaces inside, full-width spaces, lone marks, underscores within words
    ("** 重要 **です", "** 重要 **です"),
    ("**重要\u3000**です", "**重要\u3000**です"),
    ("3 * 4個", "3 * 4個"),
    ("3*4個", "3*4個"),
    ("これは_重要_です", "これは_重要_です"),
    ("「_重要_」", "「⟨i:重要⟩」"),
    ("変数_名前_型", "変数_名前_型"),
    ("10~20人、30~40人", "10~20人、30~40人"),
    ("＊＊全角＊＊", "＊＊全角＊＊"),
]


@pytest.mark.parametrize(("value", "expected"), ENGLISH + EAST_ASIAN)
def test_marks(value: str, expected: str) -> None:
    words, problems = read(value)
    assert (show(words), problems) == (expected, ())


def test_the_table_for_east_asian_text_is_long_enough() -> None:
    assert len(EAST_ASIAN) >= 60


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # code spans
        ("`code`", "⟨k:code⟩"),
        ("`a*b*c`", "⟨k:a*b*c⟩"),
        ("``a ` b``", "⟨k:a ` b⟩"),
        ("`` `tick` ``", "⟨k:`tick`⟩"),
        ("` a `", "⟨k:a⟩"),
        ("`  a  `", "⟨k: a ⟩"),
        ("` a`", "⟨k: a⟩"),
        ("`  `", "⟨k:  ⟩"),
        ("`\\`", "⟨k:\\⟩"),
        ("`open", "`open"),
        ("``a`", "``a`"),
        ("``", "``"),
        ("*a `b*` c*", "⟨i:a ⟩⟨ik:b*⟩⟨i: c⟩"),
        ("**`x`**", "⟨bk:x⟩"),
        ("`{{ not a value }}`", "⟨k:{{ not a value }}⟩"),
        ("`a\nb`", "⟨k:a\nb⟩"),
        # escapes: ASCII punctuation only
        (r"\*not italic\*", "*not italic*"),
        (r"\**italic*", "*⟨i:italic⟩"),
        (r"C:\dir \お", r"C:\dir \お"),
        (r"\\", "\\"),
        (r"\`not code\`", "`not code`"),
        (r"\[no link](x)", "[no link](x)"),
        (r"\<https://a.b>", "<https://a.b>"),
        (r"a\~~b~~", "a~~b~~"),
        ("a\\\nb", "a\nb"),
        ("a\nb", "a\nb"),
        # links
        ("[text](https://a.b/c)", "⟨→https://a.b/c:text⟩"),
        ("[資料](https://a.jp/資料)です", "⟨→https://a.jp/資料:資料⟩です"),
        ("[x](#cells)", "⟨→#cells:x⟩"),
        ("[x](mailto:a@b.jp)", "⟨→mailto:a@b.jp:x⟩"),
        ("[x](HTTP://A.B)", "⟨→HTTP://A.B:x⟩"),
        ("[x](<https://a.b/(>)", "⟨→https://a.b/(:x⟩"),
        ("[x]( https://a.b )", "⟨→https://a.b:x⟩"),
        ("[x](https://a.b/c_(d))", "⟨→https://a.b/c_(d):x⟩"),
        (r"[x](https://a.b/c\))", "⟨→https://a.b/c):x⟩"),
        ("[x](https://a.b/*c*)", "⟨→https://a.b/*c*:x⟩"),
        ("[a **b** `c`](https://a.b)", "⟨→https://a.b:a ⟩⟨b→https://a.b:b⟩⟨→https://a.b: ⟩⟨k→https://a.b:c⟩"),
        ("**[a](https://a.b)**", "⟨b→https://a.b:a⟩"),
        ("*[a*](https://a.b)", "*⟨→https://a.b:a*⟩"),
        ("[a [b] c](https://a.b)", "⟨→https://a.b:a [b] c⟩"),
        ("[a [b](https://b.c) d](https://a.b)", "[a ⟨→https://b.c:b⟩ d](https://a.b)"),
        ("[a <https://b.c> d](https://a.b)", "[a ⟨→https://b.c:https://b.c⟩ d](https://a.b)"),
        ("[a](https://a.b)[b](https://a.b)", "⟨→https://a.b:ab⟩"),
        ("[a](https://a.b)[b](https://b.c)", "⟨→https://a.b:a⟩⟨→https://b.c:b⟩"),
        ("[x] [y][z] (w)", "[x] [y][z] (w)"),
        ("[x] (https://a.b)", "[x] (https://a.b)"),
        ("[x](https://a.b", "[x](https://a.b"),
        ("[x](https://a.b\n", "[x](https://a.b\n"),
        (r"\![x](https://a.b)", "!⟨→https://a.b:x⟩"),
        # autolinks; bare addresses are text
        (
            "<https://wiki.openstack.org/wiki/Sprints>",
            "⟨→https://wiki.openstack.org/wiki/Sprints:https://wiki.openstack.org/wiki/Sprints⟩",
        ),
        ("<mailto:a@b.jp>", "⟨→mailto:a@b.jp:mailto:a@b.jp⟩"),
        ("<a.b+c@d-e.jp>", "⟨→mailto:a.b+c@d-e.jp:a.b+c@d-e.jp⟩"),
        (r"<https://a.b/\*>", r"⟨→https://a.b/\*:https://a.b/\*⟩"),
        ("https://a.b/c", "https://a.b/c"),
        ("a < b > c, <b>, <3, a<b", "a < b > c, <b>, <3, a<b"),
        # values
        ("{{ name }}", "{{name}}"),
        ("{{a.b}}{{ c }}", "{{a.b}}{{c}}"),
        ("**{{ a }} x**", "⟨b:{{a}}⟩⟨b: x⟩"),
        ("{{ a * b * c }}", "{{a * b * c}}"),
        ("*{{ a* }}*", "⟨i:{{a*}}⟩"),
        ("[{{ a }}]({{ b }}/c)", "⟨→{{ b }}/c:{{a}}⟩"),
        ("[x](https://a.b/{{ c }}?d)", "⟨→https://a.b/{{ c }}?d:x⟩"),
        ("[x](#{{ id }})", "⟨→#{{ id }}:x⟩"),
        ("<https://a.b/{{ c }}>", "⟨→https://a.b/{{ c }}:https://a.b/⟩⟨→https://a.b/{{ c }}:{{c}}⟩"),
        (r"\{{ name }}", "{{ name }}"),
        (r"\{{{ name }}", "{{{name}}"),
        (r"\{\{{ name }}", "{{{ name }}"),
        (r"\{ {{ a }}", "{ {{a}}"),
        (r"[x](https://a.b/\{{c}})", "⟨→https://a.b/%7B%7Bc}}:x⟩"),
        ("{% if x %} }} {x}", "{% if x %} }} {x}"),
    ],
)
def test_code_escapes_links_and_values(value: str, expected: str) -> None:
    words, problems = read(value)
    assert (show(words), problems) == (expected, ())


@pytest.mark.parametrize(
    ("value", "marked", "code", "message"),
    [
        # the mark stands under the words of the second column
        ("a {{ b", "{{", "unclosed-value", "'{{' begins a value that no '}}' ends"),
        ("{{ a {{ b }}", "{{", "unclosed-value", "'{{' begins a value that no '}}' ends"),
        ("a {{ }} b", "{{ }}", "empty-value", "there is no name between '{{' and '}}'"),
        ("[x](javascript:alert)", "javascript:alert", "bad-link", "a link may not lead to 'javascript:'"),
        ("[x](JavaScript:alert)", "JavaScript:alert", "bad-link", "a link may not lead to 'JavaScript:'"),
        ("[x](file:///etc/passwd)", "file:///etc/passwd", "bad-link", "a link may not lead to 'file:'"),
        ("[x](data:text/html,a)", "data:text/html,a", "bad-link", "a link may not lead to 'data:'"),
        ("[x](ms-msdt:/id)", "ms-msdt:/id", "bad-link", "a link may not lead to 'ms-msdt:'"),
        ("[x](javascript:{{ a }})", "javascript:{{ a }}", "bad-link", "a link may not lead to 'javascript:'"),
        ("<javascript:alert>", "javascript:alert", "bad-link", "a link may not lead to 'javascript:'"),
        ("<ftp://a.b>", "ftp://a.b", "bad-link", "a link may not lead to 'ftp:'"),
        ("[x](img/a.png)", "img/a.png", "bad-link", "'img/a.png' is no address"),
        ("[x](img/{{ a }}.png)", "img/{{ a }}.png", "bad-link", "'img/{{ a }}.png' is no address"),
        ("[x](//a.b/c)", "//a.b/c", "bad-link", "'//a.b/c' is no address"),
        ("[x](www.a.b)", "www.a.b", "bad-link", "'www.a.b' is no address"),
        ("[x](https:a.b)", "https:a.b", "bad-link", "'https:a.b' is not a complete address"),
        ("[x](https://)", "https://", "bad-link", "'https://' is not a complete address"),
        ("[x](https://a.b:port/)", "https://a.b:port/", "bad-link", "'https://a.b:port/' is not a complete address"),
        ("[x](mailto:)", "mailto:", "bad-link", "'mailto:' is not a complete address"),
        ("[x](#)", "#", "bad-link", "the link names no slide after '#'"),
        ("[x]()", ")", "bad-link", "the link leads nowhere"),
        ("[x](<>)", ">", "bad-link", "the link leads nowhere"),
        ("[注](別紙 1)", "別紙 1", "bad-link", "'別紙 1' is no address"),
        ("[x](https://a.b/c d)", "https://a.b/c d", "bad-link", "'https://a.b/c d' is no address"),
        ("[x](https://a.b/{{c)", "https://a.b/{{c", "bad-link", "'https://a.b/{{c' holds a value"),
        ("[](https://a.b)", "[](https://a.b)", "empty-link", "the link has no text"),
        ('[x](https://a.b "T")', '"T"', "link-title", "a link has no title here"),
        ("![x](https://a.b)", "![x](https://a.b)", "picture-in-text", "a picture cannot stand within a text"),
    ],
)  # fmt: skip
def test_problems(value: str, marked: str, code: str, message: str) -> None:
    problem = read(value)[1][0]
    assert problem.is_error
    assert problem.code == code
    assert problem.message.startswith(message)
    assert problem.hint
    assert problem.span is not None
    start = problem.span.column - 1
    assert value[start : start + problem.span.length] == marked


def test_a_bad_link_leaves_its_text_without_a_link() -> None:
    assert show(read("**a** [b](c.png) d")[0]) == "⟨b:a⟩ b d"


def test_a_picture_in_the_text_is_told_even_when_its_path_is_no_address() -> None:
    assert [problem.code for problem in read("![x](img/a.png)")[1]] == ["picture-in-text", "bad-link"]


def test_the_empty_value_has_no_runs() -> None:
    assert read("") == ((), ())


@pytest.mark.parametrize(
    ("value", "stretches"),
    [
        ("plain", ["plain"]),
        ("a **bold** c", ["a ", "bold", " c"]),
        (r"a\*b **c**", [r"a\*b ", "c"]),
        ("**a**__b__", ["a**__b"]),
        ("x {{ name }} y", ["x ", "name", " y"]),
        ("[text](https://a.b) z", ["text", " z"]),
        ("``a ` b`` c", ["``a ` b``", " c"]),
        ("<https://a.b/{{ c }}d>", ["https://a.b/", "c", "d"]),
        ("***a***b", ["a", "b"]),
        ("***a** b", ["*", "a", " b"]),
    ],
)
def test_places(value: str, stretches: list[str]) -> None:
    runs = read(value)[0]
    places = [run.place for run in runs if run.place is not None]
    assert [value[p.index : None if p.length is None else p.index + p.length] for p in places] == stretches


def test_a_link_knows_where_its_target_stands() -> None:
    (run,) = read("[text](https://a.b)")[0]
    assert run.link is not None
    assert run.link.place is not None
    assert (run.link.place.index, run.link.place.length) == (7, 11)


def test_places_count_from_the_place_of_the_value() -> None:
    (_, run), _ = read_words("a **b**", place_of("....a **b**").at(4))
    assert run.place is not None
    assert run.place.span()[:4] == ("slide.yaml", 1, 9, 1)


MARKS = '* ** *** _ __ ~~ ` `` [ ]( ) ](#a) {{ }} {{x}} \\ < > <https://a.b> ! ( a bc " . # - % 重 「 」 。'
PIECES = st.sampled_from([*MARKS.split(), " ", "\n", "{{ v }}", "\u3000", "🎉", "\ufe0f", "\U000e0100"])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_any_value_can_be_read(value: str) -> None:
    words, problems = read(value)
    assert all(run.text for run in words)
    assert len(problems) <= 20
    for left, right in itertools.pairwise(words):
        assert left.is_value or right.is_value or replace(left, text="") != replace(right, text="")
    for run in words:
        assert run.place is not None
        length = len(value) - run.place.index if run.place.length is None else run.place.length
        assert 0 <= run.place.index < run.place.index + length <= len(value)


@given(st.text(alphabet="abc 重「」。、・.,", max_size=40))
def test_text_without_marks_is_itself(value: str) -> None:
    assert show(read(value)[0]) == value


@given(st.text(max_size=40))
def test_everything_escaped_is_itself(value: str) -> None:
    value = value.replace("\n", " ")
    escaped = "".join(
        f"\\{c}" if c.isascii() and c.isprintable() and not c.isalnum() and c != " " else c for c in value
    )
    assert show(read(escaped)[0]) == value


@pytest.mark.parametrize(
    "value",
    [
        *("[" * 90_000, "[a](" * 30_000, "*a _b " * 30_000, "**a *b " * 30_000, "<aa:" + "{{a}}" * 30_000),
        *("[a](<" + "\\\\" * 30_000, "<a@" + "a." * 30_000, '[a](b "' * 20_000, "[a](b " * 20_000),
        *("".join("`" * n + " " for n in range(400)), "*" * 90_000 + " a"),
    ],
    ids=lambda value: str(value[:8]),
)
def test_a_long_value_without_any_pair_is_read_as_text(value: str) -> None:
    """None of these may need time that grows with the square of their length, or worse: then the run would hang."""
    words, problems = read(value)
    assert (show(words).replace("\\", ""), problems) == (value.replace("\\", ""), ())
