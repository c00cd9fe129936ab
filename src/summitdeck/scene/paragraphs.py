"""From the author's paragraphs to the scene's: what differs from the slot's level, and what is to be measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summitdeck.deck.model import Link, Paragraph, ParagraphKind, Run, Words
from summitdeck.frozen import NamedTuple, replace
from summitdeck.scene.bounds import Bound, bound_of
from summitdeck.scene.model import SceneParagraph, SceneRun, Target
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.model import (
    CODE_FACE,
    EMU_PER_POINT,
    Bullet,
    BulletKind,
    LevelStyle,
    SetParagraph,
    SetRun,
)
from summitdeck.typeset.scripts import has_east_asian, is_right_to_left

LinkTarget = Callable[[Link], Target | None]
"""Gives where a link leads on the page; None when it leads nowhere, which has been told elsewhere."""

NUMBERED = Bullet(kind=BulletKind.NUMBER, scheme="arabicPeriod")


class Placed(NamedTuple):
    """A paragraph twice: as it is written, and as it is measured."""

    scene: SceneParagraph
    measured: SetParagraph
    bound: Bound | None = None
    """How high it may be at the most; None when only setting it tells."""


class Style(NamedTuple):
    """The look of one kind of paragraph in one level."""

    bullet: str | None
    """What to write before it (SceneParagraph.bullet)."""
    look: LevelStyle
    bound: Bound | None


def words_to_runs(words: Words, target: LinkTarget, italic: bool = False) -> tuple[SceneRun, ...]:
    """The runs of a text, links resolved. `italic` is for what has an italic: East Asian words stay upright."""
    return tuple([_run(run, target, italic and not has_east_asian(run.text)) for run in words])


def _run(run: Run, target: LinkTarget, italic: bool) -> SceneRun:
    link = target(run.link) if run.link else None
    return SceneRun(run.text, run.bold, run.italic or italic, run.strike, run.code, None, link)


def runs_to_measured(runs: Sequence[SceneRun]) -> tuple[SetRun, ...]:
    """The same runs for typesetting."""
    return tuple([SetRun(run.text, run.bold, run.italic, CODE_FACE if run.code else None) for run in runs])


def runs_to_direction(runs: Sequence[SceneRun], style: LevelStyle) -> str | None:
    """`rtl` for a paragraph that runs to the left by its first letter, in a level that does not."""
    if style.right_to_left or all(run.text.isascii() for run in runs):
        return None
    return "rtl" if is_right_to_left("".join([run.text for run in runs])) else None


def breaking_language(language: str) -> str:
    """The deck's language (BCP 47) where its East Asian text breaks otherwise than Japanese does; else empty."""
    return language if language.startswith(("zh", "ko")) else ""


class Styles:
    """The look of each kind of paragraph in each level of a slot, made once and shared by all slides of a deck in
    `language`, a BCP 47 tag."""

    __slots__ = ("_faces", "_language", "_made")

    def __init__(self, faces: Faces = resolve_face, language: str = "") -> None:
        self._faces = faces
        self._language = breaking_language(language)
        self._made: dict[tuple[int, int, ParagraphKind], tuple[Style, object]] = {}

    @property
    def language(self) -> str:
        """The deck's language where it decides on breaks; empty where Japanese rules hold."""
        return self._language

    def of(self, levels: Sequence[LevelStyle], level: int, kind: ParagraphKind) -> Style:
        """The look of a paragraph of this kind at this level."""
        key = (id(levels), level, kind)
        found = self._made.get(key)
        if found is None:
            look = levels[level]
            if self._language and look.language != self._language:
                look = replace(look, language=self._language)
            made = paragraph_style(look, level, kind, self._faces)
            found = self._made[key] = (made, levels)  # `levels` is kept so that its id stays its own
        return found[0]


def paragraph_style(style: LevelStyle, level: int, kind: ParagraphKind, faces: Faces = resolve_face) -> Style:
    """What a paragraph of this kind needs beside what its level says, and the look that results."""
    bullet = None
    if kind is ParagraphKind.NUMBER:
        bullet, style = "number", _numbered(style)
    elif kind is not ParagraphKind.BULLET and style.bullet.kind is not BulletKind.NONE:
        bullet, style = "none", replace(style, bullet=Bullet(), indent=0, margin_left=style.margin_left if level else 0)
    return Style(bullet, style, bound_of(style, faces))


def _numbered(style: LevelStyle) -> LevelStyle:
    """A level with a number before it; one that does not hang is made to, as the writer writes it."""
    bullet = style.bullet if style.bullet.kind is BulletKind.NUMBER else NUMBERED
    if style.indent < 0 or style.bullet.kind is BulletKind.NUMBER:
        return replace(style, bullet=bullet)
    hang = hanging_indent(style.size, numbered=True)
    return replace(style, bullet=bullet, margin_left=style.margin_left + hang, indent=-hang)


def hanging_indent(size: int, *, numbered: bool) -> int:
    """EMU a mark hangs where the level has no hanging indent, for text of `size` 1/100 pt: 1.25 em, a number 1.5 em,
    which are PowerPoint's own 285750 and 342900 when its buttons are pressed at 18 pt."""
    return size * EMU_PER_POINT * (6 if numbered else 5) // 400


def place_paragraphs(
    paragraphs: Sequence[Paragraph], levels: Sequence[LevelStyle], styles: Styles, target: LinkTarget
) -> tuple[Placed, ...]:
    """The paragraphs of one text, in a slot or a box whose levels look as told."""
    deepest = len(levels) - 1
    placed = []
    for paragraph in paragraphs:
        kind = paragraph.kind
        level = min(paragraph.level, deepest)
        bullet, style, bound = styles.of(levels, level, kind)
        runs = words_to_runs(paragraph.words, target, italic=kind is ParagraphKind.QUOTE)
        direction = runs_to_direction(runs, style)
        scene = SceneParagraph(runs, level, bullet, paragraph.start, direction=direction)
        placed.append(Placed(scene, SetParagraph(runs_to_measured(runs), style), bound))
    return tuple(placed)
