"""`python -m bench --fit [--soffice PATH]...`: what LibreOffice draws against what is computed, in full.

Renews only the section "Text that fits" of RESULTS.md. Several `--soffice` judge by several versions.
"""

import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.report import table
from bench.tools import HERE, ROOT
from tools.judge.__main__ import find_templates, repository_decks
from tools.judge.office import Office
from tools.judge.trials import Figure, boxes_trial, decks_trial, placeholders_trial, slides_trial

HEADING = "## Text that fits"
SEED = 1
BOXES = 300
EACH = 8
"""Placeholders of each template."""
LEAST = 240
"""Placeholders in faces that LibreOffice has."""


def run_fit(programs: Sequence[str]) -> int:
    """Run every trial with each LibreOffice, print, and write the section; 1 when something asked does not hold."""
    columns: list[tuple[str, list[Figure]]] = []
    for program in programs:
        with tempfile.TemporaryDirectory() as folder:
            office = Office(Path(folder), program)
            version = office.version()
            figures = []
            for figure in _figures(office):
                print(f"LibreOffice {version}: {figure.what}: {figure.measured}", flush=True)
                for example in figure.examples[:3] if not figure.holds else ():
                    print(f"    {example}")
                figures.append(figure)
            columns.append((version, figures))
    results = HERE / "RESULTS.md"
    old = results.read_text(encoding="utf-8") if results.exists() else ""
    results.write_text(with_section(old, section(columns, programs)), encoding="utf-8")
    failed = [f"{version}: {figure.what}" for version, figures in columns for figure in figures if not figure.holds]
    print("\n".join(["Not met:", *failed] if failed else ["All that is asked holds."]), file=sys.stderr)
    return int(bool(failed))


def _figures(office: Office) -> Iterator[Figure]:
    shared = Path(os.environ.get("SUMMITDECK_SHARED") or ROOT.parent / "shared")
    templates = find_templates(shared / "corpus" / "templates")
    yield from boxes_trial(office, BOXES, SEED)
    yield from placeholders_trial(office, templates, EACH, SEED, LEAST)
    yield from slides_trial(office, office.folder / "slides", templates, SEED)
    yield from decks_trial(office, repository_decks())


def section(columns: Sequence[tuple[str, Sequence[Figure]]], programs: Sequence[str]) -> str:
    """The section: a row for each figure, a column for each version."""
    versions = [version for version, _ in columns]
    given = "".join(f" --soffice {'soffice' if program == 'soffice' else 'PATH'}" for program in programs)
    rows = []
    for place, figure in enumerate(columns[0][1]):
        same = [figures[place] for _, figures in columns]
        measured = [each.measured + ("" if each.holds else " — not met") for each in same]
        asked = list(dict.fromkeys(each.asked for each in same))
        rows.append((figure.what, *measured, ", ".join(asked)))
    about = (
        f"LibreOffice {' and '.join(versions)} on {platform.system()} {platform.machine()}; seed {SEED}; "
        f"`python -m bench --fit{given}` (`make bench-fit`).\n\n"
        "LibreOffice draws what was written, and its PDF is the truth. A box is wrong that has one line more or less. "
        "A text overflows whose last line ends more than 0.3 pt below its frame. PowerPoint is not here to be asked: "
        "its profile is computed, and these figures only show how far the two programs differ.\n"
    )
    return f"{HEADING}\n\n{about}\n{table(('', *versions, 'asked'), rows)}"


def with_section(results: str, new: str) -> str:
    """The results with this section in the place of the old one, or at the end."""
    parts = re.split(r"(?m)^(?=## )", results)
    kept = [new if part.startswith(HEADING) else part for part in parts]
    if new not in kept:
        kept.append(("" if not results or results.endswith("\n\n") else "\n") + new)
    return "".join(part if part.endswith("\n\n") or part is kept[-1] else part + "\n" for part in kept if part)


def old_section(results: str) -> str:
    """The section as it stands in the results; empty when there is none."""
    return next((part for part in re.split(r"(?m)^(?=## )", results) if part.startswith(HEADING)), "")
