"""The trials as figures: what was asked, what was measured, whether it holds, and where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from summitdeck.typeset.profile import Profile
from tools.judge import boxes, placeholders
from tools.judge.office import Office
from tools.judge.slides import Judged, What, judge_decks, make_deck

LIBREOFFICE, POWERPOINT = Profile.LIBREOFFICE, Profile.POWERPOINT
SAME_BREAKING = 25
"""The first version of LibreOffice whose line breaking is asked to be met more narrowly."""
FULL = {"body": 100, "title": 20, "columns": 20, "table": 20, "caption": 20}
"""Slides of each kind in the full run on our own template."""
FOREIGN = {"body": 10, "title": 2, "columns": 2, "table": 2, "caption": 2}
"""The same on each template of others."""
RIGHT = 0.98
"""Share of right verdicts that is asked of nearly full placeholders."""


class Figure(NamedTuple):
    """One line of the results."""

    what: str
    measured: str
    asked: str = ""
    holds: bool = True
    examples: tuple[str, ...] = ()
    """Where it goes wrong."""


def most_wrong(version: str) -> float:
    """The share of boxes with a wrong number of lines that is allowed in LibreOffice's profile."""
    return 0.03 if int(version.partition(".")[0]) >= SAME_BREAKING else 0.06


def boxes_trial(office: Office, count: int, seed: int) -> Iterator[Figure]:
    """Random boxes of every kind. The first two kinds are asked for; of the others the figure is told."""
    limit = most_wrong(office.version())
    for kind in boxes.KINDS:
        judged = boxes.judge_boxes(boxes.random_boxes(kind, count, seed), office, f"boxes-{kind}")
        wrong = [each for each in judged if each.count(LIBREOFFICE) != len(each.drawn)]
        examples = tuple(boxes.first_difference(each) for each in wrong)
        for profile in (LIBREOFFICE, POWERPOINT, None):
            found = boxes.verdict(judged, profile)
            is_asked = profile is LIBREOFFICE and kind in {"installed", "missing"}
            yield Figure(
                f"{found.boxes} boxes, {kind}: line count wrong, {_profile_name(profile)}",
                f"{found.wrong:.1%} ({found.under} under, {found.over} over)",
                f"under {limit:.0%}" if is_asked else "",
                found.boxes > 0 and (not is_asked or found.wrong < limit),
                examples if profile is LIBREOFFICE else (),
            )
        yield Figure(f"{len(judged)} boxes, {kind}: lines with the same text", f"{boxes.same_lines(judged):.1%}")


def placeholders_trial(office: Office, templates: Sequence[Path], each: int, seed: int, least: int) -> Iterator[Figure]:
    """Nearly full placeholders, at least `least` of them in faces that LibreOffice has."""
    judged = list(placeholders.judge_placeholders(templates, each, office, seed))
    for known in (True, False):
        mine = [one for one in judged if one.filled.is_known == known]
        faces = "faces LibreOffice has" if known else "faces it replaces"
        if not mine:
            yield Figure(f"placeholders, {faces}", "none", f"{least}" if known else "", not known)
            continue
        for profile, fitted in ((LIBREOFFICE, False), (LIBREOFFICE, True), (None, True)):
            yield _verdict_figure(mine, profile, fitted, faces, known, least)


def _verdict_figure(
    mine: Sequence[placeholders.Judged], profile: Profile | None, fitted: bool, faces: str, known: bool, least: int
) -> Figure:
    found = placeholders.verdict(mine, profile, fitted)
    asked, holds = "", True
    if known:
        is_main = not fitted
        asked = f"{RIGHT:.0%}, no box that overflows said to fit" if is_main else "no box that overflows said to fit"
        holds = found.count >= least and not found.wrong_fits and (not is_main or found.right >= RIGHT)
    how = "as fitting decides, ½ pt to spare" if fitted else "height at most the room"
    wrong = [one.describe() for one in mine if one.is_wrong(profile, fitted)]
    return Figure(
        f"{found.count} placeholders, {faces}: verdict right, {_profile_name(profile)}, {how}",
        f"{found.right:.1%} ({found.wrong_fits} said to fit, {found.wrong_overflows} said to overflow)",
        asked,
        holds,
        tuple(wrong),
    )


def _profile_name(profile: Profile | None) -> str:
    return {LIBREOFFICE: "LibreOffice's profile", POWERPOINT: "PowerPoint's profile"}.get(profile, "both profiles")  # type: ignore[arg-type]


def slides_trial(
    office: Office, folder: Path, templates: Sequence[Path], seed: int, counts: Mapping[str, int] = FULL
) -> Iterator[Figure]:
    """Overflowing slides fitted by a build: on our template, and fewer on each of others."""
    own, others = folder / "own", []
    make_deck(own, counts, seed)
    yield from slides_figures("our template", list(judge_decks([own], office)))
    for template in templates:
        deck = folder / template.name.replace(".", "-")
        if make_deck(deck, FOREIGN, seed, template).scene is not None:
            others.append(deck)
    judged = list(judge_decks(others, office))
    if judged:
        yield from slides_figures(f"{len(judged)} templates of others", judged)


def slides_figures(where: str, judged: Sequence[Judged]) -> Iterator[Figure]:
    """What became of built slides. No fault is asked for in faces that LibreOffice has; in others they are told."""
    pages, texts = sum(one.pages for one in judged), sum(one.texts for one in judged)
    shrunk, lines = sum(one.shrunk for one in judged), sum(one.lines for one in judged)
    tables = sum(one.tables for one in judged)
    about = f"{pages} slides, {texts} texts, {lines} lines; {shrunk} texts made smaller; {tables} tables"
    yield Figure(f"slides on {where}", about, "", bool(texts and lines))
    for what in What:
        known = sum(one.count(what, known=True) for one in judged)
        other = sum(one.count(what, known=False) for one in judged)
        examples = tuple(fault.where for one in judged for fault in one.faults if fault.what is what)
        measured = f"{known} in faces LibreOffice has, {other} in others"
        yield Figure(f"slides on {where}: {what}", measured, "0 in faces it has", not known, examples)


def decks_trial(office: Office, decks: Sequence[Path]) -> Iterator[Figure]:
    """Decks as they are: the examples of this repository."""
    yield from slides_figures(f"{len(decks)} decks of this repository", list(judge_decks(decks, office)))
