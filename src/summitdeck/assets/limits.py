"""Limits on what is read, and the one way to raise them.

A limit is a constant beside what it guards, with its reason. What a deck says cannot raise it: a deck from elsewhere
would. Who runs the program can, in the environment: `SUMMITDECK_LIMITS=4` makes each limit four times as large.
"""

from __future__ import annotations

import os

SWITCH = "SUMMITDECK_LIMITS"
"""Environment: a whole number from 1 to 1000 that the limits are multiplied by; anything else counts as 1."""
MOST = 1000
"""Beyond it no limit would hold anything back."""


def raised(limit: int) -> int:
    """A limit as it holds in this run, in the limit's own unit."""
    return limit * factor()


def factor() -> int:
    """By how much all limits are raised in this run: 1 when nothing is said."""
    said = os.environ.get(SWITCH, "")
    if not said or len(said) > 4 or not (said.isascii() and said.isdecimal()):
        return 1
    return min(max(int(said), 1), MOST)


def how_to_raise(wanted: int, limit: int) -> str | None:
    """A hint: what would let `wanted` through where `limit` is the constant; None when nothing would."""
    times = -(-wanted // limit)
    return f"if you trust it, {SWITCH}={times} in the environment lets it through" if times <= MOST else None
