"""Which base layout serves where a layout asks for one: rules in order, each with a name and a reason to show.

A name that the template has wins in any of its masters. Otherwise PowerPoint's type is looked for, then a standard
name in any language, then what stands on a layout; first in the first master, then in the others. What a layout holds
has the last word: a type or a name that its placeholders contradict does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summitdeck.frozen import dataclass
from summitdeck.scene.base import Base, BaseLayout, Slot
from summitdeck.scene.facts import Facts, area, first_master, is_cover, overlap, read_facts
from summitdeck.scene.layout_kinds import KINDS, Kind
from summitdeck.scene.layout_names import is_named, name_kinds, tells
from summitdeck.scene.styles import LEAST_SEEN, contrast

RULES: Mapping[str, str] = {
    "name": "the template has a layout of the name that is asked for",
    "type": "PowerPoint's own type says what the layout is for",
    "standard-name": "its name is what PowerPoint or another program calls such a layout, in any language",
    "structure": "its placeholders are those of such a layout",
    "stand-in": "there is no such layout; one of another kind serves",
    "nearest": "there is nothing like it; contents go to the master's own title and body areas",
}
"""The rules in the order in which they are tried."""
COMPOSED = frozenset({"stand-in", "nearest"})
"""Rules after which title and contents are put where the layout's own slots may not be."""


@dataclass(frozen=True, slots=True)
class Match:
    """The base layout that was found, and why."""

    layout: BaseLayout
    rule: str
    """One of RULES."""
    reason: str
    """In words, for the author."""
    kind: str | None = None
    """PowerPoint's type of what was asked for; None for a name that is no kind's."""

    @property
    def composed(self) -> bool:
        """Whether the layout is of another kind than was asked for."""
        return self.rule in COMPOSED


def find_base_layout(base: Base, wanted: Sequence[str]) -> Match | None:
    """The base layout for the first of the names or types, best first, that leads to one; else a stand-in.

    None only when the base has no layout at all.
    """
    kinds = []
    for name in wanted:
        kind = _kind_of(name)
        found = _by_name(base, name) or (_by_rules(base, kind) if kind else None)
        if found:
            return found
        if kind:
            kinds.append(kind)
    for kind in kinds:
        found = _by_stand_in(base, kind)
        if found:
            return found
    return _nearest(base, kinds[0] if kinds else None)


def _kind_of(name: str) -> str | None:
    """The kind that a name or a type asks for."""
    if name in KINDS or name in _OTHER_TYPES:
        return name
    return next((known.kind for known in name_kinds(name) if not known.copied and known.kind in KINDS), None)


_OTHER_TYPES = frozenset(
    [
        "tx",
        "twoColTx",
        "tbl",
        "txAndChart",
        "chartAndTx",
        "dgm",
        "chart",
        "txAndClipArt",
        "clipArtAndTx",
        "txAndObj",
        "objAndTx",
        "objOnly",
        "objOverTx",
        "txOverObj",
        "txAndMedia",
        "mediaAndTx",
        "twoObjAndTx",
        "twoObjOverTx",
        "fourObj",
        "vertTx",
        "clipArtAndVertTx",
        "vertTitleAndTx",
        "vertTitleAndTxOverChart",
        "objAndTwoObj",
        "twoObjAndObj",
        "cust",
    ]
)
"""PowerPoint's types beside those that have a kind here (ST_SlideLayoutType, ECMA-376-1, 19.7.15)."""


def _by_name(base: Base, name: str) -> Match | None:
    """Exactly the name; unless it is a type's, also without regard to case."""
    kind = name if name in KINDS else None
    folded = None if kind else name.casefold()
    for exact in (True, False):
        for layout in base.layouts:
            if layout.name == name if exact else layout.name.casefold() == folded:
                return Match(layout, "name", f"the template's own '{layout.name}'", kind)
    return None


def _by_rules(base: Base, kind: str, by_structure: bool = True) -> Match | None:
    """By type, standard name or structure, in the masters' order."""
    seen = {layout.part: read_facts(layout, base.page) for layout in base.layouts}
    for layouts in _masters(base, kind, seen):
        facts = [seen[layout.part] for layout in layouts]
        found = _by_type(base, kind, facts) or _by_standard_name(base, kind, facts)
        if found is None and by_structure:
            found = _by_structure(base, kind, facts)
        if found:
            return found
    return None


def _masters(base: Base, kind: str, seen: Mapping[str, Facts]) -> Iterator[list[BaseLayout]]:
    """The layouts of each master, in order; for contents first of those masters that are made for them."""
    masters: dict[int, list[BaseLayout]] = {}
    for layout in base.layouts:
        masters.setdefault(layout.master, []).append(layout)
    if len(masters) == 1:
        return iter(masters.values())
    if kind in ("title", "secHead"):
        unfit = {number: _hides_titles(base, own, seen) for number, own in masters.items()}
    else:
        unfit = {number: _hides_contents(base, number, own, seen) for number, own in masters.items()}
    return (masters[number] for number in sorted(masters, key=lambda number: (unfit[number], number)))


def _hides_contents(base: Base, master: int, layouts: Sequence[BaseLayout], seen: Mapping[str, Facts]) -> bool:
    """Whether contents cannot well stand on a master: its own body is a strip, or its text would not be seen."""
    if master == first_master(base) and is_cover(base):
        return True
    pages = [seen[layout.part] for layout in layouts if layout.kind in KINDS["obj"].types]
    mains = [(facts.layout, facts.largest[0]) for facts in pages if facts.largest]
    return bool(mains) and not _is_seen(base, *mains[0])


def _hides_titles(base: Base, layouts: Sequence[BaseLayout], seen: Mapping[str, Facts]) -> bool:
    """Whether a title, or a subtitle below it, would not be seen."""
    pages = [seen[layout.part] for layout in layouts]
    both = [(facts.layout, facts.title, facts.subtitle) for facts in pages if facts.title and facts.subtitle]
    return any(not (_is_seen(base, layout, title) and _is_seen(base, layout, text)) for layout, title, text in both)


def _is_seen(base: Base, layout: BaseLayout, slot: Slot) -> bool:
    """Whether a slot's text can be told from its ground; a ground that is not plain is trusted."""
    if slot.ground is None:
        return True
    palette = layout.palette or base.palette
    color = palette.get(slot.levels[0].color, slot.levels[0].color)
    return contrast(color, slot.ground) >= LEAST_SEEN


def _by_type(base: Base, kind: str, every: Sequence[Facts]) -> Match | None:
    types = KINDS[kind].types if kind in KINDS else (kind,)
    for name in types:
        found = [facts for facts in every if facts.layout.kind == name and not _lacks(kind, facts)]
        if found:
            best = _best(base, kind, found)
            return Match(best.layout, "type", f"its type is '{name}'{_among(found, best)}", kind)
    return None


def _by_standard_name(base: Base, kind: str, every: Sequence[Facts]) -> Match | None:
    found = []
    tongues = {}
    for facts in every:
        tongue = next((known.tongue for known in name_kinds(facts.layout.name) if known.kind == kind), None)
        if tongue and not _lacks(kind, facts):
            found.append(facts)
            tongues[facts.layout.part] = tongue
    if not found:
        return None
    best = _best(base, kind, found)
    tongue = tongues[best.layout.part]
    whose = "a common name" if tongue == "common" else f"the name in {tongue}"
    return Match(best.layout, "standard-name", f"{whose} of a {_says(kind)}{_among(found, best)}", kind)


def _by_structure(base: Base, kind: str, every: Sequence[Facts]) -> Match | None:
    told = KINDS.get(kind)
    if told is None:
        return None
    signs = (*told.needs, *told.tells)
    found = [facts for facts in every if all(sign.test(facts) for sign in signs) and not _is_of_another(kind, facts)]
    if not found:
        return None
    best = _best(base, kind, found)
    says = "; ".join([sign.says for sign in told.tells])
    return Match(best.layout, "structure", f"it has {says}{_among(found, best)}", kind)


def _is_of_another(kind: str, facts: Facts) -> bool:
    """Whether type or name and placeholders together say that a layout is of another kind."""
    layout = facts.layout
    others = [other for other, known in KINDS.items() if other != kind and layout.kind in known.types]
    others += [known.kind for known in name_kinds(layout.name) if known.kind not in (kind, *others)]
    return any(not _lacks(other, facts) for other in others)


def _by_stand_in(base: Base, kind: str) -> Match | None:
    """A layout of another kind; first one that type or name tell, since those told by structure may hold drawings."""
    known = KINDS.get(kind)
    others = known.stand_ins if known else ("obj", "titleOnly")
    for by_structure in (False, True):
        for other in others:
            found = _by_rules(base, other, by_structure)
            if found:
                reason = f"the template has no {_says(kind)}; its {_says(other)} serves: {found.reason}"
                return Match(found.layout, "stand-in", reason, kind)
    return None


def _nearest(base: Base, kind: str | None) -> Match | None:
    """The layout with a title and the least besides; without a title where none is wanted."""
    if not base.layouts:
        return None
    seen = [read_facts(layout, base.page) for layout in base.layouts]

    def distance(facts: Facts) -> tuple[bool, bool, float]:
        taken = sum(facts.share(slot) for slot in facts.contents)
        return (facts.title is None) != (kind == "blank"), tells(facts.layout.name, "closing"), taken

    best = min(seen, key=distance)
    lacks = f"the template has no {_says(kind)} nor one that serves; " if kind else ""
    return Match(best.layout, "nearest", f"{lacks}'{best.layout.name}' leaves the most room", kind)


def _lacks(kind: str, facts: Facts) -> bool:
    """Whether a layout has not what a kind cannot do without."""
    known = KINDS.get(kind)
    return known is not None and not all(sign.test(facts) for sign in known.needs)


def _best(base: Base, kind: str, found: Sequence[Facts]) -> Facts:
    """Of several the standard-named one, none drawn for something else, the one with most of what is needed."""
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda facts: _merit(base, kind, facts))  # of two alike the first


def _merit(base: Base, kind: str, facts: Facts) -> tuple[bool, bool, int, float]:
    name, known = facts.layout.name, KINDS.get(kind)
    points = sum(sign.points for sign in known.speaks if sign.test(facts)) if known else 0
    points += 3 * tells(name, kind) - 3 * any(tells(name, other) for other in ("title", "secHead") if other != kind)
    copied = any(one.copied for one in name_kinds(name))
    main = next(iter(facts.largest), None)
    room = overlap(main.frame, base.body_area) / max(1, area(base.body_area)) if main and known else 0.0
    return not tells(name, "closing"), is_named(name, kind), points - 2 * copied, round(room, 1)


def _among(found: Sequence[Facts], best: Facts) -> str:
    others = [facts.layout.name for facts in found if facts is not best]
    if not others:
        return ""
    return f"; preferred to {', '.join(repr(name) for name in others[:3])}{' and more' if len(others) > 3 else ''}"


def _says(kind: str | None) -> str:
    known: Kind | None = KINDS.get(kind or "")
    return known.says if known else f"layout of type '{kind}'"
