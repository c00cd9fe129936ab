"""Problems as SARIF: what a code host needs to show them beside the line."""

from __future__ import annotations

import json
from typing import Any

from summitdeck.problems import Problem, Span, error, note, warning
from summitdeck.sarif import problems_to_sarif


def run_of(*found: tuple[str | None, Problem], manuals: dict[str, str] | None = None) -> dict[str, Any]:
    log = json.loads(problems_to_sarif(found, "1.2.3", manuals))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_a_problem_has_its_place_in_characters() -> None:
    problem = error("unknown-key", "'titel' is no field", Span("slides/a b.yaml", 3, 5, 2), "did you mean 'title'?")
    run = run_of((None, problem))
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == [
        {
            "ruleId": "unknown-key",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": "'titel' is no field\ndid you mean 'title'?"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "slides/a%20b.yaml"},
                        "region": {"startLine": 3, "startColumn": 5, "endColumn": 7},
                    }
                }
            ],
        }
    ]


def test_a_problem_without_a_place_stands_at_the_file_it_was_found_in() -> None:
    run = run_of(("build/kilo.pptx", warning("package-links", "x")), (None, note("shrunk", "y")))
    first, second = run["results"]
    assert first["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "build/kilo.pptx"}}}]
    assert (first["level"], second["level"], "locations" in second) == ("warning", "note", False)


def test_a_file_elsewhere_is_an_address() -> None:
    (result,) = run_of(("/media/日本/a.pptx", error("x", "y")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///media/%E6%97%A5")


def test_each_rule_is_listed_once_with_what_must_hold() -> None:
    problems = [(None, error("package-links", "a")), (None, error("other", "b")), (None, error("package-links", "c"))]
    run = run_of(*problems, manuals={"package-links": "Links lead to the web."})
    assert run["tool"]["driver"]["rules"] == [
        {"id": "package-links", "shortDescription": {"text": "Links lead to the web."}},
        {"id": "other"},
    ]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 0]
    assert run["tool"]["driver"]["semanticVersion"] == "1.2.3"


def test_other_places_come_with_their_words() -> None:
    problem = error("x", "y", Span("a.yaml", 1, 1), related=(("placed here", Span("b.j2", 2, 3)),))
    (result,) = run_of((None, problem))["results"]
    assert result["relatedLocations"][0]["message"] == {"text": "placed here"}
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2
