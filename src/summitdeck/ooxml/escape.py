"""The one place that knows how text becomes XML: every word of the author's goes through here.

Characters that XML 1.0 cannot hold (section 2.2) are left out: the deck reader has already refused them, and
PowerPoint offers a repair for a file that has one.
"""

from __future__ import annotations

import re

_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_NOT_PLAIN_TEXT = f"[&<>\r{_ILLEGAL}]"  # patterns are compiled when needed: each takes up to 0.7 ms
_NOT_PLAIN_ATTRIBUTE = f'[&<>"\t\n\r{_ILLEGAL}]'
_REPLACEMENTS = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
}
_URL_SAFE = "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~"
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_NO_URI = r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]|%(?![0-9A-Fa-f]{2})"
_WEB_ADDRESS = (
    r"(?i:mailto:[^/]|https?://(?:[^/?#@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]+)(?::\d{0,5})?(?:[/?#]|$))"
)
_HOST = r"(?s)([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?)([^/?#:]+)(.*)"


def escape_text(text: str) -> str:
    """`text` as the content of an element."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text):
        return text
    return re.sub(_NOT_PLAIN_TEXT, _replacement, text)


def escape_attribute(text: str) -> str:
    """`text` as the value of an attribute in double quotes; line breaks and tabs survive."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text):
        return text
    return re.sub(_NOT_PLAIN_ATTRIBUTE, _replacement, text)


def _replacement(match: re.Match[str]) -> str:
    return _REPLACEMENTS.get(match[0], "")


def url_to_uri(url: str) -> str:
    """A link as the author typed it, as a URI (RFC 3987, section 3.1): a Japanese host becomes its `xn--`
    name, other characters that no URI may have are percent-encoded, an encoded one stays as it is.

    PowerPoint offers a repair for a relationship whose target is no URI.
    """
    if "%" not in url and not url.strip(_URL_SAFE):
        return url
    url = url.strip()
    if not url.isascii() and (parts := re.fullmatch(_HOST, url)):
        url = parts[1] + _host_to_ascii(parts[2]) + parts[3]
    url = _STRAY_PERCENT.sub("%25", url)
    if not url.strip(_URL_SAFE):
        return url
    return "".join(c if c in _URL_SAFE else _percent(c) for c in url)


def is_web_address(uri: str) -> bool:
    """Whether a deck may lead there: the web, with a host, or mail, by a URI. Nothing that runs a program or reads a
    file."""
    return not re.search(_NO_URI, uri) and bool(re.match(_WEB_ADDRESS, uri))


def _host_to_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "ignore"))
