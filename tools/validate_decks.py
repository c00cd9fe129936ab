"""Hold every deck of a folder against the independent validators of the shared folder: many at once, in little time.

    SUMMITDECK_KEEP_DECKS=build/kept make test
    python -m tools.validate_decks build/kept

The package lint with the ISO schemas looks at all of them in one process, the Open XML SDK's validator at one after the
other on every core. What a deck's base (named in `DECK.base`, see tests/kept.py) has by itself is left out.
Ends with 0 when nothing is found, 1 with findings, 2 when it could not look.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
BATCH = 40
"""Decks that one process of the lint looks at."""


def validators() -> Path:
    """The folder of the validators."""
    return Path(os.environ.get("SUMMITDECK_SHARED") or ROOT.parent / "shared").resolve() / "validate"


def lint(decks: list[Path]) -> dict[Path, list[str]]:
    """What the package lint has against each deck, warnings too."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    python = Path(os.environ.get("VALIDATE_TOOLS") or cache / "summitdeck-validate") / "venv" / "bin" / "python"
    command = [str(python), str(validators() / "pptx_lint.py"), "--json", *map(str, decks)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    if [row["file"] for row in rows] != list(map(str, decks)):
        raise RuntimeError(f"the lint did not look at all decks: {done.stderr[-500:]}")
    return {Path(row["file"]): [" ".join(["lint", *finding]) for finding in row["findings"]] for row in rows}


def sdk(deck: Path) -> list[str]:
    """What the Open XML SDK has against a deck."""
    done = subprocess.run(
        ["sh", str(validators() / "sdk.sh"), str(deck)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    try:
        found = json.loads(done.stdout)["errors"]
    except (ValueError, KeyError):
        raise RuntimeError(f"the SDK did not look at {deck.name}: {done.stdout[-300:]}{done.stderr[-300:]}") from None
    return [f"sdk {each['id']} {each['path']}: {' '.join((each['description'] or '').split())}" for each in found]


def findings(decks: list[Path]) -> dict[Path, list[str]]:
    """What both have against each of the decks."""
    batches = [decks[at : at + BATCH] for at in range(0, len(decks), BATCH)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        linted = pool.map(lint, batches)
        told = dict(zip(decks, pool.map(sdk, decks), strict=True))
        return {deck: found + told[deck] for batch in linted for deck, found in batch.items()}


def numberless(finding: str) -> str:
    """A finding without what differs from one build on a base to the next."""
    return re.sub(r"[0-9]+", "#", finding)


def main(folder: Path) -> int:
    """Print the findings, deck by deck."""
    decks = sorted(path for path in folder.glob("*.pptx") if not path.name.startswith("base-"))
    based = {deck: folder / name.read_text("utf-8") for deck in decks if (name := deck.with_suffix(".base")).exists()}
    if not decks:
        print(f"no decks in {folder}", file=sys.stderr)
        return 2
    found = findings(decks)
    suspects = sorted({based[deck] for deck, told in found.items() if told and deck in based})
    known = {base: set(map(numberless, told)) for base, told in findings(suspects).items()}
    bad = 0
    for deck, told in found.items():
        own = [finding for finding in told if numberless(finding) not in known.get(based.get(deck, deck), set())]
        bad += bool(own)
        if own:
            test = deck.with_suffix(".test")
            print(f"{deck.name}  {test.read_text('utf-8') if test.exists() else ''}")
            print(*(f"  {finding}" for finding in own), sep="\n")
    print(f"{len(decks)} decks on {len(set(based.values()))} bases: findings in {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
