"""How names of faces are compared."""

from __future__ import annotations

import unicodedata


def face_key(name: str) -> str:
    """A face's name for comparison: full-width letters, case, spaces, hyphens and underscores do not count."""
    words = "".join(unicodedata.normalize("NFKC", name).split())
    return words.replace("_", "").replace("-", "").casefold()
