"""`python -m tools.judge TRIAL... [--soffice PATH]`: hold what is computed against what LibreOffice draws.

TRIAL is `boxes`, `placeholders`, `slides` or `decks`; none stands for all. Run it from the repository's root, with
summitdeck installed. Ends with 1 when something asked for does not hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.judge.office import Office
from tools.judge.trials import Figure, boxes_trial, decks_trial, placeholders_trial, slides_trial

ROOT = Path(__file__).parents[2]
TRIALS = ("boxes", "placeholders", "slides", "decks")


def repository_decks() -> list[Path]:
    """The decks of `slides/` and `tests/decks/`."""
    found = [path for name in ("slides", "tests/decks") for path in sorted((ROOT / name).iterdir())]
    return [path for path in found if (path / "deck.yaml").is_file()]


def find_templates(folder: Path) -> list[Path]:
    """The templates in a folder, by name; none when there is no folder."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix in {".pptx", ".potx"})


def main(argv: Sequence[str]) -> int:
    """Read the command line, run the trials, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.judge", description=__doc__)
    parser.add_argument("trials", nargs="*", metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--soffice", default="soffice", help="LibreOffice's command or path")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--boxes", type=int, default=300, help="boxes of each kind")
    parser.add_argument("--each", type=int, default=8, help="placeholders of each template")
    parser.add_argument("--templates", type=Path, default=ROOT.parent / "shared" / "corpus" / "templates")
    parser.add_argument("--keep", type=Path, help="an empty folder for decks and PDFs")
    parser.add_argument("--show", type=int, default=3, help="how many wrong cases to print of each figure")
    given = parser.parse_args(argv)
    unknown = set(given.trials) - set(TRIALS)
    if unknown:
        parser.error(f"no trial {', '.join(sorted(unknown))}: there are {', '.join(TRIALS)}")
    with tempfile.TemporaryDirectory() as temporary:
        office = Office(given.keep or Path(temporary), given.soffice)
        print(f"LibreOffice {office.version()}, seed {given.seed}")
        return _print(_figures(given, office), given.show)


def _figures(given: argparse.Namespace, office: Office) -> Iterator[Figure]:
    templates = find_templates(given.templates)
    for trial in given.trials or TRIALS:
        match trial:
            case "boxes":
                yield from boxes_trial(office, given.boxes, given.seed)
            case "placeholders":
                yield from placeholders_trial(office, templates, given.each, given.seed, 1)
            case "slides":
                yield from slides_trial(office, office.folder / "slides", templates, given.seed)
            case "decks":
                yield from decks_trial(office, repository_decks())


def _print(figures: Iterator[Figure], show: int) -> int:
    failed = False
    for figure in figures:
        failed |= not figure.holds
        asked = f"  (asked: {figure.asked}{'' if figure.holds else '; NOT MET'})" if figure.asked else ""
        print(f"{figure.what}: {figure.measured}{asked}", flush=True)
        for example in figure.examples[:show]:
            print(f"    {example}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
