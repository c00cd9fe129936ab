"""What a field holds: the blocks of an outline, from the nodes of YAML.

A value shows what it is: a text is a paragraph, a list is bullets, a mapping with one key that is not ours is a
bullet, a mapping of our keys is a content or a bullet with options. In short:

* at field level a text is one plain paragraph; `|` is a text block; `>` and quotes are a text like any other;
* in a list, `Key: words` is a bullet's text; `Parent:` with a list, a text block or a content of our keys below
  it is a bullet with children; `|` is a text block at the list's level; a table or a picture keeps its turn;
* `{text: words, items: […]}` and `{text: words, numbered: […]}` are a text with children.
"""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.blocks import read_code, read_picture, read_quote
from summitdeck.deck.inline import read_words
from summitdeck.deck.keys import CONTENT_KEYS, DATA_KEYS, MAIN_KEYS, OPTIONS, PATH_KEYS, available, owner
from summitdeck.deck.lines import as_in, quote
from summitdeck.deck.model import Block, Content, Extent, Paragraph, ParagraphKind
from summitdeck.deck.nodes import Items, Node, Pairs, Reading, Scalar
from summitdeck.deck.options import comment_behind, missing_value, read_count, refuse_later, want_text
from summitdeck.deck.pairs import pair_to_text
from summitdeck.deck.source import Place
from summitdeck.deck.tables import read_table
from summitdeck.deck.terms import TERMS, find_terms, read_terms
from summitdeck.deck.textblock import read_text_block
from summitdeck.frozen import TYPE_CHECKING, replace
from summitdeck.problems import Span, did_you_mean

if TYPE_CHECKING:
    from summitdeck.deck.traps import Folded

DEEPEST = 8
"""The deepest level, counted from 0: PowerPoint has nine."""
MAX_START = 32767
"""The highest number a list may start at (ECMA-376, ST_TextBulletStartAtNum)."""

_PLAIN, _BULLET, _NUMBER = ParagraphKind.PLAIN, ParagraphKind.BULLET, ParagraphKind.NUMBER


def read_content(reading: Reading, key: Scalar, node: Node) -> Content:
    """What stands behind a field's key; without blocks when that was wrong, which has been told then."""
    outline = _Outline(reading)
    if isinstance(node, Scalar):
        if node.value and not node.value.isspace():
            outline.field_text(node)
        else:
            missing_value(reading, key, node)
    elif isinstance(node, Items):
        outline.bullets(node, key, 0, _BULLET)
    elif not node.pairs:
        missing_value(reading, key, node)
    else:
        outline.pairs(node, 0, _PLAIN)
    return Content(tuple(outline.blocks), reading.stretch(node), tuple(outline.extents))


def read_group(reading: Reading, pairs: Pairs) -> Content:
    """A content written at slide level: one main key with its options."""
    outline = _Outline(reading)
    outline.content(pairs, 0, _PLAIN)
    return Content(tuple(outline.blocks), reading.stretch(pairs), tuple(outline.extents))


class _Outline:
    """Blocks being gathered, in the order they are written; lives as long as one content is read."""

    __slots__ = ("blocks", "extents", "reading")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.blocks: list[Block] = []
        self.extents: list[Extent] = []

    def add(self, scalar: Scalar, level: int, kind: ParagraphKind) -> None:
        """One paragraph."""
        reading, style = self.reading, scalar.style
        value = scalar.value if style != ">" and style != "|" else scalar.value.rstrip("\n")
        place = Place(reading.source, scalar.start, scalar.end, style)
        words, problems = read_words(value, place)
        if problems:
            reading.problems += problems
        self.blocks.append(Paragraph(words, level, kind, None, place))

    def field_text(self, node: Scalar) -> None:
        """A text behind a field's key."""
        if node.style == "|":
            self.text_block(node, 0)
            return
        folded = _folded(self.reading, node)
        if folded is None:
            self.add(node, 0, _PLAIN)
            return
        head = 0 if folded.is_marked else 1
        for bullet in folded.bullets[:head]:
            self.add(bullet[1], 0, _PLAIN)
        self.folded(folded.bullets[head:], -head, _BULLET)

    def text_block(self, node: Scalar, level: int) -> None:
        """The paragraphs of a `|`, set as deep as the list they stand in."""
        paragraphs, problems = read_text_block(node.value, self.reading.place(node))
        self.reading.problems += problems
        if level and paragraphs:
            self.check_level(max(paragraph.level for paragraph in paragraphs) + level, node)
            paragraphs = tuple(replace(each, level=min(each.level + level, DEEPEST)) for each in paragraphs)
        self.blocks += paragraphs

    def folded(self, bullets: Sequence[tuple[int, Scalar]], level: int, kind: ParagraphKind) -> None:
        """Bullets that YAML had folded into one text: the first as deep as the list, the others below it."""
        for depth, bullet in bullets:
            self.check_level(level + depth, bullet)
            self.add(bullet, min(level + depth, DEEPEST), kind if depth == 0 else _BULLET)

    def check_level(self, level: int, node: Node | Span) -> None:
        """Tell of a level deeper than there are."""
        if level > DEEPEST:
            hint = "put it less deep, or on a slide of its own"
            self.reading.error("too-deep", f"there are {DEEPEST + 1} levels, and this would be one more", node, hint)

    def bullets(self, node: Items, key: Scalar, level: int, kind: ParagraphKind) -> None:
        """The items of a list, one after the other."""
        if not node.items:
            missing_value(self.reading, key, node)
            return
        if level > DEEPEST:
            self.check_level(level, node.items[0])
            level = DEEPEST
        for item in node.items:
            if isinstance(item, Scalar):
                self.item_text(item, level, kind)
            elif isinstance(item, Pairs):
                self.pairs(item, level, kind)
            else:
                self.nested_list(item, node, key, level)

    def item_text(self, node: Scalar, level: int, kind: ParagraphKind) -> None:
        """A text that is an item of a list."""
        if not node.value or node.value.isspace():
            self.empty_item(node)
        elif node.style == "|":
            self.text_block(node, level)
        elif (folded := _folded(self.reading, node)) is not None:
            self.folded(folded.bullets, level, kind)
        else:
            self.add(node, level, kind)

    def empty_item(self, node: Scalar) -> None:
        """Tell of a bullet without words, at its dash."""
        lost = comment_behind(self.reading, node)
        hint = _quote_comment(f"- {quote(lost)}") if lost else "write its text, or delete it"
        text, at = self.reading.source.text, node.start
        if node.is_missing and text[at - 1 : at] == "-":
            span = self.reading.source.span(at - 1, at)
        else:
            span = self.reading.span(node)
        self.reading.error("empty-bullet", "the bullet has no text", span, hint)

    def nested_list(self, node: Items, around: Items, key: Scalar, level: int) -> None:
        """A list that is an item of a list: set below the bullet before it."""
        if len(around.items) > 1 and all(isinstance(item, Items) for item in around.items):
            hint = "if these are the rows of a table, write them below `table:`"
        elif node.is_flow:
            text = self.reading.source.text[node.start : node.end]
            hint = as_in("quote it when the brackets are text", f"- {quote(text)}")
        else:
            hint = as_in("indent these below a bullet that ends with a colon", "- Parent:")
        self.reading.error("list-in-list", "a list stands where a bullet should", node, hint)
        self.bullets(node, key, min(level + 1, DEEPEST), _BULLET)

    def pairs(self, node: Pairs, level: int, kind: ParagraphKind) -> None:
        """A mapping: a bullet when its one key is not ours, a content or a bullet with options when all are."""
        foreign = [key for key, _ in node.pairs if key.value not in CONTENT_KEYS]
        if not foreign:
            if node.pairs:
                self.content(node, level, kind)
            return
        if len(node.pairs) == len(foreign):
            self.check_foreign(node, foreign, kind)
            bullet_kind = _BULLET if kind is _PLAIN else kind
            for key, value in node.pairs:
                self.bullet(key, value, level, bullet_kind)
            return
        ours = next(key.value for key, _ in node.pairs if key.value in CONTENT_KEYS)
        for key in foreign:
            hint = did_you_mean(key.value, available(CONTENT_KEYS))
            if ours in PATH_KEYS and key.value in DATA_KEYS:
                hint = f"write them below `table:`, as `table: {{{ours}: …, {key.value}: …}}`"
            hint = hint or "give it a bullet, or a field, of its own; a text with a colon needs quotes"
            message = f"'{key.value}' is no key of ours, but stands beside '{ours}', which is one"
            self.reading.error("mixed-keys", message, key, hint)
        ours_only = [(key, value) for key, value in node.pairs if key.value in CONTENT_KEYS]
        self.content(Pairs(ours_only, node.start, node.end, node.is_flow), level, kind)

    def check_foreign(self, node: Pairs, foreign: Sequence[Scalar], kind: ParagraphKind) -> None:
        """Several keys that are not ours are told; so is one that looks like one of ours where bullets are rare."""
        if len(foreign) > 1:
            hint = as_in("begin each bullet with a dash", f"- {foreign[1].value}: …")
            message = f"'{foreign[1].value}' is a second key in one bullet"
            related = [("the first", self.reading.span(foreign[0]))]
            self.reading.error("several-keys", message, foreign[1], hint, related)
        elif foreign[0].value.islower() and self.is_in_braces_or_field(node, kind):
            from difflib import get_close_matches

            near = get_close_matches(foreign[0].value, available(CONTENT_KEYS), 1, 0.8)
            if near:
                message = f"'{foreign[0].value}' is no key of ours, so that this is a bullet with the text of the line"
                self.reading.warning("near-key", message, foreign[0], f"did you mean '{near[0]}'?")

    def is_in_braces_or_field(self, node: Pairs, kind: ParagraphKind) -> bool:
        """Whether a mapping is more likely a content than a bullet's text."""
        return kind is _PLAIN or self.reading.source.text.startswith("{", node.start)

    def bullet(self, key: Scalar, value: Node, level: int, kind: ParagraphKind) -> None:
        """`Key: words`, or `Parent:` with children."""
        reading = self.reading
        if isinstance(value, Scalar) and value.style != "|":
            if value.is_missing:
                advice = "indent its children below it; if the colon is text, quote the bullet"
                hint = as_in(advice, f"- {quote(key.value + ':')}")
                reading.error("missing-value", f"'{key.value}:' announces children, but has none", key, hint)
                self.add(key, level, kind)
                return
            folded = _folded(reading, value)
            bullets = folded.bullets if folded else [(0, value)]
            self.add(pair_to_text(reading, key, bullets[0][1]), level, kind)
            self.folded(bullets[1:], level, kind)
            return
        if not key.value:
            reading.error("empty-bullet", "there is no text before the colon", key)
        self.add(key, level, kind)
        self.check_level(level + 1, value)
        self.children(key, value, min(level + 1, DEEPEST))

    def children(self, key: Scalar, value: Node, level: int) -> None:
        """What stands below a parent."""
        if isinstance(value, Items):
            self.bullets(value, key, level, _BULLET)
        elif isinstance(value, Pairs):
            if value.pairs:
                self.pairs(value, level, _BULLET)
            else:
                missing_value(self.reading, key, value)
        elif value.value.strip():
            self.text_block(value, level)
        else:
            missing_value(self.reading, key, value)

    def content(self, node: Pairs, level: int, kind: ParagraphKind) -> None:
        """A mapping of our keys alone."""
        later = [(key, value) for key, value in node.pairs if CONTENT_KEYS[key.value].is_later]
        for key, value in later:
            is_bullet = kind is not _PLAIN and len(node.pairs) == 1 and isinstance(value, Scalar)
            refuse_later(self.reading, key, _quoted_bullet(key, value) if is_bullet else None)
        pairs = [(key, value) for key, value in node.pairs if not CONTENT_KEYS[key.value].is_later]
        pairs.sort(key=lambda pair: pair[0].value != "text")  # its children may be written before it
        mains = [key for key, _ in pairs if key.value in MAIN_KEYS]
        self.check_options(pairs, mains, bool(later), in_list=kind is not _PLAIN)
        mains = list(self.check_mains(mains))
        options = [(key, value) for key, value in pairs if key.value in OPTIONS and key.value not in TERMS]
        first, index, children = len(self.blocks), len(self.extents), 0
        for key, value in pairs:
            if key in mains:
                own = Pairs([(key, value), *options], node.start, node.end, node.is_flow)
                self.main(key, value, own, level + children, kind)
                children = 1 if key.value == "text" and kind is not _PLAIN else 0
        terms = read_terms(self.reading, find_terms(node)) if mains else None
        if terms is not None and len(self.blocks) > first:
            self.extents.insert(index, Extent(first, len(self.blocks), terms))

    def check_mains(self, mains: Sequence[Scalar]) -> Sequence[Scalar]:
        """The main keys that are one content: the first, or a text with its children; the others are told."""
        names = [key.value for key in mains]
        count = 2 if names[:2] in (["text", "items"], ["text", "numbered"]) else 1
        for key in mains[count:]:
            hint = "give each a bullet, or a field, of its own"
            if "text" in names and count == 1:
                hint += "; children stand below their text, as `items` or `numbered`"
            self.reading.error("two-contents", f"'{names[0]}' and '{key.value}' are two contents", key, hint)
        return mains[:count]

    def check_options(
        self, pairs: list[tuple[Scalar, Node]], mains: Sequence[Scalar], is_told: bool, in_list: bool
    ) -> None:
        """Tell of options that belong to none of the main keys."""
        names = {owner(key.value) for key in mains}
        for key, value in pairs:
            owners = OPTIONS.get(key.value, ())
            if not owners or names.intersection(owners) or (is_told and not mains):
                continue
            hint = f"'{key.value}' is an option of {' or '.join(f'`{owner}`' for owner in owners)}"
            if in_list and not mains:
                hint += f"; {_quoted_bullet(key, value)}"
            there = f"'{mains[0].value}' has no '{key.value}'" if mains else f"'{key.value}' stands alone"
            self.reading.error("stray-option", there, key, hint)

    def main(self, key: Scalar, value: Node, pairs: Pairs, level: int, kind: ParagraphKind) -> None:
        """One main key with the options beside it."""
        reading, name = self.reading, key.value
        if isinstance(value, Pairs) and name != "table" and value.get(name) is not None:
            self.inner(key, value, pairs, level, kind)
            return
        block: Block | None = None
        match name:
            case "text":
                self.text(key, value, level, kind)
            case "items" | "numbered":
                self.items(key, value, _own_options(pairs, name), level)
            case "quote":
                self.blocks += read_quote(reading, key, value)
            case "picture":
                block = read_picture(reading, _own_options(pairs, "picture"))
            case "code":
                block = read_code(reading, _own_options(pairs, "code"))
            case "chart":
                from summitdeck.deck.chart_reader import read_chart  # few decks have charts

                block = read_chart(reading, key, _own_options(pairs, "chart"))
            case _:
                block = read_table(reading, key, _own_options(pairs, "table"))
        if block is not None:
            self.blocks.append(block)

    def inner(self, key: Scalar, value: Pairs, pairs: Pairs, level: int, kind: ParagraphKind) -> None:
        """`picture: {picture: …, alt: …}`: a content nested in its own key, its options all inside."""
        for option, _ in _own_options(pairs, key.value).pairs[1:]:
            hint = f"write it within the braces of '{key.value}'"
            self.reading.error("mixed-keys", f"'{option.value}' stands outside its {key.value}", option, hint)
        self.pairs(value, level, kind)

    def text(self, key: Scalar, value: Node, level: int, kind: ParagraphKind) -> None:
        """`text: words`: a paragraph at field level, else a bullet."""
        scalar = want_text(self.reading, key, value)
        if scalar is None:
            return
        if kind is _PLAIN:
            self.field_text(scalar)
        else:
            self.item_text(scalar, level, kind)

    def items(self, key: Scalar, value: Node, pairs: Pairs, level: int) -> None:
        """`items: […]` and `numbered: […]`."""
        if isinstance(value, Items):
            first = len(self.blocks)
            self.bullets(value, key, level, _NUMBER if key.value == "numbered" else _BULLET)
            self.number_from(pairs, first)
        elif isinstance(value, Scalar) and not value.value.strip():
            missing_value(self.reading, key, value)
        else:
            hint = f"as `{key.value}: [first, second]`"
            self.reading.error("bad-value", f"'{key.value}' takes a list", value, hint)

    def number_from(self, pairs: Pairs, first: int) -> None:
        """Give the first numbered paragraph from a block on the number that `start` says."""
        for key, value in pairs.pairs:
            number = read_count(self.reading, key, value, 1, MAX_START) if key.value == "start" else None
            for at in range(first, len(self.blocks) if number and number > 1 else first):
                block = self.blocks[at]
                if isinstance(block, Paragraph) and block.kind is _NUMBER:
                    self.blocks[at] = replace(block, start=number)
                    break


def _folded(reading: Reading, node: Scalar) -> Folded | None:
    if not node.is_folded:
        return None
    from summitdeck.deck.traps import split_folded

    return split_folded(reading, node)


def _quoted_bullet(key: Scalar, value: Node) -> str:
    words = f"{key.value}: {value.value}" if isinstance(value, Scalar) else f"{key.value}: …"
    return as_in("as a bullet's text, quote it", f"- {quote(words)}")


def _quote_comment(line: str) -> str:
    return as_in("to YAML this is a comment; as text, quote it", line)


def _own_options(pairs: Pairs, main: str) -> Pairs:
    """The main key and those of the options beside it that are its own."""
    own = [(key, value) for key, value in pairs.pairs if main in OPTIONS.get(key.value, (main,))]
    return Pairs(own, pairs.start, pairs.end, pairs.is_flow)
