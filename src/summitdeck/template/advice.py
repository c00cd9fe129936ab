"""How a finding on a template is put: what it is and where, why it matters, and what to do in PowerPoint's words."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.problems import Problem, error, note, warning
from summitdeck.scene.base import Slot
from summitdeck.template.study import StudiedMaster

SLIDE_MASTER = "View > Slide Master"
"""Where PowerPoint keeps all of this."""
_SHOWN = 3
"""Names that a message gives before it counts the others."""


def advise(code: str, message: str, why: str, do: str) -> Problem:
    """A warning: decks are built all the same."""
    return warning(f"template-{code}", message, None, f"{why}\n{do}")


def refuse(code: str, message: str, why: str, do: str) -> Problem:
    """An error: no deck can be built on it, or none that opens."""
    return error(f"template-{code}", message, None, f"{why}\n{do}")


def remark(code: str, message: str, why: str, do: str) -> Problem:
    """A note: nothing is wrong."""
    return note(f"template-{code}", message, None, f"{why}\n{do}")


def quoted(names: Sequence[str], what: str = "") -> str:
    """`'A', 'B' and 'C'`, or `'A', 'B', 'C' and 5 more`: each name once, on one line, behind `what` or its plural."""
    once = list(dict.fromkeys(" ".join(name.split()) for name in names))
    words = [f"'{name}'" for name in once[:_SHOWN]]
    if len(once) > _SHOWN:
        words.append(f"{len(once) - _SHOWN} more")
    return f"{what}{'' if len(once) == 1 else 's'} {listed(words)}" if what else listed(words)


def listed(words: Sequence[str], joint: str = "and") -> str:
    """`a, b and c`."""
    *head, last = words
    return f"{', '.join(head)} {joint} {last}" if head else last


def masters(found: Sequence[StudiedMaster]) -> str:
    """Masters as a message begins: by their place and their theme's name."""
    words = [f"{master.number + 1} ({quoted([master.name])})" for master in found[:_SHOWN]]
    words += [f"{len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return f"master{'' if len(found) == 1 else 's'} {listed(words)}"


def slot_name(slot: Slot) -> str:
    """A slot as a message calls it."""
    return f"slot {quoted([slot.name])}" if slot.name.strip() else f"the slot of type {slot.kind}"


def places(found: Sequence[tuple[str, Slot]]) -> str:
    """Slots with their layouts, as a message begins: the first, and how many more."""
    layout, slot = found[0]
    more, layouts = len(found) - 1, len({name for name, _ in found})
    text = f"{slot_name(slot)} of layout {quoted([layout])}"
    if more:
        where = "there" if layouts == 1 else f"on {layouts} layouts" if more >= layouts else f"on {more} more"
        text += f" and {more} more slot{'' if more == 1 else 's'} {where}"
    return text


def points(size: int) -> str:
    """1/100 pt as `10.5 pt`."""
    return f"{size / 100:g} pt"
