"""Sensitivity labels in a file's own properties: the company's rules for a file, which hold for what is made of it.

Since 2021 PowerPoint keeps them in a part of their own; before, and beside it, in custom properties (Microsoft
Information Protection SDK, "Label metadata").
"""

from __future__ import annotations

from collections.abc import Mapping

from summitdeck.frozen import replace
from summitdeck.ooxml.model import Part
from summitdeck.ooxml.xml import XmlFault, read_xml
from summitdeck.ooxml.xml_edit import Cut, Edit, edit_xml
from summitdeck.ooxml.zip_reader import prove

_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_LABEL_NAMES = ("MSIP_Label_", "ClassificationContentMarking")
"""How the names of a label's properties begin; the second say which shapes show it."""
_PERSON = "_Owner"
"""How the property ends that says who set the label."""


def labels_only(part: Part) -> Part | None:
    """Custom properties without all that are no label's; None when there is no label, or they cannot be read."""
    if part.deflated is not None and not prove(part.deflated):
        return None

    def decide(tag: str, attributes: Mapping[str, str], parent: str) -> Edit:
        return Cut() if tag == _PROPERTY and not _is_label(attributes.get("name", "")) else None

    edited = edit_xml(part.data, decide)
    tree = edited if isinstance(edited, XmlFault) else read_xml(edited)
    if isinstance(edited, XmlFault) or isinstance(tree, XmlFault) or not tree.children:
        return None
    return replace(part, content=edited)


def _is_label(name: str) -> bool:
    return name.startswith(_LABEL_NAMES) and not name.endswith(_PERSON)
