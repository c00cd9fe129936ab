"""What all tests share: programs a test may need, LibreOffice, and the folder outside the repository.

    @pytest.mark.needs("soffice", "validators")
    def test_…

is skipped, saying what is missing and how to get it. With SUMMITDECK_REQUIRE_ALL=1, as in CI, it fails.
"""

from __future__ import annotations

import functools
import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kept import kept_decks as kept_decks
from validators import all_required, missing_validators, shared_folder

# No test times: what takes long on a busy machine is not wrong. In CI the rest is as hypothesis has it there.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def _program(name: str, packages: str) -> Callable[[], str | None]:
    """Return the check for a program on the PATH that the Debian `packages` bring."""
    return lambda: None if shutil.which(name) else f"{name} is not installed: apt-get install {packages}"


def _missing_shared() -> str | None:
    folder = shared_folder()
    return None if folder.is_dir() else f"the shared material is not here: no {folder}; set SUMMITDECK_SHARED"


def _missing_pypi() -> str | None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps"]
    done = subprocess.run([*command, "--retries=1", "hatchling"], capture_output=True, text=True)
    said = (done.stderr.strip().splitlines() or ["pip failed"])[-1]
    return f"PyPI cannot be reached with pip: {said}" if done.returncode else None


NEEDS: dict[str, Callable[[], str | None]] = {
    "soffice": _program("soffice", "libreoffice-impress fonts-noto-cjk fonts-crosextra-carlito"),
    "pdftotext": _program("pdftotext", "poppler-utils"),
    "pdftoppm": _program("pdftoppm", "poppler-utils"),
    "shared": _missing_shared,
    "validators": missing_validators,
    "pypi": _missing_pypi,
}
"""What a test may need: name → a check that returns why it is missing and how to get it, or None."""


@functools.cache
def _missing(name: str) -> str | None:
    return NEEDS[name]()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose needs are not met, or fail it where all are required."""
    names = [name for mark in item.iter_markers("needs") for name in mark.args]
    reasons = [reason for reason in map(_missing, names) if reason]
    if reasons and all_required():
        pytest.fail("; ".join(reasons), pytrace=False)
    if reasons:
        pytest.skip("; ".join(reasons))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what builds remember out of the user's own cache, that out of the tests, and this machine's fonts too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMITDECK_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("SUMMITDECK_FONTS", "shipped")  # what this machine has installed must not change a result
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder outside the repository; for tests that are marked with `needs("shared")`."""
    return shared_folder()


@pytest.fixture(scope="session")
def soffice_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a function that has LibreOffice turn a presentation into a PDF; needs("soffice")."""
    profile = tmp_path_factory.mktemp("libreoffice")
    numbers = itertools.count()

    def convert(path: Path) -> Path:
        folder = profile / str(next(numbers))
        command = ["soffice", f"-env:UserInstallation={(profile / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240)
        made = folder / f"{path.stem}.pdf"
        assert made.is_file(), f"LibreOffice wrote no PDF of {path.name}: {done.stdout}{done.stderr}"
        return made

    return convert


@pytest.fixture(scope="session")
def pages() -> Callable[[Path], list[str]]:
    """Return a function that reads a PDF's pages as text; needs("pdftotext")."""

    def read(pdf: Path) -> list[str]:
        command = ["pdftotext", "-enc", "UTF-8", "-layout", str(pdf), "-"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
        return text.split("\f")[:-1]  # each page ends with a form feed, an empty one too

    return read
