"""An Open Packaging Conventions package as values: parts with their content types and relationships."""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.frozen import dataclass, field
from summitdeck.problems import Problem


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part (or of the package itself)."""

    id: str
    type: str
    """The full URI."""
    target: str
    """A part name as `/ppt/slides/slide1.xml` (always absolute and normalised here), or a URL when external."""
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: `slideLayout`, `image`, `hyperlink`."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Deflated:
    """Bytes that lie compressed in a zip already (raw deflate), so that they need not be packed again."""

    data: bytes | memoryview = field(repr=False)
    crc: int
    size: int
    """Uncompressed."""


@dataclass(frozen=True, slots=True, init=False, eq=False)
class Part:
    """One part: its name, what it is, its bytes and where it points. Parts are equal when their bytes are."""

    name: str
    """Absolute, as `/ppt/slides/slide1.xml`."""
    content_type: str
    content: bytes | Deflated = field(repr=False)
    """The bytes, plain or as they lie packed in the zip they came from. Most readers want `data`."""
    relations: tuple[Relation, ...] = ()

    def __init__(
        self,
        name: str,
        content_type: str,
        data: bytes | Deflated | None = None,
        relations: tuple[Relation, ...] = (),
        *,
        content: bytes | Deflated = b"",
    ) -> None:
        """`data` gives the bytes; `content` is the same by the field's name, for `dataclasses.replace`."""
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "content_type", content_type)
        object.__setattr__(self, "content", content if data is None else data)
        object.__setattr__(self, "relations", relations)

    @property
    def data(self) -> bytes:
        """The bytes, unpacked at each call: a template may hold megabytes that nobody asks for.

        A package from `read_package` or `read_base` was proven to unpack; on any other, bytes that do not are a
        bug and raise `zlib.error` or `ValueError`.
        """
        if isinstance(self.content, bytes):
            return self.content
        return inflate(self.content)

    @property
    def deflated(self) -> Deflated | None:
        """The packed bytes, when the part came out of a zip unchanged."""
        return self.content if isinstance(self.content, Deflated) else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Part):
            return NotImplemented
        described = (self.name, self.content_type, self.relations) == (other.name, other.content_type, other.relations)
        return described and (self.content is other.content or self.data == other.data)

    def __hash__(self) -> int:
        return hash((self.name, self.content_type, self.relations))


def inflate(packed: Deflated) -> bytes:
    """Unpacked; never more than `packed.size` bytes. `ValueError` or `zlib.error` when they are not what is said."""
    import zlib  # only a package that came out of a zip needs it

    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacker.decompress(packed.data, packed.size + 1)
    if len(data) != packed.size or zlib.crc32(data) != packed.crc:
        raise ValueError("the bytes do not unpack to what the zip says")
    return data


@dataclass(frozen=True, slots=True)
class Package:
    """A whole package. `[Content_Types].xml` and `.rels` members are not parts here: they follow from the values."""

    parts: Mapping[str, Part]
    """By name."""
    relations: tuple[Relation, ...]
    """The package's own."""
    remarks: tuple[Problem, ...] = field(default=(), compare=False)
    """What was left out or mended on reading: warnings, without a place."""
    type_faults: tuple[str, ...] = field(default=(), compare=False)
    """What is wrong in the file's list of content types, in words; reading makes do with it, PowerPoint does not."""

    def related(self, part: Part | None, kind: str) -> tuple[Part, ...]:
        """The parts that `part` (None: the package) points to by a relationship whose type ends in `/kind`."""
        relations = self.relations if part is None else part.relations
        names = (r.target for r in relations if not r.external and r.type.endswith("/" + kind))
        return tuple(self.parts[name] for name in names if name in self.parts)
