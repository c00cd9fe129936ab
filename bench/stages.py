"""Build a deck twice in this process and print what each stage took, as JSON.

    python -m bench.stages DECK OUT

Each stage is a function that the pipeline calls; it is timed by standing a clock around it, so what is
measured is the real build. A stage's time leaves out the stages called from inside it.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PIPELINE = "summitdeck.pipeline"
"""The module whose `build(deck, target)` runs all stages."""

TYPESETTING = (
    ("summitdeck.typeset.setting", ("set_paragraph", "line_sizes")),
    ("summitdeck.typeset.quick", ("is_surely_one_line",)),
    ("summitdeck.typeset.height", ("text_height", "text_lines", "text_lines_everywhere", "natural_width")),
    ("summitdeck.typeset.fitting", ("fit",)),
)
"""What `place` asks of `typeset/`: the clock's own time, about a microsecond a call, is counted with them."""
STAGES = (
    ("read the deck", "summitdeck.deck.reader", "read_deck"),
    ("resolve its values", "summitdeck.deck.values", "resolve"),
    ("read the base", "summitdeck.ooxml.base_reader", "read_base"),
    ("find the layouts", "summitdeck.scene.layouts", "find_layouts"),
    ("lay out", "summitdeck.scene.place", "place"),
    *(("set the text", module, name) for module, names in TYPESETTING for name in names),
    ("check the scene", "summitdeck.checks", "check_scene"),
    ("write the parts", "summitdeck.ooxml.deck_writer", "scene_to_package"),
    ("check the package", "summitdeck.ooxml.self_check", "check_package"),
    ("zip and put in place", "summitdeck.ooxml.package_writer", "write_file"),
)
"""The pipeline's stages in order: what the ledger calls it, the module it is defined in, its name there."""


class Clock:
    """Adds up the seconds of each stage, without those of the stages inside it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {name: 0.0 for name, _, _ in STAGES}
        self._inside: list[float] = []

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` with the clock around it."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            self._inside.append(0.0)
            start = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                taken = time.perf_counter() - start
                self.seconds[name] += taken - self._inside.pop()
                if self._inside:
                    self._inside[-1] += taken

        return timed


def put_clock(clock: Clock) -> None:
    """Stand `clock` around every stage, wherever a module has it under its own name by now."""
    for name, module, attribute in STAGES:
        function = getattr(importlib.import_module(module), attribute, None)
        if function is None:
            raise SystemExit(f"{module} has no {attribute}: mend STAGES in bench/stages.py")
        timed = clock.around(name, function)
        for holder in [held for key, held in sys.modules.items() if key.partition(".")[0] == "summitdeck"]:
            for key in [key for key, value in vars(holder).items() if value is function]:
                setattr(holder, key, timed)


def main(deck: Path, target: Path) -> None:
    """Build `deck` into `target` twice and print `{"cold": {stage: ms}, "warm": {stage: ms}}`."""
    start = time.perf_counter()
    pipeline = importlib.import_module(PIPELINE)
    clock = Clock()
    put_clock(clock)
    imports = time.perf_counter() - start
    rows = {}
    for heat in ("cold", "warm"):
        clock.seconds = dict.fromkeys(clock.seconds, 0.0)
        start = time.perf_counter()
        pipeline.build(deck, target)
        whole = time.perf_counter() - start
        table = {"import": imports if heat == "cold" else 0.0, **clock.seconds}
        table["between"] = whole - sum(clock.seconds.values())
        rows[heat] = {name: seconds * 1000 for name, seconds in table.items()}
    print(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
