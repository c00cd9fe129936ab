"""The kinds of base layouts, told by what stands on them: which placeholders, how many, how large and where.

Each kind is data: what it cannot do without, what tells it where neither type nor name does, and what speaks for one
layout rather than another. A sign is a sentence for the author and a test on what is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from summitdeck.frozen import dataclass
from summitdeck.scene.base import Slot
from summitdeck.scene.facts import PICTURES, Facts, are_alike, are_beside, area, in_reading_order
from summitdeck.scene.layout_names import tells


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that can be seen on a layout."""

    says: str
    """As in `it has SAYS`."""
    test: Callable[[Facts], bool]
    points: int = 0
    """How much it speaks for a layout."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of base layout."""

    says: str
    """As in `the template has no SAYS`."""
    types: tuple[str, ...]
    """PowerPoint's types that say so, best first."""
    needs: tuple[Sign, ...]
    """Without these it is not of this kind, whatever its type or its name says."""
    tells: tuple[Sign, ...]
    """These together tell it when neither type nor name does."""
    speaks: tuple[Sign, ...] = ()
    """What makes one layout of this kind better than another."""
    stand_ins: tuple[str, ...] = ()
    """Kinds that serve when there is none, best first."""
    composed: bool = True
    """Whether on a stand-in title and contents go to the master's own places for them."""


def roles(kind: str, facts: Facts) -> tuple[Slot, ...]:
    """The contents in the order in which a kind counts them: headings before what stands under them, and so on."""
    match kind:
        case "obj":
            return facts.largest[:1]
        case "twoObj":
            return in_reading_order(_pair(facts))
        case "twoTxTwoObj":
            return (*in_reading_order(_headings(facts)), *in_reading_order(_pair(facts)))
    return ()


def _pair(facts: Facts) -> tuple[Slot, ...]:
    """The two largest contents for text."""
    return facts.largest[:2] if len(facts.largest) > 1 else ()


def _headings(facts: Facts) -> tuple[Slot, ...]:
    """The two of the other texts that are largest; of a vertical page also those with turned lines."""
    pair = _pair(facts)
    others = [slot for slot in facts.contents if slot.kind == "body" and not any(slot is one for one in pair)]
    return tuple(sorted(others, key=lambda slot: -area(slot.frame))[:2])


def _has_title(facts: Facts) -> bool:
    return facts.title is not None


def _has_level_title(facts: Facts) -> bool:
    title = facts.title
    return title is not None and title.vertical == "horz" and title.frame.width >= 0.25 * facts.page.width


def _is_header(facts: Facts) -> bool:
    """Whether the title is a heading over a page, and not a page's main thing."""
    title = facts.title
    return title is not None and title.kind == "title" and title.frame.height <= 0.3 * facts.page.height


def _has_no_great_content(facts: Facts) -> bool:
    return all(facts.share(slot) < 0.25 for slot in facts.contents if slot.kind != "body") and all(
        facts.share(slot) < 0.4 for slot in facts.contents
    )


def _has_little_content(facts: Facts) -> bool:
    return sum(facts.share(slot) for slot in facts.contents) < 0.25


def _has_content(facts: Facts) -> bool:
    return any(facts.share(slot) >= 0.1 for slot in facts.words)


def _has_one_content(facts: Facts) -> bool:
    if not facts.largest:
        return False
    main, *_ = facts.largest
    others = [area(slot.frame) for slot in facts.contents if slot is not main]
    wide = main.frame.width >= 0.45 * facts.page.width
    return wide and facts.share(main) >= 0.22 and all(4 * other <= area(main.frame) for other in others)


def _has_two_beside(facts: Facts) -> bool:
    pair = _pair(facts)
    if not pair or not are_alike(pair) or not are_beside(pair[0].frame, pair[1].frame):
        return False
    least = min(area(slot.frame) for slot in pair)
    others = [area(slot.frame) for slot in facts.contents if not any(slot is one for one in pair)]
    return facts.share(pair[0]) >= 0.1 and all(3 * other <= least for other in others)


def _has_two_under_headings(facts: Facts) -> bool:
    heads, pair = in_reading_order(_headings(facts)), in_reading_order(_pair(facts))
    if len(facts.contents) != 4 or len(heads) != 2 or len(pair) != 2:
        return False
    above = all(
        head.frame.bottom <= body.frame.y + body.frame.height // 4 for head, body in zip(heads, pair, strict=True)
    )
    small = 2 * max(area(head.frame) for head in heads) <= min(area(body.frame) for body in pair)
    return above and small and are_alike(pair) and are_beside(pair[0].frame, pair[1].frame)


def _stands_apart(facts: Facts) -> bool:
    """Whether a title without contents is more than a header: it stands low on the page, or its name says so."""
    title, name = facts.title, facts.layout.name
    if title is None or (title.kind == "ctrTitle" and not tells(name, "secHead")):
        return False
    middle = title.frame.y + title.frame.height / 2
    return 0.25 <= middle / facts.page.height <= 0.75 or tells(name, "secHead")


def _has_a_picture(facts: Facts) -> bool:
    return any(slot.kind in PICTURES for slot in facts.contents)


def _is_titled_picture(facts: Facts) -> bool:
    pictures = [slot for slot in facts.contents if slot.kind in PICTURES]
    return len(pictures) == 1 and len(facts.contents) <= 2 and facts.share(pictures[0]) >= 0.1


def _is_captioned(facts: Facts) -> bool:
    if len(facts.contents) != 2 or len(facts.largest) != 2:
        return False
    main, caption = facts.largest
    return caption.kind == "body" and 1.25 * area(caption.frame) <= area(main.frame) and facts.share(main) >= 0.2


_TITLE = Sign("a title", _has_title)
_LEVEL_TITLE = Sign("a title across the page", _has_level_title)
_CONTENT = Sign("a content for text", _has_content)
_HEADER = Sign("a title above or below the contents", _is_header)
_ALONE = Sign("nothing else to fill", lambda facts: not facts.tiny and facts.subtitle is None, 1)
_ANY = Sign(
    "room for anything, not for text only",
    lambda facts: bool(roles("obj", facts)) and facts.largest[0].kind == "obj",
    1,
)

KINDS: Mapping[str, Kind] = {
    "title": Kind(
        "title page",
        ("title",),
        (_TITLE, Sign("no large content", _has_no_great_content)),
        (
            Sign(
                "a title and a subtitle of their own",
                lambda facts: (
                    facts.title is not None and (facts.title.kind == "ctrTitle" or facts.subtitle is not None)
                ),
            ),
        ),
        (
            Sign(
                "PowerPoint's centred title",
                lambda facts: facts.title is not None and facts.title.kind == "ctrTitle",
                2,
            ),
            Sign("a subtitle", lambda facts: facts.subtitle is not None, 2),
        ),
        ("secHead", "titleOnly", "obj"),
        composed=False,
    ),
    "obj": Kind(
        "page of a title and one content",
        ("obj", "tx"),
        (_TITLE, _CONTENT),
        (_LEVEL_TITLE, _HEADER, Sign("one large content, all others much smaller", _has_one_content)),
        (Sign("one content only", lambda facts: len(facts.contents) == 1, 2), _ANY, _ALONE, _LEVEL_TITLE),
        ("twoObj", "objTx", "titleOnly"),
    ),
    "secHead": Kind(
        "section page",
        ("secHead",),
        (_TITLE, Sign("no large content", _has_no_great_content)),
        (
            Sign("no picture", lambda facts: not _has_a_picture(facts)),
            Sign(
                "one small text at most",
                lambda facts: len(facts.contents) <= 1 and all(slot.kind == "body" for slot in facts.contents),
            ),
            Sign("a title that is no header", _stands_apart),
        ),
        (Sign("a small text beside its title", lambda facts: bool(facts.contents or facts.subtitle), 1),),
        ("title", "titleOnly", "obj"),
        composed=False,
    ),
    "twoObj": Kind(
        "page of two contents side by side",
        ("twoObj", "twoColTx", "txAndObj", "objAndTx"),
        (_TITLE, Sign("two contents", lambda facts: len(_pair(facts)) == 2)),
        (_LEVEL_TITLE, _HEADER, Sign("two contents of about the same size side by side", _has_two_beside)),
        (
            Sign("two contents only", lambda facts: len(facts.contents) == 2, 2),
            Sign("both side by side and alike", _has_two_beside, 2),
            _ALONE,
        ),
        ("titleOnly", "obj"),
    ),
    "twoTxTwoObj": Kind(
        "page of two contents, each under a heading",
        ("twoTxTwoObj",),
        (_TITLE, Sign("two headings and two contents", lambda facts: len(_headings(facts)) + len(_pair(facts)) == 4)),
        (_LEVEL_TITLE, _HEADER, Sign("two small texts over two large contents", _has_two_under_headings)),
        (_LEVEL_TITLE, _ALONE),
        ("titleOnly", "obj"),
    ),
    "titleOnly": Kind(
        "page of a title only",
        ("titleOnly",),
        (_TITLE, Sign("little content", _has_little_content)),
        (
            _LEVEL_TITLE,
            _HEADER,
            Sign("no content and no subtitle", lambda facts: not facts.contents and not facts.subtitle),
        ),
        (Sign("no content", lambda facts: not facts.contents, 2), _ALONE, _LEVEL_TITLE),
        ("obj", "twoObj"),
    ),
    "blank": Kind(
        "blank page",
        ("blank",),
        (Sign("little content", _has_little_content),),
        (Sign("nothing to fill", lambda facts: not (facts.title or facts.subtitle or facts.contents or facts.tiny)),),
        (Sign("no title", lambda facts: facts.title is None, 2), _ALONE),
        ("titleOnly", "obj"),
        composed=False,
    ),
    "objTx": Kind(
        "page of a content with a caption",
        ("objTx",),
        (_TITLE, Sign("two contents", lambda facts: len(facts.contents) >= 2)),
        (Sign("a large content and one small text", _is_captioned),),
        (_ALONE,),
        ("obj", "titleOnly"),
    ),
    "picTx": Kind(
        "page of a picture with a caption",
        ("picTx", "clipArtAndTx", "txAndClipArt"),
        (_TITLE, Sign("a place for a picture", lambda facts: _has_a_picture(facts) or _has_content(facts))),
        (Sign("one place for a picture and one text at most", _is_titled_picture),),
        (Sign("a place for a picture", _has_a_picture, 2), _ALONE),
        ("titleOnly", "obj"),
    ),
}
"""PowerPoint's type → what is known of its kind."""
