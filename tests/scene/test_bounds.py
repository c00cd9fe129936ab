"""The bound of a text's height is never less than the height itself."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from stage import POINT
from summitdeck.scene.bounds import bound_of, height_bound
from summitdeck.typeset.height import text_height
from summitdeck.typeset.model import CODE_FACE, Bullet, BulletKind, Face, LevelStyle, SetParagraph, SetRun, Spacing
from summitdeck.typeset.profile import Profile

words = st.text(
    st.one_of(
        st.sampled_from("abMW iljft.,-—…“”() 0123@%\n\t○"),
        st.sampled_from("日本語のテストーっ、。「」ｱ％"),
        st.characters(min_codepoint=32, max_codepoint=0xFFFF, exclude_categories=("Cs",)),
    ),
    max_size=120,
)
faces = st.sampled_from(["Arial", "Calibri", "Meiryo UI", "Verdana", "Times New Roman", "Nothing such"])
spacings = st.one_of(
    st.builds(Spacing, percent=st.integers(50_000, 200_000)), st.builds(Spacing, points=st.integers(0, 4000))
)
bullets = st.sampled_from(
    [Bullet(), Bullet(BulletKind.CHARACTER, "•", "Arial"), Bullet(BulletKind.NUMBER), Bullet(BulletKind.PICTURE)]
)
looks = st.builds(
    lambda face, size, bold, left, indent, line, before, bullet, spacing, caps: LevelStyle(
        size=size,
        face=Face(face, "Noto Sans CJK JP"),
        bold=bold,
        margin_left=left,
        indent=max(indent, -left),
        line_spacing=line,
        before=before,
        bullet=bullet,
        spacing=spacing,
        caps=caps,
        kern=1200,
    ),
    faces,
    st.integers(6, 80).map(lambda n: n * 100),
    st.booleans(),
    st.integers(0, 60 * POINT),
    st.integers(-30 * POINT, 0),
    spacings,
    spacings,
    bullets,
    st.sampled_from([0, 0, 150, -50]),
    st.booleans(),
)
runs = st.lists(st.builds(SetRun, words, st.booleans(), st.booleans()), min_size=1, max_size=3).map(tuple)


@given(st.lists(st.tuples(looks, runs), min_size=1, max_size=4), st.integers(20 * POINT, 1000 * POINT))
@example([(LevelStyle(size=2000, face=Face("Arial", "")), (SetRun("あa" * 40),))], 300 * POINT)
@settings(max_examples=200)
def test_no_text_is_higher_than_its_bound(texts: list[tuple[LevelStyle, tuple[SetRun, ...]]], width: int) -> None:
    paragraphs = [SetParagraph(own, look) for look, own in texts]
    bound = height_bound([(paragraph, bound_of(paragraph.style)) for paragraph in paragraphs], width)
    if bound is not None:
        assert bound >= max(text_height(paragraphs, width, profile, first_last=True) for profile in Profile)


LOOK = LevelStyle(size=2000, face=Face("Arial", "Noto Sans CJK JP"), margin_left=20 * POINT, indent=-20 * POINT)


def bound(text: str, width: int, look: LevelStyle = LOOK) -> float | None:
    return height_bound([(SetParagraph((SetRun(text),), look), bound_of(look))], width)


def test_a_short_line_is_bounded_by_one_line() -> None:
    one_line = 20 * 1.2 * POINT
    assert one_line <= (bound("参加者多い and others", 400 * POINT) or 0) < 1.01 * one_line


def test_what_only_setting_tells_is_not_bounded() -> None:
    code = SetParagraph((SetRun("x = 1", face=CODE_FACE),), LOOK)
    assert height_bound([(code, bound_of(LOOK))], 400 * POINT) is None
    assert height_bound([(SetParagraph((SetRun("x"),), LOOK), None)], 400 * POINT) is None
    assert bound("a\tb", 400 * POINT) is None
    assert bound("narrow", 90 * POINT) is None
    assert bound("narrow", 90 * POINT, replace(LOOK, margin_left=0, indent=0)) is not None
