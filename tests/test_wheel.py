"""The wheel as a stranger gets it: alone in a new environment, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

DECK = """\
deck:
  title: 外で作る
  language: ja-JP
---
layout: title
title: 外で作る
subtitle: Outside the checkout
---
title: Two bullets
body:
  - 東京:
      - Kilo **と** Liberty
"""


def run(command: list[str | Path], folder: Path) -> str:
    """Run `command` in `folder` as a user would: nothing of the checkout is in its environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SUMMITDECK"))}
    env["PYTHONUTF8"] = "1"
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT], folder)
    (built,) = folder.glob("summitdeck-*.whl")
    return built


@pytest.mark.needs("pypi")
def test_the_wheel_carries_templates_types_and_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    template = ROOT / "templates" / "summit"
    wanted = {path.relative_to(ROOT).as_posix() for path in template.rglob("*") if path.is_file()}
    assert wanted, "there is no built-in template in the checkout"
    assert {f"summitdeck/{name}" for name in wanted} <= names
    assert "summitdeck/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "bench/", "slides/"))]


@pytest.mark.needs("pypi")
def test_an_installed_wheel_builds_a_deck_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    from pptx import Presentation

    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    run([programs / "python", "-m", "pip", "install", "--quiet", wheel], tmp_path)
    work = tmp_path / "資料 2014"
    work.mkdir()
    (work / "talk.yaml").write_text(DECK, encoding="utf-8")

    run([programs / "summitdeck", "build", "talk.yaml", "-o", "talk.pptx"], work)

    slides = Presentation(str(work / "talk.pptx")).slides
    assert [slide.shapes.title.text for slide in slides] == ["外で作る", "Two bullets"]
    assert "summitdeck" in run([programs / "python", "-m", "summitdeck", "--version"], work)
    said = run([programs / "python", "-c", "import summitdeck; print(summitdeck.__file__)"], work)
    assert Path(said.strip()).is_relative_to(home.resolve()), "the checkout was used, not the wheel"
