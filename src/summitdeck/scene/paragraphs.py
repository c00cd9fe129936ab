"""From the author's paragraphs to the scene's: what differs from the slot's level, and what is to be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from summitdeck.deck.model import Link, Paragraph, ParagraphKind, Run, Words
from summitdeck.scene.model import SceneParagraph, SceneRun, Target
from summitdeck.typeset.model import CODE_FACE, Bullet, BulletKind, LevelStyle, SetParagraph, SetRun

LinkTarget = Callable[[Link], Target | None]
"""Gives where a link leads on the page; None when it leads nowhere, which has been told elsewhere."""

NUMBERED = Bullet(kind=BulletKind.NUMBER, scheme="arabicPeriod")


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph twice: as it is written, and as it is measured."""

    scene: SceneParagraph
    measured: SetParagraph


def words_to_runs(words: Words, target: LinkTarget, italic: bool = False) -> tuple[SceneRun, ...]:
    """The runs of a text, links resolved."""
    return tuple(_run(run, target, italic) for run in words)


def _run(run: Run, target: LinkTarget, italic: bool) -> SceneRun:
    link = target(run.link) if run.link else None
    return SceneRun(run.text, run.bold, run.italic or italic, run.strike, run.code, None, link)


def runs_to_measured(runs: Sequence[SceneRun]) -> tuple[SetRun, ...]:
    """The same runs for typesetting."""
    return tuple(SetRun(run.text, run.bold, run.italic, CODE_FACE if run.code else None) for run in runs)


class Styles:
    """The look of each kind of paragraph in each level of a slot, made once and shared by all slides."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[tuple[int, int, ParagraphKind], tuple[str | None, LevelStyle, object]] = {}

    def of(self, levels: Sequence[LevelStyle], level: int, kind: ParagraphKind) -> tuple[str | None, LevelStyle]:
        """What to write before the paragraph (SceneParagraph.bullet), and its look."""
        key = (id(levels), level, kind)
        found = self._made.get(key)
        if found is None:
            bullet, style = paragraph_style(levels[min(level, len(levels) - 1)], level, kind)
            found = self._made[key] = (bullet, style, levels)  # `levels` is kept so that its id stays its own
        return found[0], found[1]


def paragraph_style(style: LevelStyle, level: int, kind: ParagraphKind) -> tuple[str | None, LevelStyle]:
    """What a paragraph of this kind needs beside what its level says, and the look that results."""
    has_bullet = style.bullet.kind is not BulletKind.NONE
    if kind is ParagraphKind.NUMBER:
        return "number", replace(style, bullet=NUMBERED)
    if kind is ParagraphKind.BULLET or not has_bullet:
        return None, style
    if level == 0:
        return "none", replace(style, bullet=Bullet(), margin_left=0, indent=0)
    return "none", replace(style, bullet=Bullet(), indent=0)


def place_paragraphs(
    paragraphs: Sequence[Paragraph], levels: Sequence[LevelStyle], styles: Styles, target: LinkTarget
) -> tuple[Placed, ...]:
    """The paragraphs of one text, in a slot or a box whose levels look as told."""
    placed = []
    for paragraph in paragraphs:
        kind = paragraph.kind
        level = min(paragraph.level, len(levels) - 1)
        bullet, style = styles.of(levels, level, kind)
        runs = words_to_runs(paragraph.words, target, italic=kind is ParagraphKind.QUOTE)
        scene = SceneParagraph(runs, level, bullet, paragraph.start)
        placed.append(Placed(scene, SetParagraph(runs_to_measured(runs), style)))
    return tuple(placed)


def plain_style(style: LevelStyle, size: int, color: str | None = None, **changes: object) -> LevelStyle:
    """A level's look for a sentence of its own: no bullet, no indent, another size."""
    changed: Mapping[str, object] = {"bullet": Bullet(), "margin_left": 0, "indent": 0, "size": size, **changes}
    return replace(style, color=color or style.color, **changed)  # type: ignore[arg-type]
