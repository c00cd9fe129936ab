"""The ids under which masters and layouts are listed: one set for all of them, from 2147483648 on, each once.

PowerPoint renumbers in silence or offers a repair when they are not so (ECMA-376-1, ST_SlideMasterId and
ST_SlideLayoutId, give the range; that they share one set is in Open XML SDK's rules).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitdeck.ooxml.xml import Element
from summitdeck.ooxml.xml_edit import Cut, Decide, Edit, Set

_LEAST, _MOST = 2**31, 2**32 - 1
_LISTS = {"p:presentation": ("p:sldMasterIdLst", "p:sldMasterId"), "p:sldMaster": ("p:sldLayoutIdLst", "p:sldLayoutId")}


def list_id_edits(trees: Mapping[str, Element]) -> dict[str, Decide]:
    """What to edit in which part so that each id is good and stands once; what is so already keeps its id.

    The first entry with an id keeps it; a second entry for the same master or layout goes.
    """
    entries = [(name, entry) for name, tree in trees.items() for entry in _entries(tree)]
    free = _free_ids({entry.get("id") or "" for _, entry in entries})
    taken: set[str] = set()
    seen: set[tuple[str, str | None]] = set()
    plans: dict[str, list[Edit]] = {}
    for name, entry in entries:
        written = entry.get("id") or ""
        edit: Edit = None
        if (name, entry.get("r:id")) in seen:
            edit = Cut()
        elif written in taken or not _is_good(written):
            edit = Set({"id": str(next(free))})
        seen.add((name, entry.get("r:id")))
        taken.add(written)
        plans.setdefault(name, []).append(edit)
    return {name: _decide(plan) for name, plan in plans.items() if any(edit is not None for edit in plan)}


def _entries(tree: Element) -> list[Element]:
    listed, entry = _LISTS.get(tree.tag, ("", ""))
    found = tree.child(listed)
    return found.all(entry) if found else []


def _is_good(written: str) -> bool:
    return written.isascii() and written.isdecimal() and len(written) < 12 and _LEAST <= int(written) <= _MOST


def _free_ids(used: set[str]) -> Iterator[int]:
    """Ids that nobody has: above all others first, as PowerPoint numbers, then wherever there is room."""
    numbers = {int(written) for written in used if _is_good(written)}
    yield from range(max(numbers, default=_LEAST - 1) + 1, _MOST + 1)
    yield from (number for number in range(_LEAST, _MOST) if number not in numbers)


def _decide(plan: list[Edit]) -> Decide:
    """Take the plan's edits for the entries as they come."""
    waiting = iter(plan)
    tags = {entry for _, entry in _LISTS.values()}
    parents = {parent for parent, _ in _LISTS.values()}

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return next(waiting) if tag in tags and parent in parents else None

    return decide
