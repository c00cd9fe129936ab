"""One block into one frame: text, table, picture or code becomes the shapes that show it, caption and all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from summitdeck.deck.model import Code, Fit, Overflow, Paragraph, ParagraphKind, Picture, Table, Words
from summitdeck.deck.plain import words_to_text
from summitdeck.deck.source import Place
from summitdeck.problems import Problem, Span, error, warning
from summitdeck.scene.base import Frame, Slot
from summitdeck.scene.desk import Desk
from summitdeck.scene.highlight import highlight
from summitdeck.scene.model import Crop, PictureShape, SceneParagraph, Shape, TableShape, TextBody, TextShape
from summitdeck.scene.paragraphs import Placed, place_paragraphs, runs_to_measured
from summitdeck.scene.pictures import contain, cover, fit_of, open_picture
from summitdeck.scene.tables import MARGINS, SIZES, SizedTable, size_table
from summitdeck.scene.text import SLACK, TextRoom, check_fit, fit_text, height_of, slot_room
from summitdeck.typeset.height import natural_width
from summitdeck.typeset.model import EMU_PER_POINT, LevelStyle, SetParagraph

CAPTION_GAP = 6 * EMU_PER_POINT
"""EMU between a picture and its caption."""
CAPTION_WIDTH = 3 * 914400
"""EMU a caption may take although its picture is narrower."""
CODE_PADDING = 12 * EMU_PER_POINT
"""EMU around code on its tinted ground."""
CODE_SIZES = (1800, 1600, 1400, 1200, 1100, 1000)
ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
ALIGNS = {"left": "l", "center": "ctr", "right": "r"}
PICTURE_SLOTS = frozenset({"obj", "pic", "clipArt"})
TABLE_SLOTS = frozenset({"obj", "tbl"})
SLOT_NAMES = {
    "title": "Title",
    "ctrTitle": "Title",
    "subTitle": "Subtitle",
    "body": "Text Placeholder",
    "pic": "Picture Placeholder",
    "tbl": "Table Placeholder",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a layout wants an element's content: where, in which slot or style, aligned and anchored."""

    frame: Frame
    slot: Slot | None = None
    like: Slot | None = None
    """Without a slot: the slot that the text is to look like; then `style` does not count."""
    style: str = "body"
    align: str | None = None
    """`left`, `center`, `right`; None as the slot or the kind of block has it."""
    anchor: str | None = None
    """`top`, `middle`, `bottom`; None likewise."""
    fit: str | None = None
    focus: tuple[float, float] | None = None
    role: str = "body"
    template: Span | None = None


def slot_name(slot: Slot) -> str:
    """The name PowerPoint gives a shape in such a slot."""
    return SLOT_NAMES.get(slot.kind, "Content Placeholder")


def levels_of(setting: Setting, desk: Desk) -> tuple[LevelStyle, ...]:
    """The nine levels that a text takes here."""
    slot = setting.slot or setting.like
    return slot.levels if slot else desk.style(setting.style)


def place_words(paragraphs: Sequence[Paragraph], setting: Setting, desk: Desk) -> tuple[Placed, ...]:
    """The paragraphs in the look they take here."""
    placed = place_paragraphs(paragraphs, levels_of(setting, desk), desk.shelf.styles, desk.target)
    align = ALIGNS.get(setting.align or "")
    if align is None:
        return placed
    return tuple(
        replace(p, scene=replace(p.scene, align=align if p.measured.style.align != align else None)) for p in placed
    )


def text_room(setting: Setting, desk: Desk) -> TextRoom:
    """The room for text in the setting's frame."""
    if setting.slot:
        return slot_room(setting.slot, setting.frame)
    left, top, right, bottom = text_insets(setting, desk)
    return TextRoom(setting.frame.width - left - right, setting.frame.height - top - bottom)


def text_insets(setting: Setting, desk: Desk) -> tuple[int, int, int, int]:
    """Left, top, right, bottom: those of the slot; a caption stands flush with its picture."""
    slot = setting.slot or setting.like
    if slot:
        insets = slot.insets
        return (insets.left, insets.top, insets.right, insets.bottom)
    return (0, 0, 0, 0) if setting.style == "caption" else desk.text_insets()


def text_shape(
    placed: Sequence[Placed], setting: Setting, desk: Desk, place: Place | None, body: TextBody | None = None
) -> TextShape:
    """The text in its frame, fitted unless `body` has been fitted already."""
    if body is None:
        room = text_room(setting, desk)
        title = setting.slot is not None and setting.slot.is_title
        minimum = desk.minimum(setting.style)
        fitted, body = fit_text(placed, room, desk.overflow, title=title, minimum=minimum)
        desk.problems.extend(check_fit(fitted, room, desk.overflow, place, setting.role or "text"))
    slot = setting.slot
    anchor = ANCHORS.get(setting.anchor or "")
    if slot is None:
        return TextShape(
            "TextBox",
            setting.frame,
            body,
            moved=True,
            levels=levels_of(setting, desk),
            anchor=anchor or "t",
            insets=text_insets(setting, desk),
            role=setting.role,
            place=place,
            template=setting.template,
        )
    return TextShape(
        slot_name(slot),
        setting.frame,
        body,
        slot,
        setting.frame != slot.frame,
        anchor=anchor if anchor != slot.anchor else None,
        role=setting.role,
        place=place,
        template=setting.template,
    )


def caption_setting(frame: Frame, template: Span | None, align: str | None = None) -> Setting:
    """How a caption stands in a frame."""
    return Setting(frame, style="caption", align=align, anchor="top", role="caption", template=template)


def caption_height(caption: Words, width: int, desk: Desk) -> int:
    """EMU that a caption takes below its block, the gap included; 0 for none."""
    if not caption:
        return 0
    placed = place_words((_sentence(caption),), caption_setting(Frame(0, 0, width, 0), None), desk)
    return CAPTION_GAP + height_of(placed, width) + SLACK


def caption_shape(caption: Words, below: Frame, limit: int, setting: Setting, desk: Desk) -> list[Shape]:
    """The caption under a block; `limit` is how wide it may be, EMU."""
    if not caption:
        return []
    width = min(limit, max(below.width, CAPTION_WIDTH))
    align = setting.align or "left"
    x = (
        below.x
        if align == "left"
        else below.right - width
        if align == "right"
        else below.x + (below.width - width) // 2
    )
    height = caption_height(caption, width, desk) - CAPTION_GAP
    frame = Frame(x, below.bottom + CAPTION_GAP, width, height)
    told = caption_setting(frame, setting.template, align if align != "left" else None)
    return [text_shape(place_words((_sentence(caption),), told, desk), told, desk, caption[0].place)]


def _sentence(words: Words) -> Paragraph:
    return Paragraph(words, 0, ParagraphKind.PLAIN)


def picture_shapes(picture: Picture, setting: Setting, desk: Desk) -> list[Shape]:
    """A picture in its frame, whole or cropped, and its caption under it."""
    image = open_picture(desk.shelf.album, picture)
    if isinstance(image, Problem):
        desk.problems.append(image)
        return []
    if not picture.alt and not picture.decorative:
        desk.problems.append(_missing_alt(picture))
    room = _above_caption(setting.frame, caption_height(picture.caption, setting.frame.width, desk))
    fills = fit_of(picture, setting.fit) is Fit.COVER
    frame = room if fills else contain(image, room, setting.align or "center", setting.anchor or "middle")
    shape = PictureShape(
        "Picture",
        frame,
        image,
        cover(image, room, picture.focus or setting.focus) if fills else Crop(),
        words_to_text(picture.alt),
        picture.decorative,
        desk.target(picture.link) if picture.link else None,
        setting.slot if setting.slot and setting.slot.kind in PICTURE_SLOTS else None,
        picture.place,
        setting.template,
    )
    limit = setting.frame.width
    return [shape, *caption_shape(picture.caption, frame, limit, replace(setting, align=setting.align or "left"), desk)]


def _missing_alt(picture: Picture) -> Problem:
    span = picture.place.span() if picture.place else None
    hint = "add `alt: what it shows`, or `decorative: true` when it says nothing"
    return warning("missing-alt", f"the picture '{words_to_text(picture.path)}' has no alt text", span, hint)


def _above_caption(frame: Frame, caption: int) -> Frame:
    return replace(frame, height=max(1, frame.height - caption))


def table_style(desk: Desk) -> LevelStyle:
    """How text in a table looks before the table's own style: the base's text face, single spaced."""
    return LevelStyle(size=SIZES[0], face=desk.base.body[0].face)


def sized_table(table: Table, width: int, height: int, desk: Desk) -> SizedTable:
    """The table at the largest size that the room allows, its caption's room set aside."""
    return size_table(table, table_style(desk), width, height - caption_height(table.caption, width, desk), desk.target)


def table_shapes(table: Table, setting: Setting, desk: Desk, sized: SizedTable | None = None) -> list[Shape]:
    """A table at the top of its frame, and its caption under it."""
    frame = setting.frame
    if sized is None:
        sized = sized_table(table, frame.width, frame.height, desk)
    if not sized.fits:
        desk.problems.append(_table_overflow(table, sized, frame))
    x = (
        frame.x
        + {"center": frame.width - sized.width, "right": 2 * (frame.width - sized.width)}.get(setting.align or "", 0)
        // 2
    )
    placed = Frame(x, frame.y, sized.width, sized.height)
    alt = words_to_text(table.alt) or _table_alt(table)
    slot = setting.slot if setting.slot and setting.slot.kind in TABLE_SLOTS else None
    shape = TableShape(
        "Table", placed, sized.columns, sized.rows, sized.cells, sized.size, table.header, table.total, alt, MARGINS,
        slot, table.place, setting.template,
    )  # fmt: skip
    return [shape, *caption_shape(table.caption, placed, frame.width, setting, desk)]


def _table_overflow(table: Table, sized: SizedTable, frame: Frame) -> Problem:
    span = table.place.span() if table.place else None
    if sized.height > frame.height:
        message = f"the table needs {round(100 * sized.height / max(1, frame.height))} % of its room at the least size"
    else:
        message = "the table's columns are too narrow for their words at the least size"
    return error("overflow", message, span, "leave out rows or columns, or go on on another slide")


def _table_alt(table: Table) -> str:
    """What a table is, for who does not see it, when the author does not say: its header's words."""
    header = [text for row in table.rows[: max(1, table.header)] for cell in row if (text := words_to_text(cell.words))]
    return ", ".join(header)


def code_paragraphs(code: Code, desk: Desk) -> tuple[SceneParagraph, ...]:
    """The code's lines, coloured."""
    lines, problems = highlight(code, desk.palette, desk.palette.get("bg2", desk.ground))
    desk.problems.extend(problems)
    return lines


def code_height(lines: int, size: int, desk: Desk) -> int:
    """EMU of a block of code with its padding."""
    spacing = desk.style("code")[0].line_spacing.percent or 100_000
    return round(lines * size * 1.2 * spacing / 100_000 * EMU_PER_POINT / 100) + 2 * CODE_PADDING + SLACK


def code_size(lines: Sequence[SceneParagraph], width: int, height: int, desk: Desk) -> tuple[int, bool]:
    """The largest size at which no line is broken and all fit, 1/100 pt, and whether there is one."""
    style = desk.style("code")[0]
    longest = max(natural_width(SetParagraph(runs_to_measured(line.runs), style)) for line in lines)
    for size in CODE_SIZES:
        if longest * size // style.size + 2 * CODE_PADDING <= width and code_height(len(lines), size, desk) <= height:
            return size, True
    return CODE_SIZES[-1], False


def code_shapes(code: Code, setting: Setting, desk: Desk) -> list[Shape]:
    """Code on a tinted ground, as high as it needs, and its caption under it."""
    lines = code_paragraphs(code, desk)
    room = _above_caption(setting.frame, caption_height(code.caption, setting.frame.width, desk))
    size, fits = code_size(lines, room.width, room.height, desk)
    if not fits:
        span = code.place.span() if code.place else None
        level = warning if desk.overflow is Overflow.OFF else error
        desk.problems.append(
            level("overflow", "the code does not fit its room at the least size", span, "show less of it")
        )
    frame = replace(room, height=min(room.height, code_height(len(lines), size, desk)))
    shape = TextShape(
        "Code",
        frame,
        TextBody(lines, "none"),
        moved=True,
        levels=tuple(replace(level, size=size) for level in desk.style("code")),
        anchor="t",
        fill="bg2",
        insets=(CODE_PADDING, CODE_PADDING, CODE_PADDING, CODE_PADDING),
        role="code",
        place=code.place,
        template=setting.template,
    )
    return [shape, *caption_shape(code.caption, frame, frame.width, setting, desk)]
