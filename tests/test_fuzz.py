"""What fuzzing has found stays found; and each target can fail, and is started from something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.fuzz import targets

FINDINGS = Path(__file__).parent / "fuzz-findings"
"""By target: bytes that once made it fail. A file's name says what was wrong."""


@pytest.mark.parametrize("name", targets.TARGETS)
def test_what_was_found_once_is_mended(name: str) -> None:
    for path in sorted(FINDINGS.glob(f"{name}/*")):
        targets.TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", targets.TARGETS)
def test_a_target_takes_its_seeds_and_odd_bytes(name: str) -> None:
    seeds = targets.seeds(name)
    assert len(seeds) >= 10
    for data in (
        *seeds[:: max(1, len(seeds) // 12)],
        b"",
        b"\0",
        b"\xff\xfe",
        b"{{",
        b"<a",
        b"PK\x03\x04",
        "―".encode(),
    ):
        targets.TARGETS[name](data)


def test_a_target_tells_a_place_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from summitdeck.problems import Span, error

    monkeypatch.setattr(targets, "read_slides", lambda source: ((), None, (error("x", "y", Span(source.name, 9, 1)),)))
    with pytest.raises(targets.FaultError, match="outside"):
        targets.fuzz_yaml(b"title: a")


def test_a_target_tells_a_deck_that_is_printed_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "print_deck", lambda deck: "title: b\n")
    with pytest.raises(targets.FaultError, match="otherwise"):
        targets.fuzz_yaml(b"title: a")
