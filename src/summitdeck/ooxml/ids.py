"""Identifiers that are the same for the same input: derived from what they name, never from chance or a clock."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_NAMESPACE = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""RFC 4122's namespace for URLs: ours are named as URLs would be."""


@lru_cache(maxsize=64)
def guid(*words: str) -> str:
    """A GUID as PowerPoint writes it (braces, upper case), made of `words` alone: RFC 4122's version 5."""
    from hashlib import sha1  # 5 ms, and uuid itself as much again; few decks have sections

    digest = bytearray(sha1(_NAMESPACE + b"summitdeck:" + "/".join(words).encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    h = digest.hex().upper()
    return f"{{{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}}}"


def free_number(names: Iterable[str], stem: str) -> int:
    """The least number above all that follow `stem` in `names`: 3 for `/ppt/media/image` when image2.png is
    the last one there; 1 when there is none."""
    low = stem.lower()
    rests = (name[len(stem) :].partition(".") for name in names if name.lower().startswith(low))
    return 1 + max((int(number) for number, dot, _ in rests if dot and number.isdecimal()), default=0)
