"""Rules on which layouts and masters there are. One rule, one generator; its docstring is its manual page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from summitdeck.problems import Problem
from summitdeck.scene.base import Slot
from summitdeck.scene.furniture import BARE_PAGES
from summitdeck.scene.matching import find_base_layout
from summitdeck.template.advice import SLIDE_MASTER, advise, listed, masters, quoted
from summitdeck.template.inspect import FURNITURE
from summitdeck.template.study import StudiedLayout, Study

STANDARDS: Mapping[str, tuple[str, str]] = {
    "title": ("Title Slide", "the first page"),
    "obj": ("Title and Content", "bullets"),
    "secHead": ("Section Header", "the first page of a part"),
    "twoObj": ("Two Content", "two columns"),
    "titleOnly": ("Title Only", "pictures, tables and statements"),
    "blank": ("Blank", "an empty page"),
}
"""The pages that the built-in layouts stand on, by PowerPoint's type: its name of each, and what it is for."""


def check_standard_layouts(study: Study) -> Iterator[Problem]:
    """`template-missing-layout`: there is no layout for a kind of page that the built-in layouts use: title, content,
    section, two contents, title only, blank. Slides of that kind then stand on another layout, which was made for
    something else.

    Passes: a layout of PowerPoint's type, one named so in any language, one with the same slots. Fails: no layout that
    has a title alone.
    """
    missing: dict[str, list[str]] = {}
    for kind, (name, purpose) in STANDARDS.items():
        found = find_base_layout(study.base, (kind,))
        if found is None or found.composed:
            missing.setdefault(found.layout.name if found else "", []).append(f"{purpose} ('{name}')")
    for instead, wanted in missing.items():
        yield advise(
            "missing-layout",
            f"there is no layout for {listed(wanted, 'or')}",
            f"such slides stand on {quoted([instead])} instead, which was made for something else",
            f"{SLIDE_MASTER} > Insert Layout, and name it as PowerPoint does",
        )


def check_titles(study: Study) -> Iterator[Problem]:
    """`template-no-title`: a layout has slots for contents and none for a title. Its slides have no name in the
    outline, in links and for a screen reader.

    Passes: a blank page, a page for one picture. Fails: a page for bullets without a title.
    """
    found = [
        layout.name
        for layout in study.base.layouts
        if not any(slot.is_title for slot in layout.slots) and any(_is_content(slot) for slot in layout.slots)
    ]
    if found:
        yield advise(
            "no-title",
            f"{quoted(found, 'layout')} {'has' if len(set(found)) == 1 else 'have'} no slot for a title",
            "slides without one have no name in the outline, in links and for a screen reader",
            f"{SLIDE_MASTER}, choose the layout, tick 'Title' on the Slide Master tab",
        )


def _is_content(slot: Slot) -> bool:
    return slot.kind in ("body", "obj", "subTitle", "tbl", "chart", "dgm")


def check_names(study: Study) -> Iterator[Problem]:
    """`template-same-name`: several layouts have one name. A slide that names it always gets the first.

    Passes: 'Two Content' and '1_Two Content'. Fails: 'Two Content' twice, also below different masters.
    """
    counted = Counter(layout.name for layout in study.base.layouts)
    twice = [name for name, count in counted.items() if count > 1]
    if twice:
        times = f" ({counted[twice[0]]} times)" if len(twice) == 1 else ""
        yield advise(
            "same-name",
            f"several layouts are called {quoted(twice)}{times}",
            "a slide that names one gets the first of them",
            f"{SLIDE_MASTER}, right-click the layout, Rename Layout; or delete the ones that nobody uses",
        )


def check_masters(study: Study) -> Iterator[Problem]:
    """`template-unused-master`: nothing reaches a master: it has no layouts, or each of them has the name of a layout
    of an earlier master, and no built-in layout finds it. Its drawings and pictures are in every deck all the same.

    Passes: a second master whose layouts have names of their own. Fails: a copy of the first.
    """
    matches = [find_base_layout(study.base, (kind,)) for kind in STANDARDS]
    reached = {found.layout.master for found in matches if found}
    seen: set[str] = set()
    unused = []
    for master in study.masters:
        names = {layout.base.name for layout in study.layouts if layout.master is master}
        if names <= seen and master.number not in reached:
            unused.append(master)
        seen |= names
    if unused:
        verb = "has" if len(unused) == 1 else "have"
        yield advise(
            "unused-master",
            f"{masters(unused)} {verb} no layout but those whose name an earlier one has",
            "no slide can get at them, and every deck carries them",
            f"{SLIDE_MASTER}, right-click the master, Delete Master; or rename its layouts",
        )


def check_furniture(study: Study) -> Iterator[Problem]:
    """`template-missing-furniture`: the master has a footer, a date or a slide number, and a layout has no place for
    it. Slides on that layout show none, whatever the deck says.

    Passes: title and section pages, which carry none by custom. Fails: the content layout without a slide number.
    """
    missing: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for layout in study.layouts:
        kinds = {slot.kind for slot in layout.base.slots}
        lacking = tuple(word for kind, word in FURNITURE.items() if layout.master.has(kind) and kind not in kinds)
        if lacking and not _is_bare(layout):
            missing.setdefault((layout.master.number, lacking), []).append(layout.base.name)
    for (_, lacking), names in missing.items():
        yield advise(
            "missing-furniture",
            f"{quoted(names, 'layout')} {'has' if len(set(names)) == 1 else 'have'} no {listed(lacking, 'or')}, "
            "which the master has",
            f"slides there show no {listed(lacking, 'or')}, whatever the deck asks for",
            f"{SLIDE_MASTER}, choose the layout, tick 'Footers' on the Slide Master tab",
        )


def _is_bare(layout: StudiedLayout) -> bool:
    """Whether it is a title or a section page, by its type or by its title's."""
    return layout.base.kind in BARE_PAGES or any(slot.kind == "ctrTitle" for slot in layout.base.slots)
