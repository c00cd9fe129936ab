"""Rules on slots: what they are, where they lie, how much they hold. One rule, one generator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from summitdeck.problems import Problem
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot
from summitdeck.template.advice import SLIDE_MASTER, advise, masters, places, points, quoted, slot_name
from summitdeck.template.study import Study
from summitdeck.typeset.height import lines_to_height
from summitdeck.typeset.model import EMU_PER_POINT, BulletKind, LevelStyle, SetParagraph, SetRun
from summitdeck.typeset.profile import Profile

KINDS = frozenset(
    "title body ctrTitle subTitle dt sldNum ftr hdr obj chart tbl clipArt dgm media sldImg pic".split()  # noqa: SIM905
)
"""ST_PlaceholderType (ECMA-376-1, 19.7.10)."""
WORDED = frozenset({"title", "ctrTitle", "subTitle", "body", "obj", "tbl", "dt", "ftr", "sldNum"})
"""Types that words stand in: two of them should not lie upon one another."""
LEAST_SIZE = 1200
"""1/100 pt: the least that an audience reads."""
MAIN_SHARE = 0.15
"""Share of the page from which on a slot is no caption: it holds what the slide says."""
_BLEED = 0.02
"""Share of the page's side by which a slot may reach over the edge: pictures that bleed, and careless hands."""
_CROSSING = 0.1
"""Share of the lower slot's height that two slots may have in common: insets keep their words apart."""
_SAMPLE = "Ag国"


def _slots(study: Study) -> Iterator[tuple[str, Slot]]:
    """All slots with the names of their layouts."""
    for layout in study.base.layouts:
        for slot in layout.slots:
            yield layout.name, slot


def _has_extent(slot: Slot) -> bool:
    return slot.frame.width > 0 and slot.frame.height > 0


def main_slots(layout: BaseLayout, base: Base) -> tuple[Slot, ...]:
    """The slots that hold what a slide says: bullets, and not the text beside a picture, a heading or a caption."""
    large = [slot for slot in layout.slots if slot.kind in ("body", "obj") and _share(slot, base) >= MAIN_SHARE]
    is_beside = any(slot.kind not in ("body", "title", "ctrTitle") and not slot.is_furniture for slot in layout.slots)
    return tuple(slot for slot in large if slot.kind == "obj" or not is_beside)


def used_levels(slot: Slot) -> tuple[LevelStyle, ...]:
    """Of the first three levels those that texts come to: deeper ones are used where they have a bullet."""
    first, *deeper = slot.levels[:3]
    return (first, *(level for level in deeper if level.bullet.kind is not BulletKind.NONE))


def _share(slot: Slot, base: Base) -> float:
    return slot.frame.width * slot.frame.height / (base.width * base.height)


def _main_slots(study: Study) -> Iterator[tuple[str, Slot]]:
    for layout in study.base.layouts:
        for slot in main_slots(layout, study.base):
            yield layout.name, slot


def check_types(study: Study) -> Iterator[Problem]:
    """`template-untyped-slot`: a placeholder states neither a type nor a number, or a type that there is not; on a
    master, no type. Programs then take it for different things, and it inherits nothing.

    Passes: a content placeholder of PowerPoint, which has a number only. Fails: a bare `<p:ph/>`.
    """
    for master in study.masters:
        untyped = [mark for mark in master.marks if mark.mark.get("type") is None]
        if untyped:
            yield advise(
                "untyped-slot",
                f"a placeholder of {masters([master])} states no type",
                "layouts cannot inherit from it: programs take it for different things",
                f"{SLIDE_MASTER}, delete it, and add it again by Master Layout",
            )
    found = [
        (layout.base.name, slot)
        for layout in study.layouts
        for slot, mark in layout.pairs
        if (mark.mark.get("type") or "obj") not in KINDS or not {"type", "idx"} & mark.mark.attributes.keys()
    ]
    if found:
        yield advise(
            "untyped-slot",
            f"{places(found)} {_states(found)} neither a type nor a number",
            "programs take it for different things",
            f"{SLIDE_MASTER}, delete it, and add it again by Insert Placeholder",
        )


def _states(found: list[tuple[str, Slot]]) -> str:
    return "states" if len(found) == 1 else "state"


def check_numbers(study: Study) -> Iterator[Problem]:
    """`template-shared-number`: several placeholders of a layout have one number (`idx`), or none. A slide finds its
    placeholder by that number alone, so PowerPoint shows the second one's text in the first one's place. Decks built
    here get numbers of their own; slides made by hand from the template do not.

    Passes: every placeholder has a number of its own. Fails: two copies made by a program.
    """
    found = []
    for layout in study.layouts:
        counted = Counter(mark.idx for mark in layout.marks if {"type", "idx"} & mark.mark.attributes.keys())
        if counted and max(counted.values()) > 1:
            found.append(layout.base.name)
    if found:
        yield advise(
            "shared-number",
            f"{quoted(found, 'layout')}: placeholders share a number",
            "a slide made by hand puts the text of both into one place; decks built here are mended",
            f"{SLIDE_MASTER}, cut one of them and paste it again: PowerPoint then numbers it anew",
        )


def check_extents(study: Study) -> Iterator[Problem]:
    """`template-empty-slot`: a slot has no width or no height, because neither the layout nor its master says where
    it stands. Nothing is ever put there.

    Passes: a slot that inherits its place from the master. Fails: a type that the master does not have.
    """
    found = [(name, slot) for name, slot in _slots(study) if not _has_extent(slot)]
    if found:
        yield advise(
            "empty-slot",
            f"{places(found)} {'has' if len(found) == 1 else 'have'} no size",
            "neither the layout nor its master says where it stands, so nothing is put there",
            f"{SLIDE_MASTER}, select it (Home > Select > Selection Pane) and draw it, or delete it",
        )


def check_page(study: Study) -> Iterator[Problem]:
    """`template-outside-page`: a slot reaches over the edge of the page, by more than 2 % of its side, or lies beside
    it. What is put there is cut off.

    Passes: a picture that bleeds a little. Fails: a 4:3 layout on a page made 16:9.
    """
    page = study.base.page
    outside = [(name, slot) for name, slot in _slots(study) if _has_extent(slot) and _overhang(slot.frame, page)]
    beside = [(name, slot) for name, slot in outside if _is_beside(slot.frame, page)]
    over = [each for each in outside if each not in beside]
    for found, where in ((over, "over the edge of the page"), (beside, "beside the page")):
        if found:
            verb = ("reaches" if found is over else "lies") if len(found) == 1 else "reach" if found is over else "lie"
            yield advise(
                "outside-page",
                f"{places(found)} {verb} {where}",
                "what stands there is cut off, or nobody sees it",
                f"{SLIDE_MASTER}, move it onto the page; to do without it, delete it",
            )


def _overhang(frame: Frame, page: Frame) -> bool:
    across, down = round(page.width * _BLEED), round(page.height * _BLEED)
    return (
        frame.x < -across or frame.y < -down or frame.right > page.right + across or frame.bottom > page.bottom + down
    )


def _is_beside(frame: Frame, page: Frame) -> bool:
    return frame.x >= page.right or frame.y >= page.bottom or frame.right <= 0 or frame.bottom <= 0


def check_overlaps(study: Study) -> Iterator[Problem]:
    """`template-slot-overlap`: two slots for words share more than a tenth of the lower one's height. What fills both
    stands upon one another.

    Passes: a title upon a picture slot, frames that touch. Fails: a subtitle slot in the middle of the body.
    """
    found = []
    for layout in study.base.layouts:
        worded = [slot for slot in layout.slots if slot.kind in WORDED and _has_extent(slot)]
        crossing = [pair for pair in combinations(worded, 2) if _cross(*(slot.frame for slot in pair))]
        found += [(layout.name, *pair) for pair in crossing[:1]]
    if found:
        name, first, second = found[0]
        others = [each[0] for each in found if each[0] != name]
        more = f", and so it is on {quoted(others)}" if others else ""
        yield advise(
            "slot-overlap",
            f"{slot_name(second)} lies upon {slot_name(first)} on layout {quoted([name])}{more}",
            "when both are filled, words stand upon words",
            f"{SLIDE_MASTER}, choose the layout, move them apart",
        )


def _cross(first: Frame, second: Frame) -> bool:
    across = min(first.right, second.right) - max(first.x, second.x)
    down = min(first.bottom, second.bottom) - max(first.y, second.y)
    return across > _CROSSING * min(first.width, second.width) and down > _CROSSING * min(first.height, second.height)


def check_insets(study: Study) -> Iterator[Problem]:
    """`template-insets`: a slot's inner margins take more than half of its width or height, or are negative.

    Passes: PowerPoint's own 0.25 and 0.13 cm. Fails: 3 cm on each side of a slot of 5 cm.
    """
    found = [(name, slot) for name, slot in _slots(study) if _has_extent(slot) and _are_odd_insets(slot)]
    if found:
        yield advise(
            "insets",
            f"the inner margins of {places(found)} leave no room, or are negative",
            "text is squeezed into a narrow strip, or runs out of its frame",
            "Format Shape > Size & Properties > Text Box: set the margins",
        )


def _are_odd_insets(slot: Slot) -> bool:
    inside, frame, insets = slot.text_frame, slot.frame, slot.insets
    is_negative = min(insets.left, insets.top, insets.right, insets.bottom) < 0
    is_narrow = 2 * inside.width < frame.width or 2 * inside.height < frame.height
    return is_negative or (is_narrow and not slot.is_furniture and slot.kind != "pic")


def check_title_heights(study: Study) -> Iterator[Problem]:
    """`template-low-title`: the slot of a title is too low for one line of its own size, as PowerPoint and LibreOffice
    draw it (1.2 times the size, times its line spacing). Every title is shrunk, or reported as too long.

    Passes: 44 pt in 2 cm. Fails: 44 pt in 1.5 cm.
    """
    found = [
        (name, slot)
        for name, slot in _slots(study)
        if slot.is_title and _has_extent(slot) and slot.vertical == "horz" and _line_height(slot) > _room(slot)
    ]
    if found:
        first = found[0][1]
        needed, room = (f"{length / EMU_PER_POINT:.0f} pt" for length in (_line_height(first), _room(first)))
        yield advise(
            "low-title",
            f"{places(found)} {'is' if len(found) == 1 else 'are'} too low for one line of "
            f"{points(first.levels[0].size)}: it takes {needed}, and there are {room}",
            "every title there is shrunk, or does not fit",
            f"{SLIDE_MASTER}, make the title's frame higher or its size smaller",
        )


def _room(slot: Slot) -> int:
    return slot.text_frame.height


def _line_height(slot: Slot) -> int:
    """EMU of one line of the slot's own size, in the profile that takes less."""
    first = slot.levels[0]
    line = (SetParagraph((SetRun(_SAMPLE),), first),)
    spacing = (first.line_spacing,)
    return min(lines_to_height(line, ((first.size,),), profile, spacing, False) for profile in Profile)


def check_sizes(study: Study) -> Iterator[Problem]:
    """`template-small-text`: the main text of a layout is smaller than 12 pt in one of its first three levels.

    Passes: captions and footers, 18/16/14 pt. Fails: 12/10.5/9 pt.
    """
    found = [(name, slot) for name, slot in _main_slots(study) if _least(slot) < LEAST_SIZE]
    if found:
        least = min(_least(slot) for _, slot in found)
        yield advise(
            "small-text",
            f"{places(found)} {'has' if len(found) == 1 else 'have'} text of {points(least)} in the first three levels",
            "an audience does not read what is smaller than 12 pt, and nothing is left to shrink",
            f"{SLIDE_MASTER}, select the text, Home > Font Size",
        )


def _least(slot: Slot) -> int:
    return min(level.size for level in used_levels(slot))


def check_autofit(study: Study) -> Iterator[Problem]:
    """`template-no-autofit`: the main text of a layout neither shrinks nor makes its frame grow. Decks built here are
    fitted all the same; text that somebody adds in PowerPoint runs out of its frame.

    Passes: 'Shrink text on overflow', 'Resize shape to fit text'. Fails: 'Do not Autofit', or nothing said.
    """
    found = [(name, slot) for name, slot in _main_slots(study) if slot.autofit == "none"]
    if found:
        yield advise(
            "no-autofit",
            f"{places(found)} {'does' if len(found) == 1 else 'do'} not fit text to the frame",
            "text that somebody adds in PowerPoint runs out of the frame",
            "Format Shape > Size & Properties > Text Box > Shrink text on overflow, on the master",
        )
