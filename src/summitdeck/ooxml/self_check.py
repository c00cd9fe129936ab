"""The package check: what must hold so that PowerPoint opens a file without the offer of a repair.

The rules come from what has made PowerPoint offer one (threads of python-pptx, PptxGenJS, pandoc and others). Each is
one function; its docstring is its manual page. Every build is checked, on what is about to be written: a finding is
then a fault of ours, never of the author's, and nothing is written. Files of other programs are checked by the same
rules; which of these PowerPoint is known to insist on, and which are only our own house's, is said in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from summitdeck.frozen import TYPE_CHECKING, NamedTuple
from summitdeck.ooxml import deck_rules, package_rules
from summitdeck.ooxml.checked import Checked, Finding
from summitdeck.ooxml.facts import FactReader, Facts, parse_fault, read_placeholders
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.zip_reader import prove
from summitdeck.problems import Problem, Severity, error

if TYPE_CHECKING:
    from typing import Final


Check = Callable[[Checked], Iterator[Finding]]


class Rule(NamedTuple):
    """One thing that must hold."""

    check: Check
    elsewhere: Severity | None
    """How much it matters in a file of another program: an error where somebody's file was offered a repair for it,
    a warning where PowerPoint is known or likely to open the file; None for a rule of this house."""

    @property
    def name(self) -> str:
        """As `slide-list`."""
        return self.check.__name__.removeprefix("check_").replace("_", "-")

    @property
    def manual(self) -> str:
        """What must hold, in a sentence or two."""
        return " ".join((self.check.__doc__ or "").split())


_PROMPTS, _OPENS, _HOUSE = Severity.ERROR, Severity.WARNING, None

RULES: Final[tuple[Rule, ...]] = (
    Rule(package_rules.check_main_part, _PROMPTS),
    Rule(package_rules.check_presentation, _HOUSE),
    Rule(package_rules.check_names, _PROMPTS),
    Rule(package_rules.check_types, _PROMPTS),
    Rule(package_rules.check_content_types, _PROMPTS),
    Rule(package_rules.check_media, _PROMPTS),
    Rule(package_rules.check_media_kinds, _OPENS),
    Rule(package_rules.check_relation_ids, _PROMPTS),
    Rule(package_rules.check_targets, _PROMPTS),
    Rule(package_rules.check_links, _OPENS),
    Rule(package_rules.check_relations, _PROMPTS),
    Rule(package_rules.check_properties, _HOUSE),
    Rule(package_rules.check_references, _PROMPTS),
    Rule(deck_rules.check_structure, _PROMPTS),
    Rule(deck_rules.check_style, _HOUSE),
    Rule(deck_rules.check_slide_list, _PROMPTS),
    Rule(deck_rules.check_sections, _OPENS),
    Rule(deck_rules.check_master_ids, _OPENS),
    Rule(deck_rules.check_shape_ids, _OPENS),
    Rule(deck_rules.check_creation_ids, _OPENS),
    Rule(deck_rules.check_animations, _PROMPTS),
    Rule(deck_rules.check_connectors, _OPENS),
    Rule(deck_rules.check_placeholders, _OPENS),
    Rule(deck_rules.check_notes, _OPENS),
    Rule(package_rules.check_themes, _OPENS),
    Rule(package_rules.check_pictures, _PROMPTS),
    Rule(package_rules.check_charts, _PROMPTS),
    Rule(package_rules.check_chart_axes, _OPENS),
    Rule(package_rules.check_chart_workbooks, _HOUSE),
    Rule(package_rules.check_reachable, _OPENS),
)
"""All of them, in the order in which their findings are told."""


class Fault(NamedTuple):
    """A rule that does not hold."""

    rule: Rule
    part: str
    """Its name without the first slash; empty for the package as a whole."""
    words: str
    """The element, and what is wrong with it."""

    def __str__(self) -> str:
        """On one line, for a person."""
        return f"{self.part or 'the package'}: {self.words}"


def check_package(package: Package, template: Package | None = None) -> tuple[Problem, ...]:
    """What PowerPoint would not accept in the package. Parts whose bytes are `template`'s own are not read."""
    known = {id(part.content) for part in template.parts.values()} if template else set()
    written = {name: part for name, part in package.parts.items() if id(part.content) not in known}
    return tuple(_own_problem(fault) for fault in _faults(package, written, RULES))


def find_faults(package: Package, damaged: Sequence[str] = ()) -> tuple[Fault, ...]:
    """What is wrong with a package of any program; rules of this house aside. `damaged` parts are not looked into."""
    rules = tuple(rule for rule in RULES if rule.elsewhere is not None)
    whole = {name: part for name, part in package.parts.items() if name not in damaged}
    return tuple(_faults(package, whole, rules, damaged))


def check_foreign_package(package: Package) -> tuple[Problem, ...]:
    """The same as problems, each under its rule's name, and each part that does not unpack."""
    damaged = [part.name for part in package.parts.values() if part.deflated and not prove(part.deflated)]
    return (
        *(error("damaged-part", f"{name[1:]}: does not unpack to what the zip says", hint=_REPAIR) for name in damaged),
        *(
            Problem(severity, f"{CODE}{fault.rule.name}", str(fault), hint=_REPAIR if severity is _PROMPTS else None)
            for fault in find_faults(package, damaged)
            if (severity := fault.rule.elsewhere)
        ),
    )


CODE: Final = "package-"
"""How the code of a problem in a file of another program begins; the rule's name follows."""
_REPAIR: Final = "PowerPoint may offer to repair the file, and lose what it does not understand"


def rule_manuals() -> dict[str, str]:
    """What must hold, by the code of the problem that says it does not."""
    return {f"{CODE}{rule.name}": rule.manual for rule in RULES}


def _faults(
    package: Package, written: dict[str, Part], rules: tuple[Rule, ...], damaged: Sequence[str] = ()
) -> Iterator[Fault]:
    reader = FactReader()
    facts = {name: _read(reader, part) for name, part in written.items() if _is_xml(part)}
    for name in _grounds(written.values()):
        if name not in facts and name in package.parts and name not in damaged:
            facts[name] = read_placeholders(package.parts[name].data)
    checked = Checked(package, written, facts)
    found = dict.fromkeys(
        (rule, part.removeprefix("/"), words) for rule in rules for part, words in rule.check(checked)
    )
    return (Fault(*each) for each in found)


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


def _own_problem(fault: Fault) -> Problem:
    return error(
        "self-check",
        f"the deck would not be sound: {fault} (rule {fault.rule.name})",
        hint="this is a fault of summitdeck, not of your deck: please report it",
    )
