"""Where a line may end: PowerPoint's rule and LibreOffice's.

PowerPoint's is not Unicode's line breaking (UAX #14) but a smaller one, measured by others on 2,212 probes (the
Dewiride project's record 0029): after a run of spaces; after a hyphen, a dash or a soft hyphen; and next to an East
Asian character unless the kinsoku sets forbid it. The sets are built in, whatever the file says, and count only where
one of the two characters is East Asian. No line ends after `/`, in a URL, or at a zero width space.

LibreOffice's was measured for this project on version 7.4 with each pair of 51 characters: kinsoku after East Asian
text, an early UAX #14 after Latin text. `tools/judge_lines.py` holds it against LibreOffice's own PDF.
"""

from __future__ import annotations

import re

from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import EAST_ASIAN, Classes, script_of, text_to_scripts, weak_spans

NO_START = frozenset(
    "!%),.:;?]}’”‰′″℃、。々〉》」』】〕ぁぃぅぇぉっゃゅょゎ゛゜ゝゞァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝｡｣､･ﾞﾟ"
)
"""The 71 characters that PowerPoint keeps from the start of a line."""
NO_END = frozenset("$([\\{‘“〈《「『【〔＄（［｛￡￥")
"""The 19 that it keeps from the end of one."""
HANGING = frozenset(",.、。，．")
"""Of these one may stand beyond the line's end."""
LIBREOFFICE_NO_START = NO_START | frozenset("¢°￠ｧｨｩｪｫｬｭｮｯｰ")
"""LibreOffice's list for Japanese: the half-width small kana too."""
LIBREOFFICE_NO_END = NO_END | frozenset("¥£｢")
LIBREOFFICE_HANGING = frozenset("、。，．")
CLOSING = frozenset("、。〉》」』】〕），．］｝｡｣､")
"""UAX #14's class CL, as far as it is East Asian."""

HANGS = {Profile.POWERPOINT: HANGING, Profile.LIBREOFFICE: LIBREOFFICE_HANGING}

_GLUE = "\u00a0\u2011"
_JOINED = "\u200d\u3099\u309a"


def _is_joined(character: str) -> bool:
    """Whether it belongs to the character before it: sound marks, variation selectors, joiners, skin tones."""
    if character in _JOINED or "\ufe00" <= character <= "\ufe0f":
        return True
    return "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0100" <= character <= "\U000e01ef"


def _powerpoint_class(character: str) -> str:
    """`s` space, `-` dash, `g` glue, `j` joined; `E` East Asian, `S` not at a start, `X` not at an end; the same
    of others `l`, `c`, `o`."""
    if character in " \t":
        return "s"
    if character in "-–—\u00ad":
        return "-"
    if character in _GLUE:
        return "g"
    if _is_joined(character):
        return "j"
    east_asian = script_of(character) == EAST_ASIAN
    if character in NO_START:
        return "S" if east_asian else "c"
    if character in NO_END:
        return "X" if east_asian else "o"
    return "E" if east_asian else "l"


_LIBREOFFICE_CLASSES = {
    **dict.fromkeys(" \t", "s"),
    **dict.fromkeys(_GLUE, "g"),
    **dict.fromkeys("0123456789", "0"),
    **dict.fromkeys(")]}:;,.", "c"),
    **dict.fromkeys("!?", "!"),
    **dict.fromkeys("–‐|\\\u00ad", "b"),
    **dict.fromkeys("…‥", "n"),
    **dict.fromkeys("%‰℃°′″¢", "%"),
    **dict.fromkeys("+$€£¥₩№", "$"),
    **dict.fromkeys("\"'“‘", "q"),
    **dict.fromkeys("”’", "Q"),
    **dict.fromkeys("([{", "o"),
    "-": "-",
    "—": "B",
    "/": "/",
}


def _libreoffice_class(character: str) -> str:
    """The letters above; `l` is any other character, and the rest are UAX #14's classes, more or less: `0` NU, `c`
    CL and IS, `!` EX, `b` BA, `n` IN, `%` PO, `$` PR, `q Q` QU, `o` OP, `-` HY, `B` B2, `/` SY."""
    if script_of(character) == EAST_ASIAN:
        return "j" if character in _JOINED else _after_east_asian(character)
    return "j" if _is_joined(character) else _LIBREOFFICE_CLASSES.get(character, "l")


def _after_east_asian(character: str) -> str:
    """The class of an East Asian character, or of a sign that LibreOffice counts to the East Asian text before."""
    if character in LIBREOFFICE_NO_START:
        return "S"
    return "X" if character in LIBREOFFICE_NO_END else "E"


_CLASSES = {Profile.POWERPOINT: Classes(_powerpoint_class), Profile.LIBREOFFICE: Classes(_libreoffice_class)}
_RULES = {
    Profile.POWERPOINT: re.compile(
        "(?<=[s-])(?![sgS])"  # after spaces and dashes
        "|(?<=[ES])(?![sgjSc])"  # after East Asian
        "|(?<![sgXo])(?=[EX])"  # before East Asian
    ),
    Profile.LIBREOFFICE: re.compile(
        "(?<=s)(?![sgS])"
        "|(?<=[ES])(?![sgjSc!%Q])"
        "|(?<=[l0c!bBn%-])(?=E)"
        "|(?<=[c!bBn%$-])(?=[Xo$])"
        "|(?<=[c!bB%$-])(?=n)"
        "|(?<=[l0c!bn%$-])(?=B)"
        "|(?<=[lc!bBn%$-])(?=%)"
        "|(?<=[!bBn-])(?=l)"
        "|(?<=[!bBn])(?=0)"  # 7.4 ends a line between `-` and a digit, later versions do not
    ),
}


def line_ends(text: str, profile: Profile) -> list[int]:
    """Each index at which a line may end, ascending: before it the line, from it the next one. Its end is one."""
    classes = text.translate(_CLASSES[profile])
    if profile is Profile.LIBREOFFICE and not text.isascii():
        classes = _with_signs_as_east_asian(text, classes)
    ends = [match.start() for match in _RULES[profile].finditer(classes, 1)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    return ends


def _with_signs_as_east_asian(text: str, classes: str) -> str:
    letters = list(classes)
    for start, end in weak_spans(text_to_scripts(text)):
        for index in range(start, end):
            if letters[index] not in "sgj":
                letters[index] = _after_east_asian(text[index])
    return "".join(letters)


def is_glued(text: str, end: int) -> bool:
    """Whether LibreOffice 7.4 keeps a closing East Asian mark and the Latin word after it together.

    It does so where the last character that fits is Latin: there it asks its early UAX #14 (LB30: CL × AL). Newer
    versions do not; a line too many is the safer error.
    """
    return end < len(text) and text[end - 1] in CLOSING and text[end].isascii() and text[end] > " "
