"""Plain text: which characters are East Asian, how folded lines join, what words say without their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.model import Cell, Code, Content, Paragraph, Picture, Run, Table
from summitdeck.deck.plain import content_to_text, is_east_asian, join_folded, merge_runs, words_to_text
from words import read


@pytest.mark.parametrize("char", "あアｱ漢𠮷々〆한ㄱㄅ、。「」（）！？：〜・ー\u3000㈱㍿Ａ５￥")
def test_east_asian(char: str) -> None:
    assert is_east_asian(char)


@pytest.mark.parametrize("char", ["", *"aZ0 \t\n.,:()!éñΩя“”…—→○※±🎉👍①½\u00a0\u2003"])
def test_not_east_asian(char: str) -> None:
    """Signs that have no width of their own are not: they go with what stands beside them."""
    assert not is_east_asian(char)


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        # no space between East Asian characters
        ("日本", "語", "日本語"),
        ("カナ", "かな", "カナかな"),
        ("です。", "次は", "です。次は"),
        ("「", "重要」", "「重要」"),
        ("全角ＡＢ", "Ｃ", "全角ＡＢＣ"),
        ("ｶﾅ", "ｶﾅ", "ｶﾅｶﾅ"),
        ("𠮷", "野", "𠮷野"),
        # nor beside full-width punctuation, which brings its own space
        ("です。", "OpenStack", "です。OpenStack"),
        ("OpenStack", "（Kilo）", "OpenStack（Kilo）"),
        # nor between East Asian text and signs that it shares with others
        ("でも…", "次", "でも…次"),
        ("次", "“見出し”", "次“見出し”"),
        ("次", "→結果", "次→結果"),
        # a space wherever a Latin word is
        ("Design", "Summit", "Design Summit"),
        ("OpenStack", "の", "OpenStack の"),
        ("東京", "Summit", "東京 Summit"),
        ("is", "“quoted”", "is “quoted”"),
        ("end…", "and", "end… and"),
        ("重要:", "次", "重要: 次"),
        ("(注)", "次", "(注) 次"),
        ("祝", "🎉", "祝 🎉"),
        # Korean keeps its spaces
        ("한국어", "문장", "한국어 문장"),
        ("日本", "한국", "日本 한국"),
        # spaces at the seam are one; an empty line adds nothing
        ("a  ", "\t b", "a b"),
        ("日 ", " 本", "日本"),
        ("", "a", "a"),
        ("a", "", "a"),
        ("", "", ""),
    ],
)
def test_join_folded(left: str, right: str, joined: str) -> None:
    assert join_folded(left, right) == joined


@given(st.text(), st.text())
def test_joining_adds_a_space_at_most(left: str, right: str) -> None:
    left, right = left.strip(" \t"), right.strip(" \t")
    assert join_folded(left, right) in (left + right, f"{left} {right}")


def test_words_to_text() -> None:
    assert words_to_text(read("**太字** と `code` [link](#a) {{ a.b }}\n~~x~~")[0]) == "太字 と code link {{ a.b }}\nx"
    assert words_to_text(read("plain")[0]) == "plain"
    assert words_to_text(read("{{ v }}")[0]) == "{{ v }}"
    assert words_to_text(()) == ""


def test_content_to_text() -> None:
    def words(text: str) -> tuple[Run, ...]:
        return (Run(text),) if text else ()

    content = Content(
        (
            Paragraph(words("one")),
            Paragraph(words("two"), level=1),
            Table(((Cell(words("a")), Cell(())), (Cell(words("b")), Cell(words("c")))), caption=words("a table")),
            Picture(words("img/a.png"), alt=words("a hall"), caption=words("the hall")),
            Picture(words("img/b.png"), decorative=True),
            Code("x = 1\ny = 2\n"),
        )
    )
    assert content_to_text(content).split("\n") == [
        *("one", "two", "a\t", "b\tc", "a table", "a hall", "the hall", "x = 1", "y = 2"),
    ]


def test_runs_are_merged_where_their_marks_agree() -> None:
    runs = [Run("a"), Run(""), Run("b"), Run("c", bold=True), Run("v", is_value=True), Run("d"), Run("e", place=None)]
    assert merge_runs(runs) == (Run("ab"), Run("c", bold=True), Run("v", is_value=True), Run("de"))
    assert merge_runs([Run("")]) == ()
