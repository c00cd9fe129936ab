"""Problems as SARIF 2.1.0 (OASIS standard), which code hosts and editors show beside the line.

Part of the first layer: knows problems, and nothing of decks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from summitdeck.problems import Problem, Severity, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def problems_to_sarif(
    found: Iterable[tuple[str | None, Problem]], version: str, manuals: Mapping[str, str] | None = None
) -> str:
    """One run with all problems. `found`: each with the file that it is about when it has no place of its own.

    `manuals`: by code, the sentence that says what must hold.
    """
    import json

    found = list(found)
    codes = list(dict.fromkeys(problem.code for _, problem in found))
    driver = {"name": "summitdeck", "semanticVersion": version, "rules": [_rule(code, manuals or {}) for code in codes]}
    results = [_result(file, problem, codes) for file, problem in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, manuals: Mapping[str, str]) -> dict[str, object]:
    told = {"shortDescription": {"text": manuals[code]}} if code in manuals else {}
    return {"id": code, **told}


def _result(file: str | None, problem: Problem, codes: Sequence[str]) -> dict[str, object]:
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
    }
    locations = list(_locations(file, problem.span))
    if locations:
        result["locations"] = locations
    if problem.related:
        result["relatedLocations"] = [
            {"message": {"text": label}, "physicalLocation": _place(span)} for label, span in problem.related
        ]
    return result


def _locations(file: str | None, span: Span | None) -> Iterator[dict[str, object]]:
    if span is not None:
        yield {"physicalLocation": _place(span)}
    elif file is not None:
        yield {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}


def _place(span: Span) -> dict[str, object]:
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length}
    return {"artifactLocation": {"uri": _uri(span.file)}, "region": region}


def _uri(file: str) -> str:
    """A file's name as a relative reference; an absolute one as a `file:` URI."""
    written = quote(file, safe="/")
    return f"file://{written}" if written.startswith("/") else written
