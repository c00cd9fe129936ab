"""Every deck of this repository, built and held against programs that are not ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from validators import audit, findings

ROOT = Path(__file__).parents[1]


def decks() -> list[Path]:
    """Return the decks in `slides/` and `tests/decks/`."""
    folders = [ROOT / "slides", ROOT / "tests" / "decks"]
    found = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    return sorted(path for path in found if (path / "deck.yaml").is_file() or path.suffix == ".yaml")


@pytest.fixture(scope="module", params=decks(), ids=lambda path: path.relative_to(ROOT).as_posix())
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the deck's file, built as its author would build it."""
    target = tmp_path_factory.mktemp("built") / f"{request.param.stem}.pptx"
    command = [sys.executable, "-m", "summitdeck", "build", str(request.param), "-o", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return target


def test_openxml_audit_reports_nothing(built: Path) -> None:
    assert audit(built) == []


@pytest.mark.needs("validators")
def test_the_sdk_the_schemas_and_the_lint_report_nothing(built: Path) -> None:
    assert findings(built) == []


@pytest.mark.needs("soffice", "pdftotext")
def test_libreoffice_shows_one_page_for_each_shown_slide(
    built: Path, soffice_pdf: Callable[[Path], Path], pages: Callable[[Path], list[str]]
) -> None:
    from pptx import Presentation

    slides = Presentation(str(built)).slides
    shown = [slide for slide in slides if slide.element.get("show") not in {"0", "false"}]
    assert shown
    assert len(pages(soffice_pdf(built))) == len(shown)
