"""A slide's content put into its draft; what depends on the content itself is checked here.

Nothing is dropped in silence: every block of every field must have come out, as itself or as plain text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from summitdeck.deck.model import Block, Content, Field, Paragraph, ParagraphKind
from summitdeck.deck.source import Place
from summitdeck.frozen import replace
from summitdeck.problems import Problem, Span, error
from summitdeck.scene.drafts import Draft, Hole, Outcome
from summitdeck.scene.fields import Schema
from summitdeck.scene.markup import Element, Node, Reference, Rendered
from summitdeck.scene.references import Contents, Pointer, figures_of, kind_of, part_words, plain_text
from summitdeck.scene.terms import Holds, Part

ARTICLES = {"text": "text", "table": "a table", "picture": "a picture", "chart": "a chart", "code": "code"}
PLACED_HERE = "the layout puts it here"
_FIGURES = {Holds.PICTURE: "picture", Holds.TABLE: "table", Holds.CHART: "chart", Holds.CODE: "code"}
_WAYS = {
    Holds.PICTURE: "write it as `picture: PATH`",
    Holds.TABLE: "write it as `table:` with a list of rows",
    Holds.CHART: "write it as `chart:` with `kind` and `rows`",
    Holds.CODE: "write it as `code: |` with the lines below",
}


def bind(
    outcome: Outcome, fields: Mapping[str, Field], contents: Contents, layout: str, schema: Schema
) -> tuple[Rendered | None, list[Problem]]:
    """The slide's markup with these fields in it; None when their content does not suit its places."""
    binder = _Binder(outcome, fields, contents)
    element = binder.element(outcome.draft)
    problems = binder.problems
    for problem, name in binder.unplaced(layout):
        used = schema.find(name)
        problems.append(
            replace(problem, related=(("the layout uses it here", used.span),)) if used and used.span else problem
        )
    if problems:
        return None, problems
    return Rendered(element, layout, frozenset(binder.captions)), []


class _Binder:
    def __init__(self, outcome: Outcome, fields: Mapping[str, Field], contents: Contents) -> None:
        self.fields = fields
        self.contents = contents
        self.read = outcome.read
        self.holes = tuple(holes(outcome.draft))
        self.problems: list[Problem] = []
        self.starts: dict[str, tuple[int, ...]] = {}
        self.captions: set[tuple[str, int]] = set()
        for pointer in (*(hole.pointer for hole in self.holes), *outcome.read):
            if pointer.part is Part.CAPTION:
                self.captions.add((pointer.field, self._caption_index(pointer)))

    def _caption_index(self, pointer: Pointer) -> int:
        """Which block of the field the caption belongs to."""
        blocks = self.contents.blocks(pointer.field, pointer.item)
        return self._start(pointer) + next(i for i, block in enumerate(blocks) if not isinstance(block, Paragraph))

    def _start(self, pointer: Pointer) -> int:
        """The index of a pointer's first block in its field."""
        if pointer.item is None:
            return 0
        if pointer.field not in self.starts:
            lengths = map(len, self.contents.items(pointer.field))
            self.starts[pointer.field] = tuple(accumulate(lengths, initial=0))
        return self.starts[pointer.field][pointer.item]

    def element(self, draft: Draft) -> Element:
        """The element and all below it."""
        children: list[Node] = []
        for child in draft.children:
            match child:
                case Hole():
                    children.append(self._reference(child))
                case Draft():
                    children.append(self.element(child))
                case _:
                    children.append(child)
        return Element(draft.tag, draft.attributes, tuple(children), draft.span)

    def _reference(self, hole: Hole) -> Reference:
        pointer = hole.pointer
        field = self.fields[pointer.field]
        content = field.content
        if pointer.part in (Part.CAPTION, Part.ALT):
            content = self._words(pointer)
        elif pointer.item is not None:
            blocks = self.contents.blocks(pointer.field, pointer.item)
            content = Content(blocks, blocks[0].place)
        self._check(content, hole)
        if self.captions and pointer.part in (Part.FIELD, Part.ITEM):
            content = self._without_captions(content, pointer)
        inline = hole.wants is Holds.INLINE
        return Reference(pointer.field, content, content.place, pointer.part, pointer.item, inline)

    def _words(self, pointer: Pointer) -> Content:
        """A caption or an alt text, as a paragraph."""
        figure = figures_of(self.contents.blocks(pointer.field, pointer.item))[0]
        words = part_words(figure, pointer.part)
        place = words[0].place if words else figure.place
        return Content((Paragraph(words, 0, ParagraphKind.PLAIN, None, place),), place)

    def _without_captions(self, content: Content, pointer: Pointer) -> Content:
        start = self._start(pointer)
        blocks = tuple(
            block
            if isinstance(block, Paragraph) or (pointer.field, start + index) not in self.captions
            else replace(block, caption=())
            for index, block in enumerate(content.blocks)
        )
        return Content(blocks, content.place)

    def _check(self, content: Content, hole: Hole) -> None:
        """Whether the content suits its element."""
        wants = hole.wants
        if wants is Holds.BLOCKS:
            return
        if wants in _FIGURES:
            self._check_figure(content, hole, _FIGURES[wants])
            return
        for block in content.blocks:
            if not isinstance(block, Paragraph):
                message = f"{ARTICLES[kind_of(block)]} cannot stand where the layout puts '{hole.pointer.field}'"
                self._wrong(message, block.place, "only text may stand there", hole)
                return
        if wants is Holds.INLINE and len(content.blocks) != 1:
            message = f"'{hole.pointer.field}' stands in a line of text here: it can only be one paragraph"
            self._wrong(message, content.blocks[1].place, "write it as one text", hole)

    def _check_figure(self, content: Content, hole: Hole, kind: str) -> None:
        wrong = next((block for block in content.blocks if kind_of(block) != kind), None)
        name = hole.pointer.field
        if wrong is not None:
            message = f"'{name}' must be {ARTICLES[kind]}, not {ARTICLES[kind_of(wrong)]}"
            path = plain_text((wrong,)).strip()
            hint = f"write it as `picture: {path}`" if kind == "picture" and _is_path(path) else _WAYS[hole.wants]
            self._wrong(message, wrong.place, hint, hole)
        elif len(content.blocks) > 1:
            count = len(content.blocks)
            message = f"one {kind} has room here, and '{name}' has {count}"
            hint = "layout `pictures` has room for several" if kind == "picture" else "put the others on other slides"
            self._wrong(message, content.blocks[1].place, hint, hole)

    def _wrong(self, message: str, place: Place | None, hint: str, hole: Hole) -> None:
        key = self.fields[hole.pointer.field].key
        span = place.span() if place else key.span() if key else None
        self.problems.append(error("wrong-kind", message, span, hint, ((PLACED_HERE, hole.span),)))

    def unplaced(self, layout: str) -> list[tuple[Problem, str]]:
        """What the layout left out, and of which field."""
        whole = {hole.pointer.field for hole in self.holes if hole.pointer[1:] == (None, Part.FIELD)}
        left = [(name, field) for name, field in self.fields.items() if name not in whole]
        return [(problem, name) for name, field in left for problem in self._unplaced_field(name, field, layout)]

    def _unplaced_field(self, name: str, field: Field, layout: str) -> list[Problem]:
        texts = {pointer.item for pointer in self.read if pointer.field == name and pointer.part in _OWN}
        items = self.contents.items(name)
        lost = [index for index, item in enumerate(items) if not _is_text(item) and (None in texts or index in texts)]
        if lost:
            return [_lost_block(name, items[lost[0]][0], layout)]
        if None in texts:
            return []
        placed = {hole.pointer.item for hole in self.holes if hole.pointer.field == name and hole.pointer.part in _OWN}
        left = [index for index in range(len(items)) if index not in placed | texts]
        if len(left) == len(items):
            span = field.key.span() if field.key else _span(items[0][0])
            hint = "the layout has a place for it, but not beside what else this slide holds"
            return [error("unplaced-field", f"layout '{layout}' does not show '{name}' on this slide", span, hint)]
        return [_left_over(name, len(items), left, items[left[0]][0], layout)] if left else []


_OWN = (Part.FIELD, Part.ITEM)


def _is_path(text: str) -> bool:
    """Whether words look like the path of a picture."""
    return text.lower().endswith((".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff", ".bmp"))


def _is_text(item: Sequence[Block]) -> bool:
    return all(isinstance(block, Paragraph) for block in item)


def _span(block: Block) -> Span | None:
    return block.place.span() if block.place else None


def _lost_block(name: str, block: Block, layout: str) -> Problem:
    what = ARTICLES[kind_of(block)]
    message = f"layout '{layout}' takes '{name}' as plain text, and this is {what}"
    return error("wrong-kind", message, _span(block), "only text may stand there")


def _left_over(name: str, count: int, left: Sequence[int], block: Block, layout: str) -> Problem:
    message = f"layout '{layout}' has room for {count - len(left)} of the {count} in '{name}'"
    return error("unplaced-field", message, _span(block), "put the others on a slide of their own")


def holes(draft: Draft) -> list[Hole]:
    """All places for references, in document order."""
    found: list[Hole] = []
    for child in draft.children:
        if isinstance(child, Hole):
            found.append(child)
        elif isinstance(child, Draft):
            found += holes(child)
    return found
