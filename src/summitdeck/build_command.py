"""`summitdeck build` of one deck: what it prints of it, whichever way the command line was read."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.terminal import Progress, show

if TYPE_CHECKING:
    from summitdeck.deck.model import Var


def build_one(
    deck: Path,
    output: Path | None,
    values: Mapping[str, Var] | None = None,
    value_files: Sequence[Path] = (),
    strict: bool = False,
    form: str = "text",
) -> None:
    """Build a deck and print what there is to say; leaves with 1 when it was not written."""
    from summitdeck.pipeline import build

    with Progress() as progress:
        built = build(deck, output, values=values, value_files=value_files, progress=progress.step, strict=strict)
    show(built.problems, form, built.sources)
    if built.path is None:
        sys.exit(1)
    if form == "text":
        from summitdeck.assets.files import display_name

        print(f"{display_name(built.path)}: {built.pages} slide{'' if built.pages == 1 else 's'}", flush=True)
