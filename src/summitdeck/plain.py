"""`summitdeck build DECK -o FILE`, which a person runs all day: answered without click, which takes 25 ms to import.

Only what has one meaning is answered here: DECK, `-o FILE`, both or neither. Every other word, every word that begins
with a dash, and a deck with `matrix:`, go to click, whose `build` does the same work with the same function, so that
there is one behaviour and one help. Part of the last layer.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from summitdeck.build_command import build_one
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.terminal import prepare_process

if TYPE_CHECKING:
    from typing import NoReturn

_COMPLETING = "_SUMMITDECK_COMPLETE"
"""Set when a shell asks click what may follow."""
_EXPANDED = frozenset("*?[]~%$!{}")
"""Characters of patterns, which click expands on Windows."""
_INTERRUPTED = 1
"""click's exit status after Ctrl-C, and after the reader of a pipe has gone."""


def main() -> None:
    """The program `summitdeck`. Exit status: 0 done, 1 errors, 2 the command itself was wrong."""
    prepare_process()
    asked = None if _COMPLETING in os.environ else read_plain_build(sys.argv[1:])
    if asked is not None and not _is_many(asked[0]):
        _leave(_status(*asked))
    from summitdeck.cli import main as commands

    try:
        commands()
    finally:
        gc.freeze()  # or all that was made is looked through once more before the process ends: 10 ms


def _status(deck: Path, output: Path | None) -> int:
    """Build, and say how it ended."""
    try:
        build_one(deck, output)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 0
    except KeyboardInterrupt:
        print("\nAborted!", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to be flushed has no reader either
        return _INTERRUPTED
    return 0


def _leave(status: int) -> NoReturn:
    """End the process at once: to free what it made, value by value, takes a tenth of a build. All files are closed.

    Not while it is watched, as profilers and measures of coverage do, which write what they saw at the end.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.gettrace() is None and sys.getprofile() is None:
        os._exit(status)
    sys.exit(status)


def read_plain_build(words: Sequence[str]) -> tuple[Path, Path | None] | None:
    """DECK (default: here) and FILE of a command line that is only `build`, DECK and `-o FILE`; None for any other."""
    match words:
        case ["build"]:
            deck, output = ".", None
        case ["build", deck]:
            output = None
        case ["build", "-o", output]:
            deck = "."
        case ["build", deck, "-o", output] | ["build", "-o", output, deck]:
            pass
        case _:
            return None
    named = [deck] if output is None else [deck, output]
    if any(not name or name.startswith("-") or (os.name == "nt" and _EXPANDED.intersection(name)) for name in named):
        return None
    return Path(deck), None if output is None else Path(output)


def _is_many(deck: Path) -> bool:
    """Whether a deck may be one of those that are many."""
    from summitdeck.deck.reader import mentions

    return mentions(deck, "matrix")
