"""The slides of a package, one by one in the order of the presentation: each is read, handed out, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from summitdeck.assets.files import Trouble
from summitdeck.assets.limits import raised
from summitdeck.frozen import NamedTuple
from summitdeck.ooxml.design import Design
from summitdeck.ooxml.model import Deflated, Package, Part
from summitdeck.ooxml.package_reader import xml_trouble
from summitdeck.ooxml.placeholders import Master
from summitdeck.ooxml.proof.model import At, Page
from summitdeck.ooxml.proof.shape_reader import Layout, SlideShapes, layout_of
from summitdeck.ooxml.proof.table_reader import TableStyles, read_table_styles
from summitdeck.ooxml.xml import SIZE_LIMIT, Budget, Element, XmlFault, read_xml
from summitdeck.ooxml.zip_reader import damaged_member
from summitdeck.problems import Problem, error

DESIGN_ELEMENTS = 2_000_000
"""Elements of all masters, layouts and themes together, which are kept; the largest template seen has 120,000."""
DECK_ELEMENTS = 40_000_000
"""Elements of all slides together, which are not kept: some minutes of work."""


class _Broken(Exception):
    """Raised on a part that cannot be read; never leaves this module. Its first argument is the Trouble."""


class DeckReader:
    """Reads one package. `width` and `height` are those of its slides, EMU."""

    def __init__(self, package: Package, label: str) -> None:
        """Raises nothing; `open_deck` gives a reader or a Trouble."""
        self._label = label
        self._trees: dict[str, Element] = {}
        self._broken: dict[str, _Broken] = {}
        self._design_budget = Budget(DESIGN_ELEMENTS)
        self._budget = Budget(DECK_ELEMENTS)
        self._design = Design(package, self._trees, "")
        self._masters: dict[str, Master] = {}
        self._layouts: dict[str, Layout] = {}
        self.styles: TableStyles = {}
        self.width = self.height = 0

    def open(self) -> Trouble | None:
        """Read the presentation part and the table styles; Trouble when that cannot be done."""
        package = self._design.package
        try:
            main = self._design.main
            self._tree(main)
            for part in package.related(main, "tableStyles")[:1]:
                self.styles = read_table_styles(self._parsed(part, self._design_budget))
        except _Broken as broken:
            return _trouble(broken)
        self.width, self.height = self._design.page_size()
        return None

    def slides(self) -> list[_Listed]:
        """The slides in the presentation's order; a slide that is listed but missing has no part."""
        main = self._design.main
        package = self._design.package
        targets = {relation.id: relation.target for relation in main.relations if relation.kind == "slide"}
        ids = self._trees[main.name].child("p:sldIdLst")
        if ids is None:
            return []
        names = [targets.get(entry.get("r:id") or "", "") for entry in ids.all("p:sldId")]
        return [_Listed(number, package.parts.get(name)) for number, name in enumerate(names, 1)]

    def pages(self) -> Iterator[Page]:
        """Every slide, read; one that cannot be read has only the problem that says why."""
        for number, part in self.slides():
            if part is None:
                message = f"slide {number} of '{self._label}' is missing from the file"
                yield _unread(number, "", error("missing-part", message, hint="save it again in PowerPoint"))
                continue
            try:
                yield self._page(number, part)
            except _Broken as broken:
                trouble = _trouble(broken)
                message = f"slide {number} is not read: {trouble.message}"
                yield _unread(number, part.name, error(trouble.code, message, hint=trouble.hint))

    def _page(self, number: int, part: Part) -> Page:
        tree = self._parsed(part, self._budget)
        layout, pages = self._layout(part)
        for theme in self._design.package.related(part, "themeOverride"):
            self._tree(theme)
        look = self._design.page_look(part, tree, layout.look, pages)
        hidden = tree.flag("show") is False
        at = At(number, part.name, 0, "", None, hidden)
        found = SlideShapes(at, layout, look, self.styles).read(tree)
        return Page(number, part.name, hidden, tuple(found.texts), tuple(found.tables), tuple(found.unmeasured))

    def _layout(self, slide: Part) -> tuple[Layout, tuple[Element, ...]]:
        """The layout of a slide, and the trees of the layout and its master."""
        package = self._design.package
        part = next(iter(package.related(slide, "slideLayout")), None)
        above = next(iter(package.related(part, "slideMaster")), None) if part else None
        if part is None or above is None:
            what = f"'{slide.name[1:]}' has no layout" if part is None else f"'{part.name[1:]}' has no master"
            raise _Broken(Trouble("missing-part", f"{what} to inherit from", "save it again in PowerPoint"))
        pages = (self._tree(part), self._tree(above))
        if part.name not in self._layouts:
            for theme in (*package.related(above, "theme"), *package.related(part, "themeOverride")):
                self._tree(theme)
            if above.name not in self._masters:
                self._masters[above.name] = self._design.master(above)
            master = self._masters[above.name]
            look = self._design.page_look(part, pages[0], master.look, pages[1:])
            self._layouts[part.name] = layout_of(pages[0], master, look)
        return self._layouts[part.name], pages

    def _tree(self, part: Part) -> Element:
        """A part of the design, parsed once and kept."""
        if part.name in self._broken:
            raise self._broken[part.name]
        if part.name not in self._trees:
            try:
                self._trees[part.name] = self._parsed(part, self._design_budget)
            except _Broken as broken:
                self._broken[part.name] = broken  # each slide on it would parse it again
                raise
        return self._trees[part.name]

    def _parsed(self, part: Part, budget: Budget) -> Element:
        # One document may not have more elements than any part may; all together not more than the deck may.
        own = Budget(min(Budget().elements, budget.elements))
        allowed = own.elements
        tree = read_xml(self._data(part), own)
        budget.elements -= allowed - own.elements
        if isinstance(tree, XmlFault):
            raise _Broken(xml_trouble(self._label, part.name, tree))
        return tree

    def _data(self, part: Part) -> bytes:
        content = part.content
        if isinstance(content, Deflated) and content.size > raised(SIZE_LIMIT):
            message = f"'{self._label}' is refused: '{part.name[1:]}' is larger than {raised(SIZE_LIMIT) // 2**20} MiB"
            raise _Broken(Trouble("unsafe-file", message))
        if isinstance(content, bytes):
            return content
        import zlib

        try:
            return part.data
        except (ValueError, zlib.error):
            raise _Broken(damaged_member(self._label, part.name[1:])) from None


class _Listed(NamedTuple):
    """A slide of the presentation's list."""

    number: int
    part: Part | None


def open_deck(package: Package, label: str) -> DeckReader | Trouble:
    """A reader of the slides of a package from `open_package`; Trouble when its main part cannot be read."""
    reader = DeckReader(package, label)
    return reader.open() or reader


def _trouble(broken: _Broken) -> Trouble:
    trouble = broken.args[0]
    assert isinstance(trouble, Trouble)
    return trouble


def _unread(number: int, part: str, problem: Problem) -> Page:
    return Page(number, part, False, (), (), (), (problem,))
