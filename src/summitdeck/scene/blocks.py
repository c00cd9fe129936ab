"""One picture or table into one frame: the shapes that show it, caption and all."""

from __future__ import annotations

from summitdeck.assets.images import Image
from summitdeck.deck.model import Cell, Fit, Overflow, Picture, Table
from summitdeck.deck.plain import words_to_text
from summitdeck.frozen import replace
from summitdeck.problems import Problem, error, warning
from summitdeck.scene.base import Frame
from summitdeck.scene.captions import caption_height, caption_shapes, caption_width
from summitdeck.scene.desk import Desk
from summitdeck.scene.model import Crop, PictureShape, Shape, TableShape
from summitdeck.scene.overflow import ADVISED, counted, overflow_problem, percent_of, points, would_do
from summitdeck.scene.pictures import contain, cover, fit_of, height_at, open_picture
from summitdeck.scene.setting import Setting
from summitdeck.scene.sizes import Levels, ladder_to
from summitdeck.scene.slots import PICTURE, TABLE, holds
from summitdeck.scene.tables import MARGINS, SIZES, STYLE_COLOR, SizedTable, one_long_word, size_table, table_grid
from summitdeck.typeset.model import LevelStyle


def picture_shapes(picture: Picture, setting: Setting, desk: Desk) -> list[Shape]:
    """A picture in its frame, whole or cropped, and its caption under it."""
    image = open_picture(desk.shelf.album, picture)
    if isinstance(image, Problem):
        desk.problems.append(image)
        return []
    if not picture.alt and not picture.decorative:
        desk.problems.append(_missing_alt(picture))
    fills = fit_of(picture, setting.fit) is Fit.COVER
    room, width = _above_caption(picture, image, fills, setting, desk)
    if room is None:
        desk.problems.append(_no_room(picture))
        return []
    frame = room if fills else contain(image, room, setting.align or "center", setting.anchor or "middle")
    shape = PictureShape(
        "Picture",
        frame,
        image,
        cover(image, room, picture.focus or setting.focus) if fills else Crop(),
        "" if picture.decorative else words_to_text(picture.alt),
        picture.decorative,
        desk.target(picture.link) if picture.link else None,
        setting.slot if setting.slot and holds(setting.slot, PICTURE) else None,
        picture.place,
        setting.template,
    )
    return [shape, *caption_shapes(picture.caption, frame, width, setting, desk)]


def _above_caption(
    picture: Picture, image: Image, fills: bool, setting: Setting, desk: Desk
) -> tuple[Frame | None, int]:
    """The room for the picture and the width of its caption; no room when the caption takes it all.

    A caption is as wide as its picture. Under a narrow one it takes more lines, which makes the picture narrower
    still: where that would cost the picture half of its height, the caption takes the frame's whole width.
    """
    frame, caption = setting.frame, picture.caption
    if not caption:
        return frame, frame.width

    def above(width: int) -> Frame:
        return replace(frame, height=frame.height - caption_height(caption, width, setting, desk))

    whole = above(frame.width)
    if whole.height < 1:
        return None, frame.width
    room, width = whole, frame.width
    for _ in range(2):  # the picture may become narrower once more, so that its caption is never narrower than it
        own = room.width if fills else contain(image, room).width
        width = min(width, caption_width(caption, own, setting, desk))
        room = above(width)
        if 2 * room.height < whole.height:
            return whole, frame.width
    return room, width


def picture_height(picture: Picture, setting: Setting, desk: Desk) -> int:
    """EMU of a picture and its caption at the setting's full width; 0 for one that cannot be opened."""
    image = open_picture(desk.shelf.album, picture)
    if isinstance(image, Problem):
        return 0
    width = setting.frame.width
    return height_at(image, width) + caption_height(picture.caption, width, setting, desk)


def _missing_alt(picture: Picture) -> Problem:
    span = picture.place.span() if picture.place else None
    hint = "add `alt: what it shows`, or `decorative: true` when it says nothing"
    return warning("missing-alt", f"the picture '{words_to_text(picture.path)}' has no alt text", span, hint)


def _no_room(picture: Picture) -> Problem:
    span = picture.place.span() if picture.place else None
    message = f"the caption of '{words_to_text(picture.path)}' leaves no room for the picture"
    return error("overflow", message, span, "shorten the caption, or show fewer things on this slide")


def table_style(desk: Desk) -> LevelStyle:
    """How text in a table looks before the table's own style: as any text that is in no slot, in body text's colour."""
    language = desk.shelf.styles.language
    return replace(desk.base.text[0], size=SIZES[0], language=language, color=_table_color(desk))


def _table_color(desk: Desk) -> str:
    """The colour of body text on this page, which the template's designer made readable on whatever it draws there."""
    slot = next(iter(desk.sheet.contents), None)
    told = (slot.levels if slot else desk.base.body)[0].color
    palette = desk.palette
    return STYLE_COLOR if palette.get(told, told) == palette.get(STYLE_COLOR) else told


def sized_table(
    table: Table, height: int | None, setting: Setting, desk: Desk, largest: int | None = None
) -> SizedTable:
    """The table at the largest size that the setting's width and a height allow, its caption's room set aside."""
    width = setting.frame.width
    if height is not None:
        height -= caption_height(table.caption, width, setting, desk)
    ladder = desk.shelf.leasts.ladder
    return size_table(table, table_style(desk), width, height, desk.target, largest, desk.faces, ladder)


def _sized_with_siblings(table: Table, setting: Setting, desk: Desk) -> SizedTable:
    """A table that has its frame for itself, alone or with those that share its size."""
    height = setting.frame.height
    natural = sized_table(table, height, setting, desk)
    if not desk.siblings or not natural.fits:
        return natural
    family, ladder = desk.family("table", setting), desk.shelf.leasts.ladder

    def at(levels: Levels) -> SizedTable:
        sized = sized_table(table, height, setting, desk, ladder[levels.get(family, 0)])
        return sized if sized.fits else natural

    desk.remember({family: ladder.index(natural.size)}, lambda levels: {family: ladder.index(at(levels).size)})
    return at(desk.levels) if desk.levels else natural


def table_shapes(table: Table, setting: Setting, desk: Desk, sized: SizedTable | None = None) -> list[Shape]:
    """A table in its frame, at the top unless the layout says otherwise, and its caption under it."""
    frame = setting.frame
    caption = caption_height(table.caption, frame.width, setting, desk)
    if sized is None:
        sized = _sized_with_siblings(table, setting, desk)
        if not sized.fits:
            desk.problems.append(table_overflow(table, sized, frame.height - caption, setting, desk))
    over, down = frame.width - sized.width, max(0, frame.height - caption - sized.height)
    x = frame.x + {"center": over, "right": 2 * over}.get(setting.align or "", 0) // 2
    y = frame.y + {"middle": down, "bottom": 2 * down}.get(setting.anchor or "", 0) // 2
    placed = Frame(x, y, sized.width, sized.height)
    shape = TableShape(
        "Table",
        placed,
        sized.columns,
        sized.rows,
        sized.cells,
        sized.size,
        table.header,
        table.total,
        words_to_text(table.alt) or _table_alt(table),
        MARGINS,
        setting.slot if setting.slot and holds(setting.slot, TABLE) else None,
        table.place,
        setting.template,
        color=color if (color := _table_color(desk)) != STYLE_COLOR else None,
    )
    return [shape, *caption_shapes(table.caption, placed, frame.width, setting, desk)]


def table_overflow(table: Table, sized: SizedTable, room: int, setting: Setting, desk: Desk) -> Problem:
    """`overflow`: a table that is too high (`room`, EMU) or too wide even at its least size."""
    width = setting.frame.width
    if not sized.is_whole:
        percent = percent_of(sized.least_width, width)
        message = f"the table needs {percent} % of its width at {points(sized.size)}, the least size"
        long = one_long_word(table, sized, table_style(desk), width, desk.faces)
        place = (long and long.place) or table.place
        helps = [_narrower(table, long)]
    else:
        percent = percent_of(sized.height, room)
        count = len(sized.rows)
        over = next((n for n in range(1, count) if sum(sized.rows[: count - n]) <= room), count)
        message = f"the table needs {percent} % of its room at {points(sized.size)}, the least size"
        message += f": {counted(over, 'row')} too many"
        helps = [f"leave out {counted(over, 'row')}"]
        row = table.rows[len(table.rows) - over]
        place = next((cell.place for cell in row if cell.place), table.place)
    helps += _smaller_table(table, sized, room, setting, desk)
    return overflow_problem(message, helps, Overflow.ERROR, place)


def _narrower(table: Table, long: Cell | None) -> str:
    """What to do about a table in which words have to be broken."""
    if long is not None:
        word = max(words_to_text(long.words).split(), key=len)
        return f"shorten the word '{word if len(word) <= MOST_WORD else word[:MOST_WORD] + '…'}'"
    if table.widths:
        return "say other `widths`, or none"
    return "leave out a column" if len(table_grid(table)[0]) > 1 else "shorten the long words"


MOST_WORD = 32
"""Characters of a word that are quoted."""


def _smaller_table(table: Table, sized: SizedTable, room: int, setting: Setting, desk: Desk) -> list[str]:
    """The size below the deck's least one at which the table would fit."""
    for size in ladder_to(ADVISED):
        if size < sized.size:
            ladder = ladder_to(size)
            style, width = table_style(desk), setting.frame.width
            if size_table(table, style, width, room, desk.target, size, desk.faces, ladder).fits:
                return [would_do("table", size)]
    return []


def _table_alt(table: Table) -> str:
    """What a table is, for who does not see it, when the author does not say: its header's words."""
    header = [text for row in table.rows[: max(1, table.header)] for cell in row if (text := words_to_text(cell.words))]
    return ", ".join(header)
