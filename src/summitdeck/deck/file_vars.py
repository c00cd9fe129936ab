"""Values that come from files of data: `vars: {tracks: {csv: data/tracks.csv}}`, and the rows that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summitdeck.deck.model import Data, Var
from summitdeck.deck.source import Place


class FileVar(dict[str, Var]):
    """A value that stands for the rows of a file; as a mapping it is what was written, so that it can be printed."""

    __slots__ = ("data",)

    def __init__(self, written: Mapping[str, Var], data: Data) -> None:
        super().__init__(written)
        self.data = data

    def __reduce__(self) -> tuple[type[FileVar], tuple[dict[str, Var], Data]]:
        return FileVar, (dict(self), self.data)


class RowVar(dict[str, Var]):
    """A row of a file of data: columns with values, and where it stands."""

    __slots__ = ("place",)

    def __init__(self, values: Mapping[str, Var], place: Place) -> None:
        super().__init__(values)
        self.place = place


def file_vars(value: Var) -> Iterator[FileVar]:
    """Those of a value, and of what is within it, that come from files of data."""
    if isinstance(value, FileVar):
        yield value
    elif not isinstance(value, str):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from file_vars(each)


def holds_file(value: Var) -> bool:
    """Whether a value, or one within it, comes from a file of data."""
    return next(file_vars(value), None) is not None
