"""A title's two lines made about equally long: a line break between words, or between the phrases of Japanese.

PowerPoint has no such setting, and ignores U+200B, so the break has to be written. Japanese and Chinese phrases are
found by BudouX (`budoux`, Google), Korean words stand between spaces as Latin ones do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from summitdeck.deck.language import HAN, HANGUL, KANA
from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.scene.model import SceneRun
from summitdeck.scene.paragraphs import Placed, runs_to_measured
from summitdeck.typeset.bullets import text_left
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.fitting import scaled_paragraph
from summitdeck.typeset.kinsoku import line_ends
from summitdeck.typeset.model import EMU_PER_POINT, SetParagraph
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import has_east_asian
from summitdeck.typeset.setting import Measured

if TYPE_CHECKING:
    from budoux import Parser

SPARE = EMU_PER_POINT
"""EMU that each line must leave over, so that it surely is one."""
DOUBT = 0.5
"""Of the width: by how much lines may be more unlike when that saves what may be a word."""
TRADITIONAL = ("Hant", "TW", "HK", "MO")
"""Parts of a language tag that say traditional Chinese."""


def balance(title: Placed, scale: int, width: int, language: str, faces: Faces) -> Placed | None:
    """The title with a line break where its two lines are most alike; None when it is to be left alone.

    Left alone is what is one line or more than two at this scale (1/1000 %) and `width` (EMU), what has a line break
    of its own, and what has no place for one at which both lines fit in both profiles.
    """
    text = "".join([run.text for run in title.scene.runs])
    if "\n" in text or "\t" in text:
        return None
    scaled = scaled_paragraph(title.measured, scale)
    measured = [Measured(scaled, profile, faces) for profile in Profile]
    lefts = [text_left(scaled, profile, faces, 0) for profile in Profile]
    counts = [len(own.lines(width, left)[0]) for own, left in zip(measured, lefts, strict=True)]
    if max(counts) != 2:
        return None
    rooms = [(width - left - SPARE, width - scaled.style.margin_left - SPARE) for left in lefts]
    for ends in break_places(text, title.scene.runs, language):
        doubtful = doubtful_ends(text, language)
        fitting = [
            (unlike + (width * DOUBT if end in doubtful else 0), end)
            for end in ends
            if (unlike := _unlike(measured, rooms, end)) is not None
        ]
        for _, end in sorted(fitting):
            broken = _broken(title, text, end)
            if _is_two_lines(scaled_paragraph(broken.measured, scale), width, faces):
                return broken
    return None


def _unlike(measured: Sequence[Measured], rooms: Sequence[tuple[int, int]], end: int) -> float | None:
    """EMU by which the lines before and after a break differ, in the profile where they do more; None when one is too
    long."""
    unlike = 0.0
    for own, (first_room, second_room) in zip(measured, rooms, strict=True):
        first, second = own.width(0, end), own.width(end, len(own.text))
        if first > first_room or second > second_room:
            return None
        unlike = max(unlike, abs(first - second))
    return unlike


def _is_two_lines(paragraph: SetParagraph, width: int, faces: Faces) -> bool:
    for profile in Profile:
        spans, _ = Measured(paragraph, profile, faces).lines(width, text_left(paragraph, profile, faces, 0))
        if len(spans) != 2:
            return False
    return True


def break_places(text: str, runs: Sequence[SceneRun], language: str) -> list[list[int]]:
    """Where a title may be broken, best places first: between words or phrases, outside links; then inside of links;
    then, without East Asian text, at any place where a line may end, as after a hyphen."""
    allowed = set.intersection(*(set(line_ends(text, profile)) for profile in Profile)) - {len(text)}
    allowed = {end for end in allowed if text[:end].strip() and text[end:].strip()}
    linked = _inside_links(runs)
    wanted = allowed & phrase_ends(text, language)
    tiers = [wanted - linked, wanted & linked]
    if not has_east_asian(text):
        tiers.append(allowed - wanted)
    return [sorted(tier) for tier in tiers if tier]


def _inside_links(runs: Sequence[SceneRun]) -> set[int]:
    """The places between two characters of one link."""
    inside: set[int] = set()
    at = 0
    for index, run in enumerate(runs):
        after = at + len(run.text)
        if run.link is not None:
            inside.update(range(at + 1, after))
            if index and runs[index - 1].link == run.link:
                inside.add(at)
        at = after
    return inside


def phrase_ends(text: str, language: str) -> set[int]:
    """The index behind each word or phrase but the last; `language` (BCP 47) tells Han texts apart."""
    ends = {index for index, character in enumerate(text) if index and text[index - 1] == " " and character != " "}
    if not has_east_asian(text) or _holds(text, HANGUL):
        return ends
    phrases = _parser(_model_of(text, language)).parse(text)
    return ends | set(list(accumulate(map(len, phrases)))[:-1])


def doubtful_ends(text: str, language: str) -> set[int]:
    """The places between two kanji of Japanese, where most often there is a word: BudouX parts 開発方|針および."""
    if not has_east_asian(text) or _model_of(text, language) != "ja":
        return set()
    han = [_holds(character, HAN) for character in text]
    return {index for index in range(1, len(text)) if han[index - 1] and han[index]}


def _model_of(text: str, language: str) -> str:
    """Which of BudouX's models reads a text: kana is Japanese whatever the deck's language."""
    parts = language.replace("_", "-").split("-")
    if parts[0].lower() != "zh" or _holds(text, KANA):
        return "ja"
    return "zh-hant" if any(part in TRADITIONAL for part in parts[1:]) else "zh-hans"


def _holds(text: Iterable[str], ranges: Sequence[tuple[str, str]]) -> bool:
    return any(first <= character <= last for character in text for first, last in ranges)


@lru_cache(maxsize=3)
def _parser(model: str) -> Parser:
    """Read when first needed: it costs 30 ms."""
    import budoux

    match model:
        case "zh-hans":
            return budoux.load_default_simplified_chinese_parser()
        case "zh-hant":
            return budoux.load_default_traditional_chinese_parser()
    return budoux.load_default_japanese_parser()


def _broken(title: Placed, text: str, end: int) -> Placed:
    """The title with a line break before the character at `end`, in the place of the spaces there."""
    cut = len(text[:end].rstrip(" "))
    runs: list[SceneRun] = []
    at = 0
    for run in title.scene.runs:
        after = at + len(run.text)
        if at < cut <= after:
            kept = f"{run.text[: cut - at]}\n{run.text[max(0, end - at) :]}"
        else:
            kept = run.text if after <= cut else run.text[max(0, end - at) :]
        if kept:
            runs.append(replace(run, text=kept))
        at = after
    scene = replace(title.scene, runs=tuple(runs))
    return Placed(scene, replace(title.measured, runs=runs_to_measured(runs)))
