"""The decks that every tool is given: what is on each slide, and each tool's own way of writing it down."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

LEVELS = (0, 1, 1, 2, 0, 1, 1, 0)
"""Depth of each of a generated slide's eight bullets."""

_THINGS = (
    "ネットワーク構成", "障害対応", "分散ストレージ", "cells", "Neutron plugin", "認証", "監視", "scheduler",
    "仮想ルータ", "上流への貢献", "volume driver", "CI", "リリース手順", "live migration", "運用", "API",
)  # fmt: skip
_PHRASES = (
    "{}の見直しを始めた", "{}と{}の境界を決める", "次の版で{}を置き換える", "{}について現地で議論",
    "来年は{}を{}に合わせる", "{} moves out of the core", "Agreed on {} before {}", "{} needs an owner",
    "Split {} from {}", "{} in 30 minutes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bullet."""

    level: int
    """0 is the outermost."""
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture on a slide."""

    path: str
    """Relative to the folder the deck's inputs stand in, with forward slashes."""
    alt: str


@dataclass(frozen=True, slots=True)
class Slide:
    """What one slide holds, whoever writes it."""

    title: str
    bullets: tuple[Bullet, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck to measure with."""

    name: str
    slides: tuple[Slide, ...]


def generated(count: int) -> Deck:
    """Return `count` slides: eight bullets and notes; every 10th a table, every 5th one of 50 pictures."""
    return Deck(str(count), tuple(_slide(i, table=i % 10 == 4, picture=i % 5 == 2, notes=True) for i in range(count)))


def report() -> Deck:
    """Return 22 slides such as a trip report has: one table, four pictures, no notes."""
    return Deck("report", tuple(_slide(i, table=i == 1, picture=i in {2, 7, 12, 17}, notes=False) for i in range(22)))


def _slide(index: int, *, table: bool, picture: bool, notes: bool) -> Slide:
    chance = Random(index)  # each slide's own words, so that no cache makes one tool look fast
    return Slide(
        title=f"{index + 1} {_sentence(chance)}",
        bullets=tuple(Bullet(level, _sentence(chance)) for level in LEVELS),
        table=_table(chance) if table else (),
        pictures=(Picture(f"pictures/{index // 5 % 50:02}.jpg", f"Picture of {_sentence(chance)}"),) if picture else (),
        notes=f"{_sentence(chance)}。 {_sentence(chance)}." if notes else "",
    )


def _sentence(chance: Random) -> str:
    return chance.choice(_PHRASES).format(*chance.sample(_THINGS, 2)) + f" {chance.randrange(1000)}"


def _table(chance: Random) -> tuple[tuple[str, ...], ...]:
    header = ("項目", "Kilo", "Liberty", "台数")
    return (header, *((thing, "○", "", str(chance.randrange(500))) for thing in chance.sample(_THINGS, 5)))


def write_inputs(deck: Deck, folder: Path) -> None:
    """Write `deck` into `folder` for the peers: as Markdown (pandoc) and as JSON (the two scripts)."""
    (folder / f"{deck.name}.md").write_text(deck_to_markdown(deck), encoding="utf-8")
    (folder / f"{deck.name}.json").write_text(json.dumps(asdict(deck), ensure_ascii=False), encoding="utf-8")


def deck_to_yaml(deck: Deck) -> str:
    """Return `deck` in the slide language. Only its titles hold what YAML wants quoted."""
    settings = f"deck:\n  title: Benchmark of {len(deck.slides)} slides\n  language: ja-JP\n  template: summit\n"
    return "---\n".join([settings, *(_slide_to_yaml(slide) for slide in deck.slides)])


def _slide_to_yaml(slide: Slide) -> str:
    beside = bool(slide.table or slide.pictures)
    lines = ["layout: two-columns"] if beside else []
    lines += [f"title: {json.dumps(slide.title, ensure_ascii=False)}", "left:" if beside else "body:"]
    lines += _bullets_to_yaml(slide.bullets)
    if slide.table:
        lines += [
            "right:",
            "  table:",
            *(f"    - {json.dumps(row, ensure_ascii=False)}" for row in slide.table),
        ]
    for picture in slide.pictures:
        lines += ["right:", f"  picture: {picture.path}", f"  alt: {picture.alt}"]
    if slide.notes:
        lines += ["notes: |", f"  {slide.notes}"]
    return "\n".join([*lines, ""])


def _bullets_to_yaml(bullets: Sequence[Bullet]) -> Iterator[str]:
    for here, following in zip(bullets, [*bullets[1:], None], strict=False):
        parent = following is not None and following.level > here.level
        yield f"{'    ' * here.level}  - {here.text}{':' if parent else ''}"


def deck_to_markdown(deck: Deck) -> str:
    """Return `deck` as pandoc reads it; columns keep a table or a picture on its bullets' own slide."""
    return "\n".join(line for slide in deck.slides for line in _slide_to_markdown(slide))


def _slide_to_markdown(slide: Slide) -> Iterator[str]:
    yield from (f"# {_escaped(slide.title)}", "")
    bullets = [f"{'    ' * bullet.level}- {_escaped(bullet.text)}" for bullet in slide.bullets] + [""]
    table = list(_table_to_markdown(slide.table))
    pictures = [f"![{_escaped(picture.alt)}]({picture.path})\n" for picture in slide.pictures]
    left, right = (bullets + table, pictures) if pictures else (bullets, table)
    if right and slide.bullets:
        yield from (":::: columns", "::: column", *left, ":::", "::: column", *right, ":::", "::::", "")
    else:
        yield from (*left, *right)
    if slide.notes:
        yield from ("::: notes", _escaped(slide.notes), ":::", "")


def _table_to_markdown(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(map(_escaped, row))} |"
        if number == 0:
            yield "|---" * len(row) + "|"
    if rows:
        yield ""


def _escaped(text: str) -> str:
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
