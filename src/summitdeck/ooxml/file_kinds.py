"""Telling what a file is that was given for a presentation and is none, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from summitdeck.assets.files import Trouble

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a compound file begins: old Office files, and encrypted new ones (MS-CFB 2.2)."""


def foreign_file(data: bytes, label: str) -> Trouble | None:
    """What a file is that does not begin as a zip does; None when it may yet be one, behind something else."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return _foreign(label, "is empty", "the copy or download of it did not finish")
    if data.startswith(_OLE):
        return _compound_file(data, label)
    if start.startswith(b"version https://git-lfs.github.com/spec"):
        return _foreign(label, "is only a Git LFS pointer, not the file itself", "run: git lfs pull")
    if start.startswith((b"<!doctype html", b"<html")):
        return _foreign(label, "is a web page, perhaps of a login", "download the file itself")
    if start.startswith(b"<?xml"):
        return _foreign(label, "is an XML file, not a presentation", None)
    if start.startswith(b"%pdf"):
        return _foreign(label, "is a PDF, not a presentation", None)
    if b"PK\x05\x06" not in data[-66_000:]:
        return _foreign(label, "is not a PowerPoint file", None)
    return None


def _foreign(label: str, what: str, hint: str | None) -> Trouble:
    return Trouble("not-a-presentation", f"'{label}' {what}", hint)


def _compound_file(data: bytes, label: str) -> Trouble:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Trouble(
            "encrypted-file",
            f"'{label}' is protected by a password",
            "open it in PowerPoint and save it without one",
        )
    return _foreign(
        label, "is in PowerPoint's old binary format", "open it in PowerPoint and save it as a presentation (.pptx)"
    )


def foreign_zip(names: Iterable[str], label: str) -> Trouble:
    """What a zip is that is no Office file; its members' names begin with `/`."""
    known = set(names)
    if "/mimetype" in known and "/content.xml" in known:
        return _foreign(label, "is an OpenDocument file", "save it as a PowerPoint presentation (.pptx)")
    if any(name.endswith(".iwa") for name in known):
        return _foreign(label, "is a Keynote file", "export it to PowerPoint (.pptx)")
    return _foreign(label, "is a zip, but not a PowerPoint file", None)


def foreign_main_part(content_type: str | None, label: str) -> Trouble:
    """What an Office file is whose main part has this content type (None: it has no main part)."""
    hint = "save it in PowerPoint as a presentation (.pptx) or a template (.potx)"
    written = content_type or ""
    if "theme" in written:
        return _foreign(label, "is an Office theme, not a presentation", hint)
    if "wordprocessingml" in written or "ms-word" in written:
        return _foreign(label, "is a Word document", None)
    if "spreadsheetml" in written or "ms-excel" in written:
        return _foreign(label, "is an Excel workbook", None)
    return _foreign(label, "holds no presentation", hint)
