"""What the rules look at: the scene, the deck it came from, and the texts that take several lines, set once for all.

Also the way back: from a character of the scene to where the author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summitdeck.checks.texts import Text, scene_texts
from summitdeck.deck.model import Block, Deck, Paragraph, Settings, Slide, Table, Words
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.source import Place
from summitdeck.frozen import NamedTuple, dataclass
from summitdeck.problems import Problem, Span
from summitdeck.scene.model import Page, Scene, TableShape
from summitdeck.typeset.faces import Faces, resolve_face
from summitdeck.typeset.kinsoku import line_ends
from summitdeck.typeset.model import Lines, SetParagraph
from summitdeck.typeset.pens import EMU_PER_HUNDREDTH
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import WIDEST, is_surely_one_line, largest_size
from summitdeck.typeset.setting import set_paragraph

TAIL = 12
"""Characters at a text's end that tell whether a line may end before the last one."""


class Wrapped(NamedTuple):
    """A text of several lines, of which one may be worth a word."""

    text: Text
    words: str
    lines: tuple[tuple[Profile, Lines], ...]
    """In each profile, at the size it has on the page."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules look at."""

    scene: Scene
    deck: Deck
    """Its values resolved: the one that the scene was made of."""
    faces: Faces
    """What the scene was measured with."""
    texts: tuple[Text, ...]
    """Every paragraph on the pages, in order."""
    wrapped: tuple[Wrapped, ...]
    """Those that must be looked at line by line."""
    overflowing: frozenset[tuple[str, int]] = frozenset()
    """Files and lines at which content has been told not to fit."""
    is_own_template: bool = True
    """Whether the template is one that comes with summitdeck."""

    def span(self, text: Text, start: int = 0, length: int | None = None) -> Span | None:
        """Where the author wrote `length` characters of a text from `start` on; as near as it is known."""
        said = _said(self.deck, text)
        if said:
            start = _same_index(text.words, start, words_to_text(said))
        place = (_place_in(said, start, length) if said else None) or text.shape.place or text.page.place
        return self.span_on(text.page, place)

    def span_on(self, page: Page, place: Place | None) -> Span | None:
        """A place that what stands on a page was written at, in the page's own turn of a loop."""
        if place is None:
            return None
        return place.span().in_turn(page.place.turn if page.place else "")


def make_subject(
    scene: Scene,
    deck: Deck | None = None,
    faces: Faces = resolve_face,
    problems: Iterable[Problem] = (),
    is_own_template: bool = True,
) -> Subject:
    """What the rules look at; `problems` are those that placing has told."""
    texts = tuple(scene_texts(scene))
    overflowing = frozenset(
        (found.span.file, found.span.line) for found in problems if found.code == "overflow" and found.span
    )
    wrapped = tuple(_wrapped(texts, faces))
    return Subject(scene, deck or Deck(Settings(), ()), faces, texts, wrapped, overflowing, is_own_template)


def _wrapped(texts: Iterable[Text], faces: Faces) -> Iterator[Wrapped]:
    """Texts of several lines whose last one may hold a single character, or in which a word may be broken.

    Most texts are one line, and the last word of most others is longer: only what is left is set.
    """
    for text in texts:
        width = text.width
        if width is None:
            continue
        words, paragraph = text.words, text.on_page()
        most = _characters(paragraph, width)
        if len(words) <= most or not (_may_end_alone(words) or _may_be_broken(words, most)):
            continue
        if not is_surely_one_line(paragraph, width, text.number, faces):
            lines = [
                (profile, set_paragraph(paragraph, width, profile, number=text.number, faces=faces))
                for profile in Profile
            ]
            yield Wrapped(text, words, tuple(lines))


def _may_end_alone(words: str) -> bool:
    """Whether a line may end before the last character."""
    tail = words[-TAIL:].rstrip()
    last = tail[-2:]
    if last.isascii() and last.isalnum():  # within a word, as most are
        return False
    return any(len(tail) - 1 in line_ends(tail, profile) for profile in Profile)


def _may_be_broken(words: str, most: float) -> bool:
    """Whether a word may be longer than a line, which holds so many characters."""
    # No word is longer than a stretch without a blank and without East Asian characters, which begin at U+2E80.
    stretches = "".join([character if "!" <= character < "\u2e80" else " " for character in words]).split(" ")
    return max(map(len, stretches)) > most


def _characters(paragraph: SetParagraph, width: int) -> float:
    """How many characters a line holds in any case."""
    style = paragraph.style
    hanging = max(0, style.margin_left, style.margin_left + style.indent)
    each = WIDEST * largest_size(paragraph) + max(0, style.spacing) * EMU_PER_HUNDREDTH
    return (width - hanging) / each


def _said(deck: Deck, text: Text) -> Words | None:
    """The author's words for a text; None where they cannot be told from others."""
    slide = deck.slides[text.page.slide] if text.page.slide < len(deck.slides) else None
    place = text.shape.place
    if slide is None or place is None:
        return None
    whole = _bare(text.words)
    for field in slide.fields.values():
        blocks = field.content.blocks
        for index, block in enumerate(blocks):
            for words in _candidates(blocks, index, block, place, text):
                said = _bare(words_to_text(words))
                if said and whole.startswith(said):  # a title that goes on has its number behind it
                    return words
    return _alone(slide, whole)


def _alone(slide: Slide, whole: str) -> Words | None:
    """The one paragraph that says just this: a layout may put several fields into one shape, which begins elsewhere."""
    blocks = (block for field in slide.fields.values() for block in field.content.blocks)
    found = [
        block.words for block in blocks if isinstance(block, Paragraph) and _bare(words_to_text(block.words)) == whole
    ]
    return found[0] if len(found) == 1 else None


def _bare(text: str) -> str:
    """The text without blanks: a title may have been given a line break."""
    return "".join(text.split())


def _same_index(text: str, index: int, other: str) -> int:
    """Where the character at an index of a text stands in another one, which differs by blanks only."""
    if text == other:
        return index
    count = len(_bare(text[:index]))
    for at, character in enumerate(other):
        if not character.isspace():
            if not count:
                return at
            count -= 1
    return len(other)


def _candidates(blocks: tuple[Block, ...], index: int, block: Block, place: Place, text: Text) -> Iterator[Words]:
    """Words that a text may be made of, by where its shape begins."""
    if isinstance(block, Paragraph):
        beside = blocks[index + text.at] if index + text.at < len(blocks) else None
        if block.place is place and isinstance(beside, Paragraph):
            yield beside.words
        elif any(run.place is place for run in block.words):  # printed within a line of the layout
            yield block.words
    elif block.place is place and isinstance(block, Table) and isinstance(text.shape, TableShape):
        yield from (cell.words for row in block.rows for cell in row if words_to_text(cell.words) == text.words)
    elif block.caption and block.caption[0].place is place:
        yield block.caption


def _place_in(words: Words, start: int, length: int | None) -> Place | None:
    """The place of some characters; of a value or of marked text, the place of the whole run."""
    for run in words:
        if start < len(run.text):
            place = run.place
            if place is None or place.length not in (None, len(run.text)):
                return place
            rest = len(run.text) - start
            return place.at(start, rest if length is None else max(1, min(length, rest)))
        start -= len(run.text)
    return None
