"""Programs from elsewhere that judge our files, and how a test asks them.

`openxml-audit` is a development dependency and always there. The Open XML SDK's validator, the ISO schemas
and the package lint stand outside the repository, in `../shared/validate` or below `$SUMMITDECK_SHARED`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def shared_folder() -> Path:
    """Return where the material outside the repository stands, or would stand."""
    return Path(os.environ.get("SUMMITDECK_SHARED") or ROOT.parent / "shared").resolve()


def all_required() -> bool:
    """Return whether nothing may be skipped, as in CI."""
    return os.environ.get("SUMMITDECK_REQUIRE_ALL") == "1"


def missing_validators() -> str | None:
    """Return why the validators in the shared folder cannot run, and what to do; None when they can."""
    folder = shared_folder() / "validate"
    if not (folder / "validate.sh").is_file():
        return f"the validators are not here: no {folder}; set SUMMITDECK_SHARED"
    if shutil.which("bash") is None:
        return "the validators need bash"
    tools = os.environ.get("VALIDATE_TOOLS")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    installed = Path(tools) if tools else cache / "summitdeck-validate"
    if not (installed / "node_modules").is_dir() or not (installed / "venv").is_dir():
        return f"the validators are not set up: run sh {folder / 'setup.sh'}"
    return None


def findings(path: Path, baseline: Path | None = None) -> list[str]:
    """Return what the validators have against the presentation at `path`, one line each; [] is what we want.

    What the template at `baseline` already has is left out. Without the shared folder `openxml-audit` alone
    is asked, but not in CI: there that is an error.
    """
    missing = missing_validators()
    if missing and all_required():
        raise RuntimeError(missing)
    found = audit(path, baseline)
    return found if missing else found + _validate(path, baseline)


def audit(path: Path, baseline: Path | None = None) -> list[str]:
    """Return what `openxml-audit` alone has against the presentation at `path`, but for what `baseline` has too."""
    known = {_numberless(line) for line in _audit(baseline)} if baseline else set()
    return [line for line in _audit(path) if _numberless(line) not in known]


def _audit(path: Path) -> list[str]:
    from openxml_audit import FileFormat, OpenXmlValidator

    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(str(path))
    return [f"audit {finding}" for finding in result.errors]


def _validate(path: Path, baseline: Path | None) -> list[str]:
    command = ["bash", str(shared_folder() / "validate" / "validate.sh"), str(path)]
    command += ["--baseline", str(baseline)] if baseline else []
    env = {name: value for name, value in os.environ.items() if name != "PYTHON"}  # it has its own, with lxml
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, timeout=300)
    *lines, count = done.stdout.splitlines() or [""]
    said = re.match(r"(\d+) finding", count)
    if said is None or int(said[1]) != len(lines) or (done.returncode == 0) == bool(lines):
        raise RuntimeError(f"validate.sh did not finish: {done.stdout}{done.stderr}")
    return lines


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)
