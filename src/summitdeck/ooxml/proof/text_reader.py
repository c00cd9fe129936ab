"""Paragraphs of a text body in the terms of typesetting: every property of every run resolved.

The nearest statement holds: run, paragraph, then the levels that the shape inherits (see `ooxml.inheritance`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summitdeck.frozen import TYPE_CHECKING, NamedTuple, replace
from summitdeck.ooxml.inheritance import Inherited, Stated, level_style, stated_paragraph, stated_run
from summitdeck.ooxml.proof.model import Doubt
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Element
from summitdeck.typeset.model import Face, LevelStyle, SetParagraph, SetRun

if TYPE_CHECKING:
    from typing import Any


MOST_CHARACTERS = 30_000
"""Of one text body. Ten times what a page holds in the smallest type that can be read; the rest is not looked at."""
UNDERSTOOD = frozenset(
    ["a14", "a15", "a16", "aink", "am3d", "c14", "c16", "cx", "cx1", "cx2", "cx4", "m", "p14", "p15", "p16", "v"]
)
"""Prefixes, as Office always writes them, of the namespaces that a current PowerPoint understands in `mc:Choice`."""
_DICTIONARY_SCRIPTS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai and Lao, Burmese, Khmer: written without spaces, broken by dictionary."""
_OWN_STYLE = ("size", "bold", "italic", "spacing", "cap", "kern", "a:latin", "a:ea", "a:cs")


class Read(NamedTuple):
    """The paragraphs of a text body."""

    paragraphs: tuple[SetParagraph, ...]
    margins_right: tuple[int, ...]
    """Of each paragraph, EMU; empty when none has any."""
    doubts: tuple[Doubt, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen."""
        return not self.doubts and not any(run.text.strip() for p in self.paragraphs for run in p.runs)


def alternative(element: Element) -> list[Element]:
    """What holds of an `mc:AlternateContent`: the first choice that PowerPoint understands, else the fallback."""
    for choice in element.children:
        if choice.tag == "mc:Choice" and UNDERSTOOD.issuperset((choice.get("Requires") or "").split()):
            return choice.children
    fallback = element.child("mc:Fallback")
    return fallback.children if fallback else []


def unwrapped(elements: list[Element]) -> Iterator[Element]:
    """Elements with each `mc:AlternateContent` among them replaced by what holds of it."""
    for element in elements:
        if element.tag == "mc:AlternateContent":
            yield from unwrapped(alternative(element))
        else:
            yield element


def read_text(body: Element, inherited: Inherited, *, bold: bool = False) -> Read:
    """The paragraphs of a `p:txBody` or `a:txBody` whose shape inherits these levels.

    `bold`: whether text is bold that does not say otherwise (the header of a table by its style).
    """
    reader = _Reader(inherited, bold)
    paragraphs, margins = [], []
    for element in body.children:
        if element.tag == "a:p":
            paragraph, margin = reader.paragraph(element)
            paragraphs.append(paragraph)
            margins.append(margin)
            if reader.left < 0:
                break
    return Read(tuple(paragraphs), tuple(margins) if any(margins) else (), tuple(dict.fromkeys(reader.doubts)))


class _Piece(NamedTuple):
    text: str
    properties: Element | None


class _Reader:
    """Reads the paragraphs of one body."""

    def __init__(self, inherited: Inherited, bold: bool) -> None:
        self._inherited = inherited
        self._bold = bold
        self.left = MOST_CHARACTERS
        self.doubts: list[Doubt] = []

    def paragraph(self, element: Element) -> tuple[SetParagraph, int]:
        """A paragraph and its right margin."""
        properties = element.child("a:pPr")
        level = min(8, max(0, (properties.integer("lvl") or 0))) if properties else 0
        stated, style = self._inherited.stated[level], self._inherited.styles[level]
        look = self._inherited.look
        own = stated_paragraph(properties)
        if own:
            stated = {**stated, **own}
            style = level_style(stated, look)
        if self._bold and "bold" not in own:
            stated, style = {**stated, "bold": True}, replace(style, bold=True)
        pieces = [piece for piece in self._pieces(element.children) if piece.text]
        resolved = [_resolved(stated, piece.properties) for piece in pieces]
        text = "".join([piece.text for piece in pieces])
        if not text or text.endswith("\n"):
            end = _resolved(stated, element.child("a:endParaRPr"))
            style = style if end is stated else replace(style, size=end.get("size", 1800))
        if text:
            self._doubt(text, properties)
            style = self._common_style(style, resolved)
        faces = [None if _same_faces(each, stated) else _face(each, look) for each in resolved]
        made = zip(pieces, resolved, faces, strict=True)
        runs = tuple([_run(piece, each, face, style) for piece, each, face in made])
        return SetParagraph(runs, style), stated.get("margin_right", 0)

    def _pieces(self, elements: list[Element]) -> Iterator[_Piece]:
        for element in unwrapped(elements):
            match element.tag:
                case "a:r" | "a:fld":
                    words = element.child("a:t")
                    yield _Piece(self._words(words.text if words else ""), element.child("a:rPr"))
                case "a:br":
                    yield _Piece(self._words("\n", plain=True), element.child("a:rPr"))
                case "a14:m" | "m:oMath" | "m:oMathPara":
                    self.doubts.append(Doubt.EQUATION)

    def _words(self, text: str, *, plain: bool = False) -> str:
        if len(text) > self.left:
            self.doubts.append(Doubt.CUT)
            text = text[: max(0, self.left)]
            self.left = -1
        else:
            self.left -= len(text)
        return text if plain or text.isprintable() else text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")

    def _doubt(self, text: str, properties: Element | None) -> None:
        """What of a paragraph is measured only roughly."""
        if not text.isascii() and _DICTIONARY_SCRIPTS.search(text):
            self.doubts.append(Doubt.DICTIONARY)
        if "\t" in text and properties is not None:
            stops = properties.child("a:tabLst")
            if (stops and stops.children) or properties.integer("defTabSz") not in (None, 914_400):
                self.doubts.append(Doubt.TABS)

    def _common_style(self, style: LevelStyle, runs: list[Stated]) -> LevelStyle:
        """The paragraph's style, with what typesetting knows only of whole paragraphs as the runs have it."""
        changes: dict[str, Any] = {}
        spacings = {run.get("spacing", 0) for run in runs}
        if spacings != {style.spacing}:
            changes["spacing"] = max(spacings)
            if len(spacings) > 1:
                self.doubts.append(Doubt.SPACING)
        kerns = {run.get("kern") for run in runs}
        if kerns != {style.kern}:
            changes["kern"] = kerns.pop() if len(kerns) == 1 else None
        if style.caps and not all(map(_has_caps, runs)):
            changes["caps"] = False
        for name in ("bold", "italic"):
            if getattr(style, name) and not all(run.get(name) for run in runs):
                changes[name] = False
        return replace(style, **changes) if changes else style


def _resolved(stated: Stated, properties: Element | None) -> Stated:
    """What holds for a run: its own statements above its paragraph's; the very same value when it states nothing."""
    if properties is None or not (properties.attributes or properties.children):
        return stated
    own = {name: value for name, value in stated_run(properties).items() if value is not None}
    return {**stated, **own} if any(name in own for name in _OWN_STYLE) else stated


def _has_caps(run: Stated) -> bool:
    return run.get("cap") in ("all", "small")


def _run(piece: _Piece, stated: Stated, face: Face | None, style: LevelStyle) -> SetRun:
    """A run for typesetting; small capitals are taken for whole ones, which are wider."""
    size = stated.get("size", 1800)
    text = piece.text.upper() if _has_caps(stated) and not style.caps else piece.text
    bold, italic = stated.get("bold", False), stated.get("italic", False)
    return SetRun(text, bold, italic, face, None if size == style.size else size, _language(piece.properties))


def _language(properties: Element | None) -> str:
    """The East Asian language a run is said to be in, by which LibreOffice breaks it; empty when it is in none."""
    stated = properties.get("lang") if properties else None
    return stated if stated and stated.startswith(("ja", "zh", "ko")) else ""


_FACES = ("a:latin", "a:ea", "a:cs")


def _same_faces(run: Stated, paragraph: Stated) -> bool:
    return run is paragraph or all(run.get(name) == paragraph.get(name) for name in _FACES)


def _face(stated: Stated, look: Look) -> Face:
    return Face(
        look.face(stated.get("a:latin") or "+mn-lt"),
        look.face(stated.get("a:ea") or "+mn-ea"),
        look.face(stated.get("a:cs") or "+mn-cs"),
    )
