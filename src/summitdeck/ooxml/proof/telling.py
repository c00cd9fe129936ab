"""Proofs as problems: what a person should know of a deck's texts. A deck from elsewhere has no lines to point at, so
each message begins with the slide and the name of the shape in PowerPoint's selection pane.

`overflow` is an error: a text does not fit its box. It is a warning where that depends on widths that are guessed.
Warnings: `wide-text` (an unwrapped line runs out of its box), `long-word` (a word is broken because it is longer than
its line), `orphan` (a last line of one character), `row-grows` (a row of a table is drawn higher than the file says),
`off-page` (a text or table runs off the page), `font-estimated` and `unmeasured`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from summitdeck.ooxml.proof.model import (
    At,
    Doubt,
    FaceUse,
    Finding,
    Proof,
    RowProof,
    TableProof,
    Verdict,
    is_guessed,
)
from summitdeck.problems import Problem, error, warning
from summitdeck.typeset.faces import FaceKind
from summitdeck.typeset.model import EMU_PER_POINT

PROGRAMS = {"powerpoint": "PowerPoint", "libreoffice": "LibreOffice"}
GROWTH = 6350
"""EMU by which a row may be drawn higher without a word: half a point, which nobody sees."""
MOST_PERCENT = 1000
"""Beyond ten times its box, how many times it is tells nothing more."""


def points(emu: int) -> str:
    """A length as a report has it, in points: `3.1 pt`."""
    return f"{emu / EMU_PER_POINT:.1f} pt"


def where(at: At) -> str:
    """`slide 7, 'Content Placeholder 2'`."""
    return f"slide {at.slide}, {shape_words(at)}"


def shape_words(at: At) -> str:
    """The name of a shape in quotes, or its number when it has none."""
    return f"'{at.shape}'" if at.shape else f"shape {at.shape_id}"


FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})
"""Footer, date and number stand where the template's designer put them: what overflows there is the template's."""


def check_text(proof: Proof) -> Iterator[Problem]:
    """What is wrong with one text, or worth a look."""
    at = where(proof.box.at)
    if not proof.fits:
        sure = is_sure(proof) and proof.box.at.placeholder not in FURNITURE
        tell = error if sure else warning
        yield tell("overflow", f"{at}: {overflow_words(proof)}", None, _overflow_hint(proof))
    yield from (_finding(at, finding) for finding in proof.findings)
    if proof.off_page:
        yield warning("off-page", f"{at}: the text runs {points(proof.off_page)} off the page")


def is_sure(proof: Proof) -> bool:
    """Whether a text that does not fit would not either if what is guessed of it were narrow."""
    return proof.is_certain and Doubt.DICTIONARY not in proof.doubts


def overflow_words(proof: Proof) -> str:
    """How much too large a text is, and where."""
    over = {
        name: drawn
        for name, drawn in (("powerpoint", proof.powerpoint), ("libreoffice", proof.libreoffice))
        if drawn.verdict is Verdict.OVERFLOWS
    }
    least = "at least " if Doubt.CUT in proof.doubts else ""
    worst = max(over.values(), key=lambda drawn: drawn.height)
    room = proof.box.height
    percent = max(101, -(-100 * worst.height // max(1, room)))
    share = f"{least}{percent} % of its box" if percent <= MOST_PERCENT else "many times its box"
    lines = f" ({proof.lines_over} line{'' if proof.lines_over == 1 else 's'})" if "powerpoint" in over else ""
    only = f" in {PROGRAMS[next(iter(over))]}" if len(over) == 1 else ""
    if proof.libreoffice.verdict is Verdict.REFITS:
        only += ", and LibreOffice will make it smaller"
    if room <= 0:
        return f"its insets leave no room for the text{only}"
    if not is_sure(proof):
        only += "; its widths are estimated"
    needs = "needs" if is_sure(proof) else "may need"
    return f"the text {needs} {share}, {least}{points(worst.height - room)}{lines} more than there is{only}"


def _overflow_hint(proof: Proof) -> str:
    autofit = proof.box.autofit.kind
    later = {
        "normal": "; PowerPoint makes it smaller only once somebody edits it",
        "shape": "; PowerPoint makes the box larger only once somebody edits it",
    }.get(autofit, "")
    if proof.fits_at is None:
        return f"shorten the text, or give it a larger box{later}"
    scale, reduction = proof.fits_at
    size = f"at {scale / 1000:g} % of its size" if scale != 100_000 else ""
    closer = f"with lines {reduction // 1000} % closer" if reduction else ""
    return f"{' and '.join(filter(None, (size, closer)))} it fits{later}"


def _finding(at: str, finding: Finding) -> Problem:
    only = f" in {PROGRAMS[finding.programs[0]]}" if len(finding.programs) == 1 else ""
    match finding.code:
        case "orphan":
            return warning("orphan", f"{at}: the last line of '{finding.words}' is a single character{only}")
        case "long-word":
            hint = "give it more room, or say it in shorter words"
            return warning("long-word", f"{at}: '{finding.words}' is longer than its line and broken{only}", None, hint)
        case _:
            return warning("wide-text", f"{at}: '{finding.words}' is not wrapped and runs out of its box{only}")


def _growth(row: RowProof) -> int:
    """EMU by which a row is drawn higher than the file says. A height of 0, which some programs write, says nothing."""
    return max(row.powerpoint, row.libreoffice) - row.stated if row.stated else 0


def growth(table: TableProof) -> tuple[int, int]:
    """EMU by which a table is drawn higher than the file says in PowerPoint and in LibreOffice, rows that grow by a
    hair not counted."""
    rows = [row for row in table.rows if _growth(row) > GROWTH]
    return sum(row.powerpoint - row.stated for row in rows), sum(row.libreoffice - row.stated for row in rows)


def growth_words(table: TableProof) -> str:
    """How much higher a table is drawn, and where."""
    powerpoint, libreoffice = growth(table)
    words = f"{points(powerpoint)} higher than the file says"
    if not powerpoint:
        return f"{points(libreoffice)} higher than the file says in LibreOffice"
    return words if powerpoint == libreoffice else f"{words}, in LibreOffice {points(libreoffice)}"


def check_table(table: TableProof) -> Iterator[Problem]:
    """What is wrong with one table, or worth a look."""
    at = where(table.at)
    if any(growth(table)):
        rows = [number for number, row in enumerate(table.rows, 1) if _growth(row) > GROWTH]
        yield warning("row-grows", f"{at}: {numbers('row', rows)}: drawn {growth_words(table)}")
    for cell in table.cells:
        inside = f"{at}, row {cell.row + 1}, column {cell.column + 1}"
        yield from (_finding(inside, finding) for finding in cell.findings)
    if table.off_page:
        yield warning("off-page", f"{at}: the table runs {points(table.off_page)} off the page")


def check_faces(uses: Iterable[tuple[int, FaceUse]]) -> Iterator[Problem]:
    """`font-estimated`: one warning for each face whose widths are only estimated; `uses` are faces by slide."""
    slides: dict[FaceUse, list[int]] = {}
    for slide, face in uses:
        if is_guessed(face):
            slides.setdefault(face, []).append(slide)
    for face, found in slides.items():
        how = f"nothing is known of the face '{face.name}'; taken for a wide one"
        if face.kind is FaceKind.ESTIMATED:
            how = f"the widths of the face '{face.name}' are estimated from {face.stand_in}"
        hint = "what is said of its texts may be wrong by a line"
        yield warning("font-estimated", f"{slide_numbers(found)}: {how}", None, hint)


def check_doubts(doubts: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """`unmeasured`: one warning for each kind of text that is measured only roughly, or not at all."""
    slides: dict[str, list[int]] = {}
    for slide, doubt in doubts:
        slides.setdefault(doubt, []).append(slide)
    for doubt, found in slides.items():
        times = f" ({len(found)} times)" if len(found) > 1 else ""
        yield warning("unmeasured", f"{slide_numbers(found)}: not measured, or only roughly: {doubt}{times}")


def slide_numbers(found: Sequence[int]) -> str:
    """`slide 3`, `slides 1–4, 7`: each number once."""
    return numbers("slide", found)


def numbers(word: str, found: Sequence[int]) -> str:
    """The same of anything that is numbered."""
    ranges: list[list[int]] = []
    for number in sorted(set(found)):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    if len(words) > 12:
        words = [*words[:12], "…"]
    is_one = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return f"{word}{'' if is_one else 's'} {', '.join(words)}"
