"""The way in: a layout's fields, and what it makes of a slide."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from summitdeck.problems import Problem
from summitdeck.scene.drafts import Outcome
from summitdeck.scene.engine.environment import FieldMissing, LayoutEnvironment
from summitdeck.scene.engine.faults import fault_to_problem, line_span, template_line
from summitdeck.scene.engine.markup_reader import read_markup
from summitdeck.scene.engine.schema import read_schema
from summitdeck.scene.engine.stamps import take_stamps
from summitdeck.scene.fields import Schema
from summitdeck.scene.memo import Failure
from summitdeck.scene.references import Observer
from summitdeck.scene.template_files import TemplateFile


class Engine:
    """Carries out the layouts of one search path."""

    def __init__(self, files: Sequence[TemplateFile]) -> None:
        self._files = files
        self._environment = LayoutEnvironment(files)
        self._lock = Lock()

    def schema(self, file: TemplateFile) -> Schema | Problem:
        """The fields of a layout, or why it is none."""
        try:
            return read_schema(self._environment, file, self._files)
        except Exception as fault:
            return fault_to_problem(fault, file, self._files)

    def run(self, file: TemplateFile, observer: Observer) -> Outcome | Failure:
        """What a layout makes of the slide that the observer watches."""
        with self._lock:
            try:
                markup = self._environment.render(file, observer)
            except FieldMissing as fault:
                return self._missing(fault, file, observer)
            except Exception as fault:
                return Failure((fault_to_problem(fault, file, self._files),))
        draft, problems = read_markup(take_stamps(markup, self._files), observer)
        return Outcome(draft, frozenset(observer.read)) if draft else Failure(problems)

    def _missing(self, fault: FieldMissing, file: TemplateFile, observer: Observer) -> Failure:
        """A name used that the slide does not give; or that this part of the layout cannot see."""
        number, line = template_line(fault.__traceback__) or (file.number, 1)
        span = line_span(self._files[number], line)
        return Failure((), fault.name, span, fault.name in observer.contents.fields)
