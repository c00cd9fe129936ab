"""Code in colours: Pygments' tokens in roles of the palette, at the largest size at which no line is too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from summitdeck.deck.model import Code
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.problems import Problem, did_you_mean, error
from summitdeck.scene.model import SceneParagraph, SceneRun
from summitdeck.scene.styles import LEAST_CONTRAST, contrast

if TYPE_CHECKING:
    from pygments.token import _TokenType

TOKEN_ROLES = (
    ("Comment", "tx2"),
    ("Keyword", "accent1"),
    ("Name.Builtin", "accent1"),
    ("Name.Tag", "accent1"),
    ("Name.Function", "accent4"),
    ("Name.Class", "accent4"),
    ("Name.Decorator", "accent4"),
    ("Name.Attribute", "accent4"),
    ("Literal.String", "accent2"),
    ("Literal.Number", "accent3"),
)
"""Which role a token takes; the first that its type belongs to. Everything else is plain text."""


def highlight(
    code: Code, palette: Mapping[str, str], ground: str
) -> tuple[tuple[SceneParagraph, ...], tuple[Problem, ...]]:
    """A paragraph a line, coloured where the language is known and the colour can be read on `ground`."""
    text = code.text.expandtabs(4).rstrip("\n")
    if code.language is None:
        return _plain(text), ()
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(code.language.text, stripnl=False)
    except ClassNotFound:
        return _plain(text), (_unknown_language(code),)
    roles = tuple((name, role) for name, role in TOKEN_ROLES if _readable(palette, role, ground))
    pieces = [(value, _role(token, roles)) for token, value in lexer.get_tokens(text)]
    if "".join(value for value, _ in pieces).rstrip("\n") != text:  # a lexer that swallows something: never show less
        return _plain(text), ()
    return _lines(pieces)[: text.count("\n") + 1], ()


def _plain(text: str) -> tuple[SceneParagraph, ...]:
    return _lines([(text, None)])


def _lines(pieces: Iterable[tuple[str, str | None]]) -> tuple[SceneParagraph, ...]:
    lines: list[list[SceneRun]] = [[]]
    for value, role in pieces:
        first, *more = value.split("\n")
        _append(lines[-1], first, role)
        for part in more:
            lines.append([])
            _append(lines[-1], part, role)
    return tuple(SceneParagraph(tuple(runs)) for runs in lines)


def _append(line: list[SceneRun], text: str, role: str | None) -> None:
    if not text:
        return
    if line and line[-1].color == role:
        line[-1] = SceneRun(line[-1].text + text, code=True, color=role)
    else:
        line.append(SceneRun(text, code=True, color=role))


def _role(token: _TokenType, roles: Sequence[tuple[str, str]]) -> str | None:
    name = str(token).removeprefix("Token.")
    return next((role for prefix, role in roles if name == prefix or name.startswith(prefix + ".")), None)


def _readable(palette: Mapping[str, str], role: str, ground: str) -> bool:
    return role in palette and contrast(palette[role], ground) >= LEAST_CONTRAST


def _unknown_language(code: Code) -> Problem:
    from pygments.lexers import get_all_lexers

    assert code.language is not None
    names = sorted({alias for _, aliases, _, _ in get_all_lexers() for alias in aliases})
    span = code.language.place.span() if code.language.place else None
    hint = did_you_mean(code.language.text, names) or "leave `language` out for code without colours"
    return error("unknown-language", f"no language is named '{code.language.text}'", span, hint)
