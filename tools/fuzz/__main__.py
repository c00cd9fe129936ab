"""Coverage-guided fuzzing with atheris.

    make fuzz                                   all targets, ten minutes each
    python -m tools.fuzz yaml --seconds 60      one of them

What makes a target fail is written to `build/fuzz/NAME/`, and said; put it into `tests/fuzz-findings/NAME/` with the
repair. The corpus that covers most is kept in `build/fuzz/NAME/corpus` and used again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_one(name: str, seconds: int) -> None:
    """Fuzz one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["summitdeck"]):
        from tools.fuzz import targets

    folder = ROOT / "build" / "fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in targets.seeds(name):
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", "-timeout=20", "-rss_limit_mb=2000"]
    atheris.Setup([sys.argv[0], *options, "-max_len=20000", "-print_final_stats=1", str(corpus)], targets.TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets that are named, each in a process of its own."""
    names = ("yaml", "inline", "markup", "pptx")
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz")
    parser.add_argument("target", nargs="*", metavar="TARGET", help=f"{', '.join(names)}; default: all")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    unknown = set(given.target) - set(names)
    if unknown:
        parser.error(f"no target {', '.join(sorted(unknown))}")
    if given.here:
        run_one(given.target[0], given.seconds)
        return 0
    failed = []
    for name in given.target or names:
        command = [sys.executable, "-m", "tools.fuzz", name, "--seconds", str(given.seconds), "--here"]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "nothing found")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
