"""What is to be said of the lines of a text once they are set: orphans, broken words, lines beyond box or page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.ooxml.proof.frames import SIDEWAYS, outside, turned
from summitdeck.ooxml.proof.model import Doubt, Finding, Text
from summitdeck.scene.base import Frame
from summitdeck.typeset.model import Lines, SetParagraph
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import is_east_asian

MOST_WORDS = 32
"""Characters of a text that are quoted."""
WIDER = 12_700
"""EMU, beside 1/50 of the line, by which an unwrapped line may be wider than its box without a word: a point."""
_LONGEST = 1_000
"""Characters of a word that are looked at on either side of a break."""
BEYOND = 12_700
"""EMU by which a text may reach beyond the page without a word."""

SetLines = Sequence[Lines | None]
"""Of each paragraph; None for one that is surely a single line within its box."""


def findings_of(text: Text, drawn: Sequence[SetParagraph], made: Mapping[Profile, SetLines]) -> tuple[Finding, ...]:
    """Single lines worth a word, by the lines in each profile: a last line of one character, a word that is broken
    because it is longer than its line, a line that runs out of its box."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for profile, each in made.items():
        for paragraph, lines in zip(drawn, each, strict=True):
            if lines is not None:
                for finding in _line_findings(text, paragraph, lines):
                    found.setdefault(finding, {})[profile.value] = None
    return tuple([Finding(code, words, tuple(programs)) for (code, words), programs in found.items()])


def _line_findings(text: Text, paragraph: SetParagraph, lines: Lines) -> list[tuple[str, str]]:
    if not text.box.wrap:
        width, words = max(zip(lines.widths, lines.texts, strict=True))
        return [("wide-text", short(words))] if width - text.box.width > WIDER + width // 50 else []
    words = "".join([run.text for run in paragraph.runs])
    if lines.forced and Doubt.DICTIONARY not in text.doubts:
        broken = list(dict.fromkeys(_broken_words(words, lines)))
        if broken:
            return [("long-word", word) for word in broken]
    last = lines.starts[-1]
    if len(lines.texts) > 1 and len(lines.texts[-1]) == 1 and words[last - 1 : last] != "\n":
        return [("orphan", short(words.strip().rpartition("\n")[2], end=True))]
    return []


def _broken_words(text: str, lines: Lines) -> list[str]:
    """The words that go on on another line although no line may end in them."""
    found = []
    for start in lines.starts[1:]:
        first, last = start, start
        while start - first < _LONGEST and first and _is_worded(text[first - 1]):
            first -= 1
        while last - start < _LONGEST and last < len(text) and _is_worded(text[last]):
            last += 1
        if first < start < last:
            found.append(short(text[first:last]))
    return found


def _is_worded(character: str) -> bool:
    """Whether the character belongs to a word of a script that sets its words apart."""
    return not (character.isspace() or is_east_asian(character))


def short(text: str, *, end: bool = False) -> str:
    """A text of at most MOST_WORDS characters: its beginning, or its end."""
    text = " ".join(text[-4 * MOST_WORDS :].split() if end else text[: 4 * MOST_WORDS].split())
    if len(text) <= MOST_WORDS:
        return text
    return "…" + text[1 - MOST_WORDS :] if end else text[: MOST_WORDS - 1] + "…"


def off_page(text: Text, height: int, made: Sequence[SetLines], page: Frame) -> int:
    """EMU by which a text of this height reaches beyond the page. Paragraphs that were not set count as wide as
    their box."""
    beyond = outside(turned(_drawn_area(text, height, made), text.box.frame, text.box.rotation), page)
    return beyond if beyond > BEYOND else 0


def _drawn_area(text: Text, height: int, made: Sequence[SetLines]) -> Frame:
    """Where the lines stand, by anchor and alignment; of text that runs down the page, the box."""
    box = text.box
    area = box.area
    if box.vertical in SIDEWAYS:
        return area
    if box.columns > 1:
        return Frame(area.x, area.y, area.width, max(area.height, -(-height // box.columns)))
    sides = [
        _sides(area, paragraph, lines) for each in made for paragraph, lines in zip(text.paragraphs, each, strict=True)
    ]
    left, right = min(side[0] for side in sides), max(side[1] for side in sides)
    match box.anchor:
        case "t":
            top = area.y
        case "b":
            top = area.bottom - height
        case _:
            top = area.y + (area.height - height) // 2
    return Frame(left, top, right - left, height)


def _sides(area: Frame, paragraph: SetParagraph, lines: Lines | None) -> tuple[int, int]:
    """Left and right end of a paragraph's longest line."""
    style = paragraph.style
    if lines is None:
        return area.x, area.right
    width = max(lines.widths)
    match style.align:
        case "r":
            return area.right - width, area.right
        case "ctr":
            return area.x + (area.width - width) // 2, area.x + (area.width + width) // 2
        case _:
            return area.x, area.x + style.margin_left + width
