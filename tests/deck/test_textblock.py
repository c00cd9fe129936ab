"""Text blocks: paragraphs, bullets, numbers, levels, joints, and places that none of it shifts."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck.deck.model import Paragraph, ParagraphKind
from summitdeck.deck.textblock import read_text_block
from summitdeck.problems import Problem
from words import place_of, show

SIGNS = {ParagraphKind.PLAIN: "", ParagraphKind.BULLET: "- ", ParagraphKind.NUMBER: "# "}


def read(value: str) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    return read_text_block(value, place_of(value))


def outline(value: str) -> list[str]:
    """A line for each paragraph: dots for its level, then `-`, `#`, `#7` (a start) or nothing, then its words."""
    return [_line(paragraph) for paragraph in read(value)[0]]


def _line(paragraph: Paragraph) -> str:
    sign = SIGNS[paragraph.kind] if paragraph.start is None else f"#{paragraph.start} "
    return f"{'.' * paragraph.level}{sign}{show(paragraph.words)}"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("one line", ["one line"]),
        ("two\nlines", ["two lines"]),
        ("二つ\nの行", ["二つの行"]),
        ("one\n\ntwo\n\n\nthree\n", ["one", "two", "three"]),
        ("\n\none", ["one"]),
        ("", []),
        ("  \n\t\n", []),
        ("- a\n- b", ["- a", "- b"]),
        ("- a\n\n- b", ["- a", "- b"]),
        ("- a\n  - b\n    - c\n- d", ["- a", ".- b", "..- c", "- d"]),
        ("- a\n - b", ["- a", ".- b"]),  # deeper than the marker is enough
        ("- a\n      - b\n   - c\n- d", ["- a", ".- b", ".- c", "- d"]),
        ("-    a\n-\tb", ["- a", "- b"]),
        ("\t- a\n\t\t- b", ["- a", ".- b"]),
        ("    - a\n\t- b", ["- a", "- b"]),  # a tab goes on to the next multiple of four
        ("1. a\n2. b", ["# a", "# b"]),
        ("1. a\n1. b", ["# a", "# b"]),
        ("7. a\n8. b", ["#7 a", "# b"]),
        ("10. a\n11. b", ["#10 a", "# b"]),
        ("1. a\n   - b\n   - c\n2. d", ["# a", ".- b", ".- c", "# d"]),
        ("- a\n  1. b\n  2. c\n- d\n  3. e", ["- a", ".# b", ".# c", "- d", ".#3 e"]),
        ("1. a\n- b\n5. c", ["# a", "- b", "#5 c"]),
        ("1. a\n\ntext\n\n4. b", ["# a", "text", "#4 b"]),
        # continuations
        ("- a\n  b", ["- a b"]),
        ("- a\n b", ["- a b"]),
        ("- 長い\n  行", ["- 長い行"]),
        ("1. a\n   b\n2. c", ["# a b", "# c"]),
        ("- a\n  - b\n    c", ["- a", ".- b c"]),
        ("- a\nb", ["- a", "b"]),
        ("a\n- b", ["a", "- b"]),
        # a paragraph under a bullet has the bullet's level, and no bullet
        ("- a\n\n  b\n  c", ["- a", "b c"]),
        ("- a\n  - b\n\n    c\n- d", ["- a", ".- b", ".c", "- d"]),
        ("- a\n  - b\n  c", ["- a", ".- b", "c"]),
        ("1. a\n\n   b\n2. c", ["# a", "b", "# c"]),
        # a backslash keeps a line break; spaces do not
        ("a\\\nb", ["a\nb"]),
        ("- a\\\n  b\\\n  c", ["- a\nb\nc"]),
        ("a  \nb", ["a b"]),
        ("a\\\\\nb", ["a\\ b"]),
        ("a\\\n\nb", ["a\\", "b"]),
        # marks run over a joint
        ("a **b\nc** d", ["a ⟨b:b c⟩ d"]),
        ("- `a\n  b`", ["- ⟨k:a b⟩"]),
        ("[a\nb](https://a.b)", ["⟨→https://a.b:a b⟩"]),
        ("{{ a }}\n{{ b }}", ["{{a}} {{b}}"]),
        ("**重要\nです**", ["⟨b:重要です⟩"]),
        # all else is text
        ("* a", ["* a"]),
        ("+ a", ["+ a"]),
        ("-a", ["-a"]),
        ("- - a", ["- - a"]),
        ("1.a", ["1.a"]),
        ("1) a", ["1) a"]),
        ("2014. a", ["2014. a"]),
        ("3.\nb", ["3. b"]),
        ("# a\n## b", ["# a ## b"]),
        ("> a", ["> a"]),
        ("---", ["---"]),
        ("<b>a</b>", ["<b>a</b>"]),
        ("a: b", ["a: b"]),
        ("・a\n－ b", ["・a－ b"]),
        (r"\- a", ["- a"]),
        (r"1\. a", ["1. a"]),
        ("\u3000字下げ\n次", ["\u3000字下げ次"]),
    ],
)
def test_outline(block: str, expected: list[str]) -> None:
    assert outline(block) == expected
    assert read(block)[1] == ()


def test_the_block_of_the_language_by_example() -> None:
    block = dedent("""\
        Three voices from the survey.

        - **"Finally"** — support is #1 now
          - 41 of 60 said so
        """)
    assert outline(block) == [
        "Three voices from the survey.",
        '- ⟨b:"Finally"⟩ — support is #1 now',
        ".- 41 of 60 said so",
    ]


@pytest.mark.parametrize(
    ("block", "severity", "code", "line", "column", "length"),
    [
        ("a\n\n-\nb", "error", "empty-bullet", 3, 1, 1),
        ("- a\n  -  \n", "error", "empty-bullet", 2, 3, 1),
        ("0. a", "error", "bad-start", 1, 1, 1),
        ("1. a\n2. b\n4. c\n5. d", "warning", "number-jump", 3, 1, 1),
        ("\n".join(f"{' ' * n}- x" for n in range(10)), "error", "too-deep", 10, 10, 1),
        ("a\n  b {{ c\n", "error", "unclosed-value", 2, 5, 2),
        ("- a\n  b [c](d)", "error", "bad-link", 2, 9, 1),
        ("- 一\n  二{{ }}", "error", "empty-value", 2, 4, 5),
    ],
)
def test_problems(block: str, severity: str, code: str, line: int, column: int, length: int) -> None:
    (problem,) = read(block)[1]
    assert (problem.severity, problem.code) == (severity, code)
    assert problem.span is not None
    assert problem.span[1:4] == (line, column, length)
    assert problem.hint or code == "bad-link"


def test_what_is_too_deep_stands_on_the_deepest_level() -> None:
    block = "\n".join(f"{' ' * n}- x" for n in range(12))
    assert [paragraph.level for paragraph in read(block)[0]] == [*range(9), 8, 8, 8]


def test_a_run_over_a_joint_reaches_from_its_first_to_its_last_character() -> None:
    block = "- zero **one\n    two** three\n\n  four"
    places = [run.place for paragraph in read(block)[0] for run in paragraph.words]
    assert [block[p.index : p.index + (p.length or 0)] for p in places if p] == [
        "zero ",
        "one\n    two",
        " three",
        "four",
    ]


def test_a_paragraph_knows_its_place() -> None:
    block = "a\n\n  - b\n    c\n"
    places = [paragraph.place for paragraph in read(block)[0]]
    assert [block[p.index : p.index + (p.length or 0)] for p in places if p] == ["a", "b\n    c"]


LINES = st.lists(
    st.builds(
        lambda indent, marker, text: f"{' ' * indent}{marker}{text}",
        st.integers(0, 6),
        st.sampled_from(["", "- ", "1. ", "12. ", "-", "\t"]),
        st.sampled_from(["", "a", "重要", "**b", "c**", "{{ v }}", "{{", "`", "\\", "[x](y)", "[x](#y)"]),
    ),
    max_size=12,
).map("\n".join)


@given(st.one_of(LINES, st.text(max_size=80)))
def test_every_place_is_one_of_the_block(block: str) -> None:
    paragraphs, problems = read(block)
    for paragraph in paragraphs:
        assert 0 <= paragraph.level <= 8
        assert paragraph.words
        for run in paragraph.words:
            assert run.place is not None
            assert 0 <= run.place.index < run.place.index + (run.place.length or 1) <= len(block)
    for problem in problems:
        assert problem.span is not None
        assert problem.span.line <= block.count("\n") + block.count("\r") + 1


@given(LINES)
def test_a_character_stands_where_its_place_says(block: str) -> None:
    """The first character of a run that is not marked off is the character at its place."""
    for paragraph in read(block)[0]:
        for run in paragraph.words:
            assert run.place is not None
            if run.text[0].isalnum() and not run.code:
                assert block[run.place.index] == run.text[0]
