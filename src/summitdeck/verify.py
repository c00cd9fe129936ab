"""Re-reading any deck, ours or not, and proving from the file alone that it is sound and whether its texts fit.

The inheritance is the one that templates are read with, the typesetting the one that decks are built with; nothing of
how a deck was made is known here. What is said of LibreOffice is proven on its own output, what is said of PowerPoint
is computed from what others measured on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from summitdeck.assets.files import Trouble, display_name
from summitdeck.frozen import dataclass, fields, is_dataclass, replace
from summitdeck.ooxml.model import Package
from summitdeck.ooxml.package_reader import open_package
from summitdeck.ooxml.proof.model import FaceUse, Page, Proof, TableProof, Verdict, is_guessed
from summitdeck.ooxml.proof.proving import Allowance, prove_text
from summitdeck.ooxml.proof.slide_reader import open_deck
from summitdeck.ooxml.proof.table_proof import prove_table
from summitdeck.ooxml.proof.telling import (
    check_doubts,
    check_faces,
    check_table,
    check_text,
    growth,
    growth_words,
    is_sure,
    overflow_words,
    points,
    shape_words,
    slide_numbers,
)
from summitdeck.ooxml.self_check import check_foreign_package
from summitdeck.problems import Problem, Severity, error
from summitdeck.report import clean, problems_to_json, summary
from summitdeck.scene.base import Frame
from summitdeck.typeset.faces import FaceKind, Faces, resolve_face

MOST_REMARKS = 4
"""Remarks on one slide that the report for a person prints; the problems, and the JSON, have all of them."""
MOST_FAULTS = 20
"""Faults of the file as such that it prints."""


@dataclass(frozen=True, slots=True)
class Verified:
    """Everything that was computed of a deck."""

    file: str
    """As a person would call it."""
    slides: int
    """Hidden ones count."""
    hidden: tuple[int, ...]
    """Numbers of the hidden slides."""
    unread: tuple[int, ...]
    """Numbers of the slides that could not be read; a problem says why."""
    page: Frame
    bodies: tuple[Proof, ...]
    """Every text outside tables, in the order of slides and of drawing."""
    tables: tuple[TableProof, ...]
    unmeasured: Mapping[str, int]
    """How many objects of each kind hold text that is not looked at: `chart`, `SmartArt`, `embedded object`, …"""
    package: tuple[Problem, ...]
    """What is wrong with the file as such, by the rules that keep PowerPoint from offering a repair."""
    fit: tuple[Problem, ...]
    """What was found of its texts, by slide; what is said of the whole deck last. A file that cannot be read has only
    the problem that says why."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them."""
        return (*self.package, *self.fit)

    @property
    def faces(self) -> tuple[FaceUse, ...]:
        """Each face that draws something, once."""
        return tuple(dict.fromkeys(face for _, face in face_uses(self.bodies, self.tables)))


def verify(path: Path | str, *, faces: Faces = resolve_face) -> Verified:
    """Read a deck (.pptx, .potx, .ppsx, their macro kin, or a folder with one unzipped) and prove its texts.

    Raises nothing for what a file can hold: what cannot be read is a problem.
    """
    path = Path(path)
    label = display_name(path) if path.is_dir() else path.name
    opened = open_package(path)
    reader = opened if isinstance(opened, Trouble) else open_deck(opened, label)
    if isinstance(opened, Trouble) or isinstance(reader, Trouble):
        trouble = opened if isinstance(opened, Trouble) else reader
        assert isinstance(trouble, Trouble)
        problem = error(trouble.code, trouble.message, None, trouble.hint)
        return Verified(label, 0, (), (), Frame(0, 0, 0, 0), (), (), {}, (), (problem,))
    area = Frame(0, 0, reader.width, reader.height)
    gathered = _Gathered(area, faces)
    for page in reader.pages():
        gathered.add(page)
    return gathered.verified(label, (*_plumbing(opened), *check_foreign_package(opened)))


def _plumbing(package: Package) -> Iterator[Problem]:
    """What reading the package has mended; macros, which it leaves out, are no fault of a deck."""
    yield from (
        replace(remark, severity=Severity.ERROR) for remark in package.remarks if remark.code == "duplicate-part"
    )


class _Gathered:
    """Proofs on their way to being a Verified."""

    def __init__(self, area: Frame, faces: Faces) -> None:
        self._area = area
        self._faces = faces
        self._allowance = Allowance()
        self._slides = 0
        self._hidden: list[int] = []
        self._unread: list[int] = []
        self._bodies: list[Proof] = []
        self._tables: list[TableProof] = []
        self._unmeasured: dict[str, int] = {}
        self._problems: list[Problem] = []
        self._doubts: list[tuple[int, str]] = []

    def add(self, page: Page) -> None:
        """Prove the texts of a slide."""
        self._slides += 1
        if page.hidden:
            self._hidden.append(page.number)
        if page.problems:
            self._unread.append(page.number)
        self._problems += page.problems
        for text in page.texts:
            proof = prove_text(text, self._area, self._faces, self._allowance)
            self._bodies.append(proof)
            self._problems += check_text(proof)
            self._doubts += [(page.number, doubt.value) for doubt in proof.doubts]
        for table in page.tables:
            proven = prove_table(table, self._area, self._faces, self._allowance)
            self._tables.append(proven)
            self._problems += check_table(proven)
            self._doubts += [(page.number, doubt.value) for cell in proven.cells for doubt in cell.doubts]
        for what in page.unmeasured:
            self._unmeasured[what] = self._unmeasured.get(what, 0) + 1
            self._doubts.append((page.number, f"text in a {what}" if what != "ink" else what))

    def verified(self, label: str, package: tuple[Problem, ...]) -> Verified:
        """All of it, with what is to be said of the whole deck."""
        uses = face_uses(self._bodies, self._tables)
        problems = (*self._problems, *check_faces(uses), *check_doubts(self._doubts))
        return Verified(
            label,
            self._slides,
            tuple(self._hidden),
            tuple(self._unread),
            self._area,
            tuple(self._bodies),
            tuple(self._tables),
            dict(sorted(self._unmeasured.items())),
            package,
            problems,
        )


def face_uses(bodies: Iterable[Proof], tables: Iterable[TableProof]) -> Iterator[tuple[int, FaceUse]]:
    """Faces with the number of the slide they draw on."""
    for proof in bodies:
        for face in proof.faces:
            yield proof.box.at.slide, face
    for table in tables:
        for cell in table.cells:
            for face in cell.faces:
                yield table.at.slide, face


def verified_to_text(verified: Verified) -> str:
    """The result for a person: a line for each slide of which there is something to say, then a summary."""
    if not verified.slides:
        return f"{clean(verified.file)}: {'not read' if verified.problems else 'no slides'}"
    told: dict[int, list[str]] = {number: ["not read"] for number in verified.unread}
    for proof in verified.bodies:
        told.setdefault(proof.box.at.slide, []).extend(_text_remarks(proof))
    for table in verified.tables:
        told.setdefault(table.at.slide, []).extend(_table_remarks(table))
    wide = len(str(verified.slides))
    rows = [f"slide {slide:>{wide}}  {_listed(remarks)}" for slide, remarks in sorted(told.items()) if remarks]
    faults = [f"{problem.severity}: {problem.message} [{problem.code}]" for problem in verified.package]
    if len(faults) > MOST_FAULTS:
        faults[MOST_FAULTS:] = [f"and {len(faults) - MOST_FAULTS} more: --format json has all"]
    return "\n".join(map(clean, [*faults, *rows, *_summary(verified)]))


def _listed(remarks: list[str]) -> str:
    """The remarks on a slide; of more than a few, the first, and how many there are."""
    told = list(dict.fromkeys(remarks))
    more = f"; and {len(told) - MOST_REMARKS} more" if len(told) > MOST_REMARKS else ""
    return "; ".join(told[:MOST_REMARKS]) + more


def _text_remarks(proof: Proof) -> Iterator[str]:
    name = shape_words(proof.box.at)
    if not proof.fits:
        yield f"{name}: {overflow_words(proof)}"
    elif proof.libreoffice.verdict is Verdict.REFITS:
        yield f"{name}: LibreOffice will make it smaller"
    if proof.off_page:
        yield f"{name}: {points(proof.off_page)} off the page"
    words = {"orphan": "a last line of one character", "long-word": "a broken word", "wide-text": "wider than its box"}
    yield from (f"{name}: {words[code]}" for code in dict.fromkeys(finding.code for finding in proof.findings))


def _table_remarks(table: TableProof) -> Iterator[str]:
    name = shape_words(table.at)
    if any(growth(table)):
        yield f"{name}: drawn {growth_words(table)}"
    if table.off_page:
        yield f"{name}: {points(table.off_page)} off the page"


def _summary(verified: Verified) -> Iterator[str]:
    hidden = f" ({len(verified.hidden)} hidden)" if verified.hidden else ""
    counted = [f"{_count(verified.slides, 'slide')}{hidden}", _count(len(verified.bodies), "text")]
    if verified.tables:
        counted.append(_count(len(verified.tables), "table"))
    yield f"{verified.file}: {', '.join(counted)}: {_judgement(verified)}"
    faces = ", ".join(dict.fromkeys(_face_words(face) for face in verified.faces))
    yield f"computed for PowerPoint and LibreOffice{f'; faces: {faces}' if faces else ''}"
    yield f"the package {f'has {summary(verified.package)}' if verified.package else 'is sound'}"
    if verified.unmeasured:
        kinds = [_count(number, kind) for kind, number in verified.unmeasured.items()]
        yield f"not measured: text in {', '.join(kinds)}"


def _count(number: int, word: str) -> str:
    plural = "es" if word.endswith("x") else "" if word in ("SmartArt", "ink") else "s"
    return f"{number} {word}{'' if number == 1 else plural}"


def _judgement(verified: Verified) -> str:
    measured = [proof for proof in verified.bodies if proof.powerpoint.verdict is not Verdict.UNMEASURED]
    rest = len(verified.bodies) - len(measured)
    lost = f", {slide_numbers(verified.unread)} not read" if verified.unread else ""
    unknown = (f", {rest} not measured" if rest else "") + lost
    words = []
    for verbs, sure in ((("does not fit", "do not fit"), True), (("may not fit", "may not fit"), False)):
        bad = [proof for proof in measured if not proof.fits and is_sure(proof) is sure]
        if bad:
            on = slide_numbers([proof.box.at.slide for proof in bad])
            words.append(f"{len(bad)} {verbs[len(bad) > 1]} ({on})")
    if words:
        return f"{', '.join(words)}{unknown}"
    if not measured:
        return f"nothing to prove{unknown}"
    tightest = min(measured, key=_slack)
    return f"all fit (least slack {points(_slack(tightest))} on slide {tightest.box.at.slide}){unknown}"


def _slack(proof: Proof) -> int:
    """EMU left over in the program that leaves less; of what LibreOffice refits, in PowerPoint."""
    if proof.libreoffice.verdict is Verdict.REFITS:
        return proof.powerpoint.slack
    return min(proof.powerpoint.slack, proof.libreoffice.slack)


def _face_words(face: FaceUse) -> str:
    name = face.name or "the viewer's own"
    if face.script == "east-asian":
        return f"{name} (East Asian, one em each)"
    match face.kind:
        case FaceKind.EXACT:
            return name
        case FaceKind.COMPATIBLE:
            return f"{name} (by {face.stand_in}, as wide)" if face.stand_in != face.name else f"{name} (fixed pitch)"
        case _:
            return f"{name} ({'estimated' if is_guessed(face) else face.kind})"


def verified_to_json(verified: Verified) -> str:
    """All of it as JSON: keys in the order of the values' fields, lengths in EMU, sizes in 1/100 pt."""
    import json

    whole = {
        "file": verified.file,
        "slides": verified.slides,
        "hidden": list(verified.hidden),
        "unread": list(verified.unread),
        "page": {"width": verified.page.width, "height": verified.page.height},
        "texts": [_plain(proof) for proof in verified.bodies],
        "tables": [_plain(table) for table in verified.tables],
        "unmeasured": dict(verified.unmeasured),
        "faces": [_plain(face) for face in verified.faces],
        "problems": json.loads(problems_to_json(verified.problems)),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
