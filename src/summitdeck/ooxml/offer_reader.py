"""What a template offers, read from its masters and layouts with all that they inherit."""

from __future__ import annotations

from summitdeck.assets.files import Trouble
from summitdeck.frozen import NamedTuple, replace
from summitdeck.ooxml.base_cache import Offer
from summitdeck.ooxml.design import Design
from summitdeck.ooxml.foundation import check_soundness, refuse_foundation
from summitdeck.ooxml.grounds import Backdrop, Drawing, drawings, text_ground
from summitdeck.ooxml.mend import fill_east_asian_faces, mend_design
from summitdeck.ooxml.model import Package, Part
from summitdeck.ooxml.package_reader import xml_trouble
from summitdeck.ooxml.placeholders import Master, Placeholder, placeholders, shape_frame, slot
from summitdeck.ooxml.theme import Look
from summitdeck.ooxml.xml import Budget, Element, XmlFault, read_xml
from summitdeck.problems import Problem, warning
from summitdeck.scene.base import Base, BaseLayout, Frame, Slot

_MOST_PLACEHOLDERS = 5_000
"""Of all masters and layouts together; a template of 144 layouts, the largest seen, has 500."""


def read_offer(package: Package, label: str, language: str) -> Offer | Trouble:
    """What a package without slides offers, that messages call `label`; see `base_reader.read_base`."""
    trees = design_trees(package, label)
    if isinstance(trees, Trouble):
        return trees
    if sum(1 for tree in trees.values() for _ in placeholders(tree)) > _MOST_PLACEHOLDERS:
        return Trouble("unsafe-file", f"'{label}' is refused: it has more than {_MOST_PLACEHOLDERS} placeholders")
    mended, trees = mend_design(package, trees)
    design = Design(mended, trees, language)
    reader = _Reader(design, label)
    masters = [design.master(part) for part in design.master_parts()]
    drawn = [drawings(master.tree) for master in masters]
    found = [
        reader.layout(part, index, masters[index], drawn[index], masters[0].look)
        for index, part in design.layout_parts()
    ]
    if not found:
        return Trouble("no-layouts", f"'{label}' has no slide layouts", "save a template with its slide master")
    refused = refuse_foundation(mended, trees, label)
    if refused:
        return refused
    changed = fill_east_asian_faces(mended, language).parts.items()
    return Offer(
        reader.base(masters[0], tuple(layout for layout, _ in found)),
        (*(problem for _, problems in found for problem in problems), *check_soundness(mended, label)),
        {name: part.data.decode() for name, part in changed if part.content is not package.parts[name].content},
    )


def design_trees(package: Package, label: str) -> dict[str, Element] | Trouble:
    """The parts that a Base is read from, parsed, by part name; messages call the package `label`."""
    main = package.related(None, "officeDocument")[0]
    wanted = [main]
    for master in package.related(main, "slideMaster"):
        layouts = package.related(master, "slideLayout")
        overrides = (part for layout in layouts for part in package.related(layout, "themeOverride"))
        wanted += [master, *package.related(master, "theme"), *layouts, *overrides]
    trees: dict[str, Element] = {}
    budget = Budget()
    for part in wanted:
        if part.name not in trees:
            tree = read_xml(part.data, budget)
            if isinstance(tree, XmlFault):
                return xml_trouble(label, part.name, tree)
            trees[part.name] = tree
    return trees


class _Reader(NamedTuple):
    """A template's design, on its way to being a Base."""

    design: Design
    label: str

    def layout(
        self, part: Part, index: int, master: Master, drawn: tuple[Drawing, ...], first: Look
    ) -> tuple[BaseLayout, list[Problem]]:
        """A layout with its slots, and what is wrong with it; `drawn` are the drawings of its master."""
        tree = self.design.trees[part.name]
        seen = self.design.page_look(part, tree, master.look, (master.tree,))
        name = self._layout_name(tree)
        ground = _background(tree, seen) if tree.child("p:cSld", "p:bg") else _background(master.tree, seen)
        below = drawn if tree.flag("showMasterSp") is not False else ()
        backdrop = Backdrop(master, seen, ground, (*below, *drawings(tree)))
        slots = tuple(self._slot(placeholder, backdrop) for placeholder in placeholders(tree))
        problems = [self._no_size(name, each) for each in slots if not (each.frame.width and each.frame.height)]
        palette = None if seen.palette == first.palette else seen.palette
        return BaseLayout(name, tree.get("type"), part.name, slots, index, palette, ground), problems

    def _slot(self, placeholder: Placeholder, backdrop: Backdrop) -> Slot:
        found = slot(placeholder, backdrop.master, backdrop.look)
        return replace(found, ground=text_ground(backdrop, placeholder, found.frame))

    def _layout_name(self, tree: Element) -> str:
        page = tree.child("p:cSld")
        return (page.get("name") if page else None) or tree.get("type") or ""

    def _no_size(self, name: str, found: Slot) -> Problem:
        return warning("empty-slot", f"layout '{name}' of '{self.label}': '{found.name}' has no size")

    def base(self, master: Master, layouts: tuple[BaseLayout, ...]) -> Base:
        """The whole, seen from the first master."""
        width, height = self.design.page_size()
        body = master.placeholders.get("body")
        theme = master.look.theme
        return Base(
            width=width,
            height=height,
            layouts=layouts,
            palette=master.look.palette,
            title_area=_area(master, "title") or Frame(width // 20, height // 20, width * 9 // 10, height * 3 // 20),
            body_area=_area(master, "body") or Frame(width // 20, height // 4, width * 9 // 10, height * 13 // 20),
            text=master.buckets["other"].styles,
            body=(body.text if body else master.buckets["body"]).styles,
            major=theme.major.latin,
            major_east_asian=theme.major.east_asian,
            minor=theme.minor.latin,
            minor_east_asian=theme.minor.east_asian,
            name=self.label,
        )


def _area(master: Master, kind: str) -> Frame | None:
    found = master.placeholders.get(kind)
    frame = shape_frame(found.placeholder.shape) if found else None
    return frame if frame and frame.width and frame.height else None


def _background(tree: Element, seen: Look) -> str | None:
    """The colour behind a master's or a layout's own shapes, where it is one plain colour."""
    background = tree.child("p:cSld", "p:bg")
    if background is None:
        return seen.palette["bg1"]
    properties, reference = background.child("p:bgPr"), background.child("p:bgRef")
    if properties and properties.children:
        return seen.ground(properties.children[0])
    return _referenced_ground(reference, seen) if reference else None


def _referenced_ground(reference: Element, seen: Look) -> str | None:
    """A style index: from 1 a fill of the theme, from 1001 a background fill (ECMA-376-1, 19.3.1.3)."""
    index = reference.integer("idx") or 0
    fills, place = (seen.theme.grounds, index - 1001) if index > 1000 else (seen.theme.fills, index - 1)
    if not 0 <= place < len(fills):
        return seen.palette["bg1"]
    return seen.ground(fills[place], seen.plain_color(reference))
