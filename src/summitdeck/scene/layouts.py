"""The door to layouts: which there are, which fields each has, and a slide laid out by one.

    slide ──check fields──▶ contents ──what is known, or Jinja2──▶ draft ──bind──▶ markup with the slide's content

A slide's mistake is told at its place in the slide, a layout's at its line in the layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from summitdeck.deck.model import Slide
from summitdeck.deck.source import Source
from summitdeck.frozen import TYPE_CHECKING, NamedTuple, replace
from summitdeck.problems import Problem, Span, did_you_mean, error, nearest
from summitdeck.scene.base import Base, BaseLayout
from summitdeck.scene.base_layouts import base_outcome, base_schema, own_names
from summitdeck.scene.binding import bind
from summitdeck.scene.compiled import Known
from summitdeck.scene.drafts import Outcome
from summitdeck.scene.fields import LayoutField, Schema, example
from summitdeck.scene.markup import Rendered
from summitdeck.scene.memo import Failure
from summitdeck.scene.references import Contents, Observer
from summitdeck.scene.template_files import TemplateFile, read_files, search_path

if TYPE_CHECKING:
    from summitdeck.scene.engine.run import Engine

__all__ = [
    "DEFAULT_LAYOUT",
    "Layout",
    "LayoutField",
    "Layouts",
    "Rendered",
    "find_layouts",
    "render_slide",
    "search_path",
]

DEFAULT_LAYOUT = "content"
"""The layout of a slide that names none."""


class Layout(NamedTuple):
    """A layout, as an author sees it."""

    name: str
    description: str
    """The first comment in its file."""
    fields: tuple[LayoutField, ...]
    """In the order it uses them; none when there are `problems`."""
    path: Path | None
    """Its file; None for a layout of the template itself."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it whatever the slide says."""


class Layouts:
    """All layouts of a search path. Each is only looked into when it is asked for."""

    def __init__(self, files: Sequence[TemplateFile], problems: tuple[Problem, ...]) -> None:
        self._files = files
        self.problems = problems
        """Files that cannot be read."""
        self._named: dict[str, TemplateFile] = {}
        for file in files:
            if file.layout is not None:
                self._named.setdefault(file.layout, file)
        self._known: Known | None = None
        self._own_engine: Engine | None = None
        self._broken: dict[str, Problem] = {}
        self._based: dict[str, BaseLayout] = {}

    def offer(self, base: Base) -> None:
        """Let slides name the base's own layouts too. Those of ours go before one of the same name."""
        for layout in base.layouts:
            self._based.setdefault(layout.name.casefold(), layout)

    def base_layout(self, name: str) -> BaseLayout | None:
        """The base layout that a name means; None when it means one of ours, or nothing."""
        return None if name in self._named else self._based.get(name.casefold())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files, so that problems can show their lines."""
        return tuple(file.source for file in self._files)

    def names(self) -> tuple[str, ...]:
        """The names of all layouts: ours, sorted, then the base's own in its order."""
        return (*sorted(self._named), *(own.name for key, own in self._based.items() if key not in self._named))

    def own_names(self) -> tuple[str, ...]:
        """The names of those that are files, sorted."""
        return tuple(sorted(self._named))

    def has(self, name: str) -> bool:
        """Whether there is a layout of this name."""
        return name in self._named or name.casefold() in self._based

    def get(self, name: str) -> Layout | None:
        """The layout of this name; None when there is none."""
        file = self._named.get(name)
        if file is None:
            based = self.base_layout(name)
            return Layout(based.name, "", base_schema(based).fields, None) if based else None
        schema = self.schema(name)
        if isinstance(schema, Problem):
            return Layout(name, file.description, (), file.source.path, (schema,))
        return Layout(name, file.description, schema.fields, file.source.path)

    def remember(self) -> None:
        """Keep what was found out for the next run. Costs nothing when nothing was."""
        if self._known is not None:
            self._known.write()

    def schema(self, name: str) -> Schema | Problem:
        """The fields of a layout that there is, or why it is none."""
        base_layout = self.base_layout(name)
        if base_layout:
            return base_schema(base_layout)
        known = self._knowledge.schema(name)
        if known is not None:
            return known
        if name not in self._broken:
            found = self._engine.schema(self._named[name])
            if isinstance(found, Schema):
                self._knowledge.learn(name, found)
                return found
            self._broken[name] = found
        return self._broken[name]

    def make(self, name: str, contents: Contents, slide: Slide) -> Outcome | Failure:
        """What a layout makes of a slide with these fields; of a fault of the layout, `slide` is the first example."""
        base_layout = self.base_layout(name)
        if base_layout:
            return base_outcome(base_layout, contents.fields, _layout_span(slide) or Span("", 1, 1))
        memo = self._knowledge.memo(name)
        made = memo.find(contents)
        if made is None:
            observer = Observer(contents)
            made = self._engine.run(self._named[name], observer)
            if isinstance(made, Failure):
                made = made._replace(problems=tuple(_met_by(problem, slide) for problem in made.problems))
            memo.keep(contents, observer.answers, made)
        return made

    @property
    def _knowledge(self) -> Known:
        if self._known is None:
            self._known = Known(self._files)
        return self._known

    @property
    def _engine(self) -> Engine:
        if self._own_engine is None:
            from summitdeck.scene.engine.run import Engine  # 0.1 s: Jinja2

            self._own_engine = Engine(self._files)
        return self._own_engine


def find_layouts(folders: Sequence[Path]) -> Layouts:
    """The layouts in these folders; of two with the same name the first wins."""
    return Layouts(*read_files(folders))


def render_slide(layouts: Layouts, slide: Slide) -> tuple[Rendered | None, tuple[Problem, ...]]:
    """A slide laid out by its layout: its markup with its content in it. None when there is an error."""
    name = slide.layout.text if slide.layout else DEFAULT_LAYOUT
    if not layouts.has(name):
        hint = did_you_mean(name, layouts.names(), "there are")
        return None, (error("unknown-layout", f"there is no layout '{name}'", _layout_span(slide), hint),)
    schema = layouts.schema(name)
    if isinstance(schema, Problem):
        return None, (schema,)
    base_layout = layouts.base_layout(name)
    if base_layout:
        slide = replace(slide, fields=own_names(base_layout, slide.fields))
    problems, meant = check_fields(layouts, schema, name, slide)
    fields = {key: field for key, field in slide.fields.items() if schema.find(key)}
    if any(own.required and own.name not in fields for own in schema.fields):
        return None, tuple(problems)
    contents = Contents({key: field.content for key, field in fields.items()})
    made = layouts.make(name, contents, slide)
    if isinstance(made, Failure):
        found = [] if made.missing in meant else _tell_failure(layouts, made, schema, name, slide)
        return None, (*problems, *found)
    rendered, more = bind(made, fields, contents, name, schema)
    problems += more
    return (None if problems else rendered), tuple(problems)


def check_fields(layouts: Layouts, schema: Schema, name: str, slide: Slide) -> tuple[list[Problem], set[str]]:
    """The slide's fields against the layout's: none that it has no place for, none missing that it needs.

    Returns also the fields that were meant by what is only misspelt.
    """
    problems = []
    meant: set[str] = set()
    missing = [own for own in schema.fields if own.required and own.name not in slide.fields]
    free = [own for own in schema.names if own not in slide.fields]
    for key, field in slide.fields.items():
        if schema.find(key):
            continue
        near = nearest(key, free)
        meant |= {near} if near else set()
        span = field.key.span() if field.key else _slide_span(slide)
        hint = f"did you mean '{near}'?" if near else _where_it_fits(layouts, schema, key, slide)
        problems.append(error("unplaced-field", f"layout '{name}' has no place for '{key}'", span, hint))
    others = [] if problems else [other for other in _suiting(layouts, slide) if missing and other != name]
    problems += [_missing_field(own, name, slide, own.span, others) for own in missing if own.name not in meant]
    return problems, meant


def _where_it_fits(layouts: Layouts, schema: Schema, key: str, slide: Slide) -> str:
    """Which layouts have a place for a field: first those that the whole slide suits."""
    whole = _suiting(layouts, slide)
    if whole:
        return f"all of this slide fits layout {_either(whole)}"
    having = [name for name, other in _schemas(layouts) if other.find(key)]
    own = f"its fields are: {', '.join(schema.names)}" if schema.fields else "it has no fields"
    return f"{own}; '{key}' has a place in layout {_either(having)}" if having else own


def _schemas(layouts: Layouts) -> list[tuple[str, Schema]]:
    found = [(name, layouts.schema(name)) for name in layouts.own_names()]
    return [(name, schema) for name, schema in found if isinstance(schema, Schema)]


def _suiting(layouts: Layouts, slide: Slide) -> list[str]:
    """The layouts that have a place for each of the slide's fields, and need no other."""
    given = slide.fields.keys()
    return [
        name
        for name, schema in _schemas(layouts)
        if {own.name for own in schema.fields if own.required} <= given <= set(schema.names)
    ]


def _either(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def _missing_field(own: LayoutField, name: str, slide: Slide, used: Span | None, others: Sequence[str]) -> Problem:
    hint = f"add to the slide:\n{example(own)}"
    if others:
        hint += f"\nor choose layout {_either(others)}, which all of this slide fits"
    message = f"layout '{name}' needs '{own.name}'"
    related = (("the layout uses it here", used),) if used else ()
    return error("missing-field", message, _slide_span(slide), hint, related)


def _tell_failure(layouts: Layouts, made: Failure, schema: Schema, name: str, slide: Slide) -> Sequence[Problem]:
    """The problems of a layout that makes nothing of a slide."""
    if made.missing is None:
        return made.problems
    own = schema.find(made.missing)
    if own is None or made.span is None:
        return (error("layout-error", f"'{made.missing}' means nothing here", made.span),)
    if made.hidden:
        hint = "a file imported without context sees no fields: hand them over, or import it `with context`"
        return (error("layout-error", f"'{made.missing}' cannot be seen here", made.span, hint),)
    others = [other for other in _suiting(layouts, slide) if other != name]
    return (_missing_field(own, name, slide, made.span, others),)


def _met_by(problem: Problem, slide: Slide) -> Problem:
    span = _slide_span(slide)
    return replace(problem, related=(*problem.related, ("with this slide", span))) if span else problem


def _layout_span(slide: Slide) -> Span | None:
    place = slide.layout.place if slide.layout and slide.layout.place else slide.place
    return place.span() if place else None


def _slide_span(slide: Slide) -> Span | None:
    return slide.place.span() if slide.place else None
