"""Frozen, slotted dataclasses and named tuples, made in a tenth of the time.

The standard library compiles six functions for each dataclass: 90 classes took 87 ms of a build of 340 ms; for each
named tuple it evaluates a function's text, 0.1 ms a class, after an import of `typing`, 4 ms. Here one function is
compiled for each number of fields, and given the names of a class's own; equality, hash and representation read the
fields through one getter in C. A type checker sees the standard library's own names, so types are checked as ever.
What is not needed here is not there: ordering, keyword-only fields, `__post_init__`, `_asdict`.

Part of the first layer; imports nothing of summitdeck.
"""

from __future__ import annotations

import functools
import sys

TYPE_CHECKING = False
"""What a type checker takes for true, as `typing.TYPE_CHECKING` is."""

if TYPE_CHECKING:
    from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
    from typing import NamedTuple

    __all__ = ["FrozenInstanceError", "NamedTuple", "dataclass", "field", "fields", "is_dataclass", "replace"]
else:
    from _collections import _tuplegetter
    from operator import attrgetter
    from types import FunctionType

    class FrozenInstanceError(AttributeError):
        """A value was to be changed: make another with `replace`."""

    class Field:
        """What is known of one field."""

        __slots__ = ("compare", "default", "default_factory", "init", "name", "repr", "type")
        _field_type = None  # so that the standard library's `replace` takes our values too

        def __init__(self, default, default_factory, compare, repr):
            self.name, self.type, self.init = "", "", True
            self.default, self.default_factory = default, default_factory
            self.compare, self.repr = compare, repr

    class _Missing:
        """Stands for no default."""

    def field(*, default=_Missing, default_factory=_Missing, compare=True, repr=True):
        """A field with a default, or left out of equality and hash, or of the representation."""
        return Field(default, default_factory, compare, repr)

    def dataclass(*, frozen=False, slots, init=True, eq=True):
        """The decorator, with the standard library's meanings; every class here is slotted."""
        return lambda cls: _make(cls, frozen, init, eq)

    def _make(cls, frozen, init, eq):
        own = _own_fields(cls)
        known = {**getattr(cls.__base__, "__dataclass_fields__", {}), **own}
        body = {name: value for name, value in cls.__dict__.items() if name not in own}
        body.pop("__dict__", None)
        body.pop("__weakref__", None)
        body["__slots__"] = tuple(own)
        body["__match_args__"] = tuple(known)
        body["__dataclass_fields__"] = known
        body["__qualname__"] = cls.__qualname__
        made = type(cls)(cls.__name__, cls.__bases__, body)
        if init:
            made.__init__ = _initializer(made, known)
        if eq:
            _add_comparison(made, [each.name for each in known.values() if each.compare], frozen)
        if "__repr__" not in body:
            made.__repr__ = _representation([each.name for each in known.values() if each.repr])
        if frozen:
            made.__setattr__, made.__delattr__ = _refuse_set, _refuse_delete
            made.__getstate__, made.__setstate__ = _state, _restore
        return made

    def _own_fields(cls):
        """The fields that a class itself annotates, in their order."""
        known = {}
        for name, annotation in _own_annotations(cls).items():
            default = cls.__dict__.get(name, _Missing)
            each = default if isinstance(default, Field) else Field(default, _Missing, True, True)
            each.name, each.type = name, annotation
            known[name] = each
        return known

    def _own_annotations(cls):
        """What a class's own body annotates."""
        stated = vars(cls).get("__annotations__")
        if stated is None:  # from Python 3.14 on they are made when asked for; before, asking would give a parent's
            stated = cls.__annotations__ if sys.version_info >= (3, 14) else {}
        return stated

    def _initializer(made, known):
        """`__init__`, which stores each argument through its slot."""
        values, defaults = {"_Missing": _Missing}, []
        for at, (name, each) in enumerate(known.items()):
            values[f"_set{at}"] = getattr(made, name).__set__
            if each.default_factory is not _Missing:
                values[f"_new{at}"] = each.default_factory
                defaults.append(_Missing)
            elif each.default is not _Missing:
                defaults.append(each.default)
            elif defaults:
                raise TypeError(f"non-default argument '{name}' follows default argument")
        code = _initializer_code(tuple([each.default_factory is not _Missing for each in known.values()]))
        made_init = FunctionType(code.replace(co_varnames=("self", *known)), values, "__init__", tuple(defaults))
        made_init.__qualname__ = f"{made.__qualname__}.__init__"
        return made_init

    @functools.cache
    def _initializer_code(factories):
        """The code of an `__init__` of so many arguments, of which these have a factory: all that is compiled."""
        lines = [
            f" _set{at}(self, _new{at}() if _{at} is _Missing else _{at})" if made else f" _set{at}(self, _{at})"
            for at, made in enumerate(factories)
        ]
        names = {}
        arguments = ", ".join(["self", *[f"_{at}" for at in range(len(factories))]])
        exec(f"def __init__({arguments}):\n" + ("\n".join(lines) or " pass"), names)
        return names["__init__"].__code__

    def _add_comparison(made, names, frozen):
        # One name twice is a tuple as well, and tuples take a value that is not equal to itself for equal.
        read = attrgetter(*(names * 2 if len(names) == 1 else names)) if names else lambda value: ()

        def __eq__(self, other):
            return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):
            return hash(read(self))

        if "__eq__" not in made.__dict__:
            made.__eq__ = __eq__
            made.__hash__ = __hash__ if frozen else None

    def _representation(names):
        def __repr__(self):
            shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
            return f"{self.__class__.__qualname__}({shown})"

        return __repr__

    def _refuse_set(self, name, value):
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def _refuse_delete(self, name):
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    def _state(self):
        return [getattr(self, name) for name in self.__dataclass_fields__]

    def _restore(self, state):
        for name, value in zip(self.__dataclass_fields__, state, strict=True):
            object.__setattr__(self, name, value)

    def fields(value):
        """The fields of a value or its class, in their order."""
        return tuple(value.__dataclass_fields__.values())

    def is_dataclass(value):
        """Whether this is a value, or a class of values."""
        return hasattr(value, "__dataclass_fields__")

    def replace(value, **changes):
        """The same value with some fields changed."""
        for name in value.__dataclass_fields__:
            if name not in changes:
                changes[name] = getattr(value, name)
        return value.__class__(**changes)

    class _NamedTupleType(type):
        """Makes of a class body with annotations a tuple whose items have names."""

        def __new__(cls, name, bases, body):
            made = super().__new__(cls, name, bases, body)
            return _make_tuple(made, body) if bases else made

    class NamedTuple(metaclass=_NamedTupleType):
        """The base to name, with the standard library's meanings; what is made of it is a tuple, as there."""

    def _make_tuple(cls, body):
        names = tuple(_own_annotations(cls))
        defaults = [body[name] for name in names if name in body]
        if any(name in body for name in names[: len(names) - len(defaults)]):
            raise TypeError(f"{cls.__name__}: a field without a default follows one that has it")
        made_new = FunctionType(
            _maker_code(len(names)).replace(co_varnames=("cls", *names)),
            {"_new": tuple.__new__},
            "__new__",
            tuple(defaults),
        )
        made_new.__qualname__ = f"{cls.__qualname__}.__new__"
        given = {"__repr__": _tuple_representation, "__doc__": None, **body}
        items = {name: _tuplegetter(at, None) for at, name in enumerate(names)}
        own = {"__slots__": (), "__match_args__": names, "_fields": names, "_make": classmethod(tuple.__new__)}
        own |= {"__new__": made_new, "__getnewargs__": _tuple_arguments, "_replace": _tuple_replaced}
        return type(cls.__name__, (tuple,), {**given, **items, **own})

    @functools.cache
    def _maker_code(count):
        """The code of a `__new__` of so many items."""
        names = {}
        items = "".join([f"_{at}, " for at in range(count)])
        exec(f"def __new__(cls, {items}):\n return _new(cls, ({items}))", names)
        return names["__new__"].__code__

    def _tuple_representation(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
        return f"{self.__class__.__name__}({shown})"

    def _tuple_arguments(self):
        return tuple(self)

    def _tuple_replaced(self, /, **changes):
        made = tuple.__new__(self.__class__, map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return made
