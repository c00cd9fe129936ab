"""Rules on footers and dates."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.checks.subject import Subject
from summitdeck.deck.model import Furniture
from summitdeck.deck.source import Place
from summitdeck.problems import Problem, warning
from summitdeck.scene.base import Insets
from summitdeck.scene.model import FurnitureShape, Page
from summitdeck.scene.overflow import counted, percent_of, text_excess
from summitdeck.scene.setting import Look, Setting, TextRoom, text_room
from summitdeck.typeset.faces import Faces
from summitdeck.typeset.fitting import LADDER, SLACK
from summitdeck.typeset.height import text_height
from summitdeck.typeset.model import SetParagraph, SetRun
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.quick import is_surely_one_line

NAMES = {"ftr": "footer", "dt": "date"}


def check_furniture(subject: Subject) -> Iterator[Problem]:
    """`long-furniture` (warning): a footer or a date takes more lines than its slot has room for, so it stands upon
    what is above or below it. It keeps the size that the template gives it. Told once, where it is written.

    Passes: `footer: R&Dセンター`. Fails: a footer of three sentences.
    """
    seen: set[tuple[int, str]] = set()
    told: set[tuple[str, Place | None]] = set()
    for page in subject.scene.pages:
        for piece in page.furniture:
            name, key = NAMES.get(piece.slot.kind), (id(piece.slot), piece.text)
            if name is None or piece.field_type is not None or key in seen:
                continue
            seen.add(key)
            place = _place_of(name, page, subject)
            if (name, place) not in told and (found := _too_long(name, piece, subject.faces)):
                told.add((name, place))
                message, hint = found
                yield warning("long-furniture", message, place.span() if place else None, hint)


def _too_long(name: str, piece: FurnitureShape, faces: Faces) -> tuple[str, str] | None:
    """What is to be said of words that take too many lines, and what would help; None when they fit."""
    slot = piece.slot
    paragraph = SetParagraph((SetRun(piece.text),), slot.levels[0])
    room = text_room(Setting(slot.frame, Look(slot.levels, _edges(slot.insets)), slot))
    if not slot.wrap or is_surely_one_line(paragraph, room.width, 0, faces):
        return None
    single = SetParagraph((SetRun("x"),), slot.levels[0])  # a slot too low for any line is its designer's
    line = max(text_height((single,), room.width, profile, faces=faces) for profile in Profile)
    needed = max(text_height((paragraph,), room.width, profile, faces=faces) for profile in Profile)
    height = max(room.height, line)
    if needed <= height:
        return None
    excess = text_excess((paragraph,), LADDER[0], 0, TextRoom(room.width, height + SLACK), faces)
    message = f"the {name} needs {percent_of(needed, height)} % of its slot: {counted(excess.lines, 'line')} too many"
    return message, f"cut about {counted(excess.characters, 'character')}"


def _edges(insets: Insets) -> tuple[int, int, int, int]:
    return insets.left, insets.top, insets.right, insets.bottom


def _place_of(name: str, page: Page, subject: Subject) -> Place | None:
    """Where the words are written: on the slide, else in the deck's settings."""
    deck = subject.deck
    slide = deck.slides[page.slide] if page.slide < len(deck.slides) else None
    own = _words_place((slide.footer if name == "footer" else slide.date) if slide else None)
    return own or _words_place(deck.settings.footer if name == "footer" else deck.settings.date) or page.place


def _words_place(said: Furniture) -> Place | None:
    return said[0].place if isinstance(said, tuple) and said else None
