"""Jinja2 as layouts know it: what a name, a dot, a call and a sign may do is said here, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, MutableMapping, Sequence
from types import CodeType

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, TemplateSyntaxError, Undefined, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import UndefinedError
from jinja2.runtime import BlockReference, Context, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, pass_context

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import did_you_mean
from summitdeck.scene.engine.budget import Meter, bounded_range
from summitdeck.scene.engine.filters import PLAIN_FILTERS, PLAIN_TESTS, join_text, keep_sources, name_value, sources_of
from summitdeck.scene.engine.guard import CONCAT, SPEND, WEIGH, Guard
from summitdeck.scene.engine.stamps import stamp
from summitdeck.scene.references import NONCHARACTERS, Contents, LayoutMistake, Observer, Piece
from summitdeck.scene.template_files import TemplateFile, find_template_file

if TYPE_CHECKING:
    from typing import Any


LOOP_NAMES: tuple[str, ...] = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"),
    *("previtem", "nextitem", "cycle", "changed"),
)
TEXT_METHODS: tuple[str, ...] = (
    *("upper", "lower", "capitalize", "strip", "lstrip", "rstrip", "startswith", "endswith"),
    *("split", "isdigit", "find", "count"),
)
MAPPING_METHODS = ("items", "keys", "values", "get")
LONGEST_NUMBER = 16
"""Digits of a whole number."""
CALCULATIONS = frozenset({"+", "-", "*", "/", "//", "%"})


class FieldMissing(UndefinedError):
    """A layout uses a name that the slide does not give."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class Missing(Undefined):
    """What a slide does not say: false in a condition, an error when used."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None) -> None:
        if hint is None and obj is None and name is not None:
            super().__init__(name=name, exc=lambda message: FieldMissing(name, message))  # type: ignore[arg-type]
        else:
            super().__init__(hint or f"there is no {name!r}", name=name, exc=exc or UndefinedError)

    _fail = Undefined._fail_with_undefined_error
    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __hash__ = __contains__ = _fail


class _Files(BaseLoader):
    """Gives Jinja2 the files that were found, and no others. Inside, a file goes by its number."""

    def __init__(self, files: Sequence[TemplateFile]) -> None:
        self.files = {str(file.number): file for file in files}

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:
        """A file, compiled; Jinja2 asks for it each time anew."""
        assert isinstance(environment, LayoutEnvironment)
        if name not in self.files:
            raise TemplateNotFound(name)
        environment.meter.spend(20)
        return Template.from_code(environment, environment.compiled(name), globals or {}, lambda: True)


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """Jinja2 as layouts know it."""

    intercepted_binops = frozenset({*CALCULATIONS, "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, files: Sequence[TemplateFile]) -> None:
        self.meter = Meter()
        self.observer = Observer(Contents({}))
        self._loader = _Files(files)
        self._codes: dict[str, CodeType] = {}
        super().__init__(
            loader=self._loader,
            autoescape=True,
            undefined=Missing,
            finalize=pass_context(lambda context, value: self._printed(value)),
            optimized=False,  # nothing is computed before the budget runs
            cache_size=0,  # what an import computes is computed, and counted, for each slide anew
        )
        self.concat = self._join  # type: ignore[method-assign]
        self.globals.clear()
        self.globals |= {"range": bounded_range, "namespace": Namespace}
        self.tests = dict(PLAIN_TESTS)
        self.filters = {name: self._metered(function) for name, function in PLAIN_FILTERS.items()}
        self.filters["map"] = self._metered(self._map)
        self.filters[SPEND] = pass_context(lambda context, steps: self.meter.spend(steps))
        self.filters[WEIGH] = pass_context(lambda context, value: self.meter.weigh(value))
        self.filters[CONCAT] = self._metered(join_text)

    def render(self, file: TemplateFile, observer: Observer) -> str:
        """The markup of one slide, with marks for references and stamps for places. Raises what goes wrong."""
        self.meter, self.observer = Meter(), observer
        template = self.get_template(str(file.number))
        context = template.new_context(observer.values())
        return self.meter.join(template.root_render_func(context))

    def parsed(self, name: str) -> nodes.Template:
        """A file as Jinja2's tree, its elements stamped. Raises TemplateSyntaxError and what Python's limits raise."""
        file = self._loader.files[name]
        bad = NONCHARACTERS.search(file.source.text)
        if bad:
            line = file.source.text.count("\n", 0, bad.start()) + 1
            raise TemplateSyntaxError("a noncharacter, which no text may hold", line, name, name)
        tokens = tuple(self.lex(file.source.text, name, name))
        for line, kind, text in tokens:
            if kind == "integer" and len(text) > LONGEST_NUMBER:
                raise TemplateSyntaxError("a number too large to be exact", line, name, name)
        tree = self.parse(stamp(file, tokens), name, name)
        for const in tree.find_all(nodes.Const):
            if isinstance(const.value, str) and NONCHARACTERS.search(const.value):
                raise TemplateSyntaxError("a noncharacter, which no text may hold", const.lineno, name, name)
        return tree

    def compiled(self, name: str) -> CodeType:
        """A file as Python code that counts its own steps. Raises like `parsed`."""
        if name not in self._codes:
            tree: nodes.Template = Guard(name).visit(self.parsed(name))
            self._codes[name] = self.compile(tree, name, name)
        return self._codes[name]

    def name_of(self, name: str) -> str:
        """The file's own name."""
        return self._loader.files[name].name

    def join_path(self, template: str, parent: str) -> str:
        """The file that a name means inside another file, as its number."""
        found = find_template_file(self._loader.files.values(), template, self._loader.files.get(parent))
        if found is None:
            raise TemplateNotFound(template)
        return str(found.number)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a layout may reach by a dot: named here one by one, so nothing of Python's own is."""
        if not attribute.startswith("_"):
            found = self._attribute(obj, attribute)
            if found is not _NOTHING:
                return found
        names = _names_of(obj)
        raise LayoutMistake(f"there is no '{attribute}' here", did_you_mean(attribute, list(names), "there are"))

    def _attribute(self, obj: Any, name: str) -> Any:
        match obj:
            case Undefined():
                return getattr(obj, name)  # says that it is undefined
            case TemplateReference():
                return _block(obj, name)
            case Namespace():
                return getattr(obj, name, _NOTHING)
            case dict() if name in obj:
                return obj[name]
        return getattr(obj, name, _NOTHING) if name in _names_of(obj) else _NOTHING

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a layout may reach by brackets: items of fields, lists and texts, values of mappings."""
        match obj:
            case Undefined():
                return obj[argument]
            case Piece() | list() | tuple() | str() | range() if isinstance(argument, int):
                try:
                    return obj[argument]
                except IndexError:
                    raise LayoutMistake(f"there is no item {argument}") from None
            case dict() if isinstance(argument, str | int | float):
                return obj[argument] if argument in obj else self.undefined(f"there is no {argument!r}")
        return self.getattr(obj, argument) if isinstance(argument, str) else self._no_items(obj)

    def _no_items(self, obj: Any) -> Any:
        raise LayoutMistake(f"{name_value(obj)} has no items")

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A call, and its budget: of macros, blocks, loops, and the few functions there are."""
        said = {name: value for name, value in kwargs.items() if name not in ("_loop_vars", "_block_vars", "caller")}
        if not callable(__obj):
            raise LayoutMistake(f"{name_value(__obj)} cannot be called")
        __self.meter.weigh((list(args), said))
        result = super().call(__context, __obj, *args, **kwargs)
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, dict) and not isinstance(result, str):
            result = list(result) if isinstance(result, Iterable) else result
        return __self.meter.weigh(keep_sources(result, owner))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A calculation with numbers; `+` also adds lists."""
        if operator not in CALCULATIONS:
            raise LayoutMistake(f"a layout cannot calculate with '{operator}'")
        lists = operator == "+" and isinstance(left, list) and isinstance(right, list)
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)  # says that it is undefined
            if not lists and not isinstance(value, int | float):
                raise LayoutMistake(
                    f"'{operator}' wants numbers, not {name_value(value)}",
                    "texts are joined with ~" if operator == "+" else None,
                )
        return self.meter.weigh(self.binop_table[operator](left, right))

    def _join(self, pieces: Iterable[str]) -> str:
        return self.meter.join(pieces)

    def _metered(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that costs by what goes in and what comes out. With the context, so that it is never folded."""

        @pass_context
        def metered(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
            parts = value if isinstance(value, list | tuple) else (value,)
            self.meter.weigh([*parts, *args])
            result = self.meter.weigh(function(value, *args, **kwargs))
            if hasattr(result, "__html__"):  # markup cannot be followed: the texts in it count as printed here
                self.observer.read |= sources_of(*parts, *args)
            return result

        return metered

    def _printed(self, value: Any) -> Any:
        """What `{{ … }}` may print."""
        self.observer.read |= sources_of(value)
        if isinstance(value, Piece | str | int | float | Undefined) and not isinstance(value, bool):
            return value
        what = "a yes or no" if isinstance(value, bool) else name_value(value)
        raise LayoutMistake(f"{what} cannot be printed", "loop over a list; ask with {% if %}")

    def _map(self, values: Any, name: str = "", attribute: str = "") -> list[Any]:
        """`map(attribute="caption")` or `map("upper")`."""
        if bool(name) == bool(attribute):
            raise LayoutMistake("map wants one name", 'write map("upper"), or map(attribute="caption")')
        if attribute:
            return [self.getattr(value, attribute) for value in values]
        if name not in PLAIN_FILTERS:
            raise LayoutMistake(f"there is no filter '{name}'", did_you_mean(name, list(PLAIN_FILTERS), "there are"))
        return [PLAIN_FILTERS[name](value) for value in values]


_NOTHING = object()


def _names_of(obj: Any) -> Collection[str]:
    """What a layout may reach in a value by a dot."""
    match obj:
        case Piece():
            return Piece.NAMES
        case LoopContext():
            return LOOP_NAMES
        case str():
            return TEXT_METHODS
        case dict():
            return MAPPING_METHODS
        case BlockReference():
            return ("super",)
        case TemplateModule():
            return tuple(name for name in vars(obj) if not name.startswith("_"))
    return ()


def _block(blocks: TemplateReference, name: str) -> Any:
    try:
        return blocks[name]
    except KeyError:
        return _NOTHING
