"""What an element holds, as the blocks of a deck: so that placing needs to know no marks and no references."""

from __future__ import annotations

from collections.abc import Sequence

from summitdeck.deck.model import Block, Link, Paragraph, ParagraphKind, Run, Words
from summitdeck.frozen import NamedTuple, replace
from summitdeck.scene.markup import Element, Node, Reference, word


class Marks(NamedTuple):
    """What the elements around a text make of it."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    link: Link | None = None


def element_blocks(element: Element) -> tuple[Block, ...]:
    """The blocks that stand in an element, in order.

    References bring their own blocks. Literal text, and references in a line of it, make plain paragraphs.
    """
    blocks: list[Block] = []
    line: list[Node] = []
    for child in element.children:
        match child:
            case Reference(inline=False):
                blocks += [*_paragraph(line), *child.content.blocks]
                line = []
            case Element(tag="p"):
                blocks += [*_paragraph(line), *_paragraph(child.children)]
                line = []
            case _:
                line.append(child)
    blocks += _paragraph(line)
    return tuple([_unmarked(block) for block in blocks] if element.tag == "subtitle" else blocks)


def _unmarked(block: Block) -> Block:
    """A bullet of a subtitle is a line: on templates of some programs subtitles have bullets."""
    if isinstance(block, Paragraph) and block.kind is ParagraphKind.BULLET and not block.level:
        return replace(block, kind=ParagraphKind.PLAIN)
    return block


def _paragraph(nodes: Sequence[Node]) -> tuple[Paragraph, ...]:
    if not nodes:
        return ()
    from summitdeck.deck.plain import merge_runs  # seldom needed

    words = merge_runs(run for node in nodes for run in _words(node, Marks()))
    place = next((run.place for run in words if run.place), None)
    return (Paragraph(words, 0, ParagraphKind.PLAIN, None, place),) if words else ()


def _words(node: Node, marks: Marks) -> Words:
    match node:
        case str():
            return (Run(node, marks.bold, marks.italic, marks.code, link=marks.link),)
        case Reference(content=content):
            return tuple(
                _marked(run, marks) for block in content.blocks if isinstance(block, Paragraph) for run in block.words
            )
        case Element(tag="br"):
            return (Run("\n", marks.bold, marks.italic, marks.code, link=marks.link),)
    inner = _inner(node, marks)
    return tuple(run for child in node.children for run in _words(child, inner))


def _inner(element: Element, marks: Marks) -> Marks:
    match element.tag:
        case "b":
            return marks._replace(bold=True)
        case "i":
            return marks._replace(italic=True)
        case "code":
            return marks._replace(code=True)
        case "a":
            return marks._replace(link=Link(word(element, "href") or ""))
    return marks


def _marked(run: Run, marks: Marks) -> Run:
    return replace(
        run,
        bold=run.bold or marks.bold,
        italic=run.italic or marks.italic,
        code=run.code or marks.code,
        link=run.link or marks.link,
    )
