"""What goes wrong in a layout, told at the line of the layout: Jinja2's and Python's words made an author's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from summitdeck.problems import Problem, Span, did_you_mean, error
from summitdeck.scene.engine.expressions import LayoutFault
from summitdeck.scene.engine.filters import FILTER_NAMES, PLAIN_TESTS
from summitdeck.scene.references import LayoutMistake
from summitdeck.scene.template_files import TemplateFile, template_names

TAGS = (
    *("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "block", "endblock", "extends", "include"),
    *("import", "from", "macro", "endmacro", "call", "endcall", "with", "endwith", "filter", "endfilter", "raw"),
)
_TYPES = {"Piece": "field", "Plain": "text", "Markup": "text", "str": "text", "int": "number", "float": "number"}


def line_span(file: TemplateFile, line: int) -> Span:
    """The whole of a line, without the white space around it."""
    text = file.source.line(line)
    bare = text.strip()
    return Span(file.source.name, line, len(text) - len(text.lstrip()) + 1, max(1, len(bare)))


def template_line(trace: TracebackType | None) -> tuple[int, int] | None:
    """The file's number and the line of the innermost template code in a traceback; None when there is none."""
    found = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found = int(template.name), template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return found


def fault_to_problem(fault: Exception, file: TemplateFile, files: Sequence[TemplateFile]) -> Problem:
    """The problem for what a layout raised; `file` is the layout itself. What is no layout's fault is raised again."""
    where = template_line(fault.__traceback__)
    if isinstance(fault, TemplateSyntaxError):
        where = int(fault.name or file.number), fault.lineno
    elif isinstance(fault, LayoutFault):
        where = int(fault.file), fault.line
    told = _tell(fault, files)
    if told is None or (where is None and not isinstance(fault, _LIMITS)):
        raise fault
    number, line = where or (file.number, 1)
    code, message, hint = told
    return error(code, message, line_span(files[number], line), hint)


_LIMITS = (RecursionError, MemoryError, SyntaxError, ValueError, OverflowError, LayoutMistake)


def _tell(fault: Exception, files: Sequence[TemplateFile]) -> tuple[str, str, str | None] | None:
    """Code, message and hint."""
    match fault:
        case LayoutMistake():
            return "layout-error", str(fault), fault.hint
        case LayoutFault(missing=str() as name):
            return "unknown-layout-file", str(fault), did_you_mean(name, template_names(files), "there are")
        case LayoutFault():
            return "layout-error", str(fault), None
        case TemplateNotFound():
            hint = did_you_mean(str(fault.name), template_names(files), "there are")
            return "unknown-layout-file", f"there is no layout file '{fault.name}'", hint
        case TemplateSyntaxError():
            return _tell_syntax(fault.message or "")
        case ZeroDivisionError():
            return "layout-error", "this divides by zero", None
        case RecursionError():
            return "layout-error", "this calls itself without end, or is nested too deeply", None
        case MemoryError() | SyntaxError():
            return "layout-error", "this is nested too deeply", None
        case ValueError() if "digits" in str(fault):
            return "layout-error", "a number too large to be exact", None
        case TypeError() | ValueError() | OverflowError() | LookupError() | ArithmeticError() | TemplateError():
            return "layout-error", f"this does not work: {_plain_words(str(fault))}", None
        case AttributeError() | AssertionError():
            return "layout-error", "this does not work", None
    return None


def _tell_syntax(message: str) -> tuple[str, str, str | None]:
    found = re.match(r"No (filter|test) named '(.*)'", message)
    if found:
        known = FILTER_NAMES if found[1] == "filter" else tuple(name for name in PLAIN_TESTS if name.isalpha())
        hint = did_you_mean(found[2], known) or f"there are: {', '.join(known)}"
        return "layout-error", f"there is no {found[1]} '{found[2]}'", hint
    found = re.match(r"Encountered unknown tag '(.*?)'\.", message)
    inner = re.search(r"The innermost block that needs to be closed is '(.*?)'", message)
    if found and found[1] in TAGS:
        first = f"'end{inner[1]}' has to come first" if inner else None
        return "layout-syntax", f"'{found[1]}' has no place here", first
    if found:
        return "layout-syntax", f"there is no tag '{found[1]}'", did_you_mean(found[1], TAGS)
    if inner and "end of template" in message:
        return "layout-syntax", f"'{inner[1]}' is not closed", f"'end{inner[1]}' is missing"
    first, _, rest = message.partition(". ")
    return "layout-syntax", _plain_words(first), rest or None


def _plain_words(text: str) -> str:
    named = re.sub(r"'(\w+)'", lambda found: _TYPES.get(found[1], found[0]), " ".join(text.split()))
    return (named[:1].lower() + named[1:]).rstrip(".") or "something unknown"
