"""summitdeck: slides in YAML, laid out by Jinja2 templates, become a native PowerPoint deck.

    >>> import summitdeck
    >>> result = summitdeck.build("slides/kilo-2014", "build/kilo-2014.pptx")
    >>> [str(problem.span) for problem in result.problems]
    []

Only the names in `__all__` are public. They are loaded when first used, so that importing this costs nothing.
"""

from __future__ import annotations

from summitdeck.frozen import TYPE_CHECKING

if TYPE_CHECKING:
    from summitdeck.deck.model import Deck
    from summitdeck.deck.reader import read_deck
    from summitdeck.each import BuiltEach, build_each
    from summitdeck.pipeline import Built, build, check
    from summitdeck.problems import Problem, Severity, Span

__all__ = [
    "Built",
    "BuiltEach",
    "Deck",
    "Problem",
    "Severity",
    "Span",
    "__version__",
    "build",
    "build_each",
    "check",
    "read_deck",
]

__version__ = "0.1.0"

_HOMES = {
    "Built": "summitdeck.pipeline",
    "BuiltEach": "summitdeck.each",
    "Deck": "summitdeck.deck.model",
    "Problem": "summitdeck.problems",
    "Severity": "summitdeck.problems",
    "Span": "summitdeck.problems",
    "build": "summitdeck.pipeline",
    "build_each": "summitdeck.each",
    "check": "summitdeck.pipeline",
    "read_deck": "summitdeck.deck.reader",
}


def __getattr__(name: str) -> object:
    """Load a public name from its home (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'summitdeck' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
