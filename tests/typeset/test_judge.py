"""LibreOffice as the judge of its profile: what tools/judge_lines.py does in full, on few boxes."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from summitdeck.typeset.profile import Profile

TOOL = Path(__file__).parents[2] / "tools" / "judge_lines.py"
BOXES = 30
MOST_WRONG = 3


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge_lines", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


@pytest.mark.needs("soffice", "pdftotext")
def test_libreoffice_sets_as_many_lines(judge: ModuleType, soffice_pdf: Callable[[Path], Path], tmp_path: Path) -> None:
    chance = random.Random(2014)
    boxes = [judge.random_box(chance) for _ in range(BOXES)]
    judge.write_boxes(boxes, tmp_path / "boxes.pptx")
    pages = judge.read_lines(soffice_pdf(tmp_path / "boxes.pptx"))
    assert len(pages) == BOXES
    counts = [
        (len(judge.computed_lines(box, Profile.LIBREOFFICE)), len(page)) for box, page in zip(boxes, pages, strict=True)
    ]
    wrong = [
        f"box {number}: {ours} lines, LibreOffice {theirs}"
        for number, (ours, theirs) in enumerate(counts)
        if ours != theirs
    ]
    assert len(wrong) <= MOST_WRONG, wrong
    assert all(abs(ours - theirs) <= 1 for ours, theirs in counts), wrong
