"""From the scene to the package: slides, notes, pictures and properties join the template's own parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summitdeck.frozen import TYPE_CHECKING
from summitdeck.ooxml.ids import free_number
from summitdeck.ooxml.language import Language, read_language
from summitdeck.ooxml.model import Package, Part, Relation
from summitdeck.ooxml.names import MEDIA_TYPES
from summitdeck.ooxml.notes import NOTES_PAGE, NotesMaster, new_notes_master, notes_to_part, read_notes_master
from summitdeck.ooxml.presentation import companions, write_presentation
from summitdeck.ooxml.properties import CORE_NAME, EXTENDED_NAME, core_properties, extended_properties
from summitdeck.ooxml.relations import CORE_PROPERTIES, EXTENDED_PROPERTIES, THUMBNAIL, Relations
from summitdeck.ooxml.shapes import Embedded
from summitdeck.ooxml.slides import MASTER_COLORS, Surroundings, slide_to_part
from summitdeck.ooxml.xml import Element, read_xml
from summitdeck.scene.model import ChartShape, Page, PictureShape, Scene

if TYPE_CHECKING:
    from datetime import datetime

_REPLACED = (CORE_PROPERTIES, EXTENDED_PROPERTIES, THUMBNAIL)
"""What the template says of itself: its title, its counts, its picture."""


def scene_to_package(scene: Scene, template: Package, *, created: datetime | None = None) -> Package:
    """The deck: `template`, which holds no slides any more, with the scene's pages on it.

    `created` is what the properties give as the time it was made; None says nothing of it.
    """
    parts = {part.name: part for part in template.parts.values()}
    relations = _without_properties(template, parts)
    main = template.related(None, "officeDocument")[0]
    media = _embed(scene, parts)
    language = read_language(scene.language)
    slides = _names(parts, "/ppt/slides/slide", len(scene.pages))
    master = _notes_master(scene, template, main, parts)
    charts = _charts(scene, slides, parts, language)
    around = Surroundings(scene.base, language, slides, media, _color_maps(scene, template), charts)
    noted = _notes_names(scene, parts)
    for index, page in enumerate(scene.pages):
        notes = noted.get(index)
        parts[slides[index]] = slide_to_part(page, slides[index], around, notes)
        if notes is not None and master is not None:
            number = _shown_number(page, index)
            parts[notes] = notes_to_part(page, slides[index], number, notes, master, language, scene.base)
    written = write_presentation(main, scene.pages, slides, master.part if master else None, language.tag)
    for part in (*companions(written), core_properties(scene, created), extended_properties(scene)):
        parts[part.name] = part
    return Package(parts, relations)


def _names(parts: Mapping[str, Part], stem: str, count: int) -> list[str]:
    first = free_number(parts, stem)
    return [f"{stem}{number}.xml" for number in range(first, first + count)]


def _notes_names(scene: Scene, parts: Mapping[str, Part]) -> dict[int, str]:
    """The part of each page's notes, by the page's index."""
    noted = [index for index, page in enumerate(scene.pages) if page.notes is not None]
    return dict(zip(noted, _names(parts, "/ppt/notesSlides/notesSlide", len(noted)), strict=True))


def _shown_number(page: Page, index: int) -> str:
    return next((f.text for f in page.furniture if f.field_type == "slidenum"), str(index + 1))


def _without_properties(template: Package, parts: dict[str, Part]) -> tuple[Relation, ...]:
    """The package's relationships with our own properties; the template's, and its thumbnail, are left out."""
    kept = []
    for relation in template.relations:
        if relation.type in _REPLACED:
            parts.pop(relation.target, None)
        else:
            kept.append(relation)
    relations = Relations(kept)
    relations.add(CORE_PROPERTIES, CORE_NAME)
    relations.add(EXTENDED_PROPERTIES, EXTENDED_NAME)
    return relations.done()


def _embed(scene: Scene, parts: dict[str, Part]) -> dict[str, Embedded]:
    """Put each picture into the package once, in the order of the pages; an SVG brings its PNG."""
    media: dict[str, Embedded] = {}
    number = free_number(parts, "/ppt/media/image")

    def add(extension: str, data: bytes) -> str:
        nonlocal number
        name = f"/ppt/media/image{number}.{extension}"
        parts[name] = Part(name, MEDIA_TYPES[extension], data)
        number += 1
        return name

    for page in scene.pages:
        for shape in page.shapes:
            if not isinstance(shape, PictureShape) or shape.image.digest in media:
                continue
            image = shape.image
            if image.fallback is not None:
                raster = add("png", image.fallback)
                media[image.digest] = Embedded(raster, add(image.extension, image.data))
            else:
                media[image.digest] = Embedded(add(image.extension, image.data))
    return media


def _charts(scene: Scene, slides: Sequence[str], parts: dict[str, Part], language: Language) -> dict[str, list[str]]:
    """Put each chart and its workbook into the package; the charts' parts by the slide's."""
    found = [(slide, shape) for slide, page in zip(slides, scene.pages, strict=True) for shape in page.shapes]
    drawn = [(slide, shape) for slide, shape in found if isinstance(shape, ChartShape)]
    if not drawn:
        return {}
    from summitdeck.ooxml.charts import chart_to_parts  # few decks have charts

    charts: dict[str, list[str]] = {}
    first, book = free_number(parts, "/ppt/charts/chart"), "/ppt/embeddings/Microsoft_Excel_Sheet"
    first_book = free_number(parts, book)
    for number, (slide, shape) in enumerate(drawn):
        name, workbook = f"/ppt/charts/chart{first + number}.xml", f"{book}{first_book + number}.xlsx"
        charts.setdefault(slide, []).append(name)
        for part in chart_to_parts(shape, name, workbook, scene.base, language):
            parts[part.name] = part
    return charts


def _notes_master(scene: Scene, template: Package, main: Part, parts: dict[str, Part]) -> NotesMaster | None:
    """The template's notes master, or a new one where notes are to be written and there is none."""
    own = template.related(main, "notesMaster")
    if not own and all(page.notes is None for page in scene.pages):
        return None
    page = _notes_page(main)
    if own:
        return read_notes_master(own[0], page)
    name = f"/ppt/notesMasters/notesMaster{free_number(parts, '/ppt/notesMasters/notesMaster')}.xml"
    theme = f"/ppt/theme/theme{free_number(parts, '/ppt/theme/theme')}.xml"
    slide_master = template.related(main, "slideMaster")[0]
    language = read_language(scene.language)
    master, added = new_notes_master(name, theme, template, slide_master, page, scene.base, language)
    parts.update((part.name, part) for part in added)
    return master


def _notes_page(main: Part) -> tuple[int, int]:
    root = read_xml(main.data)
    size = root.child("p:notesSz") if isinstance(root, Element) else None
    if size is None:
        return NOTES_PAGE
    return size.integer("cx") or NOTES_PAGE[0], size.integer("cy") or NOTES_PAGE[1]


def _color_maps(scene: Scene, template: Package) -> dict[str, str]:
    """The colour map that slides on a layout repeat, by the layout's part: only where the layout overrides the
    master's. PowerPoint looks there by itself, LibreOffice does not."""
    maps = {}
    for layout in {page.base.part: page.base for page in scene.pages}.values():
        if layout.palette is None or layout.part not in template.parts:
            continue
        root = read_xml(template.parts[layout.part].data)
        override = root.child("p:clrMapOvr", "a:overrideClrMapping") if isinstance(root, Element) else None
        if override is not None:
            roles = "".join(f' {role}="{color}"' for role, color in override.attributes.items())
            maps[layout.part] = MASTER_COLORS.replace("masterClrMapping", "overrideClrMapping" + roles)
    return maps
