"""Our dataclasses beside the standard library's: the same class body, the same behaviour."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import typing
from collections.abc import Mapping
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summitdeck import frozen
from summitdeck.frozen import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

BOTH = pytest.mark.parametrize("library", [frozen, dataclasses], ids=["ours", "standard"])


@dataclass(frozen=True, slots=True)
class Point:
    """Two required fields and three with a default."""

    x: int
    y: int
    name: str = "here"
    tags: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)

    @property
    def total(self) -> int:
        """A method of a slotted class still finds the fields."""
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Solid(Point):
    """Inherits fields and adds one."""

    z: int = 7


@dataclass(slots=True)
class Counter:
    """One that may be changed."""

    count: int = 0
    seen: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Node:
    """One that is equal only to itself."""

    value: int


class Spec(NamedTuple):
    """A field as hypothesis makes it up."""

    kind: str
    default: int
    compare: bool
    repr: bool


KINDS = ("required", "plain", "field", "factory")
SPECS = st.lists(
    st.builds(Spec, st.sampled_from(KINDS), st.integers(0, 2), st.booleans(), st.booleans()), max_size=6
).map(lambda specs: sorted(specs, key=lambda spec: spec.kind != "required"))
VALUES: st.SearchStrategy[Any] = st.sampled_from([0, 1, True, "a", (), (1, 2), None, 1.5, float("nan"), []])


def make(library: ModuleType, specs: list[Spec], base: type = object) -> Any:
    """The class with these fields, `a`, `b` and so on, made by one of the two libraries."""
    body: dict[str, Any] = {"__annotations__": {}}
    for name, spec in zip("abcdef", specs, strict=False):
        body["__annotations__"][name] = "int"
        options = {"compare": spec.compare, "repr": spec.repr}
        if spec.kind == "plain":
            body[name] = spec.default
        elif spec.kind == "field":
            body[name] = library.field(default=spec.default, **options)
        elif spec.kind == "factory":
            body[name] = library.field(default_factory=lambda spec=spec: [spec.default], **options)
    return library.dataclass(frozen=True, slots=True)(type("Made", (base,), body))


def outcome(call: Any) -> tuple[str, Any]:
    """What a call gives, or the kind of error and its words."""
    try:
        return "value", call()
    except TypeError as mistake:
        return "TypeError", str(mistake)


@given(specs=SPECS, args=st.lists(VALUES, max_size=7), named=st.dictionaries(st.sampled_from("abcdefz"), VALUES))
def test_a_value_is_made_and_shown_as_the_standard_library_does(
    specs: list[Spec], args: list[Any], named: Mapping[str, Any]
) -> None:
    ours, standard = (
        outcome(lambda each=each: repr(make(each, specs)(*args, **named))) for each in (frozen, dataclasses)
    )
    assert ours == standard


@given(specs=SPECS, data=st.data())
def test_values_are_equal_when_the_standard_library_says_so(specs: list[Spec], data: st.DataObject) -> None:
    args = data.draw(st.lists(VALUES, min_size=len(specs), max_size=len(specs)))
    others = [data.draw(st.sampled_from([arg, 9])) for arg in args]
    same, hashed = [], []
    for library in (frozen, dataclasses):
        made = make(library, specs)
        same.append((made(*args) == made(*others), made(*args) == made(*args), made(*args) != made(*others)))
        hashed.append(outcome(lambda made=made: hash(made(*args)) == hash(made(*args))))
        assert made(*args) != make(library, specs)(*args)  # another class, whatever its fields
        assert made(*args) != tuple(args)
    assert same[0] == same[1]
    assert hashed[0] == hashed[1]


@given(specs=SPECS)
def test_a_class_knows_its_fields_in_their_order(specs: list[Spec]) -> None:
    ours, standard = make(frozen, specs), make(dataclasses, specs)
    assert ours.__match_args__ == standard.__match_args__
    assert ours.__slots__ == standard.__slots__
    for one, other in zip(fields(ours), dataclasses.fields(standard), strict=True):
        assert (one.name, one.type, one.compare, one.repr) == (other.name, other.type, other.compare, other.repr)


def test_each_value_has_a_list_of_its_own() -> None:
    first, second = Point(1, 2), Point(1, 2)
    first.tags.append("a")
    assert second.tags == []
    assert Point(1, 2, tags=["b"]).tags == ["b"]


@pytest.mark.parametrize(
    ("args", "named", "words"),
    [
        ((1,), {}, "Point.__init__() missing 1 required positional argument: 'y'"),
        ((1, 2), {"w": 3}, "Point.__init__() got an unexpected keyword argument 'w'"),
        ((1, 2), {"x": 3}, "Point.__init__() got multiple values for argument 'x'"),
        ((1, 2, "", [], "", 6), {}, "Point.__init__() takes from 3 to 6 positional arguments but 7 were given"),
    ],
)
def test_a_wrong_argument_is_told_with_the_name_of_the_class(
    args: tuple[Any, ...], named: dict[str, Any], words: str
) -> None:
    make_point: Any = Point
    with pytest.raises(TypeError) as told:
        make_point(*args, **named)
    assert str(told.value) == words


@BOTH
def test_a_required_field_stands_before_those_with_a_default(library: ModuleType) -> None:
    with pytest.raises(TypeError, match="non-default argument 'b' follows default argument"):
        make(library, [Spec("plain", 0, True, True), Spec("required", 0, True, True)])


def test_a_frozen_value_does_not_change() -> None:
    point: Any = Point(1, 2)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 3
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    with pytest.raises(AttributeError):
        point.other = 3
    assert point.x == 1
    assert not hasattr(point, "__dict__")


def test_one_that_is_not_frozen_changes_and_has_no_hash() -> None:
    counter = Counter()
    counter.count += 1
    assert counter == Counter(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(counter)


def test_without_equality_a_value_equals_only_itself() -> None:
    node = Node(1)
    assert node == node
    assert node != Node(1)
    assert len({node, Node(1)}) == 2


def test_fields_are_inherited_and_more_are_added() -> None:
    solid = Solid(1, 2, z=3)
    assert [each.name for each in fields(Solid)] == ["x", "y", "name", "tags", "note", "z"]
    assert (solid.total, solid.z, solid.name) == (3, 3, "here")
    assert repr(solid) == "Solid(x=1, y=2, name='here', tags=[], z=3)"
    assert isinstance(solid, Point)
    assert solid != Point(1, 2)
    assert solid != Solid(1, 2, z=4)


@given(base=SPECS, more=SPECS)
def test_a_field_named_again_keeps_its_place(base: list[Spec], more: list[Spec]) -> None:
    shown = []
    for library in (frozen, dataclasses):
        below = [spec._replace(kind="plain" if spec.kind == "required" else spec.kind) for spec in more]
        made = outcome(lambda library=library, below=below: make(library, below, make(library, base)))
        shown.append(made if made[0] == "TypeError" else outcome(lambda made=made: repr(made[1](*range(len(base))))))
    assert shown[0] == shown[1]


def test_match_takes_the_fields_by_their_place() -> None:
    match Point(1, 2, "there"):
        case Point(x, y, name):
            assert (x, y, name) == (1, 2, "there")


@pytest.mark.parametrize("value", [Point(1, 2, tags=["a"], note="n"), Solid(1, 2), Counter(3, [4])])
def test_values_are_pickled_and_copied(value: Any) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value)
        assert [getattr(again, each.name) for each in fields(value)] == [
            getattr(value, each.name) for each in fields(value)
        ]
    assert copy.copy(value) == value
    deep = copy.deepcopy(value)
    assert deep == value
    mutable = [each.name for each in fields(value) if isinstance(getattr(value, each.name), list)]
    assert all(getattr(deep, name) is not getattr(value, name) for name in mutable)


@BOTH
def test_replace_changes_some_fields_and_keeps_the_others(library: ModuleType) -> None:
    point = Point(1, 2, tags=["a"], note="kept")
    changed = library.replace(point, y=5)
    assert (changed.x, changed.y, changed.tags, changed.note) == (1, 5, ["a"], "kept")
    assert changed.tags is point.tags
    assert type(library.replace(Solid(1, 2), z=1)) is Solid
    with pytest.raises(TypeError, match="unexpected keyword argument 'w'"):
        library.replace(point, w=1)


def test_values_and_their_classes_are_known_from_others() -> None:
    assert is_dataclass(Point)
    assert is_dataclass(Point(1, 2))
    assert not is_dataclass(Spec("plain", 0, True, True))
    assert replace(Point(1, 2), x=2) == Point(2, 2)
    assert dataclasses.is_dataclass(Point)


class Place(frozen.NamedTuple):
    """A tuple with names, a default, and a method of its own."""

    file: str
    line: int
    column: int = 1
    """The first one."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def next(self) -> Place:
        """The place after."""
        return self._replace(column=self.column + 1)


class Standard(typing.NamedTuple):
    """The same as the standard library makes it."""

    file: str
    line: int
    column: int = 1


TUPLES = pytest.mark.parametrize("kind", [Place, Standard], ids=["ours", "standard"])


@TUPLES
def test_a_named_tuple_is_a_tuple_with_names(kind: Any) -> None:
    place = kind("a.yaml", 3)
    assert place == ("a.yaml", 3, 1)
    assert hash(place) == hash(("a.yaml", 3, 1))
    assert isinstance(place, tuple)
    assert (place.file, place.line, place.column) == ("a.yaml", 3, 1)
    assert repr(place) == f"{kind.__name__}(file='a.yaml', line=3, column=1)"
    assert (kind._fields, kind.__match_args__) == (("file", "line", "column"),) * 2
    assert kind._make(["b", 1, 2]) == kind(column=2, line=1, file="b")
    assert place._replace(line=4) == kind("a.yaml", 4)
    assert not hasattr(place, "__dict__")
    with pytest.raises(AttributeError):
        place.line = 5


@TUPLES
def test_a_wrong_item_is_told_with_the_name_of_the_class(kind: Any) -> None:
    name = f"{kind.__name__}.__new__()"
    with pytest.raises(TypeError) as missing:
        kind("a")
    assert str(missing.value) == f"{name} missing 1 required positional argument: 'line'"
    with pytest.raises(TypeError) as unknown:
        kind("a", 1, row=2)
    assert str(unknown.value) == f"{name} got an unexpected keyword argument 'row'"
    with pytest.raises((TypeError, ValueError), match=r"Got unexpected field names: \['row'\]"):
        kind("a", 1)._replace(row=2)


def test_a_named_tuple_has_its_own_methods_and_survives_pickling() -> None:
    place = Place("a.yaml", 3)
    assert str(place.next) == "a.yaml:3:2"
    assert Place.__doc__ == "A tuple with names, a default, and a method of its own."
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(place, protocol))
        assert (type(again), again) == (Place, place)
    assert copy.deepcopy(place) == place
    match place:
        case Place(file, line):
            assert (file, line) == ("a.yaml", 3)


@pytest.mark.parametrize("library", [frozen, typing], ids=["ours", "standard"])
def test_an_item_without_a_default_stands_before_those_that_have_one(library: ModuleType) -> None:
    with pytest.raises(TypeError, match="default"):
        exec("class Wrong(library.NamedTuple):\n  a: int = 1\n  b: int\n", {"library": library})
