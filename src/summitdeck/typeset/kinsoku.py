"""Where a line may end: PowerPoint's rule and LibreOffice's.

PowerPoint's is not Unicode's line breaking (UAX #14) but a smaller one, measured by others on 2,212 probes (the
Dewiride project's record 0029): after a run of spaces; after a hyphen, a dash or a soft hyphen; and next to an East
Asian character unless the kinsoku sets forbid it. The sets are built in, whatever the file says, and count only where
one of the two characters is East Asian. No line ends after `/`, in a URL, or at a zero width space.

LibreOffice has two rules, and the last character that fits decides which one it asks. After East Asian text the line
ends there and then, but for what the text's language keeps together (`typeset/asian.py`). After any other text it ends
at the nearest place before, by an early UAX #14 with a rule of its own for `/`. Both were measured for this project on
version 7.4 with pairs of characters in narrow boxes; `tools/judge` holds them against LibreOffice's own PDF.

Both part Thai, Khmer, Lao and Burmese by dictionaries. Here a few letters are taken for a word: lines are not where a
viewer ends them, but hardly ever fewer.
"""

from __future__ import annotations

import re

from summitdeck.typeset.asian import JAPANESE, Kinsoku, asian_line_end, is_hangul
from summitdeck.typeset.profile import Profile
from summitdeck.typeset.scripts import (
    COMPLEX,
    EAST_ASIAN,
    Classes,
    follows_east_asian,
    pseudo_word_ends,
    script_of,
    text_to_scripts,
    unmeasured_scripts,
)

NO_START = frozenset(
    "!%),.:;?]}’”‰′″℃、。々〉》」』】〕ぁぃぅぇぉっゃゅょゎ゛゜ゝゞァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝｡｣､･ﾞﾟ"
)
"""The 71 characters that PowerPoint keeps from the start of a line."""
NO_END = frozenset("$([\\{‘“〈《「『【〔＄（［｛￡￥")
"""The 19 that it keeps from the end of one."""
HANGING = frozenset(",.、。，．")
"""Of these one may stand beyond the line's end."""
OVERLY_LONG = 66
"""Characters: LibreOffice parts a path at `/` only where its last blank is farther away."""

_NO_BLANKS = "\t\n\u00a0\u2007\u202f"
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
    **dict.fromkeys("\u00a0\u2007\u2011\u202f\u2060\ufeff", "g"),
    "\u200b": "z",
    **dict.fromkeys("0123456789", "0"),
    **dict.fromkeys(")]}:;,.", "c"),
    **dict.fromkeys("!?！？", "!"),
    **dict.fromkeys("–‐|\\\u00ad\u2002\u2003\u2009\u200a\u3000", "b"),
    **dict.fromkeys("…‥", "n"),
    **dict.fromkeys("%‰℃°′″¢％￠", "%"),
    **dict.fromkeys("+$€£¥₩№＄￡￥￦", "$"),
    **dict.fromkeys("\"'“‘”’«»", "q"),
    **dict.fromkeys("([{", "o"),
    **dict.fromkeys("「『〈《【〔〖〝（［｛｢", "X"),
    **dict.fromkeys("、。〉》」』】〕〗〞〟），．］｝｡｣､", "C"),
    **dict.fromkeys("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯーｰ々ゝゞヽヾ゛゜ﾞﾟ・･：；", "N"),
    "-": "-",
    "—": "B",
    "/": "/",
}


def _libreoffice_class(character: str) -> str:
    """The letters above; `E` is any other East Asian character or a pictograph, `l` any other, `j` joined. The rest are
    UAX #14's classes, more or less: `z` ZW, `0` NU, `c` CP and IS, `!` EX, `b` BA, `n` IN, `%` PO, `$` PR, `q` QU,
    `o X` OP, `C` CL, `N` NS and CJ, `-` HY, `B` B2, `/` SY."""
    if character in _LIBREOFFICE_CLASSES:
        return _LIBREOFFICE_CLASSES[character]
    if _is_joined(character):
        return "j"
    return "E" if script_of(character) == EAST_ASIAN or character >= "\U0001f000" else "l"


_CLASSES = {Profile.POWERPOINT: Classes(_powerpoint_class), Profile.LIBREOFFICE: Classes(_libreoffice_class)}
_RULES = {
    Profile.POWERPOINT: re.compile(
        "(?<=[s-])(?![sgS])"  # after spaces and dashes
        "|(?<=[ES])(?![sgjSc])"  # after East Asian
        "|(?<![sgXo])(?=[EX])"  # before East Asian
    ),
    Profile.LIBREOFFICE: re.compile(
        "(?<=z)(?![sz])"
        "|(?<=s)(?![sgzcC!])"
        "|(?<=[EN])(?=[EXlo0$B])"
        "|(?<=C)(?=[EXo$%nB])"
        "|(?<=[l0c!bBn%/-])(?=E)"
        "|(?<=[c!bBn%$/-])(?=[Xo$])"
        "|(?<=[c!bB%$/-])(?=n)"
        "|(?<=[l0c!bn%$/-])(?=B)"
        "|(?<=[lc!bBn%$/-])(?=%)"
        "|(?<=[!bBn/-])(?=l)"
        "|(?<=[!bBn])(?=0)"  # 7.4 ends a line between `-` and a digit, later versions do not
        "|(?<=[^0c]/)(?=0)"
    ),
}


def line_ends(text: str, profile: Profile, kinsoku: Kinsoku = JAPANESE) -> list[int]:
    """Each index at which a line may end, ascending: before it the line, from it the next one. Its end is one.

    For LibreOffice, whose ends depend on what fits, those at which it may end one whatever does. `kinsoku` is hers.
    """
    ends = plain_line_ends(text, profile)
    if profile is Profile.LIBREOFFICE:
        ends = [end for end in ends if not end or after_solidus(text, end) == end]
        if EAST_ASIAN in text_to_scripts(text):
            ends = _ends_after_either(text, ends, kinsoku)
    return ends


def plain_line_ends(text: str, profile: Profile) -> list[int]:
    """All ends in PowerPoint; in LibreOffice those for lines whose last character that fits is not East Asian."""
    ends = [match.start() for match in _RULES[profile].finditer(text.translate(_CLASSES[profile]), 1)]
    if not text.isascii() and COMPLEX in text_to_scripts(text):
        ends = _complex_ends(text, ends, profile)
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    return ends


def _complex_ends(text: str, ends: list[int], profile: Profile) -> list[int]:
    """LibreOffice ends no line after a hyphen that follows a Hebrew letter (LB21a); and words without spaces."""
    if profile is Profile.LIBREOFFICE:
        ends = [end for end in ends if end < 2 or text[end - 1] not in "-–" or not "א" <= text[end - 2] <= "ת"]
    return sorted({*ends, *pseudo_word_ends(text)}) if unmeasured_scripts(text) else ends


def _ends_after_either(text: str, plain: list[int], kinsoku: Kinsoku) -> list[int]:
    """The ends that hold whatever fits. Within Latin text that follows an East Asian mark only `plain` ones do."""
    allowed, ends = set(plain), []
    for at in range(1, len(text)):
        if not follows_east_asian(text, at):
            is_end = at in allowed
        elif follows_east_asian(text, at + 1) or at in allowed:
            is_end = text[at] != " " and not (is_hangul(text[at - 1]) and is_hangul(text[at]))
            is_end = is_end and asian_line_end(text, at, kinsoku) == at
        else:
            is_end = False
        if is_end:
            ends.append(at)
    return [*ends, len(text)]


def after_solidus(text: str, end: int) -> int:
    """LibreOffice leaves a path whole: a line that would end behind `/` ends behind the last blank before it."""
    if text[end - 1] != "/":
        return end
    for at in range(end - 2, max(0, end - OVERLY_LONG) - 1, -1):
        if text[at].isspace() and text[at] not in _NO_BLANKS:
            return at + 1
    return end
