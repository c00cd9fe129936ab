"""Which element a stretch of a layout's text stands in, told from the text alone, without carrying it out."""

from __future__ import annotations

import re

from summitdeck.scene.engine.stamps import without_stamps
from summitdeck.scene.grammar import Rule, find_rule
from summitdeck.scene.terms import Holds

_TAG = re.compile(r"<!--.*?(?:-->|$)|<(?P<begin>[\w-]+)|</(?P<end>[\w-]+)\s*>|(?P<empty>/>)|(?P<open>>)", re.DOTALL)

_KINDS = {
    Holds.WORDS: ("text",),
    Holds.INLINE: ("text",),
    Holds.BLOCKS: ("text", "table", "picture", "chart", "code"),
    Holds.PICTURE: ("picture",),
    Holds.TABLE: ("table",),
    Holds.CHART: ("chart",),
    Holds.CODE: ("code",),
}


class Outline:
    """The elements that are open after the text fed so far."""

    def __init__(self, rules: tuple[Rule | None, ...] = (), tag: str = "") -> None:
        self._rules = rules
        self._tag = tag
        """The element whose start tag is not yet at its end: what is printed there is in an attribute."""

    def copy(self) -> Outline:
        """The same, to go another way from here."""
        return Outline(self._rules, self._tag)

    def feed(self, text: str) -> None:
        """Go on over a stretch of markup."""
        for found in _TAG.finditer(without_stamps(text)):
            if found["begin"]:
                self._tag = found["begin"]
            elif found["end"]:
                self._rules, self._tag = self._rules[:-1], ""
            elif found["empty"]:
                self._tag = ""
            elif found["open"] and self._tag:
                self._rules += (find_rule(self._tag, self._rules[-1] if self._rules else None),)
                self._tag = ""

    def kinds(self) -> tuple[str, ...]:
        """What may be printed here; all kinds where the element is not known."""
        if self._tag:
            return ("text",)
        rule = self._rules[-1] if self._rules else None
        return _KINDS.get(rule.holds, ()) if rule else _KINDS[Holds.BLOCKS]
