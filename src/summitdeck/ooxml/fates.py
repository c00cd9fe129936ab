"""What becomes of each thing that a presentation holds when decks are made of it: one table, read by `strip`.

Everything in a package hangs on relationships, so the table goes by their kind: the last word of their type. The kinds
are those of ECMA-376-1, 13.3 and 15.2, of MS-PPTX 2.2 and MS-OFFCRYPTO, and what PowerPoint was seen to write.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from summitdeck.frozen import NamedTuple


class Fate(StrEnum):
    """What becomes of it."""

    STAYS = "stays"
    GOES = "goes"
    """Without a word: decks made of a template are expected to be without it."""
    NOTED = "noted"
    """It goes, and `check` says so."""
    WARNED = "warned"
    """It goes, and every build says so: something may be missed."""


class Ruling(NamedTuple):
    """The fate of one kind of relationship, and why."""

    fate: Fate
    why: str
    """For WARNED and NOTED what is told: it completes `… of 'company.potx' are left out`."""


def _table(rows: Mapping[tuple[Fate, str], str]) -> Mapping[str, Ruling]:
    return MappingProxyType({kind: Ruling(fate, why) for (fate, why), kinds in rows.items() for kind in kinds.split()})


PACKAGE_FATES: Mapping[str, Ruling] = _table(
    {
        (Fate.STAYS, "the presentation itself"): "officeDocument",
        (Fate.STAYS, "the company's sensitivity label holds for what is made of the file"): (
            "classificationlabels custom-properties"
        ),
        (Fate.GOES, "each deck has its own title, author, counts and picture"): (
            "core-properties extended-properties thumbnail"
        ),
        (Fate.GOES, "how its author had arranged PowerPoint"): "userCustomization",
        (Fate.NOTED, "the digital signatures"): "origin",
        (Fate.NOTED, "the ribbon buttons"): "extensibility",
        (Fate.NOTED, "the web add-ins"): "webextensiontaskpanes",
    }
)
"""Of the relationships of the package itself, by kind. All others go: they are about the file, not the design."""

PART_FATES: Mapping[str, Ruling] = _table(
    {
        (Fate.STAYS, "the design"): (
            "slideMaster slideLayout theme themeOverride notesMaster handoutMaster presProps tableStyles image "
            "hyperlink"
        ),
        (Fate.STAYS, "drawings of masters and layouts, and what they are made of"): (
            "chart chartEx chartStyle chartColorStyle chartUserShapes package oleObject vmlDrawing hdphoto model3d "
            "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing legacyDiagramText"
        ),
        (Fate.STAYS, "sound and film of masters and layouts"): "audio video media",
        (Fate.STAYS, "faces the company wants to be seen everywhere"): "font",
        (Fate.STAYS, "what add-ins know the design by; ink lies there too"): "tags customXml customXmlProps",
        (Fate.GOES, "the slides, and what was written and said about them"): (
            "slide notesSlide comments commentAuthors authors documenttasks slideUpdateInfo slideUpdateUrl smartTags "
            "legacyDocTextInfo"
        ),
        (Fate.GOES, "who changed what and when"): "revisionInfo changesInfo",
        (Fate.GOES, "the machine it was last used on"): "printerSettings viewProps htmlPubSaveAs attachedToolbars",
        (Fate.WARNED, "the macros"): "vbaProject wordVbaData vbaProjectSignature",
        (Fate.WARNED, "the ActiveX controls"): "control activeXControlBinary",
        (Fate.NOTED, "the web add-ins"): "webextension",
    }
)
"""Of the relationships of parts, by kind. A kind that is not named stays, since whoever put it there wants it, unless
it leads to a slide or out of the file."""

TOLD_CODES: Mapping[str, str] = MappingProxyType({"vbaProject": "macros-dropped", "control": "controls-dropped"})
"""The code of what is told, by kind; `left-out` for all others."""

GONE_ELEMENTS = frozenset(
    {
        "p:sldIdLst",
        "p:custShowLst",
        "p:custShow",
        "p:sldRg",
        "p:htmlPubPr",
        "p:photoAlbum",
        "p:smartTags",
        "p:modifyVerifier",
    }
)
"""Elements of presentation.xml and presProps.xml about slides, or about who may change the file: a deck is its
author's to change."""
GONE_EXTENSIONS = frozenset({"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}", "readonlyRecommended"})
"""The same in extensions, by the extension's URI or by its own element: the list of sections (MS-PPTX 2.2.5.3), and
the advice to open the file only for reading."""

LINKS = frozenset({"a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver"})
UNSAFE_ACTIONS = ("ppaction://macro", "ppaction://program", "ppaction://ole", "ppaction://customshow")
"""Actions of links that run something, or show what is not there any more."""
EAST_ASIAN = frozenset({"ja", "zh", "ko"})
"""Languages that `p:kinsoku` may be for: with another PowerPoint refuses the file."""

OPTIONAL_REFERENCES = frozenset({"a:blip"})
"""Elements that are valid without the relationship they name: they only lose its name."""
LEAVES = LINKS | {
    *("a:snd", "a:videoFile", "a:audioFile", "a:wavAudioFile", "a:quickTimeFile", "c:externalData", "c:userShapes"),
    *("p:custData", "p:tags", "p:regular", "p:bold", "p:italic", "p:boldItalic"),
    *("p:sldMasterId", "p:sldLayoutId", "p:notesMasterId", "p:handoutMasterId"),
}
"""Elements that go alone with their relationship: what they stand in is whole without them."""
HOLDERS = frozenset({"p:graphicFrame", "mc:AlternateContent", "p:sndAc", "p:timing"})
"""Elements that go when any other element in them does: a frame without its chart would be damaged. The outermost."""
EXTENSIONS = frozenset({"p:ext", "a:ext"})
"""The same, but the innermost."""
CONTAINERS: Mapping[str, str] = MappingProxyType(
    {
        "p:embeddedFont": "p:font",
        "p:embeddedFontLst": "",
        "p:custDataLst": "",
        "p:controls": "",
        "p:handoutMasterIdLst": "",
        "p:extLst": "",
        "a:extLst": "",
    }
)
"""Elements that go when all that was in them goes, but for the child that is named here."""


def fate_of(kind: str, in_package: bool) -> Fate:
    """What becomes of what a relationship of this kind leads to."""
    table = PACKAGE_FATES if in_package else PART_FATES
    usual = Fate.GOES if in_package else Fate.STAYS
    return table[kind].fate if kind in table else usual
