"""Rules on where lines end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from summitdeck.checks.subject import Subject, Wrapped
from summitdeck.checks.to_fill import holds_prompt
from summitdeck.problems import Problem, warning
from summitdeck.typeset.kinsoku import line_ends
from summitdeck.typeset.model import Lines
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import COMPLEX, EAST_ASIAN, script_of

PROGRAMS = {Profile.POWERPOINT: "in PowerPoint ", Profile.LIBREOFFICE: "in LibreOffice "}
SHOWN = 48
"""Characters of a word that a message quotes."""


def check_last_lines(subject: Subject) -> Iterator[Problem]:
    """`orphan` (warning): the last line of a paragraph is a single character, in PowerPoint or in LibreOffice. It looks
    like a mistake, and costs a line. A line break of the author's own before it is meant so; a prompt is no text yet.

    Passes: `主にDesign Summitについて話しま` / `す。`, which is two. Fails: the same with `す` alone.
    """
    for text, words, lines in subject.wrapped:
        alone = [profile for profile, found in lines if _ends_alone(words, found)]
        if alone and not holds_prompt(words):
            start = max(found.starts[-1] for profile, found in lines if profile in alone)
            last = words[start:].strip()
            where = PROGRAMS[alone[0]] if len(alone) < len(lines) else ""
            yield warning(
                "orphan",
                f"{where}the last line holds one character, {_quoted(last)}",
                subject.span(text, start, 1),
                "cut a word, or put a line break where it reads best",
            )


def _ends_alone(words: str, lines: Lines) -> bool:
    start = lines.starts[-1]
    if not start or words[start - 1] == "\n":
        return False
    last = words[start:].strip()
    return sum(unicodedata.category(character) not in ("Mn", "Me", "Cf") for character in last) == 1


def _quoted(character: str) -> str:
    return f"「{character}」" if script_of(character[0]) == EAST_ASIAN else f"'{character}'"


def check_long_words(subject: Subject) -> Iterator[Problem]:
    """`long-word` (warning): a Latin word, a path or an address is longer than its line, so PowerPoint or LibreOffice
    breaks it anywhere, without a hyphen. PowerPoint ends no line at the `/` of an address.

    Passes: `[the wiki](https://wiki.openstack.org/wiki/Sprints)`. Fails: the same address in full in a narrow column.
    """
    for wrapped in subject.wrapped:
        for start, end in sorted(
            {word for profile, lines in wrapped.lines for word in _broken(wrapped, profile, lines)}
        ):
            word = wrapped.words[start:end]
            shown = word if len(word) <= SHOWN else f"{word[: SHOWN - 1]}…"
            hint = (
                "give the address words to stand for it: `[words](address)`" if "://" in word else "use a shorter word"
            )
            span = subject.span(wrapped.text, start, end - start)
            yield warning("long-word", f"'{shown}' is longer than its line, and is broken inside", span, hint)


def _broken(wrapped: Wrapped, profile: Profile, lines: Lines) -> Iterator[tuple[int, int]]:
    """Where each word that a line ends inside of begins and ends."""
    if not lines.forced:
        return
    words = wrapped.words
    ends = {0}
    at = 0
    for segment in words.split("\n"):
        ends |= {at, *(at + end for end in line_ends(segment, profile))}
        at += len(segment) + 1
    for start in lines.starts:
        if start not in ends and _is_worded(words[start - 1]) and _is_worded(words[start]):
            first, last = start, start
            while first and _is_worded(words[first - 1]):
                first -= 1
            while last < len(words) and _is_worded(words[last]):
                last += 1
            yield first, last


def _is_worded(character: str) -> bool:
    """Whether the character belongs to a word of a script that sets its words apart."""
    return not character.isspace() and script_of(character) not in (EAST_ASIAN, COMPLEX)
