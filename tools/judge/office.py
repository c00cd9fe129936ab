"""LibreOffice, called to turn decks into PDF, with a profile of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT = 600
"""Seconds one call may take."""
AT_ONCE = 40
"""Decks that one call converts: its start takes longer than a small deck."""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice and the folder it may write to."""

    folder: Path
    """Holds its profile and the PDFs; used for one run."""
    program: str = "soffice"
    """Its command, or the path of it."""

    def version(self) -> str:
        """Its version, as `7.4.7.2`."""
        said = self._run("--version").split()
        return said[1] if len(said) > 1 else "unknown"

    def to_pdf(self, decks: Sequence[Path]) -> list[Path]:
        """The PDFs of decks, in their order. Raises RuntimeError when LibreOffice leaves one out.

        Decks of one name are kept apart by the name of their folder.
        """
        made = [self.folder / "pdf" / deck.parent.name / f"{deck.stem}.pdf" for deck in decks]
        for pdf in made:
            pdf.unlink(missing_ok=True)
        for folder in dict.fromkeys(pdf.parent for pdf in made):
            mine = [str(deck) for deck, pdf in zip(decks, made, strict=True) if pdf.parent == folder]
            for first in range(0, len(mine), AT_ONCE):
                said = self._run("--convert-to", "pdf", "--outdir", str(folder), *mine[first : first + AT_ONCE])
        missing = [pdf.name for pdf in made if not pdf.is_file()]
        if missing:
            raise RuntimeError(f"LibreOffice wrote no {', '.join(missing)}: {said}")
        return made

    def _run(self, *words: str) -> str:
        profile = f"-env:UserInstallation={(self.folder / 'profile').resolve().as_uri()}"
        command = [self.program, profile, "--headless", *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
        return done.stdout + done.stderr if words[0] != "--version" else done.stdout
