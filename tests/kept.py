"""Every deck that any test builds, kept aside, so that the validators can look at all of them afterwards.

With SUMMITDECK_KEEP_DECKS=FOLDER each written file is copied there, once by its bytes, as `DECK.pptx`; the empty
package that it was built upon as `base-….pptx`, and `DECK.base` names that. `tools/validate_decks.py FOLDER` looks at
them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from summitdeck.ooxml import package_writer, self_check
from summitdeck.ooxml.model import Package
from summitdeck.problems import Problem

SWITCH = "SUMMITDECK_KEEP_DECKS"
MOST_BYTES = 4_000_000
"""A larger deck is made by a test of limits, of thousands of like slides."""


@pytest.fixture(scope="session", autouse=True)
def kept_decks() -> Iterator[None]:
    """Keep the decks, when a folder is named."""
    if not os.environ.get(SWITCH):
        yield
        return
    folder = Path(os.environ[SWITCH])
    folder.mkdir(parents=True, exist_ok=True)
    check, write = self_check.check_package, package_writer.write_file
    bases: list[tuple[Package, Package | None]] = []

    def check_package(package: Package, template: Package | None = None) -> tuple[Problem, ...]:
        bases[:] = [(package, template)]
        return check(package, template)

    def write_file(package: Package, path: Path, *, date: datetime | None = None) -> Problem | None:
        trouble = write(package, path, date=date)
        if trouble is None and path.is_file() and path.stat().st_size < MOST_BYTES:
            template = next((base for built, base in bases if built is package), None)
            _keep(path.read_bytes(), template, folder)
        return trouble

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(self_check, "check_package", check_package)
        patch.setattr(package_writer, "write_file", write_file)
        yield


def keep_deck(path: Path) -> None:
    """Keep a deck that was built in a process of its own, when a folder is named; its base is not known then."""
    folder = os.environ.get(SWITCH)
    if folder and path.is_file() and path.stat().st_size < MOST_BYTES:
        _keep(path.read_bytes(), None, Path(folder))


def _keep(deck: bytes, template: Package | None, folder: Path) -> None:
    name = sha256(deck).hexdigest()[:16]
    if (folder / f"{name}.pptx").exists():
        return
    (folder / f"{name}.pptx").write_bytes(deck)
    (folder / f"{name}.test").write_text(os.environ.get("PYTEST_CURRENT_TEST", ""), "utf-8")
    if template is not None:
        from io import BytesIO

        out = BytesIO()
        package_writer.write_package(template, out)
        base = f"base-{sha256(out.getvalue()).hexdigest()[:16]}.pptx"
        (folder / base).write_bytes(out.getvalue())
        (folder / f"{name}.base").write_text(base, "utf-8")
