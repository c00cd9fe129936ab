"""The door to PyYAML: its parser's events, and nothing of what it makes of them.

libyaml's parser is a C extension inside PyYAML, but importing it runs the whole package first: 13 ms, most of
it the pure-Python half that is never used here. So `yaml` is put in place as a package that runs its own code
only when somebody asks it for anything; the extension needs four of its modules and the names of eight
exceptions. Whoever imports `yaml` later gets the real one, complete: what stood in is exchanged then.
Where any of this fails, or where there is no C extension, PyYAML is imported as usual.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType, SimpleNamespace

from summitdeck.frozen import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_NEEDED = ("error", "tokens", "events", "nodes")
_STAND_INS = {
    "reader": "ReaderError",
    "scanner": "ScannerError",
    "parser": "ParserError",
    "composer": "ComposerError",
    "constructor": "ConstructorError",
    "emitter": "EmitterError",
    "serializer": "SerializerError",
    "representer": "RepresenterError",
}


class _LatePackage(ModuleType):
    """The package `yaml`, whose own code has not run yet: it does when something is asked of it."""

    def __getattr__(self, name: str) -> Any:
        self.__class__ = ModuleType  # type: ignore[assignment]  # from here on it is the package itself
        spec = self.__spec__
        assert spec is not None and spec.loader is not None
        spec.loader.exec_module(self)
        if (extension := sys.modules.get("yaml._yaml")) is not None:
            for module, exception in _STAND_INS.items():
                setattr(extension, exception, getattr(sys.modules[f"yaml.{module}"], exception))
        return getattr(self, name)


def _import_alone() -> ModuleType | None:
    """libyaml's extension without the rest of PyYAML; None when PyYAML is imported already, or has none."""
    spec = None if "yaml" in sys.modules else find_spec("yaml")
    if spec is None:
        return None
    package = module_from_spec(spec)
    package.__class__ = _LatePackage
    sys.modules["yaml"] = package
    for name in _NEEDED:
        import_module(f"yaml.{name}")
    base = package.error.MarkedYAMLError
    for module, exception in _STAND_INS.items():
        vars(package)[module] = SimpleNamespace(**{exception: type(exception, (base,), {})})
    try:
        return import_module("yaml._yaml")
    except ImportError:  # built without libyaml
        return None
    finally:
        for module in _STAND_INS:
            vars(package).pop(module, None)


def _find_parser() -> Any:
    """The parser class: libyaml's, or PyYAML's own, which gives the same events some twenty times slower."""
    try:
        extension = _import_alone()
    except Exception:  # whatever a future PyYAML does otherwise: the usual way is still there
        sys.modules.pop("yaml", None)
        extension = None
    if extension is None:
        import yaml  # noqa: F401  # first the package, then its extension

        try:
            extension = import_module("yaml._yaml")
        except ImportError:
            return python_parser()
    return extension.CParser


def python_parser() -> Any:
    """PyYAML's own parser of events, for machines without libyaml."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PythonParser(Reader, Scanner, Parser):
        """PyYAML's own parser of events."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PythonParser


EventParser: Any = _find_parser()
"""`EventParser(text).get_event()` gives one event after the other, with marks; raises `YAMLError`."""

from yaml.error import YAMLError  # noqa: E402  # only now, or the whole package would be imported
from yaml.events import (  # noqa: E402
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

__all__ = [
    "AliasEvent",
    "DocumentEndEvent",
    "DocumentStartEvent",
    "EventParser",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
