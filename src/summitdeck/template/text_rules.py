"""Rules on how text looks: faces, contrast, line breaking. One rule, one generator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summitdeck.ooxml.theme import listed_face, typeface
from summitdeck.ooxml.xml import Element
from summitdeck.problems import Problem
from summitdeck.scene.styles import LARGE_CONTRAST, LEAST_CONTRAST, ROUNDING, contrast, least_contrast
from summitdeck.template.advice import SLIDE_MASTER, advise, listed, masters, quoted, refuse
from summitdeck.template.inspect import named_faces
from summitdeck.template.slot_rules import main_slots, used_levels
from summitdeck.template.study import StudiedLayout, Study
from summitdeck.template.viewers import Viewers
from summitdeck.typeset.faces import FaceKind
from summitdeck.typeset.model import LevelStyle
from summitdeck.typeset.scripts import has_east_asian

_EAST_ASIAN = ("ja", "zh", "ko")
_FONTS = {"a:majorFont": "headings", "a:minorFont": "text"}
_SENTENCE = 3
"""Words from which on a prompt in Latin letters is a sentence, and not 'Logo' or a name."""
_ROLES = {"title": "title", "ctrTitle": "title", "subTitle": "subtitle", "body": "text", "obj": "text"}
_ROLES |= {"ftr": "footer", "dt": "date", "sldNum": "slide number"}


def _is_east_asian(language: str) -> bool:
    return language.lower().startswith(_EAST_ASIAN)


def check_east_asian_faces(study: Study) -> Iterator[Problem]:
    """`template-no-east-asian-face`: a theme names no face for Japanese, Chinese or Korean. Each machine then takes its
    own, and some take Chinese forms for Japanese. Decks built here get one; slides made by hand from the template
    do not. Only told for a deck language written in such a script.

    Passes: `游ゴシック` as the theme's Asian font. Fails: PowerPoint's own themes, which leave it open.
    """
    found: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for master in study.masters:
        scheme = master.theme.child("a:themeElements", "a:fontScheme")
        fonts = [scheme.child(tag) if scheme else None for tag in _FONTS]
        given = [
            listed_face(font, study.language) if font and not typeface(font.child("a:ea")) else "" for font in fonts
        ]
        empty = tuple(use for use, face in zip(_FONTS.values(), given, strict=True) if face)
        if empty:
            found.setdefault((empty, next(face for face in reversed(given) if face)), []).append(master.name)
    for (empty, given_face), names in found.items():
        yield advise(
            "no-east-asian-face",
            f"{quoted(names, 'theme')}: there is no East Asian face for {listed(empty)}",
            f"each machine takes its own, some with Chinese forms for Japanese; decks built here get '{given_face}'",
            f"{SLIDE_MASTER} > Fonts > Customize Fonts, choose the Asian text fonts",
        )


def _given_face(font: Element | None, language: str) -> str:
    """The face that decks get where a theme's font names no East Asian one; empty where it names one."""
    return listed_face(font, language) if font and not typeface(font.child("a:ea")) else ""


def check_contrast(study: Study) -> Iterator[Problem]:
    """`template-low-contrast`: title, text or furniture is hard to read on its ground: less than 4.5:1, or 3:1 for text
    from 18 pt (14 pt in bold) on, as WCAG 2.2 asks. Only where the ground is one plain colour.

    Passes: black on white, words upon a picture. Fails: a footer in light grey on white.
    """
    found: dict[tuple[str, str, bool], list[tuple[str, str]]] = {}
    for layout in study.layouts:
        main = main_slots(layout.base, study.base)
        for slot in layout.base.slots:
            ground = slot.ground if slot.kind in _ROLES and slot.frame.height else None
            levels = used_levels(slot) if slot in main else slot.levels[:1]
            for color in _pale_colors(levels, ground, layout) if ground else ():
                uses = found.setdefault((color, ground or "", slot.is_furniture), [])
                uses.append((_ROLES[slot.kind], layout.base.name))
    for (color, ground, _), uses in found.items():
        roles = list(dict.fromkeys(role for role, _ in uses))
        yield advise(
            "low-contrast",
            f"{quoted([name for _, name in uses], 'layout')}: the {listed(roles)} {'is' if len(roles) == 1 else 'are'} "
            f"#{color} on #{ground}, a contrast of {contrast(color, ground):.1f}:1",
            f"it is hard to read: WCAG asks for {LEAST_CONTRAST:g}:1, for large text {LARGE_CONTRAST:g}:1",
            f"{SLIDE_MASTER}, select it, Home > Font Color; or change the theme's colours by Colors > Customize",
        )


def _pale_colors(levels: Sequence[LevelStyle], ground: str, layout: StudiedLayout) -> Iterator[str]:
    """The colours of levels that are too near to the ground, each once."""
    seen = set()
    for level in levels:
        color = layout.look.palette.get(level.color, level.color)
        if color not in seen and contrast(color, ground) < least_contrast(level.size, level.bold) - ROUNDING:
            seen.add(color)
            yield color


def check_text_styles(study: Study) -> Iterator[Problem]:
    """`template-no-text-styles`: a master has no text styles at all. Programs then differ in sizes, margins and
    bullets. Decks built here get what its sample text shows.

    Passes: what PowerPoint saves. Fails: what LibreOffice saves.
    """
    found = [master for master in study.masters if master.tree.child("p:txStyles") is None]
    if found:
        yield advise(
            "no-text-styles",
            f"{masters(found)} {'has' if len(found) == 1 else 'have'} no text styles",
            "programs differ in the sizes, margins and bullets they then take",
            "open it in PowerPoint and save it again",
        )


def check_common_faces(study: Study) -> Iterator[Problem]:
    """`template-uncommon-face`: a face comes with neither Windows, macOS nor Office, or only with one of them, and is
    not embedded. Who opens the deck without it sees another, and lines break elsewhere.

    Passes: Calibri, Arial, Meiryo, an embedded face. Fails: Segoe UI (Windows only), Lato.
    """
    for face in named_faces(study):
        if face.viewers is Viewers.ALL or face.embedded or not face.name.strip("+-"):
            continue
        yield advise(
            "uncommon-face",
            f"the face '{face.name}' comes with {face.viewers}",
            "who opens a deck without it sees another face, and lines break elsewhere",
            "File > Options > Save > Embed fonts in the file, or choose another by View > Slide Master > Fonts",
        )


def check_measured_faces(study: Study) -> Iterator[Problem]:
    """`template-unknown-face`: the widths of a face that draws Latin letters are not known here, so that texts are
    fitted as if it were a wide one: they may be shrunk without need.

    Passes: a face that is measured or estimated, a face for Japanese only. Fails: a company's own face.
    """
    for face in named_faces(study):
        if face.kind is FaceKind.UNKNOWN and any(use.script == "Latin" for use in face.uses):
            yield advise(
                "unknown-face",
                f"the widths of the face '{face.name}' are not known here",
                "texts are fitted as if it were a wide face, and may be shrunk without need",
                "install it where decks are built, or put its file or its metrics into fonts/",
            )


def check_hanging(study: Study) -> Iterator[Problem]:
    """`template-no-hanging-punctuation`: text styles switch hanging punctuation off, so that 、 and 。 wrap into a line
    of their own. Only told for a deck language that has such marks.

    Passes: nothing said, `hangingPunct="1"`. Fails: `hangingPunct="0"`.
    """
    if _is_east_asian(study.language):
        found = [name for name, tree in _text_holders(study) if _states(tree, "hangingPunct", False)]
        if found:
            yield advise(
                "no-hanging-punctuation",
                f"hanging punctuation is switched off in {quoted(found)}",
                "、 and 。 then wrap into the next line, and boxes break otherwise than in other decks",
                "Home > Paragraph > Asian Typography > Allow hanging punctuation, on the master",
            )


def check_word_breaks(study: Study) -> Iterator[Problem]:
    """`template-broken-words`: text styles let Latin words be broken anywhere (`latinLnBrk`): `Summ` and `it`.

    Passes: nothing said, `latinLnBrk="0"`. Fails: `latinLnBrk="1"`.
    """
    found = [name for name, tree in _text_holders(study) if _states(tree, "latinLnBrk", True)]
    if found:
        yield advise(
            "broken-words",
            f"Latin words may be broken anywhere in {quoted(found)}",
            "lines then end in the middle of a word",
            "Home > Paragraph > Asian Typography > switch off 'Allow Latin text to wrap in the middle of a word'",
        )


def _text_holders(study: Study) -> Iterator[tuple[str, Element]]:
    """What says how text breaks, each with a name: masters and layouts. What PowerPoint saves in their sample texts
    has no effect on slides and is left out."""
    for master in study.masters:
        yield f"master {master.number + 1}", master.tree
    for layout in study.layouts:
        yield layout.base.name, layout.tree


def _states(tree: Element, name: str, value: bool) -> bool:
    """Whether a level of a text style says so."""
    return any(element.tag.startswith("a:lvl") and element.flag(name) is value for element in tree.walk())


def check_kinsoku(study: Study) -> Iterator[Problem]:
    """`template-kinsoku`: the file has a list of its own of signs that may not begin or end a line, which replaces
    PowerPoint's (`strictFirstAndLastChars="0"`). An error where its language is none of Japanese, Chinese and Korean:
    PowerPoint refuses such a file.

    Passes: no list, a list that has no effect. Fails: a list without small kana.
    """
    for kinsoku in study.main.all("p:kinsoku"):
        language = kinsoku.get("lang") or ""
        if language and not _is_east_asian(language):
            yield refuse(
                "kinsoku",
                f"the list of signs that may not begin a line is for '{language}'",
                "PowerPoint refuses to open such a file",
                "open the template in the program that made it, and remove the list",
            )
        elif study.main.flag("strictFirstAndLastChars") is False:
            yield advise(
                "kinsoku",
                "the file has its own list of signs that may not begin or end a line",
                "lines then break otherwise in PowerPoint than in other decks, and than planned here",
                "File > Options > Typography > set 'First and last characters' to Standard",
            )


def check_prompts(study: Study) -> Iterator[Problem]:
    """`template-mixed-prompts`: some prompts are Japanese, Chinese or Korean and some are not, as where a layout was
    copied in from another template. Nobody sees them on built slides; who adds one in PowerPoint does.

    Passes: all in one kind of script. Fails: 'マスター タイトルの書式設定' and one 'Click to edit text'.
    """
    prompts = [
        (layout.name, slot.prompt)
        for layout in study.base.layouts
        for slot in layout.slots
        if not slot.is_furniture and any(sign.isalpha() for sign in slot.prompt)
    ]
    asian = [each for each in prompts if has_east_asian(each[1])]
    other = [each for each in prompts if not has_east_asian(each[1]) and len(each[1].split()) >= _SENTENCE]
    if asian and other:
        few = min(asian, other, key=len)
        which = "in Asian characters" if few is asian else "in Latin letters"
        yield advise(
            "mixed-prompts",
            f"{len(few)} of {len(prompts)} prompts are {which}, as '{few[0][1].split(chr(10))[0][:40]}' "
            f"of layout {quoted([few[0][0]])}",
            "who adds a slide in PowerPoint reads prompts in two languages",
            f"{SLIDE_MASTER}, choose the layout, type the prompt anew",
        )
