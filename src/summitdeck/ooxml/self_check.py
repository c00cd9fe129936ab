"""The package self-check: what is about to be written must open in PowerPoint without the offer of a repair.

The rules come from what has made PowerPoint offer one (threads of python-pptx, PptxGenJS, pandoc and others). A
finding is a fault of ours, never of the author's. Each rule is one function; its docstring is its manual page. Parts
taken from the template unchanged are taken as good: PowerPoint has opened the template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from summitdeck.ooxml import deck_rules, package_rules
from summitdeck.ooxml.checked import Checked, Finding
from summitdeck.ooxml.facts import FactReader, Facts, parse_fault, read_placeholders
from summitdeck.ooxml.model import Package, Part
from summitdeck.problems import Problem, error

Rule = Callable[[Checked], Iterator[Finding]]
RULES: Final[tuple[Rule, ...]] = (
    package_rules.check_main_part,
    package_rules.check_names,
    package_rules.check_types,
    package_rules.check_relation_ids,
    package_rules.check_targets,
    package_rules.check_relations,
    package_rules.check_references,
    deck_rules.check_structure,
    deck_rules.check_slide_list,
    deck_rules.check_sections,
    deck_rules.check_master_ids,
    deck_rules.check_shape_ids,
    deck_rules.check_placeholders,
    deck_rules.check_notes,
    package_rules.check_themes,
    package_rules.check_pictures,
    package_rules.check_reachable,
)
"""All of them, in the order in which their findings are told."""


def check_package(package: Package, template: Package | None = None) -> tuple[Problem, ...]:
    """What PowerPoint would not accept in the package. Parts whose bytes are `template`'s own are not read."""
    known = {id(part.content) for part in template.parts.values()} if template else set()
    written = {name: part for name, part in package.parts.items() if id(part.content) not in known}
    reader = FactReader()
    facts = {name: _read(reader, part) for name, part in written.items() if _is_xml(part)}
    for name in _grounds(written.values()):
        if name not in facts and name in package.parts:
            facts[name] = read_placeholders(package.parts[name].data)
    checked = Checked(package, written, facts)
    findings = dict.fromkeys(finding for rule in RULES for finding in rule(checked))
    return tuple(_problem(part, fault) for part, fault in findings)


def _grounds(parts: Iterable[Part]) -> set[str]:
    """The layouts and notes masters that the parts stand on."""
    return {r.target for part in parts for r in part.relations if r.kind in ("slideLayout", "notesMaster")}


def _read(reader: FactReader, part: Part) -> Facts:
    """A picture in XML has only to be well-formed: none of the rules on elements is about it."""
    if part.content_type.startswith("image/"):
        fault = parse_fault(part.data)
        return Facts(faults=[fault] if fault else [])
    return reader.read(part.data)


def _is_xml(part: Part) -> bool:
    return part.content_type.endswith(("+xml", "/xml"))


def _problem(part: str, fault: str) -> Problem:
    return error(
        "self-check",
        f"the deck would not be sound: {part.removeprefix('/') or 'the package'}: {fault}",
        hint="this is a fault of summitdeck, not of your deck: please report it",
    )
