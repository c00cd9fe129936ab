"""The filters of values, `{{ opened | date }}`: a closed table of a few that reports need.

Each takes a value and literals, and gives a text. `default` alone takes what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from summitdeck.deck.core import core_of, kind_of, number_of
from summitdeck.deck.expressions import Fault
from summitdeck.deck.model import Var
from summitdeck.frozen import NamedTuple, replace
from summitdeck.problems import did_you_mean

MOST_DECIMALS = 20
"""Digits behind the point that `number` gives."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_JAPANESE_WEEKDAYS = "月火水木金土日"
_FORM_PART = r"'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+|'"
_LONG = {"ja": "yyyy年M月d日", "zh": "yyyy年M月d日", "en": "MMMM d, yyyy"}
_PARTS = ("yyyy", "yy", "MMMM", "MMM", "MM", "M", "dd", "d", "EEEE", "EEE")


class Filter(NamedTuple):
    """One filter: what it does, and the literals it takes."""

    apply: Callable[[Var, Sequence[str], str], str | Fault]
    """From the value, the arguments and the deck's language to the text; a fault has no place yet."""
    most: int
    """Arguments at most."""
    usage: str
    """How it is written, and what it gives."""


def apply_filter(name: str, value: Var, arguments: Sequence[Var], language: str) -> Var | Fault:
    """A value through a filter. Errors: `unknown-filter`, `bad-filter`."""
    found = FILTERS.get(name)
    if found is None:
        return Fault("unknown-filter", f"there is no filter '{name}'", did_you_mean(name, list(FILTERS), "filters are"))
    if len(arguments) > found.most:
        return Fault("bad-filter", f"'{name}' takes {_count(found.most)}, not {len(arguments)}", found.usage)
    texts = [argument for argument in arguments if isinstance(argument, str)]
    result = found.apply(value, texts, language)
    return replace(result, hint=result.hint or found.usage) if isinstance(result, Fault) else result


def _count(most: int) -> str:
    return ("nothing in parentheses", "at most one value", "at most two values")[most]


def _date(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    """A date in the deck's language, in a form of `yyyy MM dd` and the like, or in another language."""
    day = _day(value)
    if isinstance(day, Fault):
        return day
    language = _primary(arguments[1] if len(arguments) > 1 else language)
    form = arguments[0] if arguments and arguments[0] else _LONG.get(language, _LONG["en"])
    parts: list[str] = []
    for found in re.finditer(_FORM_PART, form):
        part = found[0]
        if found[1] is not None:
            parts.append(found[1])
        elif found[2] is None:
            parts.append(part)
        elif part not in _PARTS:
            return Fault(
                "bad-filter", f"'{part}' is no part of a date", f"parts are: {', '.join(_PARTS)}, 'other text'"
            )
        else:
            parts.append(_date_part(part, day, language))
    return "".join(parts)


def _date_part(part: str, day: _Day, language: str) -> str:
    match part:
        case "yyyy":
            return f"{day.year:04}"
        case "yy":
            return f"{day.year % 100:02}"
        case "MMMM" | "MMM":
            month = _MONTHS[day.month - 1]
            return f"{day.month}月" if language in ("ja", "zh") else month if part == "MMMM" else month[:3]
        case "MM" | "M":
            return f"{day.month:0{len(part)}}"
        case "dd" | "d":
            return f"{day.day:0{len(part)}}"
        case _:
            return _weekday_name(day, language, is_short=part == "EEE")


def _weekday(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    """The day of the week of a date; `weekday("short")` is 月 or Mon."""
    day = _day(value)
    if isinstance(day, Fault):
        return day
    if arguments and arguments[0] not in ("long", "short"):
        return Fault("bad-filter", f"'weekday' does not know \"{arguments[0]}\"")
    return _weekday_name(day, _primary(language), is_short=arguments[:1] == ["short"])


def _weekday_name(day: _Day, language: str, is_short: bool) -> str:
    if language == "ja":
        short = _JAPANESE_WEEKDAYS[day.weekday]
        return short if is_short else f"{short}曜日"
    name = _WEEKDAYS[day.weekday]
    return name[:3] if is_short else name


class _Day(NamedTuple):
    year: int
    month: int
    day: int
    weekday: int
    """0 for Monday."""


def _day(value: Var) -> _Day | Fault:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value) if isinstance(value, str) else None
    if found is not None:
        from datetime import date

        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return Fault("bad-filter", f"there is no day {value}", "write a date as 2014-11-03")
        return _Day(day.year, day.month, day.day, day.weekday())
    return Fault("bad-filter", f"{_shown(value)} is no date", "write a date as 2014-11-03")


def _primary(language: str) -> str:
    """`ja` of `ja-JP`."""
    return language.partition("-")[0].lower()


def _number(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    """A number with its thousands parted: as many decimals as it is written with, or as asked for, rounded half up."""
    from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

    if not isinstance(value, str) or isinstance(number_of(value), type(None)) or value[:2] in ("0x", "0o"):
        return Fault("bad-filter", f"{_shown(value)} is no number", "write a number as 12345.6, without separators")
    try:
        number = Decimal(value)
        if arguments:
            decimals = core_of(arguments[0])
            if isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= MOST_DECIMALS:
                return Fault("bad-filter", f"'number' takes how many decimals, from 0 to {MOST_DECIMALS}")
            number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = f"{number:,f}"
    except (InvalidOperation, OverflowError):
        return Fault("bad-filter", f"{_shown(value)} is too large a number")
    return text.replace(",", arguments[1]) if len(arguments) > 1 else text


def _join(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    """The texts of a list with something between them."""
    if not isinstance(value, tuple):
        return Fault("bad-filter", f"'join' takes a list, and this is {kind_of(value)}")
    texts = [item for item in value if isinstance(item, str)]
    if len(texts) < len(value):
        other = next(item for item in value if not isinstance(item, str))
        return Fault("bad-filter", f"'join' takes a list of texts, and one of them is {kind_of(other)}")
    return (arguments[0] if arguments else "、" if _primary(language) in ("ja", "zh") else ", ").join(texts)


def _default(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    """What is given, for a value that is there; `evaluate` takes the argument for one that is not."""
    return Fault("bad-filter", "'default' takes what stands for a missing value")


def _upper(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    return value.upper() if isinstance(value, str) else _no_text("upper", value)


def _lower(value: Var, arguments: Sequence[str], language: str) -> str | Fault:
    return value.lower() if isinstance(value, str) else _no_text("lower", value)


def _no_text(name: str, value: Var) -> Fault:
    return Fault("bad-filter", f"'{name}' takes a text, and this is {kind_of(value)}")


def _shown(value: Var) -> str:
    """A value in a message."""
    if not isinstance(value, str):
        return kind_of(value)
    line = " ".join(value.split())
    return f"'{line}'" if len(line) <= 40 else f"'{line[:39]}…'"


FILTERS: dict[str, Filter] = {
    "date": Filter(
        _date, 2, 'as `{{ opened | date }}`, `{{ opened | date("M/d") }}` or `{{ opened | date("", "en") }}`'
    ),
    "weekday": Filter(_weekday, 1, 'as `{{ opened | weekday }}` or `{{ opened | weekday("short") }}`'),
    "number": Filter(_number, 2, 'as `{{ people | number }}`, `{{ share | number(1) }}` or `{{ n | number(0, " ") }}`'),
    "join": Filter(_join, 1, 'as `{{ rooms | join(", ") }}`'),
    "default": Filter(_default, 1, 'as `{{ city | default("?") }}`'),
    "upper": Filter(_upper, 0, "as `{{ name | upper }}`"),
    "lower": Filter(_lower, 0, "as `{{ name | lower }}`"),
}
"""All filters by their names."""
