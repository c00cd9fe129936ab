"""Which faces LibreOffice has on Debian with the packages of `.ci/run`: their own, or one made to be as wide."""

from __future__ import annotations

from collections.abc import Iterable

INSTALLED = frozenset(
    {
        *("Calibri", "Carlito", "Cambria", "Caladea"),
        *("Arial", "Helvetica", "Liberation Sans", "Times New Roman", "Liberation Serif"),
        *("Courier New", "Liberation Mono", "DejaVu Sans", "DejaVu Sans Mono", "Noto Sans CJK JP"),
    }
)
"""Any other face is replaced by one that fontconfig or LibreOffice finds near it, of another width."""


def are_installed(names: Iterable[str]) -> bool:
    """Whether LibreOffice has all these faces."""
    return INSTALLED.issuperset(names)
