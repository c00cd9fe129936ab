"""Run as a program of its own: an SVG from standard input, drawn as a PNG to standard output.

Apart, because a drawing can be made that overflows the stack or the memory of what draws it: then this process ends,
and the one that asked says so. Arguments: width and height in pixels (0: as the other asks), 1 when installed fonts
are needed, bytes of memory, seconds of processor time (0: without limit). Imports nothing of summitdeck.
"""

from __future__ import annotations

import sys
from contextlib import suppress


def limit_resources(memory: int, seconds: int) -> None:
    """Hold this process to so much memory and processor time, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):
            if most or kind == resource.RLIMIT_CORE:
                resource.setrlimit(kind, (most, most))


def draw(width: int, height: int, with_fonts: bool) -> None:
    """Draw what comes in; exit status 3 with the reason on standard error when it is no drawing."""
    import resvg_py

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
        png = resvg_py.svg_to_bytes(
            svg_string=text,
            width=width or None,
            height=height or None,
            dpi=96.0,
            skip_system_fonts=not with_fonts,  # the same bytes on every machine, and 0.2 s sooner
        )
    except ValueError as mistake:
        sys.stderr.buffer.write(str(mistake).encode("utf-8", "replace"))
        sys.exit(3)
    sys.stdout.buffer.write(bytes(png))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:6]]
    limit_resources(numbers[3], numbers[4])
    draw(numbers[0], numbers[1], bool(numbers[2]))
