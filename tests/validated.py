"""The validators of the shared folder over many files at once: the lint in one process, the SDK's in several.

A finding that the template itself has does not count, unless it is in its slides: those are not ours to keep.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from validators import shared_folder


def findings_beyond(decks: Mapping[Path, Path]) -> list[str]:
    """What the validators have against decks beyond what they have against the template of each; a line each.

    Only the templates of decks that they have something against are looked at.
    """
    found = dict(zip(decks, _findings(decks), strict=True))
    asked = list(dict.fromkeys(template for deck, template in decks.items() if found[deck]))
    known = {path: {_numberless(line) for line in own} for path, own in zip(asked, _findings(asked), strict=True)}
    return [
        f"{template.name}: {deck.stem}: {line}"
        for deck, template in decks.items()
        for line in found[deck]
        if _numberless(line) not in known[template] or re.search(r"ppt/(slides|notesSlides)/", line)
    ]


def _findings(paths: Iterable[Path]) -> list[list[str]]:
    paths = list(paths)
    if not paths:
        return []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        lint = pool.submit(_lint, paths)
        sdk = list(pool.map(_sdk, paths))
        return [[*first, *second] for first, second in zip(lint.result(), sdk, strict=True)]


def _lint(paths: Iterable[Path]) -> list[list[str]]:
    tools = Path(os.environ.get("VALIDATE_TOOLS") or _cache() / "summitdeck-validate")
    command = [tools / "venv" / "bin" / "python", shared_folder() / "validate" / "pptx_lint.py", "--json", *paths]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    read = [json.loads(line)["findings"] for line in done.stdout.splitlines()]
    return [[f"lint {level} {code} {part}: {text}" for level, code, part, text in each] for each in read]


def _sdk(path: Path) -> list[str]:
    command = ["sh", str(shared_folder() / "validate" / "sdk.sh"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    errors = json.loads(done.stdout)["errors"]
    return [f"sdk {error['id']} {error['path']}: {error['description']} at {error['xPath']}" for error in errors]


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line)
