"""The programs whose way of setting text is computed."""

from enum import StrEnum


class Profile(StrEnum):
    """Whose rules measure a text. What fits in both fits wherever the deck is opened."""

    POWERPOINT = "powerpoint"
    """As measured by others on PowerPoint itself; computed here, not proven."""
    LIBREOFFICE = "libreoffice"
    """As LibreOffice 7.4 lays out an imported .pptx; its PDF is the judge (tools/judge)."""
