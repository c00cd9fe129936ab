"""The design of a presentation: its masters and layouts as sources to inherit from, one page above the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.inheritance import Stated, begin, builtin_bucket, stated_levels
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.placeholders import Master, master_placeholders
from summitdeck.ooxml.theme import Look, Theme, look, read_theme
from summitdeck.ooxml.xml import Element

_USUAL_PAGE = (9_144_000, 6_858_000)
"""Width and height of a page when the presentation states none: 4:3, EMU."""
_LEAST_SIDE, _GREATEST_SIDE = 914_400, 51_206_400
"""ST_SlideSizeCoordinate (ECMA-376-1, 19.7.10)."""


class Design(NamedTuple):
    """A presentation's parts, and those of them that are parsed."""

    package: Package
    trees: Mapping[str, Element]
    """By part name. Whoever asks for a master or a look has parsed what these are read from, the theme among it."""
    language: str
    """Whose East Asian face a theme gives when it names none; empty: none."""

    @property
    def main(self) -> Part:
        """The presentation part."""
        return self.package.related(None, "officeDocument")[0]

    def master_parts(self) -> tuple[Part, ...]:
        """The masters in the presentation's order."""
        return self.listed(self.main, "slideMaster", "p:sldMasterIdLst")

    def layout_parts(self) -> Iterator[tuple[int, Part]]:
        """All layouts with the index of their master: masters in their order, layouts in each master's order."""
        for index, master in enumerate(self.master_parts()):
            for part in self.listed(master, "slideLayout", "p:sldLayoutIdLst"):
                yield index, part

    def listed(self, part: Part, kind: str, id_list: str) -> tuple[Part, ...]:
        """Related parsed parts as an id list orders them; as they are related when there is no list."""
        related = {r.id: r.target for r in part.relations if r.kind == kind and r.target in self.trees}
        ids = self.trees[part.name].child(id_list)
        names = [related.get(entry.get("r:id") or "") for entry in ids.children] if ids else list(related.values())
        return tuple(self.package.parts[name] for name in dict.fromkeys(names) if name)

    def page_size(self) -> tuple[int, int]:
        """Width and height of the slides, EMU."""
        return page_size(self.trees[self.main.name])

    def master(self, part: Part) -> Master:
        """A master, ready to be inherited from."""
        tree = self.trees[part.name]
        seen = look(self._theme(part), _color_map(tree))
        buckets = {name: begin(stated, seen) for name, stated in self._buckets(tree).items()}
        return Master(seen, buckets, master_placeholders(tree, buckets, seen), tree)

    def page_look(self, part: Part, tree: Element, above: Look, pages: Sequence[Element]) -> Look:
        """How a layout or a slide sees colours and faces: as the page above it does, unless it overrides the colour
        map or the theme. `pages` are the trees above it, nearest first, the master last."""
        overriding = tree.child("p:clrMapOvr", "a:overrideClrMapping")
        has_theme = any(relation.kind == "themeOverride" for relation in part.relations)
        if overriding is None and not has_theme:
            return above
        theme = self._theme(part, "themeOverride", above.theme) if has_theme else above.theme
        return look(theme, _color_map(tree) or next(filter(None, map(_color_map, pages)), {}))

    def _buckets(self, tree: Element) -> dict[str, tuple[Stated, ...]]:
        styles = tree.child("p:txStyles")
        buckets = {"other": stated_levels(self.trees[self.main.name].child("p:defaultTextStyle"))}
        for name in ("title", "body"):
            buckets[name] = stated_levels(styles.child(f"p:{name}Style")) if styles else builtin_bucket(name)
        return buckets

    def _theme(self, part: Part, kind: str = "theme", over: Theme | None = None) -> Theme:
        theme = next((self.trees[t.name] for t in self.package.related(part, kind) if t.name in self.trees), None)
        return read_theme(theme or Element("", {}), self.language, over)


def page_size(tree: Element) -> tuple[int, int]:
    """Width and height of the slides of a presentation, EMU: as stated, within what PowerPoint allows."""
    size = tree.child("p:sldSz")
    stated = (size.integer("cx"), size.integer("cy")) if size else (None, None)
    width, height = (side or usual for side, usual in zip(stated, _USUAL_PAGE, strict=True))
    return _clamped(width), _clamped(height)


def _clamped(side: int) -> int:
    return max(_LEAST_SIDE, min(_GREATEST_SIDE, side))


def _color_map(tree: Element) -> Mapping[str, str]:
    """The colour map a page states for itself; empty when it takes that of the page above."""
    stated = tree.child("p:clrMap") or tree.child("p:clrMapOvr", "a:overrideClrMapping")
    return stated.attributes if stated else {}
