"""What is known of the layouts of a search path between runs: kept as data, in the user's cache, never as code.

The key names everything that it depends on: the text of every file on the path, and the programs that carry
layouts out, Jinja2 and our own, by the size and time of each of their files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from summitdeck.assets.caches import read_cached, write_cached
from summitdeck.frozen import TYPE_CHECKING
from summitdeck.scene.fields import Schema, data_to_schema, schema_to_data
from summitdeck.scene.memo import Memo
from summitdeck.scene.template_files import TemplateFile

if TYPE_CHECKING:
    from typing import Any


KIND = "layouts"
FORMAT = 1


class Known:
    """The schemas and memos of the layouts of a search path."""

    def __init__(self, files: Sequence[TemplateFile]) -> None:
        self._files = files
        self._key = _key(files)
        self._kept: dict[str, Any] = _read(self._key)
        self._schemas: dict[str, Schema] = {}
        self._memos: dict[str, Memo] = {}

    def schema(self, layout: str) -> Schema | None:
        """The layout's fields; None when they are not known."""
        if layout not in self._schemas and layout in self._kept:
            self._unpack(layout)
        return self._schemas.get(layout)

    def memo(self, layout: str) -> Memo:
        """What the layout makes, as far as it is known."""
        self.schema(layout)
        return self._memos.setdefault(layout, Memo())

    def learn(self, layout: str, schema: Schema) -> None:
        """Keep a schema."""
        self._schemas[layout] = schema
        self.memo(layout).changed = True

    def write(self) -> None:
        """Keep all this for the next run, if there is something new."""
        if self._key is None or not any(memo.changed for memo in self._memos.values()):
            return
        import json

        for layout, schema in self._schemas.items():
            self._kept[layout] = [schema_to_data(schema), self.memo(layout).to_data()]
        data = json.dumps(self._kept, ensure_ascii=False, separators=(",", ":"))
        write_cached(KIND, self._key, data.encode("utf-8", "surrogatepass"))
        for memo in self._memos.values():
            memo.changed = False

    def _unpack(self, layout: str) -> None:
        try:
            schema, memo = self._kept[layout]
            self._schemas[layout] = data_to_schema(schema, self._files)
            self._memos[layout] = Memo.from_data(memo, self._files)
        except (KeyError, IndexError, TypeError, ValueError):  # not what we wrote: as if nothing was kept
            self._kept.pop(layout)
            self._schemas.pop(layout, None)


def _read(key: str | None) -> dict[str, Any]:
    data = read_cached(KIND, key) if key else None
    if data is None:
        return {}
    import json

    try:
        kept = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _key(files: Sequence[TemplateFile]) -> str | None:
    """All that what is kept depends on; None when that cannot be told."""
    here = Path(__file__).parent
    engine = *map(_signature, ("jinja2", "markupsafe")), *map(_folder_signature, (here, here / "engine"))
    if None in engine:
        return None
    digest = sha256()
    for file in files:
        for part in (file.name, file.folder, file.source.text):
            digest.update(f"{len(part)}:{part}\n".encode("utf-8", "surrogatepass"))
    return f"{FORMAT} {engine} {digest.hexdigest()}"


def _signature(package: str) -> str | None:
    """What tells one installed version of a package from another, without importing it."""
    spec = find_spec(package)
    return _folder_signature(Path(spec.origin).parent) if spec and spec.origin else None


def _folder_signature(folder: Path) -> str | None:
    try:
        with os.scandir(folder) as entries:
            return _entries_signature(entries)
    except OSError:  # in an archive, say
        return None


def _entries_signature(entries: Iterable[os.DirEntry[str]]) -> str:
    digest = sha256()
    for entry in sorted((entry for entry in entries if entry.name.endswith(".py")), key=lambda entry: entry.name):
        status = entry.stat()
        digest.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
